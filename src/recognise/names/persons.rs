//! What a language knows of people's names: its `persons.toml`, and the forenames of all languages.

use std::collections::HashSet;
use std::sync::LazyLock;

use serde::Deserialize;

use super::super::languages::{ANY, PerLanguage, read};
use super::variants::Address;

/// Titles, and what stands behind them.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Persons {
    /// Titles and offices: whole words, and last parts behind a hyphen.
    titles: HashSet<String>,
    /// Ends of compounds that are titles.
    tails: Vec<String>,
    /// Titles and tails behind which only a forename shows that a name follows.
    weak: HashSet<String>,
    /// Titles that are written with a point.
    abbreviated: HashSet<String>,
    /// Small words inside a name.
    particles: HashSet<String>,
    /// Small words that a surname may have behind it.
    linking: HashSet<String>,
    /// Beginnings of surnames in small letters.
    prefixes: Vec<String>,
    /// Whether a ruler's number is written with a point.
    pub(super) ordinals: bool,
    /// Words that stand behind a title and are no names.
    not_names: HashSet<String>,
    /// Ends of common nouns that hardly any surname has.
    noun_endings: Vec<String>,
    /// Titles by which men are addressed.
    men: HashSet<String>,
    /// Titles by which women are addressed.
    women: HashSet<String>,
}

/// How much a title says about the words behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Title {
    /// A name follows.
    Strong,
    /// A name follows if it begins with a forename.
    Weak,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Forenames {
    forenames: HashSet<String>,
}

static PERSONS: LazyLock<PerLanguage<Persons>> =
    LazyLock::new(|| PerLanguage::new(|tag| read(tag, "persons.toml")));

static NONE: LazyLock<Persons> = LazyLock::new(Persons::default);

static FORENAMES: LazyLock<HashSet<String>> = LazyLock::new(|| {
    read::<Forenames>(ANY, "forenames.toml").map(|file| file.forenames).unwrap_or_default()
});

/// What is known of people's names in the language with the primary tag `language`.
pub(super) fn persons(language: &str) -> &'static Persons {
    PERSONS.get(language).unwrap_or(&NONE)
}

/// Whether a word is hardly anything but a forename; both halves of “Karl-Heinz” may be.
pub(super) fn is_forename(word: &str) -> bool {
    FORENAMES.contains(word)
        || word
            .split_once('-')
            .is_some_and(|(first, second)| FORENAMES.contains(first) && FORENAMES.contains(second))
}

/// Letters that a compound must have before its tail.
const ROOT: usize = 3;

impl Persons {
    /// Whether a word is a title.
    pub(super) fn title(&self, word: &str) -> Option<Title> {
        let last = word.rsplit(['-', '\u{2010}', '\u{2011}']).next().unwrap_or(word);
        let found = if self.titles.contains(last) { Some(last) } else { self.tail(word) };
        found.map(|known| if self.weak.contains(known) { Title::Weak } else { Title::Strong })
    }

    /// How a title addresses somebody.
    pub(super) fn address(&self, word: &str) -> Option<Address> {
        let men = self.men.contains(word).then_some(Address::Man);
        men.or_else(|| self.women.contains(word).then_some(Address::Woman))
    }

    fn tail(&self, word: &str) -> Option<&str> {
        let ends = |tail: &&String| {
            word.strip_suffix(tail.as_str()).is_some_and(|root| root.len() >= ROOT)
        };
        self.tails.iter().filter(ends).max_by_key(|tail| tail.len()).map(String::as_str)
    }

    /// Whether a title is written with a point.
    pub(super) fn is_abbreviated(&self, word: &str) -> bool {
        let last = word.rsplit('-').next().unwrap_or(word);
        self.abbreviated.contains(last)
    }

    pub(super) fn is_particle(&self, word: &str) -> bool {
        self.particles.contains(word)
    }

    pub(super) fn is_linking(&self, word: &str) -> bool {
        self.linking.contains(word)
    }

    /// Whether a word may be a surname; `common` tells whether common nouns are capitalised too.
    pub(super) fn may_be_surname(&self, word: &str, common: bool) -> bool {
        let mut prefixes = self.prefixes.iter();
        let main = prefixes.find_map(|it| word.strip_prefix(it.as_str())).unwrap_or(word);
        let mut letters = main.chars();
        let capital = letters.next().is_some_and(char::is_uppercase);
        let small = letters.clone().any(char::is_lowercase);
        let letters_only = letters.all(|c| c.is_alphabetic() || matches!(c, '-' | '’' | '\''));
        capital
            && small
            && letters_only
            && word.chars().count() > 1
            && !self.not_names.contains(word)
            && self.title(word) != Some(Title::Strong)
            && !(common && self.is_noun(word))
    }

    /// Whether a word ends as common nouns do.
    fn is_noun(&self, word: &str) -> bool {
        let mut roots = self.noun_endings.iter().filter_map(|end| word.strip_suffix(end.as_str()));
        roots.any(|root| root.chars().count() >= ROOT)
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::languages::tests::all;
    use super::*;

    #[test]
    fn every_file_can_be_read() {
        assert!(all::<Persons>("persons.toml").len() >= 3);
        assert_eq!(all::<Forenames>("forenames.toml").len(), 1);
    }

    #[test]
    fn every_weak_title_is_a_title() {
        for (tag, persons) in all::<Persons>("persons.toml") {
            let own = persons.weak.iter().chain(&persons.abbreviated);
            for word in own.chain(&persons.men).chain(&persons.women) {
                let known = persons.titles.contains(word) || persons.tails.contains(word);
                assert!(known || persons.is_abbreviated(word), "{tag}: {word}");
            }
        }
    }

    #[test]
    fn titles_end_compounds() {
        let german = persons("de");
        for word in ["Präsident", "US-Präsident", "Finanzministerin", "Dr", "Bahnchef"] {
            assert_eq!(german.title(word), Some(Title::Strong), "{word}");
        }
        assert_eq!(german.title("Lokführer"), Some(Title::Weak));
        for word in ["Rat", "Präsidium", "Minimum", "", "-"] {
            assert_eq!(german.title(word), None, "{word}");
        }
        assert_eq!(persons("en").title("President"), Some(Title::Strong));
        assert_eq!(persons("la").title("President"), None);
    }

    #[test]
    fn surnames_look_like_names() {
        let german = persons("de");
        for word in ["Muster", "O’Neil", "Muster-Beispiel", "McProbe"] {
            assert!(german.may_be_surname(word, true), "{word}");
        }
        for word in ["Montag", "Ordnung", "muster", "NATO", "A4b", "M", "", "Präsident"] {
            assert!(!german.may_be_surname(word, true), "{word}");
        }
    }
}
