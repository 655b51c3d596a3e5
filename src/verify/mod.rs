//! Whether a published folder is what it says: checked against its manifest, a signature of that, and the
//! seeds it was made from.
//!
//! In go a folder's files, a key, the output of a build; out come diagnostics. Nothing here writes.

mod signature;
#[cfg(test)]
mod tests;

pub use signature::signature;

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use serde::Deserialize;

use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::project::Files;
use crate::publish::{MANIFEST as OWN, OutputFile, SIGNATURE};
use crate::text::sha256;

/// The list of all files of a site with their sums.
pub const MANIFEST: &str = "manifest.json";

/// Most files that one message names.
const NAMED: usize = 20;

#[derive(Deserialize)]
struct Manifest {
    files: Vec<Listed>,
}

#[derive(Deserialize)]
struct Listed {
    path: String,
    sha256: String,
}

/// What a check has looked at.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Checked {
    /// How many files the manifest lists.
    pub files: usize,
    /// The manifest's own SHA-256, which one person can tell another.
    pub sum: String,
}

/// Checks every file of a folder against its manifest. `None` where there is no manifest that can be read.
#[must_use]
pub fn folder(files: &dyn Files) -> (Option<Checked>, Diagnostics) {
    let bytes = match files.read(MANIFEST) {
        Ok(bytes) => bytes,
        Err(error) => {
            let message = format!("there is no {MANIFEST} to check the folder against: {error}");
            return (None, refused(message, "name the folder of a site that dossier made"));
        }
    };
    let Ok(manifest) = serde_json::from_slice::<Manifest>(&bytes) else {
        let message = format!("{MANIFEST} cannot be read");
        return (None, refused(message, "take the folder from where it was published"));
    };
    let state = |listed: &Listed| match files.read(&listed.path) {
        Err(_) => Some(Is::Missing),
        Ok(bytes) => (sha256(&bytes) != listed.sha256).then_some(Is::Changed),
    };
    let states: Vec<_> = manifest.files.par_iter().map(state).collect();
    let mut groups: BTreeMap<Is, Vec<String>> = BTreeMap::new();
    for (listed, is) in manifest.files.iter().zip(states) {
        if let Some(is) = is {
            groups.entry(is).or_default().push(listed.path.clone());
        }
    }
    let listed: BTreeSet<&str> = manifest.files.iter().map(|file| file.path.as_str()).collect();
    let known = |path: &str| listed.contains(path) || [MANIFEST, OWN, SIGNATURE].contains(&path);
    for found in files.list("").into_iter().filter(|found| !known(&found.path)) {
        groups.entry(Is::Foreign).or_default().push(found.path);
    }
    let found = groups.into_iter().map(|(is, paths)| grouped(is, paths)).collect();
    (Some(Checked { files: manifest.files.len(), sum: sha256(&bytes) }), found)
}

/// Compares a folder with what a build of the seeds gives.
#[must_use]
pub fn against(files: &dyn Files, built: &[OutputFile]) -> Diagnostics {
    let differs = |file: &&OutputFile| {
        files.read(&file.path).is_ok_and(|bytes| sha256(&bytes) != file.sha256())
    };
    let missing = |file: &&OutputFile| files.read(&file.path).is_err();
    let paths = |files: Vec<&OutputFile>| files.iter().map(|file| file.path.clone()).collect();
    let changed: Vec<String> = paths(built.par_iter().filter(differs).collect());
    let missing: Vec<String> = paths(built.par_iter().filter(missing).collect());
    let made: BTreeSet<&str> = built.iter().map(|file| file.path.as_str()).collect();
    let own = |path: &str| made.contains(path) || [OWN, SIGNATURE].contains(&path);
    let others = files.list("").into_iter().map(|found| found.path).filter(|path| !own(path));
    let groups = [
        ("is other than the seeds give", "are other than the seeds give", changed),
        ("is missing that the seeds give", "are missing that the seeds give", missing),
        (
            "is there that the seeds do not give",
            "are there that the seeds do not give",
            others.collect(),
        ),
    ];
    let groups = groups.into_iter().filter(|(_, _, paths)| !paths.is_empty());
    groups
        .map(|(one, many, paths)| {
            let message = counted(&paths, one, many);
            listing(Diagnostic::error(codes::NOT_FROM_SEEDS, message), paths).hint(
                "the same version of dossier, the same seeds and annotations, and the same options \
                 (--public, --as-of, --site-url) give the same bytes",
            )
        })
        .collect()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Is {
    Missing,
    Changed,
    Foreign,
}

fn grouped(is: Is, paths: Vec<String>) -> Diagnostic {
    let (message, hint) = match is {
        Is::Missing => (
            counted(
                &paths,
                "is missing that the manifest lists",
                "are missing that the manifest lists",
            ),
            "take the whole folder from where it was published",
        ),
        Is::Changed => (
            counted(
                &paths,
                "was changed since it was published",
                "were changed since they were published",
            ),
            "its bytes have another SHA-256 sum than the manifest says; do not rely on it",
        ),
        Is::Foreign => (
            counted(
                &paths,
                "is there that the manifest does not list",
                "are there that the manifest does not list",
            ),
            "it is no part of what was published",
        ),
    };
    listing(Diagnostic::error(codes::NOT_AS_PUBLISHED, message), paths).hint(hint)
}

fn counted(paths: &[String], one: &str, many: &str) -> String {
    match paths {
        [path] => format!("{path} {one}"),
        more => format!("{} files {many}", more.len()),
    }
}

fn listing(mut diagnostic: Diagnostic, paths: Vec<String>) -> Diagnostic {
    if paths.len() == 1 {
        return diagnostic;
    }
    let more = paths.len().saturating_sub(NAMED);
    for path in paths.into_iter().take(NAMED) {
        diagnostic = diagnostic.note(path);
    }
    if more > 0 { diagnostic.note(format!("and {more} more")) } else { diagnostic }
}

fn refused(message: String, hint: &str) -> Diagnostics {
    [Diagnostic::error(codes::NOT_AS_PUBLISHED, message).hint(hint)].into_iter().collect()
}
