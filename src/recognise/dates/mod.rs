//! Dates: absolute dates as texts write them, in EDTF.
//!
//! In goes a document's text with its language and date; out come spans with a date each and the
//! rule that read it. A date comes out as precise as it was written: a day without a year gets the
//! one nearest to the document's date, marked as uncertain, or none. What no calendar has (30
//! February) and what can be read in two ways is no date.

mod any;
mod calendar;
mod de;
mod en;
mod guard;
mod list;
mod read;
mod rule;

use std::ops::Range;

use self::calendar::Reference;
use self::rule::Compiled;
use super::leaves::LeafText;
use super::select::{Candidate, leftmost_longest};
use crate::document::Document;
use crate::edtf::{Edtf, Precision};

/// A date found in a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// Bytes of the document's text.
    pub(super) span: Range<usize>,
    /// The date.
    pub(super) value: Edtf,
    /// The rule that read it.
    pub(super) rule: &'static str,
}

/// All dates in a document, ascending, none overlapping another.
pub(super) fn find(document: &Document, leaves: &[LeafText<'_>]) -> Vec<Found> {
    let rules = rules(document.language.primary());
    let reference = document.metadata.sort_date().and_then(Reference::new);
    leaves
        .iter()
        // Every rule asks for a digit, and most leaves have none.
        .filter(|leaf| leaf.text().bytes().any(|byte| byte.is_ascii_digit()))
        .flat_map(|leaf| find_in(leaf, &rules, reference))
        .collect()
}

/// The rules for a language: those that hold in any, and its own.
fn rules(language: &str) -> Vec<&'static Compiled> {
    let own: &[Compiled] = match language {
        "de" => &de::RULES,
        "en" => &en::RULES,
        _ => &[],
    };
    any::RULES.iter().chain(own).collect()
}

fn find_in(leaf: &LeafText<'_>, rules: &[&Compiled], reference: Option<Reference>) -> Vec<Found> {
    let mut candidates = Vec::new();
    let mut add = |rank, rule, span: Range<usize>, value: Option<Edtf>| {
        if let Some(target) = leaf.locate(span.clone()) {
            let found = value.map(|value| Found { span: target, value, rule });
            candidates.push(Candidate { span, rank, found });
        }
    };
    for (rank, rule) in rules.iter().enumerate() {
        for (span, value) in rule.find(leaf.text(), reference) {
            if value.as_ref().is_some_and(|value| value.precision() == Precision::Year) {
                for (further, year) in list::further(leaf.text(), span.end, rule.vocabulary()) {
                    add(rules.len(), list::RULE, further, Some(year));
                }
            }
            add(rank, rule.name(), span, value);
        }
    }
    leftmost_longest(candidates).into_iter().map(|(_, found)| found).collect()
}

#[cfg(test)]
mod tests;
