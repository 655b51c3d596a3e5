//! Selectors: which words an annotation is about, before and after they are found.

use std::fmt;
use std::ops::Range;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Words and their surroundings (TextQuoteSelector), perhaps with a position
/// (TextPositionSelector) to tell equal passages apart.
///
/// Each of the three texts is a list of pieces: between two of them words are left out. The last
/// piece of `prefix` ends where the target begins and the first piece of `suffix` begins where it
/// ends; either may be an empty string where the words right there are left out or not known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selector {
    /// What stands before the target; perhaps no piece.
    pub prefix: Vec<String>,
    /// The target; one piece at least.
    pub exact: Vec<String>,
    /// What stands behind the target; perhaps no piece.
    pub suffix: Vec<String>,
    /// Where it stood: Unicode code points of the document's text.
    pub position: Option<Range<usize>>,
}

/// How a target was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// Letter for letter.
    Exact,
    /// Equal but for blanks, quotation marks, dashes, hyphenation or case.
    Normalised,
    /// Approximately; 1000 would be letter for letter.
    Fuzzy(u16),
}

impl fmt::Display for How {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exact => f.write_str("exact"),
            Self::Normalised => f.write_str("normalised"),
            Self::Fuzzy(score) => write!(f, "fuzzy {}.{:03}", score / 1000, score % 1000),
        }
    }
}

impl Serialize for How {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for How {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let words = String::deserialize(deserializer)?;
        let fuzzy = || words.strip_prefix("fuzzy ")?.replace('.', "").parse().ok();
        match words.as_str() {
            "exact" => Ok(Self::Exact),
            "normalised" => Ok(Self::Normalised),
            _ => fuzzy().map(Self::Fuzzy).ok_or_else(|| serde::de::Error::custom("it is no way")),
        }
    }
}

/// A selector that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchored {
    /// The target: bytes of the document's text.
    pub span: Range<usize>,
    /// How it was found.
    pub how: How,
    /// How many further passages fit as well; the first one, or the one nearest to the given
    /// position, was taken.
    pub others: usize,
}

/// A selector that was not found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Orphan {
    /// The passages that come nearest, the best first: three at most, and none where nothing resembles
    /// the quote.
    pub nearest: Vec<Passage>,
}

/// A stretch of a document that resembles a quote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Bytes of the document's text.
    pub span: Range<usize>,
    /// 1000 would be letter for letter.
    pub score: u16,
}
