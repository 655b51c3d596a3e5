//! Small helpers to put Markdown trees together.

use crate::markdown::{Block, Columns, Inline, Row, normalise};

pub(super) fn text(words: impl Into<String>) -> Inline {
    Inline::Text(words.into())
}

pub(super) fn strong(words: impl Into<String>) -> Inline {
    Inline::Strong(vec![text(words)])
}

pub(super) fn link(href: impl Into<String>, words: impl Into<String>) -> Inline {
    Inline::Link { href: href.into(), title: String::new(), content: vec![text(words)] }
}

pub(super) fn paragraph(content: Vec<Inline>) -> Block {
    Block::Paragraph { id: None, content: normalise(content) }
}

pub(super) fn anchored(id: impl Into<String>, content: Vec<Inline>) -> Block {
    Block::Paragraph { id: Some(id.into()), content: normalise(content) }
}

pub(super) fn heading(level: u8, content: Vec<Inline>) -> Block {
    Block::Heading { level, id: None, content: normalise(content) }
}

pub(super) fn anchored_heading(level: u8, id: impl Into<String>, content: Vec<Inline>) -> Block {
    Block::Heading { level, id: Some(id.into()), content: normalise(content) }
}

/// A bullet list of single paragraphs.
pub(super) fn list(items: impl IntoIterator<Item = Vec<Inline>>) -> Block {
    Block::List { start: None, items: items.into_iter().map(|i| vec![paragraph(i)]).collect() }
}

/// A table with a head.
pub(super) fn table(head: &[&str], rows: Vec<Vec<Vec<Inline>>>) -> Block {
    table_with(None, head, rows)
}

/// A table whose head has an anchor, by which it is known what it shows.
pub(super) fn table_called(id: &str, head: &[&str], rows: Vec<Vec<Vec<Inline>>>) -> Block {
    table_with(Some(id.to_owned()), head, rows)
}

fn table_with(id: Option<String>, head: &[&str], rows: Vec<Vec<Vec<Inline>>>) -> Block {
    let mut all = vec![Row { id, cells: head.iter().map(|h| vec![text(*h)]).collect() }];
    all.extend(
        rows.into_iter()
            .map(|cells| Row { id: None, cells: cells.into_iter().map(normalise).collect() }),
    );
    Block::Table { columns: vec![Columns::None; head.len()], rows: all }
}

/// Pieces with something between each two.
pub(super) fn joined(pieces: impl IntoIterator<Item = Vec<Inline>>, between: &str) -> Vec<Inline> {
    let mut all = Vec::new();
    for (n, piece) in pieces.into_iter().enumerate() {
        if n > 0 {
            all.push(text(between));
        }
        all.extend(piece);
    }
    all
}
