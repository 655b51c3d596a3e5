//! How often each entry is mentioned when: counts by year, or by month where all lies close together.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::annotation::Layer;
use crate::edtf::{Edtf, Precision};
use crate::locale::Catalogue;
use crate::markdown::resolve;
use crate::page::{Page, PageKind};
use crate::site::permalink;

/// More bars than this are put together by twos, threes …
const MOST: i32 = 40;

/// Mentions over time, a number a bar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Bars {
    /// Mentions in each year or month, or in several of them, from the first to the last.
    counts: Vec<usize>,
    /// When the first bar begins and the last one does, in words.
    from: String,
    to: String,
}

/// Mentions of one entry by the dates of the documents.
#[derive(Default)]
struct Times {
    /// By month since year 0, where all dates are known to the month.
    months: BTreeMap<i32, usize>,
    /// Whether some document's date is known to the year only.
    coarse: bool,
}

/// The bars of each entry, by its address; entries of one date have none.
pub(super) fn by_entry(pages: &[Page], words: &Catalogue) -> BTreeMap<String, Bars> {
    let mut all: BTreeMap<String, Times> = BTreeMap::new();
    for page in pages.iter().filter(|page| page.front.kind == PageKind::Document) {
        let passport = page.front.document.as_ref();
        let Some(date) = passport.and_then(|p| p.date.as_ref().or(p.published.as_ref())) else {
            continue;
        };
        let (Some(day), precision) = (date.earliest(), date.precision()) else { continue };
        if precision > Precision::Year {
            continue;
        }
        let mut seen = BTreeSet::new();
        for mark in page.front.marks.iter().filter(|mark| mark.layer == Layer::Names) {
            let Some(href) = mark.href.as_ref().filter(|_| seen.insert(&mark.id)) else { continue };
            let times = all.entry(permalink(&resolve(&page.path, href))).or_default();
            *times.months.entry(day.year * 12 + i32::from(day.month) - 1).or_default() += 1;
            times.coarse |= precision > Precision::Month;
        }
    }
    all.into_iter().filter_map(|(entry, times)| Some((entry, bars(&times, words)?))).collect()
}

fn bars(times: &Times, words: &Catalogue) -> Option<Bars> {
    let (first, last) = (*times.months.keys().next()?, *times.months.keys().next_back()?);
    let by_year = times.coarse || last - first >= 24;
    let unit = if by_year { 12 } else { 1 };
    let (from, to) = (first.div_euclid(unit), last.div_euclid(unit));
    if from == to {
        return None;
    }
    let width = (to - from) / MOST + 1;
    let mut counts = vec![0; usize::try_from((to - from) / width + 1).ok()?];
    for (month, count) in &times.months {
        let bar = usize::try_from((month.div_euclid(unit) - from) / width).ok()?;
        counts[bar] += count;
    }
    let name = |n: i32| {
        let date = if by_year {
            Some(Edtf::year(n))
        } else {
            Edtf::month(n.div_euclid(12), u8::try_from(n.rem_euclid(12) + 1).ok()?)
        };
        date.map(|date| words.date(&date))
    };
    Some(Bars { counts, from: name(from)?, to: name(to)? })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(months: &[(i32, usize)], coarse: bool) -> Option<Vec<usize>> {
        let times = Times { months: months.iter().copied().collect(), coarse };
        bars(&times, &Catalogue::default()).map(|bars| bars.counts)
    }

    #[test]
    fn bars_are_as_fine_as_the_dates_allow() {
        let may = 1926 * 12 + 4;
        for (months, coarse, expect) in [
            (vec![], false, None),
            (vec![(may, 3)], false, None),
            (vec![(may, 3), (may + 2, 1)], false, Some(vec![3, 0, 1])),
            // A date known to the year only makes no month.
            (vec![(may, 3), (may + 2, 1)], true, None),
            (vec![(may, 3), (may + 12, 1)], true, Some(vec![3, 1])),
            (vec![(may, 3), (may + 30, 1)], false, Some(vec![3, 0, 1])),
            (vec![(-14, 1), (12, 1)], false, Some(vec![1, 0, 0, 1])),
        ] {
            assert_eq!(counts(&months, coarse), expect, "{months:?}");
        }
        let century = counts(&[(may, 1), (may + 1_200, 1)], false).unwrap();
        assert!(century.len() <= 41 && century.iter().sum::<usize>() == 2, "{century:?}");
    }
}
