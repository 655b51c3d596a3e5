//! Where the words of a quote stand in one layer of a text.

use std::ops::Range;

use super::MAX_GAP;
use super::haystack::Layer;
use super::quote::Quote;

/// Most places that one search looks at: a quote that stands in more without any context is
/// ambiguous anyway, and with context it is searched together with it first.
const MAX: usize = 1_000;

/// A quote's words, folded as the layer is.
struct Needle {
    before: String,
    first: String,
    rest: Vec<String>,
    after: String,
}

/// The spans, as bytes of the document's text, at which the quote's pieces stand in order,
/// ascending. Where the words around the target stand there as well, only those places; where a
/// position is given, those nearest to it.
pub(super) fn occurrences(
    layer: &Layer<'_>,
    quote: &Quote,
    position: Option<&Range<usize>>,
) -> Vec<Range<usize>> {
    let Some(needle) = Needle::new(layer, quote) else { return Vec::new() };
    let near = position.map(|span| layer.about(span.start));
    let starts = needle.starts(layer, near);
    let spans = starts.into_iter().filter_map(|start| needle.extend(layer.text, start));
    let mut spans: Vec<_> = spans.map(|span| layer.original(span)).collect();
    spans.sort_by_key(|span| (span.start, span.end));
    spans.dedup();
    spans
}

impl Needle {
    /// `None` where nothing of a piece is left.
    fn new(layer: &Layer<'_>, quote: &Quote) -> Option<Self> {
        let mut pieces: Vec<String> = quote.pieces.iter().map(|p| (layer.fold)(p)).collect();
        if pieces.iter().any(String::is_empty) {
            return None;
        }
        let rest = pieces.split_off(1);
        let [before, after] = [&quote.before, &quote.after].map(|words| (layer.fold)(words));
        pieces.pop().map(|first| Self { before, first, rest, after })
    }

    fn starts(&self, layer: &Layer<'_>, near: Option<usize>) -> Vec<usize> {
        let after = if self.rest.is_empty() { self.after.as_str() } else { "" };
        let contexts = [(self.before.as_str(), after), (&self.before, ""), ("", after)];
        let mut starts = Vec::new();
        for (n, (before, after)) in contexts.into_iter().enumerate() {
            if before.is_empty() && after.is_empty() {
                continue;
            }
            let words = format!("{before}{}{after}", self.first);
            starts.extend(places(layer, &words, near).into_iter().map(|at| at + before.len()));
            if n == 0 && !starts.is_empty() {
                return starts;
            }
        }
        starts.extend(places(layer, &self.first, near));
        starts
    }

    /// From the place of the first piece to the end of the last one.
    fn extend(&self, text: &str, start: usize) -> Option<Range<usize>> {
        let mut end = start + self.first.len();
        for (n, piece) in self.rest.iter().enumerate() {
            let stop = text.ceil_char_boundary(end + MAX_GAP + piece.len());
            let window = &text[end..stop];
            let closed = if n + 1 == self.rest.len() && !self.after.is_empty() {
                // The piece with what follows it tells more than the piece alone.
                window.find(&format!("{piece}{}", self.after))
            } else {
                None
            };
            end += closed.or_else(|| window.find(piece.as_str()))? + piece.len();
        }
        Some(start..end)
    }
}

/// Where `words`, which are not empty, stand: the first places, or the ones around `near`.
fn places(layer: &Layer<'_>, words: &str, near: Option<usize>) -> Vec<usize> {
    let (middle, most) = near.map_or((0, MAX), |at| (at, MAX / 2));
    match layer.rare(words) {
        Some(rare) => {
            rare.behind(middle).take(most).chain(rare.before(middle).take(most)).collect()
        }
        None => places_in(layer.text, words, middle, most),
    }
}

/// Of the places where `words` stand the first `most` from byte `middle` on, and as many before it.
fn places_in(text: &str, words: &str, middle: usize, most: usize) -> Vec<usize> {
    let mut places = Vec::new();
    let mut from = middle;
    while places.len() < most
        && let Some(found) = text[from..].find(words)
    {
        places.push(from + found);
        from = text.ceil_char_boundary(from + found + 1);
    }
    let mut to = text.floor_char_boundary(middle + words.len() - 1);
    let mut back = 0;
    while middle > 0
        && back < most
        && let Some(found) = text[..to].rfind(words)
    {
        places.push(found);
        back += 1;
        to = text.floor_char_boundary((found + words.len() - 1).min(to));
    }
    places
}

#[cfg(test)]
mod tests {
    use super::super::Haystack;
    use super::*;

    #[test]
    fn places_are_found_forwards_and_backwards() {
        let check = |text: &str, words: &str, near: Option<usize>, expect: &[usize]| {
            let haystack = Haystack::of_text(text);
            // Once as a search, once with the index.
            for _ in 0..40 {
                let layer = haystack.layers().next().unwrap();
                let mut found = places(&layer, words, near);
                found.sort_unstable();
                assert_eq!(found, expect, "{words} near {near:?}");
            }
        };
        check("abababa", "aba", None, &[0, 2, 4]);
        for near in 0..=7 {
            check("abababa", "aba", Some(near), &[0, 2, 4]);
        }
        check("äöäö", "ö", Some(4), &[2, 6]);
        check("äöäö", "x", Some(4), &[]);
        let many = "x ".repeat(5_000);
        let haystack = Haystack::of_text(&many);
        let layer = haystack.layers().next().unwrap();
        assert_eq!(places(&layer, "x", None).len(), MAX);
        let around = places(&layer, "x", Some(5_000));
        assert_eq!((around.len(), around.iter().min()), (MAX, Some(&4_000)));
    }
}
