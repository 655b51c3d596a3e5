//! Carrying out decisions: accepted proposals move into `annotations/register.toml`.
//!
//! New entries are put behind the last line of the register, and aliases into the list of their entry;
//! nothing else of the register changes, no comment is lost, and nothing is moved. Comments that editors
//! wrote into an accepted proposal go with it.

use std::collections::{BTreeMap, BTreeSet};

use toml_edit::{Array, DocumentMut, Item, Table, Value};

use super::file::{Accepted, Stored};
use super::update::{blocks, joined};
use crate::annotation::EntryKind;
use crate::diagnostic::{Diagnostic, Diagnostics, Severity, codes};
use crate::register::{self, Register};
use crate::text::{nearest, slugify};

/// The next state of both files, and how much was moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// register.toml.
    pub register: String,
    /// proposals.toml.
    pub proposals: String,
    /// Entries that were added.
    pub entries: usize,
    /// Aliases that were added.
    pub aliases: usize,
}

/// Carries out all decisions, or none: the diagnostics say why. `register_path` and `path` name the two
/// files, for diagnostics.
///
/// # Errors
/// Where an accepted proposal cannot become what was decided.
pub fn apply(
    (register_path, register_text): (&str, &str),
    (path, text): (&str, &str),
    stored: &[Stored],
) -> Result<Applied, Diagnostics> {
    let (register, found) = register::read(register_path, register_text);
    if found.has_errors() {
        return Err(found);
    }
    let plan = plan(&register, path, stored)?;
    let (header, texts) = blocks(text, stored);
    let (mut aliases, mut entries) = (0, 0);
    let mut next = with_aliases(register_text, &plan, &texts, &mut aliases);
    for (n, id) in &plan.entries {
        entries += 1;
        aliases += names(&stored[*n]).len() - 1;
        push_entry(&mut next, &stored[*n], id, &comments(texts[*n]));
    }
    let (_, found) = register::read(register_path, &next);
    if found.has_errors() {
        // An inline list of entries, for instance, cannot be followed by a table.
        let errors = found.into_iter().filter(|d| d.severity == Severity::Error);
        return Err(errors.map(|error| cannot(path, &error.message)).collect());
    }
    let left = stored.iter().zip(texts).filter(|(one, _)| one.accepted().is_none());
    let proposals = if entries + plan.aliases.len() == 0 {
        text.to_owned()
    } else {
        joined(header, left.map(|(_, text)| text))
    };
    Ok(Applied { register: next, proposals, entries, aliases })
}

fn cannot(path: &str, reason: &str) -> Diagnostic {
    Diagnostic::error(codes::DECISION, format!("the register could not be extended: {reason}"))
        .in_file(path)
        .hint("write every entry of register.toml under a line such as [[person]]")
}

/// What goes where.
struct Plan<'a> {
    /// Proposals that become entries, with their ids.
    entries: Vec<(usize, String)>,
    /// Proposals whose entry is there already, with its id.
    applied: Vec<(usize, String)>,
    /// Names that become aliases, by the id of their entry, with the proposals they come from.
    aliases: BTreeMap<String, (Vec<&'a str>, Vec<usize>)>,
}

fn plan<'a>(
    register: &Register,
    path: &str,
    stored: &'a [Stored],
) -> Result<Plan<'a>, Diagnostics> {
    let mut plan = Plan { entries: Vec::new(), applied: Vec::new(), aliases: BTreeMap::new() };
    let mut errors = Diagnostics::new();
    let mut taken: BTreeSet<String> = register.iter().map(|entry| entry.id.clone()).collect();
    for (n, one) in stored.iter().enumerate() {
        if one.accepted() != Some(Accepted::Entry) {
            continue;
        }
        let id = one.id.clone().unwrap_or_else(|| slugify(&one.name));
        if id.is_empty() || id == "none" {
            let message = format!("“{}” needs an id of letters", one.name);
            errors.push(refused(path, one, message, "add one: id = \"…\""));
        } else if register.get(&id).is_some_and(|entry| entry.name == one.name) {
            // It went into the register already, and the proposal was left behind.
            plan.applied.push((n, id));
        } else if !taken.insert(id.clone()) {
            let message = format!("the id “{id}” is taken");
            let hint = format!("give it another id, or write decision = \"alias-of: {id}\"");
            errors.push(refused(path, one, message, &hint));
        } else {
            plan.entries.push((n, id));
        }
    }
    for (n, one) in stored.iter().enumerate() {
        let Some(Accepted::Alias(id)) = one.accepted() else { continue };
        if register.get(id).is_none() {
            let known = register.iter().map(|entry| entry.id.as_str());
            let hint = match nearest(id, known) {
                Some(near) => format!("did you mean “{near}”?"),
                None if taken.contains(id) => {
                    "apply the entry first, and decide on its aliases then".to_owned()
                }
                None => "write the id of an entry, or decide \"accept\"".to_owned(),
            };
            errors.push(refused(path, one, format!("no entry has the id “{id}”"), &hint));
            continue;
        }
        let (aliases, from) = plan.aliases.entry(id.to_owned()).or_default();
        aliases.extend(names(one));
        from.push(n);
    }
    for (n, id) in std::mem::take(&mut plan.applied) {
        let (aliases, from) = plan.aliases.entry(id).or_default();
        aliases.extend(names(&stored[n]));
        from.push(n);
    }
    if errors.is_empty() { Ok(plan) } else { Err(errors) }
}

fn refused(path: &str, one: &Stored, message: String, hint: &str) -> Diagnostic {
    let label = format!("decided on “{}”", one.name);
    Diagnostic::error(codes::DECISION, message).at(path, one.place()).label(label).hint(hint)
}

/// The name and the other forms, each once.
fn names(stored: &Stored) -> Vec<&str> {
    let mut names = vec![stored.name.as_str()];
    for form in &stored.forms {
        if !names.contains(&form.as_str()) {
            names.push(form);
        }
    }
    names
}

/// The register with further aliases; `added` counts them.
fn with_aliases(text: &str, plan: &Plan<'_>, texts: &[&str], added: &mut usize) -> String {
    if plan.aliases.is_empty() {
        return text.to_owned();
    }
    let Ok(mut document) = text.parse::<DocumentMut>() else { return text.to_owned() };
    for kind in EntryKind::ALL {
        let Some(item) = document.get_mut(kind.key()) else { continue };
        let Some(list) = item.as_array_of_tables_mut() else { continue };
        for table in list.iter_mut() {
            let id = table.get("id").and_then(Item::as_str).unwrap_or_default().trim().to_owned();
            let Some((aliases, from)) = plan.aliases.get(&id) else { continue };
            *added += extend(table, aliases);
            let notes: Vec<String> = from.iter().flat_map(|&n| comments(texts[n])).collect();
            note(table, &notes);
        }
    }
    let next = document.to_string();
    // A file with the line ends of Windows keeps them.
    if text.contains("\r\n") { next.replace("\r\n", "\n").replace('\n', "\r\n") } else { next }
}

/// Adds what the entry does not have yet.
fn extend(table: &mut Table, aliases: &[&str]) -> usize {
    let name = table.get("name").and_then(Item::as_str).unwrap_or_default().trim().to_owned();
    if table.get("aliases").is_none() {
        table.insert("aliases", Item::Value(Value::Array(Array::new())));
    }
    let Some(list) = table.get_mut("aliases").and_then(Item::as_array_mut) else { return 0 };
    let mut known: BTreeSet<String> =
        list.iter().filter_map(Value::as_str).map(|alias| alias.trim().to_owned()).collect();
    known.insert(name);
    let mut added = 0;
    for alias in aliases {
        if known.insert((*alias).to_owned()) {
            let mut value = Value::from(*alias);
            // A list with a line for each keeps one for the new one.
            if let Some(last) = list.iter().last().filter(|last| on_own_line(last)) {
                let indent = last.decor().prefix().and_then(|p| p.as_str()).unwrap_or_default();
                let indent = indent.rsplit('\n').next().unwrap_or_default();
                value.decor_mut().set_prefix(format!("\n{indent}"));
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

fn push_entry(register: &mut String, stored: &Stored, id: &str, comments: &[String]) {
    let end = if register.contains("\r\n") { "\r\n" } else { "\n" };
    let mut lines: Vec<String> = comments.to_vec();
    let quoted = |text: &str| Value::from(text).to_string().trim().to_owned();
    lines.push(format!("[[{}]]", stored.kind));
    lines.push(format!("id = {}", quoted(id)));
    lines.push(format!("name = {}", quoted(&stored.name)));
    let aliases: Vec<String> = names(stored)[1..].iter().map(|alias| quoted(alias)).collect();
    if !aliases.is_empty() {
        lines.push(format!("aliases = [{}]", aliases.join(", ")));
    }
    if !register.is_empty() {
        let gap = if register.ends_with('\n') { end.to_owned() } else { end.repeat(2) };
        register.push_str(&gap);
    }
    for line in lines {
        register.push_str(&line);
        register.push_str(end);
    }
}

/// The comments of a TOML text, each with its `#`, in order.
pub(super) fn comments(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(['#', '"', '\'']) {
        let here = &rest[at..];
        if here.starts_with('#') {
            let line = here.lines().next().unwrap_or(here);
            found.push(line.trim_end().to_owned());
            rest = &here[line.len()..];
        } else {
            rest = &here[string_len(here)..];
        }
    }
    found
}

/// The bytes of the string that a text begins with.
fn string_len(text: &str) -> usize {
    let quote = &text[..1];
    let long = quote.repeat(3);
    let (open, escapes) =
        (if text.starts_with(&long) { long.as_str() } else { quote }, quote == "\"");
    let mut at = open.len();
    while at < text.len() {
        let rest = &text[at..];
        if escapes && rest.starts_with('\\') {
            at += 1 + rest[1..].chars().next().map_or(0, char::len_utf8);
        } else if rest.starts_with(open) {
            // Up to two quotation marks may stand right before the closing three.
            let more = rest.bytes().take_while(|byte| quote.as_bytes() == [*byte]).count();
            return at + if open.len() == 3 { more.min(5) } else { 1 };
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    text.len()
}
