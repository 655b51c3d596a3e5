//! Authority files: entries for the register out of what editors have downloaded from Wikidata, lobid-gnd
//! or GeoNames.
//!
//! In go a file and the dossier, out comes the register's next text. An entry with the same address gets
//! what it lacks; nothing of it is overwritten, and what contradicts it is told. Nothing is put together
//! because it has the same name.

mod candidate;
mod choose;
mod geonames;
mod lobid;
mod merge;
mod occurring;
mod wikidata;

#[cfg(test)]
mod tests;

use std::io::{self, BufRead};

use super::merge::{Here, Outcome};
use super::table;
use crate::annotation::EntryKind;
use crate::diagnostic::{Diagnostic, codes};
use candidate::Candidates;
use occurring::Words;

keyword! {
    /// Where a file with names comes from.
    pub Authority {
        /// The result of a query, as CSV.
        Wikidata = "wikidata",
        /// lobid-gnd, as JSON.
        Lobid = "lobid",
        /// A dump with its 19 columns.
        Geonames = "geonames",
    }
}

/// Which names are taken over, and how.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Choice {
    /// Where the file comes from; otherwise it is told by its name and content.
    pub authority: Option<Authority>,
    /// Whether names that stand in no document come in, too.
    pub all: bool,
    /// Only these: numbers such as `Q42`, `118540238` or `2950159`.
    pub only: Vec<String>,
    /// Whether of several places of one name the most populous is meant.
    pub largest: bool,
    /// What things are of which the file does not say it.
    pub kind: Option<EntryKind>,
}

/// Largest file that is read as a whole, in bytes; a dump is read line by line and may be larger.
const MAX_BYTES: u64 = 64 << 20;

/// Takes names over from what `input` gives; `path` names it in messages.
///
/// # Errors
/// Where it cannot be read, or is not what it should be.
pub fn import(
    here: Here<'_>,
    path: &str,
    input: &mut dyn BufRead,
    choice: &Choice,
) -> Result<Outcome, Box<Diagnostic>> {
    let refused = |message: String, hint: &str| {
        Box::new(Diagnostic::error(codes::IMPORT_FILE, message).in_file(path).hint(hint))
    };
    let unread = |error: io::Error| refused(format!("it cannot be read: {error}"), "is it a file?");
    let start = input.fill_buf().map_err(unread)?;
    let Some(authority) = choice.authority.or_else(|| authority(path, start)) else {
        let hint = "read are: CSV of Wikidata's query service, JSON of lobid-gnd, dumps of GeoNames; --from says \
                    which it is";
        return Err(refused("it cannot be told where this file comes from".to_owned(), hint));
    };
    let words = Words::of(here.documents.values());
    let candidates = if authority == Authority::Geonames {
        geonames::read(input, &words, choice).map_err(unread)?
    } else {
        let mut bytes = Vec::new();
        let mut limited = io::Read::take(input, MAX_BYTES + 1);
        io::Read::read_to_end(&mut limited, &mut bytes).map_err(unread)?;
        if bytes.len() as u64 > MAX_BYTES {
            let message = format!("the file is larger than {} MiB", MAX_BYTES >> 20);
            return Err(refused(message, "download fewer names"));
        }
        let text = crate::ingest::decoded_text("a.txt", &bytes);
        match authority {
            Authority::Lobid => {
                lobid::read(&text).map_err(|why| refused(why, "download it again as JSON"))?
            }
            _ => wikidata::read(&text).map_err(|why| {
                refused(why, "a query has ?item ?itemLabel; download its result as CSV")
            })?,
        }
    };
    Ok(merge::merge(here, path, &words, candidates, choice))
}

/// Where a file comes from, by its beginning and its name.
fn authority(path: &str, start: &[u8]) -> Option<Authority> {
    let text = String::from_utf8_lossy(start);
    let text = text.trim_start_matches('\u{FEFF}').trim_start();
    let first = text.lines().next().unwrap_or_default();
    if text.starts_with(['{', '[']) {
        return Some(Authority::Lobid);
    }
    let columns = first.matches('\t').count() + 1;
    if columns >= geonames::COLUMNS - 1 {
        return Some(Authority::Geonames);
    }
    let is_table = table::delimiter(first) == b',' && first.contains(',');
    (is_table || path.ends_with(".csv")).then_some(Authority::Wikidata)
}

/// Candidates without any.
fn none() -> Candidates {
    Candidates::default()
}
