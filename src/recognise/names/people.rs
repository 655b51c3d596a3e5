//! The register's people: forenames and surnames.

use crate::register::{Entry, EntryKind, Register};

/// A person of the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Person {
    /// The entry's index in the register.
    pub(super) entry: usize,
    /// Forenames and initials in their order; one at least.
    pub(super) given: Vec<String>,
    /// The surname as texts may write it: with the small words before it, and without.
    pub(super) surnames: Vec<String>,
}

/// Additions behind a surname.
const ADDITIONS: &[&str] = &["Jr.", "Jr", "Sr.", "Sr", "jun.", "sen.", "II", "III", "IV"];

/// The people whose names have a forename and a surname, in the register's order.
pub(super) fn people(register: &Register) -> Vec<Person> {
    let persons = register.iter().enumerate().filter(|(_, e)| e.kind == EntryKind::Person);
    persons.filter_map(|(index, entry)| person(index, entry)).collect()
}

fn person(index: usize, entry: &Entry) -> Option<Person> {
    let filed = entry.sort.as_deref().and_then(|sort| sort.split_once(", "));
    let (given, surname) = match filed {
        Some((surname, given)) => (given.trim().to_owned(), surname.trim().to_owned()),
        None => parted(&entry.name)?,
    };
    // “Muster, Erika von der”: the small words belong to the surname.
    let (given, small): (Vec<&str>, Vec<&str>) =
        given.split_whitespace().partition(|word| word.starts_with(char::is_uppercase));
    let given: Vec<String> =
        given.into_iter().filter(|word| is_given(word)).map(str::to_owned).collect();
    let whole = small.iter().copied().chain([surname.as_str()]).collect::<Vec<_>>().join(" ");
    (!given.is_empty() && !surname.is_empty()).then(|| Person {
        entry: index,
        given,
        surnames: surnames(&whole),
    })
}

/// Whether a word is a forename or an initial, not a title such as “Dr.”.
fn is_given(word: &str) -> bool {
    word.strip_suffix('.').is_none_or(|word| word.chars().count() == 1)
}

/// Forenames, and the surname with its small words; `None` for a name of one word.
fn parted(name: &str) -> Option<(String, String)> {
    let mut words: Vec<&str> = name.split_whitespace().collect();
    while words.last().is_some_and(|last| ADDITIONS.contains(last)) {
        words.pop();
    }
    let last = words.len().checked_sub(1)?;
    let is_small = |word: &&str| word.starts_with(char::is_lowercase);
    let small = words[..last].iter().rev().take_while(|word| is_small(word)).count();
    let start = last - small;
    (start > 0).then(|| (words[..start].join(" "), words[start..].join(" ").replace(',', "")))
}

/// The spellings of a surname: whole, capitalised as at the beginning of a sentence, and without
/// its small words.
fn surnames(whole: &str) -> Vec<String> {
    let mut all = vec![whole.to_owned()];
    if whole.starts_with(char::is_lowercase) {
        let mut letters = whole.chars();
        all.extend(letters.next().map(|c| c.to_uppercase().chain(letters).collect::<String>()));
        let last = whole.rsplit(' ').next().filter(|last| last.starts_with(char::is_uppercase));
        all.extend(last.map(str::to_owned));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::register;
    use super::*;

    fn check(name: &str, given: &[&str], surnames: &[&str]) {
        let register = register(&[("x", EntryKind::Person, name, &[])]);
        let found = people(&register);
        match found.first() {
            Some(person) => {
                assert_eq!(
                    (&person.given[..], &person.surnames[..]),
                    (
                        &given.iter().map(|&s| s.to_owned()).collect::<Vec<_>>()[..],
                        &surnames.iter().map(|&s| s.to_owned()).collect::<Vec<_>>()[..],
                    )
                );
            }
            None => assert!(given.is_empty(), "{name}"),
        }
    }

    #[test]
    fn names_have_parts() {
        check("Erika Muster", &["Erika"], &["Muster"]);
        check("Dr. Erika J. Muster Jr.", &["Erika", "J."], &["Muster"]);
        check("Ina von der Probe", &["Ina"], &["von der Probe", "Von der Probe", "Probe"]);
        check("Muster", &[], &[]);
        check("von Muster", &[], &[]);
        check("", &[], &[]);
    }

    #[test]
    fn the_filed_form_tells_the_surname() {
        let mut entries: Vec<Entry> = register(&[
            ("a", EntryKind::Person, "Li Muster", &[]),
            ("b", EntryKind::Person, "Ina von Probe", &[]),
        ])
        .iter()
        .cloned()
        .collect();
        entries[0].sort = Some("Li, Muster".to_owned());
        entries[1].sort = Some("Probe, Ina von".to_owned());
        let (register, _) = Register::new(entries);
        let found = people(&register);
        assert_eq!(found[0].surnames, ["Li"]);
        assert_eq!(found[1].surnames, ["von Probe", "Von Probe", "Probe"]);
    }
}
