//! Which rules are at work.

use std::collections::BTreeSet;

/// The rules that an editor has switched off, by name. A name's beginning up to a point stands for
/// all rules that begin so: `dates.de` for all German dates.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Switches {
    off: BTreeSet<String>,
}

impl Switches {
    /// All rules but these are on.
    pub(super) fn without(off: BTreeSet<String>) -> Self {
        Self { off }
    }

    /// Whether the rule of this name is at work.
    pub(super) fn on(&self, rule: &str) -> bool {
        if self.off.is_empty() {
            return true;
        }
        let ends = rule.match_indices('.').map(|(at, _)| at).chain([rule.len()]);
        !ends.into_iter().any(|end| self.off.contains(&rule[..end]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_beginning_stands_for_all_that_begin_so() {
        let off = ["dates.de", "names.exact"].map(str::to_owned);
        let switches = Switches::without(off.into_iter().collect());
        for rule in ["dates.de.day", "dates.de", "names.exact"] {
            assert!(!switches.on(rule), "{rule}");
        }
        for rule in ["dates.den", "dates.en.day", "dates", "names", "names.exactly"] {
            assert!(switches.on(rule), "{rule}");
        }
        assert!(Switches::default().on("dates"));
    }
}
