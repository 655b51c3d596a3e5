//! From selected words to a quote that means them and no others.

use std::ops::Range;

use crate::anchor::{Haystack, MAX_GAP, anchor};
use crate::annotation::{How, Selector};
use crate::notes::{quote_of, selector_of};

/// How many words of context are tried on either side, in this order.
const CONTEXT: [usize; 10] = [0, 1, 2, 3, 5, 8, 12, 18, 26, 40];
/// A longer passage, in bytes, is quoted by its ends.
const LONG: usize = 1_200;
/// How many words are quoted of each end, and of what stands in between.
const ENDS: usize = 8;

/// Even with all context that is tried, the words stand elsewhere, too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ambiguous;

/// The shortest quote by which the words at bytes `span` of a text are found again, exactly there and
/// nowhere else. Blanks at their ends do not belong to them.
///
/// # Errors
/// Where there is none, or nothing but blanks is to be quoted.
pub fn target(text: &str, span: &Range<usize>) -> Result<Selector, Ambiguous> {
    let words = text.get(span.clone()).ok_or(Ambiguous)?;
    let start = span.start + (words.len() - words.trim_start().len());
    let span = start..start + words.trim().len();
    if span.is_empty() {
        return Err(Ambiguous);
    }
    let haystack = Haystack::of_text(text);
    let whole = vec![text[span.clone()].to_owned()];
    let short = (span.len() > LONG).then(|| ends(text, &span));
    for exact in short.into_iter().chain([whole]) {
        for count in CONTEXT {
            let selector = Selector { exact: exact.clone(), ..around(text, &span, count) };
            if means(&haystack, &selector, &span) {
                return Ok(selector);
            }
        }
    }
    Err(Ambiguous)
}

/// Whether a selector, as it is read from a file, finds these words and no others.
fn means(haystack: &Haystack<'_>, selector: &Selector, span: &Range<usize>) -> bool {
    let Some(selector) = selector_of(&quote_of(selector)) else { return false };
    anchor(haystack, &selector).is_ok_and(|found| {
        found.span == *span && found.others == 0 && !matches!(found.how, How::Fuzzy(_))
    })
}

/// So many words before a span, and behind it.
fn around(text: &str, span: &Range<usize>, count: usize) -> Selector {
    let before = &text[back(text, span.start, count)..span.start];
    let after = &text[span.end..forth(text, span.end, count)];
    let side = |words: &str| {
        if words.trim().is_empty() { Vec::new() } else { vec![words.to_owned()] }
    };
    Selector { prefix: side(before), suffix: side(after), ..Selector::default() }
}

/// The ends of a long passage, and as much in between as keeps the gaps short enough to be searched.
fn ends(text: &str, span: &Range<usize>) -> Vec<String> {
    let last = back(text, span.end, ENDS);
    let mut pieces = Vec::new();
    let mut at = span.start;
    loop {
        let end = forth(text, at, ENDS).min(span.end);
        pieces.push(text[at..end].trim().to_owned());
        let far = text.floor_char_boundary(end + MAX_GAP * 3 / 4);
        if far >= last {
            break;
        }
        // From the next word on.
        at = far + text[far..].find(char::is_whitespace).unwrap_or(0);
    }
    pieces.push(text[last.max(at)..span.end].trim().to_owned());
    pieces
}

/// Where so many words before a place begin.
fn back(text: &str, at: usize, count: usize) -> usize {
    let mut at = at;
    for _ in 0..count {
        let rest = text[..at].trim_end();
        at = rest
            .rfind(char::is_whitespace)
            .map_or(0, |blank| blank + rest[blank..].chars().next().map_or(1, char::len_utf8));
    }
    at
}

/// Where so many words behind a place end.
fn forth(text: &str, at: usize, count: usize) -> usize {
    let mut at = at;
    for _ in 0..count {
        let start = text.len() - text[at..].trim_start().len();
        at = text[start..].find(char::is_whitespace).map_or(text.len(), |blank| start + blank);
    }
    at
}
