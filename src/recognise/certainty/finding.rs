//! What a judgement has to say.

use serde_json::{Map, Value, json};

use super::super::found::{Finding, Found};
use super::super::jsonl::{Place, object};
use super::Certain;
use crate::annotation::{Body, Certainty};
use crate::document::Document;

impl Finding for Certain {
    fn body(found: &Found<Self>, _: &Document) -> Body {
        Body::Judgement(found.what.judgement.clone())
    }

    /// The gold files flag whole sentences, and know fewer flags.
    fn gold(found: &Found<Self>, place: &Place<'_>) -> Option<Map<String, Value>> {
        let mut object = object(flag(found.what.judgement.certainty)?, None);
        let [start, end] = place.points_of(&found.what.sentence);
        object.insert("start".to_owned(), json!(start));
        object.insert("end".to_owned(), json!(end));
        Some(object)
    }
}

/// The flag that the gold files have for it.
fn flag(certainty: Certainty) -> Option<&'static str> {
    Some(match certainty {
        Certainty::Reported => "attributed",
        Certainty::Hedged
        | Certainty::Speculated
        | Certainty::Rumoured
        | Certainty::Disputed
        | Certainty::Unknown => "hedged",
        Certainty::Planned => "planned",
        Certainty::Conditional => "conditional",
        Certainty::Denied => "denied",
        Certainty::Asked => "question",
        Certainty::Asserted | Certainty::Confirmed => return None,
    })
}
