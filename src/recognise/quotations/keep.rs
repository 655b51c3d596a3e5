//! Which quotations are somebody's words, and which only a title, a term or a word in doubt.

use super::cue::Cue;
use super::grammar::Kind as Reading;
use super::phrase::View;
use super::words::{Kind, Token};
use crate::text::is_word;

/// Words from which on a quotation needs no cue.
const LONG: usize = 8;
/// Words from which on a whole sentence needs none.
const SENTENCE: usize = 4;
/// Words up to which a quotation may only be a word in doubt.
const DOUBTED: usize = 2;
/// Words from which on a quotation is no title.
const LONGEST_TITLE: usize = 12;

/// What makes a quotation somebody's words, if anything does; `at` is its token, `cue` the nearest,
/// and `told` whether it stands in a clause that tells what somebody said.
pub(super) fn reading(
    quoted: &str,
    view: View<'_, '_>,
    at: usize,
    cue: Option<&Cue>,
    told: bool,
) -> Option<Reading> {
    let words = quoted.split_whitespace().filter(|word| word.contains(is_word)).count();
    let sentence = quoted.trim_end().ends_with(['.', '?', '!', '…', ',']);
    let place = Place { at, cue, view };
    if words == 0
        || place.is_of_title(words)
        || (!sentence && words <= DOUBTED && place.is_in_doubt())
        || (!sentence && is_named(quoted) && place.is_of_name(words))
    {
        return None;
    }
    if cue.is_some() || (told && !is_named(quoted)) {
        return Some(Reading::Cue);
    }
    if words >= SENTENCE && sentence {
        return Some(Reading::Sentence);
    }
    (words >= LONG).then_some(Reading::Length)
}

/// How a quotation stands in its sentence.
struct Place<'s, 'a> {
    at: usize,
    cue: Option<&'s Cue>,
    view: View<'s, 'a>,
}

/// How far around a quotation a reflexive pronoun says that it is what somebody is called.
const NEAR: usize = 60;

impl<'s, 'a> Place<'s, 'a> {
    fn before(&self) -> Option<usize> {
        self.at.checked_sub(1)
    }

    fn sign(&self, at: Option<usize>) -> Option<char> {
        match at.and_then(|at| self.view.tokens.get(at))?.kind {
            Kind::Sign(sign) => Some(sign),
            _ => None,
        }
    }

    /// Whether a title stands so: behind a noun that says so, or, if it is short, before a hyphen.
    fn is_of_title(&self, words: usize) -> bool {
        let noun = self.before().map_or("", |at| self.view.lower(at));
        let work = self.view.grammar.words.works.make(noun);
        let hyphen = matches!(self.sign(Some(self.at + 1)), Some('-' | '‑'));
        (work && words < LONGEST_TITLE) || (hyphen && words < SENTENCE)
    }

    /// “the ‘cruise’ phase”, “to ‘streamline’ work”: a word in doubt, inside a phrase that goes on.
    fn is_in_doubt(&self) -> bool {
        let words = &self.view.grammar.words;
        let inside = self.before().is_some_and(|at| {
            let noun =
                self.view.is_in(at, &words.determiners) && !self.view.is_in(at, &words.pronouns);
            noun || self.view.is_in(at, &words.infinitive_marks)
        });
        let next = self.view.tokens.get(self.at + 1);
        let goes_on = next.is_some_and(|token| token.word().is_some() && !token.is_capital())
            && !self.view.is_in(self.at + 1, &words.others)
            && !self.view.is_in(self.at + 1, &words.connectors);
        inside && goes_on && !self.view.grammar.build.capital_nouns
    }

    /// Whether words in capitals are a name here: behind a definite article or a noun, as what
    /// somebody is called, or away from the cue.
    fn is_of_name(&self, words: usize) -> bool {
        let lists = &self.view.grammar.words;
        let before = self.before();
        let noun = self.view.grammar.build.capital_nouns
            && before.is_some_and(|at| self.view.tokens[at].is_capital());
        let called = self.has_cue(|at| self.view.is_in(at, &lists.naming));
        let near = self.at.saturating_sub(NEAR)..self.view.tokens.len().min(self.at + NEAR);
        let itself = near.clone().any(|at| self.view.is_in(at, &lists.reflexives));
        let announced = matches!(self.sign(before), Some(':' | ','))
            || self.sign(Some(self.at + 1)) == Some(',')
            || self.has_cue(|at| Some(at) == before || at == self.at + 1);
        let described = before.is_some_and(|at| self.view.is_in(at, &lists.definite));
        noun || described || (called && (itself || words > 1)) || !announced
    }

    fn has_cue(&self, is: impl Fn(usize) -> bool) -> bool {
        self.cue.is_some_and(|cue| cue.tokens.iter().any(|&at| is(at)))
    }
}

/// Whether every word is capitalised, or as short as an article or preposition.
fn is_named(quoted: &str) -> bool {
    quoted.split_whitespace().all(|word| {
        let mut letters = word.chars();
        letters.next().is_none_or(|c| !c.is_lowercase()) || letters.count() <= 2
    })
}

/// Whether a token is the sign that closes a statement.
pub(super) fn is_stop(token: &Token<'_>) -> bool {
    matches!(token.kind, Kind::Sign('.' | '!' | '?' | '…'))
}
