//! Where a rule of the program stands, and by which example one understands it: what a finding's
//! rule name leads to.

use std::sync::LazyLock;

use serde::Deserialize;
use toml::{Table, Value};

use super::languages::{ANY, TAGS, files};

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

/// A rule in one language's file, where its name stands whole, or without layer and language.
fn in_file(name: &str, tag: &str, path: &str, text: &str) -> Option<RulePlace> {
    let layer = path.rsplit('/').next()?.strip_suffix(".toml")?;
    let short = name.strip_prefix(&format!("{layer}.{tag}.")).unwrap_or(name);
    let is_it = |line: &str| {
        let value = line.strip_prefix("name = \"").and_then(|rest| rest.strip_suffix('"'));
        value.is_some_and(|value| value == name || value == short)
    };
    let line = text.lines().position(|line| is_it(line.trim()))? + 1;
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
}
