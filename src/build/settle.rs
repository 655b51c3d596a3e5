//! One document's annotations: what editors say, found in the text, and what rules found, where no
//! editor says otherwise.

use std::collections::BTreeMap;
use std::ops::Range;

use super::anchoring::anchoring;
use crate::annotation::{Anchored, Annotation, Body, Creator, Layer, stable_id};
use crate::diagnostic::Diagnostics;
use crate::document::Document;
use crate::dossier::{Origin, Overruled};
use crate::notes::Callout;
use crate::reanchor::{Fate, LockedSeed};

/// The id by which an editor says that words are no name.
const NO_NAME: &str = "none";

/// A document's annotations.
pub(super) struct Settled {
    /// Sorted.
    pub(super) annotations: Vec<Annotation>,
    /// What editors' words took the place of.
    pub(super) overruled: Vec<Overruled>,
    /// The places of the editors' annotations, by id.
    pub(super) origins: Vec<(String, Origin)>,
    /// The section of the lock that may be written.
    pub(super) section: Option<LockedSeed>,
    /// What became of each callout.
    pub(super) fates: Vec<Fate>,
    pub(super) diagnostics: Diagnostics,
}

/// Anchors the callouts and joins them with what rules `found`.
pub(super) fn settle(
    document: &Document,
    found: Vec<Annotation>,
    callouts: &[Callout],
    layers: &[Layer],
    locked: Option<&LockedSeed>,
) -> Settled {
    let mut annotations = Vec::new();
    let mut origins = Vec::new();
    let mut section = None;
    let mut fates = Vec::new();
    let mut diagnostics = Diagnostics::new();
    if !callouts.is_empty() {
        let anchoring = anchoring(document, callouts, locked);
        let found = anchoring.standings.iter().map(|standing| standing.found.clone());
        for (callout, annotation) in callouts.iter().zip(numbered(document, callouts, found)) {
            let Some(annotation) = annotation else { continue };
            origins.push((annotation.id.clone(), origin(callout)));
            annotations.push(annotation);
        }
        fates.extend(anchoring.standings.into_iter().map(|standing| standing.fate));
        section = anchoring.section;
        diagnostics = anchoring.diagnostics;
    }
    let spoken = spoken(&annotations);
    let mut overruled = Vec::new();
    for annotation in found {
        match spoken.over(&annotation) {
            Some(by) => overruled.push(Overruled { by: by.to_owned(), found: annotation }),
            None => annotations.push(annotation),
        }
    }
    annotations.retain(|annotation| {
        let is_name = !matches!(&annotation.body, Body::Name { entry, .. } if entry == NO_NAME);
        is_name && layers.contains(&annotation.layer())
    });
    annotations.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
    Settled { annotations, overruled, origins, section, fates, diagnostics }
}

/// The annotations of a document's callouts, in their order; `None` where the words are not found.
#[must_use]
pub fn placed(
    document: &Document,
    callouts: &[Callout],
    locked: Option<&LockedSeed>,
) -> Vec<Option<Annotation>> {
    let standings = anchoring(document, callouts, locked).standings;
    numbered(document, callouts, standings.into_iter().map(|standing| standing.found))
}

fn numbered(
    document: &Document,
    callouts: &[Callout],
    found: impl Iterator<Item = Option<Anchored>>,
) -> Vec<Option<Annotation>> {
    let mut given: BTreeMap<String, usize> = BTreeMap::new();
    let mut one = |(callout, found): (&Callout, Option<Anchored>)| {
        Some(annotation(document, callout, found?, &mut given))
    };
    callouts.iter().zip(found).map(&mut one).collect()
}

fn annotation(
    document: &Document,
    callout: &Callout,
    anchored: Anchored,
    given: &mut BTreeMap<String, usize>,
) -> Annotation {
    let id = callout.id.clone().unwrap_or_else(|| {
        let words = document.slice(&anchored.span);
        let id = stable_id(callout.body.layer(), &["editor", &document.provenance.path, words]);
        // Several remarks on the same words are told apart by their order in the file.
        let number = given.entry(id.clone()).or_insert(0);
        *number += 1;
        if *number == 1 { id } else { format!("{id}-{number}") }
    });
    let creator = match &callout.by {
        // What was taken over is somebody else's, wherever it stands.
        Some(name) if callout.imported || callout.via.is_some() => Creator::Import(name.clone()),
        None if callout.imported => Creator::Import(callout.path.clone()),
        name => Creator::Editor(name.clone()),
    };
    Annotation {
        id,
        target: anchored.span,
        body: callout.body.clone(),
        creator,
        how: anchored.how,
        reason: None,
        created: callout.created.clone(),
        // A JSON-LD file's ids are names, and need lead nowhere.
        via: callout.via.clone().filter(|_| !callout.imported),
    }
}

fn origin(callout: &Callout) -> Origin {
    Origin {
        path: callout.path.clone(),
        span: callout.span.clone(),
        text: callout.text.clone(),
        publish: callout.publish.clone(),
    }
}

/// What an editor says about a name, a date or a quotation takes the place of what a rule says about
/// the same words: the editors' words with their annotations' ids, by layer.
struct Spoken(BTreeMap<Layer, Vec<(Range<usize>, String)>>);

fn spoken(editors: &[Annotation]) -> Spoken {
    let mut by_layer: BTreeMap<Layer, Vec<(Range<usize>, String)>> = BTreeMap::new();
    for annotation in editors {
        let words = (annotation.target.clone(), annotation.id.clone());
        by_layer.entry(annotation.layer()).or_default().push(words);
    }
    Spoken(by_layer)
}

impl Spoken {
    /// The id of the annotation that overrules what was found.
    fn over(&self, found: &Annotation) -> Option<&str> {
        let layer = found.layer();
        if !matches!(layer, Layer::Names | Layer::Dates | Layer::Quotations) {
            return None;
        }
        let over =
            |span: &Range<usize>| span.start < found.target.end && found.target.start < span.end;
        self.0.get(&layer)?.iter().find(|(span, _)| over(span)).map(|(_, id)| id.as_str())
    }
}
