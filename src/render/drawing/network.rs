//! The network of entries: signs for entries, lines for the paragraphs that they share.

use std::collections::BTreeMap;

use super::filter::{self, weight_class};
use super::force::{Spring, layout};
use super::label::{Sign, labels, short};
use super::point::{Point, Rect};
use super::shape::shape;
use super::spread::spread;
use super::svg::{self, number};
use crate::locale::Catalogue;
use crate::page::{Edge, Network, Node as Entry};
use crate::render::html::Node;

/// Least room between two signs' edges.
const GAP: f64 = 14.0;
/// Room around the signs, for words.
const MARGIN: Point = Point { x: 90.0, y: 30.0 };
/// The drawing is at least so wide.
const NARROWEST: f64 = 480.0;
/// Up to so many lines have a broad one under them that is easier to point at; more would be in each
/// other's way.
const GRIPS: usize = 300;
/// From so many signs on they are drawn smaller.
const CROWD: usize = 120;
/// Code points of a name beside a sign.
const NAME: usize = 30;
/// Where the drawing ends and its table begins.
const AFTER: &str = "after-drawing";

/// The choices, the drawing and, with its rows under the same choices, what follows it.
pub(super) fn nodes(network: &Network, mut rest: Vec<Node>, words: &Catalogue) -> Vec<Node> {
    let count = network.nodes.len();
    // A page that somebody changed by hand may name nodes that it does not have.
    let edges: Vec<&Edge> =
        network.edges.iter().filter(|e| e.from < count && e.to < count && e.from != e.to).collect();
    let heaviest = edges.iter().map(|edge| edge.paragraphs).max().unwrap_or_default();
    let mut nodes = vec![filter::kinds(&kinds(network), words)];
    nodes.extend(filter::weights(heaviest, words));
    let label = words.text("network-drawing");
    let drawing = drawing(network, &edges, words);
    nodes.extend(svg::scrolled(drawing, label, words.text("drawing-skip"), AFTER));
    if let Some(table) = rest.first_mut() {
        svg::class_rows(table, network.edges.iter().map(|edge| edge_class(edge, &network.nodes)));
    }
    nodes.push(Node::new("div", rest).with("id", AFTER));
    nodes
}

/// The kinds that occur, with the number of their entries.
fn kinds(network: &Network) -> Vec<(crate::annotation::EntryKind, usize)> {
    let mut kinds = BTreeMap::new();
    for node in &network.nodes {
        *kinds.entry(node.kind).or_insert(0) += 1;
    }
    kinds.into_iter().collect()
}

fn drawing(network: &Network, edges: &[&Edge], words: &Catalogue) -> Node {
    let mut radii: Vec<f64> = network.nodes.iter().map(|node| radius(node.mentions)).collect();
    let (points, size) = places(&radii, edges);
    if radii.len() > CROWD {
        // Smaller signs on the same places leave room for their names.
        radii.iter_mut().for_each(|radius| *radius *= 0.6);
    }
    let bounds = Rect { from: Point::default(), to: Point { x: size.0, y: size.1 } };
    let names: Vec<String> = network.nodes.iter().map(|node| short(&node.name, NAME)).collect();
    let signs: Vec<Sign<'_>> = names
        .iter()
        .zip(points.iter().zip(&radii))
        .map(|(words, (&at, &radius))| Sign { at, radius: radius * 1.2, words })
        .collect();
    let labels = labels(&signs, &bounds);
    let mut heaviest = vec![0; network.nodes.len()];
    for edge in edges {
        for end in [edge.from, edge.to] {
            heaviest[end] = edge.paragraphs.max(heaviest[end]);
        }
    }
    let grip = edges.len() <= GRIPS;
    let lines = edges.iter().map(|edge| line(edge, &network.nodes, &points, grip, words));
    let mut parts = vec![
        Node::new("g", lines.collect()).with("class", if grip { "edges" } else { "edges many" }),
    ];
    let signs = network.nodes.iter().enumerate().map(|(n, node)| {
        let label = &labels[n];
        let text = svg::text(label.at, label.anchor, &names[n]);
        let text = if label.fits { text } else { text.with("class", "quiet") };
        let name = format!(
            "{} ({}, {})",
            node.name,
            words.kind(node.kind),
            words.count("mentions", node.mentions)
        );
        let class = format!("node k-{} {}", node.kind, weight_class(heaviest[n]));
        svg::link(
            &node.href,
            class,
            &name,
            vec![svg::target(points[n]), shape(node.kind, points[n], radii[n]), text],
        )
    });
    parts.push(Node::new("g", signs.collect()).with("class", "nodes"));
    svg::svg(size, words.text("network-drawing"), words.text("network-drawing-text"), parts)
}

/// Half a sign's width: its area grows with the mentions.
fn radius(mentions: usize) -> f64 {
    (3.5 + (mentions as f64).sqrt() * 0.9).min(16.0)
}

/// Where the signs lie, and the size of the drawing around them.
fn places(radii: &[f64], edges: &[&Edge]) -> (Vec<Point>, (f64, f64)) {
    let springs: Vec<Spring> = edges
        .iter()
        .map(|edge| {
            // 0.5 for one paragraph, and towards 1 for many.
            let weight = edge.paragraphs as f64;
            Spring { a: edge.from, b: edge.to, strength: weight / (weight + 1.0) }
        })
        .collect();
    let mut points = layout(radii.len(), &springs);
    spread(&mut points, radii, GAP);
    let bounds = Rect::around(&points);
    let wide = (bounds.width() + 2.0 * MARGIN.x).max(NARROWEST);
    let aside = (wide - bounds.width()) / 2.0;
    for point in &mut points {
        point.x += aside - bounds.from.x;
        point.y += MARGIN.y - bounds.from.y;
    }
    (points, (wide, bounds.height() + 2.0 * MARGIN.y))
}

fn line(edge: &Edge, nodes: &[Entry], points: &[Point], grip: bool, words: &Catalogue) -> Node {
    let name = format!(
        "{} – {}: {}",
        nodes[edge.from].name,
        nodes[edge.to].name,
        words.count("paragraphs-shared", edge.paragraphs)
    );
    let width = (0.6 + (edge.paragraphs as f64).sqrt() * 0.55).min(6.0);
    let (from, to) = (points[edge.from], points[edge.to]);
    let mut shapes = vec![svg::line(from, to).with("stroke-width", number(width))];
    if grip {
        // The drawn line is thin; the one that takes the pointer is not.
        shapes.insert(0, svg::line(from, to).with("class", "grip"));
        let middle = Point { x: (from.x + to.x) / 2.0, y: (from.y + to.y) / 2.0 };
        shapes.insert(0, svg::target(middle));
    }
    // The same links stand in the table; on the way through the signs they would be too many.
    svg::link(&edge.href, edge_class(edge, nodes), &name, shapes).with("tabindex", "-1")
}

/// `k-person k-place w3`: hidden with either kind, and below its weight.
fn edge_class(edge: &Edge, nodes: &[Entry]) -> String {
    let mut kinds: Vec<_> =
        [edge.from, edge.to].into_iter().filter_map(|n| nodes.get(n)).map(|n| n.kind).collect();
    kinds.dedup();
    let kinds = kinds.iter().map(|kind| format!("k-{kind} ")).collect::<String>();
    kinds + &weight_class(edge.paragraphs)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::EntryKind;

    fn network(count: usize) -> Network {
        let href = "a.md".to_owned();
        let node = |n: usize| Entry {
            name: format!("Entry number {n}"),
            kind: EntryKind::ALL[n % 8],
            mentions: 2000 / (n + 1),
            href: href.clone(),
        };
        let edge =
            |n: usize| Edge { from: n / 3, to: n, paragraphs: 1 + 100 / n, href: href.clone() };
        Network { nodes: (0..count).map(node).collect(), edges: (1..count).map(edge).collect() }
    }

    #[test]
    fn five_and_five_hundred_lie_apart_inside_the_drawing() {
        for count in [1, 2, 5, 60, 500] {
            let network = network(count);
            let radii: Vec<f64> = network.nodes.iter().map(|node| radius(node.mentions)).collect();
            let (points, size) = places(&radii, &network.edges.iter().collect::<Vec<_>>());
            for (a, point) in points.iter().enumerate() {
                assert!(point.x > 0.0 && point.x < size.0 && point.y > 0.0 && point.y < size.1);
                for (b, other) in points.iter().enumerate().take(a) {
                    let apart = point.minus(*other).length();
                    assert!(apart > radii[a] + radii[b] + GAP / 2.0, "{count}: {a} {b} {apart}");
                }
            }
            assert!(size.0 < 80.0 * (count as f64).sqrt() + 600.0, "{count}: {size:?}");
        }
    }

    #[test]
    fn an_edge_to_nowhere_is_not_drawn() {
        let mut network = network(3);
        network.edges[0].to = 99;
        let drawn = nodes(&network, Vec::new(), &Catalogue::default());
        let html = crate::render::html::Html::new(&drawn);
        assert_eq!(html.as_str().matches("tabindex=\"-1\"").count(), 1);
    }
}
