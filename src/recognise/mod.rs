//! Recognition: what the register and the rules find in a document.
//!
//! In go documents and the register; out come annotations in the layers names, dates, quotations,
//! certainty, quantities and references, each with the rule that made it and its reason. The same
//! document and register give the same annotations, in time linear in the document's length.
//! Nothing here reads what editors wrote about a document or changes one, and a guess is marked as
//! one.
//!
//! One folder per layer; what the layers know of a language stands as data in that language's
//! folder (`languages`).

mod alternation;
mod certainty;
mod conflict;
mod dates;
mod found;
mod hash;
pub mod jsonl;
mod languages;
mod leaves;
mod names;
mod numbers;
pub mod own;
mod patterns;
mod quantities;
mod quotations;
mod reading;
mod references;
mod rule_place;
mod select;
mod sentences;
mod switches;
#[cfg(test)]
mod testing;
#[cfg(feature = "names-model")]
mod tokens;

use std::collections::BTreeMap;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use self::certainty::Certain;
use self::dates::Timex;
pub use self::dates::{Doubt, DoubtKind};
use self::found::{Finding, Found};
pub use self::leaves::sentences_of;
#[cfg(feature = "training")]
pub use self::names::model::training;
use self::names::{Name, Names};
pub use self::names::{Shared, variants};
use self::own::OwnRules;
use self::quantities::Amount;
use self::quotations::Speech;
use self::reading::Reading;
pub use self::references::Resolver;
use self::references::{Reference, Targets};
pub use self::rule_place::{RulePlace, rule_place};
use crate::annotation::{Annotation, Body, Creator, How, Layer, Reason, stable_id};
use crate::config::Deadline;
use crate::diagnostic::Diagnostics;
use crate::document::Document;
use crate::register::Register;

/// Compiled once per dossier: the register's names and the rules.
pub struct Recogniser {
    names: Names,
    layers: Vec<Layer>,
    own: OwnRules,
    targets: Targets,
}

/// What was found in one document, in the layers' own terms; each ascending by start, the longer
/// first.
#[derive(Debug, Default)]
pub struct Findings {
    names: Vec<Found<Name>>,
    dates: Vec<Found<Timex>>,
    quotations: Vec<Found<Speech>>,
    certainty: Vec<Found<Certain>>,
    quantities: Vec<Found<Amount>>,
    references: Vec<Found<Reference>>,
    queries: Queries,
}

/// What a person has to look at: nothing of it is an annotation.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Queries {
    /// Names that several entries share.
    pub shared: Vec<Shared>,
    /// Dates that cannot be.
    pub doubts: Vec<Doubt>,
}

impl Recogniser {
    /// Compiles `register` for the given layers; layers that no rule knows are passed over.
    ///
    /// The diagnostics warn of names that several entries share: such a name is linked to none of
    /// them. They are located in `register_path`, at the bytes of the last of these entries.
    #[must_use]
    pub fn new(register: &Register, register_path: &str, layers: &[Layer]) -> (Self, Diagnostics) {
        let (names, diagnostics) = Names::new(register, register_path);
        let recogniser = Self {
            names,
            layers: layers.to_vec(),
            own: OwnRules::default(),
            targets: Targets::default(),
        };
        (recogniser, diagnostics)
    }

    /// The same with an editor's rules.
    #[must_use]
    pub fn with_rules(self, own: OwnRules) -> Self {
        Self { own, ..self }
    }

    /// The same with references leading where `resolver` says.
    #[must_use]
    pub fn with_references(self, resolver: &Resolver) -> Self {
        Self { targets: Targets::new(resolver), ..self }
    }

    /// What the rules say about `document`: ascending by start, the longer first at one start,
    /// then by layer in the order of [`Layer::ALL`], then by id. Inside one layer nothing
    /// overlaps but quotations in quotations, and judgements of one clause.
    #[must_use]
    pub fn recognise(&self, document: &Document) -> Vec<Annotation> {
        self.recognise_all(document).0
    }

    /// The same, and what a person has to look at.
    #[must_use]
    pub fn recognise_all(&self, document: &Document) -> (Vec<Annotation>, Queries) {
        let mut findings = self.findings(document);
        let queries = std::mem::take(&mut findings.queries);
        (self.annotations(document, findings), queries)
    }

    /// The same; `None` where it takes longer than until `deadline`.
    #[must_use]
    pub fn recognise_until(
        &self,
        document: &Document,
        deadline: &Deadline,
    ) -> Option<(Vec<Annotation>, Queries)> {
        let mut findings = self.findings_until(document, deadline)?;
        let queries = std::mem::take(&mut findings.queries);
        Some((self.annotations(document, findings), queries))
    }

    /// What the rules find in `document`.
    #[must_use]
    pub fn findings(&self, document: &Document) -> Findings {
        // Without a deadline nothing is given up.
        self.findings_until(document, &Deadline::default()).unwrap_or_default()
    }

    /// What the rules find in `document`; the time is looked at between the layers, each of which
    /// takes time in proportion to the text.
    fn findings_until(&self, document: &Document, deadline: &Deadline) -> Option<Findings> {
        let in_time = || (!deadline.is_over()).then_some(());
        in_time()?;
        let reading = Reading::new(document);
        let switches = &self.own.switches;
        let mut findings = Findings::default();
        // Speakers are names, and judgements lean on who speaks, so that a layer may need another
        // one that nobody asked for.
        let certain = self.wants(Layer::Certainty);
        let quoted = certain || self.wants(Layer::Quotations);
        if self.wants(Layer::References) {
            findings.references = compact(references::find(&reading, &self.targets, switches));
        }
        in_time()?;
        if self.wants(Layer::Dates) {
            let (dates, doubts) = dates::find_all(&reading, switches);
            findings.dates = compact(dates);
            findings.queries.doubts = doubts;
        }
        in_time()?;
        if self.wants(Layer::Quantities) {
            findings.quantities = compact(quantities::find(&reading, switches));
        }
        in_time()?;
        if quoted || self.wants(Layer::Names) {
            let (names, shared) = self.names.find_all(&reading, switches);
            findings.names = compact(names);
            findings.queries.shared = shared;
        }
        conflict::settle(&mut findings);
        in_time()?;
        if quoted {
            findings.quotations = compact(quotations::find(&reading, &findings.names, switches));
        }
        if certain {
            findings.certainty = compact(certainty::find(&reading, &findings.quotations, switches));
        }
        in_time()?;
        self.own.add(&reading, &self.layers, &mut findings);
        Some(findings)
    }

    /// Findings as annotations, those in layers that nobody asked for left out.
    fn annotations(&self, document: &Document, findings: Findings) -> Vec<Annotation> {
        let mut made = Made { document, occurrences: BTreeMap::new(), annotations: Vec::new() };
        made.all(findings.quotations);
        made.all(findings.names);
        made.all(findings.dates);
        made.all(findings.quantities);
        made.all(findings.certainty);
        made.all(findings.references);
        let mut annotations = made.annotations;
        annotations.retain(|annotation| self.wants(annotation.layer()));
        annotations.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
        annotations
    }

    fn wants(&self, layer: Layer) -> bool {
        self.layers.contains(&layer)
    }
}

/// Without the room that a vector keeps for more.
fn compact<T>(mut found: Vec<T>) -> Vec<T> {
    found.shrink_to_fit();
    found
}

/// Annotations as they are made, with stable ids.
struct Made<'a> {
    document: &'a Document,
    /// How often each layer has had the same words.
    occurrences: BTreeMap<(Layer, &'a str), usize>,
    annotations: Vec<Annotation>,
}

impl Made<'_> {
    fn all<T: Finding>(&mut self, findings: Vec<Found<T>>) {
        for found in findings.into_iter().filter(T::is_shown) {
            let (body, creator) = (T::body(&found, self.document), T::creator(&found));
            self.add(found.span, body, creator, found.reason);
        }
    }

    fn add(&mut self, target: Range<usize>, body: Body, creator: Creator, reason: Reason) {
        let (layer, words) = (body.layer(), &self.document.text[target.clone()]);
        let occurrence = self.occurrences.entry((layer, words)).or_insert(0);
        *occurrence += 1;
        let parts = [&self.document.provenance.path, words, &occurrence.to_string()];
        let id = stable_id(layer, &parts.map(|part: &str| part));
        self.annotations.push(Annotation {
            id,
            target,
            body,
            creator,
            how: How::Exact,
            reason: Some(reason),
            created: None,
            via: None,
        });
    }
}

#[cfg(test)]
mod tests;
