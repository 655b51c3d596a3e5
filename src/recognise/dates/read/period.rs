//! Stretches that begin or end with the document's date, and days of the months around it.

use super::super::meant::Meant;
use super::super::parts::Parts;
use super::super::point::{self, Point};
use super::super::reference::Reference;
use super::super::unit::Unit;
use super::{Context, Verdict};
use crate::annotation::TimeKind;
use crate::edtf::{Bound, Edtf};

/// The last or the next so many units: an interval that ends or begins with the document's date.
/// Its other end is as wide as the units, and unknown where it is not said how many there are.
pub(super) fn period(parts: &Parts<'_>, context: &Context<'_>) -> Verdict {
    let unit = parts.parse::<Unit>("unit").filter(|unit| !unit.is_clock());
    let direction = parts.parse::<i64>("direction").filter(|by| by.abs() == 1);
    let (Some(unit), Some(direction)) = (unit, direction) else { return Verdict::No };
    let count = parts.count("").unwrap_or_else(|| "X".to_owned());
    let open = count == "X";
    let count = count.parse::<i64>().ok().filter(|count| *count < 1000);
    if count.is_none() && !open {
        return Verdict::No;
    }
    let interval = || {
        let reference = context.reference?;
        let near = Bound::Date(date_of(own(reference)?)?);
        let far = match count {
            Some(count) => Bound::Date(far_end(reference, unit, direction * count)?),
            None => Bound::Unknown,
        };
        Some(if direction < 0 { Edtf::Interval(far, near) } else { Edtf::Interval(near, far) })
    };
    let vague = if direction < 0 { "PAST_REF" } else { "FUTURE_REF" };
    Verdict::Time(match interval() {
        Some(interval) => Meant::date(interval).by_context(),
        None => Meant::plain(TimeKind::Date, vague),
    })
}

/// The document's date, as narrow as it is known.
fn own(reference: Reference) -> Option<Point> {
    [Unit::Day, Unit::Month, Unit::Year].into_iter().find_map(|unit| reference.within(unit))
}

/// Where so many units lead, about: no stretch of years begins on a certain day.
fn far_end(reference: Reference, unit: Unit, by: i64) -> Option<crate::edtf::Date> {
    let (width, each) = match unit {
        Unit::Week | Unit::Weekend => (Unit::Day, 7),
        Unit::Quarter | Unit::Season => (Unit::Month, 3),
        Unit::Half => (Unit::Month, 6),
        Unit::Decade => (Unit::Year, 10),
        Unit::Century => (Unit::Year, 100),
        unit => (unit, 1),
    };
    let mut date = date_of(reference.within(width)?.shift(by * each)?)?;
    date.qualifier.approximate = width != Unit::Day;
    Some(date)
}

fn date_of(point: Point) -> Option<crate::edtf::Date> {
    match point.edtf()? {
        Edtf::Date(date) => Some(date),
        _ => None,
    }
}

/// A day `d` of the month that lies `direction` months from the document's: “the 12th ult.”
pub(super) fn month_day(parts: &Parts<'_>, context: &Context<'_>) -> Verdict {
    let Some(day) = parts.parse::<u8>("d").filter(|day| (1..=31).contains(day)) else {
        return Verdict::No;
    };
    let by = parts.parse::<i64>("direction").unwrap_or(0);
    let month = context.reference.and_then(|reference| reference.within(Unit::Month));
    let Some(Point::Month(year, month)) = month.and_then(|month| month.shift(by)) else {
        let value = format!("XXXX-XX-{day:02}");
        let edtf = Edtf::parse(&value).ok();
        return Verdict::Time(Meant { edtf, ..Meant::plain(TimeKind::Date, value) });
    };
    let day = point::day(year, month, day).map(Point::Day);
    Verdict::or_never(day.map(|day| Meant::point(day).by_context()))
}
