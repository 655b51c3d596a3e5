//! Adding to the front matter of a notes file; what stands in it stays, byte for byte.

use crate::document::Metadata;
use crate::edtf::Edtf;
use crate::ingest::{self, FrontFormat};

/// A line of front matter: a key and its value or values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    key: &'static str,
    values: Vec<String>,
    /// Whether it is a list even with one value.
    list: bool,
}

/// What is stated, a line each, in the order in which editors write it.
pub(super) fn lines(metadata: &Metadata) -> Vec<Line> {
    let Metadata {
        title,
        authors,
        date,
        published,
        source,
        url,
        language,
        slug,
        description,
        kind,
        retrieved,
        rights,
        // Only editors say who may see a document, and what it was called before.
        publish: _,
        formerly: _,
    } = metadata;
    let written = |date: &Option<Edtf>| date.as_ref().map(ToString::to_string);
    let one = |key, value: Option<String>| {
        value.map(|value| Line { key, values: vec![value], list: false })
    };
    let authors =
        (!authors.is_empty()).then(|| Line { key: "authors", values: authors.clone(), list: true });
    [
        one("title", title.clone()),
        authors,
        one("date", written(date)),
        one("published", written(published)),
        one("source", source.clone()),
        one("url", url.clone()),
        one("lang", language.clone()),
        one("slug", slug.clone()),
        one("kind", kind.clone()),
        one("description", description.clone()),
        one("retrieved", written(retrieved)),
        one("rights", rights.clone()),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// A text with further lines in its front matter, which is made where there is none.
pub(super) fn add(text: &str, lines: &[Line]) -> String {
    if lines.is_empty() {
        return text.to_owned();
    }
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let front = ingest::front_matter(text);
    let written = |format: FrontFormat| -> String {
        lines.iter().map(|line| format!("{}{end}", line.write(format))).collect()
    };
    if front.raw.is_some() {
        let (before, after) = text.split_at(front.raw_span.end);
        return format!("{before}{}{after}", written(front.format));
    }
    let gap = if text.is_empty() { "" } else { end };
    format!("---{end}{}---{end}{gap}{text}", written(FrontFormat::Yaml))
}

/// Whether a text's front matter says all that it said in `old`, and these lines, without a new fault.
pub(super) fn holds(path: &str, old: &str, text: &str, lines: &[Line]) -> bool {
    if lines.is_empty() {
        return true;
    }
    let read = |text: &str| ingest::editor_metadata(path, &ingest::front_matter(text));
    let ((then, faults), (now, more)) = (read(old), read(text));
    let kept = now.clone().corrected_by(then) == now;
    let stated = self::lines(&now);
    kept && more.iter().count() <= faults.iter().count()
        && lines.iter().all(|line| stated.iter().any(|one| one.key == line.key))
}

impl Line {
    /// Of YAML's styles the double-quoted one is JSON's.
    fn write(&self, format: FrontFormat) -> String {
        let quoted = |value: &String| match format {
            FrontFormat::Yaml => serde_json::Value::String(value.clone()).to_string(),
            FrontFormat::Toml => toml::Value::String(value.clone()).to_string(),
        };
        let values: Vec<String> = self.values.iter().map(quoted).collect();
        let values = values.join(", ");
        let value = if self.list { format!("[{values}]") } else { values };
        match format {
            FrontFormat::Yaml => format!("{}: {value}", self.key),
            FrontFormat::Toml => format!("{} = {value}", self.key),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn some() -> Metadata {
        Metadata {
            title: Some("A \"B\" # c: d\\".into()),
            authors: vec!["Doe, Jo".into()],
            published: Some(Edtf::parse("2020-08").unwrap()),
            ..Metadata::default()
        }
    }

    #[test]
    fn lines_come_into_the_front_matter() {
        let lines = lines(&some());
        let yaml =
            "title: \"A \\\"B\\\" # c: d\\\\\"\nauthors: [\"Doe, Jo\"]\npublished: \"2020-08\"\n";
        for (text, expect) in [
            ("", format!("---\n{yaml}---\n")),
            ("> [!note]\n", format!("---\n{yaml}---\n\n> [!note]\n")),
            (
                "---\nurl: x # mine\n---\n\nText\n",
                format!("---\nurl: x # mine\n{yaml}---\n\nText\n"),
            ),
        ] {
            assert_eq!(add(text, &lines), expect, "{text}");
        }
        let toml = add("+++\r\nurl = \"https://a\"\r\n+++\r\n", &lines);
        assert!(toml.ends_with("published = \"2020-08\"\r\n+++\r\n"), "{toml}");
        let (read, found) = ingest::editor_metadata("x", &ingest::front_matter(&toml));
        assert!(found.is_empty());
        assert_eq!(Metadata { url: None, ..read }, some());
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(title in "[^\\s\\p{C}]{1,20}", author in "[a-zA-Zäß\"'\\\\:#\\[\\]{},&*!|>%@` -]{1,20}") {
            let author = author.trim().to_owned();
            prop_assume!(!author.is_empty());
            use unicode_normalization::UnicodeNormalization;
            let title: String = title.nfc().collect();
            let author = crate::text::one_line(&author);
            let metadata = Metadata { title: Some(title), authors: vec![author], ..Metadata::default() };
            for text in ["", "+++\n+++\n"] {
                let text = add(text, &lines(&metadata));
                let (read, found) = ingest::editor_metadata("x", &ingest::front_matter(&text));
                prop_assert!(found.is_empty(), "{text} {found:?}");
                prop_assert_eq!(&read, &metadata);
            }
        }
    }
}
