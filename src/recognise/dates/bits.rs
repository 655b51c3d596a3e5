//! Sets of small numbers.

/// A set of rules, by their indices.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Bits(Vec<u64>);

impl Bits {
    /// Adds a number.
    pub(super) fn insert(&mut self, number: usize) {
        let word = number / 64;
        if self.0.len() <= word {
            self.0.resize(word + 1, 0);
        }
        self.0[word] |= 1 << (number % 64);
    }

    /// Whether the number is in the set.
    pub(super) fn has(&self, number: usize) -> bool {
        self.0.get(number / 64).is_some_and(|word| word >> (number % 64) & 1 == 1)
    }
}

#[cfg(test)]
mod tests {
    use super::Bits;

    #[test]
    fn what_was_added_is_there() {
        let mut bits = Bits::default();
        for number in [0, 63, 64, 200] {
            assert!(!bits.has(number));
            bits.insert(number);
            assert!(bits.has(number) && !bits.has(number + 1));
        }
    }
}
