//! The dossier as data: Web Annotations, the register, the timeline, the manifest.
//!
//! In goes the linked dossier, out come files. Offsets are Unicode code points here.

mod annotations;
mod csv;
mod lists;
mod manifest;
mod register;
mod timeline;
mod views;

#[cfg(all(test, feature = "browser-tests"))]
pub(crate) use annotations::selectors;
pub use annotations::{document, document_path};
pub use manifest::manifest;

use crate::dossier::Dossier;
use crate::publish::OutputFile;

/// All data files but documents' own ([`document`]) and the manifest, which is made last.
#[must_use]
pub fn files(dossier: &Dossier) -> Vec<OutputFile> {
    let mut files = Vec::new();
    files.push(register::json(dossier));
    files.push(register::csv(dossier));
    files.push(timeline::file(dossier));
    files.extend(lists::files(dossier));
    files.extend(views::files(dossier));
    files
}

/// JSON as a file: indented, one line end at the end.
fn json_file(path: impl Into<String>, value: &serde_json::Value) -> OutputFile {
    OutputFile::new(path, format!("{value:#}\n"))
}

/// A path below the site, or its absolute address where the site's is known.
fn address(dossier: &Dossier, path: &str) -> String {
    let base = dossier.config.site_url.as_deref().unwrap_or_default();
    format!("{base}{path}")
}
