//! Numbers in digits with what multiplies them, and broken numbers in words: “1,2 Mio.”, “2 ½”,
//! “5/6”, “two and a half million”, “drei Viertel”.

use super::cardinal::Cardinal;
use super::data::{Form, Value};
use super::digits;
use super::exact::Exact;
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

    /// A letter that multiplies, right behind the digits.
    fn suffix(&self, text: &str, at: usize) -> Option<(usize, u32)> {
        let (end, power) = self.tables.suffixes.longest(text, at, is_boundary)?;
        Some((end, *power))
    }

    /// The same behind an amount of money: “$3m”.
    pub(in crate::recognise) fn money_suffix(&self, text: &str, number: Number) -> Number {
        let blank = usize::from(text[number.end..].starts_with(' '));
        let at = number.end + blank;
        let found = self.tables.money_suffixes.longest(text, at, is_boundary);
        let multiplied = found.and_then(|(end, power)| self.multiplied(number, end, *power));
        multiplied.filter(|_| number.scale == 0).unwrap_or(number)
    }

    fn multiplied(&self, number: Number, end: usize, power: u32) -> Option<Number> {
        let value = number.value.times(Exact::power_of_ten(i32::try_from(power).ok()?)?)?;
        let form = if number.form == Spelling::Bare { Spelling::Digits } else { number.form };
        Some(Number { end, value, scale: power, doubtful: false, form })
    }

    /// The number with the words behind it that multiply it: “1,2 Mio.”, “12-million”.
    pub(in crate::recognise) fn scaled(&self, text: &str, number: Number) -> Number {
        let mut number = number;
        for _ in 0..2 {
            let blank = usize::from(text[number.end..].starts_with([' ', '-']));
            let Some((end, factor, power)) = self.multiplier(text, number.end + blank) else {
                break;
            };
            let Some(value) = number.value.times(factor) else { break };
            let form = match number.form {
                Spelling::Bare => Spelling::Digits,
                Spelling::Weak => Spelling::Words,
                form => form,
            };
            number = Number { end, value, scale: power, doubtful: false, form };
        }
        number
    }

    /// A word that multiplies.
    fn multiplier(&self, text: &str, at: usize) -> Option<(usize, Exact, u32)> {
        let (end, piece) = self.tables.pieces.longest(text, at, is_boundary)?;
        let (factor, power) = match piece.value {
            _ if piece.form == Form::Ordinal => return None,
            Value::Hundred => (Exact::whole(100), 2),
            Value::Scale(power) => (Exact::power_of_ten(i32::try_from(power).ok()?)?, power),
            Value::Dozen(n) => (Exact::whole(n), 1),
            _ => return None,
        };
        Some((end, factor, power))
    }

    /// A number in words.
    pub(super) fn in_words(&self, text: &str, at: usize) -> Option<Number> {
        let made = |end, value, form| Number { end, value, scale: 0, doubtful: false, form };
        if let Some((end, value)) = self.tables.fractions.longest(text, at, is_boundary) {
            return Some(self.scaled(text, made(end, *value, Spelling::Fraction)));
        }
        let whole = self.cardinal(text, at);
        let half = self.tables.halves.longest(text, at, is_boundary);
        if whole.is_none() && half.is_none() {
            return None;
        }
        let before_and = whole.and_then(|whole| whole.before_and);
        if let Some(mixed) = before_and.and_then(|before| self.and_part(text, before)) {
            return Some(mixed);
        }
        if let Some((end, value)) = self.part(text, at) {
            return Some(self.part_of(text, made(end, value, Spelling::Fraction)));
        }
        let whole = whole.filter(|whole| !whole.ordinal)?;
        let form = if whole.weak { Spelling::Weak } else { Spelling::Words };
        let number = Number { scale: whole.scale, ..made(whole.end, whole.value, form) };
        if whole.broken {
            let form = Spelling::Fraction;
            return Some(self.scaled(text, Number { form, scale: 0, ..number }));
        }
        let more = self.and_part(text, (whole.end, whole.value, whole.scale));
        let more = more.or_else(|| self.pointed(text, &whole));
        Some(more.or_else(|| self.ratio(text, number)).unwrap_or(number))
    }

    /// A part: “half”, “a half”, “two thirds”, “one fifth”.
    fn part(&self, text: &str, at: usize) -> Option<(usize, Exact)> {
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
    fn part_of(&self, text: &str, part: Number) -> Number {
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
    fn and_part(&self, text: &str, whole: (usize, Exact, u32)) -> Option<Number> {
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

    /// “Two point five”.
    fn pointed(&self, text: &str, whole: &Cardinal) -> Option<Number> {
        let mut end = behind_word(text, whole.end, &self.file.point)?;
        let mut fraction = String::new();
        while let Some(next) = self.cardinal(text, end).filter(|next| !next.ordinal) {
            let digits = next.value.spelled().filter(|digits| digits.len() <= 2)?;
            let single = digits.len() == 1;
            fraction.push_str(&digits);
            end = next.end;
            if !single || fraction.len() > 8 || !text[end..].starts_with(' ') {
                break;
            }
            let follows = self.cardinal(text, end + 1);
            if !follows.is_some_and(|next| !next.weak && next.pieces == 1) {
                break;
            }
            end += 1;
        }
        let value = whole.value.plus(Exact::decimal("", &fraction)?)?;
        let form = Spelling::Words;
        let number = Number { end, value, scale: 0, doubtful: false, form };
        (!fraction.is_empty()).then(|| self.scaled(text, number))
    }

    /// “One over twenty”.
    fn ratio(&self, text: &str, whole: Number) -> Option<Number> {
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

    /// A fraction that is one character: `½`.
    pub(super) fn vulgar(&self, text: &str, at: usize) -> Option<Number> {
        let sign = text[at..].chars().next()?;
        let value = vulgar(sign)?;
        let (end, form) = (at + sign.len_utf8(), Spelling::Fraction);
        Some(self.scaled(text, Number { end, value, scale: 0, doubtful: false, form }))
    }
}

/// Behind one of `words` with blanks around it.
fn behind_word(text: &str, at: usize, words: &[String]) -> Option<usize> {
    let rest = text[at..].strip_prefix(' ')?;
    let word = words.iter().find(|word| {
        let found = rest.get(..word.len()).is_some_and(|here| here.eq_ignore_ascii_case(word));
        found && rest[word.len()..].starts_with(' ')
    })?;
    Some(at + word.len() + 2)
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

/// Unicode's vulgar fractions.
fn vulgar(sign: char) -> Option<Exact> {
    let (top, bottom) = match sign {
        '¼' => (1, 4),
        '½' => (1, 2),
        '¾' => (3, 4),
        '⅐' => (1, 7),
        '⅑' => (1, 9),
        '⅒' => (1, 10),
        '⅓' => (1, 3),
        '⅔' => (2, 3),
        '⅕' => (1, 5),
        '⅖' => (2, 5),
        '⅗' => (3, 5),
        '⅘' => (4, 5),
        '⅙' => (1, 6),
        '⅚' => (5, 6),
        '⅛' => (1, 8),
        '⅜' => (3, 8),
        '⅝' => (5, 8),
        '⅞' => (7, 8),
        _ => return None,
    };
    Exact::ratio(top, bottom)
}
