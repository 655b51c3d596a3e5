//! The quotations and the reported speech of a document, kept in sight while it is read.

use std::ops::Range;

use super::super::found::Found;
use super::super::quotations::Speech;
use crate::document::Document;

/// How many quotations in one another are kept in sight.
const DEEPEST: usize = 8;

/// The quotations of a document, read from its beginning to its end.
pub(super) struct Voices<'a> {
    document: &'a Document,
    speech: &'a [Found<Speech>],
    next: usize,
    /// Those that may reach as far as what is read now, the outer before the inner.
    open: Vec<&'a Found<Speech>>,
}

impl<'a> Voices<'a> {
    /// `speech` is ascending, the outer before the inner.
    pub(super) fn new(document: &'a Document, speech: &'a [Found<Speech>]) -> Self {
        Self { document, speech, next: 0, open: Vec::new() }
    }

    /// Whether the document has none.
    pub(super) fn is_empty(&self) -> bool {
        self.speech.is_empty()
    }

    /// Whether a quotation may overlap `span` or what comes before it.
    pub(super) fn touch(&self, span: &Range<usize>) -> bool {
        let begun = self.speech.get(self.next).is_some_and(|one| one.span.start < span.end);
        begun || self.open.iter().any(|one| one.span.end > span.start)
    }

    /// The speech that overlaps `span`, bytes of the document's text, the outer before the inner.
    /// Spans are to be asked for in ascending order.
    pub(super) fn over(&mut self, span: &Range<usize>) -> &[&'a Found<Speech>] {
        self.open.retain(|one| one.span.end > span.start);
        while let Some(one) = self.speech.get(self.next).filter(|one| one.span.start < span.end) {
            self.next += 1;
            if one.span.end > span.start && self.open.len() < DEEPEST {
                self.open.push(one);
            }
        }
        &self.open
    }

    /// What shows that somebody speaks: the words that say so, else the marks around it.
    pub(super) fn shown_by(&self, speech: &Found<Speech>) -> Vec<Range<usize>> {
        if !speech.what.cue.is_empty() {
            let mut cue = speech.what.cue.clone();
            cue.sort_by_key(|span| (span.start, span.end));
            return cue;
        }
        let mark = |c: &char| !c.is_alphanumeric() && !c.is_whitespace();
        let span = &speech.span;
        let Some(words) = self.document.text.get(span.clone()) else { return Vec::new() };
        let first =
            words.chars().next().filter(mark).map(|c| span.start..span.start + c.len_utf8());
        let last =
            words.chars().next_back().filter(mark).map(|c| span.end - c.len_utf8()..span.end);
        let mut marks: Vec<Range<usize>> = first.into_iter().chain(last).collect();
        marks.dedup();
        marks
    }
}
