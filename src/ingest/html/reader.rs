//! From a walk over a page to blocks.

use std::ops::Range;

use super::styles::Styles;
use super::survey::Survey;
use super::table::Table;
use super::tag::Tag;
use super::token::{Element, Text};
use super::walk::Sink;
use crate::document::{DroppedKind, LeafKind, StyleKind};
use crate::ingest::builder::{Builder, Container};
use crate::ingest::dropped::Drops;
use crate::ingest::leaf::{LeafText, is_blank};
use crate::ingest::limits::MAX_HREF;

/// Builds the document.
pub(super) struct Reader<'t> {
    source: &'t str,
    builder: &'t mut Builder,
    drops: &'t mut Drops,
    survey: &'t Survey,
    /// The element that holds the text, and how many of them are open.
    article: Option<Tag>,
    inside: usize,
    /// Whether words outside came since the last block.
    outside_words: bool,
    /// The words of the paragraph, heading, code block or cell that is being read.
    leaf: LeafText,
    heading: Option<Heading>,
    code: Option<Code>,
    table: Option<Table>,
    /// How many styles were open when the cell began.
    cell_styles: usize,
    /// Lists, items and quotations that were begun, by whether they are read as such.
    containers: Vec<bool>,
    /// Tables that were begun, by whether they are read as tables.
    tables: Vec<bool>,
    styles: Styles,
    marks: QuoteMarks,
    quotes: usize,
}

struct Heading {
    level: u8,
    depth: usize,
}

struct Code {
    language: String,
    depth: usize,
}

/// Opening and closing marks of a quotation and of one inside it.
type QuoteMarks = [(&'static str, &'static str); 2];

/// What browsers put around `<q>` in a language.
fn quote_marks(language: &str) -> QuoteMarks {
    match language.split(['-', '_']).next().unwrap_or_default() {
        "de" => [("„", "“"), ("‚", "‘")],
        _ => [("“", "”"), ("‘", "’")],
    }
}

impl<'t> Reader<'t> {
    /// A reader of `source`, of which only what stands in `article` is text (all of it where that
    /// is `None`). `language` is what the page says of itself, perhaps nothing.
    pub(super) fn new(
        source: &'t str,
        survey: &'t Survey,
        article: Option<Tag>,
        language: &str,
        builder: &'t mut Builder,
        drops: &'t mut Drops,
    ) -> Self {
        Self {
            source,
            builder,
            drops,
            survey,
            article,
            inside: 0,
            outside_words: false,
            leaf: LeafText::default(),
            heading: None,
            code: None,
            table: None,
            cell_styles: 0,
            containers: Vec::new(),
            tables: Vec::new(),
            styles: Styles::default(),
            marks: quote_marks(language),
            quotes: 0,
        }
    }

    /// Ends what is still open.
    pub(super) fn finish(mut self) {
        self.boundary(0);
    }

    fn is_inside(&self) -> bool {
        self.article.is_none() || self.inside > 0
    }

    fn in_cell(&self) -> bool {
        self.table.as_ref().is_some_and(Table::in_cell)
    }

    /// Whether a block may begin here, and not only a line of a cell, heading or code block.
    fn takes_blocks(&self) -> bool {
        self.table.is_none() && self.heading.is_none() && self.code.is_none()
    }

    /// A block begins or ends at byte `at`.
    fn boundary(&mut self, at: usize) {
        if self.outside_words {
            self.outside_words = false;
            self.drops.add(DroppedKind::OutsideArticle);
        }
        if self.in_cell() {
            self.leaf.line_break(at..at);
        } else if self.table.is_some() {
            self.stray();
        } else if self.code.is_some() {
            self.leaf.line_break(at..at);
        } else if self.heading.is_some() {
            self.leaf.space(at..at);
        } else {
            let words = self.take();
            self.builder.leaf(LeafKind::Paragraph, words);
        }
    }

    fn take(&mut self) -> LeafText {
        self.styles.leave_leaf();
        std::mem::take(&mut self.leaf)
    }

    /// Words in a table but in no cell.
    fn stray(&mut self) {
        let words = self.take();
        if let Some(table) = &mut self.table
            && !words.is_empty()
        {
            table.stray(words);
        }
    }

    fn open_table(&mut self, element: &Element) {
        let layout = self.survey.layout_tables.contains(&element.span.start);
        let real = !layout && self.is_inside() && self.takes_blocks();
        self.tables.push(real);
        if real {
            self.table = Some(Table::default());
        }
    }

    fn close_table(&mut self) {
        if self.tables.pop() == Some(true) {
            self.stray();
            if let Some(table) = self.table.take() {
                self.builder.table(Vec::new(), table.finish());
            }
        }
    }

    fn open_row(&mut self) {
        if self.tables.last() == Some(&true) {
            self.close_cell();
            self.table.iter_mut().for_each(Table::open_row);
        }
    }

    fn open_cell(&mut self, element: &Element) {
        self.close_cell();
        if let Some(table) = &mut self.table {
            table.open_cell(element);
            self.cell_styles = self.styles.len();
        }
    }

    fn close_cell(&mut self) {
        if self.in_cell() {
            // A style that is not ended in a cell ends with it.
            self.styles.truncate(self.cell_styles);
            let words = self.take();
            if let Some(table) = &mut self.table {
                table.close_cell(words);
            }
        }
    }

    /// A caption stands before its table's rows, as a paragraph.
    fn close_caption(&mut self) {
        let Some(table) = &self.table else { return };
        if table.is_empty() {
            let words = self.take();
            self.builder.leaf(LeafKind::Paragraph, words);
        } else {
            self.stray();
        }
    }

    fn open_code(&mut self, element: &Element) {
        if let Some(code) = &mut self.code {
            code.depth += 1;
        } else if self.takes_blocks() {
            self.code = Some(Code { language: language_of(element), depth: 1 });
        }
    }

    fn close_code(&mut self) {
        let Some(code) = &mut self.code else { return };
        code.depth -= 1;
        if code.depth == 0
            && let Some(code) = self.code.take()
        {
            let words = self.take();
            self.builder.leaf(LeafKind::Code(code.language), words);
        }
    }

    fn open_heading(&mut self, level: u8) {
        if let Some(heading) = &mut self.heading {
            heading.depth += 1;
        } else if self.takes_blocks() {
            self.heading = Some(Heading { level, depth: 1 });
        }
    }

    fn close_heading(&mut self) {
        let Some(heading) = &mut self.heading else { return };
        heading.depth -= 1;
        if heading.depth == 0
            && let Some(heading) = self.heading.take()
        {
            let words = self.take();
            self.builder.leaf(LeafKind::Heading(heading.level), words);
        }
    }

    fn open_container(&mut self, container: Container) {
        let real = self.is_inside() && self.takes_blocks();
        self.containers.push(real);
        if real {
            self.builder.open(container);
        }
    }

    fn close_container(&mut self) {
        if self.containers.pop() == Some(true) {
            self.builder.close();
        }
    }

    fn quote_mark(&mut self, closing: bool, span: Range<usize>) {
        let (open, close) = self.marks[self.quotes.saturating_sub(1) % 2];
        let mark = if closing { close } else { open };
        self.styles.apply(&mut self.leaf);
        self.leaf.push_for(mark, span);
    }

    fn picture(&mut self, element: &Element) {
        self.drops.add(DroppedKind::Image);
        let alt = element.get("alt").unwrap_or_default();
        let words: Vec<&str> = alt.split_whitespace().collect();
        if words.is_empty() {
            return;
        }
        if self.code.is_none() {
            self.styles.apply(&mut self.leaf);
            self.leaf.open(StyleKind::ImageText);
        }
        self.leaf.push_for(&words.join(" "), element.span.clone());
        if self.code.is_none() {
            self.leaf.close();
        }
    }

    fn line_break(&mut self, span: Range<usize>) {
        if self.code.is_some() {
            self.leaf.verbatim_for("\n", span);
        } else if self.heading.is_some() {
            self.leaf.space(span);
        } else if self.leaf.ends_in_break() && self.takes_blocks() {
            // Two in a row part paragraphs.
            self.boundary(span.start);
        } else {
            self.leaf.line_break(span);
        }
    }
}

impl Sink for Reader<'_> {
    fn open(&mut self, element: &Element) {
        let tag = element.tag;
        if tag == Tag::Q {
            if self.is_inside() {
                self.quotes += 1;
                self.quote_mark(false, element.span.clone());
            }
            return;
        }
        self.boundary(element.span.start);
        if self.article == Some(tag) {
            self.inside += 1;
        }
        if let Some(container) = container(element) {
            self.open_container(container);
        } else if tag == Tag::Table {
            self.open_table(element);
        } else if !self.is_inside() {
            // What stands around the article has no structure of interest.
        } else if tag == Tag::Tr {
            self.open_row();
        } else if tag.is_cell() && self.tables.last() == Some(&true) {
            self.open_cell(element);
        } else if tag.is_preformatted() {
            self.open_code(element);
        } else if let Some(level) = tag.heading() {
            self.open_heading(level);
        }
    }

    fn close(&mut self, tag: Tag, span: Range<usize>) {
        if tag == Tag::Q {
            if self.is_inside() {
                self.quote_mark(true, span);
                self.quotes = self.quotes.saturating_sub(1);
            }
            return;
        }
        let own = self.tables.last() == Some(&true);
        match tag {
            Tag::Caption if own => self.close_caption(),
            _ if tag.is_cell() && own => self.close_cell(),
            _ if tag.is_preformatted() => self.close_code(),
            _ if tag.heading().is_some() => self.close_heading(),
            _ => {}
        }
        self.boundary(span.start);
        match tag {
            Tag::Table => self.close_table(),
            Tag::Tr if own => self.table.iter_mut().for_each(Table::close_row),
            _ if is_container(tag) => self.close_container(),
            _ => {}
        }
        if self.article == Some(tag) {
            self.inside = self.inside.saturating_sub(1);
        }
    }

    fn style(&mut self, element: &Element) {
        let kind = match element.tag {
            Tag::A => {
                self.unstyle(Tag::A);
                let href = element.get("href").map(str::trim).unwrap_or_default();
                (!href.is_empty() && href.len() <= MAX_HREF)
                    .then(|| StyleKind::Link(href.to_owned()))
            }
            tag => tag.style(),
        };
        if let Some(code) = &mut self.code
            && code.language.is_empty()
        {
            code.language = language_of(element);
        }
        self.styles.begin(element.tag, kind);
    }

    fn unstyle(&mut self, tag: Tag) {
        self.styles.end(tag);
    }

    fn void(&mut self, element: &Element) {
        if !self.is_inside() {
            return;
        }
        match element.tag {
            Tag::Br => self.line_break(element.span.clone()),
            Tag::Img => self.picture(element),
            Tag::Hr => {
                self.boundary(element.span.start);
                if self.takes_blocks() {
                    self.builder.rule();
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &Text) {
        let words = text.words(self.source);
        if !self.is_inside() {
            self.outside_words |= words.chars().any(char::is_alphanumeric);
            return;
        }
        let span = text.span.clone();
        if self.code.is_some() {
            if text.is_literal() {
                self.leaf.verbatim(words, span.start);
            } else {
                self.leaf.verbatim_for(words, span);
            }
            return;
        }
        if words.chars().all(is_blank) {
            self.leaf.space(span);
            return;
        }
        self.styles.apply(&mut self.leaf);
        if text.is_literal() {
            self.leaf.push(words, span.start);
        } else {
            self.leaf.push_for(words, span);
        }
    }

    fn dropped(&mut self, kind: DroppedKind, element: Option<&Element>) {
        self.drops.add(kind);
        if let Some(element) = element.filter(|element| element.tag.is_block()) {
            self.boundary(element.span.start);
        }
    }

    fn is_full(&mut self) -> bool {
        self.builder.is_full()
    }
}

fn container(element: &Element) -> Option<Container> {
    match element.tag {
        Tag::Blockquote => Some(Container::Quote),
        Tag::Li => Some(Container::Item),
        Tag::Ol => {
            let start = element.get("start").and_then(|start| start.trim().parse().ok());
            Some(Container::List(Some(start.unwrap_or(1))))
        }
        tag if tag.is_list() => Some(Container::List(None)),
        _ => None,
    }
}

fn is_container(tag: Tag) -> bool {
    tag.is_list() || matches!(tag, Tag::Blockquote | Tag::Li)
}

/// The language of code, as `class="language-rust"` states it.
fn language_of(element: &Element) -> String {
    let classes = element.get("class").unwrap_or_default().split_whitespace();
    let language = classes.filter_map(|class| {
        class.strip_prefix("language-").or_else(|| class.strip_prefix("lang-"))
    });
    language.map(str::to_owned).next().unwrap_or_default()
}
