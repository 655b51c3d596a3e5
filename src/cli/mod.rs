//! The command line: what was typed, what is said about it, and what is done.
//!
//! In: arguments. Out: an exit code, and words. Only this module prints, and of it only `output`.
//! Standard output carries what other programs read: annotations, completions, the manual, and
//! diagnostics in a machine's format. Everything said to a person goes to standard error.

mod address;
mod against;
mod anchor;
mod annotate;
mod args;
mod ask;
mod build;
mod count;
mod diff;
mod events;
mod explain;
mod git;
mod help;
mod import;
mod init;
mod input;
mod mv;
mod new;
mod output;
mod plan;
mod progress;
mod reanchor;
mod report;
mod rewrite;
mod said;
mod serve;
mod shell;
mod suggest;
mod tally;
mod timings;
mod trace;
mod verify;
mod visible;
mod why;
mod width;

use std::ffi::OsString;
use std::path::Path;
use std::process::ExitCode;

use clap::Parser;

use args::Args;
use output::{Format, Output};
use plan::Task;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// All is well; warnings may have been given.
    Done,
    /// Something is wrong with the content, or could not be written: exit code 1.
    Failed,
}

/// The command line cannot be understood, or names a folder that is not there: exit code 2.
const USAGE: u8 = 2;

/// Runs the program on the arguments of its process, the program's own name first.
#[must_use]
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args = match Args::try_parse_from(arguments) {
        Ok(args) => args,
        Err(error) => {
            // Help and version come this way, too; where they cannot be printed, nobody listens.
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { USAGE } else { 0 });
        }
    };
    args.color.as_choice().write_global();
    let output = Output::new(args.verbosity(), args.format);
    if args.format == Format::Sarif && !args.command.reports_once() {
        output.refuse("--format sarif is one document, and this command reports as it goes");
        return ExitCode::from(USAGE);
    }
    if let Some(message) = args.command.refuses(args.format) {
        output.refuse(message);
        return ExitCode::from(USAGE);
    }
    match plan::plan(args.command, Path::new(".")) {
        Ok(task) if !carried_on(&task, &output) => ExitCode::FAILURE,
        Ok(task) => match carry_out(task, &output) {
            Outcome::Done => ExitCode::SUCCESS,
            Outcome::Failed => ExitCode::FAILURE,
        },
        Err(message) => {
            output.refuse(&message);
            ExitCode::from(USAGE)
        }
    }
}

/// Carries on what an earlier command had begun to change; `false` where that cannot be.
fn carried_on(task: &Task, output: &Output) -> bool {
    match task.root().map_or(Ok(false), crate::publish::resume) {
        Ok(false) => true,
        Ok(true) => {
            output.say("Carried on the changes of files that were interrupted");
            true
        }
        Err(error) => {
            output.refuse_to_go_on(&format!("changes of files were interrupted: {error}"));
            false
        }
    }
}

fn carry_out(task: Task, output: &Output) -> Outcome {
    match task {
        Task::Init { folder } => init::init(&folder, output),
        Task::Build { root, how } => build::build(&root, &how, output),
        Task::Check { root, against } => build::check(&root, against.as_deref(), output),
        Task::Reanchor { root, yes } => reanchor::reanchor(&root, yes, output),
        Task::Anchor { inputs } => anchor::anchors(&inputs, output),
        Task::Serve { root, port, open } => serve::serve(&root, port, open, output),
        Task::Suggest { root, apply: false } => suggest::suggest(&root, output),
        Task::Suggest { root, apply: true } => suggest::apply(&root, output),
        Task::Diff { root, revision } => diff::diff(&root, &revision, output),
        Task::Mv { root, plan } => mv::mv(&root, &plan, output),
        Task::Trace { root, plan } => trace::trace(&root, &plan, output),
        Task::Verify(plan) => verify::verify(&plan, output),
        Task::Import(plan) => import::import(&plan, output),
        Task::NewSeed(plan) => new::seed(*plan, output),
        Task::Explain(what) => explain::explain(what, output),
        Task::Annotate(plan) => annotate::annotate(&plan, output),
        Task::Completions { shell } => shell::completions(shell, output),
        Task::Man { command } => shell::manual(command.as_deref(), output),
    }
}
