//! The layer as a whole: every rule's examples, and what is to be found or not.

use proptest::prelude::*;

use super::super::languages::tests::all;
use super::super::testing::document;
use super::file::{Example, File};
use super::*;

/// What is found in a text: the rule, the words, the value.
fn found(language: &str, text: &str) -> Vec<(String, String, String)> {
    let document = document(language, None, &[text]);
    let found = find(&Reading::new(&document), &Targets::default(), &Switches::default());
    let shown = |one: Found<Reference>| {
        let words = document.slice(&one.span).to_owned();
        (one.rule.into_owned(), words, one.what.reference.value)
    };
    found.into_iter().map(shown).collect()
}

/// What is wrong with the examples of a rule.
fn wrong(tag: &str, rules: &[&str], examples: &[Example]) -> Vec<String> {
    assert!(!examples.is_empty(), "{rules:?} has no example");
    let mut wrong = Vec::new();
    for example in examples {
        let language = if tag == ANY { "und" } else { tag };
        let all = found(language, &example.text);
        let first = all.iter().find(|(rule, _, _)| rules.contains(&rule.as_str()));
        let shown = first.map(|(_, words, value)| (words.as_str(), value.as_str()));
        if shown != Some((&*example.found, &*example.value)) {
            wrong.push(format!("{rules:?}: {}: {all:?}", example.text));
        }
    }
    wrong
}

#[test]
fn every_example_holds() {
    let mut failed = Vec::new();
    for (tag, file) in all::<File>("references.toml") {
        let prefix =
            if tag == ANY { "references.".to_owned() } else { format!("references.{tag}.") };
        for rule in &file.rules {
            assert!(rule.name.starts_with(&prefix), "{}", rule.name);
            failed.extend(wrong(tag, &[&rule.name], &rule.examples));
        }
        if !file.acts.name.is_empty() {
            failed.extend(wrong(tag, &[&file.acts.name], &file.acts.examples));
        }
        if let Some(decisions) = &file.decisions {
            let names = [&*decisions.name, &*decisions.alone];
            failed.extend(wrong(tag, &names, &decisions.examples));
        }
    }
    assert!(failed.is_empty(), "{failed:#?}");
}

#[test]
fn every_file_can_be_compiled() {
    for (tag, file) in all::<File>("references.toml") {
        if let Err(error) = Rules::new(file) {
            panic!("{tag}: {error}");
        }
    }
}

/// What is found in `text`, each as `value`, or as `value → target`.
fn values(language: &str, text: &str, targets: &Targets) -> Vec<String> {
    let document = document(language, None, &[text]);
    let found = find(&Reading::new(&document), targets, &Switches::default());
    let shown = |one: Found<Reference>| {
        let annotation::Reference { value, target, .. } = one.what.reference;
        match target {
            None => value,
            Some(ReferenceTarget::Document(slug)) => format!("{value} → {slug}"),
            Some(ReferenceTarget::Address(address)) => format!("{value} → {address}"),
        }
    };
    found.into_iter().map(shown).collect()
}

fn check(language: &str, cases: &[(&str, &[&str])]) {
    for (text, expected) in cases {
        assert_eq!(values(language, text, &Targets::default()), *expected, "{text}");
    }
}

#[test]
fn german_law() {
    check(
        "de",
        &[
            (
                "Nach § 4 Abs 1a S 2 Halbs 1 SGB V ist das so.",
                &["SGB V § 4 Abs. 1a Satz 2 Halbsatz 1"],
            ),
            ("nach § 5 Abs. 2 2. Alt. BGB", &["BGB § 5 Abs. 2 2. Alt."]),
            ("nach § 90 a BGB", &["BGB § 90a"]),
            (
                "nach §§ 1, 2 i.V.m. § 3 UWG a. F. und § 4 AO",
                &["UWG §§ 1, 2 i. V. m. § 3 a. F.", "AO § 4"],
            ),
            ("nach § 7 Satz 3 SächsMühlG", &["SächsMühlG § 7 Satz 3"]),
            ("im niederländischen Strafgesetzbuch", &["niederländisches Strafgesetzbuch"]),
            ("das Teilzeit- und Befristungsgesetz", &["TzBfG"]),
            ("BT-Drs. 19/1234 und BR-Drucks. 5/20", &["BT-Drs. 19/1234", "BR-Drs. 5/20"]),
        ],
    );
}

#[test]
fn what_is_no_reference() {
    let none: &[&str] = &[];
    for text in [
        "Art und Weise der 5 Artikel 3",
        "Das Zeichen § steht allein.",
        "nach § 5 und § 6",
        "nach § 5 des Gesetzes",
        "Version 10.2/5 kostet 10.50/12 Euro.",
        "Datei C:/tmp/a.txt und ./b/c.md",
        "Der TV-Sender und die Pay-TV-Rechte",
        "Ein Naturgesetz und die Tagesordnung",
        "Zimmer 3 Ost, 12/15 belegt",
        "Muster NJW",
        "Beispiel, BGB, 8. Aufl. 2015, § 5 Rn. 3",
        "ISBN 3-16-148410-1",
        "arXiv:1913.01234",
        "javascript://alert(1)",
        "a@b, @muster, 5@6",
        "https://",
    ] {
        assert_eq!(values("de", text, &Targets::default()), none, "{text}");
    }
    for text in ["Art is long.", "the U.S. is 5 F. warm", "Section 5 of it", "No. 12-5 of them"] {
        assert_eq!(values("en", text, &Targets::default()), none, "{text}");
    }
}

#[test]
fn addresses_are_shown_as_they_stand() {
    check(
        "en",
        &[
            ("(see http://example.org/a.)", &["http://example.org/a → http://example.org/a"]),
            ("www.example.org.", &["www.example.org"]),
            ("ftp://example.org/a", &["ftp://example.org/a"]),
            ("at a.b@example.org!", &["a.b@example.org → mailto:a.b@example.org"]),
            (
                "https://exаmple.org/\u{202E}gpj.exe",
                &["https://exаmple.org/ → https://exаmple.org/"],
            ),
            ("https://doi.org/10.1234/AbC", &["10.1234/abc → https://doi.org/10.1234/AbC"]),
        ],
    );
}

#[test]
fn references_lead_where_an_editor_says() {
    let resolver = Resolver {
        addresses: [
            (ReferenceKind::Law, "https://law.example/?q={value}"),
            (ReferenceKind::Paper, "javascript:{value}"),
        ]
        .map(|(kind, template)| (kind, template.to_owned()))
        .into(),
        documents: [
            ("Brief an die Werft", "brief"),
            ("anlage-3_vertrag.pdf", "vertrag"),
            ("Exhibit B: Ledger", "ledger"),
            ("Anhang 2", "a2"),
            ("Anhang 2 (alt)", "a2-alt"),
            ("Hafen", "hafen"),
        ]
        .map(|(name, slug)| (name.to_owned(), slug.to_owned()))
        .into(),
    };
    let targets = Targets::new(&resolver);
    for (text, expected) in [
        ("nach § 5 AO", vec!["AO § 5 → https://law.example/?q=AO%20%C2%A7%205"]),
        ("BT-Drs. 19/1", vec!["BT-Drs. 19/1"]),
        ("siehe Anlage 3 und Anlage 4", vec!["Anlage 3 → vertrag"]),
        ("siehe Exhibit B.", vec!["Exhibit B → ledger"]),
        // Two documents bear the label, but only one of them as its whole name.
        ("siehe Anhang 2.", vec!["Anhang 2 → a2"]),
        ("Der Brief an die Werft fehlt.", vec!["Brief an die Werft → brief"]),
        ("Im Hafen lag „Hafen“.", vec!["Hafen → hafen"]),
        ("Briefan die Werft, Anlage 33", vec![]),
    ] {
        assert_eq!(values("de", text, &targets), *expected, "{text}");
    }
}

#[test]
fn a_rule_that_is_off_finds_nothing_and_reasons_are_given() {
    let document =
        document("de", None, &["Nach § 115 FGO (BFH, Urteil vom 1. Mai 2015 IV R 3/12)."]);
    let reading = Reading::new(&document);
    let all = find(&reading, &Targets::default(), &Switches::default());
    assert_eq!(all.len(), 2);
    let shown: Vec<&str> = all[0].reason.evidence.iter().map(|e| document.slice(e)).collect();
    assert_eq!(shown, ["§", "FGO"]);
    assert_eq!(all[0].reason.beat, ["references.de.act"]);
    let off = ["references.de.provision", "references.de.decision"].map(str::to_owned).into();
    let left = find(&reading, &Targets::default(), &Switches::without(off));
    assert_eq!(left.iter().map(|one| &*one.rule).collect::<Vec<_>>(), ["references.de.act"]);
}

/// Words, signs and blanks that the rules look for.
fn piece() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "§",
        "§§",
        "Art.",
        "Artikel",
        "5",
        "12a",
        "Abs. 2",
        "Satz 1",
        "S",
        "ff.",
        "i. V. m.",
        "und",
        ",",
        ";",
        "BGB",
        "SGB V",
        "SächsSchulG",
        "aF",
        "Gesetz zur",
        "Grundgesetzes",
        "Gesetzes",
        "vom 1. Mai 2015",
        "(BGBl. I S. 5)",
        "BFH",
        "Urteil",
        "Landgericht Neustadt",
        "IV R 3/12",
        "C-131/12",
        "BVerfGE 7, 198",
        "<208>",
        "NJW 2015, 12",
        "Rn. 3",
        "juris",
        "ECLI:EU:C:2014:317",
        "BT-Drs.",
        "19/1234",
        "10.1234/abc",
        "ISBN",
        "3-16-148410-X",
        "arXiv:1901.01234",
        "https://",
        "www.",
        "example.org",
        "@",
        "a@b.de",
        "mailto:",
        "410 U.S. 113",
        "v.",
        "U.S.C.",
        "(1973)",
        "Anlage 3",
        "(",
        ")",
        "[",
        "]",
        "<",
        ">",
        "-",
        "–",
        "/",
        ".",
        "„",
        "“",
        "ß",
        "Ä",
        "e\u{301}",
        "𝄞",
        "\u{202E}",
        "\u{A0}",
        "\u{AD}",
        "\n",
        "",
    ]);
    prop_oneof![8 => known.prop_map(str::to_owned), 1 => "\\PC{0,4}"]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn any_text_at_all_is_read(text in "\\PC{0,120}", language in "de|en|fr") {
        let document = document(&language, None, &[&text]);
        find(&Reading::new(&document), &Targets::default(), &Switches::default());
    }

    #[test]
    fn references_are_sound(
        pieces in prop::collection::vec((piece(), prop::bool::weighted(0.7)), 1..30),
        language in "de|en|fr",
    ) {
        let blank = |(piece, blank): &(String, bool)| piece.clone() + if *blank { " " } else { "" };
        let text: String = pieces.iter().map(blank).collect();
        let document = document(&language, None, &[&text]);
        let found = find(&Reading::new(&document), &Targets::default(), &Switches::default());
        let mut free = 0;
        for one in &found {
            prop_assert!(one.span.start >= free && one.span.end > one.span.start);
            prop_assert!(document.text.get(one.span.clone()).is_some());
            prop_assert!(!one.what.reference.value.is_empty());
            for evidence in &one.reason.evidence {
                prop_assert!(one.span.start <= evidence.start && evidence.end <= one.span.end);
            }
            free = one.span.end;
        }
    }
}
