//! Writing a page as front matter and Markdown.

use serde_json::{Map, Value};

use super::{CLOSE, OPEN, Page};
use crate::markdown;

/// Writes a page: a comment with TOML, an empty line, Markdown.
#[must_use]
pub fn write(page: &Page) -> String {
    let mut out = String::from(OPEN);
    // A page's front matter is made of strings, numbers and lists: it always has a JSON value.
    if let Ok(Value::Object(front)) = serde_json::to_value(&page.front) {
        push_front(&front, &mut out);
    }
    out.push_str(CLOSE);
    out.push('\n');
    out.push_str(&markdown::write(&page.body));
    out
}

/// One key a line; of a list of tables, one table a line, so that a change shows as one line. (TOML
/// allows line ends in an inline table only inside such a list.)
fn push_front(front: &Map<String, Value>, out: &mut String) {
    for (key, value) in front {
        out.push_str(key);
        out.push_str(" = ");
        push_value(value, out);
        out.push('\n');
    }
}

fn push_value(value: &Value, out: &mut String) {
    match value {
        Value::Object(table) => {
            out.push_str("{ ");
            for (n, (key, value)) in table.iter().enumerate() {
                out.push_str(if n > 0 { ", " } else { "" });
                out.push_str(key);
                out.push_str(" = ");
                push_value(value, out);
            }
            out.push_str(" }");
        }
        Value::Array(items) if items.iter().any(Value::is_object) => {
            out.push_str("[\n");
            for item in items {
                out.push_str("  ");
                push_value(item, out);
                out.push_str(",\n");
            }
            out.push(']');
        }
        Value::Array(items) => {
            out.push('[');
            for (n, item) in items.iter().enumerate() {
                out.push_str(if n > 0 { ", " } else { "" });
                push_value(item, out);
            }
            out.push(']');
        }
        Value::String(text) => push_string(text, out),
        // TOML has no null; an absent key says it.
        Value::Null => out.push_str("\"\""),
        Value::Bool(_) | Value::Number(_) => out.push_str(&value.to_string()),
    }
}

/// A TOML basic string. `>` is escaped so that no string can end the comment around it, and every
/// second brace, so that no string is one of mdBook's directives, which it runs in comments, too.
fn push_string(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            '>' => out.push_str("\\u003E"),
            '{' if out.ends_with('{') => out.push_str("\\u007B"),
            _ if c.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(c))),
            _ => out.push(c),
        }
    }
    out.push('"');
}
