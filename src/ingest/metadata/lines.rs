//! Header lines: `Key: value`, one a line, as in letters and mail.

use std::ops::Range;

use super::entry::{Entry, Value};
use super::fill::is_known;

/// The header at the top of a plain text.
#[derive(Debug)]
pub(in crate::ingest) enum Header {
    /// There is none.
    None,
    /// A line in it is no known header line, so that all of it is text.
    Broken {
        /// That line's key.
        key: String,
        /// The key's bytes.
        span: Range<usize>,
    },
    /// Header lines up to a blank line.
    Lines {
        /// What they say.
        entries: Vec<Entry>,
        /// The byte behind the blank line.
        end: usize,
    },
}

/// Reads the header of `text`: its first line has one of the known keys, so has every further one
/// (or it is indented and continues the one before), and a blank line ends it.
pub(in crate::ingest) fn header(text: &str) -> Header {
    let Some(end) = blank_line(text) else { return Header::None };
    let entries = entries(&text[..end], 0);
    match entries.first() {
        Some(first) if first.key_span.start == 0 && is_known(&first.key) => {}
        _ => return Header::None,
    }
    let lines = text[..end].lines().filter(|line| !line.trim().is_empty());
    if lines.count() > entries.iter().map(lines_of).sum() {
        return Header::None;
    }
    match entries.iter().find(|entry| !is_known(&entry.key)) {
        Some(odd) => Header::Broken { key: odd.key.clone(), span: odd.key_span.clone() },
        None => Header::Lines { entries, end },
    }
}

fn lines_of(entry: &Entry) -> usize {
    match &entry.value {
        Value::One(value) => value.lines().count().max(1),
        _ => 1,
    }
}

/// The byte behind the first blank line, if a line with words comes before it.
fn blank_line(text: &str) -> Option<usize> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        if line.trim().is_empty() {
            return (start > 0).then_some(at);
        }
    }
    None
}

/// The lines of `text` that are `Key: value`, with indented lines that continue a value. `text`
/// begins at byte `base`.
pub(in crate::ingest) fn entries(text: &str, base: usize) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut at = base;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        if line.trim().is_empty() {
            continue;
        }
        if line.starts_with([' ', '\t']) {
            if let Some(last) = entries.last_mut() {
                last.continue_with(line.trim(), start + line.trim_end().len());
            }
            continue;
        }
        entries.extend(entry(line.trim_end(), start));
    }
    entries
}

impl Entry {
    fn continue_with(&mut self, words: &str, end: usize) {
        let before = match &mut self.value {
            Value::One(value) => std::mem::take(value) + "\n",
            _ => "\n".to_owned(),
        };
        self.value = Value::One(before + words);
        self.span.end = end;
    }
}

/// Longest key in bytes; a longer run of words before a colon is a sentence.
const MAX_KEY: usize = 30;

fn entry(line: &str, start: usize) -> Option<Entry> {
    let (key, value) = line.split_once(':')?;
    let name = key.trim_end();
    let valid = !name.is_empty()
        && name.len() <= MAX_KEY
        && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ' '));
    if !valid {
        return None;
    }
    let from = start + key.len() + 1 + (value.len() - value.trim_start().len());
    let value = value.trim();
    let span = from..from + value.len();
    // Quotes as in YAML, for front matter that is read line by line.
    let unquoted = ['"', '\''].iter().find_map(|q| value.strip_prefix(*q)?.strip_suffix(*q));
    let value = unquoted.unwrap_or(value);
    let value = if value.is_empty() { Value::Nothing } else { Value::One(value.to_owned()) };
    Some(Entry { key: name.to_owned(), key_span: start..start + name.len(), value, span })
}
