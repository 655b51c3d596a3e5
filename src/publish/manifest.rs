//! The manifest: the list of what the program put into an output folder. By it the folder is known
//! as the program's own. It holds no clock and no place, so that equal output has an equal manifest.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::OutputFile;

/// The manifest's name in an output folder.
pub const MANIFEST: &str = ".dossier-manifest.json";

/// A signature of the site's list of files (`manifest.json`), as minisign writes it beside that: it can come only
/// after the build, so that no manifest lists it, and goes with the folder that it was made for.
pub const SIGNATURE: &str = "manifest.json.minisig";

/// The form of the manifests written here. One of another form is not understood, and its folder
/// therefore not known as our own.
const VERSION: u32 = 1;

/// What an output folder holds, sorted by path (bytewise), the manifest itself left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Manifest {
    version: u32,
    files: Vec<Listed>,
}

/// One file of an output folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Listed {
    /// Path below the folder, with `/` between its parts.
    path: String,
    /// SHA-256 of its bytes, 64 lower-case hexadecimal digits.
    sha256: String,
    /// Its length.
    bytes: u64,
}

impl Manifest {
    /// Lists these files.
    pub(super) fn of(files: &[OutputFile]) -> Self {
        let mut files: Vec<Listed> = files.par_iter().map(list).collect();
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Self { version: VERSION, files }
    }

    /// Reads a manifest; `None` for what is none.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let manifest: Self = serde_json::from_slice(bytes).ok()?;
        (manifest.version == VERSION).then_some(manifest)
    }

    /// Its bytes in the folder.
    pub(super) fn write(&self) -> Vec<u8> {
        let mut text = serde_json::to_vec_pretty(self).expect("it holds strings and numbers only");
        text.push(b'\n');
        text
    }

    /// Whether it lists a file of this name with this sum.
    pub(super) fn lists(&self, path: &str, sha256: &str) -> bool {
        // Sorted where we wrote it; where not, the file is merely written anew.
        let at = self.files.binary_search_by(|listed| listed.path.as_str().cmp(path));
        at.is_ok_and(|at| self.files[at].sha256 == sha256)
    }

    /// The sums of the bytes it lists, by path.
    pub(super) fn sums(&self) -> BTreeMap<&str, &str> {
        self.files.iter().map(|file| (file.path.as_str(), file.sha256.as_str())).collect()
    }

    /// The paths it lists.
    pub(super) fn paths(&self) -> BTreeSet<&str> {
        self.files.iter().map(|file| file.path.as_str()).collect()
    }
}

fn list(file: &OutputFile) -> Listed {
    Listed { path: file.path.clone(), sha256: file.sha256().to_owned(), bytes: file.len() }
}
