//! Slugs: the readable, safe part of an address.

use std::collections::{BTreeMap, BTreeSet};

use deunicode::deunicode_char;

/// Longest slug in bytes; file systems end at 255.
const MAX: usize = 80;

/// `Größe & Maß.txt` → `groesse-mass-txt`. Only `a-z`, `0-9` and single inner hyphens come out;
/// a text without any letter or digit gives an empty slug.
#[must_use]
pub fn slugify(text: &str) -> String {
    let mut slug = String::new();
    for c in text.chars() {
        match transliterate(c) {
            Some(letters) => {
                for letter in letters.chars() {
                    push(&mut slug, letter);
                }
            }
            None => push(&mut slug, '-'),
        }
    }
    if slug.len() > MAX {
        let cut = slug[..MAX].rfind('-').unwrap_or(MAX);
        slug.truncate(cut);
    }
    slug.trim_end_matches('-').to_owned()
}

/// Whether Windows takes a name for a device, whatever stands behind its first full stop (Microsoft,
/// “Naming Files, Paths, and Namespaces”): a site with such a file could not be unpacked there.
#[must_use]
pub fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).trim_end().to_ascii_lowercase();
    let numbered = |device: &str| {
        let number = stem.strip_prefix(device);
        number.is_some_and(|rest| matches!(rest, "¹" | "²" | "³") || is_digit(rest))
    };
    matches!(stem.as_str(), "con" | "prn" | "aux" | "nul" | "conin$" | "conout$")
        || numbered("com")
        || numbered("lpt")
}

fn is_digit(text: &str) -> bool {
    text.len() == 1 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// German umlauts by DIN 5007-2, the rest by the Unicode names' closest ASCII.
fn transliterate(c: char) -> Option<&'static str> {
    match c {
        'ä' | 'Ä' => Some("ae"),
        'ö' | 'Ö' => Some("oe"),
        'ü' | 'Ü' => Some("ue"),
        'ß' | 'ẞ' => Some("ss"),
        '\'' | '’' => Some(""),
        _ => deunicode_char(c),
    }
}

fn push(slug: &mut String, c: char) {
    if c.is_ascii_alphanumeric() {
        slug.push(c.to_ascii_lowercase());
    } else if !slug.is_empty() && !slug.ends_with('-') {
        slug.push('-');
    }
}

/// The slugs given out so far. Each is given once; collisions are numbered in the order of asking.
#[derive(Debug, Clone, Default)]
pub struct Slugs {
    taken: BTreeSet<String>,
    /// The next number to try behind a base, so that many equal names cost no search.
    next: BTreeMap<String, usize>,
}

impl Slugs {
    /// `wanted`, or `wanted-2`, `wanted-3` … where it is taken. An empty `wanted` becomes
    /// `fallback`.
    pub fn claim(&mut self, wanted: &str, fallback: &str) -> String {
        let base = if wanted.is_empty() { fallback } else { wanted };
        let parted = is_device(base).then(|| format!("{base}-{fallback}"));
        let base = parted.as_deref().unwrap_or(base);
        if self.taken.insert(base.to_owned()) {
            return base.to_owned();
        }
        let number = self.next.entry(base.to_owned()).or_insert(2);
        loop {
            let candidate = format!("{base}-{number}");
            *number += 1;
            if self.taken.insert(candidate.clone()) {
                return candidate;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_devices_are_told() {
        for device in ["con", "NUL", "nul.tar.gz", "Aux .txt", "com1", "LPT9", "COM²", "com0.x"] {
            assert!(is_device(device), "{device}");
        }
        for name in ["cons", "com", "com10", "null", "a.con", "com-1", ""] {
            assert!(!is_device(name), "{name}");
        }
        let mut slugs = Slugs::default();
        assert_eq!(slugs.claim("con", "document"), "con-document");
        assert_eq!(slugs.claim("con", "document"), "con-document-2");
    }

    #[test]
    fn slugs_are_readable() {
        assert_eq!(slugify("Größe & Maß"), "groesse-mass");
        assert_eq!(slugify("L’Évêque d'Autun"), "leveque-dautun");
        assert_eq!(slugify("../../etc/passwd"), "etc-passwd");
        assert_eq!(slugify("…"), "");
        assert_eq!(slugify("北京"), "bei-jing");
    }

    #[test]
    fn collisions_are_numbered() {
        let mut slugs = Slugs::default();
        assert_eq!(slugs.claim("a", "x"), "a");
        assert_eq!(slugs.claim("a", "x"), "a-2");
        assert_eq!(slugs.claim("a-2", "x"), "a-2-2");
        assert_eq!(slugs.claim("a", "x"), "a-3");
        assert_eq!(slugs.claim("", "x"), "x");
    }
}
