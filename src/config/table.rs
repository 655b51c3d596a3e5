//! Reading the tables of a TOML file that a person wrote: typed values or an error that marks the
//! place and says what to write instead. Used for `book.toml` and for the register.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Diagnostic, Diagnostics, Findings};
use crate::text::suggest;

/// Reports every key of `table` that is not `known`; `place` is the table as it is written.
pub(crate) fn refuse_unknown(
    table: &DeTable<'_>,
    place: &str,
    known: &[&str],
    found: &mut Findings<'_>,
) {
    for key in table.keys() {
        let word = key.get_ref().as_ref();
        if !known.contains(&word) {
            let message = format!("unknown key “{word}” in {place}");
            found.error(key.span(), message, suggest(word, known));
        }
    }
}

/// The string under `key`, without blanks at its ends; `None` where it is missing, empty or, with
/// an error, no string.
pub(crate) fn string(
    table: &DeTable<'_>,
    key: &str,
    found: &mut Findings<'_>,
) -> Option<Spanned<String>> {
    let value = table.get(key)?;
    let Some(text) = value.get_ref().as_str() else {
        let hint = format!("put it in double quotes: {key} = \"…\"");
        wrong_type(key, value, "a string", &hint, found);
        return None;
    };
    let text = text.trim();
    (!text.is_empty()).then(|| Spanned::new(value.span(), text.to_owned()))
}

/// The strings of the array under `key`, without blanks at their ends; what is no string is left
/// out with an error.
pub(crate) fn strings(
    table: &DeTable<'_>,
    key: &str,
    found: &mut Findings<'_>,
) -> Option<Vec<Spanned<String>>> {
    let value = table.get(key)?;
    let hint = format!("write a list in square brackets: {key} = [\"…\", \"…\"]");
    let Some(array) = value.get_ref().as_array() else {
        wrong_type(key, value, "a list of strings", &hint, found);
        return None;
    };
    let mut texts = Vec::new();
    for item in array {
        match item.get_ref().as_str() {
            Some(text) => texts.push(Spanned::new(item.span(), text.trim().to_owned())),
            None => wrong_type(key, item, "a list of strings", &hint, found),
        }
    }
    Some(texts)
}

/// Reports a value of the wrong type.
pub(crate) fn wrong_type(
    key: &str,
    value: &Spanned<DeValue<'_>>,
    wanted: &str,
    hint: &str,
    found: &mut Findings<'_>,
) {
    let message = format!("“{key}” must be {wanted}, and this is {}", kind(value.get_ref()));
    found.error(value.span(), message, hint);
}

/// A value's type in words.
pub(crate) fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a string",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date or time",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

/// The errors of a text that is no TOML, at their places.
pub(crate) fn syntax_errors(
    path: &str,
    code: &'static str,
    text: &str,
    errors: &[toml::de::Error],
) -> Diagnostics {
    // One slip leads to many follow-ups; the first few say it all.
    let errors = errors.iter().take(5);
    errors
        .map(|error| {
            let at = error.span().unwrap_or(text.len()..text.len());
            let start = text.floor_char_boundary(at.start);
            let span = start..text.ceil_char_boundary(at.end.max(start));
            Diagnostic::error(code, format!("this is no valid TOML: {}", error.message()))
                .at(path, span)
                .hint("values stand behind “=”, text in double quotes, lists in square brackets")
        })
        .collect()
}
