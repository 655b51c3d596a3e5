//! One document's annotations as a W3C AnnotationCollection (Web Annotation Data Model, 2017).

mod shape;

use std::borrow::Cow;
use std::ops::Range;

use shape::{
    BodyOf, Collection, CreatorBody, EntrySource, Fragment, Item, ItemPage, PositionSelector,
    QuoteSelector, Selectors, Target, Why,
};

use super::address;
use crate::annotation::{Agent, Annotation, Body, Bound, Creator, Quantity, Reason};
use crate::document::Document;
use crate::dossier::{Annotated, Dossier};
use crate::publish::OutputFile;
use crate::text::CodePoints;

/// Code points of context on either side in a TextQuoteSelector.
const CONTEXT: usize = 32;

/// Where a document's annotations lie below the site, by its slug.
#[must_use]
pub fn document_path(slug: &str) -> String {
    format!("data/documents/{slug}.jsonld")
}

/// One document's annotations. Of the dossier only the register, the language and the site's address show.
#[must_use]
pub fn document(dossier: &Dossier, annotated: &Annotated) -> OutputFile {
    let document = &annotated.document;
    let path = document_path(&document.slug);
    // Where the site's address is not known, all is told as seen from this file.
    let absolute = dossier.config.site_url.is_some();
    let (own, root) =
        if absolute { (address(dossier, &path), "") } else { (String::new(), "../../") };
    let place = Place {
        dossier,
        document,
        points: CodePoints::new(&document.text),
        collection: &own,
        page: address(dossier, &format!("{root}documents/{}.html", document.slug)),
        root,
    };
    let items: Vec<Item<'_>> =
        annotated.annotations.iter().map(|annotation| item(&place, annotation)).collect();
    let collection = Collection {
        context: "http://www.w3.org/ns/anno.jsonld",
        id: if absolute { &own } else { path.rsplit('/').next().unwrap_or(&path) },
        kind: "AnnotationCollection",
        label: &document.title,
        total: items.len(),
        first: ItemPage {
            id: Fragment(&own, "page"),
            kind: "AnnotationPage",
            start_index: 0,
            items: &items,
        },
    };
    // Not indented: there may be thousands, and they are for programs. Strings, numbers and lists always
    // have a form as JSON.
    let mut bytes = Vec::with_capacity(ITEM * items.len());
    let _ = serde_json::to_writer(&mut bytes, &collection);
    bytes.push(b'\n');
    OutputFile::new(path, bytes)
}

/// About how many bytes an annotation takes.
const ITEM: usize = 1300;

/// What all items of a file need.
struct Place<'a> {
    dossier: &'a Dossier,
    document: &'a Document,
    points: CodePoints,
    /// The file's own address, or nothing: then an id is one in this file.
    collection: &'a str,
    /// The document's page.
    page: String,
    /// The way to the site's root, where addresses are not absolute.
    root: &'static str,
}

fn item<'a>(place: &'a Place<'a>, annotation: &'a Annotation) -> Item<'a> {
    let text = &place.document.text;
    Item {
        id: Fragment(place.collection, &annotation.id),
        kind: "Annotation",
        motivation: annotation.body.motivation(),
        creator: creator(&annotation.creator),
        body: body(place, annotation),
        target: Target {
            source: &place.page,
            selector: selectors_at(text, &annotation.target, &place.points),
        },
        layer: annotation.layer(),
        // What a rule finds is where it found it; only quotes are looked for.
        anchoring: annotation.reason.is_none().then_some(annotation.how),
        reason: annotation.reason.as_ref().map(|reason| why(place.document, reason)),
        created: annotation.created.as_deref().filter(|created| created.contains('T')),
        // A day alone is not made more precise than it is.
        created_on: annotation.created.as_deref().filter(|created| !created.contains('T')),
        via: annotation.via.as_deref(),
    }
}

/// How sure a rule was, by which words, and which rules gave way.
fn why<'a>(document: &'a Document, reason: &'a Reason) -> Why<'a> {
    let words = reason.evidence.iter().filter_map(|span| document.text.get(span.clone()));
    Why { confidence: reason.confidence, evidence: words.collect(), beat: &reason.beat }
}

/// Both selectors of a span of bytes of a text, as `static/cite.js` makes them, too.
#[cfg(all(test, feature = "browser-tests"))]
pub(crate) fn selectors(text: &str, span: &Range<usize>) -> serde_json::Value {
    serde_json::json!(selectors_at(text, span, &CodePoints::new(text)))
}

fn selectors_at<'a>(text: &'a str, span: &Range<usize>, points: &CodePoints) -> Selectors<'a> {
    let position = PositionSelector {
        kind: "TextPositionSelector",
        start: points.at_byte(text, span.start),
        end: points.at_byte(text, span.end),
    };
    (quote_selector(text, span), position)
}

fn quote_selector<'a>(text: &'a str, span: &Range<usize>) -> QuoteSelector<'a> {
    let before = &text[..span.start];
    let from = before.char_indices().rev().nth(CONTEXT - 1).map_or(0, |(at, _)| at);
    let after = &text[span.end..];
    let to = after.char_indices().nth(CONTEXT).map_or(after.len(), |(at, _)| at);
    QuoteSelector {
        kind: "TextQuoteSelector",
        prefix: &before[from..],
        exact: &text[span.clone()],
        suffix: &after[..to],
    }
}

/// Section 3.3.1: a person, or software.
fn creator(creator: &Creator) -> CreatorBody<'_> {
    let named = |kind, name| CreatorBody { kind, name, nickname: None };
    match creator {
        Creator::Rule(name) | Creator::Register(name) => {
            let software = Cow::Owned(format!("dossier {}", creator.kind()));
            CreatorBody { nickname: Some(name), ..named("Software", software) }
        }
        Creator::Editor(Some(name)) | Creator::Import(name) => {
            named("Person", Cow::Borrowed(name.as_str()))
        }
        Creator::Editor(None) => named("Organization", Cow::Borrowed("editors")),
    }
}

/// An amount, or both ends of a range, and what is said of its exactness.
fn amounts(quantity: &Quantity) -> Vec<BodyOf<'_>> {
    let ends = std::iter::once(&quantity.value).chain(&quantity.to);
    let mut bodies: Vec<BodyOf<'_>> =
        ends.map(|end| classified(&quantity.unit, end.as_str())).collect();
    if quantity.bound != Bound::Exact {
        bodies.push(classified("bound", quantity.bound.key()));
    }
    bodies
}

fn body<'a>(place: &'a Place<'a>, annotation: &'a Annotation) -> Vec<BodyOf<'a>> {
    let mut bodies = Vec::new();
    match &annotation.body {
        Body::Name { entry: id, .. } => bodies.push(entry(place, id, "identifying", None)),
        Body::Date { value, .. } => bodies.push(classified("EDTF", value.to_string())),
        Body::Time(time) => {
            bodies.push(classified("TIMEX3", time.value.as_str()));
            bodies.extend(time.modifier.map(|modifier| classified("mod", modifier.key())));
        }
        Body::Proposal(proposal) => {
            bodies.push(classified(proposal.kind.key(), proposal.name.as_str()));
        }
        Body::Quantity(quantity) => bodies.extend(amounts(quantity)),
        Body::Judgement(judgement) => {
            bodies.push(classified("certainty", judgement.certainty.key()));
            bodies.extend(judgement.by.iter().map(|by| agent(place, by, "source")));
        }
        Body::Reference(reference) => {
            bodies.push(classified(reference.kind.key(), reference.value.as_str()));
        }
        Body::Quotation(quotation) => {
            if let Some(speaker) = &quotation.speaker {
                bodies.push(agent(place, speaker, "speaker"));
            }
        }
        Body::Claim(claim) => {
            bodies.push(classified("certainty", claim.certainty.key()));
            if let Some(by) = &claim.by {
                bodies.push(agent(place, by, "claimant"));
            }
            for (purpose, ids) in [
                ("supports", &claim.supports),
                ("contradicts", &claim.contradicts),
                ("answers", &claim.answers),
            ] {
                bodies.extend(ids.iter().map(|id| classified(purpose, id.as_str())));
            }
        }
        Body::Note(note) => bodies.push(classified("kind", note.kind.key())),
        Body::Question(question) => {
            bodies.push(classified("state", if question.answered { "answered" } else { "open" }));
        }
    }
    if let Some(value) = annotation.body.comment() {
        bodies.push(BodyOf::Comment {
            kind: "TextualBody",
            value,
            format: "text/markdown",
            language: &place.dossier.config.language,
            purpose: annotation.body.motivation(),
        });
    }
    bodies
}

fn classified<'a>(scheme: &'a str, value: impl Into<Cow<'a, str>>) -> BodyOf<'a> {
    BodyOf::Classified {
        kind: "TextualBody",
        value: value.into(),
        format: "text/plain",
        purpose: "classifying",
        scheme,
    }
}

fn agent<'a>(place: &'a Place<'a>, who: &'a Agent, role: &'static str) -> BodyOf<'a> {
    match who {
        Agent::Entry(id) => entry(place, id, "linking", Some(role)),
        Agent::Words(words) => classified(role, words.as_str()),
    }
}

/// A register entry as a body: its page, and what it is the same as.
fn entry<'a>(
    place: &'a Place<'a>,
    id: &'a str,
    purpose: &'static str,
    role: Option<&'static str>,
) -> BodyOf<'a> {
    let entry = place.dossier.register.get(id);
    BodyOf::Entry {
        kind: "SpecificResource",
        purpose,
        source: EntrySource {
            id: address(place.dossier, &format!("{}register/{id}.html", place.root)),
            label: entry.map(|entry| entry.name.as_str()),
            same_as: entry.map_or(&[][..], |entry| &entry.same_as),
        },
        entry: id,
        role,
    }
}
