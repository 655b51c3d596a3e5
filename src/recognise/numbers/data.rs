//! A language's file of number words, and what is made of it.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::digits::Convention;
use super::exact::Exact;
use super::trie::{Case, Trie};

/// What a language's `numbers.toml` says.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct File {
    /// How digits are grouped.
    pub(super) convention: Convention,
    /// Whether the words of one number are written as one word: “dreihundertvier”.
    pub(super) joined: bool,
    /// The highest power of ten whose word stands without a number before it: 3 for “tausend”.
    pub(super) alone: u32,
    /// What stands between the words of one number.
    pub(super) between: Vec<String>,
    /// Words for “and” inside a number: “three hundred and four”, “dreiundzwanzig”.
    pub(super) and: Vec<String>,
    /// Words before the fraction: “two point five”.
    pub(super) point: Vec<String>,
    /// Words for the minus sign.
    pub(super) minus: Vec<String>,
    /// Words between the parts of a ratio: “one over twenty”.
    pub(super) over: Vec<String>,
    /// The same behind one alone: “one in twenty”.
    pub(super) one_in: Vec<String>,
    /// What may stand between a fraction and the word that multiplies it: “half a million”.
    pub(super) of: Vec<String>,
    /// Tens that take the words from ten to nineteen: “soixante-dix”.
    pub(super) tens_and_teens: Vec<i128>,
    /// Words with their numbers, up to a hundred.
    pub(super) cardinals: BTreeMap<String, i128>,
    /// Words with the powers of ten that they stand for, from a thousand on.
    pub(super) scales: BTreeMap<String, u32>,
    /// Words for twelve, twenty and the like, which are counted themselves.
    pub(super) dozens: BTreeMap<String, i128>,
    /// Words that stand for one, and are articles more often.
    pub(super) articles: Vec<String>,
    /// Letters that multiply right behind a number, with powers of ten.
    pub(super) suffixes: BTreeMap<String, u32>,
    /// The same behind an amount of money alone, where they are no unit.
    pub(super) money_suffixes: BTreeMap<String, u32>,
    /// Words that are a broken number: “anderthalb”.
    pub(super) fractions: BTreeMap<String, String>,
    /// What is joined to a number: “dreieinhalb”.
    pub(super) parts: BTreeMap<String, String>,
    /// Words for a part that need no number before them: “half”.
    pub(super) halves: BTreeMap<String, String>,
    /// Words for parts that a number stands before: “two thirds”.
    pub(super) denominators: BTreeMap<String, i128>,
    /// Ordinals without their endings.
    pub(super) ordinals: BTreeMap<String, i128>,
    /// Their endings.
    pub(super) ordinal_endings: Vec<String>,
    /// What makes an ordinal of digits: “21st”.
    pub(super) ordinal_signs: Vec<String>,
    /// Whether a point does so: “21.”.
    pub(super) ordinal_point: bool,
    /// Words before an ordinal without ending: “zu viert”.
    pub(super) together: Vec<String>,
    /// Words before an ordinal that make a phrase of it in which nothing is counted: “fürs Erste”.
    pub(super) no_ordinal_behind: Vec<String>,
    /// The same behind one: “first aid”.
    pub(super) no_ordinal_before: Vec<String>,
    /// Words for a place in a row that is counted from the end or from here: `end-1`.
    pub(super) relative: BTreeMap<String, String>,
    /// Words behind which those are none: “last year”.
    pub(super) no_relative: Vec<String>,
}

/// A word in a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) value: Value,
    pub(super) form: Form,
}

/// What it adds to the number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Value {
    /// 1 to 9.
    One(i128),
    /// 0, and 10 to 19.
    Small(i128),
    /// 20 to 90.
    Tens(i128),
    Hundred,
    /// The power of ten.
    Scale(u32),
    /// Multiplies, and ends the number.
    Dozen(i128),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Cardinal,
    Article,
    Ordinal,
}

/// The words, ready to be looked up.
pub(super) struct Tables {
    pub(super) pieces: Trie<Piece>,
    pub(super) fractions: Trie<Exact>,
    pub(super) parts: Trie<Exact>,
    pub(super) halves: Trie<Exact>,
    pub(super) denominators: Trie<i128>,
    pub(super) together: Trie<i128>,
    pub(super) relative: Trie<String>,
    pub(super) suffixes: Trie<u32>,
    pub(super) money_suffixes: Trie<u32>,
    /// Words that may begin a number without being one of its pieces.
    pub(super) minus: Trie<()>,
}

impl Tables {
    pub(super) fn new(file: &File) -> Self {
        let exact = |words: &BTreeMap<String, String>| {
            table(words.iter().filter_map(|(word, ratio)| Some((word.clone(), fraction(ratio)?))))
        };
        let kept = |words: &BTreeMap<String, u32>| {
            let mut trie = Trie::new(Case::Kept);
            words.iter().for_each(|(word, power)| trie.add(word, *power));
            trie
        };
        let together = file.together.iter().flat_map(|word| {
            file.ordinals.iter().map(move |(stem, n)| (format!("{word} {stem}"), *n))
        });
        Self {
            pieces: pieces(file),
            fractions: exact(&file.fractions),
            parts: exact(&file.parts),
            halves: exact(&file.halves),
            denominators: table(file.denominators.iter().map(|(word, n)| (word.clone(), *n))),
            together: table(together),
            relative: table(file.relative.iter().map(|(w, v)| (w.clone(), v.clone()))),
            suffixes: kept(&file.suffixes),
            money_suffixes: kept(&file.money_suffixes),
            minus: table(file.minus.iter().map(|word| (word.clone(), ()))),
        }
    }
}

fn table<T>(words: impl Iterator<Item = (String, T)>) -> Trie<T> {
    let mut trie = Trie::new(Case::Folded);
    words.for_each(|(word, meaning)| trie.add(&word, meaning));
    trie
}

fn pieces(file: &File) -> Trie<Piece> {
    let mut trie = Trie::new(Case::Folded);
    let mut add = |word: &str, value, form| trie.add(word, Piece { value, form });
    for word in &file.articles {
        add(word, Value::One(1), Form::Article);
    }
    for (word, number) in &file.cardinals {
        add(word, value(*number), Form::Cardinal);
    }
    for (word, power) in &file.scales {
        add(word, Value::Scale(*power), Form::Cardinal);
    }
    for (word, number) in &file.dozens {
        add(word, Value::Dozen(*number), Form::Cardinal);
    }
    for (stem, number) in &file.ordinals {
        for ending in &file.ordinal_endings {
            add(&format!("{stem}{ending}"), value(*number), Form::Ordinal);
        }
    }
    trie
}

fn value(number: i128) -> Value {
    match number {
        1..=9 => Value::One(number),
        20..=99 => Value::Tens(number),
        100 => Value::Hundred,
        1000.. => Value::Scale(number.ilog10()),
        _ => Value::Small(number),
    }
}

/// `3/2` as a number.
pub(super) fn fraction(written: &str) -> Option<Exact> {
    let (top, bottom) = written.split_once('/')?;
    Exact::ratio(top.parse().ok()?, bottom.parse().ok()?)
}
