//! Whose words a clause is in.

use std::ops::Range;

use super::super::found::Found;
use super::super::quotations::Speech;
use crate::annotation::Agent;

/// How many quotations in one another are kept in sight.
const DEEPEST: usize = 8;

/// The quotations of a document, read from its beginning to its end.
pub(super) struct Voices<'a> {
    speech: &'a [Found<Speech>],
    next: usize,
    /// Those that may reach as far as what is read now, the outer before the inner.
    open: Vec<&'a Found<Speech>>,
}

impl<'a> Voices<'a> {
    /// `speech` is ascending, the outer before the inner.
    pub(super) fn new(speech: &'a [Found<Speech>]) -> Self {
        Self { speech, next: 0, open: Vec::new() }
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

    /// The innermost quotation that overlaps `span`, bytes of the document's text. Spans are to be
    /// asked for in ascending order.
    pub(super) fn over(&mut self, span: &Range<usize>) -> Option<&'a Found<Speech>> {
        self.open.retain(|one| one.span.end > span.start);
        while let Some(one) = self.speech.get(self.next).filter(|one| one.span.start < span.end) {
            self.next += 1;
            if one.span.end > span.start && self.open.len() < DEEPEST {
                self.open.push(one);
            }
        }
        self.open.last().copied()
    }
}

/// Who speaks in a quotation.
pub(super) fn agent(speech: &Found<Speech>) -> Option<Agent> {
    speech.what.speaker.as_ref().and_then(|speaker| speaker.agent.clone())
}
