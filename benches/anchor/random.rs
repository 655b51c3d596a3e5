//! Numbers that look random and are the same in every run: SplitMix64 (Steele, Lea and Flood, “Fast
//! splittable pseudorandom number generators”, 2014).

/// The generator.
pub(crate) struct Random(u64);

impl Random {
    /// One series for each seed.
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `end`, which is not 0.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((z ^ (z >> 31)) % end as u64).unwrap_or(0)
    }

    /// Whether one of so many thousandths came up.
    pub(crate) fn thousandths(&mut self, share: usize) -> bool {
        self.below(1000) < share
    }

    /// One of several.
    pub(crate) fn one_of<'t, T>(&mut self, all: &'t [T]) -> &'t T {
        &all[self.below(all.len())]
    }
}
