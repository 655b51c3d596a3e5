//! The register as JSON and CSV.

use serde_json::json;

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
            })
        })
        .collect();
    json_file("data/register.json", &json!({ "title": dossier.config.title, "entries": entries }))
}

/// RFC 4180, UTF-8, a header line; lists are joined by ` | `.
pub(super) fn csv(dossier: &Dossier) -> OutputFile {
    let mut writer = csv::Writer::from_writer(Vec::new());
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
    ];
    let mut rows: Vec<Vec<String>> = vec![header.iter().map(|&h| h.to_owned()).collect()];
    for entry in dossier.register.iter() {
        let (latitude, longitude) = entry
            .geo
            .map_or_else(Default::default, |(lat, lon)| (lat.to_string(), lon.to_string()));
        rows.push(vec![
            entry.id.clone(),
            entry.kind.to_string(),
            plain(&entry.name),
            plain(entry.sort_name()),
            plain(&entry.aliases.join(" | ")),
            plain(entry.description.as_deref().unwrap_or_default()),
            entry.same_as.join(" | "),
            latitude,
            longitude,
            entry.date.as_ref().map(ToString::to_string).unwrap_or_default(),
            entry.part_of.clone().unwrap_or_default(),
            dossier.mentions(&entry.id).len().to_string(),
        ]);
    }
    for row in rows {
        // Writing to memory does not fail.
        let _ = writer.write_record(&row);
    }
    OutputFile::new("data/register.csv", writer.into_inner().unwrap_or_default())
}

/// A cell that a spreadsheet does not take for a formula (OWASP, “CSV Injection”).
fn plain(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}
