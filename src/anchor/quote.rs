//! A selector's words, cleaned for searching.

use unicode_normalization::UnicodeNormalization;

use super::MAX_PIECES;
use super::fold::caseless;
use crate::annotation::Selector;
use crate::text::is_word;

/// Most pieces of context, beside the words right at the target, that are looked at on one side.
const MAX_FAR: usize = 16;

/// What a quote is worth whose words are all there in another order, in thousandths.
const SHUFFLED: usize = 900;

/// What is searched for. All strings are NFC, as documents are, and none but `before` and `after`
/// is empty.
pub(super) struct Quote {
    /// The target, without blanks at the ends of its pieces.
    pub(super) pieces: Vec<String>,
    /// The words that end where the target begins, with the blanks in between; perhaps empty.
    pub(super) before: String,
    /// The words that begin where the target ends, with the blanks in between; perhaps empty.
    pub(super) after: String,
    /// What stands further before, the nearest first.
    pub(super) far_before: Vec<String>,
    /// What stands further behind, the nearest first.
    pub(super) far_after: Vec<String>,
}

impl Quote {
    /// `None` where there are no words or far too many pieces.
    pub(super) fn new(selector: &Selector) -> Option<Self> {
        let pieces: Vec<String> = words(&selector.exact).collect();
        if pieces.is_empty() || pieces.len() > MAX_PIECES {
            return None;
        }
        let (first, last) = (selector.exact.first()?, selector.exact.last()?);
        let lead = &first[..first.len() - first.trim_start().len()];
        let tail = &last[last.trim_end().len()..];
        let (before, far_before) = match selector.prefix.split_last() {
            Some((near, far)) => {
                (format!("{near}{lead}"), words(far.iter().rev()).take(MAX_FAR).collect())
            }
            None => (String::new(), Vec::new()),
        };
        let (after, far_after) = match selector.suffix.split_first() {
            Some((near, far)) => (format!("{tail}{near}"), words(far).take(MAX_FAR).collect()),
            None => (String::new(), Vec::new()),
        };
        Some(Self {
            pieces,
            before: before.trim_start().nfc().collect(),
            after: after.trim_end().nfc().collect(),
            far_before,
            far_after,
        })
    }

    /// Whether a text is the quote letter for letter; never so for one with ellipses.
    pub(super) fn is_exactly(&self, text: &str) -> bool {
        matches!(self.pieces.as_slice(), [only] if only == text)
    }

    /// Whether the target begins and ends in the middle of a word, as far as the context tells.
    pub(super) fn inside_words(&self) -> (bool, bool) {
        let joined = |left: &str, right: &str| {
            left.chars().next_back().is_some_and(is_word)
                && right.chars().next().is_some_and(is_word)
        };
        let first = self.pieces.first().map_or("", String::as_str);
        let last = self.pieces.last().map_or("", String::as_str);
        (joined(&self.before, first), joined(last, &self.after))
    }

    /// How much of the quote's words is in a text, in thousandths of their letters, in whatever order
    /// they stand there; a little less than all, since it is not the same order.
    pub(super) fn shuffled(&self, text: &str) -> u32 {
        let [quote, text] = [&self.pieces.join(" "), text].map(|words| caseless(words).text);
        let mut there: Vec<&str> = text.split_whitespace().collect();
        there.sort_unstable();
        let (mut right, mut all) = (0, 0);
        let mut words: Vec<&str> = quote.split_whitespace().collect();
        words.sort_unstable();
        let mut there = there.into_iter().peekable();
        for word in words {
            all += word.len();
            while there.next_if(|other| *other < word).is_some() {}
            if there.next_if(|other| *other == word).is_some() {
                right += word.len();
            }
        }
        u32::try_from(right * SHUFFLED / all.max(1)).unwrap_or(0)
    }

    /// Whether the words of a text that are numbers are those of the quote, in their order.
    pub(super) fn has_numbers_of(&self, text: &str) -> bool {
        fn numbers(text: &str) -> impl Iterator<Item = &str> {
            let words = text.split_whitespace();
            let bare = words.map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
            bare.filter(|word| !word.is_empty() && word.chars().all(char::is_numeric))
        }
        self.pieces.iter().flat_map(|piece| numbers(piece)).eq(numbers(text))
    }

    /// Whether the target begins with these letters, but for typography and case.
    pub(super) fn starts_with(&self, letters: &str) -> bool {
        let first = self.pieces.first().map(|piece| caseless(piece).text);
        first.is_some_and(|first| first.starts_with(&caseless(letters).text))
    }

    /// Whether the target ends with these letters, but for typography and case.
    pub(super) fn ends_with(&self, letters: &str) -> bool {
        let last = self.pieces.last().map(|piece| caseless(piece).text);
        last.is_some_and(|last| last.ends_with(&caseless(letters).text))
    }
}

/// The pieces that say something, cleaned.
fn words<'p>(
    pieces: impl IntoIterator<Item = &'p String, IntoIter: 'p>,
) -> impl Iterator<Item = String> + 'p {
    pieces
        .into_iter()
        .map(|piece| piece.trim().nfc().collect())
        .filter(|piece: &String| !piece.is_empty())
}
