//! Choosing among candidates that overlap.

use std::cmp::Reverse;
use std::ops::Range;

/// Something that a rule found.
pub(super) struct Candidate<T> {
    /// Where; bytes of whatever text the caller reads.
    pub(super) span: Range<usize>,
    /// The smaller wins where two span the same bytes.
    pub(super) rank: usize,
    /// What; `None` stands for what is none after all and keeps shorter candidates out: the
    /// 31st of September is no date, and “September” in it none either.
    pub(super) found: Option<T>,
}

/// The leftmost candidates, of those that start together the longest, none overlapping another,
/// in ascending order.
pub(super) fn leftmost_longest<T>(mut all: Vec<Candidate<T>>) -> Vec<(Range<usize>, T)> {
    all.sort_by_key(|c| (c.span.start, Reverse(c.span.end), c.rank));
    let mut chosen = Vec::new();
    let mut free = 0;
    for candidate in all {
        if candidate.span.start < free {
            continue;
        }
        free = candidate.span.end;
        if let Some(found) = candidate.found {
            chosen.push((candidate.span, found));
        }
    }
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leftmost_then_longest_then_rank() {
        let all = [
            (4..6, 0, Some('d')),
            (0..3, 1, Some('b')),
            (0..3, 0, Some('a')),
            (2..9, 0, Some('c')),
        ];
        let all = all.map(|(span, rank, found)| Candidate { span, rank, found });
        assert_eq!(leftmost_longest(all.into()), [(0..3, 'a'), (4..6, 'd')]);
    }

    #[test]
    fn what_is_none_keeps_shorter_ones_out() {
        let all = [(0..9, 0, None), (4..9, 0, Some('b')), (9..10, 0, Some('c'))];
        let all = all.map(|(span, rank, found)| Candidate { span, rank, found });
        assert_eq!(leftmost_longest(all.into()), [(9..10, 'c')]);
    }
}
