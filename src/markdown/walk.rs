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

/// Visits the anchor of every block and row that has one.
pub fn each_anchor<'a>(blocks: &'a [Block], visit: &mut impl FnMut(&'a str)) {
    each_block(blocks, &mut |block| match block {
        Block::Paragraph { id, .. } | Block::Heading { id, .. } | Block::Code { id, .. } => {
            if let Some(id) = id {
                visit(id);
            }
        }
        Block::Table { rows, .. } => {
            rows.iter().filter_map(|row| row.id.as_deref()).for_each(&mut *visit);
        }
        _ => {}
    });
}

/// Visits the address of every link, to change it.
pub fn each_link_mut(blocks: &mut [Block], visit: &mut impl FnMut(&mut String)) {
    for block in blocks {
        match block {
            Block::Paragraph { content, .. } | Block::Heading { content, .. } => {
                links_inside(content, visit);
            }
            Block::Quote(inner) | Block::Footnote { blocks: inner, .. } => {
                each_link_mut(inner, visit);
            }
            Block::List { items, .. } => {
                items.iter_mut().for_each(|item| each_link_mut(item, visit));
            }
            Block::Table { rows, .. } => {
                let cells = rows.iter_mut().flat_map(|row| &mut row.cells);
                cells.for_each(|cell| links_inside(cell, visit));
            }
            Block::Code { .. } | Block::Rule => {}
        }
    }
}

/// Visits every piece of words, to change it: running text, code, alternative texts, titles of links.
pub fn each_words_mut(blocks: &mut [Block], visit: &mut impl FnMut(&mut String)) {
    for block in blocks {
        match block {
            Block::Paragraph { content, .. } | Block::Heading { content, .. } => {
                words_inside(content, visit);
            }
            Block::Quote(inner) | Block::Footnote { blocks: inner, .. } => {
                each_words_mut(inner, visit);
            }
            Block::List { items, .. } => {
                items.iter_mut().for_each(|item| each_words_mut(item, visit));
            }
            Block::Table { rows, .. } => {
                let cells = rows.iter_mut().flat_map(|row| &mut row.cells);
                cells.for_each(|cell| words_inside(cell, visit));
            }
            Block::Code { text, .. } => visit(text),
            Block::Rule => {}
        }
    }
}

fn words_inside(content: &mut [Inline], visit: &mut impl FnMut(&mut String)) {
    for inline in content {
        match inline {
            Inline::Text(words) | Inline::Code(words) | Inline::Image { alt: words, .. } => {
                visit(words);
            }
            Inline::Wikilink { target, label } => visit(label.as_mut().unwrap_or(target)),
            Inline::Link { title, content, .. } => {
                visit(title);
                words_inside(content, visit);
            }
            Inline::Emphasis(inner)
            | Inline::Strong(inner)
            | Inline::Strike(inner)
            | Inline::Time { content: inner, .. } => words_inside(inner, visit),
            Inline::FootnoteRef(_) | Inline::Break => {}
        }
    }
}

fn links_inside(content: &mut [Inline], visit: &mut impl FnMut(&mut String)) {
    for inline in content {
        if let Inline::Link { href, .. } = inline {
            visit(href);
        }
        match inline {
            Inline::Emphasis(inner)
            | Inline::Strong(inner)
            | Inline::Strike(inner)
            | Inline::Link { content: inner, .. }
            | Inline::Time { content: inner, .. } => links_inside(inner, visit),
            _ => {}
        }
    }
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
