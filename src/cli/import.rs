//! `import`: other programs' files, taken over into notes files and the register.

use std::path::Path;
use std::time::Instant;

use super::ask;
use super::build::{open, prefix};
use super::input::Input;
use super::output::Output;
use super::plan::{ImportPlan, ImportWhat};
use super::report::Texts;
use super::rewrite::{Rewrite, rewrite};
use super::{Outcome as Ending, count};
use crate::build::survey;
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::import::{self, Added, Here, Next, Outcome, authority};
use crate::project::Memory;

/// Imports what the plan says: annotations all together, names one file after the other.
pub(super) fn import(plan: &ImportPlan, output: &Output) -> Ending {
    let inputs: Vec<&[Input]> = match plan.what {
        ImportWhat::Annotations(_) => vec![&plan.inputs[..]],
        ImportWhat::Register(_) => plan.inputs.chunks(1).collect(),
    };
    let mut ending = Ending::Done;
    for inputs in inputs {
        if some(plan, inputs, output) == Ending::Failed {
            ending = Ending::Failed;
        }
    }
    ending
}

fn some(plan: &ImportPlan, inputs: &[Input], output: &Output) -> Ending {
    let begun = Instant::now();
    let Some(project) = open(&plan.root, output) else { return Ending::Failed };
    let now = survey(&project, None);
    if now.files.has_errors() {
        let texts = Texts::new(project.files(), prefix(&plan.root));
        output.diagnostics(&now.files, &texts);
        output.refuse_to_go_on("mend the files first; nothing was written");
        return Ending::Failed;
    }
    let here = Here {
        files: project.files(),
        documents: &now.documents,
        notes: &now.notes,
        standings: &now.standings,
        register: &now.register,
        site_url: now.site_url.as_deref(),
        redactor: &now.redactor,
    };
    match read(here, inputs, &plan.what) {
        Ok(outcome) => finish(plan, outcome, begun, output),
        Err(diagnostic) => {
            tell(&Diagnostics::from_iter([*diagnostic]), output);
            Ending::Failed
        }
    }
}

fn read(here: Here<'_>, inputs: &[Input], what: &ImportWhat) -> Result<Outcome, Box<Diagnostic>> {
    let unread = |input: &Input, error: std::io::Error| {
        let message = format!("{input} cannot be read: {error}");
        Box::new(Diagnostic::error(codes::UNREADABLE, message))
    };
    match (what, inputs) {
        (ImportWhat::Register(choice), [input, ..]) => {
            let mut reader = input.open().map_err(|error| unread(input, error))?;
            authority::import(here, &input.to_string(), &mut reader, choice)
        }
        (ImportWhat::Register(_), []) => Ok(Outcome::default()),
        (ImportWhat::Annotations(options), inputs) => {
            let mut files = Vec::new();
            for input in inputs {
                let bytes = input.read().map_err(|error| unread(input, error))?;
                files.push((input.to_string(), bytes));
            }
            Ok(import::import(here, &files, options))
        }
    }
}

/// Writes what came in, or shows it, and says what was done.
fn finish(plan: &ImportPlan, outcome: Outcome, begun: Instant, output: &Output) -> Ending {
    let failed = outcome.diagnostics.has_errors();
    tell(&outcome.diagnostics, output);
    if plan.dry_run {
        for file in &outcome.files {
            let old = file.before.as_deref().unwrap_or_default();
            let from = match file.before {
                Some(_) => format!("a/{}", file.path),
                None => "/dev/null".to_owned(),
            };
            let to = format!("b/{}", file.path);
            let change = ask::Change { from: &from, to: &to, old, new: &file.after };
            if !ask::show(&file.path, change, output) {
                return Ending::Done;
            }
        }
    } else if let Err(error) = write(&plan.root, &outcome.files) {
        tell(&Diagnostics::from_iter([*error]), output);
        output.say("Wrote nothing more");
        return Ending::Failed;
    }
    for file in &outcome.files {
        let verb = if plan.dry_run { "Would write" } else { "Wrote" };
        output.say(&format!("{verb} {}{}", prefix(&plan.root), file.path));
    }
    let time = count::time(begun.elapsed());
    output.say(&format!("{} ({time})", summary(&outcome, plan)));
    if failed { Ending::Failed } else { Ending::Done }
}

fn write(root: &Path, files: &[Next]) -> Result<(), Box<Diagnostic>> {
    let rewrites: Vec<Rewrite<'_>> = files
        .iter()
        .map(|file| Rewrite {
            path: &file.path,
            before: file.before.as_deref(),
            after: &file.after,
        })
        .collect();
    rewrite(root, &rewrites)
}

/// `3 annotations and 1 entry added, 2 known already, 4 left out`.
fn summary(outcome: &Outcome, plan: &ImportPlan) -> String {
    let Added { annotations, metadata, entries, values } = outcome.added;
    let kinds = [
        (annotations, "annotation"),
        (metadata, "value of metadata"),
        (entries, "entry"),
        (values, "value of entries"),
    ];
    let some = kinds.into_iter().filter(|(number, _)| *number > 0);
    let some: Vec<String> = some
        .map(|(number, what)| match what.split_once(" of ") {
            Some((what, whose)) => format!("{} of {whose}", count::of(number, what)),
            None => count::of(number, what),
        })
        .collect();
    let verb = if plan.dry_run { "would be added" } else { "added" };
    let mut parts = vec![match some.is_empty() {
        true => "nothing to add".to_owned(),
        false => format!("{} {verb}", some.join(", ")),
    }];
    if outcome.known > 0 {
        parts.push(format!("{} known already", outcome.known));
    }
    if outcome.left > 0 {
        parts.push(format!("{} left out", outcome.left));
    }
    if outcome.unmentioned > 0 {
        let by_number =
            matches!(&plan.what, ImportWhat::Register(choice) if !choice.only.is_empty());
        let why =
            if by_number { "not asked for" } else { "no document means (--all takes them, too)" };
        parts.push(format!("{} {why}", count::of(outcome.unmentioned, "more name")));
    }
    let line = parts.join("; ");
    // The line begins a sentence.
    let first = line.chars().next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
    line.chars().next().map_or(String::new(), |c| format!("{first}{}", &line[c.len_utf8()..]))
}

fn tell(diagnostics: &Diagnostics, output: &Output) {
    let nothing = Memory::default();
    output.diagnostics(diagnostics, &Texts::new(&nothing, ""));
}
