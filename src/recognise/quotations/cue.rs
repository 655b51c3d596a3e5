//! Cues: the words of a sentence that say that somebody speaks.

use super::grammar::PhraseKind;
use super::phrase::{View, forward};
use super::verbs::{Form, Side, Takes};
use super::words::{Kind, Token};

/// A cue in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cue {
    /// Indices of the sentence's tokens that make it up, ascending.
    pub(super) tokens: Vec<usize>,
    /// The token beside which the speaker stands.
    pub(super) anchor: usize,
    /// Where the speaker stands.
    pub(super) place: Place,
    /// What it is.
    pub(super) sort: Sort,
}

/// Where the speaker stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Beside a verb, on either side.
    Verb,
    /// Behind the agent's preposition of a passive.
    Agent,
    /// Before a verb or phrase.
    Before,
    /// Right before a phrase: “dem Amt zufolge”.
    Ending,
    /// Behind a verb or phrase.
    Behind,
    /// Nowhere.
    Nowhere,
}

/// What a cue is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Sort {
    /// A verb, and what it takes.
    Verb(Vec<Takes>),
    /// A phrase.
    Phrase(PhraseKind),
    /// A preposition before a noun of saying: “nach”.
    Source,
    /// A noun with a content.
    Noun,
}

impl Cue {
    /// Whether it is a verb that takes what is said so.
    pub(super) fn takes(&self, what: Takes) -> bool {
        matches!(&self.sort, Sort::Verb(takes) if takes.contains(&what))
    }

    fn verb_takes(self) -> Option<Vec<Takes>> {
        if let Sort::Verb(takes) = self.sort { Some(takes) } else { None }
    }

    /// The first of its tokens.
    pub(super) fn first(&self) -> usize {
        self.tokens.first().copied().unwrap_or(self.anchor)
    }

    /// The last of its tokens.
    pub(super) fn last(&self) -> usize {
        self.tokens.last().copied().unwrap_or(self.anchor)
    }
}

/// The cues of a sentence, ascending.
pub(super) fn cues(view: View<'_, '_>) -> Vec<Cue> {
    (0..view.tokens.len())
        .filter(|&at| !view.lower(at).is_empty())
        .filter_map(|at| {
            phrase(view, at)
                .or_else(|| source(view, at))
                .or_else(|| verb(view, at))
                .or_else(|| noun(view, at))
        })
        .collect()
}

/// A phrase that begins at the token `at`.
fn phrase(view: View<'_, '_>, at: usize) -> Option<Cue> {
    let mut all = view.grammar.phrases(view.lower(at)).iter();
    let found = all.find(|phrase| {
        let is = |(i, word): (usize, &String)| view.lower(at + i) == word;
        phrase.words.iter().enumerate().all(is) && fits(view, at, phrase.kind)
    })?;
    let behind = at + found.words.len();
    let (place, anchor) = match found.kind {
        PhraseKind::BeforeSpeaker | PhraseKind::BehindQuote => (Place::Behind, behind - 1),
        PhraseKind::BehindSpeaker => (Place::Ending, at),
        PhraseKind::WithoutSpeaker | PhraseKind::Anaphoric => (Place::Nowhere, at),
    };
    // “Laut” without a source behind it means loud.
    let source = || forward(view, behind, view.tokens.len()).or_else(|| plain(view, behind));
    if place == Place::Behind && source().is_none() {
        return None;
    }
    Some(Cue { tokens: (at..behind).collect(), anchor, place, sort: Sort::Phrase(found.kind) })
}

/// Whether a phrase may stand at the token `at`.
fn fits(view: View<'_, '_>, at: usize, kind: PhraseKind) -> bool {
    let Some(before) = at.checked_sub(1) else { return kind != PhraseKind::BehindQuote };
    kind != PhraseKind::BehindQuote
        || view.is_sign(before, ',')
        || view.tokens[before].is_quote()
        || view.is_sign(before, '–')
}

/// “nach ersten Untersuchungen”: a preposition before a noun of saying.
fn source(view: View<'_, '_>, at: usize) -> Option<Cue> {
    if !view.is_in(at, &view.grammar.words.source_prepositions) {
        return None;
    }
    let phrase = forward(view, at + 1, at + 10).or_else(|| plain(view, at + 1))?;
    let nouns = &view.grammar.words.source_nouns;
    phrase.tokens.clone().take(6).find(|&i| nouns.make(view.lower(i)))?;
    Some(Cue { tokens: vec![at], anchor: at, place: Place::Behind, sort: Sort::Source })
}

/// A phrase without an article: “jüngsten Untersuchungen”.
pub(super) fn plain(view: View<'_, '_>, at: usize) -> Option<super::phrase::Phrase> {
    let words = &view.grammar.words;
    if view.is_other_quote(at) {
        let tokens = at..at + 1;
        return Some(super::phrase::Phrase { head: tokens.clone(), tokens, pronoun: false });
    }
    let stop = view.tokens.iter().skip(at).take(8).position(|token| token.word().is_none());
    if !view.grammar.build.capital_nouns && stop.is_some_and(|length| length > 0) {
        let tokens = at..at + stop.unwrap_or(0);
        return Some(super::phrase::Phrase { head: tokens.clone(), tokens, pronoun: false });
    }
    let first = (at..at + 4).find(|&i| view.tokens.get(i).is_some_and(Token::is_capital))?;
    if (at..first).any(|i| view.lower(i).is_empty() || view.is_in(i, &words.others)) {
        return None;
    }
    let mut phrase = forward(view, first, first + 10)?;
    phrase.tokens.start = at;
    phrase.head.start = at;
    Some(phrase)
}

/// A noun whose content may follow.
fn noun(view: View<'_, '_>, at: usize) -> Option<Cue> {
    let words = &view.grammar.words;
    let noun = view.tokens[at].is_capital() || !view.grammar.build.capital_nouns;
    (noun && !words.contents.is_empty() && words.contents.make(view.lower(at))).then(|| Cue {
        tokens: vec![at],
        anchor: at,
        place: Place::Nowhere,
        sort: Sort::Noun,
    })
}

/// A verb at the token `at`.
fn verb(view: View<'_, '_>, at: usize) -> Option<Cue> {
    let forms = view.grammar.forms(view.lower(at));
    // “die Aussage”, “United States”: a capital is no verb, but at a sentence's beginning.
    let opens = at == 0 || matches!(view.tokens[at - 1].kind, Kind::Sign('.' | '!' | '?' | ':'));
    if forms.is_empty() || (view.tokens[at].is_capital() && !opens) {
        return None;
    }
    // “the proposed plan”
    let words = &view.grammar.words;
    let noun = view.is_in(at, &words.nouns);
    let owned = |at: usize| view.lower(at).ends_with("'s") || view.lower(at).ends_with("s'");
    let described = at > 0
        && !view.grammar.build.verb_second
        && ((view.is_in(at - 1, &words.determiners)
            && (noun || !view.is_in(at - 1, &words.pronouns)))
            || (owned(at - 1) && !view.is_in(at - 1, &words.nominatives)));
    if described {
        return None;
    }
    if is_attributive(view, at) {
        return None;
    }
    let ambiguous = noun && !behind_subject(view, at);
    let found = |form: &Form| {
        if form.participle {
            participle(view, at, *form)
        } else {
            finite(view, at, *form, ambiguous)
        }
    };
    // What has more words says more; a participle with its auxiliary more than a finite form.
    let all = || {
        let (first, second) = (forms.iter(), forms.iter());
        first.filter(|f| f.participle).chain(second.filter(|f| !f.participle)).filter_map(found)
    };
    let mut cue = all().find(|cue| cue.tokens.len() > 1).or_else(|| all().next())?;
    // A form of several verbs takes what any of them does.
    if let Sort::Verb(takes) = &mut cue.sort {
        let same = all().filter(|other| other.tokens == cue.tokens);
        takes.extend(same.filter_map(|other| other.verb_takes()).flatten());
    }
    Some(cue)
}

/// “die erwartete Lieferung”: a participle between an article and its noun.
fn is_attributive(view: View<'_, '_>, at: usize) -> bool {
    let words = &view.grammar.words;
    let Some(before) = at.checked_sub(1) else { return false };
    let article = view.is_in(before, &words.determiners) && !view.is_in(before, &words.objects);
    article
        && view.tokens.get(at + 1).is_some_and(Token::is_capital)
        && words.attributive_endings.end(view.lower(at))
}

/// How far a verb's other parts are looked for, in tokens.
const REACH: usize = 40;

/// A participle at the token `at` with its auxiliary, beside which the speaker stands.
fn participle(view: View<'_, '_>, at: usize, form: Form) -> Option<Cue> {
    let verb = view.grammar.verb(form);
    let (words, finite) = (&view.grammar.words, view.grammar.forms(view.lower(at)));
    let auxiliary = |&i: &usize| i != at && view.is_in(i, &words.auxiliaries);
    let (own, wide) = (segment(view, at), clause(view, at));
    // “…, erklärt Anna” is no participle, whatever stands before the comma.
    let opens = own.start == at && finite.iter().any(|form| !form.participle);
    // Where the verb does not stand second, the auxiliary stands near before its participle.
    let second = view.grammar.build.verb_second;
    let behind = (at + 1..own.end.min(at + 4)).find(auxiliary).filter(|_| second);
    let near = if second { own.start } else { own.start.max(at.saturating_sub(4)) };
    let before = (near..at).rev().find(auxiliary);
    let over = || (wide.start..own.start).rev().find(auxiliary).filter(|_| second && !opens);
    let anchor = before.or(behind).or_else(over)?;
    let mut tokens = vec![at];
    if form.joined || verb.particles.is_empty() {
        needed(view, own.start, at, form, &mut tokens)?;
    } else {
        tokens.extend(
            verb.particles.iter().find_map(|words| particle_before(view, own.start, at, words))?,
        );
    }
    tokens.sort_unstable();
    let passive = view.is_in(anchor, &words.passives) && verb.side != Side::Behind;
    let place = if passive { Place::Agent } else { Place::Verb };
    Some(Cue { tokens, anchor, place, sort: Sort::Verb(verb.takes.clone()) })
}

/// Finds the words before a joined verb that belong to it: “davon … ausgeht”. `None` where one is
/// needed and there is none.
fn needed(
    view: View<'_, '_>,
    from: usize,
    at: usize,
    form: Form,
    into: &mut Vec<usize>,
) -> Option<()> {
    if !form.joined {
        return Some(());
    }
    let lower = view.lower(at);
    let mut found = None;
    for words in &view.grammar.verb(form).particles {
        let Some((last, others)) = words.split_last() else { continue };
        if !lower.starts_with(last.as_str()) {
            continue;
        }
        let places: Option<Vec<usize>> =
            others.iter().map(|word| (from..at).rev().find(|&i| view.lower(i) == word)).collect();
        found = found.or(places);
    }
    into.extend(found?);
    Some(())
}

/// A finite verb at the token `at`.
fn finite(view: View<'_, '_>, at: usize, form: Form, ambiguous: bool) -> Option<Cue> {
    if ambiguous {
        return None;
    }
    let verb = view.grammar.verb(form);
    let mut tokens = vec![at];
    if form.joined {
        needed(view, at.saturating_sub(REACH), at, form, &mut tokens)?;
    } else if !verb.particles.is_empty() {
        let own = segment(view, at);
        let last = |words: &Vec<String>| particle_before(view, own.start, at, words);
        let before = || verb.particles.iter().filter(|_| at + 1 == own.end).find_map(last);
        let behind = verb.particles.iter().find_map(|words| particle(view, at, words));
        tokens.extend(behind.or_else(before)?);
    }
    tokens.sort_unstable();
    let place = match verb.side {
        Side::Either => Place::Verb,
        Side::Before => Place::Before,
        Side::Behind => Place::Behind,
    };
    Some(Cue { tokens, anchor: at, place, sort: Sort::Verb(verb.takes.clone()) })
}

/// The words of a particle before a verb form that ends its clause: “bekannt gegeben”.
fn particle_before(
    view: View<'_, '_>,
    from: usize,
    at: usize,
    words: &[String],
) -> Option<Vec<usize>> {
    words.iter().map(|word| (from..at).rev().find(|&i| view.lower(i) == word)).collect()
}

/// The words of a particle that end the clause of the verb at the token `at`; a quotation may part
/// them. One marked `+` need not end it: what is said follows.
fn particle(view: View<'_, '_>, at: usize, words: &[String]) -> Option<Vec<usize>> {
    let (last, others) = words.split_last()?;
    let (last, open) = last.strip_suffix('+').map_or((last.as_str(), false), |word| (word, true));
    let end = view.tokens.len().min(at + REACH);
    let ends = |i: usize| {
        let next = view.tokens.get(i + 1);
        open || next.is_none_or(|token| {
            token.word().is_none() || view.is_in(i + 1, &view.grammar.words.and)
        })
    };
    let closed = (at + 1..end).find(|&i| {
        matches!(view.tokens[i].kind, Kind::Sign('.' | '!' | '?' | ';' | ':'))
            || (view.is_sign(i, ',') && view.is_in(i + 1, &view.grammar.words.complementisers))
    });
    let inside = closed.unwrap_or(end);
    let is_last = |&i: &usize| view.lower(i) == last && ends(i);
    let place = (at + 1..inside).find(is_last)?;
    let mut found = Vec::new();
    for word in others {
        found.push((at + 1..place).find(|&i| view.lower(i) == word)?);
    }
    found.push(place);
    Some(found)
}

/// Whether a name or pronoun stands right before the token `at`, or the quotation beside it.
fn behind_subject(view: View<'_, '_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    let quote = |i: usize| view.tokens.get(i).is_some_and(Token::is_quote);
    let sign =
        |i: usize| view.tokens.get(i).is_some_and(|token| matches!(token.kind, Kind::Sign(_)));
    view.tokens[before].is_capital()
        || view.is_in(before, &view.grammar.words.pronouns)
        || quote(at + 1)
        || (quote(at + 2) && sign(at + 1))
        || opens_with_subject(view, at)
}

/// “The report states that …”: what stands before the token `at` is one phrase, and “that” follows.
fn opens_with_subject(view: View<'_, '_>, at: usize) -> bool {
    let words = &view.grammar.words;
    let from = super::subject::clause_start(view, at);
    let follows =
        view.is_in(at + 1, &words.complementisers) || view.is_in(at + 1, &words.nominatives);
    follows
        && !view.grammar.build.verb_second
        && forward(view, from, at).is_some_and(|phrase| phrase.tokens.end == at)
}

/// The tokens around `at` up to signs that end a clause, quotations not among them.
fn clause(view: View<'_, '_>, at: usize) -> std::ops::Range<usize> {
    around(view, at, |token| matches!(token.kind, Kind::Sign(';' | ':' | '.' | '!' | '?')))
}

/// The tokens around `at` up to commas and signs that end a clause.
fn segment(view: View<'_, '_>, at: usize) -> std::ops::Range<usize> {
    around(view, at, |token| {
        matches!(token.kind, Kind::Sign(',' | ';' | ':' | '.' | '!' | '?' | '–' | '—'))
    })
}

fn around(
    view: View<'_, '_>,
    at: usize,
    ends: impl Fn(&Token<'_>) -> bool,
) -> std::ops::Range<usize> {
    let (from, to) = (at.saturating_sub(REACH), view.tokens.len().min(at + REACH));
    let start = view.tokens[from..at].iter().rposition(&ends).map_or(from, |i| from + i + 1);
    let end = view.tokens[at..to].iter().position(ends).map_or(to, |i| at + i);
    start..end
}
