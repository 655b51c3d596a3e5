//! Which units each word occurs in.
//!
//! A posting list is text: numbers in base 32, the lowest digits first, a character each, of which
//! all but a number's last are from the second half of [`DIGITS`]. For each unit it has twice the
//! distance from the unit before (the first unit's own number in the first place), plus one where
//! the word counts more than once; then, only in that case, the count less two.

use std::collections::HashMap;

/// 32 last digits, then 32 digits that others follow.
const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

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

impl Postings {
    /// Notes that a word occurs in a unit; units come in rising order, a word once in each.
    pub(super) fn add(&mut self, word: String, unit: u32, count: u32) {
        let number = match self.numbers.get(&word) {
            Some(&number) => number,
            None => {
                self.numbers.insert(word.clone(), self.lists.len());
                self.lists.push(List { word, postings: String::new(), last: 0 });
                self.lists.len() - 1
            }
        };
        let list = &mut self.lists[number];
        let distance = u64::from(unit - list.last) * 2;
        push_number(distance + u64::from(count > 1), &mut list.postings);
        if count > 1 {
            push_number(u64::from(count - 2), &mut list.postings);
        }
        list.last = unit;
    }

    /// The lists by their words, in the order in which JavaScript compares strings: by UTF-16.
    pub(super) fn sorted(self) -> Vec<List> {
        let mut lists = self.lists;
        lists.sort_unstable_by(|a, b| a.word.encode_utf16().cmp(b.word.encode_utf16()));
        lists
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

#[cfg(test)]
mod tests {
    use super::*;

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
    fn a_list_has_distances_and_counts() {
        let mut postings = Postings::default();
        for (word, unit, count) in [("b", 0, 1), ("a", 3, 1), ("b", 3, 4), ("b", 20, 2)] {
            postings.add(word.to_owned(), unit, count);
        }
        let lists: Vec<_> =
            postings.sorted().into_iter().map(|list| (list.word, list.postings)).collect();
        assert_eq!(
            lists,
            [("a".to_owned(), "G".to_owned()), ("b".to_owned(), "AHCjBA".to_owned())]
        );
    }

    #[test]
    fn words_stand_as_javascript_compares_them() {
        let mut postings = Postings::default();
        for word in ["\u{FB1D}", "\u{10400}", "z"] {
            postings.add(word.to_owned(), 0, 1);
        }
        let words: Vec<_> = postings.sorted().into_iter().map(|list| list.word).collect();
        assert_eq!(words, ["z", "\u{10400}", "\u{FB1D}"]);
    }
}
