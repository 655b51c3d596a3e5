//! Seeds with the same text, and seeds with nearly the same.
//!
//! Nearly the same are two texts that share four fifths of their runs of five words (Jaccard). Which
//! texts are compared at all is found by MinHash and locality-sensitive hashing (Broder 1997; Indyk and
//! Motwani 1998), with one permutation (Li, Owen and Zhang 2012), so that the work grows with the
//! texts and not with their pairs. What it finds is then counted, so that nothing is reported that is
//! not so.

use std::collections::{BTreeMap, BTreeSet};

use super::super::{Dossier, Reference};
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::document::Document;
use crate::markdown;

/// Words of a shingle.
const SHINGLE: usize = 5;
/// Texts with fewer shingles than this are too short for their likeness to mean anything.
const SHORTEST: usize = 20;
/// Bands of the signature, and rows of each: a pair that is alike in four fifths shares a band in 999
/// of 1,000 cases.
const BANDS: usize = 20;
const ROWS: usize = 5;
/// Shared shingles of all, in hundredths, from which two texts are nearly the same.
const ALIKE: usize = 80;

pub(super) fn check(dossier: &Dossier) -> Diagnostics {
    let mut seeds: Vec<(usize, &Document)> =
        dossier.documents.iter().map(|annotated| &annotated.document).enumerate().collect();
    seeds.sort_by_key(|(_, document)| &document.provenance.path);
    let texts: Vec<Text> = {
        use rayon::prelude::*;
        seeds.par_iter().map(|(_, document)| Text::new(&document.text)).collect()
    };
    let mut found = Diagnostics::new();
    let mut first_of: BTreeMap<u64, usize> = BTreeMap::new();
    let mut buckets: BTreeMap<(usize, u64), usize> = BTreeMap::new();
    for (n, text) in texts.iter().enumerate() {
        let Some(whole) = text.whole else { continue };
        let document = seeds[n].1;
        if let Some(&first) = first_of.get(&whole)
            && same_words(&seeds[first].1.text, &document.text)
        {
            found.push(duplicate(document, seeds[first].1));
            continue;
        }
        first_of.entry(whole).or_insert(n);
        let mut near: BTreeSet<usize> = BTreeSet::new();
        for (band, key) in text.bands.iter().enumerate() {
            // Each text is compared with the last one of its band only: texts that are alike follow
            // one another, and a crowd of them costs no more than its number.
            near.extend(buckets.insert((band, *key), n));
        }
        let alike = near
            .into_iter()
            .map(|other| (likeness(&seeds[other].1.text, &document.text), other))
            .filter(|(share, _)| *share >= ALIKE)
            .max_by_key(|&(share, other)| (share, std::cmp::Reverse(other)));
        if let Some((share, other)) = alike
            && !is_explained(dossier, seeds[n].0, seeds[other].0)
        {
            found.push(near_duplicate(document, seeds[other].1, share));
        }
    }
    found
}

/// The document that a text is alike to most, and how many of a hundred runs of words they share; 100
/// where all words are the same.
pub(super) fn twin<'d>(
    text: &str,
    documents: impl Iterator<Item = &'d Document>,
) -> Option<(&'d Document, usize)> {
    let own = Text::new(text);
    let share = |document: &Document| {
        let other = Text::new(&document.text);
        if own.whole.is_some() && own.whole == other.whole && same_words(text, &document.text) {
            return 100;
        }
        let meet = own.bands.iter().zip(&other.bands).any(|(a, b)| a == b);
        // Not all words are the same, whatever the runs of them say.
        if meet { likeness(text, &document.text).min(99) } else { 0 }
    };
    let alike = documents.map(|document| (document, share(document)));
    alike.filter(|(_, share)| *share >= ALIKE).max_by_key(|(_, share)| *share)
}

/// What is kept of a text.
struct Text {
    /// A hash of all its words; `None` where it has none.
    whole: Option<u64>,
    /// A hash of each band of its signature; none for a short text.
    bands: Vec<u64>,
}

impl Text {
    fn new(text: &str) -> Self {
        let words: Vec<u64> = words(text).map(|word| hash(&word)).collect();
        let whole = (!words.is_empty()).then(|| mix(&words));
        let shingles = shingles(&words);
        let bands = if shingles.len() < SHORTEST {
            Vec::new()
        } else {
            signature(&shingles).chunks(ROWS).map(mix).collect()
        };
        Self { whole, bands }
    }
}

/// Runs of letters and digits, in small letters.
fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
}

fn same_words(a: &str, b: &str) -> bool {
    words(a).eq(words(b))
}

/// The hashes of all runs of [`SHINGLE`] words, ascending, each once.
fn shingles(words: &[u64]) -> Vec<u64> {
    let mut shingles: Vec<u64> = words.windows(SHINGLE).map(mix).collect();
    shingles.sort_unstable();
    shingles.dedup();
    shingles
}

/// The least hash of each of as many bins as the signature has places; an empty bin takes that of the
/// next one that is not (Shrivastava and Li 2014).
fn signature(shingles: &[u64]) -> Vec<u64> {
    const PLACES: u64 = (BANDS * ROWS) as u64;
    let mut least: Vec<Option<u64>> = vec![None; BANDS * ROWS];
    for &shingle in shingles {
        let bin = &mut least[(shingle % PLACES) as usize];
        *bin = Some(bin.map_or(shingle, |other| other.min(shingle)));
    }
    let places = least.len();
    (0..places)
        .map(|place| {
            let filled = (0..places).find_map(|step| {
                least[(place + step) % places]
                    .map(|hash| hash.wrapping_add((step as u64).wrapping_mul(STEP)))
            });
            filled.unwrap_or_default()
        })
        .collect()
}

/// How many of a hundred shingles two texts share.
fn likeness(a: &str, b: &str) -> usize {
    let of = |text| shingles(&words(text).map(|word| hash(&word)).collect::<Vec<_>>());
    let (a, b) = (of(a), of(b));
    let shared = a.iter().filter(|shingle| b.binary_search(shingle).is_ok()).count();
    let all = a.len() + b.len() - shared;
    (shared * 100).checked_div(all).unwrap_or_default()
}

const STEP: u64 = 0x9E37_79B9_7F4A_7C15;

/// FNV-1a.
fn hash(word: &str) -> u64 {
    let step = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01B3);
    word.as_bytes().iter().fold(0xCBF2_9CE4_8422_2325, step)
}

/// One hash of several, their order counting (the finaliser is that of SplitMix64).
fn mix(hashes: &[u64]) -> u64 {
    hashes.iter().fold(STEP, |all, hash| {
        let mut z = (all.rotate_left(5) ^ hash).wrapping_add(STEP);
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    })
}

/// Whether the notes on one of two documents link to the other: then an editor has said what the one
/// has to do with the other.
fn is_explained(dossier: &Dossier, a: usize, b: usize) -> bool {
    links(dossier, a).contains(&b) || links(dossier, b).contains(&a)
}

/// The documents that the notes on a document link to.
fn links(dossier: &Dossier, document: usize) -> BTreeSet<usize> {
    let annotated = &dossier.documents[document];
    let comments = annotated.annotations.iter().filter_map(|one| one.body.comment());
    let mut found = BTreeSet::new();
    for text in comments.chain([annotated.introduction.as_str()]) {
        let links = markdown::read(text).links;
        for link in links.iter().filter(|link| link.wiki) {
            if let Some(Reference::Document(other) | Reference::Paragraph(other, _)) =
                dossier.resolve(&link.target, Some(document))
            {
                found.insert(other);
            }
        }
    }
    found
}

fn duplicate(document: &Document, first: &Document) -> Diagnostic {
    let (path, other) = (&document.provenance.path, &first.provenance.path);
    let message = format!("this document has the same text as seeds/{other}");
    Diagnostic::error(codes::DUPLICATE_SEED, message)
        .in_file(format!("seeds/{path}"))
        .hint("keep one of the two: every mention and every claim would count twice")
}

fn near_duplicate(document: &Document, other: &Document, share: usize) -> Diagnostic {
    let (path, slug) = (&document.provenance.path, &other.slug);
    let message = format!(
        "this document has nearly the same text as seeds/{} ({share} %)",
        other.provenance.path
    );
    Diagnostic::error(codes::NEAR_DUPLICATE_SEED, message).in_file(format!("seeds/{path}")).hint(
        format!(
            "say in annotations/{path}.md what it has to do with [[{slug}]], or keep one of the two"
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(words: std::ops::Range<usize>) -> String {
        words.map(|n| format!("word{} ", n * n % 9973)).collect()
    }

    /// Whether two texts meet in a band.
    fn meet(a: &str, b: &str) -> bool {
        let (a, b) = (Text::new(a), Text::new(b));
        a.bands.iter().zip(&b.bands).any(|(a, b)| a == b)
    }

    #[test]
    fn what_is_alike_meets_and_what_is_not_does_not() {
        for size in [40, 120, 1000, 5000] {
            let whole = text(0..size);
            for (cut, least) in [(size / 20, 85), (size / 50, 90)] {
                let part = text(cut..size);
                assert!(likeness(&whole, &part) >= least, "{size} {cut}");
                assert!(meet(&whole, &part), "{size} {cut}");
            }
            assert!(!meet(&whole, &whole.replace("word", "other")), "{size}");
        }
    }

    #[test]
    fn likeness_counts_shared_runs_of_words() {
        assert_eq!(likeness("a b c d e f", "A, b – c; d e F!"), 100);
        assert_eq!(likeness("a b c d e f", "a b c d e g"), 33);
        assert_eq!(likeness("a b c d e f", "f e d c b a"), 0);
        assert_eq!(likeness("a", "a"), 0, "too short to say");
    }

    #[test]
    fn a_short_text_is_only_ever_the_same() {
        assert!(Text::new(&text(0..10)).bands.is_empty());
        assert!(Text::new("– … –").whole.is_none());
        assert_eq!(Text::new("The gate is shut").whole, Text::new("the  gate is\nshut.").whole);
    }
}
