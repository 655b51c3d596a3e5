//! Files that are named on the command line. Unlike a dossier's own files they may be links, pipes
//! or devices: the user who typed the name meant what it leads to.

use std::fmt;
use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};

/// Largest text that is read whole, in bytes; the same as for a seed.
pub(super) const MAX_BYTES: u64 = 64 << 20;

/// Something to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Input {
    /// Standard input.
    Standard,
    /// A file.
    File(PathBuf),
}

impl Input {
    /// `-` is standard input, everything else a file.
    pub(super) fn from_argument(argument: PathBuf) -> Self {
        if argument == Path::new("-") { Self::Standard } else { Self::File(argument) }
    }

    /// Opens it.
    pub(super) fn open(&self) -> io::Result<BufReader<Box<dyn Read>>> {
        let source: Box<dyn Read> = match self {
            Self::Standard => Box::new(io::stdin()),
            Self::File(path) => {
                let file = File::open(path)?;
                if file.metadata()?.is_dir() {
                    return Err(io::Error::other("it is a folder, not a file"));
                }
                Box::new(file)
            }
        };
        Ok(BufReader::with_capacity(1 << 16, source))
    }

    /// All its bytes.
    pub(super) fn read(&self) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.open()?.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > MAX_BYTES {
            return Err(io::Error::other(format!("it is larger than {MAX_BYTES} bytes")));
        }
        Ok(bytes)
    }
}

impl fmt::Display for Input {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Standard => f.write_str("standard input"),
            Self::File(path) => write!(f, "{}", path.display()),
        }
    }
}
