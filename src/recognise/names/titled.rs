//! People whom a title in front of their name gives away.

use std::ops::Range;

use super::super::leaves::LeafText;
use super::grammar::{Grammar, grammar};
use super::persons::{Persons, Title, is_forename, persons};
use super::slate::{Candidate, What};
use super::territories::is_territory;
use super::words::Word;
use crate::annotation::{Confidence, EntryKind, Proposal};

pub(super) const TITLED: &str = "names.titled";

/// The longest row of titles looked at, and of a name's words.
const TITLES: usize = 5;
const WORDS: usize = 5;

/// The people of a leaf.
pub(super) fn find(leaf: &LeafText<'_>, words: &[Word<'_>]) -> Vec<Candidate> {
    let (persons, grammar) = (persons(leaf.language()), grammar(leaf.language()));
    let row = Row { text: leaf.text(), words, persons, grammar, language: leaf.language() };
    let mut found = Vec::new();
    let mut at = 0;
    while at + 1 < words.len() {
        let Some((next, title)) = row.titles(at) else {
            at += 1;
            continue;
        };
        if let Some(end) = row.name(next, title) {
            found.extend(candidate(leaf, &row, at..next, end));
        }
        at = next;
    }
    found
}

fn candidate(
    leaf: &LeafText<'_>,
    row: &Row<'_>,
    titles: Range<usize>,
    end: usize,
) -> Option<Candidate> {
    let mut span = row.words[titles.end].span.start..row.words[end - 1].span.end;
    let last = row.words[end - 1].text;
    let number = last.bytes().all(|b| b"IVX".contains(&b));
    if number && row.persons.ordinals && leaf.text()[span.end..].starts_with('.') {
        span.end += 1;
    }
    let evidence = row.words[titles.start].span.start..row.words[titles.end - 1].span.end;
    let name = leaf.text()[span.clone()].to_owned();
    Some(Candidate {
        confidence: Confidence::Probable,
        evidence: vec![leaf.locate(evidence)?],
        what: Some(What::Proposed(Proposal { kind: EntryKind::Person, name })),
        ..Candidate::new(span, TITLED)
    })
}

/// Words in a row.
struct Row<'a> {
    text: &'a str,
    words: &'a [Word<'a>],
    persons: &'a Persons,
    grammar: &'a Grammar,
    language: &'a str,
}

/// What parts two words.
#[derive(PartialEq, Eq)]
enum Gap {
    Blank,
    Point,
    Other,
}

impl Row<'_> {
    /// What stands between a word and the next.
    fn gap(&self, at: usize) -> Gap {
        let Some(next) = self.words.get(at + 1) else { return Gap::Other };
        match &self.text[self.words[at].span.end..next.span.start] {
            " " => Gap::Blank,
            ". " | "." => Gap::Point,
            _ => Gap::Other,
        }
    }

    /// Whether a word and the next are both capitalised.
    fn capitals(&self, at: usize) -> bool {
        self.words.get(at..at + 2).is_some_and(|pair| pair.iter().all(Word::is_capitalised))
    }

    /// The first word behind the titles that begin with this one, and what they say.
    fn titles(&self, at: usize) -> Option<(usize, Title)> {
        let mut found = None;
        let mut next = at;
        for _ in 0..TITLES {
            let Some(word) = self.words.get(next).filter(|_| self.capitals(next)) else { break };
            let joined = match self.gap(next) {
                Gap::Blank => true,
                Gap::Point => self.persons.is_abbreviated(word.text),
                Gap::Other => false,
            };
            if !joined {
                break;
            }
            let Some(title) = self.persons.title(word.text) else { break };
            let strong = title == Title::Strong || matches!(found, Some((_, Title::Strong)));
            next += 1;
            found = Some((next, if strong { Title::Strong } else { Title::Weak }));
        }
        found
    }

    /// The end of the name that begins with this word.
    fn name(&self, start: usize, title: Title) -> Option<usize> {
        let limit = (start + WORDS).min(self.words.len());
        let given = self.given(start, limit);
        if given == start && title == Title::Weak {
            return None;
        }
        if given > start && self.gap(given - 1) == Gap::Other {
            return Some(given);
        }
        if let Some(end) = self.number(given).filter(|_| given > start) {
            return Some(end);
        }
        let surname = if given > start { self.particles(given, limit) } else { given };
        if given == start && is_territory(self.words.get(start)?.text, self.language) {
            return None;
        }
        let Some(end) = self.surname(surname, limit) else {
            return (given > start && surname == given).then_some(given);
        };
        // Where common nouns are small, every further capital belongs to the name.
        let end = if given == start { self.further(end, limit) } else { end };
        Some(self.linked(end))
    }

    /// The end of a ruler's number.
    fn number(&self, at: usize) -> Option<usize> {
        let word = self.words.get(at)?;
        let roman = word.text.bytes().all(|b| b"IVX".contains(&b));
        (roman && self.gap(at - 1) == Gap::Blank).then_some(at + 1)
    }

    /// The end of a surname of one word.
    fn surname(&self, at: usize, limit: usize) -> Option<usize> {
        let word = self.words.get(at).filter(|_| at < limit)?;
        let name = self.persons.may_be_surname(word.text, self.grammar.nouns_capitalised)
            && !self.grammar.openers.contains(word.text)
            && !self.text[word.span.end..].starts_with(['-', '\u{2010}', '\u{2011}']);
        name.then_some(at + 1)
    }

    /// The end of the forenames and initials that begin with this word.
    fn given(&self, start: usize, limit: usize) -> usize {
        let mut at = start;
        while at < limit {
            let initial = self.is_initial(at);
            let before_initial = at == start
                && self.gap(at) == Gap::Blank
                && self.is_initial(at + 1)
                && self.surname(at, limit).is_some();
            if !(initial || before_initial || is_forename(self.words[at].text)) {
                break;
            }
            at += 1;
            if !initial && self.gap(at - 1) != Gap::Blank {
                break;
            }
        }
        at
    }

    /// Whether a word is a letter with a point, and another word follows.
    fn is_initial(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| {
            word.is_capitalised() && word.text.chars().count() == 1 && self.gap(at) == Gap::Point
        })
    }

    /// The first word behind the small words that begin here; the same where there are none.
    fn particles(&self, start: usize, limit: usize) -> usize {
        let small = |&at: &usize| {
            self.persons.is_particle(self.words[at].text) && self.gap(at) == Gap::Blank
        };
        (start..limit).find(|at| !small(at)).unwrap_or(start)
    }

    /// The end of the capitalised words that go on here.
    fn further(&self, start: usize, limit: usize) -> usize {
        let limit = if self.grammar.nouns_capitalised { limit.min(start + 1) } else { limit };
        let goes_on =
            |&at: &usize| self.gap(at - 1) == Gap::Blank && self.surname(at, limit).is_some();
        (start..limit).find(|at| !goes_on(at)).unwrap_or(limit.max(start))
    }

    /// The end of a name with what small words tie to its surname: “Muster de Probe”.
    fn linked(&self, end: usize) -> usize {
        let limit = (end + WORDS).min(self.words.len());
        let small = |&at: &usize| {
            self.gap(at - 1) == Gap::Blank && self.persons.is_linking(self.words[at].text)
        };
        let next = (end..limit).find(|at| !small(at)).unwrap_or(end);
        let tied = next > end && self.gap(next - 1) == Gap::Blank;
        self.surname(next, limit).filter(|_| tied).unwrap_or(end)
    }
}
