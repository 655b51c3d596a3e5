//! What is said around or before its cue: “…, so die Sprecherin”, “Wie X mitteilte, …”, “laut X …”.

use std::ops::Range;

use super::super::cue::{Cue, Place, Sort};
use super::super::grammar::{Kind, PhraseKind};
use super::super::phrase::forward;
use super::super::subject::is_progressive;
use super::super::verbs::Takes;
use super::super::words::Token;
use super::{Reader, Told};

/// Appositions inside “Wie X, die Sprecherin, mitteilte”, at most.
const APPOSITIONS: usize = 3;

impl Reader<'_, '_> {
    /// “Wie X mitteilte, ist …”; “…, wie X, der Sprecher, mitteilte”.
    pub(super) fn manner(&self, cue: &Cue) -> Option<Told> {
        if !self.takes_clause(cue) {
            return None;
        }
        let last = self.period.segment_of(cue.anchor.max(cue.last()));
        let opens = |&index: &usize| self.opens_manner(index);
        let first = (last.saturating_sub(APPOSITIONS)..=last).rev().find(opens)?;
        let frame = self.period.segment(first).start..self.period.segment(last).end;
        // What stands between is no clause of its own.
        let parted = (first + 1..=last).any(|i| self.mood(&self.period.segment(i)).0);
        let closes = last == first || cue.anchor == self.period.segment(last).start;
        if parted || !closes {
            return None;
        }
        if self.period.segments[first].sign.is_none() {
            let next = self.period.segment(last + 1);
            let clause = next.start..self.end();
            return self.told(Kind::Manner, cue, clause, frame.start..next.start);
        }
        self.told(Kind::Manner, cue, self.period.tokens.clone(), frame)
    }

    fn opens_manner(&self, index: usize) -> bool {
        let (view, words) = (self.view, &self.view.grammar.words);
        let mut own = self.period.segment(index);
        let first = own.find(|&at| !view.is_in(at, &words.leads) || view.is_in(at, &words.manner));
        first.is_some_and(|at| view.is_in(at, &words.manner) && !view.is_in(at + 1, &words.idioms))
    }

    /// “…, sagte X”, “…, X said”, “…, so X”.
    pub(super) fn before(&self, cue: &Cue) -> Option<Told> {
        let index = self.period.segment_of(cue.first());
        let segment = self.period.segments.get(index)?;
        let own = segment.tokens.clone();
        segment.sign.filter(|sign| matches!(sign, ',' | '–' | '—' | '-'))?;
        if !self.takes_clause(cue) || !self.inverts(cue, &own) || self.is_dependent(&own) {
            return None;
        }
        let start = self.period.tokens.start;
        let left = start..own.start - 1;
        let words = left.clone().filter(|&at| self.view.tokens[at].word().is_some()).count();
        let colon = self.period.segments.get(index + 1).is_some_and(|s| s.sign == Some(':'));
        if words < 2 || colon || self.is_subject(cue, index) || self.is_filler(cue, &own) {
            return None;
        }
        let rest = self.period.segment(index + 1);
        let goes_on = !rest.is_empty()
            && (words < 5 || self.mood(&(rest.start..self.end())).0 || self.is_half(&left));
        if self.is_half(&left) && (!goes_on || rest.is_empty()) {
            return None;
        }
        let end = if goes_on { self.end() } else { left.end };
        self.told(Kind::Before, cue, start..end, own)
    }

    /// Whether the words of a segment say that somebody says what stands before it.
    fn inverts(&self, cue: &Cue, own: &Range<usize>) -> bool {
        let view = self.view;
        if is_progressive(view, cue.anchor) {
            return false;
        }
        if cue.anchor == own.start || cue.first() == own.start {
            return view.grammar.build.verb_second
                || !matches!(cue.sort, Sort::Verb(_))
                || forward(view, cue.last() + 1, own.end).is_some();
        }
        if view.grammar.build.verb_second || !matches!(cue.sort, Sort::Verb(_)) {
            return false;
        }
        // “…, Anna said”; “…, she said on Monday”.
        let subject = forward(view, own.start, cue.anchor);
        subject.is_some_and(|phrase| phrase.tokens.end == cue.anchor) && cue.last() + 5 >= own.end
    }

    /// Whether what stands before the cue is a clause that only says when or why it is said.
    fn is_dependent(&self, own: &Range<usize>) -> bool {
        let (view, words) = (self.view, &self.view.grammar.words);
        let start = self.period.tokens.start;
        let left = start..own.start - 1;
        let first = left.clone().find(|&at| !view.is_in(at, &words.leads)).unwrap_or(start);
        let quoted = view.tokens.get(first).is_some_and(Token::is_quote);
        quoted || (view.is_in(first, &words.subordinators) && !self.mood(&left).0)
    }

    /// “you know”: words that only fill a pause.
    fn is_filler(&self, cue: &Cue, own: &Range<usize>) -> bool {
        cue.takes(Takes::Thought) && self.view.is_in(own.start, &self.view.grammar.words.fillers)
    }

    /// Whether what stands before the cue is its subject with an apposition: “Ada, die Chefin, sagte”.
    fn is_subject(&self, cue: &Cue, index: usize) -> bool {
        if !matches!(cue.sort, Sort::Verb(_)) || !self.view.grammar.build.verb_second {
            return false;
        }
        let own = self.period.segment(index);
        let after = (own.start + 1..own.end.min(own.start + 8)).any(|at| {
            forward(self.view, at, own.end).is_some_and(|phrase| phrase.tokens.start == at)
        });
        let words = &self.view.grammar.words;
        let stated = (0..index).any(|i| {
            let tokens = self.period.segment(i);
            let dependent = i > 0
                && (self.view.is_in(tokens.start, &words.subordinators)
                    || self.view.is_in(tokens.start, &words.pronouns));
            let finite = tokens.clone().any(|at| self.view.is_in(at, &words.indicatives));
            self.mood(&tokens).0 || (!dependent && finite)
        });
        !after || (index > 1 && !stated)
    }

    /// Whether words hold no finite verb of their own, so that their sentence goes on behind the
    /// cue.
    fn is_half(&self, left: &Range<usize>) -> bool {
        let words = &self.view.grammar.words;
        !words.indicatives.is_empty()
            && !self.view.grammar.build.verb_second
            && !left.clone().any(|at| self.view.is_in(at, &words.indicatives))
    }

    /// “Laut X ist …”; “Die Gruppen sind nach Angaben von X …”.
    pub(super) fn source(&self, cue: &Cue) -> Option<Told> {
        let phrase = self.speakers.beside(self.view, cue);
        if phrase.is_none() && cue.place != Place::Nowhere {
            return None;
        }
        let (mut first, mut last) = (cue.first(), cue.last() + 1);
        if let Some(phrase) = &phrase {
            first = first.min(phrase.tokens.start);
            last = last.max(phrase.tokens.end);
        }
        let frame = first..last;
        let index = self.period.segment_of(first);
        let own = self.period.segment(index);
        let opens =
            (own.start..first).all(|at| self.view.is_in(at, &self.view.grammar.words.leads));
        if opens && self.period.segments[index].sign.is_none() {
            return self.told(Kind::Source, cue, self.behind(last)..self.end(), frame);
        }
        let alone = opens && last + 1 >= own.end;
        let words = &self.view.grammar.words;
        let dependent = self.view.is_in(own.start, &words.subordinators) && !alone;
        let start = if dependent { own.start } else { self.period.tokens.start };
        let anaphoric = cue.sort == Sort::Phrase(PhraseKind::Anaphoric);
        if anaphoric && opens {
            return self.told(Kind::Source, cue, last..self.end(), frame);
        }
        self.told(Kind::Source, cue, start..self.end(), frame)
    }

    /// Where the sentence goes on behind its first part, which ends before the token `at`: behind
    /// the relative clause or apposition that belongs to it.
    fn behind(&self, at: usize) -> usize {
        if !self.view.is_sign(at, ',') {
            return at;
        }
        let index = self.period.segment_of(at + 1);
        let next = self.period.segment(index + 1);
        if self.view.grammar.build.verb_second && !next.is_empty() { next.start } else { at + 1 }
    }
}
