//! When an entry is mentioned: mentions by the date of the document that they stand in.
//!
//! Days, months, years, decades or centuries, whichever are the finest that most dates are known to
//! and that are few enough to be drawn. What is not known so precisely is counted apart; nothing is
//! put anywhere by guess.

use super::Section;
use crate::compose::Composer;
use crate::compose::markup::{paragraph, table_called, text};
use crate::dossier::Mention;
use crate::edtf::{Day, Edtf};
use crate::markdown::Inline;
use crate::page::{Bar, OVER_TIME};

/// More bars than this are not drawn.
const BARS: i64 = 130;
/// Of the dates, so many in a hundred must be known as precisely as the bars are.
const KNOWN: usize = 90;

/// Mentions over time.
#[derive(Debug, Default, PartialEq)]
pub(super) struct OverTime {
    /// From the first to the last, those without a mention too; empty where all are of one time.
    pub(super) bars: Vec<Bar>,
    /// How many mentions are not dated, or not as precisely.
    apart: usize,
}

/// How wide a bar is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    Day,
    Month,
    Years(i32),
}

impl Unit {
    const ALL: [Self; 5] =
        [Self::Day, Self::Month, Self::Years(1), Self::Years(10), Self::Years(100)];

    /// The bar in which a day lies.
    fn of(self, day: Day) -> i64 {
        match self {
            Self::Day => day.number(),
            Self::Month => i64::from(day.year) * 12 + i64::from(day.month) - 1,
            Self::Years(n) => i64::from(day.year.div_euclid(n)),
        }
    }

    /// The time that a bar stands for.
    fn date(self, bar: i64) -> Option<Edtf> {
        let year = |bar: i64| i32::try_from(bar).ok();
        match self {
            Self::Day => {
                let day = Day::from_number(bar)?;
                Edtf::day(day.year, day.month, day.day)
            }
            Self::Month => {
                Edtf::month(year(bar.div_euclid(12))?, u8::try_from(bar.rem_euclid(12)).ok()? + 1)
            }
            Self::Years(1) => Some(Edtf::year(year(bar)?)),
            Self::Years(10) => Edtf::parse(&format!("{bar:03}X")).ok(),
            Self::Years(_) => Edtf::parse(&format!("{bar:02}XX")).ok(),
        }
    }
}

pub(super) fn bars(composer: &Composer<'_>, mentions: &[Mention]) -> OverTime {
    let dated: Vec<_> = mentions
        .iter()
        .map(|mention| {
            let document = &composer.dossier.documents[mention.document].document;
            let date = document.metadata.sort_date()?;
            date.earliest().zip(date.latest())
        })
        .collect();
    counted(&dated, |date| composer.words.date(date))
}

/// Puts first and last possible days into bars; `name` names a bar's time.
fn counted(dated: &[Option<(Day, Day)>], name: impl Fn(&Edtf) -> String) -> OverTime {
    let known: Vec<(Day, Day)> = dated.iter().copied().flatten().collect();
    for unit in Unit::ALL {
        let bars: Vec<i64> = known
            .iter()
            .map(|(first, last)| (unit.of(*first), unit.of(*last)))
            .filter_map(|(first, last)| (first == last).then_some(first))
            .collect();
        let (Some(&first), Some(&last)) = (bars.iter().min(), bars.iter().max()) else { continue };
        if last - first >= BARS || bars.len() * 100 < known.len() * KNOWN {
            continue;
        }
        let apart = dated.len() - bars.len();
        if first == last {
            return OverTime { bars: Vec::new(), apart };
        }
        let mut counts = vec![0_usize; usize::try_from(last - first).unwrap_or_default() + 1];
        for bar in bars {
            counts[usize::try_from(bar - first).unwrap_or_default()] += 1;
        }
        let bars = (first..=last)
            .zip(counts)
            .filter_map(|(bar, mentions)| {
                let date = unit.date(bar)?;
                Some(Bar { label: name(&date), date, mentions })
            })
            .collect();
        return OverTime { bars, apart };
    }
    OverTime { bars: Vec::new(), apart: dated.len() }
}

/// The same in words: each time with its mentions.
pub(super) fn section(composer: &Composer<'_>, over_time: &OverTime) -> Option<Section> {
    if over_time.bars.is_empty() {
        return None;
    }
    let words = composer.words;
    let rows = over_time
        .bars
        .iter()
        .filter(|bar| bar.mentions > 0)
        .map(|bar| {
            let time = Inline::Time {
                datetime: bar.date.to_string(),
                content: vec![text(bar.label.clone())],
            };
            vec![vec![time], vec![text(words.number(bar.mentions))]]
        })
        .collect();
    let head = [words.text("date"), words.text("mentions")];
    let mut blocks = vec![table_called(OVER_TIME, &head, rows)];
    if over_time.apart > 0 {
        let apart = words.count("mentions-apart", over_time.apart);
        blocks.push(paragraph(vec![text(apart)]));
    }
    Some(Section { key: "over-time", count: None, blocks })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(dates: &[&str], expect: &[(&str, usize)], apart: usize) {
        let dated: Vec<_> = dates
            .iter()
            .map(|date| {
                let date = Edtf::parse(date).ok()?;
                date.earliest().zip(date.latest())
            })
            .collect();
        let found = counted(&dated, ToString::to_string);
        let shown: Vec<_> = found.bars.iter().map(|b| (b.label.as_str(), b.mentions)).collect();
        assert_eq!((shown, found.apart), (expect.to_vec(), apart), "{dates:?}");
    }

    #[test]
    fn bars_are_as_fine_as_most_dates_are_known() {
        check(
            &["2020-08-03", "2020-08-05", "2020-08-03"],
            &[("2020-08-03", 2), ("2020-08-04", 0), ("2020-08-05", 1)],
            0,
        );
        check(&["2020-11", "2021-01-07", ""], &[("2020-11", 1), ("2020-12", 0), ("2021-01", 1)], 1);
        check(
            &["1918-02-01", "1920", "1924-05"],
            &[
                ("1918", 1),
                ("1919", 0),
                ("1920", 1),
                ("1921", 0),
                ("1922", 0),
                ("1923", 0),
                ("1924", 1),
            ],
            0,
        );
        check(
            &["0799", "0810-01"],
            &[
                ("0799", 1),
                ("0800", 0),
                ("0801", 0),
                ("0802", 0),
                ("0803", 0),
                ("0804", 0),
                ("0805", 0),
                ("0806", 0),
                ("0807", 0),
                ("0808", 0),
                ("0809", 0),
                ("0810", 1),
            ],
            0,
        );
    }

    #[test]
    fn far_apart_is_drawn_in_wider_bars() {
        check(
            &["1785", "1911-03-04", "1920-01-01"],
            &[
                ("178X", 1),
                ("179X", 0),
                ("180X", 0),
                ("181X", 0),
                ("182X", 0),
                ("183X", 0),
                ("184X", 0),
                ("185X", 0),
                ("186X", 0),
                ("187X", 0),
                ("188X", 0),
                ("189X", 0),
                ("190X", 0),
                ("191X", 1),
                ("192X", 1),
            ],
            0,
        );
    }

    #[test]
    fn what_is_less_precise_is_counted_apart() {
        let mut dates = vec!["1924-05-01", "1924-05-02"];
        dates.extend(["1924-05-02"; 18]);
        dates.push("1924");
        check(&dates, &[("1924-05-01", 1), ("1924-05-02", 19)], 1);
    }

    #[test]
    fn one_time_is_no_course() {
        check(&["1924", "1924"], &[], 0);
        check(&[], &[], 0);
        check(&["", "1924/.."], &[], 2);
    }
}
