//! Marks: annotations over a page's text, by position, so that they may overlap and cross at will.

use serde::{Deserialize, Serialize};

use crate::annotation::{Confidence, Layer};

/// An annotation over one block's words.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Mark {
    /// The annotation's id. The parts of one that runs over several blocks share it.
    pub id: String,
    /// The block's anchor: `p4`, `s1`, or `p7c2` for the second cell of row `p7`.
    pub on: String,
    /// First code point of the block's plain text.
    pub from: usize,
    /// One past the last code point.
    pub to: usize,
    /// What it speaks of.
    pub layer: Layer,
    /// The layer's finer kind: an entry's kind, a claim's status, a note's purpose.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// `rule`, `register`, `editor` or `import`.
    pub creator: String,
    /// The rule's or person's name.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
    /// How sure that rule is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<Confidence>,
    /// The words that made the rule say so, where they are not just those it is about.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub evidence: String,
    /// In a few words: the entry's name, the date, the speaker, the amount.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub label: String,
    /// The value in machine-readable form: EDTF, amount and unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// The page it leads to, relative, `.md`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub href: Option<String>,
    /// The label of the footnote that says more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub footnote: Option<String>,
}
