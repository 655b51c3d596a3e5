//! Which mark a mark is.

use crate::edtf::{Day, Edtf};

/// Whether a document was written while the Deutsche Mark was in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Era {
    deutsche_mark: bool,
}

/// From the currency reform to the end of its circulation.
const FIRST: Day = Day { year: 1948, month: 6, day: 20 };
const LAST: Day = Day { year: 2002, month: 2, day: 28 };

impl Era {
    /// From a document's date; without one no mark is taken for the Deutsche Mark.
    pub(super) fn of(date: Option<&Edtf>) -> Self {
        let bounds = date.and_then(|date| Some((date.earliest()?, date.latest()?)));
        let deutsche_mark = bounds.is_some_and(|(first, last)| first >= FIRST && last <= LAST);
        Self { deutsche_mark }
    }

    /// The unit, of which a bare `Mark` becomes `DEM` where it can only be that.
    pub(super) fn unit(self, unit: String) -> String {
        if unit == "Mark" && self.deutsche_mark { "DEM".to_owned() } else { unit }
    }
}
