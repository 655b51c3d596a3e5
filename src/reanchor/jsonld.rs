//! The repair of a selector in a JSON-LD file: the strings of its TextQuoteSelector, in place.

use std::ops::Range;

use super::edits::Edit;
use crate::annotation::Selector;
use crate::document::Document;

/// Context that is written, in code points: as much as the Hypothesis client stores.
const CONTEXT: usize = 32;

/// A quote's strings in the file, with their quotation marks.
#[derive(Debug, Default)]
struct Strings {
    exact: Option<(Range<usize>, String)>,
    prefix: Option<(Range<usize>, String)>,
    suffix: Option<(Range<usize>, String)>,
}

/// The edits of `text` that make every TextQuoteSelector with these words say what stands at bytes
/// `span` of the document. A position beside it stays: it is only a hint.
///
/// # Errors
/// The reason why it cannot be mended.
pub(super) fn repair(
    text: &str,
    selector: &Selector,
    document: &Document,
    span: &Range<usize>,
) -> Result<Vec<Edit>, String> {
    let words = |side: &[String]| side.first().cloned().unwrap_or_default();
    let (exact, prefix, suffix) =
        (words(&selector.exact), words(&selector.prefix), words(&selector.suffix));
    if exact.trim().is_empty() {
        return Err("it has a position and no words; export it with a TextQuoteSelector".to_owned());
    }
    let is_it = |strings: &Strings| {
        let said = |string: &Option<(Range<usize>, String)>, words: &str| {
            string.as_ref().map_or("", |(_, text)| text).trim() == words.trim()
        };
        said(&strings.exact, &exact)
            && said(&strings.prefix, &prefix)
            && said(&strings.suffix, &suffix)
    };
    let before = &document.text[..span.start];
    let start = before.char_indices().rev().take(CONTEXT).last().map_or(span.start, |(at, _)| at);
    let after = &document.text[span.end..];
    let end = after.char_indices().nth(CONTEXT).map_or(after.len(), |(at, _)| at);
    let mut edits = Vec::new();
    for strings in quotes(text).into_iter().filter(is_it) {
        let new = [
            (strings.exact, document.slice(span)),
            (strings.prefix, &before[start..]),
            (strings.suffix, &after[..end]),
        ];
        for (old, new) in new {
            edits.extend(
                old.filter(|(_, old)| old != new).map(|(at, _)| Edit { at, text: json(new) }),
            );
        }
    }
    if edits.is_empty() {
        return Err("its selector is not found again in the file".to_owned());
    }
    Ok(edits)
}

/// A JSON string (RFC 8259, section 7).
fn json(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// Every object with an `exact` string, in a text that is valid JSON.
fn quotes(text: &str) -> Vec<Strings> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut open: Vec<Strings> = Vec::new();
    let mut key: Option<String> = None;
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let start = at;
        at += 1;
        match byte {
            b'{' => open.push(Strings::default()),
            b'}' => found.extend(open.pop().filter(|strings| strings.exact.is_some())),
            b'"' => {
                at = string_end(bytes, at);
                let Ok(value) = serde_json::from_str::<String>(&text[start..at]) else { continue };
                let is_key = text[at..].trim_start().starts_with(':');
                match (is_key, key.take(), open.last_mut()) {
                    (true, _, _) => key = Some(value),
                    (false, Some(key), Some(strings)) => strings.set(&key, (start..at, value)),
                    _ => {}
                }
            }
            b',' | b'[' | b']' => key = None,
            _ => {}
        }
    }
    found
}

impl Strings {
    fn set(&mut self, key: &str, value: (Range<usize>, String)) {
        match key {
            "exact" => self.exact = Some(value),
            "prefix" => self.prefix = Some(value),
            "suffix" => self.suffix = Some(value),
            _ => {}
        }
    }
}

/// Behind the quotation mark that ends a string whose text begins at `from`.
fn string_end(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\\' => at += 2,
            b'"' => return at + 1,
            _ => at += 1,
        }
    }
    bytes.len()
}
