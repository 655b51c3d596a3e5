//! What each code means, as data: `explanations.toml`, embedded. Every explanation has an example,
//! and the example is its test: a dossier made of its files gives the code (tests/cli/explain.rs).

use std::sync::LazyLock;

use serde::Deserialize;

use super::{Level, Severity};

/// What a code means.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Explanation {
    /// The code: `D` and four digits.
    pub code: String,
    /// What is wrong, in a few words.
    pub title: String,
    /// How much it matters where no level is set.
    #[serde(deserialize_with = "level")]
    pub level: Level,
    /// Whether it is about what would make the output false, lose something, or leave nothing to build
    /// from, so that it cannot be set lower than an error.
    #[serde(default)]
    pub firm: bool,
    /// Why it matters and what to do; paragraphs of Markdown.
    pub text: String,
    /// What shows it.
    pub example: Example,
}

/// A dossier that has what a code is about.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// The arguments by which the program reports it.
    #[serde(default = "check")]
    pub command: String,
    /// What the program reads from standard input.
    #[serde(default)]
    pub input: String,
    /// Whether the files are all there is; otherwise a `book.toml` with a title and a seed stand
    /// beside them.
    #[serde(default)]
    pub bare: bool,
    /// The files.
    #[serde(default, rename = "file")]
    pub files: Vec<File>,
}

/// A file of an example: text, bytes that are no text, or a link.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct File {
    /// Its path in the dossier; one that ends in `/` is a folder.
    pub path: String,
    /// Its text.
    #[serde(default)]
    pub text: String,
    /// Its bytes in hexadecimal digits, in place of a text.
    pub hex: Option<String>,
    /// What it leads to, where it is a symbolic link.
    pub link: Option<String>,
}

fn check() -> String {
    "check".to_owned()
}

fn level<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Level, D::Error> {
    let level = Level::deserialize(deserializer)?;
    let fits = level != Level::Allow;
    fits.then_some(level)
        .ok_or_else(|| serde::de::Error::custom("no code is allowed from the start"))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Data {
    code: Vec<Explanation>,
}

static ALL: LazyLock<Result<Vec<Explanation>, String>> = LazyLock::new(|| {
    let data: Data =
        toml::from_str(include_str!("explanations.toml")).map_err(|error| error.to_string())?;
    Ok(data.code)
});

/// All explanations, by code.
#[must_use]
pub fn explanations() -> &'static [Explanation] {
    ALL.as_ref().map_or(&[], Vec::as_slice)
}

/// What a code means; case does not count.
#[must_use]
pub fn explanation(code: &str) -> Option<&'static Explanation> {
    explanations().iter().find(|explanation| explanation.code.eq_ignore_ascii_case(code))
}

impl Explanation {
    /// How severe it is where no level is set.
    #[must_use]
    pub fn severity(&self) -> Severity {
        if self.level == Level::Error { Severity::Error } else { Severity::Warning }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The codes as the source declares them.
    fn declared() -> Vec<&'static str> {
        let source = include_str!("../diagnostic.rs");
        let value = |line: &'static str| {
            line.trim().strip_prefix("pub const ")?.split_once(": &str = \"")?.1.strip_suffix("\";")
        };
        source.lines().filter_map(value).collect()
    }

    #[test]
    fn every_code_is_explained_in_order() {
        assert_eq!(ALL.as_ref().err(), None);
        let explained: Vec<&str> = explanations().iter().map(|e| e.code.as_str()).collect();
        let mut declared = declared();
        declared.sort_unstable();
        assert_eq!(explained, declared);
        assert!(declared.len() > 40);
    }

    #[test]
    fn a_code_is_declared_once() {
        let mut codes = declared();
        let before = codes.len();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), before);
    }

    #[test]
    fn explanations_say_something() {
        for explanation in explanations() {
            let Explanation { code, title, text, .. } = explanation;
            assert!(!title.is_empty() && !title.ends_with('.'), "{code}");
            assert!(text.trim().ends_with('.') && text.len() > 80, "{code}");
        }
    }
}
