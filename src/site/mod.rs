//! The site: all pages as one thing, with their addresses, and every link between them checked.
//!
//! In go pages, whoever wrote them; nothing here knows where they came from.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::markdown::{Block, Inline, is_external};
use crate::page::{Page, PageKind};

/// All pages, in order.
#[derive(Debug, Clone, PartialEq)]
pub struct Site {
    /// The pages.
    pub pages: Vec<Page>,
    by_path: BTreeMap<String, usize>,
}

impl Site {
    /// Puts the pages together and reports links between them that lead nowhere.
    #[must_use]
    pub fn new(pages: Vec<Page>) -> (Self, Diagnostics) {
        let by_path = pages.iter().enumerate().map(|(n, page)| (page.path.clone(), n)).collect();
        let site = Self { pages, by_path };
        let anchors: Vec<BTreeSet<&str>> =
            site.pages.iter().map(|page| anchors(&page.body)).collect();
        let mut diagnostics = Diagnostics::new();
        for page in &site.pages {
            for href in links(&page.body) {
                if let Some(reason) = site.broken(page, href, &anchors) {
                    diagnostics.push(broken_link(page, href, reason));
                }
            }
        }
        (site, diagnostics)
    }

    /// The page at a path below the pages' folder.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&Page> {
        self.by_path.get(path).map(|&n| &self.pages[n])
    }

    /// The first page of a kind.
    #[must_use]
    pub fn first(&self, kind: PageKind) -> Option<&Page> {
        self.pages.iter().find(|page| page.front.kind == kind)
    }

    fn broken(&self, page: &Page, href: &str, anchors: &[BTreeSet<&str>]) -> Option<&'static str> {
        if is_external(href) {
            return None;
        }
        let (path, anchor) = href.split_once('#').map_or((href, None), |(p, a)| (p, Some(a)));
        let target = if path.is_empty() { page.path.clone() } else { resolve(&page.path, path) };
        let Some(&n) = self.by_path.get(&target) else {
            return Some("there is no such page");
        };
        match anchor {
            Some(anchor) if !anchor.is_empty() && !anchors[n].contains(anchor) => {
                Some("the page has no such anchor")
            }
            _ => None,
        }
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

/// A relative address as seen from a page, as a path below the root.
fn resolve(from: &str, href: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in href.split('/') {
        match part {
            "." | "" => {}
            ".." => {
                parts.pop();
            }
            other => parts.push(other),
        }
    }
    parts.join("/")
}

fn anchors(blocks: &[Block]) -> BTreeSet<&str> {
    let mut found = BTreeSet::new();
    each_block(blocks, &mut |block| match block {
        Block::Paragraph { id, .. } | Block::Heading { id, .. } | Block::Code { id, .. } => {
            found.extend(id.as_deref());
        }
        Block::Table { rows, .. } => {
            found.extend(rows.iter().filter_map(|row| row.id.as_deref()));
        }
        _ => {}
    });
    found
}

fn links(blocks: &[Block]) -> Vec<&str> {
    let mut found = Vec::new();
    each_block(blocks, &mut |block| match block {
        Block::Paragraph { content, .. } | Block::Heading { content, .. } => {
            push_links(content, &mut found);
        }
        Block::Table { rows, .. } => {
            for cell in rows.iter().flat_map(|row| &row.cells) {
                push_links(cell, &mut found);
            }
        }
        _ => {}
    });
    found
}

fn push_links<'a>(content: &'a [Inline], found: &mut Vec<&'a str>) {
    for inline in content {
        match inline {
            Inline::Link { href, content, .. } => {
                found.push(href);
                push_links(content, found);
            }
            Inline::Emphasis(inner)
            | Inline::Strong(inner)
            | Inline::Strike(inner)
            | Inline::Time { content: inner, .. } => push_links(inner, found),
            _ => {}
        }
    }
}

/// Visits every block, outer before inner.
pub fn each_block<'a>(blocks: &'a [Block], visit: &mut impl FnMut(&'a Block)) {
    for block in blocks {
        visit(block);
        match block {
            Block::Quote(inner) | Block::Footnote { blocks: inner, .. } => each_block(inner, visit),
            Block::List { items, .. } => {
                for item in items {
                    each_block(item, visit);
                }
            }
            _ => {}
        }
    }
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
