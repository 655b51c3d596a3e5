//! Opening files folder by folder, so that no link on the way is followed, not even one that is
//! put there while the program runs.

use std::fs::File;
use std::io::Read;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::path::Path;

use rustix::fs::{AtFlags, FileType, Mode, OFlags, openat, statat};
use rustix::io::Errno;

use crate::project::ReadError;

/// An open folder.
pub(super) type Root = OwnedFd;

const FOLDER: OFlags = OFlags::RDONLY.union(OFlags::DIRECTORY).union(OFlags::CLOEXEC);
const BELOW: OFlags = FOLDER.union(OFlags::NOFOLLOW);
/// Without NONBLOCK, opening a pipe that nobody writes to would wait for ever.
const FILE: OFlags = OFlags::RDONLY
    .union(OFlags::NOFOLLOW)
    .union(OFlags::NONBLOCK)
    .union(OFlags::NOCTTY)
    .union(OFlags::CLOEXEC);

pub(super) fn open_root(path: &Path) -> Result<Root, ReadError> {
    openat(rustix::fs::CWD, path, FOLDER, Mode::empty()).map_err(|error| match error {
        Errno::NOENT => ReadError::Missing,
        Errno::NOTDIR => ReadError::System("it is not a folder".to_owned()),
        error => system(error),
    })
}

pub(super) fn open(root: &Root, parts: &[&str]) -> Result<File, ReadError> {
    let Some((name, folders)) = parts.split_last() else { return Err(ReadError::Missing) };
    let mut folder: Option<OwnedFd> = None;
    for part in folders {
        let at = folder.as_ref().unwrap_or(root).as_fd();
        let next = openat(at, *part, BELOW, Mode::empty());
        folder = Some(next.map_err(|error| not_entered(at, part, error))?);
    }
    let at = folder.as_ref().unwrap_or(root).as_fd();
    // Asked before opening, because opening alone can move a tape or wake a device.
    regular(kind(at, name)?)?;
    let file = openat(at, *name, FILE, Mode::empty()).map_err(|error| match error {
        Errno::LOOP => ReadError::Link,
        error => system(error),
    })?;
    Ok(File::from(file))
}

/// All bytes of an open file, which is asked once more what it is.
pub(super) fn contents(file: File, limit: u64) -> Result<Vec<u8>, ReadError> {
    let words = |error: std::io::Error| ReadError::System(error.to_string());
    let metadata = file.metadata().map_err(words)?;
    if !metadata.is_file() {
        return Err(ReadError::Special);
    }
    if metadata.len() > limit {
        return Err(ReadError::TooLarge(limit));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or(0));
    file.take(limit + 1).read_to_end(&mut bytes).map_err(words)?;
    if bytes.len() as u64 > limit {
        return Err(ReadError::TooLarge(limit));
    }
    Ok(bytes)
}

fn kind(at: BorrowedFd<'_>, name: &str) -> Result<FileType, ReadError> {
    let found = statat(at, name, AtFlags::SYMLINK_NOFOLLOW).map_err(system)?;
    Ok(FileType::from_raw_mode(found.st_mode))
}

fn regular(kind: FileType) -> Result<(), ReadError> {
    match kind {
        FileType::RegularFile => Ok(()),
        FileType::Symlink => Err(ReadError::Link),
        _ => Err(ReadError::Special),
    }
}

/// Why a folder on the way could not be entered. Systems differ in the error they give for a link.
fn not_entered(at: BorrowedFd<'_>, name: &str, error: Errno) -> ReadError {
    match kind(at, name) {
        Ok(FileType::Symlink) => ReadError::Link,
        Ok(FileType::Directory) => system(error),
        Ok(_) => ReadError::Missing,
        Err(problem) => problem,
    }
}

fn system(error: Errno) -> ReadError {
    match error {
        Errno::NOENT | Errno::NOTDIR => ReadError::Missing,
        error => ReadError::System(std::io::Error::from(error).to_string()),
    }
}
