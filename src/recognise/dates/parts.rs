//! The parts of a match by name.
//!
//! A part is what a slot of the pattern holds: what its word means where it is a word of a list,
//! else the text. A meaning may set several parts at once: `unit=day n=-1`. What neither says may
//! stand in the rule itself (`set`).

use std::ops::Range;
use std::str::FromStr;

use super::guard;
use super::language::{Compiled, Language};
use super::matcher::{Capture, Line};
use super::pattern::TARGET;

/// A match of a rule.
#[derive(Clone, Copy)]
pub(super) struct Parts<'a> {
    /// The language of the rule.
    pub(super) language: &'a Language,
    /// The rule.
    pub(super) compiled: &'a Compiled,
    /// Where it matched.
    pub(super) line: Line<'a>,
    /// What its slots hold.
    pub(super) captures: &'a [Capture],
    /// First token and the one behind the last.
    pub(super) whole: (usize, usize),
}

impl<'a> Parts<'a> {
    /// First token of the time itself, and the one behind its last.
    pub(super) fn target(&self) -> (usize, usize) {
        self.tokens(TARGET).unwrap_or(self.whole)
    }

    /// The tokens of a slot.
    fn tokens(&self, name: &str) -> Option<(usize, usize)> {
        self.captured(name).and_then(|capture| Some((capture.first, capture.end?)))
    }

    /// The bytes of a slot.
    pub(super) fn bytes(&self, name: &str) -> Option<Range<usize>> {
        Some(guard::bytes(self.line, self.tokens(name)?))
    }

    fn captured(&self, name: &str) -> Option<&'a Capture> {
        let slots = &self.compiled.program.slots;
        let named = |capture: &&Capture| capture.end.is_some() && slots[capture.slot] == name;
        self.captures.iter().rev().find(named)
    }

    /// What the part says; a number that `name` ends with is that of the slot.
    pub(super) fn text(&self, name: &str) -> Option<&'a str> {
        let captured = self.captured(name).map(|capture| self.said(capture));
        captured
            .or_else(|| self.assigned(name))
            .or_else(|| self.compiled.rule.set.get(name).map(String::as_str))
    }

    fn said(&self, capture: &'a Capture) -> &'a str {
        match capture.meaning {
            Some(meaning) => self.line.lexicon.meaning(meaning),
            None => {
                let end = capture.end.unwrap_or(capture.first);
                &self.line.text[guard::bytes(self.line, (capture.first, end))]
            }
        }
    }

    /// What a word's meaning sets: `unit=day n=-1`.
    fn assigned(&self, name: &str) -> Option<&'a str> {
        let slots = &self.compiled.program.slots;
        self.captures.iter().find_map(|capture| {
            let meaning = self.line.lexicon.meaning(capture.meaning?);
            if !meaning.contains('=') {
                return None;
            }
            let slot = &slots[capture.slot];
            let number = slot.trim_start_matches(|c: char| !c.is_ascii_digit());
            let base = name.strip_suffix(number)?;
            meaning.split(' ').find_map(|one| one.strip_prefix(base)?.strip_prefix('='))
        })
    }

    /// Whether the part is there.
    pub(super) fn has(&self, name: &str) -> bool {
        self.text(name).is_some()
    }

    /// The part as a number or a keyword.
    pub(super) fn parse<T: FromStr>(&self, name: &str) -> Option<T> {
        self.text(name)?.parse().ok()
    }

    /// A count: digits (`int`, with `frac` behind a decimal sign), a number as a word (`number`),
    /// or what the rule sets (`n`).
    pub(super) fn count(&self, suffix: &str) -> Option<String> {
        let part = |name: &str| self.text(&format!("{name}{suffix}"));
        if let Some(digits) = part("int") {
            let whole = digits.trim_start_matches('0');
            let whole = if whole.is_empty() { "0" } else { whole };
            return Some(match part("frac") {
                Some(fraction) => format!("{whole}.{fraction}"),
                None => whole.to_owned(),
            });
        }
        part("number").or_else(|| part("n")).map(str::to_owned)
    }
}
