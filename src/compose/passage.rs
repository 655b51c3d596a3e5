//! Somebody's words in the sentence around them, so that they can be read alone.

use std::collections::BTreeSet;
use std::ops::Range;

use rayon::prelude::*;

use super::Composer;
use super::markup::text;
use crate::annotation::Body;
use crate::dossier::{Annotated, Dossier, Mention};
use crate::markdown::{Inline, normalise};
use crate::recognise::sentences_of;

/// Code points of a frame before or after the words; what is longer loses its far end.
const FRAME: usize = 320;

/// A quotation in its sentence.
pub(super) struct Passage {
    /// The sentence, the words themselves in bold where they are not all of it.
    pub(super) content: Vec<Inline>,
    /// The words: code points of the content's plain text.
    pub(super) words: Range<usize>,
}

impl Composer<'_> {
    /// An annotation's words with the rest of their sentence.
    pub(super) fn passage(&self, place: Mention) -> Passage {
        let document = &self.dossier.documents[place.document].document;
        let target = &self.dossier.annotation(place).target;
        let around = around(&self.sentences[place.document], target);
        let before = one_line(&document.text[around.start..target.start]);
        let after = one_line(&document.text[target.end..around.end]);
        passage(before.trim_start(), &one_line(document.slice(target)), after.trim_end())
    }
}

/// For each document the sentences of those leaves in which somebody is quoted.
pub(super) fn sentences(dossier: &Dossier) -> Vec<Vec<Range<usize>>> {
    let of = |annotated: &Annotated| {
        let document = &annotated.document;
        let quoted = annotated.annotations.iter().filter(|a| matches!(a.body, Body::Quotation(_)));
        let leaves: BTreeSet<_> = quoted.flat_map(|a| document.leaves_in(&a.target)).collect();
        sentences_of(document, leaves)
    };
    dossier.documents.par_iter().map(of).collect()
}

/// From the beginning of the first sentence that a span touches to the end of the last.
fn around(sentences: &[Range<usize>], span: &Range<usize>) -> Range<usize> {
    let first = sentences.partition_point(|sentence| sentence.end <= span.start);
    let last = sentences.partition_point(|sentence| sentence.start < span.end);
    let start = sentences.get(first).map_or(span.start, |sentence| sentence.start);
    let end = last.checked_sub(1).and_then(|last| sentences.get(last)).map_or(0, |s| s.end);
    start.min(span.start)..end.max(span.end)
}

fn passage(before: &str, words: &str, after: &str) -> Passage {
    let before = last(before);
    let after = first(after);
    let start = before.chars().count();
    let range = start..start + words.chars().count();
    let content = if before.is_empty() && after.is_empty() {
        vec![text(words)]
    } else {
        vec![text(before), Inline::Strong(vec![text(words)]), text(after)]
    };
    Passage { content: normalise(content), words: range }
}

/// Every run of blanks as one space.
fn one_line(words: &str) -> String {
    let mut line = String::with_capacity(words.len());
    for c in words.chars() {
        if !c.is_whitespace() {
            line.push(c);
        } else if !line.ends_with(' ') {
            line.push(' ');
        }
    }
    line
}

fn last(words: &str) -> String {
    let Some((cut, _)) = words.char_indices().rev().nth(FRAME) else { return words.to_owned() };
    let tail = &words[cut..];
    let start = tail.find(' ').map_or(0, |at| at + 1);
    format!("… {}", &tail[start..])
}

fn first(words: &str) -> String {
    let Some((cut, _)) = words.char_indices().nth(FRAME) else { return words.to_owned() };
    let head = &words[..cut];
    format!("{} …", &head[..head.rfind(' ').unwrap_or(head.len())])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::plain_text;

    #[test]
    fn the_words_are_where_it_says() {
        for (before, words, after) in [
            ("He said ", "that it was äußerst late", "."),
            ("", "“It was late,”", " he said."),
            ("", "All of it.", ""),
            (&*"word ".repeat(200), "said", &*" more".repeat(200)),
        ] {
            let passage = passage(before, words, after);
            let plain: Vec<char> = plain_text(&passage.content).chars().collect();
            let found: String = plain[passage.words.clone()].iter().collect();
            assert_eq!(found, words);
            assert!(plain.len() <= words.chars().count() + 2 * (FRAME + 2), "{}", plain.len());
        }
    }

    #[test]
    fn whole_sentences_are_taken() {
        let sentences = [0..10, 11..20, 22..30];
        for (span, expect) in
            [(3..5, 0..10), (3..15, 0..20), (12..20, 11..20), (19..23, 11..30), (40..41, 40..41)]
        {
            assert_eq!(around(&sentences, &span), expect, "{span:?}");
        }
        assert_eq!(around(&[], &(3..5)), 3..5);
    }

    #[test]
    fn only_words_in_a_frame_are_bold() {
        let bold = |before, after| {
            let content = passage(before, "words", after).content;
            content.iter().any(|inline| matches!(inline, Inline::Strong(_)))
        };
        assert!(bold("He said ", "."));
        assert!(!bold("", ""));
    }
}
