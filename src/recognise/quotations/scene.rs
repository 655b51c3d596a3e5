//! The surroundings of a quotation: its sentence outside it.

use std::collections::BTreeMap;
use std::ops::Range;

use super::super::sentences::sentences;
use super::marks::Quote;
use super::words::{Kind, Token, tokens};
use crate::document::{Document, LeafIndex, LeafKind};

/// How far around a quotation its cue is looked for, in bytes to each side.
const WINDOW: usize = 500;

/// A quotation's surroundings.
pub(super) struct Scene<'a> {
    /// The words of its sentence, with the quotation itself as one token.
    pub(super) tokens: Vec<Token<'a>>,
    /// Which token is the quotation.
    pub(super) quote: usize,
}

/// The sentences of a document's leaves, found when first asked for.
pub(super) struct Sentences<'a> {
    document: &'a Document,
    leaves: BTreeMap<LeafIndex, Vec<Range<usize>>>,
}

impl<'a> Sentences<'a> {
    pub(super) fn new(document: &'a Document) -> Self {
        Self { document, leaves: BTreeMap::new() }
    }

    /// The sentence in which byte `at` lies, or the one behind it; and the one after that in the
    /// same leaf.
    fn around(&mut self, at: usize) -> Option<(Range<usize>, Option<Range<usize>>)> {
        let index = self.document.leaf_at(at)?;
        let document = self.document;
        let found = self.leaves.entry(index).or_insert_with(|| {
            let span = &document.leaves[index].span;
            sentences(document.slice(span), document.language.primary())
                .into_iter()
                .map(|sentence| span.start + sentence.start..span.start + sentence.end)
                .collect()
        });
        let next = found.partition_point(|sentence| sentence.end <= at);
        Some((found.get(next)?.clone(), found.get(next + 1).cloned()))
    }

    /// Whether a sentence begins at byte `at`.
    fn begins_at(&mut self, at: usize) -> bool {
        self.around(at).is_some_and(|(sentence, _)| sentence.start == at)
    }

    /// The last sentence of the paragraph before the one that begins at byte `at`, if a colon
    /// ends it.
    fn announcement(&mut self, at: usize) -> Option<Range<usize>> {
        let index = self.document.leaf_at(at)?;
        let (own, before) =
            (&self.document.leaves[index], self.document.leaves.get(index.checked_sub(1)?)?);
        let announces = own.span.start == at
            && before.kind == LeafKind::Paragraph
            && self.document.slice(&before.span).trim_end().ends_with(':');
        let last = before.span.end.checked_sub(1).filter(|_| announces)?;
        let last = self.document.text.floor_char_boundary(last);
        self.around(last).map(|(sentence, _)| sentence)
    }
}

/// The surroundings of the quotation `quote`, which stands in `frame` (the quotation around it, or
/// the whole document); `others` are the quotations beside it in that frame, ascending.
pub(super) fn scene<'a>(
    document: &'a Document,
    sentences: &mut Sentences<'a>,
    quote: &Quote,
    frame: &Range<usize>,
    others: &[Range<usize>],
) -> Scene<'a> {
    let text = document.text.as_str();
    let before = before(text, sentences, quote, frame);
    let after = after(text, sentences, quote, frame);
    let mut scene = Scene { tokens: Vec::new(), quote: 0 };
    add(text, before, others, &mut scene.tokens);
    scene.quote = scene.tokens.len();
    scene.tokens.push(Token { span: quote.span.clone(), kind: Kind::Quote });
    add(text, after, others, &mut scene.tokens);
    scene
}

/// From the beginning of the quotation's sentence to the quotation.
fn before(
    text: &str,
    sentences: &mut Sentences<'_>,
    quote: &Quote,
    frame: &Range<usize>,
) -> Range<usize> {
    let start = quote.span.start;
    let sentence = sentences.around(start).map_or(start, |(sentence, _)| sentence.start);
    if let Some(announcement) = sentences.announcement(start).filter(|a| a.start >= frame.start) {
        let from = text.ceil_char_boundary(announcement.end.saturating_sub(WINDOW));
        return announcement.start.max(from)..announcement.end;
    }
    let from = text.ceil_char_boundary(start.saturating_sub(WINDOW));
    sentence.max(from).max(frame.start).min(start)..start
}

/// From the quotation to the end of its sentence; behind one that is a sentence of its own and
/// ends in a question or exclamation mark, a short next one belongs to it: “Go!” Anna cried.
fn after(
    text: &str,
    sentences: &mut Sentences<'_>,
    quote: &Quote,
    frame: &Range<usize>,
) -> Range<usize> {
    let end = quote.span.end;
    let last = text.floor_char_boundary(end.saturating_sub(1));
    let Some((sentence, next)) = sentences.around(last) else { return end..end };
    let exclaimed = text[quote.inner.clone()].trim_end().ends_with(['!', '?']);
    let alone = sentence.end <= end && sentences.begins_at(quote.span.start);
    let stop = match next {
        Some(next) if exclaimed && alone && next.end <= end + SHORT => next.end,
        _ => sentence.end,
    };
    let stop = stop.min(end + WINDOW).min(frame.end);
    end..text.floor_char_boundary(stop.max(end))
}

/// The longest sentence, in bytes, that only says who exclaimed the quotation before it.
const SHORT: usize = 60;

/// Adds the tokens of `span`, each of the quotations `others` in it as one.
fn add<'a>(text: &'a str, span: Range<usize>, others: &[Range<usize>], into: &mut Vec<Token<'a>>) {
    let mut at = span.start;
    let first = others.partition_point(|other| other.end <= span.start);
    for other in others[first..].iter().take_while(|other| other.start < span.end) {
        tokens(text, at..other.start.max(at), into);
        into.push(Token { span: other.clone(), kind: Kind::OtherQuote });
        at = other.end.min(span.end);
    }
    tokens(text, at..span.end.max(at), into);
}
