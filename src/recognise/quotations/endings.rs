//! Ends of words, found at once.
//!
//! In go the ends that a language's file lists; out comes which of them a word has. They are kept
//! by their last two bytes, so that a word is compared with the few that may fit and not with all.

use serde::Deserialize;

use super::super::hash::WordMap;

/// Ends of words, in small letters.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub(super) struct Endings {
    all: Vec<String>,
    /// Those of one byte.
    short: Vec<String>,
    /// The others, by their last two bytes.
    long: WordMap<Vec<String>, [u8; 2]>,
}

impl From<Vec<String>> for Endings {
    fn from(all: Vec<String>) -> Self {
        let mut endings = Self { all, ..Self::default() };
        for ending in &endings.all {
            match last_two(ending) {
                Some(key) => endings.long.entry(key).or_default().push(ending.clone()),
                None => endings.short.push(ending.clone()),
            }
        }
        endings
    }
}

impl Endings {
    /// Those with which a word ends; it may be one of them.
    pub(super) fn of<'s>(&'s self, lower: &'s str) -> impl Iterator<Item = &'s str> {
        let long = last_two(lower).and_then(|key| self.long.get(&key));
        let near = long.into_iter().flatten().chain(&self.short).map(String::as_str);
        near.filter(|ending| lower.ends_with(ending))
    }

    /// Whether a word ends in one of them and is longer than it.
    pub(super) fn end(&self, lower: &str) -> bool {
        self.of(lower).any(|ending| lower.len() > ending.len())
    }

    /// Whether a word is one of them, or a compound of one of more than four letters.
    pub(super) fn make(&self, lower: &str) -> bool {
        self.of(lower).any(|ending| ending.len() > 4 || ending.len() == lower.len())
    }

    /// All of them.
    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        self.all.iter().map(String::as_str)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }
}

fn last_two(text: &str) -> Option<[u8; 2]> {
    text.as_bytes().last_chunk().copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_end_in_them_or_are_one() {
        let all = ["t", "en", "ung", "meldung", "ü"].map(str::to_owned).to_vec();
        let endings = Endings::from(all);
        let of = |word| endings.of(word).collect::<Vec<&str>>();
        assert_eq!(of("meldung"), ["ung", "meldung"]);
        assert_eq!(of("t"), ["t"]);
        assert_eq!(of("menü"), ["ü"]);
        assert!(of("").is_empty() && of("rat ").is_empty());
        assert!(endings.end("rat") && !endings.end("t") && !endings.end("ung"));
        assert!(endings.make("eilmeldung") && endings.make("ung") && !endings.make("zeitung"));
        assert!(Endings::default().is_empty() && !endings.is_empty());
        assert_eq!(endings.iter().count(), 5);
    }
}
