//! Currencies with their hundredths: “5 Euro 20 Cent”, “thirteen dollars and forty-five cents”,
//! “15 Dollar 50”.

use super::super::numbers::{Exact, Number, Spelling};
use super::data::{Kind, Reading};
use super::guard::goes_on_with;
use super::part::{Measured, Part, Scene};

impl Scene<'_> {
    /// The amount with the hundredths behind it, if there are any.
    pub(super) fn with_hundredths(self, part: Part<'static>) -> Part<'static> {
        let money = matches!(part.unit, Measured::Unit(unit, _) if unit.kind == Kind::Money);
        let whole = part.value.as_whole().is_some() && part.scale == 0;
        let on = self.language.rule(Reading::MoneyAndHundredths, self.switches).is_some();
        if !money || !whole || !on || part.value.is_negative() {
            return part;
        }
        let Some((end, hundredths)) = self.hundredths(part.span.end) else { return part };
        let Some(value) = part.value.plus(hundredths) else { return part };
        let span = part.span.start..end;
        Part { span, value, reading: Reading::MoneyAndHundredths, cut: false, ..part }
    }

    /// The hundredths behind `at`, as a part of one.
    fn hundredths(self, at: usize) -> Option<(usize, Exact)> {
        let joined = self.language.file.hundredths_joined.iter();
        let start = joined
            .filter_map(|word| self.text[at..].strip_prefix(word.as_str()))
            .map(|rest| self.text.len() - rest.len())
            .max()?;
        let number = self.language.numbers.read(self.text, start)?;
        let fits = number.value.as_whole().is_some_and(|n| (0..100).contains(&n));
        let short = number.end - start <= 2 || number.form == Spelling::Words;
        if !fits || !short || number.form == Spelling::Weak {
            return None;
        }
        let part = number.value.over(Exact::whole(100))?;
        let blank = usize::from(self.text[number.end..].starts_with(' '));
        if let Some((end, units)) = self.language.units_at(self.text, number.end + blank) {
            let hundredth = |n: &usize| self.language.units[*n].kind == Kind::Hundredth;
            return units.iter().any(hundredth).then_some((end, part));
        }
        self.end_there(number).then_some((number.end, part))
    }

    /// Whether two digits that are not called hundredths can be nothing else.
    fn end_there(self, number: Number) -> bool {
        let two = number.value.as_whole().is_some_and(|n| n >= 10);
        let rest = &self.text[number.end..];
        let mut ahead = rest.chars();
        let ends = match ahead.next() {
            None | Some(')' | ';' | '!' | '?') => true,
            Some('.' | ',' | ':') => !ahead.next().is_some_and(|c| c.is_ascii_digit()),
            _ => goes_on_with(rest, &self.language.file.hundredths_followed).is_some(),
        };
        two && ends
    }
}
