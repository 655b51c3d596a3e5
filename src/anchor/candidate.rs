//! Choosing between passages whose words are a quote's.

use std::cmp::Reverse;
use std::ops::Range;

use super::context::{Agreement, Context};
use super::haystack::Haystack;
use super::score::{closeness, score};
use crate::annotation::{Anchored, How, Passage};
use crate::text::is_boundary;

/// Surroundings that agree this far leave no doubt, in thousandths.
const CERTAIN: u32 = 900;

/// A passage that is equal to a quote, perhaps but for typography.
#[derive(Debug)]
pub(super) struct Candidate {
    pub(super) span: Range<usize>,
    /// How much of the surroundings agrees; `None` where none are given.
    pub(super) agreement: Option<u32>,
    how: How,
    supported: bool,
    /// Whether it begins and ends where words do.
    whole_words: bool,
    /// Bytes between it and the given position.
    apart: Option<usize>,
    score: u16,
}

impl Candidate {
    pub(super) fn new(
        text: &Haystack<'_>,
        span: Range<usize>,
        how: How,
        context: &Context,
        position: Option<&Range<usize>>,
    ) -> Self {
        let agreement: Agreement = context.agreement(text.text, &span);
        let near = position.map(|p| closeness(span.start, p.start, text.text.len()));
        Self {
            agreement: agreement.overall(),
            how,
            supported: agreement.supports(),
            whole_words: is_boundary(text.text, span.start) && is_boundary(text.text, span.end),
            apart: position.map(|position| span.start.abs_diff(position.start)),
            score: score(1000, agreement, near),
            span,
        }
    }

    /// Whether nothing else can be meant.
    pub(super) fn is_certain(&self) -> bool {
        self.agreement.is_none_or(|share| share >= CERTAIN)
    }

    /// Whether the quote can be meant: where surroundings are given, some must agree, or it must
    /// stand right at the position. The same words elsewhere may be a copy, while what was quoted
    /// has changed or is gone.
    pub(super) fn is_acceptable(&self) -> bool {
        self.agreement.is_none() || self.supported || self.apart == Some(0)
    }

    pub(super) fn anchored(&self, others: usize) -> Anchored {
        Anchored { span: self.span.clone(), how: self.how, others }
    }

    pub(super) fn passage(&self) -> Passage {
        Passage { span: self.span.clone(), score: self.score }
    }
}

/// The best of several passages of one layer, and how many others are as good. Context decides,
/// then whole words; what is left to the position or to the order of the text counts as equal,
/// except where the quote stands right at the position.
pub(super) fn choose(mut candidates: Vec<Candidate>) -> Option<(Candidate, usize)> {
    let rank = |candidate: &Candidate| Reverse((candidate.agreement, candidate.whole_words));
    candidates.sort_by_key(|candidate| (rank(candidate), candidate.apart, candidate.span.start));
    let mut candidates = candidates.into_iter();
    let best = candidates.next()?;
    let others = candidates.take_while(|other| rank(other) == rank(&best)).count();
    let others = if best.apart == Some(0) { 0 } else { others };
    Some((best, others))
}
