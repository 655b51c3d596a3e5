//! Findings as the scorer of the gold files reads them.
//!
//! In go a document and what was found in it; out comes one JSON object each:
//! `{"start","end","type","value"}` with offsets in Unicode code points of the text that the
//! document was made from, end exclusive. Types and values are spelled as the gold files of each
//! task spell them: each layer's own file says how (`gold`).

use std::ops::Range;

use serde_json::{Map, Value, json};

use super::Findings;
use super::found::{Finding, Found};
use crate::annotation::Layer;
use crate::document::Document;
use crate::text::CodePoints;

/// What was found in the given layers, layer by layer, ascending in each. `original` is the text
/// that the document was made from, UTF-8; the document's map leads to its bytes.
#[must_use]
pub fn spans(
    document: &Document,
    original: &str,
    findings: &Findings,
    layers: &[Layer],
) -> Vec<Value> {
    let place = Place { document, original, points: CodePoints::new(original) };
    let mut shown = Vec::new();
    for layer in layers {
        match layer {
            Layer::Names => add(&findings.names, &place, &mut shown),
            Layer::Dates => add(&findings.dates, &place, &mut shown),
            Layer::Quotations => add(&findings.quotations, &place, &mut shown),
            Layer::Certainty => add(&findings.certainty, &place, &mut shown),
            Layer::Quantities => add(&findings.quantities, &place, &mut shown),
            Layer::References => add(&findings.references, &place, &mut shown),
            Layer::Claims | Layer::Notes => {}
        }
    }
    shown
}

fn add<T: Finding>(found: &[Found<T>], place: &Place<'_>, shown: &mut Vec<Value>) {
    for one in found {
        let Some(mut object) = T::gold(one, place) else { continue };
        // TIMEX3 marks an interval by its two ends.
        if let Some(Value::Array(ends)) = object.remove("ends") {
            shown.extend(ends);
            continue;
        }
        let [start, end] = place.points_of(&one.span);
        // A layer may give the gold file's borders itself, where they are not the reader's.
        object.entry("start").or_insert(json!(start));
        object.entry("end").or_insert(json!(end));
        shown.push(Value::Object(object));
    }
}

/// From bytes of the document to code points of the original.
pub(super) struct Place<'a> {
    /// The document that was read.
    pub(super) document: &'a Document,
    original: &'a str,
    points: CodePoints,
}

impl Place<'_> {
    /// First and last code point, the last exclusive, of bytes of the document's text.
    pub(super) fn points_of(&self, span: &Range<usize>) -> [usize; 2] {
        let found = self.document.map.range(span.clone());
        let point = |at: usize| {
            let at = self.original.floor_char_boundary(at.min(self.original.len()));
            self.points.at_byte(self.original, at)
        };
        [point(found.start), point(found.end)]
    }
}

/// An object with a type and, where there is one, a value.
pub(super) fn object(kind: &str, value: Option<String>) -> Map<String, Value> {
    let mut object = Map::new();
    object.insert("type".to_owned(), json!(kind));
    if let Some(value) = value {
        object.insert("value".to_owned(), json!(value));
    }
    object
}

#[cfg(test)]
mod tests {
    use super::super::Recogniser;
    use super::super::testing::{document, register};
    use super::*;
    use crate::register::EntryKind;
    use crate::text::OffsetMap;

    /// Compares JSON as such: the order of keys is not promised.
    fn check(language: &str, text: &str, layer: Layer, expected: &[Value]) {
        let register = register(&[("anna", EntryKind::Person, "Anna Beispiel", &[])]);
        let document = document(language, Some("2020-08-03"), &[text]);
        let (recogniser, _) = Recogniser::new(&register, "register.toml", &Layer::ALL);
        let findings = recogniser.findings(&document);
        assert_eq!(spans(&document, text, &findings, &[layer]), expected, "{text}");
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
        let findings = recogniser.findings(&document);
        assert_eq!(
            spans(&document, original, &findings, &[Layer::Dates]),
            [json!({"start": 13, "end": 24, "type": "DATE", "value": "1926-05-01"})]
        );
    }
}
