//! The subject of a verb of saying: the phrase before it or behind it.

use super::phrase::{Phrase, forward};
use super::speech::Speech;
use super::words::{Kind, Token};

/// The phrase with which the sentence before the token `to` begins, unless it is a dative.
pub(super) fn opening(tokens: &[Token<'_>], to: usize, speech: &Speech) -> Option<Phrase> {
    let first = tokens.first()?.lower();
    let dative = speech.datives.contains(&first.as_str());
    let phrase = forward(tokens, 0, to, speech).filter(|_| !dative)?;
    if speech.german || phrase.pronoun { Some(phrase) } else { up_to_capital(tokens, phrase) }
}

/// The phrase up to its last word in capitals: what follows may be its verb, as in “Anna nodded and
/// said”. `None` where only an article is left.
fn up_to_capital(tokens: &[Token<'_>], mut phrase: Phrase) -> Option<Phrase> {
    let words = phrase.tokens.start + 1..phrase.tokens.end;
    let last = words.clone().rfind(|&at| tokens[at].is_capital());
    let only = tokens[phrase.tokens.start].is_capital() && words.is_empty();
    phrase.tokens.end = last.or(only.then_some(phrase.tokens.start))? + 1;
    phrase.head.end = phrase.head.end.min(phrase.tokens.end);
    Some(phrase)
}

/// German statements have one part before the verb: the subject, or something else and then the
/// subject follows the verb. `known` tells phrases that a register entry ends: where only the one
/// behind the verb is, either may be the object, and nobody is named.
pub(super) fn of_german_verb(
    tokens: &[Token<'_>],
    verb: usize,
    speech: &Speech,
    known: impl Fn(&Phrase) -> bool,
) -> Option<Phrase> {
    let before = before(tokens, verb, speech);
    let from = skip_adverbs(tokens, verb + 1, speech);
    let after = forward(tokens, from, tokens.len(), speech);
    let next = tokens.get(verb + 1).map(Token::lower).unwrap_or_default();
    match (before, after) {
        (_, Some(after)) if speech.nominatives.contains(&next.as_str()) => Some(after),
        (Some(before), Some(after)) if is_audience(tokens, &before, &after, speech) => Some(after),
        (Some(before), Some(after)) if known(&after) && !known(&before) && !before.pronoun => None,
        (Some(before), _) => Some(before),
        (None, after) => after,
    }
}

/// “Der Zeitung sagte Anna”: an article that may be a dative, and behind the verb none.
fn is_audience(tokens: &[Token<'_>], before: &Phrase, after: &Phrase, speech: &Speech) -> bool {
    let first = tokens[before.tokens.start].lower();
    let last = before.head.end.checked_sub(1).map(|at| tokens[at].lower()).unwrap_or_default();
    let may_be_dative = first == "der" || first == "einer";
    let listens = may_be_dative && speech.audiences.iter().any(|word| last.ends_with(word));
    (listens || speech.datives.contains(&first.as_str())) && !after.pronoun
}

/// In English the subject stands before its verb, or behind it where nothing stands before it.
pub(super) fn of_english_verb(
    tokens: &[Token<'_>],
    verb: usize,
    speech: &Speech,
) -> Option<Phrase> {
    let by = tokens.get(verb + 1).is_some_and(|token| token.lower() == "by");
    if by {
        return forward(tokens, verb + 2, tokens.len(), speech);
    }
    let opens = verb == 0 || !matches!(tokens[verb - 1].kind, Kind::Word(_));
    if opens {
        let after = forward(tokens, verb + 1, tokens.len(), speech);
        return after.or_else(|| before(tokens, verb, speech));
    }
    before(tokens, verb, speech)
}

/// The phrase that ends before the token `verb`, over appositions between commas too; where only
/// “and” stands before the verb, the phrase that opens the sentence.
pub(super) fn before(tokens: &[Token<'_>], verb: usize, speech: &Speech) -> Option<Phrase> {
    let last = verb.checked_sub(1)?;
    if tokens[last].is_sign(',') {
        return before_apposition(tokens, last, speech);
    }
    if speech.and.contains(&tokens[last].lower().as_str()) {
        return opening(tokens, last, speech);
    }
    subject(tokens, clause_start(tokens, verb), verb, speech)
}

/// Appositions between a name and its verb, at most.
const APPOSITIONS: usize = 3;

/// “Anna Beispiel, Leiterin des Amts, Berlin, sagte”: the phrase before the first comma, with what
/// stands between the commas. `comma` is the last of them.
fn before_apposition(tokens: &[Token<'_>], comma: usize, speech: &Speech) -> Option<Phrase> {
    let mut end = comma;
    let mut found = None;
    for _ in 0..APPOSITIONS {
        let start = clause_start(tokens, end);
        if start == 0 || !tokens[start - 1].is_sign(',') {
            break;
        }
        end = start - 1;
        let from = clause_start(tokens, end);
        found = subject(tokens, from, end, speech)
            .filter(|phrase| !phrase.pronoun && phrase.tokens.end == end)
            .or(found);
    }
    let mut phrase = found?;
    // A relative clause parts subject and verb, too, but names nobody.
    let next = phrase.tokens.end + 1;
    if forward(tokens, next, comma, speech).is_some_and(|other| !other.pronoun) {
        phrase.tokens.end = comma;
    }
    Some(phrase)
}

/// Where the clause that ends before the token `end` starts.
pub(super) fn clause_start(tokens: &[Token<'_>], end: usize) -> usize {
    let word = |token: &Token<'_>| matches!(token.kind, Kind::Word(_) | Kind::Sign('&'));
    tokens[..end].iter().rposition(|token| !word(token)).map_or(0, |at| at + 1)
}

/// The subject in the words `from..verb`.
fn subject(tokens: &[Token<'_>], from: usize, verb: usize, speech: &Speech) -> Option<Phrase> {
    let mut from = from;
    while from < verb && speech.leads.contains(&tokens[from].lower().as_str()) {
        from += 1;
    }
    if speech.german {
        let mut phrase = forward(tokens, from, verb, speech)?;
        let rest = verb - phrase.tokens.end;
        if !phrase.pronoun && rest > 0 && rest <= 6 {
            // One part stands before the verb: what follows the name belongs to it.
            phrase.tokens.end = verb;
        }
        return Some(phrase);
    }
    let mut end = verb;
    while end > from && speech.others.contains(&tokens[end - 1].lower().as_str()) {
        end -= 1;
    }
    // The longest phrase that reaches the verb.
    (from.max(end.saturating_sub(16))..end).find_map(|start| {
        let inside = start > from
            && (speech.connectors.contains(&tokens[start - 1].lower().as_str())
                || (tokens[start - 1].is_capital() && tokens[start].is_capital()));
        let phrase = forward(tokens, start, end, speech)?;
        (phrase.tokens.end == end && !inside).then_some(phrase)
    })
}

/// Behind a German verb: reflexives, adverbs and days (“am Montag”) before the subject.
fn skip_adverbs(tokens: &[Token<'_>], from: usize, speech: &Speech) -> usize {
    let mut at = from;
    while at < tokens.len() && at < from + 4 {
        let lower = tokens[at].lower();
        let day = tokens.get(at + 1).is_some_and(|t| speech.times.contains(&t.lower().as_str()));
        if matches!(lower.as_str(), "am" | "im") && day {
            at += 2;
        } else if speech.adverbs.contains(&lower.as_str()) {
            at += 1;
        } else {
            break;
        }
    }
    at
}
