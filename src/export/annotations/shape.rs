//! The JSON of a collection of annotations, key by key, in the order in which they are written.

use std::borrow::Cow;

use serde::{Serialize, Serializer};

use crate::annotation::{Confidence, How, Layer, Motivation};
use crate::document::Language;

/// An address with a fragment.
pub(super) struct Fragment<'a>(pub(super) &'a str, pub(super) &'a str);

impl Serialize for Fragment<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{}#{}", self.0, self.1))
    }
}

#[derive(Serialize)]
pub(super) struct Collection<'a> {
    #[serde(rename = "@context")]
    pub(super) context: &'static str,
    pub(super) id: &'a str,
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
    pub(super) label: &'a str,
    pub(super) total: usize,
    pub(super) first: ItemPage<'a>,
}

#[derive(Serialize)]
pub(super) struct ItemPage<'a> {
    pub(super) id: Fragment<'a>,
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
    #[serde(rename = "startIndex")]
    pub(super) start_index: usize,
    pub(super) items: &'a [Item<'a>],
}

#[derive(Serialize)]
pub(super) struct Item<'a> {
    pub(super) id: Fragment<'a>,
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
    pub(super) motivation: Motivation,
    pub(super) creator: CreatorBody<'a>,
    pub(super) body: Vec<BodyOf<'a>>,
    pub(super) target: Target<'a>,
    #[serde(rename = "dossier:layer")]
    pub(super) layer: Layer,
    #[serde(rename = "dossier:anchoring", skip_serializing_if = "Option::is_none")]
    pub(super) anchoring: Option<How>,
    #[serde(rename = "dossier:reason", skip_serializing_if = "Option::is_none")]
    pub(super) reason: Option<Why<'a>>,
    /// A time, as the standard has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) created: Option<&'a str>,
    /// A day.
    #[serde(rename = "dossier:created", skip_serializing_if = "Option::is_none")]
    pub(super) created_on: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) via: Option<&'a str>,
}

#[derive(Serialize)]
pub(super) struct CreatorBody<'a> {
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
    pub(super) name: Cow<'a, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) nickname: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum BodyOf<'a> {
    Entry {
        #[serde(rename = "type")]
        kind: &'static str,
        purpose: &'static str,
        source: EntrySource<'a>,
        #[serde(rename = "dossier:entry")]
        entry: &'a str,
        #[serde(rename = "dossier:role", skip_serializing_if = "Option::is_none")]
        role: Option<&'static str>,
    },
    Classified {
        #[serde(rename = "type")]
        kind: &'static str,
        value: Cow<'a, str>,
        format: &'static str,
        purpose: &'static str,
        #[serde(rename = "dossier:scheme")]
        scheme: &'a str,
    },
    Comment {
        #[serde(rename = "type")]
        kind: &'static str,
        value: &'a str,
        format: &'static str,
        language: &'a Language,
        purpose: Motivation,
    },
}

#[derive(Serialize)]
pub(super) struct EntrySource<'a> {
    pub(super) id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) label: Option<&'a str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub(super) same_as: &'a [String],
}

#[derive(Serialize)]
pub(super) struct Target<'a> {
    pub(super) source: &'a str,
    pub(super) selector: Selectors<'a>,
}

pub(super) type Selectors<'a> = (QuoteSelector<'a>, PositionSelector);

#[derive(Serialize)]
pub(super) struct QuoteSelector<'a> {
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
    pub(super) prefix: &'a str,
    pub(super) exact: &'a str,
    pub(super) suffix: &'a str,
}

#[derive(Serialize)]
pub(super) struct PositionSelector {
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// How sure a rule was, by which words, and which rules gave way.
#[derive(Serialize)]
pub(super) struct Why<'a> {
    pub(super) confidence: Confidence,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) evidence: Vec<&'a str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub(super) beat: &'a [Cow<'static, str>],
}
