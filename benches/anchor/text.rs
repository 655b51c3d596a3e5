//! A text whose letters know whether they belong to the annotated passage, so that after any edit it
//! is known where the passage has come to stand.

use std::ops::Range;

/// A letter, and whether it is one of the passage's.
pub(crate) type Letter = (char, bool);

/// An edited text.
#[derive(Clone)]
pub(crate) struct Marked(pub(crate) Vec<Letter>);

impl Marked {
    /// A text with code points `passage` marked.
    pub(crate) fn new(text: &str, passage: &Range<usize>) -> Self {
        Self(text.chars().enumerate().map(|(at, c)| (c, passage.contains(&at))).collect())
    }

    /// The letters alone.
    pub(crate) fn text(&self) -> String {
        self.0.iter().map(|(c, _)| *c).collect()
    }

    /// The code points from the passage's first letter to its last; `None` where it is gone.
    pub(crate) fn passage(&self) -> Option<Range<usize>> {
        let start = self.0.iter().position(|(_, marked)| *marked)?;
        let end = self.0.iter().rposition(|(_, marked)| *marked)? + 1;
        Some(start..end)
    }

    /// The paragraphs: code points between blank lines.
    pub(crate) fn paragraphs(&self) -> Vec<Range<usize>> {
        let mut paragraphs = Vec::new();
        let mut start = 0;
        for at in 0..self.0.len().saturating_sub(1) {
            if self.0[at].0 == '\n' && self.0[at + 1].0 == '\n' {
                paragraphs.push(start..at);
                start = at + 2;
            }
        }
        paragraphs.push(start..self.0.len());
        paragraphs.retain(|paragraph| !paragraph.is_empty());
        paragraphs
    }

    /// The sentences, roughly: code points up to a full stop, question or exclamation mark before a
    /// blank, or to the paragraph's end.
    pub(crate) fn sentences(&self) -> Vec<Range<usize>> {
        let mut sentences = Vec::new();
        for paragraph in self.paragraphs() {
            let mut start = paragraph.start;
            for at in paragraph.clone() {
                let ends = matches!(self.0[at].0, '.' | '!' | '?')
                    && self.0.get(at + 1).is_none_or(|(c, _)| c.is_whitespace())
                    && at > start + 20;
                if ends {
                    sentences.push(start..at + 1);
                    start = at + 1;
                    while start < paragraph.end && self.0[start].0.is_whitespace() {
                        start += 1;
                    }
                }
            }
            if start < paragraph.end {
                sentences.push(start..paragraph.end);
            }
        }
        sentences
    }

    /// The words within code points `range`, without the blanks between them.
    pub(crate) fn words(&self, range: &Range<usize>) -> Vec<Range<usize>> {
        let mut words: Vec<Range<usize>> = Vec::new();
        for at in range.clone() {
            if self.0[at].0.is_whitespace() {
                continue;
            }
            match words.last_mut() {
                Some(last) if last.end == at => last.end = at + 1,
                _ => words.push(at..at + 1),
            }
        }
        words
    }

    /// Whether any of these letters is the passage's.
    pub(crate) fn touches(&self, range: &Range<usize>) -> bool {
        self.0[range.clone()].iter().any(|(_, marked)| *marked)
    }

    /// Puts letters in the place of others.
    pub(crate) fn replace(
        &mut self,
        range: Range<usize>,
        letters: impl IntoIterator<Item = Letter>,
    ) {
        self.0.splice(range, letters);
    }

    /// Puts unmarked words in.
    pub(crate) fn insert(&mut self, at: usize, words: &str) {
        self.replace(at..at, words.chars().map(|c| (c, false)));
    }

    /// The first and the last letter of a stretch that the passage fills or lies in.
    pub(crate) fn around(&self, stretches: &[Range<usize>]) -> Option<Range<usize>> {
        let passage = self.passage()?;
        let first = stretches.iter().find(|s| s.end > passage.start)?.start;
        let last = stretches.iter().rev().find(|s| s.start < passage.end)?.end;
        Some(first.min(passage.start)..last.max(passage.end))
    }
}
