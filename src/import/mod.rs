//! Import: what others' programs know of a dossier's sources, taken over into the editors' files.
//!
//! In go a file's bytes and the dossier as it stands, out come the next texts of notes files and of the
//! register, and what could not be taken over, with its words. Everything in such a file is hostile:
//! its size is bounded, its text becomes words or the Markdown of notes, no path in it is opened, and
//! nothing is fetched. Nothing here writes, and nothing that an editor wrote is changed or taken away.

mod about;
pub mod authority;
mod bibliography;
mod bibtex;
mod callout;
mod foreign;
mod front;
mod hypothesis;
mod item;
mod latex;
mod left;
mod merge;
mod offset;
mod page;
mod quote;
mod recogito;
pub mod seed;
mod table;
mod things;
mod web;

#[cfg(test)]
mod tests;

pub use merge::{Added, Here, Next, Outcome};

use serde_json::Value;

use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::markdown::words;
use crate::text::nearest;
use about::Names;
use merge::File;

keyword! {
    /// What a file with annotations or metadata holds.
    pub Format {
        /// What Hypothesis's API or sidebar gives.
        Hypothesis = "hypothesis",
        /// W3C Web Annotations as JSON-LD.
        WebAnnotation = "web-annotation",
        /// Recogito's annotations as CSV.
        Recogito = "recogito",
        /// BibTeX or BibLaTeX, as Zotero writes it.
        Bibliography = "bibliography",
    }
}

/// How to take a file over.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Options {
    /// What it holds; otherwise it is told by its content.
    pub format: Option<Format>,
    /// The slug or seed path of the document that all of it is about.
    pub document: Option<String>,
    /// Whether annotations that only their makers may read are taken over.
    pub private: bool,
    /// Whether names that nobody has verified are taken over.
    pub unverified: bool,
}

/// Largest file that is read, in bytes.
const MAX_BYTES: usize = 16 * 1024 * 1024;

/// Takes over files, each a name for messages and its bytes, all together: what one says of another is
/// understood. A file that is not what it should be is told, and the others come in.
#[must_use]
pub fn import(here: Here<'_>, files: &[(String, Vec<u8>)], options: &Options) -> Outcome {
    let mut refused = Diagnostics::new();
    let only = match options.document.as_deref().map(|name| (name, document(here, name))) {
        Some((name, Err(hint))) => {
            let message = format!("there is no document “{name}” here");
            let error = Diagnostic::error(codes::IMPORT_FILE, message).hint(hint);
            return Outcome { diagnostics: Diagnostics::from_iter([error]), ..Outcome::default() };
        }
        Some((_, Ok(seed))) => Some(seed),
        None => None,
    };
    let mut read = Vec::new();
    for (path, bytes) in files {
        match file(path, bytes, options) {
            Ok(file) => {
                let items = file.items.into_iter().map(item::Item::tidied).collect();
                read.push((path.as_str(), File { items, ..file }));
            }
            Err((message, hint)) => refused
                .push(Diagnostic::error(codes::IMPORT_FILE, message).in_file(path).hint(hint)),
        }
    }
    let mut outcome = merge::merge(here, only, read);
    outcome.diagnostics.extend(refused);
    outcome
}

/// What a file holds; otherwise what is wrong, and a hint.
fn file(path: &str, bytes: &[u8], options: &Options) -> Result<File, (String, &'static str)> {
    if bytes.len() > MAX_BYTES {
        return Err((
            format!("the file is larger than {} MiB", MAX_BYTES / 1024 / 1024),
            "split it",
        ));
    }
    let text = crate::ingest::decoded_text("a.txt", bytes);
    let Some(format) = options.format.or_else(|| format_of(&text)) else {
        let hint = "read are: JSON of Hypothesis, JSON-LD, CSV of Recogito, BibTeX; --from says which it is; \
                    --register is for names of people and places";
        return Err(("it cannot be told what this file holds".to_owned(), hint));
    };
    Ok(match format {
        Format::Hypothesis => {
            let json = json(&text).map_err(|reason| (reason, "export it again"))?;
            let rows = hypothesis::rows(&json).ok_or((
                "this is no export of Hypothesis".to_owned(),
                "a search of the API has “rows”, an export has “annotations”",
            ))?;
            let found = hypothesis::read(&rows, options.private);
            File { items: found.items, left: found.left, ..File::default() }
        }
        Format::WebAnnotation => {
            let (items, diagnostics) = web::read(path, &text);
            File { items, diagnostics, ..File::default() }
        }
        Format::Recogito => {
            let (items, left) = recogito::read(&text, options.unverified)
                .map_err(|why| (why, "download the annotations as CSV again"))?;
            File { items, left, ..File::default() }
        }
        Format::Bibliography => bibliography::read(path, &text),
    })
}

/// The seed's path of the document with this slug or path; otherwise a hint.
fn document<'a>(here: Here<'a>, name: &str) -> Result<&'a str, String> {
    let names = Names::new(here.documents.values(), None);
    names.named(name).ok_or_else(|| match nearest(name, names.ids()) {
        Some(near) => format!("did you mean “{near}”?"),
        None => "give its address part or its path below seeds/".to_owned(),
    })
}

/// What a text holds, by its content.
fn format_of(text: &str) -> Option<Format> {
    let start = text.trim_start_matches('\u{FEFF}').trim_start();
    // `[book]` begins no list of objects.
    let list =
        start.strip_prefix('[').is_some_and(|rest| rest.trim_start().starts_with(['{', ']']));
    if start.starts_with('{') || list {
        let json = json(text).ok();
        let rows = json.as_ref().and_then(hypothesis::rows);
        let is_hypothesis = rows.is_some_and(|rows| !rows.is_empty());
        return Some(if is_hypothesis { Format::Hypothesis } else { Format::WebAnnotation });
    }
    if recogito::is_one(text) {
        return Some(Format::Recogito);
    }
    bibliography::is_one(text).then_some(Format::Bibliography)
}

fn json(text: &str) -> Result<Value, String> {
    serde_json::from_str(text.trim_start_matches('\u{FEFF}')).map_err(|error| {
        let line = format!("line {}", error.line());
        format!("{line}: this is no valid JSON: {error}")
    })
}

/// What annotations say, the tags in a paragraph below.
fn tagged(said: &str, tags: &[&str]) -> String {
    if tags.is_empty() {
        return said.to_owned();
    }
    let tags: Vec<String> = tags.iter().map(|tag| words(tag)).collect();
    let line = format!("Tags: {}", tags.join(", "));
    if said.is_empty() {
        return line;
    }
    // A block of code that is left open would take the tags in.
    let open = ["```", "~~~"].iter().any(|fence| said.contains(fence));
    let said = if open { foreign::rewritten(said, &|_| true) } else { said.to_owned() };
    format!("{said}\n\n{line}")
}
