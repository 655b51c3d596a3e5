//! Writing the output: built beside the old folder, swapped in whole.
//!
//! In: files as paths and bytes. Out: folders on disk that hold exactly these. Until every byte is
//! on disk the old folders stay as they are, killed at any moment, too. Never empties, overwrites
//! or enters what this program did not make: a folder is known as its own by its manifest, and only
//! what a manifest lists is ever deleted.

mod changes;
mod create;
mod error;
mod existing;
mod lock;
mod manifest;
mod output;
mod paths;
mod prepare;
mod regular;
mod remove;
mod replace;
mod stage;
mod swap;
#[cfg(test)]
mod tests;

pub use changes::{Changes, change, resume};
pub use create::create;
pub use error::PublishError;
pub use lock::Lock;
pub use manifest::{MANIFEST, SIGNATURE};
pub use output::OutputFile;
pub use replace::{Replacement, replace, withdraw};
pub use stage::{Held, Keep, Stage};

use std::path::Path;

use existing::Existing;
use manifest::Manifest;
use prepare::Prepared;

/// What an output folder is for; messages name the setting that chooses another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FolderKind {
    /// The generated Markdown (`src` in `[book]`).
    Pages,
    /// The generated site (`site-dir` in `[output.dossier]`).
    Site,
}

/// An output folder to be.
#[derive(Debug, Clone, Copy)]
pub struct Folder<'a> {
    /// Its path below the dossier's folder, with `/` between its parts.
    pub path: &'a str,
    /// What it is for.
    pub kind: FolderKind,
    /// All that it is to hold.
    pub files: &'a [OutputFile],
}

/// What became of an output folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// Its path below the dossier's folder.
    pub folder: String,
    /// Whether it held exactly these bytes before, so that nothing was written.
    pub unchanged: bool,
    /// The old folder's path, where it holds what this program did not make, or not as it stands there, so
    /// that it could not be taken away.
    pub left: Option<String>,
}

/// Whether folders and files have names that can be written on every usual system.
///
/// # Errors
/// The first that has none.
pub fn fits(folders: &[Folder<'_>]) -> Result<(), PublishError> {
    paths::check_folders(folders)?;
    folders.iter().try_for_each(paths::check_files)
}

/// Makes each folder hold exactly its files. All are written in full before the first is swapped
/// in, and where one cannot be swapped in, those before it are put back.
///
/// # Errors
/// Where a folder holds what this program did not make, a path is not fit to be written, or the
/// system refuses something. The old folders then stand as before.
pub fn publish(
    root: &Path,
    folders: &[Folder<'_>],
    _lock: &Lock,
) -> Result<Vec<Published>, PublishError> {
    fits(folders)?;
    let mut work = Vec::new();
    for folder in folders {
        swap::recover(root, folder.path);
        let existing = existing::look(root, folder)?;
        remove::leftovers(root, folder.path);
        work.push((*folder, existing));
    }
    let mut prepared = Vec::new();
    for (folder, existing) in work {
        prepared.push(prepare_one(root, folder, existing)?);
    }
    let swapped = swap::all(root, prepared)?;
    Ok(swapped.into_iter().map(|done| remove::old(root, done)).collect())
}

/// Writes a folder's new state beside it, unless that is what stands there already.
fn prepare_one<'a>(
    root: &Path,
    folder: Folder<'a>,
    existing: Existing,
) -> Result<Prepared<'a>, PublishError> {
    let manifest = Manifest::of(folder.files);
    if existing.holds(&manifest, folder.files) {
        return Ok(Prepared { folder, beside: None, existed: true });
    }
    let beside = prepare::write(root, folder, &manifest, &existing)?;
    Ok(Prepared { folder, beside: Some(beside), existed: existing.is_there() })
}
