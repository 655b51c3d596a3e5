//! Front matter, changed line by line: a document's address part and those that it had before.

use std::ops::Range;

use crate::ingest::{FrontFormat, front_matter};

/// The key under which former address parts stand.
const FORMERLY: &str = "formerly";

/// The value of a key, as far as it stands on one line, without quotation marks.
pub(super) fn one(text: &str, key: &str) -> Option<(String, Range<usize>)> {
    let line = lines_of(text, key)?;
    let value = value_of(text, &line)?;
    Some((text[value.clone()].to_owned(), value))
}

/// Whether the line of a key ends in a remark.
pub(super) fn is_marked(text: &str, key: &str, remark: &str) -> bool {
    lines_of(text, key).is_some_and(|line| text[line].trim_end().ends_with(remark))
}

/// The text with `line` in the place of the line of a key, or without that line.
pub(super) fn set(text: &str, key: &str, line: Option<&str>) -> String {
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let front = front_matter(text);
    match (lines_of(text, key), line) {
        (Some(at), Some(line)) => spliced(text, at, &format!("{line}{end}")),
        (Some(at), None) => without_empty_front(&spliced(text, at, "")),
        (None, None) => text.to_owned(),
        (None, Some(line)) if front.raw.is_some() => {
            let at = front.raw_span.end;
            spliced(text, at..at, &format!("{line}{end}"))
        }
        (None, Some(line)) => {
            let body = text.trim_start_matches('\u{FEFF}');
            let mark = &text[..text.len() - body.len()];
            let gap = if body.is_empty() { "" } else { end };
            format!("{mark}---{end}{line}{end}---{end}{gap}{body}")
        }
    }
}

/// The text with these former address parts.
pub(super) fn set_formerly(text: &str, formerly: &[String]) -> String {
    if formerly.is_empty() {
        return set(text, FORMERLY, None);
    }
    let quoted: Vec<String> = formerly.iter().map(|slug| format!("\"{slug}\"")).collect();
    set(text, FORMERLY, Some(&assigned(text, FORMERLY, &format!("[{}]", quoted.join(", ")))))
}

/// `key: value`, or `key = value` where that is how the front matter is written.
pub(super) fn assigned(text: &str, key: &str, value: &str) -> String {
    match front_matter(text).format {
        FrontFormat::Yaml => format!("{key}: {value}"),
        FrontFormat::Toml => format!("{key} = {value}"),
    }
}

/// Bytes of the lines that a key takes: its own, and those of a list below it.
fn lines_of(text: &str, key: &str) -> Option<Range<usize>> {
    let front = front_matter(text);
    let raw = front.raw?;
    let sign = if front.format == FrontFormat::Yaml { ':' } else { '=' };
    let mut at = front.raw_span.start;
    let mut found: Option<Range<usize>> = None;
    for line in raw.split_inclusive('\n') {
        let span = at..at + line.len();
        at = span.end;
        match &mut found {
            Some(found) if line.starts_with([' ', '\t', '-']) || line.starts_with(']') => {
                found.end = span.end;
            }
            Some(_) => break,
            None => {
                let name = line.split_once(sign).map(|(name, _)| name.trim_end().trim_matches('"'));
                if name.is_some_and(|name| name.eq_ignore_ascii_case(key)) {
                    found = Some(span);
                }
            }
        }
    }
    found
}

/// Bytes of the value on a key's line, without quotation marks and remark.
fn value_of(text: &str, line: &Range<usize>) -> Option<Range<usize>> {
    let first = text[line.clone()].lines().next()?;
    let sign = first.find([':', '='])? + 1;
    let value = first[sign..].trim_start();
    let start = line.start + first.len() - value.len();
    if let Some(quote) = value.chars().next().filter(|c| matches!(c, '"' | '\'')) {
        let len = value[1..].find(quote)?;
        return Some(start + 1..start + 1 + len);
    }
    let len = value.find(" #").unwrap_or(value.len());
    Some(start..start + value[..len].trim_end().len())
}

fn spliced(text: &str, at: Range<usize>, new: &str) -> String {
    format!("{}{new}{}", &text[..at.start], &text[at.end..])
}

/// Takes away front matter that says nothing, with the blank line behind it.
fn without_empty_front(text: &str) -> String {
    let front = front_matter(text);
    let body = &text[front.body_start..];
    let behind = body.strip_prefix("\r\n").or_else(|| body.strip_prefix('\n'));
    match front.raw {
        Some("") if body.is_empty() || behind.is_some() => {
            let mark = if text.starts_with('\u{FEFF}') { "\u{FEFF}" } else { "" };
            format!("{mark}{}", behind.unwrap_or(body))
        }
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_set_and_taken_away_again() {
        for text in [
            "",
            "Words.\n",
            "\u{FEFF}> [!note]\r\n> Words\r\n",
            "---\ntitle: \"A\"\n---\n\nWords.\n",
            "---\r\ntitle: A\r\ndate: 2020\r\n---\r\nWords.",
            "+++\ntitle = \"A\"\n+++\nWords.\n",
        ] {
            let with = set_formerly(text, &["x".to_owned(), "y-2".to_owned()]);
            assert!(with.contains("[\"x\", \"y-2\"]"), "{with}");
            let fewer = set_formerly(&with, &["x".to_owned()]);
            assert!(fewer.contains("[\"x\"]") && fewer.matches("formerly").count() == 1, "{fewer}");
            assert_eq!(set_formerly(&fewer, &[]), text);
        }
    }

    #[test]
    fn a_list_below_a_key_is_one_with_it() {
        let text = "---\nformerly:\n  - x\n  - y\ntitle: A\n---\n";
        let next = set_formerly(text, &["z".to_owned()]);
        assert_eq!(next, "---\nformerly: [\"z\"]\ntitle: A\n---\n");
    }

    #[test]
    fn values_are_found_without_quotes_and_remarks() {
        for (line, value) in [
            ("slug: a-b", "a-b"),
            ("slug:   'a-b'  ", "a-b"),
            ("Slug: \"a-b\" # so", "a-b"),
            ("slug: a-b # so", "a-b"),
        ] {
            let text = format!("---\n{line}\n---\n");
            let (found, span) = one(&text, "slug").unwrap();
            assert_eq!((found.as_str(), &text[span]), (value, value), "{line}");
        }
        assert!(is_marked("---\nslug: a # so\n---\n", "slug", "# so"));
        assert_eq!(one("---\ntitle: A\n---\n", "slug"), None);
    }
}
