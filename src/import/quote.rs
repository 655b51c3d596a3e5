//! How a person quotes words of a document: the words alone where they stand in one place only, else
//! with as many of the words around as tell the places apart, the target in bold.

use std::ops::Range;

use crate::anchor::{Haystack, anchor};
use crate::annotation::{Anchored, Selector};
use crate::notes::{Callout, read};

/// How many words around are tried, one after the other, until the quote has one place.
const AROUND: [usize; 6] = [0, 3, 6, 12, 24, 48];
/// A target with more words than this is quoted by its first and its last ones.
const LONG: usize = 60;
/// So many of them.
const ENDS: usize = 10;

/// The lines of a quote, each with its `>`, that says that bytes `span` of a text are meant; `None`
/// where no quote of a bearable length does.
pub(super) fn quote(text: &str, haystack: &Haystack<'_>, span: &Range<usize>) -> Option<String> {
    let words = &text[span.clone()];
    let span = span.start + (words.len() - words.trim_start().len())..span.end;
    let span = span.start..span.start + text[span.clone()].trim_end().len();
    if span.is_empty() {
        return None;
    }
    let short = shortened(text, &span);
    for around in AROUND {
        let before = text[context_before(text, span.start, around)..span.start].to_owned();
        let after = text[span.end..context_after(text, span.end, around)].to_owned();
        let forms = [short.as_deref(), Some(&text[span.clone()])];
        for target in forms.into_iter().flatten() {
            let target = if target.contains(GAP) { gapped(target) } else { escaped(target) };
            let quote = lines(&escaped(&before), &target, &escaped(&after));
            if means(&quote, haystack, &span) {
                return Some(quote);
            }
        }
    }
    None
}

/// Stands for left-out words until the words around it are escaped.
const GAP: char = '\u{0}';

/// The first and the last words of a long target.
fn shortened(text: &str, span: &Range<usize>) -> Option<String> {
    let words = &text[span.clone()];
    if words.split_whitespace().count() <= LONG {
        return None;
    }
    let head = &words[..context_after(words, 0, ENDS)];
    let tail = &words[context_before(words, words.len(), ENDS)..];
    Some(format!("{}{GAP}{}", head.trim_end(), tail.trim_start()))
}

fn gapped(target: &str) -> String {
    let parts: Vec<String> = target.split(GAP).map(escaped).collect();
    parts.join(" … ")
}

/// Where so many words before byte `at` begin. A word that `at` stands inside counts as one.
fn context_before(text: &str, at: usize, words: usize) -> usize {
    let mut start = at;
    for _ in 0..words {
        let rest = text[..start].trim_end();
        // Words of other paragraphs say little and look odd in a quote.
        if rest.is_empty() || text[rest.len()..start].contains("\n\n") {
            break;
        }
        start = rest
            .rfind(char::is_whitespace)
            .map_or(0, |blank| blank + rest[blank..].chars().next().map_or(1, char::len_utf8));
    }
    start
}

/// Where so many words behind byte `at` end.
fn context_after(text: &str, at: usize, words: usize) -> usize {
    let mut end = at;
    for _ in 0..words {
        let rest = text[end..].trim_start();
        let gap = &text[end..text.len() - rest.len()];
        if rest.is_empty() || gap.contains("\n\n") {
            break;
        }
        let from = text.len() - rest.len();
        end = rest.find(char::is_whitespace).map_or(text.len(), |blank| from + blank);
    }
    end
}

/// Words as a quote has to write them.
fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut chars = words.chars().peekable();
    let mut last = None;
    while let Some(c) = chars.next() {
        let next = chars.peek().copied();
        let special = match c {
            '\\' => next.is_none_or(|next| next.is_ascii_punctuation() || next == '…'),
            // Beside the signs of bold type an asterisk would be one of them.
            '*' => next.is_none_or(|next| next == '*') || last.is_none_or(|last| last == '*'),
            '…' => true,
            '.' => next == Some('.') && last != Some('.'),
            '[' => next == Some('!'),
            _ => false,
        };
        if special {
            out.push('\\');
        }
        out.push(c);
        last = Some(c);
    }
    out
}

/// A quote's lines: paragraphs are parted by an empty one.
fn lines(before: &str, target: &str, after: &str) -> String {
    let whole = if before.is_empty() && after.is_empty() {
        target.to_owned()
    } else {
        format!("{before}**{target}**{after}")
    };
    let mut out = String::new();
    for line in whole.split('\n').map(str::trim) {
        out.push('>');
        if !line.is_empty() {
            out.push(' ');
            out.push_str(line);
        }
        out.push('\n');
    }
    out
}

/// Whether a quote, once it is read, stands in one place, and that is the one that is meant.
fn means(quote: &str, haystack: &Haystack<'_>, span: &Range<usize>) -> bool {
    let text = format!("> [!note]\n{quote}");
    let (notes, _) = read("", "", &text, crate::document::Metadata::default(), 0);
    let [Callout { selector, .. }] = &notes.callouts[..] else { return false };
    stands(haystack, selector).is_some_and(|found| found.span == *span)
}

/// Where a selector's words stand, if in one place only.
pub(super) fn stands(haystack: &Haystack<'_>, selector: &Selector) -> Option<Anchored> {
    anchor(haystack, selector).ok().filter(|found| found.others == 0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str, words: &str, nth: usize, expect: &str) {
        let (at, _) = text.match_indices(words).nth(nth).unwrap();
        let haystack = Haystack::of_text(text);
        let quote = quote(text, &haystack, &(at..at + words.len()));
        assert_eq!(quote.as_deref(), Some(expect), "{words}");
    }

    #[test]
    fn words_are_quoted_as_a_person_would() {
        let text =
            "One day Ada came. Another day Ada went **away** and said … nothing.\n\nThe end.";
        check(text, "Another day", 0, "> Another day\n");
        check(text, "Ada", 0, "> One day **Ada** came. Another day\n");
        check(text, "Ada", 1, "> came. Another day **Ada** went \\*\\*away\\*\\* and\n");
        check(text, "**away**", 0, "> \\*\\*away\\*\\*\n");
        check(text, "said … nothing", 0, "> said \\… nothing\n");
        check(text, "nothing.\n\nThe", 0, "> nothing.\n>\n> The\n");
    }

    #[test]
    fn a_long_passage_is_quoted_by_its_ends() {
        let words: Vec<String> = (0..90).map(|n| format!("word{n}")).collect();
        let text = words.join(" ");
        let expect = format!("> {} … {}\n", words[..10].join(" "), words[80..].join(" "));
        check(&text, &text, 0, &expect);
    }

    #[test]
    fn what_cannot_be_told_apart_is_not_quoted() {
        let text = "a ".repeat(300);
        assert_eq!(quote(&text, &Haystack::of_text(&text), &(300..301)), None);
    }

    proptest! {
        #[test]
        fn a_quote_means_its_words(
            text in "(a|b|\\*|\\\\|…|\\.|\\[|\\]|!|>| |\n\n|\n|„|ß|word){1,40}",
            from in 0usize..60, len in 1usize..20,
        ) {
            let from = text.floor_char_boundary(from.min(text.len()));
            let to = text.floor_char_boundary((from + len).min(text.len()));
            let haystack = Haystack::of_text(&text);
            if let Some(quote) = quote(&text, &haystack, &(from..to)) {
                prop_assert!(quote.lines().all(|line| line.starts_with('>')));
                prop_assert!(!quote.contains("> [!"));
            }
        }
    }
}
