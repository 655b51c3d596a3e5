//! Names of people: a surname is shared, and what stands before it tells who is meant.
//!
//! Inside the block of a surname, forms with full forenames make the people; initials and bare surnames
//! go to the one person whom they fit, and stay alone where they fit several.

use std::collections::{BTreeMap, BTreeSet};

use super::block::{bare_keys, confusable, key, outweighs};
use super::forms::Form;
use super::gather::{Cluster, Owner};
use crate::annotation::EntryKind;
use crate::recognise::variants::{is_particle, is_title};
use crate::register::Register;

/// A name taken apart; both parts as keys.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Name {
    given: Vec<String>,
    surname: String,
}

impl Name {
    fn of(name: &str) -> Self {
        let words: Vec<&str> = name.split_whitespace().skip_while(|word| is_title(word)).collect();
        let words = if words.is_empty() { name.split_whitespace().collect() } else { words };
        let last = words.len().saturating_sub(1);
        // “Anna von der Muster”: the surname begins with the first small word.
        let start = (0..last).find(|&n| is_small(words[n])).unwrap_or(last);
        let given = words[..start].iter().flat_map(|word| initials(word));
        let given = given.map(|word| key(&word)).filter(|word| !word.is_empty()).collect();
        Self { given, surname: key(&words[start..].join(" ")) }
    }

    fn is_bare(&self) -> bool {
        self.given.is_empty()
    }

    /// Whether the first forename is a letter only.
    fn is_initial(&self) -> bool {
        self.given.first().is_some_and(|given| given.len() == 1)
    }

    /// Whether both may be one person's: what both have is the same, or its first letter.
    fn fits(&self, other: &Self) -> bool {
        let same = |(a, b): (&String, &String)| {
            a == b
                || (a.len() == 1 && b.starts_with(a.as_str()))
                || (b.len() == 1 && a.starts_with(b.as_str()))
        };
        self.given.iter().zip(&other.given).all(same)
    }
}

/// Whether a word is one of the small ones that begin surnames; “Al” in capitals is a forename.
fn is_small(word: &str) -> bool {
    word.starts_with(char::is_lowercase) && is_particle(word)
}

/// `J.M.` are two initials.
fn initials(word: &str) -> Vec<String> {
    let parts: Vec<&str> = word.split('.').filter(|part| !part.is_empty()).collect();
    let all = word.contains('.') && parts.iter().all(|part| part.chars().count() == 1);
    if all { parts.into_iter().map(str::to_owned).collect() } else { vec![word.to_owned()] }
}

/// Somebody in a block.
struct Person {
    names: Vec<Name>,
    shown: String,
    entry: Option<String>,
    forms: Vec<usize>,
    notes: Vec<String>,
}

/// The clusters of `forms`, all of which are people's.
pub(super) fn clusters(forms: &[&Form], register: &Register) -> Vec<Cluster> {
    let names: Vec<Name> = forms.iter().map(|form| Name::of(&form.name)).collect();
    let mut known: BTreeMap<String, Vec<Person>> = BTreeMap::new();
    for entry in register.iter().filter(|entry| entry.kind == EntryKind::Person) {
        let mut by_surname: BTreeMap<String, Vec<Name>> = BTreeMap::new();
        for name in entry.names().map(Name::of).filter(|name| !name.is_bare()) {
            by_surname.entry(name.surname.clone()).or_default().push(name);
        }
        for (surname, names) in by_surname {
            let (shown, entry) = (entry.name.clone(), Some(entry.id.clone()));
            let person = Person { names, shown, entry, forms: Vec::new(), notes: Vec::new() };
            known.entry(surname).or_default().push(person);
        }
    }
    let surnames = surnames(forms, &names, &known);
    let mut blocks: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (n, name) in names.iter().enumerate() {
        let surname = surnames.get(&name.surname).unwrap_or(&name.surname);
        blocks.entry(surname).or_default().push(n);
    }
    let mut clusters = Vec::new();
    for (surname, members) in blocks {
        let people = known.remove(surname).unwrap_or_default();
        clusters.extend(block(forms, &names, people, members));
    }
    clusters
}

/// Spellings of surnames that are another's genitive, or another misread.
fn surnames(
    forms: &[&Form],
    names: &[Name],
    known: &BTreeMap<String, Vec<Person>>,
) -> BTreeMap<String, String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (form, name) in forms.iter().zip(names) {
        *counts.entry(&name.surname).or_default() += form.mentions.len();
    }
    for surname in known.keys() {
        // What the register has outweighs what is proposed.
        *counts.entry(surname).or_default() += 1000;
    }
    let mut by_count: Vec<(&str, usize)> = counts.iter().map(|(key, n)| (*key, *n)).collect();
    by_count.sort_by_key(|(key, count)| (std::cmp::Reverse(*count), *key));
    let mut misread: BTreeMap<String, (&str, usize)> = BTreeMap::new();
    let mut same: BTreeMap<String, String> = BTreeMap::new();
    for (surname, count) in by_count {
        let &mut (other, most) = misread.entry(confusable(surname)).or_insert((surname, count));
        if other != surname && outweighs(most, count) {
            same.insert(surname.to_owned(), other.to_owned());
        }
    }
    for name in names {
        let bare = bare_keys(&name.surname).into_iter();
        let bare = bare.filter(|bare| counts.contains_key(bare.as_str()) && *bare != name.surname);
        if let Some(bare) = bare.max_by_key(|bare| counts[bare.as_str()])
            && counts[bare.as_str()] >= counts[name.surname.as_str()]
        {
            let bare = same.get(&bare).cloned().unwrap_or(bare);
            same.entry(name.surname.clone()).or_insert(bare);
        }
    }
    same
}

fn block(
    forms: &[&Form],
    names: &[Name],
    mut people: Vec<Person>,
    members: Vec<usize>,
) -> Vec<Cluster> {
    let (bare, mut full): (Vec<usize>, Vec<usize>) =
        members.into_iter().partition(|&n| names[n].is_bare());
    // Full forenames make people, the longest first; initials then find theirs.
    full.sort_by_key(|&n| {
        (names[n].is_initial(), std::cmp::Reverse(names[n].given.len()), &forms[n].name)
    });
    let mut by_letter: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (n, person) in people.iter().enumerate() {
        for letter in letters(&person.names) {
            by_letter.entry(letter).or_default().push(n);
        }
    }
    for n in full {
        let name = &names[n];
        let letter = letters(std::slice::from_ref(name)).into_iter().next().unwrap_or_default();
        let near = by_letter.entry(letter).or_default();
        let fitting: Vec<usize> = near
            .iter()
            .copied()
            .filter(|&person| people[person].names.iter().any(|other| other.fits(name)))
            .collect();
        match fitting[..] {
            [person] => {
                people[person].forms.push(n);
                people[person].names.push(name.clone());
            }
            _ => {
                near.push(people.len());
                let notes = may_be(&forms[n].name, fitting.iter().map(|&p| &people[p]));
                people.push(Person {
                    names: vec![name.clone()],
                    shown: forms[n].name.clone(),
                    entry: None,
                    forms: vec![n],
                    notes,
                });
            }
        }
    }
    let alone = bare_surnames(forms, &mut people, bare);
    people.into_iter().chain(alone).filter(|person| !person.forms.is_empty()).map(cluster).collect()
}

/// The first letters of the first forenames.
fn letters(names: &[Name]) -> BTreeSet<String> {
    let first = names.iter().filter_map(|name| name.given.first()?.chars().next());
    first.map(String::from).collect()
}

/// Gives bare surnames to the only person of the block, or leaves them alone.
fn bare_surnames(forms: &[&Form], people: &mut [Person], bare: Vec<usize>) -> Vec<Person> {
    let addresses: BTreeSet<_> = bare.iter().filter_map(|&n| forms[n].address).collect();
    let several = people.len() > 1 || addresses.len() > 1;
    if let ([person], false) = (&mut *people, several) {
        person.forms.extend(bare);
        return Vec::new();
    }
    // Without anybody else of the name, and addressed in one way only, they are one person.
    let mut alone: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for n in bare {
        alone.entry(forms[n].address.filter(|_| several)).or_default().push(n);
    }
    let made = |(_, forms_of): (_, Vec<usize>)| {
        let shown = forms[forms_of[0]].shown();
        let mut notes = may_be(&shown, people.iter());
        if addresses.len() > 1 {
            notes.push(
                "a man and a woman of this surname are mentioned, so they stand apart".to_owned(),
            );
        }
        Person { names: Vec::new(), shown, entry: None, forms: forms_of, notes }
    };
    alone.into_iter().map(made).collect()
}

/// Names of those whom a form may mean.
const SHOWN: usize = 5;

fn may_be<'a>(form: &str, people: impl Iterator<Item = &'a Person>) -> Vec<String> {
    let names: Vec<String> = people.map(|person| format!("“{}”", person.shown)).collect();
    if names.is_empty() {
        return Vec::new();
    }
    let more = names.len().saturating_sub(SHOWN);
    let more = if more > 0 { format!(" or {more} more") } else { String::new() };
    let shown = names[..names.len().min(SHOWN)].join(" or ");
    vec![format!("“{form}” may be {shown}{more}, so it stands apart")]
}

fn cluster(person: Person) -> Cluster {
    let Person { entry, forms, notes, .. } = person;
    let owner = entry.map_or(Owner::Nobody, Owner::Entry);
    Cluster { forms, owner, notes }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_taken_apart() {
        let check = |name: &str, given: &[&str], surname: &str| {
            let Name { given: found, surname: last } = Name::of(name);
            assert_eq!(
                (found.iter().map(String::as_str).collect::<Vec<_>>(), last.as_str()),
                (given.to_vec(), surname),
                "{name}"
            );
        };
        check("Ada Orme", &["ada"], "orme");
        check("Dr. Ada M. Orme", &["ada", "m"], "orme");
        check("A.M. Orme", &["a", "m"], "orme");
        check("Anna von der Mühle", &["anna"], "von-der-muehle");
        check("von der Mühle", &[], "von-der-muehle");
        check("Al Orme", &["al"], "orme");
        check("Orme", &[], "orme");
    }
}
