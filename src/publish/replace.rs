//! Files of `annotations/`, each replaced whole or not at all.

use std::io::{self, Write};
use std::path::Path;

use tempfile::NamedTempFile;

use super::changes::{BESIDE, Changes, change};
use crate::project::{Disk, Files, ReadError};

/// The only folder in which files are replaced, and the only other file.
const FOLDER: &str = "annotations/";
const SETTINGS: &str = "book.toml";

/// A file's next state.
#[derive(Debug, Clone, Copy)]
pub struct Replacement<'a> {
    /// Its path in the dossier, below `annotations/`.
    pub path: &'a str,
    /// What it holds until now; `None` where there must be none.
    pub before: Option<&'a [u8]>,
    /// What it is to hold.
    pub after: &'a [u8],
}

/// Replaces files: all, or none. Each keeps its permissions.
///
/// # Errors
/// The path of the first file that was not replaced, with the reason: it lies elsewhere than in
/// `annotations/`, has changed meanwhile, is a link, or cannot be written.
pub fn replace<'a>(root: &Path, files: &[Replacement<'a>]) -> Result<(), (&'a str, io::Error)> {
    change(root, &Changes { writes: files.to_vec(), ..Changes::default() })
}

/// Takes away a file of `annotations/` that this run of the program has made, if it still holds just that.
///
/// # Errors
/// As [`replace`].
pub fn withdraw<'a>(root: &Path, path: &'a str, before: &[u8]) -> Result<(), (&'a str, io::Error)> {
    let file = Replacement { path, before: Some(before), after: b"" };
    is_inside(path)
        .and_then(|()| is_unchanged(root, &file, path))
        .and_then(|()| std::fs::remove_file(root.join(path)))
        .map_err(|error| (path, error))
}

fn is_inside(path: &str) -> io::Result<()> {
    let parts_fit = path.split('/').all(|part| !matches!(part, "" | "." | ".."));
    if parts_fit && (path.starts_with(FOLDER) || path == SETTINGS) {
        return Ok(());
    }
    Err(io::Error::other("only files in annotations/ are replaced"))
}

/// Writes a file's next state beside it. `now` is the path at which it is until now.
pub(super) fn prepare(root: &Path, file: &Replacement<'_>, now: &str) -> io::Result<NamedTempFile> {
    is_inside(file.path)?;
    is_unchanged(root, file, now)?;
    let target = root.join(file.path);
    let folder = target.parent().unwrap_or(root);
    std::fs::create_dir_all(folder)?;
    let mut beside = tempfile::Builder::new().prefix(BESIDE).tempfile_in(folder)?;
    beside.write_all(file.after)?;
    // A new file has the permissions of the settings.
    let like = root.join(if file.before.is_some() { now } else { SETTINGS });
    beside.as_file().set_permissions(like.metadata()?.permissions())?;
    beside.as_file().sync_all()?;
    Ok(beside)
}

/// Refuses where what stands at `now` is not what is expected.
pub(super) fn is_unchanged(root: &Path, file: &Replacement<'_>, now: &str) -> io::Result<()> {
    let disk = Disk::open(root).map_err(|error| io::Error::other(error.to_string()))?;
    let found = match disk.read(now) {
        Ok(bytes) => Some(bytes),
        Err(ReadError::Missing) => None,
        Err(error) => return Err(io::Error::other(error.to_string())),
    };
    if found.as_deref() == file.before {
        return Ok(());
    }
    Err(io::Error::other("it was changed meanwhile; run the command again"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_expected_is_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        std::fs::create_dir(root.join("annotations")).unwrap();
        std::fs::File::create(root.join("book.toml")).unwrap();
        let replace = |path, before, after| replace(root, &[Replacement { path, before, after }]);
        let read = || Disk::open(root).unwrap().read("annotations/a.md").unwrap();
        replace("annotations/a.md", None, b"one".as_slice()).unwrap();
        assert_eq!(read(), b"one");
        assert!(replace("annotations/a.md", None, b"two".as_slice()).is_err(), "there is one");
        assert!(
            replace("annotations/a.md", Some(b"zero".as_slice()), b"two".as_slice()).is_err(),
            "it differs"
        );
        replace("annotations/a.md", Some(b"one".as_slice()), b"two".as_slice()).unwrap();
        assert_eq!(read(), b"two");
        for path in
            ["seeds/a.txt", "annotations/../seeds/a.txt", "annotations//a", "/annotations/a"]
        {
            assert!(replace(path, None, b"x".as_slice()).is_err(), "{path}");
            assert!(withdraw(root, path, b"").is_err(), "{path}");
        }
        assert!(withdraw(root, "annotations/a.md", b"one").is_err(), "it differs");
        withdraw(root, "annotations/a.md", b"two").unwrap();
        assert!(!root.join("annotations/a.md").exists());
    }
}
