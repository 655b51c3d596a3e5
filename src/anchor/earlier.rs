//! What is remembered of a place, to find it again when its text has changed.

use std::ops::Range;

use super::haystack::Haystack;
use super::neighbours::Neighbours;
use super::rivals::{self, Rival};
use crate::annotation::Selector;

/// Most code points of the text before and behind a place that are remembered.
pub const REMEMBERED: usize = 40;

/// The surroundings of a place in an earlier state of its text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Earlier {
    /// What stood before it.
    pub before: String,
    /// What stood behind it.
    pub after: String,
    /// Which sentences and paragraphs stood around it.
    pub neighbours: Neighbours,
    /// In how many places the same words stood, whatever their typography and case.
    pub places: usize,
    /// Which other places resembled this one, the most similar first; `None` where nobody looked.
    pub rivals: Option<Vec<Rival>>,
}

impl Earlier {
    /// The surroundings of bytes `span`.
    #[must_use]
    pub fn of(text: &Haystack<'_>, span: &Range<usize>) -> Self {
        let start = text.text[..span.start].char_indices().rev().take(REMEMBERED).last();
        let before = &text.text[start.map_or(span.start, |(at, _)| at)..span.start];
        let after = &text.text[span.end..];
        let end = after.char_indices().nth(REMEMBERED).map_or(after.len(), |(at, _)| at);
        Self {
            before: before.to_owned(),
            after: after[..end].to_owned(),
            neighbours: text.surroundings().at(span),
            places: text.places(&text.text[span.clone()]).count(),
            rivals: None,
        }
    }

    /// The places that resemble bytes `span`, which has these surroundings: a search of the text.
    #[must_use]
    pub fn find_rivals(&self, text: &Haystack<'_>, span: &Range<usize>) -> Vec<Rival> {
        rivals::of(text, span, self)
    }

    /// The selector with these surroundings in the place of its own: they stood around the same words,
    /// and say more. A position counts no longer.
    pub(super) fn around(&self, selector: &Selector) -> Selector {
        let side =
            |words: &str| if words.trim().is_empty() { vec![] } else { vec![words.to_owned()] };
        Selector {
            prefix: side(&self.before),
            exact: selector.exact.clone(),
            suffix: side(&self.after),
            position: None,
        }
    }
}
