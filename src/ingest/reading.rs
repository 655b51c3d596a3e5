//! What a reader of one format makes of a text.

use super::builder::{Builder, Built};
use super::dropped::Drops;
use crate::diagnostic::Diagnostics;
use crate::document::{Block, Dropped, Leaf, Metadata};
use crate::text::OffsetMap;

/// A text read: its structure, what it says about itself, what was left out.
#[derive(Debug)]
pub(super) struct Reading {
    /// The text.
    pub(super) text: String,
    /// From its bytes to those of the text that was read.
    pub(super) map: OffsetMap,
    /// The structure.
    pub(super) blocks: Vec<Block>,
    /// The leaves.
    pub(super) leaves: Vec<Leaf>,
    /// What the text says about itself.
    pub(super) metadata: Metadata,
    /// What was left out.
    pub(super) dropped: Vec<Dropped>,
    /// What was wrong; spans are bytes of the text that was read.
    pub(super) diagnostics: Diagnostics,
    /// Control characters that character references named and that were replaced.
    pub(super) controls: usize,
    /// Whether blocks were nested too deeply and some flattened.
    pub(super) too_deep: bool,
    /// Whether the text is larger than a document may be, so that some of it is missing.
    pub(super) too_large: bool,
    /// Whether reading took too long, so that some of it is missing.
    pub(super) too_slow: bool,
}

impl Reading {
    /// Without metadata and diagnostics.
    pub(super) fn new(builder: Builder, drops: Drops) -> Self {
        let Built { text, map, blocks, leaves, controls, too_deep, full, slow } = builder.finish();
        Self {
            text,
            map,
            blocks,
            leaves,
            metadata: Metadata::default(),
            dropped: drops.finish(),
            diagnostics: Diagnostics::new(),
            controls,
            too_deep,
            too_large: full,
            too_slow: slow,
        }
    }
}
