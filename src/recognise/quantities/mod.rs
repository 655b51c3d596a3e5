//! Quantities: amounts of money, with the currency's ISO 4217 code where there is one.
//!
//! In goes a document's text with its language; out come spans with a decimal number and a unit
//! each, and the rule that read them. The number is exact: nothing is computed in floating point,
//! and an amount that can be read in two ways (“1,200 Euro” in German) is left alone.

mod any;
mod currency;
mod de;
mod decimal;
mod en;
mod mark;
mod pattern;
mod sterling;

use std::ops::Range;

use self::pattern::Patterns;
use super::leaves::LeafText;
use super::select::{Candidate, leftmost_longest};
use crate::annotation::Quantity;
use crate::document::Document;

/// An amount found in a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// Bytes of the document's text.
    pub(super) span: Range<usize>,
    /// How much of what.
    pub(super) quantity: Quantity,
    /// The rule that read it.
    pub(super) rule: &'static str,
}

/// All amounts in a document, ascending, none overlapping another.
pub(super) fn find(document: &Document, leaves: &[LeafText<'_>]) -> Vec<Found> {
    let patterns: &Patterns = match document.language.primary() {
        "de" => &de::PATTERNS,
        "en" => &en::PATTERNS,
        _ => &any::PATTERNS,
    };
    let era = mark::Era::of(document.metadata.sort_date());
    leaves.iter().flat_map(|leaf| find_in(leaf, patterns, era)).collect()
}

fn find_in(leaf: &LeafText<'_>, patterns: &Patterns, era: mark::Era) -> Vec<Found> {
    let mut candidates = Vec::new();
    for (rank, amount) in patterns.find(leaf.text()).into_iter().enumerate() {
        let Some(target) = leaf.locate(amount.span.clone()) else { continue };
        let found = amount.value.map(|(value, unit)| Found {
            span: target,
            quantity: Quantity { value, unit: era.unit(unit).to_owned() },
            rule: amount.rule,
        });
        candidates.push(Candidate { span: amount.span, rank, found });
    }
    leftmost_longest(candidates).into_iter().map(|(_, found)| found).collect()
}

#[cfg(test)]
mod tests;
