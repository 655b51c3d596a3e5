//! What the pages of a build are edited by: the dossier as it was built.

use std::ops::Range;

use super::ask::Place;
use crate::annotation::{Agent, Annotation, Body};
use crate::document::{Document, anchor_of};
use crate::dossier::Dossier;
use crate::markdown;
use crate::notes::{Callout, Draft, Flaw, FlawCode};
use crate::reanchor::{Lock, LockedSeed};

/// A build's documents and register, and where the annotations' words stand.
#[derive(Debug)]
pub struct Desk {
    pub(super) dossier: Dossier,
    lock: Lock,
}

impl Desk {
    /// From a build.
    #[must_use]
    pub fn new(dossier: Dossier, lock: Lock) -> Self {
        Self { dossier, lock }
    }

    /// The document with a slug, with its number.
    pub(super) fn document(&self, slug: &str) -> Option<(usize, &Document)> {
        let documents = self.dossier.documents.iter().map(|annotated| &annotated.document);
        documents.enumerate().find(|(_, document)| document.slug == slug)
    }

    /// What the lock has on a document.
    pub(super) fn locked(&self, document: &Document) -> Option<&LockedSeed> {
        self.lock.0.get(&document.provenance.path)
    }

    /// What a callout refers to that the dossier does not have, or an id of it that is taken; `old` is its
    /// id until now.
    pub(super) fn flaw(&self, number: usize, callout: &Callout, old: Option<&str>) -> Option<Flaw> {
        let draft = Draft::of(callout);
        let flaw = |field, code, what: &str| Some(Flaw { field, code, what: what.to_owned() });
        let missing = |field, what: &str| flaw(field, FlawCode::Reference, what);
        if callout.id.as_deref() != old
            && let Some(id) = callout.id.as_deref().filter(|id| self.dossier.by_id(id).is_some())
        {
            return flaw("id", FlawCode::Taken, id);
        }
        let entry = |id: &str| id == "none" || self.dossier.register.get(id).is_some();
        if let Body::Name { entry: id, .. } = &callout.body
            && !entry(id)
        {
            return missing("status", id);
        }
        if let Some(id) = said_by(&callout.body).filter(|id| !entry(id)) {
            return missing("by", id);
        }
        for (field, ids, is) in [
            ("supports", &draft.supports, is_claim as fn(&Annotation) -> bool),
            ("contradicts", &draft.contradicts, is_claim),
            ("answers", &draft.answers, is_question),
        ] {
            if let Some(id) = ids.iter().find(|id| !self.has(id, is)) {
                return missing(field, id);
            }
        }
        for link in markdown::read(&draft.body).links {
            if link.wiki && self.dossier.resolve(&link.target, Some(number)).is_none() {
                return missing("body", &format!("[[{}]]", link.target));
            }
            if !link.wiki && !markdown::is_allowed(&link.target) {
                return flaw("body", FlawCode::Link, &link.target);
            }
        }
        None
    }

    fn has(&self, id: &str, is: fn(&Annotation) -> bool) -> bool {
        self.dossier.by_id(id).is_some_and(|place| is(self.dossier.annotation(place)))
    }
}

fn said_by(body: &Body) -> Option<&str> {
    let agent = match body {
        Body::Claim(claim) => claim.by.as_ref(),
        Body::Quotation(quotation) => quotation.speaker.as_ref(),
        _ => None,
    };
    match agent {
        Some(Agent::Entry(id)) => Some(id),
        _ => None,
    }
}

pub(super) fn is_claim(annotation: &Annotation) -> bool {
    matches!(annotation.body, Body::Claim(_))
}

pub(super) fn is_question(annotation: &Annotation) -> bool {
    matches!(annotation.body, Body::Question(_))
}

/// The bytes between two places of a page, where the document has these words there; blanks aside.
pub(super) fn span(
    document: &Document,
    from: &Place,
    to: &Place,
    exact: &str,
) -> Option<Range<usize>> {
    let span = byte(document, from)?..byte(document, to)?;
    let words = document.text.get(span.clone())?;
    let same = words.split_whitespace().eq(exact.split_whitespace());
    (same && !words.trim().is_empty()).then_some(span)
}

fn byte(document: &Document, place: &Place) -> Option<usize> {
    let mut cells = document.leaves.iter().filter(|leaf| anchor_of(&leaf.id) == place.block);
    let leaf = cells.nth(place.cell)?;
    let words = document.slice(&leaf.span);
    let at = words.char_indices().map(|(at, _)| at).chain([words.len()]).nth(place.at)?;
    Some(leaf.span.start + at)
}
