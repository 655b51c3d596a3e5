//! Numbers in digits as texts write them: `1.234,5`, `1,234.5`, `1 234`, `1'234`, `12,34,567`.
//!
//! In go a text and the byte at which a digit stands; out come the number and where it ends. What
//! the separators leave open is said (`doubtful`) and left to the caller.

use serde::Deserialize;

use super::exact::Exact;

/// What a single separator with three digits behind it means: `1.200`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(in crate::recognise) enum Convention {
    /// `1.200` is a thousand and more, `1,2` a fraction (German).
    PointGroups,
    /// `1,200` is a thousand and more, `1.2` a fraction (English).
    CommaGroups,
    /// `1 200` is a thousand and more, `1,2` a fraction (French).
    SpaceGroups,
    /// Not known.
    #[default]
    Unknown,
}

/// A number in digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Digits {
    /// Where the digits and their separators end.
    pub(super) end: usize,
    /// The number; `None` where they make none.
    pub(super) value: Option<Exact>,
    /// Whether the separator could be meant otherwise.
    pub(super) doubtful: bool,
    /// Whether digits alone stand there, without any separator.
    pub(super) bare: bool,
}

/// So many digits are read in one go; longer runs are no number.
const LONGEST: usize = 30;

/// The number at byte `at`, where a digit stands.
pub(super) fn read(text: &str, at: usize, convention: Convention) -> Digits {
    let end = run(text, at);
    let written = &text[at..end];
    let bare = written.bytes().all(|b| b.is_ascii_digit());
    let none = Digits { end, value: None, doubtful: false, bare };
    if written.len() > 2 * LONGEST {
        return none;
    }
    let Some((whole, fraction, doubtful)) = split(written, convention) else { return none };
    let digits = fraction.bytes().all(|b| b.is_ascii_digit());
    let value = groups(whole).filter(|_| digits).and_then(|whole| Exact::decimal(&whole, fraction));
    Digits { end, value, doubtful, bare }
}

/// Where digits and the separators between them end.
fn run(text: &str, at: usize) -> usize {
    let mut end = at + digits(&text[at..]);
    let mut first = end - at <= 3;
    loop {
        let mut ahead = text[end..].chars();
        let Some(sign) = ahead.next() else { return end };
        let behind = digits(ahead.as_str());
        let joins = match sign {
            '.' | ',' | '\'' | '’' => behind > 0,
            ' ' => first && behind == 3,
            _ => false,
        };
        if !joins {
            return end;
        }
        // A blank goes on with groups only: “1 234 567,89”, never “1,5 300”.
        first &= sign == ' ';
        end += sign.len_utf8() + behind;
    }
}

fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// What stands before and behind the sign that starts the fraction, and whether that is in doubt.
fn split(written: &str, convention: Convention) -> Option<(&str, &str, bool)> {
    let mut signs = written.char_indices().filter(|(_, c)| matches!(c, '.' | ','));
    let Some((first, sign)) = signs.next() else { return Some((written, "", false)) };
    let Some((last, last_sign)) = signs.next_back() else {
        let (whole, fraction) = (&written[..first], &written[first + 1..]);
        let may_group = fraction.len() == 3
            && !whole.starts_with('0')
            && whole.len() <= 3
            && whole.bytes().all(|b| b.is_ascii_digit());
        return match (sign, convention) {
            _ if !may_group => Some((whole, fraction, false)),
            ('.', Convention::PointGroups) | (',', Convention::CommaGroups) => {
                Some((written, "", false))
            }
            (_, Convention::Unknown) => None,
            _ => Some((whole, fraction, true)),
        };
    };
    if last_sign == sign {
        return Some((written, "", false));
    }
    let (whole, fraction) = (&written[..last], &written[last + 1..]);
    (!whole.contains(last_sign)).then_some((whole, fraction, false))
}

/// The digits of a whole number, its groups checked: of three each, or as in India of two each
/// but for the last.
fn groups(whole: &str) -> Option<String> {
    let parts: Vec<&str> = whole.split(['.', ',', '\'', '’', ' ']).collect();
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    let valid = match lengths[..] {
        [] => false,
        [only] => only > 0,
        [first, .., last] => {
            let inner = &lengths[1..lengths.len() - 1];
            (1..=3).contains(&first)
                && last == 3
                && (inner.iter().all(|&len| len == 3)
                    || (whole.contains(',') && first <= 2 && inner.iter().all(|&len| len == 2)))
        }
    };
    let digits = parts.concat();
    (valid && digits.len() <= LONGEST && digits.bytes().all(|b| b.is_ascii_digit()))
        .then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(written: &str, convention: Convention) -> String {
        let read = read(written, 0, convention);
        let value = read.value.and_then(Exact::spelled).unwrap_or_else(|| "-".to_owned());
        let rest = &written[read.end..];
        let doubt = if read.doubtful { "?" } else { "" };
        if rest.is_empty() { value + doubt } else { format!("{value}{doubt} +{rest}") }
    }

    #[test]
    fn separators_are_told_apart() {
        use Convention::{CommaGroups, PointGroups, SpaceGroups, Unknown};
        for (written, de, en, fr, unknown) in [
            ("5000", "5000", "5000", "5000", "5000"),
            ("1.234,5", "1234.5", "1234.5", "1234.5", "1234.5"),
            ("1,234.50", "1234.5", "1234.5", "1234.5", "1234.5"),
            ("1.234", "1234", "1.234?", "1.234?", "-"),
            ("1,234", "1.234?", "1234", "1.234?", "-"),
            ("1.234.567", "1234567", "1234567", "1234567", "1234567"),
            ("1,2", "1.2", "1.2", "1.2", "1.2"),
            ("0.125", "0.125", "0.125", "0.125", "0.125"),
            ("12,34,567.89", "1234567.89", "1234567.89", "1234567.89", "1234567.89"),
            ("1 234 567", "1234567", "1234567", "1234567", "1234567"),
            ("1 234 567,89", "1234567.89", "1234567.89", "1234567.89", "1234567.89"),
            ("423 0000", "423 + 0000", "423 + 0000", "423 + 0000", "423 + 0000"),
            ("2020 300", "2020 + 300", "2020 + 300", "2020 + 300", "2020 + 300"),
            ("1’234.50", "1234.5", "1234.5", "1234.5", "1234.5"),
            ("1'234'567", "1234567", "1234567", "1234567", "1234567"),
            ("1.23.456", "-", "-", "-", "-"),
            ("1.2,3.4", "-", "-", "-", "-"),
            ("1234,567", "1234.567", "1234.567", "1234.567", "1234.567"),
            ("007", "7", "7", "7", "7"),
            ("5, 6", "5 +, 6", "5 +, 6", "5 +, 6", "5 +, 6"),
        ] {
            assert_eq!(shown(written, PointGroups), de, "de {written}");
            assert_eq!(shown(written, CommaGroups), en, "en {written}");
            assert_eq!(shown(written, SpaceGroups), fr, "fr {written}");
            assert_eq!(shown(written, Unknown), unknown, "{written}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_a_number_or_none(written in "[0-9][0-9., '’ä]{0,40}") {
            for convention in [Convention::PointGroups, Convention::CommaGroups, Convention::Unknown] {
                let read = read(&written, 0, convention);
                prop_assert!(written.is_char_boundary(read.end) && read.end > 0);
            }
        }
    }
}
