//! What static/cite.js makes of selected words, read by the program's own readers.

use std::io::Write;
use std::ops::Range;
use std::process::{Command, Stdio};

use serde::Deserialize;
use serde_json::{Value, json};

use crate::anchor::{Haystack, anchor};
use crate::annotation::Selector;
use crate::document::Metadata;
use crate::export::selectors;
use crate::notes;

#[derive(Deserialize)]
struct Made {
    note: String,
    annotation: Value,
    fragment: String,
}

/// Runs the script over texts with spans of bytes.
fn made(cases: &[(String, Range<usize>)]) -> Vec<Made> {
    let root = env!("CARGO_MANIFEST_DIR");
    let mut node = Command::new("node")
        .args([format!("{root}/src/cite/tests/script.mjs"), format!("{root}/static/cite.js")])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("node runs; scripts/test installs it");
    let mut input = node.stdin.take().unwrap();
    let units = |text: &str, at: usize| text[..at].encode_utf16().count();
    let lines: String = cases
        .iter()
        .map(|(text, span)| {
            let (from, to) = (units(text, span.start), units(text, span.end));
            format!("{}\n", json!({ "text": text, "from": from, "to": to }))
        })
        .collect();
    // Written beside the reading, for a pipe holds only so much.
    let writing = std::thread::spawn(move || input.write_all(lines.as_bytes()));
    let output = node.wait_with_output().unwrap();
    writing.join().unwrap().unwrap();
    let output = String::from_utf8(output.stdout).unwrap();
    output.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The one callout of a notes file.
fn note_selector(text: &str) -> Selector {
    let (file, found) =
        notes::read("annotations/seed.txt.md", "seed.txt", text, Metadata::default(), 0);
    assert!(found.is_empty(), "{text}: {found:?}");
    assert_eq!((file.callouts.len(), file.introduction.as_str()), (1, ""), "{text}");
    file.callouts[0].selector.clone()
}

/// Without blanks at its ends.
fn trimmed(text: &str, span: &Range<usize>) -> Range<usize> {
    let words = &text[span.clone()];
    let start = span.end - words.trim_start().len();
    start..span.start + words.trim_end().len()
}

/// Texts of few words, so that nearly every passage occurs more than once.
fn texts() -> Vec<String> {
    const WORDS: [&str; 24] = [
        "die",
        "Die",
        "Gespräche",
        "x",
        "*Stern*",
        "**",
        "[x]",
        "...",
        "…",
        "(…)",
        "„Ja“",
        "2.",
        "-",
        "#",
        ">",
        "> [!note]",
        "\\",
        "`a`",
        "😀",
        "e. V.",
        "a–b",
        "don’t",
        "_u_",
        "<b>",
    ];
    let mut state = 7u64;
    let mut next = |n: usize| {
        // Numerical Recipes' generator: the same texts every time.
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % n
    };
    (0..400)
        .map(|_| {
            let mut text = String::new();
            for n in 0..20 + next(40) {
                if n > 0 {
                    text.push_str(["\n\n", "\n", " ", " ", " ", " ", " ", "\u{a0}"][next(8)]);
                }
                text.push_str(WORDS[next(WORDS.len())]);
            }
            text
        })
        .collect()
}

/// Spans that begin and end anywhere between two characters.
fn cases() -> Vec<(String, Range<usize>)> {
    let mut cases = Vec::new();
    for (n, text) in texts().into_iter().enumerate() {
        let places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        let start = (n * 31) % (places.len() - 2);
        let end = (start + 1 + (n * 7) % 14).min(places.len() - 1);
        let span = places[start]..places[end];
        if !trimmed(&text, &span).is_empty() {
            cases.push((text, span));
        }
    }
    assert!(cases.len() > 300);
    cases
}

#[test]
fn a_copied_note_finds_the_words_it_was_made_of() {
    let cases = cases();
    let mut ambiguous = 0;
    for ((text, span), made) in cases.iter().zip(made(&cases)) {
        let selector = note_selector(&made.note);
        ambiguous += usize::from(made.note.contains("**"));
        let found = anchor(&Haystack::of_text(text), &selector);
        let found = found.unwrap_or_else(|e| panic!("{e:?}\n{text:?}\n{}", made.note));
        let target = trimmed(text, span);
        assert_eq!(&text[found.span.clone()], &text[target.clone()], "{text:?}\n{}", made.note);
        assert_eq!(found.span, target, "{text:?}\n{}", made.note);
    }
    assert!(ambiguous > 50, "{ambiguous}");
}

#[test]
fn a_saved_annotation_is_what_the_export_would_say_and_can_be_read_back() {
    let cases = cases();
    for ((text, span), made) in cases.iter().zip(made(&cases)) {
        assert_eq!(made.annotation["target"]["selector"], selectors(text, span), "{text:?}");
        let (callouts, found) = notes::read_jsonld("a.jsonld", &made.annotation.to_string());
        assert!(found.is_empty(), "{found:?}");
        let [(source, callout)] = callouts.as_slice() else { panic!("{text:?}") };
        assert_eq!(source, "seed.txt");
        let anchored = anchor(&Haystack::of_text(text), &callout.selector).unwrap();
        assert_eq!(anchored.span, trimmed(text, span), "{text:?}");
    }
}

#[test]
fn a_text_fragment_has_no_sign_of_its_own_from_the_text() {
    let cases = cases();
    for ((text, _), made) in cases.iter().zip(made(&cases)) {
        let rest = made.fragment.strip_prefix(":~:text=").unwrap();
        assert!(rest.is_ascii() && !rest.contains(['&', '#', ' ', '<', '\n']), "{text:?}: {rest}");
        let parts: Vec<&str> = rest.split(',').collect();
        assert!((1..=3).contains(&parts.len()), "{rest}");
        for (n, part) in parts.iter().enumerate() {
            let inner = if n == 0 { part.strip_suffix('-') } else { part.strip_prefix('-') };
            assert!(!inner.unwrap_or(part).contains('-'), "{rest}");
            assert!(!inner.unwrap_or(part).is_empty(), "{text:?} {rest}");
        }
    }
}
