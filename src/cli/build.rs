//! `build` and `check`.

use std::path::Path;
use std::time::Instant;

use super::output::Output;
use super::plan::BuildPlan;
use super::progress::Steps;
use super::reanchor::write_lock;
use super::report::Texts;
use super::{Outcome, against, count, tally};
use crate::build::{self, Built, Counts, Options, Progress, Tools};
use crate::cache::{self, Inputs, Last};
use crate::diagnostic::{Diagnostic, Diagnostics, Severity, codes};
use crate::memo::Memo;
use crate::project::{Disk, Project};
use crate::publish::{
    Folder, FolderKind, Held, Keep, Lock, PublishError, Published, Stage, publish,
};
use crate::reanchor::{Fate, LOCK};

/// Builds the dossier in `root` and publishes it.
pub(super) fn build(root: &Path, how: &BuildPlan, output: &Output) -> Outcome {
    let begun = Instant::now();
    let steps = Steps::watching(*output, &how.watched);
    // The line itself hides what it says; to find out once more what to hide would cost as much as reading.
    let Some(project) = opened(root, output).map(Project::new) else { return Outcome::Failed };
    if how.watched.trace.is_some() {
        output.hide(&project);
    }
    // Also where nothing else is to be done.
    Stage::clear(root);
    let options = &how.options;
    let kept = how.cached.then(|| Kept::look(&project, options, &steps)).flatten();
    let last = kept.as_ref().and_then(|kept| kept.last(root));
    let (line, diagnostics, outcome) = match last.zip(kept.as_ref()) {
        Some((Last { counts, left_out, diagnostics }, kept)) => {
            (line(root, counts, left_out, &kept.folders[1], true), diagnostics, Outcome::Done)
        }
        None => anew(root, &project, how, kept.as_ref(), &steps, output),
    };
    steps.finish();
    // All at once, for some formats are one document.
    output.diagnostics(&diagnostics, &Texts::new(project.files(), prefix(root)));
    output.say(&format!("{line} ({})", count::time(begun.elapsed())));
    if how.watched.timings {
        output.say(steps.table().trim_end());
    }
    match how.watched.trace.as_deref().map(|file| steps.write_trace(file)) {
        Some(Err(message)) => {
            output.say(&message);
            Outcome::Failed
        }
        _ => outcome,
    }
}

/// Runs the line and writes what it gives. What is to be said of it, what was wrong, and how it ended.
fn anew(
    root: &Path,
    project: &Project,
    how: &BuildPlan,
    kept: Option<&Kept>,
    steps: &Steps,
    output: &Output,
) -> (String, Diagnostics, Outcome) {
    let nothing = |diagnostics| (NOTHING.to_owned(), diagnostics, Outcome::Failed);
    let stage = build::folders(project)
        .map(|folders| Stage::new(root, [folders[0].as_str(), folders[1].as_str()]));
    let memo = match cache::folder(root) {
        Ok(folder) if how.cached => Memo::on_disk(&folder),
        _ => Memo::none(),
    };
    let shelf: &dyn Keep = stage.as_ref().map_or(&Held, |stage| stage);
    let tools = Tools { progress: steps, shelf, memo: &memo };
    let (built, mut diagnostics) = run(project, &how.options, tools, steps);
    let Some(built) = built else { return nothing(diagnostics) };
    let is_outdated = built.anchors.outdated();
    if how.locked && is_outdated {
        diagnostics.push(outdated());
        return nothing(diagnostics);
    }
    let published = match put(root, &built, steps, output) {
        Ok(published) => published,
        Err(error) => {
            diagnostics.push(error.diagnostic());
            return nothing(diagnostics);
        }
    };
    if is_outdated {
        let text = built.anchors.lock.write();
        if let Err(message) = write_lock(root, built.anchors.lock_text.as_deref(), &text) {
            output.say(&message);
        }
    } else if let Some(kept) = kept {
        // The lock is an input, too: with another one the next build looks at all once more.
        let (counts, left_out) = (built.counts, built.left_out);
        let last = Last { counts, left_out, diagnostics: diagnostics.clone() };
        kept.remember(root, project, &how.options, &last);
    }
    // Where it cannot be kept, the next build does the work again.
    let _ = memo.finish();
    let line = made(root, built.counts, built.left_out, &published);
    // The process ends soon; nobody needs its memory sorted out before.
    std::mem::forget(built);
    (line, diagnostics, Outcome::Done)
}

/// What the next build needs to know of this one.
struct Kept {
    inputs: Inputs,
    folders: [String; 2],
}

impl Kept {
    /// The sum of all inputs; `None` where the settings cannot be read.
    fn look(project: &Project, options: &Options, steps: &Steps) -> Option<Self> {
        steps.step("comparing", 0);
        let folders = build::folders(project)?;
        Some(Self { inputs: Inputs::of(project, options), folders })
    }

    fn last(&self, root: &Path) -> Option<Last> {
        cache::last(root, &self.inputs, &self.folders())
    }

    fn remember(&self, root: &Path, project: &Project, options: &Options, last: &Last) {
        // What changed on the way may have been read before or after.
        if Inputs::of(project, options) != self.inputs {
            return;
        }
        // Where it cannot be kept, the next build does the work again.
        let _ = cache::remember(root, &self.inputs, &self.folders(), last);
    }

    fn folders(&self) -> [&str; 2] {
        [&self.folders[0], &self.folders[1]]
    }
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
    let Some(project) = open(root, output) else { return Outcome::Failed };
    let steps = Steps::new(*output);
    let (built, diagnostics) = run(&project, &options, Tools::watched(&steps), &steps);
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

/// A folder; `None`, with a message, where it cannot be opened.
pub(super) fn opened(folder: &Path, output: &Output) -> Option<Disk> {
    Disk::open(folder).map_err(|error| unreadable(folder, &error, output)).ok()
}

/// The dossier in a folder; `None`, with a message, where the folder cannot be opened. From now on nothing is
/// printed that it hides.
pub(super) fn open(root: &Path, output: &Output) -> Option<Project> {
    let project = opened(root, output).map(Project::new)?;
    output.hide(&project);
    Some(project)
}

/// Runs the line. What was built comes only where there is no error.
fn run(
    project: &Project,
    options: &Options,
    tools: Tools<'_>,
    steps: &Steps,
) -> (Option<Built>, Diagnostics) {
    let (built, diagnostics) = build::build_with(project, options, tools);
    steps.finish();
    let built = built.filter(|_| !diagnostics.has_errors());
    (built, diagnostics)
}

/// Says that the dossier's folder cannot be opened.
pub(super) fn unreadable(root: &Path, error: &crate::project::ReadError, output: &Output) {
    let message = format!("the folder {} cannot be opened: {error}", root.display());
    let diagnostic = Diagnostic::error(codes::UNREADABLE, message);
    let nothing = crate::project::Memory::default();
    output.diagnostics(&Diagnostics::from_iter([diagnostic]), &Texts::new(&nothing, ""));
}

/// Writes what was built.
fn put(
    root: &Path,
    built: &Built,
    steps: &Steps,
    output: &Output,
) -> Result<Vec<Published>, PublishError> {
    let waiting = || output.say("Waiting for another build of this dossier to end …");
    let lock = Lock::acquire(root, &waiting)?;
    let config = &built.config;
    let folders = [
        Folder { path: &config.pages_dir, kind: FolderKind::Pages, files: &built.pages },
        Folder { path: &config.site_dir, kind: FolderKind::Site, files: &built.site },
    ];
    steps.step("publishing", built.pages.len() + built.site.len());
    let published = publish(root, &folders, &lock);
    steps.finish();
    let published = published?;
    for left in published.iter().filter_map(|one| one.left.as_ref()) {
        output.say(&format!(
            "{left} holds files that dossier did not make, or that were changed since; they were left there"
        ));
    }
    Ok(published)
}

/// `Built 12 documents, 48 entries, 214 pages → public/`.
fn made(root: &Path, counts: Counts, left_out: usize, published: &[Published]) -> String {
    let site = published.last().map_or("", |site| &site.folder);
    line(root, counts, left_out, site, published.iter().all(|one| one.unchanged))
}

fn line(root: &Path, counts: Counts, left_out: usize, site: &str, unchanged: bool) -> String {
    let unchanged = if unchanged { ", nothing changed" } else { "" };
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
