//! Quotations, claims, questions, mentions and documents as tables.
//!
//! Each row names the place (the document's page and paragraph) and who made the annotation.

use super::address;
use super::csv::csv_file;
use crate::annotation::{Agent, Annotation, Body};
use crate::document::{Document, Leaf};
use crate::dossier::{Dossier, Mention};
use crate::publish::OutputFile;
use crate::text::one_line;

/// What every row about a passage ends with.
const PLACE: [&str; 6] = ["words", "document", "date", "page", "creator", "by"];

pub(super) fn files(dossier: &Dossier) -> Vec<OutputFile> {
    vec![
        documents(dossier),
        of_kind(dossier, "quotations", &["id", "speaker", "speaker-id", "style", "cue"], quotation),
        of_kind(
            dossier,
            "claims",
            &["id", "status", "claimant", "claimant-id", "supports", "contradicts", "answers"],
            claim,
        ),
        of_kind(dossier, "questions", &["id", "answered", "question"], question),
        of_kind(dossier, "mentions", &["entry", "kind", "name"], mention),
    ]
}

/// A row for each annotation of which `row` makes one, with its place behind.
fn of_kind(
    dossier: &Dossier,
    name: &str,
    own: &[&str],
    row: fn(&Dossier, &Annotation) -> Option<Vec<String>>,
) -> OutputFile {
    let header: Vec<&str> = own.iter().chain(&PLACE).copied().collect();
    let rows = dossier.annotations().filter_map(|(place, annotation)| {
        let mut cells = row(dossier, annotation)?;
        cells.extend(passage(dossier, place));
        Some(cells)
    });
    csv_file(&format!("data/{name}.csv"), &header, rows)
}

fn passage(dossier: &Dossier, place: Mention) -> [String; 6] {
    let document = &dossier.documents[place.document].document;
    let annotation = dossier.annotation(place);
    let leaf = document.leaf_at(annotation.target.start);
    let anchor = leaf.map_or("text", |leaf| Leaf::anchor(&document.leaves[leaf]));
    let page = address(dossier, &format!("documents/{}.html", document.slug));
    [
        one_line(document.slice(&annotation.target)),
        document.title.clone(),
        date(document),
        format!("{page}#{anchor}"),
        annotation.creator.kind().to_owned(),
        annotation.creator.name().to_owned(),
    ]
}

fn quotation(dossier: &Dossier, annotation: &Annotation) -> Option<Vec<String>> {
    let Body::Quotation(quotation) = &annotation.body else { return None };
    let [name, id] = agent(dossier, quotation.speaker.as_ref());
    let cue = quotation.cue.clone().unwrap_or_default();
    Some(vec![annotation.id.clone(), name, id, quotation.style.key().to_owned(), one_line(&cue)])
}

fn claim(dossier: &Dossier, annotation: &Annotation) -> Option<Vec<String>> {
    let Body::Claim(claim) = &annotation.body else { return None };
    let [name, id] = agent(dossier, claim.by.as_ref());
    let status = claim.certainty.key().to_owned();
    let mut row = vec![annotation.id.clone(), status, name, id];
    row.extend([&claim.supports, &claim.contradicts, &claim.answers].map(|ids| ids.join(" | ")));
    Some(row)
}

fn question(_: &Dossier, annotation: &Annotation) -> Option<Vec<String>> {
    let Body::Question(question) = &annotation.body else { return None };
    Some(vec![annotation.id.clone(), question.answered.to_string(), question.text.clone()])
}

fn mention(dossier: &Dossier, annotation: &Annotation) -> Option<Vec<String>> {
    let Body::Name { entry: id, .. } = &annotation.body else { return None };
    let entry = dossier.register.get(id)?;
    Some(vec![id.clone(), entry.kind.to_string(), entry.name.clone()])
}

/// Somebody's name, and the id where the register has them.
fn agent(dossier: &Dossier, agent: Option<&Agent>) -> [String; 2] {
    match agent {
        Some(Agent::Entry(id)) => {
            let entry = dossier.register.get(id);
            [entry.map_or_else(|| id.clone(), |entry| entry.name.clone()), id.clone()]
        }
        Some(Agent::Words(words)) => [words.clone(), String::new()],
        None => [String::new(), String::new()],
    }
}

fn documents(dossier: &Dossier) -> OutputFile {
    let header = ["id", "title", "date", "kind", "language", "source", "seed", "sha256", "page"];
    let rows = dossier.documents.iter().map(|annotated| {
        let document = &annotated.document;
        vec![
            document.slug.clone(),
            document.title.clone(),
            date(document),
            document.metadata.kind.clone().unwrap_or_default(),
            document.language.tag().to_owned(),
            document.metadata.source.clone().unwrap_or_default(),
            document.provenance.path.clone(),
            document.provenance.sha256.clone(),
            address(dossier, &format!("documents/{}.html", document.slug)),
        ]
    });
    csv_file("data/documents.csv", &header, rows)
}

/// EDTF; empty where there is no date.
fn date(document: &Document) -> String {
    document.metadata.sort_date().map(ToString::to_string).unwrap_or_default()
}
