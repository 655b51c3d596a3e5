//! What the languages know of the ways to write one name, for whoever puts names together that no
//! register has: titles, forms of address, endings, legal forms.
//!
//! Names without a register have no language of their own, so that all languages are asked.

use super::super::languages::TAGS;
use super::grammar::grammar;
use super::legal_form::without_form;
use super::persons::persons;

/// Whether somebody is addressed as a man or as a woman.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Address {
    /// “Mr”.
    Man,
    /// “Mrs”, “Miss”.
    Woman,
}

/// Whether a word, without the point behind it, is a title or an office in front of names.
#[must_use]
pub fn is_title(word: &str) -> bool {
    let word = spelled(word);
    TAGS.iter().any(|tag| persons(tag).title(&word).is_some())
}

/// A word without the point behind it; one of capitals with only the first of them.
fn spelled(word: &str) -> String {
    let word = word.trim_end_matches('.');
    let mut letters = word.chars();
    let Some(first) = letters.next().filter(|c| c.is_uppercase()) else { return word.to_owned() };
    let rest = letters.as_str();
    if !rest.is_empty() && rest.chars().all(char::is_uppercase) {
        format!("{first}{}", rest.to_lowercase())
    } else {
        word.to_owned()
    }
}

/// How a word in front of a name addresses somebody.
#[must_use]
pub fn address(word: &str) -> Option<Address> {
    let word = spelled(word);
    TAGS.iter().find_map(|tag| persons(tag).address(&word))
}

/// Whether a word in small letters stands inside people's names.
#[must_use]
pub fn is_particle(word: &str) -> bool {
    TAGS.iter().any(|tag| persons(tag).is_particle(word))
}

/// What may be left of a name without the ending of a genitive; longest first.
#[must_use]
pub fn without_genitive(name: &str) -> Vec<&str> {
    let endings = TAGS.iter().flat_map(|tag| grammar(tag).genitive.iter());
    let mut bare: Vec<&str> = endings.filter_map(|end| name.strip_suffix(end.as_str())).collect();
    bare.sort_unstable_by_key(|name| (std::cmp::Reverse(name.len()), *name));
    bare.dedup();
    bare
}

/// A word without the ending of a declined adjective; the word itself where it is too short to be one.
#[must_use]
pub fn undeclined(word: &str) -> &str {
    /// Letters that an adjective has at least.
    const ROOT: usize = 4;
    let declensions = TAGS.iter().filter_map(|tag| grammar(tag).declension.as_ref());
    let endings = declensions.flat_map(|declension| declension.endings.iter());
    let bare = endings.filter_map(|end| word.strip_suffix(end.as_str()));
    bare.filter(|bare| bare.len() >= ROOT).min_by_key(|bare| bare.len()).unwrap_or(word)
}

/// A firm's name without its legal form; `None` where it has none.
#[must_use]
pub fn without_legal_form(name: &str) -> Option<&str> {
    without_form(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_languages_are_asked() {
        assert!(is_title("Mr.") && is_title("Professor") && is_title("Präsidentin"));
        assert!(is_title("MRS") && !is_title("Orme") && !is_title("ORME"));
        assert_eq!(address("Miss"), Some(Address::Woman));
        assert_eq!(address("Herrn"), Some(Address::Man));
        assert_eq!(address("Dr."), None);
        assert!(is_particle("von") && !is_particle("Orme"));
        assert!(without_genitive("Ormes").contains(&"Orme"));
        assert_eq!(undeclined("Beispielhaften"), undeclined("Beispielhafte"));
        assert_eq!(without_legal_form("Muster GmbH"), Some("Muster"));
        assert_eq!(without_legal_form("Muster"), None);
    }
}
