//! Own rules: what they find, and what is wrong with broken ones.

use super::super::Recogniser;
use super::super::testing::{document, register};
use super::read;
use crate::annotation::{Body, EntryKind, Layer};
use crate::register::Register;

fn entries() -> Register {
    register(&[("nordwerk", EntryKind::Organisation, "Nordwerk", &[])])
}

/// `layer rule: words = what` of all annotations of German sentences.
fn found(rules: &str, sentences: &str) -> Vec<String> {
    let (own, diagnostics) = read("annotations/rules.toml", rules, &entries());
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    let document = document("de", Some("2020-08-03"), &[sentences]);
    let (recogniser, _) = Recogniser::new(&entries(), "register.toml", &Layer::ALL);
    let annotations = recogniser.with_rules(own).recognise(&document);
    let what = |body: &Body| match body {
        Body::Name { entry, .. } => entry.clone(),
        Body::Proposal(proposal) => format!("{} {}", proposal.kind, proposal.name),
        Body::Date { value, .. } => value.to_string(),
        Body::Quantity(quantity) => quantity.to_string(),
        Body::Judgement(judgement) => judgement.certainty.to_string(),
        Body::Reference(reference) => format!("{} {:?}", reference.value, reference.target),
        other => format!("{other:?}"),
    };
    let show = |one: &crate::annotation::Annotation| {
        format!("{}: {} = {}", one.creator.name(), document.slice(&one.target), what(&one.body))
    };
    annotations.iter().map(show).collect()
}

#[test]
fn each_layer_takes_rules() {
    let rules = r#"
        [[rule]]
        name = "file"
        layer = "references"
        kind = "file"
        pattern = 'Vorgang (?P<number>[0-9]{4})/(?P<year>[0-9]{2})'
        value = "20$year-$number"
        link = "https://example.org/$number"
        example = "siehe Vorgang 1234/19"

        [[rule]]
        name = "the-works"
        layer = "names"
        entry = "nordwerk"
        pattern = 'das (?P<target>Werk)\b'
        example = "das Werk"

        [[rule]]
        name = "ship"
        layer = "names"
        kind = "product"
        language = "de"
        pattern = 'MS (?P<target>[A-Z][a-z]+)'
        example = "MS Möwe, MS Adler"

        [[rule]]
        name = "season"
        layer = "dates"
        pattern = 'Kampagne (?P<year>[0-9]{4})'
        value = "$year-09/$year-12"
        example = "Kampagne 1926"

        [[rule]]
        name = "sack"
        layer = "quantities"
        unit = "Sack"
        pattern = '(?P<n>[0-9]+) Sack'
        value = "$n"
        example = "12 Sack"

        [[rule]]
        name = "as-one-says"
        layer = "certainty"
        certainty = "rumoured"
        pattern = 'wie man munkelt'
        example = "wie man munkelt"
    "#;
    let shown = found(
        rules,
        "Die MS Adler brachte 12 Sack in das Werk, wie man munkelt. Vorgang 0815/26, Kampagne 1926.",
    );
    for expected in [
        "own.ship: Adler = product Adler",
        "own.sack: 12 Sack = 12 Sack",
        "own.the-works: Werk = nordwerk",
        "own.as-one-says: Die MS Adler brachte 12 Sack in das Werk, wie man munkelt. = rumoured",
        "own.file: Vorgang 0815/26 = 2026-0815 Some(Address(\"https://example.org/0815\"))",
        "own.season: Kampagne 1926 = 1926-09/1926-12",
    ] {
        assert!(shown.iter().any(|line| line == expected), "{expected}\n{shown:#?}");
    }
}

#[test]
fn own_rules_go_before_the_programs() {
    let rules = r#"
        [[rule]]
        name = "our-day"
        layer = "dates"
        pattern = 'am (?P<target>1\. Mai 1926)'
        value = "1926-05-02"
        example = "am 1. Mai 1926"
    "#;
    let shown = found(rules, "Es geschah am 1. Mai 1926.");
    let dates: Vec<&String> = shown.iter().filter(|line| line.contains("1926")).collect();
    assert_eq!(dates, ["own.our-day: 1. Mai 1926 = 1926-05-02"]);
}

#[test]
fn rules_can_be_switched_off() {
    assert!(!found("", "Es geschah am 1. Mai 1926.").is_empty());
    assert!(found(r#"off = ["dates.de"]"#, "Es geschah am 1. Mai 1926.").is_empty());
}

#[test]
fn what_is_wrong_is_said_where_it_stands() {
    let rule = |rest: &str| format!("[[rule]]\nname = \"x\"\n{rest}");
    for (text, message) in [
        (r#"off = ["date.de"]"#.to_owned(), "no rule is called “date.de”"),
        (r#"off = ["dates.de.weekdy"]"#.to_owned(), "no rule is called “dates.de.weekdy”"),
        ("of = []".to_owned(), "unknown key “of” in rules.toml"),
        ("rule = 1".to_owned(), "“rule” must be a list of tables, and this is a number"),
        (rule("layer = \"dates\""), "this rule has no “pattern”"),
        (rule("pattern = '('"), "this is no regular expression: unclosed group"),
        (rule("pattern = 'x*'"), "this pattern matches nothing at all, too"),
        (rule("pattern = 'x'\nlayer = \"notes\""), "a rule cannot belong to the layer “notes”"),
        (
            rule("pattern = 'x'\nlayer = \"names\"\nentry = \"nordwrk\""),
            "the register has no entry “nordwrk”",
        ),
        (rule("pattern = 'x'\nlayer = \"names\"\nkind = \"ship\""), "“kind” cannot be “ship”"),
        (rule("pattern = 'x'\nlayer = \"dates\"\nvalue = \"$y\""), "the pattern has no group “y”"),
        (rule("pattern = 'x'\nlayer = \"dates\""), "this rule has no “example”"),
        (
            rule("pattern = 'x'\nlayer = \"dates\"\nexample = \"y\""),
            "the pattern finds nothing in its example",
        ),
        (rule("pattern = 'x'\nlayer = \"dates\"\nexample = \"x\""), "“x” is no EDTF date"),
        (
            rule("pattern = 'x'\nlayer = \"references\"\nkind = \"law\"\nlink = \"javascript:x\""),
            "a link begins with https:// or http://",
        ),
        ("[[rule]]\nname = \"X Y\"".to_owned(), "“X Y” cannot be a rule's name"),
    ] {
        let (own, diagnostics) = read("annotations/rules.toml", &text, &entries());
        let messages: Vec<&str> = diagnostics.iter().map(|one| one.message.as_str()).collect();
        assert_eq!(messages, [message], "{text}");
        assert!(diagnostics.has_errors() && own.rules.is_empty());
        let span = diagnostics.iter().next().and_then(|one| one.location.clone()?.span).unwrap();
        assert!(span.start < span.end && span.end <= text.len(), "{text}");
    }
}
