//! The labeller: sentences of one language in, labels out.
//!
//! A word's share of the scores is worked out when it is first met.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::features::{EDGE, Features, PLACES, REACH, Traits, of_neighbours};
use super::file::{Model, Scores};
use super::hash;
use super::label::LABELS;
use super::viterbi::Viterbi;

/// A word's share of the scores of the tokens around it, and what their other features need of it.
#[derive(Clone, Copy)]
struct Share {
    traits: Traits,
    /// For the token that has the word at this place, counted as in [`Features::each`].
    scores: [Scores; PLACES],
}

/// A language's labeller.
pub(super) struct Labeller<'m> {
    model: Model<'m>,
    shares: Vec<Share>,
    /// The place in `shares` of each word met, by the word's hash.
    met: HashMap<u64, usize, BuildHasherDefault<Hashed>>,
    features: Features,
    viterbi: Viterbi,
    row: Vec<usize>,
    scores: Vec<Scores>,
    labels: Vec<u8>,
}

/// The places in `shares` of what stands before a sentence and behind it.
const BEFORE: usize = 0;
const BEHIND: usize = 1;

impl<'m> Labeller<'m> {
    pub(super) fn new(model: Model<'m>) -> Self {
        let mut labeller = Self {
            model,
            shares: Vec::new(),
            met: HashMap::default(),
            features: Features::default(),
            viterbi: Viterbi::new(&model),
            row: Vec::new(),
            scores: Vec::new(),
            labels: Vec::new(),
        };
        for end in [false, true] {
            labeller.features.of_edge(end);
            labeller.share(EDGE);
        }
        labeller
    }

    /// How many words it has met.
    pub(super) fn words(&self) -> usize {
        self.met.len()
    }

    /// The labels of a sentence's words.
    pub(super) fn label<'t>(&mut self, words: impl Iterator<Item = &'t str>) -> &[u8] {
        self.row.clear();
        self.row.extend([BEFORE; REACH]);
        for word in words {
            let place = self.place(word);
            self.row.push(place);
        }
        self.row.extend([BEHIND; REACH]);
        self.scores.clear();
        for window in self.row.windows(PLACES) {
            let mut scores: Scores = [0; LABELS + 1];
            for (place, &word) in window.iter().enumerate() {
                let more = &self.shares[word].scores[place];
                for label in 0..=LABELS {
                    scores[label] = scores[label].saturating_add(more[label]);
                }
            }
            let traits = |at: usize| &self.shares[window[at]].traits;
            for key in of_neighbours(traits(REACH - 1), traits(REACH), traits(REACH + 1)) {
                self.model.add(key, &mut scores);
            }
            self.scores.push(scores);
        }
        self.viterbi.run(&self.scores, &mut self.labels);
        &self.labels
    }

    fn place(&mut self, word: &str) -> usize {
        let hash = hash::text(word);
        if let Some(&place) = self.met.get(&hash) {
            return place;
        }
        let model = self.model;
        let traits = self.features.of_word(word, &|word| model.known(word));
        let place = self.share(traits);
        self.met.insert(hash, place);
        place
    }

    /// Keeps the share of the word whose features have just been worked out.
    fn share(&mut self, traits: Traits) -> usize {
        let mut share = Share { traits, scores: [[0; LABELS + 1]; PLACES] };
        self.features.each(|place, key| self.model.add(key, &mut share.scores[place]));
        self.shares.push(share);
        self.shares.len() - 1
    }
}

/// A hasher for keys that are hashes already.
#[derive(Default)]
struct Hashed(u64);

impl Hasher for Hashed {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = bytes.iter().fold(self.0, |hash, &byte| hash::mix(hash, u64::from(byte)));
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}
