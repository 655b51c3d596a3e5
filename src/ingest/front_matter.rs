//! Front matter: the block of metadata at the top of a Markdown text.
//!
//! In goes a text, out comes where its front matter lies. It is not read here.

use std::ops::Range;

/// How front matter is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum FrontFormat {
    /// YAML between `---` lines.
    #[default]
    Yaml,
    /// TOML between `+++` lines.
    Toml,
}

/// A text's front matter and where the text behind it begins.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FrontMatter<'a> {
    /// What stands between the delimiters; `None` where there is no front matter.
    pub raw: Option<&'a str>,
    /// Its bytes in the text.
    pub raw_span: Range<usize>,
    /// The byte at which the line behind the closing delimiter begins; 0 without front matter.
    pub body_start: usize,
    /// How it is written.
    pub format: FrontFormat,
}

/// Splits the front matter off `text`. It begins with the first line, which is `---` or `+++`, and
/// ends at the next such line (for YAML, also at `...`); without one there is none.
#[must_use]
pub fn front_matter(text: &str) -> FrontMatter<'_> {
    let start = text.len() - text.trim_start_matches('\u{FEFF}').len();
    let mut lines = Lines { text, at: start };
    let Some((_, opening)) = lines.next() else { return FrontMatter::default() };
    let (format, closing): (_, &[&str]) = match opening {
        "---" => (FrontFormat::Yaml, &["---", "..."]),
        "+++" => (FrontFormat::Toml, &["+++"]),
        _ => return FrontMatter::default(),
    };
    let raw_start = lines.at;
    while let Some((at, line)) = lines.next() {
        if closing.contains(&line) {
            let raw_span = raw_start..at;
            let raw = Some(&text[raw_span.clone()]);
            return FrontMatter { raw, raw_span, body_start: lines.at, format };
        }
    }
    FrontMatter::default()
}

/// Lines with the byte each begins at, without blanks at their end.
struct Lines<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Iterator for Lines<'a> {
    type Item = (usize, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.text.get(self.at..).filter(|rest| !rest.is_empty())?;
        let line = rest.split_inclusive('\n').next()?;
        let start = self.at;
        self.at += line.len();
        Some((start, line.trim_end()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, raw: Option<&str>, body: &str) {
        let front = front_matter(text);
        assert_eq!(front.raw, raw, "{text:?}");
        assert_eq!(&text[front.body_start..], body, "{text:?}");
        assert_eq!(&text[front.raw_span], raw.unwrap_or_default(), "{text:?}");
    }

    #[test]
    fn front_matter_is_split_off() {
        check("---\na: 1\n---\nText", Some("a: 1\n"), "Text");
        check("---  \r\na: 1\r\n---\r\n\r\nText", Some("a: 1\r\n"), "\r\nText");
        check("\u{FEFF}---\na: 1\n...\nText", Some("a: 1\n"), "Text");
        check("+++\na = 1\n---\n+++\nText", Some("a = 1\n---\n"), "Text");
        check("---\n---", Some(""), "");
        check("---\nno end", None, "---\nno end");
        check(" ---\na: 1\n---\n", None, " ---\na: 1\n---\n");
        check("----\na\n----\n", None, "----\na\n----\n");
        check("", None, "");
    }
}
