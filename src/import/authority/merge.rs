//! From candidates to the register's next text.

use std::collections::{BTreeMap, BTreeSet};

use super::Choice;
use super::candidate::{Candidate, Candidates};
use super::choose::choose;
use super::occurring::Words;
use crate::diagnostic::{Diagnostic, Severity, codes};
use crate::import::merge::{Here, Next, Outcome};
use crate::import::things::free_id;
use crate::register::edit::{Addition, NewEntry, extend, push};
use crate::register::{self, Entry, thing};

const REGISTER: &str = "annotations/register.toml";

/// Coordinates nearer than this, in degrees, mean the same place.
const NEAR: f64 = 0.2;

struct Merge<'a> {
    here: Here<'a>,
    path: &'a str,
    choice: &'a Choice,
    by_address: BTreeMap<String, &'a Entry>,
    /// The ids of those that have a name, here or to come.
    by_name: BTreeMap<String, BTreeSet<String>>,
    standing: BTreeSet<String>,
    additions: BTreeMap<String, Addition>,
    new: Vec<NewEntry>,
    outcome: Outcome,
}

/// Takes candidates over. `path` names their file in messages.
pub(super) fn merge<'a>(
    here: Here<'a>,
    path: &'a str,
    words: &Words<'_>,
    candidates: Candidates,
    choice: &'a Choice,
) -> Outcome {
    let Candidates { all, unmentioned, faults, gazetteer } = candidates;
    let standing = words.standing(all.iter().flat_map(Candidate::names));
    let mut merge = Merge::new(here, path, choice, standing);
    merge.outcome.unmentioned = unmentioned;
    for (place, reason) in faults {
        merge.leave(format!("{place} is left out: {reason}"), "see whether the file is whole");
    }
    for one in merge.chosen(all, gazetteer) {
        merge.candidate(one);
    }
    merge.finish()
}

impl<'a> Merge<'a> {
    fn new(here: Here<'a>, path: &'a str, choice: &'a Choice, standing: BTreeSet<String>) -> Self {
        let mut by_address = BTreeMap::new();
        let mut by_name: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for entry in here.register.iter() {
            by_address.extend(entry.same_as.iter().map(|address| (thing(address), entry)));
            for name in entry.names() {
                by_name.entry(name.to_owned()).or_default().insert(entry.id.clone());
            }
        }
        let (additions, new, outcome) = Default::default();
        Self { here, path, choice, by_address, by_name, standing, additions, new, outcome }
    }

    fn leave(&mut self, message: String, hint: &str) {
        self.outcome.left += 1;
        let warning = Diagnostic::warning(codes::IMPORT_LEFT_OUT, message).in_file(self.path);
        self.outcome.diagnostics.push(warning.hint(hint));
    }

    fn differs(&mut self, message: String, here: String, there: String) {
        let hint = "what stands in the register stays; correct it there if you wish";
        let warning = Diagnostic::warning(codes::IMPORT_DIFFERS, message).in_file(self.path);
        let notes = warning.note(format!("the register: {here}"));
        self.outcome.diagnostics.push(notes.note(format!("the file: {there}")).hint(hint));
    }

    /// The candidates that are meant, each with the names that are wanted.
    fn chosen(&mut self, all: Vec<Candidate>, gazetteer: bool) -> Vec<Candidate> {
        let Choice { all: take_all, only, largest, .. } = self.choice;
        let numbers: BTreeSet<&str> = all.iter().map(|one| one.number.as_str()).collect();
        let missing: Vec<&String> =
            only.iter().filter(|number| !numbers.contains(number.as_str())).collect();
        for number in missing {
            let message = format!("the file has no {number}");
            self.leave(message, "give the number as it stands in the file");
        }
        if !only.is_empty() {
            let count = all.len();
            let kept: Vec<Candidate> =
                all.into_iter().filter(|one| only.contains(&one.number)).collect();
            self.outcome.unmentioned += count - kept.len();
            return kept.into_iter().map(|one| self.named(one, gazetteer)).collect();
        }
        if *take_all {
            return all.into_iter().map(|one| self.named(one, gazetteer)).collect();
        }
        let count = all.len();
        let kept: Vec<Candidate> = if gazetteer {
            let chosen = choose(&all, &self.standing, *largest);
            for (name, places) in chosen.open {
                let why = "several places of equal rank are called so";
                let hint = "--only NUMBER takes the one that is meant, --largest the most populous of each name";
                self.open(&name, why, &places, hint);
            }
            for (name, places) in chosen.unsettled {
                let why = "no settlement is called so, but something else";
                self.open(&name, why, &places, "--only NUMBER takes it, if it is meant");
            }
            let wanted = |(n, one)| {
                let forms: &Vec<String> = chosen.places.get(&n)?;
                Some(called(one, forms))
            };
            all.into_iter().enumerate().filter_map(wanted).collect()
        } else {
            let stands = |one: &Candidate| one.names().any(|name| self.standing.contains(name));
            let kept: Vec<Candidate> = all.into_iter().filter(stands).collect();
            kept.into_iter().map(|one| self.named(one, false)).collect()
        };
        self.outcome.unmentioned += count - kept.len();
        kept
    }

    /// A name of which it is open what it means; one that the register settles already needs no word.
    fn open(&mut self, name: &str, why: &str, places: &str, hint: &str) {
        if self.by_name.contains_key(name) {
            return;
        }
        self.outcome.left += 1;
        let message = format!("“{name}” is left out: {why}");
        let warning = Diagnostic::warning(codes::IMPORT_LEFT_OUT, message).in_file(self.path);
        self.outcome.diagnostics.push(warning.note(places.to_owned()).hint(hint));
    }

    /// A candidate with those of its names that stand in a document; with `--all`, with all of them,
    /// unless a gazetteer gives them by hundreds.
    fn named(&self, mut one: Candidate, gazetteer: bool) -> Candidate {
        let stands = |name: &String| self.standing.contains(name);
        if gazetteer {
            let forms: Vec<String> =
                one.names().map(str::to_owned).filter(|name| stands(name)).collect();
            return called(one, &forms);
        }
        if !self.choice.all {
            one.aliases.retain(stands);
        }
        one
    }

    fn candidate(&mut self, one: Candidate) {
        let mut entries: Vec<&Entry> = Vec::new();
        for address in &one.same_as {
            if let Some(&entry) = self.by_address.get(&thing(address))
                && !entries.iter().any(|other| other.id == entry.id)
            {
                entries.push(entry);
            }
        }
        match entries[..] {
            [] => self.add(one),
            [entry] => self.complete(entry, one),
            [first, second, ..] => {
                let (name, place) = (one.name, one.place);
                let message = format!("{place}, “{name}”, is two entries of the register");
                let (here, there) = (format!("`{}` and `{}`", first.id, second.id), name);
                self.differs(message, here, there);
            }
        }
    }

    /// Gives an entry what it lacks.
    fn complete(&mut self, entry: &'a Entry, one: Candidate) {
        self.outcome.known += 1;
        if let Some(kind) = one.kind.filter(|kind| *kind != entry.kind) {
            let message = format!("“{}” (`{}`) is another kind of thing", entry.name, entry.id);
            return self.differs(message, entry.kind.to_string(), kind.to_string());
        }
        let mut addition = Addition::default();
        for address in &one.same_as {
            let own = thing(address);
            let other = entry.same_as.iter().find(|other| {
                let other = thing(other);
                other != own && authority_of(&other) == authority_of(&own)
            });
            let known = entry.same_as.iter().any(|other| thing(other) == own);
            if let Some(other) = other {
                let message = format!("“{}” (`{}`) has another address", entry.name, entry.id);
                self.differs(message, other.clone(), address.clone());
            } else if !known {
                addition.same_as.push(address.clone());
            }
        }
        let is_place = entry.kind == register::EntryKind::Place;
        match (entry.geo, one.geo.filter(|_| is_place)) {
            (None, geo) => addition.geo = geo,
            (Some(here), Some(there)) if far(here, there) => {
                let message = format!("“{}” (`{}`) lies elsewhere", entry.name, entry.id);
                self.differs(message, format!("{here:?}"), format!("{there:?}"));
            }
            _ => {}
        }
        match (&entry.date, one.date) {
            (None, date) => addition.date = date,
            (Some(here), Some(there)) if contradicts(here, &there) => {
                let message = format!("“{}” (`{}`) has another date", entry.name, entry.id);
                self.differs(message, here.to_string(), there.to_string());
            }
            _ => {}
        }
        let names = std::iter::once(one.name).chain(one.aliases);
        addition.aliases = self.free_names(names, &entry.id);
        if addition != Addition::default() {
            self.additions.insert(entry.id.clone(), addition);
        }
    }

    /// Those of an entry's names that no other entry has, but for its own.
    fn free_names(&mut self, names: impl Iterator<Item = String>, id: &str) -> Vec<String> {
        let mut free = Vec::new();
        for name in names {
            // A name that others have would make both ambiguous; its own it has.
            if !self.by_name.contains_key(&name) {
                self.by_name.entry(name.clone()).or_default().insert(id.to_owned());
                free.push(name);
            }
        }
        free
    }

    /// Makes an entry.
    fn add(&mut self, one: Candidate) {
        let Some(kind) = one.kind.or(self.choice.kind) else {
            let message =
                format!("{}, “{}”, is left out: it is not said what it is", one.place, one.name);
            return self
                .leave(message, "say it for all such: --kind person, organisation, place …");
        };
        let own = one.same_as.first().cloned().unwrap_or_default();
        if let Some(entry) = self.namesake(&one, &own) {
            let (name, id) = (&entry.name, &entry.id);
            let message = format!(
                "{}, “{}”, is left out: the register has “{name}” (`{id}`), and nothing says whether it is the same",
                one.place, one.name
            );
            let hint = format!(
                "if it is, add {own} to the same-as of `{id}` and import again; if not, give \
                                that entry an address of its own"
            );
            return self.leave(message, &hint);
        }
        if let Some(others) = self.by_name.get(&one.name) {
            let others: Vec<String> = others.iter().map(|id| format!("`{id}`")).collect();
            let message =
                format!("another entry is called “{}”, too: {}", one.name, others.join(", "));
            let warning = Diagnostic::warning(codes::IMPORT_DIFFERS, message).in_file(self.path);
            let hint =
                "the name alone links to neither: say in the notes who is meant, `> [!name] ID`";
            self.outcome.diagnostics.push(warning.hint(hint));
        }
        let (by_name, register) = (&self.here.register, &self.new);
        let taken = |id: &str| by_name.get(id).is_some() || register.iter().any(|new| new.id == id);
        let id = free_id(&one.name, taken);
        self.by_name.entry(one.name.clone()).or_default().insert(id.clone());
        let aliases = self.free_names(one.aliases.into_iter(), &id);
        self.new.push(NewEntry {
            sort: one.sort,
            aliases,
            description: one.description,
            same_as: one.same_as,
            geo: one.geo.filter(|_| kind == register::EntryKind::Place),
            date: one.date,
            ..NewEntry::new(kind, id, one.name)
        });
    }

    /// An entry of the same name that may be the same thing: it has no address of the same authority.
    fn namesake(&self, one: &Candidate, own: &str) -> Option<&'a Entry> {
        let ids = one.names().filter_map(|name| self.by_name.get(name)).flatten();
        let entries = ids.filter_map(|id| self.here.register.get(id));
        let authority = thing(own);
        entries.into_iter().find(|entry| {
            let other =
                |address: &String| authority_of(&thing(address)) == authority_of(&authority);
            !entry.same_as.iter().any(other)
        })
    }

    fn finish(mut self) -> Outcome {
        let bytes = self.here.files.read(REGISTER).ok();
        let before = bytes.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        let old = before.as_deref().unwrap_or_default();
        let (mut after, values) = extend(old, &self.additions);
        self.new.iter().for_each(|entry| push(&mut after, entry));
        if after == old {
            return self.outcome;
        }
        let (_, found) = register::read(REGISTER, &after);
        let errors = |d: &Diagnostic| d.severity == Severity::Error;
        if let Some(error) = found.into_iter().find(errors) {
            let message = format!("the register could not be extended: {}", error.message);
            let hint = "write every entry of register.toml under a line such as [[person]]";
            let error = Diagnostic::error(codes::UNWRITABLE, message).in_file(REGISTER).hint(hint);
            self.outcome.diagnostics.push(error);
            return self.outcome;
        }
        self.outcome.added.entries = self.new.len();
        self.outcome.added.values = values;
        self.outcome.files.push(Next { path: REGISTER.to_owned(), before, after });
        self.outcome
    }
}

/// A place under the name by which the documents call it.
fn called(mut one: Candidate, forms: &[String]) -> Candidate {
    one.aliases = forms.iter().filter(|form| **form != one.name).cloned().collect();
    if !forms.contains(&one.name) && !one.aliases.is_empty() {
        let first = one.aliases.remove(0);
        let full = std::mem::replace(&mut one.name, first);
        one.aliases.push(full);
    }
    one
}

/// What an address's authority is: `wikidata.org`, `d-nb.info` … Of any other site each page is a thing of
/// its own.
fn authority_of(thing: &str) -> &str {
    let host = thing.split([' ', '/']).next().unwrap_or(thing);
    let known = ["wikidata.org", "d-nb.info", "geonames.org"].contains(&host);
    if known { host } else { thing }
}

fn far(here: (f64, f64), there: (f64, f64)) -> bool {
    let apart = |a: f64, b: f64| (a - b).abs();
    let around = apart(here.1, there.1);
    apart(here.0, there.0) > NEAR || around.min(360.0 - around) > NEAR
}

/// Whether two dates cannot both hold: they have no day in common, or begin in different years.
fn contradicts(here: &crate::edtf::Edtf, there: &crate::edtf::Edtf) -> bool {
    let year = |date: &crate::edtf::Edtf| date.earliest().map(|day| day.year);
    let starts = year(here).zip(year(there)).is_some_and(|(a, b)| a != b);
    let apart = |a: &crate::edtf::Edtf, b: &crate::edtf::Edtf| {
        a.latest().zip(b.earliest()).is_some_and(|(end, start)| end < start)
    };
    starts || apart(here, there) || apart(there, here)
}
