//! What belongs together: documents that share entries, entries that share paragraphs.
//!
//! Both go through inverted lists; no pair is looked at that shares nothing.

use std::collections::{BTreeMap, BTreeSet};

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
    let mut of_document: Vec<Vec<&str>> = vec![Vec::new(); dossier.documents.len()];
    for (entry, documents) in &of_entry {
        for &document in documents {
            of_document[document].push(entry);
        }
    }
    let all = dossier.documents.len();
    of_document
        .iter()
        .enumerate()
        .map(|(document, entries)| closest(document, entries, &of_entry, all, most))
        .collect()
}

fn closest(
    document: usize,
    entries: &[&str],
    of_entry: &BTreeMap<&str, BTreeSet<usize>>,
    all: usize,
    most: usize,
) -> Vec<Related> {
    let mut shared: BTreeMap<usize, (u64, Vec<&str>)> = BTreeMap::new();
    let mut rarest_first: Vec<&str> = entries.to_vec();
    rarest_first.sort_by_key(|entry| (of_entry[entry].len(), *entry));
    for entry in rarest_first {
        let documents = &of_entry[entry];
        if documents.len() > COMMON {
            continue;
        }
        for &other in documents.iter().filter(|&&other| other != document) {
            let (score, names) = shared.entry(other).or_default();
            *score += rarity(all, documents.len());
            names.push(entry);
        }
    }
    let mut ranked: Vec<_> = shared.into_iter().collect();
    ranked.sort_by_key(|(other, (score, _))| (std::cmp::Reverse(*score), *other));
    ranked.truncate(most);
    ranked
        .into_iter()
        .map(|(document, (_, entries))| Related {
            document,
            entries: entries.into_iter().map(str::to_owned).collect(),
        })
        .collect()
}

/// 16 times log₂(all/some) plus one, in whole numbers so that every machine ranks alike.
fn rarity(all: usize, some: usize) -> u64 {
    let ratio = (all as u64).saturating_mul(1 << 16) / (some.max(1) as u64);
    u64::from((ratio + 1).ilog2()).saturating_sub(16) * 16 + 1
}

fn documents_of_entries(dossier: &Dossier) -> BTreeMap<&str, BTreeSet<usize>> {
    dossier
        .register
        .iter()
        .map(|entry| {
            let documents = dossier.mentions(&entry.id).iter().map(|m| m.document).collect();
            (entry.id.as_str(), documents)
        })
        .collect()
}

/// A paragraph: a document's index and the index of its leaf.
pub type Paragraph = (usize, usize);

/// Two entries by their ids, the lesser first.
pub type Pair<'a> = (&'a str, &'a str);

/// The entries that stand in the same paragraphs, by pairs, with these paragraphs in order.
#[must_use]
pub fn shared_paragraphs(dossier: &Dossier) -> BTreeMap<Pair<'_>, Vec<Paragraph>> {
    let mut paragraphs: BTreeMap<Paragraph, BTreeSet<&str>> = BTreeMap::new();
    for entry in dossier.register.iter() {
        for place in dossier.mentions(&entry.id) {
            let target = &dossier.annotation(*place).target;
            if let Some(leaf) = dossier.documents[place.document].document.leaf_at(target.start) {
                paragraphs.entry((place.document, leaf)).or_default().insert(&entry.id);
            }
        }
    }
    let mut pairs: BTreeMap<Pair<'_>, Vec<Paragraph>> = BTreeMap::new();
    for (paragraph, entries) in paragraphs {
        for (n, a) in entries.iter().enumerate().take(CROWDED) {
            for b in entries.iter().take(CROWDED).skip(n + 1) {
                pairs.entry((a, b)).or_default().push(paragraph);
            }
        }
    }
    pairs
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
