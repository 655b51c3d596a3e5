//! Site map, feed and robots.txt.

use serde::Serialize;

use super::Templates;
use super::context::Settings;
use crate::diagnostic::Diagnostic;
use crate::page::PageKind;
use crate::site::{Site, permalink};

/// How many documents the feed names.
const ENTRIES: usize = 50;

#[derive(Serialize)]
struct SitemapContext {
    urls: Vec<String>,
}

#[derive(Serialize)]
struct FeedContext<'a> {
    lang: &'a str,
    title: &'a str,
    url: &'a str,
    updated: String,
    authors: Vec<&'a str>,
    entries: Vec<FeedEntry<'a>>,
}

#[derive(Serialize)]
struct FeedEntry<'a> {
    title: &'a str,
    url: String,
    updated: String,
    summary: &'a str,
    authors: &'a [String],
}

/// `sitemap.xml` (sitemaps.org 0.9). It needs absolute addresses; `None` without the site's.
///
/// # Errors
/// Where the template is broken.
pub fn sitemap(
    templates: &Templates,
    site: &Site,
    settings: &Settings,
) -> Result<Option<String>, Box<Diagnostic>> {
    let Some(base) = &settings.site_url else { return Ok(None) };
    let urls = site.pages.iter().map(|page| format!("{base}{}", address(&page.path))).collect();
    templates.file("sitemap.xml", &SitemapContext { urls }).map(Some)
}

/// `feed.xml`: the latest documents by date (Atom, RFC 4287). It needs absolute addresses; `None`
/// without the site's. The only times in it are those of the documents.
///
/// # Errors
/// Where the template is broken.
pub fn atom(
    templates: &Templates,
    site: &Site,
    settings: &Settings,
    lang: &str,
) -> Result<Option<String>, Box<Diagnostic>> {
    let Some(base) = &settings.site_url else { return Ok(None) };
    let documents = site.pages.iter().filter(|page| page.front.kind == PageKind::Document);
    let mut entries: Vec<FeedEntry<'_>> = documents
        .map(|page| {
            let passport = page.front.document.as_ref();
            let date = passport.and_then(|p| p.published.as_ref().or(p.date.as_ref()));
            let day = date.and_then(|date| date.earliest().or(date.latest()));
            FeedEntry {
                title: &page.front.title,
                url: format!("{base}{}", address(&page.path)),
                updated: timestamp(day.filter(|day| (1..=9999).contains(&day.year))),
                summary: page.front.description.as_deref().unwrap_or_default(),
                authors: passport.map_or(&[], |p| &p.authors),
            }
        })
        .collect();
    entries.sort_by(|a, b| b.updated.cmp(&a.updated).then_with(|| a.url.cmp(&b.url)));
    entries.truncate(ENTRIES);
    let updated = entries.first().map_or_else(|| timestamp(None), |entry| entry.updated.clone());
    // RFC 4287, section 4.1.1: a feed has an author unless each of its entries has one.
    let authors = if settings.authors.is_empty() {
        vec![settings.title.as_str()]
    } else {
        settings.authors.iter().map(String::as_str).collect()
    };
    let context =
        FeedContext { lang, title: &settings.title, url: base, updated, authors, entries };
    templates.file("feed.xml", &context).map(Some)
}

/// RFC 3339; what is undated stands at the beginning of Unix time.
fn timestamp(day: Option<crate::edtf::Day>) -> String {
    day.map_or_else(|| "1970-01-01T00:00:00Z".to_owned(), |day| format!("{day}T00:00:00Z"))
}

/// A page's address below the site's; the overview is the site's own.
pub(super) fn address(path: &str) -> String {
    if path == "index.md" { String::new() } else { permalink(path) }
}

/// `robots.txt` (RFC 9309).
#[must_use]
pub fn robots(settings: &Settings) -> String {
    let mut out = "User-agent: *\nAllow: /\n".to_owned();
    if let Some(base) = &settings.site_url {
        out.push_str(&format!("Sitemap: {base}sitemap.xml\n"));
    }
    out
}
