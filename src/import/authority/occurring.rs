//! Which of many names stand in the documents.
//!
//! A name whose words do not all stand in them somewhere cannot stand there as a whole; what is left is
//! looked for in one pass, so that a gazetteer of a million names costs little more than its reading.

use std::collections::{BTreeSet, HashSet};

use aho_corasick::{AhoCorasick, MatchKind};

use crate::document::Document;
use crate::text::{fold_spaces, is_boundary, is_word};

/// The words of all documents.
pub(super) struct Words<'d> {
    documents: Vec<&'d Document>,
    words: HashSet<&'d str>,
}

impl<'d> Words<'d> {
    pub(super) fn of(documents: impl Iterator<Item = &'d Document>) -> Self {
        let documents: Vec<&Document> = documents.collect();
        let words = documents.iter().flat_map(|document| words(&document.text)).collect();
        Self { documents, words }
    }

    /// Whether all words of a name stand somewhere; its last one perhaps with the ending of a genitive.
    pub(super) fn may_have(&self, name: &str) -> bool {
        let mut all = words(name).peekable();
        if all.peek().is_none() {
            return false;
        }
        while let Some(word) = all.next() {
            let is_last = all.peek().is_none();
            let bent = || is_last && self.words.contains(format!("{word}s").as_str());
            if !self.words.contains(word) && !bent() {
                return false;
            }
        }
        true
    }

    /// Those of `names` that stand in a document as whole words, perhaps with the ending of a genitive.
    pub(super) fn standing<'n>(&self, names: impl Iterator<Item = &'n str>) -> BTreeSet<String> {
        let names: BTreeSet<&str> = names.filter(|name| self.may_have(name)).collect();
        let names: Vec<&str> = names.into_iter().collect();
        let Ok(searcher) = AhoCorasick::builder().match_kind(MatchKind::Standard).build(&names)
        else {
            return BTreeSet::new();
        };
        let mut found = vec![false; names.len()];
        for document in &self.documents {
            let text = fold_spaces(&document.text).text;
            for at in searcher.find_overlapping_iter(&text) {
                let n = at.pattern().as_usize();
                if !found[n] && is_boundary(&text, at.start()) {
                    let rest = &text[at.end()..];
                    let bent = ["s", "'s", "’s"].iter().any(|ending| {
                        rest.starts_with(ending) && is_boundary(&text, at.end() + ending.len())
                    });
                    found[n] = bent || is_boundary(&text, at.end());
                }
            }
        }
        let standing = names.into_iter().zip(found).filter(|(_, found)| *found);
        standing.map(|(name, _)| name.to_owned()).collect()
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c| !is_word(c)).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Language;
    use crate::ingest::plain_document;

    #[test]
    fn names_are_found_as_whole_words() {
        let text = "In New\nYork and Berlins Norden; Neu-Ulm, St. Ives’s gate. Yorkshire.";
        let document = plain_document(text, Language::unknown(), None);
        let words = Words::of([&document].into_iter());
        let names = [
            "New York", "York", "Berlin", "Ulm", "Neu-Ulm", "St. Ives", "Yorks", "Nord", "New",
            "Rome", "", "-",
        ];
        let found = words.standing(names.into_iter());
        let found: Vec<_> = found.iter().map(String::as_str).collect();
        assert_eq!(found, ["Berlin", "Neu-Ulm", "New", "New York", "St. Ives", "Ulm", "York"]);
    }
}
