//! Times: dates, times of day, durations and sets; TIMEX3 (ISO 24617-1) inside, EDTF (ISO 8601-2)
//! outside.
//!
//! In goes a document's text with its language and date; out come spans with a time each, the rule
//! that read it and what decided it: the document's date, a verb's tense, a time mentioned before.
//! A time comes out as precise as it was written: a day without a year gets the one nearest to the
//! document's date, marked as uncertain, or none; “on Sunday” in a document of which only the month
//! is known stays some Sunday. What no calendar has (30 February) and what can be read in two ways
//! is no date.
//!
//! Words, patterns and rules are data (`languages/*/dates.toml`); `pattern` says how patterns are
//! written, `read` how their parts make times.

mod bits;
mod calendar;
mod data;
mod doubt;
mod finding;
mod guard;
mod index;
mod language;
mod lexicon;
mod list;
mod matcher;
mod meant;
mod parts;
mod pattern;
mod point;
mod read;
mod reference;
mod scan;
mod tense;
mod token;
mod unit;

use std::fmt;
use std::ops::Range;

pub use self::doubt::{Doubt, DoubtKind};
use self::language::language;
use self::reference::Reference;
use self::scan::Scanner;
use super::found::Found;
use super::reading::Reading;
use super::switches::Switches;
use crate::annotation::{Modifier, TimeKind};
use crate::edtf::{Edtf, Precision};

/// A time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Timex {
    /// The kind of time.
    pub(super) kind: TimeKind,
    /// Its value as TIMEX3 writes it.
    pub(super) value: String,
    /// What a word beside it says about it.
    pub(super) modifier: Option<Modifier>,
    /// When it is, where EDTF can say so.
    pub(super) edtf: Option<Edtf>,
    /// The two ends of an interval.
    pub(super) ends: Vec<End>,
}

/// One end of an interval.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct End {
    /// Its bytes in the document's text.
    pub(super) span: Range<usize>,
    /// Its value as TIMEX3 writes it.
    pub(super) value: String,
}

impl Timex {
    /// One that an editor's rule found.
    pub(super) fn own(edtf: Edtf) -> Self {
        let value = meant::timex(&edtf);
        Self { kind: TimeKind::Date, value, modifier: None, edtf: Some(edtf), ends: Vec::new() }
    }

    /// Whether it is one year.
    fn is_year(&self) -> bool {
        self.edtf.as_ref().is_some_and(|edtf| edtf.precision() == Precision::Year)
    }
}

/// The value as EDTF, or as TIMEX3 where EDTF has none.
impl fmt::Display for Timex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.edtf {
            Some(edtf) => edtf.fmt(f),
            None => f.write_str(&self.value),
        }
    }
}

/// All times in a document, ascending, none overlapping another.
#[cfg(test)]
pub(super) fn find(reading: &Reading<'_>, switches: &Switches) -> Vec<Found<Timex>> {
    find_all(reading, switches).0
}

/// The same with what cannot be so.
pub(super) fn find_all(
    reading: &Reading<'_>,
    switches: &Switches,
) -> (Vec<Found<Timex>>, Vec<Doubt>) {
    let metadata = &reading.document.metadata;
    let reference = metadata.sort_date().and_then(Reference::new);
    let mut scanner = Scanner::new(reference, doubt::latest(metadata), switches);
    for (number, leaf) in reading.leaves.iter().enumerate() {
        if let Some(language) = language(leaf.language()) {
            scanner.read(leaf, number, language);
        }
    }
    scanner.finish()
}

#[cfg(test)]
mod tests;
