//! Certainty: how sure a clause says it is, by the words that say so.

use serde_json::{Map, Value};

use super::found::{Finding, Found};
use super::jsonl::Place;
use super::quotations::Speech;
use super::reading::Reading;
use super::switches::Switches;
use crate::annotation::{Body, Judgement};
use crate::document::Document;

/// How sure a clause says it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Certain {
    /// In what way, and on whose word.
    pub(super) judgement: Judgement,
}

/// All judgements in a document, ascending. `speech` are the document's quotations, ascending.
pub(super) fn find(
    _: &Reading<'_>,
    _speech: &[Found<Speech>],
    _: &Switches,
) -> Vec<Found<Certain>> {
    Vec::new()
}

impl Finding for Certain {
    fn body(found: &Found<Self>, _: &Document) -> Body {
        Body::Judgement(found.what.judgement.clone())
    }

    fn gold(_: &Found<Self>, _: &Place<'_>) -> Option<Map<String, Value>> {
        None
    }
}
