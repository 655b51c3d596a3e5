//! Proposals from forms: those of people, those of everything else, sorted for reading.

use std::collections::BTreeMap;

use super::forms::{Form, forms};
use super::{Proposal, people, things};
use crate::annotation::{Confidence, EntryKind};
use crate::dossier::{Annotated, Mention};
use crate::register::Register;

/// Forms that belong together, by their places in a list.
#[derive(Debug)]
pub(super) struct Cluster {
    pub(super) forms: Vec<usize>,
    pub(super) owner: Owner,
    pub(super) notes: Vec<String>,
}

/// Whose forms they seem to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Owner {
    /// Nobody's in the register.
    Nobody,
    /// An entry's, by its id.
    Entry(String),
    /// One of several entries'.
    Several,
}

/// All proposals of the documents, the most frequent first, so that the first decisions settle most
/// mentions.
#[must_use]
pub fn gather(documents: &[Annotated], register: &Register) -> Vec<Proposal> {
    let forms = forms(documents);
    let kinds = kinds(&forms);
    let (people, things): (Vec<&Form>, Vec<&Form>) =
        forms.iter().partition(|form| kinds[form.name.as_str()] == EntryKind::Person);
    let of_people = people::clusters(&people, register);
    let of_things = things::clusters(&things, register);
    let mut proposals: Vec<Proposal> =
        of_people.into_iter().map(|cluster| proposal(&people, &kinds, cluster)).collect();
    proposals.extend(of_things.into_iter().map(|cluster| proposal(&things, &kinds, cluster)));
    proposals.sort_by(|a, b| b.count().cmp(&a.count()).then_with(|| a.name.cmp(&b.name)));
    proposals
}

/// One kind for each name, however it is addressed.
fn kinds(forms: &[Form]) -> BTreeMap<&str, EntryKind> {
    let mut kinds: BTreeMap<&str, (usize, EntryKind)> = BTreeMap::new();
    for form in forms {
        let (count, kind) = (form.mentions.len(), form.kind());
        let best = kinds.entry(&form.name).or_insert((count, kind));
        if count > best.0 || form.address.is_some() {
            *best = (count, kind);
        }
    }
    kinds.into_iter().map(|(name, (_, kind))| (name, kind)).collect()
}

fn proposal(forms: &[&Form], kinds: &BTreeMap<&str, EntryKind>, cluster: Cluster) -> Proposal {
    let Cluster { forms: members, owner, notes } = cluster;
    let members: Vec<&Form> = members.into_iter().map(|n| forms[n]).collect();
    // Bare surnames of one bearer need no title to tell them apart; of several they do.
    let told_apart = notes.iter().any(|note| note.ends_with("apart"));
    let mut places: BTreeMap<String, Vec<Mention>> = BTreeMap::new();
    for form in &members {
        let shown = if told_apart { form.shown() } else { form.name.clone() };
        places.entry(shown).or_default().extend(&form.mentions);
    }
    let mut sorted: Vec<(String, Vec<Mention>)> = places.into_iter().collect();
    // The fullest form of a person, the most frequent one of anything else, stands for all.
    let person = members.first().is_some_and(|form| kinds[form.name.as_str()] == EntryKind::Person);
    sorted.sort_by(|a, b| rank(b, person).cmp(&rank(a, person)).then_with(|| a.0.cmp(&b.0)));
    sorted[1..].sort_by(|a, b| b.1.len().cmp(&a.1.len()).then_with(|| a.0.cmp(&b.0)));
    let mut mentions: Vec<_> = members.iter().flat_map(|form| form.mentions.clone()).collect();
    mentions.sort_unstable();
    let best =
        members.iter().max_by_key(|form| (form.mentions.len(), std::cmp::Reverse(&form.name)));
    Proposal {
        kind: best.map_or(EntryKind::Concept, |form| kinds[form.name.as_str()]),
        name: sorted[0].0.clone(),
        confidence: confidence(&members, &mentions),
        reasons: reasons(&members, &owner, notes),
        entry: match owner {
            Owner::Entry(id) => Some(id),
            _ => None,
        },
        forms: sorted,
    }
}

/// What makes a form the one that stands for all: full words of a person's name, no capitals only, then
/// how often it stands.
fn rank((name, mentions): &(String, Vec<Mention>), person: bool) -> (usize, bool, usize) {
    let words =
        name.split(' ').filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 1);
    let mixed = name.chars().any(char::is_lowercase);
    (if person { words.count() } else { 0 }, mixed, mentions.len())
}

/// Mentions from which even a guess is probable, where they stand in several documents.
const OFTEN: usize = 5;

fn confidence(members: &[&Form], mentions: &[Mention]) -> Confidence {
    let own = members.iter().map(|form| form.confidence).min().unwrap_or(Confidence::Possible);
    let spread = mentions.first().map(|m| m.document) != mentions.last().map(|m| m.document);
    if own == Confidence::Possible && mentions.len() >= OFTEN && spread {
        Confidence::Probable
    } else {
        own
    }
}

fn reasons(members: &[&Form], owner: &Owner, notes: Vec<String>) -> Vec<String> {
    let mut rules: BTreeMap<&str, usize> = BTreeMap::new();
    for (rule, count) in members.iter().flat_map(|form| &form.rules) {
        *rules.entry(rule).or_default() += count;
    }
    let rules: Vec<String> = rules.into_iter().map(|(rule, n)| format!("{rule} {n}×")).collect();
    let mut reasons = vec![format!("found by {}", rules.join(", "))];
    if let Owner::Entry(id) = owner {
        reasons.push(format!("it seems to be `{id}` of the register"));
    }
    reasons.extend(notes);
    reasons
}
