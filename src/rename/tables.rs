//! References in TOML files that people wrote: the register, rules, proposals, settings.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::escaped::locate;
use super::{Names, edit, links};
use crate::dossier::Dossier;
use crate::reanchor::Edit;

/// The register: ids, `part-of`, and links in descriptions and notes.
pub(super) fn register(text: &str, names: &Names, dossier: &Dossier) -> Vec<Edit> {
    let mut edits = Vec::new();
    for entry in all_tables(&parsed(text)) {
        for key in ["id", "part-of"] {
            let renamed = |id: &str| names.entries.get(id).cloned();
            edits.extend(entry.get(key).and_then(|value| whole(text, value, renamed)));
        }
        for key in ["description", "note"] {
            let Some(value) = entry.get(key) else { continue };
            let Some(words) = value.get_ref().as_str() else { continue };
            // The register is read without blanks at the ends.
            let start = words.len() - words.trim_start().len();
            let inside = start..start + words.trim().len();
            for change in links::wiki(words, inside, None, names, dossier) {
                let raw = &text[value.span()];
                let Some(at) = locate(raw, words, &change.at) else { continue };
                let base = value.span().start;
                edits.push(Edit { at: base + at.start..base + at.end, text: change.text });
            }
        }
    }
    edits
}

/// The rules that link to an entry.
pub(super) fn rules(text: &str, names: &Names) -> Vec<Edit> {
    let file = parsed(text);
    let rules = all_tables(&file);
    let entries = rules.iter().filter_map(|rule| rule.get("entry"));
    entries.filter_map(|value| whole(text, value, |id| names.entries.get(id).cloned())).collect()
}

/// What is hidden: the entries, and the seeds and folders in which rules hide something.
pub(super) fn redactions(text: &str, names: &Names) -> Vec<Edit> {
    let mut edits = rules(text, names);
    let file = parsed(text);
    for value in documents(&file) {
        edits.extend(whole(text, value, |path| now_at(path, names)));
    }
    edits
}

/// Refuses a name under which a rule of redaction would no longer be about a seed: it would show what is to
/// be hidden.
pub(super) fn stay_hidden(text: &str, names: &Names) -> Result<(), String> {
    let file = parsed(text.trim_start_matches('\u{FEFF}'));
    for value in documents(&file) {
        let Some(old) = value.get_ref().as_str().map(str::trim) else { continue };
        let new = now_at(old, names).unwrap_or_else(|| old.to_owned());
        let is_about = |rule: &str, seed: &str| {
            rule == seed || (rule.ends_with('/') && seed.starts_with(rule))
        };
        if let Some((from, to)) =
            names.seeds.iter().find(|(from, to)| is_about(old, from) && !is_about(&new, to))
        {
            return Err(format!(
                "a rule of annotations/redact.toml hides words in “{old}”, and so in seeds/{from}; seeds/{to} \
                 would show them: name it in that rule first"
            ));
        }
    }
    Ok(())
}

/// The seeds and folders that rules of redaction are about.
fn documents<'t, 'i>(file: &'t DeTable<'i>) -> Vec<&'t Spanned<DeValue<'i>>> {
    let lists =
        all_tables(file).into_iter().filter_map(|rule| rule.get("documents")?.get_ref().as_array());
    lists.flat_map(|list| list.iter()).collect()
}

/// Where a seed or a folder with `/` at its end is afterwards, where that is elsewhere.
fn now_at(path: &str, names: &Names) -> Option<String> {
    if let Some(new) = names.seeds.get(path) {
        return Some(new.clone());
    }
    let (old, new) = names.folder.as_ref()?;
    let rest = path.strip_suffix('/')?.strip_prefix(old.as_str())?;
    (rest.is_empty() || rest.starts_with('/')).then(|| format!("{new}{rest}/"))
}

/// Decisions and suggestions that name an entry, and contexts that name a document.
pub(super) fn proposals(text: &str, names: &Names) -> Vec<Edit> {
    const ALIAS_OF: &str = "alias-of:";
    let mut edits = Vec::new();
    for proposal in all_tables(&parsed(text)) {
        for key in ["decision", "suggestion"] {
            let renamed = |word: &str| {
                let new = names.entries.get(word.strip_prefix(ALIAS_OF)?.trim())?;
                Some(format!("{ALIAS_OF} {new}"))
            };
            edits.extend(proposal.get(key).and_then(|value| whole(text, value, renamed)));
        }
        let contexts = proposal.get("contexts").and_then(|value| value.get_ref().as_array());
        for context in contexts.into_iter().flat_map(|list| list.iter()) {
            let Some(words) = context.get_ref().as_str() else { continue };
            let Some((slug, _)) = words.split_once('#') else { continue };
            let Some(new) = names.slugs.get(slug) else { continue };
            edits.extend(inside(text, context, words, &(0..slug.len()), new));
        }
    }
    edits
}

/// Settings that name a seed by its whole path.
pub(super) fn settings(text: &str, names: &Names) -> Vec<Edit> {
    if names.seeds.is_empty() {
        return Vec::new();
    }
    let file = parsed(text);
    let mut strings = Vec::new();
    file.values().for_each(|value| each_string(value, &mut strings));
    let renamed = |path: &str| {
        let bare = path.strip_prefix("seeds/").unwrap_or(path);
        let prefix = &path[..path.len() - bare.len()];
        names.seeds.get(bare).map(|new| format!("{prefix}{new}"))
    };
    strings.into_iter().filter_map(|value| whole(text, value, renamed)).collect()
}

fn parsed(text: &str) -> DeTable<'_> {
    DeTable::parse_recoverable(text).0.into_inner()
}

/// The tables in the lists of a file: entries, rules, proposals.
fn all_tables<'t, 'i>(file: &'t DeTable<'i>) -> Vec<&'t DeTable<'i>> {
    let lists = file.values().filter_map(|value| value.get_ref().as_array());
    lists.flat_map(|list| list.iter()).filter_map(|item| item.get_ref().as_table()).collect()
}

fn each_string<'t, 'i>(value: &'t Spanned<DeValue<'i>>, found: &mut Vec<&'t Spanned<DeValue<'i>>>) {
    match value.get_ref() {
        DeValue::String(_) => found.push(value),
        DeValue::Array(items) => items.iter().for_each(|item| each_string(item, found)),
        DeValue::Table(table) => table.values().for_each(|item| each_string(item, found)),
        _ => {}
    }
}

/// The edit that puts what `renamed` says in the place of a string's words, blanks at the ends aside.
fn whole(
    text: &str,
    value: &Spanned<DeValue<'_>>,
    renamed: impl Fn(&str) -> Option<String>,
) -> Option<Edit> {
    let words = value.get_ref().as_str()?;
    let new = renamed(words.trim())?;
    let start = words.len() - words.trim_start().len();
    inside(text, value, words, &(start..start + words.trim().len()), &new)
}

/// The edit that puts `new` in the place of bytes `span` of a string's words.
fn inside(
    text: &str,
    value: &Spanned<DeValue<'_>>,
    words: &str,
    span: &Range<usize>,
    new: &str,
) -> Option<Edit> {
    let (base, raw) = (value.span().start, &text[value.span()]);
    let at = locate(raw, words, span)?;
    let quoted_as_it_is = new.chars().all(|c| !c.is_control() && !matches!(c, '"' | '\\' | '\''));
    quoted_as_it_is.then(|| edit(base + at.start..base + at.end, new))
}
