//! The register as JSON and CSV.

use serde_json::json;

use super::csv::csv_file;
use super::{address, json_file};
use crate::dossier::Dossier;
use crate::publish::OutputFile;

pub(super) fn json(dossier: &Dossier) -> OutputFile {
    let entries: Vec<_> = dossier
        .register
        .iter()
        .map(|entry| {
            json!({
                "id": entry.id,
                "page": address(dossier, &format!("register/{}.html", entry.id)),
                "kind": entry.kind,
                "name": entry.name,
                "sort": entry.sort_name(),
                "aliases": entry.aliases,
                "description": entry.description,
                "same-as": entry.same_as,
                "geo": entry.geo,
                "date": entry.date,
                "part-of": entry.part_of,
                "mentions": dossier.mentions(&entry.id).len(),
                "reviewed": !entry.unreviewed,
            })
        })
        .collect();
    json_file("data/register.json", &json!({ "title": dossier.config.title, "entries": entries }))
}

/// Lists are joined by ` | `.
pub(super) fn csv(dossier: &Dossier) -> OutputFile {
    let header = [
        "id",
        "kind",
        "name",
        "sort",
        "aliases",
        "description",
        "same-as",
        "latitude",
        "longitude",
        "date",
        "part-of",
        "mentions",
        "reviewed",
    ];
    let rows = dossier.register.iter().map(|entry| {
        let (latitude, longitude) = entry
            .geo
            .map_or_else(Default::default, |(lat, lon)| (lat.to_string(), lon.to_string()));
        vec![
            entry.id.clone(),
            entry.kind.to_string(),
            entry.name.clone(),
            entry.sort_name().to_owned(),
            entry.aliases.join(" | "),
            entry.description.clone().unwrap_or_default(),
            entry.same_as.join(" | "),
            latitude,
            longitude,
            entry.date.as_ref().map(ToString::to_string).unwrap_or_default(),
            entry.part_of.clone().unwrap_or_default(),
            dossier.mentions(&entry.id).len().to_string(),
            (!entry.unreviewed).to_string(),
        ]
    });
    csv_file("data/register.csv", &header, rows)
}
