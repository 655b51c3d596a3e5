//! Broken numbers in words, and ratios: “drei Viertel”, “two and a half million”, “half a million”,
//! “one in twenty”.

use super::cardinal::Cardinal;
use super::digits;
use super::exact::Exact;
use super::{Number, Numbers, Spelling};
use crate::text::is_boundary;

impl Numbers {
    /// A part: “half”, “a half”, “two thirds”, “one fifth”.
    pub(super) fn part(&self, text: &str, at: usize) -> Option<(usize, Exact)> {
        if let Some((end, value)) = self.tables.halves.longest(text, at, is_boundary) {
            return Some((end, *value));
        }
        let count = self.cardinal(text, at).filter(|count| !count.broken)?;
        if count.ordinal {
            return self.one_part(&count);
        }
        let rest = &text[count.end..];
        let between = self.file.between.iter().rev().find(|b| rest.starts_with(b.as_str()))?;
        let behind = count.end + between.len();
        if let Some((end, parts)) = self.tables.denominators.longest(text, behind, is_boundary) {
            // “One hundred thirty fifths” are a hundred parts of 35.
            let joined = count.tens > 0 && count.pieces > 1 && *parts < 10;
            let tens = Exact::whole(if joined { count.tens } else { 0 });
            let parts = Exact::whole(*parts).plus(tens)?;
            return Some((end, count.value.plus(tens.negated())?.over(parts)?));
        }
        if let Some((end, parts)) = self.compound_parts(text, behind) {
            return Some((end, count.value.over(parts)?));
        }
        if count.value != Exact::ONE || count.pieces > 1 {
            return None;
        }
        if let Some((end, value)) = self.tables.halves.longest(text, behind, is_boundary) {
            return Some((end, *value));
        }
        let parts = self.cardinal(text, behind).filter(|parts| parts.ordinal)?;
        // “One second” is none, and “a hundred trillionth” an ordinal.
        let real = self.ordinals_divide() && parts.value.as_whole().is_some_and(|n| n > 2);
        real.then_some((parts.end, Exact::ONE.over(parts.value)?))
    }

    /// “Twenty fifths” behind a number, each a part of 25.
    fn compound_parts(&self, text: &str, at: usize) -> Option<(usize, Exact)> {
        let tens = self.cardinal(text, at).filter(|tens| tens.tens > 0 && tens.pieces == 1)?;
        let behind = tens.end + usize::from(text[tens.end..].starts_with([' ', '-']));
        let (end, ones) = self.tables.denominators.longest(text, behind, is_boundary)?;
        (*ones < 10).then_some((end, tens.value.plus(Exact::whole(*ones))?))
    }

    /// “A hundredth”, “one thousandth”: nothing but one stands before it.
    fn one_part(&self, parts: &Cardinal) -> Option<(usize, Exact)> {
        let whole = parts.value.as_whole()?;
        let large = whole >= 100 && whole == 10_i128.pow(whole.ilog10());
        let one = self.ordinals_divide() && parts.pieces == 2 && parts.counts_one && large;
        one.then_some((parts.end, Exact::ONE.over(parts.value)?))
    }

    /// Whether ordinals stand for parts: “one fifth”, but “ein fünfter”.
    fn ordinals_divide(&self) -> bool {
        !self.file.joined
    }

    /// The part with what it is a part of: “half a million”, “two thirds of a million”.
    pub(super) fn part_of(&self, text: &str, part: Number) -> Number {
        let scaled = self.scaled(text, part);
        if scaled != part {
            return scaled;
        }
        for of in &self.file.of {
            let rest = text[part.end..].strip_prefix(' ').unwrap_or_default();
            if rest.strip_prefix(of.as_str()).is_some_and(|rest| rest.starts_with(' ')) {
                let end = part.end + 1 + of.len();
                let scaled = self.scaled(text, Number { end, ..part });
                if scaled.end > end {
                    return scaled;
                }
            }
        }
        part
    }

    /// “Two and a half million”, “one million and a half”, “fünf und drei Viertel”.
    pub(super) fn and_part(&self, text: &str, whole: (usize, Exact, u32)) -> Option<Number> {
        let (whole_end, value, scale) = whole;
        let rest = text[whole_end..].strip_prefix(' ')?;
        let and = self.file.and.iter().find(|and| {
            rest.strip_prefix(and.as_str()).is_some_and(|rest| rest.starts_with(' '))
        })?;
        let (end, part) = self.part(text, whole_end + and.len() + 2)?;
        if !part.is_less_than(Exact::ONE) {
            return None;
        }
        let made =
            |value| Number { end, value, scale: 0, doubtful: false, form: Spelling::Fraction };
        if scale < 3 {
            return Some(self.scaled(text, made(value.plus(part)?)));
        }
        let power = Exact::power_of_ten(i32::try_from(scale).ok()?)?;
        let scaled = self.scaled(text, made(part));
        let part = if scaled.end > end { scaled.value } else { part.times(power)? };
        Some(Number { value: value.plus(part)?, ..scaled })
    }

    /// “One over twenty”.
    pub(super) fn ratio(&self, text: &str, whole: Number) -> Option<Number> {
        let one = whole.value == Exact::ONE;
        let of_one = || behind_word(text, whole.end, &self.file.one_in).filter(|_| one);
        let at = behind_word(text, whole.end, &self.file.over).or_else(of_one)?;
        let (end, bottom) = match text[at..].starts_with(|c: char| c.is_ascii_digit()) {
            true => {
                let digits = digits::read(text, at, self.file.convention);
                (digits.end, digits.value.filter(|_| digits.bare && digits.end - at <= 3)?)
            }
            false => {
                let words = self.cardinal(text, at).filter(|words| !words.ordinal)?;
                (words.end, words.value)
            }
        };
        let plain = whole.scale == 0 && whole.value.as_whole().is_some_and(|n| n > 0);
        let value = whole.value.over(bottom).filter(|_| whole.value.is_less_than(bottom))?;
        let form = Spelling::Fraction;
        (plain && is_boundary(text, end)).then_some(Number {
            end,
            value,
            scale: 0,
            doubtful: false,
            form,
        })
    }
}

/// Behind one of `words` with blanks around it.
pub(super) fn behind_word(text: &str, at: usize, words: &[String]) -> Option<usize> {
    let rest = text[at..].strip_prefix(' ')?;
    let word = words.iter().find(|word| {
        let found = rest.get(..word.len()).is_some_and(|here| here.eq_ignore_ascii_case(word));
        found && rest[word.len()..].starts_with(' ')
    })?;
    Some(at + word.len() + 2)
}
