//! Drawings: SVG from the data in a page's front matter.
//!
//! In goes what a page says it draws, out comes a typed tree. A drawing only repeats what the page
//! says in words, so it may leave out labels, but never holds more than the page. Positions are
//! computed with addition, multiplication, division and square roots alone (IEEE 754 gives every
//! machine the same) and rounded to tenths.

mod axis;
mod filter;
mod force;
mod label;
mod ledger;
mod map;
mod matrix;
mod network;
mod point;
mod shape;
mod spread;
mod svg;
mod timeline;

use super::html::Node;
use crate::locale::Catalogue;
use crate::markdown::Block;
use crate::page::Drawing;

/// A page's body with its drawing below the first paragraphs; `gather` makes nodes of the rest.
pub(super) fn body(
    drawing: &Drawing,
    body: &[Block],
    gather: &dyn Fn(&[Block]) -> Vec<Node>,
    words: &Catalogue,
) -> Vec<Node> {
    let lead = body.iter().take_while(|block| matches!(block, Block::Paragraph { .. })).count();
    let (lead, rest) = body.split_at(lead);
    let mut nodes = gather(lead);
    let rest = gather(rest);
    nodes.extend(match drawing {
        Drawing::Network(network) => network::nodes(network, rest, words),
        Drawing::Map(places) => map::nodes(places, rest, words),
        Drawing::Timeline(timeline) => timeline::nodes(timeline, rest, words),
        Drawing::Ledger(ledger) => ledger::nodes(ledger, rest, words),
    });
    nodes
}

pub(super) use matrix::nodes as matrix;
