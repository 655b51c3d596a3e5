//! What the rules see in the shipped seed, without its editors: a list that a careful reader would
//! sign.

use std::path::Path;

use crate::support::{dossier, folder, get, repository};

const SEED: &str = "seeds/000_4a59c69cded22aaa.txt";

/// What `dossier annotate` prints for the shipped seed in a folder of its own.
fn annotated(options: &[&str]) -> String {
    let seed = get(&repository().join(SEED));
    let register = get(&repository().join("annotations/register.toml"));
    let folder = folder(&[("seed.txt", &seed), ("register.toml", &register)]);
    let arguments: Vec<&str> =
        ["annotate"].iter().chain(options).chain(&["seed.txt"]).copied().collect();
    let output = dossier(folder.path(), &arguments);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_shipped_seed_without_its_editors() {
    insta::assert_snapshot!(annotated(&["--lang", "de", "--date", "2020-08"]));
}

#[test]
fn its_reasons() {
    let layers = ["--explain", "--layer", "dates", "--layer", "certainty", "--lang", "de"];
    insta::assert_snapshot!(annotated(&[&layers[..], &["--date", "2020-08"]].concat()));
}

#[test]
fn its_sunday_needs_a_day() {
    let sunday = |date: &str| {
        let shown = annotated(&["--layer", "dates", "--lang", "de", "--date", date]);
        shown.lines().find(|line| line.contains("Sonntag")).unwrap_or_default().to_owned()
    };
    assert!(sunday("2020-08").contains("XXXX-WXX-7"), "{}", sunday("2020-08"));
    // The Monday after the news.
    assert!(sunday("2020-08-03").contains("2020-08-02"), "{}", sunday("2020-08-03"));
}

#[test]
fn every_mention_is_linked_with_the_register() {
    let names = ["--layer", "names", "--lang", "de", "--register", "register.toml"];
    insta::assert_snapshot!(annotated(&names));
}

#[test]
fn a_third_language_is_only_a_folder() {
    let languages = repository().join("src/recognise/languages");
    assert!(languages.join("fr/dates.toml").is_file());
    let text = "« Nous resterons », a déclaré Mme Exemple le 3 mai 1926. Selon le maire, le pont \
                serait fermé dès l’été prochain.";
    let folder = folder(&[("lettre.txt", text.as_bytes())]);
    let output = dossier(folder.path(), &["annotate", "--lang", "fr", "lettre.txt"]);
    insta::assert_snapshot!(String::from_utf8(output.stdout).unwrap());
    assert!(no_code_names(Path::new("src/recognise"), "\"fr\""));
}

/// Whether no Rust file below `folder`, tests left aside, holds `words`.
fn no_code_names(folder: &Path, words: &str) -> bool {
    let files = walkdir::WalkDir::new(repository().join(folder)).sort_by_file_name();
    files.into_iter().filter_map(Result::ok).all(|entry| {
        let path = entry.path();
        let is_code = path.extension().is_some_and(|extension| extension == "rs");
        let test = |part: &std::ffi::OsStr| {
            ["tests", "tests.rs", "proposals.rs"].iter().any(|&name| part == name)
        };
        if !is_code || path.iter().any(test) {
            return true;
        }
        let text = String::from_utf8(get(path)).unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        !code.contains(words)
    })
}
