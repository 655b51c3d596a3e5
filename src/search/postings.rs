//! Which units each word occurs in.
//!
//! A posting list is text: numbers in base 32, the lowest digits first, a character each, of which
//! all but a number's last are from the second half of [`DIGITS`]. For each unit it has, in one
//! number from its highest digits down: the distance from the unit before (the first unit's own
//! number in the first place), how dense the word stands ([`density`], 0 to 3), and 1 where it
//! counts more than once; then, only in that case, the count less two.

use std::collections::HashMap;

/// 32 last digits, then 32 digits that others follow.
const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Words to a hit up to which a unit is dense, densest first.
const DENSE: [u32; 3] = [6, 20, 60];

/// All words' posting lists.
#[derive(Debug, Default)]
pub(super) struct Postings {
    /// Where in `lists` a word's is. It is only looked up, never walked through.
    numbers: HashMap<String, usize>,
    lists: Vec<List>,
}

/// One word's posting list.
#[derive(Debug)]
pub(super) struct List {
    pub(super) word: String,
    pub(super) postings: String,
    last: u32,
}

/// A word in a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Posting {
    pub(super) unit: u32,
    /// How dense it stands there.
    pub(super) density: u8,
    /// How often, titles counting more.
    pub(super) count: u32,
}

/// How dense a word stands in a unit of `length` words, 0 to 3.
pub(super) fn density(count: u32, length: u32) -> u8 {
    let words = length / count.max(1);
    DENSE.iter().rev().filter(|&&most| words <= most).count() as u8
}

impl Postings {
    /// Notes that a word occurs in a unit; units come in rising order, a word once in each.
    pub(super) fn add(&mut self, word: &str, posting: Posting) {
        let number = match self.numbers.get(word) {
            Some(&number) => number,
            None => {
                self.numbers.insert(word.to_owned(), self.lists.len());
                self.lists.push(List::new(word.to_owned()));
                self.lists.len() - 1
            }
        };
        self.lists[number].push(posting);
    }

    /// The lists by their words, in the order in which JavaScript compares strings: by UTF-16.
    pub(super) fn sorted(self) -> Vec<List> {
        let mut lists = self.lists;
        lists.sort_unstable_by(|a, b| a.word.encode_utf16().cmp(b.word.encode_utf16()));
        lists
    }
}

impl List {
    pub(super) fn new(word: String) -> Self {
        Self { word, postings: String::new(), last: 0 }
    }

    /// Adds a unit behind those that it has.
    pub(super) fn push(&mut self, Posting { unit, density, count }: Posting) {
        let distance = u64::from(unit - self.last);
        let place = (distance * 4 + u64::from(density)) * 2;
        push_number(place + u64::from(count > 1), &mut self.postings);
        if count > 1 {
            push_number(u64::from(count - 2), &mut self.postings);
        }
        self.last = unit;
    }

    /// The postings, read back.
    pub(super) fn postings(&self) -> impl Iterator<Item = Posting> + '_ {
        Self::read(&self.postings)
    }

    /// Reads a posting list.
    pub(super) fn read(postings: &str) -> impl Iterator<Item = Posting> + '_ {
        let mut numbers = read_numbers(postings);
        let mut unit = 0;
        std::iter::from_fn(move || {
            let number = numbers.next()?;
            unit += (number / 8) as u32;
            let count = if number % 2 == 1 { numbers.next()? as u32 + 2 } else { 1 };
            Some(Posting { unit, density: (number / 2 % 4) as u8, count })
        })
    }
}

/// Writes a number.
pub(super) fn push_number(mut number: u64, out: &mut String) {
    while number >= 32 {
        out.push(char::from(DIGITS[32 + (number % 32) as usize]));
        number /= 32;
    }
    out.push(char::from(DIGITS[number as usize]));
}

/// Reads what [`push_number`] wrote.
pub(super) fn read_numbers(text: &str) -> impl Iterator<Item = u64> + '_ {
    let (mut number, mut place) = (0, 0);
    text.bytes().filter_map(move |digit| {
        let digit = DIGITS.iter().position(|&other| other == digit)? as u64;
        number += (digit % 32) << place;
        place += 5;
        if digit >= 32 {
            return None;
        }
        place = 0;
        Some(std::mem::take(&mut number))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn posting(unit: u32, density: u8, count: u32) -> Posting {
        Posting { unit, density, count }
    }

    #[test]
    fn numbers_are_short() {
        for (number, expect) in
            [(0, "A"), (31, "f"), (32, "gB"), (33, "hB"), (1023, "_f"), (1024, "ggB")]
        {
            let mut out = String::new();
            push_number(number, &mut out);
            assert_eq!(out, expect, "{number}");
        }
    }

    #[test]
    fn a_list_has_distances_densities_and_counts() {
        let mut postings = Postings::default();
        for (word, at) in [
            ("b", posting(0, 0, 1)),
            ("a", posting(3, 3, 1)),
            ("b", posting(3, 1, 4)),
            ("b", posting(20, 0, 2)),
        ] {
            postings.add(word, at);
        }
        let lists: Vec<_> =
            postings.sorted().into_iter().map(|list| (list.word, list.postings)).collect();
        assert_eq!(
            lists,
            [("a".to_owned(), "e".to_owned()), ("b".to_owned(), "AbCpEA".to_owned())]
        );
    }

    #[test]
    fn words_stand_as_javascript_compares_them() {
        let mut postings = Postings::default();
        for word in ["\u{FB1D}", "\u{10400}", "z"] {
            postings.add(word, posting(0, 0, 1));
        }
        let words: Vec<_> = postings.sorted().into_iter().map(|list| list.word).collect();
        assert_eq!(words, ["z", "\u{10400}", "\u{FB1D}"]);
    }

    #[test]
    fn short_texts_and_many_hits_are_dense() {
        for (count, length, expect) in
            [(1, 1, 3), (1, 7, 2), (2, 13, 3), (1, 60, 1), (1, 61, 0), (1, 0, 3)]
        {
            assert_eq!(density(count, length), expect, "{count} in {length}");
        }
    }

    proptest! {
        #[test]
        fn postings_are_read_as_written(
            all in proptest::collection::btree_map(0_u32..5_000_000, (0_u8..4, 1_u32..5000), 0..40),
        ) {
            let mut list = List::new("w".to_owned());
            let all: Vec<_> = all
                .into_iter()
                .map(|(unit, (density, count))| posting(unit, density, count))
                .collect();
            all.iter().for_each(|&posting| list.push(posting));
            prop_assert_eq!(list.postings().collect::<Vec<_>>(), all);
        }
    }
}
