//! A document as the layers read it: its leaves as running text, each with its language and its
//! sentences, worked out once for all of them.

use super::leaves::{LeafText, leaf_texts};
use crate::document::Document;

/// A document made ready for recognition.
pub(super) struct Reading<'a> {
    /// The document itself.
    pub(super) document: &'a Document,
    /// Its leaves that hold language, in their order.
    pub(super) leaves: Vec<LeafText<'a>>,
}

impl<'a> Reading<'a> {
    pub(super) fn new(document: &'a Document) -> Self {
        Self { document, leaves: leaf_texts(document) }
    }
}
