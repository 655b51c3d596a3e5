//! The patterns of amounts, made from a language's words.

use std::ops::Range;

use regex::{Captures, Regex};

use super::super::alternation::{alternation, look_up};
use super::currency::{CODES, SIGNS};
use super::decimal::{self, Convention};
use crate::text::is_word;

/// How a language writes amounts of money.
pub(super) struct Words {
    /// What `1.200` and `1,200` mean.
    pub(super) convention: Convention,
    /// Words that multiply, with the number of zeros they stand for.
    pub(super) multipliers: &'static [(&'static str, usize)],
    /// Letters that multiply where they stand right behind a number with its currency before it.
    pub(super) short_multipliers: &'static [(&'static str, usize)],
    /// Words for “one” that may stand before a multiplier.
    pub(super) one: &'static [&'static str],
    /// Units in words, with their ISO 4217 codes where they have one.
    pub(super) units: &'static [(&'static str, &'static str)],
    /// Hundredths of a unit.
    pub(super) hundredths: &'static [&'static str],
    /// Whether an amount in pounds is one of weight, by the text before and behind it.
    pub(super) weighs: fn(&str, &str) -> bool,
    /// Names of the rules.
    pub(super) rules: Rules,
}

/// Names of a language's rules.
pub(super) struct Rules {
    /// `5 Euro`
    pub(super) unit_behind: &'static str,
    /// `€5`
    pub(super) unit_before: &'static str,
    /// `eine Million Euro`
    pub(super) in_words: &'static str,
    /// `5 Euro 20 Cent`
    pub(super) with_hundredths: &'static str,
}

/// An amount in a text.
pub(super) struct Amount {
    /// Bytes of the text.
    pub(super) span: Range<usize>,
    /// Number and unit; `None` where it can be read in two ways.
    pub(super) value: Option<(String, &'static str)>,
    /// The rule that read it.
    pub(super) rule: &'static str,
}

/// A language's patterns.
pub(super) struct Patterns {
    words: Words,
    with_hundredths: Option<Regex>,
    unit_behind: Option<Regex>,
    unit_before: Option<Regex>,
    in_words: Option<Regex>,
    /// A second number with a multiplier that holds for the first as well.
    shared_multiplier: Option<Regex>,
    /// A multiplier behind the unit: “75 USD million”.
    late_multiplier: Option<Regex>,
    /// Further rules of the language.
    further: Option<fn(&str) -> Vec<Amount>>,
}

/// A number; a bound on its length keeps every attempt short.
const NUMBER: &str = r"[0-9]{1,15}(?:[.,'’][0-9]{1,15}| [0-9]{3}){0,5}";

/// What a price may have instead of hundredths: `50,-`.
const NO_HUNDREDTHS: &str = "(?:[.,](?:--?|–|—))?";

impl Patterns {
    pub(super) fn new(words: Words, further: Option<fn(&str) -> Vec<Amount>>) -> Self {
        let signs = signs();
        let units = format!("{signs}|{}", alternation(words.units.iter().map(|(word, _)| *word)));
        let times = alternation(words.multipliers.iter().map(|(word, _)| *word));
        let short = alternation(words.short_multipliers.iter().map(|(word, _)| *word));
        let one = alternation(words.one.iter().copied());
        let hundredths = alternation(words.hundredths.iter().copied());
        let amount = format!("(?P<n>{NUMBER}){NO_HUNDREDTHS}");
        let regex = |pattern: String| Regex::new(&pattern).ok();
        Self {
            with_hundredths: regex(format!(
                "(?P<n>{NUMBER}) (?P<u>{units})(?: and| und|,)? (?P<c>[0-9]{{1,2}}) (?:{hundredths})"
            )),
            unit_behind: regex(format!("[-−]?{amount}(?:[ -]?(?P<x>{times}))?[ -]?(?P<u>{units})")),
            unit_before: regex(format!(
                "[-−]?(?P<u>{signs}) ?{amount}(?: ?-?(?P<x>{times})| ?(?P<k>{short}))?"
            )),
            in_words: regex(format!("(?:{one}) (?P<x>{times})[ -](?P<u>{units})")),
            shared_multiplier: regex(format!(
                "^(?:(?: ?[-–—] ?| to | or | bis | oder )(?:{signs})? ?| and | und ){NUMBER}[ -]?(?:{times}|{short})"
            )),
            late_multiplier: regex(format!("^ (?:{times})")),
            words,
            further,
        }
    }

    /// Every amount in a text, in no order; they may overlap.
    pub(super) fn find(&self, text: &str) -> Vec<Amount> {
        let rules = &self.words.rules;
        let mut found = self.further.map_or_else(Vec::new, |further| further(text));
        for (regex, rule) in [
            (&self.with_hundredths, rules.with_hundredths),
            (&self.unit_behind, rules.unit_behind),
            (&self.unit_before, rules.unit_before),
            (&self.in_words, rules.in_words),
        ] {
            let Some(regex) = regex else { continue };
            scan(text, regex, |captures, span| {
                let span = signed(text, span);
                let alone = begins(&text[..span.start], &text[span.clone()])
                    && ends(&text[..span.end], &text[span.end..]);
                let value = self.value(captures, text, &span);
                alone.then(|| found.push(Amount { span, value, rule })).is_some()
            });
        }
        found
    }

    /// Number and unit of a match; `None` where they are not sure.
    fn value(
        &self,
        captures: &Captures<'_>,
        text: &str,
        span: &Range<usize>,
    ) -> Option<(String, &'static str)> {
        let group = |name| captures.name(name).map(|group| group.as_str());
        let unit = self.unit(group("u")?)?;
        let places = match (group("x"), group("k")) {
            (Some(word), _) => *look_up(self.words.multipliers, word)?,
            (_, Some(word)) => *look_up(self.words.short_multipliers, word)?,
            _ => 0,
        };
        let (before, rest) = (&text[..span.start], &text[span.end..]);
        if places == 0 && self.late_multiplier.as_ref().is_some_and(|r| r.is_match(rest)) {
            return None;
        }
        let small = group("n").is_some_and(|number| number.len() <= 3);
        if small && places == 0 && self.shared_multiplier.as_ref().is_some_and(|r| r.is_match(rest))
        {
            return None;
        }
        if unit == "GBP" && is_word_unit(group("u")?) && (self.words.weighs)(before, rest) {
            return None;
        }
        let number = match group("n") {
            Some(written) => decimal::read(written, self.words.convention, places > 0)?,
            None => "1".to_owned(),
        };
        let number = match group("c") {
            Some(_) if number.contains('.') => return None,
            Some(hundredths) => decimal::plain(&number, &format!("{hundredths:0>2}")),
            None => decimal::shift(&number, places),
        };
        let minus = if text[span.clone()].starts_with(['-', '−']) { "-" } else { "" };
        Some((format!("{minus}{number}"), unit))
    }

    fn unit(&self, written: &str) -> Option<&'static str> {
        let sign = SIGNS.iter().chain(CODES).find(|(sign, _)| *sign == written);
        sign.map(|(_, code)| *code).or_else(|| look_up(self.words.units, written).copied())
    }
}

/// Signs and codes as an alternation, as they are written and in no other case.
fn signs() -> String {
    let mut all: Vec<&str> = SIGNS.iter().chain(CODES).map(|(sign, _)| *sign).collect();
    all.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    let escaped: Vec<String> = all.into_iter().map(regex::escape).collect();
    escaped.join("|")
}

/// Calls `take` for each match; where it refuses one, looks again behind the match's first letter.
pub(super) fn scan(
    text: &str,
    regex: &Regex,
    mut take: impl FnMut(&Captures<'_>, Range<usize>) -> bool,
) {
    let mut at = 0;
    while let Some(captures) = regex.captures_at(text, at) {
        let Some(whole) = captures.get(0) else { break };
        let taken = take(&captures, whole.range());
        at = if taken { whole.end() } else { text.ceil_char_boundary(whole.start() + 1) };
    }
}

/// The span with its minus sign only where that is one, and no hyphen or dash.
fn signed(text: &str, span: Range<usize>) -> Range<usize> {
    let Some(sign) = text[span.clone()].chars().next().filter(|c| matches!(c, '-' | '−')) else {
        return span;
    };
    let before = text[..span.start].chars().next_back();
    if before.is_none_or(|c| c == ' ' || c == '(') {
        span
    } else {
        span.start + sign.len_utf8()..span.end
    }
}

/// Whether an amount may begin behind `before`.
pub(super) fn begins(before: &str, amount: &str) -> bool {
    let mut back = before.chars().rev();
    match back.next() {
        Some(c) if is_word(c) => !amount.starts_with(is_word) && !c.is_alphabetic(),
        Some('%' | '=' | '&') => false,
        Some('.' | ',' | ':' | '/' | '\'' | '’') => {
            !back.next().is_some_and(|c| c.is_ascii_digit())
        }
        Some(' ') => !continues_number(before, amount),
        _ => true,
    }
}

/// Whether the digits before a blank and the three behind it are one number that is cut in two.
fn continues_number(before: &str, amount: &str) -> bool {
    let digits = amount.bytes().take_while(u8::is_ascii_digit).count();
    let back: Vec<char> = before.chars().rev().skip(1).take(4).collect();
    let group = back.len() >= 3 && back.iter().take(3).all(char::is_ascii_digit);
    digits == 3 && group && back.get(3) == Some(&' ')
}

/// Whether an amount may end before `rest`.
pub(super) fn ends(amount: &str, rest: &str) -> bool {
    let mut ahead = rest.chars();
    match ahead.next() {
        Some(c) if is_word(c) => !amount.ends_with(is_word),
        Some('.' | ',' | ':' | '/' | '-' | '–' | '’' | '\'')
            if amount.ends_with(|c: char| c.is_ascii_digit()) =>
        {
            !ahead.next().is_some_and(|c| c.is_ascii_digit())
        }
        _ => true,
    }
}

/// Whether a unit is written as a word.
fn is_word_unit(unit: &str) -> bool {
    unit.chars().count() > 3
}
