//! What the tests of all readers share.

use std::ops::Range;

use super::builder::Bounds;
use super::reading::Reading;
use crate::config::Limits;
use crate::document::{Alignment, Block, LEAF_GAP, Leaf, LeafIndex, LeafKind, Style, StyleKind};

/// The default bounds, without a clock.
pub(super) fn bounds() -> Bounds {
    Bounds::timeless(&Limits::default())
}

/// A reading's structure on one line: `h1(Title) p(a {em b}) ul[p(c) | p(d)]`.
pub(super) fn outline(reading: &Reading) -> String {
    check_structure(&reading.text, &reading.leaves, &reading.blocks);
    blocks(reading, &reading.blocks)
}

fn blocks(reading: &Reading, all: &[Block]) -> String {
    let one = |block: &Block| match block {
        Block::Leaf(index) => leaf(reading, *index),
        Block::Quote(inner) => format!("quote[{}]", blocks(reading, inner)),
        Block::Rule => "hr".to_owned(),
        Block::List { start, items } => {
            let name = start.map_or("ul".to_owned(), |start| format!("ol{start}"));
            let items: Vec<_> = items.iter().map(|item| blocks(reading, item)).collect();
            format!("{name}[{}]", items.join(" | "))
        }
        Block::Table { columns, rows } => {
            let row = |row: &Vec<LeafIndex>| {
                row.iter().map(|cell| words(reading, *cell)).collect::<Vec<_>>().join(" | ")
            };
            let set: String = columns.iter().map(sign).collect();
            let rows: Vec<_> = rows.iter().map(row).collect();
            format!("table{set}[{}]", rows.join(" / "))
        }
    };
    all.iter().map(one).collect::<Vec<_>>().join(" ")
}

fn sign(alignment: &Alignment) -> &'static str {
    match alignment {
        Alignment::None => "",
        Alignment::Left => "<",
        Alignment::Center => "^",
        Alignment::Right => ">",
    }
}

fn leaf(reading: &Reading, index: LeafIndex) -> String {
    let words = words(reading, index);
    match &reading.leaves[index].kind {
        LeafKind::Paragraph => format!("p({words})"),
        LeafKind::Heading(level) => format!("h{level}({words})"),
        LeafKind::Code(language) => format!("code:{language}({words})"),
        LeafKind::Cell => format!("cell({words})"),
    }
}

/// A leaf's words with its styles in braces.
fn words(reading: &Reading, index: LeafIndex) -> String {
    let leaf = &reading.leaves[index];
    let mut out = String::new();
    for at in leaf.span.start..=leaf.span.end {
        let ending = leaf.styles.iter().filter(|style| style.span.end == at).count();
        out.push_str(&"}".repeat(ending));
        for style in leaf.styles.iter().filter(|style| style.span.start == at) {
            out.push_str(&format!("{{{} ", name(&style.kind)));
        }
        if at < leaf.span.end && reading.text.is_char_boundary(at) {
            out.extend(reading.text[at..].chars().next());
        }
    }
    out
}

fn name(kind: &StyleKind) -> String {
    match kind {
        StyleKind::Emphasis => "em".to_owned(),
        StyleKind::Strong => "strong".to_owned(),
        StyleKind::Strike => "del".to_owned(),
        StyleKind::Code => "code".to_owned(),
        StyleKind::Link(address) => format!("a={address}"),
        StyleKind::ImageText => "img".to_owned(),
    }
}

/// What holds of every document: leaves ascend with a gap between each two, every leaf stands in
/// exactly one block and in order, ids are unique, styles nest in their leaf.
pub(super) fn check_structure(text: &str, leaves: &[Leaf], blocks: &[Block]) {
    let mut end = None;
    let mut ids = std::collections::BTreeSet::new();
    for leaf in leaves {
        let start = end.map_or(0, |end: usize| end + LEAF_GAP.len());
        assert_eq!(leaf.span.start, start);
        assert_eq!(
            end.map_or("", |end| &text[end..start]),
            if end.is_some() { LEAF_GAP } else { "" }
        );
        let words = &text[leaf.span.clone()];
        assert!(!words.trim().is_empty() || leaf.kind == LeafKind::Cell);
        assert_eq!(words.trim_end_matches('\n'), words);
        assert!(matches!(leaf.kind, LeafKind::Code(_)) || words.trim() == words, "{words:?}");
        assert!(matches!(leaf.kind, LeafKind::Code(_)) || !words.contains("\n\n"));
        assert!(!words.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\t')));
        assert!(unicode_normalization::is_nfc(words));
        assert!(ids.insert(leaf.id.clone()), "{}", leaf.id);
        check_styles(text, leaf);
        end = Some(leaf.span.end);
    }
    assert_eq!(end.unwrap_or(0), text.len());
    let mut seen = Vec::new();
    collect(blocks, &mut seen, 0);
    assert_eq!(seen, (0..leaves.len()).collect::<Vec<_>>());
}

fn check_styles(text: &str, leaf: &Leaf) {
    let mut open: Vec<Range<usize>> = Vec::new();
    let mut last = 0;
    for Style { span, .. } in &leaf.styles {
        assert!(!text[span.clone()].is_empty());
        assert!(span.start >= last && leaf.span.start <= span.start && span.end <= leaf.span.end);
        last = span.start;
        open.retain(|outer| outer.end > span.start);
        assert!(open.iter().all(|outer| outer.start <= span.start && span.end <= outer.end));
        open.push(span.clone());
    }
}

fn collect(blocks: &[Block], seen: &mut Vec<LeafIndex>, depth: usize) {
    assert!(depth <= 64);
    for block in blocks {
        match block {
            Block::Leaf(index) => seen.push(*index),
            Block::Quote(inner) => collect(inner, seen, depth + 1),
            Block::List { items, .. } => {
                items.iter().for_each(|item| collect(item, seen, depth + 1));
            }
            Block::Table { columns, rows } => {
                assert!(rows.iter().all(|row| row.len() == columns.len()));
                seen.extend(rows.iter().flatten());
            }
            Block::Rule => {}
        }
    }
}
