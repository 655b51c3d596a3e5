//! The parts of a long page: the list of them above, the way on below.

use super::blocks::Blocks;
use super::html::Node;
use super::ways;
use crate::locale::Catalogue;
use crate::markdown::Block;
use crate::page::{MORE_PARTS, PARTS};

/// A page's blocks with the paragraphs about its parts, where it has some, as navigation around what
/// `inner` makes of the others.
pub(super) fn framed(
    blocks: &Blocks<'_>,
    body: &[Block],
    words: &Catalogue,
    inner: impl FnOnce(&[Block]) -> Vec<Node>,
) -> Vec<Node> {
    let (first, body) = match body {
        [first, rest @ ..] if is_called(first, PARTS) => (Some(first), rest),
        all => (None, all),
    };
    let (last, body) = match body {
        [rest @ .., last] if is_called(last, MORE_PARTS) => (Some(last), rest),
        all => (None, all),
    };
    let nav = |block: &Block, class: &str, label: &str| {
        let Block::Paragraph { content, .. } = block else { return None };
        let nav = ways::parts(content, class, blocks, words);
        Some(nav.with("aria-label", words.text(label)))
    };
    let mut nodes: Vec<Node> =
        first.and_then(|b| nav(b, "parts", "parts-of-page")).into_iter().collect();
    nodes.extend(inner(body));
    nodes.extend(last.and_then(|b| nav(b, "parts more", "parts-around")));
    nodes
}

fn is_called(block: &Block, anchor: &str) -> bool {
    matches!(block, Block::Paragraph { id: Some(id), .. } if id == anchor)
}
