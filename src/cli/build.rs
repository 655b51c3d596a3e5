//! `build` and `check`.

use std::path::Path;
use std::time::Instant;

use super::output::Output;
use super::progress::Steps;
use super::reanchor::write_lock;
use super::report::Texts;
use super::{Outcome, against, count, tally};
use crate::build::{self, Built, Counts, Options};
use crate::diagnostic::{Diagnostic, Diagnostics, Severity, codes};
use crate::project::{Disk, Project};
use crate::publish::{Folder, FolderKind, Lock, PublishError, Published, publish};
use crate::reanchor::{Fate, LOCK};

/// Builds the dossier in `root` and publishes it.
pub(super) fn build(root: &Path, options: &Options, locked: bool, output: &Output) -> Outcome {
    let begun = Instant::now();
    let Some((project, mut built, mut diagnostics)) = run(root, options, output) else {
        return Outcome::Failed;
    };
    let texts = Texts::new(project.files(), prefix(root));
    if locked && built.as_ref().is_some_and(|built| built.anchors.outdated()) {
        diagnostics.push(outdated());
        built = None;
    }
    let anchors = built.as_ref().map(|built| built.anchors.clone());
    let left_out = built.as_ref().map_or(0, |built| built.left_out);
    let published = built.map(|built| (built.counts, put(root, &built, output)));
    let (line, outcome) = match published {
        Some((counts, Ok(published))) => (made(root, counts, left_out, &published), Outcome::Done),
        Some((_, Err(error))) => {
            diagnostics.push(error.diagnostic());
            (NOTHING.to_owned(), Outcome::Failed)
        }
        None => (NOTHING.to_owned(), Outcome::Failed),
    };
    if let (Outcome::Done, false, Some(anchors)) = (outcome, locked, anchors)
        && anchors.outdated()
    {
        let text = anchors.lock.write();
        if let Err(message) = write_lock(root, anchors.lock_text.as_deref(), &text) {
            output.say(&message);
        }
    }
    // All at once, for some formats are one document.
    output.diagnostics(&diagnostics, &texts);
    output.say(&format!("{line} ({})", count::time(begun.elapsed())));
    outcome
}

fn outdated() -> Diagnostic {
    let message = format!("{LOCK} does not say where all annotations stand");
    Diagnostic::error(codes::LOCK_OUTDATED, message).in_file(LOCK).hint(
        "run `dossier build` or `dossier reanchor` and commit the file; --locked writes nothing",
    )
}

const NOTHING: &str = "Built nothing; the old output stays as it was";

/// Builds the dossier in `root` and says what is wrong with it; `against` is a revision of git with
/// which its annotations are compared instead of with the lock.
pub(super) fn check(root: &Path, against: Option<&str>, output: &Output) -> Outcome {
    let begun = Instant::now();
    let then = match against.map(|revision| against::then(root, revision)).transpose() {
        Ok(then) => then,
        Err(message) => {
            let diagnostic = Diagnostic::error(codes::REVISION, message);
            let nothing = crate::project::Memory::default();
            output.diagnostics(&Diagnostics::from_iter([diagnostic]), &Texts::new(&nothing, ""));
            return Outcome::Failed;
        }
    };
    let lock = then.as_ref().map(|then| then.agreed.clone());
    let options = Options { against: lock, check_output: true, checks: true, ..Options::default() };
    let Some((project, built, diagnostics)) = run(root, &options, output) else {
        return Outcome::Failed;
    };
    output.only_diagnostics(&diagnostics, &Texts::new(project.files(), prefix(root)));
    if let (Some(then), Some(revision)) = (&then, against) {
        against::compare(&project, then, revision, output);
    }
    let what = built.as_ref().map_or(String::new(), |built| {
        let known = built.anchors.fates.iter().any(|fate| *fate != Fate::New);
        let fates = if known { tally::tally(&built.anchors.fates) } else { String::new() };
        let annotations = if known { format!(", annotations: {fates}") } else { fates };
        format!(" {}{annotations}", count::of(built.counts.documents, "document"))
    });
    let errors = count::of(diagnostics.count(Severity::Error), "error");
    let warnings = count::of(diagnostics.count(Severity::Warning), "warning");
    let time = count::time(begun.elapsed());
    output.say(&format!("Checked{what}: {errors}, {warnings} ({time})"));
    if built.is_some() { Outcome::Done } else { Outcome::Failed }
}

/// Runs the line. What was built comes only where there is no error; nothing at all where the
/// folder cannot be opened.
fn run(
    root: &Path,
    options: &Options,
    output: &Output,
) -> Option<(Project, Option<Built>, Diagnostics)> {
    let disk = match Disk::open(root) {
        Ok(disk) => disk,
        Err(error) => {
            unreadable(root, &error, output);
            return None;
        }
    };
    let project = Project::new(disk);
    let steps = Steps::new(*output);
    let (built, diagnostics) = build::build(&project, options, &steps);
    steps.finish();
    let built = built.filter(|_| !diagnostics.has_errors());
    Some((project, built, diagnostics))
}

/// Says that the dossier's folder cannot be opened.
pub(super) fn unreadable(root: &Path, error: &crate::project::ReadError, output: &Output) {
    let message = format!("the folder {} cannot be opened: {error}", root.display());
    let diagnostic = Diagnostic::error(codes::UNREADABLE, message);
    let nothing = crate::project::Memory::default();
    output.diagnostics(&Diagnostics::from_iter([diagnostic]), &Texts::new(&nothing, ""));
}

/// Writes what was built.
fn put(root: &Path, built: &Built, output: &Output) -> Result<Vec<Published>, PublishError> {
    let begun = Instant::now();
    let waiting = || output.say("Waiting for another build of this dossier to end …");
    let lock = Lock::acquire(root, &waiting)?;
    let config = &built.config;
    let folders = [
        Folder { path: &config.pages_dir, kind: FolderKind::Pages, files: &built.pages },
        Folder { path: &config.site_dir, kind: FolderKind::Site, files: &built.site },
    ];
    let published = publish(root, &folders, &lock)?;
    output.detail(&format!("{:>14}  {}", "publishing", count::time(begun.elapsed())));
    for left in published.iter().filter_map(|one| one.left.as_ref()) {
        output.say(&format!("{left} holds files that dossier did not make, so it was left there"));
    }
    Ok(published)
}

/// `Built 12 documents, 48 entries, 214 pages → public/`.
fn made(root: &Path, counts: Counts, left_out: usize, published: &[Published]) -> String {
    let site = published.last().map_or("", |site| &site.folder);
    let unchanged =
        if published.iter().all(|one| one.unchanged) { ", nothing changed" } else { "" };
    let left_out = match left_out {
        0 => String::new(),
        n => format!(", {} left out", count::of(n, "thing")),
    };
    format!("Built {}{left_out} → {}{site}/{unchanged}", all(counts), prefix(root))
}

/// `12 documents, 48 entries, 214 pages`.
pub(super) fn all(counts: Counts) -> String {
    let documents = count::of(counts.documents, "document");
    let entries = count::of(counts.entries, "entry");
    format!("{documents}, {entries}, {}", count::of(counts.site_pages, "page"))
}

/// What stands before a path below `root` to make it one from here; nothing where both are one.
pub(super) fn prefix(root: &Path) -> String {
    if root == Path::new(".") { String::new() } else { format!("{}/", root.display()) }
}
