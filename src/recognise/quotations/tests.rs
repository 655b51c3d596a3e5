//! Quotations and reported speech in sentences, and what is none.

mod traps;
mod wild;

use super::super::names::Names;
use super::super::reading::Reading;
use super::super::switches::Switches;
use super::super::testing::{document, register};
use super::*;
use crate::annotation::Agent;
use crate::register::EntryKind;

/// `words | cue | speaker` of every quotation in marks; `@id` is a register entry, `-` nobody, `~words` a
/// pronoun.
fn check(language: &str, leaves: &[&str], expected: &[&str]) {
    let document = document(language, None, leaves);
    let (names, _) = Names::new(
        &register(&[
            ("anna", EntryKind::Person, "Anna Beispiel", &["Beispiel", "Präsidentin Beispiel"]),
            ("nordwerk", EntryKind::Organisation, "Nordwerk", &["Nordwerk AG"]),
            ("neustadt", EntryKind::Place, "Neustadt", &[]),
        ]),
        "register.toml",
    );
    let mentions = names.find(&Reading::new(&document), &Switches::default());
    let shown: Vec<String> = find(&Reading::new(&document), &mentions, &Switches::default())
        .iter()
        .filter(|found| found.what.style == QuotationStyle::Direct)
        .map(|found| {
            let cue: Vec<&str> = found.what.cue.iter().map(|span| document.slice(span)).collect();
            let speaker = match &found.what.speaker {
                None => "-".to_owned(),
                Some(Speaker { agent: Some(Agent::Entry(id)), .. }) => format!("@{id}"),
                Some(Speaker { agent: Some(Agent::Words(words)), .. }) => words.clone(),
                Some(Speaker { agent: None, span }) => format!("~{}", document.slice(span)),
            };
            format!("{} | {} | {speaker}", document.slice(&found.span), cue.join(" "))
        })
        .collect();
    assert_eq!(shown, expected, "{language}: {leaves:?}");
}

fn german(text: &str, expected: &[&str]) {
    check("de", &[text], expected);
}

fn english(text: &str, expected: &[&str]) {
    check("en", &[text], expected);
}

#[test]
fn german_speakers_stand_beside_the_verb() {
    german("„Wir bleiben“, sagte Anna Beispiel.", &["„Wir bleiben“ | sagte | @anna"]);
    german("Anna Beispiel sagte: „Wir bleiben.“", &["„Wir bleiben.“ | sagte | @anna"]);
    german(
        "„Wir bleiben“, bestätigte Nordwerk am Montag.",
        &["„Wir bleiben“ | bestätigte | @nordwerk"],
    );
    german(
        "»Wir bleiben«, erklärte die Präsidentin Beispiel.",
        &["»Wir bleiben« | erklärte | @anna"],
    );
    german(
        "„Wir bleiben“, sagte am Montag der Sprecher Udo Muster in Neustadt.",
        &["„Wir bleiben“ | sagte | Udo Muster"],
    );
    german("Am Montag sagte Anna Beispiel: „Wir bleiben.“", &["„Wir bleiben.“ | sagte | @anna"]);
    german("Der Zeitung sagte Anna Beispiel: „Wir bleiben.“", &["„Wir bleiben.“ | sagte | @anna"]);
    german(
        "„Wir bleiben“, hatte Anna Beispiel in Neustadt erklärt.",
        &["„Wir bleiben“ | erklärt | @anna"],
    );
    german(
        "Das Amt teilte am Montag mit: „Wir bleiben.“",
        &["„Wir bleiben.“ | teilte mit | Das Amt"],
    );
}

#[test]
fn a_verb_may_end_its_clause() {
    german(
        "Es kam zum Streit, in dessen Verlauf Anna Beispiel sagte: „Wir bleiben.“",
        &["„Wir bleiben.“ | sagte | @anna"],
    );
    german(
        "Wie Nordwerk am Montag mitteilte, ist das „reine Spekulation“.",
        &["„reine Spekulation“ | mitteilte | @nordwerk"],
    );
}

#[test]
fn phrases_name_their_source() {
    german("„Wir bleiben“, so Anna Beispiel.", &["„Wir bleiben“ | so | @anna"]);
    german(
        "Laut Anna Beispiel ist das „reine Spekulation“.",
        &["„reine Spekulation“ | Laut | @anna"],
    );
    german(
        "Dem Amt Neustadt zufolge ist das „reine Spekulation“.",
        &["„reine Spekulation“ | zufolge | Dem Amt Neustadt"],
    );
    english(
        "According to Anna Beispiel, this is “pure speculation”.",
        &["“pure speculation” | According to | @anna"],
    );
    german(
        "Anna Beispiel kommentierte das mit den Worten: „Wir bleiben.“",
        &["„Wir bleiben.“ | mit den Worten | @anna"],
    );
    german(
        "Das Blatt zitierte Anna Beispiel mit den Worten: „Wir bleiben.“",
        &["„Wir bleiben.“ | mit den Worten | @anna"],
    );
    german(
        "In dem Brief heißt es: „Wir bleiben in Neustadt.“",
        &["„Wir bleiben in Neustadt.“ | heißt es | dem Brief"],
    );
    german("Anna Beispiel: „Wir bleiben in Neustadt.“", &["„Wir bleiben in Neustadt.“ |  | @anna"]);
    german("Ergebnis: „Wir bleiben in Neustadt.“", &["„Wir bleiben in Neustadt.“ |  | -"]);
}

#[test]
fn english_speakers_stand_beside_the_verb() {
    english("“We stay,” said Anna Beispiel.", &["“We stay,” | said | @anna"]);
    english("“We stay,” Anna Beispiel said.", &["“We stay,” | said | @anna"]);
    english("Anna Beispiel told the paper: “We stay.”", &["“We stay.” | told | @anna"]);
    english("“We stay,” said the old engineer.", &["“We stay,” | said | the old engineer"]);
    english(
        "On Monday, Home Secretary Ada Muster said: “We stay.”",
        &["“We stay.” | said | Ada Muster"],
    );
    english("“Go!” Anna Beispiel cried. Nobody went.", &["“Go!” | cried | @anna"]);
    english("Anna Beispiel nodded and said, “We stay.”", &["“We stay.” | said | @anna"]);
    english("Ada Muster, head of the board, said “we stay”.", &["“we stay” | said | Ada Muster"]);
    english(
        "It was described by Ada Muster as “pure luck”.",
        &["“pure luck” | described | Ada Muster"],
    );
}

#[test]
fn an_unclear_speaker_is_nobody() {
    german("„Wir bleiben“, sagte er.", &["„Wir bleiben“ | sagte | ~er"]);
    german("Sie sagte: „Wir bleiben.“", &["„Wir bleiben.“ | sagte | ~Sie"]);
    english("“We stay,” he said.", &["“We stay,” | said | ~he"]);
    english("“We stay,” said she.", &["“We stay,” | said | ~she"]);
    german("Anna Beispiel kam. „Wir bleiben in Neustadt.“", &["„Wir bleiben in Neustadt.“ |  | -"]);
    german("Anna Beispiel ging, als er sagte: „Wir bleiben.“", &["„Wir bleiben.“ | sagte | ~er"]);
}

#[test]
fn where_either_may_be_the_object_nobody_speaks() {
    german(
        "Die Pläne kritisierte Nordwerk als „reine Spekulation“.",
        &["„reine Spekulation“ | kritisierte | -"],
    );
    german(
        "Den Plan kritisierte Nordwerk als „reine Spekulation“.",
        &["„reine Spekulation“ | kritisierte | @nordwerk"],
    );
    german(
        "Die Pläne bezeichnete er als „reine Spekulation“.",
        &["„reine Spekulation“ | bezeichnete | ~er"],
    );
}

#[test]
fn a_name_inside_a_phrase_does_not_speak() {
    german(
        "„Wir bleiben“, sagte der Anwalt von Anna Beispiel.",
        &["„Wir bleiben“ | sagte | der Anwalt von Anna Beispiel"],
    );
    german(
        "Nordwerks Sprecherin sagte: „Wir bleiben.“",
        &["„Wir bleiben.“ | sagte | Nordwerks Sprecherin"],
    );
    german(
        "„Wir bleiben“, sagte Nordwerk-Chefin Ada Muster.",
        &["„Wir bleiben“ | sagte | Ada Muster"],
    );
    english("Nordwerk’s lawyer said “we stay”.", &["“we stay” | said | Nordwerk’s lawyer"]);
    english("A lawyer for Nordwerk said “we stay”.", &["“we stay” | said | A lawyer for Nordwerk"]);
    german(
        "„Wir bleiben“, sagte der Sprecher aus Neustadt.",
        &["„Wir bleiben“ | sagte | der Sprecher aus Neustadt"],
    );
    german(
        "Der Sprecher des Amts, Anna Beispiel, sagte: „Wir bleiben.“",
        &["„Wir bleiben.“ | sagte | @anna"],
    );
}

#[test]
fn two_speakers_are_not_one_entry() {
    german(
        "Anna Beispiel und Udo Muster sagten: „Wir bleiben.“",
        &["„Wir bleiben.“ | sagten | Anna Beispiel und Udo Muster"],
    );
    english(
        "“We stay,” said Anna Beispiel and Udo Muster.",
        &["“We stay,” | said | Anna Beispiel and Udo Muster"],
    );
}

#[test]
fn titles_terms_and_scare_quotes_are_no_speech() {
    for text in [
        "Der „Globus“ erschien.",
        "Der „Globus“ sagte nichts.",
        "Die Zeitung „Die neue Woche“ berichtete darüber.",
        "Das ist „gut gemeint“.",
        "der „Titan“-Film, sagte er",
        "Wie der „Globus“ berichtet, regnet es.",
        "Das Gebiet nennt sich „Neue Mitte“.",
        "Sie erklärte, das Buch „Wer bist du?“ sei gut.",
        "Laut „Globus“ regnet es.",
    ] {
        german(text, &[]);
    }
    for text in [
        "The “Globe” appeared.",
        "He said the book “The Long Way” was good.",
        "It is “well meant”.",
        "She described the “solid” sample.",
    ] {
        english(text, &[]);
    }
}

#[test]
fn sentences_and_long_quotations_need_no_cue() {
    german("„Wir bleiben in Neustadt.“", &["„Wir bleiben in Neustadt.“ |  | -"]);
    german(
        "Man habe „sich verpflichtet, das Werk nach einer vollen Prüfung zu kaufen“.",
        &["„sich verpflichtet, das Werk nach einer vollen Prüfung zu kaufen“ |  | -"],
    );
    german("„Wir bleiben.“", &[]);
    check("fr", &["« Nous restons dans la ville. »"], &["« Nous restons dans la ville. » |  | -"]);
}

#[test]
fn nested_quotations_qualify_on_their_own() {
    english(
        "“He said ‘we stay’ to me,” she told Ada.",
        &["“He said ‘we stay’ to me,” | told | ~she", "‘we stay’ | said | ~He"],
    );
    german("„Das ‚Werk‘ bleibt“, sagte Anna Beispiel.", &["„Das ‚Werk‘ bleibt“ | sagte | @anna"]);
}

#[test]
fn quotations_run_over_paragraphs() {
    check(
        "en",
        &["Anna Beispiel said: “We stay.", "“We like it here.” Nobody spoke."],
        &["“We stay.\n\n“We like it here.” | said | @anna"],
    );
    check(
        "de",
        &["Anna Beispiel schrieb:", "„Wir bleiben.“"],
        &["„Wir bleiben.“ | schrieb | @anna"],
    );
    check(
        "de",
        &["# „Wir bleiben“, sagte", "Anna Beispiel: nichts."],
        &["„Wir bleiben“ | sagte | -"],
    );
}

#[test]
fn nouns_are_no_verbs() {
    english("Ten media reports mention “high risk”.", &[]);
    english("The United States wants “more data”.", &[]);
    german("Die Sage vom „guten Geist“ ist alt.", &[]);
    german("Sie teilte die Beute mit dem „guten Geist“ im Wald.", &[]);
    german("Er rief laut nach „mehr Licht“ im Saal.", &["„mehr Licht“ | rief | ~Er"]);
}

#[test]
fn a_part_of_a_sentence_shares_its_cue() {
    german(
        "„Wir bleiben“, sagte Anna Beispiel, „wo wir sind.“",
        &["„Wir bleiben“ | sagte | @anna", "„wo wir sind.“ | sagte | @anna"],
    );
}

/// `style | words | cue | speaker` of everything found in a text.
fn all(language: &str, text: &str) -> Vec<String> {
    let document = document(language, None, &[text]);
    let found = find(&Reading::new(&document), &[], &Switches::default());
    found
        .iter()
        .map(|found| {
            let cue: Vec<&str> = found.what.cue.iter().map(|span| document.slice(span)).collect();
            let speaker = found.what.speaker.as_ref();
            let speaker = speaker.map_or("-", |speaker| document.slice(&speaker.span));
            let words = document.slice(&found.span);
            format!("{} | {words} | {} | {speaker}", found.what.style.key(), cue.join(" "))
        })
        .collect()
}

#[test]
fn every_rule_finds_its_example() {
    for (tag, data) in super::super::languages::tests::all::<grammar::Data>(grammar::FILE) {
        for rule in &data.rules {
            let example = &rule.example;
            let language = example.language.as_deref().unwrap_or(tag);
            assert_eq!(all(language, &example.text), example.found, "{}", rule.name);
            let named = rule.name.starts_with(&format!("quotations.{tag}."));
            assert!(named || tag == super::super::languages::ANY, "{}", rule.name);
        }
    }
}

#[test]
fn roles_and_pronouns_are_resolved_where_nobody_else_fits() {
    let direct = "„Wir bleiben“";
    for (text, speaker) in [
        ("Der Konzern Nordwerk wächst. „Wir bleiben“, sagte der Konzern.", "@nordwerk"),
        ("Nordwerk, ein Baukonzern, wächst. „Wir bleiben“, sagte der Konzern.", "@nordwerk"),
        ("Nordwerk wächst. „Wir bleiben“, sagte der Konzern.", "der Konzern"),
        ("Präsidentin Beispiel kam gestern. „Wir bleiben“, sagte sie.", "@anna"),
        ("Anna Beispiel kam gestern. „Wir bleiben“, sagte sie.", "~sie"),
        ("Präsidentin Beispiel kam gestern. „Wir bleiben“, sagten sie.", "~sie"),
        ("Gestern kam auch Frau Anna Beispiel. „Wir bleiben“, sagte sie.", "~sie"),
        ("Die Präsidentin Beispiel kam gestern. „Wir bleiben“, sagte er.", "~er"),
    ] {
        let cue = if text.contains("sagten") { "sagten" } else { "sagte" };
        german(text, &[&format!("{direct} | {cue} | {speaker}")]);
    }
    german(
        "Präsidentin Beispiel sagte: „Wir gehen.“ Später sagte sie: „Wir bleiben.“",
        &["„Wir gehen.“ | sagte | @anna", "„Wir bleiben.“ | sagte | @anna"],
    );
    german(
        "Präsidentin Beispiel sagte: „Wir gehen.“ Udo Muster sagte: „Nein.“ Sie sagte: „Wir bleiben.“",
        &[
            "„Wir gehen.“ | sagte | @anna",
            "„Nein.“ | sagte | Udo Muster",
            "„Wir bleiben.“ | sagte | ~Sie",
        ],
    );
    english(
        "The builder Nordwerk is growing. “We stay,” said the builder.",
        &["“We stay,” | said | @nordwerk"],
    );
}
