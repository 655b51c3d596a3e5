//! HTML to tags and text, each with the bytes it stands at.
//!
//! The tokenizer follows the HTML Standard (section 13.2.5). Nothing is left out here; tags that
//! make no difference are told apart later.

use std::convert::Infallible;
use std::ops::Range;

use html5gum::emitters::callback::{Callback, CallbackEmitter, CallbackEvent};
use html5gum::{Emitter, ForwardingEmitter, Span, Tokenizer};

use super::tag::Tag;
use crate::ingest::limits::MAX_TOKENS;

/// A piece of HTML.
#[derive(Debug)]
pub(super) enum Token {
    /// A start tag.
    Start(Element),
    /// An end tag and its bytes.
    End(Tag, Range<usize>),
    /// Text.
    Text(Text),
    /// A comment, and the byte behind it.
    Comment(usize),
}

/// A start tag.
#[derive(Debug)]
pub(super) struct Element {
    /// Which.
    pub(super) tag: Tag,
    /// Its bytes.
    pub(super) span: Range<usize>,
    attributes: Vec<(&'static str, Box<str>)>,
}

/// Text between tags.
#[derive(Debug)]
pub(super) struct Text {
    /// Its bytes.
    pub(super) span: Range<usize>,
    /// What they mean, where they are not the text themselves: a character reference.
    decoded: Option<Box<str>>,
}

/// Attributes that are looked at; all others are passed over.
const ATTRIBUTES: [&str; 19] = [
    "alt",
    "aria-hidden",
    "class",
    "colspan",
    "content",
    "hidden",
    "href",
    "itemprop",
    "lang",
    "name",
    "open",
    "property",
    "rel",
    "role",
    "rowspan",
    "start",
    "style",
    "type",
    "xml:lang",
];

impl Element {
    /// An attribute's value; empty where it has none.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| *key == name).map(|(_, value)| &**value)
    }
}

impl Text {
    /// The words.
    pub(super) fn words<'t>(&'t self, source: &'t str) -> &'t str {
        match &self.decoded {
            Some(words) => words,
            None => source.get(self.span.clone()).unwrap_or_default(),
        }
    }

    /// Whether the words stand in the source as they are.
    pub(super) fn is_literal(&self) -> bool {
        self.decoded.is_none()
    }
}

/// All tokens of `source`; `None` where there are more than a document may have.
pub(super) fn tokens(source: &str) -> Option<Vec<Token>> {
    let mut tokens = Vec::new();
    let collector = Collector { source, tokens: &mut tokens, element: None, attribute: None };
    let mut inner = CallbackEmitter::new(collector);
    inner.naively_switch_states(true);
    let Ok(()) = Tokenizer::new_with_emitter(source, Recorder { position: 0, inner }).finish();
    (tokens.len() <= MAX_TOKENS).then_some(tokens)
}

/// Hands everything on but text, of which the tokenizer says piece by piece where it ends.
struct Recorder<'s> {
    position: usize,
    inner: CallbackEmitter<Collector<'s>, Infallible, usize>,
}

impl ForwardingEmitter for Recorder<'_> {
    type Token = Infallible;

    fn inner(&mut self) -> &mut impl Emitter<Token = Infallible> {
        &mut self.inner
    }

    fn move_position(&mut self, offset: isize) {
        self.position = self.position.saturating_add_signed(offset);
        Emitter::move_position(&mut self.inner, offset);
    }

    fn emit_string(&mut self, piece: &[u8]) {
        self.inner.callback_mut().text(piece, self.position);
    }

    fn should_emit_errors(&mut self) -> bool {
        false
    }
}

struct Collector<'s> {
    source: &'s str,
    tokens: &'s mut Vec<Token>,
    element: Option<Element>,
    /// The element's attribute that waits for its value.
    attribute: Option<usize>,
}

impl Collector<'_> {
    fn push(&mut self, token: Token) {
        // One more than allowed says that there were too many.
        if self.tokens.len() <= MAX_TOKENS {
            self.tokens.push(token);
        }
    }

    /// Text that ends at byte `end`: either the source's own bytes, or what a character
    /// reference that ends there means.
    fn text(&mut self, piece: &[u8], end: usize) {
        let end = end.min(self.source.len());
        let before = self.tokens.last().map_or(0, Token::end);
        let start = end.saturating_sub(piece.len());
        if start >= before && self.source.as_bytes().get(start..end) == Some(piece) {
            match self.tokens.last_mut() {
                Some(Token::Text(last)) if last.decoded.is_none() && last.span.end == start => {
                    last.span.end = end;
                }
                _ => self.push(Token::Text(Text { span: start..end, decoded: None })),
            }
            return;
        }
        let words = String::from_utf8_lossy(piece).into_owned().into_boxed_str();
        self.push(Token::Text(Text { span: before.min(end)..end, decoded: Some(words) }));
    }

    fn attribute(&mut self, name: &[u8]) {
        let Some(element) = &mut self.element else { return };
        let known = ATTRIBUTES.iter().find(|known| known.as_bytes() == name);
        let name = known.filter(|name| element.get(name).is_none());
        self.attribute = name.map(|name| {
            element.attributes.push((*name, Box::default()));
            element.attributes.len() - 1
        });
    }

    fn value(&mut self, value: &[u8]) {
        if let (Some(element), Some(index)) = (&mut self.element, self.attribute.take())
            && let Some((_, slot)) = element.attributes.get_mut(index)
        {
            *slot = String::from_utf8_lossy(value).into_owned().into_boxed_str();
        }
    }
}

impl Token {
    /// The byte behind it.
    pub(super) fn end(&self) -> usize {
        match self {
            Self::Start(element) => element.span.end,
            Self::End(_, span) => span.end,
            Self::Text(text) => text.span.end,
            Self::Comment(end) => *end,
        }
    }
}

impl Callback<Infallible, usize> for Collector<'_> {
    fn handle_event(&mut self, event: CallbackEvent<'_>, span: Span) -> Option<Infallible> {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                let (tag, span) = (Tag::from_name(name), span.start..span.end);
                self.element = Some(Element { tag, span, attributes: Vec::new() });
                self.attribute = None;
            }
            CallbackEvent::AttributeName { name } => self.attribute(name),
            CallbackEvent::AttributeValue { value } => self.value(value),
            CallbackEvent::CloseStartTag { .. } => {
                if let Some(mut element) = self.element.take() {
                    element.span.end = span.end;
                    self.push(Token::Start(element));
                }
            }
            CallbackEvent::EndTag { name } => {
                self.element = None;
                self.push(Token::End(Tag::from_name(name), span.start..span.end));
            }
            CallbackEvent::Comment { .. } => {
                // The standard also calls `<?xml …?>` and `</ …>` comments.
                let real = self.source.get(span.start..).is_some_and(|at| at.starts_with("<!--"));
                if real {
                    self.push(Token::Comment(span.end));
                }
            }
            CallbackEvent::Doctype { .. }
            | CallbackEvent::String { .. }
            | CallbackEvent::Error(_) => {}
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(source: &str) -> Vec<(&str, String)> {
        let tokens = tokens(source).unwrap();
        let text = |token: &Token| match token {
            Token::Text(text) => Some((&source[text.span.clone()], text.words(source).to_owned())),
            _ => None,
        };
        tokens.iter().filter_map(text).collect()
    }

    fn pairs(all: &[(&'static str, &str)]) -> Vec<(&'static str, String)> {
        all.iter().map(|(source, words)| (*source, (*words).to_owned())).collect()
    }

    #[test]
    fn text_is_the_sources_own_but_for_references() {
        for (source, expected) in [
            ("Größe &amp; Maß", &[("Größe ", "Größe "), ("&amp;", "&"), (" Maß", " Maß")][..]),
            ("a&nbsp;b", &[("a", "a"), ("&nbsp;", "\u{A0}"), ("b", "b")]),
            ("a&#228;&#x1F600;", &[("a", "a"), ("&#228;", "ä"), ("&#x1F600;", "😀")]),
            ("&copyx &", &[("&copy", "©"), ("x &", "x &")]),
            (
                "AT&T & Söhne &unknown; &; &#; x",
                &[("AT&T & Söhne &unknown; &; &#; x", "AT&T & Söhne &unknown; &; &#; x")],
            ),
            ("a < b <3 c", &[("a < b <3 c", "a < b <3 c")]),
            ("<b>é</b>è<!-- x -->ê", &[("é", "é"), ("è", "è"), ("ê", "ê")]),
            ("<script>a<b</script>c", &[("a<b", "a<b"), ("c", "c")]),
            ("<title>a &lt; b</title>", &[("a ", "a "), ("&lt;", "<"), (" b", " b")]),
        ] {
            assert_eq!(texts(source), pairs(expected), "{source}");
        }
    }

    #[test]
    fn elements_have_their_bytes_and_attributes() {
        let source = "x<A HREF='/a?b&amp;c' href=no Hidden data-x=1>y</a >";
        let tokens = tokens(source).unwrap();
        let Token::Start(link) = &tokens[1] else { panic!("{tokens:?}") };
        assert_eq!((link.tag, link.span.clone()), (Tag::A, 1..46));
        assert_eq!(link.get("href"), Some("/a?b&c"));
        assert_eq!(link.get("hidden"), Some(""));
        assert_eq!(link.get("class"), None);
        let Token::End(Tag::A, span) = &tokens[3] else { panic!("{tokens:?}") };
        assert_eq!(&source[span.clone()], "</a >");
    }
}
