//! Notes: what editors write about one seed, and what others' annotations say, before anchoring.
//!
//! In goes a file's text, out come [`Callout`]s and diagnostics; in goes a [`Draft`], out comes a
//! callout's text. Nothing here knows a document's text, so that nothing is anchored or checked against
//! the register here.

mod blocks;
mod callout;
mod created;
mod draft;
mod heads;
mod jsonld;
mod options;
mod quote;
mod quoting;
mod read;
mod redaction;
#[cfg(test)]
mod tests;

pub use created::created;
pub use draft::{Draft, Flaw, FlawCode, quote_of, selector_of};
pub use heads::{HeadName, Named, head_names};
pub use jsonld::read_jsonld;
pub use quote::{QuotedWord, QuotedWords};
pub use read::{Piece, pieces, read};
pub use redaction::Redaction;

use std::ops::Range;

use crate::annotation::{Body, Selector};
use crate::document::{Metadata, Publication};

/// What a notes file says about its seed.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NotesFile {
    /// Its path in the dossier.
    pub path: String,
    /// The seed's path below `seeds/`.
    pub seed: String,
    /// Metadata that corrects or adds to the seed's own.
    pub metadata: Metadata,
    /// Markdown before the first callout.
    pub introduction: String,
    /// Its bytes in the file.
    pub introduced_at: Range<usize>,
    /// The callouts, in the order of the file.
    pub callouts: Vec<Callout>,
    /// The callouts that hide words, in the order of the file.
    pub redactions: Vec<Redaction>,
}

/// One annotation that is not anchored yet.
#[derive(Debug, Clone, PartialEq)]
pub struct Callout {
    /// The editor's `id=`, where there is one.
    pub id: Option<String>,
    /// What is said. `Body::Name` with the id `none` takes a name away.
    pub body: Body,
    /// Who says so, where the callout names somebody: `editor=`, or a JSON-LD creator.
    pub by: Option<String>,
    /// Whether it came from a JSON-LD file.
    pub imported: bool,
    /// Who may see it.
    pub publish: Publication,
    /// When it was made, as [`created`] writes it.
    pub created: Option<String>,
    /// What it was taken over from; of a JSON-LD file its id.
    pub via: Option<String>,
    /// Which words it is about.
    pub selector: Selector,
    /// The callout's file and its bytes in it, for diagnostics.
    pub path: String,
    /// Bytes of the whole callout in its file.
    pub span: Range<usize>,
    /// Bytes of the quoted words.
    pub quote: Range<usize>,
    /// Bytes of the body text; empty where there is none.
    pub text: Range<usize>,
}

/// The words of a callout's quote, which stands at bytes `quote` of its file's text, each with its place.
#[must_use]
pub fn quoted_words(text: &str, quote: &Range<usize>) -> QuotedWords {
    quote::words(text, &blocks::quote_lines(text, quote))
}
