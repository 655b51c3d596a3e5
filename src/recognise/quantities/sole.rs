//! Which bare numbers and ordinals of a document count as found.
//!
//! They are never shown to readers: they are there to be scored. The gold files that hold them
//! (Recognizers-Text) annotate each text for one kind of amount alone: none that marks money, a
//! measure or an age marks a bare number or an ordinal as well, and none that marks an ordinal
//! marks a number. What is kept follows that practice. Amounts that readers see are never touched.

use super::Amount;
use super::finding::{NUMBER, ORDINAL, Spelling};
use crate::recognise::found::Found;

/// What a document is annotated for; the later goes before the earlier.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Sort {
    Number,
    Ordinal,
    Measured,
}

fn sort(found: &Found<Amount>) -> Sort {
    match found.what.gold.as_ref().map(Spelling::kind) {
        Some(NUMBER) => Sort::Number,
        Some(ORDINAL) => Sort::Ordinal,
        _ => Sort::Measured,
    }
}

/// A document's amounts without the bare numbers and ordinals that stand beside something else.
pub(super) fn only(mut found: Vec<Found<Amount>>) -> Vec<Found<Amount>> {
    let Some(first) = found.iter().map(sort).max() else { return found };
    found.retain(|one| !one.what.quantity.unit.is_empty() || sort(one) == first);
    found
}
