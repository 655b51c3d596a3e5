//! A document page's text: rows of number, words and the notes beside them.

use std::collections::BTreeMap;

use super::blocks::Blocks;
use super::html::Node;
use super::inline::{Words, number_of};
use super::marks::{Over, overlay};
use crate::annotation::Confidence;
use crate::locale::Catalogue;
use crate::markdown::{Block, Inline, each_inline};
use crate::page::{APPARATUS, Mark, PASSPORT, Page, TEXT};

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
pub(super) fn text(page: &Page, parts: &Parts<'_>, catalogue: &Catalogue) -> Vec<Node> {
    let marks = by_block(&page.front.marks);
    let notes = footnotes(&page.body);
    let by_note = by_note(&page.front.marks);
    let layers = by_note.iter().map(|(label, mark)| (*label, mark.layer)).collect();
    let words = Words { opens_note: catalogue.text("opens-note"), layers: &layers };
    let decorate = |id: &str, nodes: Vec<Node>| {
        let over = marks.get(id).map_or(&[][..], Vec::as_slice);
        overlay(nodes, over.iter().map(|(mark, first)| over_of(mark, *first, catalogue)).collect())
    };
    let blocks = Blocks {
        words,
        decorate: &decorate,
        numbered: true,
        paragraph: catalogue.text("paragraph"),
    };
    let plain = Blocks { decorate: &|_, nodes| nodes, numbered: false, ..blocks };

    let mut rows: Vec<Node> = Vec::new();
    for block in parts.text {
        let labels = references(block);
        let mut row = blocks.nodes(std::slice::from_ref(block));
        if !labels.is_empty() {
            let notes = labels.iter().filter_map(|label| {
                let blocks = notes.get(label)?;
                Some(note(label, blocks, by_note.get(label).copied(), &plain, catalogue))
            });
            row.push(
                Node::new("div", notes.collect())
                    .with("class", "notes")
                    .with("role", "group")
                    .with("aria-label", catalogue.text("notes"))
                    .with("data-own", ""),
            );
        }
        rows.push(Node::new("div", row).with("class", "row"));
    }
    rows
}

/// Marks by the block they are over, each with whether it is its annotation's first piece.
fn by_block(marks: &[Mark]) -> BTreeMap<&str, Vec<(&Mark, bool)>> {
    let mut by_block: BTreeMap<&str, Vec<(&Mark, bool)>> = BTreeMap::new();
    let mut seen = std::collections::BTreeSet::new();
    for mark in marks {
        by_block.entry(&mark.on).or_default().push((mark, seen.insert(&mark.id)));
    }
    by_block
}

fn over_of(mark: &Mark, first: bool, catalogue: &Catalogue) -> Over {
    let by = match mark.creator.as_str() {
        "rule" => catalogue.fill("by-rule", "name", &mark.by) + &sure(mark, catalogue),
        "register" => catalogue.fill("by-register", "name", &mark.by) + &sure(mark, catalogue),
        "import" => catalogue.fill("by-import", "name", &mark.by),
        _ => catalogue.text("by-editor").to_owned(),
    };
    Over {
        from: mark.from,
        to: mark.to,
        rank: mark.layer.rank(),
        class: class("m", mark),
        title: format!("{} – {by}", mark.label),
        id: first.then(|| format!("a-{}", mark.id)),
    }
}

/// “, wahrscheinlich”: how sure a rule is, where it is not quite sure.
fn sure(mark: &Mark, catalogue: &Catalogue) -> String {
    match mark.confidence {
        None | Some(Confidence::Certain) => String::new(),
        Some(other) => format!(", {}", catalogue.text(&format!("confidence-{other}"))),
    }
}

/// `m m-names k-person machine possible`: the layer, the finer kind, and who made it.
fn class(what: &str, mark: &Mark) -> String {
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

/// The labels of the notes whose numbers stand in a block, in order.
fn references(block: &Block) -> Vec<&str> {
    let mut labels = Vec::new();
    each_inline(std::slice::from_ref(block), &mut |inline| {
        if let Inline::FootnoteRef(label) = inline {
            labels.push(label.as_str());
        }
    });
    labels
}

/// A note: its first line always shown, the rest opened by it. The anchor lies inside, so that
/// following a number in the text opens the note without a script (HTML, section 7.4.6.4).
fn note(
    label: &str,
    blocks: &[Block],
    mark: Option<&Mark>,
    plain: &Blocks<'_>,
    catalogue: &Catalogue,
) -> Node {
    let number = Node::new("span", vec![Node::text(number_of(label))]).with("class", "note-num");
    let back = Node::new("a", vec![Node::text("↩")])
        .with("class", "back")
        .with("href", format!("#ref-{label}"))
        .with("aria-label", catalogue.text("back-to-text"));
    let (head, rest) = match blocks {
        [Block::Paragraph { content, .. }, rest @ ..] => {
            (super::inline::nodes(content, plain.words), rest)
        }
        all => (Vec::new(), all),
    };
    let class = mark.map_or_else(|| "note".to_owned(), |mark| class("note", mark));
    let mut summary = vec![number, Node::text(" ")];
    if rest.is_empty() {
        summary.extend(head);
        summary.push(Node::text(" "));
        summary.push(back);
        return Node::new("div", summary).with("class", class).with("id", label);
    }
    // A summary may hold no link that would compete with opening it; its words stay.
    summary.extend(head.into_iter().map(without_links));
    let mut body = plain.nodes(rest);
    body.push(Node::new("p", vec![back]).with("class", "note-foot"));
    let body = Node::new("div", body).with("class", "note-body").with("id", label);
    Node::new("details", vec![Node::new("summary", summary), body]).with("class", class)
}

fn without_links(node: Node) -> Node {
    match node {
        mut link if link.is("a") => {
            let inner = link.children_mut().map(std::mem::take).unwrap_or_default();
            Node::new("span", inner).with("class", "by")
        }
        other => other,
    }
}
