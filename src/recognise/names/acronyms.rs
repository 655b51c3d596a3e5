//! Acronyms that a document introduces in brackets behind a register's name, or before it.
//!
//! “Beispielhafte Organisation für Daten (BOD)” makes BOD a name of the same entry from there on.
//! An acronym that two entries get in one document names neither.

use std::collections::BTreeMap;
use std::ops::Range;

use aho_corasick::AhoCorasick;

use super::super::leaves::LeafText;
use super::super::reading::Reading;
use super::super::switches::Switches;
use super::grammar::grammar;
use super::index::Index;
use super::inflection::form;
use super::slate::{Candidate, Slate, What};
use crate::annotation::Confidence;
use crate::register::EntryKind;
use crate::text::is_word;

const ACRONYM: &str = "names.acronym";

/// The longest acronym, in bytes.
const LONGEST: usize = 16;

/// Where an acronym was introduced, and for what.
struct Introduced {
    entry: usize,
    pattern: usize,
    /// The leaf, and the first byte of the acronym or the name there, whichever comes first.
    place: (usize, usize),
    /// The full name: bytes of the document.
    evidence: Range<usize>,
    /// Whether another entry got the same acronym.
    shared: bool,
}

/// The candidates of all leaves, each with its leaf's index.
pub(super) fn find(
    index: &Index,
    reading: &Reading<'_>,
    slates: &[Slate],
    switches: &Switches,
) -> Vec<(usize, Candidate)> {
    if !switches.on(ACRONYM) {
        return Vec::new();
    }
    let known = introduced(index, reading, slates);
    if known.is_empty() {
        return Vec::new();
    }
    let Ok(automaton) = AhoCorasick::new(known.keys()) else { return Vec::new() };
    let known: Vec<&Introduced> = known.values().collect();
    let first = known.iter().map(|acronym| acronym.place.0).min().unwrap_or(reading.leaves.len());
    let mut found = Vec::new();
    for (n, leaf) in reading.leaves.iter().enumerate().skip(first) {
        for hit in automaton.find_overlapping_iter(leaf.text()) {
            let acronym = known[hit.pattern().as_usize()];
            let Some(form) = form(leaf.text(), hit.span().range(), grammar(leaf.language())) else {
                continue;
            };
            let behind = (n, form.span.start) >= acronym.place && !acronym.shared;
            if behind && leaf.locate(form.span.clone()).is_some() {
                found.push((n, candidate(acronym, form.span)));
            }
        }
    }
    found
}

fn candidate(acronym: &Introduced, span: Range<usize>) -> Candidate {
    let what = What::Entry { entry: acronym.entry, pattern: acronym.pattern };
    Candidate {
        confidence: Confidence::Probable,
        evidence: vec![acronym.evidence.clone()],
        what: Some(what),
        ..Candidate::new(span, ACRONYM)
    }
}

fn introduced(
    index: &Index,
    reading: &Reading<'_>,
    slates: &[Slate],
) -> BTreeMap<String, Introduced> {
    let mut known: BTreeMap<String, Introduced> = BTreeMap::new();
    for (n, (leaf, slate)) in reading.leaves.iter().zip(slates).enumerate() {
        for chosen in slate.chosen() {
            let Some(What::Entry { entry, pattern }) = chosen.what else { continue };
            let Some(acronym) = beside(leaf, &chosen.span) else { continue };
            let name = &leaf.text()[chosen.span.clone()];
            let word = &leaf.text()[acronym.clone()];
            let person = index.entries[entry].1 == EntryKind::Person;
            if person || index.is_name(word) || !shortens(word, name) {
                continue;
            }
            let Some(evidence) = leaf.locate(chosen.span.clone()) else { continue };
            let place = (n, acronym.start.min(chosen.span.start));
            let new = Introduced { entry, pattern, place, evidence, shared: false };
            let first = known.entry(word.to_owned()).or_insert(new);
            first.shared |= first.entry != entry;
        }
    }
    known
}

/// The acronym beside a name: in brackets behind it, or before it where it stands in brackets.
fn beside(leaf: &LeafText<'_>, name: &Range<usize>) -> Option<Range<usize>> {
    let text = leaf.text();
    if let Some(rest) = text[name.end..].strip_prefix(" (") {
        let intro = grammar(leaf.language()).acronym_intro.iter();
        let rest = intro
            .filter_map(|word| rest.strip_prefix(word.as_str()))
            .map(str::trim_start)
            .min_by_key(|rest| rest.len())
            .unwrap_or(rest);
        let start = text.len() - rest.len();
        let length = length(rest.chars());
        let closed = text[start + length..].starts_with([')', ',', ';', '“', '"', '”']);
        return (closed && length > 0).then(|| start..start + length);
    }
    let rest = text[..name.start].strip_suffix(" (")?;
    let length = length(rest.chars().rev());
    (length > 0 && text[name.end..].starts_with(')')).then(|| rest.len() - length..rest.len())
}

/// The bytes of the word that letters begin; 0 for none, or one that is too long.
fn length(letters: impl Iterator<Item = char>) -> usize {
    let mut length = 0;
    for c in letters.take_while(|&c| is_word(c) || matches!(c, '-' | '&' | '/')) {
        length += c.len_utf8();
        if length > LONGEST {
            return 0;
        }
    }
    length
}

/// Whether a word of capitals abbreviates a name: its letters stand in the name in their order,
/// and it begins as one of the name's words does.
fn shortens(word: &str, name: &str) -> bool {
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    let small = |text: &str| text.to_lowercase();
    let (letters, name) = (small(word), small(name));
    let Some(first) = letters.chars().next() else { return false };
    let begins = name.split([' ', '-']).any(|part| part.starts_with(first));
    let mut rest = name.chars();
    let inside = letters.chars().filter(|c| c.is_alphanumeric()).all(|c| rest.any(|n| n == c));
    capitals >= 2 && begins && inside && word.len() < name.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_acronym_has_letters_of_its_name() {
        for (word, name) in [
            ("BOD", "Beispielhafte Organisation für Daten"),
            ("MPflG", "Musterpflichtgesetz"),
            ("B&M", "Beispiel & Muster"),
        ] {
            assert!(shortens(word, name), "{word}: {name}");
        }
        for (word, name) in [
            ("ABC", "Beispielhafte Organisation für Daten"),
            ("2020", "Amt 2020"),
            ("Amt", "Amt für Muster"),
            ("BOD", "BOD"),
            ("", "Amt"),
        ] {
            assert!(!shortens(word, name), "{word}: {name}");
        }
    }
}
