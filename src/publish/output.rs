//! One file of an output folder: its path, its bytes wherever they are, and their sum.

use std::borrow::Cow;
use std::io;
use std::sync::OnceLock;

use super::stage::Place;
use crate::text::sha256;

/// One file of an output folder.
#[derive(Debug, Clone)]
pub struct OutputFile {
    /// Path below the folder, with `/` between its parts; made by the program, never from data.
    pub path: String,
    content: Content,
    /// 64 digits, made when first asked for: several manifests list it.
    sum: OnceLock<Box<str>>,
}

/// Where a file's bytes are.
#[derive(Debug, Clone)]
pub(super) enum Content {
    /// In memory.
    Held(Cow<'static, [u8]>),
    /// On disk beside the output, until they are published.
    Staged(Place),
}

impl PartialEq for OutputFile {
    fn eq(&self, other: &Self) -> bool {
        self.path == other.path && self.sha256() == other.sha256()
    }
}

impl Eq for OutputFile {}

impl OutputFile {
    /// A file with bytes of its own.
    #[must_use]
    pub fn new(path: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        let content = Content::Held(Cow::Owned(bytes.into()));
        Self { path: path.into(), content, sum: OnceLock::new() }
    }

    /// A file whose bytes lie at a place on disk and have this sum.
    pub(super) fn staged(path: String, place: Place, sha256: &str) -> Self {
        Self { path, content: Content::Staged(place), sum: OnceLock::from(Box::from(sha256)) }
    }

    pub(super) fn content(&self) -> &Content {
        &self.content
    }

    /// Its length in bytes.
    #[must_use]
    pub fn len(&self) -> u64 {
        match &self.content {
            Content::Held(bytes) => bytes.len() as u64,
            Content::Staged(place) => place.len,
        }
    }

    /// Whether it has no bytes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Its bytes.
    ///
    /// # Errors
    /// Where they lie on disk and are not there any more as they were written.
    pub fn read(&self) -> io::Result<Cow<'_, [u8]>> {
        match &self.content {
            Content::Held(bytes) => Ok(Cow::Borrowed(bytes)),
            Content::Staged(place) => place.read().map(Cow::Owned),
        }
    }

    /// Its bytes for good.
    ///
    /// # Errors
    /// As [`OutputFile::read`].
    pub fn into_bytes(self) -> io::Result<Cow<'static, [u8]>> {
        match self.content {
            Content::Held(bytes) => Ok(bytes),
            Content::Staged(place) => place.read().map(Cow::Owned),
        }
    }

    /// SHA-256 of its bytes, 64 lower-case hexadecimal digits.
    #[must_use]
    pub fn sha256(&self) -> &str {
        self.sum.get_or_init(|| {
            let Content::Held(bytes) = &self.content else { return Box::default() };
            sha256(bytes).into()
        })
    }
}

#[cfg(test)]
impl OutputFile {
    /// Its bytes as text, for tests.
    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.read().unwrap().into_owned()).unwrap()
    }
}
