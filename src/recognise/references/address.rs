//! Web and mail addresses: where they end, and which of them are links.
//!
//! What stands in the text is shown as it stands; nothing here decodes, encodes or completes it.

use std::ops::Range;

use crate::text::is_word;

/// The longest local part (RFC 5321, 4.5.3.1.1).
const LOCAL: usize = 64;
/// The longest domain (RFC 5321, 4.5.3.1.2).
const DOMAIN: usize = 255;

/// An address without the punctuation and the closing brackets behind it that are not its own.
pub(super) fn trim(words: &str) -> &str {
    let mut words = words;
    // How many more brackets are closed than opened, counted once.
    let mut open = [('(', ')'), ('[', ']')].map(|(opening, closing)| {
        let count = |sign| words.matches(sign).count();
        (closing, count(closing).saturating_sub(count(opening)))
    });
    loop {
        let Some(last) = words.chars().next_back() else { return words };
        let cut = match open.iter_mut().find(|(closing, _)| *closing == last) {
            Some((_, 0)) => false,
            Some((_, surplus)) => {
                *surplus -= 1;
                true
            }
            None => !(is_word(last) || "/#=&%$+-~*_".contains(last)),
        };
        if !cut {
            return words;
        }
        words = &words[..words.len() - last.len_utf8()];
    }
}

/// A web address (RFC 3986) at the start of the words; `None` where there is no host.
pub(super) fn web(words: &str) -> Option<&str> {
    let address = trim(words);
    let host = address.split_once("://").map_or(address, |(_, rest)| rest);
    let host = host.split(['/', '?', '#']).next()?;
    let host = host.rsplit('@').next()?;
    let labels = host.split(':').next()?.split('.').filter(|label| !label.is_empty()).count();
    let least = if address.contains("://") { 1 } else { 3 };
    let starts = host.starts_with('[') || host.chars().next().is_some_and(char::is_alphanumeric);
    (starts && labels >= least).then_some(address)
}

/// The address that a link may lead to: what stands there, if its scheme is one that readers can
/// follow without danger.
pub(super) fn link(address: &str) -> Option<String> {
    let scheme = address.split_once(':')?.0;
    let safe = ["http", "https", "mailto"].iter().any(|known| scheme.eq_ignore_ascii_case(known));
    safe.then(|| address.to_owned())
}

/// Whether an address has a scheme of the web's.
pub(super) fn is_web(address: &str) -> bool {
    link(address).is_some() && address.contains("://")
}

/// The bytes of the mail address (RFC 5321, 4.1.2, dotted forms only) around the `@` at byte `at`.
pub(super) fn mail(text: &str, at: usize) -> Option<Range<usize>> {
    let local = |c: char| c.is_alphanumeric() || "!#$%&'*+/=?^_`{|}~.-".contains(c);
    let (mut start, mut left) = (at, 0);
    for (place, c) in text[..at].char_indices().rev() {
        if !local(c) {
            break;
        }
        left += 1;
        if left > LOCAL {
            return None;
        }
        start = place;
    }
    let skipped = text[start..at].find(|c: char| c.is_alphanumeric() || c == '_')?;
    start += skipped;
    let name = &text[start..at];
    let domain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-');
    let rest = &text[at + 1..];
    let length = rest.find(|c| !domain(c)).unwrap_or(rest.len());
    let host = rest[..length].trim_end_matches(['.', '-']);
    let labels: Vec<&str> = host.split('.').collect();
    let sound =
        |label: &&str| !label.is_empty() && !label.starts_with('-') && !label.ends_with('-');
    let top = labels.last()?;
    let good = labels.len() >= 2
        && labels.iter().all(sound)
        && host.len() <= DOMAIN
        && top.chars().all(char::is_alphabetic)
        && top.chars().count() >= 2
        && !name.contains("..")
        && !name.ends_with('.');
    good.then(|| start..at + 1 + host.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_its_own_stays_outside() {
        for (words, expected) in [
            ("https://example.org/a_(b)", "https://example.org/a_(b)"),
            ("https://example.org/a).", "https://example.org/a"),
            ("https://example.org/a?!…", "https://example.org/a"),
            ("https://example.org/(((", "https://example.org/"),
            ("https://example.org/", "https://example.org/"),
            ("https://example.org/a[1]]", "https://example.org/a[1]"),
        ] {
            assert_eq!(trim(words), expected);
        }
    }

    #[test]
    fn a_host_is_needed() {
        for (words, found) in [
            ("https://example.org", true),
            ("http://localhost:80/x", true),
            ("https://ёxample.org", true),
            ("https://", false),
            ("https://.", false),
            ("http:///etc/x", false),
            ("www.", false),
            ("www.example", false),
            ("www.example.org", true),
        ] {
            assert_eq!(web(words).is_some(), found, "{words}");
        }
    }

    #[test]
    fn only_some_schemes_are_links() {
        assert_eq!(link("HTTPS://a.b").as_deref(), Some("HTTPS://a.b"));
        assert!(link("mailto:a@b.de").is_some());
        assert!(link("ftp://a.b").is_none());
        assert!(link("www.a.b").is_none());
    }

    #[test]
    fn mail_addresses() {
        for (text, found) in [
            ("an <anna.b@example.org>.", Some("anna.b@example.org")),
            ("'a+b@ex-ample.co.uk'", Some("a+b@ex-ample.co.uk")),
            ("jörg@müller.example", Some("jörg@müller.example")),
            ("@example", None),
            ("a@b", None),
            ("a..b@example.org", None),
            ("a@-b.org", None),
            ("a@b.1", None),
            ("5 @ 3", None),
        ] {
            let at = text.find('@').unwrap();
            assert_eq!(mail(text, at).map(|span| &text[span]), found, "{text}");
        }
    }
}
