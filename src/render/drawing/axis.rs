//! An axis of time: from days to places, with ticks at round dates.

use super::label::width;
use crate::edtf::{Day, Edtf};
use crate::locale::Catalogue;

/// Least distance of two ticks that have words.
const APART: f64 = 92.0;

/// Which days are shown, and where.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Axis {
    /// The first day.
    pub(super) from: i64,
    /// One past the last.
    pub(super) to: i64,
    /// Where the first begins.
    pub(super) left: f64,
    /// Where the last ends.
    pub(super) right: f64,
}

/// A round date on the axis.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Tick {
    /// Where it begins.
    pub(super) x: f64,
    /// Its name.
    pub(super) label: String,
}

impl Axis {
    /// Where a day begins.
    pub(super) fn place(&self, day: i64) -> f64 {
        let part = (day - self.from) as f64 / (self.to - self.from).max(1) as f64;
        self.left + part * (self.right - self.left)
    }

    /// Whether a day is on it.
    pub(super) fn holds(&self, day: i64) -> bool {
        (self.from..self.to).contains(&day)
    }

    /// Round dates, near enough to each other to be of use, far enough to be read. One whose name would lie
    /// over the one before has none.
    pub(super) fn ticks(&self, words: &Catalogue) -> Vec<Tick> {
        let mut ticks = self.round_dates(words);
        let mut free = f64::MIN;
        for tick in &mut ticks {
            if tick.x < free {
                tick.label.clear();
            } else {
                free = tick.x + width(&tick.label) + 8.0;
            }
        }
        ticks
    }

    fn round_dates(&self, words: &Catalogue) -> Vec<Tick> {
        let day = (self.right - self.left) / (self.to - self.from).max(1) as f64;
        let months = [1, 3, 6].into_iter().find(|n| f64::from(*n) * 30.4 * day >= APART);
        match months {
            _ if 7.0 * day >= APART => self.weeks(words),
            Some(step) => self.months(step, words),
            None => {
                let steps = [1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000];
                let wide = |step: &i32| f64::from(*step) * 365.25 * day >= APART;
                self.years(steps.into_iter().find(wide).unwrap_or(5000), words)
            }
        }
    }

    fn weeks(&self, words: &Catalogue) -> Vec<Tick> {
        // Weeks begin on Monday (ISO 8601).
        let is_monday = |day: &i64| Day::from_number(*day).is_some_and(|d| d.weekday() == 1);
        let mondays = (self.from..self.to).filter(is_monday);
        mondays.filter_map(|day| self.tick(Day::from_number(day)?, 0, words)).collect()
    }

    fn months(&self, step: i32, words: &Catalogue) -> Vec<Tick> {
        let Some(first) = Day::from_number(self.from) else { return Vec::new() };
        let count = first.year * 12 + i32::from(first.month) - 1;
        (0..)
            .map(|n| count.div_euclid(step) * step + n * step)
            .map_while(|month| {
                let of_year = u8::try_from(month.rem_euclid(12) + 1).ok()?;
                let day = Day { year: month.div_euclid(12), month: of_year, day: 1 };
                (day.number() < self.to).then_some(day)
            })
            .filter_map(|day| self.tick(day, 1, words))
            .collect()
    }

    fn years(&self, step: i32, words: &Catalogue) -> Vec<Tick> {
        let Some(first) = Day::from_number(self.from) else { return Vec::new() };
        (0..)
            .map(|n| first.year.div_euclid(step) * step + n * step)
            .map(|year| Day { year, month: 1, day: 1 })
            .take_while(|day| day.number() < self.to)
            .filter_map(|day| self.tick(day, 2, words))
            .collect()
    }

    /// A tick at a day, named by the day, its month or its year.
    fn tick(&self, day: Day, precision: u8, words: &Catalogue) -> Option<Tick> {
        let date = match precision {
            0 => Edtf::day(day.year, day.month, day.day)?,
            1 => Edtf::month(day.year, day.month)?,
            _ => Edtf::year(day.year),
        };
        let number = day.number();
        self.holds(number).then(|| Tick { x: self.place(number), label: words.date(&date) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Language;
    use crate::locale::Catalogues;
    use crate::project::{Memory, Theme};

    #[test]
    fn ticks_are_round_and_apart() {
        let (all, _) = Catalogues::new(&Theme::new(&Memory::default()));
        let words = all.get(&Language::from_tag("de").unwrap());
        let day = |year: i32, month: u8, day: u8| Day { year, month, day }.number();
        for (from, to, least) in [
            (day(2020, 8, 1), day(2020, 8, 20), 1),
            (day(2020, 7, 1), day(2020, 10, 1), 2),
            (day(1912, 1, 1), day(1926, 6, 1), 3),
            (day(-40, 1, 1), day(2020, 1, 1), 4),
            (day(2020, 1, 1), day(2020, 1, 2), 0),
        ] {
            let axis = Axis { from, to, left: 40.0, right: 700.0 };
            let ticks = axis.ticks(words);
            assert!(ticks.len() >= least && ticks.len() < 9, "{from} {to}: {ticks:?}");
            assert!(ticks.windows(2).all(|pair| pair[1].x - pair[0].x > APART * 0.9), "{ticks:?}");
            assert!(ticks.iter().all(|tick| (40.0..=700.0).contains(&tick.x)));
            let named: Vec<_> = ticks.iter().filter(|tick| !tick.label.is_empty()).collect();
            assert!(named.len() * 2 >= ticks.len(), "{ticks:?}");
            let ends = named.iter().map(|tick| tick.x + width(&tick.label));
            assert!(ends.zip(named.iter().skip(1)).all(|(end, next)| end < next.x), "{ticks:?}");
        }
    }
}
