//! What a change did: two states of a dossier, and what of one is not in the other.
//!
//! In go the dossier before and after, both linked; out come documents, pages, entries, annotations and links
//! that came, went, moved or changed, always in the same order. Nothing here judges a change or reads a file.

mod annotations;
mod entries;
mod fields;
mod links;
mod pages;
mod paragraphs;
#[cfg(test)]
mod tests;
mod words;

pub use annotations::{AnnotationChange, Side};
pub use entries::EntryChange;
pub use fields::{FieldChange, settings};
pub use links::Link;
pub use pages::{DocumentChange, PageChange};
pub use paragraphs::{ParagraphChange, Pieces};
pub use words::{Piece, pieces};

use serde::Serialize;

use crate::dossier::Dossier;

keyword! {
    /// What became of something.
    pub Change {
        /// It was not there before.
        Added = "added",
        /// It is no longer there.
        Removed = "removed",
        /// It has another name, or stands elsewhere.
        Moved = "moved",
        /// It says something else.
        Changed = "changed",
    }
}

/// What a change did to a dossier.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Comparison {
    /// By the seeds' paths.
    pub documents: Vec<DocumentChange>,
    /// The editors' pages, by name.
    pub pages: Vec<PageChange>,
    /// By id.
    pub entries: Vec<EntryChange>,
    /// By document and place.
    pub annotations: Vec<AnnotationChange>,
    /// Links in the editors' words, and what claims have to do with one another.
    pub links: Vec<Link>,
    /// Settings and rules.
    pub settings: Vec<FieldChange>,
}

impl Comparison {
    /// Whether nothing differs.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Compares two states of a dossier. Settings are compared by [`settings`].
#[must_use]
pub fn compare(before: &Dossier, now: &Dossier) -> Comparison {
    let documents = pages::pairs(before, now);
    let renamed = links::Renamed::new(before, now, &documents);
    Comparison {
        documents: pages::documents(before, now, &documents),
        pages: pages::pages(before, now),
        entries: entries::changes(before, now),
        annotations: annotations::changes(before, now, &documents, &renamed),
        links: links::changes(before, now, &renamed),
        settings: Vec::new(),
    }
}
