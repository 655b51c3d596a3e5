//! On whose word: the noun phrase beside a cue.
//!
//! Only a phrase whose borders are plain counts; whom a pronoun means is not decided.

use std::ops::Range;

use serde::Deserialize;

use super::clause::Part;
use super::language::Language;
use super::token::Token;

/// The most words that a source has.
const LONGEST: usize = 8;

/// Where a source stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Side {
    /// Before the cue: “der Polizei zufolge”.
    Before,
    /// Behind it: “laut Polizei”.
    Behind,
    /// As the subject of a verb, before it from the clause's beginning, or right behind it.
    Subject,
}

/// The tokens that name the source of what `cue` says, in the part it stands in.
pub(super) fn source(
    side: Side,
    cue: &[usize],
    tokens: &[Token<'_>],
    part: &Part,
    language: &Language,
) -> Option<Range<usize>> {
    let (&first, &last) = (cue.first()?, cue.last()?);
    let reader = Reader { tokens, part: &part.tokens, language };
    match side {
        Side::Before => reader.before(first),
        Side::Behind => reader.behind(last + 1),
        Side::Subject => reader.subject(first),
    }
}

struct Reader<'a> {
    tokens: &'a [Token<'a>],
    part: &'a Range<usize>,
    language: &'a Language,
}

impl Reader<'_> {
    fn is_in(&self, at: usize, list: Option<usize>) -> bool {
        self.tokens.get(at).is_some_and(|token| token.is_in(list, &self.language.lexicon))
    }

    fn is_capital(&self, at: usize) -> bool {
        self.part.contains(&at) && self.tokens[at].is_capital()
    }

    fn is_determiner(&self, at: usize) -> bool {
        self.part.contains(&at) && self.is_in(at, self.language.lists.determiner)
    }

    fn is_linking(&self, at: usize) -> bool {
        self.part.contains(&at) && self.is_in(at, self.language.lists.linking)
    }

    /// The phrase that begins at `at`: in a language whose nouns have capitals it ends with the
    /// last of them, elsewhere with the clause or a comma.
    fn behind(&self, at: usize) -> Option<Range<usize>> {
        if self.language.nouns_capitalised {
            return self.end(at).map(|end| at..end);
        }
        let comma = (at..self.part.end.min(at + LONGEST + 1))
            .find(|&next| !self.tokens[next].is_word())
            .unwrap_or(self.part.end);
        let whole = comma - at.min(comma);
        let plain = comma < self.part.end || comma == self.tokens.len();
        ((1..=LONGEST).contains(&whole) && plain).then_some(at..comma)
    }

    /// Where a phrase that begins at `at` ends, in a language whose nouns have capitals:
    /// determiner, words in small letters, capitals, and more of them behind a linking word.
    fn end(&self, at: usize) -> Option<usize> {
        let most = self.part.end.min(at + LONGEST);
        let mut next = at;
        if self.is_determiner(next) {
            next += 1;
            while next < most && self.tokens[next].is_small() {
                next += 1;
            }
        }
        let mut end = None;
        while next < most {
            if self.is_capital(next) {
                end = Some(next + 1);
            } else if end.is_none() || !(self.is_linking(next) || self.is_determiner(next)) {
                break;
            }
            next += 1;
        }
        end
    }

    /// The phrase that ends before `at`.
    fn before(&self, at: usize) -> Option<Range<usize>> {
        let mut start = at;
        let floor = self.part.start.max(at.saturating_sub(LONGEST));
        while start > floor && self.is_capital(start - 1) {
            start -= 1;
            while start > floor && self.is_capital(start - 1) {
                start -= 1;
            }
            // The determiner, perhaps with adjectives between.
            let reach = floor.max(start.saturating_sub(3))..start;
            let between = |from: usize| (from + 1..start).all(|at| self.tokens[at].is_small());
            if let Some(found) = reach.rev().find(|&at| self.is_determiner(at) && between(at)) {
                start = found;
            }
        }
        (start < at).then_some(start..at)
    }

    /// The subject of the verb at `at`.
    fn subject(&self, at: usize) -> Option<Range<usize>> {
        let opening = self.part.clone().find(|&token| self.tokens[token].is_word())?;
        // “Wie die Polizei mitteilte”: the subject comes behind the word that begins the clause.
        let joined = opening + 1 < at && self.is_in(opening, self.language.lists.subordinating);
        let first = opening + usize::from(joined);
        let found = if first == at {
            // The verb comes first: “sagte die Ministerin”, “said the minister”.
            self.behind(at + 1)?
        } else {
            self.reaches(first, at).then_some(first..at)?
        };
        let pronoun = self.is_in(found.start, self.language.lists.pronoun);
        (!(pronoun && found.len() == 1)).then_some(found)
    }

    /// Whether all words from `from` to `to` are one phrase.
    fn reaches(&self, from: usize, to: usize) -> bool {
        if self.language.nouns_capitalised {
            return self.end(from) == Some(to);
        }
        let mut words = self.tokens[from..to].iter();
        let named = (from..to).all(|at| self.is_capital(at) || self.is_linking(at));
        let short = to - from <= LONGEST / 2 && words.all(Token::is_word);
        to - from <= LONGEST && (named || (short && self.is_determiner(from)))
    }
}
