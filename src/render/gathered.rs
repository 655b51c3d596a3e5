//! Pages that gather: registers, entries, timeline, quotations, claims, questions, documents.
//!
//! In go a page's blocks, out come nodes in which what is read as one thing is one element, long lists
//! are folded, mentions are set as keyword in context and mentions over time are drawn.

use super::blocks::Blocks;
use super::html::Node;
use super::inline;
use super::tools::{Sort, tools};
use super::{drawing, over_time, parts, ways};
use crate::locale::Catalogue;
use crate::markdown::{Block, Inline, Row};
use crate::page::{DOCUMENT_LIST, JUMP, MENTION_LINES, OVER_TIME, Page, PageKind};

/// So many items of a list are shown, where there are more than that and a few.
const SHOWN: usize = 10;
const FEW: usize = 4;

/// What a gathering page becomes.
struct Gathered<'a> {
    page: &'a Page,
    blocks: &'a Blocks<'a>,
    words: &'a Catalogue,
}

/// A page's body without its title.
pub(super) fn nodes(
    page: &Page,
    body: &[Block],
    blocks: &Blocks<'_>,
    words: &Catalogue,
) -> Vec<Node> {
    let gathered = Gathered { page, blocks, words };
    let gather = |body: &[Block]| match page.front.kind {
        PageKind::Timeline | PageKind::Claims | PageKind::Questions => gathered.items(body),
        PageKind::Register => gathered.register(body),
        PageKind::Matrix => drawing::matrix(body, blocks, words),
        _ => body.iter().flat_map(|block| gathered.block(block)).collect(),
    };
    parts::framed(blocks, body, words, |body| match &page.front.drawing {
        Some(drawing) => drawing::body(drawing, body, &gather, words),
        None => gather(body),
    })
}

impl Gathered<'_> {
    fn block(&self, block: &Block) -> Vec<Node> {
        let one = || self.blocks.nodes(std::slice::from_ref(block));
        match block {
            Block::Paragraph { id: Some(id), content } if id == JUMP => {
                let list = vec![ways::list(content, self.blocks)];
                let nav = Node::new("nav", list).with("class", "jump").with("id", JUMP);
                vec![nav.with("aria-label", self.words.text("on-this-page"))]
            }
            Block::Table { rows, .. } => match rows.first().and_then(|head| head.id.as_deref()) {
                Some(OVER_TIME) => self.over_time(one()),
                Some(MENTION_LINES) => self.mention_lines(&rows[1..]),
                Some(DOCUMENT_LIST) => {
                    let sorts = [Sort::Date, Sort::Title, Sort::Words];
                    let mut nodes = vec![tools("documents", &sorts, self.words)];
                    nodes.extend(one());
                    nodes
                }
                _ => one(),
            },
            Block::List { start: None, items }
                if self.page.front.kind == PageKind::Entry && items.len() > SHOWN + FEW =>
            {
                self.folded(items)
            }
            _ => one(),
        }
    }

    /// The first items of a long list, and the others behind a line that says how many they are.
    fn folded(&self, items: &[Vec<Block>]) -> Vec<Node> {
        let (first, rest) = items.split_at(SHOWN);
        let list = |items: &[Vec<Block>]| {
            self.blocks.nodes(&[Block::List { start: None, items: items.to_vec() }])
        };
        let more = self.words.fill("and-more", "n", &self.words.number(rest.len()));
        let mut inside = vec![Node::new("summary", vec![Node::text(more)])];
        inside.extend(list(rest));
        let mut nodes = list(first);
        nodes.push(Node::new("details", inside).with("class", "more-items"));
        nodes
    }

    fn over_time(&self, table: Vec<Node>) -> Vec<Node> {
        let Some(card) = &self.page.front.entry else { return table };
        let mut nodes: Vec<Node> =
            over_time::drawing(&card.over_time, self.words).into_iter().collect();
        let summary = Node::new("summary", vec![Node::text(self.words.text("as-table"))]);
        let mut inside = vec![summary];
        inside.extend(table);
        nodes.push(Node::new("details", inside).with("class", "more-items"));
        nodes
    }

    /// Mentions as a list of lines; a line whose document is that of the line before says so.
    fn mention_lines(&self, rows: &[Row]) -> Vec<Node> {
        let sorts = [Sort::Date, Sort::Left, Sort::Right, Sort::Title];
        let mut lines = Vec::new();
        let mut before: Option<&[Inline]> = None;
        for row in rows {
            let [document, passage, context] = row.cells.as_slice() else { continue };
            let line = Node::new(
                "li",
                vec![
                    self.document_of(document),
                    Node::text(" "),
                    Node::new("span", inline::nodes(passage, self.blocks.words))
                        .with("class", "ref-p"),
                    Node::text(" "),
                    self.context(context),
                ],
            );
            let same = before == Some(document.as_slice());
            before = Some(document);
            lines.push(line.with_some("class", same.then_some("same")));
        }
        let list = Node::new("ol", lines).with("class", "kwic");
        vec![tools("mentions", &sorts, self.words), list]
    }

    /// The date, and the title as an element of its own, by which lines are sorted.
    fn document_of(&self, cell: &[Inline]) -> Node {
        let mut nodes = inline::nodes(cell, self.blocks.words);
        let title = if nodes.len() > 1 { nodes.split_off(1) } else { Vec::new() };
        nodes.push(Node::new("span", title).with("class", "title"));
        Node::new("span", nodes).with("class", "doc")
    }

    /// The words before, and the mention with the words after.
    fn context(&self, cell: &[Inline]) -> Node {
        let at = cell.iter().position(|inline| matches!(inline, Inline::Strong(_)));
        let (before, after) = cell.split_at(at.unwrap_or_default());
        let part = |content: &[Inline], class: &str| {
            Node::new("span", inline::nodes(content, self.blocks.words)).with("class", class)
        };
        Node::new("span", vec![part(before, "left"), part(after, "hit")])
            .with("class", "line")
            .with("dir", "auto")
    }

    /// A register's lists below what sorts and filters them.
    fn register(&self, body: &[Block]) -> Vec<Node> {
        let at = body
            .iter()
            .position(|block| matches!(block, Block::Heading { .. } | Block::List { .. }));
        let (lead, lists) = body.split_at(at.unwrap_or(body.len()));
        let mut nodes: Vec<Node> = lead.iter().flat_map(|block| self.block(block)).collect();
        nodes.push(tools("register", &[Sort::Name, Sort::Frequency], self.words));
        let lists = lists.iter().flat_map(|block| self.block(block)).collect();
        nodes.push(Node::new("div", lists).with("class", "entries"));
        nodes
    }

    /// Puts each paragraph with an anchor (a day, a claim, a question) into one element with what
    /// follows it, up to the next one or a heading: that is what is read, and laid out, as one thing.
    fn items(&self, body: &[Block]) -> Vec<Node> {
        let begins =
            |block: &Block| matches!(block, Block::Paragraph { id: Some(id), .. } if id != JUMP);
        let ends = |block: &Block| begins(block) || matches!(block, Block::Heading { .. });
        let mut nodes = Vec::new();
        let mut rest = body;
        while let Some((first, after)) = rest.split_first() {
            if begins(first) {
                let more = after.iter().take_while(|block| !ends(block)).count();
                let (item, after) = rest.split_at(1 + more);
                nodes.push(Node::new("div", self.blocks.nodes(item)).with("class", "item"));
                rest = after;
            } else {
                nodes.extend(self.block(first));
                rest = after;
            }
        }
        nodes
    }
}
