//! Sort order by language.

use std::cmp::Ordering;

use icu_collator::options::{CollatorOptions, Strength};
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale::Locale;

use crate::document::Language;

/// Compares words as a dictionary of the language would (Unicode Collation Algorithm with CLDR's
/// tailoring).
#[derive(Debug)]
pub struct Collation {
    collator: Option<CollatorBorrowed<'static>>,
}

impl Collation {
    /// The order of a language; CLDR's root order where it has none of its own.
    #[must_use]
    pub fn new(language: &Language) -> Self {
        let locale = Locale::try_from_str(language.tag()).unwrap_or(Locale::UNKNOWN);
        let mut options = CollatorOptions::default();
        options.strength = Some(Strength::Tertiary);
        Self { collator: Collator::try_new(locale.into(), options).ok() }
    }

    /// Which of two comes first; equal only where they are the same string.
    #[must_use]
    pub fn compare(&self, a: &str, b: &str) -> Ordering {
        let by_language =
            self.collator.as_ref().map_or(Ordering::Equal, |collator| collator.compare(a, b));
        by_language.then_with(|| a.cmp(b))
    }

    /// The letter under which a word is filed: its first one without accents, upper case; `#`
    /// where it begins with no letter.
    #[must_use]
    pub fn initial(word: &str) -> String {
        use unicode_normalization::UnicodeNormalization;
        word.nfd()
            .find(|c| c.is_alphanumeric())
            .filter(|c| c.is_alphabetic())
            .map_or_else(|| "#".to_owned(), |c| c.to_uppercase().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn german_files_umlauts_with_their_vowel() {
        let collation = Collation::new(&Language::from_tag("de").unwrap());
        let mut words = vec!["Zebra", "Äpfel", "Apfel", "apfel", "Öl", "Oase", "Straße", "Strasse"];
        words.sort_by(|a, b| collation.compare(a, b));
        assert_eq!(words, ["apfel", "Apfel", "Äpfel", "Oase", "Öl", "Strasse", "Straße", "Zebra"]);
        assert_eq!(Collation::initial("„Äther“"), "A");
        assert_eq!(Collation::initial("3M"), "#");
    }
}
