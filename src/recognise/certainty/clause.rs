//! Clauses: a sentence cut into parts, by its signs and by the words that begin a clause.
//!
//! Each part belongs to a frame: “Der Mann, der dort wohnt, soll …” has three parts, of which the
//! first and the last are one frame. The parts follow one another without a gap.

use std::ops::Range;

use super::language::Language;
use super::token::Token;

/// How far a relative clause's last word is looked for.
const AHEAD: usize = 40;

/// How far behind a comma somebody may be said to speak.
const ASIDE: usize = 8;

/// A part of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    /// Its tokens, never empty.
    pub(super) tokens: Range<usize>,
    /// Parts of one frame are one clause.
    pub(super) frame: usize,
    /// What kind of clause that is.
    pub(super) kind: Kind,
}

/// A clause by what it is to the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// It stands by itself.
    Main,
    /// It is part of another.
    Subordinate,
    /// It says who speaks: “sagte sie”, “she said”.
    Aside,
}

/// A sentence's parts.
#[derive(Debug, Default)]
pub(super) struct Clauses {
    pub(super) parts: Vec<Part>,
    /// For each token, the part that it is in.
    part_of: Vec<usize>,
}

impl Clauses {
    pub(super) fn new(tokens: &[Token<'_>], language: &Language) -> Self {
        let mut cutter = Cutter::new(tokens, language);
        for at in 0..tokens.len() {
            cutter.token(at);
        }
        cutter.close(tokens.len());
        let parts = cutter.parts;
        let part_of =
            parts.iter().enumerate().flat_map(|(n, part)| part.tokens.clone().map(move |_| n));
        Self { part_of: part_of.collect(), parts }
    }

    /// The part that a token is in; behind the last token, the last one.
    pub(super) fn part(&self, token: usize) -> usize {
        self.part_of.get(token).copied().unwrap_or(self.parts.len().saturating_sub(1))
    }

    /// The frame that a token is in.
    pub(super) fn frame(&self, token: usize) -> usize {
        self.parts.get(self.part(token)).map_or(0, |part| part.frame)
    }

    /// The first word of the part that a token is in.
    pub(super) fn first_word(&self, tokens: &[Token<'_>], token: usize) -> usize {
        let Some(part) = self.parts.get(self.part(token)) else { return token };
        let mut words = part.tokens.clone();
        words.find(|&at| tokens[at].is_word()).unwrap_or(part.tokens.start)
    }

    /// Whether no word stands between a token and the end of the part of the one before it.
    pub(super) fn is_end(&self, tokens: &[Token<'_>], token: usize) -> bool {
        let Some(part) = self.parts.get(self.part(token.saturating_sub(1))) else { return true };
        (token..part.tokens.end).take(AHEAD).all(|at| !tokens[at].is_word())
    }
}

/// Cuts, from left to right.
struct Cutter<'a> {
    tokens: &'a [Token<'a>],
    language: &'a Language,
    parts: Vec<Part>,
    start: usize,
    /// The frames that are open, the outermost first.
    open: Vec<(usize, Kind)>,
    frames: usize,
}

impl<'a> Cutter<'a> {
    fn new(tokens: &'a [Token<'a>], language: &'a Language) -> Self {
        let first = tokens.iter().find(|token| token.is_word());
        let subordinate = first.is_some_and(|token| {
            let lists = &language.lists;
            let is_in = |list| token.is_in(list, &language.lexicon);
            let asked = || tokens.iter().any(|token| token.is_sign('?'));
            is_in(lists.subordinating) || is_in(lists.bare) || (is_in(lists.inverted) && !asked())
        });
        let open = vec![(0, if subordinate { Kind::Subordinate } else { Kind::Main })];
        Self { tokens, language, parts: Vec::new(), start: 0, open, frames: 1 }
    }

    fn token(&mut self, at: usize) {
        let token = &self.tokens[at];
        if token.is_sign(',') {
            self.comma(at);
        } else if is_stop(token) {
            self.stop(at);
        } else if is_dash(token) {
            self.close(at + 1);
        } else if at > self.start && self.begins_bare(at) && !self.opened(at) {
            self.close(at);
            self.push(Kind::Subordinate);
        }
    }

    /// Whether a clause begins without a comma: “because”, or “that” behind a verb of saying.
    fn begins_bare(&self, at: usize) -> bool {
        let lists = &self.language.lists;
        self.is_in(at, lists.bare)
            || (self.is_in(at, lists.complement) && self.is_in(at - 1, lists.head))
    }

    /// Whether only words that begin a clause stand between the part's beginning and `at`: “und
    /// dass”, “if only because”.
    fn opened(&self, at: usize) -> bool {
        at - self.start <= 2
            && (self.start..at).all(|before| {
                let lists = &self.language.lists;
                !self.tokens[before].is_word()
                    || [
                        lists.subordinating,
                        lists.coordinating,
                        lists.bare,
                        lists.preposition,
                        lists.aside,
                    ]
                    .iter()
                    .any(|&list| self.is_in(before, list))
            })
    }

    fn comma(&mut self, at: usize) {
        let closes = match self.open.last() {
            Some((_, Kind::Aside)) => true,
            Some((_, Kind::Subordinate)) => !self.language.verbs_last || self.is_verb_like(at),
            _ => false,
        };
        // The mark stands before the comma or behind it: “…”, and “…,”.
        let quote = |token: usize| self.tokens.get(token).is_some_and(Token::is_quote);
        let (end, quoted) =
            (at + 1 + usize::from(quote(at + 1)), quote(at + 1) || (at > 0 && quote(at - 1)));
        if self.is_in(end, self.language.lists.coordinating) {
            self.close(end);
            self.reset();
        } else if self.begins_subordinate(end) {
            self.close(end);
            if closes {
                self.pop();
            }
            self.push(Kind::Subordinate);
        } else if self.begins_aside(end) {
            self.close(end);
            if closes {
                self.pop();
            }
            self.push(Kind::Aside);
        } else if closes || quoted {
            self.close(end);
            if closes {
                self.pop();
            }
        }
    }

    /// Whether somebody is said to speak between the token `at` and the next comma.
    fn begins_aside(&self, at: usize) -> bool {
        let last = self.tokens.len().min(at + ASIDE);
        (at..last)
            .take_while(|&next| !self.tokens[next].is_sign(',') && !is_stop(&self.tokens[next]))
            .take(if self.language.verbs_last { 1 } else { ASIDE })
            .any(|next| self.is_in(next, self.language.lists.aside))
    }

    /// Whether a word in small letters stands before the token `at`, as verbs do.
    fn is_verb_like(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|before| self.tokens[before].is_small())
    }

    fn begins_subordinate(&self, at: usize) -> bool {
        let lists = &self.language.lists;
        let at = if self.is_in(at, lists.preposition) && self.is_in(at + 1, lists.relative) {
            at + 1
        } else {
            at
        };
        self.is_in(at, lists.subordinating)
            || self.is_in(at, lists.bare)
            || (self.is_in(at, lists.relative) && self.ends_with_verb(at))
    }

    /// Whether what begins at the token `at` ends like a subordinate clause; in a language whose
    /// nouns have no capitals nobody can tell.
    fn ends_with_verb(&self, at: usize) -> bool {
        if !self.language.verbs_last {
            return true;
        }
        let last = self.tokens.len().min(at + AHEAD);
        let end = (at..last).find(|&next| {
            let token = &self.tokens[next];
            token.is_sign(',') || is_stop(token) || is_dash(token) || token.is_sign('.')
        });
        self.is_verb_like(end.unwrap_or(last))
    }

    /// A sign behind which something new begins, closing quotation marks behind it.
    fn stop(&mut self, at: usize) {
        let mut end = at + 1;
        let closing = |token: &Token<'_>| token.is_quote() || token.is_sign(')');
        if !self.tokens[at].is_sign(':') {
            while self.tokens.get(end).is_some_and(|token| closing(token) || is_stop(token)) {
                end += 1;
            }
        }
        if end > self.start {
            self.close(end);
            self.reset();
        }
    }

    fn is_in(&self, at: usize, list: Option<usize>) -> bool {
        self.tokens.get(at).is_some_and(|token| token.is_in(list, &self.language.lexicon))
    }

    /// Ends the part before the token `end`.
    fn close(&mut self, end: usize) {
        if end <= self.start {
            return;
        }
        let (frame, kind) = self.open.last().copied().unwrap_or((0, Kind::Main));
        self.parts.push(Part { tokens: self.start..end, frame, kind });
        self.start = end;
    }

    fn push(&mut self, kind: Kind) {
        self.open.push((self.frames, kind));
        self.frames += 1;
    }

    /// Goes back to the frame around, or begins one.
    fn pop(&mut self) {
        self.open.pop();
        if self.open.is_empty() {
            self.push(Kind::Main);
        }
    }

    /// Begins a main clause.
    fn reset(&mut self) {
        self.open.clear();
        self.push(Kind::Main);
    }
}

fn is_stop(token: &Token<'_>) -> bool {
    [';', ':', '?', '!'].into_iter().any(|sign| token.is_sign(sign))
}

fn is_dash(token: &Token<'_>) -> bool {
    ['–', '—', '-'].into_iter().any(|sign| token.is_sign(sign))
}
