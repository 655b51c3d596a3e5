//! Who made an annotation.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// Every annotation has one; a reader can always tell a person's work from a rule's.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Creator {
    /// A rule of the program, by its name: `dates.de.day-month-year`.
    Rule(Cow<'static, str>),
    /// The register, by the rule that found the name: `names.genitive`.
    Register(Cow<'static, str>),
    /// A person, by name where it is known.
    Editor(Option<String>),
    /// Somebody elsewhere, from an imported file.
    Import(String),
}

impl Creator {
    /// Whether a program made it.
    #[must_use]
    pub fn is_machine(&self) -> bool {
        matches!(self, Self::Rule(_) | Self::Register(_))
    }

    /// `rule`, `register`, `editor` or `import`.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Rule(_) => "rule",
            Self::Register(_) => "register",
            Self::Editor(_) => "editor",
            Self::Import(_) => "import",
        }
    }

    /// The rule's, person's or import's name; empty for an editor without one.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Rule(name) | Self::Register(name) => name,
            Self::Editor(name) => name.as_deref().unwrap_or_default(),
            Self::Import(name) => name,
        }
    }
}
