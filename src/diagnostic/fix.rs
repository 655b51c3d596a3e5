//! A change of a file that would mend what a diagnostic is about.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::Location;

/// A change that a person may take over; nothing applies it by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fix {
    /// What it does, in the imperative without a full stop.
    pub message: String,
    /// Path of the file, relative to the dossier's folder.
    pub path: String,
    /// Bytes of the file's decoded text that go.
    pub span: Range<usize>,
    /// What comes in their place.
    pub text: String,
}

impl Fix {
    /// Puts `text` in the place of the bytes `span` of a file.
    #[must_use]
    pub fn replace(path: impl Into<String>, span: Range<usize>, text: impl Into<String>) -> Self {
        let text = text.into();
        let message = format!("replace it by “{text}”");
        Self { message, path: path.into(), span, text }
    }

    /// What goes.
    #[must_use]
    pub fn location(&self) -> Location {
        Location::span(&self.path, self.span.clone())
    }
}
