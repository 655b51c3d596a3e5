//! The manifest: what the site was made from and what it consists of, by checksum.

use rayon::prelude::*;
use serde_json::{Value, json};

use super::json_file;
use crate::dossier::Dossier;
use crate::publish::OutputFile;

/// `manifest.json`: the SHA-256 of every seed and every other file of the site, sorted by path.
#[must_use]
pub fn manifest(dossier: &Dossier, files: &[OutputFile]) -> OutputFile {
    let mut seeds: Vec<_> = dossier
        .documents
        .iter()
        .map(|annotated| &annotated.document)
        .map(|document| {
            let provenance = &document.provenance;
            (provenance.path.as_str(), provenance.sha256.clone(), provenance.bytes as u64)
        })
        .collect();
    seeds.sort_unstable();
    let mut outputs: Vec<_> = files
        .par_iter()
        .map(|file| (file.path.as_str(), file.sha256().to_owned(), file.len()))
        .collect();
    outputs.sort_unstable();
    let list = |items: Vec<(&str, String, u64)>| -> Vec<Value> {
        items
            .into_iter()
            .map(|(path, sha256, bytes)| json!({ "path": path, "sha256": sha256, "bytes": bytes }))
            .collect()
    };
    json_file(
        "manifest.json",
        &json!({
            "title": dossier.config.title,
            "generator": concat!("dossier ", env!("CARGO_PKG_VERSION")),
            "seeds": list(seeds),
            "files": list(outputs),
        }),
    )
}
