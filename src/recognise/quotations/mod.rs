//! Quotations: somebody's words in quotation marks, with the speaker where the sentence names one.
//!
//! In go a document and the names found in it; out come the spans of direct quotations, marks
//! included, each with its cue and speaker. Titles, terms and words in doubtful inverted commas
//! are none. Indirect speech is not looked for.

mod cue;
mod de;
mod en;
mod finding;
mod keep;
mod marks;
mod phrase;
mod scene;
mod speaker;
mod speech;
mod subject;
mod words;

use std::borrow::Cow;
use std::ops::Range;

use self::marks::Quote;
use self::scene::Sentences;
pub(super) use self::speaker::Speaker;
use self::speech::Speech as Words;
use super::found::Found;
use super::names::Name;
use super::reading::Reading;
use super::switches::Switches;
use crate::annotation::{Confidence, QuotationStyle, Reason};
use crate::document::Document;

/// Somebody's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Speech {
    /// How they are given.
    pub(super) style: QuotationStyle,
    /// Where the words stand that say that somebody speaks; perhaps nowhere.
    pub(super) cue: Vec<Range<usize>>,
    /// Who speaks, where the text says so.
    pub(super) speaker: Option<Speaker>,
}

/// All quotations in a document, ascending, the outer before the inner. `names` are the
/// document's names, ascending.
pub(super) fn find(
    reading: &Reading<'_>,
    names: &[Found<Name>],
    switches: &Switches,
) -> Vec<Found<Speech>> {
    let document = reading.document;
    let speech: &Words = match document.language.primary() {
        "de" => &de::SPEECH,
        "en" => &en::SPEECH,
        _ => &speech::NONE,
    };
    let quotes = marks::quotes(document);
    let mut sentences = Sentences::new(document);
    let mut found = Vec::new();
    for (frame, members) in frames(document, &quotes) {
        let spans: Vec<Range<usize>> = members.iter().map(|&i| quotes[i].span.clone()).collect();
        for &index in &members {
            let quote = &quotes[index];
            let scene = scene::scene(document, &mut sentences, quote, &frame, &spans);
            let cues = cue::cues(&scene, speech);
            let quoted = document.slice(&quote.inner);
            let Some(rule) = keep::rule(quoted, &scene, cues.first(), speech) else { continue };
            let speaker = speaker::speaker(document, &scene, &cues, speech, names);
            if !switches.on(rule) {
                continue;
            }
            let cue: Vec<_> = cues.first().map_or_else(Vec::new, |cue| {
                cue.tokens.iter().map(|&token| scene.tokens[token].span.clone()).collect()
            });
            found.push(Found {
                span: quote.span.clone(),
                rule: Cow::Borrowed(rule),
                reason: Reason::shown_by(Confidence::Certain, cue.clone()),
                what: Speech { style: QuotationStyle::Direct, cue, speaker },
            });
        }
    }
    found.sort_by_key(|found| (found.span.start, std::cmp::Reverse(found.span.end)));
    found
}

/// The quotations by what they stand in: the document, or another quotation. `quotes` are properly
/// nested, ascending, the outer before the inner.
fn frames(document: &Document, quotes: &[Quote]) -> Vec<(Range<usize>, Vec<usize>)> {
    let mut frames = vec![(0..document.text.len(), Vec::new())];
    // The frames that are open, and where they end.
    let mut open = vec![0];
    for (index, quote) in quotes.iter().enumerate() {
        while open.len() > 1 && open.last().is_some_and(|&at| frames[at].0.end <= quote.span.start)
        {
            open.pop();
        }
        if let Some(&at) = open.last() {
            frames[at].1.push(index);
        }
        open.push(frames.len());
        frames.push((quote.inner.clone(), Vec::new()));
    }
    frames
}

#[cfg(test)]
mod tests;
