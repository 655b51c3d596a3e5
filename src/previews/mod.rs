//! What a link's preview shows, as small classic scripts that a page loads when it first needs one.
//!
//! In go pages, out come files `previews/N.js`, each one call `dossierPreviews(pieces)`, and
//! `previews/words.js` with the interface's words. A piece stands under the address that a link leads
//! to, seen from the site's root, in the file that [`shards::shard`] says; `static/reader.js` does the
//! same sum. Nothing here knows HTML: pieces are strings, and the script sets them as text.

mod bars;
mod pieces;
mod shards;

use serde_json::json;

use crate::locale::Catalogue;
use crate::page::Page;
use crate::publish::OutputFile;

/// The files, and in how many of them the pieces lie.
#[must_use]
pub fn files(pages: &[Page], words: &Catalogue) -> (Vec<OutputFile>, usize) {
    let pieces = pieces::all(pages, words);
    let shards = shards::split(&pieces);
    let mut files: Vec<OutputFile> = shards
        .iter()
        .enumerate()
        .map(|(n, shard)| OutputFile::new(format!("previews/{n}.js"), shards::call(&json!(shard))))
        .collect();
    files.push(OutputFile::new("previews/words.js", shards::call(&interface(words))));
    (files, shards.len())
}

/// The strings that `static/reader.js` needs, by the names that it knows them by.
const STRINGS: [&str; 25] = [
    "close",
    "layer-certainty",
    "layer-claims",
    "layer-dates",
    "layer-names",
    "layer-notes",
    "layer-quantities",
    "layer-quotations",
    "layer-references",
    "keys",
    "keys-close",
    "keys-enter",
    "keys-help",
    "keys-next",
    "keys-off",
    "keys-preview",
    "keys-previous",
    "keys-search",
    "marks-none",
    "note",
    "open-page",
    "paragraph",
    "pin",
    "preview",
    "mark-of",
];

fn interface(words: &Catalogue) -> serde_json::Value {
    let strings: serde_json::Map<String, serde_json::Value> =
        STRINGS.iter().map(|key| ((*key).to_owned(), json!(words.text(key)))).collect();
    json!({ "": strings })
}
