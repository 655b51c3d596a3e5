//! How the parts of a match make a date; shared by the languages' rules.
//!
//! Each reads the groups that it names (see [`super::rule::Vocabulary`]); a group that the pattern
//! lacks makes no date.

use super::calendar;
use super::rule::{Parts, Reading};
use crate::edtf::Edtf;

/// `{d}`, `{m}` or `{n}`, `{y}`.
pub(super) fn day(parts: &Parts<'_>) -> Reading {
    Reading::or_never(full_day(parts, ""))
}

/// `{d}`, `{n}`, `{yy}`: a two-digit year, in the century that the document's date gives.
pub(super) fn day_short_year(parts: &Parts<'_>) -> Reading {
    let date = || {
        let year = parts.reference?.nearest_with_end(parts.year("yy")?);
        calendar::day(year, parts.small("n")?, parts.small("d")?)
    };
    Reading::or_never(date())
}

/// `{d}`, `{m}` or `{n}`, without a year.
pub(super) fn day_without_year(parts: &Parts<'_>) -> Reading {
    let date = || {
        let (month, day) = (month_of(parts, "")?, parts.small("d")?);
        let reference = parts.reference.filter(|_| !parts.is_relative());
        calendar::day_without_year(reference, month, day).map(Edtf::Date)
    };
    if parts.has_other_year() { Reading::Never } else { Reading::or_never(date()) }
}

/// `{m}` or `{n}`, `{y}`.
pub(super) fn month(parts: &Parts<'_>) -> Reading {
    let date = || calendar::month(parts.year("y")?, month_of(parts, "")?);
    Reading::or_no(date())
}

/// `{s}`, `{y}`, perhaps `{yy}` for a winter that runs into the next year.
pub(super) fn season(parts: &Parts<'_>) -> Reading {
    let date = || {
        let (year, season) = (parts.year("y")?, parts.season("s")?);
        let over_the_year = parts.year("yy").is_none_or(|next| next == (year + 1) % 100);
        over_the_year.then(|| calendar::season(year, season)).flatten()
    };
    Reading::or_never(date())
}

/// `{y}`, where what stands before it says that it is a year.
pub(super) fn year(parts: &Parts<'_>) -> Reading {
    Reading::or_no(parts.year("y").and_then(calendar::year))
}

/// `{y}` behind a word that makes a year likely, unless a unit stands behind it.
pub(super) fn likely_year(parts: &Parts<'_>) -> Reading {
    if parts.measures() { Reading::No } else { year(parts) }
}

/// `{y}`, unless what stands behind it may be what it counts.
pub(super) fn bare_year(parts: &Parts<'_>) -> Reading {
    if parts.counts() { Reading::No } else { year(parts) }
}

/// `{y}`, about then, unless what stands behind it may be what it counts.
pub(super) fn about_year(parts: &Parts<'_>) -> Reading {
    if parts.counts() {
        return Reading::No;
    }
    Reading::or_no(parts.year("y").and_then(calendar::about))
}

/// `{y}`, the first year of a decade.
pub(super) fn decade(parts: &Parts<'_>) -> Reading {
    Reading::or_no(parts.year("y").and_then(calendar::decade))
}

/// The group `c`, a century's number.
pub(super) fn century(parts: &Parts<'_>) -> Reading {
    Reading::or_no(parts.year("c").and_then(calendar::century))
}

/// `{d}`, `{d2}`, `{m2}`, `{y2}`: days of one month. A group `and` joins only days in succession.
pub(super) fn days_of_month(parts: &Parts<'_>) -> Reading {
    let date = || {
        let (year, month) = (parts.year("y2")?, month_of(parts, "2")?);
        let first = calendar::day(year, month, parts.small("d")?);
        calendar::interval(first, calendar::day(year, month, parts.small("d2")?))
    };
    if in_succession(parts) { Reading::or_never(date()) } else { Reading::No }
}

/// `{d}`, `{d2}`, `{m2}`: days of one month without a year.
pub(super) fn days_without_year(parts: &Parts<'_>) -> Reading {
    let date = || {
        let (month, day, day2) = (month_of(parts, "2")?, parts.small("d")?, parts.small("d2")?);
        let ascending = day < day2;
        let make = || calendar::days_without_year(parts.reference, (month, day), (month, day2));
        ascending.then(make).flatten()
    };
    if in_succession(parts) { Reading::or_no(date()) } else { Reading::No }
}

/// `{d}`, `{m}`, perhaps `{y}`, to `{d2}`, `{m2}`, `{y2}`.
pub(super) fn days(parts: &Parts<'_>) -> Reading {
    let date = || {
        let (month, day) = (month_of(parts, "")?, parts.small("d")?);
        let last = full_day(parts, "2");
        let end = (month_of(parts, "2")?, parts.small("d2")?);
        let assumed = parts.year("y2")? - i32::from((month, day) > end);
        let year = parts.year("y").unwrap_or(assumed);
        calendar::interval(calendar::day(year, month, day), last)
    };
    Reading::or_no(date())
}

/// `{d}`, `{m}` to `{d2}`, `{m2}`, both without a year.
pub(super) fn days_over_months_without_year(parts: &Parts<'_>) -> Reading {
    let date = || {
        let first = (month_of(parts, "")?, parts.small("d")?);
        calendar::days_without_year(
            parts.reference,
            first,
            (month_of(parts, "2")?, parts.small("d2")?),
        )
    };
    Reading::or_no(date())
}

/// `{m}`, perhaps `{y}`, to `{m2}`, `{y2}`.
pub(super) fn months(parts: &Parts<'_>) -> Reading {
    let date = || {
        let (month, month2) = (month_of(parts, "")?, month_of(parts, "2")?);
        let year2 = parts.year("y2")?;
        let year = parts.year("y").unwrap_or(year2 - i32::from(month > month2));
        calendar::interval(calendar::month(year, month), calendar::month(year2, month2))
    };
    Reading::or_no(date())
}

/// `{y}` to `{y2}` or to the year that ends in `{yy}`, unless what stands behind may be what they
/// count.
pub(super) fn years(parts: &Parts<'_>) -> Reading {
    let date = || {
        let year = parts.year("y")?;
        let end = |end: i32| year - year % 100 + end + if end <= year % 100 { 100 } else { 0 };
        let last = parts.year("y2").or_else(|| parts.year("yy").map(end))?;
        let longest = if parts.has("yy") { 20 } else { 300 };
        let plausible = last - year <= longest && !parts.is_file_number();
        let make = || calendar::interval(calendar::year(year), calendar::year(last));
        plausible.then(make).flatten()
    };
    if parts.counts() { Reading::No } else { Reading::or_no(date()) }
}

/// The groups `a`, `b` and `{y}`: day and month as numbers in either order, where only one order
/// makes a date, or both the same.
pub(super) fn day_in_either_order(parts: &Parts<'_>) -> Reading {
    let date = || {
        let (year, a, b) = (parts.year("y")?, parts.small("a")?, parts.small("b")?);
        let (day_first, month_first) = (calendar::day(year, b, a), calendar::day(year, a, b));
        match (day_first, month_first) {
            (Some(date), None) | (None, Some(date)) => Some(date),
            (Some(date), Some(other)) if date == other => Some(date),
            _ => None,
        }
    };
    let same_sign = parts.text("p") == parts.text("q");
    if same_sign { Reading::or_never(date()) } else { Reading::No }
}

fn full_day(parts: &Parts<'_>, number: &str) -> Option<Edtf> {
    let year = parts.year(&format!("y{number}"))?;
    calendar::day(year, month_of(parts, number)?, parts.small(&format!("d{number}"))?)
}

fn month_of(parts: &Parts<'_>, number: &str) -> Option<u8> {
    let word = parts.month(&format!("m{number}"));
    word.or_else(|| parts.small(&format!("n{number}")))
}

fn in_succession(parts: &Parts<'_>) -> bool {
    let follows = || Some(parts.small("d")? + 1 == parts.small("d2")?);
    !parts.has("and") || follows() == Some(true)
}
