//! BibTeX and BibLaTeX: entries with their fields, as Zotero and others write them.
//!
//! In goes a file's text, out come entries whose values are plain words. A broken entry is reported and
//! left out; the others stay. Nothing is nested deeper than the text is long in braces, nothing is
//! expanded but the file's own `@string`s, once.

use std::collections::BTreeMap;

use super::latex;

/// Most entries that are read.
const MAX_ENTRIES: usize = 100_000;
/// Longest value in bytes, `@string`s put in.
const MAX_VALUE: usize = 1 << 20;

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    /// `article`, `online` …, in small letters.
    pub(super) kind: String,
    /// Its key.
    pub(super) key: String,
    /// Its fields by their names in small letters; LaTeX as it stands in the file.
    raw: BTreeMap<String, String>,
}

impl Entry {
    /// A field's words without markup; `None` where it is missing or empty.
    pub(super) fn get(&self, field: &str) -> Option<String> {
        let words = latex::words(self.raw.get(field)?);
        let words = words.trim();
        (!words.is_empty()).then(|| words.to_owned())
    }

    /// The first field that is there.
    pub(super) fn first(&self, fields: &[&str]) -> Option<String> {
        fields.iter().find_map(|field| self.get(field))
    }

    /// An address: in it, all characters are themselves but those that LaTeX makes one escape.
    pub(super) fn verbatim(&self, field: &str) -> Option<String> {
        let text = self.raw.get(field)?.trim();
        let mut out = String::with_capacity(text.len());
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            let escapes = c == '\\' && chars.peek().is_some_and(char::is_ascii_punctuation);
            if !escapes && !matches!(c, '{' | '}') {
                out.push(c);
            }
        }
        (!out.is_empty()).then_some(out)
    }

    /// The names of a list such as `author`, each as a person writes it.
    pub(super) fn names(&self, field: &str) -> Vec<String> {
        let Some(raw) = self.raw.get(field) else { return Vec::new() };
        latex::split_and(raw).into_iter().filter_map(name).collect()
    }
}

/// `Doe, Jo` stays, `{Board of Trade}` loses its braces; `others` is nobody.
fn name(raw: &str) -> Option<String> {
    let words = latex::words(raw);
    let words = words.trim();
    (!words.is_empty() && words != "others").then(|| words.to_owned())
}

/// Reads a file; the second part is what is wrong with it, in words, with the line of each.
pub(super) fn read(text: &str) -> (Vec<Entry>, Vec<(usize, String)>) {
    let mut reader = Reader { text, at: 0, strings: months(), entries: Vec::new(), faults: vec![] };
    reader.run();
    (reader.entries, reader.faults)
}

/// `jan` to `dec`, which every style defines.
fn months() -> BTreeMap<String, String> {
    let names =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let numbered = names.iter().zip(1..);
    numbered.map(|(name, number)| ((*name).to_owned(), format!("{number:02}"))).collect()
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    strings: BTreeMap<String, String>,
    entries: Vec<Entry>,
    faults: Vec<(usize, String)>,
}

impl Reader<'_> {
    fn run(&mut self) {
        while let Some(found) = self.text[self.at..].find('@') {
            let start = self.at + found;
            self.at = start + 1;
            if self.entries.len() == MAX_ENTRIES {
                self.fault(start, format!("there are more than {MAX_ENTRIES} entries"));
                return;
            }
            let kind = self.word().to_lowercase();
            match kind.as_str() {
                "comment" | "preamble" => {
                    self.blanks();
                    let _ = self.group();
                }
                // An `@` in words between the entries.
                "" => {}
                _ if !self.text[self.at..].trim_start().starts_with(['{', '(']) => {}
                _ => {
                    if let Err(reason) = self.entry(kind) {
                        self.fault(start, reason);
                    }
                }
            }
        }
    }

    fn fault(&mut self, at: usize, reason: String) {
        let line = self.text[..at].matches('\n').count() + 1;
        self.faults.push((line, reason));
    }

    fn entry(&mut self, kind: String) -> Result<(), String> {
        self.blanks();
        let close = if self.text[self.at..].starts_with('{') { '}' } else { ')' };
        self.at += 1;
        let mut fields = BTreeMap::new();
        let mut key = String::new();
        if kind != "string" {
            let rest = &self.text[self.at..];
            let end = rest.find([',', close]).ok_or("it has no end")?;
            rest[..end].trim().clone_into(&mut key);
            self.at += end;
        }
        loop {
            self.blanks();
            while self.eat(',') {
                self.blanks();
            }
            if self.eat(close) {
                break;
            }
            let name = self.word().to_lowercase();
            self.blanks();
            if name.is_empty() || !self.eat('=') {
                return Err(format!("“{key}” has a field without a name or a “=”"));
            }
            let value = self.value()?;
            fields.insert(name, value);
        }
        if kind == "string" {
            self.strings.extend(fields);
        } else {
            self.entries.push(Entry { kind, key, raw: fields });
        }
        Ok(())
    }

    /// Groups, strings, numbers and names of strings, joined by `#`.
    fn value(&mut self) -> Result<String, String> {
        let mut value = String::new();
        loop {
            self.blanks();
            let rest = &self.text[self.at..];
            if rest.starts_with(['{', '"']) {
                value.push_str(self.group()?);
            } else {
                let word = self.word().to_owned();
                if word.is_empty() {
                    return Err("a field has no value".to_owned());
                }
                let known = self.strings.get(&word.to_lowercase());
                value.push_str(known.map_or(word.as_str(), String::as_str));
            }
            if value.len() > MAX_VALUE {
                return Err(format!("a value is longer than {MAX_VALUE} bytes"));
            }
            self.blanks();
            if !self.eat('#') {
                return Ok(value);
            }
        }
    }

    /// What stands in braces or quotation marks; braces inside are balanced.
    fn group(&mut self) -> Result<&str, String> {
        let rest = &self.text[self.at..];
        let quoted = rest.starts_with('"');
        let open = usize::from(rest.starts_with(['{', '"', '(']));
        let mut depth = 0_usize;
        let mut escaped = false;
        for (at, c) in rest.char_indices().skip(open) {
            match c {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '"' if quoted && depth == 0 => {
                    self.at += at + 1;
                    return Ok(&rest[open..at]);
                }
                '{' => depth += 1,
                '}' if depth == 0 && !quoted => {
                    self.at += at + 1;
                    return Ok(&rest[open..at]);
                }
                '}' => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        Err("a brace or quotation mark is not closed".to_owned())
    }

    fn blanks(&mut self) {
        loop {
            let rest = &self.text[self.at..];
            self.at += rest.len() - rest.trim_start().len();
            if !self.text[self.at..].starts_with('%') {
                return;
            }
            let rest = &self.text[self.at..];
            self.at += rest.find('\n').unwrap_or(rest.len());
        }
    }

    fn eat(&mut self, c: char) -> bool {
        let there = self.text[self.at..].starts_with(c);
        self.at += if there { c.len_utf8() } else { 0 };
        there
    }

    fn word(&mut self) -> &str {
        let rest = &self.text[self.at..];
        let part = |c: char| c.is_alphanumeric() || "-_:.+/".contains(c);
        let len = rest.find(|c| !part(c)).unwrap_or(rest.len());
        self.at += len;
        &rest[..len]
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn entries_are_read_with_their_fields() {
        let text = r#"
% a comment
@string{bt = {Board of Trade}}
@comment{jabref-meta: {x}}
Words between them, with jdoe@example.org.
@Article{ashdown_1924,
  title = {The {{Weir}} at {\"O}lm{\"u}hl},
  author = "Doe, Jo and {Board of Trade} and others",
  publisher = bt # " Office",
  year = 1924, month = mar,
  url = {https://example.org/a\_b?x=1\&y=%20},
  note = {},
}
@online(b, title = "B")
@book{broken, title = {x}
@misc{last, title = {Z}}
"#;
        let (entries, faults) = read(text);
        let keys: Vec<_> = entries.iter().map(|e| (e.kind.as_str(), e.key.as_str())).collect();
        assert_eq!(keys[..2], [("article", "ashdown_1924"), ("online", "b")]);
        let first = &entries[0];
        assert_eq!(first.get("title").as_deref(), Some("The Weir at Ölmühl"));
        assert_eq!(first.names("author"), ["Doe, Jo", "Board of Trade"]);
        assert_eq!(first.get("publisher").as_deref(), Some("Board of Trade Office"));
        assert_eq!(first.get("month").as_deref(), Some("03"));
        assert_eq!(first.verbatim("url").as_deref(), Some("https://example.org/a_b?x=1&y=%20"));
        assert_eq!(first.get("note"), None);
        assert_eq!(faults.len(), 1, "{faults:?}");
        assert_eq!(faults[0].0, 15);
        assert_eq!(entries.last().unwrap().key, "last");
    }

    #[test]
    fn strings_do_not_explode() {
        let mut text = "@string{a0 = {xxxxxxxxxxxxxxxx}}\n".to_owned();
        for n in 1..40 {
            text.push_str(&format!("@string{{a{n} = a{} # a{}}}\n", n - 1, n - 1));
        }
        let (entries, faults) = read(&format!("{text}@misc{{x, title = a39}}"));
        assert!(!faults.is_empty() && entries.len() == 1);
    }

    proptest! {
        #[test]
        fn nothing_panics(text in "(@|string|misc|\\{|\\}|\\(|\\)|\"|=|,|#|a|\\\\|%|\n| |ä|\\$|~|-){0,60}") {
            let (entries, _) = read(&text);
            for entry in &entries {
                for field in entry.raw.keys() {
                    let _ = (entry.get(field), entry.verbatim(field), entry.names(field));
                }
            }
        }
    }
}
