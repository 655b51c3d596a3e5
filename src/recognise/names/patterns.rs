//! The strings to look for, and the entries that they name.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use super::super::languages::TAGS;
use super::declension;
use super::grammar::grammar;
use super::people::Person;
use crate::register::Register;
use crate::text::fold_spaces;

/// One string to look for, and what it may stand for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Pattern {
    /// In NFC, its blanks folded, never empty.
    pub(super) text: String,
    /// Indices of the entries that it names as it stands, ascending.
    pub(super) entries: Vec<usize>,
    /// Languages and the entries of whose names it is an inflected form there.
    pub(super) declined: Vec<(&'static str, usize)>,
    /// Indices of the people whose surname it is, ascending.
    pub(super) people: Vec<usize>,
}

impl Pattern {
    /// The entry it names; `None` where it names several.
    pub(super) fn entry(&self) -> Option<usize> {
        match self.entries[..] {
            [entry] => Some(entry),
            _ => None,
        }
    }

    /// The entries of whose names it is an inflected form in this language.
    pub(super) fn declined_in(&self, language: &str) -> impl Iterator<Item = usize> {
        let here = move |(tag, _): &&(&str, usize)| *tag == language;
        self.declined.iter().filter(here).map(|&(_, entry)| entry)
    }
}

/// All names and aliases in all their spellings and inflected forms, and all surnames, each string
/// once, in the order of their letters.
pub(super) fn patterns(register: &Register, people: &[Person]) -> Vec<Pattern> {
    let mut known: BTreeMap<String, Pattern> = BTreeMap::new();
    for (index, entry) in register.iter().enumerate() {
        for name in entry.names() {
            for spelling in spellings(name) {
                add(&mut known.entry(spelling).or_default().entries, index);
            }
            for &tag in TAGS.iter() {
                let forms = declension::forms(name.trim(), entry.kind, grammar(tag));
                for spelling in forms.iter().flat_map(|form| spellings(form)) {
                    add(&mut known.entry(spelling).or_default().declined, (tag, index));
                }
            }
        }
    }
    for (index, person) in people.iter().enumerate() {
        for spelling in person.surnames.iter().flat_map(|surname| spellings(surname)) {
            add(&mut known.entry(spelling).or_default().people, index);
        }
    }
    known.into_iter().map(|(text, pattern)| Pattern { text, ..pattern }).collect()
}

fn add<T: PartialEq>(all: &mut Vec<T>, one: T) {
    if !all.contains(&one) {
        all.push(one);
    }
}

/// A name as texts may spell it: its apostrophes straight or curled, its hyphens breaking or not.
/// None for a name of blanks.
fn spellings(name: &str) -> Vec<String> {
    let composed: String = name.nfc().collect();
    let plain = fold_spaces(&composed)
        .text
        .trim()
        .replace(['’', '\u{2BC}'], "'")
        .replace(['\u{2010}', '\u{2011}'], "-");
    if plain.is_empty() {
        return Vec::new();
    }
    let mut all = vec![plain];
    for (straight, other) in [("'", "’"), ("-", "\u{2011}"), ("-", "\u{2010}")] {
        for at in 0..all.len() {
            if all[at].contains(straight) {
                all.push(all[at].replace(straight, other));
            }
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_its_spellings() {
        assert_eq!(spellings(" Ina \n Weber "), ["Ina Weber"]);
        assert_eq!(spellings("O’Neil"), ["O'Neil", "O’Neil"]);
        assert_eq!(spellings("\u{AD} "), [""; 0]);
        assert_eq!(spellings("Nord-Süd"), ["Nord-Süd", "Nord\u{2011}Süd", "Nord\u{2010}Süd"]);
    }
}
