//! Fields that differ: of entries, of what is known about documents, of settings.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::Value;

/// A field with its values.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldChange {
    /// Its name.
    pub field: String,
    /// What it was; `None` where it was not there.
    pub before: Option<String>,
    /// What it is.
    pub now: Option<String>,
}

/// The fields in which two values of one type differ, by name.
pub(super) fn changes<T: Serialize>(before: &T, now: &T) -> Vec<FieldChange> {
    differing(&fields(before), &fields(now))
}

fn fields<T: Serialize>(value: &T) -> BTreeMap<String, String> {
    // What is compared can always be written.
    let value = serde_json::to_value(value).unwrap_or_default();
    let fields = value.as_object().into_iter().flatten();
    fields.filter_map(|(name, value)| Some((name.replace('_', "-"), words(value)?))).collect()
}

/// A value in words; `None` for nothing.
fn words(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        Value::Array(items) if items.is_empty() => None,
        Value::Array(items) => Some(items.iter().filter_map(words).collect::<Vec<_>>().join(", ")),
        other => Some(other.to_string()),
    }
}

fn differing(
    before: &BTreeMap<String, String>,
    now: &BTreeMap<String, String>,
) -> Vec<FieldChange> {
    let names: BTreeSet<&String> = before.keys().chain(now.keys()).collect();
    let of = |name: &String| FieldChange {
        field: name.clone(),
        before: before.get(name).cloned(),
        now: now.get(name).cloned(),
    };
    names.into_iter().map(of).filter(|field| field.before != field.now).collect()
}

/// The keys in which two TOML files differ, by their whole names; `file` stands before each.
#[must_use]
pub fn settings(file: &str, before: &str, now: &str) -> Vec<FieldChange> {
    let read = |text: &str| {
        let mut found = BTreeMap::new();
        let table: toml::Table = toml::from_str(text).unwrap_or_default();
        flatten(file, &toml::Value::Table(table), &mut found);
        found
    };
    differing(&read(before), &read(now))
}

fn flatten(name: &str, value: &toml::Value, found: &mut BTreeMap<String, String>) {
    match value {
        toml::Value::Table(table) => {
            for (key, value) in table {
                flatten(&format!("{name} {key}"), value, found);
            }
        }
        toml::Value::Array(items) if items.iter().any(toml::Value::is_table) => {
            for (n, item) in items.iter().enumerate() {
                let own = item.get("name").or_else(|| item.get("id")).and_then(toml::Value::as_str);
                let own = own.map_or_else(|| (n + 1).to_string(), str::to_owned);
                flatten(&format!("{name} {own}"), item, found);
            }
        }
        toml::Value::String(text) => drop(found.insert(name.to_owned(), text.clone())),
        other => drop(found.insert(name.to_owned(), other.to_string())),
    }
}
