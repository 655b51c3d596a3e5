//! The program `dossier`; all of it is in the library.

use std::process::ExitCode;

/// A build makes and drops many millions of short strings on all cores; the system's allocator takes a
/// quarter of its time for that.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    dossier::cli::run(std::env::args_os())
}
