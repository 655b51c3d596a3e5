//! A force-directed layout (Fruchterman and Reingold 1991): nodes repel each other, edges pull.
//!
//! It begins with a fixed spiral and runs a fixed number of rounds. Far nodes act through the centres of
//! their cells, so that a round costs about n^1.5.

use super::point::{Point, Rect};

/// The distance at which an edge's pull and its ends' push are even.
const SPACING: f64 = 66.0;
/// Rounds of movement.
const ROUNDS: usize = 260;
/// How strongly everything is drawn to the middle; more in height than in width, as a page is read.
const GRAVITY: Point = Point { x: 0.55, y: 0.85 };
/// So many nodes make the pull twice as strong: of many, each has less room.
const CROWD: f64 = 100.0;

/// Two nodes that pull each other.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spring {
    /// An index into the nodes.
    pub(super) a: usize,
    /// Another.
    pub(super) b: usize,
    /// 0 to 1.
    pub(super) strength: f64,
}

/// Positions of `count` nodes.
pub(super) fn layout(count: usize, springs: &[Spring]) -> Vec<Point> {
    let mut points = spiral(count);
    let degrees = degrees(count, springs);
    let pull = 1.0 + count as f64 / CROWD;
    let reach = SPACING * (count as f64).sqrt();
    for round in 0..ROUNDS {
        let mut forces = repulsion(&points);
        for spring in springs {
            let way = points[spring.b].minus(points[spring.a]);
            let force = way.times(way.length() / SPACING * spring.strength);
            // A node with many edges is heavy: each of them moves it less.
            forces[spring.a] = forces[spring.a].plus(force.times(1.0 / degrees[spring.a]));
            forces[spring.b] = forces[spring.b].minus(force.times(1.0 / degrees[spring.b]));
        }
        let left = (ROUNDS - round) as f64 / ROUNDS as f64;
        let furthest = 0.2 * reach * left * left + 0.2;
        for (point, force) in points.iter_mut().zip(forces) {
            let force = Point {
                x: force.x - point.x * GRAVITY.x * pull,
                y: force.y - point.y * GRAVITY.y * pull,
            };
            let length = force.length();
            if length > 0.0 {
                *point = point.plus(force.times(furthest.min(length * 0.1) / length));
            }
        }
    }
    points
}

/// Even distances around the middle, the first nodes in it (Vogel 1979).
fn spiral(count: usize) -> Vec<Point> {
    let mut direction = Point { x: 1.0, y: 0.0 };
    (0..count)
        .map(|n| {
            direction = direction.turned();
            // Turning again and again must not change the length.
            direction = direction.times(1.0 / direction.length());
            direction.times(SPACING * 0.6 * (n as f64).sqrt())
        })
        .collect()
}

/// The square root of each node's number of edges, at least 1.
fn degrees(count: usize, springs: &[Spring]) -> Vec<f64> {
    let mut degrees = vec![0_usize; count];
    for spring in springs {
        degrees[spring.a] += 1;
        degrees[spring.b] += 1;
    }
    degrees.into_iter().map(|n| (n.max(1) as f64).sqrt()).collect()
}

/// A cell of the plane: its nodes and their middle.
#[derive(Debug, Clone, Default)]
struct Cell {
    members: Vec<usize>,
    middle: Point,
}

fn repulsion(points: &[Point]) -> Vec<Point> {
    let side = ((points.len() as f64).sqrt().sqrt() * 1.5).floor().max(1.0);
    let bounds = Rect::around(points);
    let across = (bounds.width() / side).max(1.0);
    let down = (bounds.height() / side).max(1.0);
    let columns = side as usize;
    let place = |point: Point| {
        let column = ((point.x - bounds.from.x) / across).floor() as usize;
        let row = ((point.y - bounds.from.y) / down).floor() as usize;
        (column.min(columns - 1), row.min(columns - 1))
    };
    let mut cells = vec![Cell::default(); columns * columns];
    for (n, &point) in points.iter().enumerate() {
        let (column, row) = place(point);
        let cell = &mut cells[row * columns + column];
        cell.members.push(n);
        cell.middle = cell.middle.plus(point);
    }
    for cell in cells.iter_mut().filter(|cell| !cell.members.is_empty()) {
        cell.middle = cell.middle.times(1.0 / cell.members.len() as f64);
    }
    let force = |(n, &point): (usize, &Point)| {
        let (column, row) = place(point);
        let mut force = Point::default();
        for (at, cell) in cells.iter().enumerate() {
            let near = (at % columns).abs_diff(column) <= 1 && (at / columns).abs_diff(row) <= 1;
            if near {
                for &other in cell.members.iter().filter(|&&other| other != n) {
                    force = force.plus(push(point, points[other], n < other));
                }
            } else if !cell.members.is_empty() {
                let push = push(point, cell.middle, true);
                force = force.plus(push.times(cell.members.len() as f64));
            }
        }
        force
    };
    points.iter().enumerate().map(force).collect()
}

/// The push of one node on another; two at one point part to either side.
fn push(point: Point, other: Point, first: bool) -> Point {
    let way = point.minus(other);
    let square = way.x * way.x + way.y * way.y;
    if square < 0.01 {
        return Point { x: if first { SPACING } else { -SPACING }, y: 0.0 };
    }
    way.times(SPACING * SPACING / square)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_graph_is_laid_out_alike_and_within_bounds(
            count in 1_usize..60,
            ends in prop::collection::vec((0_usize..60, 0_usize..60), 0..120),
        ) {
            let springs: Vec<Spring> = ends
                .into_iter()
                .map(|(a, b)| Spring { a: a % count, b: b % count, strength: 0.7 })
                .filter(|spring| spring.a != spring.b)
                .collect();
            let points = layout(count, &springs);
            let reach = SPACING * 60.0;
            prop_assert!(points.iter().all(|p| p.x.abs() < reach && p.y.abs() < reach));
            prop_assert_eq!(points, layout(count, &springs));
        }
    }

    #[test]
    fn what_is_joined_lies_nearer_than_what_is_not() {
        // Two rings of six, joined by one edge.
        let mut springs: Vec<Spring> = Vec::new();
        for ring in [0, 6] {
            for n in 0..6 {
                for step in [1, 2] {
                    let b = ring + (n + step) % 6;
                    springs.push(Spring { a: ring + n, b, strength: 1.0 });
                }
            }
        }
        springs.push(Spring { a: 0, b: 6, strength: 1.0 });
        let points = layout(12, &springs);
        let middle = |nodes: std::ops::Range<usize>| {
            nodes.map(|n| points[n]).fold(Point::default(), Point::plus).times(1.0 / 6.0)
        };
        let (one, two) = (middle(0..6), middle(6..12));
        let apart = one.minus(two).length();
        let wide = (0..6).map(|n| points[n].minus(one).length()).fold(0.0, f64::max);
        assert!(apart > wide, "{apart} {wide}");
    }
}
