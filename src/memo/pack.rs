//! Results on disk: one file, a line that names its form and the program's sum, then result after result, each
//! with its key, its length and the sum of both and of its bytes.
//!
//! Of the old file only the places of its results are held in memory. The new one grows beside it and takes its
//! place when the build is good; a build that is killed leaves the old one as it was.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use sha2::{Digest, Sha256};
use tempfile::NamedTempFile;

use super::Key;
use crate::project::{Disk, Files};

/// The file's name in its folder.
const NAME: &str = "memo";

/// How the names of files begin that grow beside it.
const BESIDE: &str = ".memo-";

/// How it begins. One of another form has no results.
const FORM: &[u8] = b"dossier memo 1\n";

/// Bytes before a result: its key, its length, its sum.
const HEAD: usize = 32 + 8 + 16;

/// Longest result that is kept, in bytes.
const LONGEST: u64 = 64 << 20;

/// The results of the build before.
pub(super) struct Reader {
    file: Shared,
    /// Where each is. Only asked, never walked through.
    places: HashMap<Key, Place>,
}

/// A file that several read from at once.
#[cfg(unix)]
type Shared = File;
#[cfg(not(unix))]
type Shared = Mutex<File>;

struct Place {
    at: u64,
    len: u64,
    sum: [u8; 16],
}

impl Reader {
    /// Opens the file in a folder and learns what it has, as far as it is whole.
    pub(super) fn open(folder: &Path) -> Option<Self> {
        let file = Disk::open(folder).ok()?.file(NAME).ok()?;
        let end = file.metadata().ok().filter(|found| found.is_file())?.len();
        let mut reader = BufReader::with_capacity(64 << 10, file);
        let mut form = [0; FORM.len()];
        reader.read_exact(&mut form).ok().filter(|()| form == *FORM)?;
        let mut places = HashMap::new();
        let mut at = FORM.len() as u64;
        let mut head = [0; HEAD];
        while reader.read_exact(&mut head).is_ok() {
            let (key, rest) = head.split_at(32);
            let (len, sum) = rest.split_at(8);
            let (Ok(key), Ok(len), Ok(sum)) = (key.try_into(), len.try_into(), sum.try_into())
            else {
                break;
            };
            let len = u64::from_le_bytes(len);
            at += HEAD as u64;
            let Some(next) = at.checked_add(len).filter(|next| len <= LONGEST && *next <= end)
            else {
                break;
            };
            places.insert(Key(key), Place { at, len, sum });
            if reader.seek_relative(len.cast_signed()).is_err() {
                break;
            }
            at = next;
        }
        Some(Self { file: Shared::from(reader.into_inner()), places })
    }

    /// A result's bytes, if they are what was written.
    pub(super) fn read(&self, key: &Key) -> Option<Vec<u8>> {
        let place = self.places.get(key)?;
        let mut bytes = vec![0; usize::try_from(place.len).ok()?];
        self.fill(place.at, &mut bytes).ok()?;
        (sum(key, &bytes) == place.sum).then_some(bytes)
    }

    #[cfg(unix)]
    fn fill(&self, at: u64, bytes: &mut [u8]) -> io::Result<()> {
        use std::os::unix::fs::FileExt;
        self.file.read_exact_at(bytes, at)
    }

    #[cfg(not(unix))]
    fn fill(&self, at: u64, bytes: &mut [u8]) -> io::Result<()> {
        use std::io::Seek;
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(io::SeekFrom::Start(at))?;
        file.read_exact(bytes)
    }
}

/// The results of this build.
pub(super) struct Writer {
    /// `None` as soon as something could not be written.
    file: Mutex<Option<BufWriter<NamedTempFile>>>,
    path: PathBuf,
}

impl Writer {
    pub(super) fn new(folder: &Path) -> io::Result<Self> {
        clear(folder);
        let file = tempfile::Builder::new().prefix(BESIDE).tempfile_in(folder)?;
        // By this other builds know that it is in use; where there are no locks, what killed builds left stays.
        let _ = file.as_file().try_lock();
        let mut file = BufWriter::with_capacity(256 << 10, file);
        file.write_all(FORM)?;
        Ok(Self { file: Mutex::new(Some(file)), path: folder.join(NAME) })
    }

    /// Adds a result. What cannot be written is not there next time, nor is what would come after it.
    pub(super) fn add(&self, key: &Key, bytes: &[u8]) {
        let sum = sum(key, bytes);
        let mut slot = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(file) = slot.as_mut() else { return };
        let mut write = || -> io::Result<()> {
            file.write_all(&key.0)?;
            file.write_all(&(bytes.len() as u64).to_le_bytes())?;
            file.write_all(&sum)?;
            file.write_all(bytes)
        };
        if write().is_err() {
            *slot = None;
        }
    }

    pub(super) fn finish(self) -> io::Result<()> {
        let file = self.file.into_inner().unwrap_or_else(PoisonError::into_inner);
        let Some(file) = file else { return Err(io::Error::other("it could not be written")) };
        let file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.persist(self.path).map(drop).map_err(|error| error.error)
    }
}

/// Takes away what builds left that were killed.
fn clear(folder: &Path) {
    let Ok(disk) = Disk::open(folder) else { return };
    let beside = disk.list("").into_iter().map(|found| found.path);
    for name in beside.filter(|name| name.starts_with(BESIDE) && !name.contains('/')) {
        if disk.file(&name).is_ok_and(|file| file.try_lock().is_ok()) {
            // What cannot be taken away harms nothing.
            let _ = std::fs::remove_file(folder.join(name));
        }
    }
}

/// The first half of the SHA-256 of a key and its result.
fn sum(key: &Key, bytes: &[u8]) -> [u8; 16] {
    let sum = Sha256::new().chain_update(key.0).chain_update(bytes).finalize();
    let mut half = [0; 16];
    half.copy_from_slice(&sum[..16]);
    half
}
