//! Entries of the register that came, went, changed or have another id.

use std::collections::BTreeSet;

use serde::Serialize;

use super::Change;
use super::fields::{self, FieldChange};
use crate::dossier::Dossier;
use crate::register::Entry;

/// An entry that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EntryChange {
    /// What became of it.
    pub how: Change,
    /// Its id, now or as long as it was there.
    pub id: String,
    /// The id that it had before, where it has another one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub formerly: Option<String>,
    /// Its name.
    pub name: String,
    /// person, place …
    pub kind: String,
    /// What is said of it otherwise.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldChange>,
}

/// What an entry was called before: itself, or one of its former ids.
pub(super) fn earlier<'a>(before: &'a Dossier, now: &Dossier, entry: &Entry) -> Option<&'a Entry> {
    let own = before.register.get(&entry.id);
    own.or_else(|| {
        let former = entry.formerly.iter().rev().filter(|id| now.register.get(id).is_none());
        former.filter_map(|id| before.register.get(id)).next()
    })
}

pub(super) fn changes(before: &Dossier, now: &Dossier) -> Vec<EntryChange> {
    let mut changes = Vec::new();
    let mut known = BTreeSet::new();
    for entry in now.register.iter() {
        let Some(old) = earlier(before, now, entry) else {
            changes.push(change(Change::Added, entry, None, Vec::new()));
            continue;
        };
        known.insert(old.id.as_str());
        let renamed = (old.id != entry.id).then(|| old.id.clone());
        let mut fields = fields::changes(old, entry);
        fields.retain(|field| renamed.is_none() || !matches!(&field.field[..], "id" | "formerly"));
        let how = if renamed.is_some() { Change::Moved } else { Change::Changed };
        if renamed.is_some() || !fields.is_empty() {
            changes.push(change(how, entry, renamed, fields));
        }
    }
    let gone = before.register.iter().filter(|entry| !known.contains(entry.id.as_str()));
    changes.extend(gone.map(|entry| change(Change::Removed, entry, None, Vec::new())));
    changes.sort_by(|a, b| a.id.cmp(&b.id));
    changes
}

fn change(
    how: Change,
    entry: &Entry,
    formerly: Option<String>,
    fields: Vec<FieldChange>,
) -> EntryChange {
    let (id, name, kind) = (entry.id.clone(), entry.name.clone(), entry.kind.to_string());
    EntryChange { how, id, formerly, name, kind, fields }
}
