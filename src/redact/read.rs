//! Reading `annotations/redact.toml`. What is wrong is said without the words that are to be hidden: of the
//! file only the line `[[redact]]` is shown. With an error nothing is built.

use std::ops::Range;

use regex::RegexBuilder;
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use super::find::{Placing, can_be_found};
use super::rule::{Hides, Rule, Stated};
use crate::config::table::kind;
use crate::diagnostic::{Diagnostic, Diagnostics, Findings, codes};
use crate::register::is_id;
use crate::text::{Lines, suggest};

/// Where the rules stand.
pub const RULES: &str = "annotations/redact.toml";

/// Keys of a rule.
const KEYS: [&str; 7] =
    ["reason", "words", "pattern", "entry", "documents", "match", "case-sensitive"];

/// Reads the file's text. Where something is wrong, the rules are not to be relied on.
#[must_use]
pub fn read(path: &str, text: &str) -> (Vec<Stated>, Diagnostics) {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut found = Findings::new(path, codes::REDACT_RULE);
    if let Some(error) = errors.first() {
        let at = text.floor_char_boundary(error.span().map_or(0, |span| span.start));
        let line = Lines::new(text).number(at);
        let message = format!("{path} is no valid TOML (line {line})");
        found.diagnostics.push(
            Diagnostic::error(codes::REDACT_SYNTAX, message)
                .in_file(path)
                .note(error.message().lines().next().unwrap_or_default().to_owned())
                .hint("the line is not shown, since it may hold what is to be hidden"),
        );
        return (Vec::new(), found.diagnostics);
    }
    let table = table.get_ref();
    for key in table.keys().filter(|key| key.get_ref() != "redact") {
        let line = Lines::new(text).number(key.span().start);
        let message = format!("line {line} of {path} belongs to no rule");
        let hint = "begin every rule with a line [[redact]]";
        let error = Diagnostic::error(codes::REDACT_RULE, message).in_file(path).hint(hint);
        found.diagnostics.push(error);
    }
    let mut rules = Vec::new();
    let Some(value) = table.get("redact") else { return (rules, found.diagnostics) };
    let Some(array) = value.get_ref().as_array() else {
        let message = "“redact” must be a list of tables".to_owned();
        found.error(0..0, message, "begin every rule with a line [[redact]]");
        return (rules, found.diagnostics);
    };
    for (index, item) in array.iter().enumerate() {
        let header = item.span();
        match item.get_ref() {
            DeValue::Table(table) => {
                let mut reader = Reader { table, header: header.clone(), found: &mut found };
                rules.extend(reader.rule(index + 1));
            }
            _ => found.error(header, "this rule is no table", "begin it with a line [[redact]]"),
        }
    }
    (rules, found.diagnostics)
}

struct Reader<'r, 't, 'i, 'f> {
    table: &'t DeTable<'i>,
    header: Range<usize>,
    found: &'r mut Findings<'f>,
}

impl Reader<'_, '_, '_, '_> {
    fn rule(&mut self, number: usize) -> Option<Stated> {
        for key in self.table.keys() {
            let key = key.get_ref().as_ref();
            if !KEYS.contains(&key) {
                self.wrong(format!("unknown key “{key}” in [[redact]]"), suggest(key, &KEYS));
            }
        }
        let reason = self.string("reason");
        if reason.is_none() {
            let hint = "readers see it beside every block: reason = \"to protect a witness\"";
            self.wrong("this rule has no “reason”".to_owned(), hint.to_owned());
        }
        let cased = self.flag("case-sensitive");
        let hides = self.hides(cased)?;
        let rule = Rule {
            reason: reason?,
            origin: format!("rule {number} of {}", self.found.path),
            path: self.found.path.to_owned(),
            documents: self.strings("documents").unwrap_or_default(),
        };
        if matches!(hides, Hides::Entry(_)) && !rule.documents.is_empty() {
            let hint = "write the entry's names as `words`, to hide them in some documents only";
            let message = "an entry is hidden everywhere or not at all".to_owned();
            self.wrong(message, hint.to_owned());
        }
        let placing = self.placing();
        Some(Stated { rule, hides, placing, cased, header: self.header.clone() })
    }

    fn hides(&mut self, cased: bool) -> Option<Hides> {
        let given: Vec<&str> = ["words", "pattern", "entry"]
            .into_iter()
            .filter(|key| self.table.contains_key(*key))
            .collect();
        match given.as_slice() {
            ["words"] => self.words(),
            ["pattern"] => self.pattern(cased),
            ["entry"] => {
                let id = self.string("entry").filter(|id| is_id(id));
                if id.is_none() {
                    let hint = "only a–z, 0–9 and “-” stand in an id";
                    self.wrong("“entry” is no id of the register".to_owned(), hint.to_owned());
                }
                id.map(Hides::Entry)
            }
            _ => {
                let hint = "give one of them: words = [\"…\"], pattern = '…' or entry = \"…\"";
                let message = "a rule hides either words, a pattern or an entry".to_owned();
                self.wrong(message, hint.to_owned());
                None
            }
        }
    }

    fn words(&mut self) -> Option<Hides> {
        let words = match self.table.get("words").map(Spanned::get_ref) {
            Some(DeValue::String(word)) => vec![word.trim().to_owned()],
            _ => self.strings("words")?,
        };
        if words.is_empty() || !words.iter().all(|words| can_be_found(words)) {
            let hint = "a letter or digit is needed; use a pattern for anything else";
            self.wrong("some of “words” cannot be looked for".to_owned(), hint.to_owned());
            return None;
        }
        Some(Hides::Words(words))
    }

    fn pattern(&mut self, cased: bool) -> Option<Hides> {
        let pattern = self.string("pattern")?;
        // The engine's own message would quote the pattern.
        match RegexBuilder::new(&pattern).case_insensitive(!cased).size_limit(1 << 21).build() {
            Ok(regex) if !regex.is_match("") => Some(Hides::Pattern(regex)),
            Ok(_) => {
                let hint = "let it begin or end with words that must be there";
                self.wrong("this pattern matches nothing at all, too".to_owned(), hint.to_owned());
                None
            }
            Err(_) => {
                let hint =
                    "look-around and back-references are not known; single quotes keep backslashes";
                self.wrong("“pattern” is no regular expression".to_owned(), hint.to_owned());
                None
            }
        }
    }

    fn placing(&mut self) -> Placing {
        let Some(word) = self.string("match") else { return Placing::Word };
        word.parse().unwrap_or_else(|()| {
            let known = Placing::ALL.map(Placing::key);
            self.wrong(format!("“match” cannot be “{word}”"), suggest(&word, &known));
            Placing::Word
        })
    }

    fn flag(&mut self, key: &str) -> bool {
        let Some(value) = self.table.get(key) else { return false };
        value.get_ref().as_bool().unwrap_or_else(|| {
            let message = format!("“{key}” must be true or false");
            self.wrong(message, format!("write {key} = true"));
            false
        })
    }

    fn string(&mut self, key: &str) -> Option<String> {
        let value = self.table.get(key)?;
        let text = value.get_ref().as_str().map(|text| text.trim().to_owned());
        if text.is_none() {
            let is = kind(value.get_ref());
            let hint = format!("put it in double quotes: {key} = \"…\"");
            self.wrong(format!("“{key}” must be a string, and this is {is}"), hint);
        }
        text.filter(|text| !text.is_empty())
    }

    fn strings(&mut self, key: &str) -> Option<Vec<String>> {
        let value = self.table.get(key)?;
        let all = |array: &DeArray<'_>| -> Option<Vec<String>> {
            array.iter().map(|item| Some(item.get_ref().as_str()?.trim().to_owned())).collect()
        };
        let strings = value.get_ref().as_array().and_then(all);
        if strings.is_none() {
            let hint = format!("write a list in square brackets: {key} = [\"…\", \"…\"]");
            self.wrong(format!("“{key}” must be a list of strings"), hint);
        }
        strings
    }

    fn wrong(&mut self, message: String, hint: String) {
        self.found.error(self.header.clone(), message, hint);
    }
}
