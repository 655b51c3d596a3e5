//! Documents that already lie in a folder.

use std::path::{Component, Path};

use walkdir::{DirEntry, WalkDir};

/// Endings of files that are documents; the first ones are read already, the others are kept for
/// the day when they are.
const READ: [&str; 7] = ["txt", "text", "md", "markdown", "html", "htm", "xhtml"];
const KEPT: [&str; 6] = ["pdf", "docx", "odt", "epub", "eml", "rtf"];

/// Folders of the program's own, and where other programs put what they make.
const OWN: [&str; 6] = ["seeds", "annotations", "templates", "static", "pages", "public"];
const MADE: [&str; 2] = ["node_modules", "target"];

/// Files at the top that speak about the folder and belong to no dossier.
const ABOUT: [&str; 12] = [
    "readme",
    "license",
    "licence",
    "copying",
    "notice",
    "authors",
    "changelog",
    "contributing",
    "security",
    "code_of_conduct",
    "third-party",
    "architecture",
];

/// More than these are no folder of sources but somebody's whole disk.
pub(super) const MAX: usize = 10_000;

/// What was found.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Documents {
    /// Paths below the folder, with `/` between their parts, sorted.
    pub(super) paths: Vec<String>,
    /// What looks like a document and cannot be taken, with the reason.
    pub(super) left_out: Vec<(String, &'static str)>,
}

/// Finds documents anywhere below a folder; `None` where there are more than [`MAX`].
pub(super) fn find(folder: &Path) -> Option<Documents> {
    let mut documents = Documents::default();
    let walk = WalkDir::new(folder).min_depth(1).sort_by_file_name().into_iter();
    for entry in walk.filter_entry(is_looked_at).flatten() {
        if entry.file_type().is_dir() || !is_document(&entry) {
            continue;
        }
        let path = below(folder, entry.path());
        if entry.file_type().is_symlink() {
            documents.left_out.push((path, "it is a symbolic link"));
        } else if !entry.file_type().is_file() {
            documents.left_out.push((path, "it is no regular file"));
        } else if entry.path().strip_prefix(folder).is_ok_and(|path| path.to_str().is_none()) {
            documents.left_out.push((path, "its name is not valid Unicode"));
        } else {
            documents.paths.push(path);
        }
        if documents.paths.len() > MAX {
            return None;
        }
    }
    documents.paths.sort();
    Some(documents)
}

/// Whether text of this file can be read now.
pub(super) fn is_read(path: &str) -> bool {
    has_ending(path, &READ)
}

fn is_looked_at(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    let is_own = entry.depth() == 1 && OWN.contains(&name.as_ref());
    let is_skipped = name.starts_with('.') || MADE.contains(&name.as_ref()) || is_own;
    !(is_skipped && (entry.file_type().is_dir() || name.starts_with('.')))
}

fn is_document(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    let stem = name.split('.').next().unwrap_or_default().to_lowercase();
    let is_about = entry.depth() == 1 && ABOUT.iter().any(|about| stem.starts_with(about));
    (has_ending(&name, &READ) || has_ending(&name, &KEPT)) && !is_about
}

fn has_ending(name: &str, endings: &[&str]) -> bool {
    name.rsplit_once('.')
        .is_some_and(|(_, own)| endings.iter().any(|ending| own.eq_ignore_ascii_case(ending)))
}

fn below(folder: &Path, path: &Path) -> String {
    let parts = path.strip_prefix(folder).unwrap_or(path).components();
    let names = parts.filter_map(|part| match part {
        Component::Normal(name) => Some(name.to_string_lossy()),
        _ => None,
    });
    names.collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_are_found_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let all = [
            "a.txt",
            "B.MD",
            "letters/1920/one.html",
            "letters/README.md",
            "scan.pdf",
            "mail.eml",
            "README.md",
            "README.de.md",
            "LICENSE.txt",
            "license-mit.txt",
            "photo.jpg",
            "noending",
            ".hidden.txt",
            ".git/notes.txt",
            "node_modules/x/readme.txt",
            "a/target/x.txt",
            "public/index.html",
            "pages/index.md",
            "seeds/s.txt",
            "annotations/n.md",
            "static/x.html",
            "templates/base.html",
            "deep/public/minutes.txt",
            "deep/.x/y.txt",
        ];
        for path in all {
            let path = folder.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::File::create(path).unwrap();
        }
        let found = find(folder.path()).unwrap();
        let expect = [
            "B.MD",
            "a.txt",
            "deep/public/minutes.txt",
            "letters/1920/one.html",
            "letters/README.md",
            "mail.eml",
            "scan.pdf",
        ];
        assert_eq!(found.paths, expect);
        assert_eq!(found.left_out, []);
    }

    #[cfg(unix)]
    #[test]
    fn links_are_named_and_not_taken() {
        let folder = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink("/etc/hostname", folder.path().join("host.txt")).unwrap();
        std::os::unix::fs::symlink("/", folder.path().join("everything")).unwrap();
        let found = find(folder.path()).unwrap();
        assert_eq!(found.paths, Vec::<String>::new());
        assert_eq!(found.left_out, [("host.txt".to_owned(), "it is a symbolic link")]);
    }
}
