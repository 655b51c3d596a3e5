//! Dates as bibliographies can take them.

use crate::edtf::{Bound, Date, Edtf, Part, Qualifier};

/// A date of the calendar, as far as it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Parts {
    /// Astronomical year.
    pub(super) year: i32,
    /// 1 to 12.
    pub(super) month: Option<u8>,
    /// 1 to 31.
    pub(super) day: Option<u8>,
    /// 1 for spring to 4 for winter.
    pub(super) season: Option<u8>,
}

impl Parts {
    /// What a single date says, doubt aside; `None` where not even its year is known.
    pub(super) fn of(date: &Date) -> Option<Self> {
        if date.year.unknown > 0 {
            return None;
        }
        let known = |part: Part| if let Part::Known(n) = part { Some(n) } else { None };
        let month = known(date.month);
        Some(Self {
            year: date.year.value,
            month: month.filter(|month| *month <= 12),
            day: known(date.day).filter(|_| month.is_some_and(|month| month <= 12)),
            season: month.filter(|month| (21..=24).contains(month)).map(|month| month - 20),
        })
    }
}

/// A date that nothing is doubtful about, in parts; `None` for all others.
pub(super) fn certain(date: &Edtf) -> Option<Parts> {
    match date {
        Edtf::Date(single) if date.qualifier() == Qualifier::default() => Parts::of(single),
        _ => None,
    }
}

/// Whether it is of level 1 (ISO 8601-2, annex A), which is what biblatex reads.
pub(super) fn is_level_1(date: &Edtf) -> bool {
    let plain = |date: &Date| date.year_qualifier == Qualifier::default();
    let bound = |bound: &Bound| if let Bound::Date(date) = bound { plain(date) } else { true };
    match date {
        Edtf::Date(date) => plain(date),
        Edtf::Interval(start, end) => bound(start) && bound(end),
        Edtf::OneOf(_) => false,
    }
}
