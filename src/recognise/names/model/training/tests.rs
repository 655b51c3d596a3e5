//! The command as a whole, on texts so small that what comes out is known.

use std::collections::BTreeMap;
use std::io;

use super::*;

/// Texts in which every second word is a name, the kind told by the word before it.
fn texts(words: &[&str]) -> String {
    let line = |word: &&str| {
        let mut text = String::new();
        let mut spans = Vec::new();
        for (cue, kind) in [("Frau", "PER"), ("Firma", "ORG"), ("Stadt", "LOC"), ("das", "MISC")] {
            text += &format!("Dort ruht {cue} ");
            let start = text.chars().count();
            text += word;
            spans.push(
                serde_json::json!({"start": start, "end": text.chars().count(), "type": kind}),
            );
            text += ".\n\n";
        }
        serde_json::json!({"lang": "de", "text": text, "spans": spans}).to_string() + "\n"
    };
    words.iter().map(line).collect()
}

/// What the command says and makes of `arguments`, with a few files to read.
fn ran(arguments: &[&str]) -> Result<(String, Option<Output>), String> {
    let files = BTreeMap::from([
        ("train", texts(&["Übung", "Muster", "Beispiel", "Probe", "Übung", "Muster", "Probe"])),
        ("test", texts(&["Entwurf", "Vorlage"])),
        ("clusters", r#"{"Muster": 5, "Probe": 7, "ruht": 2}"#.to_owned()),
        (
            "frequencies",
            r#"{"Muster": -9.5, "Probe": -8.0, "ruht": -6.5, "probe": -12}"#.to_owned(),
        ),
        ("list", "Muster\nEntwurf\n".to_owned()),
        ("empty", String::new()),
        ("no-json", "{\"lang\": \"de\", \"text\": \"\", \"spans\": []}\nno\n".to_owned()),
        (
            "far",
            r#"{"lang":"de","text":"Muß","spans":[{"start":1,"end":4,"type":"PER"}]}"#.to_owned(),
        ),
        (
            "void",
            r#"{"lang":"de","text":"Muß","spans":[{"start":1,"end":1,"type":"PER"}]}"#.to_owned(),
        ),
    ]);
    let read = |path: &str| {
        files.get(path).cloned().ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))
    };
    let arguments: Vec<String> = arguments.iter().map(|&argument| argument.to_owned()).collect();
    let mut report = Vec::new();
    let output = run(&arguments, &read, &mut report).map_err(|error| error.to_string())?;
    Ok((String::from_utf8(report).unwrap(), output))
}

const TABLES: [&str; 6] =
    ["--clusters", "clusters", "--frequencies", "frequencies", "--list", "list"];

#[test]
fn it_learns_what_tells_names_apart() {
    let arguments = [&TABLES[..], &["--train", "train", "--test", "test", "--folds", "2"]].concat();
    let (report, output) = ran(&arguments).unwrap();
    let right = "P 100.0 R 100.0 F1 100.0, person 100.0, organisation 100.0, place 100.0";
    assert!(report.contains(&format!("held out  train: {right}\n")), "{report}");
    assert!(report.contains(&format!("test      test: {right}\n")), "{report}");
    assert_eq!(output, None);
}

#[test]
fn the_same_texts_give_the_same_bytes() {
    let arguments = [
        &TABLES[..],
        &[
            "--train",
            "train",
            "--aside",
            "test",
            "--share",
            "30",
            "--aside",
            "empty",
            "--genitive",
            "s",
            "--out",
            "m",
        ],
    ];
    let arguments = arguments.concat();
    let (_, first) = ran(&arguments).unwrap();
    let (_, second) = ran(&arguments).unwrap();
    let (path, bytes) = first.clone().unwrap();
    assert_eq!(path, "m");
    assert!(Model::read(&bytes).is_some());
    assert_eq!(first, second);
}

#[test]
fn what_cannot_be_understood_is_refused() {
    for (arguments, message) in [
        (&["--train"][..], USAGE),
        (&["--wrong", "train"], USAGE),
        (&["--train", "missing"], "--train missing: entity not found"),
        (&["--train", "no-json"], "--train no-json: line 2: expected ident at line 1 column 2"),
        (&["--test", "far"], "line 1: no span of a text of 3 code points: 1 to 4"),
        (&["--aside", "void"], "line 1: no span of a text of 3 code points: 1 to 1"),
        (&["--clusters", "list"], "--clusters list: expected value"),
        (&["--out", "m"], "there is nothing to learn from"),
        (&["--share", "30"], "no --aside before it"),
        (&["--folds", "some"], "--folds some: invalid digit"),
    ] {
        let error = ran(arguments).unwrap_err();
        assert!(error.contains(message), "{arguments:?}: {error}");
    }
}
