//! How a language's names change in a sentence: its `names.toml`.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde::Deserialize;

use super::super::languages::{ANY, PerLanguage, read};
use crate::annotation::EntryKind;

/// What a language does with names, and which of its words look like names.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Grammar {
    /// Endings of the genitive that are part of the name.
    pub(super) genitive: Vec<String>,
    /// Ends of names whose genitive is an apostrophe alone.
    pub(super) sibilants: Vec<String>,
    /// Words that only look like the genitive of a short name.
    pub(super) not_genitive: BTreeSet<String>,
    /// Words that begin an attribute, so that the word before them is the one that is inflected.
    pub(super) attributes: BTreeSet<String>,
    /// The endings of such a word.
    pub(super) attributed: Vec<String>,
    /// How adjectives in names are declined.
    pub(super) declension: Option<Declension>,
    /// Whether common nouns begin with a capital, which then says nothing.
    pub(super) nouns_capitalised: bool,
    /// Words in front of common nouns; in small letters.
    pub(super) determiners: BTreeSet<String>,
    /// Surnames that are spelled like other words.
    pub(super) words: BTreeSet<String>,
    /// Words that open sentences without being names or nouns; capitalised.
    pub(super) openers: BTreeSet<String>,
    /// Words between a name and its acronym in brackets.
    pub(super) acronym_intro: Vec<String>,
}

/// How adjectives in names are declined.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Declension {
    /// All endings, in all cases.
    pub(super) endings: Vec<String>,
    /// Stems of adjectives, capitalised.
    pub(super) stems: BTreeSet<String>,
    /// Ends of further stems.
    pub(super) suffixes: Vec<String>,
    /// The kinds of entries whose name may be an adjective alone.
    pub(super) alone: Vec<EntryKind>,
}

static GRAMMARS: LazyLock<PerLanguage<Grammar>> =
    LazyLock::new(|| PerLanguage::new(|tag| read(tag, "names.toml")));

static NONE: LazyLock<Grammar> = LazyLock::new(Grammar::default);

/// BCP 47's tag for a language that nobody knows.
const UNDETERMINED: &str = "und";

/// The grammar of the language with the primary tag `language`; an empty one where nothing is
/// known of it.
pub(super) fn grammar(language: &str) -> &'static Grammar {
    let known = if language == UNDETERMINED { ANY } else { language };
    GRAMMARS.get(known).unwrap_or(&NONE)
}

#[cfg(test)]
mod tests {
    use super::super::super::languages::tests::all;
    use super::*;

    #[test]
    fn every_file_can_be_read() {
        assert!(all::<Grammar>("names.toml").len() >= 4);
    }

    #[test]
    fn a_language_without_a_file_has_no_endings() {
        assert!(grammar("la").genitive.is_empty());
        assert_eq!(grammar("und").genitive, ["s", "es"]);
        assert!(grammar("de").declension.is_some() && grammar("en").declension.is_none());
    }
}
