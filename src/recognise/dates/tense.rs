//! The tense of a clause, which tells which Sunday “on Sunday” is.
//!
//! In goes a place in a text; out comes whether the verb of its clause points back or ahead, and
//! which word shows it. How verbs look is the language's data.

use super::data::Tense;
use super::language::Language;
use super::matcher::{Line, is_dash};
use super::token::Kind;

/// Where a clause's verb points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    /// It tells of what was.
    Back,
    /// It tells of what is.
    Now,
    /// It tells of what will be or is meant to be.
    Ahead,
}

/// So many tokens are looked at before and behind.
const REACH: usize = 60;

/// Where the verb of the clause that has the tokens `first..end` points, and its token. The clause
/// is what commas and their like leave; where it has no verb, the sentence is asked.
pub(super) fn direction(
    language: &Language,
    line: Line<'_>,
    (first, end): (usize, usize),
    sentence: (usize, usize),
) -> Option<(Direction, usize)> {
    let from = first.saturating_sub(REACH).max(sentence.0);
    let to = end.saturating_add(REACH).min(sentence.1).min(line.tokens.len());
    let ends_clause = |&token: &usize| match line.tokens[token].kind {
        Kind::Sign(',') => !is_decimal(line, token),
        Kind::Sign(sign) => {
            ";:()“”„»«\"!?".contains(sign) || (is_dash(sign) && is_spaced(line, token))
        }
        _ => false,
    };
    let before = (from..first.min(to)).rev().find(ends_clause).map_or(from, |token| token + 1);
    let behind = (end.min(to)..to).find(ends_clause).unwrap_or(to);
    of_tokens(language, line, (before, behind), first)
        .or_else(|| of_tokens(language, line, (from, to), first))
}

fn is_decimal(line: Line<'_>, token: usize) -> bool {
    let number = |token: usize| line.tokens.get(token).is_some_and(|t| t.kind == Kind::Number);
    token > 0 && number(token - 1) && number(token + 1)
}

fn is_spaced(line: Line<'_>, token: usize) -> bool {
    line.tokens.get(token + 1).is_none_or(|next| next.kind == Kind::Blank)
}

/// The nearest verb between two tokens that points anywhere; a participle with its auxiliary
/// points back.
fn of_tokens(
    language: &Language,
    line: Line<'_>,
    (from, to): (usize, usize),
    near: usize,
) -> Option<(Direction, usize)> {
    let distance = |token: &usize| token.abs_diff(near);
    let verbs = |wanted: Role| {
        let plays = move |&token: &usize| role(language, line, token) == Some(wanted);
        (from..to).filter(plays).min_by_key(distance)
    };
    let back = verbs(Role::Past).map(|token| (Direction::Back, token));
    let ahead = verbs(Role::Future).map(|token| (Direction::Ahead, token));
    let nearest = back.into_iter().chain(ahead).min_by_key(|(_, token)| distance(token));
    if nearest.is_some() {
        return nearest;
    }
    let present = verbs(Role::Present);
    match verbs(Role::Perfect) {
        Some(_) if verbs(Role::Participle).is_some() => {
            verbs(Role::Participle).map(|token| (Direction::Back, token))
        }
        Some(auxiliary) => Some((Direction::Now, auxiliary)),
        None => present.map(|token| (Direction::Now, token)),
    }
}

/// Whether a word is a verb that points ahead.
pub(super) fn looks_ahead(language: &Language, line: Line<'_>, token: usize) -> bool {
    role(language, line, token) == Some(Role::Future)
}

/// What a word does in its clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Past,
    Future,
    Present,
    Perfect,
    Participle,
}

fn role(language: &Language, line: Line<'_>, token: usize) -> Option<Role> {
    let Kind::Word(known) = line.tokens.get(token)?.kind else { return None };
    let is = |class: Option<usize>| {
        known.zip(class).is_some_and(|(word, class)| line.lexicon.has(word, class).is_some())
    };
    let classes = &language.verbs;
    if is(classes.none) {
        return None;
    }
    for (class, role) in [
        (classes.past, Role::Past),
        (classes.future, Role::Future),
        (classes.perfect, Role::Perfect),
        (classes.present, Role::Present),
    ] {
        if is(class) {
            return Some(role);
        }
    }
    let word = line.str(token);
    let tense = &language.tense;
    if !word.starts_with(char::is_lowercase) {
        return None;
    }
    if tense.participles.iter().any(|shape| has_shape(word, shape)) {
        return Some(Role::Participle);
    }
    let past = tense.past_endings.iter().any(|shape| has_shape(word, shape));
    past.then_some(Role::Past)
}

/// Whether a word begins and ends as the shape says: `ge…t`.
fn has_shape(word: &str, shape: &str) -> bool {
    let (begin, end) = shape.split_once('…').unwrap_or(("", shape));
    word.len() > begin.len() + end.len() + 1 && word.starts_with(begin) && word.ends_with(end)
}

/// The lists that a language's verbs are kept in.
#[derive(Debug, Default)]
pub(super) struct Verbs {
    past: Option<usize>,
    future: Option<usize>,
    present: Option<usize>,
    perfect: Option<usize>,
    none: Option<usize>,
}

/// The names of these lists with their words.
pub(super) fn lists(tense: &Tense) -> [(&'static str, &[String]); 5] {
    [
        ("tense past", &tense.past),
        ("tense future", &tense.future),
        ("tense present", &tense.present),
        ("tense perfect", &tense.perfect),
        ("tense none", &tense.no_verbs),
    ]
}

impl Verbs {
    /// From the lists of a lexicon.
    pub(super) fn new(lexicon: &super::lexicon::Lexicon) -> Self {
        let list = |name| lexicon.list(name);
        Self {
            past: list("tense past"),
            future: list("tense future"),
            present: list("tense present"),
            perfect: list("tense perfect"),
            none: list("tense none"),
        }
    }
}
