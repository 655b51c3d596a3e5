//! The timeline as a drawing: when it happened, and when it was written.

use std::collections::BTreeMap;

use super::Composer;
use crate::annotation::Body;
use crate::compose::timeline::anchor;
use crate::edtf::{Day, Edtf};
use crate::page::{Dated, Drawing, Timeline, Track};

/// Up to so many dates are drawn one by one; of more only how many there are in each month, year,
/// decade or century.
const SINGLY: usize = 160;
/// So many columns there are at most.
const COLUMNS: usize = 120;

/// A date's order, and what stands on it.
type ByDate = BTreeMap<(Option<Day>, Option<Day>, String), Dated>;

impl Composer<'_> {
    /// What the timeline page draws; `None` where no date can be placed.
    pub(in crate::compose) fn dates_drawn(&self) -> Option<Drawing> {
        let (mut happened, mut written) = (ByDate::new(), ByDate::new());
        for entry in &self.entries {
            if let Some(date) = &entry.date {
                add(&mut happened, date, &entry.name);
            }
        }
        for (n, annotated) in self.dossier.documents.iter().enumerate() {
            if let Some(date) = annotated.document.metadata.sort_date() {
                add(&mut written, date, &annotated.document.title);
            }
            for place in self.in_document(n, |body| matches!(body, Body::Date { .. })) {
                if let Body::Date { value, .. } = &self.dossier.annotation(place).body {
                    add(&mut happened, value, "");
                }
            }
        }
        let timeline = Timeline { happened: track(happened), written: track(written) };
        let empty = timeline.happened.dates.is_empty() && timeline.written.dates.is_empty();
        (!empty).then_some(Drawing::Timeline(timeline))
    }
}

/// One more thing on a date. What has a name is named, the first of several.
fn add(dates: &mut ByDate, date: &Edtf, name: &str) {
    let (earliest, latest) = (date.earliest(), date.latest());
    if earliest.is_none() && latest.is_none() {
        return;
    }
    let key = (earliest.or(latest), latest, date.to_string());
    let dated = dates.entry(key).or_insert_with(|| Dated {
        date: date.clone(),
        count: 0,
        name: String::new(),
        href: format!("#{}", anchor(date)),
    });
    dated.count += 1;
    if dated.name.is_empty() {
        name.clone_into(&mut dated.name);
    }
}

fn track(dates: ByDate) -> Track {
    if dates.len() <= SINGLY {
        return Track { counted: false, dates: dates.into_values().collect() };
    }
    let steps: [fn(Day) -> Option<Edtf>; 4] = [
        |day| Edtf::month(day.year, day.month),
        |day| Some(Edtf::year(day.year)),
        |day| part_of_time(day.year, 1),
        |day| part_of_time(day.year, 2),
    ];
    let mut columns = Vec::new();
    for step in steps {
        columns = counted(&dates, step);
        if columns.len() <= COLUMNS {
            break;
        }
    }
    Track { counted: true, dates: columns }
}

/// The decade or century of a year.
fn part_of_time(year: i32, unknown: u8) -> Option<Edtf> {
    let digits = year.unsigned_abs().to_string();
    let known = format!("{digits:0>4}");
    let kept = &known[..known.len() - usize::from(unknown)];
    let sign = if year < 0 { "-" } else { "" };
    Edtf::parse(&format!("{sign}{kept}{}", "X".repeat(unknown.into()))).ok()
}

/// How many things there are in each column; each leads to its first date.
fn counted(dates: &ByDate, step: fn(Day) -> Option<Edtf>) -> Vec<Dated> {
    let mut columns: Vec<Dated> = Vec::new();
    for ((day, ..), dated) in dates {
        let Some(column) = day.and_then(step) else { continue };
        match columns.last_mut().filter(|last| last.date == column) {
            Some(last) => last.count += dated.count,
            None => columns.push(Dated {
                date: column,
                count: dated.count,
                name: String::new(),
                href: dated.href.clone(),
            }),
        }
    }
    columns
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_dates_become_columns_that_count_them_all() {
        for (many, years) in [(5, 1), (100, 3), (5000, 20), (5000, 400), (5000, 2000)] {
            let mut dates = ByDate::new();
            for n in 0..many {
                let (year, month) = (1000 + n * years / many, u8::try_from(n % 12 + 1).unwrap());
                add(&mut dates, &Edtf::day(year, month, 1).unwrap(), "x");
            }
            let distinct = dates.len();
            let track = track(dates);
            assert_eq!(track.counted, distinct > SINGLY, "{many} {years}");
            let all: usize = track.dates.iter().map(|dated| dated.count).sum();
            assert_eq!(all, usize::try_from(many).unwrap());
            assert!(track.dates.len() <= SINGLY);
        }
    }

    #[test]
    fn what_cannot_be_placed_is_not_drawn() {
        let mut dates = ByDate::new();
        add(&mut dates, &Edtf::parse("XXXX-09-15").unwrap(), "");
        assert!(dates.is_empty());
    }
}
