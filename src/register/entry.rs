//! One entry of the register.

use std::fmt;
use std::ops::Range;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::edtf::Edtf;

/// Somebody or something that documents mention.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Entry {
    /// `[a-z0-9-]+`, unique over all kinds; its page's address.
    pub id: String,
    /// What it is.
    pub kind: EntryKind,
    /// How it is called.
    pub name: String,
    /// How it is filed, where that differs: “Trump, Donald”.
    pub sort: Option<String>,
    /// Further names it goes by.
    pub aliases: Vec<String>,
    /// One line of Markdown.
    pub description: Option<String>,
    /// More, in Markdown with wikilinks.
    pub note: Option<String>,
    /// The same thing elsewhere: http(s) addresses.
    pub same_as: Vec<String>,
    /// Latitude and longitude in degrees (WGS 84); places only.
    pub geo: Option<(f64, f64)>,
    /// When it was: an event's date, a life, a work's year.
    pub date: Option<Edtf>,
    /// The id of what it belongs to.
    pub part_of: Option<String>,
    /// Its bytes in `annotations/register.toml`, for diagnostics.
    #[serde(skip)]
    pub span: Range<usize>,
}

impl Entry {
    /// How it is filed.
    #[must_use]
    pub fn sort_name(&self) -> &str {
        self.sort.as_deref().unwrap_or(&self.name)
    }

    /// Its name and its aliases.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str()).chain(self.aliases.iter().map(String::as_str))
    }
}

/// What an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EntryKind {
    /// A human being.
    Person,
    /// A company, authority, party, club …
    Organisation,
    /// Somewhere.
    Place,
    /// Something made to be used or sold.
    Product,
    /// A text, picture, film …
    Work,
    /// Something that happened.
    Event,
    /// A statute, treaty, decision …
    Law,
    /// An idea or a term.
    Concept,
}

impl EntryKind {
    /// All of them, in the order in which registers are shown.
    pub const ALL: [Self; 8] = [
        Self::Person,
        Self::Organisation,
        Self::Place,
        Self::Product,
        Self::Work,
        Self::Event,
        Self::Law,
        Self::Concept,
    ];

    /// Its key in register.toml.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organisation => "organisation",
            Self::Place => "place",
            Self::Product => "product",
            Self::Work => "work",
            Self::Event => "event",
            Self::Law => "law",
            Self::Concept => "concept",
        }
    }
}

impl fmt::Display for EntryKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key())
    }
}

impl FromStr for EntryKind {
    type Err = ();

    fn from_str(key: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|kind| kind.key() == key).ok_or(())
    }
}
