//! How much a code matters in one dossier: `[output.dossier.levels]` of book.toml.

use std::collections::BTreeMap;

use super::{Diagnostics, Severity};

keyword! {
    /// What an editor may say about a code.
    pub Level {
        /// It is not reported.
        Allow = "allow",
        /// It is reported, and the build goes on.
        Warn = "warn",
        /// It stops the build.
        Error = "error",
    }
}

/// The levels that an editor set, by code.
pub type Levels = BTreeMap<String, Level>;

impl Diagnostics {
    /// The same with the severities that `levels` give; what is allowed is left out.
    #[must_use]
    pub fn at_levels(self, levels: &Levels) -> Self {
        let at_level = |mut diagnostic: super::Diagnostic| {
            match levels.get(diagnostic.code) {
                None => {}
                Some(Level::Allow) => return None,
                Some(Level::Warn) => diagnostic.severity = Severity::Warning,
                Some(Level::Error) => diagnostic.severity = Severity::Error,
            }
            Some(diagnostic)
        };
        self.into_iter().filter_map(at_level).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Diagnostic, codes};

    #[test]
    fn levels_change_severities_and_leave_the_rest_alone() {
        let all: Diagnostics = [
            Diagnostic::warning(codes::UNUSED_ENTRY, "a"),
            Diagnostic::error(codes::NEAR_DUPLICATE_SEED, "b"),
            Diagnostic::warning(codes::AMBIGUOUS_ALIAS, "c"),
            Diagnostic::error(codes::ORPHAN, "d"),
        ]
        .into_iter()
        .collect();
        let levels: Levels = [
            (codes::UNUSED_ENTRY, Level::Error),
            (codes::NEAR_DUPLICATE_SEED, Level::Warn),
            (codes::AMBIGUOUS_ALIAS, Level::Allow),
        ]
        .map(|(code, level)| (code.to_owned(), level))
        .into();
        let shown: Vec<String> = all
            .at_levels(&levels)
            .iter()
            .map(|d| format!("{} {}", d.severity, d.message))
            .collect();
        assert_eq!(shown, ["error a", "warning b", "error d"]);
    }
}
