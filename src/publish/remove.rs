//! Taking away old output. Only what a manifest lists, with the bytes it lists, is deleted, then the folders
//! that are empty: a manifest that came with the dossier from elsewhere cannot name somebody's own files.

use std::fs::{OpenOptions, remove_dir, remove_file};
use std::io::{self, Read};
use std::path::Path;

use rayon::prelude::*;
use sha2::{Digest, Sha256};
use walkdir::{DirEntry, WalkDir};

use super::manifest::Manifest;
use super::prepare::{UNFINISHED, place};
use super::swap::{self, How, Swapped};
use super::{MANIFEST, Published, SIGNATURE, regular};
use crate::project::{Disk, Files};

/// Takes away the old state of a folder whose new one is in place.
pub(super) fn old(root: &Path, swapped: Swapped) -> Published {
    let left = match &swapped.how {
        How::Unchanged | How::Fresh(_) => None,
        How::Exchanged(old) | How::Aside(_, old) => (!ours(old)).then(|| {
            let below = old.strip_prefix(root).unwrap_or(old);
            below.to_string_lossy().into_owned()
        }),
    };
    let unchanged = matches!(swapped.how, How::Unchanged);
    Published { folder: swapped.folder, unchanged, left }
}

/// Takes away what killed builds left beside a folder. What cannot be taken away harms nothing.
pub(super) fn leftovers(root: &Path, folder: &str) {
    let (_, parent, name) = place(root, folder);
    for path in swap::leftovers(&parent, name) {
        ours(&path);
    }
}

/// Deletes from a folder what its manifest lists, if it is as listed, the empty folders, and, when nothing else is
/// left, the manifest and the folder. Says whether it is gone.
///
/// The disk is walked and each file looked up in the manifest, not the other way round, so that no
/// path in a manifest can lead out of the folder.
pub(super) fn ours(folder: &Path) -> bool {
    let list = Disk::open(folder).ok().and_then(|disk| disk.read(MANIFEST).ok());
    let mark = folder.join(UNFINISHED);
    let unfinished = mark.symlink_metadata().is_ok_and(|found| found.is_file());
    if let Some(manifest) = list.as_deref().and_then(Manifest::read) {
        remove_listed(folder, &manifest, unfinished);
    }
    let left = inside(folder).into_iter().flatten().count();
    if list.is_some() && left == 1 + usize::from(unfinished) {
        let _ = remove_file(mark);
        // Reported by the folder's own removal, which then fails.
        let _ = remove_file(folder.join(MANIFEST));
    }
    remove_dir(folder).is_ok()
}

/// Deletes listed files; in a folder that was never finished, whatever they hold: it was never in use.
fn remove_listed(folder: &Path, manifest: &Manifest, unfinished: bool) {
    let listed = manifest.sums();
    let all = inside(folder).contents_first(true).into_iter().flatten();
    let (folders, files): (Vec<DirEntry>, Vec<_>) =
        all.partition(|entry| entry.file_type().is_dir());
    files.into_par_iter().filter(|entry| entry.file_type().is_file()).for_each(|entry| {
        let below = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        let path = below.to_string_lossy().replace('\\', "/");
        let ours = match listed.get(path.as_str()) {
            Some(_) if unfinished || has_other_name(&entry) => true,
            Some(sum) => is_as_made(entry.path(), sum).unwrap_or(false),
            None => path == SIGNATURE && is_signature(entry.path()).unwrap_or(false),
        };
        if ours {
            // What cannot be removed keeps its folder, and that is reported.
            let _ = remove_file(entry.path());
        }
    });
    for inner in folders {
        let _ = remove_dir(inner.path());
    }
}

/// Whether the file has a second name, so that none of it is lost with this one: output that did not change
/// is given one in the new folder.
#[cfg(unix)]
fn has_other_name(entry: &DirEntry) -> bool {
    use std::os::unix::fs::MetadataExt;
    entry.metadata().is_ok_and(|found| found.nlink() > 1)
}

#[cfg(not(unix))]
fn has_other_name(_: &DirEntry) -> bool {
    false
}

/// Whether a file has the bytes with this sum; or none but zeros, as what was not yet on disk when the power
/// was lost.
fn is_as_made(path: &Path, sum: &str) -> io::Result<bool> {
    let mut file = regular::open(OpenOptions::new().read(true), path)?;
    let (mut all, mut zeros) = (Sha256::new(), true);
    let mut piece = vec![0; 1 << 16];
    loop {
        let read = file.read(&mut piece)?;
        if read == 0 {
            let found = all.finalize().iter().map(|byte| format!("{byte:02x}")).collect::<String>();
            return Ok(zeros || found == sum);
        }
        all.update(&piece[..read]);
        zeros &= piece[..read].iter().all(|byte| *byte == 0);
    }
}

/// Whether a file begins as minisign's signatures do.
fn is_signature(path: &Path) -> io::Result<bool> {
    let mut start = Vec::new();
    regular::open(OpenOptions::new().read(true), path)?.take(64).read_to_end(&mut start)?;
    Ok(start.starts_with(b"untrusted comment:"))
}

fn inside(folder: &Path) -> WalkDir {
    WalkDir::new(folder).min_depth(1).follow_links(false).follow_root_links(false)
}
