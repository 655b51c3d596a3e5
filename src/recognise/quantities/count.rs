//! Counts: a number with the noun that it counts, as the text names it.
//!
//! Precision comes first: a number before a word that is not plainly a noun counts nothing.

use std::ops::Range;

use super::data::{Counts, Reading};
use super::language::Language;
use super::part::{Measured, Part, Scene};

/// So many words may stand between the number and the noun.
const BETWEEN: usize = 2;
/// Shorter words are no nouns that anybody counts.
const SHORTEST: usize = 3;
/// Nor longer ones.
const LONGEST: usize = 60;

impl Scene<'_> {
    /// The bare number `part` with what it counts.
    pub(super) fn counted(self, part: &Part<'static>) -> Option<Part<'static>> {
        let one = part.value.as_whole().is_none_or(|n| n == 1 || n < 0);
        self.language.rule(Reading::Count, self.switches)?;
        if part.cut || part.unsure || one {
            return None;
        }
        let noun = noun(self.language, self.text, part.span.end)?;
        Some(Part {
            span: part.span.start..noun.end,
            unit: Measured::Counted(self.text[noun.clone()].to_owned()),
            shown_by: noun,
            reading: Reading::Count,
            beaten: Some(Reading::Number),
            ..part.clone()
        })
    }
}

/// The noun behind `at`.
fn noun(language: &Language, text: &str, at: usize) -> Option<Range<usize>> {
    let counts = &language.file.counts;
    let mut end = at;
    for _ in 0..=BETWEEN {
        let word = word(text, end)?;
        let written = &text[word.clone()];
        let lower = written.to_lowercase();
        if language.uncounted.contains(&lower) {
            return None;
        }
        if is_noun(counts, written, &lower) {
            return (written.chars().count() >= SHORTEST).then_some(word);
        }
        if !may_stand_before(counts, written) {
            return None;
        }
        end = word.end;
    }
    None
}

/// The word behind one blank.
fn word(text: &str, at: usize) -> Option<Range<usize>> {
    let rest = text[at..].strip_prefix(' ')?;
    let inside = |c: char| c.is_alphabetic() || c == '-';
    let length = rest.find(|c| !inside(c)).unwrap_or(rest.len());
    let followed = rest[length..].chars().next().is_some_and(crate::text::is_word);
    let written = rest[..length].trim_end_matches('-');
    let fits = !followed && !written.is_empty() && length <= LONGEST;
    fits.then_some(at + 1..at + 1 + written.len())
}

fn is_noun(counts: &Counts, written: &str, lower: &str) -> bool {
    if counts.capitals {
        let mut letters = written.chars();
        let capital = letters.next().is_some_and(char::is_uppercase);
        return capital && letters.next().is_some_and(char::is_lowercase);
    }
    if counts.irregular.iter().any(|plural| plural == lower) {
        return true;
    }
    let ends = |endings: &[String]| endings.iter().any(|ending| lower.ends_with(ending.as_str()));
    let name = written.starts_with(char::is_uppercase);
    !name && ends(&counts.plurals) && !ends(&counts.not_plurals)
}

fn may_stand_before(counts: &Counts, written: &str) -> bool {
    let ends = counts.adjectives.iter().any(|ending| written.ends_with(ending.as_str()));
    let long = written.chars().count() >= SHORTEST;
    let lower = written.starts_with(char::is_lowercase);
    long && (counts.adjectives.is_empty() || (ends && lower))
}
