//! From the parser's events to blocks.

use std::ops::Range;

use pulldown_cmark::{
    Alignment as Column, CodeBlockKind, Event, HeadingLevel, LinkType, Tag, TagEnd,
};

use super::aligned::push_code;
use super::definitions::Unused;
use super::html_block::HtmlBlock;
use crate::document::{Alignment, DroppedKind, LeafKind, StyleKind};
use crate::ingest::builder::{Bounds, Builder, Container};
use crate::ingest::dropped::Drops;
use crate::ingest::leaf::LeafText;
use crate::ingest::limits::MAX_HREF;
use crate::ingest::reading::Reading;

/// Takes events and builds the document.
pub(super) struct Reader<'t> {
    source: &'t str,
    /// Where the Markdown begins in `source`; events count from there.
    start: usize,
    /// Definitions whose words are still to come, the last one first.
    definitions: Vec<Unused>,
    builder: Builder,
    drops: Drops,
    /// The paragraph, heading or cell that is being read.
    leaf: Option<LeafText>,
    /// Whether line breaks become blanks, as in headings.
    one_line: bool,
    /// How many pictures are open; their alternative text has no styles of its own.
    images: usize,
    code: Option<(String, LeafText)>,
    html: Option<HtmlBlock>,
    table: Option<Table>,
    /// A footnote's mark that waits for the footnote's first words.
    label: Option<Range<usize>>,
}

#[derive(Default)]
struct Table {
    columns: Vec<Alignment>,
    rows: Vec<Vec<LeafText>>,
    /// Where the row's last cell ended.
    cell_end: usize,
}

impl<'t> Reader<'t> {
    /// A reader of `source`, whose Markdown begins at byte `start`; events and `definitions` count
    /// from there.
    pub(super) fn new(
        source: &'t str,
        start: usize,
        mut definitions: Vec<Unused>,
        bounds: Bounds,
    ) -> Self {
        definitions.reverse();
        Self {
            source,
            start,
            definitions,
            builder: Builder::new(bounds),
            drops: Drops::default(),
            leaf: None,
            one_line: false,
            images: 0,
            code: None,
            html: None,
            table: None,
            label: None,
        }
    }

    /// Whether the document has as many leaves as it may have.
    pub(super) fn is_full(&mut self) -> bool {
        self.builder.is_full()
    }

    /// The document.
    pub(super) fn finish(mut self) -> Reading {
        self.paragraph();
        self.definitions_before(self.source.len());
        Reading::new(self.builder, self.drops)
    }

    /// Takes one event about the bytes `range`.
    pub(super) fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        let range = range.start + self.start..range.end + self.start;
        if self.leaf.is_none() {
            // Words of a list's item may come without a paragraph that begins.
            self.definitions_before(range.start);
        }
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Text(text) => self.text(&text, range),
            Event::Code(text) => self.inline_code(&text, range),
            Event::Html(text) => {
                if let Some(block) = &mut self.html {
                    block.push(&text, self.source, range);
                }
            }
            Event::InlineHtml(tag) => self.inline_html(&tag, range),
            Event::SoftBreak => self.words().space(range),
            Event::HardBreak => self.hard_break(range),
            Event::Rule => {
                self.paragraph();
                self.definitions_before(range.start);
                self.builder.rule();
            }
            // What these name was not asked for, but for footnotes, whose mark is text.
            Event::FootnoteReference(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::TaskListMarker(_) => {
                let source = self.source;
                self.words().push(&source[range.clone()], range.start);
            }
        }
    }

    /// The leaf that words go into; in a list's item they may come without a paragraph.
    fn words(&mut self) -> &mut LeafText {
        let (source, label) = (self.source, &mut self.label);
        self.leaf.get_or_insert_with(|| labelled(source, label.take()))
    }

    fn text(&mut self, text: &str, range: Range<usize>) {
        let same = self.source.get(range.clone()) == Some(text);
        if let Some((_, code)) = &mut self.code {
            if same { code.verbatim(text, range.start) } else { code.verbatim_for(text, range) }
        } else if same {
            self.words().push(text, range.start);
        } else {
            self.words().push_for(text, range);
        }
    }

    fn inline_code(&mut self, text: &str, range: Range<usize>) {
        let (source, styled) = (self.source, self.images == 0);
        let leaf = self.words();
        if styled {
            leaf.open(StyleKind::Code);
        }
        push_code(leaf, text, source, range);
        if styled {
            leaf.close();
        }
    }

    fn inline_html(&mut self, tag: &str, range: Range<usize>) {
        let name = tag.trim_start_matches(['<', '/']).to_ascii_lowercase();
        if tag.starts_with("<!--") {
            self.drops.add(DroppedKind::Comment);
            return;
        }
        self.drops.add(DroppedKind::Markup);
        let rest = name.strip_prefix("br");
        if rest.is_some_and(|rest| rest.starts_with(['>', '/', ' ', '\n', '\t'])) {
            self.hard_break(range);
        }
    }

    fn hard_break(&mut self, range: Range<usize>) {
        let one_line = self.one_line;
        let leaf = self.words();
        if one_line { leaf.space(range) } else { leaf.line_break(range) }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Emphasis => self.style(StyleKind::Emphasis),
            Tag::Strong => self.style(StyleKind::Strong),
            Tag::Strikethrough => self.style(StyleKind::Strike),
            Tag::Link { link_type, dest_url, .. } => {
                let mail = matches!(link_type, LinkType::Email);
                let address =
                    if mail { format!("mailto:{dest_url}") } else { dest_url.to_string() };
                let kept = if address.len() <= MAX_HREF { address } else { String::new() };
                self.style(StyleKind::Link(kept));
            }
            Tag::Image { .. } => {
                self.drops.add(DroppedKind::Image);
                self.style(StyleKind::ImageText);
                self.images += 1;
            }
            Tag::Superscript | Tag::Subscript => {}
            block => {
                self.paragraph();
                self.definitions_before(range.start);
                self.block(block, range);
            }
        }
    }

    fn block(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Heading { .. } => self.one_line = true,
            Tag::BlockQuote(_) => self.open(Container::Quote),
            Tag::List(start) => self.open(Container::List(start)),
            Tag::Item => self.builder.open(Container::Item),
            Tag::CodeBlock(kind) => {
                self.footnote_alone();
                let language = match &kind {
                    CodeBlockKind::Fenced(info) => info.split_whitespace().next(),
                    CodeBlockKind::Indented => None,
                };
                let language = language.unwrap_or_default().to_owned();
                self.code = Some((language, LeafText::default()));
            }
            Tag::HtmlBlock => {
                self.footnote_alone();
                self.html = Some(HtmlBlock::default());
            }
            Tag::Table(columns) => {
                self.footnote_alone();
                let columns = columns.into_iter().map(alignment).collect();
                self.table = Some(Table { columns, ..Table::default() });
            }
            Tag::TableHead | Tag::TableRow => {
                if let Some(table) = &mut self.table {
                    table.rows.push(Vec::new());
                    table.cell_end = range.start;
                }
            }
            Tag::FootnoteDefinition(_) => {
                let len = self.source[range.clone()].find("]:").map_or(0, |at| at + 2);
                self.label = Some(range.start..range.start + len);
            }
            _ => {}
        }
    }

    fn open(&mut self, container: Container) {
        self.footnote_alone();
        self.builder.open(container);
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link => {
                if self.images == 0 {
                    self.words().close();
                }
            }
            TagEnd::Image => {
                self.images = self.images.saturating_sub(1);
                if self.images == 0 {
                    self.words().close();
                }
            }
            TagEnd::Superscript | TagEnd::Subscript => {}
            TagEnd::Heading(level) => self.heading(level),
            TagEnd::CodeBlock => {
                if let Some((language, words)) = self.code.take() {
                    self.builder.leaf(LeafKind::Code(language), words);
                }
            }
            TagEnd::HtmlBlock => {
                if let Some(block) = self.html.take() {
                    block.read(&mut self.builder, &mut self.drops);
                }
            }
            TagEnd::TableCell => self.cell(range.end),
            TagEnd::TableHead | TagEnd::TableRow => self.row_end(range.end),
            TagEnd::Table => {
                if let Some(table) = self.table.take() {
                    self.builder.table(table.columns, table.rows);
                }
            }
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item => {
                self.paragraph();
                self.definitions_before(range.end);
                self.builder.close();
            }
            TagEnd::FootnoteDefinition => {
                self.paragraph();
                self.footnote_alone();
                self.definitions_before(range.end);
            }
            _ => self.paragraph(),
        }
    }

    /// Begins a style, if this is no picture's alternative text.
    fn style(&mut self, kind: StyleKind) {
        if self.images == 0 {
            self.words().open(kind);
        }
    }

    /// Ends the paragraph that is being read, if there is one.
    fn paragraph(&mut self) {
        if let Some(words) = self.leaf.take() {
            self.builder.leaf(LeafKind::Paragraph, words);
        }
    }

    /// The words of definitions that no link uses and that stand before byte `at`.
    fn definitions_before(&mut self, at: usize) {
        while let Some(last) = self.definitions.last() {
            let span = last.span.start + self.start..last.span.end + self.start;
            if span.end > at {
                return;
            }
            if last.comment {
                self.drops.add(DroppedKind::Comment);
            } else {
                let mut words = labelled(self.source, self.label.take());
                words.push(&self.source[span.clone()], span.start);
                self.builder.leaf(LeafKind::Paragraph, words);
            }
            self.definitions.pop();
        }
    }

    fn heading(&mut self, level: HeadingLevel) {
        self.one_line = false;
        if let Some(words) = self.leaf.take() {
            self.builder.leaf(LeafKind::Heading(level as u8), words);
        }
    }

    fn cell(&mut self, end: usize) {
        let words = self.leaf.take().unwrap_or_default();
        if let Some(table) = &mut self.table
            && let Some(row) = table.rows.last_mut()
        {
            row.push(words);
            table.cell_end = end;
        }
    }

    /// A row may have more cells than its table; GFM ignores them. Here their words stay, as they
    /// are, in the row's last cell.
    fn row_end(&mut self, end: usize) {
        let Some(table) = &mut self.table else { return };
        let Some(last) = table.rows.last_mut().and_then(|row| row.last_mut()) else { return };
        let mut at = table.cell_end;
        for excess in self.source.get(at..end).unwrap_or_default().split('|') {
            if !excess.trim().is_empty() {
                last.line_break(at..at);
                last.push(excess, at);
            }
            at += excess.len() + 1;
        }
    }

    /// A footnote whose first block cannot hold its mark, or that has none, gets a paragraph for
    /// the mark alone.
    fn footnote_alone(&mut self) {
        if let Some(label) = self.label.take() {
            self.builder.leaf(LeafKind::Paragraph, labelled(self.source, Some(label)));
        }
    }
}

/// A leaf that begins with a footnote's mark.
fn labelled(source: &str, label: Option<Range<usize>>) -> LeafText {
    let mut leaf = LeafText::default();
    if let Some(label) = label {
        leaf.push(&source[label.clone()], label.start);
        leaf.space(label.end..label.end);
    }
    leaf
}

fn alignment(column: Column) -> Alignment {
    match column {
        Column::None => Alignment::None,
        Column::Left => Alignment::Left,
        Column::Center => Alignment::Center,
        Column::Right => Alignment::Right,
    }
}
