//! What is not taken over, and why: nothing is dropped in silence.

use super::item::Item;
use crate::diagnostic::{Diagnostic, codes};
use crate::text::one_line;

/// Longest stretch of others' words that a message shows, in code points.
const SHOWN: usize = 160;

/// Something that is left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Left {
    name: String,
    reason: String,
    quoted: String,
    says: String,
}

impl Left {
    /// Something that has no words.
    pub(super) fn new(name: String, reason: impl Into<String>) -> Self {
        Self { name, reason: reason.into(), quoted: String::new(), says: String::new() }
    }

    /// An annotation, with its words.
    pub(super) fn of(item: &Item, reason: impl Into<String>) -> Self {
        let (quoted, says) = (shown(&item.quoted()), shown(item.words()));
        Self { name: item.name.clone(), reason: reason.into(), quoted, says }
    }

    /// What is said about it, in the file `path`.
    pub(super) fn diagnostic(self, path: &str) -> Diagnostic {
        let message = format!("{} is left out: {}", self.name, self.reason);
        let warning = Diagnostic::warning(codes::IMPORT_LEFT_OUT, message).in_file(path);
        with_words(warning, &self.quoted, &self.says)
            .hint("add it by hand, or change the file and import it again")
    }
}

/// A warning about an annotation, with its words.
pub(super) fn about(code: &'static str, path: &str, item: &Item, message: &str) -> Diagnostic {
    let message = format!("{} {message}", item.name);
    let warning = Diagnostic::warning(code, message).in_file(path);
    with_words(warning, &shown(&item.quoted()), &shown(item.words()))
}

fn with_words(mut warning: Diagnostic, quoted: &str, says: &str) -> Diagnostic {
    if !quoted.is_empty() {
        warning = warning.note(format!("about: “{quoted}”"));
    }
    if !says.is_empty() {
        warning = warning.note(format!("it says: “{says}”"));
    }
    warning
}

/// Words on one line, cut where they are long.
pub(super) fn shown(words: &str) -> String {
    let line = one_line(words);
    match line.char_indices().nth(SHOWN) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None => line,
    }
}
