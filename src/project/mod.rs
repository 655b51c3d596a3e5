//! A project: every read of the world goes through here. On disk, or in memory for tests.

mod disk;
mod memory;
mod theme;

pub use disk::Disk;
pub use memory::Memory;
pub use theme::{Theme, builtin};

use std::fmt;

/// Files below one folder. Paths are relative to it, with `/` between their parts, never absolute
/// and without `.` or `..`.
pub trait Files: Sync + Send {
    /// All that lies below `folder`, at any depth, sorted by path (bytewise). A folder that does
    /// not exist has nothing in it. Folders themselves are not listed; links are never followed.
    fn list(&self, folder: &str) -> Vec<Found>;

    /// A file's bytes.
    ///
    /// # Errors
    /// Where there is none, or it is no regular file, or it cannot be read.
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError>;
}

/// Something that [`Files::list`] found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Its path. Where the name is no Unicode, the odd bytes are shown as U+FFFD and `problem`
    /// says so.
    pub path: String,
    /// Why it cannot be read, where that is known already.
    pub problem: Option<ReadError>,
}

/// Why a file could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadError {
    /// There is none.
    Missing,
    /// It is a symbolic link; links are not followed.
    Link,
    /// It is a folder, device, socket or pipe.
    Special,
    /// Its name is no Unicode.
    Name,
    /// It is larger than this many bytes.
    TooLarge(u64),
    /// The system says no.
    System(String),
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("there is no such file"),
            Self::Link => f.write_str("it is a symbolic link, and links are not followed"),
            Self::Special => f.write_str("it is a folder, device, socket or pipe, not a file"),
            Self::Name => f.write_str("its name is not valid Unicode"),
            Self::TooLarge(limit) => write!(f, "it is larger than {limit} bytes"),
            Self::System(message) => f.write_str(message),
        }
    }
}

impl std::error::Error for ReadError {}

/// A dossier's folder.
pub struct Project {
    files: Box<dyn Files>,
    theme: Theme,
}

impl Project {
    /// A project over some files, with the theme built into the program underneath their own.
    #[must_use]
    pub fn new(files: impl Files + 'static) -> Self {
        let theme = Theme::new(&files);
        Self { files: Box::new(files), theme }
    }

    /// Its files.
    #[must_use]
    pub fn files(&self) -> &dyn Files {
        self.files.as_ref()
    }

    /// Its templates and static files.
    #[must_use]
    pub fn theme(&self) -> &Theme {
        &self.theme
    }
}
