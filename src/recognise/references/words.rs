//! Words as names of acts are made of.

use std::ops::Range;

use crate::text::is_word;

/// The longest word looked at, in bytes.
const LONGEST: usize = 90;

/// A word and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word<'t> {
    /// Its bytes.
    pub(super) span: Range<usize>,
    /// Its letters.
    pub(super) text: &'t str,
}

/// The word around byte `at`: letters and digits, with the hyphens, points and slashes between
/// them; `None` where there is none, or one longer than words are.
pub(super) fn word_at(text: &str, at: usize) -> Option<Word<'_>> {
    let from = text.ceil_char_boundary(at.saturating_sub(LONGEST));
    let to = text.floor_char_boundary((at + LONGEST).min(text.len()));
    if at > to || !text.is_char_boundary(at) {
        return None;
    }
    let mut start = at;
    let before = text[from..at].char_indices().rev();
    for (place, c) in before {
        if !(is_word(c) || c == '-') {
            break;
        }
        start = from + place;
    }
    let mut end = at;
    let mut ahead = text[at..to].char_indices().peekable();
    while let Some((place, c)) = ahead.next() {
        let joins = matches!(c, '-' | '.' | '/');
        let next = ahead.peek().map(|(_, next)| *next);
        // “Teilzeit- und Befristungsgesetz”
        let open = c == '-' && next == Some(' ') && end > start;
        if !(is_word(c) || open || joins && next.is_some_and(char::is_alphabetic)) {
            break;
        }
        end = at + place + c.len_utf8();
    }
    let whole = start..end;
    let cut = (start == from && from > 0) || (end == to && to < text.len());
    (!whole.is_empty() && !cut).then(|| Word { text: &text[whole.clone()], span: whole })
}

/// Where the words before byte `at` begin, the nearest first, at most `most`, each a single space
/// apart.
pub(super) fn back(text: &str, at: usize, most: usize) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut end = at;
    while starts.len() < most && text[..end].ends_with(' ') {
        let Some(before) = text[..end - 1].char_indices().next_back() else { break };
        let Some(word) = word_at(text, before.0).filter(|word| word.span.end == end - 1) else {
            break;
        };
        end = word.span.start;
        starts.push(end);
    }
    starts
}

/// At most `most` bytes of a text from byte `at`.
pub(super) fn bounded(text: &str, at: usize, most: usize) -> &str {
    &text[at..text.floor_char_boundary((at + most).min(text.len()))]
}

/// Whether a word begins with a capital.
pub(super) fn is_capital(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}
