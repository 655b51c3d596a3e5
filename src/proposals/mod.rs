//! Proposals: names that the register lacks, each with its forms, put before the editors once.
//!
//! In go the documents with what the rules and the statistical model propose, the register, and the
//! editors' decisions so far (`annotations/proposals.toml`); out come that file's next state, the
//! register's next state, or, for a first look, entries that nobody has reviewed. Two people of one
//! name are never put together: where a form may be either's, it stands alone and says so. Nothing here
//! touches the disk.
//!
//! The work grows with the mentions: names are compared inside the block of their surname or key only.

mod apply;
mod block;
mod context;
mod file;
mod forms;
mod gather;
mod people;
mod show;
#[cfg(test)]
mod tests;
mod things;
mod update;

pub use apply::{Applied, apply};
pub use file::{Decision, Stored, read};
pub use gather::gather;
pub use show::show;
pub use update::update;

use crate::annotation::{Confidence, EntryKind};
use crate::dossier::Mention;

/// Somebody or something that the register seems to lack, or further names of one of its entries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// What it seems to be.
    pub kind: EntryKind,
    /// The form that stands for all.
    pub name: String,
    /// Each form with its mentions, the name first, then the most frequent.
    pub forms: Vec<(String, Vec<Mention>)>,
    /// The id of the entry that it seems to be.
    pub entry: Option<String>,
    /// How sure that is.
    pub confidence: Confidence,
    /// Why these forms stand together, or apart from others; a sentence without a full stop each.
    pub reasons: Vec<String>,
}

impl Proposal {
    /// Where it is mentioned, ascending.
    #[must_use]
    pub fn mentions(&self) -> Vec<Mention> {
        let all = self.forms.iter().flat_map(|(_, mentions)| mentions);
        let mut mentions: Vec<Mention> = all.copied().collect();
        mentions.sort_unstable();
        mentions
    }

    /// How often it is mentioned.
    #[must_use]
    pub fn count(&self) -> usize {
        self.forms.iter().map(|(_, mentions)| mentions.len()).sum()
    }
}
