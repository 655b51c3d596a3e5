//! Blocks as HTML.

use super::highlight;
use super::html::Node;
use super::inline::{self, Words};
use crate::markdown::{Block, Columns, Inline, Row};

/// What a block's words become: running text, perhaps with marks over it. Given the block's anchor
/// and its nodes.
pub(super) type Decorate<'a> = dyn Fn(&str, Vec<Node>) -> Vec<Node> + 'a;

/// Turns blocks into nodes.
pub(super) struct Blocks<'a> {
    /// Strings of the interface.
    pub(super) words: Words<'a>,
    /// Lays marks over the words of the block with an anchor.
    pub(super) decorate: &'a Decorate<'a>,
    /// Whether paragraphs show their numbers: only a document's text does.
    pub(super) numbered: bool,
    /// “Absatz {n}”.
    pub(super) paragraph: &'a str,
}

impl Blocks<'_> {
    /// All blocks but footnotes, which whoever asks places.
    pub(super) fn nodes(&self, blocks: &[Block]) -> Vec<Node> {
        blocks.iter().filter_map(|block| self.node(block)).collect()
    }

    fn node(&self, block: &Block) -> Option<Node> {
        Some(match block {
            Block::Paragraph { id, content } => self.leaf("p", id.as_deref(), content),
            Block::Heading { level, id, content } => {
                self.leaf(heading(*level), id.as_deref(), content)
            }
            Block::Code { id, language, text } => self.code(id.as_deref(), language, text),
            Block::Quote(inner) => Node::new("blockquote", self.nodes(inner)),
            Block::List { start, items } => self.list(*start, items),
            Block::Table { columns, rows } => self.table(columns, rows),
            Block::Rule => Node::new("hr", Vec::new()),
            Block::Footnote { .. } => return None,
        })
    }

    fn leaf(&self, name: &'static str, id: Option<&str>, content: &[Inline]) -> Node {
        let words = inline::nodes(content, self.words);
        let words = self.decorated(id, words);
        let mut node = Node::new(name, words).with_some("id", id);
        if let Some(number) = self.number(id) {
            node.prepend(number);
        }
        node
    }

    fn decorated(&self, id: Option<&str>, words: Vec<Node>) -> Vec<Node> {
        match id {
            Some(id) => (self.decorate)(id, words),
            None => words,
        }
    }

    /// The paragraph's number, a link to itself.
    fn number(&self, id: Option<&str>) -> Option<Node> {
        let id = id.filter(|_| self.numbered)?;
        let number = id.strip_prefix('p')?;
        let link = Node::new("a", vec![Node::text(number)])
            .with("class", "num")
            .with("href", format!("#{id}"))
            .with("aria-label", self.paragraph.replace("{n}", number))
            .with("data-own", "");
        Some(link)
    }

    fn code(&self, id: Option<&str>, language: &str, text: &str) -> Node {
        let words = highlight::nodes(text, language);
        let words = self.decorated(id, words);
        let language = (!language.is_empty()).then(|| format!("language-{language}"));
        let code = Node::new("code", words).with_some("class", language);
        let pre = Node::new("pre", vec![code]).with("tabindex", "0");
        let mut node = Node::new("div", vec![pre]).with("class", "code").with_some("id", id);
        if let Some(number) = self.number(id) {
            node.prepend(number);
        }
        node
    }

    /// Items of a single paragraph hold its words directly, as lists are read.
    fn list(&self, start: Option<u64>, items: &[Vec<Block>]) -> Node {
        let items = items
            .iter()
            .map(|item| match item.as_slice() {
                [Block::Paragraph { id, content }] => self.leaf("li", id.as_deref(), content),
                _ => Node::new("li", self.nodes(item)),
            })
            .collect();
        match start {
            None => Node::new("ul", items),
            Some(1) => Node::new("ol", items),
            Some(start) => Node::new("ol", items).with("start", start.to_string()),
        }
    }

    fn table(&self, columns: &[Columns], rows: &[Row]) -> Node {
        let mut rows = rows.iter();
        let head = rows.next().map(|row| self.row("th", columns, row));
        let body: Vec<Node> = rows.map(|row| self.row("td", columns, row)).collect();
        let mut parts = vec![Node::new("thead", head.into_iter().collect())];
        if !body.is_empty() {
            parts.push(Node::new("tbody", body));
        }
        // A wide table scrolls by itself; with the keyboard, too.
        Node::new("div", vec![Node::new("table", parts)])
            .with("class", "table")
            .with("tabindex", "0")
    }

    fn row(&self, cell: &'static str, columns: &[Columns], row: &Row) -> Node {
        let cells = row.cells.iter().enumerate().map(|(n, content)| {
            let id = row.id.as_deref().map(|id| cell_id(id, n));
            let words = inline::nodes(content, self.words);
            let words = self.decorated(id.as_deref(), words);
            let class = match columns.get(n) {
                Some(Columns::Right) => Some("right"),
                Some(Columns::Center) => Some("center"),
                _ => None,
            };
            let mut node = Node::new(cell, words).with_some("class", class);
            if cell == "th" {
                node = node.with("scope", "col");
            }
            if let Some(number) = self.number(row.id.as_deref()).filter(|_| n == 0) {
                node.prepend(number);
            }
            node
        });
        Node::new("tr", cells.collect()).with_some("id", row.id.clone())
    }
}

/// The anchor of a row's cell: `p7`, `p7c2`, `p7c3` …
fn cell_id(row: &str, cell: usize) -> String {
    if cell == 0 { row.to_owned() } else { format!("{row}c{}", cell + 1) }
}

fn heading(level: u8) -> &'static str {
    match level {
        0 | 1 => "h1",
        2 => "h2",
        3 => "h3",
        4 => "h4",
        5 => "h5",
        _ => "h6",
    }
}
