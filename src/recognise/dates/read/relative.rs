//! Times that something else decides: the document's date, the tense, a time mentioned before.

use std::ops::Range;

use super::super::calendar;
use super::super::meant::Meant;
use super::super::parts::Parts;
use super::super::point::{self, Point};
use super::super::tense::Direction;
use super::super::unit::Unit;
use super::absolute::{has_year, month_of, year_of};
use super::{Context, Verdict};
use crate::annotation::TimeKind;
use crate::edtf::{Day, Edtf};

/// A month, season, quarter or half.
pub(super) fn year_part(parts: &Parts<'_>, context: &Context<'_>) -> Verdict {
    let Some(make) = part_maker(parts) else { return Verdict::No };
    if has_year(parts, "") {
        return part_of_year(parts, context, &make);
    }
    let reference = context.reference;
    if let Some(by) = parts.parse::<i32>("year-direction")
        && let Some(year) = reference.and_then(|reference| reference.year())
    {
        return Verdict::Time(Meant::point(make(year + by)).by_context());
    }
    // “It rains in July” may tell of any July.
    let habit = context.is_habit(parts);
    let own = reference.and_then(|reference| reference.within(make(2000).unit()));
    let Some(own) = own.filter(|_| !habit) else {
        let open = make(2000).timex().replacen("2000", "XXXX", 1);
        return Verdict::Time(Meant::plain(TimeKind::Date, open));
    };
    if let Some(direction) = parts.parse::<i32>("direction") {
        let year = directed_year(own, make(own.month().0), direction);
        return Verdict::Time(Meant::point(make(year)).by_context());
    }
    let (year, shown_by) = undirected_year(parts, context, own, &make);
    Verdict::Time(Meant { shown_by, ..Meant::point(make(year)).by_context() })
}

/// A part of the year that the parts name.
fn part_of_year(parts: &Parts<'_>, context: &Context<'_>, make: &dyn Fn(i32) -> Point) -> Verdict {
    let date = || {
        let year = year_of(parts, context, "")?;
        let next = parts.parse::<i32>("yy2");
        let over_the_year = next.is_none_or(|next| next == (year + 1) % 100);
        let known = over_the_year && calendar::year(year).is_some();
        known.then(|| Meant::point(make(year)))
    };
    if parts.has("yy2") { Verdict::or_never(date()) } else { Verdict::or_no(date()) }
}

/// The year of the last, this or the next such part, seen from `own`; `there` is that of the same
/// year.
fn directed_year(own: Point, there: Point, direction: i32) -> i32 {
    let year = own.month().0;
    let later = position(there) > position(own);
    match direction {
        _ if there == own => year + direction,
        0 => year,
        -1 => year - i32::from(later),
        _ => year + i32::from(!later),
    }
}

/// The part of a year that the parts name, in a given year.
fn part_maker(parts: &Parts<'_>) -> Option<Box<dyn Fn(i32) -> Point>> {
    if let Some(month) = month_of(parts, "").filter(|month| (1..=12).contains(month)) {
        return Some(Box::new(move |year| Point::Month(year, month)));
    }
    if let Some(season) = parts.parse::<u8>("season").filter(|season| (21..=24).contains(season)) {
        return Some(Box::new(move |year| Point::Season(year, season)));
    }
    if let Some(quarter) = parts.parse::<u8>("quarter").filter(|quarter| (1..=4).contains(quarter))
    {
        return Some(Box::new(move |year| Point::Quarter(year, quarter)));
    }
    let half = parts.parse::<u8>("half").filter(|half| (1..=2).contains(half))?;
    Some(Box::new(move |year| Point::Half(year, half)))
}

/// Where in its year a part begins, in months.
fn position(point: Point) -> u8 {
    match point {
        Point::Month(_, month) => month,
        Point::Season(_, season) => (season - 20) * 3,
        Point::Quarter(_, quarter) => quarter * 3 - 2,
        Point::Half(_, half) => half * 6 - 5,
        _ => 0,
    }
}

/// The year of a part that stands alone: the tense decides, else the nearest.
fn undirected_year(
    parts: &Parts<'_>,
    context: &Context<'_>,
    own: Point,
    make: &dyn Fn(i32) -> Point,
) -> (i32, Option<Range<usize>>) {
    let year = own.month().0;
    let (here, there) = (i32::from(position(own)), i32::from(position(make(year))));
    let direction = context.direction(parts);
    let shown_by = direction.map(|(_, token)| parts.line.tokens[token].span());
    let found = match direction.map(|(direction, _)| direction) {
        Some(Direction::Back) => year - i32::from(there > here),
        Some(Direction::Ahead) => year + i32::from(there < here),
        _ if there - here > 6 => year - 1,
        _ if here - there >= 6 => year + 1,
        _ => year,
    };
    (found, shown_by)
}

/// A day of the week, or a weekend.
pub(super) fn weekday(parts: &Parts<'_>, context: &Context<'_>) -> Verdict {
    let Some(weekday) = parts.parse::<u8>("weekday").filter(|day| (1..=7).contains(day)) else {
        return Verdict::No;
    };
    let today = context.reference.and_then(|reference| reference.day());
    let (offset, shown_by) =
        today.map_or((None, None), |today| days_to(weekday, today, parts, context));
    let day = offset.and_then(|offset| Point::Day(today?).shift(offset));
    let weekend = parts.has("weekend");
    let day = day.and_then(|day| if weekend { day.within(Unit::Weekend) } else { Some(day) });
    let meant = match day {
        Some(day) => Meant { shown_by, ..Meant::point(day).by_context() },
        None if weekend => Meant::plain(TimeKind::Date, unresolved(Unit::Weekend)),
        None => Meant::plain(TimeKind::Date, format!("XXXX-WXX-{weekday}")),
    };
    Verdict::Time(match parts.text("part") {
        Some(part) => super::clock::part_of(meant, part),
        None => meant,
    })
}

/// How many days on from `today` the day of the week lies, and the verb that says so.
fn days_to(
    weekday: u8,
    today: Day,
    parts: &Parts<'_>,
    context: &Context<'_>,
) -> (Option<i64>, Option<Range<usize>>) {
    let own = i64::from(today.weekday());
    let ahead = (i64::from(weekday) - own).rem_euclid(7);
    if let Some(week) = parts.parse::<i64>("week") {
        return (Some(week * 7 + i64::from(weekday) - own), None);
    }
    let directed = parts.parse::<i64>("direction").map(|direction| match direction {
        1 if ahead == 0 => 7,
        1 => ahead,
        // The last but one, the next but one.
        2 => ahead + 7,
        back => ahead + 7 * back,
    });
    if directed.is_some() {
        return (directed, None);
    }
    let found = context.direction(parts);
    let offset = found.map(|(direction, _)| match direction {
        Direction::Back if ahead > 0 => ahead - 7,
        _ => ahead,
    });
    (offset, found.map(|(_, token)| parts.line.tokens[token].span()))
}

/// The unit, so many on from the document's.
pub(super) fn shift(parts: &Parts<'_>, context: &Context<'_>) -> Verdict {
    let unit = parts.parse::<Unit>("unit").filter(|unit| !unit.is_clock());
    let Some(unit) = unit else { return Verdict::No };
    let direction = parts.parse::<i64>("direction").unwrap_or(1);
    let by = match parts.count("") {
        Some(count) => count.parse::<i64>().ok().map(|count| count * direction),
        None => Some(direction),
    };
    let Some(by) = by else { return Verdict::No };
    let (unit, by) = if parts.has("about") { as_counted(unit, by) } else { (unit, by) };
    let point = context
        .reference
        .and_then(|reference| reference.within(unit))
        .and_then(|own| own.shift(by));
    let meant = match point {
        Some(point) => Meant::point(point).by_context(),
        None => Meant::plain(TimeKind::Date, unresolved(unit)),
    };
    Verdict::Time(if parts.has("about") { meant.about() } else { meant })
}

/// “Three weeks ago” is about that day and “a decade ago” about that year, not some day of a calendar
/// week or some year of a calendar decade.
fn as_counted(unit: Unit, by: i64) -> (Unit, i64) {
    match unit {
        Unit::Week => (Unit::Day, by.saturating_mul(7)),
        Unit::Decade => (Unit::Year, by.saturating_mul(10)),
        Unit::Century => (Unit::Year, by.saturating_mul(100)),
        _ => (unit, by),
    }
}

/// How TIMEX3 writes a unit of which nothing is known.
fn unresolved(unit: Unit) -> &'static str {
    match unit {
        Unit::Week => "XXXX-WXX",
        Unit::Weekend => "XXXX-WXX-WE",
        Unit::Month => "XXXX-XX",
        Unit::Quarter => "XXXX-QX",
        Unit::Half => "XXXX-HX",
        Unit::Year => "XXXX",
        Unit::Decade => "XXX",
        Unit::Century => "XX",
        _ => "XXXX-XX-XX",
    }
}

/// A duration that leads back from the document's date, to about then where it is long.
pub(super) fn ago(parts: &Parts<'_>, context: &Context<'_>) -> Verdict {
    let Verdict::Time(duration) = super::spans::duration(parts) else { return Verdict::No };
    // “2000 years ago” is no year.
    let countable =
        parts.count("").and_then(|count| count.parse().ok()).is_some_and(|n: u8| n < 100);
    let Some(Verdict::Time(date)) = countable.then(|| shift(parts, context)) else {
        return Verdict::Time(duration);
    };
    let exact = matches!(date.point, Some(Point::Day(_)));
    let date = if exact { date } else { date.about() };
    Verdict::Time(Meant {
        edtf: date.edtf,
        point: date.point,
        from_context: date.from_context,
        ..duration
    })
}

/// So many units from a time mentioned before.
pub(super) fn later(parts: &Parts<'_>, context: &Context<'_>) -> Verdict {
    let Some(unit) = parts.parse::<Unit>("unit") else { return Verdict::No };
    if unit.is_clock() {
        return Verdict::Time(Meant::plain(TimeKind::Time, "XXXX-XX-XXTXX:XX"));
    }
    let by = || {
        let count: i64 = parts.count("").map_or(Some(1), |count| count.parse().ok())?;
        Some(count * parts.parse::<i64>("direction").unwrap_or(1))
    };
    let antecedent = near(context);
    let point = || antecedent?.point.within(unit)?.shift(by()?);
    let mut meant = match point() {
        Some(point) => Meant::point(point).by_context(),
        None => Meant::plain(TimeKind::Date, unresolved(unit)),
    };
    meant.antecedent =
        antecedent.filter(|_| meant.point.is_some()).map(|mention| mention.span.clone());
    Verdict::Time(meant)
}

/// The unit that holds a time mentioned before.
pub(super) fn same(parts: &Parts<'_>, context: &Context<'_>) -> Verdict {
    let Some(unit) = parts.parse::<Unit>("unit") else { return Verdict::No };
    let antecedent = near(context);
    let point = antecedent.and_then(|mention| mention.point.within(unit));
    let Some(point) = point else {
        let open = parts.text("value").unwrap_or(unresolved(unit));
        return Verdict::Time(Meant::plain(TimeKind::Date, open));
    };
    let mut meant = Meant::point(point).by_context();
    meant.antecedent = antecedent.map(|mention| mention.span.clone());
    Verdict::Time(meant)
}

/// The time mentioned before, unless that was long ago.
fn near<'a>(context: &Context<'a>) -> Option<&'a super::super::reference::Mention> {
    context.mentions.last.as_ref().filter(|mention| mention.leaf + 1 >= context.leaf)
}

/// A holiday: `12-24`, or so many days from Easter: `easter+39`, or the fourth Sunday before
/// Christmas: `advent`, the nth weekday of a month: `11-4-4`.
pub(super) fn holiday(parts: &Parts<'_>, context: &Context<'_>) -> Verdict {
    let Some(rule) = parts.text("holiday") else { return Verdict::No };
    if has_year(parts, "") {
        let day = year_of(parts, context, "").and_then(|year| holiday_in(rule, year));
        return Verdict::or_no(day.map(Meant::point));
    }
    let reference = context.reference;
    let year = reference.and_then(|reference| reference.year());
    let Some(year) = year else {
        let fixed = rule.contains('-') && rule.len() == 5;
        let open = if fixed { format!("XXXX-{rule}") } else { "XXXX-XX-XX".to_owned() };
        let edtf = Edtf::parse(&open).ok();
        return Verdict::Time(Meant { edtf, ..Meant::plain(TimeKind::Date, open) });
    };
    let own = reference.and_then(|reference| reference.day()).map(|day| day.number());
    let direction = match parts.parse::<i64>("direction") {
        Some(-1) => Some((Direction::Back, None)),
        Some(1) => Some((Direction::Ahead, None)),
        _ => context
            .direction(parts)
            .map(|(direction, token)| (direction, Some(parts.line.tokens[token].span()))),
    };
    let mut days = (year - 1..=year + 1).filter_map(|year| holiday_in(rule, year));
    let distance = |point: &Point| match (point, own) {
        (Point::Day(day), Some(own)) => day.number() - own,
        _ => i64::from(point.month().0 - year) * 365,
    };
    let found = match direction.as_ref().map(|(direction, _)| direction) {
        Some(Direction::Back) => days.filter(|day| distance(day) <= 0).max_by_key(&distance),
        Some(Direction::Ahead) => days.find(|day| distance(day) >= 0),
        _ => days.min_by_key(|day| distance(day).abs()),
    };
    let meant = found.map(|point| {
        let shown_by = direction.and_then(|(_, verb)| verb);
        Meant { shown_by, ..Meant::point(point).by_context() }
    });
    Verdict::or_no(meant)
}

/// When a holiday is in a year.
fn holiday_in(rule: &str, year: i32) -> Option<Point> {
    calendar::year(year)?;
    if let Some(offset) = rule.strip_prefix("easter") {
        let offset: i64 = if offset.is_empty() { 0 } else { offset.parse().ok()? };
        return Point::Day(point::easter(year)?).shift(offset);
    }
    if let Some(number) = rule.strip_prefix("advent") {
        let christmas = point::day(year, 12, 25)?;
        let fourth = -i64::from(christmas.weekday());
        let number: i64 = number.parse().ok()?;
        return Point::Day(christmas).shift(fourth - 7 * (4 - number));
    }
    let mut numbers = rule.split('-').map(str::parse::<u8>);
    let (month, second) = (numbers.next()?.ok()?, numbers.next()?.ok()?);
    match numbers.next() {
        None => point::day(year, month, second).map(Point::Day),
        // The nth weekday of a month; the fifth stands for the last.
        Some(nth) => {
            let first = point::day(year, month, 1)?;
            let to_first = (i64::from(second) - i64::from(first.weekday())).rem_euclid(7);
            let day = Point::Day(first).shift(to_first + 7 * (i64::from(nth.ok()?) - 1))?;
            if day.month().1 == Some(month) { Some(day) } else { day.shift(-7) }
        }
    }
}
