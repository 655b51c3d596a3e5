//! Writing `register.toml`: new entries behind its last line, and what an entry lacks into its table.
//! Nothing else of the file changes, no comment is lost, and nothing is moved.

use std::collections::{BTreeMap, BTreeSet};

use toml_edit::{Array, DocumentMut, Item, Table, Value};

use super::EntryKind;
use crate::edtf::Edtf;

/// An entry to be.
#[derive(Debug, Clone, PartialEq)]
pub struct NewEntry {
    /// What it is.
    pub kind: EntryKind,
    /// Its id, which no other entry has.
    pub id: String,
    /// How it is called.
    pub name: String,
    /// How it is filed, where that differs.
    pub sort: Option<String>,
    /// Further names.
    pub aliases: Vec<String>,
    /// One line.
    pub description: Option<String>,
    /// The same thing elsewhere.
    pub same_as: Vec<String>,
    /// Latitude and longitude in degrees; places only.
    pub geo: Option<(f64, f64)>,
    /// When it was.
    pub date: Option<Edtf>,
    /// Lines above it, each with its `#`.
    pub comments: Vec<String>,
}

impl NewEntry {
    /// An entry of which only this is known.
    #[must_use]
    pub fn new(kind: EntryKind, id: impl Into<String>, name: impl Into<String>) -> Self {
        Self {
            kind,
            id: id.into(),
            name: name.into(),
            sort: None,
            aliases: Vec::new(),
            description: None,
            same_as: Vec::new(),
            geo: None,
            date: None,
            comments: Vec::new(),
        }
    }
}

/// What an entry gets, as far as it lacks it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Addition {
    /// Further names.
    pub aliases: Vec<String>,
    /// The same thing elsewhere.
    pub same_as: Vec<String>,
    /// Latitude and longitude in degrees; places only.
    pub geo: Option<(f64, f64)>,
    /// When it was.
    pub date: Option<Edtf>,
    /// Lines above it, each with its `#`.
    pub comments: Vec<String>,
}

/// Writes an entry behind the last line of a register's text.
pub fn push(register: &mut String, entry: &NewEntry) {
    let end = if register.contains("\r\n") { "\r\n" } else { "\n" };
    let mut lines: Vec<String> = entry.comments.clone();
    let list = |items: &[String]| -> String {
        let items: Vec<String> = items.iter().map(|item| quoted(item)).collect();
        format!("[{}]", items.join(", "))
    };
    lines.push(format!("[[{}]]", entry.kind));
    lines.push(format!("id = {}", quoted(&entry.id)));
    lines.push(format!("name = {}", quoted(&entry.name)));
    lines.extend(entry.sort.iter().map(|sort| format!("sort = {}", quoted(sort))));
    if !entry.aliases.is_empty() {
        lines.push(format!("aliases = {}", list(&entry.aliases)));
    }
    lines.extend(entry.description.iter().map(|line| format!("description = {}", quoted(line))));
    if !entry.same_as.is_empty() {
        lines.push(format!("same-as = {}", list(&entry.same_as)));
    }
    lines.extend(entry.geo.map(|(lat, lon)| format!("geo = [{}, {}]", degrees(lat), degrees(lon))));
    lines.extend(entry.date.iter().map(|date| format!("date = {}", quoted(&date.to_string()))));
    if !register.is_empty() {
        let gap = if register.ends_with('\n') { end.to_owned() } else { end.repeat(2) };
        register.push_str(&gap);
    }
    for line in lines {
        register.push_str(&line);
        register.push_str(end);
    }
}

fn quoted(text: &str) -> String {
    Value::from(text).to_string().trim().to_owned()
}

/// A number as a person writes degrees: without an exponent.
fn degrees(number: f64) -> String {
    let text = format!("{number}");
    if text.contains('.') { text } else { format!("{text}.0") }
}

/// Gives the entries with these ids what they lack; says how many values were added.
#[must_use]
pub fn extend(text: &str, additions: &BTreeMap<String, Addition>) -> (String, usize) {
    let mut added = 0;
    if additions.is_empty() {
        return (text.to_owned(), added);
    }
    let Ok(mut document) = text.parse::<DocumentMut>() else { return (text.to_owned(), added) };
    for kind in EntryKind::ALL {
        let Some(item) = document.get_mut(kind.key()) else { continue };
        let Some(list) = item.as_array_of_tables_mut() else { continue };
        for table in list.iter_mut() {
            let id = table.get("id").and_then(Item::as_str).unwrap_or_default().trim().to_owned();
            let Some(addition) = additions.get(&id) else { continue };
            added += extend_list(table, "aliases", &addition.aliases);
            added += extend_list(table, "same-as", &addition.same_as);
            if let Some((lat, lon)) = addition.geo.filter(|_| table.get("geo").is_none()) {
                table.insert("geo", Item::Value(Value::Array(Array::from_iter([lat, lon]))));
                added += 1;
            }
            if let Some(date) = addition.date.as_ref().filter(|_| table.get("date").is_none()) {
                table.insert("date", Item::Value(Value::from(date.to_string())));
                added += 1;
            }
            note(table, &addition.comments);
        }
    }
    let next = document.to_string();
    // A file with the line ends of Windows keeps them.
    let crlf = text.contains("\r\n");
    (if crlf { next.replace("\r\n", "\n").replace('\n', "\r\n") } else { next }, added)
}

/// Adds to a list what the entry does not have yet.
fn extend_list(table: &mut Table, key: &str, more: &[String]) -> usize {
    if more.is_empty() {
        return 0;
    }
    let name = table.get("name").and_then(Item::as_str).unwrap_or_default().trim().to_owned();
    if table.get(key).is_none() {
        table.insert(key, Item::Value(Value::Array(Array::new())));
    }
    let Some(list) = table.get_mut(key).and_then(Item::as_array_mut) else { return 0 };
    let mut known: BTreeSet<String> =
        list.iter().filter_map(Value::as_str).map(|value| value.trim().to_owned()).collect();
    known.insert(name);
    let mut added = 0;
    for one in more {
        if known.insert(one.clone()) {
            let mut value = Value::from(one.as_str());
            // A list with a line for each keeps one for the new one.
            if let Some(last) = list.iter().last().filter(|last| on_own_line(last)) {
                let indent = last.decor().prefix().and_then(|p| p.as_str()).unwrap_or_default();
                let indent = indent.rsplit('\n').next().unwrap_or_default().to_owned();
                // A comment behind the last one's comma stays there.
                let behind = list.trailing().as_str().unwrap_or_default().to_owned();
                let (comment, rest) = match behind.rfind('#') {
                    Some(at) => behind.split_at(at + behind[at..].find('\n').unwrap_or(0)),
                    None => ("", behind.as_str()),
                };
                value.decor_mut().set_prefix(format!("{comment}\n{indent}"));
                list.set_trailing(rest);
            } else if !list.is_empty() {
                value.decor_mut().set_prefix(" ");
            }
            list.push_formatted(value);
            added += 1;
        }
    }
    added
}

fn on_own_line(value: &Value) -> bool {
    let prefix = value.decor().prefix().and_then(|prefix| prefix.as_str()).unwrap_or_default();
    prefix.contains('\n')
}

/// Puts comments above an entry's first line.
fn note(table: &mut Table, comments: &[String]) {
    if comments.is_empty() {
        return;
    }
    let before = table.decor().prefix().and_then(|prefix| prefix.as_str()).unwrap_or_default();
    let lines: String = comments.iter().map(|comment| format!("{comment}\n")).collect();
    let prefix = format!("{before}{lines}");
    table.decor_mut().set_prefix(prefix);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::register::read;

    #[test]
    fn an_entry_is_written_as_it_is_read() {
        let entry = NewEntry {
            aliases: vec!["S \"x\"".into(), "Ü\\".into()],
            description: Some("A town.".into()),
            same_as: vec!["https://www.wikidata.org/wiki/Q1".into()],
            geo: Some((-0.000_01, 12.0)),
            date: Some(Edtf::parse("1900/..").unwrap()),
            comments: vec!["# from elsewhere".into()],
            ..NewEntry::new(EntryKind::Place, "springfield", "Springfield")
        };
        for before in ["", "# mine", "# mine\r\n"] {
            let mut text = before.to_owned();
            push(&mut text, &entry);
            let (register, found) = read("r", &text);
            assert!(found.is_empty(), "{text}: {found:?}");
            let read = register.get("springfield").unwrap();
            assert_eq!(
                (&read.name, &read.aliases, &read.same_as, read.geo, &read.date),
                (&entry.name, &entry.aliases, &entry.same_as, entry.geo, &entry.date)
            );
            assert!(text.starts_with(before) && text.contains("# from elsewhere"));
        }
    }

    #[test]
    fn only_what_is_lacking_comes_in() {
        let text = "# head\n\n[[place]] # a\nid = \"a\"\nname = \"A\" # its name\nsame-as = [\n  \"https://x/1\", # one\n]\n\n[[place]]\nid = \"b\"\nname = \"B\"\ngeo = [1.0, 2.0]\n# tail\n";
        let addition = Addition {
            aliases: vec!["A".into(), "Aa".into()],
            same_as: vec!["https://x/1".into(), "https://x/2".into()],
            geo: Some((3.0, 4.5)),
            date: None,
            comments: Vec::new(),
        };
        let both = ["a", "b"].map(|id| (id.to_owned(), addition.clone()));
        let (next, added) = extend(text, &BTreeMap::from(both));
        assert_eq!(added, 7);
        assert_eq!(
            next,
            "# head\n\n[[place]] # a\nid = \"a\"\nname = \"A\" # its name\nsame-as = [\n  \"https://x/1\", # one\n  \"https://x/2\",\n]\naliases = [\"Aa\"]\ngeo = [3.0, 4.5]\n\n[[place]]\nid = \"b\"\nname = \"B\"\ngeo = [1.0, 2.0]\naliases = [\"A\", \"Aa\"]\nsame-as = [\"https://x/1\", \"https://x/2\"]\n# tail\n"
        );
        assert_eq!(extend(&next, &BTreeMap::from([("a".to_owned(), addition)])), (next.clone(), 0));
    }

    proptest! {
        #[test]
        fn no_comment_is_lost(text in "(\\[\\[place\\]\\]|id = \"a\"|name = \"A\"|aliases = \\[|\\]|\"x\"|,|# c|\n| |geo = \\[1, 2\\]){0,30}") {
            let addition = Addition { aliases: vec!["N".into()], ..Addition::default() };
            let (next, _) = extend(&text, &BTreeMap::from([("a".to_owned(), addition)]));
            prop_assert_eq!(next.matches("# c").count(), text.matches("# c").count());
        }
    }
}
