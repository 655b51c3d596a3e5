//! One amount at one place: a number with its unit before or behind it, or a bare one.
//!
//! In go a leaf's text and the byte at which something may begin; out comes what stands there.
//! Whether it is one end of a range is decided elsewhere.

use std::ops::Range;

use super::super::numbers::{Exact, Number, Place, Spelling};
use super::super::switches::Switches;
use super::data::{Kind, Reading, Unit};
use super::guard::{begins, ends, is_no_amount, may_be_negative};
use super::language::Language;
use crate::text::{is_boundary, is_word};

/// An amount in a text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Part<'l> {
    pub(super) span: Range<usize>,
    pub(super) value: Exact,
    /// What multiplies the number, as a power of ten.
    pub(super) scale: u32,
    pub(super) unit: Measured<'l>,
    /// The unit's words.
    pub(super) shown_by: Range<usize>,
    pub(super) reading: Reading,
    /// Where the number itself ends.
    pub(super) number_end: usize,
    /// Whether digits go on behind it, as in a range.
    pub(super) cut: bool,
    /// Whether it is a number that could be a year, a mark or a pronoun.
    pub(super) unsure: bool,
    /// A unit that the same words could have meant.
    pub(super) beaten: Option<Reading>,
}

/// What an amount is one of.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Measured<'l> {
    /// A unit, and its name where it has no code.
    Unit(&'l Unit, Option<String>),
    /// A unit in a time.
    Rate(&'l Unit, &'l Unit),
    /// What the text names.
    Counted(String),
    Nothing,
    /// A place in a row, counted from the last or from here.
    Relative(String),
}

/// A text that is read in a language.
#[derive(Clone, Copy)]
pub(super) struct Scene<'a> {
    pub(super) language: &'static Language,
    pub(super) text: &'a str,
    pub(super) switches: &'a Switches,
}

/// A number with its sign, where it begins and ends.
#[derive(Clone, Copy)]
pub(super) struct Signed {
    pub(super) start: usize,
    pub(super) number: Number,
}

impl Signed {
    fn end(self) -> usize {
        self.number.end
    }
}

impl Scene<'_> {
    /// What begins at byte `at`, where no word goes on.
    pub(super) fn part(self, at: usize) -> Option<Part<'static>> {
        if !begins(&self.text[..at], &self.text[at..]) {
            return None;
        }
        self.part_inside(at)
    }

    /// The same where something else may stand right before it.
    pub(super) fn part_inside(self, at: usize) -> Option<Part<'static>> {
        self.money_before(at).or_else(|| {
            let signed = self.signed(at)?;
            self.behind(signed).or_else(|| self.bare(signed))
        })
    }

    pub(super) fn on(self, reading: Reading) -> bool {
        self.language.rule(reading, self.switches).is_some()
    }

    /// The number at `at`, with a minus sign or without.
    fn signed(self, at: usize) -> Option<Signed> {
        let numbers = self.language.numbers;
        let sign = ['-', '−'].iter().find(|sign| self.text[at..].starts_with(**sign));
        let behind = match sign {
            Some(sign) if may_be_negative(&self.text[..at]) => at + sign.len_utf8(),
            Some(_) => return None,
            None => numbers.minus(self.text, at).unwrap_or(at),
        };
        let mut number = numbers.read(self.text, behind)?;
        if behind > at {
            number.value = number.value.negated();
        }
        Some(Signed { start: at, number })
    }

    /// `€5`, `US$ 1.2 billion`, `-$5`.
    fn money_before(self, at: usize) -> Option<Part<'static>> {
        let rest = &self.text[at..];
        let sign = rest.chars().next().filter(|c| matches!(c, '-' | '−'));
        let negative = sign.is_some() && may_be_negative(&self.text[..at]);
        let from = at + sign.filter(|_| negative).map_or(0, char::len_utf8);
        let (unit_end, index) = self.language.currency_at(self.text, from)?;
        if !self.on(Reading::MoneyBefore) {
            return None;
        }
        let blank = usize::from(self.text[unit_end..].starts_with(' '));
        let read = self.language.numbers.read(self.text, unit_end + blank)?;
        let unit = &self.language.units[index];
        let read = self.language.numbers.money_suffix(self.text, read);
        let end = self.no_hundredths(read.end);
        let end = self.same_currency(end, unit).unwrap_or(end);
        let value = times_power(read.value, unit.power)?;
        let part = Part {
            span: at..end,
            value: if negative { value.negated() } else { value },
            scale: read.scale,
            unit: Measured::Unit(unit, None),
            shown_by: from..unit_end,
            reading: Reading::MoneyBefore,
            number_end: read.end,
            cut: !ends(&self.text[..end], &self.text[end..]),
            unsure: read.doubtful,
            beaten: None,
        };
        Some(self.with_hundredths(part))
    }

    /// The same currency once more behind the number: `$ 10 dollars`.
    fn same_currency(self, end: usize, unit: &Unit) -> Option<usize> {
        let start = end + usize::from(self.text[end..].starts_with(' '));
        let (end, units) = self.language.units_at(self.text, start)?;
        let same = units.iter().any(|&n| self.language.units[n].code == unit.code);
        same.then_some(end)
    }

    /// Behind `,-` and the like, which stand for no hundredths: `50,-`.
    fn no_hundredths(self, end: usize) -> usize {
        let signs = [",--", ".--", ",-", ".-", ",–", ",—", ".–", ".—"];
        let sign = signs.iter().find(|sign| self.text[end..].starts_with(**sign));
        end + sign.map_or(0, |sign| sign.len())
    }

    /// A number with its unit behind it.
    fn behind(self, signed: Signed) -> Option<Part<'static>> {
        let rest = &self.text[self.no_hundredths(signed.end())..];
        let start = self.text.len() - rest.len() + usize::from(rest.starts_with([' ', '-']));
        let found = self.language.units_at(self.text, start);
        let (end, units) = found.or_else(|| self.bracketed_unit(start))?;
        let sign = self.text[start..].starts_with(|c: char| !is_word(c));
        if sign && rest.starts_with(' ') && self.begins_another(start) {
            return None;
        }
        let compound = rest.starts_with(' ') && self.names_a_compound(end);
        // “24703 L-202”
        let numbered = self.text[end..]
            .strip_prefix('-')
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        if compound || numbered || !ends(&self.text[..end], &self.text[end..]) {
            return None;
        }
        let choice = self.choose(signed, start..end, units)?;
        if !self.on(choice.reading) || !self.may_count(signed, choice.unit.kind) {
            return None;
        }
        let value = times_power(signed.number.value, choice.unit.power)?;
        let named = choice.unit.code.is_empty() || choice.named;
        let name = named.then(|| self.text[start..end].to_owned());
        let part = Part {
            span: signed.start..end,
            value,
            scale: signed.number.scale,
            unit: Measured::Unit(choice.unit, name),
            shown_by: start..end,
            reading: choice.reading,
            number_end: signed.end(),
            cut: false,
            unsure: signed.number.doubtful,
            beaten: choice.beaten,
        };
        let part = self.rate(self.with_hundredths(part));
        // A unit that goes on and is not known is another one: “5 mg/Stück”.
        let rest = self.text[part.span.end..].strip_prefix('/');
        let other = rest.is_some_and(|rest| rest.starts_with(char::is_alphabetic));
        let money = part.reading == Reading::MoneyBehind;
        (money || !other).then(|| self.late_scale(part))
    }

    /// A unit in brackets: “20 (kg)”; a single letter there is an item's or a person's.
    fn bracketed_unit(self, at: usize) -> Option<(usize, &'static [usize])> {
        let inside = at + self.text[at..].starts_with('(').then_some(1)?;
        let (end, units) = self.language.units_at(self.text, inside)?;
        let closed = self.text[end..].starts_with(')') && end > inside + 1;
        closed.then_some((end + 1, units))
    }

    /// Whether a currency's sign belongs to what follows it, which names it again: “2 $ 10 dollars”.
    fn begins_another(self, at: usize) -> bool {
        let read = || {
            let (end, index) = self.language.currency_at(self.text, at)?;
            let blank = usize::from(self.text[end..].starts_with(' '));
            let number = self.language.numbers.read(self.text, end + blank)?;
            self.same_currency(number.end, &self.language.units[index])
        };
        read().is_some()
    }

    /// Whether a word goes on behind a hyphen: “fünf Euro-Länder”.
    fn names_a_compound(self, end: usize) -> bool {
        let capitals = self.language.file.counts.capitals;
        let rest = self.text[end..].strip_prefix('-');
        capitals && rest.is_some_and(|rest| rest.starts_with(char::is_alphabetic))
    }

    /// Whether a number of this kind may stand before such a unit: an article seldom counts.
    fn may_count(self, signed: Signed, kind: Kind) -> bool {
        let article = signed.number.form == Spelling::Weak && signed.number.scale == 0;
        !article || self.language.file.article_counts.contains(&kind)
    }

    /// A multiplier behind the unit: “75 USD million”.
    fn late_scale(self, part: Part<'static>) -> Part<'static> {
        let end = part.span.end;
        if part.reading != Reading::MoneyBehind || part.scale > 0 {
            return part;
        }
        let number = Number {
            end,
            value: part.value,
            scale: 0,
            doubtful: part.unsure,
            form: Spelling::Digits,
        };
        let scaled = self.language.numbers.scaled(self.text, number);
        if scaled.scale < 3 {
            return part;
        }
        let span = part.span.start..scaled.end;
        Part { span, value: scaled.value, scale: scaled.scale, unsure: false, ..part }
    }

    /// A unit in a time: “5 Liter pro Minute”, `50 km/ms`.
    fn rate(self, part: Part<'static>) -> Part<'static> {
        let Measured::Unit(unit, None) = part.unit else { return part };
        let kinds = [Kind::Length, Kind::Volume, Kind::Mass, Kind::Information];
        if !kinds.contains(&unit.kind) || !self.on(Reading::Rate) {
            return part;
        }
        let end = part.span.end;
        let found = self.language.file.per.iter().find_map(|per| {
            let rest = self.text[end..].strip_prefix(per.as_str())?;
            let start = self.text.len() - rest.len();
            let (end, units) = self.language.units_at(self.text, start)?;
            let mut units = units.iter().map(|&n| &self.language.units[n]);
            let spelled = per != "/";
            let divides = |unit: &&Unit| match unit.kind {
                Kind::Time => true,
                Kind::Money | Kind::Hundredth | Kind::Percent | Kind::Age => false,
                _ => !spelled,
            };
            Some((end, units.find(divides)?))
        });
        let Some((end, time)) = found else { return part };
        let (span, shown_by) = (part.span.start..end, part.shown_by.start..end);
        Part { span, shown_by, unit: Measured::Rate(unit, time), reading: Reading::Rate, ..part }
    }

    /// A number with nothing to count; an ordinal; an age that names no unit.
    fn bare(self, signed: Signed) -> Option<Part<'static>> {
        let number = self.language.numbers.suffix_apart(self.text, signed.number);
        let (start, end) = (signed.start, number.end);
        let cut = !ends(&self.text[..end], &self.text[end..]);
        let joined = self.text[end..].starts_with(is_word);
        let article = number.form == Spelling::Weak && number.scale == 0;
        if joined || article {
            return None;
        }
        let words = &self.text[start..end];
        let pronoun = self.language.file.counts.pronouns.iter().any(|p| words == p.as_str());
        let alone = start == 0 && end == self.text.len();
        let part = Part {
            span: start..end,
            value: number.value,
            scale: number.scale,
            unit: Measured::Nothing,
            shown_by: start..end,
            reading: Reading::Number,
            number_end: end,
            cut,
            unsure: (pronoun && !alone) || is_no_amount(self.language, self.text, start, end),
            beaten: None,
        };
        Some(self.age_bare(part))
    }

    /// The ordinal at `at`.
    pub(super) fn ordinal(self, at: usize) -> Option<Part<'static>> {
        if !self.on(Reading::Ordinal) || !begins(&self.text[..at], &self.text[at..]) {
            return None;
        }
        let found = self.language.numbers.ordinal(self.text, at)?;
        let (value, unit) = match found.place {
            Place::Number(n) => (Exact::whole(n), Measured::Nothing),
            Place::Relative(place) => (distance(&place)?, Measured::Relative(place)),
        };
        let span = found.start..found.end;
        let date = is_no_amount(self.language, self.text, span.start, span.end);
        (!date && is_boundary(self.text, span.end)).then(|| Part {
            shown_by: span.clone(),
            number_end: span.end,
            span,
            value,
            scale: 0,
            unit,
            reading: Reading::Ordinal,
            cut: false,
            unsure: false,
            beaten: None,
        })
    }
}

/// How far a place is from where it is counted: −1 for `end-1`.
fn distance(place: &str) -> Option<Exact> {
    let sign = place.find(['+', '-']).unwrap_or(0);
    let digits = place[sign..].trim_start_matches('+');
    digits.parse().ok().map(Exact::whole)
}

pub(super) fn times_power(value: Exact, power: u32) -> Option<Exact> {
    value.times(Exact::power_of_ten(i32::try_from(power).ok()?)?)
}
