//! How much a code matters in one dossier: `[output.dossier.levels]` of book.toml.

use std::collections::BTreeMap;

use super::{Diagnostics, Severity, codes};

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
    /// The same with the severities that `levels` give; what is allowed is left out. Where they say
    /// nothing of a code of the gate, it stops a check only.
    #[must_use]
    pub fn at_levels(self, levels: &Levels, checks: bool) -> Self {
        let at_level = |mut diagnostic: super::Diagnostic| {
            match levels.get(diagnostic.code) {
                None if !checks && codes::GATE.contains(&diagnostic.code) => {
                    diagnostic.severity = Severity::Warning;
                }
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
            .at_levels(&levels, true)
            .iter()
            .map(|d| format!("{} {}", d.severity, d.message))
            .collect();
        assert_eq!(shown, ["error a", "warning b", "error d"]);
    }

    #[test]
    fn the_gate_stops_a_check_and_no_build_unless_it_is_told_to() {
        let severities = |levels: &Levels, checks: bool| {
            let all = [codes::NEAR_DUPLICATE_SEED, codes::ORPHAN].map(|c| Diagnostic::error(c, ""));
            let all = Diagnostics::from_iter(all).at_levels(levels, checks);
            all.iter().map(|d| d.severity.to_string()).collect::<Vec<_>>().join(" ")
        };
        let set = [(codes::NEAR_DUPLICATE_SEED.to_owned(), Level::Error)].into();
        assert_eq!(severities(&Levels::new(), true), "error error");
        assert_eq!(severities(&Levels::new(), false), "warning error");
        assert_eq!(severities(&set, false), "error error");
    }
}
