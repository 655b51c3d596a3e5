//! A callout that hides words: `> [!redact] to protect a witness`. Its quote is the very thing that must not
//! be seen, so that whatever is wrong with it is shown at its first line.

use std::ops::Range;

use super::blocks::Block;
use super::callout::{Head, refuse_unknown_keys};
use super::options::options;
use super::quote::selector;
use crate::annotation::Selector;
use crate::diagnostic::{Diagnostic, Findings, codes};
use crate::text::Lines;

/// Words of a document that are to be hidden.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redaction {
    /// The reason, for readers.
    pub reason: String,
    /// Whether the words are hidden at this place only.
    pub here: bool,
    /// Which words.
    pub selector: Selector,
    /// The file it stands in.
    pub path: String,
    /// Bytes of its first line.
    pub head: Range<usize>,
    /// The number of that line.
    pub line: usize,
}

/// Reads one; `None`, with an error, where it cannot be understood.
pub(super) fn redaction(
    text: &str,
    block: &Block,
    head: &Head,
    found: &mut Findings<'_>,
) -> Option<Redaction> {
    let mut own = Findings::new(found.path, codes::REDACT_RULE);
    let redaction = read(text, block, head, &mut own);
    let broken = own.diagnostics.has_errors();
    for diagnostic in own.diagnostics {
        found.diagnostics.push(diagnostic.at(found.path, block.head.clone()));
    }
    redaction.filter(|_| !broken)
}

fn read(text: &str, block: &Block, head: &Head, found: &mut Findings<'_>) -> Option<Redaction> {
    let options = options(text, head.options.clone(), found);
    refuse_unknown_keys(&head.kind, &options, found);
    let reason = options.one("reason", found).or(options.bare.as_ref());
    let reason = reason.map(|word| word.text.clone()).unwrap_or_default();
    let mut refuse = |message: &str, hint: &str| {
        let error = Diagnostic::error(codes::REDACT_RULE, message).hint(hint);
        found.diagnostics.push(error);
    };
    if reason.is_empty() {
        refuse("this redaction has no reason", "readers see it: > [!redact] to protect a witness");
    }
    if block.quote.iter().all(Range::is_empty) {
        let hint = "write the words to be hidden right below, each line beginning with “> ”";
        refuse("this redaction quotes no words", hint);
        return None;
    }
    let scope = options.one("scope", found).map(|word| word.text.clone());
    if scope.as_deref().is_some_and(|scope| scope != "here") {
        let message = "a redaction's scope is the whole dossier, or “here”";
        let error = Diagnostic::error(codes::REDACT_RULE, message);
        found.diagnostics.push(error.hint("write scope=here, or leave it out"));
    }
    Some(Redaction {
        reason,
        here: scope.is_some(),
        selector: selector(text, &block.quote, found)?,
        path: found.path.to_owned(),
        head: block.head.clone(),
        line: Lines::new(text).number(block.start),
    })
}
