//! Sentences: where one ends and the next begins.
//!
//! In goes a text with its language; out come its sentences, blanks between them left out. The
//! rules are those of UAX #29 with what it lacks: abbreviations (“Dr.”, “z. B.”, “Art. 5 Abs. 2”),
//! German ordinals (“15. September”) and initials end no sentence. A sentence that ends inside
//! quotation marks ends behind them, unless the words behind go on in small letters. A line that was
//! ended on purpose ends its sentence.

mod language;
mod lines;

use std::ops::Range;
use std::sync::LazyLock;

use serde::Deserialize;

pub(super) use self::language::language;
pub(super) use self::lines::sentences_of_lines;
use super::hash::WordSet;
use super::languages::{PerLanguage, read};
use crate::text::is_word;

/// What a language knows about the points in its texts: its `sentences.toml`.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Points {
    /// Words that are followed by a point and never end a sentence; in small letters.
    abbreviations: WordSet,
    /// Words that are followed by a point and may end a sentence; in small letters.
    may_end: WordSet,
    /// Words that begin a sentence more often than they stand behind an abbreviation.
    starters: WordSet,
    /// Whether a number with a point is an ordinal.
    ordinals: bool,
    /// The commonest words of running text; in small letters.
    common: WordSet,
}

static POINTS: LazyLock<PerLanguage<Points>> =
    LazyLock::new(|| PerLanguage::new(|tag| read(tag, "sentences.toml")));

static OTHER: LazyLock<Points> = LazyLock::new(Points::default);

/// The longest word looked at, in bytes; abbreviations are shorter.
const WORD: usize = 40;

/// How many quotation marks, brackets and dashes may open a sentence.
const OPENING: usize = 8;

/// The sentences of `text` in the language with the primary tag `language`: bytes, ascending,
/// without the blanks around them. Every word is in one of them.
pub(super) fn sentences(text: &str, language: &str) -> Vec<Range<usize>> {
    let points = POINTS.get(language).unwrap_or(&OTHER);
    let mut found = Vec::new();
    let first = first_word(text, 0);
    let mut start = first;
    let mut letters = text.char_indices().peekable();
    while let Some((at, c)) = letters.next() {
        if !is_terminal(c) {
            continue;
        }
        let mut run = at + c.len_utf8();
        while let Some((i, _)) = letters.next_if(|(_, c)| is_terminal(*c)) {
            run = i + text[i..].chars().next().map_or(0, char::len_utf8);
        }
        let mut end = run;
        while let Some((i, closing)) = letters.next_if(|(_, c)| is_closing(*c)) {
            end = i + closing.len_utf8();
        }
        if is_apart(&text[end..]) {
            letters.next();
            end = letters.next().map_or(end, |(i, closing)| i + closing.len_utf8());
        }
        if letters.peek().is_some_and(|(_, c)| !c.is_whitespace()) {
            continue;
        }
        let next = first_word(text, end);
        let mark = Mark { text, at, run, end, next, leaf_start: start == first };
        if at >= start && mark.ends_sentence(points) {
            found.push(start..end);
            start = next;
        }
    }
    if start < text.len() {
        found.push(start..text.trim_end().len().max(start));
    }
    found.retain(|sentence| !sentence.is_empty());
    found
}

/// A point or other mark behind which a sentence may end.
struct Mark<'a> {
    text: &'a str,
    /// Where it stands.
    at: usize,
    /// Where the run of such marks ends.
    run: usize,
    /// Where the quotation marks and brackets behind it end.
    end: usize,
    /// Where the next words begin.
    next: usize,
    /// Whether the sentence is the text's first.
    leaf_start: bool,
}

impl Mark<'_> {
    fn ends_sentence(&self, points: &Points) -> bool {
        let mut ahead = self.text[self.next..].chars().take(OPENING);
        match ahead.find(|c| c.is_alphanumeric()) {
            None => return true,
            Some(first) if first.is_lowercase() => return false,
            Some(_) => {}
        }
        let single = self.run == self.at + 1 && self.text[self.at..].starts_with('.');
        !single || self.end > self.run || self.point_ends_sentence(points)
    }

    /// Whether a single point ends a sentence, and not only its word.
    fn point_ends_sentence(&self, points: &Points) -> bool {
        let word = last_word(&self.text[..self.at]);
        let next = next_word(&self.text[self.next..]);
        let starts = points.starters.contains(next);
        let lower = word.to_lowercase();
        if points.abbreviations.contains(&lower) {
            return false;
        }
        if points.may_end.contains(&lower) {
            return starts;
        }
        let mut letters = word.chars();
        if let (Some(only), None) = (letters.next(), letters.next())
            && only.is_alphabetic()
        {
            // The initial of a name; but “so did I. Then …”.
            return word == "I" && !points.ordinals;
        }
        let number = word.bytes().all(|b| b.is_ascii_digit());
        if !word.is_empty() && number && word.len() <= 3 {
            // An ordinal, or the number of a list's item.
            let item = self.leaf_start && self.text[..self.at].trim_start().len() == word.len();
            return !item && (!points.ordinals || starts);
        }
        let roman = word.len() >= 2 && word.bytes().all(|b| b"IVXL".contains(&b));
        !(roman && points.ordinals) || starts
    }
}

fn is_terminal(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…')
}

fn is_closing(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '“' | '’' | '‘' | '»' | '«' | '›' | '‹' | ')' | ']')
}

/// Whether a guillemet closes behind a blank, with another behind it, as in French.
fn is_apart(rest: &str) -> bool {
    let mut ahead = rest.chars();
    ahead.next().is_some_and(char::is_whitespace)
        && matches!(ahead.next(), Some('»' | '›'))
        && ahead.next().is_none_or(char::is_whitespace)
}

/// Where the blanks from `at` end.
fn first_word(text: &str, at: usize) -> usize {
    text.len() - text[at..].trim_start().len()
}

/// The word that ends a text, without the point behind it.
fn last_word(text: &str) -> &str {
    let from = text.ceil_char_boundary(text.len().saturating_sub(WORD));
    let in_word = |c: char| is_word(c) || matches!(c, '\'' | '’');
    let start = text[from..].char_indices().rev().take_while(|(_, c)| in_word(*c)).last();
    start.map_or("", |(at, _)| &text[from + at..])
}

/// The word that begins a text, quotation marks and brackets skipped.
fn next_word(text: &str) -> &str {
    let to = text.floor_char_boundary(text.len().min(WORD));
    let text = text[..to].trim_start_matches(|c: char| !c.is_alphanumeric());
    text.split(|c| !is_word(c)).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// `text` has a `|` between its sentences.
    fn check(language: &str, text: &str) {
        let plain = text.replace('|', "");
        let shown: Vec<&str> =
            sentences(&plain, language).into_iter().map(|span| &plain[span]).collect();
        let expected: Vec<&str> = text.split('|').map(str::trim).collect();
        assert_eq!(shown, expected, "{language}");
    }

    #[test]
    fn german_sentences() {
        for text in [
            "Er kam. |Sie ging! |Wer blieb? |Niemand …",
            "Dr. Beispiel und Prof. Muster kamen z. B. am 15. September. |Sie blieben.",
            "Nach Art. 5 Abs. 2 Satz 1 gilt das. |Nach § 3 Nr. 4 nicht.",
            "J. R. Muster schrieb u. a. an Fa. Beispiel.",
            "Am 3. Tag kam er. |Es war im Jahr 1926. |Dann ging er.",
            "Es kamen 15. |Die anderen blieben.",
            "„Ich gehe. |Ich bleibe nicht“, sagte sie. |Er nickte.",
            "„Wer kommt?“, fragte sie. |„Ich.“ |Er nickte.",
            "„Was?“ fragte sie.",
            "König Wilhelm II. Beispiel starb. |Kaiser Karl V. kam.",
            "Er kam mit Äpfeln usw. |Dann ging er.",
            "1. Erster Punkt. |Zweiter Satz.",
            "Das kostet 1.234,50 Euro. |Mehr nicht.",
            "Siehe www.example.org. |Oder nicht.",
            "(Er kam.) |Sie ging.",
        ] {
            check("de", text);
        }
    }

    #[test]
    fn english_sentences() {
        for text in [
            "He came. |She left! |Who stayed? |Nobody.",
            "Mr. Example and Dr. J. R. Sample met at St. Anna's. |They left.",
            "“I go. |I will not stay,” she said. |He nodded.",
            "“Who is it?” she asked. |“Me.” |He nodded.",
            "See No. 5, p. 12, and e.g. the U.S. Navy. |Then stop.",
            "So did I. |Then it rained.",
            "It was 1926. |They came in 15. |Nobody knew.",
            "1. First item. |Second sentence.",
            "Sample & Co. are here. |It rained.",
        ] {
            check("en", text);
        }
    }

    #[test]
    fn french_sentences() {
        check("fr", "Il dit : « Nous partons. » |Elle partit. |« Ah ! » dit-elle. |Il rit.");
        check("fr", "Il vint. |Elle partit avec M. Exemple, etc. |Elle resta avec Mme Modèle.");
    }

    #[test]
    fn every_file_can_be_read() {
        let all = super::super::languages::tests::all::<Points>("sentences.toml");
        assert!(all.iter().all(|(_, points)| points.common.len() > 40));
        assert_eq!(all.len(), super::super::languages::TAGS.len());
    }

    #[test]
    fn other_languages_end_at_every_point() {
        check("la", "Venit Dr. |Vidit.");
    }

    #[test]
    fn a_text_without_words_has_no_sentences() {
        assert!(sentences("", "de").is_empty());
        assert!(sentences(" \n ", "de").is_empty());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(128))]
        #[test]
        fn every_word_is_in_a_sentence(text in "[a-zA-Z0-9.!?…“”\" \u{A0}\nßÄ—]{0,80}") {
            let mut free = 0;
            for sentence in sentences(&text, "de") {
                prop_assert!(sentence.start >= free && sentence.end > sentence.start);
                prop_assert!(text[free..sentence.start].trim().is_empty());
                free = sentence.end;
            }
            prop_assert!(text[free..].trim().is_empty());
        }
    }
}
