//! Dates that may be partial, uncertain or open: the Extended Date/Time Format, ISO 8601-2:2019
//! annex A, as far as documents need it (level 1, one-of sets and single qualified years of level 2).
//!
//! A date is kept exactly as precise as it was stated. [`Edtf::earliest`] and [`Edtf::latest`] are
//! the first and last day it could be, for sorting and drawing; they are no claim about the date.

mod parse;

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub use parse::EdtfError;

/// A date, an interval, or one of several dates.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Edtf {
    /// One date.
    Date(Date),
    /// From one bound to another, both included.
    Interval(Bound, Bound),
    /// One of these, it is not known which: `[2020-08-02,2020-08-03]`.
    OneOf(Vec<Edtf>),
}

/// One end of an interval.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bound {
    /// A date.
    Date(Date),
    /// `..`: there is no end.
    Open,
    /// Nothing: there is an end, but it is not known.
    Unknown,
}

/// A calendar date of any precision from century to day (proleptic Gregorian).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// The year, or the first year of a decade or century.
    pub year: Year,
    /// Month 1–12 or season 21–24 (spring, summer, autumn, winter).
    pub month: Part,
    /// Day of the month.
    pub day: Part,
    /// What is doubtful about the whole date.
    pub qualifier: Qualifier,
    /// What is doubtful about the year alone: `?2020-09-15`.
    pub year_qualifier: Qualifier,
}

/// A year of which trailing digits may be unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Year {
    /// Unknown digits count as 0.
    pub value: i32,
    /// How many trailing digits are unknown (`X`): 0 to 4.
    pub unknown: u8,
}

/// A month or day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// The date is not that precise.
    None,
    /// `XX`: there is one, but it is not known.
    Unknown,
    /// Known.
    Known(u8),
}

/// Doubt, in EDTF's terms.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Qualifier {
    /// `?`: the source is doubtful.
    pub uncertain: bool,
    /// `~`: about then.
    pub approximate: bool,
}

/// A day, for comparing and drawing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Day {
    /// Year, astronomical numbering.
    pub year: i32,
    /// 1–12.
    pub month: u8,
    /// 1–31.
    pub day: u8,
}

/// How precisely a date is stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// A day.
    Day,
    /// A month.
    Month,
    /// A season.
    Season,
    /// A year.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years or more.
    Century,
    /// An interval or a set.
    Span,
}

impl Edtf {
    /// Reads an EDTF string.
    ///
    /// # Errors
    /// Where it is no EDTF of the forms named above, or no day of the calendar (30 February).
    pub fn parse(text: &str) -> Result<Self, EdtfError> {
        parse::edtf(text)
    }

    /// A single day.
    #[must_use]
    pub fn day(year: i32, month: u8, day: u8) -> Option<Self> {
        let valid = (1..=12).contains(&month) && day >= 1 && day <= days_in_month(year, month);
        valid.then(|| Self::Date(Date::new(year, Part::Known(month), Part::Known(day))))
    }

    /// A month of a year.
    #[must_use]
    pub fn month(year: i32, month: u8) -> Option<Self> {
        (1..=12)
            .contains(&month)
            .then(|| Self::Date(Date::new(year, Part::Known(month), Part::None)))
    }

    /// A year.
    #[must_use]
    pub fn year(year: i32) -> Self {
        Self::Date(Date::new(year, Part::None, Part::None))
    }

    /// The first day it could be; `None` where nothing bounds it.
    #[must_use]
    pub fn earliest(&self) -> Option<Day> {
        match self {
            Self::Date(date) => date.earliest(),
            Self::Interval(Bound::Date(start), _) => start.earliest(),
            Self::Interval(..) => None,
            Self::OneOf(dates) => {
                dates.iter().map(Self::earliest).min_by_key(|d| (d.is_some(), *d)).flatten()
            }
        }
    }

    /// The last day it could be; `None` where nothing bounds it.
    #[must_use]
    pub fn latest(&self) -> Option<Day> {
        match self {
            Self::Date(date) => date.latest(),
            Self::Interval(_, Bound::Date(end)) => end.latest(),
            Self::Interval(..) => None,
            Self::OneOf(dates) => {
                dates.iter().map(Self::latest).max_by_key(|d| (d.is_none(), *d)).flatten()
            }
        }
    }

    /// How precise it is.
    #[must_use]
    pub fn precision(&self) -> Precision {
        match self {
            Self::Date(date) => date.precision(),
            _ => Precision::Span,
        }
    }

    /// Whether any part of it is marked doubtful.
    #[must_use]
    pub fn qualifier(&self) -> Qualifier {
        match self {
            Self::Date(date) => date.qualifier | date.year_qualifier,
            Self::Interval(start, end) => start.qualifier() | end.qualifier(),
            Self::OneOf(dates) => {
                dates.iter().fold(Qualifier::default(), |all, d| all | d.qualifier())
            }
        }
    }
}

impl Bound {
    fn qualifier(&self) -> Qualifier {
        match self {
            Self::Date(date) => date.qualifier | date.year_qualifier,
            _ => Qualifier::default(),
        }
    }
}

impl Date {
    /// A date without any doubt. The caller vouches for its being one.
    #[must_use]
    pub fn new(year: i32, month: Part, day: Part) -> Self {
        Self {
            year: Year { value: year, unknown: 0 },
            month,
            day,
            qualifier: Qualifier::default(),
            year_qualifier: Qualifier::default(),
        }
    }

    /// How precise it is.
    #[must_use]
    pub fn precision(&self) -> Precision {
        match (self.day, self.month) {
            (Part::Known(_), _) => Precision::Day,
            (_, Part::Known(13..)) => Precision::Season,
            (_, Part::Known(_)) => Precision::Month,
            _ => match self.year.unknown {
                0 => Precision::Year,
                1 => Precision::Decade,
                _ => Precision::Century,
            },
        }
    }

    fn earliest(&self) -> Option<Day> {
        let (year, _) = self.years()?;
        let (first, _) = self.months();
        let day = if let Part::Known(day) = self.day { day } else { 1 };
        Some(Day { year, month: first, day })
    }

    fn latest(&self) -> Option<Day> {
        let (_, year) = self.years()?;
        // Winter runs into the next year.
        let (first, last) = self.months();
        let year = if last < first { year + 1 } else { year };
        let day = if let Part::Known(day) = self.day { day } else { days_in_month(year, last) };
        Some(Day { year, month: last, day })
    }

    /// First and last year it could be in; `None` where no digit is known.
    fn years(&self) -> Option<(i32, i32)> {
        if self.year.unknown >= 4 {
            return None;
        }
        let width = 10i32.pow(u32::from(self.year.unknown)) - 1;
        Some(if self.year.value < 0 {
            (self.year.value - width, self.year.value)
        } else {
            (self.year.value, self.year.value + width)
        })
    }

    /// First and last month it could be in.
    fn months(&self) -> (u8, u8) {
        match self.month {
            Part::Known(21) => (3, 5),
            Part::Known(22) => (6, 8),
            Part::Known(23) => (9, 11),
            Part::Known(24) => (12, 2),
            Part::Known(month) => (month, month),
            Part::None | Part::Unknown => (1, 12),
        }
    }
}

impl Day {
    /// Days since 0000-03-01, for drawing to scale (civil-from-days, proleptic Gregorian).
    #[must_use]
    pub fn number(self) -> i64 {
        let year = i64::from(self.year) - i64::from(self.month <= 2);
        let era = year.div_euclid(400);
        let of_era = year.rem_euclid(400);
        let month = (i64::from(self.month) + 9) % 12;
        let of_year = (153 * month + 2) / 5 + i64::from(self.day) - 1;
        era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year
    }

    /// The day with this number; `None` where its year is beyond what is kept.
    #[must_use]
    pub fn from_number(number: i64) -> Option<Self> {
        let era = number.div_euclid(146_097);
        let day = number.rem_euclid(146_097);
        let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
        let of_year = day - (365 * year + year / 4 - year / 100);
        let month = (5 * of_year + 2) / 153;
        let of_month = of_year - (153 * month + 2) / 5 + 1;
        let calendar_month = (month + 2) % 12 + 1;
        let year = era.checked_mul(400)?.checked_add(year + i64::from(calendar_month <= 2))?;
        Some(Self {
            year: i32::try_from(year).ok()?,
            month: u8::try_from(calendar_month).ok()?,
            day: u8::try_from(of_month).ok()?,
        })
    }

    /// Its day of the week as ISO 8601 numbers them (part 1, 5.2.3): Monday is 1, Sunday 7.
    #[must_use]
    pub fn weekday(self) -> u8 {
        // The first day of the count, 1 March of the year 0, is a Wednesday.
        u8::try_from((self.number() + 2).rem_euclid(7) + 1).unwrap_or(1)
    }
}

/// Days of a month, 1–12, of the proleptic Gregorian calendar.
#[must_use]
pub fn days_in_month(year: i32, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

impl std::ops::BitOr for Qualifier {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self {
            uncertain: self.uncertain || other.uncertain,
            approximate: self.approximate || other.approximate,
        }
    }
}

impl fmt::Display for Qualifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match (self.uncertain, self.approximate) {
            (false, false) => "",
            (true, false) => "?",
            (false, true) => "~",
            (true, true) => "%",
        })
    }
}

impl fmt::Display for Year {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (sign, value) = (if self.value < 0 { "-" } else { "" }, self.value.unsigned_abs());
        let digits = format!("{value:04}");
        let known = digits.len() - usize::from(self.unknown);
        write!(f, "{sign}{}{}", &digits[..known], "X".repeat(self.unknown.into()))
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.year_qualifier, self.year)?;
        for part in [self.month, self.day] {
            match part {
                Part::None => break,
                Part::Unknown => f.write_str("-XX")?,
                Part::Known(n) => write!(f, "-{n:02}")?,
            }
        }
        write!(f, "{}", self.qualifier)
    }
}

impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Date(date) => date.fmt(f),
            Self::Open => f.write_str(".."),
            Self::Unknown => Ok(()),
        }
    }
}

impl fmt::Display for Edtf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Date(date) => date.fmt(f),
            Self::Interval(start, end) => write!(f, "{start}/{end}"),
            Self::OneOf(dates) => {
                f.write_str("[")?;
                for (n, date) in dates.iter().enumerate() {
                    f.write_str(if n > 0 { "," } else { "" })?;
                    match date {
                        // Inside a set the standard writes a run of dates with two dots.
                        Self::Interval(start, end) => write!(f, "{start}..{end}")?,
                        _ => write!(f, "{date}")?,
                    }
                }
                f.write_str("]")
            }
        }
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl Serialize for Edtf {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Edtf {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_is_read_and_written_alike() {
        for text in [
            "2020",
            "2020-08",
            "2020-08-03",
            "2020-08-03?",
            "2020-08~",
            "2020%",
            "202X",
            "20XX",
            "XXXX-09-15",
            "1985-04-XX",
            "1985-XX-XX",
            "1920-21",
            "?2020-09-15",
            "2020-09-03/2020-09-15",
            "../2020-09-15",
            "2019/..",
            "2019/",
            "[2020-08-02,2020-08-03]",
            "-0043-03-15",
            "[1926,1928-03]",
            "[2020-08-03..2020-08-08]",
            "2019~/2021?",
        ] {
            assert_eq!(Edtf::parse(text).map(|e| e.to_string()).as_deref(), Ok(text));
        }
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in [
            "",
            "August",
            "2020-13",
            "2020-02-30",
            "2020-00",
            "20-08",
            "2020/2019/2018",
            "[2020",
            "2021/2020",
            "2020-21-03",
            "X020",
            "[]",
        ] {
            assert!(Edtf::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn bounds_reach_as_far_as_the_precision_allows() {
        let bounds = |text: &str| {
            let date = Edtf::parse(text).unwrap();
            let show = |d: Option<Day>| d.map_or("-".to_owned(), |d| d.to_string());
            format!("{} {}", show(date.earliest()), show(date.latest()))
        };
        assert_eq!(bounds("2020-02"), "2020-02-01 2020-02-29");
        assert_eq!(bounds("192X"), "1920-01-01 1929-12-31");
        assert_eq!(bounds("1920-24"), "1920-12-01 1921-02-28");
        assert_eq!(bounds("../2020"), "- 2020-12-31");
        assert_eq!(bounds("[1926,1928-03]"), "1926-01-01 1928-03-31");
        assert_eq!(bounds("XXXX-09-15"), "- -");
    }

    #[test]
    fn a_day_comes_back_from_its_number() {
        for number in (-800_000..800_000).step_by(37) {
            let day = Day::from_number(number).unwrap();
            assert_eq!(day.number(), number);
            assert!((1..=days_in_month(day.year, day.month)).contains(&day.day), "{day}");
        }
        let weekday = |year, month, day| Day { year, month, day }.weekday();
        assert_eq!(weekday(2020, 8, 3), 1);
        assert_eq!(weekday(2020, 8, 2), 7);
        assert_eq!(weekday(1926, 2, 11), 4);
        assert_eq!(Day::from_number(i64::MAX), None);
    }

    #[test]
    fn day_numbers_are_consecutive() {
        let number = |y, m, d| Day { year: y, month: m, day: d }.number();
        assert_eq!(number(1970, 1, 1) - number(1969, 12, 31), 1);
        assert_eq!(number(2000, 3, 1) - number(2000, 2, 28), 2);
        assert_eq!(number(2100, 3, 1) - number(2100, 2, 28), 1);
        assert_eq!(number(1970, 1, 1) - number(1, 1, 1), 719_162);
    }
}
