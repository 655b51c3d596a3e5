//! Ways about a long page: to its sections, to its parts.
//!
//! In go a line's links with dots between them, as a page's text has them, out come lists: a name and its
//! number stay together, no line begins with a dot, and very many ways are folded behind a line.

use super::blocks::Blocks;
use super::html::Node;
use super::inline;
use crate::locale::Catalogue;
use crate::markdown::Inline;

/// What parts the ways in a page's text.
const BETWEEN: &str = " · ";
/// Ways that are shown without being asked for.
const SHOWN: usize = 24;

/// The ways as a list.
pub(super) fn list(line: &[Inline], blocks: &Blocks<'_>) -> Node {
    items(&parted(line), blocks)
}

/// The ways to a page's parts: a list, or where they are very many, a line that opens it.
pub(super) fn parts(line: &[Inline], class: &str, blocks: &Blocks<'_>, words: &Catalogue) -> Node {
    let mut ways = parted(line);
    let inside = if ways.len() <= SHOWN {
        vec![items(&ways, blocks)]
    } else {
        // Before the first way stands what they are; here the summary says it.
        if let [first, ..] = ways.as_mut_slice() {
            first.retain(|inline| !matches!(inline, Inline::Text(_)));
        }
        let number = words.number(ways.len());
        let what = format!("{} ({number})", words.text("parts-of-page"));
        let summary = Node::new("summary", vec![Node::text(what)]);
        vec![Node::new("details", vec![summary, items(&ways, blocks)])]
    };
    Node::new("nav", inside).with("class", class.to_owned())
}

fn items(ways: &[Vec<Inline>], blocks: &Blocks<'_>) -> Node {
    let item = |way: &Vec<Inline>| Node::new("li", inline::nodes(way, blocks.words));
    Node::new("ul", ways.iter().map(item).collect())
}

/// What stands between the dots, or only blanks, of a line.
fn parted(content: &[Inline]) -> Vec<Vec<Inline>> {
    let mut parts = vec![Vec::new()];
    for inline in content {
        let Inline::Text(text) = inline else {
            parts.last_mut().into_iter().for_each(|part| part.push(inline.clone()));
            continue;
        };
        for (n, piece) in text.split(BETWEEN).enumerate() {
            if n > 0 || text.trim().is_empty() {
                parts.push(Vec::new());
            }
            if !piece.trim().is_empty() {
                parts
                    .last_mut()
                    .into_iter()
                    .for_each(|part| part.push(Inline::Text(piece.to_owned())));
            }
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::{self, Block};

    #[test]
    fn what_dots_part_is_a_list() {
        for (text, expect) in [
            ("[A · B](#a) 9 · [C](#c) · [D](#d) 2", 3),
            ("[A](#a) [B](#b)", 2),
            ("[A](#a) · **B** · ", 2),
        ] {
            let blocks = markdown::read(text).blocks;
            let [Block::Paragraph { content, .. }] = blocks.as_slice() else {
                panic!("{blocks:?}")
            };
            assert_eq!(parted(content).len(), expect, "{text}: {:?}", parted(content));
        }
    }
}
