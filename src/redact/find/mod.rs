//! Finding words in a text in every way they may be written: another case, composed or not, with soft
//! hyphens and characters that nobody sees, hyphenated, spaced, run together, inflected; with escapes
//! undone; with letters of other scripts that look alike; and inside Base64 and hexadecimal digits.
//!
//! In go words and a text, out come the bytes over which they stand. The same finder hides words and proves
//! that none is left. The work grows with the text, not with the number of words.

mod alike;
mod characters;
mod encoded;
mod entities;
mod needle;
mod skeleton;
#[cfg(test)]
mod tests;

pub use needle::Placing;
pub(super) use needle::can_be_found;
pub(super) use skeleton::{HARD, folded_words};

use std::ops::Range;

use aho_corasick::AhoCorasick;

use characters::View;
use needle::Needle;
use skeleton::{Skeleton, letters};

/// Words that are looked for, each under a number.
#[derive(Debug, Clone, Default)]
pub struct Finder {
    needles: Vec<Needle>,
    automaton: Option<AhoCorasick>,
}

/// Words that were found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Bytes of the text.
    pub span: Range<usize>,
    /// The number of the words.
    pub rule: usize,
}

/// Words to be found.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sought {
    /// The words.
    pub words: String,
    /// Where they may stand.
    pub placing: Placing,
    /// Whether their case counts.
    pub cased: bool,
    /// The number by which they are told.
    pub rule: usize,
}

impl Finder {
    /// Looks for these words. What has no letter or digit is never found.
    #[must_use]
    pub fn new(sought: &[Sought]) -> Self {
        let mut needles: Vec<Needle> = sought
            .iter()
            .flat_map(|one| Needle::all(&one.words, one.placing, one.cased, one.rule))
            .collect();
        needles.dedup();
        if needles.is_empty() {
            return Self::default();
        }
        // Patterns of any number fit an automaton unless they are larger than memory.
        let automaton = AhoCorasick::new(needles.iter().map(|needle| &needle.skeleton)).ok();
        Self { needles, automaton }
    }

    /// Whether there is nothing to look for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.needles.is_empty()
    }

    /// Where the words stand, in ascending order; places may overlap.
    #[must_use]
    pub fn find(&self, text: &str) -> Vec<Hit> {
        let mut hits = Vec::new();
        if self.is_empty() {
            return hits;
        }
        for view in [View::Plain, View::Decoded, View::Quoted, View::Alike] {
            if view == View::Plain || view.differs(text) {
                self.find_in(text, view, &mut hits);
            }
        }
        encoded::find(self, text, &mut hits);
        settled(hits)
    }

    /// The same in Markdown, whose signs may stand inside words.
    #[must_use]
    pub fn find_in_markdown(&self, text: &str) -> Vec<Hit> {
        let mut hits = self.find(text);
        if !self.is_empty() && View::Unmarked.differs(text) {
            self.find_in(text, View::Unmarked, &mut hits);
        }
        settled(hits)
    }

    /// The first number of words that stand in a text.
    #[must_use]
    pub fn first(&self, text: &str) -> Option<usize> {
        self.find(text).first().map(|hit| hit.rule)
    }

    fn find_in(&self, text: &str, view: View, hits: &mut Vec<Hit>) {
        let Some(automaton) = &self.automaton else { return };
        if !automaton.is_match(&letters(text, view)) {
            return;
        }
        let skeleton = Skeleton::new(text, view);
        for found in automaton.find_overlapping_iter(&skeleton.text) {
            let needle = &self.needles[found.pattern().as_usize()];
            let (from, to) = (skeleton.letter_at(found.start()), skeleton.letter_at(found.end()));
            if let Some(span) = needle.over(text, &skeleton, from, to) {
                hits.push(Hit { span, rule: needle.rule });
            }
        }
    }
}

/// In ascending order, each once.
pub(super) fn settled(mut hits: Vec<Hit>) -> Vec<Hit> {
    hits.sort_by_key(|hit| (hit.span.start, hit.span.end, hit.rule));
    hits.dedup();
    hits
}
