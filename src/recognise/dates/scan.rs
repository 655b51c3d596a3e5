//! One pass over a leaf: at each token the rules that may begin there.
//!
//! Of candidates that overlap the leftmost wins, of those the longest, of those the one with more
//! words around it, of those the first rule.
//! Since times are read from left to right, each may count from those before it.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::ops::Range;

use super::super::found::{Found, keep};
use super::super::leaves::LeafText;
use super::super::switches::Switches;
use super::doubt::{Doubt, DoubtKind, is_no_day, is_told_as_past};
use super::guard;
use super::language::{Compiled, Language};
use super::list;
use super::matcher::{Line, Matcher};
use super::meant::Meant;
use super::parts::Parts;
use super::read::{Context, Verdict, read};
use super::reference::{Mention, Mentions, Reference};
use super::token::{Kind, Token, tokenise};
use super::{End, Timex};
use crate::annotation::{Confidence, Modifier, Reason};
use crate::edtf::{Bound, Day, Edtf};

/// What reading a document needs and keeps from leaf to leaf.
pub(super) struct Scanner<'a> {
    reference: Option<Reference>,
    /// The last day on which the document can have been written.
    latest: Option<Day>,
    switches: &'a Switches,
    mentions: Mentions,
    tokens: Vec<Token>,
    matcher: Matcher,
    /// For what follows a match, whose captures are still needed.
    ahead: Matcher,
    candidates: Vec<Candidate>,
    found: Vec<Found<Timex>>,
    doubts: Vec<Doubt>,
}

/// A rule that applies.
struct Candidate {
    rule: usize,
    /// Tokens of the whole match.
    whole: (usize, usize),
    /// Tokens of the time itself.
    target: (usize, usize),
    /// `None` for what is never one.
    meant: Option<Meant>,
    /// Whether the words name a day that no calendar has.
    is_no_day: bool,
}

/// A leaf as it is read.
#[derive(Clone, Copy)]
struct Place<'a> {
    leaf: &'a LeafText<'a>,
    number: usize,
    language: &'a Language,
    line: Line<'a>,
}

impl<'a> Scanner<'a> {
    /// For a document of this date.
    pub(super) fn new(
        reference: Option<Reference>,
        latest: Option<Day>,
        switches: &'a Switches,
    ) -> Self {
        Self {
            reference,
            latest,
            switches,
            mentions: Mentions::default(),
            tokens: Vec::new(),
            matcher: Matcher::default(),
            ahead: Matcher::default(),
            candidates: Vec::new(),
            found: Vec::new(),
            doubts: Vec::new(),
        }
    }

    /// What was found, ascending, and what cannot be so.
    pub(super) fn finish(self) -> (Vec<Found<Timex>>, Vec<Doubt>) {
        (self.found, self.doubts)
    }

    /// Reads the next leaf.
    pub(super) fn read(&mut self, leaf: &LeafText<'_>, number: usize, language: &Language) {
        let mut tokens = std::mem::take(&mut self.tokens);
        tokenise(leaf.text(), &language.lexicon, &mut tokens);
        let line = Line { text: leaf.text(), tokens: &tokens, lexicon: &language.lexicon };
        let place = Place { leaf, number, language, line };
        let (mut at, mut free) = (0, 0);
        while at < tokens.len() {
            at = self.step(place, at, &mut free);
        }
        self.tokens = tokens;
    }

    /// What begins with the token `at`; returns the next one to try. Tokens before `free` belong
    /// to what was found before.
    fn step(&mut self, place: Place<'_>, at: usize, free: &mut usize) -> usize {
        self.candidates.clear();
        self.gather(place, at);
        let Some(first) = self.candidates.iter().map(|c| c.target.0).min() else { return at + 1 };
        // What shows that a time follows is no part of it: another may begin on the way there.
        for further in at + 1..=first {
            self.gather(place, further);
        }
        // Of two that read the same words the one that looked further around knows more.
        let best = |(_, c): &(usize, &Candidate)| {
            (c.target.0, Reverse(c.target.1), Reverse(c.whole.1 - c.whole.0), c.rule)
        };
        let Some(chosen) = self.candidates.iter().enumerate().min_by_key(best).map(|(n, _)| n)
        else {
            return at + 1;
        };
        let chosen = self.candidates.swap_remove(chosen);
        self.keep(place, chosen, free);
        (*free).max(at + 1)
    }

    /// Adds the rules that apply from the token `at` on.
    fn gather(&mut self, place: Place<'_>, at: usize) {
        place.language.index.each(place.line, at, |rule| self.attempt(place, at, rule));
    }

    fn attempt(&mut self, place: Place<'_>, at: usize, rule: usize) {
        let (line, language) = (place.line, place.language);
        let compiled = &language.rules[rule];
        let Some(end) = self.matcher.run(&compiled.program, line, at) else { return };
        let whole = (at, end);
        if end == at
            || !self.switches.on(&compiled.rule.name)
            || !guard::stands_alone(language, line, whole)
            || !allowed_by_previous(compiled, line, at)
            || self.is_followed(compiled, line, end)
        {
            return;
        }
        let captures = &self.matcher.captures;
        let parts = Parts { language, compiled, line, captures, whole };
        let context = Context {
            reference: self.reference,
            mentions: &self.mentions,
            leaf: place.number,
            sentence: sentence(place, at),
        };
        let target = parts.target();
        let meant = match read(&parts, &context) {
            Verdict::Time(meant) => Some(modified(meant, &parts)),
            Verdict::Never => None,
            Verdict::No => return,
        };
        let is_no_day = meant.is_none() && is_no_day(&parts);
        self.candidates.push(Candidate { rule, whole, target, meant, is_no_day });
    }

    /// Whether what the rule must not stand before follows.
    fn is_followed(&mut self, compiled: &Compiled, line: Line<'_>, end: usize) -> bool {
        let Some(program) = &compiled.unless_next else { return false };
        self.ahead.run(program, line, end).is_some()
    }

    /// Keeps what was chosen, and what stands in a list with it.
    fn keep(&mut self, place: Place<'_>, chosen: Candidate, free: &mut usize) {
        let Candidate { rule, whole, target, meant, is_no_day } = chosen;
        let line = place.line;
        let lower = *free;
        *free = target.1;
        let Some(span) = place.leaf.locate(guard::bytes(line, target)) else { return };
        if is_no_day {
            self.doubts.push(Doubt { span: span.clone(), kind: DoubtKind::NoSuchDay });
        }
        let Some(meant) = meant else { return };
        let compiled = &place.language.rules[rule];
        if let Some(day) = later_day(&meant, self.latest)
            && is_told_as_past(place.language, line, target, sentence(place, target.0))
        {
            self.doubts.push(Doubt { span: span.clone(), kind: DoubtKind::NotYetPast(day) });
        }
        let mut beat: Vec<Cow<'static, str>> = Vec::new();
        self.candidates.sort_by_key(|other| other.rule);
        for other in self.candidates.iter().filter(|other| other.meant.is_some()) {
            let overlaps = other.target.0 < target.1 && target.0 < other.target.1;
            if overlaps && other.rule != rule {
                beat.push(place.language.rules[other.rule].rule.name.clone());
            }
        }
        if let (true, Some(point)) = (self.switches.on(list::DAYS), meant.point) {
            for (tokens, day) in list::days_before(place.language, line, (lower, target.0), point) {
                self.listed(place, tokens, day, list::DAYS);
            }
        }
        let why = reason(place, compiled, (whole, target), &meant, beat);
        let point = meant.point;
        let time = timex(place, meant);
        let name = compiled.rule.name.clone();
        if let Some(point) = point {
            self.mentions.note(Mention { point, span: span.clone(), leaf: place.number });
        }
        let year = point.filter(|_| time.is_year() && self.switches.on(list::YEARS));
        keep(&mut self.found, Found { span, rule: name, reason: why, what: time });
        let further = |year| list::years_behind(place.language, line, target.1, year);
        for (tokens, year) in year.map(further).unwrap_or_default() {
            *free = tokens.1;
            self.listed(place, tokens, year, list::YEARS);
        }
    }

    /// Keeps a member of a list.
    fn listed(
        &mut self,
        place: Place<'_>,
        tokens: (usize, usize),
        meant: Meant,
        rule: &'static str,
    ) {
        let Some(span) = place.leaf.locate(guard::bytes(place.line, tokens)) else { return };
        if let Some(point) = meant.point {
            self.mentions.note(Mention { point, span: span.clone(), leaf: place.number });
        }
        let reason = Reason::of(Confidence::Probable);
        let what = timex(place, meant);
        keep(&mut self.found, Found { span, rule: Cow::Borrowed(rule), reason, what });
    }
}

/// The day that was read, where the words name it whole and it lies behind the document's own.
fn later_day(meant: &Meant, latest: Option<Day>) -> Option<Day> {
    let own = !meant.from_context && meant.modifier.is_none();
    let date = meant.edtf.as_ref().filter(|_| own)?;
    let day = date.earliest().filter(|day| Some(*day) == date.latest())?;
    (day > latest?).then_some(day)
}

/// Why a rule says what it says: the words around the time, a verb, a time mentioned before.
fn reason(
    place: Place<'_>,
    compiled: &Compiled,
    (whole, target): ((usize, usize), (usize, usize)),
    meant: &Meant,
    beat: Vec<Cow<'static, str>>,
) -> Reason {
    let around = [(whole.0, target.0), (target.1, whole.1)];
    let words = around.into_iter().map(|tokens| trimmed(place.line, tokens));
    let shown = words.chain(meant.shown_by.clone());
    let mut evidence: Vec<Range<usize>> = shown
        .filter(|span| !span.is_empty())
        .filter_map(|span| place.leaf.locate(span))
        .chain(meant.antecedent.clone())
        .collect();
    evidence.sort_by_key(|span| (span.start, span.end));
    evidence.dedup();
    let set = compiled.rule.set.get("confidence").and_then(|word| word.parse().ok());
    let own = if meant.from_context { Confidence::Probable } else { Confidence::Certain };
    Reason { evidence, confidence: set.unwrap_or(own), beat }
}

/// What is kept of a reading.
fn timex(place: Place<'_>, meant: Meant) -> Timex {
    let end =
        |(span, value): (Range<usize>, String)| Some(End { span: place.leaf.locate(span)?, value });
    Timex {
        kind: meant.kind,
        value: meant.value,
        modifier: meant.modifier,
        edtf: meant.edtf,
        ends: meant.ends.into_iter().filter_map(end).collect(),
    }
}

/// Whether the words before a match leave the rule its say.
fn allowed_by_previous(compiled: &Compiled, line: Line<'_>, first: usize) -> bool {
    let Some(class) = compiled.unless_previous else { return true };
    let kind = |token: usize| line.tokens.get(token).map(|token| token.kind);
    let previous = first.checked_sub(1);
    let blank = previous.is_some_and(|token| kind(token) == Some(Kind::Blank));
    let previous = if blank { first.checked_sub(2) } else { previous };
    let Some(Kind::Word(Some(word))) = previous.and_then(kind) else { return true };
    line.lexicon.has(word, class).is_none()
}

/// What a word beside the time says about it; `open` in the rule makes it an interval that has no
/// end (`after`) or no beginning (`before`).
fn modified(meant: Meant, parts: &Parts<'_>) -> Meant {
    let modifier = parts.parse("mod");
    let meant = if modifier == Some(Modifier::Approx) { meant.about() } else { meant };
    let edtf = match (meant.edtf, parts.text("open")) {
        (Some(Edtf::Date(date)), Some("after")) => {
            Some(Edtf::Interval(Bound::Date(date), Bound::Open))
        }
        (Some(Edtf::Date(date)), Some("before")) => {
            Some(Edtf::Interval(Bound::Open, Bound::Date(date)))
        }
        (edtf, _) => edtf,
    };
    Meant { modifier, edtf, ..meant }
}

/// The tokens of the sentence that a token stands in.
fn sentence(place: Place<'_>, token: usize) -> (usize, usize) {
    let tokens = place.line.tokens;
    let Some(byte) = tokens.get(token).map(|token| token.start) else { return (token, token) };
    let sentences = place.leaf.sentences();
    let after = sentences.partition_point(|sentence| sentence.start <= byte);
    let range = after.checked_sub(1).and_then(|n| sentences.get(n)).cloned();
    let range = range.unwrap_or(0..place.line.text.len());
    (
        tokens.partition_point(|token| token.start < range.start),
        tokens.partition_point(|token| token.start < range.end),
    )
}

/// The bytes of tokens without the blanks around them.
fn trimmed(line: Line<'_>, tokens: (usize, usize)) -> Range<usize> {
    let span = guard::bytes(line, tokens);
    if tokens.0 >= tokens.1 {
        return span.start..span.start;
    }
    let words = &line.text[span.clone()];
    let start = span.start + words.len() - words.trim_start().len();
    start..start + words.trim().len()
}
