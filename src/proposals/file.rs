//! Reading `annotations/proposals.toml`: what was proposed, and what the editors decided.

use std::ops::Range;

use toml::Spanned;
use toml::de::DeTable;

use crate::annotation::EntryKind;
use crate::config::table::{refuse_unknown, string, strings, syntax_errors, wrong_type};
use crate::diagnostic::{Diagnostics, Findings, codes};
use crate::register::is_id;
use crate::text::suggest;

/// Keys of a proposal: those that are the editors', and those that the program writes anew.
const KEYS: [&str; 12] = [
    "name",
    "kind",
    "id",
    "forms",
    "decision",
    "suggestion",
    "count",
    "documents",
    "confidence",
    "reason",
    "found",
    "contexts",
];

/// What begins a decision to make forms another entry's.
const ALIAS_OF: &str = "alias-of:";

/// What an editor decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// Nothing yet.
    Open,
    /// It becomes an entry, or what the program suggests.
    Accept,
    /// Its forms become aliases of the entry with this id.
    AliasOf(String),
    /// It is no name that the register needs, and is not proposed again.
    Reject,
}

/// A proposal as it stands in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// What stands for all forms, as the editor has it.
    pub name: String,
    /// What it is, as the editor has it.
    pub kind: EntryKind,
    /// The id that the entry is to have.
    pub id: Option<String>,
    /// The forms, as the editor has them.
    pub forms: Vec<String>,
    /// What was decided.
    pub decision: Decision,
    /// What the program suggests: the id of the entry that it seems to be.
    pub suggestion: Option<String>,
    /// The forms that the program has put here.
    pub found: Vec<String>,
    /// The line `[[proposal]]`: bytes of the file.
    pub header: Range<usize>,
    /// The decision's value, where there is one: bytes of the file.
    pub decided_at: Option<Range<usize>>,
}

impl Stored {
    /// What is to become of it; `None` where that is open or nothing.
    pub(super) fn accepted(&self) -> Option<Accepted<'_>> {
        match (&self.decision, &self.suggestion) {
            (Decision::Open | Decision::Reject, _) => None,
            (Decision::AliasOf(id), _) => Some(Accepted::Alias(id)),
            // Whoever gives it an id of its own wants an entry, whatever is suggested.
            (Decision::Accept, Some(id)) if self.id.is_none() => Some(Accepted::Alias(id)),
            (Decision::Accept, _) => Some(Accepted::Entry),
        }
    }

    /// What a message marks.
    pub(super) fn place(&self) -> Range<usize> {
        self.decided_at.clone().unwrap_or_else(|| self.header.clone())
    }
}

/// What an accepted proposal becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Accepted<'a> {
    /// An entry of its own.
    Entry,
    /// Aliases of the entry with this id.
    Alias(&'a str),
}

/// Reads proposals.toml's text; `path` is its path in the dossier, for diagnostics. A proposal that
/// cannot be understood is reported and left out.
#[must_use]
pub fn read(path: &str, text: &str) -> (Vec<Stored>, Diagnostics) {
    let (table, errors) = DeTable::parse_recoverable(text);
    if !errors.is_empty() {
        return (Vec::new(), syntax_errors(path, codes::PROPOSALS_SYNTAX, text, &errors));
    }
    let mut found = Findings::new(path, codes::PROPOSAL);
    let top = table.get_ref();
    refuse_unknown(top, "proposals.toml", &["proposal"], &mut found);
    let mut stored = Vec::new();
    if let Some(value) = top.get("proposal") {
        let hint = "begin every proposal with a line [[proposal]]";
        match value.get_ref().as_array() {
            None => wrong_type("proposal", value, "a list of tables", hint, &mut found),
            Some(array) => {
                for item in array {
                    match item.get_ref().as_table() {
                        Some(table) => stored.extend(proposal(table, item.span(), &mut found)),
                        None => wrong_type("proposal", item, "a table", hint, &mut found),
                    }
                }
            }
        }
    }
    (stored, found.diagnostics)
}

fn proposal(table: &DeTable<'_>, header: Range<usize>, found: &mut Findings<'_>) -> Option<Stored> {
    refuse_unknown(table, "[[proposal]]", &KEYS, found);
    let name = string(table, "name", found).map(Spanned::into_inner);
    if name.is_none() {
        found.error(header.clone(), "this proposal has no name", "add one: name = \"…\"");
    }
    let kind = kind(table, &header, found);
    let id = string(table, "id", found);
    if let Some(id) = id.as_ref().filter(|id| !is_id(id.get_ref())) {
        let hint = "only a–z, 0–9 and “-” stand in an id";
        found.error(id.span(), format!("“{}” is no id", id.get_ref()), hint);
    }
    let decision = decision(table, found);
    let forms = strings(table, "forms", found).unwrap_or_default();
    let known = table.get("found").and_then(|value| value.get_ref().as_table());
    let suggestion = string(table, "suggestion", found);
    let suggestion = suggestion.and_then(|text| alias_of(text.get_ref()).map(str::to_owned));
    Some(Stored {
        name: name?,
        kind: kind?,
        id: id.map(Spanned::into_inner),
        forms: forms.into_iter().map(Spanned::into_inner).filter(|f| !f.is_empty()).collect(),
        decision: decision?,
        suggestion,
        found: known.into_iter().flat_map(|t| t.keys()).map(|k| k.get_ref().to_string()).collect(),
        header,
        decided_at: table.get("decision").map(Spanned::span),
    })
}

fn kind(table: &DeTable<'_>, header: &Range<usize>, found: &mut Findings<'_>) -> Option<EntryKind> {
    let known = EntryKind::ALL.map(EntryKind::key);
    let Some(word) = string(table, "kind", found) else {
        found.error(header.clone(), "this proposal has no kind", suggest("", &known));
        return None;
    };
    let kind = word.get_ref().parse().ok();
    if kind.is_none() {
        let message = format!("there is no kind of entry “{}”", word.get_ref());
        found.error(word.span(), message, suggest(word.get_ref(), &known));
    }
    kind
}

/// `None` where something stands there that is no decision.
fn decision(table: &DeTable<'_>, found: &mut Findings<'_>) -> Option<Decision> {
    let Some(word) = string(table, "decision", found) else {
        let wrong = table.get("decision").is_some_and(|value| !value.get_ref().is_str());
        return (!wrong).then_some(Decision::Open);
    };
    let text = word.get_ref().as_str();
    match (text, alias_of(text)) {
        ("accept", _) => Some(Decision::Accept),
        ("reject", _) => Some(Decision::Reject),
        (_, Some(id)) => Some(Decision::AliasOf(id.to_owned())),
        _ => {
            let hint =
                "write \"accept\", \"alias-of: ID\" with a register id, \"reject\", or nothing yet";
            found.error(word.span(), format!("“{text}” is no decision"), hint);
            None
        }
    }
}

fn alias_of(text: &str) -> Option<&str> {
    text.strip_prefix(ALIAS_OF).map(str::trim).filter(|id| is_id(id))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(lines: &str, expect: &[&str]) {
        let text = format!("[[proposal]]\nname = \"A\"\nkind = \"person\"\n{lines}\n");
        let (stored, found) = read("p.toml", &text);
        assert_eq!(found.shown("p.toml", &text), expect, "{lines}");
        assert_eq!(stored.is_empty(), !expect.is_empty() && lines.contains("decision"), "{lines}");
    }

    #[test]
    fn decisions_are_read_or_refused() {
        for fine in ["", "decision = \"\"", "decision = \"accept\"", "decision = \"alias-of: ada\""]
        {
            check(fine, &[]);
        }
        let hint =
            "write \"accept\", \"alias-of: ID\" with a register id, \"reject\", or nothing yet";
        for wrong in ["yes", "alias-of:", "alias-of: Ada Orme"] {
            let message = format!("error D0121 [\"{wrong}\"] “{wrong}” is no decision | {hint}");
            check(&format!("decision = \"{wrong}\""), &[&message]);
        }
        check(
            "decision = true",
            &[
                "error D0121 [true] “decision” must be a string, and this is true or false | put it in double quotes: decision = \"…\"",
            ],
        );
    }
}
