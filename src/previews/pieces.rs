//! The pieces: of an entry its card, of a document its passport's first line and its first words, of a
//! place in a page what stands there.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::bars::{self, Bars};
use crate::annotation::EntryKind;
use crate::edtf::Edtf;
use crate::locale::Catalogue;
use crate::markdown::{Block, Inline, each_block, each_inline, is_external, plain_text, resolve};
use crate::page::{Page, PageKind};
use crate::site::permalink;
use crate::text::beginning;

/// Letters of a text, and of a line of a list.
const TEXT: usize = 320;
const LINE: usize = 130;
/// Lines of a list.
const LINES: usize = 4;

/// What a preview shows. All of it is text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(super) struct Piece {
    /// What it is: “Person”, “Brief”, the title of the page that it stands on.
    #[serde(skip_serializing_if = "String::is_empty")]
    kind: String,
    /// The name, the title, the date.
    #[serde(skip_serializing_if = "String::is_empty")]
    title: String,
    /// A date, a number of mentions, how precise a date is.
    #[serde(skip_serializing_if = "String::is_empty")]
    fact: String,
    /// The description, the first words, the paragraph.
    #[serde(skip_serializing_if = "String::is_empty")]
    text: String,
    /// What else happened then; what belongs to a claim.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    lines: Vec<String>,
    /// Mentions over time.
    #[serde(skip_serializing_if = "Option::is_none")]
    bars: Option<Bars>,
}

/// All pieces by their addresses below the root.
pub(super) fn all(pages: &[Page], words: &Catalogue) -> BTreeMap<String, Piece> {
    let mut bars = bars::by_entry(pages, words);
    let wanted = wanted(pages);
    let mut pieces = BTreeMap::new();
    for page in pages {
        let address = permalink(&page.path);
        let piece = match page.front.kind {
            PageKind::Document => Some(document(page, words)),
            PageKind::Entry => Some(entry(page, bars.remove(&address), words)),
            _ => None,
        };
        if let Some(anchors) = wanted.get(page.path.as_str()) {
            for (anchor, piece) in places(page, anchors, words) {
                pieces.insert(format!("{address}#{anchor}"), piece);
            }
        }
        pieces.extend(piece.map(|piece| (address, piece)));
    }
    pieces
}

/// The places that running text leads to, by page. Views and lists only lead to what they show already.
fn wanted(pages: &[Page]) -> BTreeMap<String, BTreeSet<String>> {
    let mut wanted: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let reading = [PageKind::Document, PageKind::Page, PageKind::Overview];
    for page in pages.iter().filter(|page| reading.contains(&page.front.kind)) {
        each_inline(&page.body, &mut |inline| {
            if let Inline::Link { href, .. } = inline
                && !is_external(href)
                && let Some((path, anchor)) = href.split_once('#')
                && !path.is_empty()
            {
                wanted.entry(resolve(&page.path, path)).or_default().insert(anchor.to_owned());
            }
        });
    }
    wanted
}

fn document(page: &Page, words: &Catalogue) -> Piece {
    let passport = page.front.document.clone().unwrap_or_default();
    let date = passport.date.as_ref().or(passport.published.as_ref());
    let date = date.map_or_else(|| words.text("undated").to_owned(), |date| words.date(date));
    let source = passport.source.into_iter();
    Piece {
        kind: passport.kind.map_or_else(
            || words.text("document").to_owned(),
            |kind| words.document_kind(&kind).to_owned(),
        ),
        title: page.front.title.clone(),
        fact: std::iter::once(date).chain(source).collect::<Vec<_>>().join(" · "),
        text: beginning(page.front.description.as_deref().unwrap_or_default(), TEXT),
        ..Piece::default()
    }
}

fn entry(page: &Page, bars: Option<Bars>, words: &Catalogue) -> Piece {
    let card = page.front.entry.clone().unwrap_or_default();
    let kind = EntryKind::ALL.into_iter().find(|kind| kind.key() == card.kind);
    Piece {
        kind: kind.map_or(card.kind, |kind| words.kind(kind).to_owned()),
        title: page.front.title.clone(),
        fact: words.count("mentions", card.mentions),
        text: beginning(page.front.description.as_deref().unwrap_or_default(), TEXT),
        bars,
        ..Piece::default()
    }
}

/// What stands at the anchors of a page: the paragraph and, but for a document's text, the list behind it.
fn places(page: &Page, anchors: &BTreeSet<String>, words: &Catalogue) -> Vec<(String, Piece)> {
    let mut found = Vec::new();
    let has_items = page.front.kind != PageKind::Document;
    for (n, block) in page.body.iter().enumerate() {
        let behind = if has_items { &page.body[n + 1..] } else { &[] };
        each_block(std::slice::from_ref(block), &mut |block| {
            let (Block::Paragraph { id: Some(id), content }
            | Block::Heading { id: Some(id), content, .. }) = block
            else {
                return;
            };
            if anchors.contains(id) {
                found.push((id.clone(), place(page, content, behind, words)));
            }
        });
    }
    found
}

fn place(page: &Page, content: &[Inline], behind: &[Block], words: &Catalogue) -> Piece {
    let kind = page.front.title.clone();
    let lines = match behind.first() {
        Some(Block::List { items, .. }) => {
            items.iter().take(LINES).map(|item| line(item)).collect()
        }
        _ => Vec::new(),
    };
    match date(content) {
        Some(date) => {
            let key = format!("precision-{}", precision(&date));
            let fact = words.text(&key).to_owned();
            Piece { kind, title: plain_text(content), fact, lines, ..Piece::default() }
        }
        None => {
            Piece { kind, text: beginning(&plain_text(content), TEXT), lines, ..Piece::default() }
        }
    }
}

/// The date that a paragraph consists of, as on the timeline.
fn date(content: &[Inline]) -> Option<Edtf> {
    match content {
        [Inline::Time { datetime, .. }] => Edtf::parse(datetime).ok(),
        _ => None,
    }
}

fn precision(date: &Edtf) -> &'static str {
    use crate::edtf::Precision;
    match date.precision() {
        Precision::Day => "day",
        Precision::Month => "month",
        Precision::Season => "season",
        Precision::Year => "year",
        Precision::Decade => "decade",
        Precision::Century => "century",
        Precision::Span => "span",
    }
}

fn line(item: &[Block]) -> String {
    match item.first() {
        Some(Block::Paragraph { content, .. }) => beginning(&plain_text(content), LINE),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown;
    use crate::page::{EntryCard, Front};

    fn page(path: &str, kind: PageKind, text: &str) -> Page {
        let front = Front {
            kind,
            title: path.to_owned(),
            description: Some("Said of it.".to_owned()),
            language: "en".to_owned(),
            document: None,
            entry: (kind == PageKind::Entry).then(EntryCard::default),
            drawing: None,
            part: None,
            formerly: Vec::new(),
            marks: Vec::new(),
        };
        Page { path: path.to_owned(), front, body: markdown::read(text).blocks }
    }

    #[test]
    fn what_running_text_leads_to_has_a_piece_and_nothing_else() {
        let pages = [
            page(
                "documents/a.md",
                PageKind::Document,
                "[x](b.md#p2) [y](../timeline.md#d-1926) [z](#p9)",
            ),
            page(
                "documents/b.md",
                PageKind::Document,
                "<a id=\"p1\"></a>One.\n\n<a id=\"p2\"></a>Two[^n1].\n\n- No.\n\n[^n1]: Note.",
            ),
            page("register/c.md", PageKind::Entry, "Words."),
            page(
                "timeline.md",
                PageKind::Timeline,
                "<a id=\"d-1926\"></a><time datetime=\"1926\">**1926**</time>\n\n- First.\n- Second.",
            ),
        ];
        let pieces = all(&pages, &Catalogue::default());
        let addresses: Vec<&str> = pieces.keys().map(String::as_str).collect();
        assert_eq!(
            addresses,
            [
                "documents/a.html",
                "documents/b.html",
                "documents/b.html#p2",
                "register/c.html",
                "timeline.html#d-1926"
            ]
        );
        let of = |address: &str| pieces.get(address).unwrap();
        assert_eq!(of("documents/b.html#p2").text, "Two.");
        assert!(of("documents/b.html#p2").lines.is_empty());
        assert_eq!(of("timeline.html#d-1926").lines, ["First.", "Second."]);
        assert_eq!(of("timeline.html#d-1926").fact, "precision-year");
        assert_eq!(of("register/c.html").text, "Said of it.");
    }
}
