//! Reported speech: what somebody says in the writer's words.
//!
//! In go the units of a document with their cues; out come clauses that tell what somebody said,
//! each with its cue, the words around it that belong to the report, and its speaker. What nobody
//! is said to have said is no report, however doubtful it sounds.

mod after;
mod before;
mod dash;
mod moods;
mod segments;
mod single;

use std::ops::Range;

use self::segments::{Period, periods};
use super::cue::{Cue, Place, Sort};
use super::grammar::{Kind, PhraseKind};
use super::phrase::View;
use super::speaker::{Speaker, Speakers, document};
use super::units::Unit;
use super::verbs::Takes;

/// A clause that tells what somebody said.
#[derive(Debug, Clone)]
pub(super) struct Told {
    /// Tokens of the clause; the frame may stand in it.
    pub(super) tokens: Range<usize>,
    pub(super) kind: Kind,
    /// Tokens of its cue.
    pub(super) cue: Vec<usize>,
    /// Tokens that say who speaks and how, without what is said.
    pub(super) frame: Range<usize>,
    pub(super) speaker: Option<Speaker>,
    /// The verb form that shows it, where there is no cue.
    pub(super) shown: Option<usize>,
}

/// What was said last, and by whom, for the sentences that go on with it.
#[derive(Debug, Clone, Default)]
pub(super) struct Run {
    /// Who spoke last.
    pub(super) speaker: Option<Speaker>,
    /// In which leaf.
    pub(super) leaf: usize,
    /// How many sentences ago, counted in units.
    pub(super) age: usize,
    /// Whether anybody has spoken yet.
    pub(super) open: bool,
}

/// The longest sentence that is read, in tokens; a longer one is no prose.
const LONGEST: usize = 300;

/// The clauses of a unit that tell what somebody said, ascending; `run` is what was said last,
/// `None` where no sentence goes on with it.
pub(super) fn find(unit: &Unit<'_>, speakers: &Speakers<'_>, run: Option<&Run>) -> Vec<Told> {
    let view = unit.view(None);
    let mut found: Vec<Told> = Vec::new();
    if let Some(told) = dash::find(unit, speakers) {
        return vec![told];
    }
    for period in periods(view).into_iter().filter(|period| period.tokens.len() <= LONGEST) {
        let reader = Reader { unit, view, period: &period, speakers };
        let from = found.len();
        reader.cues(&mut found);
        if found.len() == from {
            let last = found.last();
            let goes_on = run.and_then(|run| {
                let run = last.map_or_else(|| run.clone(), |told| went_on(run, told, unit));
                reader.run(&run)
            });
            found.extend(reader.hearsay(run).or(goes_on));
        }
    }
    found
}

/// The run behind a clause of the same unit.
fn went_on(run: &Run, told: &Told, unit: &Unit<'_>) -> Run {
    let speaker = told.speaker.clone().or_else(|| run.speaker.clone());
    Run { speaker, leaf: unit.leaves.1, age: 0, open: true }
}

/// Reads a sentence.
pub(super) struct Reader<'s, 'a> {
    unit: &'s Unit<'a>,
    view: View<'s, 'a>,
    period: &'s Period,
    speakers: &'s Speakers<'s>,
}

impl<'s> Reader<'s, '_> {
    /// Goes through the sentence's cues and adds what each introduces.
    fn cues(&self, found: &mut Vec<Told>) {
        let from = found.len();
        let cues = &self.unit.cues;
        let first = cues.partition_point(|cue| cue.first() < self.period.tokens.start);
        let inside = cues[first..].iter().take_while(|cue| cue.first() < self.period.tokens.end);
        let inside: Vec<&Cue> = inside.collect();
        for cue in &inside {
            let Some(told) = self.of_cue(cue) else { continue };
            let own = &found[from..];
            // What another cue introduces already, and what only repeats a report in another.
            let same = |other: &Told| {
                other.tokens.start == told.tokens.start
                    || (weak(told.kind) && covers(&other.tokens, &told.tokens))
            };
            if !own.iter().any(same) {
                found.push(told);
            }
        }
        let reported = found.len() > from;
        if !reported && let Some(told) = inside.iter().find_map(|cue| self.report(cue)) {
            found.push(told);
        }
    }

    /// What a cue introduces.
    fn of_cue(&self, cue: &Cue) -> Option<Told> {
        match &cue.sort {
            Sort::Verb(_) | Sort::Phrase(PhraseKind::WithoutSpeaker) => {
                self.manner(cue).or_else(|| self.after(cue)).or_else(|| self.before(cue))
            }
            Sort::Phrase(PhraseKind::BehindQuote) => self.before(cue),
            Sort::Phrase(_) | Sort::Source => self.source(cue),
            Sort::Noun => self.after(cue),
        }
    }

    /// A clause, if the language has a rule for it and it holds more than a quotation.
    fn told(
        &self,
        kind: Kind,
        cue: &Cue,
        tokens: Range<usize>,
        frame: Range<usize>,
    ) -> Option<Told> {
        self.speakers.rule(self.view.grammar, kind)?;
        let words = |range: &Range<usize>| {
            range.clone().filter(|&at| self.view.tokens[at].word().is_some()).count()
        };
        let inside = covers(&tokens, &frame);
        let own = words(&tokens) - if inside { words(&frame) } else { 0 };
        if own < 2 {
            return None;
        }
        if self.is_own(cue) {
            return None;
        }
        let speaker = match cue.sort {
            Sort::Noun => self.of_noun(cue),
            _ if cue.place == Place::Nowhere => self.of_nobody(cue),
            _ => self.speakers.of_cue(self.view, cue),
        };
        Some(Told { tokens, kind, cue: cue.tokens.clone(), frame, speaker, shown: None })
    }

    /// Whether somebody only says what they think themselves: “ich glaube, dass …”.
    fn is_own(&self, cue: &Cue) -> bool {
        let own = &self.view.grammar.words.own;
        !own.is_empty()
            && cue.place == Place::Verb
            && self
                .speakers
                .beside(self.view, cue)
                .is_some_and(|phrase| self.view.is_in(phrase.tokens.start, own))
    }

    /// Who speaks beside a phrase that names nobody: a word that points back stands for its source.
    fn of_nobody(&self, cue: &Cue) -> Option<Speaker> {
        let anaphoric = cue.sort == Sort::Phrase(PhraseKind::Anaphoric);
        if !anaphoric {
            let phrase = document(self.view, cue)?;
            return Some(self.speakers.named(self.view, &phrase));
        }
        let span = self.view.bytes(&(cue.first()..cue.last() + 1));
        Some(Speaker { span, agent: None })
    }

    /// The end of the sentence, the last token of the clause excluded.
    fn end(&self) -> usize {
        self.period.tokens.end
    }

    fn is_verb(&self, cue: &Cue) -> bool {
        matches!(cue.sort, Sort::Verb(_) | Sort::Phrase(PhraseKind::WithoutSpeaker))
    }

    fn takes_clause(&self, cue: &Cue) -> bool {
        !matches!(cue.sort, Sort::Verb(_)) || cue.takes(Takes::Clause)
    }
}

/// Whether one range lies in another.
fn covers(outer: &Range<usize>, inner: &Range<usize>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

/// Whether a clause only counts where no other is told.
fn weak(kind: Kind) -> bool {
    !matches!(kind, Kind::Clause | Kind::Noun)
}
