//! Trains a language's model of names; `docs` say which files it takes.

use std::io::{Write, stderr, stdout};
use std::process::ExitCode;

use dossier::recognise::training;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Nobody is left to tell where even this cannot be written.
            let _ = writeln!(stderr(), "{error}");
            ExitCode::FAILURE
        }
    }
}

#[allow(clippy::disallowed_methods, reason = "a tool that reads and writes the files it is told")]
fn run(arguments: &[String]) -> Result<(), Box<dyn std::error::Error>> {
    let read = |path: &str| std::fs::read_to_string(path);
    if let Some((path, bytes)) = training::run(arguments, &read, &mut stdout())? {
        std::fs::write(path, bytes)?;
    }
    Ok(())
}
