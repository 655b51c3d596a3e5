//! Who speaks: the name or name phrase beside a cue.
//!
//! Only what stands beside the cue in the same sentence counts. Whom a pronoun means, and who
//! speaks where nobody is named, is not decided: an unclear speaker is nobody.

use std::ops::Range;

use super::super::found::Found;
use super::super::names::Name;
use super::cue::{Cue, Place};
use super::phrase::{Phrase, forward};
use super::scene::Scene;
use super::speech::Speech;
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
    /// Who that is; `None` for a pronoun.
    pub(in super::super) agent: Option<Agent>,
}

/// Who speaks in a scene with these cues, the nearest of them first.
pub(super) fn speaker(
    document: &Document,
    scene: &Scene<'_>,
    cues: &[Cue],
    speech: &Speech,
    mentions: &[Found<Name>],
) -> Option<Speaker> {
    let tokens = &scene.tokens;
    let Some(cue) = cues.first() else { return label(document, scene, speech, mentions) };
    let phrase = match cue.place {
        // “Anna kommentierte das mit den Worten”: another verb, or the sentence's subject.
        Place::Nowhere => match cues.iter().find(|other| other.place != Place::Nowhere) {
            Some(other) => beside(tokens, other, speech, mentions),
            None if speech.german => subject::opening(tokens, cue.anchor, speech),
            None => None,
        },
        _ => beside(tokens, cue, speech, mentions),
    };
    match phrase {
        Some(phrase) => Some(named(document, tokens, &phrase, speech, mentions)),
        None if cue.place == Place::Verb => touching(tokens, cue.anchor, mentions),
        None => None,
    }
}

/// The speaker whom a phrase names.
fn named(
    document: &Document,
    tokens: &[Token<'_>],
    phrase: &Phrase,
    speech: &Speech,
    mentions: &[Found<Name>],
) -> Speaker {
    let span = bytes(tokens, &phrase.tokens);
    let agent = (!phrase.pronoun).then(|| agent(document, tokens, phrase, speech, mentions));
    Speaker { span, agent }
}

/// “Präsident Beispiel: „…“”: a name and a colon, and nothing else before the quotation. Without
/// an entry it takes two words in capitals, since “Ergebnis” or “Motto” speaks not.
fn label(
    document: &Document,
    scene: &Scene<'_>,
    speech: &Speech,
    mentions: &[Found<Name>],
) -> Option<Speaker> {
    let colon = scene.quote.checked_sub(1)?;
    let tokens = &scene.tokens;
    let from = subject::clause_start(tokens, colon);
    let phrase = forward(tokens, from, colon, speech)
        .filter(|phrase| tokens[colon].is_sign(':') && phrase.tokens == (from..colon))?;
    let speaker = named(document, tokens, &phrase, speech, mentions);
    let capitals = tokens[from..colon].iter().all(Token::is_capital) && colon - from >= 2;
    let entry = matches!(speaker.agent, Some(Agent::Entry(_)));
    (entry || (capitals && !phrase.pronoun)).then_some(speaker)
}

/// The phrase beside a cue.
fn beside(
    tokens: &[Token<'_>],
    cue: &Cue,
    speech: &Speech,
    mentions: &[Found<Name>],
) -> Option<Phrase> {
    match cue.place {
        Place::Nowhere => None,
        Place::Behind => forward(tokens, cue.anchor + 1, tokens.len(), speech),
        Place::Before => subject::before(tokens, cue.anchor, speech),
        Place::Verb if speech.german => {
            let known = |phrase: &Phrase| mention_at_end(mentions, &bytes(tokens, &phrase.tokens));
            subject::of_german_verb(tokens, cue.anchor, speech, |phrase| known(phrase).is_some())
        }
        Place::Verb => subject::of_english_verb(tokens, cue.anchor, speech),
    }
}

/// The name right before the token `verb`, where no phrase was made out: “in deren Verlauf Beispiel
/// sagte”.
fn touching(tokens: &[Token<'_>], verb: usize, mentions: &[Found<Name>]) -> Option<Speaker> {
    let end = tokens[verb.checked_sub(1)?].span.end;
    let mention = mention_at_end(mentions, &(0..end))?;
    Some(Speaker { span: mention.span.clone(), agent: Some(mention.what.agent()) })
}

/// The entry that the phrase's head names at its end, or the phrase's words.
fn agent(
    document: &Document,
    tokens: &[Token<'_>],
    phrase: &Phrase,
    speech: &Speech,
    mentions: &[Found<Name>],
) -> Agent {
    // “Anna and Udo” are two.
    let joined = tokens.get(phrase.head.end).filter(|_| phrase.head.end < phrase.tokens.end);
    let several = joined.is_some_and(|token| speech.and.contains(&token.lower().as_str()));
    let parts = [phrase.head.clone(), phrase.tokens.clone()];
    let named = parts.into_iter().filter(|_| !several).find_map(|part| {
        let span = bytes(tokens, &part);
        mention_at_end(mentions, &span)
            .filter(|mention| part == phrase.head || is_apposition(tokens, phrase, mention))
    });
    named.map_or_else(
        || Agent::Words(fold_spaces(document.slice(&bytes(tokens, &phrase.tokens))).text),
        |mention| mention.what.agent(),
    )
}

/// A person or organisation that is named in full at the end of `span`.
fn mention_at_end<'m>(mentions: &'m [Found<Name>], span: &Range<usize>) -> Option<&'m Found<Name>> {
    let next = mentions.partition_point(|mention| mention.span.end < span.end);
    mentions.get(next).filter(|mention| {
        mention.span.end == span.end && mention.span.start >= span.start && speaks(mention)
    })
}

/// Whether a mention may be a speaker: no genitive, no part of a compound, and nothing that cannot
/// speak.
fn speaks(mention: &Found<Name>) -> bool {
    matches!(mention.what.kind(), EntryKind::Person | EntryKind::Organisation)
        && mention.rule == "names.exact"
}

/// Whether a mention stands behind a comma in the phrase: “der Sprecher von Nordwerk, Hans”.
fn is_apposition(tokens: &[Token<'_>], phrase: &Phrase, mention: &Found<Name>) -> bool {
    tokens[phrase.tokens.clone()]
        .windows(2)
        .any(|pair| pair[0].is_sign(',') && pair[1].span.start == mention.span.start)
}

fn bytes(tokens: &[Token<'_>], range: &Range<usize>) -> Range<usize> {
    tokens[range.start].span.start..tokens[range.end - 1].span.end
}
