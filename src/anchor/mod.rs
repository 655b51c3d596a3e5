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
mod cut;
mod earlier;
mod fold;
mod fuzzy;
mod grams;
mod haystack;
mod myers;
mod neighbours;
mod occurrences;
mod quote;
mod rivals;
mod score;
#[cfg(test)]
mod tests;

pub use earlier::{Earlier, REMEMBERED};
pub use haystack::Haystack;
pub use neighbours::Neighbours;
pub use rivals::Rival;

use std::cmp::Reverse;
use std::ops::Range;

use crate::annotation::{Anchored, How, Orphan, Passage, Selector};
use candidate::{Candidate, choose};
use context::Context;
use fuzzy::{By, Resembling};
use quote::Quote;

/// Longest stretch of text, in bytes, that an ellipsis in a quote may stand for.
pub const MAX_GAP: usize = 4_000;

/// Most pieces that ellipses may cut a quote into; with more it stays an orphan.
pub const MAX_PIECES: usize = 100;

/// Most passages that are shown for a quote that is not found.
const NEAREST: usize = 3;

/// What a score is made of, in thousandths.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Likeness {
    /// Of the quote's letters so many are there.
    pub quote: u32,
    /// Of the words before it; `None` where none are known.
    pub before: Option<u32>,
    /// Of the words behind it; `None` where none are known.
    pub after: Option<u32>,
}

/// Finds the words a selector is about.
///
/// A selector without words but with a position is taken at its word.
///
/// # Errors
/// Where no passage is near enough; with the nearest one, if one resembles the quote at all.
pub fn anchor(text: &Haystack<'_>, selector: &Selector) -> Result<Anchored, Orphan> {
    search(text, selector, None)
}

/// Finds the words a selector is about again, which stood in these surroundings in an earlier state of
/// the text.
///
/// # Errors
/// As [`anchor`].
pub fn anchor_again(
    text: &Haystack<'_>,
    selector: &Selector,
    earlier: &Earlier,
) -> Result<Anchored, Orphan> {
    search(text, &earlier.around(selector), Some(earlier))
}

fn search(
    text: &Haystack<'_>,
    selector: &Selector,
    earlier: Option<&Earlier>,
) -> Result<Anchored, Orphan> {
    let Some(quote) = Quote::new(selector) else {
        return position_alone(text, selector).ok_or(Orphan { nearest: Vec::new() });
    };
    let context = Context::new(&quote, earlier.map(|earlier| &earlier.neighbours));
    let position = selector.position.clone().map(|span| text.bytes(&span));
    if let Some(span) = position.clone().filter(|span| quote.is_exactly(&text.text[span.clone()])) {
        let found = Candidate::new(text, span, How::Exact, &context, position.as_ref());
        if found.is_certain() {
            return Ok(found.anchored(0));
        }
    }
    let equal = equal(text, &quote, &context, position.as_ref());
    let places = earlier.map_or(0, |earlier| earlier.places);
    let rivals = earlier.and_then(|earlier| earlier.rivals.as_ref());
    let doubtful = |found: &Candidate, others: usize| {
        places > 1 && (!found.neighbours.0 || (others > 0 && rivals.is_some()))
    };
    if let Some((found, others)) = &equal
        && found.is_certain()
        && !doubtful(found, *others)
    {
        return Ok(found.anchored(*others));
    }
    if let Some(rivals) = rivals {
        if places == 1
            && let Some(found) = text.only(&quote)
        {
            return Ok(found);
        }
        return match rivals::find(text, &quote, &context, position.as_ref(), rivals) {
            Ok((chosen, others)) => Ok(resembling(text, &quote, &chosen, others)),
            Err(near) => Err(orphan(near, equal)),
        };
    }
    let near = fuzzy::search(text, &quote, &context, position.as_ref(), By::Quote);
    decide(text, &quote, equal, near, places)
}

/// A passage that resembles the quote, as what it was found.
fn resembling(text: &Haystack<'_>, quote: &Quote, chosen: &Resembling, others: usize) -> Anchored {
    let how = match chosen.equal {
        true if quote.is_exactly(&text.text[chosen.span.clone()]) => How::Exact,
        true => How::Normalised,
        false => How::Fuzzy(chosen.score),
    };
    Anchored { span: chosen.span.clone(), how, others }
}

/// Chooses between a passage with the quote's words whose surroundings are not quite the expected
/// ones, and passages that resemble it.
fn decide(
    text: &Haystack<'_>,
    quote: &Quote,
    equal: Option<(Candidate, usize)>,
    mut near: Vec<Resembling>,
    places: usize,
) -> Result<Anchored, Orphan> {
    // Of several places with the same words one is gone: it may be the one that is looked for.
    let one_gone = places > 1 && text.places(&quote.pieces[0]).count() < places;
    near.retain(|passage| !(one_gone && passage.equal) || passage.neighbours.0);
    let rank = |passage: &Resembling| (passage.neighbours.0, passage.score, passage.neighbours.1);
    near.sort_by_key(|passage| (Reverse(rank(passage)), passage.span.start));
    let as_good = |one: &Resembling| {
        near.iter().filter(|other| other.accepted && rank(other) == rank(one)).count() - 1
    };
    let fuzzy = |passage: &Resembling, others: usize| Anchored {
        span: passage.span.clone(),
        how: How::Fuzzy(passage.score),
        others,
    };
    let changed = near.iter().find(|passage| passage.accepted);
    if let Some((found, others)) = &equal
        && found.is_acceptable()
        && (!one_gone || found.neighbours.0)
        && changed.is_none_or(|changed| {
            let elsewhere =
                changed.span.end <= found.span.start || found.span.end <= changed.span.start;
            !elsewhere || rank(changed) <= (found.neighbours.0, found.score, found.neighbours.1)
        })
    {
        return Ok(found.anchored(*others));
    }
    if let Some(best) = changed {
        return Ok(fuzzy(best, as_good(best)));
    }
    // The surroundings are other ones: words that stood in one place only have moved.
    if places == 1 {
        if let Some(found) = text.only(quote) {
            return Ok(found);
        }
        let mut moved = near.iter().filter(|passage| passage.moved);
        if let (Some(only), None) = (moved.next(), moved.next()) {
            return Ok(fuzzy(only, 0));
        }
    }
    Err(orphan(near, equal))
}

/// What is shown where nothing was taken.
fn orphan(near: Vec<Resembling>, equal: Option<(Candidate, usize)>) -> Orphan {
    let mut nearest: Vec<Passage> = near
        .into_iter()
        .map(|best| Passage { span: best.span, score: best.score })
        .chain(equal.map(|(found, _)| found.passage()))
        .filter(|passage| passage.score >= score::RESEMBLES)
        .collect();
    nearest.sort_by_key(|passage| (Reverse(passage.score), passage.span.start));
    nearest.dedup_by(|a, b| a.span.start < b.span.end && b.span.start < a.span.end);
    nearest.truncate(NEAREST);
    Orphan { nearest }
}

/// How far the words at bytes `span` and their surroundings are those of a selector.
#[must_use]
pub fn likeness(
    text: &Haystack<'_>,
    selector: &Selector,
    earlier: Option<&Earlier>,
    span: &Range<usize>,
) -> Likeness {
    let around = earlier.map(|earlier| earlier.around(selector));
    let Some(quote) = Quote::new(around.as_ref().unwrap_or(selector)) else {
        return Likeness::default();
    };
    let context = Context::new(&quote, None);
    let agreement = context.agreement(text.text, span);
    let quote = fuzzy::likeness_of(&quote, &text.text[span.clone()]);
    Likeness { quote, before: agreement.before, after: agreement.after }
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
        if best.as_ref().is_none_or(|(held, _)| found.0.rank() > held.rank()) {
            best = Some(found);
        }
        if best.as_ref().is_some_and(|(held, _)| held.is_certain()) {
            break;
        }
    }
    best
}
