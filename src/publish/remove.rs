//! Taking away old output. Only what a manifest lists is deleted, then the folders that are empty.

use std::fs::{remove_dir, remove_file};
use std::path::Path;

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use super::manifest::Manifest;
use super::prepare::place;
use super::swap::{self, How, Swapped};
use super::{MANIFEST, Published, SIGNATURE};
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

/// Deletes from a folder what its manifest lists, the empty folders, and, when nothing else is
/// left, the manifest and the folder. Says whether it is gone.
///
/// The disk is walked and each file looked up in the manifest, not the other way round, so that no
/// path in a manifest can lead out of the folder.
pub(super) fn ours(folder: &Path) -> bool {
    let list = Disk::open(folder).ok().and_then(|disk| disk.read(MANIFEST).ok());
    if let Some(manifest) = list.as_deref().and_then(Manifest::read) {
        remove_listed(folder, &manifest);
    }
    let left = inside(folder).into_iter().flatten().count();
    if list.is_some() && left == 1 {
        // Reported by the folder's own removal, which then fails.
        let _ = remove_file(folder.join(MANIFEST));
    }
    remove_dir(folder).is_ok()
}

fn remove_listed(folder: &Path, manifest: &Manifest) {
    let listed = manifest.paths();
    let all = inside(folder).contents_first(true).into_iter().flatten();
    let (folders, files): (Vec<DirEntry>, Vec<_>) =
        all.partition(|entry| entry.file_type().is_dir());
    files.into_par_iter().filter(|entry| entry.file_type().is_file()).for_each(|entry| {
        let below = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        let path = below.to_string_lossy().replace('\\', "/");
        if listed.contains(path.as_str()) || path == SIGNATURE {
            // What cannot be removed keeps its folder, and that is reported.
            let _ = remove_file(entry.path());
        }
    });
    for inner in folders {
        let _ = remove_dir(inner.path());
    }
}

fn inside(folder: &Path) -> WalkDir {
    WalkDir::new(folder).min_depth(1).follow_links(false).follow_root_links(false)
}
