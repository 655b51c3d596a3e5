//! Dates in words.

use super::Catalogue;
use super::catalogue::fill;
use crate::edtf::{Bound, Date, Edtf, Part, Precision, Year};

impl Catalogue {
    /// A date in words, exactly as precise as it is.
    #[must_use]
    pub fn date(&self, date: &Edtf) -> String {
        let words = &self.date;
        match date {
            Edtf::Date(date) => self.single(date),
            Edtf::OneOf(dates) => {
                let dates: Vec<_> = dates.iter().map(|d| self.date(d)).collect();
                fill(&words.one_of, "dates", &dates.join(&words.or))
            }
            Edtf::Interval(start, end) => match (start, end) {
                (Bound::Date(start), Bound::Date(end)) => {
                    let filled = fill(&words.range, "start", &self.single(start));
                    fill(&filled, "end", &self.single(end))
                }
                (Bound::Open, Bound::Date(end)) => fill(&words.until, "end", &self.single(end)),
                (_, Bound::Date(end)) => fill(&words.before_unknown, "end", &self.single(end)),
                (Bound::Date(start), Bound::Open) => {
                    fill(&words.from, "start", &self.single(start))
                }
                (Bound::Date(start), _) => fill(&words.after_unknown, "start", &self.single(start)),
                _ => words.unknown_year.clone(),
            },
        }
    }

    fn single(&self, date: &Date) -> String {
        let words = &self.date;
        let mut text = self.unqualified(date);
        if date.year_qualifier.uncertain || date.year_qualifier.approximate {
            text = fill(&words.assumed_year, "date", &text);
        }
        if date.qualifier.approximate {
            text = fill(&words.approximate, "date", &text);
        }
        if date.qualifier.uncertain {
            text = fill(&words.uncertain, "date", &text);
        }
        text
    }

    fn unqualified(&self, date: &Date) -> String {
        let words = &self.date;
        let month = match date.month {
            Part::Known(season @ 21..) => words.seasons.get(usize::from(season) - 21),
            Part::Known(month) => words.months.get(usize::from(month).saturating_sub(1)),
            Part::None | Part::Unknown => None,
        };
        let day = if let Part::Known(day) = date.day { day.to_string() } else { String::new() };
        let pattern = match (date.precision(), month) {
            (Precision::Day, _) if date.year.unknown == 4 => &words.day_month,
            (Precision::Day, _) => &words.day,
            (Precision::Month, _) if date.day == Part::Unknown => &words.unknown_day,
            (Precision::Season, _) => &words.season,
            (_, Some(_)) => &words.month,
            _ => return self.year(date.year),
        };
        let filled = fill(pattern, "day", &day);
        let filled = fill(&filled, "month", month.map_or("", String::as_str));
        fill(&filled, "year", &self.year(date.year))
    }

    fn year(&self, year: Year) -> String {
        let pattern = match year.unknown {
            0 => return year.value.to_string(),
            1 => &self.date.decade,
            2 | 3 => &self.date.century,
            _ => return self.date.unknown_year.clone(),
        };
        fill(pattern, "year", &year.value.to_string())
    }
}

#[cfg(test)]
mod tests {
    use crate::document::Language;
    use crate::edtf::Edtf;
    use crate::locale::Catalogues;
    use crate::project::{Memory, Theme};

    #[test]
    fn dates_are_as_precise_as_they_are() {
        let (all, _) = Catalogues::new(&Theme::new(&Memory::default()));
        let check = |tag: &str, edtf: &str, expect: &str| {
            let catalogue = all.get(&Language::from_tag(tag).unwrap());
            assert_eq!(catalogue.date(&Edtf::parse(edtf).unwrap()), expect, "{edtf}");
        };
        check("de", "2020-08-03", "3. August 2020");
        check("de", "2020-08-03?", "3. August 2020 (unsicher)");
        check("de", "2020-08~", "um August 2020");
        check("de", "1920-24", "Winter 1920");
        check("de", "?2020-09-15", "15. September 2020 (Jahr angenommen)");
        check("de", "XXXX-09-15", "15. September");
        check("de", "../2020-09-15", "bis 15. September 2020");
        check("de", "199X", "1990er Jahre");
        check("en", "[2020-08-02,2020-08-03]", "2 August 2020 or 3 August 2020");
        check("en", "2019/..", "from 2019");
        check("en", "1985-04-XX", "April 1985, day unknown");
    }
}
