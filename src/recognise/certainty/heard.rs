//! Clauses that are somebody else's words: reported, on the word of whoever speaks.
//!
//! What stands in quotation marks is somebody's words whatever it says. What is told in the
//! writer's words is a report only where somebody else is its source, and where the language's
//! rules don't read the words that introduce it as something else: a guess, a plan, a denial.

use std::collections::btree_map::Entry;
use std::ops::Range;

use super::super::found::Found;
use super::super::quotations::Speech;
use super::choice::Chosen;
use super::clause::Clauses;
use super::judge::{Draft, Drafts, Judge};
use crate::annotation::{Agent, Certainty, Confidence, QuotationStyle};

/// The clause is somebody's words.
const QUOTED: &str = "certainty.quotation";

/// How many bytes of a longer clause have to be quoted to be more than a word or two.
const WORDS: usize = 24;

/// A word of the sentence that bears on whether something is a report.
struct Word {
    /// Bytes of the document's text.
    span: Range<usize>,
    /// It names nobody whose words these could be.
    sourceless: bool,
    /// It presupposes what it introduces: “know”.
    factive: bool,
    /// A rule of the language reads it: `Some(true)` where that makes a report.
    report: Option<bool>,
}

impl Judge<'_, '_> {
    /// Clauses that are somebody's words are reported. A rule that says so already stands, and
    /// learns who speaks; `chosen` are all the rules that won.
    pub(super) fn heard(
        &mut self,
        sentence: &Range<usize>,
        clauses: &Clauses,
        chosen: &[Chosen<'_>],
        drafts: &mut Drafts,
    ) {
        let whole = self.leaf.locate(sentence.clone());
        let touched = whole.is_none_or(|whole| self.voices.touch(&whole));
        if !touched || !self.switches.on(QUOTED) {
            return;
        }
        let words = self.words(chosen);
        for (part, tokens) in clauses.parts.iter().map(|part| &part.tokens).enumerate() {
            let Some(span) = self.place(tokens) else { continue };
            let asked = drafts.contains_key(&(part, Certainty::Asked));
            let open = self.voices.over(&span);
            let Some(speech) = source(open, &span, asked, &words) else { continue };
            match drafts.entry((part, Certainty::Reported)) {
                Entry::Occupied(mut own) => own.get_mut().hear(speech),
                Entry::Vacant(none) => {
                    let mut draft = Draft::new(QUOTED, speech.reason.confidence);
                    draft.evidence = self.voices.shown_by(speech);
                    draft.by = agent(speech);
                    none.insert(draft);
                }
            }
        }
    }

    /// The words of the sentence that bear on it, ascending.
    fn words(&self, chosen: &[Chosen<'_>]) -> Vec<Word> {
        let mut read = vec![None; self.tokens.len()];
        for hit in chosen.iter().map(|one| &one.hit) {
            let report = hit.rule.certainty.contains(&Certainty::Reported);
            for &at in &hit.cue {
                read[at] = Some(report);
            }
        }
        let (lists, lexicon) = (&self.language.lists, &self.language.lexicon);
        let bears = self.tokens.iter().zip(read).filter_map(|(token, report)| {
            let sourceless = token.is_in(lists.sourceless, lexicon);
            let factive = token.is_in(lists.factive, lexicon);
            let span = (sourceless || factive || report.is_some()).then_some(&token.span)?;
            Some(Word { span: self.leaf.locate(span.clone())?, sourceless, factive, report })
        });
        bears.collect()
    }
}

impl Draft {
    /// Takes in that `speech` says the same. Whom its frame names it knows better, if both read
    /// the same frame.
    fn hear(&mut self, speech: &Found<Speech>) {
        let shares = |cue: &Range<usize>| {
            self.evidence.iter().any(|own| own.start < cue.end && cue.start < own.end)
        };
        let same = speech.what.cue.iter().any(shares);
        let agent = agent(speech);
        if self.by.is_none() || (same && matches!(agent, Some(Agent::Entry(_)))) {
            self.by = agent.or(self.by.take());
        }
        self.beat.push(QUOTED.into());
    }
}

/// Of `open`, the outer before the inner, that in whose words the clause `span` is: what is quoted
/// before what is told, the inner before the outer. `asked`: the clause is a question.
fn source<'a>(
    open: &[&'a Found<Speech>],
    span: &Range<usize>,
    asked: bool,
    words: &[Word],
) -> Option<&'a Found<Speech>> {
    let mut told = None;
    for &speech in open.iter().rev().filter(|speech| is_in(span, speech, asked)) {
        if speech.what.style == QuotationStyle::Direct {
            return Some(speech);
        }
        if told.is_none() && is_report(speech, words) {
            told = Some(speech);
        }
    }
    told
}

/// Whether what is told in the writer's words is a report.
fn is_report(speech: &Found<Speech>, words: &[Word]) -> bool {
    // What may be no speech at all is left to the language's rules.
    let Some(speaker) = &speech.what.speaker else { return false };
    if speech.reason.confidence == Confidence::Possible || speech.what.cue.is_empty() {
        return false;
    }
    let cue = || speech.what.cue.iter().flat_map(|span| over(words, span));
    let otherwise = cue().any(|word| word.report == Some(false));
    !over(words, &speaker.span).any(|word| word.sourceless)
        && !cue().any(|word| word.factive)
        && (!otherwise || cue().any(|word| word.report == Some(true)))
}

/// The words that overlap `span`.
fn over<'w>(words: &'w [Word], span: &Range<usize>) -> impl Iterator<Item = &'w Word> + use<'w> {
    let from = words.partition_point(|word| word.span.end <= span.start);
    let end = span.end;
    words[from..].iter().take_while(move |word| word.span.start < end)
}

/// Who speaks.
fn agent(speech: &Found<Speech>) -> Option<Agent> {
    speech.what.speaker.as_ref().and_then(|speaker| speaker.agent.clone())
}

/// Whether a clause is in `speech`, and not only the other way round with a word or two. More
/// words in it make a report of it only where somebody is said to speak, and nobody is asked.
fn is_in(clause: &Range<usize>, speech: &Found<Speech>, asked: bool) -> bool {
    let (from, to) = (clause.start.max(speech.span.start), clause.end.min(speech.span.end));
    let shared = to.saturating_sub(from);
    2 * shared >= clause.len() || (shared >= WORDS && !asked && !speech.what.cue.is_empty())
}
