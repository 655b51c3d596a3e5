//! Words in quotation marks: which are somebody's, by which cue, and whose.

use super::cue::{Cue, Place, Sort};
use super::grammar::{Grammar, Kind, PhraseKind};
use super::indirect::Told;
use super::keep;
use super::marks::Quote;
use super::speaker::{Speaker, Speakers};
use super::units::Unit;
use super::verbs::Takes;
use super::words;
use crate::document::Document;

/// How far around a quotation its cue is looked for, in tokens.
const WINDOW: usize = 80;

/// A quotation that is somebody's words.
pub(super) struct Spoken {
    /// Which of the document's quotations.
    pub(super) quote: usize,
    pub(super) kind: Kind,
    /// Tokens of its cue.
    pub(super) cue: Vec<usize>,
    pub(super) speaker: Option<Speaker>,
}

/// The quotations of a unit that are somebody's words, ascending; `told` are the clauses of it that
/// tell what somebody said.
pub(super) fn find(
    document: &Document,
    unit: &Unit<'_>,
    quotes: &[Quote],
    told: &[Told],
    speakers: &Speakers<'_>,
) -> Vec<Spoken> {
    let mut found = Vec::new();
    for (at, token) in unit.tokens.iter().enumerate() {
        let words::Kind::Quote(quote) = token.kind else { continue };
        let quoted = document.slice(&quotes[quote].inner);
        let view = unit.view(Some(at));
        let cues = nearest(unit, at);
        let around =
            told.iter().find(|told| told.tokens.contains(&at) && !told.frame.contains(&at));
        let cue = cues.first().copied();
        let Some(kind) = keep::reading(quoted, view, at, cue, around.is_some()) else { continue };
        let mut speaker = speakers.of_quotation(view, at, &cues);
        let mut cue = cues.first().map_or_else(Vec::new, |cue| cue.tokens.clone());
        // Words in a clause that somebody says are theirs.
        if let Some(told) = around.filter(|told| told.speaker.is_some()) {
            speaker.clone_from(&told.speaker);
            cue.clone_from(&told.cue);
        }
        found.push(Spoken { quote, kind, cue, speaker });
    }
    found
}

/// The cues around the quotation at the token `at` that may introduce it: the nearest, of two as
/// near as one another the one behind it; and the nearest beside which a speaker stands.
fn nearest<'u>(unit: &'u Unit<'_>, at: usize) -> Vec<&'u Cue> {
    let from = unit.cues.partition_point(|cue| cue.last() + WINDOW < at);
    let inside = unit.cues[from..].iter().take_while(|cue| cue.first() <= at + WINDOW);
    let fitting: Vec<&Cue> = inside.filter(|cue| introduces(unit, cue, at)).collect();
    let key = |cue: &&&Cue| {
        let near = cue.tokens.iter().map(|&token| (unit.distance(at, token), token < at));
        near.min()
    };
    let first = fitting.iter().min_by_key(key).copied();
    let named = |cue: &&&Cue| cue.place != Place::Nowhere;
    let second = fitting.iter().filter(named).min_by_key(key).copied();
    first.into_iter().chain(second.filter(|cue| Some(*cue) != first)).collect()
}

/// Whether a cue may introduce words in marks.
fn introduces(unit: &Unit<'_>, cue: &Cue, at: usize) -> bool {
    match cue.sort {
        Sort::Noun | Sort::Source | Sort::Phrase(PhraseKind::Anaphoric) => false,
        Sort::Phrase(PhraseKind::BehindQuote) => {
            let first = cue.first();
            first == at + 1 || (first == at + 2 && unit.tokens[at + 1].is_sign(','))
        }
        // “he knew the ‘truth’”: what is thought or seen is announced, or no speech.
        Sort::Verb(_) if cue.takes(Takes::Thought) => {
            let next = |i: usize| unit.tokens.get(i).is_some_and(|token| token.word().is_none());
            let (first, last) = (cue.first(), cue.last());
            last + 1 == at || (last + 2 == at && next(last + 1)) || (first > at && first <= at + 6)
        }
        Sort::Verb(_) | Sort::Phrase(_) => true,
    }
}

/// The rule's name.
pub(super) fn rule(grammar: &'static Grammar, kind: Kind) -> Option<&'static str> {
    grammar.rule(kind).or_else(|| Grammar::any().rule(kind))
}
