//! One document's annotations as a W3C AnnotationCollection (Web Annotation Data Model, 2017).

use std::ops::Range;

use serde_json::{Map, Value, json};

use super::address;
use crate::annotation::{Agent, Annotation, Body, Bound, Creator, Quantity, Reason};
use crate::document::Document;
use crate::dossier::Dossier;
use crate::publish::OutputFile;
use crate::text::CodePoints;

/// Code points of context on either side in a TextQuoteSelector.
const CONTEXT: usize = 32;

pub(super) fn file(dossier: &Dossier, n: usize) -> OutputFile {
    let annotated = &dossier.documents[n];
    let document = &annotated.document;
    let path = format!("data/documents/{}.jsonld", document.slug);
    let points = CodePoints::new(&document.text);
    let id = address(dossier, &path);
    let items: Vec<Value> = annotated
        .annotations
        .iter()
        .map(|annotation| item(dossier, document, annotation, &points, &id))
        .collect();
    let collection = json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": id,
        "type": "AnnotationCollection",
        "label": document.title,
        "total": items.len(),
        "first": {
            "id": format!("{id}#page"),
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": items,
        },
    });
    // Not indented: there may be thousands, and they are for programs.
    OutputFile::new(path, format!("{collection}\n"))
}

fn item(
    dossier: &Dossier,
    document: &Document,
    annotation: &Annotation,
    points: &CodePoints,
    collection: &str,
) -> Value {
    let mut item = json!({
        "id": format!("{collection}#{}", annotation.id),
        "type": "Annotation",
        "motivation": annotation.body.motivation(),
        "creator": creator(&annotation.creator),
        "body": body(dossier, annotation),
        "target": {
            "source": address(dossier, &format!("documents/{}.html", document.slug)),
            "selector": selectors_at(&document.text, &annotation.target, points),
        },
        "dossier:layer": annotation.layer(),
        "dossier:anchoring": annotation.how,
    });
    if let (Some(reason), Some(fields)) = (&annotation.reason, item.as_object_mut()) {
        fields.insert("dossier:reason".to_owned(), why(document, reason));
    }
    item
}

/// How sure a rule was, by which words, and which rules gave way.
fn why(document: &Document, reason: &Reason) -> Value {
    let words = reason.evidence.iter().filter_map(|span| document.text.get(span.clone()));
    json!({
        "confidence": reason.confidence,
        "evidence": words.collect::<Vec<_>>(),
        "beat": reason.beat,
    })
}

/// Both selectors of a span of bytes of a text, as `static/cite.js` makes them, too.
#[cfg(all(test, feature = "browser-tests"))]
pub(crate) fn selectors(text: &str, span: &Range<usize>) -> Value {
    selectors_at(text, span, &CodePoints::new(text))
}

fn selectors_at(text: &str, span: &Range<usize>, points: &CodePoints) -> Value {
    json!([
        quote_selector(text, span),
        {
            "type": "TextPositionSelector",
            "start": points.at_byte(text, span.start),
            "end": points.at_byte(text, span.end),
        },
    ])
}

fn quote_selector(text: &str, span: &Range<usize>) -> Value {
    let before = &text[..span.start];
    let from = before.char_indices().rev().nth(CONTEXT - 1).map_or(0, |(at, _)| at);
    let after = &text[span.end..];
    let to = after.char_indices().nth(CONTEXT).map_or(after.len(), |(at, _)| at);
    json!({
        "type": "TextQuoteSelector",
        "prefix": before[from..],
        "exact": text[span.clone()],
        "suffix": after[..to],
    })
}

/// Section 3.3.1: a person, or software.
fn creator(creator: &Creator) -> Value {
    match creator {
        Creator::Rule(name) | Creator::Register(name) => json!({
            "type": "Software",
            "name": format!("dossier {}", creator.kind()),
            "nickname": name,
        }),
        Creator::Editor(Some(name)) | Creator::Import(name) => {
            json!({ "type": "Person", "name": name })
        }
        Creator::Editor(None) => json!({ "type": "Organization", "name": "editors" }),
    }
}

/// An amount, or both ends of a range, and what is said of its exactness.
fn amounts(quantity: &Quantity) -> Vec<Value> {
    let ends = std::iter::once(&quantity.value).chain(&quantity.to);
    let mut bodies: Vec<Value> = ends.map(|end| classified(&quantity.unit, end)).collect();
    if quantity.bound != Bound::Exact {
        bodies.push(classified("bound", quantity.bound.key()));
    }
    bodies
}

fn body(dossier: &Dossier, annotation: &Annotation) -> Value {
    let mut bodies: Vec<Value> = Vec::new();
    match &annotation.body {
        Body::Name { entry: id, .. } => bodies.push(entry(dossier, id, "identifying")),
        Body::Date { value, .. } => bodies.push(classified("EDTF", &value.to_string())),
        Body::Time(time) => {
            bodies.push(classified("TIMEX3", &time.value));
            bodies.extend(time.modifier.map(|modifier| classified("mod", modifier.key())));
        }
        Body::Proposal(proposal) => {
            bodies.push(classified(proposal.kind.key(), &proposal.name));
        }
        Body::Quantity(quantity) => bodies.extend(amounts(quantity)),
        Body::Judgement(judgement) => {
            bodies.push(classified("certainty", judgement.certainty.key()));
            bodies.extend(judgement.by.iter().map(|by| agent(dossier, by, "source")));
        }
        Body::Reference(reference) => {
            bodies.push(classified(reference.kind.key(), &reference.value));
        }
        Body::Quotation(quotation) => {
            if let Some(speaker) = &quotation.speaker {
                bodies.push(agent(dossier, speaker, "speaker"));
            }
        }
        Body::Claim(claim) => {
            bodies.push(classified("certainty", claim.certainty.key()));
            if let Some(by) = &claim.by {
                bodies.push(agent(dossier, by, "claimant"));
            }
            for (purpose, ids) in [
                ("supports", &claim.supports),
                ("contradicts", &claim.contradicts),
                ("answers", &claim.answers),
            ] {
                bodies.extend(ids.iter().map(|id| classified(purpose, id)));
            }
        }
        Body::Note(note) => bodies.push(classified("kind", note.kind.key())),
        Body::Question(question) => {
            bodies.push(classified("state", if question.answered { "answered" } else { "open" }));
        }
    }
    if let Some(words) = annotation.body.comment() {
        bodies.push(json!({
            "type": "TextualBody",
            "value": words,
            "format": "text/markdown",
            "language": dossier.config.language,
            "purpose": annotation.body.motivation(),
        }));
    }
    Value::Array(bodies)
}

fn classified(scheme: &str, value: &str) -> Value {
    json!({
        "type": "TextualBody",
        "value": value,
        "format": "text/plain",
        "purpose": "classifying",
        "dossier:scheme": scheme,
    })
}

fn agent(dossier: &Dossier, who: &Agent, role: &str) -> Value {
    match who {
        Agent::Entry(id) => {
            let mut body = entry(dossier, id, "linking");
            if let Value::Object(body) = &mut body {
                body.insert("dossier:role".to_owned(), json!(role));
            }
            body
        }
        Agent::Words(words) => classified(role, words),
    }
}

/// A register entry as a body: its page, and what it is the same as.
fn entry(dossier: &Dossier, id: &str, purpose: &str) -> Value {
    let mut source = Map::new();
    source.insert("id".to_owned(), json!(address(dossier, &format!("register/{id}.html"))));
    if let Some(entry) = dossier.register.get(id) {
        source.insert("label".to_owned(), json!(entry.name));
        if !entry.same_as.is_empty() {
            source.insert("same_as".to_owned(), json!(entry.same_as));
        }
    }
    json!({
        "type": "SpecificResource",
        "purpose": purpose,
        "source": source,
        "dossier:entry": id,
    })
}
