//! Hypothesis: what its API answers to a search (`{"total": …, "rows": […]}`), what its sidebar exports
//! (`{"annotations": […]}`), or a bare list of such annotations.
//!
//! In goes JSON, out come items. Nothing is fetched; replies follow what they answer.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::item::{Item, MAX_TEXT, Place, Said};
use super::left::Left;
use crate::annotation::{Body, Note, NoteKind, Question, Selector};
use crate::notes::created;
use crate::text::slugify;

/// What a file holds.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Found {
    pub(super) items: Vec<Item>,
    /// What is not taken over.
    pub(super) left: Vec<Left>,
}

/// The annotations of a file; `None` where it is none of Hypothesis.
pub(super) fn rows(json: &Value) -> Option<Vec<&Value>> {
    let rows = match json {
        Value::Array(rows) => rows,
        Value::Object(object) => {
            ["rows", "annotations"].iter().find_map(|key| object.get(*key)?.as_array())?
        }
        _ => return None,
    };
    let is_one = |row: &Value| row.get("uri").is_some() && row.get("body").is_none();
    (rows.is_empty() || rows.iter().any(is_one)).then(|| rows.iter().collect())
}

/// Reads rows; annotations that only their maker may read are left out unless `private` is set.
pub(super) fn read(rows: &[&Value], private: bool) -> Found {
    let mut found = Found::default();
    let text = |row: &Value, key: &str| {
        Some(row.get(key)?.as_str()?.trim().to_owned()).filter(|text| !text.is_empty())
    };
    let answered: BTreeSet<&str> =
        rows.iter().flat_map(|row| references(row)).collect::<BTreeSet<_>>();
    let mut threads = Vec::new();
    for (n, row) in rows.iter().enumerate() {
        let name = format!("item {}", n + 1);
        let Some(object) = row.as_object() else {
            found.left.push(Left::new(name, "it is no annotation but something else"));
            continue;
        };
        let said = text(row, "text").unwrap_or_default();
        let mut item = Item::new(name, place(object), Said::Body(body(object, &said)));
        item.about = about(object);
        item.by = user(object);
        item.created = text(row, "created").and_then(|when| created(&when));
        let id = text(row, "id").filter(|id| is_name(id));
        item.via = id.as_deref().map(address);
        let is_answered = id.as_deref().is_some_and(|id| answered.contains(id));
        item.id = id.filter(|_| is_answered).map(|id| format!("hypothesis-{}", slugify(&id)));
        if let Some(reason) = reason_against(object, &item, &said, private) {
            found.left.push(Left::of(&item, reason));
        } else if matches!(item.place, Place::Thread(_)) {
            threads.push(item);
        } else {
            found.items.push(item);
        }
    }
    // An answer comes behind what it answers, and of two answers the earlier first.
    threads.sort_by_key(|item| match &item.place {
        Place::Thread(names) => (names.len(), item.created.clone()),
        _ => (0, None),
    });
    found.items.extend(threads);
    found
}

/// Why an annotation is not taken over.
fn reason_against(
    row: &Map<String, Value>,
    item: &Item,
    said: &str,
    private: bool,
) -> Option<&'static str> {
    let readers = row.get("permissions").and_then(|all| all.get("read")).and_then(Value::as_array);
    let is_private = readers.is_some_and(|readers| {
        let own = |reader: &Value| reader.as_str().is_some_and(|who| who.starts_with("acct:"));
        !readers.is_empty() && readers.iter().all(own)
    });
    if said.len() > MAX_TEXT {
        Some("it is longer than 100,000 bytes")
    } else if row.get("hidden").and_then(Value::as_bool) == Some(true) {
        Some("a moderator has hidden it")
    } else if is_private && !private {
        Some("only its maker may read it; --private takes such annotations over, too")
    } else if item.words().is_empty() {
        Some("it is a highlight and says nothing")
    } else {
        None
    }
}

fn references(row: &Value) -> impl Iterator<Item = &str> {
    let list = row.get("references").and_then(Value::as_array);
    list.into_iter().flatten().filter_map(Value::as_str).filter(|name| is_name(name))
}

/// Whether it is an annotation's name: letters of an address.
fn is_name(id: &str) -> bool {
    (1..=64).contains(&id.len())
        && id.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
}

fn address(id: &str) -> String {
    format!("https://hypothes.is/a/{id}")
}

/// `acct:jdoe@hypothes.is` without what is the same for all, or the name that its owner shows.
fn user(row: &Map<String, Value>) -> Option<String> {
    let shown = row.get("user_info").and_then(|info| info.get("display_name"));
    let shown = shown.and_then(Value::as_str).map(str::trim).filter(|name| !name.is_empty());
    let account = || {
        let account = row.get("user")?.as_str()?.trim();
        let account = account.strip_prefix("acct:").unwrap_or(account);
        Some(account.strip_suffix("@hypothes.is").unwrap_or(account))
    };
    let name: String = shown.or_else(account)?.chars().filter(|c| !c.is_control()).collect();
    Some(name).filter(|name| !name.is_empty() && name.len() <= 200)
}

fn about(row: &Map<String, Value>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let mut push = |name: Option<&str>| {
        names.extend(name.map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned));
    };
    push(row.get("uri").and_then(Value::as_str));
    for target in targets(row) {
        push(target.get("source").and_then(Value::as_str));
    }
    let document = row.get("document");
    let links = document.and_then(|document| document.get("link")).and_then(Value::as_array);
    for link in links.into_iter().flatten().take(20) {
        push(link.get("href").and_then(Value::as_str));
    }
    let title = document.and_then(|document| document.get("title"));
    push(match title {
        Some(Value::Array(titles)) => titles.first().and_then(Value::as_str),
        title => title.and_then(Value::as_str),
    });
    names
}

fn targets(row: &Map<String, Value>) -> &[Value] {
    row.get("target").and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn place(row: &Map<String, Value>) -> Place {
    if let Some(names) = row.get("references").and_then(Value::as_array).filter(|l| !l.is_empty()) {
        let names = names.iter().filter_map(Value::as_str).filter(|name| is_name(name));
        return Place::Thread(names.map(address).collect());
    }
    let selectors = targets(row).iter().find_map(|target| target.get("selector")?.as_array());
    let quote = selectors
        .into_iter()
        .flatten()
        .find(|selector| selector.get("type").and_then(Value::as_str) == Some("TextQuoteSelector"));
    let text = |key: &str| {
        let text = quote?.get(key)?.as_str()?;
        (!text.trim().is_empty()).then(|| text.to_owned())
    };
    match text("exact") {
        // A position would count in the page that was annotated, and this document is another text.
        Some(exact) => Place::Words(Selector {
            prefix: text("prefix").into_iter().collect(),
            exact: vec![exact],
            suffix: text("suffix").into_iter().collect(),
            position: None,
        }),
        None => Place::Document,
    }
}

/// What is said, the tags below. A tag that names a kind of note makes it one.
fn body(row: &Map<String, Value>, said: &str) -> Body {
    let tags = row.get("tags").and_then(Value::as_array).into_iter().flatten();
    let mut tags: Vec<&str> = tags.filter_map(Value::as_str).map(str::trim).collect();
    tags.retain(|tag| !tag.is_empty());
    let lower = |tag: &str| tag.to_lowercase();
    let question = tags.iter().position(|tag| lower(tag) == "question");
    let kind = tags.iter().position(|tag| lower(tag).parse::<NoteKind>().is_ok());
    let used = question.or(kind).map(|at| lower(tags.remove(at)));
    let text = super::tagged(said, &tags);
    match used.as_deref() {
        Some("question") => Body::Question(Question { answered: false, text }),
        used => {
            let kind = used.and_then(|kind| kind.parse().ok()).unwrap_or(NoteKind::Background);
            Body::Note(Note { kind, text })
        }
    }
}
