//! Metadata out of front matter and header lines.
//!
//! In go keys with values, out comes what they say about a document. The list of keys is fixed;
//! nothing in a value is ever run, followed or expanded.

mod dates;
mod entry;
mod fill;
mod lines;
mod toml;
mod yaml;

pub(super) use entry::{Entry, Value};
pub(super) use fill::correction;
pub(super) use lines::{Header, header};

use super::front_matter::{FrontFormat, FrontMatter};
use super::limits::MAX_FRONT_MATTER;
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::document::Metadata;

use entry::Fault;

/// Metadata from front matter that an editor wrote, in the file `path`. An unknown key and a value
/// that cannot be understood are errors. Spans are bytes of the text that the front matter was
/// split off.
#[must_use]
pub fn editor_metadata(path: &str, front: &FrontMatter<'_>) -> (Metadata, Diagnostics) {
    match entries(front) {
        Ok(entries) => fill::by_editor(path, entries),
        Err(fault) => {
            let message = format!("the front matter cannot be read: {}", fault.message);
            let diagnostic = Diagnostic::error(codes::METADATA, message)
                .at(path, fault.span)
                .hint(fault.hint.unwrap_or("put values with a colon, # or brackets in quotes"));
            (Metadata::default(), Diagnostics::from_iter([diagnostic]))
        }
    }
}

/// Metadata from a seed's front matter, in the file `path`. Unknown keys are passed over, bad
/// values are warnings. `None` where it is no front matter but text between two lines.
pub(super) fn seed_front_matter(
    path: &str,
    front: &FrontMatter<'_>,
) -> Option<(Metadata, Diagnostics)> {
    let raw = front.raw.filter(|raw| looks_like_keys(raw))?;
    match entries(front) {
        Ok(entries) => Some(fill::by_seed(path, entries)),
        Err(fault) => {
            let entries = lines::entries(raw, front.raw_span.start);
            if !entries.iter().any(|entry| fill::is_known(&entry.key)) {
                return None;
            }
            let (metadata, mut diagnostics) = fill::by_seed(path, entries);
            let message = format!(
                "the front matter is not valid, so it is read line by line: {}",
                fault.message
            );
            diagnostics.push(
                Diagnostic::warning(codes::METADATA, message)
                    .at(path, fault.span)
                    .hint(fill::correction(path)),
            );
            Some((metadata, diagnostics))
        }
    }
}

/// Metadata from a seed's header lines or `<meta>` elements, in the file `path`.
pub(super) fn seed_entries(path: &str, entries: Vec<Entry>) -> (Metadata, Diagnostics) {
    fill::by_seed(path, entries)
}

/// Whether the first line that says anything is a key, or there is no such line.
fn looks_like_keys(raw: &str) -> bool {
    let first = raw.lines().map(str::trim).find(|line| !line.is_empty() && !line.starts_with('#'));
    first.is_none_or(|line| {
        let key = line.split([':', '=']).next().unwrap_or_default().trim_end();
        key.len() < line.len()
            && !key.is_empty()
            && key.chars().all(|c| c.is_alphanumeric() || "_-. \"'[]".contains(c))
    })
}

fn entries(front: &FrontMatter<'_>) -> Result<Vec<Entry>, Fault> {
    let raw = front.raw.unwrap_or_default();
    let start = front.raw_span.start;
    if raw.len() > MAX_FRONT_MATTER {
        return Err(Fault {
            message: format!("it is longer than {MAX_FRONT_MATTER} bytes"),
            span: front.raw_span.clone(),
            hint: Some("move longer text below the front matter"),
        });
    }
    let result = match front.format {
        FrontFormat::Yaml => yaml::entries(raw),
        FrontFormat::Toml => toml::entries(raw),
    };
    result.map(|all| all.into_iter().map(|entry| entry.shifted(start)).collect()).map_err(
        |mut fault| {
            fault.span = fault.span.start + start..fault.span.end + start;
            fault
        },
    )
}

#[cfg(test)]
mod tests;
