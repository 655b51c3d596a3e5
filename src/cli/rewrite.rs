//! Replacing files of the editors', where a command was given to do so: `publish::replace`, and what
//! to say where it refuses.

use std::path::Path;

use crate::diagnostic::{Diagnostic, codes};
use crate::publish::{Replacement, replace};

/// A file's next state.
pub(super) struct Rewrite<'a> {
    /// Its path in the dossier.
    pub(super) path: &'a str,
    /// What it was; `None` where there was none.
    pub(super) before: Option<&'a str>,
    /// What it is to be.
    pub(super) after: &'a str,
}

/// Writes all files of `root`, in their order; those that do not change are left alone.
pub(super) fn rewrite(root: &Path, files: &[Rewrite<'_>]) -> Result<(), Box<Diagnostic>> {
    let changed = files.iter().filter(|file| file.before != Some(file.after));
    let changed: Vec<Replacement<'_>> = changed
        .map(|file| Replacement {
            path: file.path,
            before: file.before.map(str::as_bytes),
            after: file.after.as_bytes(),
        })
        .collect();
    replace(root, &changed).map_err(|(path, error)| refused(path, &error.to_string()))
}

fn refused(path: &str, reason: &str) -> Box<Diagnostic> {
    let message = format!("{path} cannot be written: {reason}");
    Box::new(
        Diagnostic::error(codes::UNWRITABLE, message).in_file(path).hint("run the command again"),
    )
}
