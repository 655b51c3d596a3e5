//! Opening files where the system has no handles for folders: each part of the path is looked at
//! before the next one is.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use crate::project::ReadError;

/// A folder's path.
pub(super) type Root = PathBuf;

pub(super) fn open_root(path: &Path) -> Result<Root, ReadError> {
    let found = path.metadata().map_err(system)?;
    if found.is_dir() {
        Ok(path.to_owned())
    } else {
        Err(ReadError::System("it is not a folder".to_owned()))
    }
}

pub(super) fn open(root: &Root, parts: &[&str]) -> Result<File, ReadError> {
    let mut path = root.clone();
    for (i, part) in parts.iter().enumerate() {
        path.push(part);
        let found = path.symlink_metadata().map_err(system)?;
        let last = i + 1 == parts.len();
        if found.is_symlink() {
            return Err(ReadError::Link);
        }
        if last && !found.is_file() {
            return Err(ReadError::Special);
        }
        if !last && !found.is_dir() {
            return Err(ReadError::Missing);
        }
    }
    File::open(&path).map_err(system)
}

/// All bytes of an open file.
pub(super) fn contents(file: File, limit: u64) -> Result<Vec<u8>, ReadError> {
    let mut bytes = Vec::new();
    file.take(limit + 1).read_to_end(&mut bytes).map_err(system)?;
    if bytes.len() as u64 > limit {
        return Err(ReadError::TooLarge(limit));
    }
    Ok(bytes)
}

fn system(error: std::io::Error) -> ReadError {
    match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => ReadError::Missing,
        _ => ReadError::System(error.to_string()),
    }
}
