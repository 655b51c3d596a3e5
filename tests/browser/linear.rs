//! Linear mode: from annotation to annotation by keys, one announcement each.

use thirtyfour::prelude::*;

use super::sites::{Dossier, EXAMPLE, SHIPPED};
use super::visit::{By, Scripts, Visit, visit};

#[test]
fn keys_go_from_annotation_to_annotation_in_german() {
    steps(&SHIPPED, By::File, "Absatz 1");
}

#[test]
fn keys_go_from_annotation_to_annotation_in_english() {
    steps(&EXAMPLE, By::Http, "Paragraph 1");
}

fn steps(dossier: &'static Dossier, by: By, paragraph: &'static str) {
    visit(dossier, by, Scripts::On, async |v| {
        v.open(dossier.document).await?;
        let mut said = Vec::new();
        while said.len() < 8 {
            press(v, "n").await?;
            said.push(
                v.until("an announcement", async || {
                    let words = announced(v).await?;
                    Ok((said.last() != Some(&words) && !words.is_empty()).then_some(words))
                })
                .await?,
            );
        }
        assert!(said.iter().any(|words| words.contains(paragraph)), "{said:?}");
        assert!(said.iter().all(|words| words.contains(" / ")), "{said:?}");
        v.shown(".current").await?;
        v.shown(".preview-marks").await?;

        press(v, "p").await?;
        v.until("the one before", async || Ok((announced(v).await? == said[6]).then_some(())))
            .await?;
        assert_eq!(v.all(".current").await?.len(), 1);

        // Enter leads into the preview, Escape out of it.
        v.web.action_chain().send_keys(Key::Enter).perform().await?;
        v.shown(".preview.pinned").await?;
        v.web.action_chain().send_keys(Key::Escape).perform().await?;
        v.gone(".preview").await
    });
}

#[test]
fn layers_that_are_off_are_passed_over() {
    visit(&SHIPPED, By::File, Scripts::On, async |v| {
        v.open(SHIPPED.document).await?;
        for layer in ["notes", "claims", "names", "quotations", "certainty"] {
            v.shown(&format!("#layer-{layer}")).await?.click().await?;
        }
        for _ in 0..3 {
            let before = announced(v).await.unwrap_or_default();
            press(v, "n").await?;
            v.until("an announcement", async || {
                let words = announced(v).await?;
                Ok((words != before && words.starts_with("Zeiten: ")).then_some(()))
            })
            .await?;
        }
        Ok(())
    });
}

#[test]
fn keys_are_listed_and_can_be_switched_off() {
    visit(&EXAMPLE, By::Http, Scripts::On, async |v| {
        v.open(EXAMPLE.document).await?;
        press(v, "?").await?;
        let help = v.shown("dialog.keys-help").await?;
        assert!(help.text().await?.contains("next annotation"));
        v.shown("dialog.keys-help input").await?.click().await?;
        v.shown("dialog.keys-help button").await?.click().await?;
        v.gone("dialog.keys-help").await?;

        press(v, "n").await?;
        press(v, "?").await?;
        std::thread::sleep(std::time::Duration::from_millis(500));
        assert!(v.all(".current").await?.is_empty());
        assert!(!help.is_displayed().await?);

        // Where there are no keys there is a button; it brings them back.
        v.shown(".open-keys").await?.click().await?;
        v.shown("dialog.keys-help input").await?.click().await?;
        v.shown("dialog.keys-help button").await?.click().await?;
        v.gone("dialog.keys-help").await?;
        press(v, "n").await?;
        v.shown(".current").await?;
        Ok(())
    });
}

async fn press(v: &Visit, key: &str) -> WebDriverResult<()> {
    v.web.action_chain().send_keys(key).perform().await
}

/// What the live region says.
async fn announced(v: &Visit) -> WebDriverResult<String> {
    let regions = v.all("body > [role=status]").await?;
    match regions.first() {
        Some(region) => Ok(region.prop("textContent").await?.unwrap_or_default()),
        None => Ok(String::new()),
    }
}
