//! A leaf's words, for the rules that look at several in a row.

use std::ops::Range;

use crate::text::is_word;

/// A word: letters, digits and marks, with hyphens and apostrophes between them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word<'t> {
    pub(super) text: &'t str,
    pub(super) span: Range<usize>,
}

impl Word<'_> {
    /// Whether it begins with a capital.
    pub(super) fn is_capitalised(&self) -> bool {
        self.text.starts_with(char::is_uppercase)
    }
}

/// The words of a text, ascending. An apostrophe joins only what has two letters behind it, so
/// that “Muster’s” is “Muster” and “s”, but “O’Neil” one word.
pub(super) fn words(text: &str) -> Vec<Word<'_>> {
    let mut found = Vec::with_capacity(text.len() / AVERAGE);
    let mut start = None;
    for (at, c) in text.char_indices() {
        let inside = is_letter(c) || (start.is_some() && joins(c, &text[at + c.len_utf8()..]));
        if inside {
            start.get_or_insert(at);
        } else if let Some(from) = start.take() {
            found.push(Word { text: &text[from..at], span: from..at });
        }
    }
    found.extend(start.map(|from| Word { text: &text[from..], span: from..text.len() }));
    found
}

/// About as many bytes a word has with the blank behind it.
const AVERAGE: usize = 6;

/// The same as [`is_word`], quicker for the commonest letters.
fn is_letter(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphanumeric() || c == '_' } else { is_word(c) }
}

/// Whether a sign joins the word before it to `rest`.
fn joins(c: char, rest: &str) -> bool {
    let letters =
        |count: usize| rest.chars().take(count).filter(|&c| is_letter(c)).count() == count;
    match c {
        '-' | '\u{2010}' | '\u{2011}' => letters(1),
        '’' | '\'' => letters(2),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_hold_hyphens_and_apostrophes() {
        let shown: Vec<&str> = words("Der US-Präsident O’Neil, Muster’s A- (B)-'c' 5")
            .iter()
            .map(|w| w.text)
            .collect();
        assert_eq!(shown, ["Der", "US-Präsident", "O’Neil", "Muster", "s", "A", "B", "c", "5"]);
        assert!(words("").is_empty() && words("- ’ .").is_empty());
    }
}
