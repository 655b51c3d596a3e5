//! Nothing that is to be hidden reaches any output, console or file that the program writes.

mod commands;
mod secrets;

use std::path::Path;

use aho_corasick::AhoCorasick;
use html5gum::Token;
use proptest::prelude::*;
use tempfile::TempDir;
use unicode_normalization::UnicodeNormalization;

use crate::support::{copy, dossier, folder, get_text, put, repository, tokens, tree};
use dossier::build::{Options, Quiet, build};
use dossier::diagnostic::codes;
use dossier::project::{Memory, Project};
use secrets::{By, secrets};

/// Letters and digits alone, in one case: what any way of writing words leaves of them.
fn bare(text: &str) -> String {
    text.nfkc()
        .flat_map(char::to_lowercase)
        .filter(|c| c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(*c))
        .collect::<String>()
        .replace('ß', "ss")
}

/// What a file says, read in the ways in which browsers, readers and scripts do.
fn readings(path: &str, bytes: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let mut all = vec![percent_decoded(&text), unescaped(&text)];
    if path.ends_with(".html") || path.ends_with(".xml") {
        let mut words = String::new();
        for token in tokens(&text) {
            match token {
                Token::String(string) => words.push_str(&String::from_utf8_lossy(&string)),
                Token::StartTag(tag) => {
                    for value in tag.attributes.values() {
                        let value = String::from_utf8_lossy(value).into_owned();
                        all.push(percent_decoded(&value));
                        all.push(value);
                    }
                }
                _ => {}
            }
        }
        all.push(words);
    }
    let latin = |text: String, (latin, other): &(&str, &str)| text.replace(other, latin);
    all.push(secrets::SPOOFED.iter().fold(text.clone(), latin));
    all.push(text);
    all.push(path.to_owned());
    all
}

fn percent_decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let (mut out, mut at) = (Vec::new(), 0);
    while at < bytes.len() {
        let hex = text.get(at + 1..at + 3).and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match hex.filter(|_| bytes[at] == b'%') {
            Some(byte) => (out.push(byte), at += 3).1,
            None => (out.push(bytes[at]), at += 1).1,
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

fn unescaped(text: &str) -> String {
    let mut out = String::new();
    for (n, piece) in text.split("\\u").enumerate() {
        let c = piece.get(..4).and_then(|hex| u32::from_str_radix(hex, 16).ok());
        match c.and_then(char::from_u32).filter(|_| n > 0) {
            Some(c) => (out.push(c), out.push_str(&piece[4..])).1,
            None => out.push_str(piece),
        }
    }
    out
}

fn place(files: &[(String, String)]) -> TempDir {
    let files: Vec<(&str, &[u8])> =
        files.iter().map(|(path, text)| (path.as_str(), text.as_bytes())).collect();
    folder(&files)
}

#[test]
fn a_thousand_secrets_in_every_place_are_in_no_output() {
    let secrets = secrets(1_000);
    let needles: Vec<String> = secrets.iter().map(|secret| bare(&secret.words)).collect();
    assert!(needles.iter().all(|needle| needle.chars().count() >= 4));
    let automaton = AhoCorasick::new(&needles).unwrap();
    let place = place(&secrets::dossier(&secrets));
    let first = dossier(place.path(), &["build", "-v"]);
    let said = String::from_utf8_lossy(&first.stderr).into_owned();
    assert!(first.status.success(), "{said}");
    let mut outputs = tree(&place.path().join("public"));
    assert!(outputs.len() > 150, "{}", outputs.len());
    outputs.extend(tree(&place.path().join("pages")));
    outputs.insert(
        "anchors.lock".into(),
        get_text(&place.path().join("annotations/anchors.lock")).into(),
    );
    outputs.insert("stderr".into(), first.stderr);
    outputs.insert("stdout".into(), first.stdout);
    let blocks: usize =
        outputs.values().map(|bytes| String::from_utf8_lossy(bytes).matches("█████").count()).sum();
    assert!(blocks > 10_000, "{blocks}");
    for (path, bytes) in &outputs {
        for reading in readings(path, bytes) {
            let found = automaton.find(&bare(&reading)).map(|found| found.pattern().as_usize());
            assert_eq!(found.map(|n| &secrets[n].words), None, "{path}");
        }
    }
    let method = get_text(&place.path().join("public/method.html"));
    assert!((0..5).all(|n| method.contains(&format!("ground {n}"))));
    assert!(
        [By::Pattern, By::Entry, By::Callout].iter().all(|by| secrets.iter().any(|s| s.by == *by))
    );
}

/// The build ends with code 1, says so without the words, and leaves the old site as it was.
fn refused(folder: &Path, secret: &str) -> String {
    let before = tree(&folder.join("public"));
    let run = dossier(folder, &["build"]);
    let said = String::from_utf8_lossy(&run.stderr).into_owned();
    assert_eq!(run.status.code(), Some(1), "{said}");
    assert!(!bare(&said).contains(&bare(secret)), "{said}");
    assert!(tree(&folder.join("public")) == before, "the old site is no longer whole");
    said.lines().filter(|line| !line.contains("old output stays")).collect::<Vec<_>>().join("\n")
}

const RULE: &[u8] = b"[[redact]]\nreason = \"to protect a witness\"\nwords = [\"Zoe Quill\"]\n";

#[test]
fn a_trace_publishes_nothing() {
    let place = folder(&[
        ("book.toml", b"[book]\ntitle = \"T\"\n"),
        ("seeds/a.txt", b"A letter by Zoe Quill."),
        ("annotations/redact.toml", RULE),
    ]);
    assert!(dossier(place.path(), &["build"]).status.success());
    std::fs::create_dir_all(place.path().join("static")).unwrap();
    std::fs::create_dir_all(place.path().join("templates")).unwrap();
    let mut said = Vec::new();
    for (path, bytes) in [
        ("static/imprint.txt", &b"ZOE\nQUILL made this"[..]),
        ("static/zoe-quill.txt", b"x"),
        ("static/own.css", b".a::after { content: \"Zoe\\20 Quill\" }"),
        ("templates/404.html", b"<title>x</title><p>Ask Z<b>oe</b> Quill"),
    ] {
        put(&place.path().join(path), bytes);
        said.push(refused(place.path(), "Zoe Quill"));
        std::fs::remove_file(place.path().join(path)).unwrap();
    }
    insta::assert_snapshot!(said.join("\n\n"));
}

/// Everything that can be wrong around hidden words, in every format, is said without them.
#[test]
fn no_diagnostic_says_what_is_hidden() {
    let place = folder(&[
        ("book.toml", b"[book]\ntitle = \"T\"\ndescripton = \"By Zoe Quill\"\n"),
        ("seeds/a.txt", b"A letter by Zoe Quill, of 31 February 1900. It was Zoe Quill."),
        ("seeds/zoe quill.txt", b"A letter by Zoe Quill, of 31 February 1900. It was Zoe Quill."),
        ("seeds/Zoe Quill.pdf", b"%PDF"),
        ("annotations/redact.toml", RULE),
        (
            "annotations/register.toml",
            b"[[person]]\nid = \"a\"\nname = \"Zoe Quill\"\n[[person]]\nid = \"b\"\nname = \"Bo\"\naliases = [\"Zoe Quill\"]\n\
              [[person]]\nid = \"Zoe Quill\"\nname = \"x\"\nzoe-quill = 1\n",
        ),
        ("annotations/rules.toml", b"[[rule]]\nname = \"Zoe Quill\"\npattern = 'Zoe Quill'\n"),
        ("annotations/zoe quil.txt.md", b"x"),
        ("annotations/zoe-quill.xyz", b"x"),
        ("annotations/x.jsonld", b"{ \"type\": \"Annotation\", \"target\": \"Zoe Quill\" }"),
        (
            "annotations/a.txt.md",
            b"---\nzoe quill: 1\n---\n[[zoe-quill]]\n\n> [!note] Zoe Quill\n> A letter by Zoe Quill who never was\n\n\
              > [!claim] asserted, by=zoe-quill, contradicts=zoe-quill\n> It was Zoe Quil\n\n> [!zoe quill]\n> x\n\n\
              > [!name] zoe-quill\n> A letter\n\n> [!note] id=zoe-quill\n> Zoe Quill\n",
        ),
        ("annotations/pages/zoe-quill.md", b"# Zoe Quill\n\n[x](javascript:zoe-quill) [[Zoe Quill]]"),
        ("templates/zoe-quill.html", b"{{ Zoe Quill }}"),
    ]);
    for command in ["check", "build", "reanchor"] {
        for format in ["human", "json", "github", "sarif"] {
            let run = dossier(place.path(), &[command, "--format", format]);
            let said =
                [run.stdout, run.stderr].map(|text| String::from_utf8_lossy(&text).into_owned());
            assert!(said.concat().contains("D00"), "{command}: {said:?}");
            assert!(
                !bare(&said.concat()).contains("zoequill"),
                "{command} {format}: {}",
                said.concat()
            );
        }
    }
}

/// Both shipped dossiers, with names, words and passages of theirs hidden.
#[test]
fn shipped_dossiers_are_redacted() {
    for (name, rules, hidden) in [
        (
            "examples/harrow-weir",
            "[[redact]]\nreason = \"to protect a witness\"\nentry = \"hannah-orrell\"\n\
             [[redact]]\nreason = \"a private person\"\nwords = [\"Pym\", \"Septimus\"]\n",
            &["hannahorrell", "pym", "septimus"][..],
        ),
        (
            ".",
            "[[redact]]\nreason = \"privat\"\nwords = [\"Nadella\", \"Satya\"]\nmatch = \"start\"\n",
            &["nadella", "satya"],
        ),
    ] {
        let place = copy(&repository().join(name));
        put(&place.path().join("annotations/redact.toml"), rules.as_bytes());
        let run = dossier(place.path(), &["build"]);
        let said = String::from_utf8_lossy(&run.stderr).into_owned();
        assert!(run.status.success(), "{said}");
        for (path, bytes) in tree(&place.path().join("public")) {
            if path.starts_with("manifest.json") || path.ends_with(".css") {
                continue;
            }
            for reading in readings(&path, &bytes) {
                let words = reading.split(|c: char| !c.is_alphanumeric()).map(bare);
                let joined = bare(&reading);
                for secret in hidden {
                    let long = secret.len() > 6 && joined.contains(secret);
                    assert!(
                        !long && !words.clone().any(|word| word == *secret),
                        "{path}: {secret}"
                    );
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// Of any document either nothing is made, or something without the hidden words.
    #[test]
    fn no_output_of_any_document_has_hidden_words(
        before in "(\\PC|\n|[*_`#|>\\[\\]()<>&;-]){0,40}",
        after in "(\\PC|\n|[*_`#|>\\[\\]()<>&;-]){0,40}",
        notes in "(\\PC|\n|[*_`#>\\[\\]()!-]){0,40}",
        secret in "(Zoe Quill|zoe-quill|ZOE\u{A0}QUILL|Z\u{AD}oe Quill|<b>Zo</b>e Quill|\\*\\*Zoe\\*\\* Quill|Zoe%20Quill|Zoe&#32;Quill|Zoe\nQuill)",
        kind in "(txt|md|html)",
    ) {
        let project = Project::new(
            Memory::default()
                .with("book.toml", "[book]\ntitle = \"T\"\n")
                .with(&format!("seeds/a.{kind}"), format!("Words.\n\n{before} {secret} {after}"))
                .with(&format!("annotations/a.{kind}.md"), format!("{notes} {secret} {notes}"))
                .with("annotations/redact.toml", RULE),
        );
        let (built, found) = build(&project, &Options::default(), &Quiet);
        let own = found.iter().all(|d| !bare(&format!("{d:?}")).contains("zoequill"));
        prop_assert!(own, "{:?}", found);
        if found.has_errors() {
            let other = |code: &str| ![codes::CALLOUT, codes::UNKNOWN_REFERENCE, codes::PAGE].contains(&code);
            let errors: Vec<_> = found.iter().filter(|d| d.severity == dossier::diagnostic::Severity::Error && other(d.code)).collect();
            prop_assert!(errors.iter().all(|d| d.code == codes::TRACE || d.code == codes::METADATA || d.code == codes::REDACT_RULE), "{errors:?}");
            return Ok(());
        }
        let built = built.unwrap();
        for file in built.site.iter().chain(&built.pages) {
            for reading in readings(&file.path, &file.read().unwrap()) {
                let words = reading.to_lowercase();
                prop_assert!(!words.contains("zoe quill") && !words.contains("zoe-quill"), "{}", file.path);
            }
        }
    }
}
