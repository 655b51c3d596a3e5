//! Every mention as a line of keyword in context, by date.

use super::Section;
use crate::compose::Composer;
use crate::compose::markup::{link, paragraph, strong, table_called, text};
use crate::compose::paths::relative;
use crate::dossier::Mention;
use crate::markdown::{Inline, normalise};
use crate::page::MENTION_LINES;

/// Code points of context on either side of a mention.
const CONTEXT: usize = 60;

pub(super) fn section(composer: &Composer<'_>, mentions: &[Mention], path: &str) -> Section {
    let words = composer.words;
    if mentions.is_empty() {
        let none = paragraph(vec![text(words.text("no-mentions"))]);
        return Section { key: "mentions", count: None, blocks: vec![none] };
    }
    let head = [words.text("document"), words.text("passage"), words.text("in-context")];
    let rows = mentions.iter().map(|place| row(composer, *place, path)).collect();
    let lines = table_called(MENTION_LINES, &head, rows);
    Section { key: "mentions", count: Some(mentions.len()), blocks: vec![lines] }
}

/// A mention: the document with its date, the paragraph, the words.
fn row(composer: &Composer<'_>, place: Mention, path: &str) -> Vec<Vec<Inline>> {
    let document = &composer.dossier.documents[place.document].document;
    let date = match document.metadata.sort_date() {
        Some(date) => Inline::Time {
            datetime: date.to_string(),
            content: vec![text(composer.words.date(date))],
        },
        None => text(composer.words.text("undated")),
    };
    let passage = relative(path, &composer.paragraph_path(place));
    let name = composer.paragraph_name(composer.anchor(place));
    vec![
        vec![date, text(format!(" · {}", document.title))],
        vec![link(passage, name)],
        composer.in_context(place),
    ]
}

impl Composer<'_> {
    /// The words of an annotation in bold between some words before and after.
    pub(in crate::compose) fn in_context(&self, place: Mention) -> Vec<Inline> {
        let document = &self.dossier.documents[place.document].document;
        let target = &self.dossier.annotation(place).target;
        let Some(leaf) = document.leaf_at(target.start) else { return Vec::new() };
        let span = &document.leaves[leaf].span;
        let end = target.end.min(span.end);
        let one_line = |words: &str| words.replace('\n', " ");
        let before = &document.text[span.start..target.start];
        let after = &document.text[end..span.end];
        normalise(vec![
            text(one_line(&last_words(before))),
            strong(one_line(&document.text[target.start..end])),
            text(one_line(&first_words(after))),
        ])
    }
}

fn last_words(words: &str) -> String {
    let Some((cut, _)) = words.char_indices().rev().nth(CONTEXT) else { return words.to_owned() };
    let tail = &words[cut..];
    let start = tail.find(char::is_whitespace).map_or(0, |at| at + 1);
    format!("… {}", tail.get(start..).unwrap_or(tail))
}

fn first_words(words: &str) -> String {
    let Some((cut, _)) = words.char_indices().nth(CONTEXT) else { return words.to_owned() };
    let head = &words[..cut];
    let end = head.rfind(char::is_whitespace).unwrap_or(head.len());
    format!("{} …", &head[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn context_ends_between_words() {
        let long = "word ".repeat(30);
        assert_eq!(last_words("a few words "), "a few words ");
        assert_eq!(first_words(", and more"), ", and more");
        assert_eq!(last_words(&long), format!("… {}", "word ".repeat(12)));
        assert_eq!(first_words(&long), format!("{} …", "word ".repeat(12).trim_end()));
        // A single word longer than all that is shown is not left out.
        assert_eq!(first_words(&"x".repeat(90)), format!("{} …", "x".repeat(60)));
    }
}
