//! Whether things on disk are still what they were, without reading them.

use std::path::Path;

use sha2::{Digest, Sha256};
use walkdir::WalkDir;

use super::{Sum, part};
use crate::memo::stamp;

/// The sum of all names below some folders with length, inode and times of each: equal only where nobody
/// has touched anything since. `None` where the system does not tell of changes, or a folder cannot be
/// walked.
pub(super) fn of(root: &Path, folders: &[&str]) -> Option<Sum> {
    let mut all = Sha256::new();
    for folder in folders {
        part(&mut all, folder.as_bytes());
        for entry in WalkDir::new(root.join(folder)).follow_root_links(false).sort_by_file_name() {
            let entry = entry.ok()?;
            part(&mut all, entry.path().strip_prefix(root).ok()?.as_os_str().as_encoded_bytes());
            part(&mut all, &stamp(&entry.metadata().ok()?)?);
        }
    }
    Some(all.finalize().into())
}
