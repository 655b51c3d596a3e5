//! Name phrases: the words that say who speaks.

use std::ops::Range;

use super::grammar::{Grammar, Words};
use super::words::{Kind, Token};

/// A phrase that names somebody: indices of tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Phrase {
    /// The whole phrase: “der Sprecher von Nordwerk”.
    pub(super) tokens: Range<usize>,
    /// Its first part, up to what is attached: “der Sprecher”.
    pub(super) head: Range<usize>,
    /// Whether it is a pronoun.
    pub(super) pronoun: bool,
}

/// What the words of a sentence are read with: its tokens, its language, and the quotation whose
/// surroundings are looked at, which is no part of any phrase.
#[derive(Clone, Copy)]
pub(super) struct View<'s, 'a> {
    pub(super) tokens: &'s [Token<'a>],
    pub(super) grammar: &'static Grammar,
    pub(super) quote: Option<usize>,
}

impl<'s> View<'s, '_> {
    /// The word at a token in small letters, empty for what is none.
    pub(super) fn lower(&self, at: usize) -> &'s str {
        self.tokens.get(at).map_or("", Token::lower)
    }

    /// Whether the word at a token is one of these.
    pub(super) fn is_in(&self, at: usize, words: &Words) -> bool {
        words.contains(self.lower(at))
    }

    /// Whether a token is the sign `c`.
    pub(super) fn is_sign(&self, at: usize, c: char) -> bool {
        self.tokens.get(at).is_some_and(|token| token.is_sign(c))
    }

    /// Whether a token is a quotation, and not the one whose surroundings these are.
    pub(super) fn is_other_quote(&self, at: usize) -> bool {
        self.quote != Some(at) && self.tokens.get(at).is_some_and(Token::is_quote)
    }

    /// Bytes of the document that tokens stand for.
    pub(super) fn bytes(&self, range: &Range<usize>) -> Range<usize> {
        self.tokens[range.start].span.start..self.tokens[range.end - 1].span.end
    }
}

/// The longest phrase, in tokens.
const LONGEST: usize = 14;

/// The phrase that begins at the token `from` and ends before `to`.
pub(super) fn forward(view: View<'_, '_>, from: usize, to: usize) -> Option<Phrase> {
    if from >= to || from >= view.tokens.len() {
        return None;
    }
    let words = &view.grammar.words;
    let determiner = view.is_in(from, &words.determiners);
    let conjunction = view.is_in(from, &words.complementisers);
    if (!determiner && view.is_in(from, &words.connectors))
        || (conjunction && view.is_in(from + 1, &words.determiners))
    {
        return None;
    }
    let acronym = view.tokens[from].word().is_some_and(is_acronym);
    let pronoun = view.is_in(from, &words.pronouns) && !acronym;
    let end = extent(view, from, to.min(from + LONGEST));
    if let Some((end, head)) = end.filter(|_| determiner || !pronoun) {
        let time = |at: usize| view.is_in(at, &words.times);
        let named = (from..end)
            .any(|at| (view.tokens[at].is_capital() && !time(at)) || view.is_other_quote(at));
        let thing = !view.grammar.build.capital_nouns
            && ((determiner && end > from + 1) || view.is_in(from, &words.groups))
            && !(from..end).any(time);
        let only_article = determiner && end == from + 1;
        if (named || thing) && !only_article {
            return Some(Phrase { tokens: from..end, head: from..head, pronoun: false });
        }
    }
    pronoun.then(|| Phrase { tokens: from..from + 1, head: from..from + 1, pronoun: true })
}

/// What a token does in a phrase.
enum Part {
    /// Articles, possessives and adjectives: a noun is still to come.
    Describes,
    /// A name or noun: the phrase may end behind it.
    Names,
    /// “von”, “of”: what follows belongs to the name before it.
    Attaches,
    /// A sign inside a name: “Muster & Co.”
    Joins,
}

/// Where the phrase that begins at `from` ends, and where its head does.
fn extent(view: View<'_, '_>, from: usize, to: usize) -> Option<(usize, usize)> {
    let to = to.min(view.tokens.len());
    let mut phrase = Extent { view, from, to, end: None, open: false };
    let mut head = None;
    for at in from..to {
        match phrase.part(at) {
            Some(Part::Describes) => phrase.open = true,
            Some(Part::Names) => {
                phrase.end = Some(at + 1);
                phrase.open = false;
            }
            Some(Part::Attaches) => {
                head = head.or(phrase.end);
                phrase.open = true;
            }
            Some(Part::Joins) => {}
            None => break,
        }
    }
    phrase.end.map(|end| (end, head.unwrap_or(end)))
}

/// A phrase as far as it was read.
struct Extent<'s, 'a> {
    view: View<'s, 'a>,
    from: usize,
    to: usize,
    /// Behind its last name so far.
    end: Option<usize>,
    /// Whether a noun is still to come.
    open: bool,
}

impl Extent<'_, '_> {
    /// What the token `at` does in the phrase; `None` where it is no part of it.
    fn part(&self, at: usize) -> Option<Part> {
        let (view, words) = (self.view, &self.view.grammar.words);
        let token = &view.tokens[at];
        let Some(word) = token.word() else {
            let name = view.is_other_quote(at) && (self.end.is_some() || self.open);
            let sign = token.is_sign('&') && self.end.is_some();
            return if name { Some(Part::Names) } else { sign.then_some(Part::Joins) };
        };
        if (at == self.from || self.open) && view.is_in(at, &words.determiners) {
            return Some(Part::Describes);
        }
        let attaches =
            view.is_in(at, &words.connectors) && !token.is_capital() && self.end.is_some();
        if attaches && self.leads_on(at + 1) {
            return Some(Part::Attaches);
        }
        if token.is_capital() {
            let other = at == self.from && view.is_in(at, &words.others) && !is_acronym(word);
            return (!other).then_some(Part::Names);
        }
        let other = view.is_in(at, &words.others) || view.is_in(at, &words.pronouns);
        let noun = self.open && view.is_in(at, &words.nouns);
        if other || attaches || (is_finite(view, at) && !noun) {
            return None;
        }
        if view.grammar.build.capital_nouns {
            return self.open.then_some(Part::Describes);
        }
        // Where nouns are not capitalised: “the old engineer”, “Nordwerk spokeswoman”.
        let noun = ((self.end.is_some() || self.open) && word.starts_with(char::is_alphabetic))
            || (at == self.from && view.is_in(at, &words.groups));
        noun.then_some(Part::Names)
    }

    /// Whether a name or an article follows a connector.
    fn leads_on(&self, at: usize) -> bool {
        let (view, words) = (self.view, &self.view.grammar.words);
        let Some(next) = view.tokens.get(at).filter(|_| at < self.to) else { return false };
        let noun_follows = || {
            let noun = view.tokens.get(at + 1).is_some_and(Token::is_capital);
            view.grammar.build.capital_nouns
                && noun
                && next.word().is_some()
                && !view.is_in(at, &words.others)
        };
        let plain = !view.grammar.build.capital_nouns
            && view.grammar.build.elided.len() > 1
            && next.word().is_some()
            && !view.is_in(at, &words.others);
        next.is_capital()
            || view.is_other_quote(at)
            || view.is_in(at, &words.determiners)
            || view.is_in(at, &words.connectors)
            || noun_follows()
            || plain
    }
}

/// “WHO”, “US”: no pronoun, whatever the word in small letters is.
fn is_acronym(word: &str) -> bool {
    word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Whether the word at a token is a finite form of a verb of speech, or of an auxiliary.
fn is_finite(view: View<'_, '_>, at: usize) -> bool {
    view.grammar.forms(view.lower(at)).iter().any(|form| !form.participle)
}

/// Whether a token belongs to a clause: a word, or a sign inside a name.
pub(super) fn in_clause(token: &Token<'_>) -> bool {
    matches!(token.kind, Kind::Word(_) | Kind::Sign('&'))
}
