//! What times are counted from: the document's date, and what was mentioned before.

use std::ops::Range;

use super::point::{self, Point};
use super::unit::Unit;
use crate::edtf::{Day, Edtf, days_in_month};

/// When a document was written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reference(Point);

impl Reference {
    /// From a document's date; `None` where it is no single day, month, season or year.
    pub(super) fn new(date: &Edtf) -> Option<Self> {
        Point::of(date).map(Self)
    }

    /// The unit of that width in which the document was written, if its date tells.
    pub(super) fn within(self, unit: Unit) -> Option<Point> {
        self.0.within(unit)
    }

    /// Its day, if it is known.
    pub(super) fn day(self) -> Option<Day> {
        if let Point::Day(day) = self.0 { Some(day) } else { None }
    }

    /// Its year; `None` of a decade.
    pub(super) fn year(self) -> Option<i32> {
        self.0.within(Unit::Year).map(|year| year.month().0)
    }

    /// Its month; the second is where in it the document stands.
    pub(super) fn month(self) -> Option<(i32, u8)> {
        let (year, month) = self.0.month();
        Some((year, month?))
    }

    /// The year in which month and day are nearest to this date; the earlier of two.
    pub(super) fn nearest_year(self, month: u8, day: u8) -> Option<i32> {
        let (own_year, own_month) = self.month()?;
        let own_day = self.day().map_or(15, |day| day.day);
        let own = Day { year: own_year, month: own_month, day: own_day }.number();
        (own_year - 1..=own_year + 1)
            .filter(|&year| day <= days_in_month(year, month))
            .filter_map(|year| Some((point::day(year, month, day)?.number(), year)))
            .min_by_key(|(number, year)| ((number - own).abs(), *year))
            .map(|(_, year)| year)
    }
}

/// The year nearest to `year` that ends in two digits; the earlier of two.
pub(super) fn nearest_with_end(year: i32, two_digits: i32) -> i32 {
    let base = year - year.rem_euclid(100) + two_digits;
    [base - 100, base, base + 100]
        .into_iter()
        .min_by_key(|other| ((other - year).abs(), *other))
        .unwrap_or(base)
}

/// A time that was read before.
#[derive(Debug, Clone)]
pub(super) struct Mention {
    /// When it is.
    pub(super) point: Point,
    /// Its bytes in the document's text.
    pub(super) span: Range<usize>,
    /// The leaf that it stands in.
    pub(super) leaf: usize,
}

/// What was read before in a document: the last time of any width, and the last day.
#[derive(Debug, Default)]
pub(super) struct Mentions {
    /// The last one.
    pub(super) last: Option<Mention>,
    /// The last day.
    pub(super) day: Option<Mention>,
}

impl Mentions {
    /// Keeps a time in mind.
    pub(super) fn note(&mut self, mention: Mention) {
        if mention.point.unit() == Unit::Day {
            self.day = Some(mention.clone());
        }
        self.last = Some(mention);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reference(date: &str) -> Reference {
        Reference::new(&Edtf::parse(date).unwrap()).unwrap()
    }

    #[test]
    fn the_nearest_year_is_assumed() {
        let nearest = |date: &str, month, day| reference(date).nearest_year(month, day);
        assert_eq!(nearest("2020-08", 9, 15), Some(2020));
        assert_eq!(nearest("2020-12-30", 1, 2), Some(2021));
        assert_eq!(nearest("2020-01-02", 12, 30), Some(2019));
        assert_eq!(nearest("2020-08-03?", 9, 15), Some(2020));
        assert_eq!(nearest("2020", 9, 15), None);
        assert_eq!(nearest("2020-22", 9, 15), None);
        assert_eq!(nearest("202X", 9, 15), None);
    }

    #[test]
    fn a_leap_day_needs_a_leap_year() {
        assert_eq!(reference("2021-03-01").nearest_year(2, 29), Some(2020));
        assert_eq!(reference("2022-03-01").nearest_year(2, 29), None);
    }

    #[test]
    fn two_digits_take_the_nearest_century() {
        assert_eq!(nearest_with_end(2020, 20), 2020);
        assert_eq!(nearest_with_end(1999, 2), 2002);
        assert_eq!(nearest_with_end(2003, 98), 1998);
        assert_eq!(nearest_with_end(1926, 20), 1920);
        assert_eq!(reference("192X").year(), None);
    }
}
