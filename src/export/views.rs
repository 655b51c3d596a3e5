//! The data behind the views: the network, the places, the matrix, claims.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::csv::csv_file;
use super::{address, json_file};
use crate::annotation::{Agent, Body, Claim};
use crate::dossier::{Dossier, Mention, shared_paragraphs};
use crate::publish::OutputFile;

pub(super) fn files(dossier: &Dossier) -> Vec<OutputFile> {
    let mut files = network(dossier);
    files.extend(places(dossier));
    files.push(matrix(dossier));
    files.push(claims(dossier));
    files
}

/// Every pair of entries that share a paragraph; the entries that do.
fn network(dossier: &Dossier) -> Vec<OutputFile> {
    let pairs = shared_paragraphs(dossier);
    let within: BTreeSet<&str> = pairs.keys().flat_map(|(a, b)| [*a, *b]).collect();
    let nodes: Vec<Value> = dossier
        .register
        .iter()
        .filter(|entry| within.contains(&*entry.id))
        .map(|entry| {
            json!({
                "id": entry.id,
                "name": entry.name,
                "kind": entry.kind,
                "mentions": dossier.mentions(&entry.id).len(),
                "page": address(dossier, &format!("register/{}.html", entry.id)),
            })
        })
        .collect();
    let edges: Vec<Value> = pairs
        .iter()
        .map(|((a, b), paragraphs)| {
            json!({ "source": a, "target": b, "paragraphs": paragraphs.len() })
        })
        .collect();
    let rows = pairs
        .iter()
        .map(|((a, b), paragraphs)| {
            vec![(*a).to_owned(), (*b).to_owned(), paragraphs.len().to_string()]
        })
        .collect::<Vec<_>>();
    vec![
        json_file("data/network.json", &json!({ "nodes": nodes, "edges": edges })),
        csv_file("data/network.csv", &["source", "target", "paragraphs"], rows),
    ]
}

/// GeoJSON (RFC 7946) of the entries with coordinates, where there are any.
fn places(dossier: &Dossier) -> Option<OutputFile> {
    let features: Vec<Value> = dossier
        .register
        .iter()
        .filter_map(|entry| Some((entry, entry.geo?)))
        .map(|(entry, (latitude, longitude))| {
            json!({
                "type": "Feature",
                "id": entry.id,
                "geometry": { "type": "Point", "coordinates": [longitude, latitude] },
                "properties": {
                    "name": entry.name,
                    "kind": entry.kind,
                    "mentions": dossier.mentions(&entry.id).len(),
                    "page": address(dossier, &format!("register/{}.html", entry.id)),
                },
            })
        })
        .collect();
    let collection = json!({ "type": "FeatureCollection", "features": features });
    (!features.is_empty()).then(|| json_file("data/places.geojson", &collection))
}

/// One line for each entry that a document mentions, with how often.
fn matrix(dossier: &Dossier) -> OutputFile {
    let mut rows = Vec::new();
    for annotated in &dossier.documents {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for annotation in &annotated.annotations {
            if let Body::Name { entry, .. } = &annotation.body {
                *counts.entry(entry).or_default() += 1;
            }
        }
        let document = &annotated.document;
        let date = document.metadata.sort_date().map(ToString::to_string).unwrap_or_default();
        rows.extend(counts.into_iter().map(|(entry, mentions)| {
            let slug = document.slug.clone();
            vec![slug, date.clone(), entry.to_owned(), mentions.to_string()]
        }));
    }
    csv_file("data/matrix.csv", &["document", "date", "entry", "mentions"], rows)
}

/// Every claim, with what it says about others.
fn claims(dossier: &Dossier) -> OutputFile {
    let mut values = Vec::new();
    for (place, annotation) in dossier.annotations() {
        let Body::Claim(claim) = &annotation.body else { continue };
        let (document, page, words) = passage(dossier, place);
        let Claim { certainty, by, supports, contradicts, answers, .. } = claim;
        values.push(json!({
            "id": annotation.id,
            "status": certainty,
            "by": who(by.as_ref()),
            "words": words,
            "document": document,
            "page": page,
            "supports": supports,
            "contradicts": contradicts,
            "answers": answers,
        }));
    }
    json_file("data/claims.json", &json!({ "claims": values }))
}

/// An annotation's document, the address of its paragraph, and its words.
fn passage(dossier: &Dossier, place: Mention) -> (&str, String, &str) {
    let document = &dossier.documents[place.document].document;
    let target = &dossier.annotation(place).target;
    let leaf = document.leaf_at(target.start);
    let anchor = leaf.map_or("text", |leaf| document.leaves[leaf].anchor());
    let page = address(dossier, &format!("documents/{}.html#{anchor}", document.slug));
    (&document.slug, page, document.slice(target))
}

/// Somebody's id or words; nothing where nobody is named.
fn who(agent: Option<&Agent>) -> &str {
    match agent {
        Some(Agent::Entry(id)) => id,
        Some(Agent::Words(words)) => words,
        None => "",
    }
}
