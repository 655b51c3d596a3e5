//! Moving the ends of an approximately found span to where words begin and end.

use std::ops::Range;

use super::quote::Quote;
use crate::text::{is_boundary, is_word};

/// Longest way to a word's end, in code points; longer “words” are left alone.
const MAX: usize = 40;

/// Takes blanks off both ends.
pub(super) fn trim(text: &str, span: Range<usize>) -> Range<usize> {
    let words = &text[span.clone()];
    let start = span.start + (words.len() - words.trim_start().len());
    start..span.end.min(start + words.trim().len())
}

/// Moves an end that lies in the middle of a word to the nearer end of that word, outwards when both
/// are equally near. An end stays where the quote itself begins or ends in the middle of a word, and where moving it inwards would lose
/// letters of the quote: words may have run together.
pub(super) fn to_words(text: &str, span: Range<usize>, quote: &Quote) -> Range<usize> {
    let span = trim(text, span);
    let mut aligned = span.clone();
    let (starts_inside, ends_inside) = quote.inside_words();
    if let Some(word) = word_around(text, span.start).filter(|_| !starts_inside) {
        if word.letters_before <= word.letters_after {
            aligned.start = word.span.start;
        } else if !quote.starts_with(&text[span.start..word.span.end]) {
            aligned.start = word.span.end;
        }
    }
    if let Some(word) = word_around(text, span.end).filter(|_| !ends_inside) {
        if word.letters_after <= word.letters_before {
            aligned.end = word.span.end;
        } else if !quote.ends_with(&text[word.span.start..span.end]) {
            aligned.end = word.span.start;
        }
    }
    if aligned.is_empty() { span } else { trim(text, aligned) }
}

/// A word around a place.
struct Word {
    span: Range<usize>,
    letters_before: usize,
    letters_after: usize,
}

/// The word in whose middle byte `at` lies.
fn word_around(text: &str, at: usize) -> Option<Word> {
    if is_boundary(text, at) {
        return None;
    }
    let before = text[..at].chars().rev().take_while(|&c| is_word(c)).take(MAX + 1);
    let after = text[at..].chars().take_while(|&c| is_word(c)).take(MAX + 1);
    let measure = |(bytes, letters): (usize, usize), c: char| (bytes + c.len_utf8(), letters + 1);
    let (back, letters_before) = before.fold((0, 0), measure);
    let (on, letters_after) = after.fold((0, 0), measure);
    let short = letters_before <= MAX && letters_after <= MAX;
    short.then_some(Word { span: at - back..at + on, letters_before, letters_after })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::Selector;

    #[test]
    fn ends_move_to_words() {
        // `[…]` is what was found; `quote` may have words right before and behind it, by `|`.
        let check = |text: &str, quote: &str, expect: &str| {
            let start = text.find('[').unwrap();
            let end = text.find(']').unwrap() - 1;
            let text = text.replace(['[', ']'], "");
            let mut parts = quote.split('|').map(|part| vec![part.to_owned()]);
            let mut part = || parts.next().unwrap_or_default();
            let (prefix, exact, suffix) = (part(), part(), part());
            let selector = Selector { prefix, exact, suffix, position: None };
            let quote = Quote::new(&selector).unwrap();
            let span = to_words(&text, start..end, &quote);
            assert_eq!(&text[span], expect, "{text}");
        };
        check("der W[agen hielt am] Tor", "|Wagen hielt am|", "Wagen hielt am");
        check("der Wage[n hielt am T]or", "|hielt am|", "hielt am");
        check("der[ Wagen ]hielt", "|Wagen|", "Wagen");
        check("der W[agen hielt am T]or", "W|agen hielt am T|or", "agen hielt am T");
        check("Wä[h]l", "|Wahl|", "Wähl");
        check("langer[Wagen am] Tor", "|Wagen am|", "Wagen am");
        check("am Tor[bogen]", "|bogen|", "Torbogen");
        check("[Tor am]bogen", "|Tor am|", "Tor am");
        check("abcdef[g]", "|x|", "g");
    }

    #[test]
    fn blanks_are_trimmed() {
        assert_eq!(trim("a   b", 1..3), 3..3);
        assert_eq!(trim(" a b ", 0..5), 1..4);
    }
}
