//! What a result is known by.

use std::fmt;
use std::io;
use std::sync::OnceLock;

use serde::Serialize;
use sha2::{Digest, Sha256};

/// The SHA-256 of all that a result depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(pub(super) [u8; 32]);

/// A key in the making: what kind of result, by which program, and then part after part.
#[derive(Clone)]
pub struct Keyed(Sha256);

impl Keyed {
    /// For results of a kind.
    #[must_use]
    pub fn new(kind: &str) -> Self {
        Self(Sha256::new()).part(program()).part(kind.as_bytes())
    }

    /// With bytes. No two lists of parts run together to the same.
    #[must_use]
    pub fn part(mut self, bytes: &[u8]) -> Self {
        self.0.update((bytes.len() as u64).to_le_bytes());
        self.0.update(bytes);
        self
    }

    /// With another key.
    #[must_use]
    pub fn key(self, key: &Key) -> Self {
        self.part(&key.0)
    }

    /// With all that a value consists of.
    #[must_use]
    pub fn value<T: Serialize + ?Sized>(mut self, value: &T) -> Self {
        let mut begun = Sha256::new();
        // A sum takes all that it is given; what has no form is told by that.
        let whole = postcard::to_io(value, Into(&mut begun)).is_ok();
        self.0.update([u8::from(whole)]);
        self.part(&begun.finalize())
    }

    /// With what a value shows of itself to its programmers, where that is all of it.
    #[must_use]
    pub fn shown(self, value: &dyn fmt::Debug) -> Self {
        self.part(format!("{value:?}").as_bytes())
    }

    /// The key.
    #[must_use]
    pub fn end(self) -> Key {
        Key(self.0.finalize().into())
    }
}

struct Into<'a>(&'a mut Sha256);

impl io::Write for Into<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The program that runs: its version and, since a developer's has the same for long, its file.
#[must_use]
pub fn program() -> &'static [u8] {
    static PROGRAM: OnceLock<Vec<u8>> = OnceLock::new();
    PROGRAM.get_or_init(|| {
        let mut program = env!("CARGO_PKG_VERSION").as_bytes().to_vec();
        let file = std::env::current_exe().and_then(|path| path.metadata());
        program.extend(file.ok().and_then(|file| stamp(&file)).unwrap_or_default());
        program
    })
}

/// What tells a file from itself after any change; `None` where the system does not tell.
#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "other systems do not tell")]
pub(crate) fn stamp(file: &std::fs::Metadata) -> Option<Vec<u8>> {
    use std::os::unix::fs::MetadataExt;
    let kind = u64::from(file.mode());
    let numbers = [kind, file.len(), file.ino(), file.dev()];
    let times = [file.mtime(), file.mtime_nsec(), file.ctime(), file.ctime_nsec()];
    let numbers = numbers.into_iter().flat_map(u64::to_le_bytes);
    Some(numbers.chain(times.into_iter().flat_map(i64::to_le_bytes)).collect())
}

#[cfg(not(unix))]
pub(crate) fn stamp(_: &std::fs::Metadata) -> Option<Vec<u8>> {
    None
}
