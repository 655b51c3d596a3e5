//! Name phrases: the words that say who speaks.

use std::ops::Range;

use super::speech::Speech;
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

/// The longest phrase, in tokens.
const LONGEST: usize = 14;

/// The phrase that begins at the token `from` and ends before `to`.
pub(super) fn forward(
    tokens: &[Token<'_>],
    from: usize,
    to: usize,
    speech: &Speech,
) -> Option<Phrase> {
    let first = tokens.get(from).filter(|_| from < to)?.lower();
    let determiner = speech.determiners.contains(&first.as_str());
    if !determiner && speech.connectors.contains(&first.as_str()) {
        return None;
    }
    let pronoun = speech.pronouns.contains(&first.as_str());
    let end = extent(tokens, from, to.min(from + LONGEST), speech);
    if let Some((end, head)) = end.filter(|_| determiner || !pronoun) {
        let words = &tokens[from..end];
        let time = |token: &Token<'_>| speech.times.contains(&token.lower().as_str());
        let named = words
            .iter()
            .any(|token| (token.is_capital() && !time(token)) || token.kind == Kind::OtherQuote);
        let thing = !speech.german && determiner && end > from + 1 && !words.iter().any(time);
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
fn extent(tokens: &[Token<'_>], from: usize, to: usize, speech: &Speech) -> Option<(usize, usize)> {
    let mut phrase =
        Extent { tokens, from, to: to.min(tokens.len()), speech, end: None, open: false };
    let mut head = None;
    for at in from..phrase.to {
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
struct Extent<'a> {
    tokens: &'a [Token<'a>],
    from: usize,
    to: usize,
    speech: &'a Speech,
    /// Behind its last name so far.
    end: Option<usize>,
    /// Whether a noun is still to come.
    open: bool,
}

impl Extent<'_> {
    /// What the token `at` does in the phrase; `None` where it is no part of it.
    fn part(&self, at: usize) -> Option<Part> {
        let token = &self.tokens[at];
        let Some(word) = token.word() else {
            let name = token.kind == Kind::OtherQuote && (self.end.is_some() || self.open);
            let sign = token.is_sign('&') && self.end.is_some();
            return if name { Some(Part::Names) } else { sign.then_some(Part::Joins) };
        };
        let (lower, first) = (word.to_lowercase(), at == self.from);
        let is_in = |list: &[&str]| list.contains(&lower.as_str());
        if (first || self.open) && is_in(self.speech.determiners) {
            return Some(Part::Describes);
        }
        let attaches = is_in(self.speech.connectors) && !token.is_capital() && self.end.is_some();
        if attaches && self.leads_on(at + 1) {
            return Some(Part::Attaches);
        }
        let other = is_in(self.speech.others) || is_in(self.speech.pronouns);
        if token.is_capital() {
            return (!first || !is_in(self.speech.others)).then_some(Part::Names);
        }
        if other || attaches || self.speech.verb(&lower).is_some() {
            return None;
        }
        if self.speech.german {
            return self.open.then_some(Part::Describes);
        }
        // In English nouns are not capitalised: “the old engineer”, “Nordwerk spokeswoman”.
        let noun = (self.end.is_some() || self.open) && word.starts_with(char::is_alphabetic);
        noun.then_some(Part::Names)
    }

    /// Whether a name or an article follows a connector.
    fn leads_on(&self, at: usize) -> bool {
        let Some(next) = self.tokens.get(at).filter(|_| at < self.to) else { return false };
        let lower = next.lower();
        let is_in = |list: &[&str]| list.contains(&lower.as_str());
        let noun_follows = || {
            let noun = self.tokens.get(at + 1).is_some_and(Token::is_capital);
            self.speech.german && noun && next.word().is_some() && !is_in(self.speech.others)
        };
        next.is_capital()
            || next.kind == Kind::OtherQuote
            || is_in(self.speech.determiners)
            || is_in(self.speech.connectors)
            || noun_follows()
    }
}
