//! Reading EDTF strings.

use std::fmt;

use super::{Bound, Date, Edtf, Part, Qualifier, Year, days_in_month};

/// Why a string is no EDTF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EdtfError {
    text: String,
    reason: &'static str,
}

impl fmt::Display for EdtfError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "“{}” is no EDTF date: {}", self.text, self.reason)
    }
}

impl std::error::Error for EdtfError {}

/// Longest string looked at, in bytes; nobody writes a longer date.
const MAX: usize = 500;

pub(super) fn edtf(text: &str) -> Result<Edtf, EdtfError> {
    let text = text.trim();
    let fail = |reason| EdtfError { text: text.chars().take(60).collect(), reason };
    if text.len() > MAX {
        return Err(fail("it is too long"));
    }
    if let Some(inner) = text.strip_prefix('[') {
        let inner = inner.strip_suffix(']').ok_or_else(|| fail("the closing ] is missing"))?;
        return one_of(inner).map_err(fail);
    }
    single(text).map_err(fail)
}

type Parsed<T> = Result<T, &'static str>;

fn one_of(inner: &str) -> Parsed<Edtf> {
    let members = inner.split(',').map(|m| match m.trim().split_once("..") {
        Some((start, end)) if !start.is_empty() && !end.is_empty() => interval(start, end),
        _ => single(m.trim()),
    });
    Ok(Edtf::OneOf(members.collect::<Parsed<_>>()?))
}

fn single(text: &str) -> Parsed<Edtf> {
    match text.split_once('/') {
        Some((start, end)) => interval(start, end),
        None => date(text).map(Edtf::Date),
    }
}

fn interval(start: &str, end: &str) -> Parsed<Edtf> {
    let (start, end) = (bound(start)?, bound(end)?);
    if let (Bound::Date(first), Bound::Date(last)) = (&start, &end)
        && let (Some(first), Some(last)) = (first.earliest(), last.latest())
        && first > last
    {
        return Err("the interval ends before it starts");
    }
    Ok(Edtf::Interval(start, end))
}

fn bound(text: &str) -> Parsed<Bound> {
    match text {
        ".." => Ok(Bound::Open),
        "" => Ok(Bound::Unknown),
        _ => date(text).map(Bound::Date),
    }
}

fn date(text: &str) -> Parsed<Date> {
    let (year_qualifier, text) = leading_qualifier(text);
    let (text, qualifier) = trailing_qualifier(text);
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let mut parts = digits.split('-');
    let mut year = year(parts.next().unwrap_or_default())?;
    if negative {
        year.value = -year.value;
    }
    let month = parts.next().map_or(Ok(Part::None), part)?;
    let day = parts.next().map_or(Ok(Part::None), part)?;
    if parts.next().is_some() {
        return Err("it has more than year, month and day");
    }
    let date = Date { year, month, day, qualifier, year_qualifier };
    check(&date)?;
    Ok(date)
}

fn check(date: &Date) -> Parsed<()> {
    match (date.month, date.day) {
        (Part::Known(1..=12 | 21..=24) | Part::Unknown | Part::None, Part::None) => {}
        (Part::Known(1..=12) | Part::Unknown, Part::Unknown) => {}
        (Part::Known(month @ 1..=12), Part::Known(day)) => {
            // A year with unknown digits may be a leap year.
            let year = if date.year.unknown == 0 { date.year.value } else { 2000 };
            if day == 0 || day > days_in_month(year, month) {
                return Err("the month has no such day");
            }
        }
        (Part::Known(21..=24), _) => return Err("a season has no days"),
        (Part::Known(_), _) => return Err("there is no such month"),
        _ => return Err("a day needs its month"),
    }
    Ok(())
}

fn leading_qualifier(text: &str) -> (Qualifier, &str) {
    match text.chars().next().and_then(qualifier) {
        Some(found) => (found, &text[1..]),
        None => (Qualifier::default(), text),
    }
}

fn trailing_qualifier(text: &str) -> (&str, Qualifier) {
    match text.chars().next_back().and_then(qualifier) {
        Some(found) => (&text[..text.len() - 1], found),
        None => (text, Qualifier::default()),
    }
}

fn qualifier(c: char) -> Option<Qualifier> {
    match c {
        '?' => Some(Qualifier { uncertain: true, approximate: false }),
        '~' => Some(Qualifier { uncertain: false, approximate: true }),
        '%' => Some(Qualifier { uncertain: true, approximate: true }),
        _ => None,
    }
}

fn year(text: &str) -> Parsed<Year> {
    let known = text.trim_end_matches('X');
    if text.len() != 4 || !known.bytes().all(|b| b.is_ascii_digit()) {
        return Err("a year has four digits, unknown ones last as X");
    }
    let unknown = text.len() - known.len();
    let value = if known.is_empty() { 0 } else { known.parse::<i32>().map_err(|_| "bad year")? };
    let value = value * 10i32.pow(u32::try_from(unknown).unwrap_or(4));
    Ok(Year { value, unknown: u8::try_from(unknown).unwrap_or(4) })
}

fn part(text: &str) -> Parsed<Part> {
    match text {
        "XX" => Ok(Part::Unknown),
        _ if text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit()) => {
            text.parse().map(Part::Known).map_err(|_| "bad number")
        }
        _ => Err("month and day have two digits"),
    }
}
