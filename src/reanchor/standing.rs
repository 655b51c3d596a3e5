//! What became of one annotation.

use std::ops::Range;

use super::lock::Locked;
use crate::annotation::{Anchored, Selector};

/// What became of an annotation since the lock was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// The lock does not know it yet.
    New,
    /// The same words in the same paragraph.
    Kept,
    /// The same words in another paragraph, or among other words.
    Moved {
        /// The paragraph in which they stood.
        from: String,
        /// Whether the words next to them are the same.
        familiar: bool,
    },
    /// Other words, which resemble the quote so much.
    Fuzzy(u16),
    /// The words stand in so many places, and nothing tells which is meant.
    Ambiguous(usize),
    /// The words stand nowhere.
    Lost,
}

/// Where one annotation stands.
#[derive(Debug, Clone)]
pub struct Standing {
    /// The seed's path below `seeds/`.
    pub seed: String,
    /// The file it was written in.
    pub path: String,
    /// The quoted words in that file, in bytes of its text.
    pub quote: Range<usize>,
    /// What it says of its words.
    pub selector: Selector,
    /// Whether it came from a JSON-LD file.
    pub imported: bool,
    /// Where its words were found; `None` where they are lost or ambiguous.
    pub found: Option<Anchored>,
    /// The lock's new line; where they are lost or ambiguous, its old one.
    pub locked: Option<Locked>,
    /// What became of it.
    pub fate: Fate,
}
