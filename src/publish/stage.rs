//! Where output lies between being made and being published: on disk, so that memory need not hold it.
//!
//! In go files, each as soon as it is made; out come the same with their bytes in a folder of their own beside
//! the output. What the published folder has already, byte for byte, gets a second name there and is not
//! written again. Names in it are numbers, never data. Whoever is killed leaves the folder; the next build
//! knows by its lock that nobody uses it, and takes away the numbers in it and nothing else.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

use tempfile::TempDir;
use walkdir::WalkDir;

use super::existing::{self, Existing};
use super::output::Content;
use super::prepare::{is_permitted, permit};
use super::{Folder, FolderKind, OutputFile, lock};

/// How the names of stages begin, in the dossier's folder.
const PREFIX: &str = ".dossier.stage-";

/// Held by who uses a stage.
const LOCK: &str = "lock";

/// Takes over the bytes of output files as they are made.
pub trait Keep: Sync {
    /// A file of one of the output folders, with its bytes where they can stay until all is done.
    fn keep(&self, kind: FolderKind, file: OutputFile) -> OutputFile;

    /// A file that the published folder has at `path` with just this sum (64 digits), if it can be taken from there.
    fn known(&self, kind: FolderKind, path: &str, sha256: &str) -> Option<OutputFile>;
}

/// Keeps all in memory.
#[derive(Debug, Clone, Copy, Default)]
pub struct Held;

impl Keep for Held {
    fn keep(&self, _: FolderKind, file: OutputFile) -> OutputFile {
        file
    }

    fn known(&self, _: FolderKind, _: &str, _: &str) -> Option<OutputFile> {
        None
    }
}

/// Where bytes lie on disk.
#[derive(Debug, Clone)]
pub(super) struct Place {
    folder: Arc<Path>,
    number: u64,
    pub(super) len: u64,
}

impl Place {
    pub(super) fn path(&self) -> PathBuf {
        self.folder.join(self.number.to_string())
    }

    pub(super) fn read(&self) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::with_capacity(usize::try_from(self.len).unwrap_or_default());
        File::open(self.path())?.read_to_end(&mut bytes)?;
        match bytes.len() as u64 == self.len {
            true => Ok(bytes),
            false => Err(io::Error::other("it has another length than it was written with")),
        }
    }
}

/// Keeps all in a folder beside the output, made when the first file comes. Where that cannot be, memory keeps
/// it: whatever is wrong with the disk, publishing says.
#[derive(Debug)]
pub struct Stage {
    root: PathBuf,
    /// The output folders as they were when the build began, with their paths.
    before: Vec<(FolderKind, String, Existing)>,
    open: OnceLock<Option<Open>>,
    next: AtomicU64,
}

#[derive(Debug)]
struct Open {
    folder: Arc<Path>,
    /// Taken away with what is left in it.
    _beside: TempDir,
    /// The system's lock goes when this is closed.
    _lock: File,
}

impl Stage {
    /// A stage for the output folders of the dossier in `root`, the pages' and the site's.
    #[must_use]
    pub fn new(root: &Path, [pages, site]: [&str; 2]) -> Self {
        let look = |kind, path: &str| {
            let folder = Folder { path, kind, files: &[] };
            let found = existing::look(root, &folder).unwrap_or(Existing::Nothing);
            (kind, path.to_owned(), found)
        };
        let before = vec![look(FolderKind::Pages, pages), look(FolderKind::Site, site)];
        let (open, next) = (OnceLock::new(), AtomicU64::new(0));
        Self { root: root.to_owned(), before, open, next }
    }

    /// Takes away the stages of builds that were killed. What cannot be taken away harms nothing.
    pub fn clear(root: &Path) {
        let stages = WalkDir::new(root).min_depth(1).max_depth(1).into_iter().flatten();
        let stages = stages.filter(|entry| {
            let name = entry.file_name().to_str();
            entry.file_type().is_dir() && name.is_some_and(|name| name.starts_with(PREFIX))
        });
        stages.for_each(|stage| remove(stage.path()));
    }

    fn open(&self) -> Option<&Open> {
        self.open.get_or_init(|| open(&self.root).ok()).as_ref()
    }

    fn next(&self, len: u64) -> Option<Place> {
        let folder = Arc::clone(&self.open()?.folder);
        Some(Place { folder, number: self.next.fetch_add(1, Ordering::Relaxed), len })
    }

    /// Another name for a file of the output as it was, if it has this sum.
    fn again(&self, kind: FolderKind, path: &str, sha256: &str) -> Option<Place> {
        let (_, folder, before) = self.before.iter().find(|(of, ..)| *of == kind)?;
        let len = before.holds_sum(path, sha256)?;
        let old = self.root.join(folder).join(path);
        let place = self.next(len)?;
        let linked = is_permitted(&old) && std::fs::hard_link(old, place.path()).is_ok();
        linked.then_some(place)
    }

    fn write(&self, bytes: &[u8]) -> Option<Place> {
        let place = self.next(bytes.len() as u64)?;
        let write = || -> io::Result<()> {
            let mut file = OpenOptions::new().write(true).create_new(true).open(place.path())?;
            file.write_all(bytes)?;
            permit(&file, 0o644)
        };
        write().is_ok().then_some(place)
    }
}

impl Keep for Stage {
    fn keep(&self, kind: FolderKind, file: OutputFile) -> OutputFile {
        let Content::Held(bytes) = file.content() else { return file };
        let sum = file.sha256();
        match self.again(kind, &file.path, sum).or_else(|| self.write(bytes)) {
            Some(place) => OutputFile::staged(file.path.clone(), place, sum),
            None => file,
        }
    }

    fn known(&self, kind: FolderKind, path: &str, sha256: &str) -> Option<OutputFile> {
        let place = self.again(kind, path, sha256)?;
        Some(OutputFile::staged(path.to_owned(), place, sha256))
    }
}

fn open(root: &Path) -> io::Result<Open> {
    let beside = tempfile::Builder::new().prefix(PREFIX).tempdir_in(root)?;
    let lock = lock::open(&beside.path().join(LOCK))?;
    // Where there are no locks, the stages of killed builds stay.
    let _ = lock.try_lock();
    Ok(Open { folder: Arc::from(beside.path()), _beside: beside, _lock: lock })
}

/// Takes away a stage that nobody uses: the numbers in it, its lock, and it.
fn remove(stage: &Path) {
    let lock = stage.join(LOCK);
    if lock::open(&lock).and_then(|held| Ok(held.try_lock()?)).is_err() {
        return;
    }
    let is_number = |name: &str| name.bytes().all(|b| b.is_ascii_digit());
    let inside = WalkDir::new(stage).min_depth(1).max_depth(1).into_iter().flatten();
    for file in inside.filter(|file| file.file_type().is_file()) {
        if file.file_name().to_str().is_some_and(is_number) {
            let _ = std::fs::remove_file(file.path());
        }
    }
    let _ = std::fs::remove_file(lock);
    let _ = std::fs::remove_dir(stage);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::{Lock, publish};
    use crate::text::sha256;

    fn names(root: &Path) -> Vec<String> {
        let walk = WalkDir::new(root).min_depth(1).max_depth(1).sort_by_file_name();
        walk.into_iter().map(|e| e.unwrap().file_name().to_string_lossy().into_owned()).collect()
    }

    fn keep(stage: &Stage, files: &[(&str, &str)]) -> Vec<OutputFile> {
        let keep = |(path, text): &(&str, &str)| {
            stage.keep(FolderKind::Site, OutputFile::new(*path, *text))
        };
        files.iter().map(keep).collect()
    }

    fn put(root: &Path, files: &[(&str, &str)]) -> bool {
        let stage = Stage::new(root, ["pages", "public"]);
        let files = keep(&stage, files);
        let lock = Lock::acquire(root, &|| {}).unwrap();
        let site = Folder { path: "public", kind: FolderKind::Site, files: &files };
        publish(root, &[site], &lock).unwrap()[0].unchanged
    }

    #[test]
    fn what_is_staged_is_published() {
        let root = tempfile::tempdir().unwrap();
        assert!(!put(root.path(), &[("a.html", "one"), ("b/c.html", "")]));
        assert_eq!(names(root.path()), ["public"]);
        assert_eq!(names(&root.path().join("public/b")), ["c.html"]);
        assert!(put(root.path(), &[("a.html", "one"), ("b/c.html", "")]), "nothing has changed");
        assert!(!put(root.path(), &[("a.html", "two"), ("b/c.html", "")]));
        let site = [("a.html", "two"), ("b/c.html", "")];
        let stage = Stage::new(root.path(), ["pages", "public"]);
        for file in keep(&stage, &site) {
            assert_eq!(file.len() as usize, file.text().len());
            assert!(site.contains(&(&file.path, &file.text())), "{}", file.path);
        }
    }

    #[test]
    fn only_what_the_published_folder_has_is_known() {
        let root = tempfile::tempdir().unwrap();
        put(root.path(), &[("a.html", "one"), ("b.html", "two")]);
        let stage = Stage::new(root.path(), ["pages", "public"]);
        let known = |kind, path: &str, text: &str| {
            stage.known(kind, path, &sha256(text.as_bytes())).map(|file| file.text())
        };
        assert_eq!(known(FolderKind::Site, "a.html", "one").as_deref(), Some("one"));
        assert_eq!(known(FolderKind::Site, "a.html", "two"), None);
        assert_eq!(known(FolderKind::Pages, "a.html", "one"), None);
        assert_eq!(known(FolderKind::Site, "../public/a.html", "one"), None);
        // As long as the manifest says, but not the same.
        File::create(root.path().join("public/b.html")).unwrap().write_all(b"owt").unwrap();
        assert_eq!(known(FolderKind::Site, "b.html", "two"), None);
        assert_eq!(known(FolderKind::Site, "b.html", "owt"), None);
    }

    #[test]
    fn stages_of_killed_builds_go_and_others_stay() {
        let root = tempfile::tempdir().unwrap();
        let used = Stage::new(root.path(), ["pages", "public"]);
        let file = keep(&used, &[("a.html", "one")]).remove(0);
        let dead = root.path().join(".dossier.stage-dead");
        let foreign = root.path().join(".dossier.stage-foreign");
        for folder in [&dead, &foreign] {
            std::fs::create_dir(folder).unwrap();
            File::create(folder.join("17")).unwrap();
        }
        File::create(foreign.join("letter.txt")).unwrap();
        Stage::clear(root.path());
        assert!(!dead.exists());
        assert_eq!(names(&foreign), ["letter.txt"], "only numbers are taken away");
        assert_eq!(file.text(), "one", "nobody takes away what is in use");
        drop(used);
        assert_eq!(names(root.path()), [".dossier.stage-foreign"]);
        assert!(file.read().is_err());
    }

    #[cfg(unix)]
    #[test]
    fn a_stage_that_cannot_be_made_leaves_all_in_memory() {
        let root = tempfile::tempdir().unwrap();
        let stage = Stage::new(&root.path().join("none"), ["pages", "public"]);
        assert_eq!(keep(&stage, &[("a.html", "one")])[0].text(), "one");
    }
}
