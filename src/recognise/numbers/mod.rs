//! Numbers in digits and in words, in the languages that have a `numbers.toml`.
//!
//! In go a text and the byte at which a word or a digit begins; out comes the number that stands
//! there, exact, with what is doubtful about it. It is never decided here whether the number is a
//! year, a date, a count or an amount: the layers do that.

mod cardinal;
mod data;
mod digits;
mod exact;
mod fraction;
mod in_digits;
mod in_words;
mod ordinal;
mod scale;
mod trie;
mod vulgar;

use std::sync::LazyLock;

use self::data::{File, Tables};

pub(in crate::recognise) use self::exact::{Exact, place_point};
pub(in crate::recognise) use self::ordinal::Place;
pub(in crate::recognise) use self::trie::{Case, Trie};
use crate::recognise::languages::{PerLanguage, read};

/// What a language knows of numbers.
pub(in crate::recognise) struct Numbers {
    file: File,
    tables: Tables,
}

/// A number in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::recognise) struct Number {
    /// Where it ends.
    pub(in crate::recognise) end: usize,
    /// How much it is.
    pub(in crate::recognise) value: Exact,
    /// The power of ten that its last word or letter multiplies by; 0 where there is none.
    pub(in crate::recognise) scale: u32,
    /// Whether its separator could be meant otherwise: “1,200” in German.
    pub(in crate::recognise) doubtful: bool,
    /// What it is made of.
    pub(in crate::recognise) form: Spelling,
}

/// What a number is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::recognise) enum Spelling {
    /// Digits and nothing else.
    Bare,
    /// Digits with separators or a multiplier.
    Digits,
    /// A fraction, in digits or words.
    Fraction,
    /// Words.
    Words,
    /// One that is an article more often, or a mere “thousand”.
    Weak,
}

static NUMBERS: LazyLock<PerLanguage<Numbers>> =
    LazyLock::new(|| PerLanguage::new(|tag| read(tag, "numbers.toml").map(Numbers::new)));

/// What is known of numbers in the language with the primary tag `tag`; in one without a file,
/// digits alone.
pub(in crate::recognise) fn numbers(tag: &str) -> &'static Numbers {
    static OTHER: LazyLock<Numbers> = LazyLock::new(|| Numbers::new(File::default()));
    NUMBERS.get(tag).unwrap_or(&OTHER)
}

impl Numbers {
    fn new(file: File) -> Self {
        let tables = Tables::new(&file);
        Self { file, tables }
    }

    /// What numbers in words, ordinals and vulgar fractions begin with, of at most so many letters.
    pub(in crate::recognise) fn beginnings(&self, most: usize) -> Vec<String> {
        let tables = &self.tables;
        let mut all = tables.pieces.beginnings(most);
        all.extend(tables.fractions.beginnings(most));
        all.extend(tables.halves.beginnings(most));
        all.extend(tables.together.beginnings(most));
        all.extend(tables.relative.beginnings(most));
        all.extend(tables.minus.beginnings(most));
        all.extend(vulgar::signs().map(String::from));
        all
    }

    /// The number that begins at byte `at`, where no word goes on; without a minus sign.
    pub(in crate::recognise) fn read(&self, text: &str, at: usize) -> Option<Number> {
        match text[at..].chars().next()? {
            c if c.is_ascii_digit() || c == '.' => self.in_digits(text, at),
            _ => self.in_one_sign(text, at).or_else(|| self.in_words(text, at)),
        }
    }

    /// A minus sign in words at `at`, with the blank behind it: where it ends.
    pub(in crate::recognise) fn minus(&self, text: &str, at: usize) -> Option<usize> {
        let (end, ()) = self.tables.minus.longest(text, at, crate::text::is_boundary)?;
        text[end..].starts_with(' ').then_some(end + 1)
    }
}

#[cfg(test)]
mod tests;
