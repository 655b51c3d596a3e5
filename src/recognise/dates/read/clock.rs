//! Times of day.

use super::super::meant::Meant;
use super::super::parts::Parts;
use super::super::point::Point;
use super::super::unit::Unit;
use super::{Context, Verdict};
use crate::annotation::TimeKind;

/// An hour and what is finer, on the day mentioned or the one that the parts name.
pub(super) fn clock(parts: &Parts<'_>, context: &Context<'_>) -> Verdict {
    let time = || {
        let mut hour = parts.parse::<i32>("hour")?;
        let mut minute = parts.parse::<i32>("minute").unwrap_or(0);
        let second = parts.parse::<i32>("second");
        // “half past”, and as a shift back: “halb neun”.
        minute += parts.parse::<i32>("plus").unwrap_or(0);
        if minute < 0 {
            hour -= 1;
            minute += 60;
        }
        let afternoon = matches!(parts.text("half-day"), Some("PM")) && hour < 12;
        let midnight = matches!(parts.text("half-day"), Some("AM")) && hour == 12;
        hour += if afternoon {
            12
        } else if midnight {
            -12
        } else {
            0
        };
        let known = (0..=24).contains(&hour)
            && (0..60).contains(&minute)
            && second.is_none_or(|second| second < 60)
            && (hour < 24 || minute == 0);
        let seconds = second.map_or_else(String::new, |second| format!(":{second:02}"));
        known.then(|| format!("T{hour:02}:{minute:02}{seconds}"))
    };
    let Some(time) = time() else { return Verdict::No };
    Verdict::Time(on(day(parts, context), &time))
}

/// A part of the day.
pub(super) fn day_part(parts: &Parts<'_>, context: &Context<'_>) -> Verdict {
    let Some(part) = parts.text("part") else { return Verdict::No };
    Verdict::Time(on(day(parts, context), &format!("T{part}")))
}

/// A day's part as a time.
pub(super) fn part_of(day: Meant, part: &str) -> Meant {
    Meant { kind: TimeKind::Time, value: format!("{}T{part}", day.value), edtf: None, ..day }
}

/// The day that the words name by their distance from the document's, else the one mentioned
/// before, else the document's.
fn day(parts: &Parts<'_>, context: &Context<'_>) -> Option<Meant> {
    let own = context.reference.and_then(|reference| reference.within(Unit::Day));
    if let Some(by) = parts.parse::<i64>("n") {
        return own.and_then(|own| own.shift(by)).map(Meant::point);
    }
    let mentioned = context.mentions.day.as_ref();
    let mentioned = mentioned.filter(|mention| mention.leaf + 2 >= context.leaf);
    match mentioned {
        Some(mention) => {
            Some(Meant { antecedent: Some(mention.span.clone()), ..Meant::point(mention.point) })
        }
        None => own.map(Meant::point),
    }
}

fn on(day: Option<Meant>, time: &str) -> Meant {
    match day {
        Some(day) => Meant {
            kind: TimeKind::Time,
            value: day.value.clone() + time,
            edtf: None,
            from_context: true,
            point: day.point.filter(|point| matches!(point, Point::Day(_))),
            ..day
        },
        None => Meant::plain(TimeKind::Time, time),
    }
}
