//! Pounds, shillings and pence: `£4 10s. 6d.`, twenty shillings to a pound, twelve pence to a
//! shilling.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::super::numbers::Exact;
use super::data::Reading;
use super::guard::ends;
use super::part::{Measured, Part, Scene};

/// Pence in a pound.
const PENCE: i128 = 240;

/// So many bytes of the text are looked at.
const LONGEST: usize = 60;

static PATTERN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"^£ ?(?P<l>[0-9]{1,3}(?:,[0-9]{3}){0,3}|[0-9]{1,9})[.,]?(?: (?P<s>[0-9]{1,2}) ?s\.?)?,?(?: (?P<d>[0-9]{1,2}) ?d\.?)?",
    )
    .ok()
});

impl Scene<'_> {
    /// The amount with shillings or pence that begins at `at`.
    pub(super) fn sterling(self, at: usize) -> Option<Part<'static>> {
        let rest = &self.text[at..];
        if !rest.starts_with('£') {
            return None;
        }
        self.language.rule(Reading::PoundsShillingsPence, self.switches)?;
        let near = &rest[..rest.floor_char_boundary(rest.len().min(LONGEST))];
        let captures = PATTERN.as_ref()?.captures(near)?;
        let end = at + captures.get(0)?.end();
        let parted = captures.name("s").is_some() || captures.name("d").is_some();
        if !parted || !ends(&self.text[..end], &self.text[end..]) {
            return None;
        }
        let pence = pence(&captures)?;
        let pounds = pence.over(Exact::whole(PENCE))?;
        let (value, code) = if pounds.spelled().is_some() { (pounds, "GBP") } else { (pence, "d") };
        let unit = self.language.units.iter().find(|unit| unit.code == code)?;
        Some(Part {
            span: at..end,
            value,
            scale: 0,
            unit: Measured::Unit(unit, None),
            shown_by: at..end,
            reading: Reading::PoundsShillingsPence,
            number_end: end,
            cut: false,
            unsure: false,
            beaten: Some(Reading::MoneyBefore),
        })
    }
}

fn pence(captures: &Captures<'_>) -> Option<Exact> {
    let number = |name| {
        let digits = captures.name(name).map_or("0", |group| group.as_str()).replace(',', "");
        digits.parse::<i128>().ok()
    };
    let (shillings, pence) = (number("s")?, number("d")?);
    if shillings >= 20 || pence >= 12 {
        return None;
    }
    Some(Exact::whole(number("l")? * PENCE + shillings * 12 + pence))
}
