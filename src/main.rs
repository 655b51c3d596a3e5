//! The program `dossier`; all of it is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    dossier::cli::run(std::env::args_os())
}
