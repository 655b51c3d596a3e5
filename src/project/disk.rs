//! Files on disk.
//!
//! In: a folder, and paths below it. Out: names and bytes. Never follows a link below that folder,
//! never opens anything but regular files, never reads more than 64 MiB of one, never writes.

#[cfg(not(unix))]
#[path = "disk/portable.rs"]
mod system;
#[cfg(unix)]
#[path = "disk/unix.rs"]
mod system;

use std::fs::File;
use std::path::{Component, Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::{Files, Found, ReadError};

/// Largest file that is read, in bytes: 64 MiB.
const MAX_BYTES: u64 = 64 << 20;

/// A folder on disk. The folder itself may be reached through links; what lies below it may not.
#[derive(Debug)]
pub struct Disk {
    root: PathBuf,
    handle: system::Root,
}

impl Disk {
    /// Opens a folder.
    ///
    /// # Errors
    /// Where there is none, or it is no folder, or it cannot be opened.
    pub fn open(root: &Path) -> Result<Self, ReadError> {
        Ok(Self { root: root.to_owned(), handle: system::open_root(root)? })
    }

    /// The folder below the root that `folder` names; `None` where nothing has that name.
    fn folder(&self, folder: &str) -> Result<Option<PathBuf>, Found> {
        let mut path = self.root.clone();
        let mut name = String::new();
        for part in folder.split('/').filter(|part| !part.is_empty()) {
            path.push(part);
            name.push_str(if name.is_empty() { "" } else { "/" });
            name.push_str(part);
            let refuse = |problem| Found { path: name.clone(), problem: Some(problem) };
            match path.symlink_metadata() {
                Ok(found) if found.is_symlink() => return Err(refuse(ReadError::Link)),
                Ok(found) if found.is_dir() => {}
                Ok(_) => return Err(refuse(ReadError::System("it is not a folder".to_owned()))),
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
                Err(error) => return Err(refuse(ReadError::System(error.to_string()))),
            }
        }
        Ok(Some(path))
    }

    /// A file that is read bit by bit. What was regular when asked is to be asked again.
    pub(crate) fn file(&self, path: &str) -> Result<File, ReadError> {
        let parts: Vec<&str> = path.split('/').collect();
        if !parts.iter().all(|part| is_name(part)) {
            return Err(ReadError::System("it is no path below the dossier's folder".to_owned()));
        }
        system::open(&self.handle, &parts)
    }

    /// All below an existing folder, in the order of the walk.
    fn walk(&self, folder: &Path) -> Vec<Found> {
        let mut walk = WalkDir::new(folder)
            .min_depth(1)
            .follow_links(false)
            .follow_root_links(false)
            .sort_by_file_name()
            .into_iter();
        let mut all = Vec::new();
        while let Some(next) = walk.next() {
            match next {
                Ok(entry) if entry.file_type().is_dir() => {
                    if entry.file_name().to_str().is_none() {
                        walk.skip_current_dir();
                        all.push(self.found(entry.path(), Some(ReadError::Name)));
                    }
                }
                Ok(entry) => all.push(self.found(entry.path(), problem(&entry))),
                Err(error) => {
                    let words = error.io_error().map_or(error.to_string(), ToString::to_string);
                    let path = error.path().unwrap_or(folder);
                    all.push(self.found(path, Some(ReadError::System(words))));
                }
            }
        }
        all
    }

    fn found(&self, path: &Path, problem: Option<ReadError>) -> Found {
        let below = path.strip_prefix(&self.root).unwrap_or(path);
        let parts: Vec<_> = below
            .components()
            .filter_map(|part| match part {
                Component::Normal(name) => Some(name.to_string_lossy()),
                _ => None,
            })
            .collect();
        Found { path: parts.join("/"), problem }
    }
}

/// Why something that is no folder cannot be read, as far as its name and kind tell.
fn problem(entry: &DirEntry) -> Option<ReadError> {
    let kind = entry.file_type();
    if entry.file_name().to_str().is_none() {
        Some(ReadError::Name)
    } else if kind.is_symlink() {
        Some(ReadError::Link)
    } else if kind.is_file() {
        None
    } else {
        Some(ReadError::Special)
    }
}

impl Files for Disk {
    /// An empty `folder` means the root itself.
    fn list(&self, folder: &str) -> Vec<Found> {
        let mut all = match self.folder(folder) {
            Ok(Some(path)) => self.walk(&path),
            Ok(None) => Vec::new(),
            Err(refused) => vec![refused],
        };
        all.sort_by(|a, b| a.path.cmp(&b.path));
        all
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        system::contents(self.file(path)?, MAX_BYTES)
    }
}

/// Whether this can name one thing in one folder, and nothing else.
fn is_name(part: &str) -> bool {
    let mut components = Path::new(part).components();
    matches!(components.next(), Some(Component::Normal(name)) if name == part)
        && components.next().is_none()
        && !part.contains('\0')
}

#[cfg(test)]
#[cfg(target_os = "linux")]
mod tests {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;

    use super::*;

    /// A folder with one file of each kind a person might leave there.
    fn odd_folder() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        std::fs::create_dir_all(root.join("seeds/a")).unwrap();
        std::fs::create_dir_all(root.join("outside")).unwrap();
        put(root, "seeds/a/one.txt", "one");
        put(root, "seeds/a-b.txt", "two");
        put(root, "outside/secret.txt", "secret");
        symlink("../outside/secret.txt", root.join("seeds/link.txt")).unwrap();
        symlink("../outside", root.join("seeds/linked")).unwrap();
        symlink("loop", root.join("seeds/loop")).unwrap();
        let pipe = root.join("seeds/pipe");
        rustix::fs::mknodat(
            rustix::fs::CWD,
            &pipe,
            rustix::fs::FileType::Fifo,
            rustix::fs::Mode::from_raw_mode(0o644),
            0,
        )
        .unwrap();
        let odd = root.join("seeds").join(OsStr::from_bytes(b"caf\xe9.txt"));
        std::fs::File::create(odd).unwrap();
        let odd = root.join("seeds").join(OsStr::from_bytes(b"\xff"));
        std::fs::create_dir(&odd).unwrap();
        std::fs::File::create(odd.join("inner.txt")).unwrap();
        folder
    }

    fn put(root: &Path, path: &str, text: &str) {
        use std::io::Write;
        std::fs::File::create(root.join(path)).unwrap().write_all(text.as_bytes()).unwrap();
    }

    #[test]
    fn everything_is_listed_with_what_is_wrong_with_it() {
        let folder = odd_folder();
        let disk = Disk::open(folder.path()).unwrap();
        let list: Vec<_> =
            disk.list("seeds").into_iter().map(|found| (found.path, found.problem)).collect();
        let expect = [
            ("seeds/a-b.txt", None),
            ("seeds/a/one.txt", None),
            ("seeds/caf\u{FFFD}.txt", Some(ReadError::Name)),
            ("seeds/link.txt", Some(ReadError::Link)),
            ("seeds/linked", Some(ReadError::Link)),
            ("seeds/loop", Some(ReadError::Link)),
            ("seeds/pipe", Some(ReadError::Special)),
            ("seeds/\u{FFFD}", Some(ReadError::Name)),
        ];
        let expect: Vec<_> =
            expect.into_iter().map(|(path, problem)| (path.to_owned(), problem)).collect();
        assert_eq!(list, expect);
    }

    #[test]
    fn a_linked_folder_is_named_and_not_entered() {
        let folder = odd_folder();
        let disk = Disk::open(folder.path()).unwrap();
        let link = |path: &str| vec![Found { path: path.into(), problem: Some(ReadError::Link) }];
        assert_eq!(disk.list("seeds/linked"), link("seeds/linked"));
        assert_eq!(disk.list("seeds/linked/deeper"), link("seeds/linked"));
        assert_eq!(disk.list("nothing"), []);
        let file = disk.list("seeds/a-b.txt");
        assert!(matches!(file[0].problem, Some(ReadError::System(_))), "{file:?}");
    }

    #[test]
    fn only_regular_files_below_the_folder_are_read() {
        let folder = odd_folder();
        let disk = Disk::open(folder.path()).unwrap();
        assert_eq!(disk.read("seeds/a/one.txt").unwrap(), b"one");
        let cases = [
            ("seeds/link.txt", ReadError::Link),
            ("seeds/linked/secret.txt", ReadError::Link),
            ("seeds/loop", ReadError::Link),
            ("seeds/loop/x", ReadError::Link),
            ("seeds/pipe", ReadError::Special),
            ("seeds/a", ReadError::Special),
            ("seeds/none.txt", ReadError::Missing),
            ("none/none.txt", ReadError::Missing),
            ("seeds/a-b.txt/inner", ReadError::Missing),
        ];
        for (path, expect) in cases {
            assert_eq!(disk.read(path), Err(expect), "{path}");
        }
        for path in ["", "/etc/passwd", "../x", "seeds/../a", "seeds//a", "./seeds", "a\0b"] {
            assert!(matches!(disk.read(path), Err(ReadError::System(_))), "{path:?}");
        }
    }

    #[test]
    fn a_file_over_the_limit_is_not_read() {
        let folder = tempfile::tempdir().unwrap();
        let big = std::fs::File::create(folder.path().join("big.txt")).unwrap();
        big.set_len(MAX_BYTES + 1).unwrap();
        let disk = Disk::open(folder.path()).unwrap();
        assert_eq!(disk.read("big.txt"), Err(ReadError::TooLarge(MAX_BYTES)));
    }

    #[test]
    fn a_root_that_is_no_folder_is_refused() {
        let folder = odd_folder();
        let open = |path: &str| Disk::open(&folder.path().join(path)).unwrap_err();
        assert_eq!(open("none"), ReadError::Missing);
        assert!(matches!(open("seeds/a-b.txt"), ReadError::System(_)));
        assert!(Disk::open(&folder.path().join("seeds/linked")).is_ok());
    }
}
