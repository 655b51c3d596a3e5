//! References: whether everything that refers to something leads somewhere.

use std::collections::BTreeSet;
use std::ops::Range;

use super::super::{Dossier, Origin, Reference};
use crate::annotation::{Agent, Annotation, Body};
use crate::diagnostic::{Diagnostic, Diagnostics, Fix, codes};
use crate::document::Publication;
use crate::markdown;
use crate::text::nearest;

/// What was found, and which entries the editors' words link to.
#[derive(Default)]
pub(super) struct Checked {
    pub(super) diagnostics: Diagnostics,
    /// Ids of register entries.
    pub(super) linked: BTreeSet<String>,
}

/// Reports references without a target, in callouts, introductions, pages and the register.
pub(super) fn check(dossier: &Dossier, register_path: &str) -> Checked {
    let mut found = Checked::default();
    for (n, annotated) in dossier.documents.iter().enumerate() {
        if let Some(origin) = &annotated.introduced_in {
            words(dossier, &annotated.introduction, origin, Some(n), &mut found);
        }
        for annotation in &annotated.annotations {
            if let Some(origin) = dossier.origins.get(&annotation.id) {
                callout(dossier, annotation, origin, n, &mut found);
            }
        }
    }
    for page in &dossier.pages {
        words(dossier, &page.text, &page.origin, None, &mut found);
    }
    for entry in dossier.register.iter() {
        for text in [&entry.description, &entry.note].into_iter().flatten() {
            let span = entry.span.clone();
            let publish = Publication::Public;
            let origin = Origin { path: register_path.to_owned(), text: 0..0, span, publish };
            let before = found.linked.contains(&entry.id);
            words(dossier, text, &origin, None, &mut found);
            // What an entry says of itself does not show that anything mentions it.
            if !before {
                found.linked.remove(&entry.id);
            }
        }
    }
    found
}

fn callout(
    dossier: &Dossier,
    annotation: &Annotation,
    origin: &Origin,
    document: usize,
    found: &mut Checked,
) {
    let mut missing = |kind: &str, id: &str, known: &mut dyn Iterator<Item = &str>| {
        let message = format!("“{id}” is no {kind} of this dossier");
        let diagnostic = Diagnostic::error(codes::UNKNOWN_REFERENCE, message)
            .at(&origin.path, origin.span.clone())
            .label("referred to in this callout");
        found.diagnostics.push(match nearest(id, known) {
            Some(near) => diagnostic.hint(format!("did you mean “{near}”?")),
            None => diagnostic.hint(format!("add the {kind}, or correct the id")),
        });
    };
    let mut entry = |id: &str| {
        if dossier.register.get(id).is_none() {
            missing("register entry", id, &mut dossier.register.iter().map(|e| e.id.as_str()));
        }
    };
    match &annotation.body {
        Body::Name { entry: id, .. } => entry(id),
        Body::Quotation(quotation) => {
            if let Some(Agent::Entry(id)) = &quotation.speaker {
                entry(id);
            }
        }
        Body::Claim(claim) => {
            if let Some(Agent::Entry(id)) = &claim.by {
                entry(id);
            }
            for (kind, ids) in [
                ("claim", &claim.supports),
                ("claim", &claim.contradicts),
                ("question", &claim.answers),
            ] {
                for id in ids.iter().filter(|id| !is_kind(dossier, id, kind)) {
                    let mut known = dossier
                        .origins
                        .keys()
                        .map(String::as_str)
                        .filter(|other| is_kind(dossier, other, kind));
                    missing(kind, id, &mut known);
                }
            }
        }
        _ => {}
    }
    if let Some(comment) = annotation.body.comment() {
        words(dossier, comment, origin, Some(document), found);
    }
}

fn is_kind(dossier: &Dossier, id: &str, kind: &str) -> bool {
    dossier.by_id(id).is_some_and(|place| match dossier.annotation(place).body {
        Body::Claim(_) => kind == "claim",
        Body::Question(_) => kind == "question",
        _ => false,
    })
}

/// Reports wikilinks that lead nowhere, addresses that are not allowed, and raw HTML.
fn words(dossier: &Dossier, text: &str, origin: &Origin, here: Option<usize>, found: &mut Checked) {
    let reading = markdown::read(text);
    // Where the words stand in their file letter for letter, the very link can be shown.
    let place = |span: &Range<usize>| {
        if origin.text.len() == text.len() {
            origin.text.start + span.start..origin.text.start + span.end
        } else {
            origin.span.clone()
        }
    };
    for link in &reading.links {
        let leads_to = link.wiki.then(|| dossier.resolve(&link.target, here));
        if let Some(Some(Reference::Entry(id))) = &leads_to {
            found.linked.insert(id.clone());
        }
        if leads_to == Some(None) {
            let span = place(&link.span);
            let exact = origin.text.len() == text.len();
            let diagnostic = dead_wikilink(dossier, &link.target, origin, span, exact);
            found.diagnostics.push(diagnostic);
        } else if !link.wiki && !markdown::is_allowed(&link.target) {
            found.diagnostics.push(
                Diagnostic::error(
                    codes::LINK_SCHEME,
                    format!("links to “{}” are not allowed", link.target),
                )
                .at(&origin.path, place(&link.span))
                .hint("use http:, https:, mailto: or a wikilink"),
            );
        }
    }
    for span in &reading.html {
        found.diagnostics.push(
            Diagnostic::warning(codes::PAGE, "raw HTML is shown as words, not obeyed")
                .at(&origin.path, place(span))
                .hint("write it in Markdown"),
        );
    }
}

/// A wikilink that leads nowhere; `exact` says whether `span` is that of the link itself.
fn dead_wikilink(
    dossier: &Dossier,
    target: &str,
    origin: &Origin,
    span: Range<usize>,
    exact: bool,
) -> Diagnostic {
    let name = target.split('#').next().unwrap_or_default();
    let message = format!("[[{target}]] leads nowhere");
    let diagnostic =
        Diagnostic::error(codes::UNKNOWN_REFERENCE, message).at(&origin.path, span.clone());
    let now = dossier.formerly(name);
    match now.or_else(|| nearest(name, dossier.targets())) {
        Some(near) if near != name => {
            let diagnostic = diagnostic.hint(format!("did you mean [[{near}]]?"));
            // Only a link without words of its own can be written anew without knowing them.
            if exact && span.len() == target.len() + "[[]]".len() {
                diagnostic.fix(Fix::replace(&origin.path, span, format!("[[{near}]]")))
            } else {
                diagnostic
            }
        }
        Some(_) => diagnostic.hint("the document has no paragraph of this number"),
        None => diagnostic.hint(
            "it may be a register id, a document's slug (with #p4 for a paragraph), the id of a \
             claim, question or note, or the name of a page in annotations/pages",
        ),
    }
}
