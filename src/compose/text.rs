//! A leaf's words as running Markdown: styles, links to what names and dates lead to, and the
//! numbers of notes behind the words they are about.

use std::ops::Range;

use crate::document::{Document, Leaf, LeafKind, StyleKind};
use crate::markdown::{self, Inline, normalise};

/// A link over words that an annotation asks for. Where it cannot be a link (it crosses another,
/// or stands in code), the mark over the words remains.
#[derive(Debug, Clone)]
pub(super) struct LinkOver {
    /// Bytes of the document's text.
    pub(super) span: Range<usize>,
    /// Where to, relative to the page.
    pub(super) href: String,
    /// The EDTF value, where the words are a date.
    pub(super) datetime: Option<String>,
}

/// A note's number behind a place in the text.
#[derive(Debug, Clone)]
pub(super) struct NoteAt {
    /// Byte of the document's text.
    pub(super) at: usize,
    /// The footnote's label.
    pub(super) label: String,
}

/// Something around words.
#[derive(Debug, Clone)]
struct Wrap {
    span: Range<usize>,
    kind: WrapKind,
}

#[derive(Debug, Clone)]
enum WrapKind {
    Style(StyleKind),
    Link { href: String, datetime: Option<String> },
}

/// The words of a leaf that is no code block. `links` and `notes` are ascending and inside it.
pub(super) fn inlines(
    document: &Document,
    leaf: &Leaf,
    links: &[LinkOver],
    notes: &[NoteAt],
) -> Vec<Inline> {
    let mut wraps: Vec<Wrap> = leaf
        .styles
        .iter()
        .map(|style| Wrap { span: style.span.clone(), kind: WrapKind::Style(style.kind.clone()) })
        .collect();
    add_links(&mut wraps, links);
    wraps.sort_by_key(|wrap| (wrap.span.start, std::cmp::Reverse(wrap.span.end)));
    let notes = moved_out_of_links(notes, &wraps);
    let mut writer = Writer { text: &document.text, wraps: &wraps, notes: &notes };
    normalise(writer.until(leaf.span.start, leaf.span.end))
}

/// Adds the links that cross nothing and stand in no other link and no code. Both are ascending.
fn add_links(wraps: &mut Vec<Wrap>, links: &[LinkOver]) {
    let styles = wraps.clone();
    let mut ahead = styles.iter().peekable();
    let mut near: Vec<&Wrap> = Vec::new();
    let mut free_from = 0;
    for link in links {
        while let Some(style) = ahead.next_if(|style| style.span.start < link.span.end) {
            near.push(style);
        }
        near.retain(|style| style.span.end > link.span.start);
        if link.span.start < free_from || !near.iter().all(|style| fits(link, style)) {
            continue;
        }
        free_from = link.span.end;
        let kind = WrapKind::Link { href: link.href.clone(), datetime: link.datetime.clone() };
        wraps.push(Wrap { span: link.span.clone(), kind });
    }
}

/// Whether a link may stand in, around or apart from a style.
fn fits(link: &LinkOver, style: &Wrap) -> bool {
    let apart = style.span.end <= link.span.start || link.span.end <= style.span.start;
    let nested = contains(&style.span, &link.span) || contains(&link.span, &style.span);
    apart || (nested && !is_closed(style))
}

/// Whether nothing may be put into something: links, code, pictures' words.
fn is_closed(wrap: &Wrap) -> bool {
    !matches!(
        wrap.kind,
        WrapKind::Style(StyleKind::Emphasis | StyleKind::Strong | StyleKind::Strike)
    )
}

fn contains(outer: &Range<usize>, inner: &Range<usize>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

/// A note's number does not stand inside a link or code but behind it. Both are ascending.
fn moved_out_of_links(notes: &[NoteAt], wraps: &[Wrap]) -> Vec<NoteAt> {
    let mut closed = wraps.iter().filter(|wrap| is_closed(wrap)).peekable();
    // Where the last closed thing ends that begins before the number.
    let mut end = 0;
    let mut moved: Vec<NoteAt> = notes
        .iter()
        .map(|note| {
            while let Some(wrap) = closed.next_if(|wrap| wrap.span.start < note.at) {
                end = end.max(wrap.span.end);
            }
            NoteAt { at: note.at.max(end), label: note.label.clone() }
        })
        .collect();
    moved.sort_by_key(|note| note.at);
    moved
}

struct Writer<'a> {
    text: &'a str,
    /// Not yet opened, in order.
    wraps: &'a [Wrap],
    /// Not yet written, in order.
    notes: &'a [NoteAt],
}

impl Writer<'_> {
    /// The words from `at` to `end`.
    fn until(&mut self, mut at: usize, end: usize) -> Vec<Inline> {
        let mut out = Vec::new();
        loop {
            let wrap = self.wraps.first().filter(|wrap| wrap.span.start < end);
            let note = self.notes.first().filter(|note| note.at <= end);
            match (wrap, note) {
                // A number behind words stands before what begins there.
                (_, Some(note)) if wrap.is_none_or(|wrap| note.at <= wrap.span.start) => {
                    let to = note.at.max(at);
                    self.words(at, to, &mut out);
                    out.push(Inline::FootnoteRef(note.label.clone()));
                    self.notes = &self.notes[1..];
                    at = to;
                }
                (Some(wrap), _) => {
                    self.words(at, wrap.span.start, &mut out);
                    let wrap = wrap.clone();
                    self.wraps = &self.wraps[1..];
                    at = wrap.span.end.min(end).max(wrap.span.start);
                    let inner = self.inside(wrap.span.start, at);
                    push_wrapped(wrap.kind, inner, &mut out);
                }
                (None, _) => {
                    self.words(at, end, &mut out);
                    return out;
                }
            }
        }
    }

    /// The words inside something; numbers at its very end come behind it.
    fn inside(&mut self, start: usize, end: usize) -> Vec<Inline> {
        let all = self.notes;
        let before = all.partition_point(|note| note.at < end);
        self.notes = &all[..before];
        let out = self.until(start, end);
        let unwritten = self.notes.len();
        self.notes = &all[before - unwritten..];
        out
    }

    fn words(&self, from: usize, to: usize, out: &mut Vec<Inline>) {
        if from < to {
            out.push(Inline::Text(self.text[from..to].to_owned()));
        }
    }
}

fn push_wrapped(kind: WrapKind, content: Vec<Inline>, out: &mut Vec<Inline>) {
    let title = String::new();
    out.push(match kind {
        WrapKind::Style(StyleKind::Strong) => Inline::Strong(content),
        WrapKind::Style(StyleKind::Strike) => Inline::Strike(content),
        WrapKind::Style(StyleKind::Code) => Inline::Code(markdown::plain_text(&content)),
        // A picture's words stand for it; the picture itself is not part of the text.
        WrapKind::Style(StyleKind::Emphasis | StyleKind::ImageText) => Inline::Emphasis(content),
        WrapKind::Style(StyleKind::Link(href)) => {
            if !markdown::is_external(&href) || !markdown::is_allowed(&href) {
                // A relative link of a seed leads to a place that the dossier does not have.
                out.extend(content);
                return;
            }
            Inline::Link { href, title, content }
        }
        WrapKind::Link { href, datetime: None } => Inline::Link { href, title, content },
        WrapKind::Link { href, datetime: Some(datetime) } => {
            Inline::Link { href, title, content: vec![Inline::Time { datetime, content }] }
        }
    });
}

/// Whether a leaf's words can hold links and numbers.
pub(super) fn is_running(leaf: &Leaf) -> bool {
    !matches!(leaf.kind, LeafKind::Code(_))
}
