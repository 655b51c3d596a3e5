//! Carrying out decisions: accepted proposals move into `annotations/register.toml`.
//!
//! New entries are put behind the last line of the register, and aliases into the list of their entry;
//! nothing else of the register changes, no comment is lost, and nothing is moved. Comments that editors
//! wrote into an accepted proposal go with it.

use std::collections::{BTreeMap, BTreeSet};

use super::file::{Accepted, Stored};
use super::update::{blocks, joined};
use crate::diagnostic::{Diagnostic, Diagnostics, Severity, codes};
use crate::register::edit::{Addition, NewEntry, extend, push};
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
    let mut entries = 0;
    let (mut next, mut aliases) = with_aliases(register_text, &plan, &texts);
    for (n, id) in &plan.entries {
        entries += 1;
        aliases += names(&stored[*n]).len() - 1;
        push(&mut next, &entry(&stored[*n], id, comments(texts[*n])));
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

/// The register with further aliases, and how many there are.
fn with_aliases(text: &str, plan: &Plan<'_>, texts: &[&str]) -> (String, usize) {
    let addition = |(id, (aliases, from)): (&String, &(Vec<&str>, Vec<usize>))| {
        let aliases = aliases.iter().map(|alias| (*alias).to_owned()).collect();
        let comments = from.iter().flat_map(|&n| comments(texts[n])).collect();
        (id.clone(), Addition { aliases, comments, ..Addition::default() })
    };
    extend(text, &plan.aliases.iter().map(addition).collect())
}

fn entry(stored: &Stored, id: &str, comments: Vec<String>) -> NewEntry {
    let aliases = names(stored)[1..].iter().map(|alias| (*alias).to_owned()).collect();
    NewEntry { aliases, comments, ..NewEntry::new(stored.kind, id, &stored.name) }
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
