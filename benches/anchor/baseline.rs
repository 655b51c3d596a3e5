//! The method of the Hypothesis client, as it is described in public: the quote is looked for letter
//! for letter and, where it stands nowhere, approximately with at most half of its letters (256 at
//! most) wrong; of all places with the fewest errors the one wins that has the highest score of quote
//! (50), prefix (20), suffix (20) and nearness to the old position (2). There is no threshold besides.

use std::ops::Range;

use crate::myers::{Pattern, Start};

const QUOTE: f64 = 50.0;
const PREFIX: f64 = 20.0;
const SUFFIX: f64 = 20.0;
const POSITION: f64 = 2.0;

/// What that client stores of a passage: the words, 32 letters before and behind, and where it stands.
pub(crate) struct Stored {
    quote: Vec<char>,
    prefix: Vec<char>,
    suffix: Vec<char>,
    position: usize,
}

impl Stored {
    /// What is stored of code points `passage`.
    pub(crate) fn new(text: &[char], passage: &Range<usize>) -> Self {
        Self {
            quote: text[passage.clone()].to_vec(),
            prefix: text[passage.start.saturating_sub(32)..passage.start].to_vec(),
            suffix: text[passage.end..(passage.end + 32).min(text.len())].to_vec(),
            position: passage.start,
        }
    }

    /// Where it is found: code points of `text`.
    pub(crate) fn find(&self, text: &[char]) -> Option<Range<usize>> {
        let most = 256.min(self.quote.len() / 2);
        let best = matches(text, &self.quote, most);
        let scored = best.into_iter().map(|(span, errors)| (self.score(text, &span, errors), span));
        scored.reduce(|a, b| if b.0 > a.0 { b } else { a }).map(|(_, span)| span)
    }

    #[expect(clippy::cast_precision_loss, reason = "lengths of texts are far below 2^52")]
    fn score(&self, text: &[char], span: &Range<usize>, errors: usize) -> f64 {
        let quote = 1.0 - errors as f64 / self.quote.len() as f64;
        let before = &text[span.start.saturating_sub(self.prefix.len())..span.start];
        let after = &text[span.end..(span.end + self.suffix.len()).min(text.len())];
        let apart = span.start.abs_diff(self.position) as f64 / text.len().max(1) as f64;
        QUOTE * quote
            + PREFIX * likeness(before, &self.prefix)
            + SUFFIX * likeness(after, &self.suffix)
            + POSITION * (1.0 - apart)
    }
}

/// How much of `words` stands somewhere in `text`.
#[expect(clippy::cast_precision_loss, reason = "lengths of texts are far below 2^52")]
fn likeness(text: &[char], words: &[char]) -> f64 {
    if words.is_empty() {
        return 1.0;
    }
    if text.is_empty() {
        return 0.0;
    }
    let pattern = Pattern::new(words);
    let errors = pattern.distances(text.iter().copied(), Start::Anywhere).min();
    1.0 - errors.unwrap_or(words.len()) as f64 / words.len() as f64
}

/// The places with the fewest errors, at most `most`.
fn matches(text: &[char], quote: &[char], most: usize) -> Vec<(Range<usize>, usize)> {
    let pattern = Pattern::new(quote);
    let distances: Vec<usize> = pattern.distances(text.iter().copied(), Start::Anywhere).collect();
    let Some(&fewest) = distances.iter().min().filter(|errors| **errors <= most) else {
        return Vec::new();
    };
    let reversed: Vec<char> = quote.iter().rev().copied().collect();
    let reversed = Pattern::new(&reversed);
    let ends = distances.into_iter().enumerate().filter(|(_, errors)| *errors == fewest);
    let begin = |end: usize| {
        let back = text[..end].iter().rev().copied().take(quote.len() + fewest);
        let lengths = reversed.distances(back, Start::AtFirst).zip(1..);
        end - lengths.min().map_or(0, |(_, length): (usize, usize)| length)
    };
    ends.map(|(last, errors)| (begin(last + 1)..last + 1, errors)).collect()
}
