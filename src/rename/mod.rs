//! Renaming: what a seed, a document's address, an entry's id, a page or an annotation's id would be called
//! otherwise, and everything that refers to it.
//!
//! In go the files of a dossier, the dossier linked, and what is to be called how; out come the files as they
//! would be, every other byte as it was. Nothing is written here.

mod addresses;
mod escaped;
mod formerly;
mod front;
mod jsonld;
mod links;
mod subject;
mod tables;
#[cfg(test)]
mod tests;

pub use addresses::KEPT;
pub use subject::{Subject, subject};

use std::collections::BTreeMap;
use std::ops::Range;

use crate::dossier::Dossier;
use crate::ingest;
use crate::notes::{self, Named};
use crate::project::Files;
use crate::reanchor::{Edit, LOCK, Lock, apply};

const REGISTER: &str = "annotations/register.toml";
const RULES: &str = "annotations/rules.toml";
const REDACTIONS: &str = crate::redact::RULES;
const PROPOSALS: &str = "annotations/proposals.toml";
const PAGES: &str = "annotations/pages/";
const SETTINGS: &str = "book.toml";

/// What is called otherwise from now on: old names with new ones.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names {
    /// Paths of seeds, below `seeds/`.
    pub seeds: BTreeMap<String, String>,
    /// A folder of seeds that is moved as a whole, and where to; both without a last `/`.
    pub folder: Option<(String, String)>,
    /// Address parts of documents.
    pub slugs: BTreeMap<String, String>,
    /// Ids of entries.
    pub entries: BTreeMap<String, String>,
    /// Ids of claims, questions and notes.
    pub annotations: BTreeMap<String, String>,
    /// Names of the editors' pages.
    pub pages: BTreeMap<String, String>,
}

/// What a renaming comes to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// Files that are called otherwise: from, to; paths in the dossier, none of them twice.
    pub moves: Vec<(String, String)>,
    /// Files whose text changes, by the path that they have afterwards.
    pub writes: BTreeMap<String, Write>,
    /// Files that are no longer needed, with what they hold: notes that only said a former address.
    pub removes: BTreeMap<String, String>,
    /// What the editor ought to know, a sentence each.
    pub remarks: Vec<String>,
}

/// A file's next text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Write {
    /// What it held; `None` where there was none.
    pub before: Option<String>,
    /// What it is to hold.
    pub after: String,
}

/// What of a dossier is looked at.
pub struct Stand<'a> {
    /// Its files.
    pub files: &'a dyn Files,
    /// The dossier, linked.
    pub dossier: &'a Dossier,
}

/// How former addresses are treated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Former {
    /// They lead on, and it is written down where the editor sees it.
    LeadOn,
    /// They lead nowhere: nobody knows them.
    Forget,
}

/// Plans to call `subject` otherwise.
///
/// # Errors
/// In words, where it cannot be.
pub fn plan(
    stand: &Stand<'_>,
    subject: &Subject,
    to: &str,
    former: Former,
) -> Result<Plan, String> {
    let mut work = Work::new(stand);
    let names = subject::names(stand, subject, to)?;
    let mut remarks = Vec::new();
    tables::stay_hidden(work.text(REDACTIONS), &names)?;
    work.rename(&names);
    match subject {
        Subject::Seeds(..) | Subject::Document(_) => {
            addresses::settle(&mut work, &names, former, &mut remarks)?
        }
        _ => formerly::note(&mut work, &names, former, &mut remarks)?,
    }
    Ok(work.plan(remarks))
}

/// The files while they are worked on: by the path that they have now, with the path that they will have.
struct Work<'a> {
    stand: &'a Stand<'a>,
    /// Texts of all files of the editors', as they were and as they are now.
    texts: BTreeMap<String, (Option<String>, String)>,
    moves: BTreeMap<String, String>,
}

impl<'a> Work<'a> {
    fn new(stand: &'a Stand<'a>) -> Self {
        let listed = stand.files.list("annotations").into_iter().map(|found| found.path);
        let read = |path: String| {
            let text = String::from_utf8(stand.files.read(&path).ok()?).ok()?;
            Some((path, (Some(text.clone()), text)))
        };
        let hidden =
            |path: &String| path.rsplit('/').next().is_some_and(|name| name.starts_with('.'));
        let paths = listed.filter(|path| !hidden(path)).chain([SETTINGS.to_owned()]);
        Self { stand, texts: paths.filter_map(read).collect(), moves: BTreeMap::new() }
    }

    fn text(&self, path: &str) -> &str {
        self.texts.get(path).map_or("", |(_, text)| text)
    }

    fn exists(&self, path: &str) -> bool {
        self.texts.get(path).is_some_and(|(before, text)| before.is_some() || !text.is_empty())
    }

    fn set(&mut self, path: &str, text: String) {
        self.texts.entry(path.to_owned()).or_insert((None, String::new())).1 = text;
    }

    /// Makes edits in a file; their spans count from behind a byte order mark.
    fn edit(&mut self, path: &str, edits: &[Edit]) {
        if edits.is_empty() {
            return;
        }
        let text = self.text(path);
        let plain = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let mark = &text[..text.len() - plain.len()];
        let next = format!("{mark}{}", apply(plain, edits));
        self.set(path, next);
    }

    /// Everything that refers to something by one of the old names.
    fn rename(&mut self, names: &Names) {
        let paths: Vec<String> = self.texts.keys().cloned().collect();
        for path in paths {
            let text = self.text(&path);
            let plain = text.strip_prefix('\u{FEFF}').unwrap_or(text).to_owned();
            if path == LOCK {
                let next = lock(&plain, names).unwrap_or(plain);
                self.set(&path, next);
                continue;
            }
            let edits = self.edits(&path, &plain, names);
            self.edit(&path, &edits);
        }
        for (old, new) in &names.seeds {
            self.moves.insert(format!("seeds/{old}"), format!("seeds/{new}"));
            let notes = format!("annotations/{old}.md");
            if self.exists(&notes) {
                self.moves.insert(notes, format!("annotations/{new}.md"));
            }
        }
        for (old, new) in &names.pages {
            self.moves.insert(format!("{PAGES}{old}.md"), format!("{PAGES}{new}.md"));
        }
    }

    fn edits(&self, path: &str, text: &str, names: &Names) -> Vec<Edit> {
        let dossier = self.stand.dossier;
        match path {
            SETTINGS => tables::settings(text, names),
            REGISTER => tables::register(text, names, dossier),
            RULES => tables::rules(text, names),
            REDACTIONS => tables::redactions(text, names),
            PROPOSALS => tables::proposals(text, names),
            _ if path.ends_with(".jsonld") => jsonld::edits(text, names, dossier),
            _ if path.starts_with(PAGES) => {
                let start = ingest::front_matter(text).body_start;
                let own = path[PAGES.len()..].to_owned();
                let mut edits = links::wiki(text, start..text.len(), None, names, dossier);
                edits.extend(links::markdown(text, start..text.len(), &own, names));
                edits
            }
            _ => self.notes(path, text, names),
        }
    }

    /// A notes file: heads of callouts, and links in its words.
    fn notes(&self, path: &str, text: &str, names: &Names) -> Vec<Edit> {
        let dossier = self.stand.dossier;
        let seed = path.strip_prefix("annotations/").and_then(|path| path.strip_suffix(".md"));
        let Some(seed) = seed else { return Vec::new() };
        let here = dossier.documents.iter().position(|one| one.document.provenance.path == seed);
        let start = ingest::front_matter(text).body_start;
        let (file, _) = notes::read(path, seed, text, Default::default(), start);
        let mut edits: Vec<Edit> = notes::head_names(text, start)
            .into_iter()
            .filter_map(|name| {
                let known = match name.named {
                    Named::Entry => &names.entries,
                    Named::Annotation => &names.annotations,
                };
                Some(Edit { at: name.span, text: known.get(&name.id)?.clone() })
            })
            .collect();
        let own = here.map(|n| format!("documents/{}.md", dossier.documents[n].document.slug));
        let callouts = file.callouts.iter().map(|callout| callout.text.clone());
        for words in std::iter::once(file.introduced_at.clone()).chain(callouts) {
            edits.extend(links::wiki(text, words.clone(), here, names, dossier));
            edits.extend(
                own.iter().flat_map(|own| links::markdown(text, words.clone(), own, names)),
            );
        }
        edits
    }

    fn plan(self, remarks: Vec<String>) -> Plan {
        let mut plan = Plan { remarks, ..Plan::default() };
        for (path, (before, after)) in self.texts {
            let moved = self.moves.get(&path).unwrap_or(&path).clone();
            match before {
                before if before.as_deref() == Some(&after) => {}
                Some(before) if after.is_empty() => drop(plan.removes.insert(path, before)),
                None if after.is_empty() => {}
                before => drop(plan.writes.insert(moved, Write { before, after })),
            }
        }
        let removed = |path: &String| plan.removes.contains_key(path);
        plan.moves = self.moves.into_iter().filter(|(from, _)| !removed(from)).collect();
        plan
    }
}

/// The lock with seeds called otherwise; `None` where it cannot be read or has none of them.
fn lock(text: &str, names: &Names) -> Option<String> {
    let mut lock = Lock::read(text).ok()?;
    let mut sections = Vec::new();
    for (old, new) in &names.seeds {
        sections.extend(lock.0.remove(old).map(|section| (new.clone(), section)));
    }
    if sections.is_empty() {
        return None;
    }
    lock.0.extend(sections);
    Some(lock.write())
}

/// The edit that puts `new` in the place of bytes `at`.
fn edit(at: Range<usize>, new: &str) -> Edit {
    Edit { at, text: new.to_owned() }
}
