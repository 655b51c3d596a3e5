//! Annotated texts: documents of the gold format, cut into sentences and labelled tokens.

use std::ops::Range;

use serde::Deserialize;

use super::super::label::KINDS;
use crate::recognise::sentences::sentences_of_lines;
use crate::recognise::tokens::tokens;
use crate::register::EntryKind;
use crate::text::{CodePoints, fold_spaces};

/// One document of a file in the gold format.
#[derive(Deserialize)]
struct Line {
    lang: String,
    text: String,
    spans: Vec<Span>,
}

#[derive(Deserialize)]
struct Span {
    start: usize,
    end: usize,
    #[serde(rename = "type")]
    kind: String,
}

/// A name: bytes of the document's text, and its kind's place in [`KINDS`].
pub(super) type Name = (Range<usize>, usize);

/// A document.
pub(super) struct Text {
    /// Its names.
    pub(super) names: Vec<Name>,
    /// Its sentences.
    pub(super) sentences: Vec<Sentence>,
}

/// A sentence.
pub(super) struct Sentence {
    /// Its tokens' words.
    pub(super) words: Vec<String>,
    /// Its tokens: bytes of the document's text.
    pub(super) spans: Vec<Range<usize>>,
    /// Its tokens' labels.
    pub(super) labels: Vec<u8>,
}

/// The documents of a file in the gold format, one JSON object a line.
pub(super) fn read(file: &str) -> Result<Vec<Text>, String> {
    let numbered = file.lines().enumerate();
    let texts = numbered.map(|(at, line)| {
        let parsed = serde_json::from_str(line).map_err(|error| error.to_string());
        parsed.and_then(text).map_err(|error| format!("line {}: {error}", at + 1))
    });
    texts.collect()
}

fn text(line: Line) -> Result<Text, String> {
    let points = CodePoints::new(&line.text);
    let length = line.text.chars().count();
    if let Some(Span { start, end, .. }) =
        line.spans.iter().find(|span| span.start >= span.end || span.end > length)
    {
        return Err(format!("no span of a text of {length} code points: {start} to {end}"));
    }
    let mut names: Vec<Name> = Vec::new();
    let mut spans = line.spans;
    spans.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
    for span in spans {
        let Some(kind) = kind(&span.kind) else { continue };
        let bytes = points.to_byte(&line.text, span.start)..points.to_byte(&line.text, span.end);
        if names.last().is_none_or(|(last, _)| last.end <= bytes.start) {
            names.push((bytes, kind));
        }
    }
    let mut text = Text { names, sentences: Vec::new() };
    let mut at = 0;
    for piece in line.text.split("\n\n") {
        text.add(piece, at, &line.lang);
        at += piece.len() + 2;
    }
    Ok(text)
}

impl Text {
    /// Adds a paragraph that begins at byte `at`.
    fn add(&mut self, paragraph: &str, at: usize, language: &str) {
        let folded = fold_spaces(paragraph);
        for sentence in sentences_of_lines(paragraph, &folded, language) {
            let words = &folded.text[sentence.clone()];
            let found = tokens(words);
            let spans: Vec<Range<usize>> = found
                .iter()
                .map(|token| {
                    let span = sentence.start + token.start..sentence.start + token.end;
                    let origin = folded.map.range(span);
                    at + origin.start..at + origin.end
                })
                .collect();
            let labels = self.labels(&spans);
            let words = found.into_iter().map(|token| words[token].to_owned()).collect();
            self.sentences.push(Sentence { words, spans, labels });
        }
    }

    fn labels(&self, spans: &[Range<usize>]) -> Vec<u8> {
        let mut last = None;
        let mut label = |span: &Range<usize>| {
            let next = self.names.partition_point(|(name, _)| name.end <= span.start);
            let inside = |name: &&Name| name.0.start <= span.start && span.end <= name.0.end;
            let Some((_, kind)) = self.names.get(next).filter(inside) else { return 0 };
            let goes_on = last.replace(next) == Some(next);
            (1 + 2 * kind + usize::from(goes_on)) as u8
        };
        spans.iter().map(&mut label).collect()
    }
}

/// The kind that a gold file calls so.
fn kind(name: &str) -> Option<usize> {
    let kind = match name {
        "PER" => EntryKind::Person,
        "ORG" => EntryKind::Organisation,
        "LOC" => EntryKind::Place,
        _ => return None,
    };
    KINDS.iter().position(|&other| other == kind)
}
