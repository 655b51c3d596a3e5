//! A document's text and blocks while they are being read.
//!
//! In go leaves, lists, quotations and tables in reading order, out comes the text in NFC with its
//! structure, ids and map. It knows no format; it holds the limits on depth and number.

use std::ops::Range;

use super::leaf::LeafText;
use super::nfc;
use crate::config::{Deadline, Limits};
use crate::document::{Alignment, Block, LEAF_GAP, Leaf, LeafIndex, LeafKind, Style, StyleKind};
use crate::markdown::code_language;
use crate::text::{MappedText, OffsetMap};

/// What holds further blocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Container {
    /// A block quotation.
    Quote,
    /// A list and the first number of a numbered one.
    List(Option<u64>),
    /// An item of a list.
    Item,
}

/// A document's text and blocks under construction.
#[derive(Debug)]
pub(super) struct Builder {
    text: MappedText,
    leaves: Vec<Leaf>,
    root: Vec<Block>,
    frames: Vec<Frame>,
    /// Containers that are open beyond the deepest one that is kept.
    flattened: usize,
    base: Option<OffsetMap>,
    paragraphs: usize,
    headings: usize,
    controls: usize,
    too_deep: bool,
    full: bool,
    bounds: Bounds,
    slow: bool,
    /// How often it was asked whether there is room, so that the clock is not asked as often.
    asked: u32,
}

/// How much a document may hold and how long its reading may take.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bounds {
    leaves: usize,
    depth: usize,
    deadline: Deadline,
}

impl Bounds {
    /// From now on.
    pub(super) fn new(limits: &Limits) -> Self {
        Self { deadline: limits.deadline(), ..Self::timeless(limits) }
    }

    /// However long it takes.
    pub(super) fn timeless(limits: &Limits) -> Self {
        let number = |limit: u64| usize::try_from(limit).unwrap_or(usize::MAX);
        let (leaves, depth) = (number(limits.paragraphs), number(limits.depth));
        Self { leaves, depth, deadline: Deadline::default() }
    }
}

#[derive(Debug)]
struct Frame {
    container: Container,
    /// One entry but for lists, where each is an item.
    items: Vec<Vec<Block>>,
}

/// The finished text with its structure.
#[derive(Debug)]
pub(super) struct Built {
    /// The text.
    pub(super) text: String,
    /// From its bytes to those of what was read.
    pub(super) map: OffsetMap,
    /// The structure.
    pub(super) blocks: Vec<Block>,
    /// The leaves.
    pub(super) leaves: Vec<Leaf>,
    /// Control characters that character references named and that were replaced.
    pub(super) controls: usize,
    /// Whether containers were nested too deeply and some flattened.
    pub(super) too_deep: bool,
    /// Whether there were more leaves than a document may have, so that some are missing.
    pub(super) full: bool,
    /// Whether reading took too long, so that some of it is missing.
    pub(super) slow: bool,
}

impl Builder {
    /// Nothing yet.
    pub(super) fn new(bounds: Bounds) -> Self {
        Self {
            text: MappedText::new(),
            leaves: Vec::new(),
            root: Vec::new(),
            frames: Vec::new(),
            flattened: 0,
            base: None,
            paragraphs: 0,
            headings: 0,
            controls: 0,
            too_deep: false,
            full: false,
            bounds,
            slow: false,
            asked: 0,
        }
    }

    /// The leaves from now on say where they stand in a text that has itself the map `base`.
    pub(super) fn set_base(&mut self, base: Option<OffsetMap>) {
        self.base = base;
    }

    /// Whether the document has as many leaves as it may have, or takes too long.
    pub(super) fn is_full(&mut self) -> bool {
        self.slow |= self.asked.is_multiple_of(256) && self.bounds.deadline.is_over();
        self.asked = self.asked.wrapping_add(1);
        self.full || self.slow
    }

    /// Says that some of the document could not be taken in.
    pub(super) fn overflow(&mut self) {
        self.full = true;
    }

    /// Begins a container.
    pub(super) fn open(&mut self, container: Container) {
        if self.frames.len() >= self.bounds.depth || self.flattened > 0 {
            self.flattened += 1;
            self.too_deep = true;
            return;
        }
        let items = if matches!(container, Container::List(_)) { vec![] } else { vec![vec![]] };
        self.frames.push(Frame { container, items });
    }

    /// Ends the innermost container. One without any content leaves no trace, but for an item
    /// whose number counts.
    pub(super) fn close(&mut self) {
        if self.flattened > 0 {
            self.flattened -= 1;
            return;
        }
        let Some(mut frame) = self.frames.pop() else { return };
        match frame.container {
            Container::List(start) => {
                if frame.items.iter().any(|item| !item.is_empty()) {
                    self.push_block(Block::List { start, items: frame.items });
                }
            }
            Container::Quote => {
                if let Some(blocks) = frame.items.pop().filter(|blocks| !blocks.is_empty()) {
                    self.push_block(Block::Quote(blocks));
                }
            }
            Container::Item => self.push_item(frame.items.pop().unwrap_or_default()),
        }
    }

    fn push_item(&mut self, blocks: Vec<Block>) {
        match self.frames.last_mut() {
            Some(Frame { container: Container::List(start), items }) => {
                if start.is_some() || !blocks.is_empty() {
                    items.push(blocks);
                }
            }
            _ => blocks.into_iter().for_each(|block| self.push_block(block)),
        }
    }

    fn push_block(&mut self, block: Block) {
        match self.frames.last_mut() {
            None => self.root.push(block),
            // What stands in a list but in no item is an item of its own.
            Some(Frame { container: Container::List(_), items }) => items.push(vec![block]),
            Some(frame) => match frame.items.last_mut() {
                Some(blocks) => blocks.push(block),
                None => frame.items.push(vec![block]),
            },
        }
    }

    /// A thematic break.
    pub(super) fn rule(&mut self) {
        self.push_block(Block::Rule);
    }

    /// A paragraph, heading or code block. One without any word is left out.
    pub(super) fn leaf(&mut self, mut kind: LeafKind, words: LeafText) {
        if let LeafKind::Code(language) = &mut kind {
            *language = code_language(language).to_owned();
        }
        let id = match kind {
            LeafKind::Heading(_) => format!("s{}", self.headings + 1),
            _ => format!("p{}", self.paragraphs + 1),
        };
        let heading = matches!(kind, LeafKind::Heading(_));
        let Some(index) = self.push_leaf(kind, words, id) else { return };
        if heading {
            self.headings += 1;
        } else {
            self.paragraphs += 1;
        }
        self.push_block(Block::Leaf(index));
    }

    /// A table; rows are filled up with empty cells. One without any word is left out.
    pub(super) fn table(&mut self, mut columns: Vec<Alignment>, rows: Vec<Vec<LeafText>>) {
        let width = rows.iter().map(Vec::len).max().unwrap_or(0).max(columns.len());
        if rows.iter().flatten().all(LeafText::is_empty) {
            return;
        }
        if rows.len().saturating_mul(width) > self.bounds.leaves {
            self.full = true;
            return;
        }
        columns.resize(width, Alignment::None);
        let mut table = Vec::new();
        for mut row in rows {
            row.resize_with(width, LeafText::default);
            self.paragraphs += 1;
            let cells = row.into_iter().enumerate().filter_map(|(column, cell)| {
                let id = match column {
                    0 => format!("p{}", self.paragraphs),
                    _ => format!("p{}c{}", self.paragraphs, column + 1),
                };
                self.push_leaf(LeafKind::Cell, cell, id)
            });
            table.push(cells.collect());
        }
        if !self.full {
            self.push_block(Block::Table { columns, rows: table });
        }
    }

    fn push_leaf(&mut self, kind: LeafKind, words: LeafText, id: String) -> Option<LeafIndex> {
        let parts = words.finish();
        self.controls += parts.controls;
        let (raw, raw_map) = parts.text.finish();
        let kept = trimmed(&raw, &kind);
        if kept.is_empty() && kind != LeafKind::Cell {
            return None;
        }
        if self.leaves.len() >= self.bounds.leaves {
            self.full = true;
            return None;
        }
        let normal = nfc::normalise(&raw[kept.clone()], kept.start);
        let mut map = normal.map.through(&raw_map);
        if let Some(base) = &self.base {
            map = map.through(base);
        }
        if !self.leaves.is_empty() {
            // The gap stands for no byte of the source.
            self.text.append(LEAF_GAP, &OffsetMap::default());
        }
        let start = self.text.len();
        self.text.append(&normal.text, &map);
        let position = |at: usize| normal.position(at.clamp(kept.start, kept.end) - kept.start);
        let styles = parts.styles.into_iter().filter_map(|style| {
            let span = inked(&normal.text, position(style.span.start)..position(style.span.end));
            // A link without an address is none, and code is shown as it is.
            let idle = matches!(&style.kind, StyleKind::Link(address) if address.is_empty())
                || matches!(kind, LeafKind::Code(_));
            (!span.is_empty() && !idle)
                .then(|| Style { span: start + span.start..start + span.end, kind: style.kind })
        });
        let styles = styles.collect();
        self.leaves.push(Leaf { kind, span: start..self.text.len(), id, styles });
        Some(self.leaves.len() - 1)
    }

    /// Closes what is open and hands over.
    pub(super) fn finish(mut self) -> Built {
        self.flattened = 0;
        while !self.frames.is_empty() {
            self.close();
        }
        let (text, map) = self.text.finish();
        Built {
            text,
            map,
            blocks: self.root,
            leaves: self.leaves,
            controls: self.controls,
            too_deep: self.too_deep,
            full: self.full,
            slow: self.slow,
        }
    }
}

/// The bytes of `text` without white space at its edges; of code, without empty lines there.
fn trimmed(text: &str, kind: &LeafKind) -> Range<usize> {
    let words = text.trim();
    if words.is_empty() {
        return 0..0;
    }
    if matches!(kind, LeafKind::Code(_)) {
        let start = text.len() - text.trim_start_matches('\n').len();
        return start..text.trim_end_matches('\n').len();
    }
    let start = text.len() - text.trim_start().len();
    start..start + words.len()
}

/// `span` without white space at its edges.
fn inked(text: &str, span: Range<usize>) -> Range<usize> {
    let words = &text[span.clone()];
    let start = span.start + (words.len() - words.trim_start().len());
    let end = span.start + words.trim_end().len();
    start..end.max(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAX_DEPTH: usize = 64;
    const MAX_LEAVES: usize = 100_000;

    fn builder() -> Builder {
        Builder::new(Bounds::timeless(&Limits::default()))
    }

    fn words(text: &str, origin: usize) -> LeafText {
        let mut leaf = LeafText::default();
        leaf.push(text, origin);
        leaf
    }

    #[test]
    fn ids_count_paragraphs_rows_and_headings() {
        let mut builder = builder();
        builder.leaf(LeafKind::Heading(1), words("h", 0));
        builder.leaf(LeafKind::Paragraph, words("a", 2));
        builder.leaf(LeafKind::Paragraph, words(" ", 4));
        builder.table(vec![], vec![vec![words("x", 5), words("y", 6)], vec![words("z", 7)]]);
        builder.leaf(LeafKind::Code("rust".into()), words("c", 8));
        let built = builder.finish();
        let ids: Vec<_> = built.leaves.iter().map(|leaf| leaf.id.as_str()).collect();
        assert_eq!(ids, ["s1", "p1", "p2", "p2c2", "p3", "p3c2", "p4"]);
        assert_eq!(built.text, "h\n\na\n\nx\n\ny\n\nz\n\n\n\nc");
        assert_eq!(built.map.range(3..4), 2..3);
        assert_eq!(built.map.range(built.leaves[6].span.clone()), 8..9);
    }

    #[test]
    fn styles_lose_white_space_and_keep_accents_with_their_letter() {
        let mut leaf = LeafText::default();
        leaf.push(" x ", 0);
        leaf.open(StyleKind::Strong);
        leaf.push(" e", 3);
        leaf.open(StyleKind::Emphasis);
        leaf.push("\u{301} ", 5);
        leaf.close();
        leaf.close();
        leaf.push("y", 8);
        let mut builder = builder();
        builder.leaf(LeafKind::Paragraph, leaf);
        let built = builder.finish();
        assert_eq!(built.text, "x é y");
        let strong = Style { span: 2..4, kind: StyleKind::Strong };
        assert_eq!(built.leaves[0].styles, [strong]);
    }

    #[test]
    fn nesting_beyond_the_limit_keeps_the_words() {
        let mut builder = builder();
        for _ in 0..200 {
            builder.open(Container::Quote);
        }
        builder.leaf(LeafKind::Paragraph, words("deep", 0));
        for _ in 0..200 {
            builder.close();
        }
        builder.leaf(LeafKind::Paragraph, words("out", 5));
        let built = builder.finish();
        assert_eq!(built.text, "deep\n\nout");
        assert!(built.too_deep);
        assert_eq!(built.blocks.len(), 2);
        let (mut depth, mut blocks) = (0, &built.blocks);
        while let Some(Block::Quote(inner)) = blocks.first() {
            (depth, blocks) = (depth + 1, inner);
        }
        assert_eq!(depth, MAX_DEPTH);
    }

    #[test]
    fn empty_containers_vanish_but_a_number_stays() {
        let mut builder = builder();
        builder.open(Container::Quote);
        builder.close();
        builder.open(Container::List(Some(1)));
        builder.open(Container::Item);
        builder.close();
        builder.leaf(LeafKind::Paragraph, words("two", 0));
        builder.close();
        let items = vec![vec![], vec![Block::Leaf(0)]];
        assert_eq!(builder.finish().blocks, [Block::List { start: Some(1), items }]);
    }

    #[test]
    fn a_table_beyond_the_limit_is_not_built() {
        let mut builder = builder();
        let mut rows: Vec<_> = (0..MAX_LEAVES / 10).map(|n| vec![words("x", n)]).collect();
        rows.push((0..11).map(|n| words("y", MAX_LEAVES + n)).collect());
        builder.table(vec![], rows);
        assert!(builder.is_full());
        assert!(builder.finish().leaves.is_empty());
    }
}
