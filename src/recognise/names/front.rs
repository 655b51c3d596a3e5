//! What stands in front of a surname, and whether it is a surname there at all.

use std::ops::Range;

use super::super::leaves::LeafText;
use super::around::{Neighbour, before, behind, initials, opens};
use super::grammar::grammar;
use super::legal_form::is_form;
use super::people::Person;
use super::persons::{is_forename, persons};

/// What stands in front of a surname.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Front {
    /// Nothing that belongs to the name.
    Bare,
    /// An article or the like, in front of which a common noun is as likely.
    Determined,
    /// A title, in these bytes of the leaf.
    Titled(Range<usize>),
    /// Initials or a forename, from this byte on, that fit one person alone: the entry's index.
    Fits { start: usize, person: usize },
    /// Initials or a forename of somebody else, from this byte on.
    Other { start: usize },
    /// The word is part of something else.
    Part,
}

/// What stands in front of the surname at `span` that these people have.
pub(super) fn front(leaf: &LeafText<'_>, span: &Range<usize>, people: &[&Person]) -> Front {
    let text = leaf.text();
    if is_part(leaf, span.end) {
        return Front::Part;
    }
    let (start, letters) = initials(text, span.start);
    if !letters.is_empty() {
        return abbreviated(text, start, &letters, people);
    }
    match before(text, span.start) {
        Some(word) => behind_word(leaf, &word, people),
        None => Front::Bare,
    }
}

/// Whether a name goes on behind byte `at`: “Muster Tower”, “Muster GmbH”.
fn is_part(leaf: &LeafText<'_>, at: usize) -> bool {
    let Some(next) = behind(leaf.text(), at) else { return false };
    let grammar = grammar(leaf.language());
    let capital = next.is_capitalised() && !grammar.nouns_capitalised;
    is_form(next.text) || (capital && !grammar.openers.contains(next.text))
}

/// A surname behind initials that begin at byte `start`.
fn abbreviated(text: &str, start: usize, letters: &[char], people: &[&Person]) -> Front {
    let given = before(text, start).filter(|word| !word.point && word.is_capitalised());
    if let Some(given) = &given {
        let fits = |person: &&Person| {
            person.given.first().is_some_and(|first| first == given.text)
                && (person.given.len() == 1 || letters_fit(letters, &person.given[1..]))
        };
        if let Some(person) = only(people, fits) {
            return Front::Fits { start: given.span.start, person };
        }
        if is_forename(given.text) {
            return Front::Other { start: given.span.start };
        }
    }
    match only(people, |person| letters_fit(letters, &person.given)) {
        Some(person) => Front::Fits { start, person },
        None => Front::Other { start },
    }
}

/// A surname behind a word.
fn behind_word(leaf: &LeafText<'_>, word: &Neighbour<'_>, people: &[&Person]) -> Front {
    let (grammar, persons) = (grammar(leaf.language()), persons(leaf.language()));
    let titled = persons.title(word.text).is_some();
    if titled && (!word.point || persons.is_abbreviated(word.text)) {
        return Front::Titled(word.span.clone());
    }
    if word.point {
        return Front::Bare;
    }
    if grammar.determiners.contains(word.text)
        || (word.is_capitalised() && grammar.determiners.contains(&word.text.to_lowercase()))
    {
        return Front::Determined;
    }
    if !word.is_capitalised() {
        return Front::Bare;
    }
    if let Some(person) = only(people, |person| person.given.iter().any(|it| it == word.text)) {
        return Front::Fits { start: word.span.start, person };
    }
    if is_forename(word.text) {
        return Front::Other { start: word.span.start };
    }
    let opener = opens(leaf, word.span.start) && grammar.openers.contains(word.text);
    if opener || grammar.nouns_capitalised { Front::Bare } else { Front::Part }
}

/// The entry of the one person for whom it holds.
fn only(people: &[&Person], holds: impl Fn(&&Person) -> bool) -> Option<usize> {
    let mut fitting = people.iter().filter(|person| holds(person));
    let first = fitting.next()?;
    fitting.all(|other| other.entry == first.entry).then_some(first.entry)
}

/// Whether initials stand for forenames, in their order, none of them left over.
fn letters_fit(letters: &[char], given: &[String]) -> bool {
    // “Hans-Jürgen” has two.
    let parts: Vec<&str> = given.iter().flat_map(|name| name.split('-')).collect();
    letters.len() <= parts.len()
        && letters.iter().zip(&parts).all(|(letter, part)| part.starts_with(*letter))
}
