//! How long, how often, and what the rule says itself.

use super::super::meant::Meant;
use super::super::parts::Parts;
use super::super::unit::Unit;
use super::{Context, Verdict};
use crate::annotation::TimeKind;

/// A count and a unit, perhaps a smaller one behind: “three years and two months”.
pub(super) fn duration(parts: &Parts<'_>) -> Verdict {
    Verdict::or_no(length(parts).map(|value| Meant::plain(TimeKind::Duration, value)))
}

fn length(parts: &Parts<'_>) -> Option<String> {
    let unit = parts.parse::<Unit>("unit")?;
    let count = parts.count("").unwrap_or_else(|| "X".to_owned());
    let mut value = unit.duration(&count);
    if let (Some(unit2), Some(count2)) = (parts.parse::<Unit>("unit2"), parts.count("2")) {
        let further = unit2.counted(&count2);
        // Hours and what is finer share one `T`.
        let further = if unit.is_clock() { further.trim_start_matches('T') } else { &further };
        value.push_str(further);
    }
    Some(value)
}

/// How often.
pub(super) fn set(parts: &Parts<'_>) -> Verdict {
    let value = match (parts.text("value"), parts.text("weekday"), parts.text("part")) {
        (Some(value), ..) => Some(value.to_owned()),
        (_, Some(weekday), Some(part)) => Some(format!("XXXX-WXX-{weekday}T{part}")),
        (_, Some(weekday), None) => Some(format!("XXXX-WXX-{weekday}")),
        (_, None, Some(part)) => Some(format!("XXXX-XX-XXT{part}")),
        (_, None, None) => match parts.text("month") {
            Some(month) => Some(format!("XXXX-{month:0>2}")),
            None => parts
                .parse::<Unit>("unit")
                .map(|unit| unit.duration(&parts.count("").unwrap_or_else(|| "1".to_owned()))),
        },
    };
    Verdict::or_no(value.map(|value| Meant::plain(TimeKind::Set, value)))
}

/// What the rule sets or a word means: `kind` and `value`.
pub(super) fn fixed(parts: &Parts<'_>, _: &Context<'_>) -> Verdict {
    let kind = parts.parse("kind").unwrap_or(TimeKind::Date);
    let Some(value) = parts.text("value") else { return Verdict::No };
    let edtf = (kind == TimeKind::Date).then(|| crate::edtf::Edtf::parse(value).ok()).flatten();
    Verdict::Time(Meant { edtf, ..Meant::plain(kind, value) })
}
