//! Reading a document, its names and its notes.

use thirtyfour::prelude::*;

use super::sites::{Dossier, EXAMPLE, SHIPPED};
use super::visit::{By, Scripts, Visit, visit};

#[test]
fn a_name_leads_to_its_register_page_and_a_mention_back_from_a_folder() {
    follows_a_name(&SHIPPED, By::File);
}

#[test]
fn a_name_leads_to_its_register_page_and_a_mention_back_under_a_sub_path() {
    follows_a_name(&EXAMPLE, By::Http);
}

#[test]
fn a_first_visit_asks_for_little() {
    visit(&EXAMPLE, By::Http, Scripts::On, async |v| {
        let mut asked = std::collections::BTreeSet::new();
        for page in ["index.html", EXAMPLE.document] {
            v.open(page).await?;
            let loaded = "return [...performance.getEntriesByType('resource'), \
                ...performance.getEntriesByType('navigation')].map(one => one.name)";
            let loaded: Vec<String> = v.web.execute(loaded, Vec::new()).await?.convert()?;
            asked.extend(loaded);
        }
        // The icon is asked for beside these.
        assert!(asked.len() < 6, "{asked:#?}");
        Ok(())
    });
}

#[test]
fn a_note_opens_by_its_number() {
    opens_a_note(&EXAMPLE, By::File, Scripts::On);
}

#[test]
fn a_note_opens_without_scripts_from_a_folder() {
    opens_a_note(&SHIPPED, By::File, Scripts::Off);
}

#[test]
fn a_note_opens_without_scripts_under_a_sub_path() {
    opens_a_note(&EXAMPLE, By::Http, Scripts::Off);
}

fn follows_a_name(dossier: &'static Dossier, by: By) {
    visit(dossier, by, Scripts::On, async |v| {
        v.open(dossier.document).await?;
        let document = v.web.current_url().await?.to_string();
        let name = v.shown(".text .m-names a").await?;
        let entry = name.prop("href").await?.unwrap_or_default();
        assert!(entry.starts_with(&v.address("register/")), "{entry}");
        name.click().await?;
        v.arrives(|address| address == entry).await?;
        assert!(!v.shown("h1").await?.text().await?.is_empty());

        let mention = v.shown(&format!("main li a[href*='{}#']", dossier.document)).await?;
        let passage = mention.prop("href").await?.unwrap_or_default();
        assert!(passage.starts_with(&document), "{passage}");
        mention.click().await?;
        v.arrives(|address| address == passage).await?;
        assert!(!v.shown(":target").await?.text().await?.is_empty());

        v.web.back().await?;
        v.arrives(|address| address == entry).await?;
        v.web.back().await?;
        v.arrives(|address| address == document).await?;
        Ok(())
    });
}

fn opens_a_note(dossier: &'static Dossier, by: By, scripts: Scripts) {
    visit(dossier, by, scripts, async |v| {
        v.open(dossier.document).await?;
        assert!(v.shown(".text p").await?.text().await?.len() > 20);
        assert_eq!(
            v.shown_count("button.theme").await?,
            usize::from(matches!(scripts, Scripts::On))
        );

        let closed = v.all(".note:not([open]) > .note-body").await?;
        let note = format!("#{}", closed[0].id().await?.unwrap_or_default());
        let number = v.shown(&format!(".text a.ref[href='{note}']")).await?;
        assert_eq!(v.shown_count(&note).await?, 0, "the note is closed at first");
        number.click().await?;
        let words = v.shown(&note).await?.text().await?;
        assert!(words.len() > 20, "the note says {words:?}");

        v.shown(&format!("{note} a.back")).await?.click().await?;
        v.arrives(|address| address.contains("#ref-")).await?;
        Ok(())
    });
}

impl Visit {
    /// How many of the elements that a selector finds are shown.
    async fn shown_count(&self, selector: &str) -> WebDriverResult<usize> {
        let mut count = 0;
        for element in self.all(selector).await? {
            count += usize::from(element.is_displayed().await?);
        }
        Ok(count)
    }
}
