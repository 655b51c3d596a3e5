//! References: laws, decisions, papers, publications, addresses, documents of the dossier.
//!
//! In go a document's leaves; out come the references in them, each with one spelling for all ways
//! to write it. One leads to a document of the dossier, to an address that stands in the text, or
//! to one that an editor's resolver makes of its value; no address is ever made up.

mod acts;
mod address;
mod choose;
mod decisions;
mod file;
mod identifiers;
mod provision;
mod resolver;
mod rules;
mod words;

use std::sync::LazyLock;

use serde_json::{Map, Value};

use self::choose::{Candidate, choose};
use self::file::Norm;
pub use self::resolver::Resolver;
pub(super) use self::resolver::Targets;
use self::rules::Rules;
use super::found::{Finding, Found};
use super::jsonl::{Place, object};
use super::languages::{ANY, PerLanguage};
use super::leaves::LeafText;
use super::reading::Reading;
use super::switches::Switches;
use crate::annotation::{self, Body, Reason, ReferenceKind, ReferenceTarget};
use crate::document::Document;

static RULES: LazyLock<PerLanguage<Rules>> = LazyLock::new(|| PerLanguage::new(Rules::of));

/// What a text refers to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reference {
    /// What, and where it leads.
    pub(super) reference: annotation::Reference,
    /// What kind of law, where it is one.
    norm: Norm,
}

impl Reference {
    fn new(kind: ReferenceKind, value: String, norm: Norm) -> Self {
        Self { reference: annotation::Reference { kind, value, target: None }, norm }
    }

    /// One that an editor's rule found.
    pub(super) fn own(reference: annotation::Reference) -> Self {
        Self { reference, norm: Norm::default() }
    }
}

/// All references in a document, ascending, none overlapping another, each leading to an address
/// that stands in the text or where `targets` says.
pub(super) fn find(
    reading: &Reading<'_>,
    targets: &Targets,
    switches: &Switches,
) -> Vec<Found<Reference>> {
    let mut found = Vec::new();
    for leaf in &reading.leaves {
        let mut candidates = Vec::new();
        for tag in [ANY, leaf.language()] {
            if let Some(rules) = RULES.get(tag) {
                rules.find(leaf.text(), switches, &mut candidates);
            }
        }
        targets.find(leaf.text(), &reading.document.slug, switches, &mut candidates);
        let located = choose(candidates).into_iter().filter_map(|one| locate(leaf, one, targets));
        found.extend(located);
    }
    found
}

/// A candidate in the document's bytes; `None` where it touches code.
fn locate(leaf: &LeafText<'_>, mut one: Candidate, targets: &Targets) -> Option<Found<Reference>> {
    let span = leaf.locate(one.span)?;
    let evidence = one.evidence.into_iter().filter_map(|span| leaf.locate(span)).collect();
    let reference = &mut one.what.reference;
    if reference.target.is_none() {
        reference.target = targets.address(reference.kind, &reference.value);
    }
    let reason = Reason { evidence, confidence: one.confidence, beat: one.beat };
    Some(Found { span, rule: one.rule, reason, what: one.what })
}

impl Candidate {
    /// The same, leading to an address that stands in the text, if it is one to be followed.
    fn linked(mut self, address: &str) -> Self {
        self.what.reference.target = address::link(address).map(ReferenceTarget::Address);
        self
    }
}

impl Finding for Reference {
    fn body(found: &Found<Self>, _: &Document) -> Body {
        Body::Reference(found.what.reference.clone())
    }

    /// German LER's kinds; it has none for addresses and documents.
    fn gold(found: &Found<Self>, _: &Place<'_>) -> Option<Map<String, Value>> {
        let kind = match found.what.reference.kind {
            ReferenceKind::Law => match found.what.norm {
                Norm::Statute => "law",
                Norm::Union => "eu-norm",
                Norm::Ordinance => "ordinance",
                Norm::Contract => "contract",
                Norm::Regulation => "regulation",
            },
            ReferenceKind::Decision | ReferenceKind::File => "decision",
            ReferenceKind::Paper | ReferenceKind::Publication => "literature",
            ReferenceKind::Web | ReferenceKind::Mail | ReferenceKind::Document => return None,
        };
        Some(object(kind, Some(found.what.reference.value.clone())))
    }
}

#[cfg(test)]
mod tests;
