//! The site: all pages as one thing, with their addresses, and every link between them checked.
//!
//! In go pages, whoever wrote them; nothing here knows where they came from.

mod output;

pub use output::check_output;

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::markdown::{Block, Inline, each_anchor, each_inline, is_external, resolve};
use crate::page::{CHECK, Page, PageKind};

/// What every page shows of the others: those that are no document's and no entry's, and where it says how a
/// file's sum is made.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outline {
    /// Path and title of each, in order; of a page in parts only the first.
    by_kind: BTreeMap<PageKind, Vec<(String, String)>>,
    check: Option<String>,
}

impl Outline {
    /// Path and title of the pages of a kind, in order.
    pub fn of_kind(&self, kind: PageKind) -> impl Iterator<Item = (&str, &str)> {
        let all = self.by_kind.get(&kind).into_iter().flatten();
        all.map(|(path, title)| (path.as_str(), title.as_str()))
    }

    /// The path of the page that says how a file's sum is made, if one does.
    #[must_use]
    pub fn check(&self) -> Option<&str> {
        self.check.as_deref()
    }
}

/// All pages, in order.
#[derive(Debug, Clone, PartialEq)]
pub struct Site {
    /// The pages.
    pub pages: Vec<Page>,
    /// Which pages are of each kind, in order; of a page in parts only the first.
    by_kind: BTreeMap<PageKind, Vec<usize>>,
    /// What every page shows of the others.
    pub outline: Outline,
}

impl Site {
    /// Puts the pages together and reports links between them that lead nowhere.
    #[must_use]
    pub fn new(pages: Vec<Page>) -> (Self, Diagnostics) {
        let anchors: Anchors<'_> =
            pages.par_iter().map(|page| (page.path.as_str(), anchors(&page.body))).collect();
        let reports = |page: &Page| -> Vec<Diagnostic> {
            let broken = |href| Some(broken_link(page, href, broken(page, href, &anchors)?));
            links(&page.body).into_iter().filter_map(broken).collect()
        };
        let mut diagnostics = Diagnostics::new();
        for found in pages.par_iter().map(reports).collect::<Vec<_>>() {
            diagnostics.extend(found.into_iter().collect());
        }
        diagnostics.extend(formerly(&pages));
        (Self::of(pages), diagnostics)
    }

    /// Puts the pages together, whatever their links are.
    pub(crate) fn of(pages: Vec<Page>) -> Self {
        let mut by_kind: BTreeMap<PageKind, Vec<usize>> = BTreeMap::new();
        for (n, page) in pages.iter().enumerate().filter(|(_, page)| page.front.part.is_none()) {
            by_kind.entry(page.front.kind).or_default().push(n);
        }
        // Of a method page in parts, the one that says so.
        let says = |page: &Page| {
            page.front.kind == PageKind::Method && anchors(&page.body).contains(CHECK)
        };
        let check = pages.iter().find(|page| says(page)).map(|page| page.path.clone());
        let shown = |kind: &&PageKind| !matches!(kind, PageKind::Document | PageKind::Entry);
        let named = |n: &usize| (pages[*n].path.clone(), pages[*n].front.title.clone());
        let by_name = by_kind.keys().filter(shown);
        let by_name = by_name.map(|kind| (*kind, by_kind[kind].iter().map(named).collect()));
        let outline = Outline { by_kind: by_name.collect(), check };
        Self { pages, by_kind, outline }
    }

    /// The pages of a kind, in order; of a page in parts only the first.
    pub fn of_kind(&self, kind: PageKind) -> impl Iterator<Item = &Page> {
        self.by_kind.get(&kind).into_iter().flatten().map(|&n| &self.pages[n])
    }
}

/// Reports former addresses that are a page's present address, or two pages' former one.
fn formerly(pages: &[Page]) -> Diagnostics {
    let mut taken: BTreeMap<&str, &Page> =
        pages.iter().map(|page| (&page.path[..], page)).collect();
    let mut found = Diagnostics::new();
    for page in pages {
        for path in &page.front.formerly {
            let Some(other) = taken.insert(path, page) else { continue };
            let address = permalink(path);
            let (title, own) = (&other.front.title, &page.front.title);
            let message =
                format!("“{own}” cannot have stood at {address}: “{title}” has this address");
            let hint =
                "take one of the two out of `formerly`, or give the other page another address";
            found.push(
                Diagnostic::error(codes::FORMER_ADDRESS, message).in_file(written(page)).hint(hint),
            );
        }
    }
    found
}

/// The file in which an editor says where a page stood.
fn written(page: &Page) -> String {
    match (&page.front.document, &page.front.entry) {
        (Some(passport), _) => format!("annotations/{}.md", passport.path),
        (_, Some(_)) => "annotations/register.toml".to_owned(),
        _ => format!("annotations/pages/{}", page.path),
    }
}

/// The anchors of each page, by its path.
type Anchors<'a> = BTreeMap<&'a str, BTreeSet<&'a str>>;

/// Why a link of a page leads nowhere.
fn broken(page: &Page, href: &str, anchors: &Anchors<'_>) -> Option<&'static str> {
    if is_external(href) {
        return None;
    }
    let (path, anchor) = href.split_once('#').map_or((href, None), |(p, a)| (p, Some(a)));
    let target = if path.is_empty() { page.path.clone() } else { resolve(&page.path, path) };
    let Some(anchors) = anchors.get(target.as_str()) else {
        return Some("there is no such page");
    };
    match anchor {
        Some(anchor) if !anchor.is_empty() && !anchors.contains(anchor) => {
            Some("the page has no such anchor")
        }
        _ => None,
    }
}

fn broken_link(page: &Page, href: &str, reason: &str) -> Diagnostic {
    let written = page.front.kind == PageKind::Page;
    let file = if written { "annotations/pages/" } else { "pages/" };
    Diagnostic::error(codes::BROKEN_LINK, format!("the link to “{href}” leads nowhere: {reason}"))
        .in_file(format!("{file}{}", page.path))
        .hint("a wikilink such as [[entry-id]] or [[document-slug#p4]] finds its target by itself")
}

/// Where a page stands in the site: its path with `.html`.
#[must_use]
pub fn permalink(path: &str) -> String {
    let stem = path.strip_suffix(".md").unwrap_or(path);
    format!("{stem}.html")
}

/// A link as a page's Markdown has it, as the site needs it: `.md` becomes `.html`.
#[must_use]
pub fn site_href(href: &str) -> String {
    if is_external(href) {
        return href.to_owned();
    }
    match href.split_once('#') {
        Some(("", _)) => href.to_owned(),
        Some((path, anchor)) => format!("{}#{anchor}", site_path(path)),
        None => site_path(href),
    }
}

fn site_path(path: &str) -> String {
    if path.ends_with(".md") { permalink(path) } else { path.to_owned() }
}

/// The way from a page to the site's root: `../` for each folder it lies in.
#[must_use]
pub fn root_of(path: &str) -> String {
    "../".repeat(path.matches('/').count())
}

fn anchors(blocks: &[Block]) -> BTreeSet<&str> {
    let mut found = BTreeSet::new();
    each_anchor(blocks, &mut |anchor| {
        found.insert(anchor);
    });
    found
}

fn links(blocks: &[Block]) -> Vec<&str> {
    let mut found = Vec::new();
    each_inline(blocks, &mut |inline| {
        if let Inline::Link { href, .. } = inline {
            found.push(href.as_str());
        }
    });
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown;
    use crate::page::Front;

    fn page(path: &str, text: &str) -> Page {
        let front = Front {
            kind: PageKind::Page,
            title: path.to_owned(),
            description: None,
            language: "en".to_owned(),
            document: None,
            entry: None,
            drawing: None,
            part: None,
            formerly: Vec::new(),
            marks: Vec::new(),
        };
        Page { path: path.to_owned(), front, body: markdown::read(text).blocks }
    }

    #[test]
    fn broken_links_are_named() {
        let (_, found) = Site::new(vec![
            page("a.md", "[x](sub/b.md#p1) [y](sub/b.md#p2) [z](c.md) [w](https://x.y) [v](#q)"),
            page("sub/b.md", "<a id=\"p1\"></a>One [a](../a.md) [up](../../../a.md)"),
        ]);
        let messages: Vec<_> = found.iter().map(|d| d.message.as_str()).collect();
        assert_eq!(
            messages,
            [
                "the link to “sub/b.md#p2” leads nowhere: the page has no such anchor",
                "the link to “c.md” leads nowhere: there is no such page",
                "the link to “#q” leads nowhere: the page has no such anchor",
            ]
        );
    }

    #[test]
    fn links_point_to_html() {
        for (href, expect) in [
            ("a.md", "a.html"),
            ("../a.md#p4", "../a.html#p4"),
            ("#p4", "#p4"),
            ("https://x.y/a.md", "https://x.y/a.md"),
        ] {
            assert_eq!(site_href(href), expect);
        }
    }
}
