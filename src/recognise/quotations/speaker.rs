//! Who speaks: the name or name phrase beside a cue.

use std::ops::Range;

use super::super::found::Found;
use super::super::names::Name;
use super::super::switches::Switches;
use super::cue::{Cue, Place};
use super::grammar::{Grammar, Kind};
use super::phrase::{Phrase, View, forward};
use super::subject;
use super::words::Token;
use crate::annotation::Agent;
use crate::document::Document;
use crate::register::EntryKind;
use crate::text::fold_spaces;

/// The words that say who speaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) struct Speaker {
    /// Bytes of the document's text.
    pub(in super::super) span: Range<usize>,
    /// Who that is; `None` for a pronoun of which the document does not say whom it means.
    pub(in super::super) agent: Option<Agent>,
}

/// Finds speakers in a document with these names, which are ascending.
pub(super) struct Speakers<'d> {
    pub(super) document: &'d Document,
    pub(super) mentions: &'d [Found<Name>],
    pub(super) switches: &'d Switches,
}

impl Speakers<'_> {
    /// The name of a language's rule, if it has one and it is at work.
    pub(super) fn rule(&self, grammar: &'static Grammar, kind: Kind) -> Option<&'static str> {
        grammar.rule(kind).filter(|rule| self.switches.on(rule))
    }

    /// Who says the quotation at the token `at`; `cues` are the nearest, and the nearest beside
    /// which somebody stands.
    pub(super) fn of_quotation(
        &self,
        view: View<'_, '_>,
        at: usize,
        cues: &[&Cue],
    ) -> Option<Speaker> {
        let Some(cue) = cues.first() else { return self.label(view, at) };
        if cue.place != Place::Nowhere {
            return self.of_cue(view, cue);
        }
        // “Anna kommentierte das mit den Worten”: another verb, or the sentence's subject.
        let phrase = match cues.get(1) {
            Some(other) => self.beside(view, other),
            None if view.grammar.build.verb_second => {
                subject::opening(view, start(view, cue.anchor), cue.anchor)
            }
            None => None,
        }
        .or_else(|| document(view, cue));
        phrase.map(|phrase| self.named(view, &phrase))
    }

    /// Whom a cue names.
    pub(super) fn of_cue(&self, view: View<'_, '_>, cue: &Cue) -> Option<Speaker> {
        match self.beside(view, cue) {
            Some(phrase) => Some(self.named(view, &phrase)),
            None if cue.place == Place::Verb => self.touching(view, cue.anchor),
            None => None,
        }
    }

    /// The phrase beside a cue.
    pub(super) fn beside(&self, view: View<'_, '_>, cue: &Cue) -> Option<Phrase> {
        let all = view.tokens.len();
        match cue.place {
            Place::Nowhere => None,
            Place::Behind => forward(view, cue.anchor + 1, all)
                .or_else(|| super::cue::plain(view, cue.anchor + 1)),
            Place::Before => subject::before(view, cue.anchor),
            Place::Ending => subject::ending(view, cue.anchor),
            Place::Agent => agent_phrase(view, cue).or_else(|| document(view, cue)),
            Place::Verb if view.grammar.build.verb_second => {
                let known = |phrase: &Phrase| self.mention_at_end(&view.bytes(&phrase.tokens));
                subject::of_second_verb(view, cue.anchor, |phrase| known(phrase).is_some())
                    .or_else(|| document(view, cue))
            }
            Place::Verb => {
                let last = if cue.last() <= cue.anchor + 3 { cue.last() } else { cue.anchor };
                subject::of_verb(view, cue.anchor, last.max(cue.anchor))
            }
        }
    }

    /// The speaker whom a phrase names.
    pub(super) fn named(&self, view: View<'_, '_>, phrase: &Phrase) -> Speaker {
        let span = view.bytes(&phrase.tokens);
        Speaker { span, agent: (!phrase.pronoun).then(|| self.agent(view, phrase)) }
    }

    /// “Präsident Beispiel: „…“”: a name and a colon, and nothing else before the quotation. Without
    /// an entry it takes two words in capitals, since “Ergebnis” or “Motto” speaks not.
    fn label(&self, view: View<'_, '_>, at: usize) -> Option<Speaker> {
        let colon = at.checked_sub(1)?;
        let from = subject::clause_start(view, colon);
        let phrase = forward(view, from, colon)
            .filter(|phrase| view.is_sign(colon, ':') && phrase.tokens == (from..colon))?;
        let speaker = self.named(view, &phrase);
        let capitals = view.tokens[from..colon].iter().all(Token::is_capital) && colon - from >= 2;
        let entry = matches!(speaker.agent, Some(Agent::Entry(_)));
        (entry || (capitals && !phrase.pronoun)).then_some(speaker)
    }

    /// The name right before the token `verb`, where no phrase was made out: “in deren Verlauf
    /// Beispiel sagte”.
    fn touching(&self, view: View<'_, '_>, verb: usize) -> Option<Speaker> {
        let end = view.tokens[verb.checked_sub(1)?].span.end;
        let mention = self.mention_at_end(&(0..end))?;
        Some(Speaker { span: mention.span.clone(), agent: Some(mention.what.agent()) })
    }

    /// The entry that the phrase's head names at its end, or the phrase's words.
    fn agent(&self, view: View<'_, '_>, phrase: &Phrase) -> Agent {
        // “Anna and Udo” are two.
        let joined = phrase.head.end < phrase.tokens.end
            && view.is_in(phrase.head.end, &view.grammar.words.and);
        let parts = [phrase.head.clone(), phrase.tokens.clone()];
        let named = parts.into_iter().filter(|_| !joined).find_map(|part| {
            self.mention_at_end(&view.bytes(&part)).filter(|mention| {
                part == phrase.head || is_apposition(view.tokens, phrase, mention)
            })
        });
        named.map_or_else(
            || {
                let words = self.document.slice(&view.bytes(&phrase.tokens));
                Agent::Words(fold_spaces(words).text)
            },
            |mention| mention.what.agent(),
        )
    }

    /// A person or organisation that is named in full at the end of `span`.
    fn mention_at_end(&self, span: &Range<usize>) -> Option<&Found<Name>> {
        let next = self.mentions.partition_point(|mention| mention.span.end < span.end);
        self.mentions.get(next).filter(|mention| {
            mention.span.end == span.end && mention.span.start >= span.start && speaks(mention)
        })
    }
}

/// How far before a word the beginning of its sentence is looked for, in tokens.
const SENTENCE: usize = 60;

/// Where the sentence begins in which the token `at` stands.
fn start(view: View<'_, '_>, at: usize) -> usize {
    let from = at.saturating_sub(SENTENCE);
    let stop = |token: &Token<'_>| super::keep::is_stop(token);
    view.tokens[from..at].iter().rposition(stop).map_or(from, |i| from + i + 1)
}

/// How far around a passive its agent is looked for, in tokens.
const AGENT: usize = 30;

/// “wurde von der Sprecherin bestätigt”: behind the preposition of a passive's agent.
fn agent_phrase(view: View<'_, '_>, cue: &Cue) -> Option<Phrase> {
    let agents = &view.grammar.words.agents;
    let (first, last) = (cue.first().min(cue.anchor), cue.last().max(cue.anchor));
    let end = view.tokens.len().min(last + AGENT);
    let stop = (last..end).find(|&at| !super::phrase::in_clause(&view.tokens[at]));
    let at = (first..stop.unwrap_or(end)).find(|&at| view.is_in(at, agents))?;
    forward(view, at + 1, view.tokens.len())
        .filter(|phrase| !view.is_in(phrase.tokens.end - 1, &view.grammar.words.times))
}

/// “in dem Brief heißt es”: what is written, where nobody is named.
pub(super) fn document(view: View<'_, '_>, cue: &Cue) -> Option<Phrase> {
    let words = &view.grammar.words;
    let from = subject::clause_start(view, cue.anchor);
    let end = view.tokens.len().min(cue.last() + AGENT);
    let stop = (cue.last()..end).find(|&at| !super::phrase::in_clause(&view.tokens[at]));
    (from..stop.unwrap_or(end)).filter(|&at| view.is_in(at, &words.document_prepositions)).find_map(
        |at| {
            let phrase = forward(view, at + 1, end).or_else(|| super::cue::plain(view, at + 1))?;
            let written = |at: usize| words.documents.make(view.lower(at));
            phrase.head.clone().any(written).then_some(phrase)
        },
    )
}

/// Whether a mention may be a speaker: no genitive, no part of a compound, and nothing that cannot
/// speak.
fn speaks(mention: &Found<Name>) -> bool {
    matches!(mention.what.kind(), EntryKind::Person | EntryKind::Organisation)
        && !mention.rule.ends_with(".genitive")
        && !mention.rule.ends_with(".compound")
}

/// Whether a mention stands behind a comma in the phrase: “der Sprecher von Nordwerk, Hans”.
fn is_apposition(tokens: &[Token<'_>], phrase: &Phrase, mention: &Found<Name>) -> bool {
    tokens[phrase.tokens.clone()]
        .windows(2)
        .any(|pair| pair[0].is_sign(',') && pair[1].span.start == mention.span.start)
}
