//! The network of entries: which stand in the same paragraphs, and how often.

use std::collections::{BTreeMap, BTreeSet};

use super::Composer;
use super::markup::{heading, joined, link, paragraph, table, text};
use super::paths::{NETWORK, entry_path, relative, shared_anchor, shared_path};
use super::shared::PARTNERS;
use crate::markdown::Block;
use crate::page::{Drawing, Edge, Network, Node, Page, PageKind};
use crate::register::Entry;

/// How many entries are drawn, the most mentioned first.
const NODES: usize = 500;
/// How many lines are drawn.
const EDGES: usize = 700;
/// How many of its closest others an entry has a line to before any line more is drawn.
const CLOSEST: usize = 6;
/// How many pairs the table names.
const PAIRS: usize = 200;

pub(super) fn page(composer: &Composer<'_>) -> Page {
    let words = composer.words;
    let together = composer.together.len();
    let nodes = nodes(composer);
    let edges = edges(composer, &nodes);
    let mut body = vec![paragraph(vec![text(words.text("how-network"))])];
    let pairs = words.count("pairs", composer.shared.len());
    let drawn = words.count("pairs", edges.len());
    let figures = words.fill("network-figures", "entries", &words.count("entries", together));
    body.push(paragraph(vec![text(figures.replace("{pairs}", &pairs))]));
    if nodes.len() < together || edges.len() < composer.shared.len() {
        let cut = words.fill("network-cut", "entries", &words.count("entries", nodes.len()));
        body.push(paragraph(vec![text(cut.replace("{pairs}", &drawn))]));
    }
    if edges.is_empty() {
        body.push(paragraph(vec![text(words.text("no-network"))]));
    } else {
        body.push(pair_table(composer, &nodes, &edges));
        body.push(heading(2, vec![text(words.text("by-entry"))]));
        body.push(by_entry(composer));
    }
    let mut page = composer.page(NETWORK, PageKind::Network, words.text("network"), body);
    page.front.drawing = (!edges.is_empty()).then(|| {
        let node = |entry: &&Entry| Node {
            name: entry.name.clone(),
            kind: entry.kind,
            mentions: composer.dossier.mentions(&entry.id).len(),
            href: relative(NETWORK, &entry_path(&entry.id)),
        };
        Drawing::Network(Network { nodes: nodes.iter().map(node).collect(), edges })
    });
    page
}

/// The entries that stand with others, the most mentioned first.
fn nodes<'a>(composer: &Composer<'a>) -> Vec<&'a Entry> {
    let with_others = composer.entries.iter().filter(|e| composer.together.contains_key(&e.id));
    let mut nodes: Vec<&Entry> = with_others.copied().collect();
    nodes.sort_by_key(|entry| std::cmp::Reverse(composer.dossier.mentions(&entry.id).len()));
    nodes.truncate(NODES);
    nodes
}

/// The lines between the nodes, the heaviest first: of each node those to its closest others, and as
/// many more as there is room for.
fn edges(composer: &Composer<'_>, nodes: &[&Entry]) -> Vec<Edge> {
    let index: BTreeMap<&str, usize> =
        nodes.iter().enumerate().map(|(n, entry)| (entry.id.as_str(), n)).collect();
    let mut pairs: Vec<(usize, usize, usize)> = composer
        .shared
        .iter()
        .filter_map(|((a, b), shared)| Some((*index.get(a)?, *index.get(b)?, shared.len())))
        .map(|(a, b, n)| (a.min(b), a.max(b), n))
        .collect();
    pairs.sort_by_key(|&(a, b, n)| (std::cmp::Reverse(n), a, b));
    let chosen = chosen(&pairs, nodes.len());
    pairs.retain(|&(a, b, _)| chosen.contains(&(a, b)));
    pairs
        .into_iter()
        .map(|(from, to, paragraphs)| Edge {
            from,
            to,
            paragraphs,
            href: relative(NETWORK, &passages(composer, &nodes[from].id, &nodes[to].id)),
        })
        .collect()
}

/// Which of the pairs, heaviest first, are drawn: of every node the line to its closest other, then those
/// to the next, and so on while there is room.
fn chosen(pairs: &[(usize, usize, usize)], nodes: usize) -> BTreeSet<(usize, usize)> {
    if pairs.len() <= EDGES {
        return pairs.iter().map(|&(a, b, _)| (a, b)).collect();
    }
    let mut closest: Vec<Vec<(usize, usize)>> = vec![Vec::new(); nodes];
    for &(a, b, _) in pairs {
        closest[a].push((a, b));
        closest[b].push((a, b));
    }
    let mut chosen = BTreeSet::new();
    for round in 0..CLOSEST {
        for pair in closest.iter().filter_map(|pairs| pairs.get(round)) {
            if chosen.len() < EDGES {
                chosen.insert(*pair);
            }
        }
    }
    for &(a, b, _) in pairs {
        if chosen.len() >= EDGES {
            break;
        }
        chosen.insert((a, b));
    }
    chosen
}

/// Where the paragraphs are listed that two entries share: on the page of that with fewer others, so
/// that they are not cut. Where both have many, neither page may list them.
fn passages(composer: &Composer<'_>, a: &str, b: &str) -> String {
    let others = |id: &str| composer.together.get(id).map_or(&[][..], Vec::as_slice);
    let lists = |page: &str, other: &str| {
        others(page).iter().take(PARTNERS).any(|(listed, _)| listed == other)
    };
    let (page, other) = if others(a).len() <= others(b).len() { (a, b) } else { (b, a) };
    match (lists(page, other), lists(other, page)) {
        (true, _) => format!("{}#{}", shared_path(page), shared_anchor(other)),
        (false, true) => format!("{}#{}", shared_path(other), shared_anchor(page)),
        (false, false) => shared_path(page),
    }
}

fn pair_table(composer: &Composer<'_>, nodes: &[&Entry], edges: &[Edge]) -> Block {
    let words = composer.words;
    let entry = |n: usize| vec![link(relative(NETWORK, &entry_path(&nodes[n].id)), &nodes[n].name)];
    let rows = edges.iter().take(PAIRS).map(|edge| {
        let count = words.number(edge.paragraphs);
        vec![entry(edge.from), entry(edge.to), vec![link(edge.href.clone(), count)]]
    });
    let head = [words.text("entry"), words.text("together"), words.text("shared-paragraphs")];
    table(&head, rows.collect())
}

/// The pages of all entries that stand with others, in the language's order.
fn by_entry(composer: &Composer<'_>) -> Block {
    let entries = composer.entries.iter().filter(|e| composer.together.contains_key(&e.id));
    let links =
        entries.map(|entry| vec![link(relative(NETWORK, &shared_path(&entry.id)), &entry.name)]);
    paragraph(joined(links, " · "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_node_keeps_its_closest_others_and_no_more_lines_are_drawn_than_can_be_read() {
        // A heavy clique of 60, and a light chain that hangs on it.
        let mut pairs = Vec::new();
        for a in 0..60 {
            for b in a + 1..60 {
                pairs.push((a, b, 90));
            }
        }
        pairs.extend((60..200).map(|n| (n - 1, n, 1)));
        let drawn = chosen(&pairs, 200);
        assert_eq!(drawn.len(), EDGES);
        assert!((60..200).all(|n| drawn.contains(&(n - 1, n))), "{drawn:?}");
    }
}
