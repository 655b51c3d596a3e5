//! What belongs together: documents that share entries, entries that share paragraphs.
//!
//! Both go through inverted lists; no pair is looked at that shares nothing.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rayon::prelude::*;

use super::Dossier;

/// An entry in more documents than this says little about their kinship and is passed over.
const COMMON: usize = 200;
/// A paragraph with more entries than this is a list; it counts with the first so many.
const CROWDED: usize = 50;

/// A document that shares entries with another.
#[derive(Debug, Clone, PartialEq)]
pub struct Related {
    /// Index into [`Dossier::documents`].
    pub document: usize,
    /// Ids of the entries shared, the rarest first.
    pub entries: Vec<String>,
}

/// For each document the `most` closest others: those that share most entries, a rare entry
/// counting more (inverse document frequency).
#[must_use]
pub fn related(dossier: &Dossier, most: usize) -> Vec<Vec<Related>> {
    let of_entry = documents_of_entries(dossier);
    let all = dossier.documents.len();
    // The rarest first, which is the order in which they are named.
    let mut of_document: Vec<Vec<usize>> = vec![Vec::new(); all];
    for (entry, (_, documents)) in of_entry.iter().enumerate() {
        for &document in documents {
            of_document[document].push(entry);
        }
    }
    let lists = Lists { of_entry, of_document };
    let scores = || Scores { of: vec![0; all], met: Vec::new() };
    (0..all).into_par_iter().map_init(scores, |scores, n| lists.closest(n, scores, most)).collect()
}

/// Who is where, both ways.
struct Lists<'a> {
    /// Entries with the documents that they are in, by how many these are.
    of_entry: Vec<(&'a str, Vec<usize>)>,
    /// For each document the indices of its entries.
    of_document: Vec<Vec<usize>>,
}

/// How close each document is to one of them.
struct Scores {
    /// Nil where they share nothing, and again when all is done.
    of: Vec<u64>,
    /// The documents that share something, each once.
    met: Vec<usize>,
}

impl Lists<'_> {
    fn closest(&self, document: usize, scores: &mut Scores, most: usize) -> Vec<Related> {
        let entries = &self.of_document[document];
        let telling = |entry: &&usize| self.of_entry[**entry].1.len() <= COMMON;
        for &entry in entries.iter().filter(telling) {
            let documents = &self.of_entry[entry].1;
            let rarity = rarity(self.of_document.len(), documents.len());
            for &other in documents.iter().filter(|&&other| other != document) {
                if scores.of[other] == 0 {
                    scores.met.push(other);
                }
                scores.of[other] += rarity;
            }
        }
        let mut near: Vec<(Reverse<u64>, usize)> = scores
            .met
            .drain(..)
            .map(|other| (Reverse(std::mem::take(&mut scores.of[other])), other))
            .collect();
        if near.len() > most {
            near.select_nth_unstable(most);
            near.truncate(most);
        }
        near.sort_unstable();
        let name = |other: usize| Related {
            document: other,
            entries: entries
                .iter()
                .filter(telling)
                .filter(|&&entry| self.of_entry[entry].1.binary_search(&other).is_ok())
                .map(|&entry| self.of_entry[entry].0.to_owned())
                .collect(),
        };
        near.into_iter().map(|(_, other)| name(other)).collect()
    }
}

/// 16 times log₂(all/some) plus one, in whole numbers so that every machine ranks alike.
fn rarity(all: usize, some: usize) -> u64 {
    let ratio = (all as u64).saturating_mul(1 << 16) / (some.max(1) as u64);
    u64::from((ratio + 1).ilog2()).saturating_sub(16) * 16 + 1
}

/// Entries with the documents that they are in, the rarest first, then by id.
fn documents_of_entries(dossier: &Dossier) -> Vec<(&str, Vec<usize>)> {
    let documents = |entry: &str| {
        let mut documents: Vec<usize> =
            dossier.mentions(entry).iter().map(|mention| mention.document).collect();
        documents.sort_unstable();
        documents.dedup();
        documents
    };
    let mut all: Vec<(&str, Vec<usize>)> =
        dossier.register.iter().map(|entry| (entry.id.as_str(), documents(&entry.id))).collect();
    all.sort_by(|a, b| (a.1.len(), a.0).cmp(&(b.1.len(), b.0)));
    all
}

/// A paragraph: a document's index and the index of its leaf.
pub type Paragraph = (usize, usize);

/// Two entries by their ids, the lesser first.
pub type Pair<'a> = (&'a str, &'a str);

/// The entries that stand in the same paragraphs, by pairs, with these paragraphs in order.
#[must_use]
pub fn shared_paragraphs(dossier: &Dossier) -> BTreeMap<Pair<'_>, Vec<Paragraph>> {
    // Numbers in the order of the ids are sorted faster than these.
    let mut ids: Vec<&str> = dossier.register.iter().map(|entry| entry.id.as_str()).collect();
    ids.sort_unstable();
    let mut standing: Vec<(Paragraph, usize)> = Vec::new();
    for (number, id) in ids.iter().enumerate() {
        for place in dossier.mentions(id) {
            let target = &dossier.annotation(*place).target;
            if let Some(leaf) = dossier.documents[place.document].document.leaf_at(target.start) {
                standing.push(((place.document, leaf), number));
            }
        }
    }
    standing.par_sort_unstable();
    standing.dedup();
    let mut together: Vec<(usize, usize, Paragraph)> = Vec::new();
    for entries in standing.chunk_by(|a, b| a.0 == b.0) {
        let counted = &entries[..entries.len().min(CROWDED)];
        for (n, (paragraph, a)) in counted.iter().enumerate() {
            together.extend(counted[n + 1..].iter().map(|(_, b)| (*a, *b, *paragraph)));
        }
    }
    together.par_sort_unstable();
    let pair = |found: &[(usize, usize, Paragraph)]| {
        let (a, b, _) = found.first()?;
        Some(((ids[*a], ids[*b]), found.iter().map(|(.., paragraph)| *paragraph).collect()))
    };
    together.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)).filter_map(pair).collect()
}

/// For each entry the entries that stand in the same paragraphs, with the number of those
/// paragraphs, the most frequent first.
#[must_use]
pub fn appears_with(
    pairs: &BTreeMap<Pair<'_>, Vec<Paragraph>>,
) -> BTreeMap<String, Vec<(String, usize)>> {
    let mut all: BTreeMap<String, Vec<(String, usize)>> = BTreeMap::new();
    for ((a, b), paragraphs) in pairs {
        for (entry, other) in [(a, b), (b, a)] {
            let others = all.entry((*entry).to_owned()).or_default();
            others.push(((*other).to_owned(), paragraphs.len()));
        }
    }
    for others in all.values_mut() {
        others.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    }
    all
}
