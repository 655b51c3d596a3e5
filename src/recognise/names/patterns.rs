//! The strings to look for, and the entries that they name.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use crate::register::Register;
use crate::text::fold_spaces;

/// One string to look for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pattern {
    /// In NFC, its blanks folded, never empty.
    pub(super) text: String,
    /// Indices of the entries that it names, ascending; one at least.
    pub(super) entries: Vec<usize>,
}

impl Pattern {
    /// The entry it names; `None` where it names several.
    pub(super) fn entry(&self) -> Option<usize> {
        match self.entries[..] {
            [entry] => Some(entry),
            _ => None,
        }
    }
}

/// All names and aliases in all their spellings, each once, in the order of their letters.
pub(super) fn patterns(register: &Register) -> Vec<Pattern> {
    let mut named: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, entry) in register.iter().enumerate() {
        for spelling in entry.names().flat_map(spellings) {
            let entries = named.entry(spelling).or_default();
            if entries.last() != Some(&index) {
                entries.push(index);
            }
        }
    }
    named.into_iter().map(|(text, entries)| Pattern { text, entries }).collect()
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
