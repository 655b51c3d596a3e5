//! The words of a paragraph around two names.

use std::ops::Range;

use super::Composer;
use super::markup::{strong, text};
use crate::compose::comment::shortened;
use crate::dossier::Paragraph;
use crate::markdown::{Inline, normalise};
use crate::register::Entry;

/// Code points of context before the first and behind the last name.
const CONTEXT: usize = 60;
/// Code points between the two names before their middle is left out.
const BETWEEN: usize = 160;

/// The first mention of each of two entries in a paragraph, in bold, with what stands around them.
pub(super) fn passage(
    composer: &Composer<'_>,
    paragraph: Paragraph,
    entries: [&Entry; 2],
) -> Vec<Inline> {
    let document = &composer.dossier.documents[paragraph.0].document;
    let whole = document.leaves[paragraph.1].span.clone();
    let [a, b] = entries.map(|entry| mention(composer, paragraph, &entry.id));
    let (Some(a), Some(b)) = (a, b) else { return Vec::new() };
    let (first, second) = if a.start <= b.start { (a, b) } else { (b, a) };
    let words = |span: Range<usize>| document.text[span].replace('\n', " ");
    let mut line = vec![text(tail(&words(whole.start..first.start)))];
    if second.start < first.end {
        // One name stands in the other.
        let end = first.end.max(second.end).min(whole.end);
        line.extend([strong(words(first.start..end)), text(head(&words(end..whole.end)))]);
    } else {
        let end = second.end.min(whole.end);
        let between = words(first.end..second.start);
        line.push(strong(words(first.clone())));
        line.push(text(if between.chars().count() > BETWEEN {
            format!(" {} ", shortened(&between, BETWEEN))
        } else {
            between
        }));
        line.extend([strong(words(second.start..end)), text(head(&words(end..whole.end)))]);
    }
    normalise(line)
}

/// The first words of a paragraph that name an entry.
fn mention(
    composer: &Composer<'_>,
    (document, leaf): Paragraph,
    entry: &str,
) -> Option<Range<usize>> {
    let span = &composer.dossier.documents[document].document.leaves[leaf].span;
    let places = composer.dossier.mentions(entry);
    let first = places.partition_point(|place| {
        let before = composer.dossier.annotation(*place).target.start < span.start;
        place.document < document || place.document == document && before
    });
    let target = &composer.dossier.annotation(*places.get(first)?).target;
    (places[first].document == document && target.start < span.end).then(|| target.clone())
}

/// The last words, behind an ellipsis where something is left out.
fn tail(words: &str) -> String {
    let Some((cut, _)) = words.char_indices().rev().nth(CONTEXT) else { return words.to_owned() };
    let rest = &words[cut..];
    let start = rest.find(char::is_whitespace).map_or(0, |at| at + 1);
    format!("… {}", rest.get(start..).unwrap_or(rest))
}

/// The first words, before an ellipsis where something is left out.
fn head(words: &str) -> String {
    let Some((cut, _)) = words.char_indices().nth(CONTEXT) else { return words.to_owned() };
    let rest = &words[..cut];
    format!("{} …", &rest[..rest.rfind(char::is_whitespace).unwrap_or(rest.len())])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn context_is_cut_between_words() {
        assert_eq!((tail("kurz "), head(" kurz")), ("kurz ".to_owned(), " kurz".to_owned()));
        let long = "wörter ".repeat(20);
        assert!(tail(&long).starts_with("… wörter ") && tail(&long).ends_with("wörter "));
        assert!(head(&long).ends_with("wörter …"));
        let glued = "ü".repeat(200);
        assert_eq!(tail(&glued), format!("… {}", "ü".repeat(CONTEXT + 1)));
        assert_eq!(head(&glued), format!("{} …", "ü".repeat(CONTEXT)));
    }
}
