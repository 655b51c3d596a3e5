//! Decimal numbers as texts write them, kept exactly.

/// What a single separator with three digits behind it means: `1.200`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Convention {
    /// `1.200` is a thousand and more, `1,2` a fraction (German).
    PointGroups,
    /// `1,200` is a thousand and more, `1.2` a fraction (English).
    CommaGroups,
    /// Not known.
    Unknown,
}

/// A number as written → its plain decimal form: digits, and `.` before a fraction that does not
/// end in 0. `None` for what is no number, or can be read in two ways. `multiplied` says that a
/// word like “million” follows, before which nobody groups digits by thousands.
pub(super) fn read(written: &str, convention: Convention, multiplied: bool) -> Option<String> {
    let (whole, fraction) = split(written, convention, multiplied)?;
    let digits = fraction.bytes().all(|b| b.is_ascii_digit());
    digits.then_some(plain(&groups(whole)?, fraction))
}

/// Moves the point of a plain decimal number `places` to the right: times 10^`places`.
pub(super) fn shift(number: &str, places: usize) -> String {
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let mut digits = fraction.to_owned();
    while digits.len() < places {
        digits.push('0');
    }
    let (left, right) = digits.split_at(places);
    plain(&format!("{whole}{left}"), right)
}

/// Digits before and behind the point, without idle zeros.
pub(super) fn plain(whole: &str, fraction: &str) -> String {
    let (whole, fraction) = (whole.trim_start_matches('0'), fraction.trim_end_matches('0'));
    let whole = if whole.is_empty() { "0" } else { whole };
    if fraction.is_empty() { whole.to_owned() } else { format!("{whole}.{fraction}") }
}

/// What stands before and behind the sign that starts the fraction.
fn split(written: &str, convention: Convention, multiplied: bool) -> Option<(&str, &str)> {
    let mut signs = written.char_indices().filter(|(_, c)| matches!(c, '.' | ','));
    let Some((first, sign)) = signs.next() else { return Some((written, "")) };
    let Some((last, last_sign)) = signs.next_back() else {
        let (whole, fraction) = (&written[..first], &written[first + 1..]);
        let may_group = fraction.len() == 3
            && !whole.starts_with('0')
            && whole.len() <= 3
            && whole.bytes().all(|b| b.is_ascii_digit());
        let groups = match (sign, convention) {
            _ if !may_group => false,
            ('.', Convention::PointGroups) | (',', Convention::CommaGroups) => true,
            (_, Convention::Unknown) => return None,
            _ if multiplied => false,
            _ => return None,
        };
        return Some(if groups { (written, "") } else { (whole, fraction) });
    };
    if last_sign == sign {
        return Some((written, ""));
    }
    let (whole, fraction) = (&written[..last], &written[last + 1..]);
    (!whole.contains(last_sign)).then_some((whole, fraction))
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
    (valid && digits.bytes().all(|b| b.is_ascii_digit())).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(written: &str, convention: Convention, multiplied: bool) -> String {
        read(written, convention, multiplied).unwrap_or_else(|| "-".to_owned())
    }

    #[test]
    fn separators_are_told_apart() {
        use Convention::{CommaGroups, PointGroups, Unknown};
        for (written, de, en, unknown) in [
            ("5000", "5000", "5000", "5000"),
            ("1.234,5", "1234.5", "1234.5", "1234.5"),
            ("1,234.50", "1234.5", "1234.5", "1234.5"),
            ("1.234", "1234", "-", "-"),
            ("1,234", "-", "1234", "-"),
            ("1.234.567", "1234567", "1234567", "1234567"),
            ("1,2", "1.2", "1.2", "1.2"),
            ("4.50", "4.5", "4.5", "4.5"),
            ("0.125", "0.125", "0.125", "0.125"),
            ("12,34,567.89", "1234567.89", "1234567.89", "1234567.89"),
            ("1 234 567", "1234567", "1234567", "1234567"),
            ("1’234.50", "1234.5", "1234.5", "1234.5"),
            ("1'234'567", "1234567", "1234567", "1234567"),
            ("1.23.456", "-", "-", "-"),
            ("1.2,3.4", "-", "-", "-"),
            ("1234,567", "1234.567", "1234.567", "1234.567"),
            ("007", "7", "7", "7"),
        ] {
            assert_eq!(shown(written, PointGroups, false), de, "de {written}");
            assert_eq!(shown(written, CommaGroups, false), en, "en {written}");
            assert_eq!(shown(written, Unknown, false), unknown, "{written}");
        }
        assert_eq!(shown("1,125", PointGroups, true), "1.125");
        assert_eq!(shown("1.125", CommaGroups, true), "1.125");
    }

    #[test]
    fn the_point_moves() {
        for (number, places, expected) in
            [("1.2", 6, "1200000"), ("1.23456", 3, "1234.56"), ("0.5", 3, "500"), ("7", 0, "7")]
        {
            assert_eq!(shift(number, places), expected);
        }
    }

    proptest! {
        #[test]
        fn any_text_is_a_plain_number_or_none(written in "[0-9., '’a-c]{0,20}", multiplied: bool) {
            for convention in [Convention::PointGroups, Convention::CommaGroups, Convention::Unknown] {
                if let Some(number) = read(&written, convention, multiplied) {
                    prop_assert!(number.bytes().all(|b| b.is_ascii_digit() || b == b'.'));
                    prop_assert!(!number.starts_with('.') && !number.ends_with('.'));
                }
            }
        }
    }
}
