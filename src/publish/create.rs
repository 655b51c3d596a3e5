//! New files of `seeds/`: written whole or not at all, and never over another one.

use std::io::{self, Write};
use std::path::Path;

/// The only folder in which files are made.
const FOLDER: &str = "seeds/";

/// Makes a file below `seeds/`, with its folders.
///
/// # Errors
/// Where it lies elsewhere, a link stands on the way, there is something of this name, or the system
/// refuses.
pub fn create(root: &Path, path: &str, bytes: &[u8]) -> io::Result<()> {
    let mut parts = path.split('/');
    if !path.starts_with(FOLDER) || parts.any(|part| part.is_empty() || part.starts_with('.')) {
        return Err(io::Error::other("only files in seeds/ are made"));
    }
    let target = root.join(path);
    let folder = target.parent().unwrap_or(root);
    let below = folder.strip_prefix(root).unwrap_or(folder);
    let mut at = root.to_owned();
    for part in below.components() {
        at.push(part);
        if at.symlink_metadata().is_ok_and(|found| found.is_symlink()) {
            return Err(io::Error::other("a link stands on the way, and links are not followed"));
        }
    }
    std::fs::create_dir_all(folder)?;
    let mut beside = tempfile::Builder::new().prefix(".dossier-").tempfile_in(folder)?;
    beside.write_all(bytes)?;
    // A new file has the permissions of the settings.
    let like = root.join("book.toml").metadata()?.permissions();
    beside.as_file().set_permissions(like)?;
    beside.as_file().sync_all()?;
    beside.persist_noclobber(target).map(drop).map_err(|error| error.error)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::{Disk, Files};

    #[test]
    fn only_new_files_are_made() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        std::fs::File::create(root.join("book.toml")).unwrap();
        create(root, "seeds/a/b.txt", b"one").unwrap();
        assert_eq!(Disk::open(root).unwrap().read("seeds/a/b.txt").unwrap(), b"one");
        assert!(create(root, "seeds/a/b.txt", b"two").is_err(), "there is one");
        for path in ["a.txt", "seeds/../a.txt", "seeds//a.txt", "seeds/.a.txt", "/seeds/a.txt"] {
            assert!(create(root, path, b"x").is_err(), "{path}");
        }
        assert_eq!(Disk::open(root).unwrap().list("seeds").len(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn no_link_is_followed() {
        let (folder, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let root = folder.path();
        std::fs::File::create(root.join("book.toml")).unwrap();
        std::os::unix::fs::symlink(other.path(), root.join("seeds")).unwrap();
        assert!(create(root, "seeds/a.txt", b"x").is_err());
        assert!(Disk::open(other.path()).unwrap().list("").is_empty());
    }
}
