//! What own rules find, layer by layer.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::ops::Range;

use regex::Captures;

use super::super::Findings;
use super::super::certainty::Certain;
use super::super::dates::Timex;
use super::super::found::Found;
use super::super::leaves::LeafText;
use super::super::names::Name;
use super::super::patterns::{Next, whole};
use super::super::quantities::Amount;
use super::super::quotations::{Speaker, Speech};
use super::super::reading::Reading;
use super::super::references::Reference;
use super::super::select::{Candidate, leftmost_longest};
use super::{Makes, OwnRule, OwnRules};
use crate::annotation::{
    self, Agent, Bound, Confidence, Judgement, Layer, Proposal, Quantity, QuotationStyle, Reason,
    ReferenceTarget,
};
use crate::edtf::Edtf;

/// A match of an own rule.
struct Match<'r> {
    rule: &'r OwnRule,
    /// Bytes of the document's text that it is about.
    target: Range<usize>,
    /// What the pattern matched as a whole.
    evidence: Range<usize>,
    value: String,
    link: Option<String>,
    speaker: Option<Range<usize>>,
    cue: Option<Range<usize>>,
    /// The sentence in which it stands.
    sentence: Range<usize>,
}

impl OwnRules {
    /// Adds what the rules find in the layers asked for, in place of what is there over the same
    /// words.
    pub(in crate::recognise) fn add(
        &self,
        reading: &Reading<'_>,
        layers: &[Layer],
        findings: &mut Findings,
    ) {
        let mut matches: Vec<Match<'_>> =
            reading.leaves.iter().flat_map(|leaf| self.matches(leaf)).collect();
        matches.retain(|one| layers.contains(&one.rule.makes.layer()));
        if matches.is_empty() {
            return;
        }
        replace(&mut findings.names, made(&matches, |one| one.name()));
        replace(&mut findings.dates, made(&matches, |one| one.date()));
        replace(&mut findings.quotations, made(&matches, |one| one.speech(reading)));
        replace(&mut findings.quantities, made(&matches, |one| one.amount()));
        replace(&mut findings.references, made(&matches, |one| one.reference()));
        // A sentence may say several things of its certainty.
        findings.certainty.extend(made(&matches, |one| one.certain()));
        findings.certainty.sort_by_key(|found| (found.span.start, Reverse(found.span.end)));
    }

    /// Matches in one leaf; of those of one layer over the same words the first, the longest, then
    /// the one whose rule stands first.
    fn matches(&self, leaf: &LeafText<'_>) -> Vec<Match<'_>> {
        let Some(patterns) = &self.patterns else { return Vec::new() };
        let mut by_layer: [Vec<Candidate<Match<'_>>>; Layer::ALL.len()] = Default::default();
        patterns.each(leaf.text(), |index, captures| {
            let rule = &self.rules[index];
            let speaks = rule.language.as_deref().is_none_or(|tag| tag == leaf.language());
            if speaks
                && self.switches.on(&rule.name)
                && let Some(found) = found(leaf, rule, captures)
            {
                let span = target(captures);
                let place = rule.makes.layer() as usize;
                by_layer[place].push(Candidate { span, rank: index, found: Some(found) });
            }
            Next::Behind
        });
        let chosen = by_layer.into_iter().flat_map(leftmost_longest);
        chosen.map(|(_, found)| found).collect()
    }
}

/// What the rule is about: the group `target`, or all that it matched.
fn target(captures: &Captures<'_>) -> Range<usize> {
    captures.name("target").map_or_else(|| whole(captures), |group| group.range())
}

fn found<'r>(leaf: &LeafText<'_>, rule: &'r OwnRule, captures: &Captures<'_>) -> Option<Match<'r>> {
    let span = target(captures);
    let value = value_of(rule, captures);
    if span.is_empty() || !rule.makes.accepts(&value) {
        return None;
    }
    let group = |name| captures.name(name).and_then(|group| leaf.locate(group.range()));
    let around = leaf.sentences().iter().find(|sentence| sentence.end > span.start);
    let link = match &rule.makes {
        Makes::Reference(_, Some(template)) => Some(expanded(template, captures)),
        _ => None,
    };
    Some(Match {
        rule,
        target: leaf.locate(span.clone())?,
        evidence: leaf.locate(whole(captures))?,
        value,
        link,
        speaker: group("speaker"),
        cue: group("cue"),
        sentence: leaf.locate(around.cloned().unwrap_or(span))?,
    })
}

/// A match's value: the template with its groups, or the words themselves.
pub(super) fn value_of(rule: &OwnRule, captures: &Captures<'_>) -> String {
    match &rule.value {
        Some(template) => expanded(template, captures),
        None => {
            let group = captures.name("target").or_else(|| captures.get(0));
            group.map_or_else(String::new, |group| group.as_str().to_owned())
        }
    }
}

fn expanded(template: &str, captures: &Captures<'_>) -> String {
    let mut text = String::new();
    captures.expand(template, &mut text);
    text
}

impl Makes {
    /// Whether it can use a value.
    pub(super) fn accepts(&self, value: &str) -> bool {
        match self {
            Self::Date => Edtf::parse(value).is_ok(),
            Self::Quantity(_) => is_decimal(value),
            _ => !value.trim().is_empty(),
        }
    }

    /// What its value has to be.
    pub(super) fn wants(&self) -> &'static str {
        match self {
            Self::Date => "EDTF date",
            Self::Quantity(_) => "decimal number",
            _ => "value",
        }
    }

    /// How to get one.
    pub(super) fn advice(&self) -> &'static str {
        match self {
            Self::Date => {
                "name the pattern's groups and put them together: value = \"$year-$month\""
            }
            Self::Quantity(_) => "catch the digits alone: value = \"$number\"",
            _ => "leave `value` out to take the words themselves",
        }
    }
}

/// Digits with at most one point between them.
fn is_decimal(text: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let text = text.strip_prefix('-').unwrap_or(text);
    match text.split_once('.') {
        Some((whole, fraction)) => digits(whole) && digits(fraction),
        None => digits(text),
    }
}

/// What one layer makes of the matches, ascending.
fn made<T>(matches: &[Match<'_>], make: impl Fn(&Match<'_>) -> Option<T>) -> Vec<Found<T>> {
    let mut made: Vec<Found<T>> = Vec::new();
    for one in matches {
        let Some(what) = make(one) else { continue };
        let span = match one.rule.makes {
            Makes::Certainty(_) => one.sentence.clone(),
            _ => one.target.clone(),
        };
        let reason = Reason::shown_by(Confidence::Certain, vec![one.evidence.clone()]);
        made.push(Found { span, rule: Cow::Owned(one.rule.name.clone()), reason, what });
    }
    made.sort_by_key(|found| (found.span.start, Reverse(found.span.end)));
    made
}

/// Puts `new` findings, none overlapping another, among the others: those over the same words give
/// way, and are named as beaten.
fn replace<T>(findings: &mut Vec<Found<T>>, mut new: Vec<Found<T>>) {
    if new.is_empty() {
        return;
    }
    findings.retain(|old| {
        let first = new.partition_point(|new| new.span.end <= old.span.start);
        let Some(winner) = new.get_mut(first).filter(|new| new.span.start < old.span.end) else {
            return true;
        };
        winner.reason.beat.push(old.rule.clone());
        false
    });
    findings.extend(new);
    findings.sort_by_key(|found| (found.span.start, Reverse(found.span.end)));
}

impl Match<'_> {
    fn name(&self) -> Option<Name> {
        match &self.rule.makes {
            Makes::Entry(id, kind) => Some(Name::Entry { id: id.clone(), kind: *kind }),
            Makes::Proposal(kind) => {
                Some(Name::Proposed(Proposal { kind: *kind, name: self.value.clone() }))
            }
            _ => None,
        }
    }

    fn date(&self) -> Option<Timex> {
        if self.rule.makes != Makes::Date {
            return None;
        }
        Some(Timex::own(Edtf::parse(&self.value).ok()?))
    }

    fn speech(&self, reading: &Reading<'_>) -> Option<Speech> {
        if self.rule.makes != Makes::Quotation {
            return None;
        }
        let speaker = self.speaker.clone().map(|span| {
            let words = reading.document.slice(&span).to_owned();
            Speaker { span, agent: Some(Agent::Words(words)) }
        });
        let cue = self.cue.iter().cloned().collect();
        Some(Speech { style: QuotationStyle::Indirect, cue, speaker, frame: None })
    }

    fn certain(&self) -> Option<Certain> {
        let Makes::Certainty(certainty) = self.rule.makes else { return None };
        let sentence = self.sentence.clone();
        Some(Certain { judgement: Judgement { certainty, by: None }, sentence })
    }

    fn amount(&self) -> Option<Amount> {
        let Makes::Quantity(unit) = &self.rule.makes else { return None };
        let (value, unit) = (self.value.clone(), unit.clone());
        Some(Amount::own(Quantity { value, unit, to: None, bound: Bound::Exact }))
    }

    fn reference(&self) -> Option<Reference> {
        let Makes::Reference(kind, _) = self.rule.makes else { return None };
        let target = self.link.clone().map(ReferenceTarget::Address);
        let value = self.value.clone();
        Some(Reference::own(annotation::Reference { kind, value, target }))
    }
}
