//! Numbers in words with what stands behind them: “two point five”, “anderthalb Millionen”.

use super::cardinal::Cardinal;
use super::exact::Exact;
use super::fraction::behind_word;
use super::{Number, Numbers, Spelling};
use crate::text::is_boundary;

impl Numbers {
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
}
