//! Watching the files that a build reads, and no others: not what the program generates, nor what
//! else lies in the folder.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel};
use std::time::Duration;

use notify::event::{AccessKind, AccessMode, EventKind};
use notify::{RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{
    DebounceEventResult, DebouncedEvent, Debouncer, RecommendedCache, new_debouncer,
};

/// How long the files must be still before a change is told: editors write in several steps.
const STILL: Duration = Duration::from_millis(150);

/// The folders that a build reads; beside them, it reads [`CONFIG`].
const FOLDERS: [&str; 4] = ["seeds", "annotations", "templates", "static"];
const CONFIG: &str = "book.toml";

/// Watches until it is dropped.
#[derive(Debug)]
pub(super) struct Watcher {
    stop: Sender<Message>,
}

enum Message {
    Files(DebounceEventResult),
    Stop,
}

impl Watcher {
    /// Tells `changes` whenever something changes that a build reads. One change waits there at
    /// most: a build reads everything anew.
    pub(super) fn start(root: &Path, changes: SyncSender<()>) -> notify::Result<Self> {
        // Events name real paths, whatever links lead to the folder.
        let root = root.canonicalize().map_err(notify::Error::io)?;
        let (stop, messages) = channel();
        let events = stop.clone();
        let debouncer = new_debouncer(STILL, None, move |result| {
            // Nobody listens any more when the server ends.
            let _ = events.send(Message::Files(result));
        })?;
        let mut watched = Watched { root, debouncer, folders: BTreeSet::new() };
        watched.begin()?;
        std::thread::spawn(move || watched.listen(&messages, &changes));
        Ok(Self { stop })
    }
}

impl Drop for Watcher {
    fn drop(&mut self) {
        let _ = self.stop.send(Message::Stop);
    }
}

/// What is watched.
struct Watched {
    root: PathBuf,
    debouncer: Debouncer<RecommendedWatcher, RecommendedCache>,
    /// Which of [`FOLDERS`].
    folders: BTreeSet<&'static str>,
}

impl Watched {
    /// Watches the folder itself, not what lies deeper, and its folders that a build reads.
    fn begin(&mut self) -> notify::Result<()> {
        self.debouncer.watch(&self.root, RecursiveMode::NonRecursive)?;
        for folder in FOLDERS {
            self.renew(folder);
        }
        Ok(())
    }

    /// Watches a folder that may have come, gone, or been replaced.
    fn renew(&mut self, folder: &'static str) {
        let path = self.root.join(folder);
        if self.folders.remove(folder) {
            // It may have gone already, and its watch with it.
            let _ = self.debouncer.unwatch(&path);
        }
        let is_folder = path.symlink_metadata().is_ok_and(|found| found.is_dir());
        if is_folder && self.debouncer.watch(&path, RecursiveMode::Recursive).is_ok() {
            self.folders.insert(folder);
        }
    }

    fn listen(mut self, messages: &Receiver<Message>, changes: &SyncSender<()>) {
        while let Ok(Message::Files(result)) = messages.recv() {
            if self.matters(result) {
                // Full means that a change waits already; closed, that the server ends.
                let _ = changes.try_send(());
            }
        }
    }

    /// Whether a build would read something new. Where the system lost count, it would.
    fn matters(&mut self, result: DebounceEventResult) -> bool {
        let Ok(events) = result else { return true };
        let mut matters = false;
        for event in events.iter().filter(|event| is_change(event)) {
            for path in &event.paths {
                matters |= self.concerns(path);
            }
            matters |= event.need_rescan();
        }
        matters
    }

    /// Whether a path is one that a build reads.
    fn concerns(&mut self, path: &Path) -> bool {
        let Ok(below) = path.strip_prefix(&self.root) else { return false };
        let mut parts = below.components();
        let Some(top) = parts.next() else { return false };
        let is_top = parts.next().is_none();
        let folder = FOLDERS.into_iter().find(|folder| top.as_os_str() == OsStr::new(folder));
        if let (Some(folder), true) = (folder, is_top) {
            self.renew(folder);
        }
        folder.is_some() || (is_top && top.as_os_str() == OsStr::new(CONFIG))
    }
}

/// Whether an event changes a file. Reading does not: the build itself reads every file, and must
/// not set off the next one.
fn is_change(event: &DebouncedEvent) -> bool {
    match event.kind {
        EventKind::Access(kind) => kind == AccessKind::Close(AccessMode::Write),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use notify::event::{CreateKind, DataChange, ModifyKind};
    use notify_debouncer_full::notify::Event;

    use super::*;

    #[test]
    fn only_what_a_build_reads_concerns_it() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        let debouncer = new_debouncer(STILL, None, |_: DebounceEventResult| {}).unwrap();
        let mut watched = Watched { root: root.clone(), debouncer, folders: BTreeSet::new() };
        watched.begin().unwrap();
        let mut check = |path: &str, expect: bool| {
            assert_eq!(watched.concerns(&root.join(path)), expect, "{path}");
        };
        for path in [
            "book.toml",
            "seeds",
            "seeds/a/b.txt",
            "annotations/register.toml",
            "templates/base.html",
            "static/x.css",
        ] {
            check(path, true);
        }
        for path in [
            "",
            "public",
            "public/index.html",
            "pages/index.md",
            ".git/index",
            ".dossier.lock",
            "x/book.toml",
            "book.toml.swp",
            "target/seeds/x",
            "README.md",
        ] {
            check(path, false);
        }
        assert!(!watched.concerns(Path::new("/elsewhere/seeds/a.txt")));
        assert!(watched.folders.is_empty(), "folders that do not exist are not watched");
        std::fs::create_dir(root.join("seeds")).unwrap();
        assert!(watched.concerns(&root.join("seeds")));
        assert_eq!(watched.folders, BTreeSet::from(["seeds"]));
        std::fs::remove_dir(root.join("seeds")).unwrap();
        assert!(watched.concerns(&root.join("seeds")));
        assert!(watched.folders.is_empty());
    }

    #[test]
    fn reading_is_no_change() {
        let check = |kind: EventKind, expect: bool| {
            let event = DebouncedEvent::new(Event::new(kind), std::time::Instant::now());
            assert_eq!(is_change(&event), expect, "{kind:?}");
        };
        check(EventKind::Access(AccessKind::Open(AccessMode::Any)), false);
        check(EventKind::Access(AccessKind::Read), false);
        check(EventKind::Access(AccessKind::Close(AccessMode::Read)), false);
        check(EventKind::Access(AccessKind::Close(AccessMode::Write)), true);
        check(EventKind::Create(CreateKind::File), true);
        check(EventKind::Modify(ModifyKind::Data(DataChange::Any)), true);
    }
}
