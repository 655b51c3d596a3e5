//! Walking over tags as if they were a tree.
//!
//! In go tokens in any disorder, out come elements that open and close properly nested, and what
//! is left out. End tags that people leave out are supplied as the HTML Standard says (sections
//! 13.1.2.4 and 13.2.6), as far as text is concerned. The walk iterates and never recurses.

use std::collections::BTreeMap;
use std::ops::Range;

use super::survey::Survey;
use super::tag::Tag;
use super::token::{Element, Text, Token};
use crate::document::DroppedKind;
use crate::ingest::limits::MAX_ELEMENTS;

/// What takes part in a walk.
pub(super) trait Sink {
    /// A block, a cell or a quotation in running text begins.
    fn open(&mut self, element: &Element);
    /// It ends, by an end tag at `span` or, where that is empty, before it.
    fn close(&mut self, tag: Tag, span: Range<usize>);
    /// A style begins.
    fn style(&mut self, element: &Element);
    /// The last style of this name ends.
    fn unstyle(&mut self, tag: Tag);
    /// A line break, a rule or a picture.
    fn void(&mut self, element: &Element);
    /// Words.
    fn text(&mut self, text: &Text);
    /// Something is left out with all that is in it.
    fn dropped(&mut self, kind: DroppedKind, element: Option<&Element>);
    /// Whether nothing more is wanted.
    fn is_full(&mut self) -> bool {
        false
    }
}

/// What is walked over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    /// A whole page, with what stands around its text.
    Page,
    /// A piece of HTML inside another text.
    Fragment,
}

/// Walks over `tokens`.
pub(super) fn walk(tokens: &[Token], survey: &Survey, scope: Scope, sink: &mut impl Sink) {
    let mut walker = Walker {
        survey,
        scope,
        sink,
        stack: Vec::new(),
        skipping: None,
        overflow: BTreeMap::new(),
    };
    for token in tokens {
        if walker.sink.is_full() {
            break;
        }
        match token {
            Token::Start(element) => walker.start(element),
            Token::End(tag, span) => walker.end(*tag, span.clone()),
            Token::Text(text) => {
                if walker.skipping.is_none() {
                    walker.sink.text(text);
                }
            }
            Token::Comment(_) => {
                if walker.skipping.is_none() {
                    walker.sink.dropped(DroppedKind::Comment, None);
                }
            }
        }
    }
    let end = tokens.last().map_or(0, Token::end);
    walker.pop_to(0, end..end);
}

struct Walker<'t, S> {
    survey: &'t Survey,
    scope: Scope,
    sink: &'t mut S,
    stack: Vec<Tag>,
    /// The height at which an element stands that is left out.
    skipping: Option<usize>,
    /// Elements that the stack had no room for, so that their end tags end nothing else.
    overflow: BTreeMap<Tag, usize>,
}

impl<S: Sink> Walker<'_, S> {
    fn start(&mut self, element: &Element) {
        let tag = element.tag;
        if matches!(tag, Tag::Html | Tag::Head | Tag::Body) {
            return;
        }
        // What is left out may end for want of an end tag, too, but not within a script's or
        // picture's own content.
        let skipped = self.skipping.and_then(|height| self.stack.get(height));
        if tag.is_block() && skipped.is_none_or(|skipped| never_text(*skipped).is_none()) {
            self.imply_ends(tag, element.span.start);
        }
        if self.skipping.is_some() {
            if !tag.is_void() {
                self.push(tag);
            }
            return;
        }
        if let Some(kind) = self.drop_kind(element) {
            self.sink.dropped(kind, Some(element));
            self.skip(tag);
        } else if tag == Tag::Title && self.scope == Scope::Page {
            self.skip(tag);
        } else if tag.is_void() {
            self.sink.void(element);
        } else if tag.style().is_some() {
            self.sink.style(element);
        } else if tag.is_table_part() && !self.stack.contains(&Tag::Table) {
            // Outside a table it only parts words.
            self.sink.open(element);
            self.sink.close(tag, element.span.end..element.span.end);
        } else if (tag.is_block() || tag == Tag::Q) && self.push(tag) {
            self.sink.open(element);
        }
    }

    /// Leaves out what follows, up to the element's end.
    fn skip(&mut self, tag: Tag) {
        if !tag.is_void() {
            self.skipping = Some(self.stack.len());
            self.stack.push(tag);
        }
    }

    /// Puts an element on the stack, if there is room.
    fn push(&mut self, tag: Tag) -> bool {
        let room = self.stack.len() < MAX_ELEMENTS;
        if room {
            self.stack.push(tag);
        } else {
            *self.overflow.entry(tag).or_default() += 1;
        }
        room
    }

    fn end(&mut self, tag: Tag, span: Range<usize>) {
        if tag.is_void() {
            return;
        }
        if self.skipping.is_none() && tag.style().is_some() {
            self.sink.unstyle(tag);
            return;
        }
        if let Some(more) = self.overflow.get_mut(&tag).filter(|more| **more > 0) {
            *more -= 1;
            return;
        }
        let skipping = self.skipping.is_some();
        let stop = |open: Tag| match tag {
            _ if skipping => false,
            Tag::Table => false,
            _ if tag.is_table_part() => open == Tag::Table,
            _ => open.is_cell() || matches!(open, Tag::Caption | Tag::Table),
        };
        if let Some(height) = self.find(|open| open == tag, stop) {
            self.pop_to(height, span);
        }
    }

    /// The height of the innermost open element that is `wanted`, if none before it is a `stop`.
    fn find(&self, wanted: impl Fn(Tag) -> bool, stop: impl Fn(Tag) -> bool) -> Option<usize> {
        let height = self.stack.iter().rposition(|open| wanted(*open) || stop(*open))?;
        wanted(self.stack[height]).then_some(height)
    }

    /// Closes all elements from `height` on; the first of them by the end tag at `span`.
    fn pop_to(&mut self, height: usize, span: Range<usize>) {
        while self.stack.len() > height {
            let Some(tag) = self.stack.pop() else { return };
            self.overflow.clear();
            match self.skipping {
                Some(skipped) if self.stack.len() > skipped => {}
                Some(_) => self.skipping = None,
                None => {
                    let own = self.stack.len() == height;
                    let span = if own { span.clone() } else { span.start..span.start };
                    self.sink.close(tag, span);
                }
            }
        }
    }

    /// Closes what `tag` cannot stand in, though its end tag is missing.
    fn imply_ends(&mut self, tag: Tag, at: usize) {
        if tag.is_table_part() {
            let holds = |open: Tag| match tag {
                Tag::Td | Tag::Th => matches!(open, Tag::Tr | Tag::Table) || open.is_row_group(),
                Tag::Tr => open == Tag::Table || open.is_row_group(),
                _ => open == Tag::Table,
            };
            let height = self.find(holds, |_| false).map(|holder| holder + 1);
            self.close_at(height, at);
            return;
        }
        let paragraph = self.find(|open| open == Tag::P, |open| open != Tag::Q);
        self.close_at(paragraph, at);
        let wall = |open: Tag| {
            open.is_cell() || open.is_list() || matches!(open, Tag::Table | Tag::Blockquote)
        };
        let height = match tag {
            Tag::Li => self.find(|open| open == Tag::Li, wall),
            Tag::Dd | Tag::Dt => self.find(
                |open| matches!(open, Tag::Dd | Tag::Dt),
                |open| open == Tag::Dl || wall(open),
            ),
            _ if tag.heading().is_some() => {
                self.find(|open| open.heading().is_some(), |open| open.heading().is_none())
            }
            _ => None,
        };
        self.close_at(height, at);
    }

    fn close_at(&mut self, height: Option<usize>, at: usize) {
        if let Some(height) = height {
            self.pop_to(height, at..at);
        }
    }

    /// Why an element is left out; `None` where it stays.
    fn drop_kind(&self, element: &Element) -> Option<DroppedKind> {
        if let Some(kind) = never_text(element.tag) {
            return Some(kind);
        }
        if is_hidden(element) {
            return Some(DroppedKind::Hidden);
        }
        if self.scope == Scope::Fragment {
            return None;
        }
        match element.tag {
            Tag::Nav => Some(DroppedKind::Navigation),
            Tag::Aside => Some(DroppedKind::Aside),
            Tag::Header | Tag::Footer if !self.in_section() => Some(DroppedKind::PageFrame),
            Tag::Form if !self.survey.text_forms.contains(&element.span.start) => {
                Some(DroppedKind::Form)
            }
            Tag::Button
            | Tag::Select
            | Tag::Textarea
            | Tag::Datalist
            | Tag::Search
            | Tag::Input => (element.get("type") != Some("hidden")).then_some(DroppedKind::Form),
            _ => match element.get("role")?.trim() {
                "navigation" => Some(DroppedKind::Navigation),
                "banner" | "contentinfo" => Some(DroppedKind::PageFrame),
                "search" => Some(DroppedKind::Form),
                "complementary" => Some(DroppedKind::Aside),
                "dialog" | "alertdialog" => Some(DroppedKind::Hidden),
                _ => None,
            },
        }
    }

    /// Whether a header or footer here belongs to a part of the text and not to the page.
    fn in_section(&self) -> bool {
        let section =
            |tag| matches!(tag, Tag::Article | Tag::Main | Tag::Section | Tag::Blockquote);
        self.stack.iter().any(|open| section(*open) || open.is_cell())
    }
}

/// Elements whose content is no text for readers.
fn never_text(tag: Tag) -> Option<DroppedKind> {
    match tag {
        Tag::Script | Tag::Noscript | Tag::Template => Some(DroppedKind::Script),
        Tag::Style => Some(DroppedKind::Style),
        Tag::Applet
        | Tag::Audio
        | Tag::Canvas
        | Tag::Embed
        | Tag::Frameset
        | Tag::Iframe
        | Tag::Math
        | Tag::Noembed
        | Tag::Noframes
        | Tag::Object
        | Tag::Svg
        | Tag::Video => Some(DroppedKind::Embedded),
        _ => None,
    }
}

fn is_hidden(element: &Element) -> bool {
    let style = || {
        let style = element.get("style").unwrap_or_default().to_ascii_lowercase();
        let style: String = style.split_whitespace().collect();
        style.contains("display:none") || style.contains("visibility:hidden")
    };
    element.get("hidden").is_some()
        || element.get("aria-hidden") == Some("true")
        || (element.tag == Tag::Dialog && element.get("open").is_none())
        || style()
}
