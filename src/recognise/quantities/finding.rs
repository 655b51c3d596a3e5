//! What an amount has to say.

use std::ops::Range;

use serde_json::{Map, Value, json};

use super::super::found::{Finding, Found};
use super::super::jsonl::{Place, object};
use super::super::numbers::{Exact, place_point};
use super::data::{Gold, Kind, Reading};
use super::part::{Measured, Part};
use super::{Amount, DIGITS};
use crate::annotation::Body;
use crate::document::Document;

/// An amount as the gold files spell it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Spelling {
    kind: &'static str,
    value: String,
    /// What they mark: of a range its upper end, of a count the number.
    core: Range<usize>,
}

/// The bytes of the leaf's text that the gold files mark.
pub(super) fn core(part: &Part<'_>) -> Range<usize> {
    match part.unit {
        Measured::Counted(_) => part.span.start..part.number_end,
        _ => part.span.clone(),
    }
}

impl Spelling {
    /// The gold files' name for what it is.
    pub(super) fn kind(&self) -> &'static str {
        self.kind
    }
}

/// The gold files' names for a number without a unit, and for an ordinal.
pub(super) const NUMBER: &str = "number";
pub(super) const ORDINAL: &str = "ordinal";

/// How the gold files spell `part`, which stands at `core`.
pub(super) fn spelling(part: &Part<'_>, core: Range<usize>, gold: Gold) -> Option<Spelling> {
    let number = number(part.value, gold)?;
    let (kind, value) = match &part.unit {
        Measured::Unit(unit, _) => match unit.kind {
            Kind::Percent if unit.code == "%" => ("percent", format!("{number}%")),
            kind => (type_of(kind, part.reading), format!("{} {number}", unit.gold)),
        },
        Measured::Rate(unit, time) => {
            ("dimension", format!("{} per {} {number}", unit.gold, time.gold))
        }
        Measured::Relative(place) => (ORDINAL, place.clone()),
        Measured::Nothing if part.reading == Reading::Ordinal => (ORDINAL, number),
        Measured::Nothing | Measured::Counted(_) => (NUMBER, number),
    };
    Some(Spelling { kind, value, core })
}

fn type_of(kind: Kind, reading: Reading) -> &'static str {
    match kind {
        Kind::Money | Kind::Hundredth => "money",
        Kind::Temperature => "temperature",
        Kind::Age => "age",
        Kind::Time if reading == Reading::Age => "age",
        _ => "dimension",
    }
}

/// Fifteen digits at most, larger and very small numbers with an exponent.
fn number(value: Exact, gold: Gold) -> Option<String> {
    let (digits, power) = value.significant(DIGITS)?;
    let minus = if value.is_negative() { "-" } else { "" };
    let largest = i32::try_from(DIGITS).ok()?;
    let spelled = if (-5..largest).contains(&power) || digits.is_empty() {
        place_point(&digits, power)
    } else {
        let sign = if power < 0 { '-' } else { '+' };
        format!("{}E{sign}{:02}", place_point(&digits, 0), power.abs())
    };
    let spelled = format!("{minus}{spelled}");
    Some(if gold.comma { spelled.replace('.', ",") } else { spelled })
}

impl Finding for Amount {
    fn body(found: &Found<Self>, _: &Document) -> Body {
        Body::Quantity(found.what.quantity.clone())
    }

    /// A number that counts and measures nothing tells a reader nothing.
    fn is_shown(found: &Found<Self>) -> bool {
        !found.what.quantity.unit.is_empty() || found.what.gold.is_none()
    }

    fn gold(found: &Found<Self>, place: &Place<'_>) -> Option<Map<String, Value>> {
        let gold = found.what.gold.as_ref()?;
        let mut object = object(gold.kind, Some(gold.value.clone()));
        let [start, end] = place.points_of(&gold.core);
        object.insert("start".to_owned(), json!(start));
        object.insert("end".to_owned(), json!(end));
        Some(object)
    }
}
