//! Names: the register's names where they stand in a text, and what else seems to be a name.
//!
//! In goes the register, once, and then documents; out come mentions, each with its entry, and
//! proposals of what the register lacks, each with the rule that found it. Nothing is guessed about
//! entries: a mention is what the register spells out, in the forms that grammar gives it, or what
//! the same document ties to an entry (a surname, an acronym, initials). A proposal never becomes
//! part of an entry.
//!
//! Order: the register's own strings, then what the document ties to its entries, then rules for
//! unregistered names. What an earlier stage found stays; inside a stage the leftmost longest wins.

mod acronyms;
mod ambiguity;
mod around;
mod declension;
mod finding;
mod front;
mod grammar;
mod index;
mod inflection;
mod legal_form;
#[cfg(feature = "names-model")]
pub(super) mod model;
mod patterns;
mod people;
mod persons;
mod phrases;
#[cfg(test)]
mod proposals;
mod propose;
#[cfg(test)]
mod seed;
mod slate;
mod surnames;
mod territories;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tied;
mod titled;
pub mod variants;
mod words;

use std::ops::Range;

use self::index::Index;
use self::slate::{Candidate, Slate, What};
use super::found::{Found, keep};
use super::leaves::LeafText;
use super::reading::Reading;
use super::switches::Switches;
#[cfg(feature = "names-model")]
use crate::annotation::Confidence;
use crate::annotation::{Agent, Proposal, Reason};
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::register::{EntryKind, Register};

/// What a name names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Name {
    /// A register entry.
    Entry {
        /// The entry's id.
        id: String,
        /// What the entry is.
        kind: EntryKind,
    },
    /// Somebody or something that the register does not have.
    Proposed(Proposal),
}

impl Name {
    /// What kind of thing it names.
    pub(super) fn kind(&self) -> EntryKind {
        match self {
            Self::Entry { kind, .. } => *kind,
            Self::Proposed(proposal) => proposal.kind,
        }
    }

    /// Who it is, should they speak.
    pub(super) fn agent(&self) -> Agent {
        match self {
            Self::Entry { id, .. } => Agent::Entry(id.clone()),
            Self::Proposed(proposal) => Agent::Words(proposal.name.clone()),
        }
    }
}

/// A name that several entries share, where it stands in a document.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Shared {
    /// Its words: bytes of the document's text.
    pub span: Range<usize>,
    /// The name as the register has it.
    pub name: String,
    /// The ids of the entries, in the register's order.
    pub entries: Vec<String>,
}

/// A proposal of the model.
#[cfg(feature = "names-model")]
fn guess(hit: model::Hit) -> Candidate {
    let what = Some(What::Proposed(Proposal { kind: hit.kind, name: hit.name }));
    Candidate { confidence: Confidence::Possible, what, ..Candidate::new(hit.span, hit.rule) }
}

/// The register's names, compiled.
pub(super) struct Names {
    index: Index,
}

impl Names {
    /// Compiles the register; `path` is its path in the dossier, for diagnostics.
    pub(super) fn new(register: &Register, path: &str) -> (Self, Diagnostics) {
        let (index, error) = Index::new(register);
        let mut diagnostics = ambiguity::report(&index.patterns, register, path);
        if let Some(reason) = error {
            diagnostics.push(
                Diagnostic::error(codes::REGISTER_ENTRY, "the register has too many names")
                    .in_file(path)
                    .note(reason.to_string())
                    .hint("split the dossier, or leave out aliases that no document uses"),
            );
        }
        (Self { index }, diagnostics)
    }

    /// All mentions in a document, ascending, none overlapping another.
    #[cfg(test)]
    pub(super) fn find(&self, reading: &Reading<'_>, switches: &Switches) -> Vec<Found<Name>> {
        self.find_all(reading, switches).0
    }

    /// The same, and where names stand that several entries share.
    pub(super) fn find_all(
        &self,
        reading: &Reading<'_>,
        switches: &Switches,
    ) -> (Vec<Found<Name>>, Vec<Shared>) {
        let slates = self.mentions(reading, switches);
        #[cfg(feature = "names-model")]
        let mut hits = model::propose(&reading.leaves, switches).into_iter();
        let (mut found, mut shared) = (Vec::new(), Vec::new());
        for (leaf, mut slate) in reading.leaves.iter().zip(slates) {
            slate.admit(propose::by_rule(leaf, switches));
            #[cfg(feature = "names-model")]
            slate.admit(hits.next().into_iter().flatten().map(guess).collect());
            for chosen in slate.into_chosen() {
                match chosen.what {
                    Some(What::Shared { pattern }) => {
                        shared.extend(self.shared(leaf, &chosen, pattern));
                    }
                    _ => self.found(leaf, chosen).into_iter().for_each(|one| keep(&mut found, one)),
                }
            }
        }
        (found, shared)
    }

    fn shared(&self, leaf: &LeafText<'_>, chosen: &Candidate, pattern: usize) -> Option<Shared> {
        let span = leaf.locate(chosen.span.clone())?;
        let pattern = &self.index.patterns[pattern];
        let entries = pattern.entries.iter().map(|&entry| self.index.entries[entry].0.clone());
        Some(Shared { span, name: pattern.text.clone(), entries: entries.collect() })
    }

    /// What the register and the document say of its entries, leaf by leaf.
    fn mentions(&self, reading: &Reading<'_>, switches: &Switches) -> Vec<Slate> {
        let mut surnames = Vec::new();
        let mut slates = Vec::new();
        for (n, leaf) in reading.leaves.iter().enumerate() {
            let scan = self.index.scan(n, leaf, switches);
            let mut slate = Slate::default();
            slate.admit(scan.candidates);
            slates.push(slate);
            surnames.extend(scan.surnames);
        }
        let mut tied = surnames::resolve(&self.index, reading, &slates, &surnames, switches);
        tied.extend(acronyms::find(&self.index, reading, &slates, switches));
        let mut by_leaf: Vec<Vec<Candidate>> = slates.iter().map(|_| Vec::new()).collect();
        for (leaf, candidate) in tied {
            by_leaf[leaf].push(candidate);
        }
        for (slate, candidates) in slates.iter_mut().zip(by_leaf) {
            slate.admit(candidates);
            slate.release();
        }
        slates
    }

    fn found(&self, leaf: &LeafText<'_>, chosen: Candidate) -> Option<Found<Name>> {
        let span = leaf.locate(chosen.span)?;
        let what = match chosen.what? {
            What::Entry { entry, .. } => {
                let (id, kind) = self.index.entries[entry].clone();
                Name::Entry { id, kind }
            }
            What::Other | What::Shared { .. } => return None,
            What::Proposed(proposal) => Name::Proposed(proposal),
        };
        let reason =
            Reason { evidence: chosen.evidence, confidence: chosen.confidence, beat: chosen.beat };
        Some(Found { span, rule: chosen.rule, reason, what })
    }
}
