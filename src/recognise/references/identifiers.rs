//! Identifiers of publications: checked, and in one spelling.

/// A Digital Object Identifier (ISO 26324) as the words give it, without what follows it.
pub(super) fn doi(words: &str) -> Option<&str> {
    let doi = super::address::trim(words);
    let (_, suffix) = doi.split_once('/')?;
    (!suffix.is_empty()).then_some(doi)
}

/// An International Standard Book Number (ISO 2108) with 13 digits; `None` where its check digit
/// is wrong. One with ten becomes one with 13.
pub(super) fn isbn(words: &str) -> Option<String> {
    let digits: Option<Vec<u32>> = words
        .chars()
        .filter(|c| c.is_alphanumeric())
        .map(|c| if c.eq_ignore_ascii_case(&'x') { Some(10) } else { c.to_digit(10) })
        .collect();
    let mut digits = digits?;
    match digits.len() {
        10 => {
            let sum: u32 = digits.iter().zip((1..=10).rev()).map(|(digit, by)| digit * by).sum();
            if digits[..9].contains(&10) || !sum.is_multiple_of(11) {
                return None;
            }
            digits.pop();
            digits.splice(0..0, [9, 7, 8]);
            digits.push((10 - sum13(&digits) % 10) % 10);
        }
        13 if !digits.contains(&10) && sum13(&digits).is_multiple_of(10) => {}
        _ => return None,
    }
    let shown: String = digits.iter().map(u32::to_string).collect();
    Some(format!("ISBN {shown}"))
}

/// The weighted sum of ISO 2108, annex C.
fn sum13(digits: &[u32]) -> u32 {
    digits.iter().zip([1, 3].into_iter().cycle()).map(|(digit, by)| digit * by).sum()
}

/// An arXiv identifier of either scheme; `None` where its month is none.
pub(super) fn arxiv(words: &str) -> Option<String> {
    let digits = words.rsplit_once('/').map_or(words, |(_, number)| number);
    let month: u32 = digits.get(2..4)?.parse().ok()?;
    (1..=12).contains(&month).then(|| format!("arXiv:{words}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn check_digits_are_checked() {
        for (words, expected) in [
            ("3-16-148410-X", Some("ISBN 9783161484100")),
            ("316148410x", Some("ISBN 9783161484100")),
            ("978-3-16-148410-0", Some("ISBN 9783161484100")),
            ("978-3-16-148410-1", None),
            ("3-16-148410-1", None),
            ("X161484103", None),
            ("12345", None),
        ] {
            assert_eq!(isbn(words).as_deref(), expected, "{words}");
        }
    }

    #[test]
    fn identifiers_are_checked() {
        assert_eq!(doi("10.1234/abc).").map(str::to_owned).as_deref(), Some("10.1234/abc"));
        assert_eq!(doi("10.1234/a(b)c"), Some("10.1234/a(b)c"));
        assert_eq!(doi("10.1234/."), None);
        assert_eq!(arxiv("1901.01234v2").as_deref(), Some("arXiv:1901.01234v2"));
        assert_eq!(arxiv("hep-th/9901001").as_deref(), Some("arXiv:hep-th/9901001"));
        assert_eq!(arxiv("1913.01234"), None);
    }
}
