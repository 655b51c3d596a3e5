//! Dates as people and programs write them in metadata.
//!
//! Only forms that can mean one day or month alone are read: `08/03/2020` can mean two days and is
//! refused.

use crate::edtf::Edtf;

/// English and German names; a name may be cut after its third letter.
const MONTHS: [&[&str]; 12] = [
    &["january", "januar", "jänner"],
    &["february", "februar", "feber"],
    &["march", "märz", "maerz"],
    &["april"],
    &["may", "mai"],
    &["june", "juni"],
    &["july", "juli"],
    &["august"],
    &["september"],
    &["october", "oktober"],
    &["november"],
    &["december", "dezember"],
];

/// English and German names; a name may be cut after its second letter.
const WEEKDAYS: [&str; 15] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "montag",
    "dienstag",
    "mittwoch",
    "donnerstag",
    "freitag",
    "samstag",
    "sonnabend",
    "sonntag",
];

/// Reads `2020-08-03T10:00:00Z`, `3 August 2020`, `August 3, 2020`, `3. August 2020`,
/// `03.08.2020`, `August 2020`, each perhaps with a weekday before and a time of day behind it,
/// which is dropped.
pub(super) fn date(text: &str) -> Option<Edtf> {
    if let Some(day) = date_time(text) {
        return Some(day);
    }
    let words: Vec<&str> =
        text.split([' ', '\u{A0}', ',', '\n']).filter(|word| !word.is_empty()).take(9).collect();
    let words = match words.as_slice() {
        [first, rest @ ..] if !rest.is_empty() && is_weekday(first) => rest,
        all => all,
    };
    let (date, rest) = dotted(words).or_else(|| worded(words))?;
    let timed = rest
        .first()
        .is_none_or(|word| word.contains(':') && word.starts_with(|c: char| c.is_ascii_digit()));
    timed.then_some(date)
}

/// An ISO 8601 date with a time of day behind it.
fn date_time(text: &str) -> Option<Edtf> {
    let (day, time) = text.split_at_checked(10)?;
    let time = time.strip_prefix(['T', 't', ' '])?;
    if !time.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let parts: Vec<&str> = day.split('-').collect();
    let [year, month, day] = parts.as_slice() else { return None };
    Edtf::day(digits(year, 4)?, small(month)?, small(day)?)
}

/// `03.08.2020`.
fn dotted<'a>(words: &'a [&'a str]) -> Option<(Edtf, &'a [&'a str])> {
    let (first, rest) = words.split_first()?;
    let parts: Vec<&str> = first.split('.').collect();
    let [day, month, year] = parts.as_slice() else { return None };
    Some((Edtf::day(digits(year, 4)?, small(month)?, small(day)?)?, rest))
}

/// A date with its month in letters.
fn worded<'a>(words: &'a [&'a str]) -> Option<(Edtf, &'a [&'a str])> {
    let day_of = |word: &str| {
        let word = word.strip_suffix('.').unwrap_or(word);
        let ordinal = ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end));
        small(ordinal.unwrap_or(word))
    };
    if let [day, name, year, rest @ ..] = words
        && let (Some(day), Some(month), Some(year)) = (day_of(day), month(name), digits(year, 4))
    {
        return Some((Edtf::day(year, month, day)?, rest));
    }
    if let [name, day, year, rest @ ..] = words
        && let (Some(month), Some(day), Some(year)) = (month(name), day_of(day), digits(year, 4))
    {
        return Some((Edtf::day(year, month, day)?, rest));
    }
    match words {
        [name, year, rest @ ..] => Some((Edtf::month(digits(year, 4)?, month(name)?)?, rest)),
        _ => None,
    }
}

fn month(word: &str) -> Option<u8> {
    let word = word.trim_end_matches('.').to_lowercase();
    if word.chars().count() < 3 {
        return None;
    }
    let index = MONTHS.iter().position(|names| names.iter().any(|name| name.starts_with(&word)))?;
    u8::try_from(index + 1).ok()
}

fn is_weekday(word: &str) -> bool {
    let word = word.trim_end_matches('.').to_lowercase();
    word.len() >= 2 && WEEKDAYS.iter().any(|name| name.starts_with(&word))
}

/// One or two digits.
fn small(text: &str) -> Option<u8> {
    let valid = matches!(text.len(), 1 | 2) && text.bytes().all(|b| b.is_ascii_digit());
    valid.then(|| text.parse().ok()).flatten()
}

/// Exactly `len` digits.
fn digits(text: &str, len: usize) -> Option<i32> {
    let valid = text.len() == len && text.bytes().all(|b| b.is_ascii_digit());
    valid.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_prose() {
        for (text, expected) in [
            ("2020-08-03T10:00:00+02:00", "2020-08-03"),
            ("2020-08-03 10:00", "2020-08-03"),
            ("3 August 2020", "2020-08-03"),
            ("August 3, 2020", "2020-08-03"),
            ("Aug. 3rd, 2020", "2020-08-03"),
            ("3. August 2020", "2020-08-03"),
            ("Montag, den 3. August 2020", ""),
            ("Montag, 3. August 2020", "2020-08-03"),
            ("Mon, 3 Aug 2020 10:00:00 +0200 (CEST)", "2020-08-03"),
            ("03.08.2020", "2020-08-03"),
            ("3.8.2020 12:30", "2020-08-03"),
            ("1. März 1999", "1999-03-01"),
            ("August 2020", "2020-08"),
            ("1. Sept. 2020", "2020-09-01"),
            ("31 February 2020", ""),
            ("31.02.2020", ""),
            ("08/03/2020", ""),
            ("03.08.20", ""),
            ("2020-08-03x", ""),
            ("2020-08-03 or later", ""),
            ("3 August 2020 perhaps", ""),
            ("yesterday", ""),
            ("ääääääää", ""),
            ("", ""),
        ] {
            let found = date(text).map(|date| date.to_string()).unwrap_or_default();
            assert_eq!(found, expected, "{text}");
        }
    }
}
