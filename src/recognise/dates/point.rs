//! Calendar units at their places: this week, that month; going from one to the next.
//!
//! A point is as wide as what the text says and never becomes narrower: from a year there is no
//! way to one of its days.

use super::unit::Unit;
use crate::edtf::{Bound, Date, Day, Edtf, Part, Precision, Year, days_in_month};

/// A calendar unit at its place (proleptic Gregorian).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Point {
    /// A day.
    Day(Day),
    /// A week, by its Monday.
    Week(Day),
    /// A weekend, by its Saturday.
    Weekend(Day),
    /// A month of a year.
    Month(i32, u8),
    /// A quarter, 1–4.
    Quarter(i32, u8),
    /// Half a year, 1 or 2.
    Half(i32, u8),
    /// A season as EDTF numbers it, 21–24; winter belongs to the year in which it begins.
    Season(i32, u8),
    /// A year.
    Year(i32),
    /// Ten years, by the first.
    Decade(i32),
    /// A hundred years, by the first.
    Century(i32),
}

impl Point {
    /// What an EDTF date means; `None` where it is no single unit.
    pub(super) fn of(edtf: &Edtf) -> Option<Self> {
        let Edtf::Date(date) = edtf else { return None };
        let year = date.year.value;
        Some(match (date.precision(), date.month, date.day) {
            (Precision::Day, Part::Known(month), Part::Known(day)) if date.year.unknown == 0 => {
                Self::Day(Day { year, month, day })
            }
            (Precision::Month, Part::Known(month), _) if date.year.unknown == 0 => {
                Self::Month(year, month)
            }
            (Precision::Season, Part::Known(season), _) if date.year.unknown == 0 => {
                (21..=24).contains(&season).then_some(Self::Season(year, season))?
            }
            (Precision::Year, _, _) => Self::Year(year),
            (Precision::Decade, _, _) => Self::Decade(year),
            (Precision::Century, _, _) if date.year.unknown == 2 => Self::Century(year),
            _ => return None,
        })
    }

    /// How wide it is.
    pub(super) fn unit(self) -> Unit {
        match self {
            Self::Day(_) => Unit::Day,
            Self::Week(_) => Unit::Week,
            Self::Weekend(_) => Unit::Weekend,
            Self::Month(..) => Unit::Month,
            Self::Quarter(..) => Unit::Quarter,
            Self::Half(..) => Unit::Half,
            Self::Season(..) => Unit::Season,
            Self::Year(_) => Unit::Year,
            Self::Decade(_) => Unit::Decade,
            Self::Century(_) => Unit::Century,
        }
    }

    /// The unit of that width that holds it; `None` where none does for sure.
    pub(super) fn within(self, unit: Unit) -> Option<Self> {
        if self.unit() == unit {
            return Some(self);
        }
        if let (Self::Day(day), Unit::Week | Unit::Weekend) = (self, unit) {
            let monday = day.number() - i64::from(day.weekday()) + 1;
            return match unit {
                Unit::Week => Day::from_number(monday).map(Self::Week),
                _ => Day::from_number(monday + 5).map(Self::Weekend),
            };
        }
        let (year, month) = self.month();
        Some(match unit {
            Unit::Month => Self::Month(year, month?),
            Unit::Season => match month? {
                1 | 2 => Self::Season(year - 1, 24),
                month => Self::Season(year, 20 + month / 3),
            },
            Unit::Quarter => Self::Quarter(year, month?.div_ceil(3)),
            Unit::Half => match self {
                Self::Quarter(year, quarter) => Self::Half(year, quarter.div_ceil(2)),
                _ => Self::Half(year, month?.div_ceil(6)),
            },
            Unit::Year if !matches!(self, Self::Decade(_) | Self::Century(_)) => Self::Year(year),
            Unit::Decade if !matches!(self, Self::Century(_)) => {
                Self::Decade(year - year.rem_euclid(10))
            }
            Unit::Century => Self::Century(year - year.rem_euclid(100)),
            _ => return None,
        })
    }

    /// Its year, and its month where it lies in one.
    pub(super) fn month(self) -> (i32, Option<u8>) {
        match self {
            Self::Day(day) => (day.year, Some(day.month)),
            // A week counts to the year of its Thursday (ISO 8601-1, 5.2.3.1).
            Self::Week(monday) => (week(monday).0, None),
            Self::Weekend(saturday) => (saturday.year, None),
            Self::Month(year, month) => (year, Some(month)),
            Self::Quarter(year, _) | Self::Half(year, _) | Self::Season(year, _) => (year, None),
            Self::Year(year) | Self::Decade(year) | Self::Century(year) => (year, None),
        }
    }

    /// So many of its units later, or earlier.
    pub(super) fn shift(self, by: i64) -> Option<Self> {
        let days = |day: Day, width: i64| {
            Day::from_number(day.number().checked_add(by.checked_mul(width)?)?)
        };
        let of_year = |year: i32, part: u8, parts: i64| {
            let all = (i64::from(year) * parts).checked_add(i64::from(part))?.checked_add(by)?;
            let year = i32::try_from(all.div_euclid(parts)).ok()?;
            Some((year, u8::try_from(all.rem_euclid(parts)).ok()?))
        };
        let years = |year: i32, width: i64| {
            i32::try_from(by.checked_mul(width)?.checked_add(i64::from(year))?).ok()
        };
        let point = match self {
            Self::Day(day) => Self::Day(days(day, 1)?),
            Self::Week(day) => Self::Week(days(day, 7)?),
            Self::Weekend(day) => Self::Weekend(days(day, 7)?),
            Self::Month(year, month) => {
                let (year, month) = of_year(year, month - 1, 12)?;
                Self::Month(year, month + 1)
            }
            Self::Quarter(year, quarter) => {
                let (year, quarter) = of_year(year, quarter - 1, 4)?;
                Self::Quarter(year, quarter + 1)
            }
            Self::Half(year, half) => {
                let (year, half) = of_year(year, half - 1, 2)?;
                Self::Half(year, half + 1)
            }
            Self::Season(year, season) => {
                let (year, season) = of_year(year, season - 21, 4)?;
                Self::Season(year, season + 21)
            }
            Self::Year(year) => Self::Year(years(year, 1)?),
            Self::Decade(year) => Self::Decade(years(year, 10)?),
            Self::Century(year) => Self::Century(years(year, 100)?),
        };
        (1..=9999).contains(&point.month().0).then_some(point)
    }

    /// As TIMEX3 writes it (ISO 24617-1, 8.5.2.3).
    pub(super) fn timex(self) -> String {
        match self {
            Self::Day(day) => day.to_string(),
            Self::Week(monday) => {
                let (year, number) = week(monday);
                format!("{year:04}-W{number:02}")
            }
            Self::Weekend(saturday) => {
                let (year, number) = week(saturday);
                format!("{year:04}-W{number:02}-WE")
            }
            Self::Month(year, month) => format!("{year:04}-{month:02}"),
            Self::Quarter(year, quarter) => format!("{year:04}-Q{quarter}"),
            Self::Half(year, half) => format!("{year:04}-H{half}"),
            Self::Season(year, season) => format!("{year:04}-{}", season_code(season)),
            Self::Year(year) => format!("{year:04}"),
            Self::Decade(year) => format!("{:03}", year.div_euclid(10)),
            Self::Century(year) => format!("{:02}", year.div_euclid(100)),
        }
    }

    /// As EDTF writes it; a week, a quarter as the interval that it is.
    pub(super) fn edtf(self) -> Option<Edtf> {
        let date = |year, month| Date::new(year, month, Part::None);
        let months = |year, first, last| {
            let month = |month| Bound::Date(date(year, Part::Known(month)));
            Edtf::Interval(month(first), month(last))
        };
        Some(match self {
            Self::Day(day) => Edtf::day(day.year, day.month, day.day)?,
            Self::Week(monday) => days(monday, 6)?,
            Self::Weekend(saturday) => days(saturday, 1)?,
            Self::Month(year, month) => Edtf::month(year, month)?,
            Self::Quarter(year, quarter) => months(year, quarter * 3 - 2, quarter * 3),
            Self::Half(year, half) => months(year, half * 6 - 5, half * 6),
            Self::Season(year, season) => Edtf::Date(date(year, Part::Known(season))),
            Self::Year(year) => Edtf::year(year),
            Self::Decade(value) => partial(value, 1),
            Self::Century(value) => partial(value, 2),
        })
    }
}

/// TIMEX3's sign of a season.
pub(super) fn season_code(season: u8) -> &'static str {
    match season {
        21 => "SP",
        22 => "SU",
        23 => "FA",
        _ => "WI",
    }
}

/// The year and number of a day's week (ISO 8601-1, 5.2.3.1: the week of a year's first Thursday
/// is its first).
fn week(day: Day) -> (i32, i64) {
    let thursday = Day::from_number(day.number() - i64::from(day.weekday()) + 4).unwrap_or(day);
    let first = Day { year: thursday.year, month: 1, day: 1 };
    (thursday.year, (thursday.number() - first.number()) / 7 + 1)
}

fn days(first: Day, further: i64) -> Option<Edtf> {
    let last = Day::from_number(first.number() + further)?;
    let bound =
        |day: Day| Bound::Date(Date::new(day.year, Part::Known(day.month), Part::Known(day.day)));
    Some(Edtf::Interval(bound(first), bound(last)))
}

fn partial(value: i32, unknown: u8) -> Edtf {
    let mut date = Date::new(value, Part::None, Part::None);
    date.year = Year { value, unknown };
    Edtf::Date(date)
}

/// A day of the calendar.
pub(super) fn day(year: i32, month: u8, day: u8) -> Option<Day> {
    let known = (1..=12).contains(&month) && day >= 1 && day <= days_in_month(year, month);
    known.then_some(Day { year, month, day })
}

/// Easter Sunday of a year in the Gregorian calendar (the anonymous algorithm of 1876).
pub(super) fn easter(year: i32) -> Option<Day> {
    let (a, b, c) = (year.rem_euclid(19), year.div_euclid(100), year.rem_euclid(100));
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - b / 4 - g + 15).rem_euclid(30);
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4).rem_euclid(7);
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    day(year, u8::try_from(n / 31).ok()?, u8::try_from(n % 31 + 1).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(text: &str) -> Point {
        Point::of(&Edtf::parse(text).unwrap()).unwrap()
    }

    fn shown(point: Option<Point>) -> String {
        let Some(point) = point else { return "-".to_owned() };
        let edtf = point.edtf().unwrap();
        assert!(Edtf::parse(&edtf.to_string()).is_ok());
        format!("{} {edtf}", point.timex())
    }

    #[test]
    fn wider_units_hold_narrower_ones() {
        for (from, unit, expected) in [
            ("2020-08-03", Unit::Week, "2020-W32 2020-08-03/2020-08-09"),
            ("2021-01-01", Unit::Week, "2020-W53 2020-12-28/2021-01-03"),
            ("2020-08-03", Unit::Weekend, "2020-W32-WE 2020-08-08/2020-08-09"),
            ("2020-08-03", Unit::Quarter, "2020-Q3 2020-07/2020-09"),
            ("2020-08", Unit::Half, "2020-H2 2020-07/2020-12"),
            ("2020-02-03", Unit::Season, "2019-WI 2019-24"),
            ("2020-12-03", Unit::Season, "2020-WI 2020-24"),
            ("2020-03", Unit::Season, "2020-SP 2020-21"),
            ("2020-08-03", Unit::Decade, "202 202X"),
            ("202X", Unit::Century, "20 20XX"),
            ("2020", Unit::Month, "-"),
            ("2020-08", Unit::Week, "-"),
            ("202X", Unit::Year, "-"),
        ] {
            assert_eq!(shown(point(from).within(unit)), expected, "{from} {unit}");
        }
    }

    #[test]
    fn units_follow_one_another() {
        for (from, by, expected) in [
            ("2020-02-28", 2, "2020-03-01 2020-03-01"),
            ("2020-01", -1, "2019-12 2019-12"),
            ("2019-24", 1, "2020-SP 2020-21"),
            ("2020", -21, "1999 1999"),
            ("199X", 1, "200 200X"),
            ("9999", 1, "-"),
            ("2020", i64::MAX, "-"),
            ("2020-01-01", i64::MIN, "-"),
        ] {
            assert_eq!(shown(point(from).shift(by)), expected, "{from} {by}");
        }
    }

    #[test]
    fn easter_moves() {
        for (year, expected) in
            [(1848, "1848-04-23"), (1995, "1995-04-16"), (2008, "2008-03-23"), (2038, "2038-04-25")]
        {
            assert_eq!(easter(year).unwrap().to_string(), expected);
        }
    }
}
