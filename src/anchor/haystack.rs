//! A document's text, prepared once for all selectors.

use std::ops::Range;
use std::sync::OnceLock;

use super::fold::{caseless, normalise};
use super::grams::{Grams, Index, Rare};
use super::neighbours::Surroundings;
use super::quote::Quote;
use crate::annotation::{Anchored, How};
use crate::document::Document;
use crate::text::{CodePoints, Folded, OffsetMap};

/// Most places with the same words that are counted.
const MOST_PLACES: usize = 1_000;

/// A text with what searching it needs. What only some searches need is made when one does.
#[derive(Debug)]
pub struct Haystack<'a> {
    pub(super) text: &'a str,
    points: CodePoints,
    plain: Index,
    normalised: OnceLock<Folded>,
    caseless: OnceLock<Folded>,
    caseless_index: Index,
    letters: OnceLock<Letters>,
    surroundings: OnceLock<Surroundings>,
}

/// The caseless text's code points.
#[derive(Debug)]
pub(super) struct Letters {
    pub(super) letters: Vec<char>,
    points: CodePoints,
}

/// A text that quotes are searched in, at one degree of likeness.
pub(super) struct Layer<'a> {
    pub(super) text: &'a str,
    /// The document's text.
    source: &'a str,
    /// To bytes of `source`; `None` where this is it.
    map: Option<&'a OffsetMap>,
    /// Its index, once many quotes were searched.
    grams: Option<&'a Grams>,
    /// Makes of a quote what was made of the text.
    pub(super) fold: fn(&str) -> String,
    /// What a quote that is found here is.
    pub(super) how: How,
}

impl<'a> Haystack<'a> {
    /// Prepares a document's text.
    #[must_use]
    pub fn new(document: &'a Document) -> Self {
        Self::of_text(&document.text)
    }

    /// Prepares any text in NFC.
    #[must_use]
    pub fn of_text(text: &'a str) -> Self {
        Self {
            text,
            points: CodePoints::new(text),
            plain: Index::default(),
            normalised: OnceLock::new(),
            caseless: OnceLock::new(),
            caseless_index: Index::default(),
            letters: OnceLock::new(),
            surroundings: OnceLock::new(),
        }
    }

    /// The code points before a byte of the text.
    #[must_use]
    pub fn point(&self, byte: usize) -> usize {
        self.points.at_byte(self.text, byte)
    }

    /// The bytes of a span of code points, cut to the text.
    #[must_use]
    pub fn bytes(&self, points: &Range<usize>) -> Range<usize> {
        let start = self.points.to_byte(self.text, points.start);
        start..self.points.to_byte(self.text, points.end).max(start)
    }

    /// The sentences and paragraphs as numbers.
    pub(super) fn surroundings(&self) -> &Surroundings {
        self.surroundings.get_or_init(|| Surroundings::new(self.text))
    }

    /// The text as it is, without typography, without case: each is made when it is asked for.
    pub(super) fn layers(&self) -> impl Iterator<Item = Layer<'_>> {
        use std::iter::once_with;
        once_with(|| self.plain())
            .chain(once_with(|| self.normalised()))
            .chain(once_with(|| self.caseless()))
    }

    fn plain(&self) -> Layer<'_> {
        Layer {
            text: self.text,
            source: self.text,
            map: None,
            grams: self.plain.of(self.text),
            fold: str::to_owned,
            how: How::Exact,
        }
    }

    fn normalised(&self) -> Layer<'_> {
        let folded = self.normalised.get_or_init(|| normalise(self.text));
        let fold = |text: &str| normalise(text).text;
        self.folded(folded, None, fold)
    }

    fn caseless(&self) -> Layer<'_> {
        let folded = self.caseless.get_or_init(|| caseless(self.text));
        let fold = |text: &str| caseless(text).text;
        self.folded(folded, self.caseless_index.of(&folded.text), fold)
    }

    fn folded<'h>(
        &'h self,
        folded: &'h Folded,
        grams: Option<&'h Grams>,
        fold: fn(&str) -> String,
    ) -> Layer<'h> {
        let (text, map) = (&folded.text, Some(&folded.map));
        Layer { text, source: self.text, map, grams, fold, how: How::Normalised }
    }

    /// Where words stand, whatever their typography and case: bytes of the text, the first
    /// [`MOST_PLACES`].
    pub(super) fn places(&self, words: &str) -> impl Iterator<Item = Range<usize>> {
        let words = caseless(words).text;
        let layer = self.caseless();
        let found = if words.is_empty() { 0 } else { MOST_PLACES };
        let len = words.len();
        let places: Vec<usize> = match layer.rare(&words) {
            Some(rare) => {
                let mut free = 0;
                let apart = rare.behind(0).filter(|&at| {
                    let apart = at >= free;
                    free = if apart { at + len } else { free };
                    apart
                });
                apart.take(found).collect()
            }
            None => layer.text.match_indices(&words).take(found).map(|(at, _)| at).collect(),
        };
        places.into_iter().map(move |at| layer.original(at..at + len))
    }

    /// The quote, if it stands in one place only.
    pub(super) fn only(&self, quote: &Quote) -> Option<Anchored> {
        let [only] = quote.pieces.as_slice() else { return None };
        let mut places = self.places(only);
        let span = places.next().filter(|_| places.next().is_none())?;
        let how = if self.text[span.clone()] == **only { How::Exact } else { How::Normalised };
        Some(Anchored { span, how, others: 0 })
    }

    /// The caseless text, letter by letter.
    pub(super) fn letters(&self) -> &Letters {
        let text = self.caseless().text;
        self.letters.get_or_init(|| Letters {
            letters: text.chars().collect(),
            points: CodePoints::new(text),
        })
    }

    /// The document's bytes that a span of [`Haystack::letters`] stands for.
    pub(super) fn bytes_of_letters(&self, span: &Range<usize>) -> Range<usize> {
        let layer = self.caseless();
        let points = &self.letters().points;
        let start = points.to_byte(layer.text, span.start);
        let end = points.to_byte(layer.text, span.end);
        layer.original(start..end)
    }
}

impl Layer<'_> {
    /// The few places at which `words` may stand, where the index knows them.
    pub(super) fn rare<'w>(&'w self, words: &'w str) -> Option<Rare<'w>> {
        self.grams.and_then(|grams| grams.rare(self.text, words))
    }

    /// The document's bytes that a span of this layer stands for.
    pub(super) fn original(&self, span: Range<usize>) -> Range<usize> {
        let Some(map) = self.map else { return span };
        // One letter may have become two of the same length together (ß, ss): a span that begins
        // or ends between them takes in the whole.
        let span = map.range(span);
        self.source.floor_char_boundary(span.start)..self.source.ceil_char_boundary(span.end)
    }

    /// About where a byte of the document stands in this layer.
    pub(super) fn about(&self, at: usize) -> usize {
        let Some(map) = self.map else { return self.text.floor_char_boundary(at) };
        let (mut low, mut high) = (0, self.text.len());
        while low < high {
            let middle = low.midpoint(high);
            if map.start(middle) < at {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        self.text.floor_char_boundary(low)
    }
}
