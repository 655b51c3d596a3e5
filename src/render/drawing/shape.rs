//! A shape for each kind of entry, so that kinds are told apart without colour.

use super::point::Point;
use super::svg::{number, path_data};
use crate::annotation::EntryKind;
use crate::render::html::Node;

/// The shape of a kind around a point; `radius` is about half its width.
pub(super) fn shape(kind: EntryKind, at: Point, radius: f64) -> Node {
    let corners: &[(f64, f64)] = match kind {
        EntryKind::Person | EntryKind::Concept => {
            return Node::new("circle", Vec::new())
                .with("cx", number(at.x))
                .with("cy", number(at.y))
                .with("r", number(radius));
        }
        EntryKind::Organisation => &[(-0.88, -0.88), (0.88, -0.88), (0.88, 0.88), (-0.88, 0.88)],
        EntryKind::Place => &[(0.0, -1.2), (1.2, 0.0), (0.0, 1.2), (-1.2, 0.0)],
        EntryKind::Product => &[(0.0, -1.2), (1.15, 0.85), (-1.15, 0.85)],
        EntryKind::Work => &[(0.0, 1.2), (1.15, -0.85), (-1.15, -0.85)],
        EntryKind::Event => &[
            (0.0, -1.3),
            (0.35, -0.35),
            (1.3, 0.0),
            (0.35, 0.35),
            (0.0, 1.3),
            (-0.35, 0.35),
            (-1.3, 0.0),
            (-0.35, -0.35),
        ],
        EntryKind::Law => {
            &[(-1.1, 0.0), (-0.55, -0.95), (0.55, -0.95), (1.1, 0.0), (0.55, 0.95), (-0.55, 0.95)]
        }
    };
    let corners: Vec<Point> = corners
        .iter()
        .map(|&(x, y)| Point { x: at.x + x * radius, y: at.y + y * radius })
        .collect();
    Node::new("path", Vec::new()).with("d", path_data(&corners, true))
}

/// The shape by itself, beside its name in a legend.
pub(super) fn sample(kind: EntryKind) -> Node {
    let shape = shape(kind, Point { x: 8.0, y: 8.0 }, 5.5);
    Node::new("svg", vec![shape])
        .with("viewBox", "0 0 16 16")
        .with("width", "16")
        .with("height", "16")
        .with("class", format!("sample k-{kind}"))
        .with("aria-hidden", "true")
}
