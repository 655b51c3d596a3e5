//! A language's words by list, and how patterns name them.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::super::alternation::alternation;

/// How deeply parts may name parts.
const DEEPEST: usize = 8;

/// Lists of words and parts of patterns, as a language's file gives them.
///
/// `[words]` holds lists: an array of words, or a table of words with what each means. `[parts]`
/// holds pieces of patterns by name.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::recognise) struct Lexicon {
    #[serde(default)]
    words: BTreeMap<String, List>,
    #[serde(default)]
    parts: BTreeMap<String, String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
enum List {
    Plain(Vec<String>),
    Meaning(BTreeMap<String, Meaning>),
}

#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
enum Meaning {
    Number(i64),
    Word(String),
}

impl Lexicon {
    /// A pattern with its braces written out. `{month}` is a group of that name holding any word
    /// of the list `month`, as given, capitalised, or in capitals; `{month:2}` the group `month2`;
    /// `{:month}` no group at all. The name of a part stands for the part, which may name others.
    /// Other braces are left alone.
    pub(in crate::recognise) fn expand(&self, pattern: &str) -> String {
        let mut text = pattern.to_owned();
        for _ in 0..DEEPEST {
            let next = self.expand_once(&text);
            if next == text {
                break;
            }
            text = next;
        }
        text
    }

    fn expand_once(&self, pattern: &str) -> String {
        let mut text = String::new();
        let mut rest = pattern;
        while let Some(open) = rest.find('{') {
            let Some(length) = rest[open..].find('}') else { break };
            let inner = &rest[open + 1..open + length];
            text.push_str(&rest[..open]);
            match self.piece(inner) {
                Some(piece) => text.push_str(&piece),
                None => text.push_str(&rest[open..=open + length]),
            }
            rest = &rest[open + length + 1..];
        }
        text + rest
    }

    /// What stands for the name between braces.
    fn piece(&self, inner: &str) -> Option<String> {
        let (name, number) = inner.split_once(':').unwrap_or((inner, ""));
        if name.is_empty() {
            return Some(format!("(?:{})", self.alternatives(number)?));
        }
        if let Some(part) = self.parts.get(name).filter(|_| number.is_empty()) {
            return Some(format!("(?:{part})"));
        }
        Some(format!("(?P<{name}{number}>{})", self.alternatives(name)?))
    }

    fn alternatives(&self, list: &str) -> Option<String> {
        Some(match self.words.get(list)? {
            List::Plain(words) => alternation(words.iter().map(String::as_str)),
            List::Meaning(words) => alternation(words.keys().map(String::as_str)),
        })
    }

    /// What a word of the list means, in whatever case it stands; a plain list's word means itself.
    pub(in crate::recognise) fn meaning(&self, list: &str, word: &str) -> Option<String> {
        let lower = word.to_lowercase();
        match self.words.get(list)? {
            List::Plain(words) => words.iter().find(|known| known.to_lowercase() == lower).cloned(),
            List::Meaning(words) => words
                .iter()
                .find(|(known, _)| known.to_lowercase() == lower)
                .map(|(_, meaning)| meaning.text()),
        }
    }
}

impl Meaning {
    fn text(&self) -> String {
        match self {
            Self::Number(number) => number.to_string(),
            Self::Word(word) => word.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::languages::parse;
    use super::*;

    #[test]
    fn names_in_braces_stand_for_words() {
        let lexicon: Lexicon = parse(
            r#"
            [words]
            and = ["und"]
            month = { Mai = 5, Juni = "6" }
            [parts]
            day = '[0-9]{1,2}\.'
            date = '{day} {month}'
            "#,
        )
        .unwrap();
        assert_eq!(lexicon.expand("{and} x{2}"), "(?P<and>UND|Und|und) x{2}");
        assert_eq!(lexicon.expand("{:and:x}{nothing}{"), "{:and:x}{nothing}{");
        let months = "JUNI|Juni|juni|MAI|Mai|mai";
        let months = months.replace("|juni", "").replace("|mai", "");
        assert_eq!(
            lexicon.expand("{date} {:and} {month:2}"),
            format!(
                r"(?:(?:[0-9]{{1,2}}\.) (?P<month>{months})) (?:UND|Und|und) (?P<month2>{months})"
            )
        );
        assert_eq!(lexicon.meaning("month", "MAI").as_deref(), Some("5"));
        assert_eq!(lexicon.meaning("month", "Juni").as_deref(), Some("6"));
        assert_eq!(lexicon.meaning("and", "Und").as_deref(), Some("und"));
        assert_eq!(lexicon.meaning("month", "Maid"), None);
        assert_eq!(lexicon.meaning("none", "Mai"), None);
    }
}
