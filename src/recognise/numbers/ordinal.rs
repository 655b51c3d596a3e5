//! Ordinals: “21st”, “siebenundzwanzigsten”, “zu viert”, “the penultimate”.

use super::{Numbers, digits};
use crate::text::is_boundary;

/// A place in a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::recognise) struct Ordinal {
    /// Where it begins, which may be behind the byte asked for.
    pub(in crate::recognise) start: usize,
    /// Where it ends.
    pub(in crate::recognise) end: usize,
    /// Which place.
    pub(in crate::recognise) place: Place,
}

/// Where the places are counted from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::recognise) enum Place {
    /// From the first.
    Number(i128),
    /// From the last, or from where one stands: `end-1`, `current+1`.
    Relative(String),
}

/// Longer ordinals in digits are years, or no ordinals.
const DIGITS: usize = 3;

impl Numbers {
    /// The ordinal that begins at byte `at`.
    pub(in crate::recognise) fn ordinal(&self, text: &str, at: usize) -> Option<Ordinal> {
        if text[at..].starts_with(|c: char| c.is_ascii_digit()) {
            return self.ordinal_in_digits(text, at);
        }
        if let Some((end, value)) = self.tables.together.longest(text, at, is_boundary) {
            let start = at + text[at..end].find(' ').map_or(0, |blank| blank + 1);
            return Some(Ordinal { start, end, place: Place::Number(*value) });
        }
        if let Some((end, value)) = self.tables.relative.longest(text, at, is_boundary) {
            let time = goes_on_with(&text[end..], &self.file.no_relative);
            let place = Place::Relative(value.clone());
            return (!time).then_some(Ordinal { start: at, end, place });
        }
        let words = self.cardinal(text, at).filter(|words| words.ordinal)?;
        let phrase = self.is_phrase(text, at, words.end);
        let place = Place::Number(words.value.as_whole()?);
        (!phrase).then_some(Ordinal { start: at, end: words.end, place })
    }

    /// Whether the ordinal is part of a phrase in which nothing is counted.
    fn is_phrase(&self, text: &str, at: usize, end: usize) -> bool {
        let before = text[..at].strip_suffix(' ').unwrap_or_default();
        let behind = self.file.no_ordinal_behind.iter().any(|word| {
            let start = before.len().checked_sub(word.len());
            start.is_some_and(|start| {
                before.get(start..).is_some_and(|here| same_word(here, word))
                    && is_boundary(before, start)
            })
        });
        behind || goes_on_with(&text[end..], &self.file.no_ordinal_before)
    }

    fn ordinal_in_digits(&self, text: &str, at: usize) -> Option<Ordinal> {
        let read = digits::read(text, at, self.file.convention);
        let value = read.value.filter(|_| read.bare && read.end - at <= DIGITS)?.as_whole()?;
        let rest = &text[read.end..];
        let signs = self.file.ordinal_signs.iter();
        let mut lengths = signs.filter(|sign| rest.starts_with(sign.as_str())).map(String::len);
        let sign = lengths.find(|&length| is_boundary(text, read.end + length));
        // A point is one only where the sentence goes on.
        let point =
            rest.strip_prefix(". ").is_some_and(|rest| rest.starts_with(char::is_alphabetic));
        let length = sign.or_else(|| (self.file.ordinal_point && point).then_some(1))?;
        let place = Place::Number(value);
        (value > 0).then_some(Ordinal { start: at, end: read.end + length, place })
    }
}

/// Whether `rest` goes on with one of `words` behind a blank, in any case.
fn goes_on_with(rest: &str, words: &[String]) -> bool {
    let Some(rest) = rest.strip_prefix(' ') else { return false };
    words.iter().any(|word| {
        rest.get(..word.len()).is_some_and(|here| same_word(here, word))
            && is_boundary(rest, word.len())
    })
}

/// Whether two words are the same but for capitals.
fn same_word(one: &str, two: &str) -> bool {
    one.eq_ignore_ascii_case(two) || (!one.is_ascii() && one.to_lowercase() == two.to_lowercase())
}
