//! Proposals by rule for what the register does not have.

use super::super::leaves::LeafText;
use super::super::switches::Switches;
use super::slate::Candidate;
use super::words::words;
use super::{legal_form, phrases, territories, titled};

/// What the rules propose in a leaf, in no order.
pub(super) fn by_rule(leaf: &LeafText<'_>, switches: &Switches) -> Vec<Candidate> {
    let words = words(leaf.text());
    let mut found = Vec::new();
    if switches.on(titled::TITLED) {
        found.extend(titled::find(leaf, &words));
    }
    if switches.on(legal_form::LEGAL_FORM) {
        found.extend(legal_form::find(leaf, &words));
    }
    let places = territories::find(leaf).into_iter();
    found.extend(places.filter(|candidate| switches.on(&candidate.rule)));
    found.extend(phrases::find(leaf, switches));
    found
}
