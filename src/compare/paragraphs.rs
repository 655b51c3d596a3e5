//! The paragraphs of two texts, each beside the one that it was or became.

use std::collections::BTreeMap;

use serde::Serialize;
use similar::DiffOp;

use super::Change;
use super::words::{Piece, likeness, pieces};
use crate::reanchor::steps;

/// How a paragraph's words changed.
pub type Pieces = Vec<Piece>;

/// A paragraph that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ParagraphChange {
    /// What became of it.
    pub how: Change,
    /// Its anchor before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// Its anchor now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub now: Option<String>,
    /// Its words.
    pub words: Pieces,
}

/// A paragraph's anchor and words.
pub(super) type Paragraph<'a> = (String, &'a str);

/// Of paragraphs that are replaced, so many of the next ones are looked at for the one that it became.
const NEAR: usize = 4;
/// Words of a hundred that a paragraph shares with the one that it became.
const ALIKE: usize = 40;

/// Paragraphs by their indices, before and now; each index once, in the order of the texts.
pub(super) fn aligned(
    old: &[Paragraph<'_>],
    new: &[Paragraph<'_>],
) -> Vec<(Option<usize>, Option<usize>)> {
    let (a, b): (Vec<&str>, Vec<&str>) =
        (old.iter().map(|one| one.1).collect(), new.iter().map(|one| one.1).collect());
    // Long texts with a change in the middle need no long comparison.
    let head = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let rest = a.len().min(b.len()) - head;
    let tail = a.iter().rev().zip(b.iter().rev()).take(rest).take_while(|(a, b)| a == b).count();
    let mut pairs: Vec<_> = (0..head).map(|n| (Some(n), Some(n))).collect();
    let (inner_a, inner_b) = (&a[head..a.len() - tail], &b[head..b.len() - tail]);
    for op in steps(inner_a, inner_b) {
        let (old, new) = (op.old_range(), op.new_range());
        let (old, new) = (old.start + head..old.end + head, new.start + head..new.end + head);
        match op {
            DiffOp::Equal { .. } => pairs.extend(old.zip(new).map(|(a, b)| (Some(a), Some(b)))),
            _ => replaced(&a, &b, old, new, &mut pairs),
        }
    }
    let (from_a, from_b) = (a.len() - tail, b.len() - tail);
    pairs.extend((0..tail).map(|n| (Some(from_a + n), Some(from_b + n))));
    elsewhere(&a, &b, pairs)
}

/// Paragraphs of which each becomes one of the next that is like it, or goes.
fn replaced(
    a: &[&str],
    b: &[&str],
    old: std::ops::Range<usize>,
    new: std::ops::Range<usize>,
    pairs: &mut Vec<(Option<usize>, Option<usize>)>,
) {
    let mut next = new.start;
    for from in old {
        let near = next..new.end.min(next + NEAR);
        match near.into_iter().find(|&to| likeness(a[from], b[to]) >= ALIKE) {
            Some(to) => {
                pairs.extend((next..to).map(|added| (None, Some(added))));
                pairs.push((Some(from), Some(to)));
                next = to + 1;
            }
            None => pairs.push((Some(from), None)),
        }
    }
    pairs.extend((next..new.end).map(|added| (None, Some(added))));
}

/// A paragraph that goes here and comes there, letter for letter, is moved.
fn elsewhere(
    a: &[&str],
    b: &[&str],
    pairs: Vec<(Option<usize>, Option<usize>)>,
) -> Vec<(Option<usize>, Option<usize>)> {
    let mut gone: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for pair in pairs.iter().rev() {
        if let (Some(from), None) = pair {
            gone.entry(a[*from]).or_default().push(*from);
        }
    }
    let mut moved = BTreeMap::new();
    for pair in &pairs {
        if let (None, Some(to)) = pair
            && let Some(from) = gone.get_mut(b[*to]).and_then(Vec::pop)
        {
            moved.insert(*to, from);
        }
    }
    let taken: Vec<usize> = moved.values().copied().collect();
    pairs
        .into_iter()
        .filter(|pair| !matches!(pair, (Some(from), None) if taken.contains(from)))
        .map(|(from, to)| (from.or_else(|| moved.get(&to?).copied()), to))
        .collect()
}

/// The paragraphs that differ.
pub(super) fn changes(old: &[Paragraph<'_>], new: &[Paragraph<'_>]) -> Vec<ParagraphChange> {
    let mut furthest = None;
    let mut changes = Vec::new();
    for (from, to) in aligned(old, new) {
        let crossed = from.is_some() && to.is_some() && from < furthest;
        furthest = furthest.max(from);
        let (before, now) = (from.map(|n| &old[n]), to.map(|n| &new[n]));
        let how = match (before, now) {
            (Some(_), None) => Change::Removed,
            (None, _) => Change::Added,
            (Some(a), Some(b)) if a.1 != b.1 => Change::Changed,
            _ if crossed => Change::Moved,
            _ => continue,
        };
        changes.push(ParagraphChange {
            how,
            before: before.map(|one| one.0.clone()),
            now: now.map(|one| one.0.clone()),
            words: pieces(before.map_or("", |one| one.1), now.map_or("", |one| one.1)),
        });
    }
    changes
}
