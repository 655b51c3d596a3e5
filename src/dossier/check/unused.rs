//! Register entries that nothing in the dossier mentions.

use std::collections::BTreeSet;

use super::super::Dossier;
use crate::annotation::{Agent, Body};
use crate::diagnostic::{Diagnostic, Diagnostics, codes};

/// `linked` are the ids that the editors' words link to. An entry is used, too, where it is named in a
/// text, speaks, claims something, wrote a document, or has parts.
pub(super) fn check(
    dossier: &Dossier,
    linked: &BTreeSet<String>,
    register_path: &str,
) -> Diagnostics {
    let mut used: BTreeSet<&str> = linked.iter().map(String::as_str).collect();
    for (_, annotation) in dossier.annotations() {
        let agent = match &annotation.body {
            Body::Quotation(quotation) => quotation.speaker.as_ref(),
            Body::Claim(claim) => claim.by.as_ref(),
            Body::Judgement(judgement) => judgement.by.as_ref(),
            _ => None,
        };
        if let Some(Agent::Entry(id)) = agent {
            used.insert(id);
        }
    }
    used.extend(dossier.register.iter().filter_map(|entry| entry.part_of.as_deref()));
    let authors: BTreeSet<&str> = dossier
        .documents
        .iter()
        .flat_map(|annotated| annotated.document.metadata.authors.iter().map(String::as_str))
        .collect();
    let unused = dossier.register.iter().filter(|entry| {
        !entry.unreviewed
            && !used.contains(entry.id.as_str())
            && dossier.mentions(&entry.id).is_empty()
            && !entry.names().any(|name| authors.contains(name))
    });
    let report = |entry: &crate::register::Entry| {
        let message = format!("nothing in the dossier mentions “{}”", entry.name);
        Diagnostic::warning(codes::UNUSED_ENTRY, message)
            .at(register_path, entry.span.clone())
            .label(format!("`{}` is not used", entry.id))
            .hint("add the names by which the documents call it, or take the entry out")
    };
    unused.map(report).collect()
}
