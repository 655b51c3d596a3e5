//! Passages and their sentences, with what is said of each.

use std::ops::Range;

use regex::RegexBuilder;
use serde::Serialize;

use super::fact::{Fact, Facts};
use crate::document::{Document, LeafKind};
use crate::recognise::sentences_of;

/// A paragraph, heading, cell or piece of code.
#[derive(Debug, Serialize)]
pub(super) struct Passage {
    /// Its anchor.
    pub(super) id: String,
    /// The line of the seed in which it begins.
    pub(super) line: usize,
    pub(super) sentences: Vec<Sentence>,
}

/// A sentence and what is said of it.
#[derive(Debug, Serialize)]
pub(super) struct Sentence {
    /// From 1, in its passage.
    pub(super) number: usize,
    /// How many the passage has.
    #[serde(skip)]
    pub(super) of: usize,
    pub(super) text: String,
    /// Bytes of the document's text.
    #[serde(skip)]
    pub(super) span: Range<usize>,
    /// What is said of words that begin in it.
    pub(super) annotations: Vec<Fact>,
    /// What is said of words that began before it: number, bytes of the document's text, kind of line.
    #[serde(skip)]
    pub(super) continued: Vec<(usize, Range<usize>, char)>,
}

/// The passages of some leaves.
pub(super) fn passages(document: &Document, leaves: Vec<usize>, facts: &Facts<'_>) -> Vec<Passage> {
    let mut number = 0;
    let mut passages = Vec::new();
    for leaf in leaves {
        let span = document.leaves[leaf].span.clone();
        if span.is_empty() {
            continue;
        }
        let mut sentences = sentences(document, leaf);
        for fact in facts.over(&span, &mut number) {
            let at = sentences.partition_point(|one| one.span.start <= fact.span.start);
            let first = at.saturating_sub(1);
            for later in &mut sentences[first + 1..] {
                for span in fact.marked.iter().filter(|span| overlap(span, &later.span)) {
                    later.continued.push((fact.number, span.clone(), fact.line()));
                }
            }
            sentences[first].annotations.push(fact);
        }
        let line = facts.seed_line(span.start);
        passages.push(Passage { id: document.leaves[leaf].id.clone(), line, sentences });
    }
    passages
}

/// A leaf's sentences; together they have all of its text.
fn sentences(document: &Document, leaf: usize) -> Vec<Sentence> {
    let span = document.leaves[leaf].span.clone();
    let code = matches!(document.leaves[leaf].kind, LeafKind::Code(_));
    let found = if code { Vec::new() } else { sentences_of(document, [leaf]) };
    let mut starts: Vec<usize> = found.iter().map(|sentence| sentence.start).collect();
    match starts.first_mut() {
        Some(first) => *first = span.start,
        None => starts.push(span.start),
    }
    let ends = starts.iter().skip(1).copied().chain([span.end]).collect::<Vec<_>>();
    let of = starts.len();
    let spans = starts.into_iter().zip(ends).enumerate();
    spans
        .map(|(n, (start, end))| {
            let text = document.text[start..end].trim_end();
            Sentence {
                number: n + 1,
                of,
                text: text.to_owned(),
                span: start..start + text.len(),
                annotations: Vec::new(),
                continued: Vec::new(),
            }
        })
        .collect()
}

/// Leaves the sentences that have these words, and of them what is said of the words.
pub(super) fn keep_words(
    passages: &mut Vec<Passage>,
    document: &Document,
    words: &str,
) -> Result<(), String> {
    let pieces: Vec<String> = words.split_whitespace().map(regex::escape).collect();
    let pattern = RegexBuilder::new(&pieces.join(r"\s+")).case_insensitive(true).build();
    let pattern = pattern.map_err(|_| "these words are too many".to_owned())?;
    if pieces.is_empty() {
        return Err("no words are given".to_owned());
    }
    for passage in passages.iter_mut() {
        let (Some(first), Some(last)) = (passage.sentences.first(), passage.sentences.last())
        else {
            continue;
        };
        let (from, to) = (first.span.start, last.span.end);
        let found: Vec<Range<usize>> = pattern
            .find_iter(&document.text[from..to])
            .map(|hit| from + hit.start()..from + hit.end())
            .collect();
        for sentence in &mut passage.sentences {
            sentence.annotations.retain(|fact| found.iter().any(|hit| overlap(hit, &fact.span)));
            sentence.continued.retain(|(_, span, _)| found.iter().any(|hit| overlap(hit, span)));
        }
        let about = |sentence: &Sentence| {
            !sentence.annotations.is_empty() || found.iter().any(|hit| overlap(hit, &sentence.span))
        };
        passage.sentences.retain(about);
    }
    passages.retain(|passage| !passage.sentences.is_empty());
    if passages.is_empty() {
        return Err(format!("the words “{words}” do not stand there"));
    }
    Ok(())
}

/// Leaves the sentence of this number.
pub(super) fn keep_sentence(passages: &mut Vec<Passage>, number: usize) -> Result<(), String> {
    let most = passages.iter().filter_map(|passage| passage.sentences.first()).map(|s| s.of).max();
    for passage in passages.iter_mut() {
        passage.sentences.retain(|sentence| sentence.number == number);
    }
    passages.retain(|passage| !passage.sentences.is_empty());
    match (passages.is_empty(), most.unwrap_or(0)) {
        (false, _) => Ok(()),
        (true, 1) => Err(format!("there is no sentence {number}: there is only one")),
        (true, most) => Err(format!("there is no sentence {number}: there are {most}")),
    }
}

pub(super) fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}
