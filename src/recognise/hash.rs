//! Hashes of words: quick, and the same on every machine.
//!
//! A hash reads eight bytes at a time. Sets and maps of words are this program's own and only ever
//! looked up, so that nobody can choose keys that collide and their order is of no consequence. The
//! models of names are made of these hashes, too: another function needs other models.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// Words, only ever looked up.
pub(super) type WordSet = HashSet<String, BuildHasherDefault<WordHasher>>;

/// What is known by words, only ever looked up.
pub(super) type WordMap<T, K = String> = HashMap<K, T, BuildHasherDefault<WordHasher>>;

/// An odd number without a pattern in its bits (2⁶⁴ divided by the golden ratio).
const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;

/// The hash of nothing.
pub(super) const EMPTY: u64 = 0xcbf2_9ce4_8422_2325;

/// A hash and a further number as one.
#[inline]
pub(super) fn mix(hash: u64, further: u64) -> u64 {
    let mixed = (hash.rotate_left(23) ^ further).wrapping_mul(FACTOR);
    mixed ^ (mixed >> 29)
}

/// The hash of some text.
#[cfg(any(test, feature = "names-model"))]
#[inline]
pub(super) fn text(text: &str) -> u64 {
    bytes(EMPTY, text.as_bytes())
}

/// A hash and further bytes as one.
#[inline]
fn bytes(hash: u64, bytes: &[u8]) -> u64 {
    let (words, rest) = bytes.as_chunks::<8>();
    let hash = words.iter().fold(hash, |hash, &word| mix(hash, u64::from_le_bytes(word)));
    mix(mix(hash, last(rest)), bytes.len() as u64)
}

/// Fewer than eight bytes as a little-endian number, the missing ones nil.
#[inline]
fn last(rest: &[u8]) -> u64 {
    if let (Some(&first), Some(&last)) = (rest.first_chunk::<4>(), rest.last_chunk::<4>()) {
        let last = u64::from(u32::from_le_bytes(last));
        return u64::from(u32::from_le_bytes(first)) | last << (8 * (rest.len() - 4));
    }
    rest.iter().rev().fold(0, |number, &byte| number << 8 | u64::from(byte))
}

/// Hashes one word.
#[derive(Debug, Clone)]
pub(super) struct WordHasher(u64);

impl Default for WordHasher {
    fn default() -> Self {
        Self(EMPTY)
    }
}

impl Hasher for WordHasher {
    #[inline]
    fn write(&mut self, further: &[u8]) {
        self.0 = bytes(self.0, further);
    }

    /// What marks the end of a string; its length is in the hash already.
    #[inline]
    fn write_u8(&mut self, _: u8) {}

    #[inline]
    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use std::hash::BuildHasher;

    use super::*;

    /// The same hash, a byte at a time.
    fn slowly(text: &str) -> u64 {
        let number = |bytes: &[u8]| bytes.iter().rev().fold(0, |n, &b| n << 8 | u64::from(b));
        let (whole, rest) = text.as_bytes().split_at(text.len() / 8 * 8);
        let hash = whole.chunks(8).map(number).fold(EMPTY, mix);
        mix(mix(hash, number(rest)), text.len() as u64)
    }

    #[test]
    fn every_byte_counts() {
        let letters = "abcdefghijklmnopqrstuvwxyzäöü";
        for (end, _) in letters.char_indices() {
            assert_eq!(text(&letters[..end]), slowly(&letters[..end]), "{end}");
            assert_ne!(text(&letters[..end]), text(&format!("{}\0", &letters[..end])), "{end}");
        }
        let state = BuildHasherDefault::<WordHasher>::default();
        assert_eq!(state.hash_one("Wort"), text("Wort"));
    }
}
