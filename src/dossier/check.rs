//! Checking: whether references lead somewhere, and whether the dossier contradicts itself.

mod claims;
mod dates;
mod references;
mod seeds;
mod unused;

use super::Dossier;
use crate::diagnostic::Diagnostics;
use crate::document::Document;

/// The document that a text is nearly the same as (four fifths of their runs of words, in hundredths); 100
/// where all words are the same.
#[must_use]
pub fn twin<'d>(
    text: &str,
    documents: impl Iterator<Item = &'d Document>,
) -> Option<(&'d Document, usize)> {
    seeds::twin(text, documents)
}

/// Reports what is wrong with a dossier as a whole; `register_path` is the register's file.
#[must_use]
pub fn check(dossier: &Dossier, register_path: &str) -> Diagnostics {
    let references::Checked { diagnostics: mut found, linked } =
        references::check(dossier, register_path);
    found.extend(claims::check(dossier));
    found.extend(dates::check(dossier));
    found.extend(seeds::check(dossier));
    found.extend(unused::check(dossier, &linked, register_path));
    found
}
