//! What multiplies a number behind it: “1,2 Mio.”, “12-million”, “$3m”.

use super::data::{Form, Value};
use super::exact::Exact;
use super::{Number, Numbers, Spelling};
use crate::text::is_boundary;

impl Numbers {
    /// A letter that multiplies, right behind the digits.
    pub(super) fn suffix(&self, text: &str, at: usize) -> Option<(usize, u32)> {
        let (end, power) = self.tables.suffixes.longest(text, at, is_boundary)?;
        Some((end, *power))
    }

    /// The same behind a blank: “1,674.5 M”; only behind digits with separators, which count
    /// something, and only a capital, since small letters are units.
    pub(in crate::recognise) fn suffix_apart(&self, text: &str, number: Number) -> Number {
        let apart = text[number.end..].strip_prefix(' ');
        let capital = apart.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_uppercase()));
        if number.form != Spelling::Digits || number.scale != 0 || !capital {
            return number;
        }
        let found = self.suffix(text, number.end + 1);
        found.and_then(|(end, power)| self.multiplied(number, end, power)).unwrap_or(number)
    }

    /// The same behind an amount of money: “$3m”.
    pub(in crate::recognise) fn money_suffix(&self, text: &str, number: Number) -> Number {
        let blank = usize::from(text[number.end..].starts_with(' '));
        let at = number.end + blank;
        let found = self.tables.money_suffixes.longest(text, at, is_boundary);
        let multiplied = found.and_then(|(end, power)| self.multiplied(number, end, *power));
        multiplied.filter(|_| number.scale == 0).unwrap_or(number)
    }

    pub(super) fn multiplied(&self, number: Number, end: usize, power: u32) -> Option<Number> {
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
    pub(super) fn multiplier(&self, text: &str, at: usize) -> Option<(usize, Exact, u32)> {
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
}
