//! What the codes of diagnostics mean: every explanation's example gives its code, and the page of the
//! documentation is made of them.

use std::collections::BTreeSet;
use std::path::Path;

use dossier::diagnostic::{Explanation, File, explanations};

use crate::program::{Place, Run};

const BOOK: &str = "[book]\ntitle = \"T\"\nlanguage = \"en\"\n";
const SEED: &str = "The gate was shut on Monday.\n";

#[test]
fn every_example_gives_its_code() {
    let mut failed = Vec::new();
    for explanation in explanations() {
        let run = run(explanation);
        let said: BTreeSet<String> = said(&run).map(|(code, _)| code).collect();
        if !said.contains(&explanation.code) {
            failed.push(format!("{}: {said:?} {run:?}", explanation.code));
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

#[test]
fn an_example_is_as_severe_as_its_code_says() {
    for explanation in explanations() {
        let run = run(explanation);
        let (code, severity) = (&explanation.code, explanation.severity().to_string());
        let fits = said(&run).any(|(other, how)| other == *code && how == severity);
        assert!(fits, "{code}: {run:?}");
        assert_eq!(run.code, Some(if severity == "error" { 1 } else { 0 }), "{code}: {run:?}");
    }
}

#[test]
fn an_example_without_what_is_wrong_in_it_is_fine() {
    let place = Place::new();
    place.put("book.toml", BOOK);
    place.put("seeds/a.txt", SEED);
    let run = place.run("check --format json");
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), ""), "{}", run.stderr);
}

/// Runs the example in a folder of its own.
fn run(explanation: &Explanation) -> Run {
    let example = &explanation.example;
    let place = Place::new();
    if !example.bare {
        place.put("book.toml", BOOK);
        place.put("seeds/a.txt", SEED);
    }
    for file in &example.files {
        put(&place, file);
    }
    place.run_on(&format!("{} --format json", example.command), &example.input)
}

fn put(place: &Place, file: &File) {
    if let Some(target) = &file.link {
        std::fs::create_dir_all(place.path("seeds")).expect("a folder");
        std::os::unix::fs::symlink(target, place.path(&file.path)).expect("a link");
    } else if let Some(hex) = &file.hex {
        let pairs = hex.as_bytes().chunks(2).map(|pair| std::str::from_utf8(pair).expect("ASCII"));
        let bytes: Vec<u8> = pairs.map(|pair| u8::from_str_radix(pair, 16).expect("hex")).collect();
        place.put_bytes(&file.path, &bytes);
    } else {
        place.put(&file.path, &file.text);
    }
}

/// Codes and severities; `annotate` keeps its standard output for its results.
fn said(run: &Run) -> impl Iterator<Item = (String, String)> {
    let lines: Vec<_> = run.stdout.lines().chain(run.stderr.lines()).map(str::to_owned).collect();
    lines.into_iter().filter_map(|line| {
        let object: serde_json::Value = serde_json::from_str(&line).ok()?;
        let word = |key: &str| Some(object.get(key)?.as_str()?.to_owned());
        Some((word("code")?, word("severity")?))
    })
}

#[test]
fn one_code_is_explained_with_its_example() {
    let place = Place::new();
    let run = place.run("explain d0106");
    assert_eq!(run.code, Some(0));
    insta::assert_snapshot!(run.stdout);
}

#[test]
fn all_codes_are_listed() {
    let run = Place::new().run("explain");
    assert_eq!(run.code, Some(0));
    insta::assert_snapshot!(run.stdout);
}

#[test]
fn an_unknown_code_is_a_wrong_usage() {
    let run = Place::new().run("explain D0342");
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""));
    assert!(run.stderr.contains("there is no code “D0342”"), "{}", run.stderr);
}

/// `cargo run -- explain --markdown > docs/checks.md` mends it.
#[test]
fn the_documentation_is_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/checks.md");
    let page = String::from_utf8(read(&path)).expect("UTF-8");
    assert!(page == Place::new().run("explain --markdown").stdout, "docs/checks.md is out of date");
}

fn read(path: &Path) -> Vec<u8> {
    use std::io::Read;
    let mut bytes = Vec::new();
    std::fs::File::open(path).expect("docs/checks.md").read_to_end(&mut bytes).expect("it is read");
    bytes
}
