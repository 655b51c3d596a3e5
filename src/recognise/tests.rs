//! All layers together.

use proptest::prelude::*;

use super::testing::{document, register};
use super::*;
use crate::annotation::{Agent, Quotation};
use crate::document::LeafKind;
use crate::register::EntryKind;

fn sample() -> Register {
    register(&[
        ("anna", EntryKind::Person, "Anna Beispiel", &["Beispiel", "Präsidentin Beispiel"]),
        ("nordwerk", EntryKind::Organisation, "Nordwerk", &["Nordwerk AG", "a"]),
        ("neustadt", EntryKind::Place, "Neustadt", &["Stadt"]),
    ])
}

fn recognise(document: &Document, layers: &[Layer]) -> Vec<Annotation> {
    let (recogniser, diagnostics) = Recogniser::new(&sample(), "register.toml", layers);
    assert!(diagnostics.is_empty());
    recogniser.recognise(document)
}

#[test]
fn layers_may_overlap_and_come_in_order() {
    let document = document(
        "de",
        Some("2020-08"),
        &["„Am 1. Mai zahlt Nordwerk 5 Euro“, sagte Anna Beispiel."],
    );
    let found = recognise(&document, &Layer::ALL);
    let shown: Vec<String> = found
        .iter()
        .map(|a| format!("{} {}: {}", a.layer(), a.creator.name(), document.slice(&a.target)))
        .collect();
    assert_eq!(
        shown,
        [
            "certainty certainty.de.says: „Am 1. Mai zahlt Nordwerk 5 Euro“",
            "quotations quotations.cue: „Am 1. Mai zahlt Nordwerk 5 Euro“",
            "dates dates.de.day-month: 1. Mai",
            "names names.exact: Nordwerk",
            "quantities quantities.de.money-behind: 5 Euro",
            "names names.exact: Anna Beispiel",
        ]
    );
    assert_eq!(
        found[1].body,
        Body::Quotation(Quotation {
            style: crate::annotation::QuotationStyle::Direct,
            speaker: Some(Agent::Entry("anna".to_owned())),
            cue: Some("sagte".to_owned()),
            comment: None,
        })
    );
    assert!(found.iter().all(|a| a.creator.is_machine() && a.how == How::Exact));
}

#[test]
fn only_the_layers_asked_for_are_made() {
    let document = document("de", None, &["„Wir bleiben“, sagte Anna Beispiel am 1. Mai 1926."]);
    for layer in Layer::ALL {
        let found = recognise(&document, &[layer]);
        assert!(found.iter().all(|annotation| annotation.layer() == layer));
    }
    // The speaker is the register's though names are not asked for.
    let found = recognise(&document, &[Layer::Quotations]);
    let Body::Quotation(quotation) = &found[0].body else { panic!() };
    assert_eq!(quotation.speaker, Some(Agent::Entry("anna".to_owned())));
}

#[test]
fn a_cue_in_two_parts_is_shown_with_what_is_left_out() {
    let document = document("de", None, &["Nordwerk teilte am Montag mit: „Wir bleiben.“"]);
    let found = recognise(&document, &[Layer::Quotations]);
    let Body::Quotation(quotation) = &found[0].body else { panic!() };
    assert_eq!(quotation.cue.as_deref(), Some("teilte … mit"));
}

#[test]
fn ids_stay_where_text_is_added_elsewhere() {
    let ids = |text: &str| -> Vec<String> {
        let found = recognise(&document("de", None, &[text]), &[Layer::Names, Layer::Dates]);
        found.into_iter().map(|annotation| annotation.id).collect()
    };
    let (before, after) =
        (ids("Nordwerk 1. Mai 1926"), ids("Neu: Neustadt. Nordwerk, 1. Mai 1926."));
    assert_eq!(before[..], after[1..]);
    let twice = ids("Nordwerk Nordwerk");
    assert_ne!(twice[0], twice[1]);
    assert!(twice[0].starts_with("names-"));
}

#[test]
fn an_ambiguous_alias_is_reported() {
    let register = register(&[
        ("a", EntryKind::Person, "Ina Weber", &["Weber"]),
        ("b", EntryKind::Person, "Udo Weber", &["Weber"]),
    ]);
    let (_, diagnostics) = Recogniser::new(&register, "annotations/register.toml", &Layer::ALL);
    let found: Vec<_> = diagnostics.iter().collect();
    assert_eq!(found.len(), 1);
    assert!(found[0].message.contains("Weber") && found[0].hint.is_some());
}

/// Words, signs and blanks that the rules look for, to be strung together in any order.
fn piece() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "„",
        "“",
        "”",
        "\"",
        "«",
        "»",
        "‚",
        "‘",
        "’",
        "'",
        "(",
        ")",
        "sagte",
        "said",
        "Anna Beispiel",
        "Nordwerk",
        "Nordwerks",
        "so",
        "laut",
        "heißt es",
        "zufolge",
        "according to",
        "mit den Worten",
        "teilte",
        "mit",
        "hatte",
        "erklärt",
        "und",
        "and",
        "der",
        "the",
        "von",
        "of",
        "he",
        "sie",
        "1. Mai",
        "2020",
        "15.9.20",
        "bis",
        "–",
        "-",
        "31. September 2020",
        "May 5, 1926",
        "in 1926",
        "2020-09-15",
        "£4 10s. 6d.",
        "5",
        "Euro",
        "€",
        "$",
        "Mio.",
        "1.234,5",
        "a",
        "Dr.",
        "z. B.",
        ".",
        ",",
        ":",
        "!",
        "?",
        "\n",
        "\u{A0}",
        "\u{AD}",
        "ß",
        "é",
        "e\u{301}",
        "𝄞",
        "🙂",
        "\u{200B}",
        "",
    ]);
    prop_oneof![8 => known.prop_map(str::to_owned), 1 => "\\PC{0,4}"]
}

fn leaf() -> impl Strategy<Value = String> {
    let pieces = prop::collection::vec((piece(), prop::bool::weighted(0.7)), 1..14);
    (prop::sample::select(vec!["", "", "", "# ", "    ", "| "]), pieces).prop_map(
        |(kind, pieces)| {
            let mut text = kind.to_owned();
            for (piece, blank) in pieces {
                text.push_str(&piece);
                text.push_str(if blank { " " } else { "" });
            }
            text
        },
    )
}

fn probe() -> impl Strategy<Value = Document> {
    let language = prop::sample::select(vec!["de", "en", "fr", "und"]);
    let date = prop::sample::select(vec![None, Some("2020-08"), Some("1926-01-31"), Some("1960")]);
    (language, date, prop::collection::vec(leaf(), 1..5)).prop_map(|(language, date, leaves)| {
        let leaves: Vec<&str> = leaves.iter().map(String::as_str).collect();
        document(language, date, &leaves)
    })
}

/// Whether a span keeps to one leaf, and out of code.
fn is_inside_a_leaf(document: &Document, span: &Range<usize>) -> bool {
    document.leaves.iter().any(|leaf| {
        leaf.span.start <= span.start
            && span.end <= leaf.span.end
            && !matches!(leaf.kind, LeafKind::Code(_))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn whatever_the_text_annotations_are_sound(document in probe()) {
        let found = recognise(&document, &Layer::ALL);
        prop_assert_eq!(&found, &recognise(&document, &Layer::ALL));
        prop_assert!(found.windows(2).all(|pair| pair[0].sort_key() < pair[1].sort_key()));
        for annotation in &found {
            let words = document.text.get(annotation.target.clone());
            prop_assert!(words.is_some_and(|words| !words.trim().is_empty()));
            let quoted = annotation.layer() == Layer::Quotations;
            prop_assert!(quoted || is_inside_a_leaf(&document, &annotation.target));
        }
        let mut ids: Vec<&str> = found.iter().map(|a| a.id.as_str()).collect();
        ids.sort_unstable();
        ids.dedup();
        prop_assert_eq!(ids.len(), found.len());
    }

    #[test]
    fn inside_a_layer_only_quotations_nest_and_judgements_agree(document in probe()) {
        let found = recognise(&document, &Layer::ALL);
        for (n, first) in found.iter().enumerate() {
            for second in found[n + 1..].iter().filter(|other| other.layer() == first.layer()) {
                let apart = first.target.end <= second.target.start;
                let nested = second.target.end < first.target.end;
                let same = second.target == first.target;
                let fits = match first.layer() {
                    Layer::Quotations => apart || nested,
                    Layer::Certainty => apart || same,
                    _ => apart,
                };
                prop_assert!(fits);
            }
        }
    }

    #[test]
    fn any_text_at_all_is_read(text in "\\PC{0,200}", language in "de|en|fr") {
        let document = document(&language, Some("2020-08"), &[&text]);
        let (recogniser, _) = Recogniser::new(&sample(), "register.toml", &Layer::ALL);
        let found = recogniser.findings(&document);
        let spans = jsonl::spans(&document, &document.text, &found, &Layer::ALL);
        let length = document.text.chars().count() as u64;
        for span in spans {
            let (start, end) = (span["start"].as_u64(), span["end"].as_u64());
            prop_assert!(start < end && end <= Some(length));
        }
    }
}
