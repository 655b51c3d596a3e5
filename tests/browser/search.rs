//! Searching, from the search page and from any other.

use thirtyfour::prelude::*;

use super::sites::{Dossier, EXAMPLE, SHIPPED};
use super::visit::{By, Scripts, visit};

#[test]
fn a_word_leads_to_its_paragraph_from_a_folder() {
    finds(&SHIPPED, By::File);
}

#[test]
fn a_word_leads_to_its_paragraph_under_a_sub_path() {
    finds(&EXAMPLE, By::Http);
}

#[test]
fn any_page_can_be_searched_from() {
    visit(&EXAMPLE, By::File, Scripts::On, async |v| {
        v.open(EXAMPLE.document).await?;
        v.shown(".search-box input").await?.send_keys(EXAMPLE.word + Key::Enter).await?;
        let address = v.arrives(|address| address.contains("search.html?q=")).await?;
        assert!(address.ends_with(EXAMPLE.word), "{address}");
        assert!(v.shown(".search-result").await?.text().await?.contains(EXAMPLE.word));
        Ok(())
    });
}

#[test]
fn without_scripts_the_search_page_says_why_it_is_empty() {
    visit(&EXAMPLE, By::File, Scripts::Off, async |v| {
        v.open("search.html").await?;
        assert!(v.shown("#search noscript p").await?.text().await?.contains("JavaScript"));
        Ok(())
    });
}

fn finds(dossier: &'static Dossier, by: By) {
    visit(dossier, by, Scripts::On, async |v| {
        v.open("search.html").await?;
        v.shown("#search input").await?.send_keys(dossier.word).await?;
        let result = v.shown(".search-result a[href*='documents/'][href*='#p']").await?;
        let paragraph = result.prop("href").await?.unwrap_or_default();
        result.click().await?;
        v.arrives(|address| address == paragraph).await?;
        let words = v.shown(":target").await?.text().await?;
        assert!(words.contains(dossier.word), "{paragraph} has {words:?}");
        v.web.back().await?;
        v.arrives(|address| address.contains("search.html")).await?;
        Ok(())
    });
}
