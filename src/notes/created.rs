//! When an annotation was made: a day, or a time of day with its distance from UTC.

use crate::edtf::Edtf;

/// The form in which notes files keep it (RFC 3339): `2020-08-03` or `2020-08-03T10:00:00Z`. Parts of
/// a second are left out, and a time whose distance from UTC is not known leaves only its day. `None`
/// where it is neither.
#[must_use]
pub fn created(text: &str) -> Option<String> {
    let text = text.trim();
    let (day, time) = text.split_at_checked(10)?;
    let shaped = day.bytes().enumerate().all(|(n, byte)| match n {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    if !shaped || Edtf::parse(day).is_err() {
        return None;
    }
    if time.is_empty() {
        return Some(day.to_owned());
    }
    let time = time.strip_prefix(['T', 't', ' '])?;
    let at = time.find(['Z', 'z', '+', '-']).unwrap_or(time.len());
    let (clock, zone) = time.split_at(at);
    let clock = clock_of(clock.trim_end())?;
    Some(match zone_of(zone)? {
        Some(zone) => format!("{day}T{clock}{zone}"),
        None => day.to_owned(),
    })
}

/// `10:00` or `10:00:00.123` with seconds and without their parts.
fn clock_of(text: &str) -> Option<String> {
    let (whole, parts) = text.split_once(['.', ',']).unwrap_or((text, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let mut fields = whole.split(':');
    let mut next = |most: u8| {
        let field = fields.next().unwrap_or("00");
        (field.len() == 2 && digits(field)).then_some(field)?;
        (field.parse::<u8>().ok()? <= most).then_some(field)
    };
    let (hour, minute, second) = (next(23)?, next(59)?, next(60)?);
    (digits(parts) && whole.contains(':') && fields.next().is_none())
        .then(|| format!("{hour}:{minute}:{second}"))
}

/// `Z` or `+02:00`; `Some(None)` where nothing is said.
fn zone_of(text: &str) -> Option<Option<String>> {
    if text.is_empty() {
        return Some(None);
    }
    if text.eq_ignore_ascii_case("z") || ["+00:00", "-00:00", "+0000"].contains(&text) {
        return Some(Some("Z".to_owned()));
    }
    let (sign, rest) = text.split_at_checked(1)?;
    let digits: String = rest.chars().filter(char::is_ascii_digit).collect();
    let shaped = digits.len() == 4 && [4, 5].contains(&rest.len());
    shaped.then(|| Some(format!("{sign}{}:{}", &digits[..2], &digits[2..])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_times_are_kept_as_precise_as_they_are() {
        for (text, expect) in [
            ("2020-08-03", "2020-08-03"),
            ("2017-04-18T22:48:46.756821+00:00", "2017-04-18T22:48:46Z"),
            ("2017-04-18T22:48:46Z", "2017-04-18T22:48:46Z"),
            ("2017-04-18 22:48+0200", "2017-04-18T22:48:00+02:00"),
            ("2017-04-18T22:48:46-05:30", "2017-04-18T22:48:46-05:30"),
            ("2017-04-18T22:48:46", "2017-04-18"),
            (" 2020-08-03 ", "2020-08-03"),
        ] {
            assert_eq!(created(text).as_deref(), Some(expect), "{text}");
            assert_eq!(created(expect).as_deref(), Some(expect), "{expect}");
        }
        for text in [
            "",
            "soon",
            "2020-08",
            "2020-02-30",
            "2020-08-03T",
            "2020-08-03T25:00Z",
            "2020-08-03T10Z",
            "2020-08-03T10:00:00:00Z",
            "2020-08-03T10:00+2",
            "2020-08-03x",
            "ääääääääää",
            "2020-08-03T10:00:00é",
        ] {
            assert_eq!(created(text), None, "{text}");
        }
    }
}
