//! Features: what the model looks at.
//!
//! In goes a token with what the word table knows of it; out come hashes. Most features hang on
//! one word alone, so that a word's share of the scores is worked out once per document; the
//! others hang on a word and its neighbours.

use std::mem::take;

use super::hash::{EMPTY, mix, text};
use super::words::{Known, PATH};
use crate::text::is_word;

/// How far a word's features reach to either side, in tokens.
pub(super) const REACH: usize = 2;

/// How many places a word's features can bear on: from [`REACH`] tokens before it to [`REACH`]
/// behind.
pub(super) const PLACES: usize = 2 * REACH + 1;

/// A set of places, as bits: bit `p` stands for the token `p` − [`REACH`] tokens away.
type Places = u8;

const HERE: Places = 0b00100;
const NEAR: Places = 0b01110;
const ALL: Places = 0b11111;

/// The kinds of features; their numbers are part of the model file's format.
#[derive(Clone, Copy)]
enum Kind {
    Word = 1,
    Lower,
    Shape,
    Start,
    End,
    Path,
    Cluster,
    Flag,
    CaseShape,
    Part,
    PartPath,
    PartFlag,
    Signature2,
    Signature3,
    Words,
    Paths,
    PathWord,
    Gram,
    Around,
    Further,
    FurtherPath,
}

/// What the features of a token's neighbours need of it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Traits {
    /// The word, digits levelled.
    word: u64,
    /// How it is written: capitals, small letters, digits.
    shape: u64,
    /// Its cluster.
    cluster: u64,
    /// The upper part of its cluster's path.
    path: u64,
    /// Its shape and what lists say of it.
    signature: u64,
}

/// What stands before a sentence and behind it.
pub(super) const EDGE: Traits = Traits { word: 1, shape: 1, cluster: 1, path: 1, signature: 1 };

/// A word's features, each with the places it bears on.
#[derive(Default)]
pub(super) struct Features {
    found: Vec<(u64, Places)>,
    lower: String,
    level: String,
    /// Where each letter of `level` begins.
    starts: Vec<usize>,
}

impl Features {
    /// Calls `take` with each place that a feature of the word bears on, and its key there.
    pub(super) fn each(&self, mut take: impl FnMut(usize, u64)) {
        for &(feature, places) in &self.found {
            for place in (0..PLACES).filter(|place| places & (1 << place) != 0) {
                take(place, mix(feature, place as u64));
            }
        }
    }

    /// The features of what stands before a sentence (`end` unset) and behind it.
    pub(super) fn of_edge(&mut self, end: bool) {
        self.found.clear();
        self.add(Kind::Word, 1 + u64::from(end), ALL);
    }

    /// The features of `word`, and what its neighbours need of it.
    pub(super) fn of_word(&mut self, word: &str, known: &dyn Fn(&str) -> Known) -> Traits {
        self.found.clear();
        self.lower.clear();
        self.lower.extend(word.chars().flat_map(char::to_lowercase));
        self.level.clear();
        self.level.extend(word.chars().map(|c| if c.is_numeric() { '0' } else { c }));
        let exact = text(&self.level);
        let lower = text(&self.lower);
        let shape = shape(word);
        let facts = known(word);
        self.add(Kind::Word, exact, ALL);
        self.add(Kind::Lower, lower, NEAR);
        self.add(Kind::Shape, shape, NEAR);
        self.affixes();
        self.clusters(facts, ALL);
        for flag in facts.flags() {
            self.add(Kind::Flag, flag, NEAR);
        }
        self.add(Kind::CaseShape, mix(shape, facts.case()), NEAR);
        self.parts(word, known);
        Traits {
            word: exact,
            shape,
            cluster: facts.path(PATH),
            path: facts.path(7),
            signature: mix(shape, facts.all_flags()),
        }
    }

    fn add(&mut self, kind: Kind, value: u64, places: Places) {
        self.found.push((mix(kind as u64, value), places));
    }

    fn affixes(&mut self) {
        let (word, mut starts) = (take(&mut self.level), take(&mut self.starts));
        starts.clear();
        starts.extend(word.char_indices().map(|(at, _)| at));
        let count = starts.len();
        for length in 2..=5 {
            if length < count {
                let places = if length == 3 { NEAR } else { HERE };
                self.add(Kind::Start, text(&word[..starts[length]]), HERE);
                self.add(Kind::End, text(&word[starts[count - length]..]), places);
            }
        }
        for length in 3..=4 {
            for first in 1..count.saturating_sub(length).min(24) {
                let gram = &word[starts[first]..starts[first + length]];
                self.add(Kind::Gram, text(gram), HERE);
            }
        }
        (self.level, self.starts) = (word, starts);
    }

    fn clusters(&mut self, facts: Known, full: Places) {
        self.add(Kind::Further, facts.further_path(PATH), NEAR);
        for length in [5, 7, 10] {
            self.add(Kind::FurtherPath, mix(length, facts.further_path(length as u32)), NEAR);
        }
        self.add(Kind::Cluster, facts.path(PATH), full);
        if facts.path(PATH) == 0 {
            return;
        }
        for length in [4, 6, 8, 10, 12] {
            let places = if length == 8 { ALL } else { NEAR };
            self.add(Kind::Path, mix(length, facts.path(length as u32)), places);
        }
    }

    /// The first and the last part of a hyphenated word.
    fn parts(&mut self, word: &str, known: &dyn Fn(&str) -> Known) {
        let hyphen = ['-', '\u{2010}', '\u{2011}'];
        let (Some((first, _)), Some((_, last))) =
            (word.split_once(hyphen), word.rsplit_once(hyphen))
        else {
            return;
        };
        for (side, part) in [first, last].into_iter().enumerate() {
            let side = side as u64;
            let facts = known(part);
            self.add(Kind::Part, mix(side, text(part)), HERE);
            for length in [6, 10, 16] {
                self.add(Kind::PartPath, mix(side + 2 * length, facts.path(length as u32)), HERE);
            }
            for flag in facts.flags() {
                self.add(Kind::PartFlag, mix(side, flag), HERE);
            }
        }
    }
}

/// The keys of the features of a token and its neighbours.
pub(super) fn of_neighbours(before: &Traits, here: &Traits, behind: &Traits) -> [u64; 10] {
    let key = |kind: Kind, side: u64, a: u64, b: u64| mix(mix(mix(kind as u64, side), a), b);
    [
        key(Kind::Signature2, 0, before.signature, here.signature),
        key(Kind::Signature2, 1, here.signature, behind.signature),
        key(Kind::Signature3, before.shape, here.shape, behind.shape),
        key(Kind::Words, 0, before.word, here.word),
        key(Kind::Words, 1, here.word, behind.word),
        key(Kind::Paths, 0, before.path, here.path),
        key(Kind::Paths, 1, here.path, behind.path),
        key(Kind::PathWord, 0, before.cluster, here.signature),
        key(Kind::PathWord, 1, here.signature, behind.cluster),
        key(Kind::Around, here.shape, before.path, behind.path),
    ]
}

/// How a word is written: runs of capitals (one and more told apart), small letters, digits,
/// signs.
fn shape(word: &str) -> u64 {
    let mut hash = EMPTY;
    let mut last = 0;
    let mut run = 0;
    for c in word.chars() {
        let class = match c {
            _ if c.is_uppercase() => 1,
            _ if c.is_alphabetic() => 2,
            _ if c.is_numeric() => 3,
            _ if is_word(c) => 2,
            _ => 4 + u64::from(u32::from(c)),
        };
        run = if class == last { run + 1 } else { 1 };
        let doubled = run == 2 && (class == 1 || class == 3) || class == 3 && run == 4;
        if run == 1 || doubled {
            hash = mix(hash, class);
        }
        last = class;
    }
    hash
}
