//! What every target that reads a seed does: any bytes are read as one kind of file, and the
//! document that comes out must hold together.

use dossier::diagnostic::Diagnostics;
use dossier::document::{Block, Document, Language, LeafIndex, Metadata, Source};
use dossier::ingest;

/// Reads `bytes` as the seed `path`.
///
/// # Panics
///
/// Where the document's parts contradict one another, or a diagnostic has no place in the text.
pub fn seed(path: &str, bytes: &[u8]) {
    let source = Source { path: path.to_owned(), bytes: bytes.to_vec(), sha256: "0".repeat(64) };
    let (document, diagnostics) =
        ingest::document(&source, &Metadata::default(), &Language::unknown());
    spans(&diagnostics, &ingest::decoded_text(path, bytes));
    match document {
        Some(document) => whole(&document, bytes.len()),
        None => assert!(!diagnostics.is_empty(), "left out without a word"),
    }
}

/// Checks that what diagnostics mark lies on whole characters of `text`.
///
/// # Panics
///
/// Where it does not.
pub fn spans(diagnostics: &Diagnostics, text: &str) {
    for diagnostic in diagnostics.iter() {
        let span = diagnostic.location.as_ref().and_then(|location| location.span.clone());
        assert!(span.is_none_or(|span| text.get(span).is_some()), "{diagnostic:?}");
    }
}

fn whole(document: &Document, bytes: usize) {
    let mut end = 0;
    for (n, leaf) in document.leaves.iter().enumerate() {
        assert!(n == 0 || leaf.span.start == end + 2, "leaves lie two line ends apart");
        end = leaf.span.end;
        assert!(document.text.get(leaf.span.clone()).is_some(), "{leaf:?}");
        let mut start = leaf.span.start;
        for style in &leaf.styles {
            assert!(document.text.get(style.span.clone()).is_some(), "{style:?}");
            assert!(!style.span.is_empty() && style.span.start >= start, "{leaf:?}");
            assert!(style.span.end <= leaf.span.end, "{leaf:?}");
            start = style.span.start;
        }
    }
    assert_eq!(end, document.text.len());
    let mut last = 0;
    for (at, letter) in document.text.char_indices() {
        let origin = document.map.range(at..at + letter.len_utf8());
        assert!(origin.start <= origin.end && origin.end <= bytes, "{origin:?} of {bytes}");
        assert!(origin.end >= last, "the map goes back at {at}");
        last = origin.end;
    }
    let mut named = Vec::new();
    collect(&document.blocks, &mut named);
    assert!(named.iter().copied().eq(0..document.leaves.len()), "each leaf once, in order");
}

fn collect(blocks: &[Block], named: &mut Vec<LeafIndex>) {
    for block in blocks {
        match block {
            Block::Leaf(leaf) => named.push(*leaf),
            Block::List { items, .. } => items.iter().for_each(|item| collect(item, named)),
            Block::Quote(inner) => collect(inner, named),
            Block::Table { columns, rows } => {
                for row in rows {
                    assert_eq!(row.len(), columns.len(), "every row has a cell for each column");
                    named.extend(row);
                }
            }
            Block::Rule => {}
        }
    }
}
