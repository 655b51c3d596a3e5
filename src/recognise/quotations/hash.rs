//! Hashing of words: FNV-1a (IETF draft-eastlake-fnv), fast for short keys. The words are this
//! program's own, and a set is only ever looked up, so that nobody can choose keys that collide.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// Words, only ever looked up.
pub(super) type WordSet = HashSet<String, BuildHasherDefault<Fnv>>;

/// What is known by words, only ever looked up.
pub(super) type WordMap<T, K = String> = HashMap<K, T, BuildHasherDefault<Fnv>>;

/// An FNV-1a hash of 64 bits.
#[derive(Debug, Clone)]
pub(super) struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_standard_values_come_out() {
        let hash = |text: &str| {
            let mut hasher = Fnv::default();
            hasher.write(text.as_bytes());
            hasher.finish()
        };
        assert_eq!(hash(""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(hash("a"), 0xaf63_dc4c_8601_ec8c);
    }
}
