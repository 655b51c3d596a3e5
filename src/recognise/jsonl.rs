//! Annotations as the scorer of the gold files reads them.
//!
//! In go a document and its annotations; out comes one JSON object each:
//! `{"start","end","type","value"}` with offsets in Unicode code points of the text that the
//! document was made from, end exclusive. Types and values are spelled as the gold files of each
//! task spell them; nothing else of an annotation is shown.

use std::ops::Range;

use serde_json::{Map, Value, json};

use super::names::Mention;
use super::quotations;
use crate::annotation::{Annotation, Body, Layer, Quantity};
use crate::document::Document;
use crate::edtf::{Bound, Date, Edtf, Qualifier};
use crate::register::{EntryKind, Register};
use crate::text::CodePoints;

/// The annotations of the given layers, in their order. `original` is the text that the document
/// was made from, UTF-8; the document's map leads to its bytes.
///
/// Names have `PER`, `ORG`, `LOC` or `MISC` and the entry's id; dates `DATE`, their value without
/// marks of doubt, and the whole EDTF value as `edtf` where that differs; quotations `direct`, with
/// `speaker` and `cue` as lists of `[start, end]` where the text has them; quantities `money` and
/// the unit's name before the number. Claims, references and notes are passed over.
#[must_use]
pub fn spans(
    document: &Document,
    original: &str,
    annotations: &[Annotation],
    register: &Register,
    layers: &[Layer],
) -> Vec<Value> {
    let place = Place { document, original, points: CodePoints::new(original) };
    let wanted = |annotation: &&Annotation| layers.contains(&annotation.layer());
    let speech = speech(document, annotations, register, layers);
    annotations
        .iter()
        .filter(wanted)
        .filter_map(|annotation| {
            let mut object = match &annotation.body {
                Body::Name { entry, .. } => name(register, entry),
                Body::Date { value, .. } => date(value),
                Body::Quotation(_) => quotation(&place, &speech, &annotation.target),
                Body::Quantity(quantity) => {
                    money(quantity, document.slice(&annotation.target), document.language.primary())
                }
                Body::Claim(_) | Body::Note(_) | Body::Question(_) => return None,
            };
            let [start, end] = place.points_of(&annotation.target);
            object.insert("start".to_owned(), json!(start));
            object.insert("end".to_owned(), json!(end));
            Some(Value::Object(object))
        })
        .collect()
}

/// From bytes of the document to code points of the original.
struct Place<'a> {
    document: &'a Document,
    original: &'a str,
    points: CodePoints,
}

impl Place<'_> {
    fn points_of(&self, span: &Range<usize>) -> [usize; 2] {
        let found = self.document.map.range(span.clone());
        let point = |at: usize| {
            let at = self.original.floor_char_boundary(at.min(self.original.len()));
            self.points.at_byte(self.original, at)
        };
        [point(found.start), point(found.end)]
    }
}

fn object(kind: &str, value: Option<String>) -> Map<String, Value> {
    let mut object = Map::new();
    object.insert("type".to_owned(), json!(kind));
    if let Some(value) = value {
        object.insert("value".to_owned(), json!(value));
    }
    object
}

fn name(register: &Register, id: &str) -> Map<String, Value> {
    let kind = match register.get(id).map(|entry| entry.kind) {
        Some(EntryKind::Person) => "PER",
        Some(EntryKind::Organisation) => "ORG",
        Some(EntryKind::Place) => "LOC",
        _ => "MISC",
    };
    object(kind, Some(id.to_owned()))
}

fn date(value: &Edtf) -> Map<String, Value> {
    let (edtf, plain) = (value.to_string(), without_doubt(value).to_string());
    let differs = edtf != plain;
    let mut object = object("DATE", Some(plain));
    if differs {
        object.insert("edtf".to_owned(), json!(edtf));
    }
    object
}

/// The same date without its marks of doubt, which TIMEX3 does not have.
fn without_doubt(value: &Edtf) -> Edtf {
    let plain = |date: &Date| Date {
        qualifier: Qualifier::default(),
        year_qualifier: Qualifier::default(),
        ..date.clone()
    };
    let bound = |bound: &Bound| match bound {
        Bound::Date(date) => Bound::Date(plain(date)),
        other => other.clone(),
    };
    match value {
        Edtf::Date(date) => Edtf::Date(plain(date)),
        Edtf::Interval(first, last) => Edtf::Interval(bound(first), bound(last)),
        Edtf::OneOf(dates) => Edtf::OneOf(dates.iter().map(without_doubt).collect()),
    }
}

/// Where the cues and speakers of the document's quotations stand, which annotations do not say.
fn speech(
    document: &Document,
    annotations: &[Annotation],
    register: &Register,
    layers: &[Layer],
) -> Vec<quotations::Found> {
    if !layers.contains(&Layer::Quotations) {
        return Vec::new();
    }
    let mention = |annotation: &Annotation| {
        let Body::Name { entry: id, .. } = &annotation.body else { return None };
        let (entry, kind) = (id.clone(), register.get(id)?.kind);
        Some(Mention { span: annotation.target.clone(), entry, kind, rule: "names.exact" })
    };
    let mut mentions: Vec<Mention> = annotations.iter().filter_map(mention).collect();
    mentions.sort_by_key(|mention| (mention.span.start, mention.span.end));
    quotations::find(document, &mentions)
}

fn quotation(
    place: &Place<'_>,
    speech: &[quotations::Found],
    target: &Range<usize>,
) -> Map<String, Value> {
    let mut object = object("direct", None);
    let from = speech.partition_point(|found| found.span.start < target.start);
    let here = speech[from..].iter().take_while(|found| found.span.start == target.start);
    let Some(found) = here.into_iter().find(|found| found.span == *target) else { return object };
    if let Some(speaker) = &found.speaker {
        object.insert("speaker".to_owned(), json!([place.points_of(&speaker.span)]));
    }
    if !found.cue.is_empty() {
        let cue: Vec<[usize; 2]> = found.cue.iter().map(|span| place.points_of(span)).collect();
        object.insert("cue".to_owned(), json!(cue));
    }
    object
}

fn money(quantity: &Quantity, words: &str, language: &str) -> Map<String, Value> {
    let unit = match quantity.unit.as_str() {
        "EUR" if !words.contains("EUR") => "Euro",
        "USD" if !words.contains("US") => "Dollar",
        "GBP" if !words.contains("GBP") => "Pound",
        unit => unit,
    };
    let number =
        if language == "de" { quantity.value.replace('.', ",") } else { quantity.value.clone() };
    object("money", Some(format!("{unit} {number}")))
}

#[cfg(test)]
mod tests {
    use super::super::Recogniser;
    use super::super::testing::{document, register};
    use super::*;
    use crate::text::OffsetMap;

    fn lines(language: &str, text: &str, layer: Layer) -> Vec<String> {
        let register = register(&[("anna", EntryKind::Person, "Anna Beispiel", &[])]);
        let document = document(language, Some("2020-08-03"), &[text]);
        let (recogniser, _) = Recogniser::new(&register, "register.toml", &Layer::ALL);
        let annotations = recogniser.recognise(&document);
        let found = spans(&document, text, &annotations, &register, &[layer]);
        found.iter().map(ToString::to_string).collect()
    }

    /// Compares JSON as such: the order of keys is not promised.
    fn check(language: &str, text: &str, layer: Layer, expected: &[Value]) {
        let found: Vec<Value> =
            lines(language, text, layer).iter().map(|l| serde_json::from_str(l).unwrap()).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn each_layer_has_the_gold_files_shape() {
        check(
            "de",
            "Ä: Anna Beispiel",
            Layer::Names,
            &[json!({"start": 3, "end": 16, "type": "PER", "value": "anna"})],
        );
        check(
            "de",
            "ab 15. September",
            Layer::Dates,
            &[json!({
                "start": 3, "end": 16, "type": "DATE", "value": "2020-09-15", "edtf": "?2020-09-15",
            })],
        );
        check("de", "1848", Layer::Dates, &[]);
        check(
            "de",
            "„Ja“, sagte Anna Beispiel.",
            Layer::Quotations,
            &[json!({
                "start": 0, "end": 4, "type": "direct", "cue": [[6, 11]], "speaker": [[12, 25]],
            })],
        );
        check(
            "de",
            "3,50 €",
            Layer::Quantities,
            &[json!({"start": 0, "end": 6, "type": "money", "value": "Euro 3,5"})],
        );
        check(
            "en",
            "US$ 1.5",
            Layer::Quantities,
            &[json!({"start": 0, "end": 7, "type": "money", "value": "USD 1.5"})],
        );
    }

    #[test]
    fn offsets_are_those_of_the_original() {
        let original = "Title: Ä\n\nAm 1. Mai 1926";
        let register = register(&[]);
        let mut document = document("de", None, &["Am 1. Mai 1926"]);
        let from = original.find("Am").unwrap();
        document.map = OffsetMap::default();
        document.map.push(0, document.text.len(), from, document.text.len());
        let (recogniser, _) = Recogniser::new(&register, "register.toml", &[Layer::Dates]);
        let annotations = recogniser.recognise(&document);
        let found = spans(&document, original, &annotations, &register, &[Layer::Dates]);
        assert_eq!(
            found,
            [json!({"start": 13, "end": 24, "type": "DATE", "value": "1926-05-01"}),]
        );
    }
}
