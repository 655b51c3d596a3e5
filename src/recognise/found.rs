//! What rules find, whatever layer they belong to.

use std::borrow::Cow;
use std::ops::Range;

use serde_json::{Map, Value};

use super::jsonl::Place;
use crate::annotation::{Body, Creator, Reason};
use crate::document::Document;

/// A rule's name: `LAYER.LANGUAGE.NAME`, or `LAYER.NAME` for one that holds in every language.
pub(super) type RuleName = Cow<'static, str>;

/// Something that a rule found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found<T> {
    /// Where: bytes of the document's text, never empty.
    pub(super) span: Range<usize>,
    /// The rule that found it.
    pub(super) rule: RuleName,
    /// Why.
    pub(super) reason: Reason,
    /// What it is, in the layer's own terms.
    pub(super) what: T,
}

/// Adds a finding. Findings are many and large: room for more grows by a quarter, not to the double.
pub(super) fn keep<T>(all: &mut Vec<Found<T>>, one: Found<T>) {
    if all.len() == all.capacity() {
        all.reserve_exact((all.len() / 4).max(LEAST));
    }
    all.push(one);
}

/// The first room for findings.
const LEAST: usize = 16;

/// What a layer's findings have to say.
pub(super) trait Finding: Sized {
    /// What it says of the words.
    fn body(found: &Found<Self>, document: &Document) -> Body;

    /// Who says so.
    fn creator(found: &Found<Self>) -> Creator {
        Creator::Rule(found.rule.clone())
    }

    /// Whether readers are shown it; what is found for other layers or the scorer alone is not.
    fn is_shown(_: &Found<Self>) -> bool {
        true
    }

    /// The same as the scorer of the gold files reads it, but for `start` and `end`; `None` for
    /// what its files do not have.
    fn gold(found: &Found<Self>, place: &Place<'_>) -> Option<Map<String, Value>>;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::Confidence;

    #[test]
    fn room_grows_with_what_is_kept() {
        let mut all = Vec::new();
        for at in 0..10_000 {
            let reason = Reason::of(Confidence::Certain);
            keep(&mut all, Found { span: at..at + 1, rule: "x".into(), reason, what: () });
            assert!(all.capacity() <= (all.len() * 5 / 4).max(all.len() + LEAST), "{at}");
        }
    }
}
