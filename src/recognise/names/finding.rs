//! What a name has to say.

use serde_json::{Map, Value};

use super::super::found::{Finding, Found};
use super::super::jsonl::{Place, object};
use super::Name;
use crate::annotation::{Body, Creator};
use crate::document::Document;
use crate::register::EntryKind;

impl Finding for Name {
    fn body(found: &Found<Self>, _: &Document) -> Body {
        match &found.what {
            Self::Entry { id, .. } => Body::Name { entry: id.clone(), comment: None },
            Self::Proposed(proposal) => Body::Proposal(proposal.clone()),
        }
    }

    fn creator(found: &Found<Self>) -> Creator {
        match &found.what {
            Self::Entry { .. } => Creator::Register(found.rule.clone()),
            Self::Proposed(_) => Creator::Rule(found.rule.clone()),
        }
    }

    fn gold(found: &Found<Self>, _: &Place<'_>) -> Option<Map<String, Value>> {
        let (kind, value) = match &found.what {
            Self::Entry { id, kind } => (*kind, id),
            Self::Proposed(proposal) => (proposal.kind, &proposal.name),
        };
        let kind = match kind {
            EntryKind::Person => "PER",
            EntryKind::Organisation => "ORG",
            EntryKind::Place => "LOC",
            _ => "MISC",
        };
        Some(object(kind, Some(value.clone())))
    }
}
