//! Firms and societies that a legal form behind their name gives away.

use std::collections::HashSet;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use serde::Deserialize;

use super::super::languages::{ANY, PerLanguage, read};
use super::super::leaves::LeafText;
use super::grammar::grammar;
use super::slate::{Candidate, What};
use super::words::Word;
use crate::annotation::{Confidence, EntryKind, Proposal};
use crate::text::is_word;

pub(super) const LEGAL_FORM: &str = "names.legal-form";

/// The longest name looked at, in words.
const WORDS: usize = 8;

/// The legal forms of all languages: `any/organisations.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Forms {
    forms: Vec<String>,
    /// Forms that a comma may part from the name.
    behind_comma: HashSet<String>,
    /// Forms behind which two words have to stand.
    unsure: HashSet<String>,
    /// Words of a name that are written with a point.
    abbreviated: HashSet<String>,
    /// Small words inside a name.
    inside: HashSet<String>,
}

/// A language's words in front of names: `organisations.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Generic {
    /// In small letters; whole words, and ends of compounds.
    generic: Vec<String>,
}

struct Known {
    forms: Forms,
    automaton: Option<AhoCorasick>,
}

static KNOWN: LazyLock<Known> = LazyLock::new(|| {
    let forms: Forms = read(ANY, "organisations.toml").unwrap_or_default();
    let builder = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&forms.forms);
    Known { automaton: builder.ok(), forms }
});

static GENERIC: LazyLock<PerLanguage<Generic>> = LazyLock::new(|| {
    PerLanguage::new(|tag| if tag == ANY { None } else { read(tag, "organisations.toml") })
});

/// Whether a word is a legal form.
pub(super) fn is_form(word: &str) -> bool {
    KNOWN.forms.forms.iter().any(|form| form == word)
}

/// The firms of a leaf.
pub(super) fn find(leaf: &LeafText<'_>, words: &[Word<'_>]) -> Vec<Candidate> {
    let text = leaf.text();
    let Some(automaton) = &KNOWN.automaton else { return Vec::new() };
    let mut found = Vec::new();
    for hit in automaton.find_iter(text) {
        let before = text[..hit.start()].ends_with([' ', '-']);
        let closed = !text[hit.end()..].starts_with(is_word) && !text[hit.end()..].starts_with('-');
        if before && closed {
            found.extend(candidate(leaf, words, hit.start(), hit.end()));
        }
    }
    found
}

/// A name without the longest legal form that ends it.
pub(super) fn without_form(name: &str) -> Option<&str> {
    let bare = |form: &String| {
        let bare = name.strip_suffix(form.as_str())?.strip_suffix(' ')?;
        Some(bare.trim_end_matches(',')).filter(|bare| !bare.is_empty())
    };
    KNOWN.forms.forms.iter().filter_map(bare).min_by_key(|bare| bare.len())
}

/// The name that the form at these bytes ends.
fn candidate(
    leaf: &LeafText<'_>,
    words: &[Word<'_>],
    form: usize,
    end: usize,
) -> Option<Candidate> {
    let text = leaf.text();
    let first = words.partition_point(|word| word.span.end <= form);
    let (start, count) = begin(leaf, words, first, form, &text[form..end])?;
    let least = if KNOWN.forms.unsure.contains(&text[form..end]) { 2 } else { 1 };
    let name = text[start..end].to_owned();
    (count >= least).then_some(())?;
    Some(Candidate {
        confidence: Confidence::Probable,
        evidence: vec![leaf.locate(form..end)?],
        what: Some(What::Proposed(Proposal { kind: EntryKind::Organisation, name })),
        ..Candidate::new(start..end, LEGAL_FORM)
    })
}

/// Where the name before the form at byte `form` begins, and how many capitalised words it has.
/// `first` is the first word that ends behind that byte.
fn begin(
    leaf: &LeafText<'_>,
    words: &[Word<'_>],
    first: usize,
    form: usize,
    kind: &str,
) -> Option<(usize, usize)> {
    let text = leaf.text();
    let (mut start, mut count, mut behind) = (None, 0, form);
    for at in (first.saturating_sub(WORDS)..first).rev() {
        let word = &words[at];
        let gap = &text[word.span.end..behind];
        let comma = behind == form && gap == ", " && KNOWN.forms.behind_comma.contains(kind);
        if !(matches!(gap, " " | " & " | " + " | "! " | "." | ". ") || comma) {
            break;
        }
        if gap == ". " && !may_have_point(word.text) {
            break;
        }
        if gap == ". " && !word.is_capitalised() {
            // “Muster a. d. Probe GmbH” begins somewhere else.
            return None;
        }
        let number = word.text.starts_with(|c: char| c.is_ascii_digit());
        if word.is_capitalised() {
            if is_generic(leaf, word) || grammar(leaf.language()).openers.contains(word.text) {
                break;
            }
            start = Some(word.span.start);
            count += 1;
        } else if !(number || KNOWN.forms.inside.contains(word.text) && count > 0) {
            break;
        }
        behind = word.span.start;
    }
    Some((start?, count))
}

/// Whether a word says what the firm is, and is not its name.
fn is_generic(leaf: &LeafText<'_>, word: &Word<'_>) -> bool {
    let Some(known) = GENERIC.get(leaf.language()) else { return false };
    let small = word.text.to_lowercase();
    known.generic.iter().any(|end| small.ends_with(end.as_str()))
}

/// Whether a point behind a word may stand inside a name.
fn may_have_point(word: &str) -> bool {
    word.chars().count() <= 2 || KNOWN.forms.abbreviated.contains(word)
}

#[cfg(test)]
mod tests {
    use super::super::super::languages::bytes;
    use super::super::super::languages::parse;
    use super::*;

    #[test]
    fn every_file_can_be_read() {
        let text = |tag| std::str::from_utf8(bytes(tag, "organisations.toml").unwrap()).unwrap();
        assert!(parse::<Forms>(text(ANY)).unwrap().forms.len() > 40);
        for tag in ["de", "en"] {
            assert!(!parse::<Generic>(text(tag)).unwrap().generic.is_empty());
        }
    }
}
