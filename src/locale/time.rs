//! Times that are no dates, in words: durations, hours, what comes again, what is left open.

use serde::{Deserialize, Serialize};

use super::Catalogue;
use super::catalogue::fill;
use crate::annotation::{Time, TimeKind};

/// How such times are put into words.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct TimeWords {
    /// One and several years, months, weeks, days, hours, minutes, seconds.
    units: [[String; 2]; 7],
    weekdays: Vec<String>,
    some: String,
    each: String,
    open: String,
    past: String,
    present: String,
    future: String,
    o_clock: String,
}

/// ISO 8601's letters for the units, in the same order; those behind the `T` come last.
const DATE_UNITS: [char; 4] = ['Y', 'M', 'W', 'D'];
const TIME_UNITS: [char; 3] = ['H', 'M', 'S'];

impl Catalogue {
    /// A time in words; as TIMEX3 writes it where there are no better ones.
    #[must_use]
    pub fn time(&self, time: &Time) -> String {
        let value = time.value.as_str();
        let words = &self.time;
        match value {
            "PAST_REF" => return words.past.clone(),
            "PRESENT_REF" => return words.present.clone(),
            "FUTURE_REF" => return words.future.clone(),
            _ => {}
        }
        let said = match time.kind {
            TimeKind::Duration => self.duration(value),
            TimeKind::Set => {
                self.duration(value).map(|every| fill(&words.each, "duration", &every))
            }
            TimeKind::Time => self.clock(value),
            TimeKind::Date => self.left_open(value),
        };
        said.unwrap_or_else(|| value.to_owned())
    }

    /// `P1Y6M`, `PT30M`, `PXW` (ISO 8601-1, 5.5.2, with `X` for a number that is not told).
    fn duration(&self, value: &str) -> Option<String> {
        let mut parts: Vec<String> = Vec::new();
        let (mut number, mut units, mut first) = (String::new(), &DATE_UNITS[..], 0);
        for c in value.strip_prefix('P')?.chars() {
            match c {
                'T' => (units, first) = (&TIME_UNITS, DATE_UNITS.len()),
                '0'..='9' | '.' | 'X' => number.push(c),
                unit => {
                    let place = units.iter().position(|&known| known == unit)? + first;
                    parts.push(self.amount_of(&std::mem::take(&mut number), place)?);
                }
            }
        }
        (!parts.is_empty() && number.is_empty()).then(|| parts.join(", "))
    }

    fn amount_of(&self, number: &str, unit: usize) -> Option<String> {
        let [one, other] = self.time.units.get(unit)?;
        Some(match number {
            "" => return None,
            "1" => format!("1 {one}"),
            "X" | "XX" => fill(&self.time.some, "unit", other),
            number if number.contains('X') => return None,
            number => format!("{} {other}", self.decimal(number)),
        })
    }

    /// `T15:30`.
    fn clock(&self, value: &str) -> Option<String> {
        let (date, clock) = value.split_once('T')?;
        let plain = clock.bytes().all(|b| b.is_ascii_digit() || b == b':');
        (date.is_empty() && plain).then(|| fill(&self.time.o_clock, "time", clock))
    }

    /// `XXXX-WXX-7`, `XXXX-08`.
    fn left_open(&self, value: &str) -> Option<String> {
        let name = match value.strip_prefix("XXXX-WXX-") {
            Some(day) => self.time.weekdays.get(day.parse::<usize>().ok()?.checked_sub(1)?)?,
            None => {
                let month = value.strip_prefix("XXXX-")?;
                self.date.months.get(month.parse::<usize>().ok()?.checked_sub(1)?)?
            }
        };
        Some(fill(&self.time.open, "time", name))
    }
}

#[cfg(test)]
mod tests {
    use crate::annotation::{Time, TimeKind};
    use crate::document::Language;
    use crate::locale::Catalogues;
    use crate::project::{Memory, Theme};

    #[test]
    fn times_are_as_precise_as_they_are() {
        let (all, _) = Catalogues::new(&Theme::new(&Memory::default()));
        for (tag, kind, value, expected) in [
            ("de", TimeKind::Duration, "P3W", "3 Wochen"),
            ("de", TimeKind::Duration, "P1Y6M", "1 Jahr, 6 Monate"),
            ("de", TimeKind::Duration, "PT1.5H", "1,5 Stunden"),
            ("de", TimeKind::Duration, "PXD", "einige Tage"),
            ("de", TimeKind::Set, "P1W", "wiederkehrend: 1 Woche"),
            ("de", TimeKind::Time, "T15:30", "15:30 Uhr"),
            ("de", TimeKind::Date, "XXXX-WXX-7", "Sonntag (welcher, bleibt offen)"),
            ("de", TimeKind::Date, "XXXX-08", "August (welcher, bleibt offen)"),
            ("de", TimeKind::Date, "FUTURE_REF", "in der Zukunft"),
            ("en", TimeKind::Duration, "PT30M", "30 minutes"),
            ("en", TimeKind::Duration, "P", "P"),
            ("en", TimeKind::Duration, "P3Q", "P3Q"),
            ("en", TimeKind::Time, "2020-08-03TEV", "2020-08-03TEV"),
            ("en", TimeKind::Date, "XXXX-WXX-9", "XXXX-WXX-9"),
        ] {
            let catalogue = all.get(&Language::from_tag(tag).unwrap());
            let time = Time { kind, value: value.to_owned(), modifier: None };
            assert_eq!(catalogue.time(&time), expected, "{tag} {value}");
        }
    }
}
