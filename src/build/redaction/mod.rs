//! Redaction in the line: hidden words leave documents and editors' texts before anything else sees them,
//! diagnostics before anybody reads them; and the output is looked through before it is written.

mod editorial;
mod mask;
mod prove;

use std::collections::BTreeMap;
use std::ops::Range;

use rayon::prelude::*;

use super::editorial::Editorial;
use super::publication::LeftOut;
use crate::anchor::{Haystack, anchor};
use crate::annotation::{Annotation, Layer};
use crate::config::Config;
use crate::diagnostic::{Diagnostics, Severity, codes};
use crate::document::{Document, Source};
use crate::ingest;
use crate::notes::Callout;
use crate::redact::{BLOCK, Moved, Plan, Redactor, plan};
use crate::text::CodePoints;

/// What is hidden, and from where.
#[derive(Debug, Default)]
pub(super) struct Hiding {
    redactor: Redactor,
    /// The paths of the seeds as they are, by their documents' slugs.
    seeds: BTreeMap<String, String>,
    /// What a public build leaves out.
    pub(super) left_out: LeftOut,
}

/// What went wrong with redactions themselves: then nothing else may be said.
const OWN: [&str; 3] = [codes::REDACT_SYNTAX, codes::REDACT_RULE, codes::REDACT_QUOTE];

impl Hiding {
    /// Hides in documents that were just read, and in all that editors wrote. `None` where something is wrong
    /// with what is to be hidden: the diagnostics then speak of nothing else.
    pub(super) fn new(
        sources: &[Source],
        documents: &mut Vec<Document>,
        editorial: &mut Editorial,
        config: &mut Config,
        diagnostics: &mut Diagnostics,
    ) -> Option<Self> {
        let asked = |notes: &crate::notes::NotesFile| !notes.redactions.is_empty();
        let rules = std::mem::take(&mut editorial.redact);
        if rules.is_empty() && !editorial.notes.values().any(asked) {
            return unless_broken(diagnostics).then(Self::default);
        }
        let (redactor, found) = plan(Plan {
            rules: rules.clone(),
            register: &editorial.register,
            sources,
            documents,
            notes: &editorial.notes,
        });
        diagnostics.extend(found);
        if !unless_broken(diagnostics) {
            return None;
        }
        let texts: BTreeMap<&str, &Source> =
            sources.iter().map(|source| (source.path.as_str(), source)).collect();
        let hide = |document: Document| {
            let path = document.provenance.path.clone();
            let seed = texts.get(path.as_str()).map_or_else(String::new, |source| {
                ingest::decoded_text(&source.path, &source.bytes)
            });
            let notes = editorial.notes.get(&path).map_or(&[][..], |notes| &notes.callouts);
            let before = (!notes.is_empty()).then(|| document.clone());
            let (document, moved) = redactor.document(document, &seed);
            let places = before
                .filter(|_| !moved.is_empty())
                .map(|before| places(&before, &document, &moved, notes));
            (path, document, places.unwrap_or_default())
        };
        let hidden: Vec<_> = std::mem::take(documents).into_par_iter().map(hide).collect();
        let mut renamed = BTreeMap::new();
        for (path, mut document, places) in hidden {
            let callouts = editorial.notes.get_mut(&path).into_iter().flat_map(|n| &mut n.callouts);
            for (callout, place) in callouts.zip(places) {
                callout.selector.position = place.or(callout.selector.position.take());
            }
            unique(&mut document.provenance.path, &renamed);
            renamed.insert(path, document.provenance.path.clone());
            documents.push(document);
        }
        editorial::hide(&redactor, editorial, config, &renamed);
        diagnostics.extend(redactor.unused(&rules));
        let original = renamed.iter().map(|(path, name)| (name.clone(), path.clone())).collect();
        Some(Self { redactor, seeds: original, left_out: LeftOut::default() })
    }

    pub(super) fn into_redactor(self) -> Redactor {
        self.redactor
    }

    /// What hides.
    pub(super) fn redactor(&self) -> &Redactor {
        &self.redactor
    }

    /// The same, hiding in all documents what it hides in some.
    pub(super) fn everywhere(self) -> Self {
        Self { redactor: self.redactor.everywhere(), ..self }
    }

    /// Takes over by which slugs the documents are known in the end.
    pub(super) fn know(&mut self, documents: &[Document]) {
        if self.redactor.is_empty() {
            return;
        }
        let original = std::mem::take(&mut self.seeds);
        let known = documents.iter().filter_map(|document| {
            let path = original.get(&document.provenance.path)?;
            Some((document.slug.clone(), path.clone()))
        });
        self.seeds = known.collect();
    }
}

/// Where the words of callouts stand once words of the document are hidden, in code points: what they quote may
/// then stand in many places, where before it stood in one.
fn places(
    before: &Document,
    after: &Document,
    moved: &Moved,
    callouts: &[Callout],
) -> Vec<Option<Range<usize>>> {
    let haystack = Haystack::new(before);
    let points = CodePoints::new(&after.text);
    let point = |at: usize| points.at_byte(&after.text, at);
    let place = |callout: &Callout| {
        let found = anchor(&haystack, &callout.selector).ok()?;
        let span = moved.span(&found.span);
        let told = found.others == 0 && after.text[span.clone()].contains(BLOCK);
        told.then(|| point(span.start)..point(span.end))
    };
    callouts.iter().map(place).collect()
}

/// Whether a rule found something in a block, or takes one for a name.
pub(super) fn is_of_hidden(document: &Document, annotation: &Annotation) -> bool {
    let hidden = &document.hidden;
    if hidden.is_empty() {
        return false;
    }
    let target = &annotation.target;
    let first = hidden.partition_point(|hidden| hidden.span.end <= target.start);
    let over = hidden.get(first).is_some_and(|hidden| hidden.span.start < target.end);
    over && matches!(
        annotation.layer(),
        Layer::Names | Layer::Dates | Layer::Quantities | Layer::References
    )
}

/// Gives a path of which another document's has nothing left that tells them apart a number.
fn unique(path: &mut String, taken: &BTreeMap<String, String>) {
    let base = path.clone();
    let mut number = 2;
    while taken.values().any(|taken| taken == path) {
        *path = match base.rsplit_once('.') {
            Some((stem, ending)) => format!("{stem}-{number}.{ending}"),
            None => format!("{base}-{number}"),
        };
        number += 1;
    }
}

/// Whether redactions are in order; where not, nothing but that is told, since any other message may quote what
/// they were to hide.
fn unless_broken(diagnostics: &mut Diagnostics) -> bool {
    let own =
        |d: &crate::diagnostic::Diagnostic| d.severity == Severity::Error && OWN.contains(&d.code);
    if !diagnostics.iter().any(own) {
        return true;
    }
    *diagnostics = std::mem::take(diagnostics).into_iter().filter(own).collect();
    false
}
