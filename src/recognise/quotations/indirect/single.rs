//! Verbs of speech that tell what was said as their object, and nouns with a content.

use super::super::cue::{Cue, Sort};
use super::super::grammar::Kind;
use super::super::phrase::forward;
use super::super::speaker::Speaker;
use super::super::subject;
use super::super::verbs::Takes;
use super::{Reader, Told};

impl Reader<'_, '_> {
    /// “Die Gewerkschaft forderte mehr Geld”: the whole sentence tells what was said.
    pub(super) fn report(&self, cue: &Cue) -> Option<Told> {
        if !cue.takes(Takes::Report) || !matches!(cue.sort, Sort::Verb(_)) {
            return None;
        }
        // A dependent clause tells of another thing than the sentence does.
        let index = self.period.segment_of(cue.first());
        let own = self.period.segment(index);
        let words = &self.view.grammar.words;
        let dependent = self.view.is_in(own.start, &words.subordinators)
            || self.view.is_in(own.start, &words.complementisers)
            || (index > 0 && self.view.is_in(own.start, &words.pronouns))
            || (index > 0 && cue.last() + 1 == own.end && cue.tokens.len() == 1);
        if dependent {
            return None;
        }
        let quoted = self.period.tokens.clone().any(|at| self.view.tokens[at].is_quote());
        if self.period.tokens.clone().any(|at| self.view.is_in(at, &words.victims)) {
            return None;
        }
        let told = self.told(
            Kind::Report,
            cue,
            self.period.tokens.clone(),
            self.period.tokens.start..self.period.tokens.start,
        )?;
        (!quoted && told.speaker.is_some()).then_some(told)
    }

    /// Whose content a noun has: the genitive behind it, or the sentence's subject.
    pub(super) fn of_noun(&self, cue: &Cue) -> Option<Speaker> {
        let (view, words) = (self.view, &self.view.grammar.words);
        let at = cue.anchor + 1;
        let attached = (view.is_in(at, &words.connectors) || view.is_in(at, &words.determiners))
            && !view.is_in(at, &words.complementisers);
        if attached {
            let own = forward(view, at, self.end()).or_else(|| forward(view, at + 1, self.end()));
            if let Some(phrase) = own.filter(|phrase| !phrase.pronoun) {
                return Some(self.speakers.named(view, &phrase));
            }
        }
        let index = self.period.segment_of(cue.anchor);
        let from = self.period.segment(index).start;
        let phrase = subject::opening(view, from, cue.anchor)?;
        Some(self.speakers.named(view, &phrase))
    }
}
