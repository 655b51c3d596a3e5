//! Finding passages that resemble a quote.
//!
//! The quote is searched approximately together with the words around it, which pins it down even
//! where the target itself has changed, and then on its own. What is found is cut at the target,
//! its ends moved to where words begin and end, and scored.

use std::ops::Range;

use super::context::Context;
use super::cut::Edge;
use super::fold::caseless;
use super::haystack::Haystack;
use super::myers::{Pattern, Start};
use super::quote::Quote;
use super::score::{closeness, has_moved, is_accepted, likeness, score};
use super::{MAX_GAP, align};

/// Longest stretch, in letters, that is searched at once; a longer quote is followed from stretch to
/// stretch, so that the cost of a search does not grow with its length.
const STRETCH: usize = 512;
/// Most letters of context that are searched together with the quote.
const CONTEXT: usize = 32;
/// Most passages that one search looks at, the ones with the fewest errors.
const MAX: usize = 16;

/// How passages are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    /// By the quote together with the words around it; by itself where none are known.
    Surroundings,
    /// By the quote itself, too.
    Quote,
}

/// A passage that resembles the quote.
#[derive(Debug)]
pub(super) struct Resembling {
    /// Bytes of the document's text.
    pub(super) span: Range<usize>,
    /// 1000 would be letter for letter.
    pub(super) score: u16,
    /// Whether it is near enough to be taken for the quote.
    pub(super) accepted: bool,
    /// Whether it may be the quote in other surroundings.
    pub(super) moved: bool,
    /// Whether it is the quote but for typography and case.
    pub(super) equal: bool,
    /// How much of the quote's letters is there, in thousandths.
    pub(super) likeness: u32,
    /// How many letters the quote has.
    pub(super) letters: usize,
    /// Whether at least half of every part of the quote is there.
    pub(super) complete: bool,
    /// How many sides of its surroundings agree.
    pub(super) sides: usize,
    /// What is known of the sentences and paragraphs around it: [`Context::neighbours`].
    pub(super) neighbours: (bool, usize),
    /// Letters that are wrong in it and around it.
    errors: usize,
    /// How much of its surroundings is wrong, in thousandths.
    apart: u32,
}

/// Part of a quote, in caseless letters.
struct Stretch {
    letters: Vec<char>,
    pattern: Pattern,
    /// Whether it stands right behind the part before, or behind an ellipsis.
    adjoins: bool,
}

impl Stretch {
    /// The edit distance to a text.
    fn errors(&self, text: &str) -> usize {
        let letters = caseless(text).text;
        let distances = self.pattern.distances(letters.chars(), Start::AtFirst);
        distances.last().unwrap_or(self.letters.len())
    }
}

/// The passages that resemble the quote; none overlaps a better one.
pub(super) fn search(
    text: &Haystack<'_>,
    quote: &Quote,
    context: &Context,
    position: Option<&Range<usize>>,
    by: By,
) -> Vec<Resembling> {
    let letters = &text.letters().letters;
    let stretches = stretches(quote);
    let Some((first, rest)) = stretches.split_first() else { return Vec::new() };
    let len: usize = stretches.iter().map(|stretch| stretch.letters.len()).sum();
    let last = rest.last().map(|last| Last::new(last, context, quote.inside_words().1));
    let mut found: Vec<Resembling> = Vec::new();
    for target in targets(letters, &stretches, context, quote.inside_words(), by) {
        let Some(mut followed) = follow(letters, first, rest, target) else { continue };
        if let Some(last) = &last {
            followed.span.end = last.end(letters, followed.span.end);
        }
        let span = text.bytes_of_letters(&followed.span);
        let span = align::to_words(text.text, span, quote);
        // Moving its ends has changed the errors of a short quote noticeably.
        let errors =
            if rest.is_empty() { first.errors(&text.text[span.clone()]) } else { followed.errors };
        let likeness = if rest.is_empty() {
            likeness(len, errors).max(quote.shuffled(&text.text[span.clone()]))
        } else {
            likeness(len, errors)
        };
        let near = position.map(|p| closeness(span.start, p.start, text.text.len()));
        let agreement = context.agreement(text.text, &span);
        let score = score(likeness, agreement, near);
        let known = agreement.overall().is_none() || agreement.encloses();
        // “Figure 2” is not “Figure 1”, unless it stands where that stood.
        let firm = followed.complete && (known || quote.has_numbers_of(&text.text[span.clone()]));
        let accepted = firm && is_accepted(score, likeness, agreement);
        let moved = firm && has_moved(likeness, len);
        let equal = likeness == 1000;
        let neighbours = context.neighbours(text, &span);
        let errors = errors + context.errors(agreement);
        let apart = 1000 - agreement.overall().unwrap_or(1000).min(1000);
        let complete = followed.complete;
        found.push(Resembling {
            span,
            score,
            accepted,
            moved,
            equal,
            likeness,
            letters: len,
            complete,
            sides: agreement.sides(),
            neighbours,
            errors,
            apart,
        });
    }
    without_overlaps(found)
}

/// How much of a quote's letters is in the words that were found for it.
pub(super) fn likeness_of(quote: &Quote, words: &str) -> u32 {
    if quote.pieces.len() > 1 {
        let all = quote.pieces.iter().map(|piece| likeness_of_piece(piece, words, Start::Anywhere));
        return all.min().unwrap_or(0);
    }
    let whole = quote.pieces.first().map(|piece| likeness_of_piece(piece, words, Start::AtFirst));
    whole.unwrap_or(0).max(quote.shuffled(words))
}

fn likeness_of_piece(piece: &str, words: &str, start: Start) -> u32 {
    let letters: Vec<char> = caseless(piece).text.chars().collect();
    let words = caseless(words).text;
    let pattern = Pattern::new(&letters);
    let distances = pattern.distances(words.chars(), start);
    let errors = if start == Start::Anywhere { distances.min() } else { distances.last() };
    likeness(letters.len(), errors.unwrap_or(letters.len()))
}

/// Keeps of passages that overlap the one with the fewest errors. (By their scores, in which a letter
/// of a short target weighs more than one of its surroundings, the target would be cut too short.)
fn without_overlaps(mut found: Vec<Resembling>) -> Vec<Resembling> {
    found.sort_by_key(|one| (one.errors, one.apart, one.span.start));
    let mut kept: Vec<Resembling> = Vec::new();
    for one in found {
        let overlaps =
            |other: &Resembling| one.span.start < other.span.end && other.span.start < one.span.end;
        if !one.span.is_empty() && !kept.iter().any(overlaps) {
            kept.push(one);
        }
    }
    kept
}

fn stretches(quote: &Quote) -> Vec<Stretch> {
    let mut stretches = Vec::new();
    for piece in &quote.pieces {
        let letters: Vec<char> = caseless(piece).text.chars().collect();
        for (n, part) in letters.chunks(STRETCH).enumerate() {
            let (letters, pattern) = (part.to_vec(), Pattern::new(part));
            stretches.push(Stretch { letters, pattern, adjoins: n > 0 });
        }
    }
    stretches
}

/// Where the quote's first stretch may stand; where it is all of the quote, what stands behind the
/// target stands behind it. `inside` says which ends lie in the middle of a word.
fn targets(
    letters: &[char],
    stretches: &[Stretch],
    context: &Context,
    inside: (bool, bool),
    by: By,
) -> Vec<Range<usize>> {
    let Some((first, rest)) = stretches.split_first() else { return Vec::new() };
    let first = &first.letters;
    let (before, after) = near(context);
    let after = if rest.is_empty() { after } else { Vec::new() };
    let spaced = |side: &[char]| if side.is_empty() { Vec::new() } else { vec![' '] };
    let left = [&before[..], &spaced(&before)].concat();
    let right = [&spaced(&after), &after[..]].concat();
    let mut targets = Vec::new();
    let alone = left.is_empty() && right.is_empty();
    if !alone {
        let together = [&left[..], first, &right].concat();
        let behind = [&first[..], &right].concat();
        for window in windows(letters, &together) {
            let start = window.start + split(&letters[window.clone()], &left, &behind);
            let rest = start..window.end;
            let end = start + split_back(&letters[rest.clone()], first, &right);
            targets.push(start..end);
        }
    }
    if alone || by == By::Quote {
        targets.extend(windows(letters, first));
    }
    let begins = Edge::new(&backwards(first), &backwards(&before), inside.0);
    let ends = Edge::new(first, &after, inside.1);
    for target in &mut targets {
        if rest.is_empty() {
            target.end = target.start + ends.place(&letters[target.start..], target.len());
        }
        let back = backwards(&letters[target.end.saturating_sub(4 * STRETCH)..target.end]);
        target.start = target.end - begins.place(&back, target.len());
    }
    targets.sort_unstable_by_key(|target| (target.start, target.end));
    targets.dedup();
    targets
}

/// The letters right before and right behind the target that are searched with it.
fn near(context: &Context) -> (Vec<char>, Vec<char>) {
    let (mut before, mut after) = (context.near_before(), context.near_after());
    before.drain(..before.len().saturating_sub(CONTEXT));
    after.truncate(CONTEXT);
    (before, after)
}

fn backwards(letters: &[char]) -> Vec<char> {
    letters.iter().rev().copied().collect()
}

/// The last of a quote's several stretches.
struct Last {
    reversed: Pattern,
    edge: Edge,
}

impl Last {
    fn new(stretch: &Stretch, context: &Context, inside: bool) -> Self {
        let reversed = Pattern::new(&backwards(&stretch.letters));
        Self { reversed, edge: Edge::new(&stretch.letters, &near(context).1, inside) }
    }

    /// Where it ends that seemed to end at `about`.
    fn end(&self, letters: &[char], about: usize) -> usize {
        let start = begin(letters, &self.reversed, about);
        start + self.edge.place(&letters[start..], about - start)
    }
}

/// The windows of the text that resemble a pattern most, none nearer to another than half of the
/// pattern's length.
fn windows(letters: &[char], pattern: &[char]) -> Vec<Range<usize>> {
    let searched = Pattern::new(pattern);
    let apart = (pattern.len() / 2).max(1);
    let mut ends: Vec<(usize, usize)> = Vec::new();
    let distances = searched.distances(letters.iter().copied(), Start::Anywhere);
    for (errors, end) in distances.zip(1..) {
        if errors > pattern.len() / 2 {
            continue;
        }
        match ends.last_mut() {
            Some(last) if end - last.1 <= apart => *last = (*last).min((errors, end)),
            _ => ends.push((errors, end)),
        }
    }
    ends.sort_unstable();
    ends.truncate(MAX);
    let reversed = Pattern::new(&backwards(pattern));
    ends.into_iter().map(|(_, end)| begin(letters, &reversed, end)..end).collect()
}

/// Where the window begins that ends at `end`, by the pattern read backwards; of equally good
/// places the one that makes the window most nearly as long as the pattern.
fn begin(letters: &[char], reversed: &Pattern, end: usize) -> usize {
    let len = reversed.len();
    let back = letters[..end].iter().rev().copied().take(len + len / 2 + 1);
    let lengths = reversed.distances(back, Start::AtFirst).zip(1..);
    let best =
        lengths.min_by_key(|&(errors, length): &(usize, usize)| (errors, length.abs_diff(len)));
    end - best.map_or(0, |(_, length)| length)
}

/// Where to cut `window` so that `left` resembles what stands before the cut and `right` what stands
/// behind it; of equally good cuts the last.
fn split(window: &[char], left: &[char], right: &[char]) -> usize {
    let cuts = costs(window, left, right).into_iter().enumerate();
    cuts.min_by_key(|&(cut, errors)| (errors, usize::MAX - cut)).map_or(0, |(cut, _)| cut)
}

/// The same, but of equally good cuts the first.
fn split_back(window: &[char], left: &[char], right: &[char]) -> usize {
    let cuts = costs(window, left, right).into_iter().enumerate();
    cuts.min_by_key(|&(cut, errors)| (errors, cut)).map_or(0, |(cut, _)| cut)
}

/// The errors of each cut, from the one before the first letter to the one behind the last.
fn costs(window: &[char], left: &[char], right: &[char]) -> Vec<usize> {
    let forwards = Pattern::new(left);
    let backwards = Pattern::new(&backwards(right));
    let mut costs = vec![left.len()];
    costs.extend(forwards.distances(window.iter().copied(), Start::AtFirst));
    let behind = backwards.distances(window.iter().rev().copied(), Start::AtFirst);
    let behind = std::iter::once(right.len()).chain(behind);
    for (cost, errors) in costs.iter_mut().rev().zip(behind) {
        *cost += errors;
    }
    costs
}

/// A passage, followed from the place of the quote's first stretch to its end.
struct Followed {
    span: Range<usize>,
    errors: usize,
    /// Whether at least half of every stretch is there.
    complete: bool,
}

fn follow(
    letters: &[char],
    first: &Stretch,
    rest: &[Stretch],
    target: Range<usize>,
) -> Option<Followed> {
    let words = letters[target.clone()].iter().copied();
    let errors = first.pattern.distances(words, Start::AtFirst).last()?;
    let mut followed = Followed { span: target, errors, complete: true };
    for stretch in rest {
        let len = stretch.letters.len();
        let (reach, start) = if stretch.adjoins {
            (len + len / 2 + 1, Start::AtFirst)
        } else {
            (MAX_GAP + len, Start::Anywhere)
        };
        let window = letters[followed.span.end..].iter().copied().take(reach);
        let (errors, length) = stretch.pattern.distances(window, start).zip(1..).min()?;
        followed.complete &= errors <= len / 2;
        followed.errors += errors;
        followed.span.end += length;
    }
    Some(followed)
}
