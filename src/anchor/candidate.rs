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
    /// What is known of the sentences and paragraphs around it: [`Context::neighbours`].
    pub(super) neighbours: (bool, usize),
    /// Whether it begins and ends where words do.
    whole_words: bool,
    /// Bytes between it and the given position.
    apart: Option<usize>,
    pub(super) score: u16,
}

type Rank = (bool, bool, Option<u32>, usize, bool);

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
            neighbours: context.neighbours(text, &span),
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

    /// What decides between passages: first whether nothing else can be meant, then the sentence or
    /// paragraph, then the surroundings, then whether its ends are those of words.
    pub(super) fn rank(&self) -> Rank {
        let (same_place, same) = self.neighbours;
        (self.is_certain(), same_place, self.agreement, same, self.whole_words)
    }

    /// Whether the quote can be meant: where surroundings are given, some must agree, or it must
    /// stand right at the position. The same words elsewhere may be a copy, while what was quoted
    /// has changed or is gone.
    pub(super) fn is_acceptable(&self) -> bool {
        let supported = self.supported || self.neighbours.0 || self.apart == Some(0);
        self.agreement.is_none() || supported
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
    candidates.sort_by_key(|candidate| {
        (Reverse(candidate.rank()), candidate.apart, candidate.span.start)
    });
    let mut candidates = candidates.into_iter();
    let best = candidates.next()?;
    let others = candidates.take_while(|other| other.rank() == best.rank()).count();
    let others = if best.apart == Some(0) { 0 } else { others };
    Some((best, others))
}
