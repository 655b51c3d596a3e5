//! Where a rule of the program stands, and by which example one understands it: what a finding's
//! rule name leads to.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde::Deserialize;
use toml::{Table, Value};

use super::languages::{ANY, TAGS, files};
use crate::text::nearest;

/// Where the languages' files stand in the program's sources.
const FOLDER: &str = "src/recognise/languages";

/// A rule of the program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RulePlace {
    /// Its file in the program's sources and its line, from 1; `None` for what is no data.
    pub at: Option<(String, usize)>,
    /// A sentence in which it finds something, or what it does in words.
    pub says: Option<String>,
}

/// The place of the rule with a name, as findings have it; `None` for one that the program does not have.
#[must_use]
pub fn rule_place(name: &str) -> Option<RulePlace> {
    if let Some(coded) = CODED.iter().find(|rule| rule.name == name) {
        return Some(RulePlace { at: None, says: Some(coded.text.clone()) });
    }
    let mut tags = TAGS.iter().copied().chain([ANY]);
    tags.find_map(|tag| files(tag).find_map(|(path, text)| in_file(name, tag, path, text)))
}

#[derive(Deserialize)]
struct Coded {
    name: String,
    text: String,
}

static CODED: LazyLock<Vec<Coded>> = LazyLock::new(|| {
    #[derive(Deserialize)]
    struct File {
        rules: Vec<Coded>,
    }
    toml::from_str::<File>(include_str!("coded.toml"))
        .map_or_else(|_| Vec::new(), |file| file.rules)
});

/// The names of the program's rules, as findings have them.
static NAMES: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let mut names: BTreeSet<String> = CODED.iter().map(|rule| rule.name.clone()).collect();
    for tag in TAGS.iter().copied().chain([ANY]) {
        for (path, text) in files(tag) {
            let layer = path.rsplit('/').next().unwrap_or(path).trim_end_matches(".toml");
            names.extend(text.lines().filter_map(rule_name).map(|name| {
                if name.contains('.') { name.to_owned() } else { format!("{layer}.{tag}.{name}") }
            }));
        }
    }
    names
});

/// The name in a line that names a rule.
fn rule_name(line: &str) -> Option<&str> {
    line.trim().strip_prefix("name = \"")?.strip_suffix('"')
}

/// Whether a name is a rule's, or the beginning of some rules' names up to a point.
pub(super) fn names_rules(name: &str) -> bool {
    let from = NAMES.range(name.to_owned()..);
    let mut alike = from.take_while(|rule| rule.starts_with(name));
    alike.any(|rule| rule[name.len()..].is_empty() || rule[name.len()..].starts_with('.'))
}

/// The rule whose name is most like this, if one is like it.
pub(super) fn nearest_rule(name: &str) -> Option<&'static str> {
    nearest(name, NAMES.iter().map(String::as_str))
}

/// A rule in one language's file, where its name stands whole, or without layer and language.
fn in_file(name: &str, tag: &str, path: &str, text: &str) -> Option<RulePlace> {
    let layer = path.rsplit('/').next()?.strip_suffix(".toml")?;
    let short = name.strip_prefix(&format!("{layer}.{tag}.")).unwrap_or(name);
    let is_it = |line| rule_name(line).is_some_and(|value| value == name || value == short);
    let line = text.lines().position(is_it)? + 1;
    let table: Table = toml::from_str(text).ok()?;
    let says = table.values().find_map(|value| example(value, name, short));
    Some(RulePlace { at: Some((format!("{FOLDER}/{path}"), line)), says })
}

/// The first text of the example that stands beside a rule's name.
fn example(value: &Value, name: &str, short: &str) -> Option<String> {
    match value {
        Value::Array(list) => list.iter().find_map(|item| example(item, name, short)),
        Value::Table(table) => {
            let own = table.get("name").and_then(Value::as_str);
            if own.is_some_and(|own| own == name || own == short) {
                let given = table.get("example").or_else(|| table.get("examples"))?;
                return first_text(given);
            }
            table.values().find_map(|item| example(item, name, short))
        }
        _ => None,
    }
}

fn first_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Array(list) => first_text(list.first()?),
        Value::Table(table) => first_text(table.get("text")?),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_leads_to_its_line_and_example() {
        for (name, file, example) in [
            ("dates.de.day-month-year", "de/dates.toml", "Am Dienstag, dem 15. Sept. 2020"),
            ("certainty.en.says", "en/certainty.toml", ""),
            ("names.en.law-act", "en/phrases.toml", "Under the Sample Production Act"),
            ("quotations.en.clause", "en/quotations.toml", "Ada Sample said"),
            ("quantities.number", "any/quantities.toml", ""),
        ] {
            let place = rule_place(name).unwrap();
            let (path, line) = place.at.unwrap();
            assert_eq!(path, format!("{FOLDER}/{file}"), "{name}");
            let tag = file.split('/').next().unwrap();
            let (_, text) = files(tag).find(|(path, _)| *path == file).unwrap();
            let short = name.rsplit('.').next().unwrap();
            assert!(text.lines().nth(line - 1).unwrap().contains(short), "{name}");
            let says = place.says.unwrap();
            assert!(says.starts_with(example) && !says.is_empty(), "{name}: {says}");
        }
        assert_eq!(rule_place("names.exact").unwrap().at, None);
        assert_eq!(rule_place("names.no-such-rule"), None);
    }

    #[test]
    fn a_name_and_its_beginnings_name_rules() {
        for name in
            ["dates", "dates.de", "dates.de.day-month-year", "names.exact", "names.de.model"]
        {
            assert!(names_rules(name), "{name}");
        }
        for name in ["date", "dates.d", "dates.de.day", "dates.de.no-such-rule", "", "."] {
            assert!(!names_rules(name), "{name}");
        }
        assert!(NAMES.iter().all(|name| names_rules(name) && rule_place(name).is_some()));
        assert_eq!(nearest_rule("names.exacts"), Some("names.exact"));
    }
}
