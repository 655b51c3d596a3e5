//! A document page's text: rows of number, words and the notes beside them.

use std::collections::{BTreeMap, BTreeSet};

use super::blocks::Blocks;
use super::html::Node;
use super::inline::Words;
use super::marks::{Over, overlay};
use super::notes::{Notes, references, spans};
use crate::annotation::Confidence;
use crate::locale::Catalogue;
use crate::markdown::Block;
use crate::page::{APPARATUS, Mark, PASSPORT, Page, Redaction, TEXT};

/// The parts of a document page's body.
pub(super) struct Parts<'a> {
    /// What the editors say before the text.
    pub(super) introduction: &'a [Block],
    /// The text.
    pub(super) text: &'a [Block],
    /// What stands below it, without the heading over it.
    pub(super) apparatus: &'a [Block],
}

/// Cuts a document page's body at its anchors. What has none is all text.
pub(super) fn parts(page: &Page) -> Parts<'_> {
    let body = match page.body.as_slice() {
        [Block::Heading { level: 1, .. }, rest @ ..] => rest,
        all => all,
    };
    let at = |anchor: &str| body.iter().position(|block| block_id(block) == Some(anchor));
    let start = at(TEXT);
    let end = at(APPARATUS).unwrap_or(body.len());
    let first = usize::from(body.first().and_then(block_id) == Some(PASSPORT));
    let introduction = start.and_then(|start| body.get(first..start)).unwrap_or_default();
    Parts {
        // The template has a heading of its own over it.
        introduction: match introduction {
            [Block::Heading { level: 2, .. }, rest @ ..] => rest,
            all => all,
        },
        text: body.get(start.map_or(0, |start| start + 1)..end).unwrap_or_default(),
        apparatus: body.get(end + 1..).unwrap_or_default(),
    }
}

fn block_id(block: &Block) -> Option<&str> {
    match block {
        Block::Paragraph { id, .. } | Block::Heading { id, .. } | Block::Code { id, .. } => {
            id.as_deref()
        }
        _ => None,
    }
}

/// The text as rows. Every top-level block is one, with the notes whose numbers stand in it.
pub(super) fn text(
    page: &Page,
    parts: &Parts<'_>,
    catalogue: &Catalogue,
    dir: &'static str,
) -> Vec<Node> {
    let by_note = by_note(&page.front.marks);
    let layers = by_note.iter().map(|(label, mark)| (*label, mark.layer)).collect();
    let words = Words { opens_note: catalogue.text("opens-note"), layers: &layers };
    let redactions = page.front.document.as_ref().map_or(&[][..], |d| &d.redactions);
    let decorate = marked(&page.front.marks, redactions, catalogue);
    let blocks = Blocks {
        words,
        decorate: &decorate,
        numbered: true,
        paragraph: catalogue.text("paragraph"),
    };
    let plain = Blocks { decorate: &|_, nodes| nodes, numbered: false, ..blocks };
    let notes = Notes { footnotes: footnotes(&page.body), marks: by_note, plain, catalogue, dir };

    let labels: Vec<Vec<&str>> = parts.text.iter().map(references).collect();
    let spans = spans(&labels);
    let row = |n: usize| {
        let mut row = blocks.nodes(&parts.text[n..=n]);
        if !labels[n].is_empty() {
            let beside: Vec<&Block> = parts.text[n..].iter().take(spans[n]).collect();
            row.push(notes.beside(&labels[n], &beside));
        }
        Node::new("div", row).with("class", "row")
    };
    (0..parts.text.len()).map(row).collect()
}

/// Lays marks over the words of the block with an anchor.
pub(super) fn marked<'a>(
    marks: &'a [Mark],
    redactions: &'a [Redaction],
    catalogue: &'a Catalogue,
) -> impl Fn(&str, Vec<Node>) -> Vec<Node> + use<'a> {
    let marks = by_block(marks);
    let mut hidden: BTreeMap<&str, Vec<&Redaction>> = BTreeMap::new();
    for redaction in redactions {
        hidden.entry(&redaction.on).or_default().push(redaction);
    }
    move |id, nodes| {
        let over = marks.get(id).map_or(&[][..], Vec::as_slice);
        let over = over.iter().map(|piece| over_of(piece, catalogue));
        let hidden = hidden.get(id).map_or(&[][..], Vec::as_slice);
        overlay(nodes, over.chain(blocks_of(hidden, catalogue)).collect())
    }
}

/// A mark over a block, and whether it is its annotation's first and its last piece.
struct Piece<'a> {
    mark: &'a Mark,
    is_first: bool,
    is_last: bool,
}

/// Marks by the block they are over.
fn by_block(marks: &[Mark]) -> BTreeMap<&str, Vec<Piece<'_>>> {
    let mut by_block: BTreeMap<&str, Vec<Piece<'_>>> = BTreeMap::new();
    let last: BTreeMap<&str, usize> =
        marks.iter().enumerate().map(|(n, mark)| (mark.id.as_str(), n)).collect();
    let mut seen = BTreeSet::new();
    for (n, mark) in marks.iter().enumerate() {
        let is_last = last.get(mark.id.as_str()) == Some(&n);
        let piece = Piece { mark, is_first: seen.insert(&mark.id), is_last };
        by_block.entry(&mark.on).or_default().push(piece);
    }
    by_block
}

/// Hidden words as marks; the first of a reason in a block says it in so many words.
fn blocks_of<'a>(
    hidden: &'a [&Redaction],
    catalogue: &'a Catalogue,
) -> impl Iterator<Item = Over> + 'a {
    let mut told = BTreeSet::new();
    hidden.iter().map(move |redaction| {
        let first = told.insert(redaction.reason.as_str());
        Over {
            from: redaction.from,
            to: redaction.to,
            rank: usize::MAX,
            class: if first { "redacted told" } else { "redacted" }.to_owned(),
            title: catalogue.fill("redacted", "reason", &redaction.reason),
            id: None,
            note: None,
            goes_on: (false, false),
            is_sign: true,
        }
    })
}

fn over_of(piece: &Piece<'_>, catalogue: &Catalogue) -> Over {
    let mark = piece.mark;
    let by = match mark.creator.as_str() {
        "rule" => catalogue.fill("by-rule", "name", &mark.by) + &reason(mark, catalogue),
        "register" => catalogue.fill("by-register", "name", &mark.by) + &reason(mark, catalogue),
        "import" => catalogue.fill("by-import", "name", &mark.by),
        _ => catalogue.text("by-editor").to_owned(),
    };
    Over {
        from: mark.from,
        to: mark.to,
        rank: mark.layer.rank(),
        class: class("m", mark),
        title: format!("{} – {by}", mark.label),
        id: piece.is_first.then(|| format!("a-{}", mark.id)),
        note: mark.footnote.clone(),
        goes_on: (!piece.is_first, !piece.is_last),
        is_sign: false,
    }
}

/// “, wahrscheinlich, wegen „zufolge“”: how sure a rule is, where it is not quite sure, and the words
/// that made it so.
fn reason(mark: &Mark, catalogue: &Catalogue) -> String {
    let mut reason = match mark.confidence {
        None | Some(Confidence::Certain) => String::new(),
        Some(other) => format!(", {}", catalogue.text(&format!("confidence-{other}"))),
    };
    if !mark.evidence.is_empty() {
        reason.push_str(", ");
        reason.push_str(&catalogue.fill("because", "words", &catalogue.quoted(&mark.evidence)));
    }
    reason
}

/// `m m-names k-person machine possible`: the layer, the finer kind, and who made it.
pub(super) fn class(what: &str, mark: &Mark) -> String {
    let by_rule = matches!(mark.creator.as_str(), "rule" | "register");
    let maker = if by_rule { "machine" } else { "editor" };
    let mut class = format!("{what} {what}-{}", mark.layer);
    // The kind comes from a fixed list on the left; here only its shape is known.
    if let Some(kind) = &mark.kind
        && kind.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')
    {
        class.push_str(" k-");
        class.push_str(kind);
    }
    class.push(' ');
    class.push_str(maker);
    if let Some(confidence) = mark.confidence.filter(|_| by_rule) {
        class.push(' ');
        class.push_str(confidence.key());
    }
    class
}

/// The mark of each note, by the note's label.
fn by_note(marks: &[Mark]) -> BTreeMap<&str, &Mark> {
    marks.iter().filter_map(|mark| Some((mark.footnote.as_deref()?, mark))).collect()
}

fn footnotes(body: &[Block]) -> BTreeMap<&str, &[Block]> {
    body.iter()
        .filter_map(|block| match block {
            Block::Footnote { label, blocks } => Some((label.as_str(), blocks.as_slice())),
            _ => None,
        })
        .collect()
}
