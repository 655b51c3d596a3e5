//! How the parts of a match make a time.
//!
//! A rule names one of these readings; a part that it needs and the pattern lacks makes no time.

mod absolute;
mod clock;
mod interval;
mod period;
mod relative;
mod spans;

use serde::Deserialize;

use super::meant::Meant;
use super::parts::Parts;
use super::reference::{Mentions, Reference, nearest_with_end};
use super::tense::{self, Direction};
use crate::edtf::Edtf;

/// What a match turned out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Verdict {
    /// A time.
    Time(Meant),
    /// None, and nothing inside it is one either: 31 September 2020, 9/8/2020.
    Never,
    /// None for this rule.
    No,
}

impl Verdict {
    fn or_never(meant: Option<Meant>) -> Self {
        meant.map_or(Self::Never, Self::Time)
    }

    fn or_no(meant: Option<Meant>) -> Self {
        meant.map_or(Self::No, Self::Time)
    }

    fn date_or_never(date: Option<Edtf>) -> Self {
        Self::or_never(date.map(Meant::date))
    }

    fn date_or_no(date: Option<Edtf>) -> Self {
        Self::or_no(date.map(Meant::date))
    }
}

/// The readings by the names that rules use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Read {
    /// A day: `d`, `month` or `n`, and `y` or `yy` or neither.
    Day,
    /// A day as ISO 8601 writes it: two digits each.
    IsoDay,
    /// A month as ISO 8601 writes it.
    IsoMonth,
    /// A day as `a`, `b`, `y` in either order, with the signs `p` and `q` between.
    EitherOrder,
    /// A month, season, quarter or half (`month`, `n`, `season`, `quarter`, `half`) with its year
    /// (`y`, `yy`), a `direction`, or by the tense.
    YearPart,
    /// A year `y`, its last digits `yy`, or `int` with an `era`; `guard` says what refutes it: nothing if it is left out,
    /// `likely` a unit behind it, `bare` anything that it may count, `alone` also numbers beside it.
    Year,
    /// Ten years from `y`, or the `decade` (90) of a century that the context gives.
    Decade,
    /// The century with the number `c`.
    Century,
    /// From one date to another: the second's parts have a `2` behind; `first` and `last` are the
    /// groups that hold them.
    Interval,
    /// A `weekday` (or with `weekend` the weekend that begins with it), with a `direction`, a
    /// `week` (so many weeks on), or by the tense; perhaps with a `part` of the day.
    Weekday,
    /// The `unit` that lies so many (`n`, or a count with a `direction`) from the document's.
    Shift,
    /// So many units (a count, `unit`) back from the document's date, as a duration.
    Ago,
    /// The last or next (`direction`) so many units (a count, `unit`), up to or from the document's
    /// date, as an interval.
    Period,
    /// A day `d` of the month that lies `direction` months from the document's.
    MonthDay,
    /// So many units (a count, `unit`) before or after (`direction`) a time mentioned before.
    Later,
    /// The `unit` of the time mentioned before.
    Same,
    /// A `holiday` by its rule, in the year `y` or the one that the tense tells.
    Holiday,
    /// A time of day: `hour`, `minute`, `second`; `part` of the day; `n`, days from the
    /// document's.
    Clock,
    /// A part of the day (`part`) of the day mentioned, or of `n` days from the document's.
    DayPart,
    /// How long: a count and `unit`, perhaps twice.
    Duration,
    /// How often: a `value`, or a count and `unit`, or a `weekday`.
    Set,
    /// The `kind` and `value` that the rule sets or a word means.
    Fixed,
}

/// What a reading may lean on outside its words.
pub(super) struct Context<'a> {
    /// When the document was written.
    pub(super) reference: Option<Reference>,
    /// What was mentioned before.
    pub(super) mentions: &'a Mentions,
    /// The number of the leaf.
    pub(super) leaf: usize,
    /// First token of the sentence and the one behind its last.
    pub(super) sentence: (usize, usize),
}

impl Context<'_> {
    /// The year nearest to the document's, or to the one mentioned before, that ends in two digits.
    fn nearest_with_end(&self, two_digits: i32) -> Option<i32> {
        let mentioned = || self.mentions.last.as_ref().map(|mention| mention.point.month().0);
        let near = self.reference.and_then(Reference::year).or_else(mentioned)?;
        Some(nearest_with_end(near, two_digits))
    }

    /// Where the verb of the clause points, and its token.
    fn direction(&self, parts: &Parts<'_>) -> Option<(Direction, usize)> {
        tense::direction(parts.language, parts.line, parts.whole, self.sentence)
    }

    /// Whether a part of the year may be that of any year, as the rule says by `habit` and the
    /// verb by its tense: “it rains in July”.
    fn is_habit(&self, parts: &Parts<'_>) -> bool {
        parts.has("habit") && matches!(self.direction(parts), Some((Direction::Now, _)))
    }
}

/// The month that the parts of a match name, as a word or a number.
pub(super) fn month_of(parts: &Parts<'_>) -> Option<u8> {
    absolute::month_of(parts, "")
}

/// Reads a match.
pub(super) fn read(parts: &Parts<'_>, context: &Context<'_>) -> Verdict {
    match parts.compiled.rule.read {
        Read::Day => absolute::day(parts, context),
        Read::IsoDay => absolute::iso_day(parts),
        Read::IsoMonth => absolute::iso_month(parts),
        Read::EitherOrder => absolute::either_order(parts),
        Read::YearPart => relative::year_part(parts, context),
        Read::Year => absolute::year(parts, context),
        Read::Decade => absolute::decade(parts, context),
        Read::Century => absolute::century(parts),
        Read::Interval => interval::interval(parts, context),
        Read::Weekday => relative::weekday(parts, context),
        Read::Shift => relative::shift(parts, context),
        Read::Ago => relative::ago(parts, context),
        Read::Period => period::period(parts, context),
        Read::MonthDay => period::month_day(parts, context),
        Read::Later => relative::later(parts, context),
        Read::Same => relative::same(parts, context),
        Read::Holiday => relative::holiday(parts, context),
        Read::Clock => clock::clock(parts, context),
        Read::DayPart => clock::day_part(parts, context),
        Read::Duration => spans::duration(parts),
        Read::Set => spans::set(parts),
        Read::Fixed => spans::fixed(parts, context),
    }
}
