//! Hashes that are the same on every machine: the model's keys.

/// An odd number without a pattern in its bits (2⁶⁴ divided by the golden ratio).
const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;

/// The hash of nothing.
pub(super) const EMPTY: u64 = 0xcbf2_9ce4_8422_2325;

/// A hash and a further number as one.
pub(super) fn mix(hash: u64, further: u64) -> u64 {
    let mixed = (hash.rotate_left(23) ^ further).wrapping_mul(FACTOR);
    mixed ^ (mixed >> 29)
}

/// The hash of some text.
pub(super) fn text(text: &str) -> u64 {
    let (words, rest) = text.as_bytes().as_chunks::<8>();
    let hash = words.iter().fold(EMPTY, |hash, &word| mix(hash, u64::from_le_bytes(word)));
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    mix(mix(hash, u64::from_le_bytes(last)), text.len() as u64)
}
