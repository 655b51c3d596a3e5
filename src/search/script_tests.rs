//! The script beside the index: both make the same words and stems of the same texts, and the script
//! finds in the index what it should, loading little.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use super::cases::Cases;
use super::fold::each_word;
use super::language::rules;
use super::tests::{document, entry, files};
use crate::edtf::Edtf;
use crate::page::Page;

/// What one of the scripts beside this file answers, run by Node.js over `static/search-index.js`.
fn answers(script: &str, folder: &Path, questions: &[Value]) -> Vec<Value> {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/");
    let mut node = Command::new("node")
        .args([format!("{root}src/search/{script}"), format!("{root}static/search-index.js")])
        .arg(folder)
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

fn script_answers(questions: &[Value]) -> Vec<Value> {
    answers("words.mjs", Path::new("."), questions)
}

/// What the script finds in the index of some pages.
#[expect(clippy::disallowed_methods, reason = "the script reads the index from a folder")]
fn searched(pages: &[Page], questions: &[Value]) -> Vec<Value> {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("search")).unwrap();
    for file in files(pages) {
        std::fs::write(folder.path().join(&file.path), file.read().unwrap()).unwrap();
    }
    answers("query.mjs", folder.path(), questions)
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

/// A document in a language, of a kind.
fn told(slug: &str, language: &str, kind: &str, date: Option<&str>, paragraphs: &[&str]) -> Page {
    let mut page = document(slug, date, paragraphs);
    let passport = page.front.document.as_mut().unwrap();
    (passport.language, passport.kind) = (language.to_owned(), Some(kind.to_owned()));
    page
}

fn german(paragraphs: &[&str]) -> Vec<Page> {
    vec![told("d", "de", "letter", None, paragraphs)]
}

/// Checks how many texts a query finds, and the words that it marks in the first of them.
fn check(pages: &[Page], cases: &[(&str, u64, &str)]) {
    let questions: Vec<_> = cases.iter().map(|(query, ..)| json!({ "query": query })).collect();
    let found = searched(pages, &questions);
    assert_eq!(found.len(), cases.len());
    for ((query, units, hits), found) in cases.iter().zip(found) {
        assert_eq!(found["units"][1], *units, "{query}: {found}");
        assert_eq!(
            found["hits"].as_array().unwrap().first().map_or("", |hit| hit.as_str().unwrap()),
            *hits,
            "{query}: {found}"
        );
    }
}

#[test]
fn german_words_are_found_in_all_their_forms() {
    let pages = german(&[
        "Das Netzgerät steht im Keller.",
        "Die Haushaltsgeräte der Stadt Gießen.",
        "Ein Vertrag über Öl und Strom.",
        "Der Email-Server; die E-Mail vom 3. Mai.",
        "Die Prüfungsausschüsse tagten.",
        "gesamt, Markt",
    ]);
    check(
        &pages,
        &[
            ("Gerät ", 2, "Netzgerät"),
            ("gerät", 2, "Netzgerät"),
            ("Geräten ", 2, "Netzgerät"),
            ("Netz Gerät", 1, "Netzgerät"),
            ("Haushalt ", 1, "Haushaltsgeräte"),
            ("GIESSEN", 1, "Gießen"),
            ("giessen", 1, "Gießen"),
            ("Verträge ", 1, "Vertrag"),
            ("Oel ", 1, "Öl"),
            ("Ol ", 1, "Öl"),
            ("Ausschuss ", 1, "Prüfungsausschüsse"),
            ("email ", 1, "Email|E-Mail"),
            ("e-mail ", 1, "Email|E-Mail"),
            ("Amt ", 0, ""),
            ("Mark ", 0, ""),
            ("Mark", 1, "Mark"),
            ("vertr", 1, "Vertr"),
            ("ve", 0, ""),
        ],
    );
}

#[test]
fn words_bend_as_their_own_language_does() {
    let pages = [
        told("de", "de", "letter", None, &["Die Parties der Reports", "Das Netzgerät"]),
        told("en", "en", "letter", None, &["The parties reported.", "a netzgerat"]),
        told("xx", "xx", "letter", None, &["parties"]),
    ];
    check(
        &pages,
        &[
            ("party ", 1, "parties"),
            ("reporting ", 1, "reported"),
            ("Report ", 2, "Reports"),
            ("parties ", 3, "Parties"),
            ("Gerät ", 1, "Netzgerät"),
        ],
    );
}

#[test]
fn phrases_stand_together_and_as_they_are() {
    let pages = german(&[
        "der alte Vertrag mit der Stadt",
        "mit der alten Stadt ein Vertrag",
        "3,5 Prozent und 5,3 Prozent",
    ]);
    check(
        &pages,
        &[
            ("\"Vertrag mit der\"", 1, "Vertrag mit der"),
            ("„alte Vertrag“", 1, "alte Vertrag"),
            ("\"Vertrag mit der St", 1, "Vertrag mit der St"),
            ("\"alten Vertrag\"", 0, ""),
            ("\"Verträge\"", 0, ""),
            ("3,5 ", 1, "3,5"),
            ("\"3 3\"", 0, ""),
            ("alte Vertrag ", 2, "alte|Vertrag"),
        ],
    );
}

#[test]
fn titles_come_first_and_then_what_is_dense() {
    let long = "und noch viele andere Wörter ohne jede Bedeutung ".repeat(9) + "Wehr";
    let mut pages = vec![told("a", "de", "letter", None, &[&long, "Das Wehr. Wehr!"])];
    pages.push(told("b", "de", "letter", None, &["anderes"]));
    pages[1].front.title = "Das Wehr".to_owned();
    pages.push(entry("wehr", "Wehr"));
    let found = &searched(&pages, &[json!({ "query": "Wehr" })])[0];
    assert_eq!(found["units"], json!([1, 3, 0]));
    assert_eq!(found["hits"], json!(["Wehr", "Wehr", "Wehr|Wehr", "Wehr"]));
}

#[test]
fn filters_keep_what_may_be_meant() {
    let pages = [
        told("a", "de", "letter", Some("1924-04"), &["Wehr"]),
        told("b", "de", "minutes", Some("1924?"), &["Wehr"]),
        told("c", "en", "letter", Some("1930/.."), &["Wehr"]),
        told("d", "en", "letter", None, &["Wehr"]),
        entry("wehr", "Wehr"),
    ];
    let day = |date: &str| Edtf::parse(date).unwrap().earliest().unwrap().number();
    let cases = [
        (json!({}), [1, 4]),
        (json!({ "type": 1 }), [0, 3]),
        (json!({ "type": 2 }), [0, 1]),
        (json!({ "language": 0 }), [0, 2]),
        (json!({ "from": day("1924-04-30"), "to": day("1924-05-01") }), [0, 2]),
        (json!({ "from": day("1924-05-01"), "to": day("1924-05-01") }), [0, 1]),
        (json!({ "from": day("1931-01-01") }), [0, 1]),
        (json!({ "to": day("1923-12-31") }), [0, 0]),
    ];
    let questions: Vec<_> =
        cases.iter().map(|(filters, _)| json!({ "query": "Wehr", "filters": filters })).collect();
    for ((filters, expect), found) in cases.iter().zip(searched(&pages, &questions)) {
        assert_eq!(json!([found["units"][0], found["units"][1]]), json!(expect), "{filters}");
    }
}

#[test]
fn words_that_are_nowhere_are_named() {
    let pages = german(&["Der Vertrag"]);
    let found = searched(&pages, &[json!({ "query": "Vertrag Xylophon, \"Ypsilon\"" })]);
    assert_eq!(found[0]["missing"], json!(["Xylophon,", "Ypsilon"]));
}

/// The word with a number: two or three syllables, so that some thousands of words are unlike.
fn word(mut n: usize) -> String {
    let mut word = String::new();
    loop {
        word.push_str(
            ["b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "st", "t", "w", "z", "tr", "sch"]
                [n % 16],
        );
        word.push_str(["a", "e", "i", "o", "u"][n / 16 % 5]);
        word.push_str(["", "l", "n"][n / 80 % 3]);
        n /= 240;
        if n == 0 {
            return word;
        }
    }
}

/// Two thousand documents and five hundred entries, some words of which are frequent and most rare.
fn large() -> Vec<Page> {
    let mut state = 1_u64;
    let mut next = move |most: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (state >> 33) % most
    };
    // The product of two dice makes low numbers frequent and high ones rare.
    let mut word = move || word((next(170) * next(170)) as usize);
    let mut text = move |words: usize| (0..words).map(|_| word() + " ").collect::<String>();
    let mut pages: Vec<_> = (0..2000)
        .map(|n| {
            let paragraphs: Vec<String> = (0..6).map(|_| text(60)).collect();
            let paragraphs: Vec<&str> = paragraphs.iter().map(String::as_str).collect();
            let language = if n % 4 == 0 { "de" } else { "en" };
            told(&format!("document-{n}"), language, "letter", Some("1924-04"), &paragraphs)
        })
        .collect();
    pages.extend((0..500).map(|n| entry(&format!("entry-{n}"), &text(2))));
    pages
}

#[test]
fn a_query_of_a_large_dossier_loads_little() {
    let [first, second, rare] = [word(0), word(12), word(9000)];
    let queries = [
        first.clone(),
        format!("{first} {second} {}", word(30)),
        format!("{rare} "),
        format!("{rare} {second} "),
        format!("\"{first} {second}\""),
        "doc".to_owned(),
        "document".to_owned(),
    ];
    let questions: Vec<_> = queries.iter().map(|query| json!({ "query": query })).collect();
    for (query, found) in queries.iter().zip(searched(&large(), &questions)) {
        let bytes = found["bytes"].as_u64().unwrap();
        assert!(bytes <= 150_000, "{query:?} loads {bytes} bytes");
        let is_phrase = query.starts_with('"');
        let found_some = found["units"][1].as_u64().unwrap() > 0;
        assert!(is_phrase || found_some, "{query:?} finds {found}");
    }
}

/// Two thousand documents of many short paragraphs, all of which have the same few words, and some
/// that few have.
fn dense() -> Vec<Page> {
    let paragraph = |n: usize, k: usize| {
        let own = word(n * 60 + k + 300);
        let often: String =
            (0..6).filter(|w| (n + k * 7) % (w + 2) != 1).map(word).collect::<Vec<_>>().join(" ");
        format!("{often} {own}")
    };
    (0..2000)
        .map(|n| {
            let paragraphs: Vec<String> = (0..60).map(|k| paragraph(n, k)).collect();
            let paragraphs: Vec<&str> = paragraphs.iter().map(String::as_str).collect();
            let date = format!("{}-04", 1900 + n / 20);
            told(&format!("document-{n}"), "en", "letter", Some(&date), &paragraphs)
        })
        .collect()
}

#[test]
fn words_that_nearly_every_paragraph_has_load_little_and_lose_nothing() {
    let [a, b, c, rare] = [word(0), word(1), word(2), word(3300)];
    let has = |w: usize, n: usize, k: usize| (n + k * 7) % (w + 2) != 1;
    let count = |test: &dyn Fn(usize, usize) -> bool| {
        (0..2000).flat_map(|n| (0..60).map(move |k| (n, k))).filter(|&(n, k)| test(n, k)).count()
    };
    let year = |date: &str| Edtf::parse(date).unwrap().earliest().unwrap().number();
    let spring = json!({ "from": year("1950-04-01"), "to": year("1950-05-01") });
    let cases = [
        (json!({ "query": format!("{a} "), "all": true }), count(&|n, k| has(0, n, k)), false),
        (
            json!({ "query": format!("{a} {b} {c} "), "all": true }),
            count(&|n, k| (0..3).all(|w| has(w, n, k))),
            false,
        ),
        (json!({ "query": format!("{a} {rare} "), "all": true }), 1, true),
        (
            json!({ "query": format!("{b} "), "filters": spring, "all": true }),
            count(&|n, k| n / 20 == 50 && has(1, n, k)),
            true,
        ),
        (json!({ "query": format!("\"{a} {b}\"") }), 0, false),
        (json!({ "query": a.clone() }), 0, false),
    ];
    let questions: Vec<_> = cases.iter().map(|(question, ..)| question.clone()).collect();
    for ((question, texts, exact), found) in cases.iter().zip(searched(&dense(), &questions)) {
        let bytes = found["bytes"].as_u64().unwrap();
        assert!(bytes <= 150_000, "{question} loads {bytes} bytes");
        assert!(found["units"][1].as_u64().unwrap() > 0, "{question} finds {found}");
        assert_eq!(found["exact"], *exact, "{question}: {found}");
        if question["all"] == true {
            assert_eq!(found["texts"], json!([texts, texts]), "{question}");
        }
    }
}
