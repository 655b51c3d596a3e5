//! What names are said to name: entries of the register, found by their addresses or names, or made.

use std::collections::{BTreeMap, BTreeSet};

use super::item::Thing;
use super::merge::Next;
use crate::annotation::Body;
use crate::project::Files;
use crate::register::edit::{NewEntry, push};
use crate::register::{Entry, Register, thing as spelled};
use crate::text::{one_line, slugify};

const REGISTER: &str = "annotations/register.toml";

/// The register's entries and those that are to come.
pub(super) struct Things<'a> {
    register: &'a Register,
    by_address: BTreeMap<String, String>,
    /// By name; `None` where several have it.
    by_name: BTreeMap<&'a str, Option<&'a Entry>>,
    new: Vec<NewEntry>,
}

impl<'a> Things<'a> {
    pub(super) fn new(register: &'a Register) -> Self {
        let mut by_address = BTreeMap::new();
        let mut by_name: BTreeMap<&str, Option<&Entry>> = BTreeMap::new();
        for entry in register.iter() {
            let addresses = entry.same_as.iter();
            by_address.extend(addresses.map(|address| (spelled(address), entry.id.clone())));
            for name in entry.names() {
                by_name.entry(name).and_modify(|owner| *owner = None).or_insert(Some(entry));
            }
        }
        Self { register, by_address, by_name, new: Vec::new() }
    }

    /// Whether there is an entry with this id, or will be.
    pub(super) fn has(&self, id: &str) -> bool {
        self.register.get(id).is_some() || self.new.iter().any(|entry| entry.id == id)
    }

    /// What an annotation of these words says; an entry is made for an address that none has.
    ///
    /// # Errors
    /// Why it says nothing that the register bears out.
    pub(super) fn body(
        &mut self,
        thing: &Thing,
        words: &str,
        ids: &BTreeSet<String>,
    ) -> Result<Body, String> {
        let comment = thing.comment.clone();
        let named = self.by_name.get(words).copied().flatten();
        let Some(address) = &thing.address else {
            return match named.filter(|entry| entry.kind == thing.kind) {
                Some(entry) => Ok(Body::Name { entry: entry.id.clone(), comment }),
                None => Err(format!(
                    "it has no address, and the register has no {} of just this name",
                    thing.kind
                )),
            };
        };
        let spelling = spelled(address);
        if let Some(id) = self.by_address.get(&spelling) {
            return Ok(Body::Name { entry: id.clone(), comment });
        }
        let name = thing.label.clone().unwrap_or_else(|| words.to_owned());
        let namesake = self.by_name.get(name.as_str()).copied().flatten().or(named);
        if let Some(entry) = namesake {
            return Err(format!(
                "the register has “{}” (`{}`), which is not said to be {address}: add the address to its \
                 same-as if it is",
                entry.name, entry.id
            ));
        }
        let id = free_id(&name, |id| ids.contains(id) || self.has(id));
        let mut entry = NewEntry::new(thing.kind, id.clone(), name);
        if words != entry.name {
            entry.aliases.push(one_line(words));
        }
        entry.same_as.push(address.clone());
        entry.geo = thing.geo.filter(|_| thing.kind == crate::annotation::EntryKind::Place);
        self.new.push(entry);
        self.by_address.insert(spelling, id.clone());
        Ok(Body::Name { entry: id, comment })
    }

    /// The register's next text, where it changes, and the number of new entries.
    pub(super) fn finish(&mut self, files: &dyn Files) -> (Option<Next>, usize) {
        let new = std::mem::take(&mut self.new);
        if new.is_empty() {
            return (None, 0);
        }
        let bytes = files.read(REGISTER).ok();
        let before = bytes.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        let mut after = before.clone().unwrap_or_default();
        new.iter().for_each(|entry| push(&mut after, entry));
        (Some(Next { path: REGISTER.to_owned(), before, after }), new.len())
    }
}

/// An id by the name's slug that is not taken.
pub(super) fn free_id(name: &str, taken: impl Fn(&str) -> bool) -> String {
    let slug = slugify(name);
    let base = if slug.is_empty() || slug == "none" { "entry".to_owned() } else { slug };
    let numbered = (2..).map(|n| format!("{base}-{n}"));
    let mut all = std::iter::once(base.clone()).chain(numbered);
    all.find(|id| !taken(id)).unwrap_or(base)
}
