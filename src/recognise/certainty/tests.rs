//! Every rule's example, clauses in tables, and whatever else the text may be.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::super::languages::tests::all;
use super::super::names::Names;
use super::super::quotations;
use super::super::testing::{document, register};
use super::language::File;
use super::*;
use crate::annotation::{Agent, Certainty};
use crate::document::{Document, Style, StyleKind};
use crate::register::EntryKind;

fn judged(document: &Document, switches: &Switches) -> Vec<Found<Certain>> {
    let register = register(&[("anna", EntryKind::Person, "Anna Beispiel", &["Beispiel"])]);
    let (names, _) = Names::new(&register, "register.toml");
    let reading = Reading::new(document);
    let mentions = names.find(&reading, switches);
    let speech = quotations::find(&reading, &mentions, switches);
    find(&reading, &speech, switches)
}

fn by(found: &Found<Certain>) -> Option<String> {
    found.what.judgement.by.as_ref().map(|agent| match agent {
        Agent::Entry(id) => format!("@{id}"),
        Agent::Words(words) => words.clone(),
    })
}

/// The words of the evidence, with an ellipsis where others stand between them.
fn cue(document: &Document, found: &Found<Certain>) -> String {
    let mut joined = String::new();
    let mut end = None;
    for span in &found.reason.evidence {
        match end {
            None => {}
            Some(end) if document.slice(&(end..span.start)).trim().is_empty() => joined.push(' '),
            Some(_) => joined.push_str(" … "),
        }
        joined.push_str(document.slice(span));
        end = Some(span.end);
    }
    joined
}

#[test]
fn every_language_can_be_read() {
    for (tag, file) in all::<File>("certainty.toml") {
        let language = Language::new(tag, file).unwrap_or_else(|error| panic!("{tag}: {error}"));
        let names: BTreeSet<&str> = language.rules.iter().map(|rule| &*rule.name).collect();
        assert_eq!(names.len(), language.rules.len(), "{tag}: names are unique");
    }
}

#[test]
fn every_example_holds() {
    let mut wrong = Vec::new();
    for (tag, file) in all::<File>("certainty.toml") {
        for rule in file.rules {
            let (name, example) = (format!("certainty.{tag}.{}", rule.name), &rule.example);
            let document = document(tag, None, &[&example.text]);
            let shown = |certainty: Certainty, rule: &str, clause: &str, cue: &str, by| {
                format!("{certainty}, {rule}: {clause} [{cue}] {by:?}")
            };
            let found: Vec<String> = judged(&document, &Switches::default())
                .iter()
                .map(|one| {
                    let clause = document.slice(&one.span);
                    let certainty = one.what.judgement.certainty;
                    shown(certainty, &one.rule, clause, &cue(&document, one), by(one))
                })
                .collect();
            for certainty in rule.certainty {
                let by = example.by.clone();
                let expected = shown(certainty, &name, &example.clause, &example.cue, by);
                if !found.contains(&expected) {
                    wrong.push(format!("{expected}\n   {}", found.join("\n   ")));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// `sentence @ words`: what is said of the clauses of each sentence, in the order of
/// [`Certainty::ALL`]; nothing for a plain assertion.
fn check(language: &str, cases: &str) {
    let mut wrong = Vec::new();
    for case in cases.lines().map(str::trim).filter(|case| !case.is_empty()) {
        let (text, expected) = case.split_once('@').unwrap_or((case, ""));
        let document = document(language, None, &[text.trim()]);
        let found: BTreeSet<Certainty> = judged(&document, &Switches::default())
            .iter()
            .map(|one| one.what.judgement.certainty)
            .collect();
        let shown: Vec<&str> = found.iter().map(|certainty| certainty.key()).collect();
        if shown.join(" ") != expected.trim() {
            wrong.push(format!("{text}@ {}", shown.join(" ")));
        }
    }
    assert!(wrong.is_empty(), "{language}:\n{}", wrong.join("\n"));
}

#[test]
fn german_sentences() {
    check("de", include_str!("tests/de.txt"));
}

#[test]
fn english_sentences() {
    check("en", include_str!("tests/en.txt"));
}

#[test]
fn french_sentences() {
    check("fr", include_str!("tests/fr.txt"));
}

/// `clause | certainty | by` of every judgement.
fn shown(language: &str, text: &str) -> Vec<String> {
    let document = document(language, None, &[text]);
    judged(&document, &Switches::default())
        .iter()
        .map(|one| {
            let by = by(one).unwrap_or_else(|| "-".to_owned());
            let certainty = one.what.judgement.certainty;
            format!("{} | {certainty} | {by}", document.slice(&one.span))
        })
        .collect()
}

#[test]
fn a_judgement_keeps_to_its_clause() {
    assert_eq!(
        shown("de", "Das Werk wurde geschlossen; die Halle soll offenbar verkauft werden."),
        [
            "die Halle soll offenbar verkauft werden. | planned | -",
            "die Halle soll offenbar verkauft werden. | hedged | -",
        ]
    );
    assert_eq!(
        shown("de", "Der Mann, der dort vermutlich wohnt, kam um acht."),
        ["der dort vermutlich wohnt | hedged | -"]
    );
    assert_eq!(
        shown("en", "The plant was closed, but the hall may be sold."),
        ["but the hall may be sold. | hedged | -"]
    );
    assert_eq!(
        shown("de", "Sollte der Damm brechen, muss das Dorf sofort weg."),
        ["Sollte der Damm brechen | conditional | -"]
    );
}

#[test]
fn a_report_is_of_what_is_said() {
    assert_eq!(
        shown("de", "Die Halle ist leer, sagte die Ministerin."),
        ["Die Halle ist leer | reported | die Ministerin"]
    );
    assert_eq!(
        shown("en", "The hall is empty, said the minister."),
        ["The hall is empty | reported | the minister"]
    );
    assert_eq!(
        shown("en", "The hall is empty, she said."),
        ["The hall is empty | reported | -"],
        "whom a pronoun means is not decided"
    );
}

#[test]
fn what_is_quoted_is_reported() {
    assert_eq!(
        shown("de", "„Wir bleiben“, sagte Anna Beispiel."),
        ["„Wir bleiben“ | reported | @anna"]
    );
    assert_eq!(
        shown("de", "Die Halle ist leer. Niemand kommt.“"),
        ["Niemand kommt.“ | reported | -"],
        "the mark ends a quotation"
    );
    assert_eq!(shown("de", "Der „Bär“ ist ein Gasthaus."), [""; 0]);
    // No language has to be known for that.
    assert_eq!(shown("la", "Quis venit?"), ["Quis venit? | asked | -"]);
}

/// `rule | by | beat` of every judgement that something is reported.
fn reported(language: &str, text: &str) -> Vec<String> {
    let document = document(language, None, &[text]);
    judged(&document, &Switches::default())
        .iter()
        .filter(|one| one.what.judgement.certainty == Certainty::Reported)
        .map(|one| {
            let by = by(one).unwrap_or_else(|| "-".to_owned());
            format!("{} | {by} | {}", one.rule, one.reason.beat.join(" "))
        })
        .collect()
}

#[test]
fn a_clause_is_reported_once() {
    assert_eq!(
        reported("de", "Anna Beispiel sagte, dass die Halle leer stehe."),
        ["certainty.de.says | @anna | certainty.quotation"],
        "the speech knows the register's entry"
    );
    assert_eq!(
        reported("en", "Anna Beispiel said that the hall was empty."),
        ["certainty.en.says | @anna | certainty.quotation"]
    );
    assert_eq!(
        reported("de", "„Laut der Polizei ist sie leer. Wir gehen“, sagte Anna Beispiel."),
        [
            "certainty.de.according-to | der Polizei | certainty.quotation",
            "certainty.de.says | @anna | certainty.quotation",
        ],
        "whoever is quoted reports on somebody else's word"
    );
}

#[test]
fn marks_show_what_no_word_shows() {
    let document = document("de", None, &["„Niemand kommt in die leere Halle.“"]);
    let found = judged(&document, &Switches::default());
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].rule, "certainty.quotation");
    assert_eq!(cue(&document, &found[0]), "„ … “");
}

#[test]
fn the_first_rule_wins_and_names_what_it_beat() {
    let document = document("de", None, &["Die Bank soll das Geld gestohlen haben."]);
    let found = judged(&document, &Switches::default());
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].rule, "certainty.de.hearsay-soll");
    assert_eq!(found[0].reason.beat, ["certainty.de.plans"]);
    assert_eq!(cue(&document, &found[0]), "soll … gestohlen haben");
    // A rule that is off takes no part in it.
    let off = Switches::without(["certainty.de.hearsay-soll".to_owned()].into());
    let found = judged(&document, &off);
    assert_eq!(found[0].rule, "certainty.de.plans");
    assert!(found[0].reason.beat.is_empty());
}

#[test]
fn rules_of_all_languages_can_be_switched_off() {
    let document = document("en", None, &["Who said that?", "It ends here.”"]);
    for off in ["certainty", "certainty.question-mark"] {
        let found = judged(&document, &Switches::without([off.to_owned()].into()));
        assert!(found.iter().all(|one| one.rule != "certainty.question-mark"), "{off}");
    }
}

#[test]
fn code_is_not_judged() {
    let mut document = document("en", None, &["He may go.", "    He may go.", "He may stay."]);
    let code = document.text.rfind("may").map_or(0..0, |at| at..at + 3);
    document.leaves[2].styles.push(Style { kind: StyleKind::Code, span: code });
    let found = judged(&document, &Switches::default());
    assert_eq!(found.len(), 1);
    assert_eq!(document.slice(&found[0].span), "He may go.");
}

/// Words and signs that the rules look for, to be strung together in any order.
fn piece() -> impl Strategy<Value = String> {
    let known = include_str!("tests/pieces.txt").lines().collect::<Vec<_>>();
    let signs = vec![",", ";", ":", "?", "!", ".", "–", "-", "„", "“", "”", "\"", "(", ")", "’"];
    prop_oneof![
        6 => prop::sample::select(known).prop_map(str::to_owned),
        3 => prop::sample::select(signs).prop_map(str::to_owned),
        1 => "\\PC{0,4}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]
    #[test]
    fn whatever_the_text_judgements_are_sound(
        language in "de|en|fr|la",
        leaves in prop::collection::vec(prop::collection::vec(piece(), 1..24), 1..4),
    ) {
        let leaves: Vec<String> = leaves.iter().map(|pieces| pieces.join(" ")).collect();
        let leaves: Vec<&str> = leaves.iter().map(String::as_str).collect();
        let document = document(&language, None, &leaves);
        let found = judged(&document, &Switches::default());
        for one in &found {
            let leaf = document.leaves.iter().find(|leaf| leaf.span.end >= one.span.end);
            prop_assert!(leaf.is_some_and(|leaf| leaf.span.start <= one.span.start));
            for span in one.reason.evidence.iter().chain([&one.span, &one.what.sentence]) {
                prop_assert!(document.text.get(span.clone()).is_some_and(|words| !words.is_empty()));
            }
            prop_assert!(!one.reason.evidence.is_empty());
            prop_assert!(one.reason.evidence.is_sorted_by_key(|span| span.start));
        }
        for pair in found.windows(2) {
            let same = pair[0].span == pair[1].span;
            let certainty = |at: usize| pair[at].what.judgement.certainty;
            prop_assert!(same || pair[0].span.end <= pair[1].span.start);
            prop_assert!(!same || certainty(0) < certainty(1));
        }
    }
}
