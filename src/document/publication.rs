//! Whether something may be published, and from when on.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::edtf::{Day, Edtf};

/// Who may see a document, a note or a page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Publication {
    /// Everybody.
    #[default]
    Public,
    /// Everybody from this day on.
    Embargoed(Day),
    /// The editors.
    Internal,
}

impl Publication {
    /// Reads `public`, `internal` or `embargoed until 2026-11-23`.
    ///
    /// # Errors
    /// With what to write instead.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        match text.trim() {
            "public" => Ok(Self::Public),
            "internal" => Ok(Self::Internal),
            text => {
                text.strip_prefix("embargoed until ").and_then(day).map(Self::Embargoed).ok_or(
                    "write public, internal, or embargoed until and a day such as 2026-11-23",
                )
            }
        }
    }

    /// Whether everybody may see it on a day; where none is given, no embargo has ended.
    #[must_use]
    pub fn is_open(&self, as_of: Option<Day>) -> bool {
        match self {
            Self::Public => true,
            Self::Internal => false,
            Self::Embargoed(until) => as_of.is_some_and(|day| day.number() >= until.number()),
        }
    }
}

/// A whole day, as `2026-11-23`.
#[must_use]
pub fn day(text: &str) -> Option<Day> {
    let date = Edtf::parse(text.trim()).ok()?;
    let (first, last) = (date.earliest()?, date.latest()?);
    (first == last && text.trim().len() == "2026-11-23".len()).then_some(first)
}

impl fmt::Display for Publication {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Public => f.write_str("public"),
            Self::Internal => f.write_str("internal"),
            Self::Embargoed(Day { year, month, day }) => {
                write!(f, "embargoed until {year:04}-{month:02}-{day:02}")
            }
        }
    }
}

impl Serialize for Publication {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tiers_are_read_and_written() {
        for text in ["public", "internal", "embargoed until 2026-11-23"] {
            assert_eq!(Publication::parse(text).unwrap().to_string(), text);
        }
        for text in ["", "secret", "embargoed", "embargoed until 2026-11", "embargoed until soon"] {
            assert!(Publication::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn an_embargo_ends_on_its_day() {
        let embargo = Publication::parse("embargoed until 2026-11-23").unwrap();
        for (as_of, open) in [
            (None, false),
            (Some("2026-11-22"), false),
            (Some("2026-11-23"), true),
            (Some("2027-01-01"), true),
        ] {
            assert_eq!(embargo.is_open(as_of.and_then(day)), open, "{as_of:?}");
        }
        assert!(
            Publication::Public.is_open(None) && !Publication::Internal.is_open(day("2099-01-01"))
        );
    }
}
