//! What a date has to say.

use serde_json::{Map, Value, json};

use super::super::found::{Finding, Found};
use super::super::jsonl::{Place, object};
use super::Timex;
use crate::annotation::Body;
use crate::document::Document;
use crate::edtf::{Bound, Date, Edtf, Qualifier};

impl Finding for Timex {
    fn body(found: &Found<Self>, _: &Document) -> Body {
        Body::Date { value: found.what.value.clone(), comment: None }
    }

    fn gold(found: &Found<Self>, _: &Place<'_>) -> Option<Map<String, Value>> {
        let value = &found.what.value;
        let (edtf, plain) = (value.to_string(), without_doubt(value).to_string());
        let differs = edtf != plain;
        let mut object = object("DATE", Some(plain));
        if differs {
            object.insert("edtf".to_owned(), json!(edtf));
        }
        Some(object)
    }
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
