//! The structure of a document's text.

use std::ops::Range;

/// Index into [`super::Document::leaves`].
pub type LeafIndex = usize;

/// A block, holding leaves or further blocks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A paragraph, heading or code block.
    Leaf(LeafIndex),
    /// A list; `start` is the first number of a numbered one.
    List {
        /// First number; `None` for bullets.
        start: Option<u64>,
        /// The items' blocks.
        items: Vec<Vec<Block>>,
    },
    /// A block quotation.
    Quote(Vec<Block>),
    /// A table; the first row is its head. Every row has as many cells as `columns`.
    Table {
        /// One per column.
        columns: Vec<Alignment>,
        /// Cells of kind [`LeafKind::Cell`], row by row.
        rows: Vec<Vec<LeafIndex>>,
    },
    /// A thematic break.
    Rule,
}

/// How a table's column is set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Alignment {
    /// Not said.
    #[default]
    None,
    /// Left.
    Left,
    /// Centred.
    Center,
    /// Right.
    Right,
}

/// A piece of text without further blocks in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaf {
    /// What it is.
    pub kind: LeafKind,
    /// Its bytes in [`super::Document::text`]. Never empty but for cells.
    pub span: Range<usize>,
    /// Its anchor: `p1`, `p2`, … for paragraphs, code blocks and the first cell of a table's row,
    /// `p7c2` for that row's second cell, `s1`, … for headings.
    pub id: String,
    /// Emphasis, links and the like; properly nested, ascending by start, outer before inner.
    pub styles: Vec<Style>,
}

impl Leaf {
    /// The anchor by which a page can be entered here: its id, of a cell that of its row.
    #[must_use]
    pub fn anchor(&self) -> &str {
        anchor_of(&self.id)
    }
}

/// `p7c2` → `p7`: a cell is reached by its row.
#[must_use]
pub fn anchor_of(id: &str) -> &str {
    id.split('c').next().unwrap_or(id)
}

/// What a leaf is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LeafKind {
    /// Running text. A `\n` in it is a line break that the source means.
    Paragraph,
    /// A heading of level 1 to 6.
    Heading(u8),
    /// Code; the language as the source names it, perhaps empty. Its text is kept as it is.
    Code(String),
    /// A table's cell.
    Cell,
}

/// A stretch of styled text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Style {
    /// Its bytes in [`super::Document::text`]; inside its leaf, never empty.
    pub span: Range<usize>,
    /// How it is set.
    pub kind: StyleKind,
}

/// How text is set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StyleKind {
    /// Emphasised.
    Emphasis,
    /// Strongly emphasised.
    Strong,
    /// Struck out.
    Strike,
    /// Code.
    Code,
    /// A link; the address as the source has it, not yet judged.
    Link(String),
    /// A picture's alternative text, standing where the picture stood.
    ImageText,
}
