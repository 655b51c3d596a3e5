//! What words mean: a time as TIMEX3 and EDTF write it.

use std::ops::Range;

use super::point::{Point, season_code};
use crate::annotation::{Modifier, TimeKind};
use crate::edtf::{Bound, Date, Edtf, Part, Qualifier};

/// What a rule made of its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Meant {
    /// The kind of time.
    pub(super) kind: TimeKind,
    /// Its value as TIMEX3 writes it.
    pub(super) value: String,
    /// The same as EDTF writes it, where it can.
    pub(super) edtf: Option<Edtf>,
    /// What a word beside it says about it.
    pub(super) modifier: Option<Modifier>,
    /// Where it lies, for what counts from there.
    pub(super) point: Option<Point>,
    /// Whether something outside the words decided.
    pub(super) from_context: bool,
    /// Bytes of the leaf's text that decided: a verb.
    pub(super) shown_by: Option<Range<usize>>,
    /// Bytes of the document's text that it counts from: a time mentioned before.
    pub(super) antecedent: Option<Range<usize>>,
    /// Of an interval its two ends: bytes of the leaf's text with a TIMEX3 value each.
    pub(super) ends: Vec<(Range<usize>, String)>,
}

impl Meant {
    /// A time of a kind that EDTF has no words for.
    pub(super) fn plain(kind: TimeKind, value: impl Into<String>) -> Self {
        Self {
            kind,
            value: value.into(),
            edtf: None,
            modifier: None,
            point: None,
            from_context: false,
            shown_by: None,
            antecedent: None,
            ends: Vec::new(),
        }
    }

    /// A date.
    pub(super) fn date(edtf: Edtf) -> Self {
        let (value, point) = (timex(&edtf), Point::of(&edtf));
        Self { edtf: Some(edtf), point, ..Self::plain(TimeKind::Date, value) }
    }

    /// A calendar unit at its place.
    pub(super) fn point(point: Point) -> Self {
        let edtf = point.edtf();
        Self { edtf, point: Some(point), ..Self::plain(TimeKind::Date, point.timex()) }
    }

    /// The same, decided by something outside the words.
    pub(super) fn by_context(self) -> Self {
        Self { from_context: true, ..self }
    }

    /// The same, about then.
    pub(super) fn about(mut self) -> Self {
        if let Some(Edtf::Date(date)) = &mut self.edtf {
            date.qualifier.approximate = true;
        }
        self
    }
}

/// A date as TIMEX3 writes it, which has no marks of doubt.
pub(super) fn timex(value: &Edtf) -> String {
    match value {
        Edtf::Date(date) => timex_of_date(date),
        Edtf::Interval(first, last) => {
            format!("{}/{}", timex_of_bound(first), timex_of_bound(last))
        }
        Edtf::OneOf(dates) => dates.first().map_or_else(String::new, timex),
    }
}

fn timex_of_bound(bound: &Bound) -> String {
    match bound {
        Bound::Date(date) => timex_of_date(date),
        // TIMEX3 does not tell an unknown end from an open one.
        Bound::Open | Bound::Unknown => "..".to_owned(),
    }
}

/// One date as TIMEX3 writes it.
pub(super) fn timex_of_date(date: &Date) -> String {
    let none = Qualifier::default();
    let plain = Date { qualifier: none, year_qualifier: none, ..date.clone() };
    match plain.month {
        Part::Known(season @ 21..=24) => format!("{}-{}", plain.year, season_code(season)),
        _ => plain.to_string().trim_end_matches('X').trim_end_matches('-').to_owned(),
    }
}
