//! Building a folder's new state beside it, on the same file system.
//!
//! Files whose bytes the old state has already are not written: the new folder gets another name for
//! them. Nothing is forced onto the disk (DESIGN.md says why): killed at any moment, the program leaves
//! the old state or the new one whole, and after a loss of power the next build mends what is torn.

use std::collections::BTreeSet;
use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use tempfile::TempDir;

use super::error::system;
use super::existing::Existing;
use super::manifest::Manifest;
use super::output::Content;
use super::stage::Place;
use super::{Folder, MANIFEST, OutputFile, PublishError};

/// An output folder, ready to be swapped in.
#[derive(Debug)]
pub(super) struct Prepared<'a> {
    /// What it is to become.
    pub(super) folder: Folder<'a>,
    /// Its new state; `None` where the old one has the same bytes.
    pub(super) beside: Option<TempDir>,
    /// Whether there is an old one.
    pub(super) existed: bool,
}

/// A folder's place on disk, the folder it lies in, and its name there.
pub(super) fn place<'a>(root: &Path, folder: &'a str) -> (PathBuf, PathBuf, &'a str) {
    let (parent, name) = folder.rsplit_once('/').unwrap_or(("", folder));
    let parent = if parent.is_empty() { root.to_owned() } else { root.join(parent) };
    (parent.join(name), parent, name)
}

/// Stands in a new folder until all its files are written: those of a killed build may hold less than listed.
pub(super) const UNFINISHED: &str = ".dossier-unfinished";

/// How the names of folders begin that are being built.
pub(super) fn new_prefix(name: &str) -> String {
    format!(".{name}.new-")
}

/// Writes all files of a folder beside it. The manifest comes first: should the program be killed
/// on the way, the next build knows by it what to take away.
pub(super) fn write(
    root: &Path,
    folder: Folder<'_>,
    manifest: &Manifest,
    existing: &Existing,
) -> Result<TempDir, PublishError> {
    let (path, parent, name) = place(root, folder.path);
    std::fs::create_dir_all(&parent).map_err(system("create the folder for", folder.path))?;
    let beside = tempfile::Builder::new()
        .prefix(&new_prefix(name))
        .tempdir_in(&parent)
        .map_err(system("create a folder beside", folder.path))?;
    let at = |path: &str| format!("{}/{path}", folder.path);

    write_file(beside.path(), MANIFEST, &manifest.write())
        .map_err(system("write", at(MANIFEST)))?;
    write_file(beside.path(), UNFINISHED, b"").map_err(system("write", at(UNFINISHED)))?;
    let folders: BTreeSet<&str> =
        folder.files.iter().flat_map(|file| parents(&file.path)).collect();
    for inner in &folders {
        std::fs::create_dir(beside.path().join(inner))
            .map_err(system("create the folder", at(inner)))?;
    }
    folder
        .files
        .par_iter()
        .map(|file| {
            let put = match file.content() {
                Content::Staged(staged) => move_file(staged, beside.path(), file),
                Content::Held(_) if existing.has(file) && link_file(&path, beside.path(), file) => {
                    Ok(())
                }
                Content::Held(bytes) => write_file(beside.path(), &file.path, bytes),
            };
            put.map_err(system("write", at(&file.path)))
        })
        .collect::<Result<(), _>>()?;
    for inner in folders.iter().rev() {
        permit_folder(&beside.path().join(inner))
            .map_err(system("finish the folder", at(inner)))?;
    }
    permit_folder(beside.path()).map_err(system("finish the folder", folder.path))?;
    std::fs::remove_file(beside.path().join(UNFINISHED))
        .map_err(system("finish the folder", folder.path))?;
    Ok(beside)
}

/// The folders in which a path lies, outer ones first.
fn parents(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at])
}

fn write_file(folder: &Path, path: &str, bytes: &[u8]) -> io::Result<()> {
    let mut handle = OpenOptions::new().write(true).create_new(true).open(folder.join(path))?;
    handle.write_all(bytes)?;
    permit(&handle, 0o644)
}

/// Takes a file from where it was staged; by its bytes where that is on another file system.
fn move_file(staged: &Place, folder: &Path, file: &OutputFile) -> io::Result<()> {
    if std::fs::rename(staged.path(), folder.join(&file.path)).is_ok() {
        return Ok(());
    }
    write_file(folder, &file.path, &staged.read()?)
}

/// Gives a file of the old state a second name in the new one. `false` where the file system cannot, or
/// where somebody has changed the file's permissions.
fn link_file(old: &Path, new: &Path, file: &OutputFile) -> bool {
    let from = old.join(&file.path);
    is_permitted(&from) && std::fs::hard_link(from, new.join(&file.path)).is_ok()
}

#[cfg(unix)]
pub(super) fn is_permitted(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    path.symlink_metadata()
        .is_ok_and(|found| found.is_file() && found.permissions().mode() & 0o7777 == 0o644)
}

#[cfg(not(unix))]
pub(super) fn is_permitted(path: &Path) -> bool {
    path.symlink_metadata().is_ok_and(|found| found.is_file())
}

fn permit_folder(path: &Path) -> io::Result<()> {
    if cfg!(unix) { permit(&File::open(path)?, 0o755) } else { Ok(()) }
}

/// Sets permissions whatever the umask is, so that output does not depend on it.
#[cfg(unix)]
pub(super) fn permit(handle: &File, mode: u32) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    handle.set_permissions(std::fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
pub(super) fn permit(_: &File, _: u32) -> io::Result<()> {
    Ok(())
}
