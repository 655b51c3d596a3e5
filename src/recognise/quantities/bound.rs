//! What the text says of an amount's exactness: “rund”, “mehr als”, “up to”, “or more”.

use std::ops::Range;

use super::data::{Bounds, Reading};
use super::guard::{ends_with_word, goes_on_with};
use crate::annotation::Bound;

/// The bound of the amount at `span`, and the words that say so.
pub(super) fn bound(
    bounds: &Bounds,
    text: &str,
    span: &Range<usize>,
    reading: Reading,
) -> Option<(Bound, Range<usize>)> {
    let before = &text[..span.start];
    let found = [
        (Bound::About, &bounds.about),
        (Bound::AtLeast, &bounds.at_least),
        (Bound::MoreThan, &bounds.more_than),
        (Bound::AtMost, &bounds.at_most),
        (Bound::LessThan, &bounds.less_than),
    ];
    let starts = found.into_iter().filter_map(|(bound, words)| {
        let start = ends_with_word(before, words)?;
        Some((start, bound))
    });
    // The longest phrase counts: “nicht mehr als” is no “mehr als”.
    let mut all: Vec<(usize, Bound)> = starts.collect();
    all.sort_by_key(|(start, _)| *start);
    let words = all.first().map(|&(start, bound)| (bound, start..before.trim_end().len()));
    let words = words.filter(|(_, words)| {
        let said = text[words.clone()].to_lowercase();
        reading != Reading::Count || !bounds.not_for_counts.contains(&said)
    });
    words.or_else(|| behind(bounds, text, span.end))
}

fn behind(bounds: &Bounds, text: &str, end: usize) -> Option<(Bound, Range<usize>)> {
    let rest = &text[end..];
    let at_least = goes_on_with(rest, &bounds.at_least_behind).map(|n| (Bound::AtLeast, n));
    let found =
        at_least.or_else(|| goes_on_with(rest, &bounds.at_most_behind).map(|n| (Bound::AtMost, n)));
    found.map(|(bound, length)| (bound, end + 1..end + length))
}
