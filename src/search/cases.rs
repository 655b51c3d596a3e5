//! The cases of `words.json`, to which the index and the script are both held.

use std::collections::BTreeMap;

use serde::Deserialize;

/// All of them.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Cases {
    /// Texts and the keys of their words.
    pub(super) words: BTreeMap<String, Vec<String>>,
    /// Texts and the keys that stand behind a hyphen.
    pub(super) hyphens: BTreeMap<String, Vec<String>>,
    /// By language.
    pub(super) stems: BTreeMap<String, Stems>,
}

/// Words of one language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Stems {
    /// Forms of one word each.
    pub(super) same: Vec<Vec<String>>,
    /// Words of which no two may share a stem.
    pub(super) apart: Vec<Vec<String>>,
}

impl Cases {
    pub(super) fn read() -> Self {
        serde_json::from_str(include_str!("words.json")).unwrap()
    }
}
