//! What a reader can set: which layers are drawn, and light or dark.

use thirtyfour::prelude::*;

use super::sites::{EXAMPLE, SHIPPED};
use super::visit::{By, Scripts, Visit, visit};

#[test]
fn a_layer_switched_off_takes_its_marks_along() {
    visit(&SHIPPED, By::File, Scripts::On, async |v| {
        v.open(SHIPPED.document).await?;
        layers_go(v).await
    });
}

#[test]
fn a_layer_can_be_switched_off_without_scripts() {
    visit(&SHIPPED, By::Http, Scripts::Off, async |v| {
        v.open(SHIPPED.document).await?;
        layers_go(v).await
    });
}

#[test]
fn a_layer_stays_off_on_the_next_page() {
    visit(&EXAMPLE, By::Http, Scripts::On, async |v| {
        v.open(EXAMPLE.document).await?;
        v.shown("#layer-names").await?.click().await?;
        v.shown(".previous-next a").await?.click().await?;
        v.arrives(|address| !address.ends_with(EXAMPLE.document)).await?;
        assert!(!v.shown("#layer-names").await?.is_selected().await?);
        assert_eq!(line(v, ".m-names").await?, "none");
        Ok(())
    });
}

#[test]
fn dark_stays_dark_on_the_next_page_and_back() {
    visit(&SHIPPED, By::Http, Scripts::On, async |v| {
        v.open("index.html").await?;
        let light = ground(v).await?;
        v.shown("button.theme").await?.click().await?;
        let dark = ground(v).await?;
        assert_ne!(light, dark);

        v.shown(".site-nav a[href='timeline.html']").await?.click().await?;
        v.arrives(|address| address.ends_with("timeline.html")).await?;
        assert_eq!(ground(v).await?, dark);
        v.web.back().await?;
        v.arrives(|address| address.ends_with("index.html")).await?;
        assert_eq!(ground(v).await?, dark);

        v.shown("button.theme").await?.click().await?;
        assert_eq!(ground(v).await?, light);
        Ok(())
    });
}

#[test]
fn dark_can_be_chosen_from_a_folder() {
    visit(&EXAMPLE, By::File, Scripts::On, async |v| {
        v.open("index.html").await?;
        let light = ground(v).await?;
        v.shown("button.theme").await?.click().await?;
        assert_ne!(ground(v).await?, light);
        Ok(())
    });
}

/// Names lose their lines, notes their numbers and places; the words stay.
async fn layers_go(v: &Visit) -> WebDriverResult<()> {
    let words = v.shown(".text .m-names a").await?.text().await?;
    assert_eq!(line(v, ".m-names").await?, "underline");
    v.shown("#layer-names").await?.click().await?;
    assert_eq!(line(v, ".m-names").await?, "none");
    assert_eq!(v.shown(".text .m-names a").await?.text().await?, words);

    v.shown(".note-notes").await?;
    v.shown("#layer-notes").await?.click().await?;
    for gone in v.all(".note-notes, .ref-notes").await? {
        assert!(!gone.is_displayed().await?);
    }
    v.shown(".note-claims").await?;
    Ok(())
}

/// The kind of line under an element.
async fn line(v: &Visit, selector: &str) -> WebDriverResult<String> {
    v.shown(selector).await?.css_value("text-decoration-line").await
}

/// The page's ground.
async fn ground(v: &Visit) -> WebDriverResult<String> {
    v.shown("body").await?.css_value("background-color").await
}
