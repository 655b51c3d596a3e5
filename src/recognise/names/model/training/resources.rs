//! What is known of single words beforehand: clusters, frequencies and lists of names.

use std::collections::{BTreeMap, HashMap};

use super::super::words::{Known, LISTS};

/// How many of the frequent words are kept; words in lists come on top.
const MOST: usize = 420_000;

/// The longest word kept, in bytes.
const LONGEST: usize = 40;

/// The frequency of a word that the table of frequencies lacks.
const RARE: f64 = -20.0;

/// Tables of words as they are read.
#[derive(Default)]
pub(super) struct Resources {
    /// Each word's cluster in the language: the way to it from the root of the tree of clusters,
    /// first step in the lowest bit.
    pub(super) clusters: HashMap<String, u32>,
    /// The same in a further language, whose names may be the same.
    pub(super) further: HashMap<String, u32>,
    /// The natural logarithm of each word's share of a large text.
    pub(super) frequencies: HashMap<String, f64>,
    /// The words of each list of names.
    pub(super) lists: Vec<Vec<String>>,
}

impl Resources {
    /// The most frequent words and those in lists, ascending, with what is known of them.
    pub(super) fn words(&self) -> Vec<(String, Known)> {
        let mut frequent: Vec<(&str, f64)> =
            self.frequencies.iter().map(|(word, &log)| (word.as_str(), log)).collect();
        frequent.retain(|(word, _)| is_word(word));
        frequent.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(b.0)));
        frequent.truncate(MOST);
        let mut lists: BTreeMap<&str, u32> =
            frequent.into_iter().map(|(word, _)| (word, 0)).collect();
        for (number, list) in self.lists.iter().take(LISTS as usize).enumerate() {
            for word in list.iter().filter(|word| is_word(word)) {
                *lists.entry(word).or_default() |= 1 << number;
            }
        }
        let known =
            lists.into_iter().map(|(word, lists)| (word.to_owned(), self.known(word, lists)));
        known.filter(|(_, known)| *known != Known::default()).collect()
    }

    fn known(&self, word: &str, lists: u32) -> Known {
        let paths = [&self.clusters, &self.further]
            .map(|clusters| clusters.get(word).copied().unwrap_or_default());
        Known::new(paths, lists, self.case(word))
    }

    /// How often the word is written with one capital and how often without, as a class: nil where
    /// neither is known, one where it is mostly all capitals.
    fn case(&self, word: &str) -> u32 {
        let lower = word.to_lowercase();
        let mut letters = lower.chars();
        let first = letters.next().into_iter().flat_map(char::to_uppercase);
        let titled: String = first.chain(letters).collect();
        let frequency = |word: &str| self.frequencies.get(word).copied().unwrap_or(RARE);
        let [small, titled, capitals] =
            [lower.as_str(), &titled, &word.to_uppercase()].map(frequency);
        if small.max(titled).max(capitals) <= RARE {
            0
        } else if capitals > small && capitals > titled {
            1
        } else {
            2 + ((titled - small) / 1.5 + 3.5).clamp(0.0, 6.0) as u32
        }
    }
}

fn is_word(word: &str) -> bool {
    word.len() <= LONGEST
        && word.chars().any(char::is_alphabetic)
        && !word.contains(char::is_whitespace)
}
