//! From one date to another.

use super::super::calendar;
use super::super::guard;
use super::super::meant::{Meant, timex_of_date};
use super::super::parts::Parts;
use super::absolute::{has_year, month_of, year_of};
use super::{Context, Verdict};
use crate::edtf::{Bound, Edtf};

/// The longest interval between two years written out, and where the second is shortened.
const LONGEST: [i32; 2] = [300, 20];

pub(super) fn interval(parts: &Parts<'_>, context: &Context<'_>) -> Verdict {
    if parts.has("c2") {
        centuries(parts)
    } else if parts.has("d") && parts.has("d2") {
        days(parts, context)
    } else if month_of(parts, "2").is_some() {
        months(parts, context)
    } else {
        years(parts, context)
    }
}

fn days(parts: &Parts<'_>, context: &Context<'_>) -> Verdict {
    let (Some(day), Some(day2)) = (parts.parse::<u8>("d"), parts.parse::<u8>("d2")) else {
        return Verdict::No;
    };
    // “the 3rd and 15th of September” are two days, “the 3rd and 4th” are two nights' time.
    if parts.has("and") && day.checked_add(1) != Some(day2) {
        return Verdict::No;
    }
    let Some(month2) = month_of(parts, "2").or_else(|| month_of(parts, "")) else {
        return Verdict::No;
    };
    let month = month_of(parts, "").unwrap_or(month2);
    let year2 = year_of(parts, context, "2");
    if let Some(year2) = year2 {
        let year = year_of(parts, context, "").unwrap_or(year2 - i32::from(month > month2));
        let first = calendar::day(year, month, day);
        return or_never(parts, calendar::interval(first, calendar::day(year2, month2, day2)));
    }
    if has_year(parts, "") || (month == month2 && day >= day2) {
        return Verdict::No;
    }
    let value = calendar::days_without_year(context.reference, (month, day), (month2, day2));
    with_ends(parts, value.map(|value| Meant::date(value).by_context()))
}

fn or_never(parts: &Parts<'_>, value: Option<Edtf>) -> Verdict {
    match with_ends(parts, value.map(Meant::date)) {
        Verdict::No => Verdict::Never,
        other => other,
    }
}

fn months(parts: &Parts<'_>, context: &Context<'_>) -> Verdict {
    let value = || {
        let (month, month2) = (month_of(parts, "")?, month_of(parts, "2")?);
        let year2 = year_of(parts, context, "2");
        let meant = |value| Some(Meant::date(value));
        let Some(year2) = year2 else {
            if context.is_habit(parts) {
                return Some(Meant::date(of_any_year(month, month2)?).by_context());
            }
            let year = context.reference?.year()?;
            let last = calendar::month(year + i32::from(month > month2), month2);
            return meant(calendar::interval(calendar::month(year, month), last)?)
                .map(Meant::by_context);
        };
        let year = year_of(parts, context, "").unwrap_or(year2 - i32::from(month > month2));
        meant(calendar::interval(calendar::month(year, month), calendar::month(year2, month2))?)
    };
    with_ends(parts, value())
}

/// From one month to another of some year.
fn of_any_year(month: u8, month2: u8) -> Option<Edtf> {
    let known = [month, month2].iter().all(|month| (1..=12).contains(month));
    let bound = |month| Bound::Date(calendar::month_of_some_year(month));
    known.then(|| Edtf::Interval(bound(month), bound(month2)))
}

/// Years, unless what stands behind may be what they count.
fn years(parts: &Parts<'_>, context: &Context<'_>) -> Verdict {
    let end = parts.target().1;
    if guard::counts(parts.language, parts.line, end)
        || guard::is_file_number(parts.line, parts.whole.0)
    {
        return Verdict::No;
    }
    let value = || {
        let year = year_of(parts, context, "")?;
        let last = year_of(parts, context, "2")?;
        let longest = LONGEST[usize::from(parts.has("yy2"))];
        let plausible = last - year <= longest;
        let make = || calendar::interval(calendar::year(year), calendar::year(last));
        plausible.then(make).flatten().map(Meant::date)
    };
    with_ends(parts, value())
}

fn centuries(parts: &Parts<'_>) -> Verdict {
    let century = |name| parts.parse(name).and_then(calendar::century);
    with_ends(parts, calendar::interval(century("c"), century("c2")).map(Meant::date))
}

/// Notes which words stand for which end.
fn with_ends(parts: &Parts<'_>, meant: Option<Meant>) -> Verdict {
    let Some(mut meant) = meant else { return Verdict::No };
    if let Some(Edtf::Interval(Bound::Date(first), Bound::Date(last))) = &meant.edtf
        && let (Some(first_span), Some(last_span)) = (parts.bytes("first"), parts.bytes("last"))
    {
        meant.ends = vec![(first_span, timex_of_date(first)), (last_span, timex_of_date(last))];
    }
    Verdict::Time(meant)
}
