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
mod finding;
mod mark;
mod pattern;
mod sterling;

use std::borrow::Cow;

use self::pattern::Patterns;
use super::found::Found;
use super::leaves::LeafText;
use super::reading::Reading;
use super::select::{Candidate, leftmost_longest};
use super::switches::Switches;
use crate::annotation::{Bound, Confidence, Quantity, Reason};

/// An amount.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Amount {
    /// How much of what.
    pub(super) quantity: Quantity,
}

/// All amounts in a document, ascending, none overlapping another.
pub(super) fn find(reading: &Reading<'_>, switches: &Switches) -> Vec<Found<Amount>> {
    let era = mark::Era::of(reading.document.metadata.sort_date());
    let found = reading.leaves.iter().flat_map(|leaf| {
        let patterns: &Patterns = match leaf.language() {
            "de" => &de::PATTERNS,
            "en" => &en::PATTERNS,
            _ => &any::PATTERNS,
        };
        find_in(leaf, patterns, era)
    });
    found.filter(|found| switches.on(&found.rule)).collect()
}

fn find_in(leaf: &LeafText<'_>, patterns: &Patterns, era: mark::Era) -> Vec<Found<Amount>> {
    let mut candidates = Vec::new();
    for (rank, amount) in patterns.find(leaf.text()).into_iter().enumerate() {
        let Some(target) = leaf.locate(amount.span.clone()) else { continue };
        let found = amount.value.map(|(value, unit)| Found {
            span: target,
            rule: Cow::Borrowed(amount.rule),
            reason: Reason::of(Confidence::Certain),
            what: Amount {
                quantity: Quantity {
                    value,
                    unit: era.unit(unit).to_owned(),
                    to: None,
                    bound: Bound::Exact,
                },
            },
        });
        candidates.push(Candidate { span: amount.span, rank, found });
    }
    leftmost_longest(candidates).into_iter().map(|(_, found)| found).collect()
}

#[cfg(test)]
mod tests;
