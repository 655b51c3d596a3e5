//! What a time has to say.

use serde_json::{Map, Value, json};

use super::super::found::{Finding, Found};
use super::super::jsonl::{Place, object};
use super::Timex;
use crate::annotation::{Body, Modifier, Time, TimeKind};
use crate::document::Document;
use crate::edtf::Precision;

impl Finding for Timex {
    fn body(found: &Found<Self>, _: &Document) -> Body {
        let time = &found.what;
        match &time.edtf {
            Some(value) => Body::Date { value: value.clone(), comment: None },
            None => Body::Time(Time {
                kind: time.kind,
                value: time.value.clone(),
                modifier: time.modifier,
            }),
        }
    }

    /// An interval is one finding with an EDTF interval; TIMEX3 and with it the gold files mark its
    /// two ends, which stand under `ends`.
    fn gold(found: &Found<Self>, place: &Place<'_>) -> Option<Map<String, Value>> {
        let time = &found.what;
        let kind = time.kind.key().to_uppercase();
        let value =
            days_of_decade(time).or_else(|| era(time)).unwrap_or_else(|| time.value.clone());
        let mut object = object(&kind, Some(value));
        if let Some(edtf) = time.edtf.as_ref().map(ToString::to_string)
            && edtf != time.value
        {
            object.insert("edtf".to_owned(), json!(edtf));
        }
        if let Some(modifier) = time.modifier {
            object.insert("mod".to_owned(), json!(modifier));
        }
        if !time.ends.is_empty() {
            let end = |end: &super::End| {
                let [start, stop] = place.points_of(&end.span);
                json!({"start": start, "end": stop, "type": kind, "value": end.value})
            };
            let ends: Vec<Value> = time.ends.iter().map(end).collect();
            object.insert("ends".to_owned(), json!(ends));
        }
        Some(object)
    }
}

/// The first and last day of a decade, of half of one, or of a century, which is how TEI, and with it
/// one of the gold sets, writes them.
fn days_of_decade(time: &Timex) -> Option<String> {
    let edtf = time.edtf.as_ref().filter(|_| time.kind == TimeKind::Date)?;
    let precision = edtf.precision();
    let (first, last) = (edtf.earliest()?, edtf.latest()?);
    match (precision, time.modifier) {
        (Precision::Decade, Some(Modifier::Start)) => {
            Some(format!("{first}/{:04}-12-31", first.year + 4))
        }
        (Precision::Decade, Some(Modifier::End)) => {
            Some(format!("{:04}-01-01/{last}", first.year + 5))
        }
        (Precision::Decade | Precision::Century, _) => Some(format!("{first}/{last}")),
        _ => None,
    }
}

/// A year before our era as the gold sets count it, without a year nought: 508 BC is `-0508`.
fn era(time: &Timex) -> Option<String> {
    let edtf = time.edtf.as_ref().filter(|_| time.kind == TimeKind::Date)?;
    let year = edtf.earliest().filter(|_| edtf.precision() == Precision::Year)?.year;
    (year <= 0).then(|| format!("-{:04}", 1 - year))
}
