//! The rules whose words stand in a sentence.

use super::super::switches::Switches;
use super::language::{Language, Rule};
use super::lexicon::lists;
use super::matching::Scene;
use super::token::Token;

/// A rule whose words stand in a sentence.
#[derive(Debug)]
pub(super) struct Hit<'a> {
    pub(super) rule: &'a Rule,
    /// The rule's place in the file: the smaller wins.
    pub(super) rank: usize,
    /// The words, ascending, never empty.
    pub(super) cue: Vec<usize>,
}

/// A cue that may stand in a sentence: where its trigger is, the rule, and the rule's cue.
pub(super) type Candidate = (usize, usize, usize);

/// The cues all of whose words are in a sentence, by their triggers from left to right. `present`
/// becomes, for each list, whether the sentence has one of its words.
pub(super) fn candidates(
    tokens: &[Token<'_>],
    language: &Language,
    present: &mut Vec<bool>,
) -> Vec<Candidate> {
    present.clear();
    present.resize(language.triggers.len().max(language.lexicon.count()), false);
    for list in tokens.iter().flat_map(lists) {
        present[list] = true;
    }
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        for list in lists(token) {
            let triggered = language.triggers.get(list).map_or(&[][..], Vec::as_slice);
            for &(rank, cue) in triggered {
                if language.rules[rank].cues[cue].may_fit(|list| present[list]) {
                    found.push((at, rank, cue));
                }
            }
        }
    }
    found
}

/// All hits in a sentence, by rank, then from left to right.
pub(super) fn hits<'a>(
    scene: &Scene<'_>,
    candidates: &[Candidate],
    language: &'a Language,
    switches: &Switches,
) -> Vec<Hit<'a>> {
    let mut found: Vec<Hit<'a>> = Vec::new();
    let mut cue = Vec::new();
    for &(at, rank, pattern) in candidates {
        let rule = &language.rules[rank];
        let fits = scene.cue(&rule.cues[pattern], at, &mut cue);
        if fits && switches.on(&rule.name) && holds(rule, scene, cue[0]) {
            found.push(Hit { rule, rank, cue: cue.clone() });
        }
    }
    found.sort_by(|a, b| (a.rank, &a.cue).cmp(&(b.rank, &b.cue)));
    found
}

/// Whether a rule's conditions hold around the token `at`.
fn holds(rule: &Rule, scene: &Scene<'_>, at: usize) -> bool {
    (rule.has.is_empty() || scene.has(&rule.has, at, false))
        && (rule.sentence_has.is_empty() || scene.has(&rule.sentence_has, at, true))
        && !scene.has(&rule.lacks, at, false)
        && !scene.has(&rule.sentence_lacks, at, true)
}
