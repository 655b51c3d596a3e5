//! `import` on copies of both dossiers: what it says, how the files change, and that a second time changes
//! nothing. The files to import are invented.

use std::collections::BTreeMap;
use std::path::Path;

use similar::TextDiff;

use crate::copies::{self, DOSSIERS, bytes, tree};
use crate::program::Place;

/// A copy of a dossier with a file to import beside it.
fn copy(dossier: &str, files: &[&str]) -> Place {
    let place = copies::copy(dossier);
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for file in files {
        place.put_bytes(file, &bytes(&root.join("tests/cli/import_files").join(file)));
    }
    place
}

/// The files of the editors.
fn annotations(place: &Place) -> BTreeMap<String, String> {
    let files = tree(place).into_iter().filter(|(path, _)| path.starts_with("annotations/"));
    files.map(|(path, bytes)| (path, String::from_utf8(bytes).expect("UTF-8"))).collect()
}

/// How files changed, as `diff -u` shows it; nothing may go.
fn changes(before: &BTreeMap<String, String>, after: &BTreeMap<String, String>) -> String {
    let mut all = String::new();
    for (path, new) in after {
        let old = before.get(path).map_or("", String::as_str);
        if old != new {
            let diff = TextDiff::from_lines(old, new);
            all += &diff.unified_diff().context_radius(2).header(path, path).to_string();
        }
    }
    assert!(before.keys().all(|path| after.contains_key(path)));
    all
}

/// Imports on a copy of a dossier: console and files as a snapshot. A second run changes nothing, a dry run
/// before writes nothing and shows the same, and the dossier is in order afterwards.
fn snapshot(name: &str, dossier: &str, arguments: &str, files: &[&str]) {
    let place = copy(dossier, files);
    let before = annotations(&place);
    let dry = place.run(&format!("import --dry-run {arguments}"));
    assert_eq!(annotations(&place), before, "{name}: a dry run writes nothing");
    let run = place.run(&format!("import {arguments}"));
    let after = annotations(&place);
    let changed = changes(&before, &after);
    assert_eq!(dry.stdout.is_empty(), changed.is_empty(), "{name}");
    for line in changed.lines().filter(|line| line.starts_with('+') && !line.starts_with("+++")) {
        assert!(dry.stdout.contains(line), "{name}: {line}");
    }
    let report = format!("{}\n---\n{changed}", run.stderr);
    insta::with_settings!({ prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!(format!("import_{name}"), report);
    });
    let again = place.run(&format!("import {arguments}"));
    assert_eq!(annotations(&place), after, "{name}: {again:?}");
    assert!(again.stderr.contains("Nothing to add"), "{name}: {again:?}");
    if !changed.is_empty() {
        let check = place.run("check");
        assert_eq!(check.code, Some(0), "{name}: {check:?}");
    }
}

#[test]
fn hypothesis() {
    for (name, dossier) in DOSSIERS {
        snapshot(&format!("hypothesis_{name}"), dossier, "hypothesis.json", &["hypothesis.json"]);
    }
}

#[test]
fn web_annotations() {
    for (name, dossier) in DOSSIERS {
        snapshot(&format!("jsonld_{name}"), dossier, "notes.jsonld", &["notes.jsonld"]);
    }
}

#[test]
fn recogito() {
    let letter = "recogito.csv --document letters/1926-01-09-tolley-to-pym.txt";
    snapshot("recogito_english", "examples/harrow-weir", letter, &["recogito.csv"]);
    let news = "recogito-alt.csv --document microsoft-tiktok";
    snapshot("recogito_german", ".", news, &["recogito-alt.csv"]);
}

#[test]
fn bibliographies() {
    for (name, dossier) in DOSSIERS {
        snapshot(&format!("bib_{name}"), dossier, "zotero.bib", &["zotero.bib"]);
    }
}

#[test]
fn authorities() {
    for (name, dossier) in DOSSIERS {
        for file in ["wikidata.csv", "lobid.json", "geonames.tsv"] {
            let (stem, _) = file.split_once('.').expect("an ending");
            let arguments = format!("--register {file}");
            snapshot(&format!("{stem}_{name}"), dossier, &arguments, &[file]);
        }
    }
}

#[test]
fn what_is_chosen_by_hand_comes_in() {
    let file = &["geonames.tsv"][..];
    let english = "examples/harrow-weir";
    snapshot("geonames_only", english, "--register geonames.tsv --only 7000003", file);
    snapshot("geonames_largest", english, "--register geonames.tsv --largest", file);
    snapshot(
        "wikidata_all",
        english,
        "--register wikidata.csv --all --kind product",
        &["wikidata.csv"],
    );
}

/// The annotations of editors in a dossier's export, by file and id.
fn exported(place: &Place) -> BTreeMap<String, serde_json::Value> {
    let mut all = BTreeMap::new();
    for entry in walkdir::WalkDir::new(place.path("public/data/documents")) {
        let entry = entry.expect("a file");
        if entry.path().extension().is_none_or(|ending| ending != "jsonld") {
            continue;
        }
        let file: serde_json::Value = serde_json::from_slice(&bytes(entry.path())).expect("JSON");
        for item in file["first"]["items"].as_array().expect("items") {
            if item["creator"]["type"] != "Software" {
                let mut item = item.clone();
                // What was only nearly quoted is quoted letter for letter afterwards.
                item.as_object_mut().expect("an object").remove("dossier:anchoring");
                all.insert(item["id"].as_str().expect("an id").to_owned(), item);
            }
        }
    }
    all
}

#[test]
fn an_export_comes_back_the_same() {
    let place = copy("examples/harrow-weir", &[]);
    assert_eq!(place.run("build").code, Some(0));
    let before = exported(&place);
    let mut files = Vec::new();
    for entry in walkdir::WalkDir::new(place.path("public/data/documents")).sort_by_file_name() {
        let entry = entry.expect("a file");
        if entry.path().extension().is_some_and(|ending| ending == "jsonld") {
            let name = entry.file_name().to_str().expect("UTF-8").to_owned();
            place.put_bytes(&format!("export/{name}"), &bytes(entry.path()));
            files.push(format!("export/{name}"));
        }
    }
    // Every callout and every JSON-LD file goes; what is said of documents as a whole stays.
    for (path, text) in annotations(&place) {
        if path.ends_with(".jsonld") || path.ends_with(".lock") {
            std::fs::remove_file(place.path(&path)).expect("it goes");
        } else if let Some(at) = text.find("\n> [!") {
            place.put(&path, &text[..=at]);
        }
    }
    let run = place.run(&format!("import {}", files.join(" ")));
    assert!(run.stderr.contains(&format!("{} annotations added", before.len())), "{run:?}");
    assert_eq!(place.run("build").code, Some(0));
    assert!(before.len() > 200);
    let after = exported(&place);
    for (id, item) in &before {
        assert_eq!(after.get(id), Some(item), "{id}");
    }
    assert_eq!(after.len(), before.len());
}

#[test]
fn what_is_no_such_file_is_refused() {
    let place = copy("examples/harrow-weir", &["wikidata.csv", "zotero.bib"]);
    place.put("a.txt", "Dear Sir,\nno more today.\n");
    place.put("a.json", "{\"rows\": [}");
    place.put_bytes("a.bin", &[0, 159, 146, 150]);
    let before = annotations(&place);
    let mut said = String::new();
    for arguments in [
        "a.txt",
        "a.json",
        "a.bin",
        "none.json",
        "wikidata.csv",
        "zotero.bib --document tolley",
        "--register zotero.bib",
        "--register a.bin --from lobid",
        "--from wikidata wikidata.csv",
        "--all wikidata.csv",
        "zotero.bib --in none",
    ] {
        let run = place.run(&format!("import {arguments}"));
        assert_ne!(run.code, Some(0), "{arguments}: {run:?}");
        said += &format!("$ import {arguments} → {:?}\n{}\n", run.code.unwrap_or(-1), run.stderr);
    }
    assert_eq!(annotations(&place), before);
    insta::with_settings!({ prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("import_refused", said);
    });
}

#[test]
fn a_file_that_is_no_export_is_told_so() {
    let place = copies::copy(".");
    for file in ["book.toml", "annotations/register.toml"] {
        let run = place.run(&format!("import {file}"));
        assert_eq!(run.code, Some(1), "{run:?}");
        assert!(run.stderr.contains("cannot be told what this file holds"), "{run:?}");
    }
}
