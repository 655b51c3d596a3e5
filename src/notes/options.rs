//! The options of a callout: `planned, by=microsoft, id="…"`.

use std::ops::Range;

use crate::diagnostic::Findings;

/// A word or value in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// What it says, without quotation marks and escapes.
    pub(super) text: String,
    /// Its bytes in the file.
    pub(super) span: Range<usize>,
    /// Whether it stands in quotation marks.
    pub(super) quoted: bool,
}

/// What stands behind `[!type]`.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Options {
    /// The first one, where it has no key.
    pub(super) bare: Option<Word>,
    /// Keys and values, in their order.
    pub(super) keyed: Vec<(Word, Word)>,
}

impl Options {
    /// The values of a key.
    pub(super) fn all<'o>(&'o self, key: &str) -> impl Iterator<Item = &'o Word> {
        self.keyed.iter().filter(move |(word, _)| word.text == key).map(|(_, value)| value)
    }

    /// The value of a key that may stand but once.
    pub(super) fn one(&self, key: &str, found: &mut Findings<'_>) -> Option<&Word> {
        let mut values = self.all(key);
        let first = values.next();
        for again in values {
            let message = format!("“{key}” is given twice");
            found.error(again.span.clone(), message, "keep one of them");
        }
        first
    }
}

/// Reads bytes `span` of a file.
pub(super) fn options(text: &str, span: Range<usize>, found: &mut Findings<'_>) -> Options {
    let mut options = Options::default();
    let mut rest = Scanner { text: &text[..span.end], at: span.start };
    let mut first = true;
    while rest.skip_blanks() {
        let Some(word) = rest.word(&[',', '='], found) else { return options };
        if rest.skip('=') {
            rest.skip_blanks();
            let Some(value) = rest.word(&[','], found) else { return options };
            check_value(&word, &value, found);
            options.keyed.push((word, value));
        } else if first && !word.text.is_empty() {
            options.bare = Some(word);
        } else if !word.text.is_empty() {
            let message = format!("“{}” is no option", word.text);
            let hint = "write key=value; only the first option may be a bare word";
            found.error(word.span, message, hint);
        }
        first = false;
        rest.skip(',');
    }
    options
}

/// A value without quotation marks is one word.
fn check_value(key: &Word, value: &Word, found: &mut Findings<'_>) {
    let (key, text) = (&key.text, &value.text);
    if text.is_empty() {
        let hint = format!("write {key}=… or leave it out");
        found.error(value.span.clone(), format!("“{key}” has no value"), hint);
    } else if !value.quoted && text.contains(char::is_whitespace) {
        let plain = text.trim_matches(['„', '“', '”', '‚', '‘', '’', '\'', '»', '«']);
        let hint = format!("put it in double quotes: {key}=\"{plain}\"");
        found.error(value.span.clone(), "a value with blanks needs quotation marks", hint);
    }
}

struct Scanner<'t> {
    /// Up to the end of the options.
    text: &'t str,
    at: usize,
}

impl Scanner<'_> {
    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    /// Whether anything follows.
    fn skip_blanks(&mut self) -> bool {
        self.at = self.text.len() - self.rest().trim_start().len();
        self.at < self.text.len()
    }

    fn skip(&mut self, c: char) -> bool {
        let there = self.rest().starts_with(c);
        if there {
            self.at += c.len_utf8();
        }
        there
    }

    /// The word up to one of `ends` or, where it begins with a quotation mark, to the next one;
    /// `None` where that is missing.
    fn word(&mut self, ends: &[char], found: &mut Findings<'_>) -> Option<Word> {
        if self.rest().starts_with('"') { self.quoted(ends, found) } else { Some(self.plain(ends)) }
    }

    /// Commas inside square brackets belong to the word: they stand in EDTF sets.
    fn plain(&mut self, ends: &[char]) -> Word {
        let mut depth = 0_usize;
        let end = self.rest().find(|c: char| {
            match c {
                '[' => depth += 1,
                ']' => depth = depth.saturating_sub(1),
                _ => {}
            }
            depth == 0 && ends.contains(&c)
        });
        let words = &self.rest()[..end.unwrap_or(self.rest().len())];
        let text = words.trim_end().to_owned();
        let span = self.at..self.at + text.len();
        self.at += words.len();
        Word { text, span, quoted: false }
    }

    fn quoted(&mut self, ends: &[char], found: &mut Findings<'_>) -> Option<Word> {
        let start = self.at;
        let mut text = String::new();
        let mut escaped = false;
        for (at, c) in self.rest().char_indices().skip(1) {
            match c {
                '\\' if !escaped => escaped = true,
                '"' if !escaped => {
                    self.at += at + 1;
                    let span = start..self.at;
                    self.refuse_rest(ends, found);
                    return Some(Word { text: text.trim().to_owned(), span, quoted: true });
                }
                _ => {
                    // A backslash before anything but itself or a quotation mark is a backslash.
                    if escaped && !matches!(c, '\\' | '"') {
                        text.push('\\');
                    }
                    text.push(c);
                    escaped = false;
                }
            }
        }
        let hint = "end the value with a second \"";
        found.error(start..self.text.len(), "the closing quotation mark is missing", hint);
        None
    }

    /// Reports what stands between a closing quotation mark and the end of the option.
    fn refuse_rest(&mut self, ends: &[char], found: &mut Findings<'_>) {
        self.skip_blanks();
        let stray = self.plain(ends);
        if !stray.text.is_empty() {
            let message = format!("“{}” stands behind the closing quotation mark", stray.text);
            found.error(stray.span, message, "put a comma between two options");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::codes;

    /// Bare word and keys with values; the quoted ones in quotation marks.
    fn check(text: &str, expect: &str, errors: &[&str]) {
        let mut found = Findings::new("a.md", codes::CALLOUT);
        let options = options(text, 0..text.len(), &mut found);
        let show = |word: &Word| {
            if word.quoted { format!("\"{}\"", word.text) } else { word.text.clone() }
        };
        let bare = options.bare.iter().map(show);
        let keyed = options.keyed.iter().map(|(k, v)| format!("{}={}", show(k), show(v)));
        assert_eq!(bare.chain(keyed).collect::<Vec<_>>().join(" "), expect, "{text}");
        let errors_found: Vec<String> = found
            .diagnostics
            .iter()
            .map(|d| {
                let marked = &text[d.location.clone().unwrap().span.unwrap()];
                format!("[{marked}] {} | {}", d.message, d.hint.as_deref().unwrap())
            })
            .collect();
        assert_eq!(errors_found, errors, "{text}");
    }

    #[test]
    fn options_are_read() {
        check("", "", &[]);
        check(" planned , by = microsoft,id=x", "planned by=microsoft id=x", &[]);
        check("by=\"A, B \\\"C\\\" \\d\",", "by=\"A, B \"C\" \\d\"", &[]);
        check("a=1, a=2", "a=1 a=2", &[]);
        check("[2020-08-02,2020-08-03], id=x", "[2020-08-02,2020-08-03] id=x", &[]);
        check("\"two words\"", "\"two words\"", &[]);
    }

    #[test]
    fn what_is_wrong_is_said_where_it_stands() {
        check(
            "planned, soon",
            "planned",
            &[
                "[soon] “soon” is no option | write key=value; only the first option may be a bare word",
            ],
        );
        check("by=, id=x", "by= id=x", &["[] “by” has no value | write by=… or leave it out"]);
        check(
            "by=„Jane Doe“",
            "by=„Jane Doe“",
            &[
                "[„Jane Doe“] a value with blanks needs quotation marks | put it in double quotes: by=\"Jane Doe\"",
            ],
        );
        check(
            "by=\"Jane, id=x",
            "",
            &[
                "[\"Jane, id=x] the closing quotation mark is missing | end the value with a second \"",
            ],
        );
        check(
            "by=\"Jane\" Doe, id=x",
            "by=\"Jane\" id=x",
            &[
                "[Doe] “Doe” stands behind the closing quotation mark | put a comma between two options",
            ],
        );
    }
}
