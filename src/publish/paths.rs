//! Which paths may be written. Output paths are made by the program; this is the last guard before
//! the disk, for every system that the folder may be copied to.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use unicode_normalization::UnicodeNormalization;

use super::{Folder, MANIFEST, PublishError};
use crate::text::{has_turns, is_device};

/// Longest name in bytes that every usual file system takes.
const MAX_NAME: usize = 255;

/// Folders of a dossier that hold an editor's work, and git's own.
const TAKEN: &[&str] = &["seeds", "annotations", "templates", "static", ".git", ".github"];

/// Refuses output folders that are none, lie in one another, or would hide an editor's work.
pub(super) fn check_folders(folders: &[Folder<'_>]) -> Result<(), PublishError> {
    for (i, folder) in folders.iter().enumerate() {
        let refuse = |reason: String| {
            Err(PublishError::BadFolder { folder: folder.path.into(), kind: folder.kind, reason })
        };
        if let Some(reason) = unfit(folder.path) {
            return refuse(reason.to_owned());
        }
        let key = fold(folder.path);
        if let Some(taken) = TAKEN.iter().find(|taken| within(&key, taken)) {
            return refuse(format!("{taken}/ is never written to"));
        }
        for other in &folders[..i] {
            let other_key = fold(other.path);
            if within(&key, &other_key) || within(&other_key, &key) {
                return refuse(format!(
                    "it is, holds or lies in the output folder {}/",
                    other.path
                ));
            }
        }
    }
    Ok(())
}

/// Refuses a file whose path is not fit, or that would meet another one on some system.
pub(super) fn check_files(folder: &Folder<'_>) -> Result<(), PublishError> {
    let mut known: BTreeMap<String, (&str, bool)> = BTreeMap::new();
    for file in folder.files {
        let refuse = |reason: String| {
            Err(PublishError::BadPath {
                folder: folder.path.to_owned(),
                path: file.path.clone(),
                reason,
            })
        };
        if let Some(reason) = unfit(&file.path) {
            return refuse(reason.to_owned());
        }
        if fold(&file.path) == fold(MANIFEST) {
            return refuse("the name is kept for the manifest".to_owned());
        }
        for (part, is_file) in prefixes(&file.path) {
            match known.entry(fold(part)) {
                Entry::Vacant(free) => {
                    free.insert((part, is_file));
                }
                Entry::Occupied(taken) if *taken.get() == (part, false) && !is_file => {}
                Entry::Occupied(taken) => {
                    return refuse(format!("it meets “{}”", taken.get().0));
                }
            }
        }
    }
    Ok(())
}

/// The folders a path runs through, then itself, each with whether it is the file.
fn prefixes(path: &str) -> impl Iterator<Item = (&str, bool)> {
    let folders = path.match_indices('/').map(move |(at, _)| (&path[..at], false));
    folders.chain(std::iter::once((path, true)))
}

/// Why a path is not one that every system understands as a place below the folder.
fn unfit(path: &str) -> Option<&'static str> {
    if path.is_empty() {
        return Some("it is empty");
    }
    if path.starts_with('/') {
        return Some("it is absolute");
    }
    path.split('/').find_map(|part| match part {
        "" => Some("a part of it is empty"),
        "." | ".." => Some("it contains `.` or `..`"),
        _ if part.len() > MAX_NAME => Some("a name in it is longer than 255 bytes"),
        _ if has_turns(part) => Some("a character in it turns the direction of text"),
        _ if part.contains(|c: char| c.is_control()) => Some("it contains a control character"),
        _ if part.contains(['\\', ':', '*', '?', '"', '<', '>', '|']) => {
            Some("it contains a character that not every system allows in names")
        }
        _ if is_device(part) => Some("Windows keeps a name in it for a device"),
        _ if part.ends_with(['.', ' ']) => Some("a name in it ends in a full stop or a blank"),
        _ => None,
    })
}

/// What two paths have in common that some file system takes for the same.
fn fold(path: &str) -> String {
    path.nfc().flat_map(char::to_lowercase).nfc().collect()
}

/// Whether `path` is `folder` or lies in it.
fn within(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::{FolderKind, OutputFile};

    fn check(paths: &[&str], expect: Option<&str>) {
        let files: Vec<_> = paths.iter().map(|path| OutputFile::new(*path, "")).collect();
        let folder = Folder { path: "public", kind: FolderKind::Site, files: &files };
        let message = check_files(&folder).err().map(|error| error.to_string());
        match (message, expect) {
            (None, None) => {}
            (Some(message), Some(expect)) => assert!(message.contains(expect), "{message}"),
            (message, _) => panic!("{paths:?}: {message:?}"),
        }
    }

    #[test]
    fn fit_paths_pass() {
        check(&["index.html", "a/b.html", "a/c.html", "a/b/c.html", ".nojekyll", "CNAME"], None);
        check(&["a.html", "b/a.html", "ä/ö.html"], None);
    }

    #[test]
    fn paths_out_of_the_folder_are_refused() {
        for path in ["../x", "a/../../x", "a/..", ".", "./a"] {
            check(&[path], Some("`.` or `..`"));
        }
        check(&["/etc/passwd"], Some("absolute"));
        check(&[""], Some("empty"));
        check(&["a//b"], Some("empty"));
        check(&["a/"], Some("empty"));
        check(&["a\\b"], Some("not every system"));
        check(&["C:/x"], Some("not every system"));
        check(&["a\0b"], Some("control"));
        check(&[&"x".repeat(256)], Some("255"));
        check(&["a/nul.html"], Some("device"));
        check(&["a\u{202E}lmth.html"], Some("direction"));
    }

    #[test]
    fn paths_that_meet_are_refused() {
        check(&["a.html", "a.html"], Some("meets “a.html”"));
        check(&["a.html", "A.HTML"], Some("meets “a.html”"));
        check(&["a/x", "A/y"], Some("meets “a”"));
        check(&["caf\u{e9}", "cafe\u{301}"], Some("meets"));
        check(&["a", "a/b"], Some("meets “a”"));
        check(&["a/b", "a"], Some("meets “a”"));
        check(&[MANIFEST], Some("manifest"));
    }

    proptest::proptest! {
        #[test]
        fn a_path_that_passes_stays_in_the_folder(path in "[a.B/\\\\ :é\u{0}~-]{0,12}") {
            let files = [OutputFile::new(path.as_str(), "")];
            let folder = Folder { path: "public", kind: FolderKind::Site, files: &files };
            if check_files(&folder).is_ok() {
                let mut parts = std::path::Path::new(&path).components();
                let below = parts.all(|part| matches!(part, std::path::Component::Normal(_)));
                proptest::prop_assert!(below && !path.is_empty(), "{}", path);
            }
        }
    }

    fn check_names(names: &[&str], expect: Option<&str>) {
        let folder = |path| Folder { path, kind: FolderKind::Site, files: &[] };
        let folders: Vec<_> = names.iter().map(|name| folder(name)).collect();
        let message = check_folders(&folders).err().map(|error| error.to_string());
        match (message, expect) {
            (None, None) => {}
            (Some(message), Some(expect)) => assert!(message.contains(expect), "{message}"),
            (message, _) => panic!("{names:?}: {message:?}"),
        }
    }

    #[test]
    fn output_folders_keep_out_of_the_way() {
        check_names(&["pages", "public"], None);
        check_names(&["out/pages", "out/public"], None);
        check_names(&["pages", "pages"], Some("pages/"));
        check_names(&["pages", "pages/site"], Some("pages/"));
        check_names(&["site/pages", "site"], Some("site/pages/"));
        check_names(&["Seeds"], Some("seeds/ is never written to"));
        check_names(&["annotations/out"], Some("never written to"));
        check_names(&["."], Some("`.` or `..`"));
        check_names(&["/tmp/x"], Some("absolute"));
    }
}
