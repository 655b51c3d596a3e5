//! Quantities: money with the currency's ISO 4217 code, percentages, measures with their UCUM
//! code, ages, counts, ranges of all these, and what the text says of their exactness.
//!
//! In goes a document with its leaves; out come spans with a decimal number and a unit each, and
//! the rule that read them. Numbers are exact: nothing is computed in floating point. An amount
//! that can be read in two ways (“1,200 Euro” in German) is left alone; durations, dates and
//! hours of the day belong to the dates. Bare numbers and ordinals are found by two rules of their
//! own (`quantities.number`, `quantities.ordinal`), for the scorer's eyes alone, and only where the
//! document holds no other amounts.

mod bound;
mod choice;
mod count;
mod data;
mod finding;
mod guard;
mod hundredths;
mod language;
mod mark;
mod part;
mod range;
mod sole;
mod starts;
mod sterling;

use std::borrow::Cow;
use std::ops::Range;

use self::data::{Kind, Reading as Way};
use self::language::Language;
use self::mark::Era;
use self::part::{Measured, Part, Scene};
use self::range::Ends;
use super::found::{Found, keep};
use super::leaves::LeafText;
use super::numbers::Exact;
use super::reading::Reading;
use super::switches::Switches;
use crate::annotation::{Bound, Confidence, Quantity, Reason};
use crate::text::is_word;

/// An amount.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Amount {
    /// How much of what.
    pub(super) quantity: Quantity,
    /// The same as the gold files spell it.
    gold: Option<finding::Spelling>,
}

impl Amount {
    /// One that an editor's rule found.
    pub(super) fn own(quantity: Quantity) -> Self {
        Self { quantity, gold: None }
    }
}

/// A number that never ends as a decimal is rounded to so many digits, and is about that much.
const DIGITS: usize = 15;

/// All amounts in a document, ascending, none overlapping another.
pub(super) fn find(reading: &Reading<'_>, switches: &Switches) -> Vec<Found<Amount>> {
    let era = Era::of(reading.document.metadata.sort_date());
    let mut found = Vec::new();
    for one in reading.leaves.iter().flat_map(|leaf| find_in(leaf, switches, era)) {
        keep(&mut found, one);
    }
    sole::only(found)
}

fn find_in(leaf: &LeafText<'_>, switches: &Switches, era: Era) -> Vec<Found<Amount>> {
    let Some(language) = language::language(leaf.language()) else { return Vec::new() };
    let scene = Scene { language, text: leaf.text(), switches };
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = next_start(language, leaf.text(), at) {
        at = match scene.amount(start) {
            Some(amount) => {
                let end = amount.span().end;
                found.extend(scene.found(leaf, amount, era));
                end
            }
            None => skip(leaf.text(), start),
        };
    }
    found
}

/// The next byte from `at` on at which an amount may begin: where no word goes on, and outside
/// addresses.
fn next_start(language: &Language, text: &str, mut at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    while at < bytes.len() {
        if language.starts.at(&bytes[at..]) {
            return Some(at);
        }
        at = skip(text, at);
    }
    None
}

/// Behind the word or sign at `at`; behind all of a web address, and of a number with its
/// separators.
fn skip(text: &str, at: usize) -> usize {
    let bytes = &text.as_bytes()[at..];
    let letters = bytes.iter().take_while(|b| b.is_ascii_alphabetic()).count();
    if bytes.get(letters) == Some(&b' ') {
        return at + letters + 1;
    }
    let rest = &text[at..];
    let number = bytes.first().is_some_and(u8::is_ascii_digit);
    let inside = |c: char| is_word(c) || (number && matches!(c, '.' | ',' | ':' | '/'));
    let length = rest.find(|c| !inside(c)).unwrap_or(rest.len());
    if length == 0 {
        return at + rest.chars().next().map_or(1, char::len_utf8);
    }
    if rest[length..].starts_with("://") || &rest[..length] == "www" {
        return at + rest.find(' ').unwrap_or(rest.len());
    }
    at + length
}

/// What was found at one place.
enum Seen {
    One(Part<'static>),
    Two(usize, Ends<'static>),
}

impl Seen {
    fn span(&self) -> Range<usize> {
        match self {
            Self::One(part) => part.span.clone(),
            Self::Two(start, ends) => *start..ends.high.span.end,
        }
    }
}

impl Scene<'_> {
    /// The amount that begins at `at`.
    fn amount(self, at: usize) -> Option<Seen> {
        if self.text[..at].ends_with(is_word) && self.text[at..].starts_with(char::is_alphabetic) {
            return None;
        }
        let ordinal = || self.ordinal(at).map(Seen::One);
        let Some(first) = self.sterling(at).or_else(|| self.part(at)) else { return ordinal() };
        if let Some(ends) = self.range(&first) {
            return Some(Seen::Two(first.span.start, ends));
        }
        if first.unit != Measured::Nothing {
            return (!first.cut && !first.unsure).then_some(Seen::One(first));
        }
        if let Some(counted) = self.counted(&first) {
            return Some(Seen::One(counted));
        }
        let later = ordinal().filter(|seen| seen.span().end > first.span.end);
        later.or_else(|| {
            let on = self.language.rule(Way::Number, self.switches).is_some();
            (on && !first.cut && !first.unsure).then_some(Seen::One(first))
        })
    }

    fn found(self, leaf: &LeafText<'_>, seen: Seen, era: Era) -> Option<Found<Amount>> {
        let span = seen.span();
        let (part, low, joint) = match seen {
            Seen::One(part) => (part, None, None),
            Seen::Two(_, ends) => (ends.high, Some(ends.low), Some(ends.joint)),
        };
        let way = if low.is_some() { Way::Range } else { part.reading };
        let bound = bound::bound(&self.language.file.bounds, self.text, &span, way);
        let mut evidence = vec![part.shown_by.clone()];
        evidence.extend(joint);
        evidence.extend(bound.iter().map(|(_, words)| words.clone()));
        evidence.sort_by_key(|words| words.start);
        let beaten = if low.is_some() { Some(part.reading) } else { part.beaten };
        let reason = Reason {
            evidence: evidence.into_iter().filter_map(|words| leaf.locate(words)).collect(),
            confidence: confidence(&part),
            beat: beaten.and_then(|way| self.rule(way)).into_iter().collect(),
        };
        let quantity = quantity(&part, low, bound.map(|(bound, _)| bound), era)?;
        let core = leaf.locate(finding::core(&part))?;
        let gold = finding::spelling(&part, core, self.language.file.gold)?;
        let what = Amount { quantity, gold: Some(gold) };
        Some(Found { span: leaf.locate(span)?, rule: self.rule(way)?, reason, what })
    }

    fn rule(self, way: Way) -> Option<Cow<'static, str>> {
        self.language.rule(way, self.switches).cloned()
    }
}

fn confidence(part: &Part<'_>) -> Confidence {
    match (part.reading, &part.unit) {
        (Way::Number | Way::Ordinal, _) => Confidence::Possible,
        (Way::Count, _) | (_, Measured::Unit(_, Some(_))) => Confidence::Probable,
        _ if part.beaten == Some(Way::Measure) || part.beaten == Some(Way::MoneyBehind) => {
            Confidence::Probable
        }
        _ => Confidence::Certain,
    }
}

/// What the annotation says.
fn quantity(
    part: &Part<'_>,
    low: Option<Exact>,
    bound: Option<Bound>,
    era: Era,
) -> Option<Quantity> {
    let ends = part.value.spelled().is_some() && low.is_none_or(|low| low.spelled().is_some());
    let bound = bound.unwrap_or(if ends { Bound::Exact } else { Bound::About });
    let (value, to) = match low {
        Some(low) => (low, Some(part.value.rounded(DIGITS)?)),
        None => (part.value, None),
    };
    Some(Quantity { value: value.rounded(DIGITS)?, unit: era.unit(unit(&part.unit)), to, bound })
}

/// The unit's code, or its name as the text gives it.
fn unit(measured: &Measured<'_>) -> String {
    match measured {
        Measured::Unit(_, Some(name)) | Measured::Counted(name) => name.clone(),
        Measured::Unit(unit, None) if unit.kind == Kind::Age && unit.code.is_empty() => {
            "a".to_owned()
        }
        Measured::Unit(unit, None) => unit.code.clone(),
        Measured::Rate(unit, time) => format!("{}/{}", unit.code, time.code),
        Measured::Nothing | Measured::Relative(_) => String::new(),
    }
}

#[cfg(test)]
mod tests;
