//! Putting new folders in the place of old ones.

use std::fs::rename;
use std::io;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::error::system;
use super::prepare::{Prepared, new_prefix, place};
use super::{MANIFEST, PublishError, remove};

/// A folder whose new state is in place.
#[derive(Debug)]
pub(super) struct Swapped {
    /// Its path below the dossier's folder.
    pub(super) folder: String,
    /// What was done.
    pub(super) how: How,
}

/// What was done to put a new state in place, with where the old one is now.
#[derive(Debug)]
pub(super) enum How {
    /// Nothing: it had the same bytes.
    Unchanged,
    /// There was no old one; the path is where the new one was built.
    Fresh(PathBuf),
    /// They changed places in one step.
    Exchanged(PathBuf),
    /// The old one was moved aside first: where the new one was built, where the old one is.
    Aside(PathBuf, PathBuf),
}

/// Swaps all, or none.
pub(super) fn all(root: &Path, prepared: Vec<Prepared<'_>>) -> Result<Vec<Swapped>, PublishError> {
    let mut done: Vec<Swapped> = Vec::new();
    for one in prepared {
        let folder = one.folder.path.to_owned();
        match swap(root, one) {
            Ok(how) => done.push(Swapped { folder, how }),
            Err(error) => {
                for earlier in done.into_iter().rev() {
                    undo(root, earlier);
                }
                return Err(system("put in place the folder", folder)(error));
            }
        }
    }
    Ok(done)
}

fn swap(root: &Path, prepared: Prepared<'_>) -> io::Result<How> {
    let (path, ..) = place(root, prepared.folder.path);
    let Some(beside) = prepared.beside else { return Ok(How::Unchanged) };
    // From here on it is no temporary folder any more: after the swap its name is the old one's.
    let new = beside.keep();
    let swapped = if prepared.existed {
        replace(&new, &path)
    } else {
        rename(&new, &path).map(|()| How::Fresh(new.clone()))
    };
    if swapped.is_err() {
        remove::ours(&new);
    }
    swapped
}

fn replace(new: &Path, path: &Path) -> io::Result<How> {
    if exchange(new, path)? {
        return Ok(How::Exchanged(new.to_owned()));
    }
    move_aside(new, path)
}

/// The two steps for where there is no single one. Between them the folder is missing, and the next
/// build would [`recover`] it.
fn move_aside(new: &Path, path: &Path) -> io::Result<How> {
    let aside = aside(new);
    rename(path, &aside)?;
    if let Err(error) = rename(new, path) {
        rename(&aside, path)?;
        return Err(error);
    }
    Ok(How::Aside(new.to_owned(), aside))
}

/// Swaps two folders in one step; `false` where the system cannot.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange(one: &Path, other: &Path) -> io::Result<bool> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;

    const UNKNOWN: [Errno; 4] = [Errno::INVAL, Errno::NOSYS, Errno::NOTSUP, Errno::OPNOTSUPP];
    match renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(true),
        Err(error) if UNKNOWN.contains(&error) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange(_: &Path, _: &Path) -> io::Result<bool> {
    Ok(false)
}

/// Where the old folder waits while the new one is moved: `.public.new-x` → `.public.old-x`.
fn aside(new: &Path) -> PathBuf {
    let name = new.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    let (before, after) = name.rsplit_once(".new-").unwrap_or((&name, ""));
    new.with_file_name(format!("{before}.old-{after}"))
}

/// How the names of folders begin that were moved aside.
pub(super) fn old_prefix(name: &str) -> String {
    format!(".{name}.old-")
}

/// Puts an old folder back and takes the new one away. What cannot be put back stays beside it.
fn undo(root: &Path, swapped: Swapped) {
    let (path, _, _) = place(root, &swapped.folder);
    let (back, new) = match swapped.how {
        How::Unchanged => return,
        How::Fresh(new) => (rename(&path, &new), new),
        How::Exchanged(new) => (exchange(&new, &path).map(drop), new),
        How::Aside(new, old) => (rename(&path, &new).and_then(|()| rename(&old, &path)), new),
    };
    if back.is_ok() {
        remove::ours(&new);
    }
}

/// Moves back an old folder that a killed build had moved aside and not yet replaced.
pub(super) fn recover(root: &Path, folder: &str) {
    let (path, parent, name) = place(root, folder);
    if path.symlink_metadata().is_ok() {
        return;
    }
    let aside = beside(&parent, old_prefix(name)).find(|path| path.join(MANIFEST).is_file());
    if let Some(aside) = aside {
        // Where this fails, the folder is simply built anew.
        let _ = rename(aside, path);
    }
}

/// Folders left by killed builds.
pub(super) fn leftovers(parent: &Path, name: &str) -> impl Iterator<Item = PathBuf> + use<> {
    beside(parent, new_prefix(name)).chain(beside(parent, old_prefix(name)))
}

/// Folders in `parent` whose names begin with `prefix`, by name. Links are none.
fn beside(parent: &Path, prefix: String) -> impl Iterator<Item = PathBuf> + use<> {
    WalkDir::new(parent)
        .min_depth(1)
        .max_depth(1)
        .sort_by_file_name()
        .into_iter()
        .filter_map(Result::ok)
        .filter(move |entry| {
            let name = entry.file_name().to_str();
            entry.file_type().is_dir() && name.is_some_and(|name| name.starts_with(&prefix))
        })
        .map(walkdir::DirEntry::into_path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::OutputFile;
    use crate::publish::manifest::Manifest;

    #[test]
    fn without_an_exchange_the_old_folder_waits_aside() {
        let root = tempfile::tempdir().unwrap();
        let (new, path) = (root.path().join(".public.new-x"), root.path().join("public"));
        for (folder, text) in [(&new, "new"), (&path, "old")] {
            let files = [OutputFile::new("index.html", text)];
            std::fs::create_dir(folder).unwrap();
            for file in [&files[0], &OutputFile::new(MANIFEST, Manifest::of(&files).write())] {
                let mut handle = std::fs::File::create(folder.join(&file.path)).unwrap();
                io::Write::write_all(&mut handle, &file.read().unwrap()).unwrap();
            }
        }
        let read = || {
            let mut text = String::new();
            let mut file = std::fs::File::open(path.join("index.html")).unwrap();
            io::Read::read_to_string(&mut file, &mut text).unwrap();
            text
        };
        let how = move_aside(&new, &path).unwrap();
        assert_eq!(read(), "new");
        assert!(root.path().join(".public.old-x").exists() && !new.exists());
        undo(root.path(), Swapped { folder: "public".into(), how });
        assert_eq!(read(), "old");
        let left = WalkDir::new(root.path()).min_depth(1).max_depth(1).into_iter().count();
        assert_eq!(left, 1, "the new folder is gone");
    }
}
