//! `reanchor`: proposes how quotes whose sources have changed may be mended, shows the changes, and
//! makes them once somebody agrees.

use std::collections::BTreeMap;
use std::path::Path;

use super::build::open;
use super::output::Output;
use super::report::Texts;
use super::{Outcome, ask, tally};
use crate::annotation::How;
use crate::build::{Survey, survey};
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::project::{Disk, Files, Project};
use crate::publish::{Replacement, replace};
use crate::reanchor::{Edit, Fate, LOCK, apply, repair};

/// A file before and after.
struct Change {
    path: String,
    old: Option<Vec<u8>>,
    new: String,
}

/// Mends the dossier in `root`; `yes` agrees in advance.
pub(super) fn reanchor(root: &Path, yes: bool, output: &Output) -> Outcome {
    let Some(project) = open(root, output) else { return Outcome::Failed };
    let mut now = survey(&project, None);
    let texts = Texts::new(project.files(), super::build::prefix(root));
    let mut diagnostics = std::mem::take(&mut now.files);
    let broken = diagnostics.has_errors();
    diagnostics.extend(std::mem::take(&mut now.anchors));
    let changes = changes(project.files(), &now, &mut diagnostics);
    output.only_diagnostics(&diagnostics, &texts);
    let found = tally::tally(now.standings.iter().map(|standing| &standing.fate));
    output.say(&format!("Annotations: {}", if found.is_empty() { "none" } else { &found }));
    if broken {
        output.refuse_to_go_on("mend the files first; nothing was written");
        return Outcome::Failed;
    }
    let lost = now.standings.iter().any(|standing| standing.found.is_none());
    let outcome = if lost { Outcome::Failed } else { Outcome::Done };
    let outdated = now.lock_text.as_deref().unwrap_or_default() != now.agreed.write();
    let never = now.lock_text.is_none() && now.agreed.0.is_empty();
    if changes.is_empty() && (!outdated || never) {
        output.say("Nothing to mend");
        return outcome;
    }
    for change in &changes {
        if !show(change, output) {
            return outcome;
        }
    }
    if !yes && !agreed(changes.len(), output) {
        return Outcome::Failed;
    }
    match put(root, &changes, output) {
        Ok(()) => outcome,
        Err(message) => {
            output.refuse_to_go_on(&message);
            Outcome::Failed
        }
    }
}

/// The notes files that would change, and why others would not.
fn changes(files: &dyn Files, survey: &Survey, diagnostics: &mut Diagnostics) -> Vec<Change> {
    let mut edits: BTreeMap<&str, Vec<Edit>> = BTreeMap::new();
    let mut read: BTreeMap<&str, (Vec<u8>, String)> = BTreeMap::new();
    for standing in &survey.standings {
        let fuzzy = standing.found.as_ref().is_some_and(|found| matches!(found.how, How::Fuzzy(_)));
        let Some(document) = survey.documents.get(&standing.seed).filter(|_| fuzzy) else {
            continue;
        };
        let path = standing.path.as_str();
        if !read.contains_key(path) {
            let Ok(bytes) = files.read(path) else { continue };
            // Spans count from behind a byte order mark.
            let Ok(text) = String::from_utf8(bytes.clone()) else { continue };
            let text = text.strip_prefix('\u{FEFF}').map(str::to_owned).unwrap_or(text);
            read.insert(path, (bytes, text));
        }
        let Some((_, text)) = read.get(path) else { continue };
        match repair(text, standing, document) {
            Ok(found) => edits.entry(path).or_default().extend(found),
            Err(reason) => diagnostics.push(
                Diagnostic::warning(codes::FUZZY_QUOTE, "this quote cannot be mended by program")
                    .at(path, standing.quote.clone())
                    .note(reason)
                    .hint("correct it by hand"),
            ),
        }
    }
    let mut changes = Vec::new();
    for (path, edits) in edits {
        let Some((old, text)) = read.remove(path) else { continue };
        let new = apply(text.as_str(), &edits);
        if new != text {
            let bom = if old.len() > text.len() { "\u{FEFF}" } else { "" };
            changes.push(Change {
                path: path.to_owned(),
                old: Some(old),
                new: format!("{bom}{new}"),
            });
        }
    }
    changes
}

/// Shows a change; `false` where nobody reads it.
fn show(change: &Change, output: &Output) -> bool {
    let old = String::from_utf8_lossy(change.old.as_deref().unwrap_or_default()).into_owned();
    let (from, to) = (format!("a/{}", change.path), format!("b/{}", change.path));
    let shown = ask::Change { from: &from, to: &to, old: &old, new: &change.new };
    ask::show(&change.path, shown, output)
}

/// Asks whether to go on.
fn agreed(files: usize, output: &Output) -> bool {
    let what = match files {
        0 => "Write the lock?".to_owned(),
        1 => "Change this file and write the lock?".to_owned(),
        more => format!("Change these {more} files and write the lock?"),
    };
    ask::agreed(&what, output)
}

/// Writes the files, then the lock of what they say now.
fn put(root: &Path, changes: &[Change], output: &Output) -> Result<(), String> {
    for change in changes {
        swap(root, &change.path, change.old.as_deref(), &change.new)?;
        output.say(&format!("Mended {}", change.path));
    }
    let disk = Disk::open(root).map_err(|error| error.to_string())?;
    let project = Project::new(disk);
    let mut now = survey(&project, None);
    // What was mended is new to the lock, but is where it was found.
    let unsure =
        now.standings.iter().filter(|standing| matches!(standing.fate, Fate::Ambiguous(_)));
    let unsure = unsure.count();
    let text = now.agreed.write();
    write_lock(root, now.lock_text.take().as_deref(), &text)?;
    output.say(&format!("Wrote {LOCK}"));
    if unsure > 0 {
        output.say("Ambiguous quotes are left to you: nothing is guessed");
    }
    Ok(())
}

/// Writes the lock, if it differs.
///
/// # Errors
/// In words, where it cannot be written.
pub(super) fn write_lock(root: &Path, old: Option<&str>, new: &str) -> Result<(), String> {
    if old == Some(new) {
        return Ok(());
    }
    swap(root, LOCK, old.map(str::as_bytes), new)
}

fn swap(root: &Path, path: &str, before: Option<&[u8]>, after: &str) -> Result<(), String> {
    replace(root, &[Replacement { path, before, after: after.as_bytes() }])
        .map_err(|(path, error)| format!("{path} was not written: {error}"))
}
