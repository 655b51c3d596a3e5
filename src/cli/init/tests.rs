//! `init` in real folders.

use std::collections::BTreeMap;

use super::*;
use crate::cli::output::{Format, Verbosity};

fn quiet() -> Output {
    Output::new(Verbosity::Quiet, Format::Human)
}

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        File::create(path).unwrap().write_all(text.as_bytes()).unwrap();
    }
    folder
}

fn all(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let disk = Disk::open(folder).unwrap();
    let found = disk.list("");
    found.into_iter().map(|found| (found.path.clone(), disk.read(&found.path).unwrap())).collect()
}

#[test]
fn an_empty_folder_becomes_a_dossier() {
    let parent = tempfile::tempdir().unwrap();
    let folder = parent.path().join("my-letters");
    assert_eq!(init(&folder, &quiet()), Outcome::Done);
    let files = all(&folder);
    let names: Vec<_> = files.keys().collect();
    let expect = [
        ".github/workflows/pages.yml",
        ".gitignore",
        "annotations/pages/index.md",
        "annotations/register.toml",
        "book.toml",
    ];
    assert_eq!(names, expect);
    assert!(folder.join("seeds").is_dir());
    let settings = String::from_utf8(files["book.toml"].clone()).unwrap();
    assert!(settings.contains("title = \"My letters\"\n"), "{settings}");
    assert!(settings.contains("language = \"en\"\n"), "{settings}");
}

#[test]
fn documents_are_copied_byte_for_byte_and_nothing_moves() {
    let files = [
        ("one.txt", "caf\u{e9}\r\n"),
        ("a/b/two.md", "# Two\n"),
        ("scan.pdf", "%PDF"),
        ("README.md", "about"),
        ("photo.jpg", "x"),
    ];
    let folder = folder(&files);
    let made = make(folder.path(), &quiet()).unwrap();
    assert_eq!((made.copied, made.seeds, made.kept.len()), (3, 3, 0));
    let after = all(folder.path());
    for (path, text) in files {
        assert_eq!(after[path], text.as_bytes(), "{path} stays");
    }
    for path in ["one.txt", "a/b/two.md", "scan.pdf"] {
        assert_eq!(after[&format!("seeds/{path}")], after[path]);
    }
    assert!(!after.contains_key("seeds/README.md") && !after.contains_key("seeds/photo.jpg"));
}

#[test]
fn seeds_that_are_there_are_left_alone() {
    let folder = folder(&[("seeds/deep/one.txt", "1"), ("draft.txt", "2")]);
    let made = make(folder.path(), &quiet()).unwrap();
    assert_eq!((made.copied, made.seeds), (0, 1));
    assert!(!all(folder.path()).contains_key("seeds/draft.txt"));
}

#[test]
fn existing_files_are_kept() {
    let mine = [
        (".gitignore", "mine"),
        ("annotations/register.toml", "# mine"),
        (".github/workflows/pages.yml", "name: mine"),
    ];
    let folder = folder(&mine);
    let made = make(folder.path(), &quiet()).unwrap();
    assert_eq!(made.kept, ["annotations/register.toml", WORKFLOW, IGNORED]);
    let after = all(folder.path());
    for (path, text) in mine {
        assert_eq!(after[path], text.as_bytes(), "{path}");
    }
    assert!(after.contains_key("annotations/pages/index.md"));
}

#[test]
fn a_dossier_stays_as_it_is() {
    let folder = folder(&[("book.toml", "mine"), ("one.txt", "1")]);
    let before = all(folder.path());
    assert_eq!(init(folder.path(), &quiet()), Outcome::Done);
    assert_eq!(all(folder.path()), before);
}

#[test]
fn a_second_run_after_a_failed_one_goes_on() {
    let folder = folder(&[("annotations/pages", "a file in the way"), ("one.txt", "1")]);
    let error = make(folder.path(), &quiet()).unwrap_err();
    assert!(error.message.starts_with("cannot make the folder annotations/pages: "), "{error:?}");
    assert!(!folder.path().join(SETTINGS).exists(), "it is no dossier yet");
    std::fs::remove_file(folder.path().join("annotations/pages")).unwrap();
    let made = make(folder.path(), &quiet()).unwrap();
    assert_eq!((made.copied, made.seeds), (0, 1), "the copy of the first run is there");
    assert!(folder.path().join(SETTINGS).exists());
}
