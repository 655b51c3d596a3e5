//! Sort order by language.

use std::cmp::Ordering;

use icu_collator::options::{CollatorOptions, Strength};
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale::Locale;

use unicode_normalization::UnicodeNormalization;

use crate::document::Language;

/// Compares words as a dictionary of the language would (Unicode Collation Algorithm with CLDR's
/// tailoring).
#[derive(Debug)]
pub struct Collation {
    collator: Option<CollatorBorrowed<'static>>,
    /// Compares letters without regard to accents that make no letter of their own.
    letters: Option<CollatorBorrowed<'static>>,
}

impl Collation {
    /// The order of a language; CLDR's root order where it has none of its own.
    #[must_use]
    pub fn new(language: &Language) -> Self {
        let locale = Locale::try_from_str(language.tag()).unwrap_or(Locale::UNKNOWN);
        let with = |strength: Strength| {
            let mut options = CollatorOptions::default();
            options.strength = Some(strength);
            Collator::try_new((&locale).into(), options).ok()
        };
        Self { collator: with(Strength::Tertiary), letters: with(Strength::Primary) }
    }

    /// Which of two comes first; equal only where they are the same string.
    #[must_use]
    pub fn compare(&self, a: &str, b: &str) -> Ordering {
        let by_language =
            self.collator.as_ref().map_or(Ordering::Equal, |collator| collator.compare(a, b));
        by_language.then_with(|| a.cmp(b))
    }

    /// The letter under which a word is filed, upper case; `#` where it begins with no letter. A
    /// letter with an accent counts as one of its own only where the language sorts it as one: Ö
    /// stands under O in German, behind Z in Swedish.
    #[must_use]
    pub fn initial(&self, word: &str) -> String {
        let Some(first) = word.nfc().find(|c| c.is_alphanumeric()) else { return other() };
        if !first.is_alphabetic() {
            return other();
        }
        let letter: String = first.to_uppercase().collect();
        let bare: String = letter.nfd().take(1).collect();
        let letters = self.letters.as_ref();
        let own = letters.is_some_and(|letters| letters.compare(&letter, &bare).is_ne());
        if own { letter } else { bare }
    }
}

/// Where words stand that begin with no letter.
fn other() -> String {
    "#".to_owned()
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
    }

    #[test]
    fn a_letter_is_what_the_language_takes_for_one() {
        let check = |tag: &str, words: &[(&str, &str)]| {
            let collation = Collation::new(&Language::from_tag(tag).unwrap());
            for (word, expect) in words {
                assert_eq!(collation.initial(word), *expect, "{word} in {tag}");
            }
        };
        check("de", &[("„Äther“", "A"), ("öl", "O"), ("3M", "#"), ("…", "#"), ("Éire", "E")]);
        check("sv", &[("Äpple", "Ä"), ("Ödla", "Ö"), ("Åre", "Å"), ("Élan", "E")]);
        check("es", &[("Ñandú", "Ñ"), ("Ávila", "A")]);
        check("pl", &[("Łódź", "Ł"), ("Źrebak", "Ź")]);
        check("en", &[("Æther", "Æ"), ("o\u{308}l", "O"), ("北京", "北")]);
    }
}
