//! An index of a text, for when many quotes are looked for in it.
//!
//! In goes a text; out come the places of a rare piece of some words, so that only these have to be
//! compared with the words, and not the whole text for each quote. What is found is the same as
//! without.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

/// How many bytes a piece has.
const PIECE: usize = 4;

/// So many pieces of the words are looked at for the rarest.
const PIECES: usize = 64;

/// After so many searches the index is made: it costs about as much as they did.
const OFTEN: usize = 32;

/// A piece in more than one of so many places is not rare: searching the text is as quick.
const RARE: usize = 16;

/// The index of one text, made once it is worth it.
#[derive(Debug, Default)]
pub(super) struct Index {
    searches: AtomicUsize,
    grams: OnceLock<Option<Grams>>,
}

/// Where the pieces of a text stand.
#[derive(Debug)]
pub(super) struct Grams {
    /// Where each bucket begins in `places`; one more at the end.
    starts: Vec<u32>,
    /// The bytes at which pieces begin, by bucket, ascending in each.
    places: Vec<u32>,
}

/// The places at which some words may stand.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rare<'a> {
    text: &'a str,
    words: &'a str,
    /// Where their rarest piece stands in the text, ascending, and in the words.
    places: &'a [u32],
    offset: usize,
}

impl Index {
    /// The index of `text`, which is always the same; `None` before it is worth making.
    pub(super) fn of(&self, text: &str) -> Option<&Grams> {
        // What is found does not hang on the count, so that no order is needed.
        let often = self.searches.fetch_add(1, Ordering::Relaxed) >= OFTEN;
        if often { self.grams.get_or_init(|| Grams::new(text)).as_ref() } else { None }
    }
}

impl Grams {
    /// `None` for a text that is too long to count its bytes so.
    fn new(text: &str) -> Option<Self> {
        u32::try_from(text.len()).ok()?;
        let pieces = || text.as_bytes().windows(PIECE).zip(0_u32..);
        let buckets = (text.len() / 2).next_power_of_two().max(1);
        let mut starts = vec![0; buckets + 1];
        pieces().for_each(|(piece, _)| starts[bucket(piece, buckets) + 1] += 1);
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut free = starts.clone();
        let mut places = vec![0; pieces().count()];
        for (piece, at) in pieces() {
            let next = &mut free[bucket(piece, buckets)];
            places[*next as usize] = at;
            *next += 1;
        }
        Some(Self { starts, places })
    }

    /// Where in `text`, of which this is the index, `words` may stand; `None` where that says little.
    pub(super) fn rare<'a>(&'a self, text: &'a str, words: &'a str) -> Option<Rare<'a>> {
        let pieces = words.as_bytes().windows(PIECE).take(PIECES);
        let found = pieces.enumerate().map(|(offset, piece)| (self.places(piece), offset));
        let (places, offset) = found.min_by_key(|(places, _)| places.len())?;
        let rare = places.len() <= text.len() / RARE;
        rare.then_some(Rare { text, words, places, offset })
    }

    fn places(&self, piece: &[u8]) -> &[u32] {
        let bucket = bucket(piece, self.starts.len() - 1);
        &self.places[self.starts[bucket] as usize..self.starts[bucket + 1] as usize]
    }
}

impl<'a> Rare<'a> {
    /// Where the words stand from byte `from` on, ascending; they may overlap.
    pub(super) fn behind(self, from: usize) -> impl Iterator<Item = usize> + use<'a> {
        let (_, behind) = self.places.split_at(self.split(from));
        behind.iter().filter_map(move |&place| self.at(place))
    }

    /// Where they stand before byte `to`, descending.
    pub(super) fn before(self, to: usize) -> impl Iterator<Item = usize> + use<'a> {
        let (before, _) = self.places.split_at(self.split(to));
        before.iter().rev().filter_map(move |&place| self.at(place))
    }

    fn split(self, at: usize) -> usize {
        self.places.partition_point(|&place| (place as usize) < at + self.offset)
    }

    /// Where the words begin whose rarest piece stands at `place`, if they stand there.
    fn at(self, place: u32) -> Option<usize> {
        let start = (place as usize).checked_sub(self.offset)?;
        let bytes = &self.text.as_bytes()[start..];
        bytes.starts_with(self.words.as_bytes()).then_some(start)
    }
}

/// The bucket of a piece, of so many, which are a power of two (Fibonacci hashing).
fn bucket(piece: &[u8], buckets: usize) -> usize {
    let number = piece.iter().fold(0_u32, |number, &byte| number << 8 | u32::from(byte));
    let mixed = number.wrapping_mul(0x9e37_79b1);
    (mixed ^ mixed >> 15) as usize & (buckets - 1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_index_finds_what_a_search_finds(
            text in "([abä]{0,6}[a-zö ]{0,30}){0,12}",
            cut in any::<(prop::sample::Index, prop::sample::Index)>(),
            near in any::<prop::sample::Index>(),
        ) {
            let place = |index: prop::sample::Index| {
                text.floor_char_boundary(index.index(text.len() + 1))
            };
            let (a, b) = (place(cut.0), place(cut.1));
            let words = &text[a.min(b)..a.max(b)];
            let grams = Grams::new(&text).unwrap();
            if let Some(rare) = grams.rare(&text, words) {
                let all: Vec<usize> =
                    (0..text.len()).filter(|&at| text.as_bytes()[at..].starts_with(words.as_bytes())).collect();
                let (before, behind): (Vec<usize>, Vec<usize>) =
                    all.iter().partition(|&&at| at < place(near));
                prop_assert_eq!(rare.behind(place(near)).collect::<Vec<_>>(), behind);
                let mut found: Vec<usize> = rare.before(place(near)).collect();
                found.reverse();
                prop_assert_eq!(found, before);
            }
        }
    }

    /// The work of a search: how many places are compared.
    #[test]
    fn few_places_are_compared_however_long_the_text() {
        let text: String =
            (0..20_000).map(|n| format!("Absatz Nummer {n} steht hier.\n\n")).collect();
        let grams = Grams::new(&text).unwrap();
        for n in [7, 1_234, 19_999] {
            let words = format!("Absatz Nummer {n} steht");
            let rare = grams.rare(&text, &words).unwrap();
            assert!(rare.places.len() < 200, "{n}: {}", rare.places.len());
            assert_eq!(rare.behind(0).count(), 1);
        }
        assert!(grams.rare(&text, "Abs").is_none() && grams.rare(&text, "Absatz").is_some());
        let same = "a".repeat(1_000);
        assert!(Grams::new(&same).unwrap().rare(&same, "aaaaa").is_none());
    }

    #[test]
    fn the_index_is_made_when_it_is_worth_it() {
        let index = Index::default();
        assert!((0..OFTEN).all(|_| index.of("some words").is_none()));
        assert!(index.of("some words").is_some());
        let empty = Grams::new("").unwrap();
        assert_eq!(empty.rare("", "word").map(|rare| rare.behind(0).count()), Some(0));
        assert!(empty.rare("", "wor").is_none(), "shorter than a piece");
    }
}
