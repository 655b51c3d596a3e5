//! A first look: names that the register lacks as entries that nobody has reviewed.

use std::collections::BTreeSet;

use super::block::key;
use super::file::{Decision, Stored};
use super::gather::gather;
use crate::annotation::{Body, Confidence};
use crate::dossier::Annotated;
use crate::register::{Entry, Register};
use crate::text::slugify;

/// Gives every proposal an entry of its own, marked as not reviewed, and links its mentions to it. What
/// editors rejected, what seems to be an entry's already, and what may be several people's stays as it
/// is. Ids that `taken` has are not given.
#[must_use]
pub fn show(
    documents: &mut [Annotated],
    register: Register,
    stored: &[Stored],
    taken: &BTreeSet<String>,
) -> Register {
    let rejected: BTreeSet<String> = stored
        .iter()
        .filter(|one| one.decision == Decision::Reject)
        .flat_map(|one| one.forms.iter().chain([&one.name]))
        .map(|form| key(form))
        .collect();
    let mut ids: BTreeSet<String> = taken.clone();
    let mut entries: Vec<Entry> = register.iter().cloned().collect();
    ids.extend(entries.iter().map(|entry| entry.id.clone()));
    for proposal in gather(documents, &register) {
        let known = proposal.entry.is_some() || rejected.contains(&key(&proposal.name));
        let Some(id) = free_id(&proposal.name, &ids).filter(|_| !known) else { continue };
        ids.insert(id.clone());
        for mention in proposal.mentions() {
            let annotation = &mut documents[mention.document].annotations[mention.annotation];
            annotation.body = Body::Name { entry: id.clone(), comment: None };
            if let Some(reason) = &mut annotation.reason {
                reason.confidence = Confidence::Possible;
            }
        }
        let aliases = proposal.forms.iter().map(|(form, _)| form.clone());
        entries.push(Entry {
            id,
            kind: proposal.kind,
            aliases: aliases.filter(|form| *form != proposal.name).collect(),
            name: proposal.name,
            sort: None,
            description: None,
            note: None,
            same_as: Vec::new(),
            geo: None,
            date: None,
            part_of: None,
            formerly: Vec::new(),
            unreviewed: true,
            span: 0..0,
        });
    }
    Register::new(entries).0
}

/// An id that nothing has; `None` for a name without any letter.
fn free_id(name: &str, taken: &BTreeSet<String>) -> Option<String> {
    let base = slugify(name);
    if base.is_empty() {
        return None;
    }
    let numbered = (2..).map(|n| format!("{base}-{n}"));
    std::iter::once(base.clone()).chain(numbered).find(|id| id != "none" && !taken.contains(id))
}
