//! The notes beside a document's text: which row has which, which stand open, how far they may run.
//!
//! In go a page's rows and footnotes, out come the notes' nodes. What is decided here is decided from
//! lengths, without knowing a reader's window or face: it is an estimate, and the style sheet keeps notes
//! apart whatever they turn out to need.

use std::collections::BTreeMap;

use super::blocks::Blocks;
use super::document::class;
use super::html::Node;
use super::inline::{nodes, number_of};
use crate::locale::Catalogue;
use crate::markdown::{Block, Inline, each_inline, plain_text};
use crate::page::Mark;

/// Letters on a line of the text, and on a line of a note.
const TEXT_LINE: usize = 64;
const NOTE_LINE: usize = 46;
/// A line of a note is so many hundredths of a line of the text.
const NOTE_HEIGHT: usize = 76;
/// Rows that a row's notes may stand beside; `dossier.css` has a class for each number.
const MOST_ROWS: usize = 9;

/// All that notes are made of.
pub(super) struct Notes<'a> {
    /// Footnotes by their labels.
    pub(super) footnotes: BTreeMap<&'a str, &'a [Block]>,
    /// The mark of each note, by the note's label.
    pub(super) marks: BTreeMap<&'a str, &'a Mark>,
    /// Blocks without numbers of paragraphs.
    pub(super) plain: Blocks<'a>,
    /// The interface's words.
    pub(super) catalogue: &'a Catalogue,
    /// The direction of the interface, which is that of the notes.
    pub(super) dir: &'static str,
}

/// The labels of the notes whose numbers stand in a block, in order.
pub(super) fn references(block: &Block) -> Vec<&str> {
    let mut labels = Vec::new();
    each_inline(std::slice::from_ref(block), &mut |inline| {
        if let Inline::FootnoteRef(label) = inline {
            labels.push(label.as_str());
        }
    });
    labels
}

/// For each row, how many rows its notes may stand beside: itself and those after it without notes.
pub(super) fn spans(rows: &[Vec<&str>]) -> Vec<usize> {
    let mut spans = vec![0; rows.len()];
    let mut free = 0;
    for (n, labels) in rows.iter().enumerate().rev() {
        free += 1;
        if !labels.is_empty() {
            spans[n] = free.min(MOST_ROWS);
            free = 0;
        }
    }
    spans
}

impl Notes<'_> {
    /// The notes of one row, beside `rows` of the text.
    pub(super) fn beside(&self, labels: &[&str], rows: &[&Block]) -> Node {
        let open = self.lines(labels) * NOTE_HEIGHT
            <= rows.iter().map(|row| lines(row)).sum::<usize>() * 100;
        let notes = labels.iter().filter_map(|label| self.note(label, open)).collect();
        let class = match rows.len() {
            0 | 1 => "notes".to_owned(),
            rows => format!("notes span-{rows}"),
        };
        Node::new("div", notes)
            .with("class", class)
            .with("role", "group")
            .with("aria-label", self.catalogue.text("notes"))
            .with("lang", self.catalogue.tag.clone())
            .with("dir", self.dir)
            .with("data-own", "")
    }

    /// Lines that notes need when all stand open.
    fn lines(&self, labels: &[&str]) -> usize {
        let blocks = labels.iter().filter_map(|label| self.footnotes.get(label));
        blocks.flat_map(|blocks| blocks.iter()).map(|block| 1 + letters(block) / NOTE_LINE).sum()
    }

    /// A note: its first line always shown, the rest opened by it. The anchor lies inside, so that
    /// following a number in the text opens the note without a script (HTML, section 7.4.6.4).
    fn note(&self, label: &str, open: bool) -> Option<Node> {
        let blocks = *self.footnotes.get(label)?;
        let number =
            Node::new("span", vec![Node::text(number_of(label))]).with("class", "note-num");
        let back = Node::new("a", vec![Node::text("↩")])
            .with("class", "back")
            .with("href", format!("#ref-{label}"))
            .with("aria-label", self.catalogue.text("back-to-text"));
        let (head, rest) = match blocks {
            [Block::Paragraph { content, .. }, rest @ ..] => {
                (nodes(content, self.plain.words), rest)
            }
            all => (Vec::new(), all),
        };
        let mark = self.marks.get(label);
        let class = mark.map_or_else(|| "note".to_owned(), |mark| class("note", mark));
        let mut summary = vec![number, Node::text(" ")];
        if rest.is_empty() {
            summary.extend(head);
            summary.extend([Node::text(" "), back]);
            return Some(Node::new("div", summary).with("class", class).with("id", label));
        }
        // A summary may hold no link that would compete with opening it; its words stay.
        summary.extend(head.into_iter().map(without_links));
        let mut body = self.plain.nodes(rest);
        body.push(Node::new("p", vec![back]).with("class", "note-foot"));
        let body = Node::new("div", body).with("class", "note-body").with("id", label);
        let note = Node::new("details", vec![Node::new("summary", summary), body]);
        Some(note.with("class", class).with_some("open", open.then_some("")))
    }
}

/// Lines of the text that a block fills.
fn lines(block: &Block) -> usize {
    match block {
        Block::List { items, .. } => items.iter().flatten().map(lines).sum(),
        Block::Quote(inner) => inner.iter().map(lines).sum(),
        Block::Table { rows, .. } => rows.len(),
        Block::Code { text, .. } => 1 + text.lines().count(),
        other => 2 + letters(other) / TEXT_LINE,
    }
}

/// Code points of a block's words.
fn letters(block: &Block) -> usize {
    match block {
        Block::Paragraph { content, .. } | Block::Heading { content, .. } => {
            plain_text(content).chars().count()
        }
        Block::List { items, .. } => {
            items.iter().flatten().map(|block| letters(block) + NOTE_LINE / 2).sum()
        }
        Block::Quote(inner) | Block::Footnote { blocks: inner, .. } => {
            inner.iter().map(letters).sum()
        }
        Block::Table { rows, .. } => {
            let cells = rows.iter().flat_map(|row| row.cells.iter());
            cells.map(|cell| plain_text(cell).chars().count()).sum()
        }
        Block::Code { text, .. } => text.chars().count(),
        Block::Rule => 0,
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_may_stand_beside_the_rows_without_notes_behind_them() {
        let (no, yes): (Vec<&str>, Vec<&str>) = (Vec::new(), vec!["n1"]);
        for (rows, expect) in [
            (vec![], vec![]),
            (vec![no.clone()], vec![0]),
            (vec![yes.clone(), yes.clone()], vec![1, 1]),
            (
                vec![no.clone(), yes.clone(), no.clone(), no.clone(), yes.clone(), no.clone()],
                vec![0, 3, 0, 0, 2, 0],
            ),
        ] {
            assert_eq!(spans(&rows), expect);
        }
        let many: Vec<Vec<&str>> =
            std::iter::once(yes).chain(std::iter::repeat_n(no, 40)).collect();
        assert_eq!(spans(&many)[0], MOST_ROWS);
    }
}
