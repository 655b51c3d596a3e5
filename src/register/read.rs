//! Reading `annotations/register.toml`. A broken entry is reported and left out; the others stay.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::references::check_part_of;
use super::same_as::check_same_as;
use super::{Entry, EntryKind, Register};
use crate::config::table::{kind, refuse_unknown, string, strings, syntax_errors, wrong_type};
use crate::diagnostic::{Diagnostic, Diagnostics, Findings, codes};
use crate::edtf::Edtf;
use crate::text::{Lines, is_device, slugify, suggest};

/// Longest id in bytes: it names files, with endings behind it.
const MAX_ID: usize = 120;

/// Keys of an entry.
const KEYS: [&str; 11] = [
    "id",
    "name",
    "sort",
    "aliases",
    "description",
    "note",
    "same-as",
    "geo",
    "date",
    "part-of",
    "formerly",
];

/// An entry and the place of its `part-of`, which can only be checked once all ids are known.
pub(super) struct Draft {
    pub(super) entry: Entry,
    pub(super) part_of: Option<Range<usize>>,
    /// The places of the entry's `same-as`, in their order.
    pub(super) same_as: Vec<Range<usize>>,
}

/// Reads register.toml's text; `path` is its path in the dossier, for diagnostics. Where it is no
/// valid TOML, the entries that can be made out are still returned.
#[must_use]
pub fn read(path: &str, text: &str) -> (Register, Diagnostics) {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut found = Findings::new(path, codes::REGISTER_ENTRY);
    let mut drafts = Vec::new();
    for (kind, table, header) in tables(table.get_ref(), &mut found) {
        drafts.extend(draft(kind, table, header, text, &mut found));
    }
    drafts.sort_by_key(|draft| draft.entry.span.start);
    let mut drafts = refuse_duplicates(drafts, text, &mut found);
    check_part_of(&mut drafts, table.get_ref(), &mut found);
    check_same_as(&drafts, text, &mut found);
    let (register, _) = Register::new(drafts.into_iter().map(|draft| draft.entry).collect());
    if !errors.is_empty() {
        // What else seems wrong may only follow from the slip in the syntax.
        return (register, syntax_errors(path, codes::REGISTER_SYNTAX, text, &errors));
    }
    found.diagnostics.sort();
    (register, found.diagnostics)
}

/// All entries' tables with their kinds and the places of their headers.
fn tables<'t, 'i>(
    top: &'t DeTable<'i>,
    found: &mut Findings<'_>,
) -> Vec<(EntryKind, &'t DeTable<'i>, Range<usize>)> {
    let mut tables = Vec::new();
    for (key, value) in top {
        let word = key.get_ref().as_ref();
        let Ok(entry_kind) = word.parse::<EntryKind>() else {
            let message = format!("there is no kind of entry “{word}”");
            found.error(key.span(), message, suggest(word, &EntryKind::ALL.map(EntryKind::key)));
            continue;
        };
        let Some(array) = value.get_ref().as_array() else {
            let message =
                format!("“{word}” must be a list of tables, and this is {}", kind(value.get_ref()));
            found.error(key.span(), message, format!("begin every entry with a line [[{word}]]"));
            continue;
        };
        for item in array {
            match item.get_ref().as_table() {
                Some(table) => tables.push((entry_kind, table, item.span())),
                None => {
                    let hint = format!("begin every entry with a line [[{word}]]");
                    wrong_type(word, item, "a list of tables", &hint, found);
                }
            }
        }
    }
    tables
}

/// One entry; `None` where it has no usable id or no name.
fn draft(
    kind: EntryKind,
    table: &DeTable<'_>,
    header: Range<usize>,
    text: &str,
    found: &mut Findings<'_>,
) -> Option<Draft> {
    refuse_unknown(table, &format!("[[{kind}]]"), &KEYS, found);
    let name = name(table, kind, &header, found);
    let id = id(table, kind, name.as_deref(), &header, found);
    let part_of = string(table, "part-of", found);
    let same_as = same_as(table, found);
    let aliases = aliases(table, name.as_deref(), found);
    let entry = Entry {
        id: id.unwrap_or_default(),
        kind,
        sort: string(table, "sort", found).map(Spanned::into_inner),
        aliases,
        description: description(table, found),
        note: string(table, "note", found).map(Spanned::into_inner),
        same_as: same_as.iter().map(|address| address.get_ref().clone()).collect(),
        geo: geo(table, kind, found),
        date: date(table, text, found),
        part_of: part_of.as_ref().map(|id| id.get_ref().clone()),
        formerly: formerly(table, found),
        unreviewed: false,
        span: header.start..end(table, header.end),
        name: name.unwrap_or_default(),
    };
    let usable = !entry.id.is_empty() && !entry.name.is_empty();
    usable.then(|| Draft {
        entry,
        part_of: part_of.map(|id| id.span()),
        same_as: same_as.iter().map(Spanned::span).collect(),
    })
}

/// Where an entry's last value ends.
fn end(table: &DeTable<'_>, header: usize) -> usize {
    table.values().map(|value| value.span().end).fold(header, usize::max)
}

fn name(
    table: &DeTable<'_>,
    kind: EntryKind,
    header: &Range<usize>,
    found: &mut Findings<'_>,
) -> Option<String> {
    let name = string(table, "name", found).map(Spanned::into_inner);
    let wrong_type = table.get("name").is_some_and(|value| !value.get_ref().is_str());
    if name.is_none() && !wrong_type {
        let message = format!("this {kind} has no name");
        found.error(header.clone(), message, "add how it is called: name = \"…\"");
    }
    name
}

/// The id, where it is usable: `none` is not, since a callout `[!name] none` takes a name away.
fn id(
    table: &DeTable<'_>,
    kind: EntryKind,
    name: Option<&str>,
    header: &Range<usize>,
    found: &mut Findings<'_>,
) -> Option<String> {
    let Some(id) = string(table, "id", found) else {
        if table.get("id").is_none_or(|value| value.get_ref().is_str()) {
            let slug = name.map(slugify).filter(|slug| !slug.is_empty());
            let hint = format!("add one: id = \"{}\"", slug.as_deref().unwrap_or("…"));
            found.error(header.clone(), format!("this {kind} has no id"), hint);
        }
        return None;
    };
    if id.get_ref() == "none" {
        let hint = "choose another one; a callout writes “none” where words are no name";
        found.error(id.span(), "the id “none” is reserved", hint);
        return None;
    }
    if is_id(id.get_ref()) {
        return Some(id.into_inner());
    }
    let message = format!("“{}” is no id", id.get_ref());
    let slug = slugify(id.get_ref());
    let example = if slug.is_empty() { String::new() } else { format!(": id = \"{slug}\"") };
    let hint = match id.get_ref().as_str() {
        text if text.len() > MAX_ID => format!("an id has {MAX_ID} characters at most"),
        text if is_device(text) => {
            "Windows keeps that name for a device; choose another".to_owned()
        }
        _ => format!("only a–z, 0–9 and “-” stand in an id{example}"),
    };
    found.error(id.span(), message, hint);
    None
}

/// Whether it has an id's shape: `[a-z0-9-]+`, and is no name that Windows keeps for a device.
pub fn is_id(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= MAX_ID
        && !is_device(text)
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

fn formerly(table: &DeTable<'_>, found: &mut Findings<'_>) -> Vec<String> {
    let ids = strings(table, "formerly", found).unwrap_or_default();
    let (fine, wrong): (Vec<_>, Vec<_>) = ids.into_iter().partition(|id| is_id(id.get_ref()));
    for id in wrong {
        let message = format!("“{}” was never an id", id.get_ref());
        found.error(id.span(), message, "only a–z, 0–9 and “-” stand in an id");
    }
    fine.into_iter().map(Spanned::into_inner).collect()
}

fn aliases(table: &DeTable<'_>, name: Option<&str>, found: &mut Findings<'_>) -> Vec<String> {
    let mut aliases: Vec<String> = Vec::new();
    let mut seen = BTreeSet::new();
    for alias in strings(table, "aliases", found).unwrap_or_default() {
        let text = alias.get_ref();
        if text.is_empty() {
            found.error(alias.span(), "an alias is empty", "take it out of the list");
        } else if name == Some(text.as_str()) || !seen.insert(text.clone()) {
            let message = match name {
                Some(name) if name == text => format!("the alias “{text}” is the entry's name"),
                _ => format!("the alias “{text}” stands here twice"),
            };
            let warning = Diagnostic::warning(found.code, message)
                .at(found.path, alias.span())
                .hint("take it out of the list; it adds nothing");
            found.diagnostics.push(warning);
        } else {
            aliases.push(alias.into_inner());
        }
    }
    aliases
}

fn description(table: &DeTable<'_>, found: &mut Findings<'_>) -> Option<String> {
    let text = string(table, "description", found)?;
    if text.get_ref().contains('\n') {
        let hint = "keep the first line here and put the rest into note = \"\"\"…\"\"\"";
        found.error(text.span(), "a description is one line", hint);
    }
    Some(text.into_inner())
}

fn same_as(table: &DeTable<'_>, found: &mut Findings<'_>) -> Vec<Spanned<String>> {
    let mut addresses = Vec::new();
    for text in strings(table, "same-as", found).unwrap_or_default() {
        let address = text.get_ref();
        let host = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"));
        let odd = |c: char| c.is_whitespace() || c.is_control();
        if host
            .is_some_and(|host| !host.is_empty() && !host.starts_with('/') && !host.contains(odd))
        {
            addresses.push(text);
        } else {
            let message = format!("“{address}” is no http(s) address");
            let hint = "write the whole address, such as \"https://www.wikidata.org/wiki/Q…\"";
            found.error(text.span(), message, hint);
        }
    }
    addresses
}

fn geo(table: &DeTable<'_>, kind: EntryKind, found: &mut Findings<'_>) -> Option<(f64, f64)> {
    let value = table.get("geo")?;
    let hint = "write latitude and longitude in degrees: geo = [52.52, 13.405]";
    if kind != EntryKind::Place {
        let message = format!("a {kind} has no coordinates");
        found.error(value.span(), message, "only a [[place]] has “geo”");
        return None;
    }
    let numbers: Option<Vec<f64>> =
        value.get_ref().as_array().and_then(|array| array.iter().map(number).collect());
    let Some([lat, lon]) = numbers.as_deref() else {
        found.error(value.span(), "“geo” must be two numbers", hint);
        return None;
    };
    if lat.abs() <= 90.0 && lon.abs() <= 180.0 {
        return Some((*lat, *lon));
    }
    let message = format!("no place lies at latitude {lat} and longitude {lon}");
    found.error(value.span(), message, hint);
    None
}

/// A decimal number as it is written; comparisons with the bounds refuse what is none (NaN).
fn number(value: &Spanned<DeValue<'_>>) -> Option<f64> {
    match value.get_ref() {
        DeValue::Float(float) => float.as_str().parse().ok(),
        DeValue::Integer(integer) if integer.radix() == 10 => integer.as_str().parse().ok(),
        _ => None,
    }
}

fn date(table: &DeTable<'_>, text: &str, found: &mut Findings<'_>) -> Option<Edtf> {
    let value = table.get("date")?;
    if matches!(value.get_ref(), DeValue::Datetime(_) | DeValue::Integer(_)) {
        let bare = text.get(value.span()).unwrap_or("…");
        wrong_type("date", value, "a string", &format!("put it in quotes: \"{bare}\""), found);
        return None;
    }
    let date = string(table, "date", found)?;
    match Edtf::parse(date.get_ref()) {
        Ok(edtf) => Some(edtf),
        Err(error) => {
            let hint = "write a date such as \"2020-08-03\", \"2020-08\", \"1946-06-14/..\" or \
                        \"2020?\"";
            found.error(date.span(), error.to_string(), hint);
            None
        }
    }
}

/// Keeps the first entry of every id and reports the others.
fn refuse_duplicates(drafts: Vec<Draft>, text: &str, found: &mut Findings<'_>) -> Vec<Draft> {
    let lines = Lines::new(text);
    let mut first: BTreeMap<String, (usize, String)> = BTreeMap::new();
    let mut kept = Vec::new();
    for draft in drafts {
        let Entry { id, name, span, .. } = &draft.entry;
        if let Some((line, other)) = first.get(id) {
            let error = Diagnostic::error(codes::DUPLICATE_ID, format!("the id “{id}” is taken"))
                .at(found.path, span.clone())
                .label("the second entry with this id")
                .note(format!("The first one is “{other}” in line {line}."))
                .hint("give one of the two another id, or make them one entry");
            found.diagnostics.push(error);
            continue;
        }
        first.insert(id.clone(), (lines.number(span.start), name.clone()));
        kept.push(draft);
    }
    kept
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const PATH: &str = "annotations/register.toml";

    fn register(text: &str) -> Register {
        let (register, diagnostics) = read(PATH, text);
        assert_eq!(diagnostics, Diagnostics::new(), "{text}");
        register
    }

    /// Every finding as `severity code [marked words] message | notes | hint`.
    fn findings(text: &str) -> Vec<String> {
        read(PATH, text).1.shown_with_notes(PATH, text)
    }

    #[test]
    fn everything_is_read_in_the_order_of_the_file() {
        let text = r#"
[[place]]
id = "springfield"
name = "Springfield"
geo = [44, -123.02]
part-of = "freedonia"

[[person]]
id = "jane-doe"
name = " Jane Doe "
sort = "Doe, Jane"
aliases = ["Doe", "J. Doe"]
description = "A *clerk*."
note = """
Lived in [[springfield]].
"""
same-as = ["https://example.org/jane"]
date = "1946-06-14/.."

[[place]]
id = "freedonia"
name = "Freedonia"
"#;
        let register = register(text);
        let ids: Vec<_> = register.iter().map(|entry| entry.id.as_str()).collect();
        assert_eq!(ids, ["springfield", "jane-doe", "freedonia"]);
        let jane = register.get("jane-doe").unwrap();
        assert_eq!((jane.kind, jane.name.as_str()), (EntryKind::Person, "Jane Doe"));
        assert_eq!(jane.sort_name(), "Doe, Jane");
        assert_eq!(jane.aliases, ["Doe", "J. Doe"]);
        assert_eq!(jane.description.as_deref(), Some("A *clerk*."));
        assert_eq!(jane.note.as_deref(), Some("Lived in [[springfield]]."));
        assert_eq!(jane.same_as, ["https://example.org/jane"]);
        assert_eq!(jane.date, Edtf::parse("1946-06-14/..").ok());
        let words = &text[jane.span.clone()];
        assert!(words.starts_with("[[person]]\nid") && words.ends_with("/..\""), "{words}");
        let town = register.get("springfield").unwrap();
        assert_eq!(town.geo, Some((44.0, -123.02)));
        assert_eq!(town.part_of.as_deref(), Some("freedonia"));
    }

    #[test]
    fn what_is_wrong_is_said_where_it_stands() {
        let kinds = "person, organisation, place, product, work, event, law, concept";
        let keys = KEYS.join(", ");
        let check = |text: &str, expect: &str| assert_eq!(findings(text), [expect], "{text}");
        let person = |rest: &str| format!("[[person]]\nid = \"a\"\nname = \"A\"\n{rest}");
        let date_hint =
            "write a date such as \"2020-08-03\", \"2020-08\", \"1946-06-14/..\" or \"2020?\"";
        let geo_hint = "write latitude and longitude in degrees: geo = [52.52, 13.405]";
        for (text, expect) in [
            (
                "[[organization]]\nid = \"a\"\nname = \"A\"".to_owned(),
                format!("error D0031 [organization] there is no kind of entry “organization” |  | did you mean “organisation”? Known are: {kinds}"),
            ),
            (
                "[person]\nid = \"a\"\nname = \"A\"".to_owned(),
                "error D0031 [person] “person” must be a list of tables, and this is a table |  | begin every entry with a line [[person]]".to_owned(),
            ),
            (
                person("alias = []"),
                format!("error D0031 [alias] unknown key “alias” in [[person]] |  | did you mean “aliases”? Known are: {keys}"),
            ),
            (
                "[[event]]\nname = \"Großes Fest\"".to_owned(),
                "error D0031 [[[event]]] this event has no id |  | add one: id = \"grosses-fest\"".to_owned(),
            ),
            (
                "[[event]]\nid = \"fest\"\nname = \" \"".to_owned(),
                "error D0031 [[[event]]] this event has no name |  | add how it is called: name = \"…\"".to_owned(),
            ),
            (
                "[[event]]\nid = \"Großes Fest\"\nname = \"Fest\"".to_owned(),
                "error D0031 [\"Großes Fest\"] “Großes Fest” is no id |  | only a–z, 0–9 and “-” stand in an id: id = \"grosses-fest\"".to_owned(),
            ),
            (
                "[[event]]\nid = \"none\"\nname = \"Fest\"".to_owned(),
                "error D0031 [\"none\"] the id “none” is reserved |  | choose another one; a callout writes “none” where words are no name".to_owned(),
            ),
            (
                person("date = \"June 1946\""),
                format!("error D0031 [\"June 1946\"] {} |  | {date_hint}", Edtf::parse("June 1946").unwrap_err()),
            ),
            (
                person("date = 1946-06-14"),
                "error D0031 [1946-06-14] “date” must be a string, and this is a date or time |  | put it in quotes: \"1946-06-14\"".to_owned(),
            ),
            (
                person("geo = [1, 2]"),
                "error D0031 [[1, 2]] a person has no coordinates |  | only a [[place]] has “geo”".to_owned(),
            ),
            (
                "[[place]]\nid = \"a\"\nname = \"A\"\ngeo = [52.5]".to_owned(),
                format!("error D0031 [[52.5]] “geo” must be two numbers |  | {geo_hint}"),
            ),
            (
                "[[place]]\nid = \"a\"\nname = \"A\"\ngeo = [13.4, nan]".to_owned(),
                format!("error D0031 [[13.4, nan]] no place lies at latitude 13.4 and longitude NaN |  | {geo_hint}"),
            ),
            (
                "[[place]]\nid = \"a\"\nname = \"A\"\ngeo = [113.4, 52]".to_owned(),
                format!("error D0031 [[113.4, 52]] no place lies at latitude 113.4 and longitude 52 |  | {geo_hint}"),
            ),
            (
                person("same-as = [\"javascript:alert(1)\"]"),
                "error D0031 [\"javascript:alert(1)\"] “javascript:alert(1)” is no http(s) address |  | write the whole address, such as \"https://www.wikidata.org/wiki/Q…\"".to_owned(),
            ),
            (
                person("part-of = \"b\"\n[[place]]\nid = \"bb\"\nname = \"B\""),
                "error D0034 [\"b\"] no entry has the id “b” |  | did you mean “a”?".to_owned(),
            ),
            (
                person("part-of = \"a\""),
                "error D0103 [\"a\"] “A” would be part of itself, by way of “a” |  | take out the “part-of” that does not hold".to_owned(),
            ),
            (
                person("aliases = [\"B\", \"\"]"),
                "error D0031 [\"\"] an alias is empty |  | take it out of the list".to_owned(),
            ),
            (
                person("aliases = [\"B\", \"B\"]"),
                "warning D0031 [\"B\"] the alias “B” stands here twice |  | take it out of the list; it adds nothing".to_owned(),
            ),
            (
                person("aliases = [\"B\", \"A\"]"),
                "warning D0031 [\"A\"] the alias “A” is the entry's name |  | take it out of the list; it adds nothing".to_owned(),
            ),
            (
                person("description = \"\"\"a\nb\"\"\""),
                "error D0031 [\"\"\"a\nb\"\"\"] a description is one line |  | keep the first line here and put the rest into note = \"\"\"…\"\"\"".to_owned(),
            ),
            (
                person("[[work]]\nid = \"a\"\nname = \"B\""),
                "error D0032 [[[work]]\nid = \"a\"\nname = \"B\"] the id “a” is taken | The first one is “A” in line 1. | give one of the two another id, or make them one entry".to_owned(),
            ),
        ] {
            check(&text, &expect);
        }
    }

    #[test]
    fn one_broken_entry_does_not_lose_the_others() {
        let text = "[[person]]\nname = \"A\"\n[[person]]\nid = \"b\"\nname = \"B\"\ngeo = 1";
        let (register, diagnostics) = read(PATH, text);
        assert_eq!(register.iter().map(|e| e.id.as_str()).collect::<Vec<_>>(), ["b"]);
        assert_eq!(diagnostics.iter().count(), 2);
        let (register, diagnostics) = read(PATH, "[[person]]\nid = \"b\"\nname = \"B\"\ngeo = = 1");
        assert_eq!(register.len(), 1);
        assert_eq!(diagnostics.iter().next().map(|d| d.code), Some(codes::REGISTER_SYNTAX));
    }

    #[test]
    fn a_part_of_an_entry_with_another_fault_is_not_reported_as_well() {
        let text = "[[place]]\nid = \"a\"\n[[place]]\nid = \"b\"\nname = \"B\"\npart-of = \"a\"";
        let (register, diagnostics) = read(PATH, text);
        assert_eq!(register.get("b").unwrap().part_of, None);
        assert_eq!(diagnostics.iter().count(), 1);
    }

    proptest! {
        #[test]
        fn nothing_panics_and_all_spans_lie_in_the_file(
            text in "(\\[\\[|\\]\\]|\\[|\\]|person|place|id|name|geo|date|part-of|aliases|same-as| |=|\"|\"\"\"|\n|\n|,|a|ä|1|\\.|-|\\{|\\}|#|'){0,40}",
        ) {
            let (register, diagnostics) = read(PATH, &text);
            prop_assert!(register.iter().all(|entry| text.get(entry.span.clone()).is_some()));
            for diagnostic in diagnostics.iter() {
                let span = diagnostic.location.clone().and_then(|location| location.span);
                prop_assert!(span.is_some_and(|span| text.get(span).is_some()));
            }
        }
    }
}
