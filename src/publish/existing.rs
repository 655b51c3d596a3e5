//! What stands where an output folder is to be.

use std::io::ErrorKind;
use std::path::Path;

use rayon::prelude::*;
use walkdir::WalkDir;

use super::error::system;
use super::manifest::Manifest;
use super::output::Content;
use super::{Folder, MANIFEST, OutputFile, PublishError, SIGNATURE};
use crate::project::{Disk, Files, ReadError};
use crate::text::sha256;

/// What stands there.
#[derive(Debug)]
pub(super) enum Existing {
    /// Nothing.
    Nothing,
    /// A folder with nothing in it.
    Empty,
    /// A folder of ours, with nothing in it that its manifest does not list.
    Ours(Disk, Manifest),
}

impl Existing {
    /// Whether there is a folder.
    pub(super) fn is_there(&self) -> bool {
        !matches!(self, Self::Nothing)
    }

    /// Whether it holds exactly these files, byte for byte.
    pub(super) fn holds(&self, manifest: &Manifest, files: &[OutputFile]) -> bool {
        let Self::Ours(_, old) = self else { return false };
        old == manifest && files.par_iter().all(|file| self.has(file))
    }

    /// Whether it has this file, byte for byte. Only where its manifest says so is the file read.
    pub(super) fn has(&self, file: &OutputFile) -> bool {
        match file.content() {
            Content::Held(bytes) => {
                let Self::Ours(disk, manifest) = self else { return false };
                manifest.lists(&file.path, file.sha256())
                    && disk.read(&file.path).is_ok_and(|old| old == **bytes)
            }
            Content::Staged(_) => self.holds_sum(&file.path, file.sha256()).is_some(),
        }
    }

    /// The length of its file at `path`, where that has this sum. Only where its manifest says so is it read.
    pub(super) fn holds_sum(&self, path: &str, sum: &str) -> Option<u64> {
        let Self::Ours(disk, manifest) = self else { return None };
        let old = manifest.lists(path, sum).then(|| disk.read(path).ok())??;
        (sha256(&old) == sum).then_some(old.len() as u64)
    }
}

/// Looks what stands there. Whatever this program did not make is an error.
pub(super) fn look(root: &Path, folder: &Folder<'_>) -> Result<Existing, PublishError> {
    let Some(disk) = open(root, folder)? else { return Ok(Existing::Nothing) };
    let foreign = || PublishError::Foreign { folder: folder.path.to_owned(), kind: folder.kind };
    let manifest = match disk.read(MANIFEST) {
        Ok(bytes) => Manifest::read(&bytes).ok_or_else(foreign)?,
        Err(ReadError::Missing) if is_empty(&root.join(folder.path)) => {
            return Ok(Existing::Empty);
        }
        Err(_) => return Err(foreign()),
    };
    let listed = manifest.paths();
    let files: Vec<_> = disk
        .list("")
        .into_iter()
        .filter(|found| {
            let ours = [MANIFEST, SIGNATURE].contains(&found.path.as_str())
                || listed.contains(found.path.as_str());
            !ours || found.problem.is_some()
        })
        .map(|found| found.path)
        .collect();
    if !files.is_empty() {
        let (folder, kind) = (folder.path.to_owned(), folder.kind);
        return Err(PublishError::ForeignFiles { folder, kind, files });
    }
    Ok(Existing::Ours(disk, manifest))
}

fn is_empty(folder: &Path) -> bool {
    WalkDir::new(folder).min_depth(1).into_iter().next().is_none()
}

/// The folder, opened; `None` where nothing is there.
fn open(root: &Path, folder: &Folder<'_>) -> Result<Option<Disk>, PublishError> {
    let mut path = root.to_owned();
    let mut name = String::new();
    for part in folder.path.split('/') {
        path.push(part);
        name.push_str(if name.is_empty() { "" } else { "/" });
        name.push_str(part);
        match path.symlink_metadata() {
            Ok(found) if found.is_symlink() => return Err(PublishError::Link { path: name }),
            Ok(found) if found.is_dir() => {}
            Ok(_) => {
                return Err(PublishError::BadFolder {
                    folder: folder.path.to_owned(),
                    kind: folder.kind,
                    reason: format!("{name} exists and is not a folder"),
                });
            }
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(system("look at", name)(error)),
        }
    }
    let disk = Disk::open(&path).map_err(|error| {
        system("open the folder", folder.path)(std::io::Error::other(error.to_string()))
    })?;
    Ok(Some(disk))
}
