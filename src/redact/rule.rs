//! What is to be hidden, and why.

use crate::document::Source;

/// What stands for hidden words: always the same, whatever it hides.
pub const BLOCK: &str = "█████";

/// Why something is hidden, and where that is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// The reason, for readers.
    pub reason: String,
    /// Where the rule stands, for editors: `rule 2 of annotations/redact.toml`.
    pub origin: String,
    /// The file it stands in.
    pub path: String,
    /// The documents it is about; empty for the whole dossier.
    pub documents: Vec<String>,
}

impl Rule {
    /// Whether it is about a seed: its path, or a folder that it lies in.
    #[must_use]
    pub fn is_about(&self, source: &str) -> bool {
        let inside = |folder: &str| source.starts_with(folder) && folder.ends_with('/');
        self.documents.is_empty() || self.documents.iter().any(|d| d == source || inside(d))
    }
}

/// What a rule of `redact.toml` hides.
#[derive(Debug, Clone)]
pub enum Hides {
    /// These words.
    Words(Vec<String>),
    /// What this regular expression matches.
    Pattern(regex::Regex),
    /// An entry of the register: its names, its id, its page.
    Entry(String),
}

/// A rule of `redact.toml`.
#[derive(Debug, Clone)]
pub struct Stated {
    /// Why and where.
    pub rule: Rule,
    /// What.
    pub hides: Hides,
    /// Where words may stand.
    pub placing: super::Placing,
    /// Whether their case counts.
    pub cased: bool,
    /// The line `[[redact]]`: bytes of the file.
    pub header: std::ops::Range<usize>,
}

/// Whether one of `sources` is meant by a document that a rule names.
pub(super) fn names_one(document: &str, sources: &[Source]) -> bool {
    let rule = Rule {
        reason: String::new(),
        origin: String::new(),
        path: String::new(),
        documents: vec![document.to_owned()],
    };
    sources.iter().any(|source| rule.is_about(&source.path))
}
