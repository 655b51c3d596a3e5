//! The site in memory: all that the server answers from.

use std::collections::BTreeMap;
use std::fmt::Write;

use axum::body::Bytes;
use sha2::{Digest, Sha256};

use crate::publish::{FolderKind, Keep, OutputFile};

/// The files of one build, by path.
#[derive(Debug, Clone, Default)]
pub struct SiteMap {
    files: BTreeMap<String, Served>,
    token: String,
}

/// One file, with the SHA-256 of its bytes (64 digits).
#[derive(Debug, Clone)]
struct Served {
    bytes: Bytes,
    sha256: String,
}

/// What an address leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found<'a> {
    /// A file, with its path.
    File(&'a str, Bytes),
    /// A folder with an `index.html`; its relative links need the address to end in `/`.
    Folder,
    /// Nothing.
    Nothing,
}

impl SiteMap {
    /// From a build's files.
    #[must_use]
    pub fn new(files: Vec<OutputFile>) -> Self {
        let served = |file: OutputFile| {
            let (path, sha256) = (file.path.clone(), file.sha256().to_owned());
            // Here nothing is on disk, so that nothing fails.
            let bytes = Bytes::from(file.into_bytes().ok()?.into_owned());
            Some((path, Served { bytes, sha256 }))
        };
        let files: BTreeMap<String, Served> = files.into_iter().filter_map(served).collect();
        let token = token(&files);
        Self { files, token }
    }

    /// Equal for equal sites, another one for others: the hash of all names and of the sums of all bytes.
    #[must_use]
    pub fn token(&self) -> &str {
        &self.token
    }

    /// Whether there is no file at all: no build was good yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// The file with exactly this path.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<Bytes> {
        self.files.get(path).map(|file| file.bytes.clone())
    }

    /// What stands at a decoded address path (`/people/ada`), as a host of static files would
    /// answer: the file, else with `.html`, else the folder's `index.html`.
    #[must_use]
    pub fn find(&self, address: &str) -> Found<'_> {
        let path = address.strip_prefix('/').unwrap_or(address);
        if path.is_empty() || path.ends_with('/') {
            return self.file(format!("{path}index.html"));
        }
        if let Some((path, file)) = self.files.get_key_value(path) {
            return Found::File(path, file.bytes.clone());
        }
        match self.file(format!("{path}.html")) {
            Found::Nothing if self.files.contains_key(&format!("{path}/index.html")) => {
                Found::Folder
            }
            found => found,
        }
    }

    fn file(&self, path: String) -> Found<'_> {
        match self.files.get_key_value(&path) {
            Some((path, file)) => Found::File(path, file.bytes.clone()),
            None => Found::Nothing,
        }
    }
}

/// What the last build has given already, the next one takes from here.
impl Keep for SiteMap {
    fn keep(&self, _: FolderKind, file: OutputFile) -> OutputFile {
        file
    }

    fn known(&self, kind: FolderKind, path: &str, sha256: &str) -> Option<OutputFile> {
        let known = |file: &&Served| kind == FolderKind::Site && file.sha256 == sha256;
        let file = self.files.get(path).filter(known)?;
        Some(OutputFile::new(path, file.bytes.to_vec()))
    }
}

fn token(files: &BTreeMap<String, Served>) -> String {
    let mut hasher = Sha256::new();
    for (path, file) in files {
        // Lengths first, so that no two lists of files run together to the same bytes.
        hasher.update((path.len() as u64).to_le_bytes());
        hasher.update(path);
        hasher.update(&file.sha256);
    }
    let mut token = String::new();
    for byte in hasher.finalize().iter().take(16) {
        // Writing to a String cannot fail.
        let _ = write!(token, "{byte:02x}");
    }
    token
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(paths: &[&str]) -> SiteMap {
        SiteMap::new(paths.iter().map(|path| OutputFile::new(*path, *path)).collect())
    }

    #[test]
    fn addresses_lead_where_static_hosts_lead_them() {
        let site = site(&["index.html", "a.html", "b/index.html", "c", "c.html", "d/e.css"]);
        let check = |address: &str, expect: Option<&str>| match (site.find(address), expect) {
            (Found::File(path, bytes), Some(expect)) => {
                assert_eq!((path, &bytes[..]), (expect, expect.as_bytes()), "{address}");
            }
            (Found::Nothing, None) => {}
            (found, _) => panic!("{address}: {found:?}"),
        };
        check("/", Some("index.html"));
        check("/index.html", Some("index.html"));
        check("/a", Some("a.html"));
        check("/a.html", Some("a.html"));
        check("/b/", Some("b/index.html"));
        check("/c", Some("c"));
        check("/d/e.css", Some("d/e.css"));
        check("/d", None);
        check("/d/", None);
        check("/a/", None);
        check("//a", None);
        check("/../a", None);
        check("/./a", None);
        assert_eq!(site.find("/b"), Found::Folder);
    }

    #[test]
    fn a_token_tells_sites_apart() {
        assert_eq!(site(&["a", "b"]).token(), site(&["b", "a"]).token());
        assert_ne!(site(&["a"]).token(), site(&["a", "b"]).token());
        let one = SiteMap::new(vec![OutputFile::new("ab", "c")]);
        let two = SiteMap::new(vec![OutputFile::new("a", "bc")]);
        assert_ne!(one.token(), two.token());
    }
}
