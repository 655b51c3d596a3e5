//! Whether things on disk are still what they were, without reading them.

use std::path::Path;

use sha2::{Digest, Sha256};
use walkdir::WalkDir;

use super::{Sum, part};

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

/// The program that runs: its version and, since a developer's has the same for long, its file.
pub(super) fn program() -> Vec<u8> {
    let mut program = env!("CARGO_PKG_VERSION").as_bytes().to_vec();
    let file = std::env::current_exe().and_then(|path| path.metadata());
    program.extend(file.ok().and_then(|file| stamp(&file)).unwrap_or_default());
    program
}

#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "other systems do not tell")]
fn stamp(file: &std::fs::Metadata) -> Option<Vec<u8>> {
    use std::os::unix::fs::MetadataExt;
    let kind = u64::from(file.mode());
    let numbers = [kind, file.len(), file.ino(), file.dev()];
    let times = [file.mtime(), file.mtime_nsec(), file.ctime(), file.ctime_nsec()];
    let numbers = numbers.into_iter().flat_map(u64::to_le_bytes);
    Some(numbers.chain(times.into_iter().flat_map(i64::to_le_bytes)).collect())
}

#[cfg(not(unix))]
fn stamp(_: &std::fs::Metadata) -> Option<Vec<u8>> {
    None
}
