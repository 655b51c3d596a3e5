//! English dates.

mod rules;
mod words;

use std::sync::LazyLock;

use super::rule::Compiled;
pub(super) use rules::TABLE;

/// The rules with their patterns compiled.
pub(super) static RULES: LazyLock<Vec<Compiled>> =
    LazyLock::new(|| Compiled::all(TABLE, &words::VOCABULARY));
