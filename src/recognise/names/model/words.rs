//! What the model knows of single words: their clusters, which lists they stand in, and how they
//! are mostly written.

/// The bits of a cluster's path.
pub(super) const PATH: u32 = 18;

/// The bits of the lists.
pub(super) const LISTS: u32 = 16;

/// What is known of a word, packed: the path from the root of the tree of clusters (first step in
/// the lowest bit), the same in a further language, one bit per list, and above them how often it
/// is written with a capital, as a class.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Known(pub(super) u64);

impl Known {
    /// Packs what is known; a path longer than the format holds is cut.
    #[cfg(feature = "training")]
    pub(super) fn new(paths: [u32; 2], lists: u32, case: u32) -> Self {
        let [own, further] = paths.map(|path| u64::from(path) & ((1 << PATH) - 1));
        let lists = u64::from(lists) & ((1 << LISTS) - 1);
        Self(own | further << PATH | lists << (2 * PATH) | u64::from(case) << (2 * PATH + LISTS))
    }

    /// The first `length` steps of the path.
    pub(super) fn path(self, length: u32) -> u64 {
        self.0 & ((1 << length.min(PATH)) - 1)
    }

    /// The first `length` steps of the path in the further language.
    pub(super) fn further_path(self, length: u32) -> u64 {
        self.0 >> PATH & ((1 << length.min(PATH)) - 1)
    }

    /// The lists that the word stands in, by their numbers.
    pub(super) fn flags(self) -> impl Iterator<Item = u64> {
        let lists = self.all_flags();
        (0..u64::from(LISTS)).filter(move |list| lists & (1 << list) != 0)
    }

    /// All lists as one number.
    pub(super) fn all_flags(self) -> u64 {
        self.0 >> (2 * PATH) & ((1 << LISTS) - 1)
    }

    /// How often it is written with a capital, in classes; 0 where that is not known.
    pub(super) fn case(self) -> u64 {
        self.0 >> (2 * PATH + LISTS)
    }
}
