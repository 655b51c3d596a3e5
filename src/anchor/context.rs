//! How well the words around a passage agree with those that a selector gives.
//!
//! Context is compared without typography and case, and approximately: it is there to tell passages
//! apart, and may have changed more than the target.

use std::ops::Range;

use super::MAX_GAP;
use super::fold::caseless;
use super::haystack::Haystack;
use super::myers::{Pattern, Start};
use super::neighbours::Neighbours;
use super::quote::Quote;
use super::score::likeness;

/// Most letters right at the target that are compared on one side.
const NEAR: usize = 128;
/// From so many letters on a side says all that it can.
const ENOUGH: usize = 20;
/// How far from the target, in bytes, the words beyond an ellipsis are looked for.
const FAR: usize = 2 * MAX_GAP;
/// Two texts of which less agrees may be any two texts.
const CHANCE: u32 = 560;

/// Surroundings that agree this far support a passage.
const SUPPORT: u32 = 300;

/// A side that weighs less says nothing.
const TELLING: u32 = 300;

/// What is expected around a target.
pub(super) struct Context {
    before: Option<Side>,
    after: Option<Side>,
    neighbours: Option<Neighbours>,
}

/// How much of it is there, in thousandths; `None` on a side of which nothing is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Agreement {
    pub(super) before: Option<u32>,
    pub(super) after: Option<u32>,
    /// How much either side says, in thousandths: few letters say little.
    pub(super) weights: (u32, u32),
}

/// How much a side says.
fn weight(side: Option<&Side>) -> u32 {
    let letters = side.map_or(0, |side| side.letters.min(ENOUGH));
    u32::try_from(letters * 1000 / ENOUGH).unwrap_or(1000)
}

/// One side; letters are caseless.
struct Side {
    /// The letters at the target, read away from it.
    near: Vec<char>,
    pattern: Pattern,
    /// The words beyond ellipses, the nearest first.
    far: Vec<String>,
    /// How many letters all of them have.
    letters: usize,
}

impl Context {
    pub(super) fn new(quote: &Quote, neighbours: Option<&Neighbours>) -> Self {
        let before = caseless(&quote.before).text;
        let after = caseless(&quote.after).text;
        Self {
            before: Side::new(before.trim().chars().rev(), &quote.far_before),
            after: Side::new(after.trim().chars(), &quote.far_after),
            neighbours: neighbours.copied(),
        }
    }

    /// Whether bytes `span` stand in the expected sentence or paragraph, or among the expected ones,
    /// and how many of those around are the expected ones: 4 at most.
    pub(super) fn neighbours(&self, text: &Haystack<'_>, span: &Range<usize>) -> (bool, usize) {
        let Some(expected) = &self.neighbours else { return (false, 0) };
        let found = text.surroundings().at(span);
        (expected.support(&found), expected.same(&found))
    }

    /// Compares the surroundings of bytes `span` of a document's text.
    pub(super) fn agreement(&self, text: &str, span: &Range<usize>) -> Agreement {
        Agreement {
            before: self.before.as_ref().map(|side| side.before(text, span.start)),
            after: self.after.as_ref().map(|side| side.after(text, span.end)),
            weights: (weight(self.before.as_ref()), weight(self.after.as_ref())),
        }
    }

    /// How many letters around the target are wrong; of a side that is another text, half of them.
    pub(super) fn errors(&self, agreement: Agreement) -> usize {
        let errors = |side: &Option<Side>, share: Option<u32>| match (side, share) {
            (Some(side), Some(share)) => {
                side.near.len() * (1000 - share.max(CHANCE)) as usize / 1000
            }
            _ => 0,
        };
        errors(&self.before, agreement.before) + errors(&self.after, agreement.after)
    }

    /// The letters before the target that are compared, in the order of the text.
    pub(super) fn near_before(&self) -> Vec<char> {
        self.before.as_ref().map_or_else(Vec::new, |side| side.near.iter().rev().copied().collect())
    }

    /// The letters behind the target that are compared.
    pub(super) fn near_after(&self) -> Vec<char> {
        self.after.as_ref().map_or_else(Vec::new, |side| side.near.clone())
    }
}

impl Agreement {
    /// Both sides together; `None` where nothing is known of either.
    pub(super) fn overall(self) -> Option<u32> {
        match (self.before, self.after) {
            (Some(before), Some(after)) => {
                let (left, right) = self.weights;
                Some((before * left + after * right) / (left + right).max(1))
            }
            (one, other) => one.or(other),
        }
    }

    /// How many sides are there, and enough of them to say something.
    pub(super) fn sides(self) -> usize {
        let there = |share: Option<u32>, weight| {
            usize::from(share.is_some_and(|share| share >= SUPPORT) && weight >= TELLING)
        };
        there(self.before, self.weights.0) + there(self.after, self.weights.1)
    }

    /// Whether every side that says something is there.
    pub(super) fn encloses(self) -> bool {
        let (left, right) = self.weights;
        let there =
            |share: Option<u32>, weight| share.is_none_or(|share| share > 0 || weight < TELLING);
        self.supports() && there(self.before, left) && there(self.after, right)
    }

    /// Whether one side at least is there, and enough of it to say something.
    pub(super) fn supports(self) -> bool {
        self.overall().is_some_and(|share| share >= SUPPORT)
    }
}

impl Side {
    fn new(near: impl Iterator<Item = char>, far: &[String]) -> Option<Self> {
        let near: Vec<char> = near.take(NEAR).collect();
        let far: Vec<String> = far
            .iter()
            .map(|words| caseless(words).text)
            .filter(|words| !words.is_empty())
            .collect();
        let known = !near.is_empty() || !far.is_empty();
        let letters = near.len() + far.iter().map(|words| words.chars().count()).sum::<usize>();
        known.then(|| Self { pattern: Pattern::new(&near), near, far, letters })
    }

    fn before(&self, text: &str, at: usize) -> u32 {
        let start = text[..at].char_indices().rev().take(self.reach()).last();
        let window = caseless(&text[start.map_or(at, |(start, _)| start)..at]).text;
        let near = self.nearby(window.trim_end().chars().rev());
        if self.far.is_empty() {
            return near;
        }
        let window = caseless(&text[text.floor_char_boundary(at.saturating_sub(FAR))..at]).text;
        let mut rest = window.trim_end();
        rest = &rest[..rest.floor_char_boundary(rest.len().saturating_sub(self.near_bytes()))];
        self.weigh(near, |words| {
            rest = &rest[..rest.rfind(words)?];
            Some(())
        })
    }

    fn after(&self, text: &str, at: usize) -> u32 {
        let end = text[at..].char_indices().nth(self.reach()).map_or(text.len(), |(i, _)| at + i);
        let window = caseless(&text[at..end]).text;
        let near = self.nearby(window.trim_start().chars());
        if self.far.is_empty() {
            return near;
        }
        let window = caseless(&text[at..text.ceil_char_boundary(at + FAR)]).text;
        let mut rest = window.trim_start();
        rest = &rest[rest.ceil_char_boundary(self.near_bytes())..];
        self.weigh(near, |words| {
            rest = &rest[rest.find(words)? + words.len()..];
            Some(())
        })
    }

    /// How many code points of the text to look at: blanks and soft hyphens may stand in between.
    fn reach(&self) -> usize {
        2 * self.near.len() + 16
    }

    fn near_bytes(&self) -> usize {
        self.near.iter().map(|c| c.len_utf8()).sum()
    }

    /// How much of the near words is there in `letters`, read away from the target.
    fn nearby(&self, letters: impl Iterator<Item = char> + Clone) -> u32 {
        let len = self.near.len();
        if letters.clone().take(len).eq(self.near.iter().copied()) {
            return 1000;
        }
        let letters = letters.take(len + len / 4 + 8);
        let errors = self.pattern.distances(letters, Start::AtFirst).min().unwrap_or(len);
        Some(likeness(len, errors)).filter(|&share| share >= CHANCE).unwrap_or(0)
    }

    /// Near and far words together, each counted by its length; `find` looks for the next far ones.
    fn weigh(&self, near: u32, mut find: impl FnMut(&str) -> Option<()>) -> u32 {
        let (mut there, mut all) = (near as usize * self.near.len(), self.near.len());
        for words in &self.far {
            let len = words.chars().count();
            all += len;
            there += find(words).map_or(0, |()| 1000 * len);
        }
        u32::try_from(there / all).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::Selector;

    /// `[target]` marks the span; `|` stands for an ellipsis in prefix and suffix.
    fn check(text: &str, prefix: &str, suffix: &str, before: Option<u32>, after: Option<u32>) {
        let (left, rest) = text.split_once('[').unwrap();
        let (target, right) = rest.split_once(']').unwrap();
        let pieces = |words: &str| {
            if words.is_empty() { vec![] } else { words.split('|').map(str::to_owned).collect() }
        };
        let selector = Selector {
            prefix: pieces(prefix),
            exact: vec![target.to_owned()],
            suffix: pieces(suffix),
            position: None,
        };
        let context = Context::new(&Quote::new(&selector).unwrap(), None);
        let whole = format!("{left}{target}{right}");
        let found = context.agreement(&whole, &(left.len()..left.len() + target.len()));
        assert_eq!((found.before, found.after), (before, after), "{text} / {prefix} / {suffix}");
    }

    #[test]
    fn surroundings_agree() {
        check("One [Two] Three", "", "", None, None);
        check("One [Two] Three", "One ", " Three\n", Some(1000), Some(1000));
        check("ONE\n[Two]\u{A0}three", "One ", " Three", Some(1000), Some(1000));
        check("One [Two] Three", "Ten ", "Three", Some(0), Some(1000));
        check("die Gesprache [mit] uns", "die Gespräche ", "", Some(923), None);
        check("zehn [Two]", "völlig anderes ", "", Some(0), None);
        check("[Two]", "One ", " Three", Some(0), Some(0));
    }

    #[test]
    fn words_beyond_an_ellipsis_count_by_their_length() {
        check("abcd efgh ijkl [x] y", "abcd|ijkl ", "", Some(1000), None);
        check("abcd efgh ijkl [x] y", "zzzz|ijkl ", "", Some(500), None);
        check("abcd efgh ijkl [x] y", "abcd|", "", Some(1000), None);
        check("a [x] b abcd efgh", "", " b|efgh", None, Some(1000));
        check("a [x] b abcd efgh", "", "|efgh|abcd", None, Some(500));
        check("a [x] b abcd efgh", "", "|zzzz", None, Some(0));
    }
}
