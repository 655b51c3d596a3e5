//! What stands in one leaf: candidates that were chosen, stage by stage.
//!
//! In each stage the leftmost of overlapping candidates wins, of those that start together the
//! longest; what an earlier stage chose stays. What loses is remembered by what it lost to.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::ops::Range;

use crate::annotation::{Confidence, Proposal};

/// Something that may be a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Candidate {
    /// Where; bytes of the leaf's text.
    pub(super) span: Range<usize>,
    /// The smaller wins where two span the same bytes.
    pub(super) rank: usize,
    /// The rule that found it.
    pub(super) rule: Cow<'static, str>,
    pub(super) confidence: Confidence,
    /// The words that show it: bytes of the document's text, ascending.
    pub(super) evidence: Vec<Range<usize>>,
    /// What it names; `None` stands for what is no name after all, or one of several, and keeps
    /// shorter candidates out.
    pub(super) what: Option<What>,
    /// The rules that it beat.
    pub(super) beat: Vec<Cow<'static, str>>,
}

/// What a candidate names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum What {
    /// A register entry, by its index, found by a pattern of this index.
    Entry { entry: usize, pattern: usize },
    /// One of several entries that share the name of this index.
    Shared { pattern: usize },
    /// Somebody else than the entry whose name it is: nothing for the register.
    Other,
    /// Somebody or something that the register does not have.
    Proposed(Proposal),
}

/// More rules than these are not remembered.
const MOST_BEATEN: usize = 8;

impl Candidate {
    /// What `rule` found, certain and with nothing else to show for it.
    pub(super) fn new(span: Range<usize>, rule: impl Into<Cow<'static, str>>) -> Self {
        Self {
            span,
            rank: 0,
            rule: rule.into(),
            confidence: Confidence::Certain,
            evidence: Vec::new(),
            what: None,
            beat: Vec::new(),
        }
    }

    fn beats(&mut self, rule: Cow<'static, str>) {
        let known = self.rule == rule || self.beat.contains(&rule);
        if !known && self.beat.len() < MOST_BEATEN {
            self.beat.push(rule);
        }
    }
}

/// What was chosen in a leaf: ascending, none overlapping another.
#[derive(Debug, Default)]
pub(super) struct Slate {
    chosen: Vec<Candidate>,
}

impl Slate {
    /// Chooses among further candidates.
    pub(super) fn admit(&mut self, mut candidates: Vec<Candidate>) {
        if candidates.is_empty() {
            return;
        }
        candidates.sort_by_key(|c| (c.span.start, Reverse(c.span.end), c.rank));
        let mut admitted: Vec<Candidate> = Vec::new();
        let mut next = 0;
        for candidate in candidates {
            while self.chosen.get(next).is_some_and(|c| c.span.end <= candidate.span.start) {
                next += 1;
            }
            let held = self.chosen.get_mut(next).filter(|c| c.span.start < candidate.span.end);
            let last = admitted.last_mut().filter(|c| candidate.span.start < c.span.end);
            match held.or(last) {
                Some(winner) => winner.beats(candidate.rule),
                None => admitted.push(candidate),
            }
        }
        self.chosen.append(&mut admitted);
        self.chosen.sort_by_key(|c| c.span.start);
    }

    /// Gives back the words that name somebody else than an entry, for other rules to read.
    pub(super) fn release(&mut self) {
        self.chosen.retain(|candidate| candidate.what != Some(What::Other));
        self.chosen.shrink_to_fit();
    }

    /// What was chosen, in its order.
    pub(super) fn chosen(&self) -> &[Candidate] {
        &self.chosen
    }

    /// Whether nothing chosen overlaps a span.
    pub(super) fn is_free(&self, span: &Range<usize>) -> bool {
        let next = self.chosen.partition_point(|c| c.span.end <= span.start);
        self.chosen.get(next).is_none_or(|c| c.span.start >= span.end)
    }

    pub(super) fn into_chosen(self) -> Vec<Candidate> {
        self.chosen
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(stages: Vec<Vec<(Range<usize>, usize, &'static str)>>) -> Vec<String> {
        let mut slate = Slate::default();
        for stage in stages {
            let made = stage
                .into_iter()
                .map(|(span, rank, rule)| Candidate { rank, ..Candidate::new(span, rule) });
            slate.admit(made.collect());
        }
        let shown = |c: Candidate| format!("{:?} {} > {}", c.span, c.rule, c.beat.join(" "));
        slate.into_chosen().into_iter().map(shown).collect()
    }

    #[test]
    fn the_leftmost_longest_wins() {
        let stage = vec![(4..6, 0, "d"), (0..3, 1, "b"), (0..3, 0, "a"), (2..9, 0, "c")];
        assert_eq!(shown(vec![stage]), ["0..3 a > b c", "4..6 d > "]);
    }

    #[test]
    fn an_earlier_stage_stays() {
        let first = vec![(4..6, 0, "a")];
        let second = vec![(0..5, 0, "b"), (6..8, 0, "c"), (0..4, 0, "d"), (5..7, 0, "e")];
        assert_eq!(shown(vec![first, second]), ["0..4 d > ", "4..6 a > b e", "6..8 c > "]);
    }
}
