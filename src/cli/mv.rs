//! `mv`: calls something otherwise, with everything that refers to it: shown first, then all of it or nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::build::{open, opened, prefix};
use super::output::Output;
use super::plan::MvPlan;
use super::progress::Steps;
use super::report::Texts;
use super::visible::visible_line;
use super::{Outcome, ask, count};
use crate::build::{self, REGISTER};
use crate::diagnostic::{Diagnostic, Diagnostics, Severity, codes};
use crate::dossier::{self, Dossier};
use crate::project::{Disk, Files, Found, Project, ReadError};
use crate::publish::{Changes, Lock, Replacement, change};
use crate::redact;
use crate::rename::{self, Former, Plan, Stand};

/// Renames what the plan names.
pub(super) fn mv(root: &Path, told: &MvPlan, output: &Output) -> Outcome {
    let Some(project) = open(root, output) else { return Outcome::Failed };
    let Some((dossier, before)) = read(&project, output) else {
        output.refuse_to_go_on("nothing can be renamed here");
        return Outcome::Failed;
    };
    if in_the_way(&before) {
        output.diagnostics(&errors(before), &Texts::new(project.files(), prefix(root)));
        output
            .refuse_to_go_on("mend this first, so that nothing is overlooked; nothing was written");
        return Outcome::Failed;
    }
    // What is hidden on the pages has its name, too, and is found by it.
    let legible = Disk::open(root).ok().filter(|_| project.files().read(redact::RULES).is_ok());
    let legible = legible.and_then(|disk| read(&Project::new(Legible(disk)), output));
    let named = legible.as_ref().map_or(&dossier, |(legible, _)| legible);
    let stand = Stand { files: project.files(), dossier: named };
    let former = if told.forget { Former::Forget } else { Former::LeadOn };
    let planned = rename::subject(&stand, &told.old)
        .and_then(|subject| rename::plan(&stand, &subject, &told.new, former));
    let plan = match planned {
        Ok(plan) => plan,
        Err(message) => {
            output.refuse_to_go_on(&visible_line(&message));
            return Outcome::Failed;
        }
    };
    match confirmed(root, &plan, &dossier, &before, told.yes, output) {
        true => carry_out(root, &plan, output),
        false => Outcome::Failed,
    }
}

/// The dossier, and what is wrong with it.
fn read(project: &Project, output: &Output) -> Option<(Dossier, Diagnostics)> {
    let steps = Steps::new(*output);
    let (dossier, mut found) = build::linked(project, &steps);
    steps.finish();
    let dossier = dossier?;
    found.extend(dossier::check(&dossier, REGISTER));
    Some((dossier, found))
}

/// Whether a file cannot be read as its writer meant it: references in it would be overlooked. Words that are
/// not found and links that lead nowhere do no harm here.
fn in_the_way(found: &Diagnostics) -> bool {
    const HARMFUL: [&str; 12] = [
        codes::CONFIG_SYNTAX,
        codes::CONFIG_KEY,
        codes::UNREADABLE,
        codes::REGISTER_SYNTAX,
        codes::REGISTER_ENTRY,
        codes::DUPLICATE_ID,
        codes::RULES_SYNTAX,
        codes::CALLOUT,
        codes::JSONLD,
        codes::LOCK,
        codes::PROPOSALS_SYNTAX,
        codes::METADATA,
    ];
    found.iter().any(|d| d.severity == Severity::Error && HARMFUL.contains(&d.code))
}

fn errors(found: Diagnostics) -> Diagnostics {
    found.into_iter().filter(|d| d.severity == Severity::Error).collect()
}

/// Tries it, shows it, and asks.
fn confirmed(
    root: &Path,
    plan: &Plan,
    dossier: &Dossier,
    before: &Diagnostics,
    yes: bool,
    output: &Output,
) -> bool {
    let Some(disk) = opened(root, output) else { return false };
    let project = Project::new(Overlay::new(disk, plan));
    let after = read(&project, output);
    let worse = after.as_ref().map(|(_, found)| worse(before, found));
    if worse.as_ref().is_none_or(|worse| !worse.is_empty()) {
        let texts = Texts::new(project.files(), prefix(root));
        output.diagnostics(&worse.unwrap_or_default(), &texts);
        output.refuse_to_go_on(
            "the dossier would not be in order with this name; nothing was written",
        );
        return false;
    }
    if !show(plan, output) {
        return false;
    }
    let changed = after.map(|(after, _)| differences(dossier, &after)).unwrap_or_default();
    for remark in plan.remarks.iter().chain(&changed) {
        output.say(&format!("Note: {}", visible_line(remark)));
    }
    let files = plan.moves.len() + plan.writes.len() + plan.removes.len();
    let question = match files {
        1 => "Change this file?".to_owned(),
        more => format!("Change these {more} files?"),
    };
    yes || ask::agreed(&question, output)
}

/// The errors of codes of which there are more now than before.
fn worse(before: &Diagnostics, after: &Diagnostics) -> Diagnostics {
    let errors = |found: &Diagnostics, code: &str| {
        found.iter().filter(|d| d.severity == Severity::Error && d.code == code).count()
    };
    let known: BTreeSet<&str> = before.iter().map(|d| &d.message[..]).collect();
    let more = |d: &&Diagnostic| {
        d.severity == Severity::Error
            && errors(after, d.code) > errors(before, d.code)
            && !known.contains(&d.message[..])
    };
    after.iter().filter(more).cloned().collect()
}

/// What the new name does to the annotations: rules know documents by the names of their files.
fn differences(before: &Dossier, after: &Dossier) -> Vec<String> {
    let counts = |dossier: &Dossier| {
        let mut counts: BTreeMap<&'static str, usize> = BTreeMap::new();
        for (_, annotation) in dossier.annotations() {
            *counts.entry(annotation.layer().key()).or_default() += 1;
        }
        counts
    };
    let (old, new) = (counts(before), counts(after));
    let layers: BTreeSet<&&str> = old.keys().chain(new.keys()).collect();
    let number = |counts: &BTreeMap<&'static str, usize>, layer: &str| {
        counts.get(layer).copied().unwrap_or_default()
    };
    layers
        .into_iter()
        .map(|layer| (layer, number(&old, layer), number(&new, layer)))
        .filter(|(_, old, new)| old != new)
        .map(|(layer, old, new)| {
            format!("the layer {layer} has {old} annotations, and will have {new}")
        })
        .collect()
}

/// Shows the renamings as git does, and the changes of texts; `false` where nobody reads it.
fn show(plan: &Plan, output: &Output) -> bool {
    for (from, to) in &plan.moves {
        let line = format!("rename {} => {}\n", visible_line(from), visible_line(to));
        if !output.result(line.as_bytes()).unwrap_or(false) {
            return false;
        }
    }
    for (path, write) in &plan.writes {
        let from = plan.moves.iter().find(|(_, to)| to == path).map_or(path, |(from, _)| from);
        let old = match write.before {
            Some(_) => format!("a/{from}"),
            None => "/dev/null".to_owned(),
        };
        let before = write.before.as_deref().unwrap_or_default();
        let (from, to) = (old, format!("b/{path}"));
        let change = ask::Change { from: &from, to: &to, old: before, new: &write.after };
        if !ask::show(path, change, output) {
            return false;
        }
    }
    for (path, before) in &plan.removes {
        let from = format!("a/{path}");
        let change = ask::Change { from: &from, to: "/dev/null", old: before, new: "" };
        if !ask::show(path, change, output) {
            return false;
        }
    }
    true
}

fn carry_out(root: &Path, plan: &Plan, output: &Output) -> Outcome {
    let waiting = || output.say("Waiting for a build of this dossier to end …");
    let lock = match Lock::acquire(root, &waiting) {
        Ok(lock) => lock,
        Err(error) => {
            let nothing = crate::project::Memory::default();
            let diagnostics = Diagnostics::from_iter([error.diagnostic()]);
            output.diagnostics(&diagnostics, &Texts::new(&nothing, ""));
            return Outcome::Failed;
        }
    };
    let done = change(root, &changes(plan));
    drop(lock);
    match done {
        Ok(()) => {
            let names = match plan.moves.len() {
                0 => "Renamed".to_owned(),
                files => format!("Renamed {}", count::of(files, "file")),
            };
            let texts = count::of(plan.writes.len(), "file");
            output.say(&format!("{names}, changed the text of {texts}"));
            Outcome::Done
        }
        Err((path, error)) => {
            output.refuse_to_go_on(&format!("nothing was changed, because of {path}: {error}"));
            Outcome::Failed
        }
    }
}

fn changes(plan: &Plan) -> Changes<'_> {
    let writes = plan.writes.iter().map(|(path, write)| Replacement {
        path,
        before: write.before.as_deref().map(str::as_bytes),
        after: write.after.as_bytes(),
    });
    Changes {
        moves: plan.moves.iter().map(|(from, to)| (&from[..], &to[..])).collect(),
        writes: writes.collect(),
        removes: plan.removes.iter().map(|(path, text)| (&path[..], text.as_bytes())).collect(),
    }
}

/// A dossier's files without the rules that hide words.
struct Legible(Disk);

impl Files for Legible {
    fn list(&self, folder: &str) -> Vec<Found> {
        let mut found = self.0.list(folder);
        found.retain(|one| one.path != redact::RULES);
        found
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        if path == redact::RULES { Err(ReadError::Missing) } else { self.0.read(path) }
    }
}

/// A dossier's files as a plan would leave them.
struct Overlay {
    disk: Disk,
    /// Old paths by their new ones.
    moved: BTreeMap<String, String>,
    gone: BTreeSet<String>,
    texts: BTreeMap<String, String>,
}

impl Overlay {
    fn new(disk: Disk, plan: &Plan) -> Self {
        let gone = plan.moves.iter().map(|(from, _)| from).chain(plan.removes.keys());
        let texts = plan.writes.iter().map(|(path, write)| (path.clone(), write.after.clone()));
        Self {
            disk,
            moved: plan.moves.iter().map(|(from, to)| (to.clone(), from.clone())).collect(),
            gone: gone.cloned().collect(),
            texts: texts.collect(),
        }
    }
}

impl Files for Overlay {
    fn list(&self, folder: &str) -> Vec<Found> {
        let mut found = self.disk.list(folder);
        found.retain(|one| !self.gone.contains(&one.path));
        let below = format!("{folder}/");
        let new: BTreeSet<&String> = self
            .moved
            .keys()
            .chain(self.texts.keys())
            .filter(|path| path.starts_with(&below))
            .collect();
        let known: BTreeSet<String> = found.iter().map(|one| one.path.clone()).collect();
        let new = new.into_iter().filter(|path| !known.contains(*path));
        found.extend(new.map(|path| Found { path: path.clone(), problem: None }));
        found.sort_by(|a, b| a.path.cmp(&b.path));
        found
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        if let Some(text) = self.texts.get(path) {
            return Ok(text.clone().into_bytes());
        }
        if let Some(old) = self.moved.get(path) {
            return self.disk.read(old);
        }
        if self.gone.contains(path) { Err(ReadError::Missing) } else { self.disk.read(path) }
    }
}
