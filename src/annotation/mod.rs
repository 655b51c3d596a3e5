//! Annotations: what is said about which words, by whom (W3C Web Annotation Data Model).

mod body;
mod creator;
mod kind;
mod layer;
mod reason;
mod selector;

pub use body::{
    Agent, Body, Bound, Certainty, Claim, Judgement, Modifier, Note, NoteKind, Proposal, Quantity,
    Question, Quotation, QuotationStyle, Reference, ReferenceKind, ReferenceTarget, Time, TimeKind,
};
pub use creator::Creator;
pub use kind::EntryKind;
pub use layer::{Layer, Motivation};
pub use reason::{Confidence, Reason};
pub use selector::{Anchored, How, Orphan, Passage, Selector};

use std::cmp::Reverse;
use std::ops::Range;

use serde::{Deserialize, Serialize};

/// One statement about one stretch of one document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Annotation {
    /// Unique in the dossier and stable: see [`stable_id`], or the editor's own `id=`.
    pub id: String,
    /// The words it is about: bytes of the document's text, never empty.
    pub target: Range<usize>,
    /// What is said.
    pub body: Body,
    /// Who says so.
    pub creator: Creator,
    /// How the target was found; exact for what the program itself found.
    pub how: How,
    /// Why a rule says so; `None` for what a person says.
    pub reason: Option<Reason>,
    /// When it was made: a day or a second of it (RFC 3339), where that is known.
    pub created: Option<String>,
    /// What it was taken over from: an address or another name that is its own elsewhere (Web
    /// Annotation Data Model, section 3.3.6).
    pub via: Option<String>,
}

impl Annotation {
    /// The layer it belongs to.
    #[must_use]
    pub fn layer(&self) -> Layer {
        self.body.layer()
    }

    /// What annotations of one document are sorted by: ascending by start, the longer first, then by
    /// layer and id.
    #[must_use]
    pub fn sort_key(&self) -> (usize, Reverse<usize>, usize, &str) {
        let (start, end) = (self.target.start, self.target.end);
        (start, Reverse(end), self.layer().rank(), &self.id)
    }
}

/// An id that stays the same while document, layer and quoted words do: the layer's name and the
/// first twelve hexadecimal digits of the SHA-256 of all that identifies it.
#[must_use]
pub fn stable_id(layer: Layer, parts: &[&str]) -> String {
    use sha2::{Digest, Sha256};
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part.as_bytes());
        hasher.update([0]);
    }
    let digest = hasher.finalize();
    let hex: String = digest.iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    format!("{}-{hex}", layer.key())
}
