//! `suggest`: names for the register, proposed and taken over.

use std::path::Path;
use std::time::Instant;

use super::build::{open, prefix};
use super::output::Output;
use super::progress::Steps;
use super::report::Texts;
use super::rewrite::{Rewrite, rewrite};
use super::{Outcome, count};
use crate::build::{self, Named, PROPOSALS, REGISTER};
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::project::Project;
use crate::proposals::{self, Decision, Proposal};

/// The first so many proposals of which it is said what they cover.
const FIRST: usize = 20;

/// Brings the dossier's proposals up to date.
pub(super) fn suggest(root: &Path, output: &Output) -> Outcome {
    let begun = Instant::now();
    let Some(project) = open(root, output) else { return Outcome::Failed };
    let steps = Steps::new(*output);
    let (named, diagnostics) = build::names(&project, &steps);
    steps.finish();
    let in_the_way = in_the_way(diagnostics, named.is_none());
    let Some(named) = named.filter(|_| in_the_way.is_empty()) else {
        return fail(root, &project, in_the_way, output);
    };
    let before = text(&project, PROPOSALS);
    let old = before.as_deref().unwrap_or_default();
    let (stored, _) = proposals::read(PROPOSALS, old);
    let found = proposals::gather(&named.documents, &named.register);
    let Named { documents, register } = &named;
    let after = proposals::update(old, &stored, &found, documents, register);
    let file = Rewrite { path: PROPOSALS, before: before.as_deref(), after: &after };
    if before.is_none() && after.is_empty() {
        output.say(&format!("Nothing to propose ({})", count::time(begun.elapsed())));
        return Outcome::Done;
    }
    if let Err(error) = rewrite(root, &[file]) {
        return fail(root, &project, Diagnostics::from_iter([*error]), output);
    }
    let (now, _) = proposals::read(PROPOSALS, &after);
    let open = now.iter().filter(|one| one.decision == Decision::Open).count();
    let decided = now.len() - open;
    let change = if before.as_deref() == Some(after.as_str()) { ", nothing changed" } else { "" };
    output.say(&format!(
        "{} to review, {decided} decided{} → {}{PROPOSALS}{change} ({})",
        count::of(open, "proposal"),
        covered(&found),
        prefix(root),
        count::time(begun.elapsed())
    ));
    Outcome::Done
}

/// What the first proposals settle.
fn covered(found: &[Proposal]) -> String {
    let all: usize = found.iter().map(Proposal::count).sum();
    let first: usize = found.iter().take(FIRST).map(Proposal::count).sum();
    if found.len() <= FIRST || all == 0 {
        return String::new();
    }
    format!("; the first {FIRST} cover {} % of {all} mentions", first * 100 / all)
}

/// Carries out the editors' decisions.
pub(super) fn apply(root: &Path, output: &Output) -> Outcome {
    let begun = Instant::now();
    let Some(project) = open(root, output) else { return Outcome::Failed };
    let (register, proposals) = (text(&project, REGISTER), text(&project, PROPOSALS));
    if proposals.is_none() {
        let place = prefix(root);
        output.say(&format!(
            "There are no proposals yet: `dossier suggest` writes {place}{PROPOSALS}, and you write decisions into it"
        ));
        return Outcome::Done;
    }
    let (old_register, old) =
        (register.as_deref().unwrap_or_default(), proposals.as_deref().unwrap_or_default());
    let (stored, found) = proposals::read(PROPOSALS, old);
    if found.has_errors() {
        return fail(root, &project, found, output);
    }
    let applied = match proposals::apply((REGISTER, old_register), (PROPOSALS, old), &stored) {
        Ok(applied) => applied,
        Err(errors) => return fail(root, &project, errors, output),
    };
    // The register first: should the second file not be written, the next run finds what is done.
    let files = [
        Rewrite { path: REGISTER, before: register.as_deref(), after: &applied.register },
        Rewrite { path: PROPOSALS, before: proposals.as_deref(), after: &applied.proposals },
    ];
    let changed = applied.register != old_register || applied.proposals != old;
    if changed && let Err(error) = rewrite(root, &files) {
        return fail(root, &project, Diagnostics::from_iter([*error]), output);
    }
    let entries = count::of(applied.entries, "entry");
    let aliases = match applied.aliases {
        1 => "1 alias".to_owned(),
        more => format!("{more} aliases"),
    };
    let time = count::time(begun.elapsed());
    let why = match changed {
        true => "",
        false => "; no decision was waiting (\"accept\", \"alias-of: ID\" or \"reject\")",
    };
    output
        .say(&format!("Added {entries} and {aliases} → {}{REGISTER}{why} ({time})", prefix(root)));
    Outcome::Done
}

/// A file's text without a byte order mark being taken away: what is written back is the same.
fn text(project: &Project, path: &str) -> Option<String> {
    project.files().read(path).ok().and_then(|bytes| String::from_utf8(bytes).ok())
}

/// The errors that keep names from being proposed: those in the two files, or all where there is nothing
/// to propose from. What is wrong with notes does no harm here.
fn in_the_way(diagnostics: Diagnostics, nothing: bool) -> Diagnostics {
    let own = |diagnostic: &Diagnostic| {
        diagnostic
            .location
            .as_ref()
            .is_some_and(|at| [PROPOSALS, REGISTER].contains(&at.path.as_str()))
    };
    let errors = diagnostics.into_iter().filter(|d| d.severity == Severity::Error);
    errors.filter(|diagnostic| nothing || own(diagnostic)).collect()
}

fn fail(root: &Path, project: &Project, diagnostics: Diagnostics, output: &Output) -> Outcome {
    output.diagnostics(&diagnostics, &Texts::new(project.files(), prefix(root)));
    output.say("Wrote nothing");
    Outcome::Failed
}
