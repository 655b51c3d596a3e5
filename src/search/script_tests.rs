//! The script beside the index: both make the same words and stems of the same texts.

use std::io::Write;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use super::cases::Cases;
use super::fold::each_word;
use super::language::rules;

/// What `static/search-index.js` answers, asked through Node.js.
fn script_answers(questions: &[Value]) -> Vec<Value> {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/");
    let mut node = Command::new("node")
        .args([format!("{root}src/search/words.mjs"), format!("{root}static/search-index.js")])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("node runs; scripts/test installs it");
    let mut input = node.stdin.take().unwrap();
    let lines: String = questions.iter().map(|question| format!("{question}\n")).collect();
    // Written beside the reading, for a pipe holds only so much.
    let writing = std::thread::spawn(move || input.write_all(lines.as_bytes()));
    let output = node.wait_with_output().unwrap();
    writing.join().unwrap().unwrap();
    let output = String::from_utf8(output.stdout).unwrap();
    output.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn words(text: &str) -> Value {
    let mut words = Vec::new();
    each_word(text, |key, is_joined| words.push(json!([key, is_joined])));
    Value::Array(words)
}

#[test]
fn the_script_finds_the_same_words() {
    let letters = ('\0'..='\u{5C7}').chain('\u{1E00}'..='\u{21FF}').chain('\u{3000}'..='\u{30FF}');
    let mut texts: Vec<String> = letters.map(|c| format!("a{c}eu{c}e {c}-a")).collect();
    let cases = Cases::read();
    texts.extend(cases.words.into_keys().chain(cases.hyphens.into_keys()));
    let questions: Vec<_> = texts.iter().map(|text| json!({ "text": text })).collect();
    let found = script_answers(&questions);
    assert_eq!(found.len(), texts.len());
    for (text, found) in texts.iter().zip(found) {
        assert_eq!(found, words(text), "{text:?}");
    }
}

#[test]
fn the_script_finds_the_same_stems() {
    for (tag, cases) in Cases::read().stems {
        let rules = rules(&tag).unwrap();
        let mut keys: Vec<String> = Vec::new();
        for text in cases.same.iter().chain(&cases.apart).flatten() {
            each_word(text, |key, _| keys.push(key.to_owned()));
        }
        // Every ending of every rule, behind too few letters and behind enough.
        for (ending, ..) in rules.steps.iter().flatten() {
            for before in ["", "b", "ba", "bab", "bäbo", "\u{10400}b"] {
                keys.push(format!("{before}{ending}"));
            }
        }
        let questions: Vec<_> =
            keys.iter().map(|key| json!({ "rules": rules, "key": key })).collect();
        let found = script_answers(&questions);
        assert_eq!(found.len(), keys.len());
        for (key, found) in keys.iter().zip(found) {
            assert_eq!(found, rules.stem(key), "{tag} {key:?}");
        }
    }
}
