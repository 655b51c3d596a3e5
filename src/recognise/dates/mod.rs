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
mod finding;
mod guard;
mod list;
mod read;
mod rule;

use std::borrow::Cow;
use std::ops::Range;

use self::calendar::Reference;
use self::rule::Compiled;
use super::found::Found;
use super::leaves::LeafText;
use super::reading::Reading;
use super::select::{Candidate, leftmost_longest};
use super::switches::Switches;
use crate::annotation::{Confidence, Reason};
use crate::edtf::{Edtf, Precision};

/// A date as TIMEX3 and EDTF write it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Timex {
    /// The date.
    pub(super) value: Edtf,
}

/// All dates in a document, ascending, none overlapping another.
pub(super) fn find(reading: &Reading<'_>, switches: &Switches) -> Vec<Found<Timex>> {
    let reference = reading.document.metadata.sort_date().and_then(Reference::new);
    reading
        .leaves
        .iter()
        // Every rule asks for a digit, and most leaves have none.
        .filter(|leaf| leaf.text().bytes().any(|byte| byte.is_ascii_digit()))
        .flat_map(|leaf| {
            let mut rules = rules(leaf.language());
            rules.retain(|rule| switches.on(rule.name()));
            find_in(leaf, &rules, reference)
        })
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

fn find_in(
    leaf: &LeafText<'_>,
    rules: &[&Compiled],
    reference: Option<Reference>,
) -> Vec<Found<Timex>> {
    let mut candidates = Vec::new();
    let mut add = |rank, rule: &'static str, span: Range<usize>, value: Option<Edtf>| {
        if let Some(target) = leaf.locate(span.clone()) {
            let found = value.map(|value| Found {
                span: target,
                rule: Cow::Borrowed(rule),
                reason: Reason::of(Confidence::Certain),
                what: Timex { value },
            });
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
