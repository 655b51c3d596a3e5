//! An editor's own rules: `annotations/rules.toml`.
//!
//! In goes the file's text; out come which of the program's rules are off, and patterns of the
//! editor's own, each for one layer. What they find takes the place of what the program's rules
//! find over the same words in the same layer, and is made by `own.NAME`.

mod apply;
mod read;

pub use self::read::read;
use super::patterns::Patterns;
use super::switches::Switches;
use crate::annotation::{Certainty, EntryKind, Layer, ReferenceKind};

/// What `annotations/rules.toml` says.
#[derive(Default)]
pub struct OwnRules {
    pub(super) switches: Switches,
    /// In the order of the file, with valid patterns, as in `patterns`.
    pub(super) rules: Vec<OwnRule>,
    pub(super) patterns: Option<Patterns>,
}

/// One rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct OwnRule {
    /// `own.NAME`.
    pub(super) name: String,
    /// The primary tag of the language whose paragraphs it reads; `None` for any.
    pub(super) language: Option<String>,
    /// The value, with `$name` and `${name}` for the pattern's groups; the words themselves where
    /// it is missing.
    pub(super) value: Option<String>,
    /// What it makes of a match.
    pub(super) makes: Makes,
}

/// What a rule makes of a match.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Makes {
    /// A mention of an entry, by its id and kind.
    Entry(String, EntryKind),
    /// A name to propose.
    Proposal(EntryKind),
    /// A date: the value is EDTF.
    Date,
    /// Reported speech; the group `speaker` says whose, `cue` by which words.
    Quotation,
    /// A judgement of the sentence.
    Certainty(Certainty),
    /// An amount of this unit: the value is a decimal number.
    Quantity(String),
    /// A reference; with the address it leads to, where there is one, groups replaced.
    Reference(ReferenceKind, Option<String>),
}

impl Makes {
    /// The layer it belongs to.
    pub(super) fn layer(&self) -> Layer {
        match self {
            Self::Entry(..) | Self::Proposal(_) => Layer::Names,
            Self::Date => Layer::Dates,
            Self::Quotation => Layer::Quotations,
            Self::Certainty(_) => Layer::Certainty,
            Self::Quantity(_) => Layer::Quantities,
            Self::Reference(..) => Layer::References,
        }
    }
}

#[cfg(test)]
mod tests;
