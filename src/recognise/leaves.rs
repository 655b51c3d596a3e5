//! What the rules read: each leaf's text with its blanks folded, and the way back to the document.
//!
//! In goes a document; out come its leaves but for code, each as one line of text in which every
//! run of blanks is one space and soft hyphens are gone. Nothing here judges the words.

use std::ops::Range;

use super::sentences::{language, sentences, sentences_of_lines};
use crate::document::{Document, Leaf, LeafIndex, LeafKind, StyleKind};
use crate::text::{Folded, fold_spaces, is_folded};

/// A leaf's text as the rules read it.
pub(super) struct LeafText<'a> {
    leaf: &'a Leaf,
    /// As it stands in the document.
    raw: &'a str,
    /// Folded, where that is another text.
    folded: Option<Box<Folded>>,
    /// Bytes of the document's text that are set as code: ascending, apart from one another.
    code: Vec<Range<usize>>,
    language: &'a str,
    sentences: Vec<Range<usize>>,
}

impl<'a> LeafText<'a> {
    fn new(document: &'a Document, leaf: &'a Leaf) -> Self {
        let raw = document.slice(&leaf.span);
        let folded = (!is_folded(raw)).then(|| Box::new(fold_spaces(raw)));
        let text = folded.as_ref().map_or(raw, |folded| &folded.text);
        let language = language(text, document.language.primary());
        let sentences = match &folded {
            Some(folded) => sentences_of_lines(raw, folded, language),
            None => sentences(text, language),
        };
        Self { leaf, raw, folded, code: code_spans(leaf), language, sentences }
    }

    /// The primary tag of the language it is written in, which need not be the document's.
    pub(super) fn language(&self) -> &'a str {
        self.language
    }

    /// What it is.
    pub(super) fn kind(&self) -> &LeafKind {
        &self.leaf.kind
    }

    /// The folded text's sentences: bytes of it, ascending, the blanks between them left out.
    pub(super) fn sentences(&self) -> &[Range<usize>] {
        &self.sentences
    }

    /// The folded text.
    pub(super) fn text(&self) -> &str {
        self.folded.as_ref().map_or(self.raw, |folded| &folded.text)
    }

    /// Bytes of the document's text that the folded text's bytes `span` stand for; `None` where
    /// they touch code.
    pub(super) fn locate(&self, span: Range<usize>) -> Option<Range<usize>> {
        let inner = self.folded.as_ref().map_or(span.clone(), |folded| folded.map.range(span));
        let found = self.leaf.span.start + inner.start..self.leaf.span.start + inner.end;
        let next = self.code.partition_point(|code| code.end <= found.start);
        let free = self.code.get(next).is_none_or(|code| code.start >= found.end);
        (free && !found.is_empty()).then_some(found)
    }
}

/// The sentences of some of a document's leaves, as bytes of its text: ascending where `leaves` are.
/// What touches code is left out.
#[must_use]
pub fn sentences_of(
    document: &Document,
    leaves: impl IntoIterator<Item = LeafIndex>,
) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for leaf in leaves.into_iter().map(|leaf| &document.leaves[leaf]) {
        if !matches!(leaf.kind, LeafKind::Code(_)) {
            let text = LeafText::new(document, leaf);
            found.extend(text.sentences.iter().filter_map(|span| text.locate(span.clone())));
        }
    }
    found
}

/// The leaves of a document that hold language, in their order.
pub(super) fn leaf_texts(document: &Document) -> Vec<LeafText<'_>> {
    let language = |leaf: &&Leaf| !matches!(leaf.kind, LeafKind::Code(_));
    document.leaves.iter().filter(language).map(|leaf| LeafText::new(document, leaf)).collect()
}

/// Bytes of the document's text that a leaf sets as code: ascending, apart from one another.
pub(super) fn code_spans(leaf: &Leaf) -> Vec<Range<usize>> {
    let mut code: Vec<Range<usize>> = Vec::new();
    for style in leaf.styles.iter().filter(|style| style.kind == StyleKind::Code) {
        match code.last_mut() {
            Some(last) if style.span.start <= last.end => last.end = last.end.max(style.span.end),
            _ => code.push(style.span.clone()),
        }
    }
    code
}
