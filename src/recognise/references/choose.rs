//! Choosing among references that overlap.
//!
//! The leftmost wins, of those that start together the longest, of those that span the same words
//! the one whose rule comes first. What lost is kept by its rule's name.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::ops::Range;

use super::Reference;
use crate::annotation::Confidence;

/// What a rule found, in bytes of a leaf's text.
pub(super) struct Candidate {
    /// Where.
    pub(super) span: Range<usize>,
    /// The words that made the rule fire, inside it; ascending.
    pub(super) evidence: Vec<Range<usize>>,
    /// The rule.
    pub(super) rule: Cow<'static, str>,
    /// How sure it is.
    pub(super) confidence: Confidence,
    /// What it is.
    pub(super) what: Reference,
    /// The rules that it beat.
    pub(super) beat: Vec<Cow<'static, str>>,
}

/// The candidates that stand, ascending, none overlapping another.
pub(super) fn choose(mut all: Vec<Candidate>) -> Vec<Candidate> {
    // Stable: rules keep their order over the same words.
    all.sort_by_key(|candidate| (candidate.span.start, Reverse(candidate.span.end)));
    let mut chosen: Vec<Candidate> = Vec::new();
    for candidate in all {
        match chosen.last_mut() {
            Some(last) if candidate.span.start < last.span.end => {
                if candidate.rule != last.rule && !last.beat.contains(&candidate.rule) {
                    last.beat.push(candidate.rule);
                }
            }
            _ => chosen.push(candidate),
        }
    }
    chosen
}
