//! Results by what they were made from, so that the same work is not done twice.
//!
//! In go a key (the sum of all that a result depends on, and of the program) and the work; out comes the
//! result, from the store where it has one for this key, else from the work, which the store then keeps. So
//! there is one path, whether the store is full, empty or not there. A store holds what the last build used
//! and nothing else: results that nobody asked for are gone after the next one. Nothing in it is a path, and
//! whatever is wrong with it (torn, foreign, of another program) it has no results.

mod key;
mod pack;
#[cfg(test)]
mod tests;

pub(crate) use key::stamp;
pub use key::{Key, Keyed, program};

use std::collections::HashMap;
use std::fmt;
use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use serde::Serialize;
use serde::de::DeserializeOwned;

use pack::{Reader, Writer};

/// Where results are kept.
#[derive(Default)]
pub struct Memo(Store);

impl fmt::Debug for Memo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Memo")
    }
}

#[derive(Default)]
enum Store {
    /// Nowhere: all work is done.
    #[default]
    None,
    /// In memory: what the build before had, and what this one has. Only asked, never walked through.
    Memory { before: Results, now: Mutex<Results> },
    /// On disk: the pack of the build before, and that of this one.
    Disk { before: Option<Reader>, now: Writer },
}

type Results = HashMap<Key, Arc<[u8]>>;

impl Memo {
    /// One that keeps nothing.
    #[must_use]
    pub const fn none() -> Self {
        Self(Store::None)
    }

    /// One in memory, with the results of that of the last good build.
    #[must_use]
    pub fn in_memory(last: &Self) -> Self {
        let before = match &last.0 {
            Store::Memory { now, .. } => now.lock().unwrap_or_else(PoisonError::into_inner).clone(),
            _ => Results::default(),
        };
        Self(Store::Memory { before, now: Mutex::default() })
    }

    /// One in a file of a folder that is there. Where that cannot be written, all work is done.
    #[must_use]
    pub fn on_disk(folder: &Path) -> Self {
        let before = Reader::open(folder);
        match Writer::new(folder) {
            Ok(now) => Self(Store::Disk { before, now }),
            Err(_) => Self::none(),
        }
    }

    /// Puts what this build used in the place of what the last one did.
    ///
    /// # Errors
    /// Where the disk refuses; the old results then stay.
    pub fn finish(self) -> io::Result<()> {
        match self.0 {
            Store::Disk { before, now } => {
                // Some systems do not replace what is open.
                drop(before);
                now.finish()
            }
            _ => Ok(()),
        }
    }

    /// The result for a key, made where it is not there. Work that gives nothing is done again each time.
    pub fn of<T: Serialize + DeserializeOwned>(
        &self,
        key: &Key,
        work: impl FnOnce() -> Option<T>,
    ) -> Option<T> {
        if let Some(known) = self.get(key) {
            return Some(known);
        }
        let made = work()?;
        self.put(key, &made);
        Some(made)
    }

    /// The result for a key, if there is one.
    #[must_use]
    pub fn get<T: DeserializeOwned>(&self, key: &Key) -> Option<T> {
        let bytes = match &self.0 {
            Store::None => None,
            Store::Memory { before, .. } => before.get(key).cloned(),
            Store::Disk { before, .. } => before.as_ref()?.read(key).map(Arc::from),
        }?;
        let result = postcard::from_bytes(&bytes).ok()?;
        self.keep(key, bytes);
        Some(result)
    }

    /// Keeps a result.
    pub fn put<T: Serialize>(&self, key: &Key, result: &T) {
        if matches!(self.0, Store::None) {
            return;
        }
        if let Ok(bytes) = postcard::to_allocvec(result) {
            self.keep(key, bytes.into());
        }
    }

    fn keep(&self, key: &Key, bytes: Arc<[u8]>) {
        match &self.0 {
            Store::None => {}
            Store::Memory { now, .. } => {
                now.lock().unwrap_or_else(PoisonError::into_inner).insert(*key, bytes);
            }
            Store::Disk { now, .. } => now.add(key, &bytes),
        }
    }
}
