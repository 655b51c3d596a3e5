//! Quotations and reported speech: what a text says that somebody says.
//!
//! In go a document and the names found in it; out come the spans of words in quotation marks,
//! marks included, and of clauses in the writer's words, each with its cue, the frame around it and
//! its speaker. Titles, terms and words in doubtful inverted commas are none. Who speaks is a
//! register entry only where the document leaves no doubt.

mod cue;
mod direct;
mod endings;
mod finding;
mod grammar;
mod indirect;
mod keep;
mod marks;
mod phrase;
mod resolve;
mod speaker;
mod subject;
mod units;
mod verbs;
mod words;

use std::borrow::Cow;
use std::cmp::Reverse;
use std::ops::Range;

use self::grammar::Kind;
use self::indirect::{Run, Told};
use self::marks::Quote;
pub(super) use self::speaker::Speaker;
use self::speaker::Speakers;
use self::units::Unit;
use super::found::{self, Found};
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
    /// The words beside or among them that belong to the report and not to what is said; perhaps
    /// none.
    pub(super) frame: Option<Range<usize>>,
}

/// All quotations in a document, ascending, the outer before the inner. `names` are the
/// document's names, ascending.
pub(super) fn find(
    reading: &Reading<'_>,
    names: &[Found<Name>],
    switches: &Switches,
) -> Vec<Found<Speech>> {
    let document = reading.document;
    let quotes = marks::quotes(document);
    let sentences = units::sentences(reading);
    let speakers = Speakers { document, mentions: names, switches };
    let mut reader = Reader { document, quotes: &quotes, speakers, switches, found: Vec::new() };
    for (index, (frame, members)) in frames(document, &quotes).into_iter().enumerate() {
        let mut run = Run::default();
        for unit in units::units(document, &sentences, &quotes, &frame, &members) {
            // Inside a quotation the speaker is known.
            reader.read(&unit, index == 0, &mut run);
        }
    }
    let mut found = reader.found;
    found.sort_by_key(|found| (found.span.start, Reverse(found.span.end)));
    resolve::resolve(document, names, &sentences, &mut found);
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

/// Reads unit after unit of one frame.
struct Reader<'d> {
    document: &'d Document,
    quotes: &'d [Quote],
    speakers: Speakers<'d>,
    switches: &'d Switches,
    found: Vec<Found<Speech>>,
}

impl Reader<'_> {
    fn read(&mut self, unit: &Unit<'_>, outer: bool, run: &mut Run) {
        if unit.tokens.is_empty() {
            run.age += 1;
            return;
        }
        let from = self.found.len();
        let told = indirect::find(unit, &self.speakers, outer.then_some(&*run));
        for spoken in direct::find(self.document, unit, self.quotes, &told, &self.speakers) {
            let span = self.quotes[spoken.quote].span.clone();
            let cue = spans(unit, &spoken.cue);
            let around = told.iter().find(|told| {
                let tokens = bytes(unit, &told.tokens);
                tokens.start <= span.start && span.end <= tokens.end
            });
            let mut speaker = spoken.speaker;
            if speaker.is_none() && spoken.cue.is_empty() {
                let last =
                    run.speaker.clone().filter(|_| run.age == 0 && run.leaf == unit.leaves.0);
                speaker = around.and_then(|told| told.speaker.clone()).or(last);
            }
            let Some(rule) = direct::rule(unit.grammar, spoken.kind) else { continue };
            let sure = !cue.is_empty();
            let confidence = if sure { Confidence::Certain } else { Confidence::Probable };
            let style = QuotationStyle::Direct;
            let evidence = cue.clone();
            let speech = Speech { style, cue, speaker, frame: None };
            self.add(span, rule, Reason::shown_by(confidence, evidence), speech);
        }
        for told in told {
            self.add_told(unit, told);
        }
        self.remember(unit, from, run);
    }

    fn add_told(&mut self, unit: &Unit<'_>, told: Told) {
        let Some(rule) = self.speakers.rule(unit.grammar, told.kind) else { return };
        let mixed =
            told.tokens.clone().any(|at| unit.tokens[at].is_quote() && !told.frame.contains(&at));
        let style = match told.kind {
            Kind::Dash => QuotationStyle::Direct,
            _ if mixed => QuotationStyle::Mixed,
            _ => QuotationStyle::Indirect,
        };
        let confidence = match told.kind {
            Kind::Run | Kind::Hearsay | Kind::Report => Confidence::Possible,
            _ => Confidence::Probable,
        };
        let frame = (!told.frame.is_empty()).then(|| bytes(unit, &told.frame));
        let cue = spans(unit, &told.cue);
        let speech = Speech { style, cue, speaker: told.speaker, frame };
        let shown = told.cue.iter().copied().chain(told.shown).collect::<Vec<usize>>();
        let reason = Reason::shown_by(confidence, spans(unit, &shown));
        self.add(bytes(unit, &told.tokens), rule, reason, speech);
    }

    fn add(&mut self, span: Range<usize>, rule: &'static str, reason: Reason, what: Speech) {
        if self.switches.on(rule) && !span.is_empty() {
            found::keep(&mut self.found, Found { span, rule: Cow::Borrowed(rule), reason, what });
        }
    }

    /// Who spoke last, for the next unit: whoever says the last of what was found, and not somebody
    /// of whom that tells.
    fn remember(&self, unit: &Unit<'_>, from: usize, run: &mut Run) {
        let found = &self.found[from..];
        let named = || found.iter().filter(|found| found.what.speaker.is_some());
        let last = named().max_by_key(|found| (found.span.end, Reverse(found.span.start)));
        let speaker = last.and_then(|found| found.what.speaker.clone());
        if !found.is_empty() {
            *run = Run { speaker, leaf: unit.leaves.1, age: 0, open: true };
            return;
        }
        // “Er hat die Tat gestanden. Er habe …”: somebody spoke, and only then what they said comes.
        let mut verbs = unit.cues.iter().filter(|cue| matches!(cue.sort, cue::Sort::Verb(_)));
        let speaker = verbs.find_map(|cue| self.speakers.of_cue(unit.view(None), cue));
        if speaker.is_some() {
            *run = Run { speaker, leaf: unit.leaves.1, age: 0, open: false };
        }
        run.age += 1;
    }
}

/// Bytes of the document that tokens of a unit stand for.
fn bytes(unit: &Unit<'_>, tokens: &Range<usize>) -> Range<usize> {
    unit.view(None).bytes(tokens)
}

/// The same for single tokens.
fn spans(unit: &Unit<'_>, tokens: &[usize]) -> Vec<Range<usize>> {
    tokens.iter().map(|&token| unit.tokens[token].span.clone()).collect()
}

#[cfg(test)]
mod tests;
