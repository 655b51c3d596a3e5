//! What grammar and the document tie to the register's entries: one table for each rule.

use proptest::prelude::*;

use super::super::testing::{document, register, rules_only};
use super::*;

fn sample() -> Register {
    use EntryKind::{Law, Organisation, Person, Place};
    register(&[
        ("erika", Person, "Erika Muster", &[]),
        ("julia", Person, "Julia Renate Probe", &[]),
        ("ina", Person, "Ina Zweier", &[]),
        ("udo", Person, "Udo Zweier", &[]),
        ("koch", Person, "Max Koch", &[]),
        ("brown", Person, "Ada Brown", &[]),
        ("leyen", Person, "Eva von der Halde", &[]),
        ("alias", Person, "Otto Nordmann", &["Nordmann"]),
        ("werk", Person, "Paul Südwerk", &[]),
        ("suedwerk", Organisation, "Südwerk", &[]),
        ("bod", Organisation, "Beispielhafte Organisation für Daten", &[]),
        ("bank", Organisation, "Nordische Bank", &[]),
        ("gruene", Organisation, "Grüne", &[]),
        ("staaten", Place, "Vereinte Inseln", &[]),
        ("mpg", Law, "Musterpflegegesetz", &[]),
    ])
}

/// `words=entry/rule` of every link, in a document of `leaves`.
fn links(language: &str, leaves: &[&str], switches: &Switches) -> Vec<String> {
    let document = document(language, None, leaves);
    let (names, diagnostics) = Names::new(&sample(), "register.toml");
    assert!(diagnostics.is_empty());
    let found = names.find(&Reading::new(&document), switches);
    let link = |found: &Found<Name>| match &found.what {
        Name::Entry { id, .. } => {
            let rule = found.rule.strip_prefix("names.").unwrap();
            Some(format!("{}={id}/{rule}", document.slice(&found.span)))
        }
        Name::Proposed(_) => None,
    };
    found.iter().filter_map(link).collect()
}

fn check(language: &str, leaves: &[&str], expected: &[&str]) {
    assert_eq!(links(language, leaves, &rules_only()), expected, "{language}: {leaves:?}");
}

#[test]
fn declined() {
    check("de", &["bei der Nordischen Bank"], &["Nordischen Bank=bank/declined"]);
    check("de", &["den Vereinten Inseln"], &["Vereinten Inseln=staaten/declined"]);
    check("de", &["die Grünen und der Grünen"], &["Grünen=gruene/declined"; 2]);
    check(
        "de",
        &["der Beispielhaften Organisation für Daten"],
        &["Beispielhaften Organisation für Daten=bod/declined"],
    );
    check("de", &["mit nordischen Banken, Grünere, Grünens"], &[]);
    check("en", &["the Nordischen Bank"], &[]);
}

#[test]
fn initials() {
    check("de", &["E. Muster kam."], &["E. Muster=erika/initials"]);
    check("en", &["J. R. Probe came."], &["J. R. Probe=julia/initials"]);
    check("de", &["J.R. Probes Brief"], &["J.R. Probes=julia/initials"]);
    check("de", &["Erika J. Muster"], &["Erika J. Muster=erika/initials"]);
    check("de", &["Julia Probe"], &["Julia Probe=julia/initials"]);
    check("de", &["R. Muster, E. F. Muster, Otto E. Muster, Z. Zweier"], &[]);
    check("de", &["I. Zweier"], &["I. Zweier=ina/initials"]);
    // Of an alias, somebody else's initials or forename keep it from being linked.
    check(
        "de",
        &["Nordmann, O. Nordmann"],
        &["Nordmann=alias/exact", "O. Nordmann=alias/initials"],
    );
    check("de", &["Anna Nordmann und B. Nordmann"], &[]);
}

#[test]
fn somebody_else_of_an_alias_is_proposed() {
    let document = document("de", None, &["Ministerin Anna Nordmann kam."]);
    let (names, _) = Names::new(&sample(), "register.toml");
    let found = names.find(&Reading::new(&document), &rules_only());
    let shown: Vec<(&str, &str)> =
        found.iter().map(|found| (document.slice(&found.span), &*found.rule)).collect();
    assert_eq!(shown, [("Anna Nordmann", "names.titled")]);
}

#[test]
fn surname() {
    check(
        "de",
        &["Erika Muster kam.", "Dann gingen alle, auch Muster, und Muster kam wieder."],
        &["Erika Muster=erika/exact", "Muster=erika/surname", "Muster=erika/surname"],
    );
    check(
        "de",
        &["Julia Renate Probe kam. Probes Brief blieb."],
        &["Julia Renate Probe=julia/exact", "Probes=julia/surname"],
    );
    check(
        "en",
        &["Erika Muster came. Muster said so, and Muster’s friend too."],
        &["Erika Muster=erika/exact", "Muster=erika/surname", "Muster=erika/surname"],
    );
    check(
        "de",
        &["Eva von der Halde kam. Von der Halde blieb."],
        &["Eva von der Halde=leyen/exact", "Von der Halde=leyen/surname"],
    );
    check(
        "en",
        &["Julia Renate Probe came. The Probe administration left."],
        &["Julia Renate Probe=julia/exact", "Probe=julia/surname"],
    );
    check("de", &["Julia Renate Probe kam. Die Probe blieb."], &["Julia Renate Probe=julia/exact"]);
    check("de", &["Probe kam. Julia Renate Probe ging."], &["Julia Renate Probe=julia/exact"]);
    check("de", &["Julia kam. Probe ging."], &[]);
}

#[test]
fn a_surname_of_two_names_neither() {
    check(
        "de",
        &["Ina Zweier traf Udo Zweier. Zweier ging."],
        &["Ina Zweier=ina/exact", "Udo Zweier=udo/exact"],
    );
    check("de", &["Ina Zweier kam. Zweier ging."], &["Ina Zweier=ina/exact", "Zweier=ina/surname"]);
    check(
        "de",
        &["Erika Muster kam. Hans Muster ging. Muster blieb, Muster."],
        &["Erika Muster=erika/exact"],
    );
}

#[test]
fn a_surname_that_is_another_entry_stays_its() {
    check(
        "de",
        &["Paul Südwerk kam. Südwerk blieb."],
        &["Paul Südwerk=werk/exact", "Südwerk=suedwerk/exact"],
    );
}

#[test]
fn a_surname_like_a_word_needs_more() {
    check("de", &["Max Koch kam. Der Koch blieb. Koch ging."], &["Max Koch=koch/exact"]);
    check(
        "de",
        &["Max Koch kam. Dann ging Koch. Koch blieb."],
        &["Max Koch=koch/exact", "Koch=koch/surname", "Koch=koch/surname"],
    );
    check("en", &["Ada Brown came. Brown rice is good."], &["Ada Brown=brown/exact"]);
    check(
        "en",
        &["Ada Brown came. Then Mary saw Brown."],
        &["Ada Brown=brown/exact", "Brown=brown/surname"],
    );
    check("en", &["Ada Brown came. The Brown Tower fell."], &["Ada Brown=brown/exact"]);
    check("de", &["Max Koch kam. Die Koch GmbH blieb."], &["Max Koch=koch/exact"]);
}

#[test]
fn titled() {
    check(
        "de",
        &["Ministerin Muster tritt zurück", "Erika Muster kam."],
        &["Muster=erika/titled", "Erika Muster=erika/exact"],
    );
    check("de", &["Max Koch kam. Herr Koch blieb."], &["Max Koch=koch/exact", "Koch=koch/titled"]);
    check(
        "en",
        &["Ada Brown came. Dr. Brown stayed."],
        &["Ada Brown=brown/exact", "Brown=brown/titled"],
    );
    check("de", &["Ministerin Muster trat zurück."], &[]);
}

#[test]
fn acronym() {
    check(
        "de",
        &[
            "BOD!",
            "Die Beispielhafte Organisation für Daten (BOD) tagt.",
            "Der BOD-Chef und die BOD.",
        ],
        &[
            "Beispielhafte Organisation für Daten=bod/exact",
            "BOD=bod/acronym",
            "BOD=bod/acronym",
            "BOD=bod/acronym",
        ],
    );
    check(
        "de",
        &["Das Musterpflegegesetz (kurz MPG) gilt; MPG."],
        &["Musterpflegegesetz=mpg/exact", "MPG=mpg/acronym", "MPG=mpg/acronym"],
    );
    check(
        "de",
        &["Die NB (Nordische Bank) und NB."],
        &["NB=bank/acronym", "Nordische Bank=bank/exact", "NB=bank/acronym"],
    );
    check(
        "de",
        &["Die Nordische Bank (Neustadt) in Neustadt, (2020) 2020."],
        &["Nordische Bank=bank/exact"],
    );
    check("de", &["Erika Muster (EM) und EM."], &["Erika Muster=erika/exact"]);
}

#[test]
fn a_rule_that_is_off_finds_nothing() {
    let all = [
        "Die Beispielhafte Organisation für Daten (BOD) und Erika Muster. Dann Muster, auch Muster, Herr Muster, \
                E. Muster, bei der Nordischen Bank.",
    ];
    for rule in ["declined", "initials", "surname", "titled", "acronym"] {
        let is_there = |switches: &Switches| {
            links("de", &all, switches).iter().any(|link| link.ends_with(&format!("/{rule}")))
        };
        assert!(is_there(&Switches::default()), "{rule}");
        assert!(!is_there(&Switches::without([format!("names.{rule}")].into())), "{rule}");
    }
}

#[test]
fn reasons_name_the_full_mention() {
    let document = document("de", None, &["Erika Muster kam. Ministerin Muster ging."]);
    let (names, _) = Names::new(&sample(), "register.toml");
    let found = names.find(&Reading::new(&document), &rules_only());
    let reason = &found[1].reason;
    let words: Vec<&str> = reason.evidence.iter().map(|span| document.slice(span)).collect();
    assert_eq!(words, ["Erika Muster", "Ministerin"]);
    assert_eq!(reason.confidence, crate::annotation::Confidence::Probable);
    assert_eq!(reason.beat, ["names.titled"; 0]);
}

/// Pieces that rules look for, to be strung together.
fn piece() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "Erika Muster",
        "Muster",
        "E. ",
        "J. R. ",
        "Probe",
        "Koch",
        "Dr. ",
        "Prof.",
        "Ministerin ",
        "(BOD)",
        "Beispielhafte Organisation für Daten",
        "BOD",
        "’s",
        "'",
        "s",
        "-",
        "\u{2011}",
        "von der Halde",
        "USA",
        "Vereinigten Staaten",
        "Berlin",
        "GmbH",
        "AG",
        "& Co. KG",
        "Nord",
        "Gesetz über",
        "vom 3. ",
        "Act of 1977",
        "The ",
        "Roman „",
        "“",
        "film “",
        "”",
        "App ",
        "Zweiter Weltkrieg",
        "König ",
        "Ludwig II.",
        " ",
        "\n",
        ". ",
        ", ",
        "(",
        ")",
        "der ",
        "al-",
        "Nuaimi",
        "e. V.",
        "a. d. ",
        "Super Bowl",
        "G7-Gipfel",
        "ä\u{308}",
        "\u{AD}",
        "\u{200B}",
    ]);
    prop_oneof![4 => known.prop_map(str::to_owned), 1 => "\\PC{0,4}"]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn whatever_the_text_names_are_sound(
        language in "de|en|fr|und",
        leaves in prop::collection::vec(prop::collection::vec(piece(), 0..16), 1..4),
    ) {
        let leaves: Vec<String> = leaves.iter().map(|pieces| pieces.concat()).collect();
        let leaves: Vec<&str> = leaves.iter().map(String::as_str).collect();
        let document = document(&language, None, &leaves);
        let (names, _) = Names::new(&sample(), "register.toml");
        let find = || names.find(&Reading::new(&document), &rules_only());
        let found = find();
        prop_assert_eq!(&found, &find());
        prop_assert!(found.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
        for one in &found {
            let words = document.text.get(one.span.clone());
            prop_assert!(words.is_some_and(|words| !words.trim().is_empty()));
            let inside = |span: &std::ops::Range<usize>| {
                document.leaves.iter().any(|l| l.span.start <= span.start && span.end <= l.span.end)
            };
            prop_assert!(inside(&one.span) && one.reason.evidence.iter().all(inside));
            prop_assert!(one.reason.evidence.windows(2).all(|pair| pair[0].start <= pair[1].start));
        }
    }
}
