//! Writing `annotations/proposals.toml`: new proposals come in, what editors wrote stays.
//!
//! A proposal's text is a block: the comments right above its `[[proposal]]`, and its keys. Blocks are
//! moved whole. Of a block that is there already only the keys that are the program's are written anew;
//! name, kind, id, forms, decision and every comment are the editors'. A form that an editor took out
//! of a block stands under `found` all the same, which is how it is known not to be put back.

use std::collections::{BTreeMap, BTreeSet};

use toml_edit::{Array, ArrayOfTables, DocumentMut, InlineTable, Item, Table, Value};

use super::block::{bare_keys, key};
use super::context::contexts;
use super::file::{Decision, Stored};
use super::{Proposal, apply::comments};
use crate::annotation::EntryKind;
use crate::dossier::{Annotated, Mention};
use crate::register::Register;
use crate::text::slugify;

const HEADER: &str = "\
# Names that the register lacks, proposed by `dossier suggest`, the most frequent first.
#
# For each write decision = \"accept\", \"alias-of: ID\" (a register id) or \"reject\". Correct name, id, kind and
# forms as you like: forms become the entry's aliases. \"accept\" follows the suggestion, where there is one, unless
# you give it an id of its own.
# `dossier suggest --apply` then moves what was accepted into register.toml. What is rejected is not proposed
# again; what is left open stays. All other keys are written anew at every run; comments are kept.
";

/// A block on its way into the file.
struct Block {
    decided: bool,
    count: usize,
    name: String,
    text: String,
}

/// The file's next state. `text` is its present one, and `stored` what was read from it.
#[must_use]
pub fn update(
    text: &str,
    stored: &[Stored],
    proposals: &[Proposal],
    documents: &[Annotated],
    register: &Register,
) -> String {
    let (header, texts) = blocks(text, stored);
    let mut matched = Matched::new(stored);
    let rests: Vec<Proposal> =
        proposals.iter().filter_map(|proposal| matched.take(proposal)).collect();
    let mut all: Vec<Block> = Vec::new();
    for (n, (one, text)) in stored.iter().zip(texts).enumerate() {
        let found = matched.found.remove(&n);
        let open = one.decision == Decision::Open;
        let kept: BTreeSet<&String> = one.found.iter().collect();
        let untouched =
            one.forms.iter().collect::<BTreeSet<_>>() == kept && comments(text).is_empty();
        if found.is_none() && open && untouched {
            continue;
        }
        let count = found.as_ref().map_or(0, Proposal::count);
        let text = refreshed(text, one, found.as_ref(), documents);
        all.push(Block { decided: !open, count, name: one.name.clone(), text });
    }
    let mut ids: BTreeSet<String> = register.iter().map(|entry| entry.id.clone()).collect();
    ids.extend(stored.iter().filter_map(|one| one.id.clone()));
    for proposal in rests {
        // What seems to be an entry's needs no id; one that an editor gives makes it an entry.
        let id = proposal.entry.is_none().then(|| free_id(&proposal.name, &mut ids));
        let text = new_block(&proposal, id.as_deref(), documents);
        let (count, name) = (proposal.count(), proposal.name);
        all.push(Block { decided: false, count, name, text });
    }
    // What waits comes first; what is decided keeps its order.
    all.sort_by(|a, b| {
        let rank = |block: &Block| {
            (block.decided, std::cmp::Reverse(if block.decided { 0 } else { block.count }))
        };
        rank(a)
            .cmp(&rank(b))
            .then_with(|| if a.decided { std::cmp::Ordering::Equal } else { a.name.cmp(&b.name) })
    });
    if all.is_empty() && text.is_empty() {
        return String::new();
    }
    let header = if text.trim().is_empty() { HEADER } else { header };
    joined(header, all.iter().map(|block| block.text.as_str()))
}

/// A header and blocks as a file.
pub(super) fn joined<'a>(header: &'a str, blocks: impl Iterator<Item = &'a str>) -> String {
    let parts = std::iter::once(header).chain(blocks);
    let parts: Vec<&str> =
        parts.map(|part| part.trim_matches('\n')).filter(|p| !p.is_empty()).collect();
    format!("{}\n", parts.join("\n\n"))
}

/// What stands before the first block, and each stored proposal's block.
pub(super) fn blocks<'t>(text: &'t str, stored: &[Stored]) -> (&'t str, Vec<&'t str>) {
    let starts: Vec<usize> = stored.iter().map(|one| start(text, one.header.start)).collect();
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let header = &text[..starts.first().copied().unwrap_or(text.len())];
    (header, starts.iter().zip(ends).map(|(start, end)| &text[*start..end]).collect())
}

/// Where the block begins whose `[[proposal]]` stands at a byte: at the comments right above it.
fn start(text: &str, header: usize) -> usize {
    let mut start = text[..header].rfind('\n').map_or(0, |at| at + 1);
    while start > 0 {
        let before = text[..start - 1].rfind('\n').map_or(0, |at| at + 1);
        if !text[before..start].trim_start().starts_with('#') {
            break;
        }
        start = before;
    }
    start
}

/// Which stored proposal has which forms, and what of each was found now.
struct Matched<'a> {
    stored: &'a [Stored],
    /// By key, the stored proposal that has the form.
    by_form: BTreeMap<String, usize>,
    found: BTreeMap<usize, Proposal>,
}

impl<'a> Matched<'a> {
    fn new(stored: &'a [Stored]) -> Self {
        let mut by_form = BTreeMap::new();
        for (n, one) in stored.iter().enumerate() {
            for form in one.forms.iter().chain([&one.name]) {
                by_form.entry(key(form)).or_insert(n);
            }
        }
        Self { stored, by_form, found: BTreeMap::new() }
    }

    /// The stored proposal that a form belongs to. A rejected one keeps away its inflected forms, too.
    fn owner(&self, form: &str) -> Option<usize> {
        let rejected = |n: &&usize| self.stored[**n].decision == Decision::Reject;
        let inflected = || {
            bare_keys(form).iter().find_map(|bare| self.by_form.get(bare).filter(rejected)).copied()
        };
        self.by_form.get(&key(form)).copied().or_else(inflected)
    }

    /// Gives a proposal's forms to the stored proposals that have them, and new ones to the one that has
    /// its most frequent form; what is left is new.
    fn take(&mut self, proposal: &Proposal) -> Option<Proposal> {
        let main = proposal.forms.iter().find_map(|(form, _)| self.owner(form));
        let mut rest = Vec::new();
        for (form, mentions) in &proposal.forms {
            let owner = self.owner(form).or_else(|| {
                let main = main?;
                let one = &self.stored[main];
                // What an editor took out is not put back; what a rejected name is a part of is another name.
                let welcome = !one.found.contains(form) && (one.decision != Decision::Reject);
                welcome.then_some(main)
            });
            match owner {
                Some(owner) => self.note(owner, proposal, form, mentions),
                None => rest.push((form.clone(), mentions.clone())),
            }
        }
        (!rest.is_empty()).then(|| Proposal {
            name: rest[0].0.clone(),
            forms: rest,
            ..proposal.clone()
        })
    }

    fn note(&mut self, owner: usize, proposal: &Proposal, form: &str, mentions: &[Mention]) {
        let found = self
            .found
            .entry(owner)
            .or_insert_with(|| Proposal { forms: Vec::new(), ..proposal.clone() });
        found.forms.push((form.to_owned(), mentions.to_vec()));
    }
}

fn free_id(name: &str, taken: &mut BTreeSet<String>) -> String {
    let slug = slugify(name);
    let base = if slug.is_empty() { "name".to_owned() } else { slug };
    let numbered = (2..).map(|n| format!("{base}-{n}"));
    let id = std::iter::once(base.clone()).chain(numbered).find(|id| !taken.contains(id));
    let id = id.unwrap_or(base);
    taken.insert(id.clone());
    id
}

fn new_block(proposal: &Proposal, id: Option<&str>, documents: &[Annotated]) -> String {
    let mut table = Table::new();
    let kind: EntryKind = proposal.kind;
    table.insert("name", text(&proposal.name));
    table.insert("kind", text(kind.key()));
    if let Some(id) = id {
        table.insert("id", text(id));
    }
    let forms: Array = proposal.forms.iter().map(|(form, _)| form.as_str()).collect();
    table.insert("forms", Item::Value(Value::Array(forms)));
    table.insert("decision", text(""));
    write_own(&mut table, proposal, documents);
    let mut list = ArrayOfTables::new();
    list.push(table);
    let mut document = DocumentMut::new();
    document.insert("proposal", Item::ArrayOfTables(list));
    document.to_string()
}

fn text(text: &str) -> Item {
    toml_edit::value(text)
}

/// A block with the program's keys written anew. Where nothing is found of it any more, it says so.
fn refreshed(
    block: &str,
    stored: &Stored,
    found: Option<&Proposal>,
    documents: &[Annotated],
) -> String {
    let Ok(mut document) = block.parse::<DocumentMut>() else { return block.to_owned() };
    let Some(table) = document
        .get_mut("proposal")
        .and_then(Item::as_array_of_tables_mut)
        .and_then(|list| list.get_mut(0))
    else {
        return block.to_owned();
    };
    let Some(found) = found else {
        put(table, "count", Value::from(0));
        put(table, "documents", Value::from(0));
        return document.to_string();
    };
    if stored.decision == Decision::Open {
        for (form, _) in found.forms.iter().filter(|(form, _)| !stored.found.contains(form)) {
            if !stored.forms.contains(form)
                && let Some(forms) = table.get_mut("forms").and_then(Item::as_array_mut)
            {
                forms.push(form);
            }
        }
    }
    let mut all = found.clone();
    let known: BTreeSet<String> = all.forms.iter().map(|(form, _)| form.clone()).collect();
    let gone = stored.found.iter().filter(|form| !known.contains(*form));
    all.forms.extend(gone.map(|form| (form.clone(), Vec::new())));
    write_own(table, &all, documents);
    document.to_string()
}

/// The keys that are the program's.
fn write_own(table: &mut Table, proposal: &Proposal, documents: &[Annotated]) {
    match &proposal.entry {
        Some(id) => put(table, "suggestion", Value::from(format!("alias-of: {id}"))),
        None => {
            table.remove("suggestion");
        }
    }
    let mentions = proposal.mentions();
    let mut in_documents: Vec<usize> = mentions.iter().map(|m| m.document).collect();
    in_documents.dedup();
    let number = |n: usize| Value::from(i64::try_from(n).unwrap_or(i64::MAX));
    put(table, "count", number(mentions.len()));
    put(table, "documents", number(in_documents.len()));
    put(table, "confidence", Value::from(proposal.confidence.key()));
    put(table, "reason", Value::from(proposal.reasons.join("; ")));
    let mut found = InlineTable::new();
    for (form, mentions) in &proposal.forms {
        found.insert(form, number(mentions.len()));
    }
    put(table, "found", Value::InlineTable(found));
    let mut lines = Array::new();
    for context in contexts(documents, &mentions) {
        let mut value = Value::from(context);
        value.decor_mut().set_prefix("\n  ");
        lines.push_formatted(value);
    }
    lines.set_trailing_comma(true);
    lines.set_trailing("\n");
    put(table, "contexts", Value::Array(lines));
}

/// Sets a value and keeps the comments around the old one; a value with comments inside stays.
fn put(table: &mut Table, key: &str, mut value: Value) {
    if let Some(old) = table.get(key).and_then(Item::as_value) {
        if !inner_comments(old).is_empty() {
            return;
        }
        *value.decor_mut() = old.decor().clone();
    }
    table.insert(key, Item::Value(value));
}

fn inner_comments(value: &Value) -> Vec<String> {
    match value {
        Value::Array(_) => {
            let mut bare = value.clone();
            bare.decor_mut().clear();
            comments(&bare.to_string())
        }
        _ => Vec::new(),
    }
}
