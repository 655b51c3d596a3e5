//! The register: the index of people, organisations, places and so on that editors keep.

pub mod edit;
mod entry;
mod read;
mod references;
mod same_as;

pub use crate::annotation::EntryKind;
pub use entry::Entry;
pub use read::is_id;
pub use read::read;
pub use same_as::{is_item, thing};

use std::collections::BTreeMap;

/// All entries, in the order of `register.toml`. Ids are unique.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Register {
    entries: Vec<Entry>,
    by_id: BTreeMap<String, usize>,
}

impl Register {
    /// From entries; a later entry whose id is taken is left out and its index returned.
    #[must_use]
    pub fn new(entries: Vec<Entry>) -> (Self, Vec<Entry>) {
        let mut register = Self::default();
        let mut refused = Vec::new();
        for entry in entries {
            if register.by_id.contains_key(&entry.id) {
                refused.push(entry);
                continue;
            }
            register.by_id.insert(entry.id.clone(), register.entries.len());
            register.entries.push(entry);
        }
        (register, refused)
    }

    /// The entry with an id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Entry> {
        self.by_id.get(id).map(|&i| &self.entries[i])
    }

    /// In the order of the file.
    pub fn iter(&self) -> std::slice::Iter<'_, Entry> {
        self.entries.iter()
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}
