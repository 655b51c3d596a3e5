//! Numbers in digits with what multiplies, raises or breaks them: “1,2 Mio.”, “5e6”, “2 ½”, “5/6”,
//! “3 hundred and 21”.

use super::digits;
use super::exact::Exact;
use super::fraction::behind_word;
use super::vulgar::vulgar;
use super::{Number, Numbers, Spelling};
use crate::text::{is_boundary, is_word};

/// No power in digits is larger: `10^40` cannot be held.
const LARGEST_POWER: u32 = 36;

impl Numbers {
    /// A number that begins with digits.
    pub(super) fn in_digits(&self, text: &str, at: usize) -> Option<Number> {
        let read = match text[at..].strip_prefix('.') {
            Some(rest) => {
                let count = rest.bytes().take_while(u8::is_ascii_digit).count();
                let value = Exact::decimal("", &rest[..count]).filter(|_| count > 0);
                digits::Digits { end: at + 1 + count, value, doubtful: false, bare: false }
            }
            None => digits::read(text, at, self.file.convention),
        };
        let mut value = read.value?;
        let mut number = Number {
            end: read.end,
            value,
            scale: 0,
            doubtful: read.doubtful,
            form: if read.bare { Spelling::Bare } else { Spelling::Digits },
        };
        if let Some((end, raised)) = raised(text, read.end, value) {
            value = raised;
            number = Number { end, value, form: Spelling::Digits, ..number };
        } else if let Some((end, with)) = behind_whole(text, read.end, value) {
            number = Number { end, value: with, form: Spelling::Fraction, ..number };
        }
        if let Some((end, power)) = self.suffix(text, number.end) {
            return self.multiplied(number, end, power);
        }
        let number = self.and_more(text, self.scaled(text, number));
        let mixed = (number.scale >= 3)
            .then(|| self.and_part(text, (number.end, number.value, number.scale)))
            .flatten();
        let bare = number.form == Spelling::Bare;
        Some(mixed.or_else(|| self.ratio(text, number).filter(|_| bare)).unwrap_or(number))
    }

    /// “3 hundred and 21”.
    fn and_more(&self, text: &str, number: Number) -> Number {
        if number.scale != 2 {
            return number;
        }
        let more = behind_word(text, number.end, &self.file.and).and_then(|at| {
            let (end, more) =
                small(text, at).map(|(end, n)| (end, Exact::whole(n))).or_else(|| {
                    let words = self.cardinal(text, at).filter(|words| !words.ordinal)?;
                    Some((words.end, words.value))
                })?;
            let scaled = self.multiplier(text, end + 1).is_some();
            let fits = more.is_less_than(Exact::whole(100)) && is_boundary(text, end) && !scaled;
            Some(Number { end, value: number.value.plus(more).filter(|_| fits)?, ..number })
        });
        more.unwrap_or(number)
    }
}

/// An exponent behind a number: `e13`, `E-4`, `x10^6`, `^23`.
fn raised(text: &str, at: usize, base: Exact) -> Option<(usize, Exact)> {
    let rest = &text[at..];
    let tens = ["x10^", "×10^", "·10^", "*10^", " x 10^", " × 10^", " · 10^", "e", "E"];
    let ten = tens.iter().find(|sign| rest.starts_with(**sign));
    let sign = ten.copied().or_else(|| rest.starts_with('^').then_some("^"))?;
    let (end, negative, power) = exponent(text, at + sign.len())?;
    let factor = match ten {
        Some(_) => Exact::power_of_ten(i32::try_from(power).ok()?)?,
        None => base.power(power)?,
    };
    let value = match (ten, negative) {
        (Some(_), false) => base.times(factor)?,
        (Some(_), true) => base.over(factor)?,
        (None, false) => factor,
        (None, true) => Exact::ONE.over(factor)?,
    };
    Some((end, value))
}

/// Where an exponent ends, whether it is below zero, and how large it is.
fn exponent(text: &str, at: usize) -> Option<(usize, bool, u32)> {
    let rest = &text[at..];
    let signs = rest.bytes().take_while(|b| matches!(b, b'+' | b'-')).count();
    let digits = rest[signs..].bytes().take_while(u8::is_ascii_digit).count();
    let end = at + signs + digits;
    let power = rest[signs..signs + digits].parse().ok().filter(|&p| p <= LARGEST_POWER)?;
    (signs <= 1 && is_boundary(text, end)).then_some((end, rest.starts_with('-'), power))
}

/// What makes a broken number of the whole one that ends at `at`: `2 ½`, `2½`, `2 1/4`, `5/6`.
fn behind_whole(text: &str, at: usize, whole: Exact) -> Option<(usize, Exact)> {
    whole.as_whole()?;
    let blank = usize::from(text[at..].starts_with(' '));
    if let Some(sign) = text[at + blank..].chars().next()
        && let Some(part) = vulgar(sign)
    {
        return Some((at + blank + sign.len_utf8(), whole.plus(part)?));
    }
    if blank == 1 {
        let (middle, top) = small(text, at + 1)?;
        let (end, part) = slashed(text, middle, top)?;
        return Some((end, whole.plus(part)?));
    }
    slashed(text, at, whole.as_whole()?)
}

/// `/6` behind a number; only what is less than one and has a small denominator.
fn slashed(text: &str, at: usize, top: i128) -> Option<(usize, Exact)> {
    text[at..].strip_prefix('/')?;
    let (end, bottom) = small(text, at + 1)?;
    let known = (2..=10).contains(&bottom) || [12, 16, 20, 32, 64, 100, 1000].contains(&bottom);
    let goes_on = text[end..].chars().next().is_some_and(|c| is_word(c) || c == '/' || c == '-');
    let value = Exact::ratio(top, bottom)?;
    (known && !goes_on && top > 0 && top < bottom).then_some((end, value))
}

/// A number of at most three digits.
fn small(text: &str, at: usize) -> Option<(usize, i128)> {
    let digits = text.get(at..)?.bytes().take(4).take_while(u8::is_ascii_digit).count();
    let value = text[at..at + digits].parse().ok()?;
    (1..=3).contains(&digits).then_some((at + digits, value))
}
