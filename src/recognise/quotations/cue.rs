//! Cues: the words of a sentence that say that somebody speaks.

use super::phrase::forward;
use super::scene::Scene;
use super::speech::{Side, Speech, Verb};
use super::words::{Kind, Token};

/// A cue in a scene.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cue {
    /// Indices of the scene's tokens that make it up, ascending.
    pub(super) tokens: Vec<usize>,
    /// The token beside which the speaker stands.
    pub(super) anchor: usize,
    /// Where the speaker stands.
    pub(super) place: Place,
}

/// Where the speaker stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Beside a verb, on either side.
    Verb,
    /// Before a verb or phrase.
    Before,
    /// Behind a verb or phrase.
    Behind,
    /// Nowhere.
    Nowhere,
}

/// The cues of a scene, the nearest to the quotation first; of two as near as one another the one
/// behind it.
pub(super) fn cues(scene: &Scene<'_>, speech: &Speech) -> Vec<Cue> {
    let lower: Vec<String> = scene.tokens.iter().map(Token::lower).collect();
    let mut found: Vec<Cue> = (0..lower.len())
        .filter(|&at| !lower[at].is_empty())
        .filter_map(|at| {
            phrase(scene, &lower, at, speech).or_else(|| verb(scene, &lower, at, speech))
        })
        .collect();
    found.sort_by_cached_key(|cue| {
        let near = cue.tokens.iter().map(|&token| {
            let behind = token > scene.quote;
            (token.abs_diff(scene.quote) + crossed(scene, token, speech), !behind)
        });
        near.min()
    });
    found
}

/// How far away the ends of clauses put a token: a comma or dash counts as three words, “and” as
/// four, other quotations as five; the comma or colon right beside the quotation counts nothing.
fn crossed(scene: &Scene<'_>, token: usize, speech: &Speech) -> usize {
    let (from, to) = if token > scene.quote {
        (scene.quote + 2, token)
    } else {
        (token + 1, scene.quote.saturating_sub(1))
    };
    let between = scene.tokens.get(from..to).unwrap_or_default();
    between
        .iter()
        .map(|token| match token.kind {
            Kind::Sign(',' | ';' | ':' | '–' | '—') => 3,
            Kind::OtherQuote => 5,
            Kind::Word(word) if speech.and.contains(&word) => 4,
            _ => 0,
        })
        .sum()
}

/// A phrase that begins at the token `at`.
fn phrase(scene: &Scene<'_>, lower: &[String], at: usize, speech: &Speech) -> Option<Cue> {
    let right_behind = at == scene.quote + 1
        || (at == scene.quote + 2 && scene.tokens[scene.quote + 1].is_sign(','));
    let behind_quote = if right_behind { speech.behind_quote } else { &[] };
    [
        (behind_quote, Place::Behind),
        (speech.before_speaker, Place::Behind),
        (speech.behind_speaker, Place::Before),
        (speech.without_speaker, Place::Nowhere),
    ]
    .into_iter()
    .flat_map(|(phrases, place)| phrases.iter().map(move |words| (*words, place)))
    .filter(|(words, _)| {
        lower
            .get(at..at + words.len())
            .is_some_and(|found| found.iter().map(String::as_str).eq(words.iter().copied()))
    })
    .max_by_key(|(words, _)| words.len())
    .map(|(words, place)| {
        let anchor = if place == Place::Behind { at + words.len() - 1 } else { at };
        Cue { tokens: (at..at + words.len()).collect(), anchor, place }
    })
    // “Laut” without a source behind it means loud.
    .filter(|cue| {
        cue.place != Place::Behind
            || forward(&scene.tokens, cue.anchor + 1, scene.tokens.len(), speech).is_some()
    })
}

/// A verb at the token `at`.
fn verb(scene: &Scene<'_>, lower: &[String], at: usize, speech: &Speech) -> Option<Cue> {
    let word = scene.tokens[at].word()?;
    // “die Aussage”, “United States”: a capital is no verb, but at a sentence's beginning.
    if scene.tokens[at].is_capital() && at > 0 {
        return None;
    }
    if let Some(cue) = participle(scene, lower, at, speech) {
        return Some(cue);
    }
    if speech.nouns.contains(&word) && !behind_subject(scene, lower, at, speech) {
        return None;
    }
    let verb = speech.verb(&lower[at])?;
    let mut tokens = vec![at];
    if !verb.particles.is_empty() {
        tokens.push(particle(scene, lower, at, verb, speech)?);
    }
    let place = match verb.side {
        Side::Either => Place::Verb,
        Side::Before => Place::Before,
        Side::Behind => Place::Behind,
    };
    Some(Cue { tokens, anchor: at, place })
}

/// A participle at the token `at` with its auxiliary, beside which the speaker stands.
fn participle(scene: &Scene<'_>, lower: &[String], at: usize, speech: &Speech) -> Option<Cue> {
    if !speech.participles.contains(&lower[at].as_str()) {
        return None;
    }
    let auxiliary = |&i: &usize| i != at && speech.auxiliaries.contains(&lower[i].as_str());
    let anchor = clause(scene, at).rev().find(auxiliary)?;
    Some(Cue { tokens: vec![at], anchor, place: Place::Verb })
}

/// The particle that ends the clause of the verb at the token `at`; the quotation may part them.
fn particle(
    scene: &Scene<'_>,
    lower: &[String],
    at: usize,
    verb: &Verb,
    speech: &Speech,
) -> Option<usize> {
    let is_particle = |&i: &usize| {
        let next = scene.tokens.get(i + 1);
        let last = next.is_none_or(|token| match token.kind {
            Kind::Word(word) => speech.and.contains(&word),
            _ => true,
        });
        last && verb.particles.contains(&lower[i].as_str())
    };
    let end = clause(scene, at).end;
    (at + 1..end).rev().find(is_particle).or_else(|| (end..lower.len()).find(is_particle))
}

/// Whether a name or pronoun stands right before the token `at`, or the quotation beside it.
fn behind_subject(scene: &Scene<'_>, lower: &[String], at: usize, speech: &Speech) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    scene.tokens[before].is_capital()
        || speech.pronouns.contains(&lower[before].as_str())
        || at + 1 == scene.quote
        || (at + 2 == scene.quote && matches!(scene.tokens[at + 1].kind, Kind::Sign(_)))
}

/// The tokens around `at` up to signs that end a clause, quotations not among them.
fn clause(scene: &Scene<'_>, at: usize) -> std::ops::Range<usize> {
    let ends = |token: &Token<'_>| matches!(token.kind, Kind::Sign(';' | ':' | '.' | '!' | '?'));
    let start = scene.tokens[..at].iter().rposition(ends).map_or(0, |i| i + 1);
    let end = scene.tokens[at..].iter().position(ends).map_or(scene.tokens.len(), |i| at + i);
    start..end
}
