//! Dates that say themselves when they are.

use super::super::calendar;
use super::super::guard;
use super::super::meant::Meant;
use super::super::parts::Parts;
use super::{Context, Verdict};
use crate::edtf::Edtf;

/// The year that the parts name: `y`, or `yy` in the century that the document's date gives, or
/// the year mentioned before.
pub(super) fn year_of(parts: &Parts<'_>, context: &Context<'_>, suffix: &str) -> Option<i32> {
    let full = parts.parse(&format!("y{suffix}"));
    full.or_else(|| {
        let end = parts.parse(&format!("yy{suffix}"))?;
        match parts.parse::<i32>("y") {
            // “1923/24”: the next year that ends so.
            Some(year) if suffix == "2" => {
                Some(year - year % 100 + end + if end <= year % 100 { 100 } else { 0 })
            }
            _ => context.nearest_with_end(end),
        }
    })
}

/// The month that the parts name, as a word or a number.
pub(super) fn month_of(parts: &Parts<'_>, suffix: &str) -> Option<u8> {
    parts.parse(&format!("month{suffix}")).or_else(|| parts.parse(&format!("n{suffix}")))
}

/// Whether the parts name a year at all, which need not be one.
pub(super) fn has_year(parts: &Parts<'_>, suffix: &str) -> bool {
    parts.has(&format!("y{suffix}")) || parts.has(&format!("yy{suffix}"))
}

pub(super) fn day(parts: &Parts<'_>, context: &Context<'_>) -> Verdict {
    let (Some(day), Some(month)) = (parts.parse("d"), month_of(parts, "")) else {
        return Verdict::No;
    };
    if has_year(parts, "") {
        let julian = parts.text("calendar") == Some("julian");
        let of = |year| {
            if julian {
                calendar::julian_day(year, month, day)
            } else {
                calendar::day(year, month, day)
            }
        };
        let date = year_of(parts, context, "").and_then(of);
        let verdict = Verdict::date_or_never(date);
        return if parts.has("yy") { by_context(verdict) } else { verdict };
    }
    if guard::has_other_year(parts.line, parts.target().1) {
        return Verdict::Never;
    }
    // “the 12th of October last” counts from another date than the document's.
    let reference = context.reference.filter(|_| !parts.has("relative"));
    let date = calendar::day_without_year(reference, month, day).map(Edtf::Date);
    by_context(Verdict::date_or_never(date))
}

fn by_context(verdict: Verdict) -> Verdict {
    match verdict {
        Verdict::Time(meant) => Verdict::Time(meant.by_context()),
        other => other,
    }
}

fn two_digits(parts: &Parts<'_>, name: &str) -> bool {
    parts.text(name).is_none_or(|text| text.len() == 2)
}

pub(super) fn iso_day(parts: &Parts<'_>) -> Verdict {
    if !two_digits(parts, "n") || !two_digits(parts, "d") {
        return Verdict::No;
    }
    let date = || calendar::day(parts.parse("y")?, parts.parse("n")?, parts.parse("d")?);
    Verdict::date_or_never(date())
}

/// A month, unless it is the last two digits of the next year: “2003-04” may be a winter.
pub(super) fn iso_month(parts: &Parts<'_>) -> Verdict {
    let date = || {
        let (year, month) = (parts.parse::<i32>("y")?, parts.parse::<u8>("n")?);
        let is_year = (year + 1) % 100 == i32::from(month);
        (!is_year && two_digits(parts, "n")).then(|| calendar::month(year, month)).flatten()
    };
    Verdict::date_or_no(date())
}

/// Day and month as numbers in either order, where only one order makes a date, or both the same.
pub(super) fn either_order(parts: &Parts<'_>) -> Verdict {
    let date = || {
        let (year, a, b) = (parts.parse("y")?, parts.parse("d")?, parts.parse("d2")?);
        let (day_first, month_first) = (calendar::day(year, b, a), calendar::day(year, a, b));
        match (day_first, month_first) {
            (Some(date), None) | (None, Some(date)) => Some(date),
            (Some(date), Some(other)) if date == other => Some(date),
            _ => None,
        }
    };
    Verdict::date_or_never(date())
}

pub(super) fn year(parts: &Parts<'_>, context: &Context<'_>) -> Verdict {
    let end = parts.target().1;
    let refuted = match parts.text("guard") {
        Some("bare") => {
            guard::counts(parts.language, parts.line, end)
                || guard::fills_a_cell(parts.line, parts.target())
        }
        // “2002, 1692)” is a volume's year and a page.
        Some("cited") => guard::is_behind_number(parts.line, parts.whole.0),
        Some("alone") => {
            guard::counts(parts.language, parts.line, end)
                || guard::is_among_numbers(parts.line, parts.target())
                || guard::fills_a_cell(parts.line, parts.target())
        }
        Some("likely") => guard::measures(parts.language, parts.line, end),
        _ => false,
    };
    if refuted {
        return Verdict::No;
    }
    let plausible = |year: &i32| match (parts.parse::<i32>("from"), parts.parse::<i32>("to")) {
        (Some(from), Some(to)) => (from..=to).contains(year),
        _ => true,
    };
    let date = parts.parse::<i32>("y").filter(plausible).and_then(calendar::year);
    if parts.has("yy") {
        let date = year_of(parts, context, "").and_then(calendar::year);
        return by_context(Verdict::date_or_no(date));
    }
    let early = || parts.parse::<i32>("int").and_then(|year| before_thousand(parts, year));
    Verdict::date_or_no(date.or_else(early))
}

/// A year that only what stands beside it shows to be one: 71 AD, 1230 BC. Before the common era
/// years are numbered as astronomers do (ISO 8601-2, 4.2): 1 BC is the year 0.
fn before_thousand(parts: &Parts<'_>, year: i32) -> Option<Edtf> {
    let known = (1..=9999).contains(&year);
    known.then(|| Edtf::year(if parts.text("era") == Some("BC") { 1 - year } else { year }))
}

pub(super) fn decade(parts: &Parts<'_>, context: &Context<'_>) -> Verdict {
    if let Some(first) = parts.parse("y") {
        return Verdict::date_or_no(calendar::decade(first));
    }
    // “the nineties” are the last ones that have begun.
    let named = || {
        let (within, year) = (parts.parse::<i32>("decade")?, context.reference?.year()?);
        let first = year - year.rem_euclid(100) + within;
        let first = if first > year { first - 100 } else { first };
        Some(Meant::date(calendar::partial_year(first, 1)).by_context())
    };
    let open = || {
        let within = parts.parse::<i32>("decade")?;
        Some(Meant::plain(crate::annotation::TimeKind::Date, format!("XX{}", within / 10)))
    };
    Verdict::or_no(named().or_else(open))
}

pub(super) fn century(parts: &Parts<'_>) -> Verdict {
    Verdict::date_or_no(parts.parse("c").and_then(calendar::century))
}
