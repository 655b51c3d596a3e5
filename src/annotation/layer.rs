//! Layers and motivations.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// What kind of thing annotations speak of; readers switch each on and off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Layer {
    /// Who and what is mentioned.
    Names,
    /// When.
    Dates,
    /// Who is quoted.
    Quotations,
    /// Who claims what, how sure.
    Claims,
    /// How sure the text says it is.
    Certainty,
    /// How much.
    Quantities,
    /// Laws, decisions, papers.
    References,
    /// What editors say about it; open questions among them.
    Notes,
}

impl Layer {
    /// All of them, in the order in which they are shown and in which marks are nested.
    pub const ALL: [Self; 8] = [
        Self::Notes,
        Self::Claims,
        Self::Certainty,
        Self::Quotations,
        Self::Names,
        Self::Dates,
        Self::Quantities,
        Self::References,
    ];

    /// Its place in [`Self::ALL`].
    #[must_use]
    pub fn rank(self) -> usize {
        Self::ALL.iter().position(|&other| other == self).unwrap_or(Self::ALL.len())
    }

    /// Its name in files and addresses.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Names => "names",
            Self::Dates => "dates",
            Self::Quotations => "quotations",
            Self::Claims => "claims",
            Self::Certainty => "certainty",
            Self::Quantities => "quantities",
            Self::References => "references",
            Self::Notes => "notes",
        }
    }
}

impl fmt::Display for Layer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key())
    }
}

impl FromStr for Layer {
    type Err = ();

    fn from_str(key: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|layer| layer.key() == key).ok_or(())
    }
}

/// Why an annotation was made (W3C Web Annotation Vocabulary, section 3.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Motivation {
    /// It says what the words name.
    Identifying,
    /// It gives a value for the words.
    Classifying,
    /// It leads from the words elsewhere.
    Linking,
    /// It describes the words.
    Describing,
    /// It judges how sure they are.
    Assessing,
    /// It adds something.
    Commenting,
    /// It asks.
    Questioning,
}
