//! Words inside a string of TOML or JSON, and where each stands in the file.

use std::ops::Range;

/// Where bytes `span` of a string's value stand in its `raw` spelling, quotation marks and all; `None` where
/// the two do not go together.
pub(super) fn locate(raw: &str, value: &str, span: &Range<usize>) -> Option<Range<usize>> {
    let quote = raw.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let long = quote.to_string().repeat(3);
    let open = if raw.len() >= 6 && raw.starts_with(&long) { 3 } else { 1 };
    let end = raw.len().checked_sub(open)?;
    let mut at = open;
    if open == 3 {
        // A line break right behind the opening is none of the value.
        let line_break = ["\r\n", "\n"].into_iter().find(|end| raw[at..].starts_with(end));
        at += line_break.map_or(0, str::len);
    }
    let mut start = None;
    for (byte, c) in value.char_indices() {
        if byte == span.end {
            break;
        }
        at = skip_folded(raw, at, quote == '"');
        if byte == span.start {
            start = Some(at);
        }
        at += spelled(raw.get(at..end)?, c, quote == '"')?;
    }
    Some(start?..at)
}

/// Behind backslashes that fold lines (TOML 1.0, multi-line basic strings).
fn skip_folded(raw: &str, mut at: usize, escapes: bool) -> usize {
    while escapes && raw[at..].starts_with('\\') {
        let blank = raw[at + 1..].len() - raw[at + 1..].trim_start().len();
        if blank == 0 || !raw[at + 1..at + 1 + blank].contains('\n') {
            break;
        }
        at += 1 + blank;
    }
    at
}

/// Bytes by which a character is spelled at the beginning of `raw`.
fn spelled(raw: &str, c: char, escapes: bool) -> Option<usize> {
    if escapes && raw.starts_with('\\') {
        return Some(match raw.as_bytes().get(1)? {
            // A character beyond the first plane is two of these in JSON.
            b'u' if c > '\u{FFFF}' => 12,
            b'u' => 6,
            b'U' => 10,
            _ => 2,
        });
    }
    if c == '\n' && raw.starts_with("\r\n") {
        return Some(2);
    }
    raw.starts_with(c).then_some(c.len_utf8())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(raw: &str, words: &str) {
        let value: String = match raw.starts_with('{') {
            true => unreachable!(),
            false => {
                let file: toml::Table = toml::from_str(&format!("a = {raw}")).unwrap();
                file["a"].as_str().unwrap().to_owned()
            }
        };
        let at = value.find(words).unwrap();
        let found = locate(raw, &value, &(at..at + words.len())).unwrap();
        assert_eq!(&raw[found], words, "{raw}");
    }

    #[test]
    fn words_are_found_in_every_kind_of_string() {
        check("\"see [[ada]]\"", "ada");
        check("'C:\\\\ [[ada]]'", "ada");
        check("\"\"\"\nä \\u00e4 \\\"x\\\" [[ada]]\n\"\"\"", "ada");
        check("\"\"\"\r\none \\\n   two [[ada]]\"\"\"", "ada");
        check("'''\n'' [[ada]]'''", "ada");
        check("\"\\U0001F600 [[ada]]\"", "ada");
    }

    proptest! {
        #[test]
        fn words_are_found_in_json(before in "\\PC{0,8}|[\"\\\\\n]{0,4}", after in "\\PC{0,4}") {
            let value = format!("{before}[[ada]]{after}");
            let raw = serde_json::to_string(&value).unwrap();
            let at = before.len() + 2;
            let found = locate(&raw, &value, &(at..at + 3)).unwrap();
            prop_assert_eq!(&raw[found], "ada");
        }
    }
}
