//! A document: one seed's text, its blocks, what is known about it, and the way back to its bytes.
//!
//! Every format is reduced to this. Nothing here knows annotations, Markdown or HTML.

mod block;
mod metadata;
mod publication;

pub use block::{Alignment, Block, Leaf, LeafIndex, LeafKind, Style, StyleKind, anchor_of};
pub use metadata::{Language, Metadata};
pub use publication::{Publication, day};

use std::ops::Range;

use serde::Serialize;

use crate::text::OffsetMap;

/// One seed as received.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Path below `seeds/`, with `/` between its parts.
    pub path: String,
    /// The file's bytes.
    pub bytes: Vec<u8>,
    /// SHA-256 of the bytes, 64 lower-case hexadecimal digits.
    pub sha256: String,
}

/// What kind of file a seed is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Media {
    /// Plain text.
    Text,
    /// Markdown (CommonMark with GFM tables).
    Markdown,
    /// HTML.
    Html,
}

impl Media {
    /// The registered media type (RFC 2046, RFC 7763).
    #[must_use]
    pub fn mime(self) -> &'static str {
        match self {
            Self::Text => "text/plain",
            Self::Markdown => "text/markdown",
            Self::Html => "text/html",
        }
    }
}

/// Where a document came from and what became of it on the way: its passport.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Provenance {
    /// Path below `seeds/`, with `/` between its parts.
    pub path: String,
    /// SHA-256 of the seed's bytes, 64 lower-case hexadecimal digits.
    pub sha256: String,
    /// Length of the seed in bytes.
    pub bytes: usize,
    /// What kind of file it is.
    pub media: Media,
    /// The character encoding it was read in, by its WHATWG name.
    pub encoding: String,
    /// What of the seed is not in the text, in the order of first appearance.
    pub dropped: Vec<Dropped>,
    /// Whether something of the seed is hidden. `sha256` and `bytes` are then those of the text as it is
    /// published, since the sum of a short original would tell it.
    pub redacted: bool,
}

/// A kind of thing that conversion left out, and how many there were.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Dropped {
    /// What.
    pub what: DroppedKind,
    /// How many.
    pub count: usize,
}

keyword! {
    /// What conversion may leave out of a text.
    pub DroppedKind {
        /// `<nav>`, menus, skip links.
        Navigation = "navigation",
        /// `<script>`, `<noscript>`, `<template>`.
        Script = "script",
        /// `<style>`.
        Style = "style",
        /// Page headers and footers outside the article.
        PageFrame = "page-frame",
        /// `<aside>`: what stands beside the article.
        Aside = "aside",
        /// Forms and their controls.
        Form = "form",
        /// Embedded things: frames, video, SVG, formulas.
        Embedded = "embedded",
        /// What the page hides from its readers.
        Hidden = "hidden",
        /// Pictures; their alternative text is kept.
        Image = "image",
        /// Text outside the element that holds the article.
        OutsideArticle = "outside-article",
        /// Comments.
        Comment = "comment",
        /// Tags of raw HTML in a Markdown seed; the words between them are kept.
        Markup = "markup",
        /// Header lines or front matter that became metadata.
        Header = "header",
    }
}

/// A document: text in blocks, metadata, language, and the map back to its source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The address part by which everything refers to it.
    pub slug: String,
    /// Where it came from.
    pub provenance: Provenance,
    /// What is known about it.
    pub metadata: Metadata,
    /// Its title: stated, or derived from the text.
    pub title: String,
    /// The language of its text.
    pub language: Language,
    /// The whole text, NFC: the leaves' texts in order, each two parted by a blank line
    /// ([`LEAF_GAP`]). All byte offsets of spans and annotations are into it.
    pub text: String,
    /// The structure over the leaves.
    pub blocks: Vec<Block>,
    /// Paragraphs, headings, code blocks, cells, in the order of the text.
    pub leaves: Vec<Leaf>,
    /// From bytes of `text` to bytes of the seed.
    pub map: OffsetMap,
    /// What of the text is hidden, in its order.
    pub hidden: Vec<Hidden>,
}

/// Words of a text that were replaced by a block, before anything else saw them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hidden {
    /// The block's bytes in [`Document::text`]; inside one leaf.
    pub span: Range<usize>,
    /// Why, for readers.
    pub reason: String,
}

/// What stands between two leaves in [`Document::text`].
pub const LEAF_GAP: &str = "\n\n";

impl Document {
    /// The words of a span.
    #[must_use]
    pub fn slice(&self, span: &Range<usize>) -> &str {
        &self.text[span.clone()]
    }

    /// The leaf in which byte `at` lies; of a gap, the leaf before it.
    #[must_use]
    pub fn leaf_at(&self, at: usize) -> Option<LeafIndex> {
        self.leaves.partition_point(|leaf| leaf.span.start <= at).checked_sub(1)
    }

    /// The leaves a span touches.
    #[must_use]
    pub fn leaves_in(&self, span: &Range<usize>) -> Range<LeafIndex> {
        let first = self.leaves.partition_point(|leaf| leaf.span.end <= span.start);
        let last = self.leaves.partition_point(|leaf| leaf.span.start < span.end);
        first..last.max(first)
    }

    /// The leaf with the anchor `id` (`p4`).
    #[must_use]
    pub fn leaf_by_id(&self, id: &str) -> Option<&Leaf> {
        self.leaves.iter().find(|leaf| leaf.id == id)
    }
}
