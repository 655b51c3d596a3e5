//! The claims: a chart of who claims with which status, and lines for what claims say about each other.

use std::collections::{BTreeMap, BTreeSet};

use super::label::{SIZE, width};
use super::point::Point;
use super::svg::{self, Anchor, number};
use crate::annotation::Certainty;
use crate::locale::Catalogue;
use crate::page::{Ledger, LedgerClaim};
use crate::render::html::Node;

/// Distance of the squares' middles.
const PITCH: f64 = 24.0;
/// Side of a square.
const SQUARE: f64 = 13.0;
/// Squares side by side in one cell.
const BESIDE: usize = 3;
/// How many of those who claim have a row of their own.
const SPEAKERS: usize = 14;
/// Room for their names.
const NAMES: f64 = 160.0;
/// Room for the statuses above the columns.
const HEAD: f64 = 74.0;
/// Where the drawings end and the list begins.
const AFTER: &str = "after-drawing";
/// Height of a row in the drawing of relations.
const ROW: f64 = 26.0;

/// What is in one cell of the chart.
#[derive(Debug, Default)]
struct Cell<'a> {
    claims: Vec<&'a LedgerClaim>,
    /// Of claims that are only counted: how many, and where the first is.
    counted: Option<(usize, &'a str)>,
}

/// Both drawings and the list.
pub(super) fn nodes(ledger: &Ledger, rest: Vec<Node>, words: &Catalogue) -> Vec<Node> {
    let mut nodes = Vec::new();
    nodes.extend(figure("ledger-chart", "ledger-chart-text", chart(ledger, words), words));
    let relations = relations(ledger, words);
    nodes.extend(
        relations.into_iter().flat_map(|drawing| {
            figure("ledger-relations", "ledger-relations-text", drawing, words)
        }),
    );
    nodes.push(Node::new("div", rest).with("id", AFTER));
    nodes
}

fn figure(label: &str, text: &str, drawing: Node, words: &Catalogue) -> Vec<Node> {
    let title = Node::new("p", vec![Node::text(words.text(label))]).with("class", "figure-title");
    let mut parts = svg::scrolled(drawing, words.text(label), words.text("drawing-skip"), AFTER);
    parts.push(Node::new("figcaption", vec![Node::text(words.text(text))]));
    vec![title, Node::new("figure", parts).with("class", "view")]
}

fn chart(ledger: &Ledger, words: &Catalogue) -> Node {
    let mut cells: BTreeMap<(&str, Certainty), Cell<'_>> = BTreeMap::new();
    if ledger.counts.is_empty() {
        for claim in &ledger.claims {
            cells.entry((&claim.by, claim.status)).or_default().claims.push(claim);
        }
    }
    for count in &ledger.counts {
        let cell = cells.entry((&count.by, count.status)).or_default();
        cell.counted = Some((count.claims, &count.href));
    }
    let rows = speakers(&cells);
    let statuses: BTreeSet<Certainty> = cells.keys().map(|(_, status)| *status).collect();
    let counted = !ledger.counts.is_empty();
    let column = if counted { 46.0 } else { PITCH * BESIDE as f64 + 4.0 };
    let at = |n: usize| NAMES + column * n as f64;
    let mut parts: Vec<Node> = statuses
        .iter()
        .enumerate()
        .map(|(n, status)| {
            let (x, y) = (at(n) + 6.0, HEAD - 10.0);
            let turned = format!("rotate(-32 {} {})", number(x), number(y));
            svg::text(Point { x, y }, Anchor::Start, words.certainty(*status))
                .with("transform", turned)
        })
        .collect();
    let mut top = HEAD;
    for row in &rows {
        let lines = statuses.iter().map(|status| height(&cells, row, *status)).max();
        let high = PITCH * lines.unwrap_or(1).max(1) as f64 + 6.0;
        let edge = Point { x: at(statuses.len()), y: top };
        parts.push(svg::line(Point { x: 0.0, y: top }, edge).with("class", "rule"));
        let base = Point { x: NAMES - 12.0, y: top + 3.0 + PITCH / 2.0 + SIZE * 0.35 };
        parts.push(svg::text(base, Anchor::End, &row.name(words)));
        for (n, status) in statuses.iter().enumerate() {
            let from = Point { x: at(n), y: top + 3.0 };
            parts.extend(squares(&cells, row, *status, from, words));
        }
        top += high;
    }
    // A head leans over its column by about its length.
    let size = (at(statuses.len()) + 52.0, top + 4.0);
    svg::svg(size, words.text("ledger-chart"), words.text("ledger-chart-text"), parts)
}

/// One row: somebody, or all who have no row of their own.
struct Row<'a> {
    /// Who; an empty name where nobody is named.
    who: Vec<&'a str>,
}

impl Row<'_> {
    fn name(&self, words: &Catalogue) -> String {
        match self.who.as_slice() {
            [""] => words.text("claimant-unknown").to_owned(),
            [name] => fitting(name, NAMES - 14.0),
            _ => words.text("ledger-others").to_owned(),
        }
    }
}

type Cells<'a> = BTreeMap<(&'a str, Certainty), Cell<'a>>;

/// Those who claim most, and all others together.
fn speakers<'a>(cells: &Cells<'a>) -> Vec<Row<'a>> {
    let mut claims: BTreeMap<&str, usize> = BTreeMap::new();
    for ((by, _), cell) in cells {
        *claims.entry(by).or_default() += cell.claims.len() + cell.counted.map_or(0, |(n, _)| n);
    }
    let mut ranked: Vec<(&str, usize)> = claims.into_iter().collect();
    ranked.sort_by_key(|(by, claims)| (by.is_empty(), std::cmp::Reverse(*claims), *by));
    let own = if ranked.len() > SPEAKERS + 1 { SPEAKERS } else { ranked.len() };
    let (own, others) = ranked.split_at(own);
    let mut rows: Vec<Row<'a>> = own.iter().map(|(by, _)| Row { who: vec![by] }).collect();
    if !others.is_empty() {
        rows.push(Row { who: others.iter().map(|(by, _)| *by).collect() });
    }
    rows
}

/// How many squares stand above each other.
fn height(cells: &Cells<'_>, row: &Row<'_>, status: Certainty) -> usize {
    let of_row = row.who.iter().filter_map(|by| cells.get(&(by, status)));
    of_row.map(|cell| cell.claims.len()).sum::<usize>().div_ceil(BESIDE)
}

fn squares(
    cells: &Cells<'_>,
    row: &Row<'_>,
    status: Certainty,
    from: Point,
    words: &Catalogue,
) -> Vec<Node> {
    let mut nodes = Vec::new();
    let of_row = || row.who.iter().filter_map(|by| Some((by, cells.get(&(by, status))?)));
    for (n, (_, claim)) in
        of_row().flat_map(|(by, cell)| cell.claims.iter().map(move |claim| (by, claim))).enumerate()
    {
        let at = Point {
            x: from.x + PITCH * ((n % BESIDE) as f64 + 0.5),
            y: from.y + PITCH * ((n / BESIDE) as f64 + 0.5),
        };
        let class = format!("claim s-{status}");
        nodes.push(svg::link(
            &claim.href,
            class,
            &name(claim, words),
            vec![svg::target(at), square(at, SQUARE)],
        ));
    }
    let counts: Vec<_> = of_row().filter_map(|(_, cell)| cell.counted).collect();
    if let Some((_, href)) = counts.first() {
        let all: usize = counts.iter().map(|(n, _)| n).sum();
        let at = Point { x: from.x + 20.0, y: from.y + PITCH / 2.0 };
        let label = words.number(all);
        let name = format!("{}, {}", row.name(words), words.certainty(status));
        let name = format!("{name}: {}", words.count("claims", all));
        let base = Point { x: at.x, y: at.y + SIZE * 0.35 };
        let shapes = vec![
            svg::target(at),
            square(at, (width(&label) + 8.0).max(20.0)),
            svg::text(base, Anchor::Middle, &label),
        ];
        nodes.push(svg::link(href, format!("claim counted s-{status}"), &name, shapes));
    }
    nodes
}

fn square(at: Point, side: f64) -> Node {
    Node::new("rect", Vec::new())
        .with("x", number(at.x - side / 2.0))
        .with("y", number(at.y - SQUARE.max(side.min(20.0)) / 2.0))
        .with("width", number(side))
        .with("height", number(SQUARE.max(side.min(20.0))))
}

/// “Microsoft, geplant: …”.
fn name(claim: &LedgerClaim, words: &Catalogue) -> String {
    let status = words.certainty(claim.status);
    let by = if claim.by.is_empty() { words.text("claimant-unknown") } else { &claim.by };
    format!("{by}, {status}: {}", words.quoted(&claim.words))
}

/// As much of words as has room.
fn fitting(text: &str, room: f64) -> String {
    if width(text) <= room {
        return text.to_owned();
    }
    let mut short = String::new();
    for c in text.chars() {
        short.push(c);
        if width(&short) > room - width("…") {
            short.pop();
            break;
        }
    }
    format!("{}…", short.trim_end())
}

/// The claims that say something about each other, a row each, with lines between them.
fn relations(ledger: &Ledger, words: &Catalogue) -> Option<Node> {
    let count = ledger.claims.len();
    let relations: Vec<_> = ledger
        .relations
        .iter()
        .filter(|relation| relation.from < count && relation.to < count)
        .collect();
    let order = order(count, &relations.iter().map(|r| (r.from, r.to)).collect::<Vec<_>>());
    let row: BTreeMap<usize, f64> =
        order.iter().enumerate().map(|(n, claim)| (*claim, n as f64)).collect();
    let spans = relations.iter().map(|relation| (row[&relation.from] - row[&relation.to]).abs());
    let furthest = spans.fold(0.0, f64::max);
    let left = 24.0 + reach(furthest);
    let y = |claim: usize| row[&claim] * ROW + ROW / 2.0;
    let mut parts: Vec<Node> = Vec::new();
    for relation in &relations {
        let (from, to) = (&ledger.claims[relation.from], &ledger.claims[relation.to]);
        let (a, b) = (y(relation.from), y(relation.to));
        let bow = left - 10.0 - reach((a - b).abs() / ROW);
        let x = number(left - 10.0);
        let data = format!(
            "M{x} {}C{bow} {} {bow} {} {x} {}",
            number(a),
            number(a),
            number(b),
            number(b),
            bow = number(bow)
        );
        // The point of an arrow at the claim that it is about.
        let tip = [(left - 16.0, b - 4.0), (left - 9.0, b), (left - 16.0, b + 4.0)];
        let tip: Vec<Point> = tip.iter().map(|&(x, y)| Point { x, y }).collect();
        let key = if relation.contradicts { "contradicts" } else { "supports" };
        let name = format!("{} – {} – {}", name(from, words), words.text(key), name(to, words));
        let path = |data: String| Node::new("path", Vec::new()).with("d", data);
        let shapes = vec![
            svg::target(Point { x: bow, y: (a + b) / 2.0 }),
            path(data.clone()).with("class", "grip"),
            path(data).with("class", "bow"),
            path(svg::path_data(&tip, false)).with("class", "tip"),
        ];
        parts.push(svg::link(&from.href, key.to_owned(), &name, shapes));
    }
    let mut widest: f64 = 0.0;
    for claim in order.iter().map(|n| (*n, &ledger.claims[*n])) {
        let (n, claim) = claim;
        let label = name(claim, words);
        widest = widest.max(width(&label));
        let base = Point { x: left, y: y(n) + SIZE * 0.35 };
        let text = svg::text(base, Anchor::Start, &label);
        parts.push(
            Node::new("a", vec![svg::target(Point { x: left + 12.0, y: y(n) }), text])
                .with("href", crate::site::site_href(&claim.href))
                .with("class", "claim-line"),
        );
    }
    let size = (left + widest + 8.0, order.len() as f64 * ROW);
    let text = words.text("ledger-relations-text");
    (!order.is_empty()).then(|| svg::svg(size, words.text("ledger-relations"), text, parts))
}

/// How far a line bends away over so many rows.
fn reach(rows: f64) -> f64 {
    14.0 + (rows * 9.0).min(110.0)
}

/// Claims that are joined stand together, each after the first that leads to it.
fn order(count: usize, pairs: &[(usize, usize)]) -> Vec<usize> {
    let mut near: Vec<Vec<usize>> = vec![Vec::new(); count];
    for &(a, b) in pairs {
        near[a].push(b);
        near[b].push(a);
    }
    let mut seen = vec![false; count];
    let mut order = Vec::new();
    for first in (0..count).filter(|&n| !near[n].is_empty()) {
        let mut stack = vec![first];
        while let Some(claim) = stack.pop() {
            if !std::mem::replace(&mut seen[claim], true) {
                order.push(claim);
                stack.extend(near[claim].iter().rev());
            }
        }
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joined_claims_stand_together_and_each_once() {
        assert_eq!(order(7, &[(6, 0), (2, 3), (0, 4), (3, 2)]), [0, 6, 4, 2, 3]);
        assert_eq!(order(3, &[]), [0; 0]);
    }

    #[test]
    fn long_names_are_cut() {
        assert_eq!(fitting("Mia", 100.0), "Mia");
        let short = fitting("An authority with a very long name", 100.0);
        assert!(short.ends_with('…') && width(&short) <= 100.0, "{short}");
    }
}
