//! Anchoring: from a selector to the words it is about, or to the reason why there are none.
//!
//! In goes a document, prepared once as a [`Haystack`], and a [`Selector`]; out comes a span of the
//! document's text with the way it was found, or an [`Orphan`] with the passage that comes nearest.
//! The order is: the given position, verified against the quote; the quote letter for letter; equal
//! but for typography; equal but for case; approximately. In every step the surrounding words
//! decide between several passages, then word boundaries, then the position, then the order of the
//! text. Nothing here reads files, reports diagnostics or changes a document.
//!
//! Every step is linear in the text but for constant factors that are bounded below, so that no
//! quote, however hostile, costs more than a few passes over its document.

mod align;
mod candidate;
mod context;
mod fold;
mod fuzzy;
mod haystack;
mod myers;
mod occurrences;
mod quote;
mod score;
#[cfg(test)]
mod tests;

pub use haystack::Haystack;

use std::ops::Range;

use crate::annotation::{Anchored, How, Orphan, Passage, Selector};
use candidate::{Candidate, choose};
use context::Context;
use quote::Quote;

/// Longest stretch of text, in bytes, that an ellipsis in a quote may stand for.
pub const MAX_GAP: usize = 4_000;

/// Most pieces that ellipses may cut a quote into; with more it stays an orphan.
pub const MAX_PIECES: usize = 100;

/// Finds the words a selector is about.
///
/// A selector without words but with a position is taken at its word.
///
/// # Errors
/// Where no passage is near enough; with the nearest one, if one resembles the quote at all.
pub fn anchor(text: &Haystack<'_>, selector: &Selector) -> Result<Anchored, Orphan> {
    let Some(quote) = Quote::new(selector) else {
        return position_alone(text, selector).ok_or(Orphan { nearest: None });
    };
    let context = Context::new(&quote);
    let position = selector.position.clone().map(|span| text.bytes(&span));
    if let Some(span) = position.clone().filter(|span| quote.is_exactly(&text.text[span.clone()])) {
        let found = Candidate::new(text, span, How::Exact, &context, position.as_ref());
        if found.is_certain() {
            return Ok(found.anchored(0));
        }
    }
    let equal = equal(text, &quote, &context, position.as_ref());
    match &equal {
        Some((found, others)) if found.is_acceptable() => Ok(found.anchored(*others)),
        _ => approximate(text, &quote, &context, position.as_ref(), equal.as_ref()),
    }
}

/// The position itself, where there is nothing to verify it against.
fn position_alone(text: &Haystack<'_>, selector: &Selector) -> Option<Anchored> {
    let wordless = selector.exact.iter().all(|piece| piece.trim().is_empty());
    let span = text.bytes(selector.position.as_ref()?);
    let trimmed = align::trim(text.text, span);
    (wordless && !trimmed.is_empty()).then_some(Anchored {
        span: trimmed,
        how: How::Exact,
        others: 0,
    })
}

/// The best passage that is equal to the quote but for typography and case, and how many others
/// are as good.
fn equal(
    text: &Haystack<'_>,
    quote: &Quote,
    context: &Context,
    position: Option<&Range<usize>>,
) -> Option<(Candidate, usize)> {
    let mut best: Option<(Candidate, usize)> = None;
    for layer in text.layers() {
        let spans = occurrences::occurrences(&layer, quote, position);
        let how = layer.how;
        let candidates =
            spans.into_iter().map(|span| Candidate::new(text, span, how, context, position));
        let Some(found) = choose(candidates.collect()) else { continue };
        if best.as_ref().is_none_or(|(held, _)| found.0.agreement > held.agreement) {
            best = Some(found);
        }
        if best.as_ref().is_some_and(|(held, _)| held.is_certain()) {
            break;
        }
    }
    best
}

/// The best passage that resembles the quote. `equal` is a passage whose words are right and whose
/// surroundings say that it is another place.
fn approximate(
    text: &Haystack<'_>,
    quote: &Quote,
    context: &Context,
    position: Option<&Range<usize>>,
    equal: Option<&(Candidate, usize)>,
) -> Result<Anchored, Orphan> {
    let mut found = fuzzy::search(text, quote, context, position);
    found.sort_by(|a, b| (b.score, a.span.start).cmp(&(a.score, b.span.start)));
    if let Some(best) = found.iter().find(|passage| passage.accepted) {
        let as_good = |other: &&fuzzy::Resembling| other.accepted && other.score == best.score;
        let others = found.iter().filter(as_good).count() - 1;
        return Ok(Anchored { span: best.span.clone(), how: How::Fuzzy(best.score), others });
    }
    let fuzzy = found.first().map(|best| Passage { span: best.span.clone(), score: best.score });
    let equal = equal.map(|(found, _)| found.passage());
    let nearest = fuzzy.into_iter().chain(equal).max_by_key(|passage| passage.score);
    Err(Orphan { nearest: nearest.filter(|passage| passage.score >= score::RESEMBLES) })
}
