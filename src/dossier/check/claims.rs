//! Claims that nobody makes.
//!
//! A claim has a source where the callout says by whom it is made, or where the document says who
//! wrote it or where it appeared: then it is the document's own. What is rumoured, asked or not known
//! is nobody's claim, and needs none.

use super::super::{Annotated, Dossier};
use crate::annotation::{Body, Certainty};
use crate::diagnostic::{Diagnostic, Diagnostics, codes};

pub(super) fn check(dossier: &Dossier) -> Diagnostics {
    dossier
        .documents
        .iter()
        .filter(|document| !has_source(document))
        .flat_map(of(dossier))
        .collect()
}

fn has_source(annotated: &Annotated) -> bool {
    let metadata = &annotated.document.metadata;
    !metadata.authors.is_empty() || metadata.source.is_some()
}

fn of(dossier: &Dossier) -> impl Fn(&Annotated) -> Vec<Diagnostic> {
    |annotated| {
        let without = annotated.annotations.iter().filter(|annotation| {
            matches!(&annotation.body, Body::Claim(claim)
                if claim.by.is_none() && needs_source(claim.certainty))
        });
        let located = without.filter_map(|annotation| dossier.origins.get(&annotation.id));
        let report = |origin: &super::super::Origin| {
            let path = &annotated.document.provenance.path;
            Diagnostic::error(codes::CLAIM_WITHOUT_SOURCE, "nobody makes this claim")
                .at(&origin.path, origin.span.clone())
                .label("has no “by=”")
                .note(format!("seeds/{path} names neither an author nor where it appeared"))
                .hint("say who claims it, such as by=register-id, or give the document its author")
        };
        located.map(report).collect()
    }
}

fn needs_source(certainty: Certainty) -> bool {
    !matches!(certainty, Certainty::Rumoured | Certainty::Asked | Certainty::Unknown)
}
