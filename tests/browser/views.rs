//! The views: their drawings, the choices above them, and where their signs lead, with and without
//! scripts.

use thirtyfour::prelude::*;

use super::sites::{Dossier, EXAMPLE, SHIPPED};
use super::visit::{By, Scripts, Visit, visit};

#[test]
fn the_network_is_filtered_without_scripts() {
    filters_the_network(&SHIPPED, By::File, Scripts::Off);
}

#[test]
fn the_network_is_filtered_with_scripts_under_a_sub_path() {
    filters_the_network(&EXAMPLE, By::Http, Scripts::On);
}

#[test]
fn a_line_of_the_network_leads_to_its_passages() {
    for dossier in [&SHIPPED, &EXAMPLE] {
        follows_a_line(dossier);
    }
}

#[test]
fn the_timeline_changes_its_order_without_scripts() {
    visit(&EXAMPLE, By::File, Scripts::Off, async |v| {
        v.open("timeline.html").await?;
        assert!(v.is_shown("figure.view-0").await?);
        assert!(!v.is_shown("figure.view-1").await?);
        v.shown("#view-1").await?.click().await?;
        assert!(v.is_shown("figure.view-1").await?);
        assert!(!v.is_shown("figure.view-0").await?);
        v.leads_to_a_target("a.date", ".view-1 a.date").await
    });
}

#[test]
fn the_map_comes_closer_without_scripts() {
    visit(&EXAMPLE, By::File, Scripts::Off, async |v| {
        v.open("map.html").await?;
        let places = v.all(".view-0 a.node").await?.len();
        let rows = v.all("#after-drawing tbody tr").await?.len();
        assert!(places > 1 && rows >= places, "{places} {rows}");
        v.shown("#view-0").await?.click().await?;
        assert!(v.is_shown(".view-0 .land").await?);
        let entry = v.first(".view-0 a.node").await?.attr("href").await?.unwrap_or_default();
        v.open(&entry).await?;
        assert!(!v.shown("h1").await?.text().await?.is_empty());
        Ok(())
    });
}

#[test]
fn a_number_of_the_matrix_leads_to_a_mention() {
    visit(&EXAMPLE, By::File, Scripts::Off, async |v| {
        v.open("matrix.html").await?;
        v.leads_to_a_target("a number", ".matrix td a").await
    });
}

#[test]
fn a_claim_drawn_is_a_claim_listed() {
    visit(&EXAMPLE, By::File, Scripts::Off, async |v| {
        v.open("claims.html").await?;
        let drawn = v.all("a.claim").await?.len();
        assert_eq!(drawn, v.all("#after-drawing .item").await?.len());
        assert!(!v.all("a.supports, a.contradicts").await?.is_empty());
        v.leads_to_a_target("a square", "a.claim").await
    });
}

fn filters_the_network(dossier: &'static Dossier, by: By, scripts: Scripts) {
    visit(dossier, by, scripts, async |v| {
        v.open("network.html").await?;
        assert!(v.is_shown("a.node.k-place").await?);
        assert!(v.is_shown("tr.k-place").await?);
        v.shown("#kind-place").await?.click().await?;
        for selector in ["a.node.k-place", ".edges a.k-place", "tr.k-place"] {
            assert!(!v.is_shown(selector).await?, "{selector}");
        }
        assert!(v.is_shown("a.node.k-organisation").await?);
        v.shown("#weight-2").await?.click().await?;
        for selector in [".edges a.w0", "tr.w0", "a.node.w0"] {
            assert!(!v.is_shown(selector).await?, "{selector}");
        }
        assert!(v.is_shown("tr.w1:not(.k-place)").await?);
        Ok(())
    });
}

fn follows_a_line(dossier: &'static Dossier) {
    visit(dossier, By::File, Scripts::Off, async |v| {
        v.open("network.html").await?;
        let line = v.first(".edges a").await?;
        let name = v.first(".edges a title").await?.prop("textContent").await?;
        assert!(name.is_some_and(|name| name.contains(" – ")));
        let passages = line.attr("href").await?.unwrap_or_default();
        v.open(&passages).await?;
        assert!(!v.shown("h2:target").await?.text().await?.is_empty());
        v.leads_to_a_target("a passage", "h2:target + ul a").await
    });
}

impl Visit {
    /// The first element that a selector finds, shown or not.
    async fn first(&self, selector: &str) -> WebDriverResult<WebElement> {
        self.web.find(thirtyfour::By::Css(selector)).await
    }

    /// Whether the first element that a selector finds is shown.
    async fn is_shown(&self, selector: &str) -> WebDriverResult<bool> {
        self.first(selector).await?.is_displayed().await
    }

    /// Opens the address of the first link that a selector finds; it has to lead to an element.
    async fn leads_to_a_target(&self, what: &str, selector: &str) -> WebDriverResult<()> {
        // In SVG, the property is no string; the attribute is.
        let relative = self.first(selector).await?.attr("href").await?.unwrap_or_default();
        let here = self.web.current_url().await?;
        let href = here.join(&relative).map(String::from).unwrap_or_default();
        assert!(href.contains('#'), "{what}: {href}");
        self.web.goto(&href).await?;
        assert!(!self.shown(":target").await?.text().await?.is_empty(), "{what}: {href}");
        Ok(())
    }
}
