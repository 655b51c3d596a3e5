//! The timeline as JSON: every dated entry, document and passage.

use serde_json::{Value, json};

use super::{address, json_file};
use crate::annotation::Body;
use crate::dossier::Dossier;
use crate::edtf::Edtf;
use crate::publish::OutputFile;

pub(super) fn file(dossier: &Dossier) -> OutputFile {
    let mut dated: Vec<(&Edtf, Value)> = Vec::new();
    for entry in dossier.register.iter() {
        if let Some(date) = &entry.date {
            let page = address(dossier, &format!("register/{}.html", entry.id));
            let value =
                json!({ "what": "entry", "id": entry.id, "title": entry.name, "page": page });
            dated.push((date, value));
        }
    }
    for annotated in &dossier.documents {
        let document = &annotated.document;
        let page = address(dossier, &format!("documents/{}.html", document.slug));
        for (what, date) in
            [("written", &document.metadata.date), ("published", &document.metadata.published)]
        {
            if let Some(date) = date {
                let value = json!({ "what": what, "title": document.title, "page": page });
                dated.push((date, value));
            }
        }
        for annotation in &annotated.annotations {
            let Body::Date { value: date, .. } = &annotation.body else { continue };
            let leaf = document.leaf_at(annotation.target.start);
            let anchor = leaf.map_or("text", |leaf| document.leaves[leaf].anchor());
            let value = json!({
                "what": "mentioned",
                "words": document.slice(&annotation.target),
                "title": document.title,
                "page": format!("{page}#{anchor}"),
                "creator": annotation.creator.kind(),
            });
            dated.push((date, value));
        }
    }
    dated.sort_by_cached_key(|(date, value)| {
        let first = date.earliest().or(date.latest());
        (first.is_none(), first, date.latest(), date.to_string(), value.to_string())
    });
    let items: Vec<Value> = dated
        .into_iter()
        .map(|(date, mut value)| {
            if let Value::Object(object) = &mut value {
                object.insert("date".to_owned(), json!(date));
                object.insert("earliest".to_owned(), json!(date.earliest().map(|d| d.to_string())));
                object.insert("latest".to_owned(), json!(date.latest().map(|d| d.to_string())));
            }
            value
        })
        .collect();
    json_file("data/timeline.json", &json!({ "format": "EDTF (ISO 8601-2:2019)", "items": items }))
}
