//! Days, months and years put together, and the year that a date leaves out.

use super::reference::Reference;
use crate::edtf::{Bound, Date, Day, Edtf, Part, Qualifier, Year, days_in_month};

/// The years that this program takes numbers for.
const YEARS: std::ops::RangeInclusive<i32> = 1000..=2099;

/// A day of a year between 1000 and 2099.
pub(super) fn day(year: i32, month: u8, day: u8) -> Option<Edtf> {
    let known = self::month(year, month).is_some() && day >= 1 && day <= days_in_month(year, month);
    known.then(|| Edtf::Date(Date::new(year, Part::Known(month), Part::Known(day))))
}

/// A day of the Julian calendar, as the Gregorian one has it; `None` before the latter was made.
pub(super) fn julian_day(year: i32, month: u8, day: u8) -> Option<Edtf> {
    let number = self::day(year, month, day)?.earliest()?.number();
    let earlier = year - i32::from(month <= 2);
    let behind = earlier / 100 - earlier / 400 - 2;
    let shifted = number + i64::from(behind);
    let Day { year, month, day } = Day::from_number(shifted)?;
    if year < 1582 { None } else { self::day(year, month, day) }
}

/// A month of such a year.
pub(super) fn month(year: i32, month: u8) -> Option<Edtf> {
    let known = YEARS.contains(&year) && (1..=12).contains(&month);
    known.then(|| Edtf::Date(Date::new(year, Part::Known(month), Part::None)))
}

/// Such a year.
pub(super) fn year(year: i32) -> Option<Edtf> {
    YEARS.contains(&year).then(|| Edtf::year(year))
}

/// Ten years from `first`, or a hundred where it starts a century: “the 1900s” may mean either. Of the
/// century that began in 2000 nobody speaks as a whole yet.
pub(super) fn decade(first: i32) -> Option<Edtf> {
    let unknown = match first {
        _ if !YEARS.contains(&first) || first % 10 != 0 => return None,
        _ if first % 100 == 0 && first != 2000 => 2,
        _ => 1,
    };
    Some(partial_year(first, unknown))
}

/// The `number`th century: the 19th is `18XX`.
pub(super) fn century(number: i32) -> Option<Edtf> {
    (1..=21).contains(&number).then(|| partial_year((number - 1) * 100, 2))
}

/// A year with unknown digits at its end.
pub(super) fn partial_year(value: i32, unknown: u8) -> Edtf {
    let mut date = Date::new(value, Part::None, Part::None);
    date.year = Year { value, unknown };
    Edtf::Date(date)
}

/// A day whose year is left out: the year nearest to the document's date, marked as uncertain, or
/// `XXXX` where that date is not known.
pub(super) fn day_without_year(reference: Option<Reference>, month: u8, day: u8) -> Option<Date> {
    if !is_day_of_some_year(month, day) {
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
    if !is_day_of_some_year(month, day) {
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

fn is_day_of_some_year(month: u8, day: u8) -> bool {
    (1..=12).contains(&month) && day >= 1 && day <= days_in_month(2000, month)
}

fn uncertain_year(year: i32, month: u8, day: u8) -> Date {
    let mut date = Date::new(year, Part::Known(month), Part::Known(day));
    date.year_qualifier = Qualifier { uncertain: true, approximate: false };
    date
}

/// A month of which the year is not known.
pub(super) fn month_of_some_year(month: u8) -> Date {
    let mut date = Date::new(0, Part::Known(month), Part::None);
    date.year = Year { value: 0, unknown: 4 };
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

    #[test]
    fn the_julian_calendar_lags_behind() {
        let shown = |year, month, day| julian_day(year, month, day).map(|date| date.to_string());
        for (day, expected) in [
            ((1917, 10, 25), "1917-11-07"),
            ((1881, 3, 1), "1881-03-13"),
            ((1900, 2, 28), "1900-03-12"),
            ((1700, 2, 1), "1700-02-11"),
            ((1700, 3, 1), "1700-03-12"),
        ] {
            assert_eq!(shown(day.0, day.1, day.2).as_deref(), Some(expected));
        }
        assert_eq!(shown(1500, 1, 1), None);
    }
}
