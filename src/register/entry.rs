//! One entry of the register.

use std::ops::Range;

use serde::Serialize;

use crate::annotation::EntryKind;
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
    /// Ids it had before; their addresses still lead to it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub formerly: Vec<String>,
    /// Whether it is a proposal that nobody has reviewed, and stands in no register.
    pub unreviewed: bool,
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
