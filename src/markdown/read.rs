//! Reading Markdown into the tree.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd};

use super::escape::{joined_code, unescape_attribute};
use super::{Block, Columns, Inline, Item, Row, normalise};

/// How deep blocks and inlines may be nested; what lies deeper is put in at this depth.
const MAX_DEPTH: usize = 100;

/// What was read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// The blocks.
    pub blocks: Vec<Block>,
    /// Bytes of raw HTML; it stands in the blocks as plain words.
    pub html: Vec<Range<usize>>,
    /// Links and wikilinks in the order of the text.
    pub links: Vec<FoundLink>,
}

/// A link as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundLink {
    /// Bytes of the whole link.
    pub span: Range<usize>,
    /// What it leads to.
    pub target: String,
    /// Whether it is a wikilink.
    pub wiki: bool,
}

/// Reads Markdown. Nothing is an error: what is no markup is words.
#[must_use]
pub fn read(text: &str) -> Reading {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_WIKILINKS;
    let mut builder = Builder::new();
    for (event, span) in Parser::new_ext(text, options).into_offset_iter() {
        builder.event(event, span);
    }
    builder.finish()
}

/// A tag that was opened and is not closed yet.
enum Open {
    Blocks(BlocksOf, Vec<Block>),
    /// Words of a paragraph, heading or cell.
    Line(LineOf, Vec<Inline>),
    /// Words inside another inline.
    Inline(InlineOf, Vec<Inline>),
    Code {
        language: String,
        text: String,
    },
    List {
        start: Option<u64>,
        items: Vec<Item>,
    },
    Table {
        columns: Vec<Columns>,
        rows: Vec<Row>,
    },
    Html(String),
}

enum BlocksOf {
    Root,
    Quote,
    Item,
    Footnote(String),
}

enum LineOf {
    Paragraph,
    /// The words of a list item without a paragraph of its own.
    Tight,
    Heading(u8),
    Cell,
}

enum InlineOf {
    Emphasis,
    Strong,
    Strike,
    Link {
        href: String,
        title: String,
    },
    Image {
        src: String,
    },
    Wikilink {
        target: String,
        has_label: bool,
    },
    Time {
        datetime: String,
    },
    /// Too deep, or an anchor: the content alone counts.
    Nothing,
}

struct Builder {
    stack: Vec<Open>,
    /// Lists, items and quotations that are open beyond the deepest one that is kept: what is in them
    /// stands at that depth. Without a bound, whatever walks the tree would run out of stack.
    flattened: usize,
    reading: Reading,
}

impl Builder {
    fn new() -> Self {
        let root = Open::Blocks(BlocksOf::Root, Vec::new());
        Self { stack: vec![root], flattened: 0, reading: Reading::default() }
    }

    fn event(&mut self, event: Event<'_>, span: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, span),
            Event::End(end) => self.end(end),
            Event::Text(text) => self.words(&text),
            Event::Code(code) => self.inline(Inline::Code(joined_code(&code).into_owned())),
            Event::InlineHtml(html) => self.html(&html, span),
            Event::Html(html) => match self.stack.last_mut() {
                Some(Open::Html(text)) => text.push_str(&html),
                _ => self.words(&html),
            },
            Event::FootnoteReference(label) => {
                self.inline(Inline::FootnoteRef(label.into_string()));
            }
            Event::SoftBreak => self.words(" "),
            Event::HardBreak => self.inline(Inline::Break),
            Event::Rule => self.block(Block::Rule),
            Event::InlineMath(text) | Event::DisplayMath(text) => self.words(&text),
            Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, span: Range<usize>) {
        let deep = self.flattened > 0 || self.stack.len() >= MAX_DEPTH;
        let flat = match tag {
            Tag::BlockQuote(_) | Tag::List(_) | Tag::FootnoteDefinition(_) => deep,
            // Its list decides.
            Tag::Item => self.flattened > 0,
            _ => false,
        };
        if flat {
            self.close_tight();
            self.flattened += 1;
            return;
        }
        let opened = match tag {
            Tag::Paragraph => Open::Line(LineOf::Paragraph, Vec::new()),
            Tag::Heading { level, .. } => Open::Line(LineOf::Heading(level as u8), Vec::new()),
            Tag::BlockQuote(_) => Open::Blocks(BlocksOf::Quote, Vec::new()),
            Tag::CodeBlock(kind) => {
                let language = match kind {
                    CodeBlockKind::Fenced(info) => code_language(&info).to_owned(),
                    CodeBlockKind::Indented => String::new(),
                };
                Open::Code { language, text: String::new() }
            }
            Tag::HtmlBlock | Tag::MetadataBlock(_) => {
                self.reading.html.push(span);
                Open::Html(String::new())
            }
            Tag::List(start) => Open::List { start, items: Vec::new() },
            Tag::Item => Open::Blocks(BlocksOf::Item, Vec::new()),
            Tag::FootnoteDefinition(label) => {
                Open::Blocks(BlocksOf::Footnote(label.into_string()), Vec::new())
            }
            Tag::Table(columns) => {
                Open::Table { columns: columns.into_iter().map(column).collect(), rows: Vec::new() }
            }
            Tag::TableHead | Tag::TableRow => {
                if let Some(Open::Table { rows, .. }) = self.stack.last_mut() {
                    rows.push(Row::default());
                }
                return;
            }
            Tag::TableCell => Open::Line(LineOf::Cell, Vec::new()),
            other => {
                let of = self.inline_of(other, span);
                self.open_inline(of);
                return;
            }
        };
        self.close_tight();
        self.stack.push(opened);
    }

    fn inline_of(&mut self, tag: Tag<'_>, span: Range<usize>) -> InlineOf {
        match tag {
            Tag::Emphasis => InlineOf::Emphasis,
            Tag::Strong => InlineOf::Strong,
            Tag::Strikethrough => InlineOf::Strike,
            Tag::Link { link_type: LinkType::WikiLink { has_pothole }, dest_url, .. } => {
                // In a cell the bar behind it is escaped, and its backslash none of the target.
                let target = match dest_url.strip_suffix('\\') {
                    Some(target) if has_pothole && self.inside_cell() => target.to_owned(),
                    _ => dest_url.into_string(),
                };
                self.reading.links.push(FoundLink { span, target: target.clone(), wiki: true });
                InlineOf::Wikilink { target, has_label: has_pothole }
            }
            Tag::Link { link_type, dest_url, title, .. } => {
                let href = match link_type {
                    LinkType::Email => format!("mailto:{dest_url}"),
                    _ => dest_url.into_string(),
                };
                self.reading.links.push(FoundLink { span, target: href.clone(), wiki: false });
                InlineOf::Link { href, title: title.into_string() }
            }
            Tag::Image { dest_url, .. } => InlineOf::Image { src: dest_url.into_string() },
            _ => InlineOf::Nothing,
        }
    }

    fn open_inline(&mut self, of: InlineOf) {
        self.ensure_line();
        let of = if self.stack.len() > MAX_DEPTH { InlineOf::Nothing } else { of };
        self.stack.push(Open::Inline(of, Vec::new()));
    }

    fn end(&mut self, end: TagEnd) {
        match end {
            TagEnd::TableHead | TagEnd::TableRow => return,
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Link
            | TagEnd::Image
            | TagEnd::Superscript
            | TagEnd::Subscript => return self.close_inline(),
            _ => {}
        }
        let container = matches!(
            end,
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item | TagEnd::FootnoteDefinition
        );
        // A <time> that was never closed ends with its block.
        while matches!(self.stack.last(), Some(Open::Inline(..))) {
            self.close_inline();
        }
        if !matches!(end, TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableCell) {
            self.close_tight();
        }
        if container && self.flattened > 0 {
            self.flattened -= 1;
        } else if self.stack.len() > 1 {
            self.close();
        }
    }

    /// Closes the innermost block.
    fn close(&mut self) {
        match self.stack.pop() {
            Some(Open::Line(of, content)) => self.line(&of, content),
            Some(Open::Code { language, text }) => {
                let text = joined_code(text.strip_suffix('\n').unwrap_or(&text)).into_owned();
                let id = self.take_anchor_paragraph();
                self.block(Block::Code { id, language, text });
            }
            Some(Open::Blocks(BlocksOf::Quote, blocks)) => self.block(Block::Quote(blocks)),
            Some(Open::Blocks(BlocksOf::Footnote(label), blocks)) => {
                self.block(Block::Footnote { label, blocks });
            }
            Some(Open::Blocks(BlocksOf::Item, blocks)) => {
                if let Some(Open::List { items, .. }) = self.stack.last_mut() {
                    items.push(blocks);
                }
            }
            Some(Open::List { start, items }) => self.block(Block::List { start, items }),
            Some(Open::Table { columns, rows }) => self.block(Block::Table { columns, rows }),
            Some(Open::Html(text)) => self.html_block(&text),
            Some(open @ (Open::Blocks(BlocksOf::Root, _) | Open::Inline(..))) => {
                self.stack.push(open);
            }
            None => {}
        }
    }

    fn line(&mut self, of: &LineOf, mut content: Vec<Inline>) {
        let id = take_anchor(&mut content);
        let content = normalise(content);
        match of {
            LineOf::Heading(level) => self.block(Block::Heading { level: *level, id, content }),
            LineOf::Paragraph | LineOf::Tight => {
                if id.is_some() || !content.is_empty() {
                    self.block(Block::Paragraph { id, content });
                }
            }
            LineOf::Cell => {
                if let Some(Open::Table { rows, .. }) = self.stack.last_mut()
                    && let Some(row) = rows.last_mut()
                {
                    if row.cells.is_empty() {
                        row.id = id;
                    }
                    row.cells.push(content);
                }
            }
        }
    }

    /// Raw HTML of a block: a comment is dropped, the rest is a paragraph of plain words.
    fn html_block(&mut self, html: &str) {
        let trimmed = html.trim();
        let is_comment = trimmed.starts_with("<!--")
            && trimmed.find("-->").is_some_and(|at| at + 3 == trimmed.len());
        if is_comment {
            self.reading.html.pop();
            return;
        }
        let content = normalise(vec![Inline::Text(trimmed.to_owned())]);
        self.block(Block::Paragraph { id: None, content });
    }

    fn html(&mut self, html: &str, span: Range<usize>) {
        if let Some(value) = attribute_of(html, "<time datetime=\"", "\">") {
            self.open_inline(InlineOf::Time { datetime: value });
        } else if let Some(value) = attribute_of(html, "<a id=\"", "\">") {
            // The anchor is kept as an empty wikilink-free marker until its block is closed.
            self.inline(anchor_marker(&value));
            self.open_inline(InlineOf::Nothing);
        } else if html == "</time>" && self.inside_time() || html == "</a>" && self.inside_anchor()
        {
            self.close_inline();
        } else if html == "<br>" {
            self.inline(Inline::Break);
        } else if !html.starts_with("<!--") {
            self.reading.html.push(span);
            self.words(html);
        }
    }

    fn inside_cell(&self) -> bool {
        let line = self.stack.iter().rev().find(|open| !matches!(open, Open::Inline(..)));
        matches!(line, Some(Open::Line(LineOf::Cell, _)))
    }

    fn inside_time(&self) -> bool {
        matches!(self.stack.last(), Some(Open::Inline(InlineOf::Time { .. }, _)))
    }

    fn inside_anchor(&self) -> bool {
        matches!(self.stack.last(), Some(Open::Inline(InlineOf::Nothing, _)))
    }

    fn close_inline(&mut self) {
        let Some(Open::Inline(of, content)) = self.stack.pop() else { return };
        let inline = match of {
            InlineOf::Emphasis => Inline::Emphasis(content),
            InlineOf::Strong => Inline::Strong(content),
            InlineOf::Strike => Inline::Strike(content),
            InlineOf::Link { href, title } => Inline::Link { href, title, content },
            InlineOf::Image { src } => Inline::Image { src, alt: super::plain_text(&content) },
            InlineOf::Time { datetime } => Inline::Time { datetime, content },
            InlineOf::Wikilink { target, has_label } => {
                let label = has_label.then(|| super::plain_text(&content));
                Inline::Wikilink { target, label }
            }
            InlineOf::Nothing => {
                for inline in content {
                    self.inline(inline);
                }
                return;
            }
        };
        self.inline(inline);
    }

    fn words(&mut self, text: &str) {
        match self.stack.last_mut() {
            Some(Open::Code { text: code, .. }) => code.push_str(text),
            Some(Open::Html(html)) => html.push_str(text),
            _ => self.inline(Inline::Text(text.to_owned())),
        }
    }

    fn inline(&mut self, inline: Inline) {
        self.ensure_line();
        if let Some(Open::Line(_, content) | Open::Inline(_, content)) = self.stack.last_mut() {
            content.push(inline);
        }
    }

    /// Words directly in a list item open a line of their own.
    fn ensure_line(&mut self) {
        if matches!(self.stack.last(), Some(Open::Blocks(..))) {
            self.stack.push(Open::Line(LineOf::Tight, Vec::new()));
        }
    }

    fn close_tight(&mut self) {
        if matches!(self.stack.last(), Some(Open::Line(LineOf::Tight, _))) {
            self.close();
        }
    }

    fn block(&mut self, block: Block) {
        if let Some(Open::Blocks(_, blocks)) = self.stack.last_mut() {
            blocks.push(block);
        }
    }

    /// A paragraph that is nothing but an anchor belongs to the code block behind it.
    fn take_anchor_paragraph(&mut self) -> Option<String> {
        let Some(Open::Blocks(_, blocks)) = self.stack.last_mut() else { return None };
        match blocks.last() {
            Some(Block::Paragraph { id: Some(id), content }) if content.is_empty() => {
                let id = id.clone();
                blocks.pop();
                Some(id)
            }
            _ => None,
        }
    }

    fn finish(mut self) -> Reading {
        while self.stack.len() > 1 {
            if matches!(self.stack.last(), Some(Open::Inline(..))) {
                self.close_inline();
            } else {
                self.close();
            }
        }
        if let Some(Open::Blocks(_, blocks)) = self.stack.pop() {
            self.reading.blocks = blocks;
        }
        self.reading
    }
}

/// Stands for `<a id="…">` while a line is being read; no Markdown gives an image like this.
const ANCHOR: &str = "\0anchor";

fn anchor_marker(id: &str) -> Inline {
    Inline::Image { src: ANCHOR.to_owned(), alt: id.to_owned() }
}

/// Takes the anchors out of a line; the first thing in it names the block.
fn take_anchor(content: &mut Vec<Inline>) -> Option<String> {
    let is_anchor = |inline: &Inline| matches!(inline, Inline::Image { src, .. } if src == ANCHOR);
    let first = match content.first() {
        Some(Inline::Image { src, alt }) if src == ANCHOR => Some(alt.clone()),
        _ => None,
    };
    content.retain(|inline| !is_anchor(inline));
    first
}

fn attribute_of(html: &str, start: &str, end: &str) -> Option<String> {
    let value = html.strip_prefix(start)?.strip_suffix(end)?;
    (!value.contains(['"', '<', '>'])).then(|| unescape_attribute(value))
}

fn column(alignment: pulldown_cmark::Alignment) -> Columns {
    match alignment {
        pulldown_cmark::Alignment::None => Columns::None,
        pulldown_cmark::Alignment::Left => Columns::Left,
        pulldown_cmark::Alignment::Center => Columns::Center,
        pulldown_cmark::Alignment::Right => Columns::Right,
    }
}

/// The language in a code block's info string; empty where its first word is no plain name.
#[must_use]
pub fn code_language(info: &str) -> &str {
    let word = info.split([' ', ',', '\t', '\n']).next().unwrap_or_default();
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '#' | '-' | '.' | '_');
    if word.chars().all(plain) { word } else { "" }
}
