//! What a quotation has to say.

use std::ops::Range;

use serde_json::{Map, Value, json};

use super::super::found::{Finding, Found};
use super::super::jsonl::{Place, object};
use super::Speech;
use crate::annotation::{Body, Quotation, QuotationStyle};
use crate::document::Document;

impl Finding for Speech {
    fn body(found: &Found<Self>, document: &Document) -> Body {
        let speech = &found.what;
        let cue: Vec<&str> = speech.cue.iter().map(|span| document.slice(span)).collect();
        Body::Quotation(Quotation {
            style: speech.style,
            speaker: speech.speaker.as_ref().and_then(|speaker| speaker.agent.clone()),
            cue: (!cue.is_empty()).then(|| join(document, &speech.cue, &cue)),
            comment: None,
        })
    }

    fn gold(found: &Found<Self>, place: &Place<'_>) -> Option<Map<String, Value>> {
        // The files know no mixed speech: a clause stays one, whatever is quoted in it.
        let style = match found.what.style {
            QuotationStyle::Direct => QuotationStyle::Direct,
            QuotationStyle::Indirect | QuotationStyle::Mixed => QuotationStyle::Indirect,
        };
        let mut object = object(style.key(), None);
        if let Some(speaker) = &found.what.speaker {
            object.insert("speaker".to_owned(), json!([place.points_of(&speaker.span)]));
        }
        if let Some(frame) = &found.what.frame {
            object.insert("frame".to_owned(), json!([place.points_of(frame)]));
        }
        if !found.what.cue.is_empty() {
            let cue: Vec<[usize; 2]> =
                found.what.cue.iter().map(|span| place.points_of(span)).collect();
            object.insert("cue".to_owned(), json!(cue));
        }
        Some(object)
    }
}

/// The words of a cue, with an ellipsis where others stand between them.
fn join(document: &Document, spans: &[Range<usize>], words: &[&str]) -> String {
    let mut joined = words.first().copied().unwrap_or_default().to_owned();
    for (pair, word) in spans.windows(2).zip(&words[1..]) {
        let between = document.text.get(pair[0].end..pair[1].start).unwrap_or_default();
        joined.push_str(if between.trim().is_empty() { " " } else { " … " });
        joined.push_str(word);
    }
    joined
}
