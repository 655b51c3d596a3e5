//! Front matter in TOML: one table of names with scalars or arrays of scalars.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::entry::{Entry, Fault, Value};

/// Reads the table. Spans are bytes of `raw`.
pub(super) fn entries(raw: &str) -> Result<Vec<Entry>, Fault> {
    let table = DeTable::parse(raw).map_err(|error| Fault {
        message: error.message().to_owned(),
        span: error.span().unwrap_or(0..raw.len()),
        hint: None,
    })?;
    let mut entries: Vec<_> = table
        .into_inner()
        .into_iter()
        .map(|(key, value)| Entry {
            key_span: key.span(),
            key: key.into_inner().into_owned(),
            span: value.span(),
            value: entry_value(raw, &value),
        })
        .collect();
    entries.sort_by_key(|entry| entry.key_span.start);
    Ok(entries)
}

fn entry_value(raw: &str, value: &Spanned<DeValue<'_>>) -> Value {
    match value.get_ref() {
        DeValue::Table(_) => Value::Other,
        DeValue::Array(items) => {
            let items: Option<Vec<_>> = items.iter().map(|item| scalar(raw, item)).collect();
            items.map_or(Value::Other, Value::Many)
        }
        _ => scalar(raw, value).map_or(Value::Other, Value::One),
    }
}

/// A string, or the spelling of anything else that is no collection.
fn scalar(raw: &str, value: &Spanned<DeValue<'_>>) -> Option<String> {
    match value.get_ref() {
        DeValue::String(text) => Some(text.clone().into_owned()),
        DeValue::Array(_) | DeValue::Table(_) => None,
        _ => Some(raw.get(value.span())?.to_owned()),
    }
}
