//! What a unit's words mean in their place: pounds of money or of weight, degrees of angle or of
//! temperature, years of age or of time.

use std::ops::Range;

use super::super::numbers::Exact;
use super::data::{Kind, Reading, Unit};
use super::guard::{ends_with_word, nearby};
use super::part::{Measured, Part, Scene, Signed};
use crate::text::is_word;

/// What a unit's words mean in their place.
pub(super) struct Choice {
    pub(super) unit: &'static Unit,
    pub(super) reading: Reading,
    /// Whether the text's own word is all that is sure.
    pub(super) named: bool,
    /// What the same words could have meant.
    pub(super) beaten: Option<Reading>,
}

impl Scene<'_> {
    /// The unit that is meant; `None` where it is none of an amount.
    pub(super) fn choose(
        self,
        signed: Signed,
        at: Range<usize>,
        units: &[usize],
    ) -> Option<Choice> {
        let mut all = units.iter().map(|&n| &self.language.units[n]);
        let first = all.clone().next()?;
        let of = |kind: Kind| all.clone().find(|unit| unit.kind == kind);
        if let (Some(money), Some(mass)) = (of(Kind::Money), of(Kind::Mass)) {
            let weighs = self.weighs(signed.start, at.end);
            let (unit, reading, beaten) = if weighs {
                (mass, Reading::Measure, Reading::MoneyBehind)
            } else {
                (money, Reading::MoneyBehind, Reading::Measure)
            };
            return Some(Choice { unit, reading, named: false, beaten: Some(beaten) });
        }
        if let (Some(heat), Some(_)) = (of(Kind::Temperature), of(Kind::Degree))
            && self.warms(signed.start, at.end)
        {
            return Some(Choice {
                unit: heat,
                reading: Reading::Measure,
                named: true,
                beaten: None,
            });
        }
        let degree = of(Kind::Degree);
        let unit = degree.or_else(|| all.find(|unit| unit.kind != Kind::Time)).unwrap_or(first);
        let reading = match unit.kind {
            Kind::Money | Kind::Hundredth => Reading::MoneyBehind,
            Kind::Percent => Reading::Percent,
            Kind::Age if self.is_duration(at.end) => return None,
            Kind::Age => Reading::Age,
            Kind::Time if self.is_age(signed.start) => Reading::Age,
            Kind::Time => return None,
            _ => Reading::Measure,
        };
        let named = unit.kind == Kind::Degree && !self.turns(signed.start, at.end);
        Some(Choice { unit, reading, named, beaten: None })
    }

    /// Whether a pound is one of weight.
    fn weighs(self, start: usize, end: usize) -> bool {
        let context = &self.language.file.context;
        let rest = self.text[end..].strip_prefix([' ', '-']).unwrap_or_default();
        let behind = context.weighing_behind.iter().any(|word| rest.starts_with(word.as_str()));
        behind
            || (context.weighing_noun && rest.starts_with(char::is_uppercase))
            || nearby(self.text, start, end, &context.weighing)
    }

    /// Whether a degree is one of temperature, on whatever scale.
    fn warms(self, start: usize, end: usize) -> bool {
        let context = &self.language.file.context;
        nearby(self.text, start, end, &context.warming) && !self.turns(start, end)
    }

    /// Whether a degree is one of angle.
    fn turns(self, start: usize, end: usize) -> bool {
        nearby(self.text, start, end, &self.language.file.context.turning)
    }

    /// Whether the word behind says that it lasts so long.
    fn is_duration(self, end: usize) -> bool {
        let rest = self.text[end..].strip_prefix(' ').unwrap_or_default();
        let length = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
        let word = rest[..length].to_lowercase();
        let endings = &self.language.file.context.not_ages;
        endings.iter().any(|ending| word.ends_with(ending.as_str()))
    }

    fn is_age(self, start: usize) -> bool {
        let words = &self.language.file.context.age;
        ends_with_word(&self.text[..start], words).is_some()
    }

    /// “Aged 87”: the word is part of it, since nothing else says what is counted.
    pub(super) fn age_bare(self, part: Part<'static>) -> Part<'static> {
        let words = &self.language.file.context.age_bare;
        let before = ends_with_word(&self.text[..part.span.start], words);
        let Some(start) = before else { return part };
        let age = self.language.units.iter().find(|unit| unit.kind == Kind::Age);
        let Some(age) = age else { return part };
        let small = part.value.is_less_than(Exact::whole(130)) && !part.cut;
        if !small || !self.on(Reading::Age) {
            return part;
        }
        Part {
            shown_by: start..part.span.start.saturating_sub(1).max(start),
            span: start..part.span.end,
            unit: Measured::Unit(age, None),
            reading: Reading::Age,
            unsure: false,
            ..part
        }
    }
}
