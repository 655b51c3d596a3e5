//! What the rules propose without a register: one table for each rule, and what they leave alone.

use super::super::testing::{document, rules_only};
use super::*;

/// `words=kind/rule` of every proposal, with the name behind `>` where it is not the words.
fn check(language: &str, text: &str, expected: &[&str]) {
    let document = document(language, None, &[text]);
    let (names, _) = Names::new(&Register::default(), "register.toml");
    let found = names.find(&Reading::new(&document), &rules_only());
    let shown: Vec<String> = found
        .iter()
        .map(|found| {
            let Name::Proposed(proposal) = &found.what else { panic!("{found:?}") };
            assert_ne!(found.reason.confidence, crate::annotation::Confidence::Certain);
            let words = document.slice(&found.span);
            let rule = found.rule.strip_prefix("names.").unwrap();
            let name = &proposal.name;
            let name = if words == name { String::new() } else { format!(">{name}") };
            format!("{words}{name}={}/{rule}", proposal.kind)
        })
        .collect();
    assert_eq!(shown, expected, "{language}: {text}");
}

#[test]
fn titled() {
    for (language, text, name) in [
        ("de", "Präsidentin Erika Muster sprach.", "Erika Muster"),
        ("de", "Finanzminister Muster sprach.", "Muster"),
        ("de", "mit FDP-Chef Muster und ihm", "Muster"),
        ("de", "Prof. Dr. Muster-Probe sprach.", "Muster-Probe"),
        ("de", "der Regisseur Max J. Muster sprach", "Max J. Muster"),
        ("de", "der Ölminister Ali al-Muster", "Ali al-Muster"),
        ("de", "die Ministerin Ina von der Probe kam", "Ina von der Probe"),
        ("de", "der Präsident Max Muster de Probe kam", "Max Muster de Probe"),
        ("de", "unter König Ludwig IX. lebten", "Ludwig IX."),
        ("en", "Mr. Example and others", "Example"),
        ("en", "Senator Jane van der Sample said", "Jane van der Sample"),
        ("en", "President Muster Sample said", "Muster Sample"),
        ("en", "Prof. J. R. Sample said", "J. R. Sample"),
        ("fr", "Mme Exemple parle", "Exemple"),
    ] {
        check(language, text, &[&format!("{name}=person/titled")]);
    }
}

#[test]
fn a_title_of_a_country_shows_the_country() {
    check("de", "Der Präsident Frankreichs kam.", &["Frankreichs>Frankreich=place/country"]);
    check("de", "Trainer Kanada", &[]);
}

#[test]
fn a_title_alone_shows_nobody() {
    for (language, text) in [
        ("de", "Der Präsident der Bundesärztekammer, der Direktor Finanzen und der Minister."),
        ("de", "Der Herr der Lage. Erzbischof von Salzburg. Der Minister Anfang Mai."),
        ("de", "Ein Sprecher Deutscher Banken; die Kanzlerin. Sie kam. Dr. Sie"),
        ("de", "Der Trainer Ordnung, Politiker Parteien, Lehrer Schulen, Präsident Montag."),
        ("en", "The President said Monday. General Assembly. Prime Minister of the day."),
        ("en", "King Street, Queen Elizabeth Way? President Monday, The Judge The"),
    ] {
        let found: Vec<String> = people(language, text);
        assert!(found.is_empty() || text.contains("Elizabeth"), "{text}: {found:?}");
    }
}

fn people(language: &str, text: &str) -> Vec<String> {
    let document = document(language, None, &[text]);
    let (names, _) = Names::new(&Register::default(), "register.toml");
    let found = names.find(&Reading::new(&document), &rules_only());
    let found = found.iter().filter(|found| found.what.kind() == EntryKind::Person);
    found.map(|found| document.slice(&found.span).to_owned()).collect()
}

#[test]
fn legal_form() {
    for (language, text, name) in [
        ("de", "Die Beispiel GmbH klagt.", "Beispiel GmbH"),
        ("de", "Sitz der Muster & Söhne AG.", "Muster & Söhne AG"),
        ("de", "Der Konzern Nord Probe SE wächst.", "Nord Probe SE"),
        ("de", "der Musterverband Beispiel e. V. tagt", "Musterverband Beispiel e. V."),
        ("de", "Die Muster GmbH & Co. KG klagt.", "Muster GmbH & Co. KG"),
        ("de", "Die Muster Bros. Probe GmbH klagt.", "Muster Bros. Probe GmbH"),
        ("en", "He left Sample Inc. yesterday", "Sample Inc."),
        ("en", "shares of Sample Probe, Inc. rose", "Sample Probe, Inc."),
        ("en", "The Sample Ltd. closed", "Sample Ltd."),
    ] {
        check(language, text, &[&format!("{name}=organisation/legal-form")]);
    }
    for text in [
        "Die AG tagt. Eine GmbH. AG Köln. Die neue AG. Der Konzern AG.",
        "mAG, AGs, AG2, Muster AG-Chef, Muster. AG",
    ] {
        check("de", text, &[]);
    }
}

#[test]
fn country() {
    check(
        "de",
        "in Deutschland und den USA",
        &["Deutschland=place/country", "USA>Vereinigte Staaten=place/country"],
    );
    check(
        "de",
        "Frankreichs Süden, der Tschechischen Republik",
        &[
            "Frankreichs>Frankreich=place/country",
            "Tschechischen Republik>Tschechien=place/country",
        ],
    );
    check(
        "en",
        "Germany’s plan for the UK",
        &["Germany=place/country", "UK>United Kingdom=place/country"],
    );
    check(
        "en",
        "People’s Republic of China and People's Republic of China",
        &[
            "People’s Republic of China>China=place/country",
            "People's Republic of China>China=place/country",
        ],
    );
    check("en", "He lives in Georgia.", &["Georgia=place/country"]);
}

#[test]
fn what_only_looks_like_a_country_is_none() {
    for (language, text) in [
        (
            "de",
            "Deutschland-Chef, Irankrise, Polen-Reise, die Schweden, Financial Muster Deutschland",
        ),
        ("de", "Tui Mali kam. Rhode Island gehört dazu."),
        ("en", "Jordan smiled. The turkey and Turkey. Chad left. West Germany fell."),
        ("en", "The Germany Daily and the Bank of England of China, a china cup"),
    ] {
        check(language, text, &[]);
    }
}

#[test]
fn capital() {
    check("de", "nach Rom, Berlins Mitte", &["Rom=place/capital", "Berlins>Berlin=place/capital"]);
    check(
        "en",
        "from Vienna to Washington, D.C.",
        &["Vienna=place/capital", "Washington, D.C.=place/capital"],
    );
    for (language, text) in [
        ("de", "Universität Wien, Romane, Bernd, Jack London, Paris Saint-Germain, FC London"),
        ("en", "the Washington Post, London Bridge, Jack London, Romeo, University of Vienna"),
    ] {
        check(language, text, &[]);
    }
}

#[test]
fn rules_win_by_place_and_length() {
    check(
        "de",
        "Die Berlin Muster AG klagt gegen das Beispielgesetz.",
        &["Berlin Muster AG=organisation/legal-form", "Beispielgesetz=law/de.law-word"],
    );
}

#[test]
fn phrases_leave_other_words_alone() {
    for (language, text) in [
        ("de", "ein Mediengesetz, Gesetze, das Gesetz über die Köpfe hinweg, Ordnung, eine App"),
        ("de", "Der Film war gut. „Muster“ ist kein Film. Im Buch steht „nichts“. Die App läuft."),
        ("de", "Der Gipfel, ein G7-Gipfel, der Weltkrieg, zwei Weltkriege, die App Nutzer"),
        ("en", "An act of war. The balancing act. He acted. The film was good. the book says"),
        ("en", "The app is good. The war. a summit, the Olympic spirit, regulations"),
    ] {
        check(language, text, &[]);
    }
}
