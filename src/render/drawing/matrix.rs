//! Documents × entries: the page's table, with heads that stay in sight and a ground that grows darker
//! with the numbers.

use super::super::blocks::Blocks;
use super::super::{inline, ways};
use super::label::short;
use crate::locale::Catalogue;
use crate::markdown::{Block, Inline, Row, plain_text};
use crate::page::PARTS;
use crate::render::html::Node;

/// From these numbers on a cell is darker.
const STEPS: [usize; 4] = [1, 3, 8, 20];

/// Code points of a title above a column.
const TITLE: usize = 36;

/// A matrix page's body.
pub(in crate::render) fn nodes(
    body: &[Block],
    blocks: &Blocks<'_>,
    words: &Catalogue,
) -> Vec<Node> {
    let node = |block: &Block| match block {
        Block::Paragraph { id: Some(id), content } if id == PARTS => {
            let nav = ways::parts(content, "parts", blocks, words);
            vec![nav.with("aria-label", words.text("parts-of-page"))]
        }
        Block::Table { rows, .. } => vec![table(rows, blocks)],
        other => blocks.nodes(std::slice::from_ref(other)),
    };
    body.iter().flat_map(node).collect()
}

fn table(rows: &[Row], blocks: &Blocks<'_>) -> Node {
    let mut rows = rows.iter();
    let head = rows.next().map(|row| {
        let cells = row.cells.iter().map(|content| {
            let words = Node::new("span", inline::nodes(&head(content), blocks.words));
            Node::new("th", vec![words]).with("scope", "col")
        });
        Node::new("tr", cells.collect())
    });
    let body = rows.map(|row| {
        let cells = row.cells.iter().enumerate().map(|(n, content)| {
            let words = inline::nodes(content, blocks.words);
            if n == 0 {
                return Node::new("th", words).with("scope", "row");
            }
            Node::new("td", words).with_some("class", class(&plain_text(content)))
        });
        Node::new("tr", cells.collect())
    });
    let parts =
        vec![Node::new("thead", head.into_iter().collect()), Node::new("tbody", body.collect())];
    Node::new("div", vec![Node::new("table", parts)])
        .with("class", "table matrix")
        .with("tabindex", "0")
}

/// A title that has room above a column; the whole of it is shown on pointing at it.
fn head(content: &[Inline]) -> Vec<Inline> {
    match content {
        [Inline::Link { href, content, .. }] => {
            let whole = plain_text(content);
            let words = short(&whole, TITLE);
            let title = if words == whole { String::new() } else { whole };
            let content = vec![Inline::Text(words)];
            vec![Inline::Link { href: href.clone(), title, content }]
        }
        other => other.to_vec(),
    }
}

/// `n2`: how dark a cell is; nothing for an empty one.
fn class(words: &str) -> Option<String> {
    let digits: String = words.chars().filter(char::is_ascii_digit).collect();
    let number: usize = digits.parse().ok()?;
    let step = STEPS.iter().filter(|&&least| least <= number).count();
    Some(format!("n{step}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_is_darker() {
        for (words, expect) in
            [("", None), ("1", Some("n1")), ("7", Some("n2")), ("12.345", Some("n4"))]
        {
            assert_eq!(class(words).as_deref(), expect);
        }
    }
}
