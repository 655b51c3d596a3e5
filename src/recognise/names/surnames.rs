//! Surnames alone, once the full name was mentioned in the same document.
//!
//! In go the places where a surname stands and what was found already; out come candidates. A
//! surname that two people of the document have names neither.

use std::collections::BTreeMap;

use super::super::reading::Reading;
use super::super::switches::Switches;
use super::around::opens;
use super::front::Front;
use super::grammar::grammar;
use super::index::{Index, Surname};
use super::slate::{Candidate, Slate, What};
use crate::annotation::Confidence;

const SURNAME: &str = "names.surname";
const TITLED: &str = "names.titled";

/// So many times a surname that is spelled like another word has to stand without its article.
const TWICE: usize = 2;

/// Where a document first mentions a person in full: leaf, first byte there, bytes of the document.
type Mention = (usize, usize, std::ops::Range<usize>);

/// What a document says about the people of one surname.
#[derive(Default)]
struct Family {
    /// The entries of those that it mentions in full, and where first.
    mentioned: BTreeMap<usize, Mention>,
    /// Whether it mentions somebody else of this surname.
    others: bool,
    /// How often the surname stands alone where it may be another word.
    doubtful: usize,
}

/// The candidates of all leaves, each with its leaf's index.
pub(super) fn resolve(
    index: &Index,
    reading: &Reading<'_>,
    slates: &[Slate],
    surnames: &[Surname],
    switches: &Switches,
) -> Vec<(usize, Candidate)> {
    let mut families = families(surnames);
    if families.is_empty() {
        return Vec::new();
    }
    mention(&mut families, index, reading, slates);
    count(&mut families, reading, slates, surnames);
    let read = |surname: &Surname| {
        let family = families.get(&surname.pattern)?;
        let candidate = judge(family, reading, surname)?;
        switches.on(&candidate.rule).then_some((surname.leaf, candidate))
    };
    surnames.iter().filter_map(read).collect()
}

/// One for each surname that stands somewhere.
fn families(surnames: &[Surname]) -> BTreeMap<usize, Family> {
    surnames.iter().map(|surname| (surname.pattern, Family::default())).collect()
}

/// Enters the full mentions.
fn mention(
    families: &mut BTreeMap<usize, Family>,
    index: &Index,
    reading: &Reading<'_>,
    slates: &[Slate],
) {
    let mut patterns_of: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for &pattern in families.keys() {
        for &person in &index.patterns[pattern].people {
            patterns_of.entry(index.people[person].entry).or_default().push(pattern);
        }
    }
    for (leaf, slate) in slates.iter().enumerate() {
        for chosen in slate.chosen() {
            let Some(What::Entry { entry, .. }) = chosen.what else { continue };
            let Some(patterns) = patterns_of.get(&entry) else { continue };
            let Some(place) = reading.leaves[leaf].locate(chosen.span.clone()) else { continue };
            let words = &reading.leaves[leaf].text()[chosen.span.clone()];
            for pattern in patterns {
                let Some(family) = families.get_mut(pattern) else { continue };
                if is_full(words, &index.patterns[*pattern].text) {
                    let first = (leaf, chosen.span.start, place.clone());
                    family.mentioned.entry(entry).or_insert(first);
                }
            }
        }
    }
}

/// Whether a mention holds the surname and more.
fn is_full(words: &str, surname: &str) -> bool {
    let last = surname.rsplit(' ').next().unwrap_or(surname);
    words.find(last).is_some_and(|at| at > 0)
}

/// Enters other people of the surname, and counts doubtful ones.
fn count(
    families: &mut BTreeMap<usize, Family>,
    reading: &Reading<'_>,
    slates: &[Slate],
    surnames: &[Surname],
) {
    for surname in surnames.iter().filter(|surname| slates[surname.leaf].is_free(&surname.span)) {
        let Some(family) = families.get_mut(&surname.pattern) else { continue };
        match surname.front {
            Front::Other { .. } => family.others = true,
            Front::Bare if is_doubtful(reading, surname) => family.doubtful += 1,
            _ => {}
        }
    }
}

/// Whether a surname may be another word where it stands: one that is spelled like it, and the
/// capital says nothing.
fn is_doubtful(reading: &Reading<'_>, surname: &Surname) -> bool {
    let leaf = &reading.leaves[surname.leaf];
    let capital_is_telling =
        !grammar(leaf.language()).nouns_capitalised && !opens(leaf, surname.span.start);
    !capital_is_telling && is_spelled_like_a_word(reading, surname)
}

/// Whether a surname behind an article is one all the same: “the Muster administration”, where
/// common nouns are small.
fn is_attribute(reading: &Reading<'_>, surname: &Surname) -> bool {
    let grammar = grammar(reading.leaves[surname.leaf].language());
    !grammar.nouns_capitalised && !is_spelled_like_a_word(reading, surname)
}

fn is_spelled_like_a_word(reading: &Reading<'_>, surname: &Surname) -> bool {
    let leaf = &reading.leaves[surname.leaf];
    let grammar = grammar(leaf.language());
    let word = &leaf.text()[surname.span.clone()];
    let word = word.split(['’', '\'']).next().unwrap_or(word);
    let mut bare = grammar.genitive.iter().filter_map(|end| word.strip_suffix(end.as_str()));
    grammar.words.contains(word) || bare.any(|word| grammar.words.contains(word))
}

fn judge(family: &Family, reading: &Reading<'_>, surname: &Surname) -> Option<Candidate> {
    let mut mentioned = family.mentioned.iter();
    let (Some((&entry, (leaf, start, place))), None) = (mentioned.next(), mentioned.next()) else {
        return None;
    };
    if family.others {
        return None;
    }
    let later = (*leaf, *start) < (surname.leaf, surname.span.start);
    let mut evidence = vec![place.clone()];
    let rule = match &surname.front {
        Front::Titled(title) => {
            evidence.extend(reading.leaves[surname.leaf].locate(title.clone()));
            evidence.sort_by_key(|range| range.start);
            TITLED
        }
        Front::Bare if later => {
            let doubtful = is_doubtful(reading, surname);
            (!doubtful || family.doubtful >= TWICE).then_some(SURNAME)?
        }
        Front::Determined if later && is_attribute(reading, surname) => SURNAME,
        _ => return None,
    };
    Some(Candidate {
        rank: 0,
        confidence: Confidence::Probable,
        evidence,
        what: Some(What::Entry { entry, pattern: surname.pattern }),
        ..Candidate::new(surname.span.clone(), rule)
    })
}
