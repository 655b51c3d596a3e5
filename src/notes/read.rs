//! Reading the notes file of one seed.

use std::collections::BTreeMap;
use std::ops::Range;

use super::blocks::{Block, blocks};
use super::callout::{Head, REDACT, callout};
use super::redaction::{Redaction, redaction};
use super::{Callout, NotesFile};
use crate::diagnostic::{Diagnostic, Diagnostics, Findings, codes};
use crate::document::Metadata;
use crate::text::Lines;

/// Reads a notes file's text: `path` is its path in the dossier, `seed` the path of its seed below
/// `seeds/`. Its front matter is read elsewhere: `metadata` is what it says, and byte `body_start`
/// is where the Markdown behind it begins. A broken callout is reported and left out.
#[must_use]
pub fn read(
    path: &str,
    seed: &str,
    text: &str,
    metadata: Metadata,
    body_start: usize,
) -> (NotesFile, Diagnostics) {
    let mut found = Findings::new(path, codes::CALLOUT);
    let blocks = blocks(text, text.floor_char_boundary(body_start));
    let (mut callouts, mut redactions): (Vec<Callout>, Vec<Redaction>) = (Vec::new(), Vec::new());
    for block in &blocks.callouts {
        let Some(head) = Head::read(text, &block.head, &mut found) else { continue };
        if head.kind == REDACT {
            redactions.extend(redaction(text, block, &head, &mut found));
        } else {
            callouts.extend(callout(text, block, &head, &mut found));
        }
    }
    refuse_duplicate_ids(text, &callouts, &mut found);
    let introduced_at = blocks.introduction;
    let introduction = text[introduced_at.clone()].to_owned();
    let (path, seed) = (path.to_owned(), seed.to_owned());
    found.diagnostics.sort();
    let file =
        NotesFile { path, seed, metadata, introduction, introduced_at, callouts, redactions };
    (file, found.diagnostics)
}

/// A callout where it stands in its file, whether or not it can be read.
#[derive(Debug, Clone, PartialEq)]
pub struct Piece {
    /// Bytes of the whole callout: from its first line to its last word.
    pub span: Range<usize>,
    /// Bytes of its first line, from `[!` on.
    pub head: Range<usize>,
    /// Where its quote ends.
    pub quoted: usize,
    /// What it says; `None` where it is broken.
    pub callout: Option<Callout>,
}

/// The callouts of a notes file's text from byte `from` on, the broken ones, too.
#[must_use]
pub fn pieces(text: &str, from: usize) -> Vec<Piece> {
    let blocks = blocks(text, text.floor_char_boundary(from)).callouts;
    let piece = |block: Block| {
        let mut found = Findings::new("", codes::CALLOUT);
        let head = Head::read(text, &block.head, &mut found).filter(|head| head.kind != REDACT);
        let callout = head.and_then(|head| callout(text, &block, &head, &mut found));
        let quote = block.quote.iter().rev().find(|line| !line.is_empty());
        let quoted = quote.map_or(block.head.end, |line| line.end);
        let end = if block.body.is_empty() { quoted } else { block.body.end };
        Piece { span: block.start..end, head: block.head, quoted, callout }
    };
    blocks.into_iter().map(piece).collect()
}

fn refuse_duplicate_ids(text: &str, callouts: &[Callout], found: &mut Findings<'_>) {
    let lines = Lines::new(text);
    let mut first: BTreeMap<&str, usize> = BTreeMap::new();
    for callout in callouts {
        let Some(id) = callout.id.as_deref() else { continue };
        let line = lines.number(callout.span.start);
        if let Some(other) = first.get(id) {
            let head = callout.span.start..callout.quote.start;
            let head = head.start..head.start + text[head.clone()].find('\n').unwrap_or(0);
            let error = Diagnostic::error(codes::DUPLICATE_ID, format!("the id “{id}” is taken"))
                .at(found.path, head)
                .note(format!("The callout in line {other} has it, too."))
                .hint("give one of the two another id");
            found.diagnostics.push(error);
        } else {
            first.insert(id, line);
        }
    }
}
