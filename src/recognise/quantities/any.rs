//! Amounts in any language: signs and codes only, and no separator that could be either.

use std::sync::LazyLock;

use super::decimal::Convention;
use super::pattern::{Patterns, Rules, Words};

/// The patterns.
pub(super) static PATTERNS: LazyLock<Patterns> = LazyLock::new(|| Patterns::new(WORDS, None));

const WORDS: Words = Words {
    convention: Convention::Unknown,
    multipliers: &[],
    short_multipliers: &[],
    one: &[],
    units: &[],
    hundredths: &[],
    weighs: |_, _| false,
    rules: Rules {
        unit_behind: "quantities.any.unit-behind",
        unit_before: "quantities.any.unit-before",
        in_words: "quantities.any.in-words",
        with_hundredths: "quantities.any.with-hundredths",
    },
};
