//! Elements of SVG (SVG 2) that drawings share.

use std::fmt::Write as _;

use super::point::Point;
use crate::render::html::Node;

/// A coordinate to a tenth of a unit, as short as it can be.
pub(super) fn number(value: f64) -> String {
    let tenths = (value * 10.0).round();
    if tenths == 0.0 || !tenths.is_finite() {
        return "0".to_owned();
    }
    let text = format!("{:.1}", tenths / 10.0);
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}

/// The drawing itself. Its parts are links, so it is a group to assistive technology, not one
/// picture (WAI-ARIA 1.2: the children of `img` are presentational).
pub(super) fn svg(size: (f64, f64), label: &str, description: &str, parts: Vec<Node>) -> Node {
    let (width, height) = (number(size.0), number(size.1));
    let mut children = vec![Node::new("desc", vec![Node::text(description)])];
    children.extend(parts);
    Node::new("svg", children)
        .with("viewBox", format!("0 0 {width} {height}"))
        .with("width", width)
        .with("height", height)
        .with("role", "group")
        .with("aria-label", label)
}

/// The part of a page that a drawing is scrolled in, with a way around it for the keyboard.
pub(super) fn scrolled(svg: Node, label: &str, skip: &str, after: &str) -> Vec<Node> {
    let skip = Node::new("a", vec![Node::text(skip)])
        .with("class", "skip-drawing")
        .with("href", format!("#{after}"));
    let region = Node::new("div", vec![svg])
        .with("class", "drawing")
        .with("role", "region")
        .with("aria-label", label)
        .with("tabindex", "0");
    vec![skip, region]
}

/// A link around shapes. Its title is its name (SVG Accessibility API Mappings, 5.1.3), and shown on
/// pointing at it.
pub(super) fn link(href: &str, class: String, name: &str, mut shapes: Vec<Node>) -> Node {
    shapes.insert(0, Node::new("title", vec![Node::text(name)]));
    Node::new("a", shapes).with("href", crate::site::site_href(href)).with("class", class)
}

/// What takes the pointer around a small sign: 24 units across, which is what a target has at least
/// (WCAG 2.2, success criterion 2.5.8). Nothing of it is seen.
pub(super) fn target(at: Point) -> Node {
    Node::new("circle", Vec::new())
        .with("class", "target")
        .with("cx", number(at.x))
        .with("cy", number(at.y))
        .with("r", "12")
}

/// Words at a point.
pub(super) fn text(at: Point, anchor: Anchor, words: &str) -> Node {
    let anchor = match anchor {
        Anchor::Start => None,
        Anchor::Middle => Some("middle"),
        Anchor::End => Some("end"),
    };
    Node::new("text", vec![Node::text(words)])
        .with("x", number(at.x))
        .with("y", number(at.y))
        .with_some("text-anchor", anchor)
}

/// Which part of words lies at their point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    /// Their beginning.
    Start,
    /// Their middle.
    Middle,
    /// Their end.
    End,
}

/// A line from point to point.
pub(super) fn line(from: Point, to: Point) -> Node {
    Node::new("line", Vec::new())
        .with("x1", number(from.x))
        .with("y1", number(from.y))
        .with("x2", number(to.x))
        .with("y2", number(to.y))
}

/// `M1 2L3 4…`: the data of a path through points.
pub(super) fn path_data(points: &[Point], closed: bool) -> String {
    let mut data = String::new();
    for (n, point) in points.iter().enumerate() {
        let _ = write!(
            data,
            "{}{} {}",
            if n == 0 { 'M' } else { 'L' },
            number(point.x),
            number(point.y)
        );
    }
    if closed && !data.is_empty() {
        data.push('Z');
    }
    data
}

/// Gives the rows of a table's body classes, as far as there are any.
pub(super) fn class_rows(table: &mut Node, classes: impl Iterator<Item = String>) {
    let body = table
        .children_mut()
        .and_then(|children| children.first_mut())
        .and_then(Node::children_mut)
        .and_then(|parts| parts.iter_mut().find(|part| part.is("tbody")))
        .and_then(Node::children_mut);
    for (row, class) in body.into_iter().flatten().zip(classes) {
        let bare = std::mem::replace(row, Node::text(""));
        *row = bare.with("class", class);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coordinates_are_short() {
        for (value, expect) in [
            (0.0, "0"),
            (-0.04, "0"),
            (1.25, "1.3"),
            (12.0, "12"),
            (-3.16, "-3.2"),
            (f64::NAN, "0"),
        ] {
            assert_eq!(number(value), expect);
        }
    }
}
