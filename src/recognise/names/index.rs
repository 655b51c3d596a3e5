//! The register, compiled: all strings to look for, in one automaton.
//!
//! In goes a leaf; out come the candidates that the register alone decides, and the places where
//! a surname stands, about which the whole document has to be asked.

use std::ops::Range;

use aho_corasick::{AhoCorasick, BuildError};

use super::super::leaves::LeafText;
use super::super::switches::Switches;
use super::front::{Front, front};
use super::grammar::grammar;
use super::inflection::{Form, GENITIVE, form};
use super::patterns::{Pattern, patterns};
use super::people::{Person, people};
use super::slate::{Candidate, What};
use crate::annotation::Confidence;
use crate::register::{EntryKind, Register};

/// The register's names, compiled.
pub(super) struct Index {
    /// `None` where the register has no names.
    automaton: Option<AhoCorasick>,
    /// What each of the automaton's patterns stands for.
    pub(super) patterns: Vec<Pattern>,
    /// Id and kind of the entries, in the register's order.
    pub(super) entries: Vec<(String, EntryKind)>,
    /// The entries that are people.
    pub(super) people: Vec<Person>,
}

/// A surname in a text.
pub(super) struct Surname {
    /// The index of its leaf.
    pub(super) leaf: usize,
    /// Where it stands, its ending included.
    pub(super) span: Range<usize>,
    /// The index of its pattern.
    pub(super) pattern: usize,
    /// What stands in front of it.
    pub(super) front: Front,
}

/// What the register says about a leaf.
#[derive(Default)]
pub(super) struct Scan {
    pub(super) candidates: Vec<Candidate>,
    pub(super) surnames: Vec<Surname>,
}

const DECLINED: &str = "names.declined";
const INITIALS: &str = "names.initials";

impl Index {
    /// Compiles a register; also the strings to look for where that fails.
    pub(super) fn new(register: &Register) -> (Self, Option<BuildError>) {
        let people = people(register);
        let patterns = patterns(register, &people);
        let built = (!patterns.is_empty())
            .then(|| AhoCorasick::new(patterns.iter().map(|pattern| &pattern.text)));
        let (automaton, error) = match built {
            None => (None, None),
            Some(Ok(automaton)) => (Some(automaton), None),
            Some(Err(error)) => (None, Some(error)),
        };
        let entries = register.iter().map(|entry| (entry.id.clone(), entry.kind)).collect();
        (Self { automaton, patterns, entries, people }, error)
    }

    /// Whether an entry has this very name.
    pub(super) fn is_name(&self, text: &str) -> bool {
        let found = self.patterns.binary_search_by(|pattern| pattern.text.as_str().cmp(text));
        found.is_ok_and(|at| !self.patterns[at].entries.is_empty())
    }

    /// Looks through the leaf of this index.
    pub(super) fn scan(&self, leaf: usize, text: &LeafText<'_>, switches: &Switches) -> Scan {
        let mut scan = Scan::default();
        let Some(automaton) = &self.automaton else { return scan };
        let grammar = grammar(text.language());
        for found in automaton.find_overlapping_iter(text.text()) {
            let hit = found.span().range();
            if let Some(form) = form(text.text(), hit, grammar) {
                let pattern = found.pattern().as_usize();
                let hit = Hit { leaf, text, switches, form, pattern };
                self.judge(&hit, &mut scan);
            }
        }
        scan
    }

    fn judge(&self, hit: &Hit<'_>, scan: &mut Scan) {
        if hit.text.locate(hit.form.span.clone()).is_none() {
            return;
        }
        let pattern = &self.patterns[hit.pattern];
        let front = self.front(hit, pattern);
        match &front {
            Front::Fits { start, person } if hit.switches.on(INITIALS) => {
                scan.candidates.push(self.initials(hit, *start, *person));
            }
            Front::Other { start } if pattern.entries.len() == 1 => {
                let span = *start..hit.form.span.end;
                let other = Candidate::new(span, hit.form.rule);
                scan.candidates.push(Candidate { what: Some(What::Other), ..other });
            }
            _ => {}
        }
        if !pattern.entries.is_empty() {
            scan.candidates.extend(named(hit, pattern));
        } else if let Some(candidate) = declined(hit, pattern) {
            scan.candidates.push(candidate);
        } else if !pattern.people.is_empty() {
            scan.surnames.push(Surname {
                leaf: hit.leaf,
                span: hit.form.span.clone(),
                pattern: hit.pattern,
                front,
            });
        }
    }

    /// What stands in front of a surname; nothing is asked about other names.
    fn front(&self, hit: &Hit<'_>, pattern: &Pattern) -> Front {
        let mine = |&&person: &&usize| {
            pattern.entries.is_empty() || pattern.entries.contains(&self.people[person].entry)
        };
        let people: Vec<&Person> =
            pattern.people.iter().filter(mine).map(|&person| &self.people[person]).collect();
        if people.is_empty() { Front::Bare } else { front(hit.text, &hit.form.span, &people) }
    }

    fn initials(&self, hit: &Hit<'_>, start: usize, entry: usize) -> Candidate {
        Candidate {
            rank: hit.form.rank + 4,
            confidence: Confidence::Probable,
            what: Some(What::Entry { entry, pattern: hit.pattern }),
            ..Candidate::new(start..hit.form.span.end, INITIALS)
        }
    }
}

/// A string of the register where it stands in a leaf.
struct Hit<'a> {
    leaf: usize,
    text: &'a LeafText<'a>,
    switches: &'a Switches,
    form: Form,
    pattern: usize,
}

/// A name as the register has it.
fn named(hit: &Hit<'_>, pattern: &Pattern) -> Option<Candidate> {
    hit.switches.on(hit.form.rule).then(|| Candidate {
        rank: hit.form.rank,
        what: Some(match pattern.entry() {
            Some(entry) => What::Entry { entry, pattern: hit.pattern },
            None => What::Shared { pattern: hit.pattern },
        }),
        ..Candidate::new(hit.form.span.clone(), hit.form.rule)
    })
}

/// An inflected form of a name in the leaf's language.
fn declined(hit: &Hit<'_>, pattern: &Pattern) -> Option<Candidate> {
    let mut entries = pattern.declined_in(hit.text.language());
    let entry = entries.next()?;
    let only = entries.next().is_none();
    // An adjective alone has no further ending.
    if hit.form.rule == GENITIVE && !pattern.text.contains(' ') {
        return None;
    }
    hit.switches.on(DECLINED).then(|| Candidate {
        rank: hit.form.rank + 4,
        what: only.then_some(What::Entry { entry, pattern: hit.pattern }),
        ..Candidate::new(hit.form.span.clone(), DECLINED)
    })
}
