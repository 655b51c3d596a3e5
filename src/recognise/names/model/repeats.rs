//! Names that a document has again: where the model overlooks one that it finds elsewhere.
//!
//! In go the leaves of a document and what the model found in each; further hits are added to them.
//! A sentence may show little of what its names are, and another one of the same document more. A
//! name is added where it stands word for word, if the model found it in at least half of all such
//! places, and its kind in more than half of those. The work grows with the text alone.

use std::collections::BTreeMap;
use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};

use super::label::KINDS;
use super::propose::Hit;
use crate::recognise::leaves::LeafText;
use crate::text::is_boundary;

/// Adds to each leaf's `hits`, which are ascending and stay so, the names found elsewhere in the
/// leaves of its language.
pub(super) fn add(leaves: &[LeafText<'_>], hits: &mut [Vec<Hit>]) {
    let mut languages: Vec<&str> = leaves.iter().map(LeafText::language).collect();
    languages.sort_unstable();
    languages.dedup();
    for language in languages {
        let own = |leaf: &usize| leaves[*leaf].language() == language;
        let own: Vec<usize> = (0..leaves.len()).filter(own).collect();
        for (leaf, hit) in overlooked(leaves, hits, &own) {
            hits[leaf].push(hit);
        }
        for leaf in own {
            hits[leaf].sort_by_key(|hit| hit.span.start);
        }
    }
}

/// What the model found of one name.
struct Seen<'a> {
    hit: &'a Hit,
    kinds: [usize; KINDS.len()],
}

impl Seen<'_> {
    /// The name's hit, of the kind that more than half of its hits are of, where it was found at
    /// least as often as it was overlooked.
    fn agreed(&self, overlooked: usize) -> Option<Hit> {
        let found: usize = self.kinds.iter().sum();
        let kind = self.kinds.iter().position(|&count| 2 * count > found)?;
        (overlooked <= found).then(|| Hit { kind: KINDS[kind], ..self.hit.clone() })
    }
}

/// The hits to add, each with its leaf.
fn overlooked(leaves: &[LeafText<'_>], hits: &[Vec<Hit>], own: &[usize]) -> Vec<(usize, Hit)> {
    let mut seen: BTreeMap<&str, Seen<'_>> = BTreeMap::new();
    for &leaf in own {
        for hit in &hits[leaf] {
            let Some(kind) = KINDS.iter().position(|&kind| kind == hit.kind) else { continue };
            let words = &leaves[leaf].text()[hit.span.clone()];
            let name = seen.entry(words).or_insert(Seen { hit, kinds: [0; KINDS.len()] });
            name.kinds[kind] += 1;
        }
    }
    let builder = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(seen.keys());
    let Ok(automaton) = builder else { return Vec::new() };
    let mut places: Vec<Vec<(usize, Range<usize>)>> = vec![Vec::new(); seen.len()];
    for &leaf in own {
        let text = leaves[leaf].text();
        for found in automaton.find_iter(text) {
            if stands_alone(text, &found.range()) && is_free(&hits[leaf], &found.range()) {
                places[found.pattern().as_usize()].push((leaf, found.range()));
            }
        }
    }
    let mut added = Vec::new();
    for (seen, places) in seen.values().zip(places) {
        let Some(hit) = seen.agreed(places.len()) else { continue };
        added.extend(places.into_iter().map(|(leaf, span)| (leaf, Hit { span, ..hit.clone() })));
    }
    added
}

/// Whether words are no part of a longer one, hyphenated ones among them.
fn stands_alone(text: &str, span: &Range<usize>) -> bool {
    let hyphen = ['-', '\u{2010}', '\u{2011}'];
    is_boundary(text, span.start)
        && is_boundary(text, span.end)
        && !text[..span.start].ends_with(hyphen)
        && !text[span.end..].starts_with(hyphen)
}

fn is_free(hits: &[Hit], span: &Range<usize>) -> bool {
    let next = hits.partition_point(|hit| hit.span.end <= span.start);
    hits.get(next).is_none_or(|hit| hit.span.start >= span.end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recognise::leaves::leaf_texts;
    use crate::recognise::testing::document;
    use crate::register::EntryKind::{self, Organisation, Person};

    /// What stands in the leaves in the end, where `found` was found: leaf, words, kind.
    fn check(leaves: &[&str], found: &[(usize, &str, EntryKind)], expected: &[(usize, &str)]) {
        let document = document("de", None, leaves);
        let leaves = leaf_texts(&document);
        let mut hits = vec![Vec::new(); leaves.len()];
        for &(leaf, words, kind) in found {
            let start = leaves[leaf].text().find(words).unwrap();
            let span = start..start + words.len();
            hits[leaf].push(Hit {
                span,
                kind,
                name: words.to_owned(),
                rule: "names.de.model".into(),
            });
        }
        add(&leaves, &mut hits);
        let mut shown = Vec::new();
        for (leaf, hits) in hits.iter().enumerate() {
            assert!(hits.is_sorted_by(|a, b| a.span.end <= b.span.start));
            shown.extend(hits.iter().map(|hit| (leaf, hit.name.as_str())));
            for hit in hits {
                assert_eq!(leaves[leaf].text()[hit.span.clone()], hit.name);
            }
        }
        assert_eq!(shown, expected);
    }

    #[test]
    fn a_name_is_found_again() {
        check(
            &[
                "Die Firma Muster klagt, und das ist gut so.",
                "Nun hat Muster verloren, und das ist gut.",
            ],
            &[(0, "Muster", Organisation)],
            &[(0, "Muster"), (1, "Muster")],
        );
    }

    #[test]
    fn what_is_mostly_overlooked_is_left_alone() {
        check(
            &[
                "Die Firma Muster klagt, und das ist gut so.",
                "Das Muster ist kein Muster, und nun ist es gut.",
            ],
            &[(0, "Muster", Organisation)],
            &[(0, "Muster")],
        );
    }

    #[test]
    fn parts_of_words_and_of_names_are_left_alone() {
        check(
            &[
                "Muster klagt gegen Ida Muster, und das ist gut.",
                "Mustermann, Muster-Haus und das ist gut so.",
            ],
            &[(0, "Muster", Organisation), (0, "Ida Muster", Person)],
            &[(0, "Muster"), (0, "Ida Muster")],
        );
    }
}
