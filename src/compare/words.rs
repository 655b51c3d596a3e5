//! Words compared with words.

use serde::Serialize;
use similar::DiffOp;

use crate::reanchor::steps;

/// A run of words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Piece {
    /// They are in both.
    Same(String),
    /// They were there before.
    Gone(String),
    /// They are there now.
    Come(String),
}

/// How the words of one text became those of another.
#[must_use]
pub fn pieces(old: &str, new: &str) -> Vec<Piece> {
    let old: Vec<&str> = old.split_whitespace().collect();
    let new: Vec<&str> = new.split_whitespace().collect();
    let mut pieces = Vec::new();
    for op in steps(&old, &new) {
        let (gone, come) = (old[op.old_range()].join(" "), new[op.new_range()].join(" "));
        match op {
            DiffOp::Equal { .. } => pieces.push(Piece::Same(gone)),
            _ => {
                pieces.extend(
                    Some(Piece::Gone(gone)).filter(|piece| *piece != Piece::Gone(String::new())),
                );
                pieces.extend(
                    Some(Piece::Come(come)).filter(|piece| *piece != Piece::Come(String::new())),
                );
            }
        }
    }
    pieces
}

/// How many of a hundred words two texts share.
pub(super) fn likeness(old: &str, new: &str) -> usize {
    let count = |text: &str| text.split_whitespace().count();
    let all = count(old) + count(new);
    let same: usize = pieces(old, new)
        .iter()
        .map(|piece| match piece {
            Piece::Same(words) => count(words),
            _ => 0,
        })
        .sum();
    (same * 200).checked_div(all).unwrap_or_default()
}
