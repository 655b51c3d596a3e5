//! Certainty: how sure a clause says it is, by the words that say so.
//!
//! In go a document and the quotations found in it; out come judgements of its clauses: reported,
//! planned, hedged, denied and so on, each with the words that show it. A clause that is plainly
//! asserted gets none, one clause may get several, and the spans of two judgements are the same or
//! apart. What is true is never judged, only what the text says of it.
//!
//! What a language's words mean stands in its `certainty.toml`: lists of words and rules over them
//! (`language`, `pattern`). A sentence is cut into words, each looked up once (`lexicon`); where
//! one of them is known, it is cut into clauses (`clause`), the rules are tried (`rules`), and of
//! rules that read the same word the first in the file wins (`choice`). What somebody else says is
//! reported (`heard`), unless the words that introduce it say something else of it.

mod choice;
mod clause;
mod finding;
mod heard;
mod judge;
mod language;
mod lexicon;
mod matching;
mod pattern;
mod quoted;
mod rules;
mod source;
mod target;
mod token;

use std::ops::Range;
use std::sync::LazyLock;

use self::judge::Judge;
use self::language::Language;
use self::quoted::Voices;
use super::found::Found;
use super::languages::{PerLanguage, read};
use super::quotations::Speech;
use super::reading::Reading;
use super::switches::Switches;
use crate::annotation::Judgement;

/// How sure a clause says it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Certain {
    /// In what way, and on whose word.
    pub(super) judgement: Judgement,
    /// The sentence that the clause stands in: bytes of the document's text.
    pub(super) sentence: Range<usize>,
}

static LANGUAGES: LazyLock<PerLanguage<Language>> =
    LazyLock::new(|| PerLanguage::new(|tag| Language::new(tag, read(tag, "certainty.toml")?).ok()));

/// What holds where nothing is known of a language: question marks and quotations.
static OTHER: LazyLock<Language> = LazyLock::new(Language::default);

/// All judgements in a document, ascending. `speech` are the document's quotations, ascending.
pub(super) fn find(
    reading: &Reading<'_>,
    speech: &[Found<Speech>],
    switches: &Switches,
) -> Vec<Found<Certain>> {
    let mut found = Vec::new();
    let mut voices = Voices::new(reading.document, speech);
    for leaf in &reading.leaves {
        let language = LANGUAGES.get(leaf.language()).unwrap_or(&OTHER);
        let mut judge = Judge::new(leaf, language, switches, &mut voices);
        for sentence in leaf.sentences() {
            judge.sentence(sentence, &mut found);
        }
    }
    found
}

#[cfg(test)]
mod tests;
