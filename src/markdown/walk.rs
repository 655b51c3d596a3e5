//! Going through a tree in the order of its text.

use super::{Block, Inline};

/// Visits every block, outer before inner.
pub fn each_block<'a>(blocks: &'a [Block], visit: &mut impl FnMut(&'a Block)) {
    for block in blocks {
        visit(block);
        match block {
            Block::Quote(inner) | Block::Footnote { blocks: inner, .. } => each_block(inner, visit),
            Block::List { items, .. } => {
                for item in items {
                    each_block(item, visit);
                }
            }
            _ => {}
        }
    }
}

/// Visits everything in the running text of all blocks, outer before inner.
pub fn each_inline<'a>(blocks: &'a [Block], visit: &mut impl FnMut(&'a Inline)) {
    each_block(blocks, &mut |block| match block {
        Block::Paragraph { content, .. } | Block::Heading { content, .. } => inside(content, visit),
        Block::Table { rows, .. } => {
            for cell in rows.iter().flat_map(|row| &row.cells) {
                inside(cell, visit);
            }
        }
        _ => {}
    });
}

fn inside<'a>(content: &'a [Inline], visit: &mut impl FnMut(&'a Inline)) {
    for inline in content {
        visit(inline);
        match inline {
            Inline::Emphasis(inner)
            | Inline::Strong(inner)
            | Inline::Strike(inner)
            | Inline::Link { content: inner, .. }
            | Inline::Time { content: inner, .. } => inside(inner, visit),
            _ => {}
        }
    }
}
