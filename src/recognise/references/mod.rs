//! References: laws, decisions, papers, publications, addresses.

use serde_json::{Map, Value};

use super::found::{Finding, Found};
use super::jsonl::Place;
use super::reading::Reading;
use super::switches::Switches;
use crate::annotation::{self, Body};
use crate::document::Document;

/// What a text refers to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reference {
    /// What, and where it leads.
    pub(super) reference: annotation::Reference,
}

/// All references in a document, ascending, none overlapping another.
pub(super) fn find(_: &Reading<'_>, _: &Switches) -> Vec<Found<Reference>> {
    Vec::new()
}

impl Finding for Reference {
    fn body(found: &Found<Self>, _: &Document) -> Body {
        Body::Reference(found.what.reference.clone())
    }

    fn gold(_: &Found<Self>, _: &Place<'_>) -> Option<Map<String, Value>> {
        None
    }
}
