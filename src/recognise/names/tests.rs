//! The register's names in texts.

use super::super::testing::{document, register, rules_only};
use super::*;

fn names() -> Names {
    use EntryKind::{Organisation, Person, Place, Product};
    let (names, diagnostics) = Names::new(
        &register(&[
            ("nordwerk", Organisation, "Nordwerk", &["Nordwerk AG"]),
            ("hans", Person, "Hans Beispiel", &["Hans", "Beispiel", "Präsident Beispiel"]),
            ("us", Place, "Vereinigte Staaten", &["USA", "US"]),
            ("tick", Product, "TickTack", &[]),
            ("mutter", Organisation, "Uhrwerk", &["TickTack-Mutter Uhrwerk"]),
            ("al", Person, "Al", &["Link"]),
            ("oneil", Person, "Ada O’Neil", &["O'Neil"]),
            ("yo", Organisation, "Yodel!", &[]),
            ("strasse", Place, "Straße", &[]),
            ("zoe", Person, "Zoe\u{308}", &[]),
            ("weber-1", Person, "Ina Weber", &["Weber", "Amt Weber"]),
            ("weber-2", Person, "Udo Weber", &["Weber"]),
            ("amt", Organisation, "Amt", &[]),
        ]),
        "register.toml",
    );
    assert_eq!(diagnostics.iter().count(), 1);
    names
}

/// `words=entry/rule` of every mention.
fn check(language: &str, text: &str, expected: &[&str]) {
    let document = document(language, None, &[text]);
    let found = names().find(&Reading::new(&document), &rules_only());
    let shown: Vec<String> = found
        .iter()
        .map(|m| {
            let Name::Entry { id, .. } = &m.what else { panic!("{m:?}") };
            format!("{}={id}/{}", document.slice(&m.span), m.rule)
        })
        .collect();
    assert_eq!(shown, expected, "{language}: {text}");
}

#[test]
fn names_stand_between_word_boundaries() {
    check(
        "de",
        "Nordwerk, „Nordwerk“ und nordwerk",
        &["Nordwerk=nordwerk/names.exact", "Nordwerk=nordwerk/names.exact"],
    );
    check("de", "Nordwerker, Übernordwerk, xNordwerk, Nordwerk2, Nordwerkß", &[]);
    check("en", "Yodel! and Yodel!x", &["Yodel!=yo/names.exact", "Yodel!=yo/names.exact"]);
    check("de", "Zoë kam", &["Zoë=zoe/names.exact"]);
}

#[test]
fn the_longest_match_wins_over_all_entries() {
    check(
        "de",
        "Die Nordwerk AG und Präsident Beispiel",
        &["Nordwerk AG=nordwerk/names.exact", "Präsident Beispiel=hans/names.exact"],
    );
    check("de", "die TickTack-Mutter Uhrwerk", &["TickTack-Mutter Uhrwerk=mutter/names.exact"]);
}

#[test]
fn blanks_and_soft_hyphens_do_not_matter() {
    check("de", "Hans\n\u{A0} Beispiel", &["Hans\n\u{A0} Beispiel=hans/names.exact"]);
    check("de", "Nord\u{AD}werk", &["Nord\u{AD}werk=nordwerk/names.exact"]);
}

#[test]
fn apostrophes_and_hyphens_of_a_name_may_be_of_either_kind() {
    check("en", "Ada O'Neil", &["Ada O'Neil=oneil/names.exact"]);
    check("en", "O’Neil", &["O’Neil=oneil/names.exact"]);
    check(
        "de",
        "TickTack\u{2011}Mutter Uhrwerk",
        &["TickTack\u{2011}Mutter Uhrwerk=mutter/names.exact"],
    );
}

#[test]
fn german_genitives_belong_to_the_name() {
    check("de", "Nordwerks Pläne", &["Nordwerks=nordwerk/names.genitive"]);
    check("de", "Beispiel’s Pläne", &["Beispiel’s=hans/names.genitive"]);
    check(
        "de",
        "Beispieles und Beispiel's",
        &["Beispieles=hans/names.genitive", "Beispiel's=hans/names.genitive"],
    );
    check("de", "Hans’ Pläne", &["Hans’=hans/names.genitive"]);
    check("de", "Präsident Beispiels Pläne", &["Präsident Beispiels=hans/names.genitive"]);
    check("und", "Nordwerks Pläne", &["Nordwerks=nordwerk/names.genitive"]);
}

#[test]
fn what_only_looks_like_a_genitive_is_none() {
    check("de", "Als er kam. Links steht sie.", &[]);
    check(
        "de",
        "‚Nordwerk und Hans’ stand da",
        &["Nordwerk=nordwerk/names.exact", "Hans=hans/names.exact"],
    );
    check("de", "Hans’", &["Hans=hans/names.exact"]);
    check("de", "Yodel!s", &["Yodel!=yo/names.exact"]);
    check("de", "USAs", &["USAs=us/names.genitive"]);
}

#[test]
fn an_english_possessive_stays_outside() {
    check(
        "en",
        "Nordwerk’s plans and Hans’ plans",
        &["Nordwerk=nordwerk/names.exact", "Hans=hans/names.exact"],
    );
    check("en", "two Nordwerks", &[]);
}

#[test]
fn compounds_name_their_part() {
    check(
        "de",
        "die TickTack-Mutter, ein Backup-Nordwerk, US-Bürger",
        &[
            "TickTack=tick/names.compound",
            "Nordwerk=nordwerk/names.compound",
            "US=us/names.compound",
        ],
    );
    check(
        "de",
        "Nordwerk- und TickTack-Chefs",
        &["Nordwerk=nordwerk/names.exact", "TickTack=tick/names.compound"],
    );
}

#[test]
fn an_ambiguous_alias_names_neither_nor_lets_a_shorter_one_in() {
    check("de", "Weber sprach mit Ina Weber", &["Ina Weber=weber-1/names.exact"]);
    let (names, _) = Names::new(
        &register(&[
            ("a", EntryKind::Organisation, "Amt Nord", &["Amt Weber"]),
            ("b", EntryKind::Organisation, "Amt Süd", &["Amt Weber"]),
            ("c", EntryKind::Person, "Weber", &[]),
        ]),
        "register.toml",
    );
    let document = document("de", None, &["Das Amt Weber"]);
    assert_eq!(names.find(&Reading::new(&document), &rules_only()), []);
}

#[test]
fn no_name_runs_over_leaves_or_into_code() {
    let mut probe = document("de", None, &["# Hans", "Beispiel", "    Nordwerk", "Nordwerk Hans"]);
    let at = probe.leaves[3].span.start;
    probe.leaves[3]
        .styles
        .push(crate::document::Style { span: at..at + 8, kind: crate::document::StyleKind::Code });
    let found = names().find(&Reading::new(&probe), &rules_only());
    let words: Vec<&str> = found.iter().map(|m| probe.slice(&m.span)).collect();
    assert_eq!(words, ["Hans", "Beispiel", "Hans"]);
}
