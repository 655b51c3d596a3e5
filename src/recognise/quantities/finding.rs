//! What an amount has to say.

use serde_json::{Map, Value};

use super::super::found::{Finding, Found};
use super::super::jsonl::{Place, object};
use super::Amount;
use crate::annotation::Body;
use crate::document::Document;

impl Finding for Amount {
    fn body(found: &Found<Self>, _: &Document) -> Body {
        Body::Quantity(found.what.quantity.clone())
    }

    fn gold(found: &Found<Self>, place: &Place<'_>) -> Option<Map<String, Value>> {
        let quantity = &found.what.quantity;
        let words = place.document.slice(&found.span);
        let unit = match quantity.unit.as_str() {
            "EUR" if !words.contains("EUR") => "Euro",
            "USD" if !words.contains("US") => "Dollar",
            "GBP" if !words.contains("GBP") => "Pound",
            unit => unit,
        };
        let german = place.document.language.primary() == "de";
        let number = if german { quantity.value.replace('.', ",") } else { quantity.value.clone() };
        Some(object("money", Some(format!("{unit} {number}"))))
    }
}
