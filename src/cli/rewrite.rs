//! Replacing files of the editors', where a command was given to do so.
//!
//! Each is written beside the old one and swapped in whole, and only where the old one is still what it
//! was when it was read: what somebody saved in between is never lost.

use std::io::{self, Write};
use std::path::Path;

use crate::diagnostic::{Diagnostic, codes};
use crate::project::{Disk, Files, ReadError};

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
    let changed: Vec<&Rewrite<'_>> =
        files.iter().filter(|file| file.before != Some(file.after)).collect();
    let mut prepared = Vec::new();
    for file in &changed {
        prepared.push(prepare(root, file).map_err(|error| refused(file.path, &error.to_string()))?);
    }
    for (file, beside) in changed.into_iter().zip(prepared) {
        unchanged(root, file)?;
        let target = root.join(file.path);
        let swapped = beside.persist(target).map_err(|error| error.error);
        swapped.map_err(|error| refused(file.path, &error.to_string()))?;
    }
    Ok(())
}

fn prepare(root: &Path, file: &Rewrite<'_>) -> io::Result<tempfile::NamedTempFile> {
    let target = root.join(file.path);
    let folder = target.parent().unwrap_or(root);
    std::fs::create_dir_all(folder)?;
    let mut beside = tempfile::Builder::new().prefix(".dossier-").tempfile_in(folder)?;
    beside.write_all(file.after.as_bytes())?;
    if let Ok(metadata) = std::fs::metadata(&target) {
        beside.as_file().set_permissions(metadata.permissions())?;
    }
    beside.as_file().sync_all()?;
    Ok(beside)
}

fn unchanged(root: &Path, file: &Rewrite<'_>) -> Result<(), Box<Diagnostic>> {
    let now = Disk::open(root).and_then(|disk| disk.read(file.path));
    let same = match (&now, file.before) {
        (Ok(bytes), Some(before)) => bytes.as_slice() == before.as_bytes(),
        (Err(ReadError::Missing), None) => true,
        _ => false,
    };
    let reason = "it was changed while this command ran, or cannot be read";
    if same { Ok(()) } else { Err(refused(file.path, reason)) }
}

fn refused(path: &str, reason: &str) -> Box<Diagnostic> {
    let message = format!("{path} cannot be written: {reason}");
    Box::new(
        Diagnostic::error(codes::UNWRITABLE, message).in_file(path).hint("run the command again"),
    )
}
