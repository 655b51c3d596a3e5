//! CSL-JSON: a list of items with the variables of the Citation Style Language 1.0.2 (appendices III
//! and IV).
//!
//! The dossier is the `archive`, its editors are the `compiler`; a `container-title` is only what the
//! document itself appeared in.

use serde_json::{Map, Value, json};

use super::Work;
use super::date::Parts;
use super::name::Name;
use crate::edtf::{Bound, Edtf, Qualifier};
use crate::locale::Catalogue;

pub(super) fn write(works: &[Work<'_>], words: &Catalogue) -> String {
    let items: Vec<Value> = works.iter().map(|work| item(work, words)).collect();
    format!("{:#}\n", Value::Array(items))
}

fn item(work: &Work<'_>, words: &Catalogue) -> Value {
    let passport = work.passport;
    let mut item = Map::new();
    item.insert("id".to_owned(), json!(work.key));
    item.insert("type".to_owned(), json!(type_of(passport.kind.as_deref())));
    let mut put = |key: &str, value: Option<Value>| {
        if let Some(value) = value {
            item.insert(key.to_owned(), value);
        }
    };
    put("author", names(&work.authors));
    put("title", Some(json!(work.title)));
    put("genre", passport.kind.as_deref().map(|kind| json!(words.document_kind(kind))));
    put("container-title", passport.source.as_ref().map(|source| json!(source)));
    put("issued", work.date().map(|date| issued(date, words)));
    put("archive", Some(json!(work.container.title)));
    put("compiler", names(&work.editors()));
    put("language", (passport.language != "und").then(|| json!(passport.language)));
    put("URL", work.any_url().map(|url| json!(url)));
    put("note", work.note(words).map(|note| json!(note)));
    Value::Object(item)
}

fn names(names: &[Name<'_>]) -> Option<Value> {
    let name = |name: &Name<'_>| match *name {
        Name::Parts { family, given } => json!({ "family": family, "given": given }),
        Name::Whole(name) => json!({ "literal": name }),
    };
    (!names.is_empty()).then(|| names.iter().map(name).collect())
}

/// `date-parts`, with `circa` where anything is doubtful; words where there are no parts.
fn issued(date: &Edtf, words: &Catalogue) -> Value {
    let parts = match date {
        Edtf::Date(date) => Parts::of(date).map(|parts| (vec![list(parts)], parts.season)),
        Edtf::Interval(Bound::Date(start), Bound::Date(end)) => {
            let both = Parts::of(start).zip(Parts::of(end));
            let whole = both.filter(|(a, b)| a.season.is_none() && b.season.is_none());
            whole.map(|(start, end)| (vec![list(start), list(end)], None))
        }
        _ => None,
    };
    let Some((parts, season)) = parts else {
        return json!({ "literal": words.date(date) });
    };
    let mut issued = Map::new();
    issued.insert("date-parts".to_owned(), json!(parts));
    if let Some(season) = season {
        issued.insert("season".to_owned(), json!(season));
    }
    if date.qualifier() != Qualifier::default() {
        issued.insert("circa".to_owned(), json!(true));
    }
    Value::Object(issued)
}

fn list(parts: Parts) -> Vec<i32> {
    let rest = [parts.month, parts.day].into_iter().map_while(|part| part.map(i32::from));
    std::iter::once(parts.year).chain(rest).collect()
}

fn type_of(kind: Option<&str>) -> &'static str {
    match kind {
        Some("news") => "article-newspaper",
        Some("article") => "article-journal",
        Some("letter" | "telegram" | "mail") => "personal_communication",
        Some("report") => "report",
        Some("judgment") => "legal_case",
        Some("evidence") => "hearing",
        Some("blog") => "post-weblog",
        Some("interview") => "interview",
        Some("speech") => "speech",
        Some("diary" | "log" | "note" | "memo") => "manuscript",
        _ => "document",
    }
}
