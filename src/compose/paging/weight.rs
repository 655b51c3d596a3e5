//! About how much HTML blocks will make, so that pages can be cut before there is any.
//!
//! The figures are those of the elements' tags, rounded up; a page's frame is not counted.

use crate::markdown::{Block, Inline, Row};
use crate::page::{Mark, Page};

/// An element's two tags with a short attribute.
const ELEMENT: usize = 24;
/// A link's tags without its address.
const LINK: usize = 48;
/// A mark's tags, classes and what it says of its maker.
const MARK: usize = 260;

/// About how many bytes of HTML a page's body will be.
pub(super) fn of_page(page: &Page) -> usize {
    of_blocks(&page.body) + page.front.marks.iter().map(of_mark).sum::<usize>()
}

pub(super) fn of_mark(mark: &Mark) -> usize {
    MARK + escaped(&mark.label) + mark.by.len() + mark.id.len()
}

pub(super) fn of_blocks(blocks: &[Block]) -> usize {
    blocks.iter().map(of_block).sum()
}

pub(super) fn of_block(block: &Block) -> usize {
    let inside = match block {
        Block::Paragraph { content, .. } | Block::Heading { content, .. } => of_inlines(content),
        Block::Code { text, .. } => 2 * escaped(text),
        Block::Quote(inner) | Block::Footnote { blocks: inner, .. } => of_blocks(inner),
        Block::List { items, .. } => items.iter().map(|item| of_item(item)).sum(),
        Block::Table { rows, .. } => rows.iter().map(of_row).sum(),
        Block::Rule => 0,
    };
    2 * ELEMENT + inside
}

pub(super) fn of_item(item: &[Block]) -> usize {
    ELEMENT + of_blocks(item)
}

pub(super) fn of_row(row: &Row) -> usize {
    ELEMENT + row.cells.iter().map(|cell| ELEMENT + of_inlines(cell)).sum::<usize>()
}

fn of_inlines(content: &[Inline]) -> usize {
    content.iter().map(of_inline).sum()
}

fn of_inline(inline: &Inline) -> usize {
    match inline {
        Inline::Text(words) | Inline::Wikilink { target: words, .. } => escaped(words),
        Inline::Code(words) | Inline::FootnoteRef(words) | Inline::Image { alt: words, .. } => {
            ELEMENT + escaped(words)
        }
        Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strike(inner) => {
            ELEMENT + of_inlines(inner)
        }
        Inline::Link { href, title, content } => {
            LINK + escaped(href) + escaped(title) + of_inlines(content)
        }
        Inline::Time { datetime, content } => ELEMENT + datetime.len() + of_inlines(content),
        Inline::Break => 4,
    }
}

/// Bytes with the five characters that HTML escapes counted as long as they become.
fn escaped(words: &str) -> usize {
    let special = words.bytes().filter(|b| matches!(b, b'&' | b'<' | b'>' | b'"' | b'\'')).count();
    words.len() + 5 * special
}
