//! Tokens: the words, numbers and signs of a text.
//!
//! In goes a text; out come byte ranges of it, ascending, apart from one another, that hold all of
//! it but its blanks. Hyphenated words, words with an apostrophe inside and dotted initials (“U.S.”)
//! are one token; a clitic behind an apostrophe (“'s”, “'ll”) is one of its own. Nothing here knows
//! a language or judges what a word means.

use std::iter::Peekable;
use std::ops::Range;
use std::str::CharIndices;

use crate::text as letters;

/// The tokens of `text`.
pub(super) fn tokens(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::with_capacity(text.len() / 5);
    let mut scanner = Scanner { text, letters: text.char_indices().peekable() };
    while let Some((start, c)) = scanner.letters.next() {
        if c.is_whitespace() {
            continue;
        }
        let end = if is_word(c) {
            scanner.word(start, c)
        } else if is_apostrophe(c) && scanner.clitic(start + c.len_utf8()) {
            scanner.run(start + c.len_utf8())
        } else {
            start + c.len_utf8()
        };
        found.push(start..end);
    }
    found
}

/// A way through a text, letter by letter.
struct Scanner<'a> {
    text: &'a str,
    letters: Peekable<CharIndices<'a>>,
}

impl Scanner<'_> {
    /// Goes on to the end of the word or number that begins at `start` with `first`, which is
    /// behind already.
    fn word(&mut self, start: usize, first: char) -> usize {
        let mut last = first;
        let mut part = start;
        let mut end = start + first.len_utf8();
        loop {
            let Some(&(at, c)) = self.letters.peek() else { return end };
            let next = at + c.len_utf8();
            if !is_word(c) {
                let initials = c == '.' && self.initial(part, at, next);
                if !initials && !self.joins(last, c, next) {
                    return end;
                }
                part = next;
            }
            self.letters.next();
            end = next;
            last = c;
        }
    }

    /// Goes on to the end of the letters that begin at `at`.
    fn run(&mut self, at: usize) -> usize {
        let mut end = at;
        while let Some((at, c)) = self.letters.next_if(|(_, c)| is_word(*c)) {
            end = at + c.len_utf8();
        }
        end
    }

    /// Whether `c`, which ends before `next` and stands behind `last`, stands inside a word.
    fn joins(&self, last: char, c: char, next: usize) -> bool {
        let Some(ahead) = self.text[next..].chars().next() else { return false };
        match c {
            '-' | '\u{2010}' | '\u{2011}' => is_word(last) && is_word(ahead),
            '.' | ',' => last.is_ascii_digit() && ahead.is_ascii_digit(),
            _ => is_apostrophe(c) && is_word(last) && is_word(ahead) && !self.clitic(next),
        }
    }

    /// Whether the point at `at` belongs to a letter that stands alone from `part` on, in a row of
    /// such letters: “U.S.”, “z.B.”.
    fn initial(&self, part: usize, at: usize, next: usize) -> bool {
        let alone = |text: &str| {
            let mut letters = text.chars();
            letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
        };
        let before = self.text[..part].ends_with('.');
        let mut ahead = self.text[next..].chars();
        let goes_on = ahead.next().is_some_and(char::is_alphabetic) && ahead.next() == Some('.');
        alone(&self.text[part..at]) && (before || goes_on)
    }

    /// Whether what begins at `at`, behind an apostrophe, is one or two small letters and no more.
    fn clitic(&self, at: usize) -> bool {
        let mut letters = self.text[at..].chars();
        let small = |c: Option<char>| c.is_some_and(char::is_lowercase);
        let ends = |c: Option<char>| c.is_none_or(|c| !is_word(c));
        if !small(letters.next()) {
            return false;
        }
        let second = letters.next();
        ends(second) || small(second) && ends(letters.next())
    }
}

/// [`letters::is_word`], for the letters that are most of a text without looking into tables.
fn is_word(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphanumeric() || c == '_' } else { letters::is_word(c) }
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = tokens(text).into_iter().map(|token| &text[token]).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn words_numbers_and_signs() {
        check(
            "Die Firma (Nordwerk) sagt: „Nein.“",
            &["Die", "Firma", "(", "Nordwerk", ")", "sagt", ":", "„", "Nein", ".", "“"],
        );
        check("am 3. Mai um 1.234,5 Euro", &["am", "3", ".", "Mai", "um", "1.234,5", "Euro"]);
        check("", &[]);
        check(" \u{a0} ", &[]);
    }

    #[test]
    fn hyphens_join_words() {
        check("US-Präsident", &["US-Präsident"]);
        check("Ein- und Ausgabe - so", &["Ein", "-", "und", "Ausgabe", "-", "so"]);
    }

    #[test]
    fn apostrophes_join_words_but_for_clitics() {
        check("O'Hara's D’Arc", &["O'Hara", "'s", "D’Arc"]);
        check("we'll, Hans' Haus", &["we", "'ll", ",", "Hans", "'", "Haus"]);
        check("rock 'n' roll", &["rock", "'n", "'", "roll"]);
    }

    #[test]
    fn initials_keep_their_points() {
        check("the U.S. Senate", &["the", "U.S.", "Senate"]);
        check("z.B. J. K. Muster", &["z.B.", "J", ".", "K", ".", "Muster"]);
        check("Das Haus von A.", &["Das", "Haus", "von", "A", "."]);
        check("nordwerk.example", &["nordwerk", ".", "example"]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(128))]

        #[test]
        fn everything_but_blanks_is_in_one_token(
            text in "(Nordwerk|U\\.S\\.|O'Hara|'s|’ll|3,5|-|\\.|\\PC| |\u{a0})*",
        ) {
            let mut end = 0;
            for token in tokens(&text) {
                prop_assert!(token.start >= end && token.start < token.end);
                prop_assert!(text[end..token.start].chars().all(char::is_whitespace));
                prop_assert!(!text[token.clone()].contains(char::is_whitespace));
                end = token.end;
            }
            prop_assert!(text[end..].chars().all(char::is_whitespace));
        }
    }
}
