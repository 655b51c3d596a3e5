//! What becomes of annotations when sources change: `build`, `check`, `reanchor` on copies of both
//! dossiers.

use std::path::Path;
use std::process::Command;

use crate::support::{copy, dossier, dossiers, folder, get, get_text, put};

const LOCK: &str = "annotations/anchors.lock";

/// Exit code, and what was said, without times.
fn run(root: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = dossier(root, arguments);
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

/// A dossier with one seed and its notes.
fn small(seed: &str, notes: &str) -> tempfile::TempDir {
    folder(&[
        ("book.toml", b"[book]\ntitle = \"Letters\"\nlanguage = \"en\"\n"),
        ("seeds/a.txt", seed.as_bytes()),
        ("annotations/a.txt.md", notes.as_bytes()),
    ])
}

const SEED: &str = "The sluice was shut on Monday, and nobody had asked for it that winter.\n\n\
                    The keeper left the valley in May. He took the gauge book with him to the coast.\n";

const NOTES: &str = "\u{FEFF}---\r\ntitle: A letter  \r\nauthor: A keeper\r\n---\r\n\r\n\
                     > [!note] context\r\n>  The keeper left **the valley\r\n> in May**.  \r\n\r\nWhy?\t\r\n\r\n\
                     > [!claim] asserted, by=\"Nobody\"\r\n> He took … to the coast\r\n\r\nIndeed.";

#[test]
fn a_build_adds_what_is_new_and_nothing_that_changed() {
    for (name, path) in dossiers() {
        let copy = copy(&path);
        let lock = copy.path().join(LOCK);
        let _ = std::fs::remove_file(&lock);
        assert_eq!(run(copy.path(), &["build", "-q"]).0, Some(0), "{name}");
        let written = get_text(&lock);
        assert!(written.lines().filter(|line| line.starts_with("  { at = ")).count() > 3, "{name}");
        assert_eq!(run(copy.path(), &["build", "-q", "--locked"]).0, Some(0), "{name}");
        assert_eq!(get_text(&lock), written, "{name}");
        let (code, _, said) = run(copy.path(), &["check"]);
        assert_eq!(code, Some(0), "{name}");
        assert!(said.contains(" kept"), "{name}: {said}");
    }
}

#[test]
fn the_shipped_locks_are_those_that_a_build_writes() {
    for (name, path) in dossiers() {
        let copy = copy(&path);
        let (code, _, said) = run(copy.path(), &["build", "-q", "--locked"]);
        assert_eq!(code, Some(0), "{name}: {said}");
    }
}

#[test]
fn a_changed_source_is_mended_in_its_words_only() {
    let copy = small(SEED, NOTES);
    let root = copy.path();
    assert_eq!(run(root, &["build", "-q"]).0, Some(0));
    let lock = get(&root.join(LOCK));
    let changed = SEED.replace("left the valley in May", "left the valleys in early May");
    put(&root.join("seeds/a.txt"), format!("A new beginning.\n\n{changed}").as_bytes());

    let (code, _, said) = run(root, &["build", "--locked"]);
    assert_eq!(code, Some(0), "the lock keeps what it knows: {said}");
    let (code, _, said) = run(root, &["check"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("{+valleys+}") || said.contains("{+early+}"), "{said}");
    let (code, shown, said) = run(root, &["reanchor"]);
    assert_eq!(code, Some(1), "nobody can be asked: {said}");
    assert!(said.contains("--yes"), "{said}");
    assert_eq!(get(&root.join("annotations/a.txt.md")), NOTES.as_bytes());
    assert_eq!(get(&root.join(LOCK)), lock);

    let (code, again, said) = run(root, &["reanchor", "--yes"]);
    assert_eq!(code, Some(0), "{said}");
    assert_eq!(shown, again);
    assert!(
        shown.starts_with("--- a/annotations/a.txt.md\n+++ b/annotations/a.txt.md\n"),
        "{shown}"
    );
    let expect = NOTES.replace("**the valley\r\n> in May**", "**the valleys\r\n> in early May**");
    assert_eq!(get_text(&root.join("annotations/a.txt.md")), expect);
    assert_eq!(get_text(&root.join("seeds/a.txt")), format!("A new beginning.\n\n{changed}"));
    let (code, _, said) = run(root, &["check"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("annotations: 2 kept: 0 errors, 0 warnings"), "{said}");
    assert!(run(root, &["reanchor", "--yes"]).2.contains("Nothing to mend"));
}

#[test]
fn words_that_are_gone_are_lost_and_stay_as_they_are() {
    let copy = small(SEED, NOTES);
    let root = copy.path();
    assert_eq!(run(root, &["build", "-q"]).0, Some(0));
    put(&root.join("seeds/a.txt"), b"Quite another text, in which nothing of that is told.\n");
    let (code, _, said) = run(root, &["check"]);
    assert_eq!(code, Some(1), "{said}");
    assert_eq!(said.matches("D0042").count(), 2, "{said}");
    let (code, _, said) = run(root, &["reanchor", "--yes"]);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("2 lost"), "{said}");
    assert_eq!(get(&root.join("annotations/a.txt.md")), NOTES.as_bytes());
}

#[test]
fn a_quote_stays_where_it_was_when_its_words_come_twice() {
    let notes = "> [!note]\n> shut on Monday\n\nWhy?\n";
    let copy = small(SEED, notes);
    let root = copy.path();
    assert_eq!(run(root, &["build", "-q"]).0, Some(0));
    let second = "The mill was shut on Monday, too, as the letters say.";
    put(&root.join("seeds/a.txt"), format!("{second}\n\n{SEED}").as_bytes());
    let (code, _, said) = run(root, &["check"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("p1 → p2"), "{said}");
    // Without what the lock remembers nothing tells them apart.
    std::fs::remove_file(root.join(LOCK)).unwrap();
    let (code, _, said) = run(root, &["check"]);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("D0043"), "{said}");
}

#[test]
fn a_selector_from_elsewhere_is_mended_in_place() {
    let notes = r#"{ "type":"Annotation",
  "body": {"value": "Why? \u2014 exact"},
  "target": {"source":"a.txt", "selector": {"type": "TextQuoteSelector",
     "exact" : "He took the gauge book with him", "prefix": "in May. ", "suffix": " to the" } } }"#;
    let copy = small(SEED, "");
    let root = copy.path();
    put(&root.join("annotations/b.jsonld"), notes.as_bytes());
    assert_eq!(run(root, &["build", "-q"]).0, Some(0));
    put(&root.join("seeds/a.txt"), SEED.replace("gauge book", "“gauge-books”").as_bytes());
    let (code, _, said) = run(root, &["reanchor", "--yes"]);
    assert_eq!(code, Some(0), "{said}");
    let now = get_text(&root.join("annotations/b.jsonld"));
    assert!(
        now.contains("\"exact\" : \"He took the “gauge-books” with him\", \"prefix\": "),
        "{now}"
    );
    let strip = |text: &str| text.split("\"exact\" :").next().unwrap().to_owned();
    assert_eq!(strip(&now), strip(notes));
    assert_eq!(run(root, &["check", "-q"]).0, Some(0));
}

#[test]
fn a_broken_lock_is_refused() {
    let copy = small(SEED, NOTES);
    put(&copy.path().join(LOCK), b"<<<<<<< HEAD\nversion = 1\n");
    let (code, _, said) = run(copy.path(), &["check"]);
    assert_eq!(code, Some(1));
    assert!(said.contains("D0051"), "{said}");
}

fn git(root: &Path, arguments: &[&str]) {
    let mut git = Command::new("git");
    git.args(["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]);
    let output = git.args(arguments).current_dir(root).output().unwrap();
    assert!(output.status.success(), "{output:?}");
}

#[test]
fn a_replaced_source_is_compared_with_a_revision() {
    let copy = small(SEED, NOTES);
    let root = copy.path();
    git(root, &["init", "-q"]);
    git(root, &["add", "."]);
    git(root, &["commit", "-q", "-m", "first"]);
    let (code, _, said) = run(root, &["check", "--against", "HEAD"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("No source differs from HEAD"), "{said}");
    put(
        &root.join("seeds/a.txt"),
        SEED.replace(" He took the gauge book with him to the coast.", "").as_bytes(),
    );
    let (code, _, said) = run(root, &["check", "--against", "HEAD"]);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("Against HEAD: 1 changed, 0 annotations found again, 1 lost"), "{said}");
    for revision in ["nowhere", "--output=x", ""] {
        let argument = format!("--against={revision}");
        let (code, _, said) = run(root, &["check", &argument]);
        assert_eq!(code, Some(1), "{said}");
        assert!(said.contains("D0055"), "{said}");
    }
}
