//! The problem that training solves: labelled sentences as numbered features.

use std::collections::HashMap;
use std::ops::Range;

use super::super::features::{EDGE, Features, PLACES, REACH, Traits, of_neighbours};
use super::super::file::Model;
use super::super::label::LABELS;
use super::corpus::Sentence;

/// How often a feature has to come to be one.
const LEAST: u32 = 2;

/// Labelled sentences, their features numbered by first occurrence.
pub(super) struct Problem {
    /// The keys of the features, by their numbers.
    pub(super) keys: Vec<u64>,
    /// The features of all tokens, token by token.
    features: Vec<u32>,
    /// Where each token's features end.
    ends: Vec<usize>,
    /// The labels of all tokens.
    pub(super) labels: Vec<u8>,
    /// The tokens of each sentence.
    pub(super) sentences: Vec<Range<usize>>,
    /// The set of texts that each sentence belongs to.
    pub(super) sets: Vec<usize>,
}

impl Problem {
    /// Reads the features of sentences, each with the number of its set.
    pub(super) fn new(sentences: &[(usize, &Sentence)], model: &Model<'_>) -> Self {
        let mut words = Words::new(model);
        let mut counts: HashMap<u64, u32> = HashMap::new();
        for (_, sentence) in sentences {
            let keys = words.keys(sentence);
            keys.into_iter().flatten().for_each(|key| *counts.entry(key).or_default() += 1);
        }
        let mut numbers: HashMap<u64, u32> = HashMap::new();
        let mut problem = Self {
            keys: Vec::new(),
            features: Vec::new(),
            ends: Vec::new(),
            labels: Vec::new(),
            sentences: Vec::new(),
            sets: sentences.iter().map(|(set, _)| *set).collect(),
        };
        for (_, sentence) in sentences {
            let first = problem.labels.len();
            problem.labels.extend(&sentence.labels);
            problem.sentences.push(first..problem.labels.len());
            for token in words.keys(sentence) {
                for key in token.into_iter().filter(|key| counts[key] >= LEAST) {
                    let number = *numbers.entry(key).or_insert(problem.keys.len() as u32);
                    if number as usize == problem.keys.len() {
                        problem.keys.push(key);
                    }
                    problem.features.push(number);
                }
                problem.ends.push(problem.features.len());
            }
        }
        problem
    }

    /// The features of a token.
    pub(super) fn features(&self, token: usize) -> &[u32] {
        let start = token.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.features[start..self.ends[token]]
    }

    /// The row of the transitions from a label, or from the sentence's start ([`LABELS`]).
    pub(super) fn transition(&self, from: usize) -> usize {
        self.keys.len() + from
    }

    /// The row of a set's own weights that goes with a row of the shared ones.
    pub(super) fn row(&self, set: usize, shared: usize) -> usize {
        (set + 1) * self.transition(LABELS + 1) + shared
    }

    /// How many rows of weights there are.
    pub(super) fn rows(&self) -> usize {
        let sets = self.sets.iter().max().map_or(0, |last| last + 1);
        self.row(sets, 0)
    }
}

/// A distinct word's keys at each place.
struct Word {
    keys: [Vec<u64>; PLACES],
    traits: Traits,
}

impl Word {
    fn new(features: &Features, traits: Traits) -> Self {
        let mut keys: [Vec<u64>; PLACES] = Default::default();
        features.each(|place, key| keys[place].push(key));
        Self { keys, traits }
    }
}

/// The distinct words met so far.
struct Words<'m> {
    model: &'m Model<'m>,
    met: HashMap<String, Word>,
    edges: [Word; 2],
}

impl<'m> Words<'m> {
    fn new(model: &'m Model<'m>) -> Self {
        let mut features = Features::default();
        let edges = [false, true].map(|end| {
            features.of_edge(end);
            Word::new(&features, EDGE)
        });
        Self { model, met: HashMap::new(), edges }
    }

    /// The keys of each token's features.
    fn keys(&mut self, sentence: &Sentence) -> Vec<Vec<u64>> {
        let mut features = Features::default();
        for word in &sentence.words {
            if !self.met.contains_key(word) {
                let traits = features.of_word(word, &|word| self.model.known(word));
                self.met.insert(word.clone(), Word::new(&features, traits));
            }
        }
        let [before, behind] = &self.edges;
        let mut row = vec![before; REACH];
        row.extend(sentence.words.iter().map(|word| &self.met[word]));
        row.extend([behind; REACH]);
        let keys = row.windows(PLACES).map(|window| {
            let words = window.iter().enumerate();
            let mut keys: Vec<u64> =
                words.flat_map(|(place, word)| word.keys[place].iter().copied()).collect();
            let traits = |at: usize| &window[at].traits;
            keys.extend(of_neighbours(traits(REACH - 1), traits(REACH), traits(REACH + 1)));
            keys
        });
        keys.collect()
    }
}
