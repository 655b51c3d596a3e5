//! One build at a time in one dossier.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::error::system;
use super::{PublishError, regular};

/// The lock's file in the dossier's folder. It is there only while somebody holds the lock.
const NAME: &str = ".dossier.lock";

/// How often, and how far apart, the lock is tried before the waiting is mentioned: a second.
const TRIES: u32 = 20;
const PAUSE: Duration = Duration::from_millis(50);

/// The right to publish in one dossier. It ends with the value, and with the process.
#[derive(Debug)]
pub struct Lock {
    path: PathBuf,
    /// The system's lock goes when this is closed.
    _file: File,
}

impl Lock {
    /// Waits for the lock; calls `waiting` once when that takes longer than a second.
    ///
    /// # Errors
    /// Where the lock's file cannot be made.
    pub fn acquire(root: &Path, waiting: &dyn Fn()) -> Result<Self, PublishError> {
        let path = root.join(NAME);
        loop {
            let file = open(&path).map_err(system("open", NAME))?;
            wait(&file, waiting).map_err(system("lock", NAME))?;
            // The one before may have taken its file away: then this lock is of no use.
            if is_at(&file, &path) {
                return Ok(Self { path, _file: file });
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        if cfg!(unix) {
            // A file that stays is only in the way of the eye.
            let _ = std::fs::remove_file(&self.path);
        }
    }
}

/// A file to lock; made where there is none. Never through a link, never waiting.
pub(super) fn open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    // What is no file of ours is not taken away afterwards either.
    regular::open(&mut options, path)
}

fn wait(file: &File, waiting: &dyn Fn()) -> io::Result<()> {
    for _ in 0..TRIES {
        match file.try_lock() {
            Ok(()) => return Ok(()),
            Err(TryLockError::WouldBlock) => std::thread::sleep(PAUSE),
            // Some network file systems have no locks; the swap is whole without one, too.
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {
                return Ok(());
            }
            Err(TryLockError::Error(error)) => return Err(error),
        }
    }
    waiting();
    file.lock()
}

#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), path.symlink_metadata()) {
        (Ok(held), Ok(found)) => held.ino() == found.ino() && held.dev() == found.dev(),
        _ => false,
    }
}

#[cfg(not(unix))]
fn is_at(_: &File, _: &Path) -> bool {
    true
}
