//! Countries and capitals that the register does not have.
//!
//! In goes a leaf; out come proposals of places, by the tables in `territories.toml` (codes of
//! ISO 3166-1). A name that means something else as well counts only where the word before it says
//! that it is a place, and none inside a longer name.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use serde::Deserialize;

use super::super::languages::{PerLanguage, read};
use super::super::leaves::LeafText;
use super::around::{Neighbour, before, behind, opens};
use super::declension;
use super::grammar::grammar;
use super::inflection::{self, form};
use super::legal_form::is_form;
use super::persons::{is_forename, persons};
use super::slate::{Candidate, What};
use crate::annotation::{Confidence, EntryKind, Proposal};

pub(super) const COUNTRY: &str = "names.country";
pub(super) const CAPITAL: &str = "names.capital";

/// A language's `territories.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    /// Words in front of places.
    behind: HashSet<String>,
    /// Names that count only behind one of them.
    unsure: BTreeSet<String>,
    /// Names that are also those of the people, behind an article.
    peoples: HashSet<String>,
    /// Words in front of a place's name with which it names something else.
    longer_before: HashSet<String>,
    /// The same behind it.
    longer_behind: HashSet<String>,
    /// Small words that join it to a capitalised word before it.
    joining: HashSet<String>,
    /// Names by code, the usual one first.
    countries: BTreeMap<String, Vec<String>>,
    /// Seats of government by their country's code.
    capitals: BTreeMap<String, Vec<String>>,
}

/// One string to look for.
struct Place {
    text: String,
    /// The usual name.
    name: String,
    rule: &'static str,
}

struct Table {
    file: File,
    places: Vec<Place>,
    automaton: AhoCorasick,
}

static TABLES: LazyLock<PerLanguage<Table>> = LazyLock::new(|| PerLanguage::new(table));

fn table(tag: &'static str) -> Option<Table> {
    let file: File = read(tag, "territories.toml")?;
    let mut places: BTreeMap<String, Place> = BTreeMap::new();
    for (rule, listed) in [(COUNTRY, &file.countries), (CAPITAL, &file.capitals)] {
        for names in listed.values() {
            let Some(usual) = names.first() else { continue };
            for text in names.iter().flat_map(|name| forms(name, tag)) {
                let place = Place { text: text.clone(), name: usual.clone(), rule };
                places.entry(text).or_insert(place);
            }
        }
    }
    let places: Vec<Place> = places.into_values().collect();
    let texts = places.iter().map(|place| &place.text);
    let automaton =
        AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(texts).ok()?;
    Some(Table { file, places, automaton })
}

/// A name in all its forms and spellings.
fn forms(name: &str, tag: &str) -> Vec<String> {
    let mut all = vec![name.to_owned()];
    all.extend(declension::forms(name, EntryKind::Place, grammar(tag)));
    let straight: Vec<String> = all.iter().map(|form| form.replace('’', "'")).collect();
    all.extend(straight);
    all
}

/// Whether a word is the name of a country or capital in this language, in the genitive perhaps.
pub(super) fn is_territory(word: &str, language: &str) -> bool {
    let Some(table) = TABLES.get(language) else { return false };
    let listed = |word: &str| {
        let found = table.places.binary_search_by(|place| place.text.as_str().cmp(word));
        found.is_ok_and(|at| !table.file.unsure.contains(&table.places[at].text))
    };
    let mut endings = grammar(language).genitive.iter();
    listed(word) || endings.any(|ending| word.strip_suffix(ending.as_str()).is_some_and(listed))
}

/// The countries and capitals of a leaf.
pub(super) fn find(leaf: &LeafText<'_>) -> Vec<Candidate> {
    let Some(table) = TABLES.get(leaf.language()) else { return Vec::new() };
    let hits = table.automaton.find_iter(leaf.text());
    hits.filter_map(|hit| {
        let place = &table.places[hit.pattern().as_usize()];
        let form = form(leaf.text(), hit.span().range(), grammar(leaf.language()))?;
        let alone = form.rule != inflection::COMPOUND;
        (alone && table.is_place(leaf, &form.span, &place.text))
            .then(|| candidate(place, form.span))
    })
    .collect()
}

fn candidate(place: &Place, span: Range<usize>) -> Candidate {
    let proposal = Proposal { kind: EntryKind::Place, name: place.name.clone() };
    Candidate {
        confidence: Confidence::Probable,
        what: Some(What::Proposed(proposal)),
        ..Candidate::new(span, place.rule)
    }
}

impl Table {
    /// Whether the name at `span` is a place there, and not part of another name.
    fn is_place(&self, leaf: &LeafText<'_>, span: &Range<usize>, name: &str) -> bool {
        let shown = before(leaf.text(), span.start)
            .is_some_and(|word| self.file.behind.contains(word.text));
        let sure = shown || !self.file.unsure.contains(name);
        let genitive = span.len() > name.len();
        sure && self.begins(leaf, span.start, genitive)
            && self.ends(leaf, span.end, genitive)
            && !self.is_people(leaf, span.start, name)
    }

    /// Whether the name at byte `at` is the people's, not the country's.
    fn is_people(&self, leaf: &LeafText<'_>, at: usize, name: &str) -> bool {
        let determiners = &grammar(leaf.language()).determiners;
        self.file.peoples.contains(name)
            && before(leaf.text(), at)
                .is_some_and(|word| determiners.contains(word.text.to_lowercase().as_str()))
    }

    /// Whether no longer name goes before byte `at`. Behind a common noun a name stands in the
    /// genitive, or the noun says what it is; else both are one name.
    fn begins(&self, leaf: &LeafText<'_>, at: usize, genitive: bool) -> bool {
        let Some(word) = before(leaf.text(), at).filter(|word| !word.point) else { return true };
        let grammar = grammar(leaf.language());
        if self.file.behind.contains(word.text) {
            return true;
        }
        if !word.is_capitalised() {
            return !self.is_attribute(leaf, &word);
        }
        if opens(leaf, word.span.start) && grammar.openers.contains(word.text) {
            return true;
        }
        grammar.nouns_capitalised
            && genitive
            && !self.is_longer(&self.file.longer_before, word.text)
            && !is_forename(word.text)
    }

    /// Whether a small word joins the name to a longer one: “Republic of China”.
    fn is_attribute(&self, leaf: &LeafText<'_>, word: &Neighbour<'_>) -> bool {
        self.file.joining.contains(word.text)
            && before(leaf.text(), word.span.start).is_some_and(|head| {
                let title = persons(leaf.language()).title(head.text).is_some();
                head.is_capitalised() && !title && !opens(leaf, head.span.start)
            })
    }

    /// Whether no longer name goes on behind byte `at`.
    fn ends(&self, leaf: &LeafText<'_>, at: usize, genitive: bool) -> bool {
        let Some(word) = behind(leaf.text(), at) else { return true };
        let grammar = grammar(leaf.language());
        let longer = || !genitive && self.is_longer(&self.file.longer_behind, word.text);
        if is_form(word.text) || longer() {
            return false;
        }
        !word.is_capitalised()
            || grammar.nouns_capitalised
            || grammar.openers.contains(word.text)
            || persons(leaf.language()).title(word.text).is_some()
    }

    /// Whether a word makes a longer name: one that is listed, or one of capitals alone.
    fn is_longer(&self, listed: &HashSet<String>, word: &str) -> bool {
        let capitals = word.len() > 1 && word.chars().all(char::is_uppercase);
        capitals || listed.contains(word)
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::languages::tests::all;
    use super::*;

    #[test]
    fn every_country_has_names_in_every_table() {
        let files = all::<File>("territories.toml");
        for (tag, file) in &files {
            assert_eq!(file.countries.len(), 249, "{tag}: ISO 3166-1 has 249 codes");
            let names = file.countries.values().chain(file.capitals.values());
            assert!(names.clone().all(|names| !names.is_empty()), "{tag}");
            let known: HashSet<&String> = names.flatten().collect();
            for name in &file.unsure {
                assert!(known.contains(name), "{tag}: {name}");
            }
            assert!(file.capitals.keys().all(|code| file.countries.contains_key(code)), "{tag}");
            assert_eq!(file.countries.keys().collect::<Vec<_>>(), {
                files[0].1.countries.keys().collect::<Vec<_>>()
            });
        }
        assert!(files.len() >= 2);
    }
}
