//! One file of `annotations/`, replaced whole or not at all.

use std::io::{self, Write};
use std::path::Path;

use crate::project::{Disk, Files, ReadError};

/// The only folder in which files are replaced.
const FOLDER: &str = "annotations/";

/// Puts `bytes` in the place of a file, which still holds `expected`; `None` where there must be none.
/// The file keeps its permissions. Killed at any moment, it is the old one or the new one.
///
/// # Errors
/// Where the file lies elsewhere than in `annotations/`, has changed meanwhile, is a link, or cannot be
/// written.
pub fn replace(root: &Path, path: &str, expected: Option<&[u8]>, bytes: &[u8]) -> io::Result<()> {
    let parts_fit = path.split('/').all(|part| !matches!(part, "" | "." | ".."));
    if !path.starts_with(FOLDER) || !parts_fit {
        return Err(io::Error::other("only files in annotations/ are replaced"));
    }
    let disk = Disk::open(root).map_err(|error| io::Error::other(error.to_string()))?;
    let now = match disk.read(path) {
        Ok(bytes) => Some(bytes),
        Err(ReadError::Missing) => None,
        Err(error) => return Err(io::Error::other(error.to_string())),
    };
    if now.as_deref() != expected {
        return Err(io::Error::other("it was changed meanwhile; run the command again"));
    }
    let target = root.join(path);
    let folder = target.parent().unwrap_or(root);
    let mut file = tempfile::Builder::new().prefix(".dossier-").tempfile_in(folder)?;
    file.write_all(bytes)?;
    let permissions = if now.is_some() {
        target.metadata()?.permissions()
    } else {
        // As a new file would have them.
        root.join("book.toml").metadata()?.permissions()
    };
    file.as_file().set_permissions(permissions)?;
    file.as_file().sync_all()?;
    file.persist(&target).map_err(|error| error.error)?;
    Ok(())
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
        let read = || Disk::open(root).unwrap().read("annotations/a.md").unwrap();
        replace(root, "annotations/a.md", None, b"one").unwrap();
        assert_eq!(read(), b"one");
        assert!(replace(root, "annotations/a.md", None, b"two").is_err(), "there is one");
        assert!(replace(root, "annotations/a.md", Some(b"zero"), b"two").is_err(), "it differs");
        replace(root, "annotations/a.md", Some(b"one"), b"two").unwrap();
        assert_eq!(read(), b"two");
        for path in
            ["seeds/a.txt", "annotations/../seeds/a.txt", "annotations//a", "/annotations/a"]
        {
            assert!(replace(root, path, None, b"x").is_err(), "{path}");
        }
    }
}
