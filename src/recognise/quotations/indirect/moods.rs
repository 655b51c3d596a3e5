//! Sentences that only their verb form marks as somebody's: the mood of reported speech, which
//! goes on with the last speaker, and “soll”, which names nobody.

use std::ops::Range;

use super::super::grammar::Kind;
use super::{Reader, Run, Told};

/// How many sentences back the last speaker still speaks, inside one paragraph.
const OLDEST: usize = 1;

impl Reader<'_, '_> {
    /// A sentence in the mood of reported speech.
    pub(super) fn run(&self, run: &Run) -> Option<Told> {
        self.speakers.rule(self.view.grammar, Kind::Run)?;
        let (strong, shown) = self.main_mood()?;
        let near = run.age <= OLDEST && self.unit.leaves.0 <= run.leaf + 1;
        let same = near && run.leaf == self.unit.leaves.0;
        if !(strong || same && run.open && run.age == 0) {
            return None;
        }
        let speaker = run.speaker.clone().filter(|_| near || run.leaf == self.unit.leaves.0);
        let tokens = self.period.tokens.start..self.period.last + 1;
        (tokens.len() > 3).then(|| Told {
            frame: tokens.start..tokens.start,
            tokens,
            kind: Kind::Run,
            cue: Vec::new(),
            speaker,
            shown: Some(shown),
        })
    }

    /// The main clause's verb form of reported speech, if it has one, and whether it can be nothing
    /// else.
    fn main_mood(&self) -> Option<(bool, usize)> {
        let (view, words) = (self.view, &self.view.grammar.words);
        for segment in &self.period.segments {
            let tokens = segment.tokens.clone();
            let first = tokens.clone().find(|&at| !view.is_in(at, &words.leads));
            let Some(first) = first else { continue };
            let dependent = view.is_in(first, &words.subordinators)
                || view.is_in(first, &words.complementisers)
                || (view.is_in(first, &words.pronouns) && segment.sign == Some(','));
            for at in tokens {
                let lower = view.lower(at);
                if view.tokens[at].is_capital() {
                    continue;
                }
                // “es sei denn”
                if view.grammar.is_subjunctive(lower) && !view.is_in(at + 1, &words.idioms) {
                    return Some((true, at));
                }
                if !dependent && words.irrealis.contains(lower) {
                    return Some((false, at));
                }
                if !dependent && words.indicatives.contains(lower) {
                    return None;
                }
            }
        }
        None
    }

    /// “soll … gestohlen haben”: others say so.
    pub(super) fn hearsay(&self, run: Option<&Run>) -> Option<Told> {
        self.speakers.rule(self.view.grammar, Kind::Hearsay)?;
        let words = &self.view.grammar.words;
        let at = self.period.tokens.clone().find(|&at| {
            self.view.is_in(at, &words.hearsay) && !self.view.tokens[at].is_capital()
        })?;
        let index = self.period.segment_of(at);
        let later = (index..self.period.segments.len()).map(|i| self.period.segment(i));
        later.take(4).find(|tokens| self.is_past(tokens, at))?;
        let tokens = self.period.tokens.clone();
        let mut told = Told {
            frame: tokens.start..tokens.start,
            tokens,
            kind: Kind::Hearsay,
            cue: vec![at],
            speaker: run.filter(|run| self.follows(run)).and_then(|run| run.speaker.clone()),
            shown: None,
        };
        let own = self.period.segment(index);
        if index > 0 && self.view.is_in(own.start, &words.pronouns) {
            told.tokens = own;
        }
        Some(told)
    }

    /// Whether the sentence stands right behind what was said last, in the same paragraph.
    fn follows(&self, run: &Run) -> bool {
        run.open && run.age <= OLDEST && run.leaf == self.unit.leaves.0 && !self.unit.first
    }

    /// Whether a segment ends in the infinitive of the past that belongs to the verb at `verb`.
    fn is_past(&self, tokens: &Range<usize>, verb: usize) -> bool {
        let (view, words) = (self.view, &self.view.grammar.words);
        let end = if verb + 1 == tokens.end { verb } else { tokens.end };
        let Some(last) = end.checked_sub(1).filter(|at| tokens.contains(at)) else { return false };
        if words.perfects.is_empty() {
            let next = verb + 1..(verb + 4).min(self.end());
            return next.clone().any(|at| self.is_participle(at));
        }
        view.is_in(last, &words.perfects)
            && last.checked_sub(1).is_some_and(|at| self.is_participle(at))
    }

    /// Whether a word looks like the participle of the past.
    fn is_participle(&self, at: usize) -> bool {
        let (words, lower) = (&self.view.grammar.words, self.view.lower(at));
        let begins = |start: &String| lower.contains(start.as_str());
        lower.len() > 3
            && !self.view.tokens[at].is_capital()
            && words.participle_endings.of(lower).next().is_some()
            && (words.participle_marks.is_empty() || words.participle_marks.iter().any(begins))
    }
}
