//! Link definitions that no link uses.
//!
//! `[Note]: Ibidem` is a link's address to CommonMark and vanishes, though its author may have
//! meant a note. Where no link uses it, its words stay.

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag};

/// A definition that no link uses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unused {
    /// Its bytes.
    pub(super) span: Range<usize>,
    /// Whether it is the usual way to write a comment: `[//]: # (words)`.
    pub(super) comment: bool,
}

/// The definitions in `text` that no link uses, in order.
pub(super) fn unused(text: &str, options: Options) -> Vec<Unused> {
    let mut parser = Parser::new_ext(text, options);
    if parser.reference_definitions().iter().next().is_none() {
        return Vec::new();
    }
    let mut used = BTreeSet::new();
    while let Some(event) = parser.next() {
        if let Event::Start(Tag::Link { id, .. } | Tag::Image { id, .. }) = event
            && let Some(definition) = parser.reference_definitions().get(&id)
        {
            used.insert(definition.span.start);
        }
    }
    let all = parser.reference_definitions().iter();
    let mut unused: Vec<_> = all
        .filter(|(_, definition)| !used.contains(&definition.span.start))
        .map(|(label, definition)| Unused {
            span: definition.span.clone(),
            comment: label.starts_with("//") || &*definition.dest == "#",
        })
        .collect();
    unused.sort_by_key(|definition| definition.span.start);
    unused
}
