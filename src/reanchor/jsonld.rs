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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::super::edits::apply;
    use super::*;
    use crate::document::Language;
    use crate::ingest::plain_document;

    const TEXT: &str =
        "The sluice was shut on Monday. The keeper left the valleys in May, with \"the\" book.";
    const FOUND: &str = "left the valleys";

    fn selector(exact: &str, prefix: &str, suffix: &str) -> Selector {
        let [exact, prefix, suffix] = [exact, prefix, suffix].map(|words| match words {
            "" => vec![],
            words => vec![words.to_owned()],
        });
        Selector { prefix, exact, suffix, position: None }
    }

    /// The file once its quotes of these words say [`FOUND`].
    fn mended(file: &str, selector: &Selector) -> Result<String, String> {
        let document = plain_document(TEXT, Language::from_tag("en").unwrap(), None);
        let start = document.text.find(FOUND).unwrap();
        let edits = repair(file, selector, &document, &(start..start + FOUND.len()))?;
        Ok(apply(file, &edits))
    }

    #[test]
    fn the_strings_of_a_quote_are_exchanged() {
        let check = |selector: &Selector, file: &str, expect: &str| {
            assert_eq!(mended(file, selector).as_deref(), Ok(expect), "{file}");
        };
        let bare = selector("left the valley", "", "");
        check(&bare, r#"{"exact": "left the valley"}"#, r#"{"exact": "left the valleys"}"#);
        // Whatever its layout, its order and what else it says.
        check(
            &bare,
            "[\n {\t\"type\":\"TextQuoteSelector\" ,\n\"exact\" :\"left the valley\",\"x\":[{\"a\":1}, \"}\"] }\n]",
            "[\n {\t\"type\":\"TextQuoteSelector\" ,\n\"exact\" :\"left the valleys\",\"x\":[{\"a\":1}, \"}\"] }\n]",
        );
        // Its context is written as other programs do: 32 code points, where the file has any.
        let whole = selector("left the valley", "keeper ", " in May");
        check(
            &whole,
            r#"{"prefix": "keeper ", "exact": "left the valley", "suffix": " in May"}"#,
            r#"{"prefix": "was shut on Monday. The keeper ", "exact": "left the valleys", "suffix": " in May, with \"the\" book."}"#
                .replace("\"was", "\" was").as_str(),
        );
        // Escapes are read, and what is written is escaped.
        check(
            &selector("left \"the\" välley\\", "", ""),
            r#"{"exact": "left \"the\" v\u00e4lley\\", "note": "\"exact\": \"x\""}"#,
            r#"{"exact": "left the valleys", "note": "\"exact\": \"x\""}"#,
        );
        // Two annotations of the same words are two places to mend; a third is of others.
        check(
            &bare,
            r#"[{"exact": "left the valley"}, {"exact": " left the valley "}, {"exact": "left the hill"}]"#,
            r#"[{"exact": "left the valleys"}, {"exact": "left the valleys"}, {"exact": "left the hill"}]"#,
        );
        // The same words elsewhere, by what stands before them.
        check(
            &selector("left the valley", "keeper", ""),
            r#"[{"exact": "left the valley"}, {"exact": "left the valley", "prefix": "keeper "}]"#,
            r#"[{"exact": "left the valley"}, {"exact": "left the valleys", "prefix": " was shut on Monday. The keeper "}]"#,
        );
        // Not a string, not a value: keys, bodies and other strings that say the same.
        check(
            &bare,
            r#"{"left the valley": "exact", "body": {"value": "left the valley"}, "s": {"exact": "left the valley"}}"#,
            r#"{"left the valley": "exact", "body": {"value": "left the valley"}, "s": {"exact": "left the valleys"}}"#,
        );
    }

    #[test]
    fn what_cannot_be_mended_is_said() {
        let check = |selector: &Selector, file: &str, expect: &str| {
            let reason = mended(file, selector).unwrap_err();
            assert!(reason.contains(expect), "{file}: {reason}");
        };
        let bare = selector("left the valley", "", "");
        check(&selector(" ", "", ""), r#"{"start": 1, "end": 2}"#, "a position and no words");
        for file in [
            "{}",
            r#"{"exact": "something else"}"#,
            r#"{"exact": ["left the valley"]}"#,
            r#"["exact"]"#,
        ] {
            check(&bare, file, "not found again");
        }
        check(&bare, r#"{"exact": "left the valley", "prefix": "other"}"#, "not found again");
    }

    /// Any JSON, with strings and keys that look like a quote's.
    fn any_json() -> impl Strategy<Value = Value> {
        let string = || "(exact|prefix|left the valley|[\"\\\\{}\\[\\]:,a-zä\n]{0,5})";
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i16>().prop_map(Value::from),
            string().prop_map(Value::from),
        ];
        leaf.prop_recursive(3, 16, 4, move |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
                prop::collection::btree_map("[\"\\\\{}:,a-zä]{0,5}", inner, 0..4)
                    .prop_map(|all| Value::Object(all.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn all_but_the_quotes_words_stays(
            before in any_json(), inside in any_json(), after in any_json(), pretty: bool,
        ) {
            let file = |words: &str| {
                let quote = json!({"x": inside, "exact": words, "y": after});
                let value = json!([before, {"target": {"selector": quote}}, after]);
                if pretty { format!("{value:#}") } else { value.to_string() }
            };
            let marked = "the words that are looked for";
            let mended = mended(&file(marked), &selector(marked, "", "")).unwrap();
            prop_assert_eq!(mended, file(FOUND));
        }

        #[test]
        fn any_text_can_be_read(text in "(\\PC|[{}\\[\\]:,\"\\\\]|exact){0,60}") {
            let _ = mended(&text, &selector("left the valley", "", ""));
        }
    }
}
