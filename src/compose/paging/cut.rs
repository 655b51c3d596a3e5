//! Where a page is cut.
//!
//! Between sections where it can be, else between items (a day, a claim with all that is said about
//! it), else between the items of a list or the rows of a table.

use std::collections::BTreeMap;

use super::weight;
use crate::markdown::{Block, Columns, Inline, Item, Row, each_anchor, plain_text};
use crate::page::Mark;

/// Of a list or table that is too long, so much stays together.
const CHUNK: usize = 4_000;
/// Code points of a label.
const LABEL: usize = 36;

/// A part of a page.
#[derive(Debug, Default)]
pub(super) struct Part {
    /// What stands on it, without a title.
    pub(super) blocks: Vec<Block>,
    /// The marks over it.
    pub(super) marks: Vec<Mark>,
    /// From what to what it goes.
    pub(super) label: String,
}

/// Cuts a body into parts that weigh at most `most`, but for what cannot be cut.
pub(super) fn cut(body: Vec<Block>, marks: &[Mark], most: usize) -> Vec<Part> {
    let mut by_block: BTreeMap<&str, Vec<&Mark>> = BTreeMap::new();
    for mark in marks {
        by_block.entry(&mark.on).or_default().push(mark);
    }
    let mut maker = Maker { most, by_block, ..Maker::default() };
    for section in sections(body) {
        maker.section(section);
    }
    maker.finish()
}

/// A heading of the second level and what follows it; the first section has none.
struct Section {
    heading: Option<Block>,
    blocks: Vec<Block>,
}

fn sections(body: Vec<Block>) -> Vec<Section> {
    let mut sections = vec![Section { heading: None, blocks: Vec::new() }];
    for block in body {
        match (&block, sections.last_mut()) {
            (Block::Heading { level: 2, .. }, _) => {
                sections.push(Section { heading: Some(block), blocks: Vec::new() });
            }
            (_, Some(last)) => last.blocks.push(block),
            _ => {}
        }
    }
    sections
}

/// What is not cut: blocks that are read together.
struct Piece {
    blocks: Vec<Block>,
    /// Whether it is more about what the item before it begins with.
    follows: bool,
    /// Whether it goes on with a list or table that began before it.
    goes_on: bool,
    label: Option<String>,
}

#[derive(Default)]
struct Maker<'a> {
    most: usize,
    by_block: BTreeMap<&'a str, Vec<&'a Mark>>,
    done: Vec<Part>,
    blocks: Vec<Block>,
    weight: usize,
    labels: Option<(String, String)>,
}

impl Maker<'_> {
    fn section(&mut self, section: Section) {
        let all = weight::of_blocks(&section.blocks);
        if self.weight > self.most / 2 && self.weight + all > self.most {
            self.end();
        }
        let label = section.heading.as_ref().map(label_of);
        let pieces = pieces(section.blocks, self.most);
        let heading = section.heading;
        if let (Some(heading), true) = (&heading, pieces.is_empty()) {
            self.add(vec![heading.clone()], None);
        }
        // What a piece that begins a part has to be read under: the section's heading, and the line
        // over the list that goes on.
        let mut lead: Option<Block> = None;
        for (n, piece) in pieces.into_iter().enumerate() {
            let weighs = self.weighs(&piece.blocks);
            if !self.blocks.is_empty() && self.weight + weighs > self.most {
                self.end();
            }
            let begins = self.blocks.is_empty();
            let mut blocks = Vec::new();
            if n == 0 {
                blocks.extend(heading.clone());
            } else if begins {
                blocks.extend(heading.clone().map(without_anchor));
                blocks.extend(lead.clone().filter(|_| piece.follows).map(without_anchor));
            }
            if !piece.follows {
                lead = piece.blocks.iter().find(|block| is_line(block)).cloned();
            }
            let goes_on = piece.goes_on && !begins;
            let label = piece.label.or_else(|| label.clone());
            if goes_on {
                self.go_on(piece.blocks, weighs)
            } else {
                blocks.extend(piece.blocks)
            }
            self.add(blocks, label);
        }
    }

    /// What blocks weigh with the marks over them.
    fn weighs(&self, blocks: &[Block]) -> usize {
        let mut marks = 0;
        each_anchor(blocks, &mut |anchor| {
            let over = self.by_block.get(anchor).into_iter().flatten();
            marks += over.map(|mark| weight::of_mark(mark)).sum::<usize>();
        });
        weight::of_blocks(blocks) + marks
    }

    fn add(&mut self, blocks: Vec<Block>, label: Option<String>) {
        self.weight += self.weighs(&blocks);
        self.blocks.extend(blocks);
        if let Some(label) = label {
            match &mut self.labels {
                Some((_, last)) => *last = label,
                None => self.labels = Some((label.clone(), label)),
            }
        }
    }

    /// Puts the items of a list or the rows of a table behind those that the part already has.
    fn go_on(&mut self, blocks: Vec<Block>, weighs: usize) {
        self.weight += weighs;
        for block in blocks {
            match (self.blocks.last_mut(), block) {
                (Some(Block::List { items, .. }), Block::List { items: more, .. }) => {
                    items.extend(more);
                }
                (Some(Block::Table { rows, .. }), Block::Table { rows: more, .. }) => {
                    rows.extend(more.into_iter().skip(1));
                }
                (_, block) => self.blocks.push(block),
            }
        }
    }

    fn end(&mut self) {
        let blocks = std::mem::take(&mut self.blocks);
        let mut marks = Vec::new();
        each_anchor(&blocks, &mut |anchor| {
            let over = self.by_block.get(anchor).into_iter().flatten();
            marks.extend(over.map(|mark| (*mark).clone()));
        });
        let label = match self.labels.take() {
            Some((first, last)) if first == last => first,
            Some((first, last)) => format!("{first} – {last}"),
            None => String::new(),
        };
        self.done.push(Part { blocks, marks, label });
        self.weight = 0;
    }

    fn finish(mut self) -> Vec<Part> {
        self.end();
        self.done
    }
}

/// The pieces of a section: items and what follows them; those that weigh too much, and lists and
/// tables without an item over them, in several.
fn pieces(blocks: Vec<Block>, most: usize) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut held: Vec<Block> = Vec::new();
    for block in blocks {
        if (is_item(&block) || is_heading(&block)) && !held.iter().all(is_heading) {
            push_held(std::mem::take(&mut held), most, &mut pieces);
        }
        held.push(block);
    }
    if !held.is_empty() {
        push_held(held, most, &mut pieces);
    }
    pieces
}

fn push_held(held: Vec<Block>, most: usize, pieces: &mut Vec<Piece>) {
    let label = held.iter().find_map(time_of);
    if weight::of_blocks(&held) <= CHUNK.max(most / 16) {
        pieces.push(Piece { blocks: held, follows: false, goes_on: false, label });
        return;
    }
    // What leads (a heading, an item's first line) stays with the first of what it leads to.
    let mut lead: Vec<Block> = Vec::new();
    let mut follows = false;
    for block in held {
        if is_heading(&block) || is_line(&block) {
            lead.push(block);
            continue;
        }
        for (n, chunk) in chunks(block).into_iter().enumerate() {
            let label = time_of(&chunk);
            let mut blocks = std::mem::take(&mut lead);
            blocks.push(chunk);
            pieces.push(Piece { blocks, follows, goes_on: n > 0, label });
            follows = true;
        }
    }
    if !lead.is_empty() {
        pieces.push(Piece { blocks: lead, follows, goes_on: false, label: None });
    }
}

/// A list or table in pieces of about [`CHUNK`]; any other block as it is.
fn chunks(block: Block) -> Vec<Block> {
    match block {
        Block::List { start: None, items } => groups(items, |item: &Item| weight::of_item(item))
            .into_iter()
            .map(|items| Block::List { start: None, items })
            .collect(),
        Block::Table { columns, rows } => table_chunks(&columns, rows),
        other => vec![other],
    }
}

fn table_chunks(columns: &[Columns], rows: Vec<Row>) -> Vec<Block> {
    let mut rows = rows.into_iter();
    let head = rows.next();
    let table = |body: Vec<Row>| {
        let rows = head.clone().into_iter().chain(body).collect();
        Block::Table { columns: columns.to_vec(), rows }
    };
    let groups = groups(rows.collect(), weight::of_row);
    if groups.is_empty() {
        return vec![table(Vec::new())];
    }
    groups.into_iter().map(table).collect()
}

fn groups<T>(all: Vec<T>, weight: impl Fn(&T) -> usize) -> Vec<Vec<T>> {
    let mut groups: Vec<Vec<T>> = Vec::new();
    let mut weighs = 0;
    for one in all {
        let more = weight(&one);
        match groups.last_mut() {
            Some(last) if weighs + more <= CHUNK => last.push(one),
            _ => {
                groups.push(vec![one]);
                weighs = 0;
            }
        }
        weighs += more;
    }
    groups
}

/// Whether something begins here that is read as one: a day, a claim, a question.
fn is_item(block: &Block) -> bool {
    // A quotation is one, with its words' anchor inside.
    is_line(block) || matches!(block, Block::Quote(_))
}

/// The line with which a day, a claim, a question begins.
fn is_line(block: &Block) -> bool {
    matches!(block, Block::Paragraph { id: Some(_), .. })
}

fn is_heading(block: &Block) -> bool {
    matches!(block, Block::Heading { .. })
}

/// A block as it is said again on a later part.
fn without_anchor(block: Block) -> Block {
    match block {
        Block::Paragraph { content, .. } => Block::Paragraph { id: None, content },
        Block::Heading { level, content, .. } => Block::Heading { level, id: None, content },
        other => other,
    }
}

fn label_of(heading: &Block) -> String {
    let Block::Heading { content, .. } = heading else { return String::new() };
    short(&plain_text(content))
}

/// The date in a table's rows, where they have one: what a long table is ordered by.
fn time_of(block: &Block) -> Option<String> {
    let Block::Table { rows, .. } = block else { return None };
    rows.iter().rev().flat_map(|row| &row.cells).flatten().find_map(|inline| match inline {
        Inline::Time { content, .. } => Some(short(&plain_text(content))),
        _ => None,
    })
}

fn short(words: &str) -> String {
    crate::compose::comment::shortened(words, LABEL)
}
