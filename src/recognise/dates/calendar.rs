//! Days, months and years put together, and the year that a date leaves out.

use crate::edtf::{Bound, Date, Edtf, Part, Precision, Qualifier, Year};
use crate::edtf::{Day, days_in_month};

/// When a document was written, known to the month at least.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reference {
    year: i32,
    /// Day number of its day, or of the middle of its month.
    day: i64,
}

/// The years that this program takes numbers for.
const YEARS: std::ops::RangeInclusive<i32> = 1000..=2099;

impl Reference {
    /// From a document's date; `None` where it says less than a month of one year.
    pub(super) fn new(date: &Edtf) -> Option<Self> {
        let Edtf::Date(date) = date else { return None };
        let (Precision::Day | Precision::Month, 0, Part::Known(month)) =
            (date.precision(), date.year.unknown, date.month)
        else {
            return None;
        };
        let day = if let Part::Known(day) = date.day { day } else { 15 };
        let year = date.year.value;
        Some(Self { year, day: Day { year, month, day }.number() })
    }

    /// The year in which month and day are nearest to this date; the earlier of two.
    fn nearest_year(self, month: u8, day: u8) -> Option<i32> {
        let distance = |year: i32| (Day { year, month, day }.number() - self.day).abs();
        (self.year - 1..=self.year + 1)
            .filter(|&year| day <= days_in_month(year, month))
            .min_by_key(|&year| (distance(year), year))
    }

    /// The year nearest to this date that ends in two digits.
    pub(super) fn nearest_with_end(self, two_digits: i32) -> i32 {
        let base = self.year - self.year.rem_euclid(100) + two_digits;
        [base - 100, base, base + 100]
            .into_iter()
            .min_by_key(|year| ((year - self.year).abs(), *year))
            .unwrap_or(base)
    }
}

/// A day of a year between 1000 and 2099.
pub(super) fn day(year: i32, month: u8, day: u8) -> Option<Edtf> {
    known_day(year, month, day).map(Edtf::Date)
}

/// A month of such a year.
pub(super) fn month(year: i32, month: u8) -> Option<Edtf> {
    known_month(year, month).map(Edtf::Date)
}

/// Such a year.
pub(super) fn year(year: i32) -> Option<Edtf> {
    known_year(year).map(Edtf::Date)
}

/// Such a year, or about then.
pub(super) fn about(value: i32) -> Option<Edtf> {
    let mut date = known_year(value)?;
    date.qualifier = Qualifier { uncertain: false, approximate: true };
    Some(Edtf::Date(date))
}

/// A season (21–24) of such a year.
pub(super) fn season(year: i32, season: u8) -> Option<Edtf> {
    let known = YEARS.contains(&year) && (21..=24).contains(&season);
    known.then(|| Edtf::Date(Date::new(year, Part::Known(season), Part::None)))
}

/// Ten years from `first`, or a hundred where it starts a century: “the 1900s” may mean either.
pub(super) fn decade(first: i32) -> Option<Edtf> {
    let unknown = match first {
        _ if !YEARS.contains(&first) || first % 10 != 0 => return None,
        _ if first % 100 == 0 => 2,
        _ => 1,
    };
    Some(partial_year(first, unknown))
}

/// The `number`th century: the 19th is `18XX`.
pub(super) fn century(number: i32) -> Option<Edtf> {
    (11..=21).contains(&number).then(|| partial_year((number - 1) * 100, 2))
}

/// A day whose year is left out: the year nearest to the document's date, marked as uncertain, or
/// `XXXX` where that date is not known.
pub(super) fn day_without_year(reference: Option<Reference>, month: u8, day: u8) -> Option<Date> {
    if !(1..=12).contains(&month) || day == 0 || day > days_in_month(2000, month) {
        return None;
    }
    let assumed = reference.and_then(|reference| reference.nearest_year(month, day));
    Some(match assumed {
        Some(year) => uncertain_year(year, month, day),
        None => unknown_year(month, day),
    })
}

/// Two days of which both leave out the year: the second's is assumed, the first's is the same,
/// or the one before it where the interval runs over the turn of the year.
pub(super) fn days_without_year(
    reference: Option<Reference>,
    (month, day): (u8, u8),
    (month2, day2): (u8, u8),
) -> Option<Edtf> {
    let last = day_without_year(reference, month2, day2)?;
    let year = last.year.value - i32::from((month, day) > (month2, day2));
    if day == 0 || !(1..=12).contains(&month) || day > days_in_month(2000, month) {
        return None;
    }
    let first = match last.year.unknown {
        0 => (day <= days_in_month(year, month)).then(|| uncertain_year(year, month, day))?,
        _ => unknown_year(month, day),
    };
    Some(Edtf::Interval(Bound::Date(first), Bound::Date(last)))
}

/// An interval; `None` where it does not end after it begins.
pub(super) fn interval(first: Option<Edtf>, last: Option<Edtf>) -> Option<Edtf> {
    let (Edtf::Date(first), Edtf::Date(last)) = (first?, last?) else { return None };
    let ascending = Edtf::Date(first.clone()).earliest() < Edtf::Date(last.clone()).earliest();
    ascending.then_some(Edtf::Interval(Bound::Date(first), Bound::Date(last)))
}

fn known_day(year: i32, month: u8, day: u8) -> Option<Date> {
    let known = known_month(year, month).is_some() && day >= 1 && day <= days_in_month(year, month);
    known.then(|| Date::new(year, Part::Known(month), Part::Known(day)))
}

fn known_month(year: i32, month: u8) -> Option<Date> {
    let known = YEARS.contains(&year) && (1..=12).contains(&month);
    known.then(|| Date::new(year, Part::Known(month), Part::None))
}

fn known_year(year: i32) -> Option<Date> {
    YEARS.contains(&year).then(|| Date::new(year, Part::None, Part::None))
}

fn partial_year(value: i32, unknown: u8) -> Edtf {
    let mut date = Date::new(value, Part::None, Part::None);
    date.year = Year { value, unknown };
    Edtf::Date(date)
}

fn uncertain_year(year: i32, month: u8, day: u8) -> Date {
    let mut date = Date::new(year, Part::Known(month), Part::Known(day));
    date.year_qualifier = Qualifier { uncertain: true, approximate: false };
    date
}

fn unknown_year(month: u8, day: u8) -> Date {
    let mut date = Date::new(0, Part::Known(month), Part::Known(day));
    date.year = Year { value: 0, unknown: 4 };
    date
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assumed(reference: &str, month: u8, day: u8) -> String {
        let reference = Reference::new(&Edtf::parse(reference).unwrap());
        day_without_year(reference, month, day).map_or("-".to_owned(), |date| date.to_string())
    }

    #[test]
    fn the_nearest_year_is_assumed() {
        assert_eq!(assumed("2020-08", 9, 15), "?2020-09-15");
        assert_eq!(assumed("2020-12-30", 1, 2), "?2021-01-02");
        assert_eq!(assumed("2020-01-02", 12, 30), "?2019-12-30");
        assert_eq!(assumed("2020-08-03?", 9, 15), "?2020-09-15");
    }

    #[test]
    fn no_year_is_assumed_without_a_month() {
        assert_eq!(assumed("2020", 9, 15), "XXXX-09-15");
        assert_eq!(assumed("2020-22", 9, 15), "XXXX-09-15");
        assert_eq!(assumed("202X", 9, 15), "XXXX-09-15");
        assert_eq!(assumed("2020-08/2020-09", 9, 15), "XXXX-09-15");
    }

    #[test]
    fn a_leap_day_needs_a_leap_year() {
        assert_eq!(assumed("2021-03-01", 2, 29), "?2020-02-29");
        assert_eq!(assumed("2022-03-01", 2, 29), "XXXX-02-29");
        assert_eq!(assumed("2020-03-01", 2, 30), "-");
    }

    #[test]
    fn two_digits_take_the_nearest_century() {
        let near = |reference: &str, end| {
            Reference::new(&Edtf::parse(reference).unwrap()).unwrap().nearest_with_end(end)
        };
        assert_eq!(near("2020-08", 20), 2020);
        assert_eq!(near("1999-08", 2), 2002);
        assert_eq!(near("2003-01", 98), 1998);
        assert_eq!(near("1926-01", 20), 1920);
    }
}
