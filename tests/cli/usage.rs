//! Exit codes, and what goes to which output.

use std::io::Write;
use std::process::Stdio;

use crate::program::{Place, command};

#[test]
fn a_wrong_command_line_is_exit_code_2() {
    let place = Place::new();
    place.put("file.txt", "");
    for (arguments, expect) in [
        ("", "Usage: dossier"),
        ("bild", "a similar subcommand exists: 'build'"),
        ("build nowhere", "there is no folder nowhere"),
        ("check file.txt", "file.txt is not a folder"),
        ("init file.txt", "file.txt is not a folder"),
        ("build --quiet --verbose", "cannot be used with"),
        ("man help", "possible values: init, build"),
        ("annotate --layer nmaes", "the layers are"),
    ] {
        let run = place.run(arguments);
        assert_eq!(run.code, Some(2), "{arguments}: {run:?}");
        assert!(run.stderr.contains(expect), "{arguments}: {run:?}");
        assert_eq!(run.stdout, "", "{arguments}");
    }
}

#[test]
fn help_and_version_are_exit_code_0_on_standard_output() {
    let place = Place::new();
    for (arguments, expect) in [
        ("--help", "Exit codes:\n  0  done"),
        ("build --help", "dossier build letters"),
        ("help serve", "dossier serve --open"),
        ("--version", concat!("dossier ", env!("CARGO_PKG_VERSION"))),
        ("man", ".TH DOSSIER 1"),
        ("man annotate", ".TH DOSSIER-ANNOTATE 1"),
        ("completions fish", "complete -c dossier"),
    ] {
        let run = place.run(arguments);
        assert_eq!(run.code, Some(0), "{arguments}: {run:?}");
        assert!(run.stdout.contains(expect), "{arguments}: {run:?}");
        assert_eq!(run.stderr, "", "{arguments}");
    }
}

#[test]
fn a_folder_without_a_dossier_says_how_to_begin() {
    let place = Place::new();
    for arguments in ["build", "check"] {
        let run = place.run(arguments);
        assert_eq!(run.code, Some(1), "{run:?}");
        assert!(run.stderr.contains("D0003") && run.stderr.contains("dossier init"), "{run:?}");
        assert_eq!(run.stdout, "");
    }
    let json = place.run("check --format json --quiet");
    assert_eq!((json.code, json.stderr.as_str()), (Some(1), ""));
    let object: serde_json::Value = serde_json::from_str(json.stdout.trim_end()).unwrap();
    assert_eq!(object["code"], "D0003");
    let github = place.run("check --format github --quiet");
    assert!(github.stdout.starts_with("::error "), "{github:?}");
}

#[test]
fn colours_are_for_those_who_want_them() {
    let place = Place::new();
    let is_coloured = |arguments: &str| place.run(arguments).stderr.contains("\u{1b}[");
    assert!(!is_coloured("check"), "not into a pipe");
    assert!(is_coloured("check --color always"));
    assert!(!is_coloured("check --color never"));
    let forced = command(&place.path("."), "check").env("CLICOLOR_FORCE", "1").output().unwrap();
    assert!(forced.stderr.contains(&0x1b));
}

#[test]
fn a_line_that_cannot_be_read_is_reported_and_the_others_are_answered() {
    let place = Place::new();
    let lines = "{\"id\":\"a\",\"text\":\"\"}\n\nnonsense\n{\"id\":2,\"text\":\"\"}\n";
    let run = place.run_on("annotate --jsonl", lines);
    assert_eq!(run.code, Some(1));
    assert_eq!(run.stdout, "{\"id\":\"a\",\"spans\":[]}\n{\"id\":2,\"spans\":[]}\n");
    assert!(run.stderr.contains("line 3 cannot be read"), "{run:?}");
    assert!(run.stderr.ends_with("Annotated 2 texts: 0 annotations (0.0 s)\n"), "{run:?}");
    let json = place.run_on("annotate --jsonl --format json -q", "nonsense\n");
    assert_eq!(json.stdout, "", "diagnostics keep out of the result");
    assert!(json.stderr.starts_with("{\"severity\":\"error\""), "{json:?}");
}

#[test]
fn a_text_that_cannot_be_read_does_not_stop_the_others() {
    let place = Place::new();
    place.put("empty.txt", "");
    let run = place.run("annotate none.txt empty.txt");
    assert_eq!((run.code, run.stdout.as_str()), (Some(1), "empty.txt:\n"));
    assert!(run.stderr.contains("error[D0010]: none.txt cannot be read: "), "{run:?}");
    let register = place.run("annotate --register none.toml empty.txt");
    assert_eq!(register.code, Some(1));
    assert!(register.stderr.contains("none.toml cannot be read"), "{register:?}");
}

#[test]
fn nobody_reading_any_more_is_no_failure() {
    let place = Place::new();
    let mut child = command(&place.path("."), "annotate --jsonl")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let mut stdin = child.stdin.take().unwrap();
    // The program may end before it has read everything.
    let _ = stdin.write_all("{\"text\":\"\"}\n".repeat(20_000).as_bytes());
    drop(stdin);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}
