//! The timeline: dates as precise as they are, in lanes, in two orders of time.

use std::collections::BTreeMap;

use super::axis::Axis;
use super::filter;
use super::label::{SIZE, short, width};
use super::point::Point;
use super::svg::{self, Anchor, number};
use crate::edtf::{Bound, Day, Edtf, Precision};
use crate::locale::Catalogue;
use crate::page::{Dated, Timeline, Track};
use crate::render::html::Node;

/// Width of the drawing.
const WIDTH: f64 = 920.0;
/// From how long on a bar has its name before it.
const LONG: f64 = 180.0;
/// Room at either end for what lies far outside.
const ASIDE: f64 = 84.0;
/// Height of a lane.
const LANE: f64 = 26.0;
/// Room above the lanes for the ticks' names.
const HEAD: f64 = 26.0;
/// With more lanes than this, near dates become one sign; and if need be, names are left out.
const LANES: usize = 20;
/// So near to each other they do.
const MERGED: f64 = 26.0;
/// How many drawings an order has at most: the whole, and parts of it.
const CLOSER: usize = 3;
/// Code points of a name beside a date.
const NAME: usize = 38;
/// A bar with soft ends is at least so wide.
const SOFT: f64 = 26.0;
/// Height of the highest column.
const HIGHEST: f64 = 150.0;
/// Where the drawing ends and the list begins.
const AFTER: &str = "after-drawing";

/// One drawing: an order of time, as a whole or in part.
struct View<'a> {
    name: String,
    track: &'a Track,
    axis: Axis,
    /// Whether any date lies before the axis or behind it and is shown beside it.
    outside: [bool; 2],
}

/// The choice of a view, the drawings, and the list.
pub(super) fn nodes(timeline: &Timeline, rest: Vec<Node>, words: &Catalogue) -> Vec<Node> {
    let orders =
        [("timeline-happened", &timeline.happened), ("timeline-written", &timeline.written)];
    let mut all: Vec<View<'_>> = Vec::new();
    for (key, track) in orders.into_iter().filter(|(_, track)| !track.dates.is_empty()) {
        all.extend(views(words.text(key), track, words));
    }
    let mut choices = vec![filter::legend(words.text("timeline-order"))];
    let mut figures = Vec::new();
    for (n, view) in all.iter().enumerate() {
        choices.push(filter::radio("view", &n.to_string(), &view.name, n == 0));
        let text = if view.track.counted { "timeline-counted" } else { "timeline-drawing-text" };
        let drawing = drawing(view, n, words.text(text), words);
        let mut parts = svg::scrolled(drawing, &view.name, words.text("drawing-skip"), AFTER);
        parts.push(Node::new("figcaption", vec![Node::text(words.text(text))]));
        figures.push(Node::new("figure", parts).with("class", format!("view view-{n}")));
    }
    let mut nodes = Vec::new();
    if all.len() > 1 {
        nodes.push(filter::fieldset(choices));
    }
    nodes.extend(figures);
    nodes.push(Node::new("div", rest).with("id", AFTER));
    nodes
}

/// An order as a whole, and where that is crowded its fullest part, and that part's.
fn views<'a>(name: &str, track: &'a Track, words: &Catalogue) -> Vec<View<'a>> {
    let (axis, outside) = axis(&track.dates);
    let mut views = vec![View { name: name.to_owned(), track, axis, outside }];
    let mut shown = axis;
    while views.len() < CLOSER && !track.counted && is_crowded(&track.dates, &shown) {
        let Some(closer) = fullest(&track.dates, &shown) else { break };
        let name = format!("{name}, {}", span(&closer, words));
        views.push(View { name, track, axis: closer, outside: [false; 2] });
        shown = closer;
    }
    views
}

fn is_crowded(dates: &[Dated], axis: &Axis) -> bool {
    let extents = extents(dates, axis);
    lanes(&extents, false).into_iter().max().is_some_and(|most| most >= LANES)
}

/// The sixth of an axis in which most dates begin that are no longer than it.
fn fullest(dates: &[Dated], axis: &Axis) -> Option<Axis> {
    let wide = (axis.to - axis.from) / 6;
    let mut starts: Vec<i64> = dates
        .iter()
        .filter_map(|dated| days(&dated.date))
        .filter(|(first, last)| last - first <= wide && axis.holds(*first))
        .map(|(first, _)| first)
        .collect();
    starts.sort_unstable();
    let mut best = (0, 0, 0);
    let mut from = 0;
    for to in 0..starts.len() {
        while starts[to] - starts[from] > wide {
            from += 1;
        }
        if to - from + 1 > best.0 {
            best = (to - from + 1, starts[from], starts[to]);
        }
    }
    let (count, first, last) = best;
    let pad = ((last - first) / 30).max(2);
    let closer = Axis { from: first - pad, to: last + pad + 1, left: 16.0, right: WIDTH - 16.0 };
    (count > 1 && closer.to - closer.from < (axis.to - axis.from) / 2).then_some(closer)
}

/// “1923–1926”, or the months where it is shorter.
fn span(axis: &Axis, words: &Catalogue) -> String {
    let (Some(first), Some(last)) = (Day::from_number(axis.from), Day::from_number(axis.to - 1))
    else {
        return String::new();
    };
    let named = |day: Day| match axis.to - axis.from < 800 {
        true => Edtf::month(day.year, day.month).map_or_else(String::new, |m| words.date(&m)),
        false => day.year.to_string(),
    };
    match (named(first), named(last)) {
        (first, last) if first == last => first,
        (first, last) => format!("{first} – {last}"),
    }
}

fn drawing(view: &View<'_>, n: usize, text: &str, words: &Catalogue) -> Node {
    let axis = &view.axis;
    let (mut parts, height) = if view.track.counted {
        columns(view.track, axis, words)
    } else {
        marks(&view.track.dates, axis, &soft_id(n), words)
    };
    let mut ground = vec![soft(&soft_id(n))];
    for tick in axis.ticks(words) {
        let (top, bottom) = (Point { x: tick.x, y: 18.0 }, Point { x: tick.x, y: height });
        ground.push(svg::line(top, bottom).with("class", "rule"));
        if !tick.label.is_empty() && tick.x + 3.0 + width(&tick.label) < WIDTH {
            let at = Point { x: tick.x + 3.0, y: 14.0 };
            ground.push(svg::text(at, Anchor::Start, &tick.label));
        }
    }
    let ends =
        [("timeline-earlier", 4.0, Anchor::Start), ("timeline-later", WIDTH - 4.0, Anchor::End)];
    for ((key, x, anchor), is_used) in ends.into_iter().zip(view.outside) {
        if is_used {
            let name = svg::text(Point { x, y: 14.0 }, anchor, words.text(key));
            ground.push(name.with("class", "aside"));
        }
    }
    ground.append(&mut parts);
    svg::svg((WIDTH, height), &view.name, text, ground)
}

fn soft_id(n: usize) -> String {
    format!("soft-{n}")
}

/// A ground that fades at both ends.
fn soft(id: &str) -> Node {
    let stop = |offset: &str, opacity: &str| {
        Node::new("stop", Vec::new()).with("offset", offset).with("stop-opacity", opacity)
    };
    let stops = vec![stop("0", "0"), stop("0.35", "1"), stop("0.65", "1"), stop("1", "0")];
    let gradient = Node::new("linearGradient", stops).with("id", id);
    Node::new("defs", vec![gradient])
}

/// The first and the last day that a date could be; one of them where the other is open.
fn days(date: &Edtf) -> Option<(i64, i64)> {
    let (first, last) = (date.earliest().map(Day::number), date.latest().map(Day::number));
    Some((first.or(last)?, last.or(first)?))
}

/// The axis over most dates, and whether any lie before or behind it: a few that lie very far away must
/// not press all others together.
fn axis(dates: &[Dated]) -> (Axis, [bool; 2]) {
    let mut spans: Vec<(i64, i64)> = dates.iter().filter_map(|dated| days(&dated.date)).collect();
    spans.sort_unstable();
    let starts: Vec<i64> = spans.iter().map(|span| span.0).collect();
    let mut ends: Vec<i64> = spans.iter().map(|span| span.1).collect();
    ends.sort_unstable();
    let (Some(&first), Some(&last)) = (starts.first(), ends.last()) else {
        return (Axis { from: 0, to: 1, left: ASIDE, right: WIDTH - ASIDE }, [false; 2]);
    };
    let few = spans.len() / 8;
    let (low, high) = (starts[few], ends[ends.len() - 1 - few].max(starts[few]));
    let usual = (high - low).max(28);
    // Nearer than twice the usual width, nothing is far away.
    let from = if first < low - 2 * usual { low - usual / 8 } else { first };
    let to = if last > high + 2 * usual { high + usual / 8 } else { last };
    let pad = ((to - from) / 40).max(1);
    let axis = Axis { from: from - pad, to: to + pad + 1, left: ASIDE, right: WIDTH - ASIDE };
    (axis, [first < axis.from, last >= axis.to])
}

/// Where a date is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Extent {
    left: f64,
    right: f64,
    /// Whether it goes on to the left and to the right.
    open: [bool; 2],
}

fn extent(date: &Edtf, axis: &Axis) -> Option<Extent> {
    let (first, last) = days(date)?;
    let clamp = |x: f64| x.clamp(8.0, WIDTH - 8.0);
    let place = |day: i64| {
        if day < axis.from {
            ASIDE / 3.0
        } else if day > axis.to {
            WIDTH - ASIDE / 3.0
        } else {
            axis.place(day)
        }
    };
    let (mut left, mut right) = (place(first), place(last + 1));
    let mut open = [first < axis.from && last >= axis.from, last >= axis.to && first < axis.to];
    if let Edtf::Interval(start, end) = date {
        // An unknown end is not drawn farther than it is known; an open one has none.
        if *end == Bound::Open {
            (right, open[1]) = (WIDTH - 8.0, true);
        }
        if *start == Bound::Open {
            (left, open[0]) = (8.0, true);
        }
    }
    if last < axis.from || first >= axis.to {
        open = [false; 2];
    }
    if date.qualifier().approximate {
        // Room to fade.
        let more = ((SOFT - (right - left)) / 2.0).max(0.0);
        (left, right) = (left - more, right + more);
    }
    Some(Extent { left: clamp(left), right: clamp(right.max(left)), open })
}

/// The dates that an axis shows, with where. On the whole axis these are all; on a part of it those that
/// begin or end there.
fn extents<'a>(dates: &'a [Dated], axis: &Axis) -> Vec<(Item<'a>, Extent)> {
    let part = axis.left < ASIDE;
    dates
        .iter()
        .filter(|dated| {
            let ends = |(first, last)| axis.holds(first) || axis.holds(last);
            !part || days(&dated.date).is_some_and(ends)
        })
        .filter_map(|dated| Some((Item::One(dated), extent(&dated.date, axis)?)))
        .collect()
}

/// What has a sign of its own.
#[derive(Debug, Clone, PartialEq)]
enum Item<'a> {
    /// A date.
    One(&'a Dated),
    /// Several dates that lie too near to each other.
    Several(Vec<&'a Dated>),
}

impl Item<'_> {
    /// The words beside it; perhaps none.
    fn label(&self) -> String {
        match self {
            Self::One(dated) => short(&dated.name, NAME),
            Self::Several(_) => String::new(),
        }
    }
}

/// Signs in lanes.
fn marks(dates: &[Dated], axis: &Axis, soft: &str, words: &Catalogue) -> (Vec<Node>, f64) {
    let mut extents = extents(dates, axis);
    let is_crowded = |lanes: &[usize]| lanes.iter().max().is_some_and(|most| *most >= LANES);
    if is_crowded(&lanes(&extents, false)) {
        extents = merged(extents);
    }
    let with_names = lanes(&extents, true);
    let named = !is_crowded(&with_names);
    let lanes = if named { with_names } else { lanes(&extents, false) };
    let mut parts = Vec::new();
    for ((item, extent), lane) in extents.iter().zip(&lanes) {
        let y = HEAD + LANE * (*lane as f64 + 0.5);
        let (href, name, mut shapes) = match item {
            Item::One(dated) => {
                (&dated.href, one(dated, words), mark(&dated.date, *extent, y, soft))
            }
            Item::Several(dates) => {
                (&dates[0].href, several(dates, words), pill(dates.len(), *extent, y, words))
            }
        };
        let label = item.label();
        if named && !label.is_empty() {
            shapes.extend(name_of(&label, *extent, y));
        }
        parts.push(svg::link(href, "date".to_owned(), &name, shapes));
    }
    let most = lanes.iter().max().map_or(1, |most| most + 1);
    (parts, HEAD + LANE * most as f64 + 6.0)
}

/// Short signs that lie at about one place become one.
fn merged<'a>(extents: Vec<(Item<'a>, Extent)>) -> Vec<(Item<'a>, Extent)> {
    let mut places: BTreeMap<i64, (Vec<&'a Dated>, Extent)> = BTreeMap::new();
    let mut kept = Vec::new();
    for (item, extent) in extents {
        match item {
            Item::One(dated)
                if extent.right - extent.left < MERGED && extent.open == [false; 2] =>
            {
                let place = ((extent.left + extent.right) / 2.0 / MERGED).floor() as i64;
                let (dates, all) = places.entry(place).or_insert((Vec::new(), extent));
                dates.push(dated);
                all.left = all.left.min(extent.left);
                all.right = all.right.max(extent.right);
            }
            item => kept.push((item, extent)),
        }
    }
    kept.extend(places.into_values().map(|(dates, extent)| match dates.as_slice() {
        [one] => (Item::One(one), extent),
        _ => (Item::Several(dates), extent),
    }));
    kept
}

/// “3. August 2020: Ein Ereignis (2)”.
fn one(dated: &Dated, words: &Catalogue) -> String {
    let mut name = words.date(&dated.date);
    if !dated.name.is_empty() {
        name = format!("{name}: {}", dated.name);
    }
    if dated.count > 1 {
        name = format!("{name} ({})", words.number(dated.count));
    }
    name
}

/// “1. August 2020 – 9. August 2020 (7)”: from the first to the last.
fn several(dates: &[&Dated], words: &Catalogue) -> String {
    let ends = [dates.first(), dates.last()]
        .map(|dated| dated.map_or_else(String::new, |dated| words.date(&dated.date)));
    format!("{} ({})", ends.join(" – "), words.number(dates.len()))
}

/// A sign with a number in it.
fn pill(count: usize, extent: Extent, y: f64, words: &Catalogue) -> Vec<Node> {
    let label = words.number(count);
    let middle = (extent.left + extent.right) / 2.0;
    let half = (width(&label) / 2.0 + 4.0).max(12.0);
    let ground = rect(middle - half, middle + half, y, 19.0).with("class", "several");
    let base = Point { x: middle, y: y + SIZE * 0.35 };
    vec![ground, svg::text(base, Anchor::Middle, &label)]
}

/// The lane of each date: the first in which it lies over nothing else.
fn lanes(extents: &[(Item<'_>, Extent)], named: bool) -> Vec<usize> {
    let mut ends: Vec<f64> = Vec::new();
    let mut order: Vec<usize> = (0..extents.len()).collect();
    let room = |n: usize| {
        let (item, extent) = &extents[n];
        let label = if named { item.label() } else { String::new() };
        let name = if label.is_empty() { 0.0 } else { room_of(&label) };
        // A finger needs its room, too (WCAG 2.2, 2.5.8).
        let middle = (extent.left + extent.right) / 2.0;
        let (mut left, mut right) =
            (extent.left.min(middle - 13.0), extent.right.max(middle + 13.0));
        if is_left(name, *extent) {
            left -= name
        } else {
            right += name
        }
        (left, right)
    };
    order.sort_by(|&a, &b| room(a).0.total_cmp(&room(b).0).then(a.cmp(&b)));
    let mut lanes = vec![0; extents.len()];
    for n in order {
        let (left, right) = room(n);
        let lane = ends.iter().position(|end| *end <= left).unwrap_or(ends.len());
        if lane == ends.len() {
            ends.push(0.0);
        }
        ends[lane] = right + 2.0;
        lanes[n] = lane;
    }
    lanes
}

fn room_of(label: &str) -> f64 {
    width(label) + 12.0
}

/// Whether words that take so much room stand left of their sign: for want of room on the right, and
/// where the sign is so long that its end would be far from its beginning on a narrow screen.
fn is_left(room: f64, extent: Extent) -> bool {
    let long = extent.right - extent.left > LONG;
    extent.left > room && (long || extent.right + room > WIDTH)
}

fn name_of(label: &str, extent: Extent, middle: f64) -> Vec<Node> {
    let y = middle + SIZE * 0.35;
    let room = room_of(label);
    // What fills the whole width has its name inside, on a ground of its own.
    if extent.right + room > WIDTH && extent.left <= room {
        let x = extent.left + 12.0;
        let under = rect(x - 4.0, x + width(label) + 4.0, middle, 16.0).with("class", "under");
        return vec![under, svg::text(Point { x, y }, Anchor::Start, label)];
    }
    if is_left(room, extent) {
        return vec![svg::text(Point { x: extent.left - 9.0, y }, Anchor::End, label)];
    }
    vec![svg::text(Point { x: extent.right + 9.0, y }, Anchor::Start, label)]
}

/// A day is a point, what is longer a bar; doubt is dashed, “about” is soft, what goes on has an arrow.
fn mark(date: &Edtf, extent: Extent, y: f64, soft: &str) -> Vec<Node> {
    let doubt = date.qualifier();
    let mut class = "sharp".to_owned();
    if doubt.uncertain {
        class = "unsure".to_owned();
    }
    let is_point = date.precision() == Precision::Day && extent.right - extent.left < 11.0;
    let middle = (extent.left + extent.right) / 2.0;
    let mut shapes = vec![
        // What takes the pointer.
        rect(extent.left.min(middle - 12.0), extent.right.max(middle + 12.0), y, 24.0)
            .with("class", "grip"),
    ];
    if is_point && !doubt.approximate {
        let dot = Node::new("circle", Vec::new())
            .with("cx", number(middle))
            .with("cy", number(y))
            .with("r", "5");
        shapes.push(dot.with("class", class));
        return shapes;
    }
    let wide = (extent.right - extent.left).max(8.0);
    let (left, right) = (middle - wide / 2.0, middle + wide / 2.0);
    let mut bar = rect(left, right, y, 10.0);
    if doubt.approximate {
        bar = bar.with("fill", format!("url(#{soft})"));
        class.push_str(" soft");
    }
    if matches!(date, Edtf::OneOf(_)) {
        class = "unsure".to_owned();
    }
    shapes.push(bar.with("class", class));
    for (open, (x, way)) in extent.open.into_iter().zip([(left, -6.0), (right, 6.0)]) {
        if open {
            let tip = [(x, y - 6.0), (x + way, y), (x, y + 6.0)].map(|(x, y)| Point { x, y });
            let tip = Node::new("path", Vec::new()).with("d", svg::path_data(&tip, false));
            shapes.push(tip.with("class", "tip"));
        }
    }
    shapes
}

fn rect(left: f64, right: f64, y: f64, height: f64) -> Node {
    Node::new("rect", Vec::new())
        .with("x", number(left))
        .with("y", number(y - height / 2.0))
        .with("width", number(right - left))
        .with("height", number(height))
}

/// Columns as high as there are dates in them.
fn columns(track: &Track, axis: &Axis, words: &Catalogue) -> (Vec<Node>, f64) {
    let most = track.dates.iter().map(|dated| dated.count).max().unwrap_or(1).max(1) as f64;
    let foot = HEAD + HIGHEST + 18.0;
    let mut parts = Vec::new();
    for dated in &track.dates {
        let Some(extent) = extent(&dated.date, axis) else { continue };
        let high = (dated.count as f64 / most * HIGHEST).max(2.0);
        let right = extent.right.max(extent.left + 2.0) - 0.5;
        let column = Node::new("rect", Vec::new())
            .with("x", number(extent.left))
            .with("y", number(foot - high))
            .with("width", number(right - extent.left))
            .with("height", number(high))
            .with("class", "sharp");
        let grip = rect(extent.left, right, foot - HIGHEST / 2.0, HIGHEST).with("class", "grip");
        let name = format!("{}: {}", words.date(&dated.date), words.number(dated.count));
        parts.push(svg::link(&dated.href, "date".to_owned(), &name, vec![grip, column]));
    }
    let highest = svg::text(
        Point { x: 4.0, y: foot - HIGHEST + 4.0 },
        Anchor::Start,
        &words.number(most as usize),
    );
    parts.push(highest.with("class", "aside"));
    let line = svg::line(Point { x: 0.0, y: foot }, Point { x: WIDTH, y: foot });
    parts.push(line.with("class", "rule"));
    (parts, foot + 6.0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn dated(date: &str, name: &str) -> Dated {
        let date = Edtf::parse(date).unwrap();
        Dated { date, count: 1, name: name.to_owned(), href: "#d".to_owned() }
    }

    proptest! {
        #[test]
        fn nothing_in_a_lane_lies_over_anything_else(
            days in prop::collection::vec((1900_i32..2000, 1_u8..13, 0_u8..29, ".{0,30}"), 1..80),
        ) {
            let dates: Vec<Dated> = days
                .iter()
                .map(|(year, month, day, name)| match day {
                    0 => dated(&format!("{year}-{month:02}"), name),
                    day => dated(&format!("{year}-{month:02}-{day:02}~"), name),
                })
                .collect();
            let (axis, _) = axis(&dates);
            let extents = extents(&dates, &axis);
            prop_assert_eq!(extents.len(), dates.len());
            let lanes = lanes(&extents, false);
            for (n, (_, one)) in extents.iter().enumerate() {
                prop_assert!(one.left >= 0.0 && one.right <= WIDTH && one.left <= one.right);
                for (m, (_, other)) in extents.iter().enumerate().take(n) {
                    let apart = one.right <= other.left || other.right <= one.left;
                    prop_assert!(lanes[n] != lanes[m] || apart);
                }
            }
        }
    }

    #[test]
    fn one_date_far_away_does_not_press_the_others_together() {
        let mut dates: Vec<Dated> =
            (1..29).map(|day| dated(&format!("2020-08-{day:02}"), "")).collect();
        dates.push(dated("1776-07-04", ""));
        let (over, outside) = axis(&dates);
        assert_eq!(outside, [true, false]);
        assert!(over.place(Day { year: 2020, month: 8, day: 28 }.number()) > WIDTH * 0.7);
        let far = extent(&dates[28].date, &over).unwrap();
        assert!(far.right < ASIDE && far.open == [false, false], "{far:?}");
    }

    #[test]
    fn precision_is_drawn_as_it_is() {
        let class = |date: &str| {
            let date = Edtf::parse(date).unwrap();
            let wide = if date.precision() == Precision::Day { 4.0 } else { 60.0 };
            let extent = Extent { left: 100.0, right: 100.0 + wide, open: [false; 2] };
            let shapes = mark(&date, extent, 0.0, "soft-0");
            crate::render::html::Html::new(&shapes[1..]).as_str().to_owned()
        };
        assert!(
            class("2020-08-03").starts_with("<circle") && class("2020-08-03").contains("sharp")
        );
        assert!(class("2020-08").starts_with("<rect") && !class("2020-08").contains("soft"));
        assert!(
            class("2020-08-03~").starts_with("<rect") && class("2020~").contains("url(#soft-0)")
        );
        assert!(class("2020-08?").contains("unsure"));
        assert!(class("?2020-09-15").contains("unsure"));
    }

    #[test]
    fn an_open_end_is_open() {
        let dates = [dated("2019/..", ""), dated("2020-08-03", ""), dated("2021-01-01", "")];
        let (axis, _) = axis(&dates);
        assert_eq!(extent(&dates[0].date, &axis).unwrap().open, [false, true]);
        assert_eq!(extent(&dates[1].date, &axis).unwrap().open, [false, false]);
        let unknown = extent(&Edtf::parse("2019-10/").unwrap(), &axis).unwrap();
        assert!(!unknown.open[1] && unknown.right < WIDTH / 2.0, "{unknown:?}");
    }
}
