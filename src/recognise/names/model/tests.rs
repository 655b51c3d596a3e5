use proptest::prelude::*;

use super::file::{MAGIC, Model};
use super::models::bytes;
use super::*;
use crate::recognise::languages::TAGS;
use crate::recognise::leaves::leaf_texts;
use crate::recognise::switches::Switches;
use crate::recognise::testing::document;
use crate::register::EntryKind::{self, Person, Place};

/// What is proposed in the leaves of a document: words, kind, name.
fn proposals(language: &str, leaves: &[&str]) -> Vec<(String, EntryKind, String)> {
    let document = document(language, None, leaves);
    let leaves = leaf_texts(&document);
    let mut found = Vec::new();
    for (leaf, hits) in leaves.iter().zip(propose(&leaves, &Switches::default())) {
        for hit in hits {
            assert_eq!(hit.rule, format!("names.{}.model", leaf.language()));
            found.push((leaf.text()[hit.span].to_owned(), hit.kind, hit.name));
        }
    }
    found
}

fn check(language: &str, text: &str, expected: &[(&str, EntryKind, &str)]) {
    let found = proposals(language, &[text]);
    let found: Vec<(&str, EntryKind, &str)> =
        found.iter().map(|(words, kind, name)| (words.as_str(), *kind, name.as_str())).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn german_names() {
    check(
        "de",
        "Gestern sprach Peter Neumann in Hamburg mit den Leuten.",
        &[("Peter Neumann", Person, "Peter Neumann"), ("Hamburg", Place, "Hamburg")],
    );
    check("de", "Die Straßen Berlins waren leer.", &[("Berlins", Place, "Berlin")]);
}

#[test]
fn english_names() {
    check(
        "en",
        "Yesterday Peter Newman met the people of London.",
        &[("Peter Newman", Person, "Peter Newman"), ("London", Place, "London")],
    );
}

#[test]
fn a_row_of_names_is_none() {
    let row = "Nordwerk GmbH & Co. KG ".repeat(20);
    let found = proposals("de", &[&row]);
    assert!(found.iter().all(|(_, _, name)| name.len() <= 200), "{found:?}");
}

#[test]
fn what_is_no_name() {
    check("de", "Die Regierung hat den Antrag am Montag abgelehnt.", &[]);
    check("de", "ohne einen einzigen großen buchstaben", &[]);
    check("en", "The government rejected the motion on Monday.", &[]);
    check("de", "", &[]);
}

#[test]
fn strokes_part_names() {
    check(
        "de",
        "Er kam aus Hamburg / Berlin und ging nach Hause.",
        &[("Hamburg", Place, "Hamburg"), ("Berlin", Place, "Berlin")],
    );
}

#[test]
fn a_language_without_a_model_has_no_proposals() {
    assert_eq!(proposals("tlh", &["qIpmoH Peter Neumann Hamburg"]), []);
}

#[test]
fn each_leaf_is_read_in_its_own_language() {
    let german = "Gestern sprach Peter Neumann in Hamburg mit den Leuten und ging nach Hause.";
    let alone = proposals("de", &[german]);
    let mixed = proposals("en", &["Yesterday the people met and they went home again.", german]);
    assert_eq!(mixed, alone);
}

#[test]
fn every_model_can_be_read_and_is_small() {
    let files = TAGS.iter().filter_map(|tag| Some((*tag, bytes(tag)?)));
    let mut tags = Vec::new();
    for (tag, file) in files {
        assert!(Model::read(file).is_some(), "{tag}");
        assert!(file.len() <= 3_000_000, "{tag}: {}", file.len());
        tags.push(tag);
    }
    assert!(tags.contains(&"de") && tags.contains(&"en"));
}

#[test]
fn a_damaged_file_is_no_model() {
    let whole = bytes("de").unwrap();
    assert!(Model::read(&whole[..whole.len() - 1]).is_none());
    assert!(Model::read(&whole[1..]).is_none());
    assert!(Model::read(&MAGIC).is_none());
    assert!(Model::read(&[]).is_none());
    let mut longer = whole.to_vec();
    longer.push(0);
    assert!(Model::read(&longer).is_none());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn proposals_are_ordered_and_apart(
        text in "(Peter |Neumann|Berlins|in |der | |\\. |-|’s|\\PC)*",
        english in any::<bool>(),
    ) {
        let document = document(if english { "en" } else { "de" }, None, &[&text]);
        let leaves = leaf_texts(&document);
        for (leaf, hits) in leaves.iter().zip(propose(&leaves, &Switches::default())) {
            let mut end = 0;
            for hit in hits {
                prop_assert!(hit.span.start >= end && hit.span.start < hit.span.end);
                prop_assert!(leaf.text()[hit.span.clone()].starts_with(&hit.name));
                end = hit.span.end;
            }
            prop_assert!(end <= leaf.text().len());
        }
    }

    #[test]
    fn no_bytes_make_it_panic(
        rest in proptest::collection::vec(any::<u8>(), 0..400),
        counts in proptest::array::uniform4(0u32..9),
        word in "\\PC{0,8}",
    ) {
        let mut file = MAGIC.to_vec();
        file.extend(counts.into_iter().flat_map(u32::to_le_bytes));
        file.extend([0; 8]);
        file.extend(rest);
        for file in [&file[..], &file[..file.len() / 2]] {
            if let Some(model) = Model::read(file) {
                let _ = model.known(&word);
                let _ = super::labeller::Labeller::new(model).label([word.as_str()].into_iter());
            }
        }
    }
}
