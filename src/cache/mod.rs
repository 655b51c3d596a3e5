//! What the last build was made from and what it gave, so that the same is not built again.
//!
//! In: the project's files, what was asked for, and the output folders as they stand. Out: the last
//! build's counts and diagnostics, where all of these are what they were. The record holds sums, numbers
//! and words that are shown, and no path that anything is read from or written to. Whatever is wrong
//! with it (torn, foreign, of another program), it says nothing, and all is built.
//!
//! A record that somebody has forged, or that came with the dossier from elsewhere, says nothing
//! either: it would have to name the inodes and change times of the output's files.

mod record;
mod state;

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use crate::build::{Counts, Options};
use crate::diagnostic::Diagnostics;
use crate::memo;
use crate::project::{Disk, Files, Project};
use record::Record;

/// The folder of records in the dossier's folder.
pub const FOLDER: &str = ".dossier-cache";

/// The record of the last build.
const LAST: &str = ".dossier-cache/last";

/// A SHA-256.
type Sum = [u8; 32];

/// All that a build depends on, in one sum: the files it reads, what was asked for, and the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Inputs(Sum);

impl Inputs {
    /// The sum of a project as it stands. Every file is read.
    #[must_use]
    pub fn of(project: &Project, options: &Options) -> Self {
        let files = project.files();
        let mut paths = vec!["book.toml".to_owned()];
        let mut problems = Vec::new();
        for folder in ["seeds", "annotations", "templates", "static"] {
            for found in files.list(folder) {
                match found.problem {
                    None => paths.push(found.path),
                    Some(problem) => problems.push(format!("{}\n{problem}", found.path)),
                }
            }
        }
        let sums: Vec<Sum> = paths.par_iter().map(|path| sum_of(files, path)).collect();
        let mut all = Sha256::new();
        part(&mut all, format!("{options:?}").as_bytes());
        part(&mut all, memo::program());
        for (path, sum) in paths.iter().zip(&sums) {
            part(&mut all, path.as_bytes());
            all.update(sum);
        }
        problems.iter().for_each(|problem| part(&mut all, problem.as_bytes()));
        Self(all.finalize().into())
    }
}

/// The sum of a file, or of why it cannot be read.
fn sum_of(files: &dyn Files, path: &str) -> Sum {
    match files.read(path) {
        Ok(bytes) => Sha256::digest(bytes).into(),
        Err(error) => {
            Sha256::new().chain_update(b"error: ").chain_update(error.to_string()).finalize().into()
        }
    }
}

/// Adds bytes so that no two lists of parts give the same sum.
fn part(all: &mut Sha256, bytes: &[u8]) {
    all.update((bytes.len() as u64).to_le_bytes());
    all.update(bytes);
}

/// What the last build gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Last {
    /// What there is of each.
    pub counts: Counts,
    /// How much a public build left out.
    pub left_out: usize,
    /// What was wrong.
    pub diagnostics: Diagnostics,
}

/// What the last build of the dossier in `root` gave, where it was made from these inputs and the output
/// `folders` are as it left them.
#[must_use]
pub fn last(root: &Path, inputs: &Inputs, folders: &[&str]) -> Option<Last> {
    let bytes = Disk::open(root).ok()?.read(LAST).ok()?;
    let record = Record::read(&bytes).filter(|record| record.inputs == inputs.0)?;
    let state = state::of(root, folders)?;
    (record.state == state).then_some(record.last)
}

/// Records what a build gave. To be called when all is written.
///
/// # Errors
/// Where the record cannot be written; the next build then does its work again.
pub fn remember(root: &Path, inputs: &Inputs, folders: &[&str], last: &Last) -> io::Result<()> {
    let Some(state) = state::of(root, folders) else { return Ok(()) };
    let folder = folder(root)?;
    let record = Record { inputs: inputs.0, state, last: last.clone() };
    put(&folder, "last", &record.write())
}

/// The folder of records of the dossier in `root`, made where there is none.
///
/// # Errors
/// Where it cannot be made, or is no folder.
pub fn folder(root: &Path) -> io::Result<PathBuf> {
    let folder = root.join(FOLDER);
    match std::fs::create_dir(&folder) {
        // Nobody's version control is to keep it, whatever the dossier's own says.
        Ok(()) => put(&folder, ".gitignore", b"*\n")?,
        Err(_) if folder.symlink_metadata()?.is_dir() => {}
        Err(error) => return Err(error),
    }
    Ok(folder)
}

/// Puts a file in place, whole or not at all.
fn put(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    let mut file = tempfile::Builder::new().prefix(".new-").tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.persist(folder.join(name)).map(drop).map_err(|error| error.error)
}

#[cfg(test)]
mod tests;
