//! The subject of a verb of saying: the phrase before it or behind it.

use super::phrase::{Phrase, View, forward, in_clause};
use super::words::{Kind, Token};

/// How far back the beginning of a clause is looked for, in tokens.
const CLAUSE: usize = 80;

/// The phrase with which the words from the token `from` on begin, before the token `to`, unless
/// it is a dative.
pub(super) fn opening(view: View<'_, '_>, from: usize, to: usize) -> Option<Phrase> {
    let dative = view.is_in(from, &view.grammar.words.datives);
    let phrase = forward(view, from, to).filter(|_| !dative)?;
    let whole = view.grammar.build.capital_nouns || phrase.pronoun;
    if whole { Some(phrase) } else { up_to_capital(view, phrase) }
}

/// The phrase up to its last word in capitals: what follows may be its verb, as in “Anna nodded and
/// said”. `None` where only an article is left.
fn up_to_capital(view: View<'_, '_>, mut phrase: Phrase) -> Option<Phrase> {
    let words = phrase.tokens.start + 1..phrase.tokens.end;
    let last = words.clone().rfind(|&at| view.tokens[at].is_capital());
    let only = view.tokens[phrase.tokens.start].is_capital() && words.is_empty();
    phrase.tokens.end = last.or(only.then_some(phrase.tokens.start))? + 1;
    phrase.head.end = phrase.head.end.min(phrase.tokens.end);
    Some(phrase)
}

/// Where the finite verb stands second, one part stands before it: the subject, or something else
/// and then the subject follows. `known` tells phrases that a register entry ends: where only the
/// one behind the verb is, either may be the object, and nobody is named.
pub(super) fn of_second_verb(
    view: View<'_, '_>,
    verb: usize,
    known: impl Fn(&Phrase) -> bool,
) -> Option<Phrase> {
    let before = before(view, verb);
    let from = skip_adverbs(view, verb + 1);
    let after = forward(view, from, view.tokens.len());
    match (before, after) {
        (_, Some(after)) if view.is_in(verb + 1, &view.grammar.words.nominatives) => Some(after),
        // “Dies gab das Amt bekannt”
        (Some(before), Some(after))
            if before.pronoun
                && !after.pronoun
                && view.is_in(before.tokens.start, &view.grammar.words.objects) =>
        {
            Some(after)
        }
        (Some(before), Some(after)) if is_audience(view, &before, &after) => Some(after),
        (Some(before), Some(after)) if known(&after) && !known(&before) && !before.pronoun => None,
        (Some(before), _) => Some(before),
        (None, after) => after.or_else(|| inside(view, verb)),
    }
}

/// The subject of a clause that its verb ends: “nachdem die Sprecherin dem Amt mitgeteilt hatte”.
fn inside(view: View<'_, '_>, verb: usize) -> Option<Phrase> {
    let words = &view.grammar.words;
    let mut at = clause_start(view, verb);
    while at < verb {
        if view.is_in(at, &words.prepositions) {
            let object = forward(view, at + 1, verb).or_else(|| super::cue::plain(view, at + 1));
            at = object.map_or(at + 1, |phrase| phrase.tokens.end.max(at + 1));
            continue;
        }
        let dative = view.is_in(at, &words.datives);
        let phrase = forward(view, at, verb);
        match phrase {
            Some(phrase) if !dative => return Some(phrase),
            Some(phrase) => at = phrase.tokens.end.max(at + 1),
            None => at += 1,
        }
    }
    None
}

/// “Der Zeitung sagte Anna”: an article that may be a dative, and behind the verb none.
fn is_audience(view: View<'_, '_>, before: &Phrase, after: &Phrase) -> bool {
    let words = &view.grammar.words;
    let first = before.tokens.start;
    let last = before.head.end.checked_sub(1).map_or("", |at| view.lower(at));
    let listens =
        view.is_in(first, &words.audience_articles) && words.audiences.of(last).next().is_some();
    (listens || view.is_in(first, &words.datives)) && !after.pronoun
}

/// Where the subject stands before its verb, or behind it where nothing stands before.
/// `verb` is its first word and `last` its last: “a déclaré”.
pub(super) fn of_verb(view: View<'_, '_>, verb: usize, last: usize) -> Option<Phrase> {
    if view.is_in(last + 1, &view.grammar.words.agents) {
        return forward(view, last + 2, view.tokens.len());
    }
    let opens = verb == 0 || !matches!(view.tokens[verb - 1].kind, Kind::Word(_));
    if opens && is_progressive(view, verb) {
        return of_sentence(view, verb);
    }
    if opens {
        let after = forward(view, last + 1, view.tokens.len());
        return after.filter(|phrase| !is_stated(view, phrase)).or_else(|| before(view, verb));
    }
    if view.is_in(verb - 1, &view.grammar.words.infinitive_marks) {
        return of_infinitive(view, verb - 1);
    }
    before(view, verb)
}

/// Whether a phrase opens what is said: “that the plan”, “they are”.
fn is_stated(view: View<'_, '_>, phrase: &Phrase) -> bool {
    let words = &view.grammar.words;
    view.is_in(phrase.tokens.start, &words.complementisers)
        || view.is_in(phrase.tokens.end, &words.indicatives)
}

/// “Ada was glad to hear”: the phrase that opens the clause, if none stands between it and the mark
/// of the infinitive, which is at the token `mark`, and it is no “it” that stands for a clause.
fn of_infinitive(view: View<'_, '_>, mark: usize) -> Option<Phrase> {
    let words = &view.grammar.words;
    let mut from = clause_start(view, mark);
    while from < mark && view.is_in(from, &words.leads) {
        from += 1;
    }
    let phrase = opening(view, from, mark)?;
    let named = |at: usize| {
        view.tokens[at].is_capital()
            || view.is_in(at, &words.determiners)
            || view.is_in(at, &words.pronouns)
    };
    let alone = !(phrase.tokens.end..mark).any(named);
    (alone && !view.is_in(phrase.tokens.start, &words.objects)).then_some(phrase)
}

/// The phrase that ends before the token `verb`, over appositions between commas too; where only
/// “and” stands before the verb, the phrase that opens the sentence.
pub(super) fn before(view: View<'_, '_>, verb: usize) -> Option<Phrase> {
    let last = verb.checked_sub(1)?;
    if view.is_sign(last, ',') {
        return before_apposition(view, last);
    }
    if view.is_in(last, &view.grammar.words.and) {
        return of_sentence(view, last);
    }
    subject(view, clause_start(view, verb), verb)
}

/// The phrase that opens the sentence before the token `end`; behind its first comma where another
/// part opens it: “In May, Anna came and said”.
fn of_sentence(view: View<'_, '_>, end: usize) -> Option<Phrase> {
    let start = sentence_start(view, end);
    let comma = || (start..end).find(|&at| view.is_sign(at, ','));
    opening(view, start, end)
        .or_else(|| opening(view, comma().filter(|_| !view.grammar.build.verb_second)? + 1, end))
}

/// Whether a word is a participle of the present.
pub(super) fn is_progressive(view: View<'_, '_>, at: usize) -> bool {
    view.grammar.words.progressive_endings.end(view.lower(at))
}

/// Where the sentence begins in which the token `at` stands, as far as is looked.
fn sentence_start(view: View<'_, '_>, at: usize) -> usize {
    let from = at.saturating_sub(CLAUSE);
    let ends = |token: &Token<'_>| {
        matches!(token.kind, Kind::Sign('.' | '!' | '?' | ';')) || token.is_quote()
    };
    view.tokens[from..at].iter().rposition(ends).map_or(from, |i| from + i + 1)
}

/// Appositions between a name and its verb, at most.
const APPOSITIONS: usize = 3;

/// “Anna Beispiel, Leiterin des Amts, Berlin, sagte”: the phrase before the first comma, with what
/// stands between the commas. `comma` is the last of them.
fn before_apposition(view: View<'_, '_>, comma: usize) -> Option<Phrase> {
    let mut end = comma;
    let mut found = None;
    for _ in 0..APPOSITIONS {
        let start = clause_start(view, end);
        if start == 0 || !view.is_sign(start - 1, ',') {
            break;
        }
        end = start - 1;
        let from = clause_start(view, end);
        found = subject(view, from, end)
            .filter(|phrase| !phrase.pronoun && phrase.tokens.end == end)
            .or(found);
    }
    let Some(mut phrase) = found else { return up_to_comma(view, comma) };
    // A relative clause parts subject and verb, too, but names nobody.
    let next = phrase.tokens.end + 1;
    if forward(view, next, comma).is_some_and(|other| !other.pronoun) {
        phrase.tokens.end = comma;
    }
    Some(phrase)
}

/// “The bank of Newtown, says it will close”: a comma that parts subject and verb, where nothing
/// but the subject stands before it.
fn up_to_comma(view: View<'_, '_>, comma: usize) -> Option<Phrase> {
    let from = clause_start(view, comma);
    let opens = from == 0 || matches!(view.tokens[from - 1].kind, Kind::Sign('.' | '!' | '?'));
    forward(view, from, comma)
        .filter(|phrase| opens && !phrase.pronoun && phrase.tokens.end == comma)
        .filter(|_| !view.grammar.build.verb_second)
}

/// Where the clause that ends before the token `end` starts, as far as is looked.
pub(super) fn clause_start(view: View<'_, '_>, end: usize) -> usize {
    let from = end.saturating_sub(CLAUSE);
    let inside = |at: usize| in_clause(&view.tokens[at]) || view.is_other_quote(at);
    (from..end).rev().find(|&at| !inside(at)).map_or(from, |at| at + 1)
}

/// The subject in the words `from..verb`.
fn subject(view: View<'_, '_>, from: usize, verb: usize) -> Option<Phrase> {
    let words = &view.grammar.words;
    let mut from = from;
    while from < verb && view.is_in(from, &words.leads) {
        from += 1;
    }
    if view.grammar.build.verb_second {
        let mut phrase = forward(view, from, verb)?;
        let rest = verb - phrase.tokens.end;
        if !phrase.pronoun && rest > 0 && rest <= 6 {
            // One part stands before the verb: what follows the name belongs to it.
            phrase.tokens.end = verb;
        }
        return Some(phrase);
    }
    let mut end = verb;
    while end > from && (view.is_in(end - 1, &words.others) || is_adverb(view, end - 1)) {
        end -= 1;
    }
    // “Perhaps I”, “the plan they”: such a pronoun is a subject alone, but not behind “and”.
    let alone = end > from
        && view.is_in(end - 1, &words.nominatives)
        && view.is_in(end - 1, &words.pronouns)
        && !(end >= from + 3
            && view.is_in(end - 2, &words.and)
            && view.tokens[end - 3].is_capital());
    if !alone && let Some(phrase) = before_relative(view, from, end) {
        return Some(phrase);
    }
    let from = if alone { end - 1 } else { from };
    reaching(view, from, end).or_else(|| relative(view, verb))
}

/// “A man who saw the fire said”: the phrase before the relative pronoun, not the object behind it.
fn before_relative(view: View<'_, '_>, from: usize, end: usize) -> Option<Phrase> {
    let words = &view.grammar.words;
    let pronoun = |&at: &usize| {
        view.is_in(at, &words.others)
            && view.is_in(at, &words.pronouns)
            && !view.is_in(at, &words.complementisers)
    };
    let at = (from + 1..end).find(pronoun).filter(|&at| at + 1 < end)?;
    forward(view, from, at).filter(|phrase| phrase.tokens.end == at && !phrase.pronoun)
}

/// “a letter from the bank which said”: the relative pronoun right before the verb.
fn relative(view: View<'_, '_>, verb: usize) -> Option<Phrase> {
    let at = verb.checked_sub(1)?;
    let tokens = at..verb;
    view.is_in(at, &view.grammar.words.pronouns).then(|| Phrase {
        head: tokens.clone(),
        tokens,
        pronoun: true,
    })
}

/// Whether a word in small letters ends as adverbs do.
fn is_adverb(view: View<'_, '_>, at: usize) -> bool {
    !view.tokens[at].is_capital() && view.grammar.words.adverb_endings.end(view.lower(at))
}

/// The phrase right before the token `end`: “dem Amt zufolge”.
pub(super) fn ending(view: View<'_, '_>, end: usize) -> Option<Phrase> {
    reaching(view, clause_start(view, end), end)
}

/// The longest phrase in the words `from..end` that reaches the end.
fn reaching(view: View<'_, '_>, from: usize, end: usize) -> Option<Phrase> {
    let words = &view.grammar.words;
    (from.max(end.saturating_sub(16))..end).find_map(|start| {
        let inside = start > from
            && (view.is_in(start - 1, &words.connectors)
                || (view.tokens[start - 1].is_capital() && view.tokens[start].is_capital()));
        let phrase = forward(view, start, end)?;
        (phrase.tokens.end == end && !inside).then_some(phrase)
    })
}

/// Behind a verb that stands second: reflexives, adverbs and days (“am Montag”) before the subject.
fn skip_adverbs(view: View<'_, '_>, from: usize) -> usize {
    let words = &view.grammar.words;
    let mut at = from;
    while at < view.tokens.len() && at < from + 4 {
        if view.is_in(at, &words.time_prepositions) && view.is_in(at + 1, &words.times) {
            at += 2;
        } else if view.is_in(at, &words.adverbs) {
            at += 1;
        } else {
            break;
        }
    }
    at
}
