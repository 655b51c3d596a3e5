//! What lies under the places: land, lines between countries, the grid of degrees, a scale.

use super::frame::Frame;
use super::outlines::{Lines, Outlines};
use super::projection::Projection;
use crate::locale::Catalogue;
use crate::render::drawing::point::{Point, Rect};
use crate::render::drawing::svg::{self, Anchor, path_data};
use crate::render::html::Node;

/// Distances of grid lines in degrees, of which the first is taken that gives few enough.
const GRID: [f64; 11] = [0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 15.0, 30.0, 45.0];
/// Kilometres of a unit of the sphere: its mean radius (IUGG).
const RADIUS: f64 = 6371.0;
/// The scale's bar is at most so long.
const BAR: f64 = 150.0;

/// Land, borders and grid.
pub(super) fn ground(frame: &Frame, outlines: &Outlines) -> Vec<Node> {
    let reach = frame.reach();
    let land: String = shifted(&outlines.land, &reach)
        .filter_map(|ring| {
            let inside = clipped(&ring, &reach);
            let ring: Vec<Point> = inside.iter().map(|p| frame.place(*p)).collect();
            let ring = thinned(&clipped(&ring, &wider(&frame.bounds())));
            (ring.len() > 2).then(|| path_data(&ring, true))
        })
        .collect();
    let borders: String =
        shifted(&outlines.borders, &reach).map(|line| drawn(frame, &line)).collect();
    let grid: String = grid(frame).iter().map(|line| drawn(frame, line)).collect();
    let path = |class: &str, data: String| {
        Node::new("path", Vec::new()).with("class", class).with("d", data)
    };
    if frame.is_small() {
        return vec![path("graticule", grid)];
    }
    vec![
        path("land", land).with("fill-rule", "evenodd"),
        path("graticule", grid),
        path("borders", borders),
    ]
}

/// Lines, moved around the earth so that they lie in reach; those out of reach are left out.
fn shifted<'a>(lines: &'a Lines, reach: &'a Rect) -> impl Iterator<Item = Vec<Point>> + 'a {
    lines.iter().flat_map(move |line| {
        let bounds = Rect::around(line);
        [-360.0, 0.0, 360.0].into_iter().filter_map(move |by| {
            let aside = Point { x: by, y: 0.0 };
            let bounds = Rect { from: bounds.from.plus(aside), to: bounds.to.plus(aside) };
            bounds.overlaps(reach).then(|| line.iter().map(|p| p.plus(aside)).collect())
        })
    })
}

/// A ring's part in a box (Sutherland and Hodgman 1974).
fn clipped(ring: &[Point], bounds: &Rect) -> Vec<Point> {
    let along = |a: Point, b: Point, part: f64| a.plus(b.minus(a).times(part));
    let mut points = ring.to_vec();
    for side in 0..4 {
        // How far inside this edge a point lies.
        let inside = |p: Point| match side {
            0 => p.x - bounds.from.x,
            1 => bounds.to.x - p.x,
            2 => p.y - bounds.from.y,
            _ => bounds.to.y - p.y,
        };
        let mut kept = Vec::with_capacity(points.len());
        for (n, &point) in points.iter().enumerate() {
            let before = points[(n + points.len() - 1) % points.len()];
            let (here, there) = (inside(point), inside(before));
            if (here >= 0.0) != (there >= 0.0) {
                kept.push(along(before, point, there / (there - here)));
            }
            if here >= 0.0 {
                kept.push(point);
            }
        }
        points = kept;
    }
    points
}

/// Without points that lie nearer than half a unit to the one before.
fn thinned(points: &[Point]) -> Vec<Point> {
    let mut kept: Vec<Point> = Vec::with_capacity(points.len());
    for &point in points {
        if kept.last().is_none_or(|last| last.minus(point).length() >= 0.6) {
            kept.push(point);
        }
    }
    kept
}

/// Land ends a little outside the frame, so that its edge is no coast.
fn wider(bounds: &Rect) -> Rect {
    let by = Point { x: 4.0, y: 4.0 };
    Rect { from: bounds.from.minus(by), to: bounds.to.plus(by) }
}

/// A line's parts in the frame.
fn drawn(frame: &Frame, line: &[Point]) -> String {
    let bounds = frame.bounds();
    let points: Vec<Point> = line.iter().map(|p| frame.place(*p)).collect();
    let mut data = String::new();
    let mut run: Vec<Point> = Vec::new();
    for pair in points.windows(2) {
        let room = wider(&Rect::around(pair));
        if room.overlaps(&bounds) {
            if run.is_empty() {
                run.push(pair[0]);
            }
            run.push(pair[1]);
        } else {
            data.push_str(&path_data(&thinned(&run), false));
            run.clear();
        }
    }
    data + &path_data(&thinned(&run), false)
}

/// Meridians and parallels in degrees.
fn grid(frame: &Frame) -> Vec<Vec<Point>> {
    let reach = frame.reach();
    let shown = frame.part.height() * 180.0 / std::f64::consts::PI;
    let step = match frame.projection {
        Projection::World => 30.0,
        Projection::Around { .. } => {
            GRID.into_iter().find(|step| shown / step < 5.0).unwrap_or(45.0)
        }
    };
    let multiples = |from: f64, to: f64| {
        ((from / step).ceil() as i32..=(to / step).floor() as i32).map(move |n| f64::from(n) * step)
    };
    let between =
        |from: f64, to: f64| (0..=48).map(move |n| from + (to - from) * f64::from(n) / 48.0);
    let (from, to) = (reach.from, reach.to);
    let meridians =
        multiples(from.x, to.x).map(|x| between(from.y, to.y).map(|y| Point { x, y }).collect());
    let parallels =
        multiples(from.y, to.y).map(|y| between(from.x, to.x).map(|x| Point { x, y }).collect());
    meridians.chain(parallels).collect()
}

/// A bar with its length; only where the scale is about the same everywhere.
pub(super) fn scale_bar(frame: &Frame, words: &Catalogue) -> Option<Node> {
    if frame.projection == Projection::World {
        return None;
    }
    let unit = frame.scale / RADIUS;
    let longest = BAR / unit;
    let mut length = 1_usize;
    for step in [2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000] {
        if step as f64 <= longest {
            length = step;
        }
    }
    let y = frame.size().1 - 16.0;
    let from = Point { x: 16.0, y };
    let to = Point { x: 16.0 + length as f64 * unit, y };
    let name = format!("{} km", words.number(length));
    let label = svg::text(Point { x: to.x + 6.0, y: y + 4.0 }, Anchor::Start, &name);
    Some(Node::new("g", vec![svg::line(from, to), label]).with("class", "scale"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ring_is_cut_at_the_edges() {
        let square =
            |a: f64, b: f64| [(a, a), (b, a), (b, b), (a, b)].map(|(x, y)| Point { x, y }).to_vec();
        let bounds = Rect { from: Point { x: 0.0, y: 0.0 }, to: Point { x: 10.0, y: 10.0 } };
        assert_eq!(clipped(&square(2.0, 4.0), &bounds), square(2.0, 4.0));
        assert_eq!(clipped(&square(20.0, 40.0), &bounds), []);
        let half = clipped(&square(-5.0, 5.0), &bounds);
        assert_eq!(Rect::around(&half).to, Point { x: 5.0, y: 5.0 });
        assert_eq!(Rect::around(&half).from, Point { x: 0.0, y: 0.0 });
    }
}
