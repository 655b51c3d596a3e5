//! Bad input gets a message with file, line, what is wrong and what to do; nothing is written.

use crate::support::{dossier, folder};

const BOOK: &[u8] = b"[book]\ntitle = \"T\"\nlanguage = \"en\"\n";
const SEED: (&str, &[u8]) =
    ("seeds/a.txt", b"The committee met on 3 May 1924.\n\nIt said nothing.\n");

/// Runs `build` over files, insists on the exit code and that nothing was written, and gives what
/// was said, times aside.
fn failing(files: &[(&str, &[u8])]) -> String {
    let folder = folder(files);
    let output = dossier(folder.path(), &["build"]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(!folder.path().join("pages").exists() && !folder.path().join("public").exists());
    without_times(&said)
}

fn without_times(said: &str) -> String {
    let times = regex::Regex::new(r"\(\d+\.\d s\)").unwrap();
    times.replace_all(said, "(… s)").into_owned()
}

#[test]
fn no_book_toml() {
    insta::assert_snapshot!(failing(&[SEED]));
}

#[test]
fn broken_book_toml() {
    insta::assert_snapshot!(failing(&[
        ("book.toml", b"[book]\ntitle = \"T\nlanguage = \"en\"\n"),
        SEED
    ]));
}

#[test]
fn unknown_key_in_book_toml() {
    insta::assert_snapshot!(failing(&[
        (
            "book.toml",
            b"[book]\ntitle = \"T\"\nlangage = \"en\"\n\n[output.dossier]\nsite_dir = \"x\"\n"
        ),
        SEED,
    ]));
}

#[test]
fn broken_register_entry() {
    insta::assert_snapshot!(failing(&[
        ("book.toml", BOOK),
        SEED,
        (
            "annotations/register.toml",
            b"[[person]]\nid = \"ann\"\nnmae = \"Ann\"\n\n[[persn]]\nid = \"x\"\n\n[[place]]\nid = \"hill\"\nname = \"Hill\"\ngeo = [91.0, 0.0]\n",
        ),
    ]));
}

#[test]
fn broken_callout() {
    insta::assert_snapshot!(failing(&[
        ("book.toml", BOOK),
        SEED,
        (
            "annotations/a.txt.md",
            "> [!claim] planed, by=ann\n> It said nothing.\n\n> [!nota]\n> met\n\n> [!note]\n\nNo quote.\n"
                .as_bytes(),
        ),
    ]));
}

#[test]
fn quote_that_is_not_there() {
    insta::assert_snapshot!(failing(&[
        ("book.toml", BOOK),
        SEED,
        (
            "annotations/a.txt.md",
            "> [!note] background\n> The whole committee resigned at once in May.\n\nWhy?\n"
                .as_bytes(),
        ),
    ]));
}

#[test]
fn references_that_lead_nowhere() {
    insta::assert_snapshot!(failing(&[
        ("book.toml", BOOK),
        SEED,
        ("annotations/register.toml", b"[[organisation]]\nid = \"committee\"\nname = \"committee\"\n"),
        (
            "annotations/a.txt.md",
            "> [!claim] asserted, by=comittee, supports=other\n> It said nothing.\n\nSee [[comittee]], [[#p9]] and [x](javascript:y).\n"
                .as_bytes(),
        ),
    ]));
}

#[test]
fn notes_without_a_seed() {
    insta::assert_snapshot!(failing(&[
        ("book.toml", BOOK),
        SEED,
        ("annotations/b.txt.md", b"> [!note]\n> met\n\nx\n"),
    ]));
}

#[test]
fn broken_template() {
    insta::assert_snapshot!(failing(&[
        ("book.toml", BOOK),
        SEED,
        ("templates/page.html", b"{% extends \"base.html\" %}\n{% block main %}{{ title | nosuchfilter }}{% endblock %}\n"),
    ]));
}

#[test]
fn template_that_asks_for_what_is_not_there() {
    insta::assert_snapshot!(failing(&[
        ("book.toml", BOOK),
        SEED,
        ("templates/timeline.html", b"<p>{{ nothing.of.the.kind }}</p>\n"),
    ]));
}

#[test]
fn broken_json_ld() {
    insta::assert_snapshot!(failing(&[
        ("book.toml", BOOK),
        SEED,
        ("annotations/x.jsonld", b"{ \"type\": \"Annotation\",\n  \"target\": }\n"),
        ("annotations/y.jsonld", b"[{ \"type\": \"Annotation\", \"body\": \"b\" }]\n"),
    ]));
}

#[test]
fn broken_selector() {
    insta::assert_snapshot!(failing(&[
        ("book.toml", BOOK),
        SEED,
        (
            "annotations/x.jsonld",
            br#"[{ "type": "Annotation", "body": "b", "target": { "source": "a.txt",
                  "selector": { "type": "TextQuoteSelector", "prefix": "It " } } },
                { "type": "Annotation", "body": "b", "target": { "source": "c.txt",
                  "selector": { "type": "TextQuoteSelector", "exact": "nothing" } } }]"#,
        ),
    ]));
}

#[test]
fn binary_file_named_txt() {
    insta::assert_snapshot!(failing(&[
        ("book.toml", BOOK),
        SEED,
        (
            "seeds/b.txt",
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0\0\0\x01\0\x08\x06\0\0\0\\r\xa8f\0\0"
        ),
    ]));
}

#[test]
fn empty_seeds_folder() {
    let folder = folder(&[("book.toml", BOOK)]);
    std::fs::create_dir(folder.path().join("seeds")).unwrap();
    let output = dossier(folder.path(), &["build"]);
    assert_eq!(output.status.code(), Some(1));
    insta::assert_snapshot!(without_times(&String::from_utf8(output.stderr).unwrap()));
}

#[cfg(unix)]
#[test]
fn seed_that_is_a_link() {
    let folder = folder(&[("book.toml", BOOK), SEED]);
    std::os::unix::fs::symlink("/etc/hostname", folder.path().join("seeds/b.txt")).unwrap();
    let output = dossier(folder.path(), &["build"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(!folder.path().join("public").exists());
    insta::assert_snapshot!(without_times(&String::from_utf8(output.stderr).unwrap()));
}

#[test]
fn type_that_is_not_read_is_named_and_the_build_goes_on() {
    let folder = folder(&[("book.toml", BOOK), SEED, ("seeds/deep/er/b.pdf", b"%PDF-1.4")]);
    let output = dossier(folder.path(), &["build"]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{said}");
    assert!(folder.path().join("public/documents/a.html").exists());
    insta::assert_snapshot!(without_times(&said));
}
