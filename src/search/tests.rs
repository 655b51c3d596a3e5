//! The index as a whole, read back as the script reads it.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use serde_json::Value;

use super::columns::numbers as written;
use super::fold::each_word;
use super::postings::{List, read_numbers};
use super::{TEXTS_FILE, WORDS_FILE, index};
use crate::document::Language;
use crate::edtf::Edtf;
use crate::locale::Catalogues;
use crate::markdown::{Block, Inline};
use crate::page::{EntryCard, Front, Page, PageKind, Passport};
use crate::project::{Memory, Theme};
use crate::publish::OutputFile;

fn page(kind: PageKind, path: &str, title: &str) -> Page {
    Page {
        path: path.to_owned(),
        front: Front {
            kind,
            title: title.to_owned(),
            description: None,
            language: "en".to_owned(),
            document: None,
            entry: None,
            part: None,
            formerly: Vec::new(),
            drawing: None,
            marks: Vec::new(),
        },
        body: Vec::new(),
    }
}

pub(super) fn document(slug: &str, date: Option<&str>, paragraphs: &[&str]) -> Page {
    let date = date.map(|date| Edtf::parse(date).unwrap());
    let mut page = page(PageKind::Document, &format!("documents/{slug}.md"), slug);
    page.front.document = Some(Passport { date, ..Passport::default() });
    page.body = paragraphs
        .iter()
        .enumerate()
        .map(|(n, words)| Block::Paragraph {
            id: Some(format!("p{}", n + 1)),
            content: vec![Inline::Text((*words).to_owned())],
        })
        .collect();
    page
}

pub(super) fn entry(id: &str, name: &str) -> Page {
    let mut page = page(PageKind::Entry, &format!("register/{id}.md"), name);
    page.front.entry = Some(EntryCard::default());
    page
}

pub(super) fn files(pages: &[Page]) -> Vec<OutputFile> {
    let (all, _) = Catalogues::new(&Theme::new(&Memory::default()));
    index(pages, "The Dossier", all.get(&Language::from_tag("en").unwrap()))
}

/// The data of each file by its path, and the key it was called with.
fn data(files: &[OutputFile]) -> BTreeMap<String, (String, Value)> {
    files
        .iter()
        .map(|file| {
            let text = file.text();
            let call = text.strip_prefix("dossierSearch(").unwrap().strip_suffix(");\n").unwrap();
            let Value::Array(mut call) = serde_json::from_str(&format!("[{call}]")).unwrap() else {
                panic!("{call}");
            };
            let (data, key) = (call.pop().unwrap(), call.pop().unwrap());
            (file.path.clone(), (key.as_str().unwrap().to_owned(), data))
        })
        .collect()
}

fn numbers(text: &str) -> Vec<u64> {
    read_numbers(text).collect()
}

/// For each word the units that have it, or, of its second list, those where it is part of a word.
fn words(data: &BTreeMap<String, (String, Value)>, list: usize) -> BTreeMap<String, Vec<u64>> {
    let mut words = BTreeMap::new();
    for (path, (_, data)) in data.iter().filter(|(path, _)| path.starts_with("search/t-")) {
        let [keys, postings] = [0, list].map(|n| data[n].as_str().unwrap().split(' '));
        assert_eq!(keys.clone().count(), postings.clone().count(), "{path}");
        for (key, postings) in keys.zip(postings).filter(|(_, postings)| !postings.is_empty()) {
            let units = List::read(postings).map(|posting| u64::from(posting.unit)).collect();
            assert_eq!(words.insert(key.to_owned(), units), None, "{key} again in {path}");
        }
    }
    words
}

/// The units' texts in order.
fn texts(data: &BTreeMap<String, (String, Value)>) -> Vec<String> {
    (0..)
        .map_while(|n| data.get(&format!("search/x-{n}.js")))
        .flat_map(|(_, data)| data[2].as_array().unwrap())
        .map(|unit| unit[1].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn a_small_dossier_is_three_files() {
    let mut letter = document("c", Some("2019"), &["Netzgeräte"]);
    let passport = letter.front.document.as_mut().unwrap();
    (passport.kind, passport.language) = (Some("letter".to_owned()), "de".to_owned());
    let pages = [
        page(PageKind::Timeline, "timeline.md", "Timeline"),
        document("b", Some("2020-08"), &["Größe </script>"]),
        document("a", Some("../2020"), &["size"]),
        letter,
        entry("ada", "Ada"),
    ];
    let files = files(&pages);
    let data = data(&files);
    let paths: Vec<_> = files.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(paths, ["search/pages.js", "search/x-0.js", "search/t-0.js"]);

    let (stamp, pages) = &data["search/pages.js"];
    assert_eq!(pages["title"], "The Dossier");
    assert_eq!(pages["words"], serde_json::json!(["a"]));
    assert_eq!(pages["types"], serde_json::json!([["letter", "Letter"]]));
    let languages = pages["languages"].as_array().unwrap();
    assert_eq!(
        languages.iter().map(|one| one["tag"].as_str()).collect::<Vec<_>>(),
        [Some(""), Some("en"), Some("de")]
    );
    assert_eq!(languages[2]["rules"]["compounds"], true);
    assert_eq!(languages[0]["rules"], Value::Null);
    // Units of three kinds, languages, type, first and last day of each page.
    let columns = [
        [0, 2, 0, 0, 1, 0, 579, 31],
        [0, 2, 0, 0, 1, 0, 0, 731],
        [0, 2, 0, 2, 1, 1, 1, 365],
        [1, 0, 0, 1, 1, 0, 0, 0],
    ];
    assert_eq!(numbers(pages["pages"].as_str().unwrap()), columns.concat());
    assert_eq!(pages["texts"], written([7].into_iter()));
    let (key, texts) = &data["search/x-0.js"];
    assert_eq!(*key, format!("0-{stamp}"));
    assert_eq!(texts[0], 0);
    assert_eq!(texts[1][0], serde_json::json!(["documents/b.html", "b", "August 2020"]));
    assert_eq!(texts[1][3], serde_json::json!(["register/ada.html", "Ada", ""]));
    assert_eq!(texts[2][1], serde_json::json!(["p1", "Größe </script>"]));
    assert_eq!((&words(&data, 1)["grosse"], &words(&data, 1)["size"]), (&vec![1], &vec![3]));
    assert_eq!(words(&data, 2)["gerate"], [5]);
    assert!(!files.iter().any(|file| file.text().contains('<')));
}

#[test]
fn words_that_a_hyphen_joins_are_also_one() {
    let data = data(&files(&[document("a", None, &["The e-mail of A-B-C."])]));
    let words = words(&data, 1);
    for word in ["e", "mail", "email", "ab", "bc", "b"] {
        assert_eq!(words[word], [1], "{word}");
    }
    assert!(!words.contains_key("abc"));
}

#[test]
fn words_have_parts_only_where_their_language_joins_words() {
    let mut german = document("de", None, &["das Netzgerät", "ein Gerät"]);
    german.front.document.as_mut().unwrap().language = "de-AT".to_owned();
    let data = data(&files(&[document("en", None, &["netzgerat"]), german]));
    assert_eq!(words(&data, 1)["netzgerat"], [1, 3]);
    assert_eq!(words(&data, 2)["gerat"], [3]);
    assert_eq!(words(&data, 1)["gerat"], [4]);
}

#[test]
fn nothing_to_be_found_is_an_index_too() {
    let files = files(&[]);
    assert_eq!(files.len(), 1);
    assert_eq!(data(&files)["search/pages.js"].1["words"], serde_json::json!([]));
}

#[test]
fn a_large_dossier_is_cut_into_files_that_pages_js_knows() {
    let pages: Vec<_> = (0..600)
        .map(|n| {
            let own: String = (0..60).map(|k| format!("w{}x ", n * 60 + k)).collect();
            document(&format!("d{n}"), None, &[&own, "the same"])
        })
        .collect();
    let files = files(&pages);
    let data = data(&files);
    let all = &data["search/pages.js"].1;
    let count = |kind: &str| {
        data.keys().filter(|path| path.starts_with(&format!("search/{kind}-"))).count()
    };
    assert!(count("t") > 2 && count("x") > 2, "{} {}", count("t"), count("x"));

    let firsts: Vec<_> = all["words"].as_array().unwrap().iter().collect();
    assert_eq!(firsts.len(), count("t"));
    for (n, first) in firsts.iter().enumerate() {
        let keys = data[&format!("search/t-{n}.js")].1[0].as_str().unwrap();
        assert_eq!(keys.split(' ').next(), first.as_str());
    }
    let units: Vec<_> = (0..count("x"))
        .map(|n| data[&format!("search/x-{n}.js")].1[2].as_array().unwrap().len() as u64)
        .collect();
    assert_eq!(numbers(all["texts"].as_str().unwrap()), units);
    assert_eq!(units.iter().sum::<u64>(), 1800);
    for n in 0..count("x") {
        let texts = &data[&format!("search/x-{n}.js")].1;
        let first = texts[0].as_u64().unwrap();
        assert_eq!(texts[1][0][1], format!("d{first}"), "the pages of x-{n}");
    }
    assert_eq!(words(&data, 1)["same"], (0..600).map(|n| n * 3 + 2).collect::<Vec<_>>());
    for (kind, most) in [("search/t-", WORDS_FILE), ("search/x-", TEXTS_FILE)] {
        let mut like = files.iter().filter(|file| file.path.starts_with(kind));
        assert!(like.all(|file| file.len() < 2 * most as u64), "{kind}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_word_is_found_where_it_stands_and_nowhere_else(
        documents in proptest::collection::vec(
            proptest::collection::vec("[a-cäüß \u{FB1D}\u{10400}]{0,12}|\\PC{0,12}", 0..4), 0..5),
    ) {
        let pages: Vec<_> = documents
            .iter()
            .enumerate()
            .map(|(n, paragraphs)| {
                let paragraphs: Vec<_> = paragraphs.iter().map(String::as_str).collect();
                document(&format!("d{n}"), None, &paragraphs)
            })
            .collect();
        let files = files(&pages);
        let data = data(&files);
        let mut expect: BTreeMap<String, Vec<u64>> = BTreeMap::new();
        for (unit, text) in texts(&data).iter().enumerate() {
            let mut words = BTreeSet::new();
            let mut before = String::new();
            each_word(text, |word, is_joined| {
                words.insert(word.to_owned());
                words.extend(is_joined.then(|| before.clone() + word));
                word.clone_into(&mut before);
            });
            for word in words {
                expect.entry(word).or_default().push(unit as u64);
            }
        }
        prop_assert_eq!(words(&data, 1), expect);
        for text in documents.iter().flatten() {
            let mut has_words = false;
            each_word(text, |_, _| has_words = true);
            prop_assert!(!has_words || texts(&data).contains(text), "{:?}", text);
        }
    }
}
