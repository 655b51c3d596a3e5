//! The best row of labels for a sentence (Viterbi's algorithm), in whole numbers.

use super::file::{Model, Scores};
use super::label::{LABELS, OUTSIDE, follows};

/// Less than any score that comes about, and far from the end of the range.
const NEVER: i32 = i32::MIN / 2;

/// Room for one sentence, kept from sentence to sentence.
#[derive(Default)]
pub(super) struct Viterbi {
    back: Vec<[u8; LABELS]>,
}

impl Viterbi {
    /// Writes the best labels for tokens with these `scores` into `labels`.
    pub(super) fn run(&mut self, model: &Model<'_>, scores: &[Scores], labels: &mut Vec<u8>) {
        labels.clear();
        labels.resize(scores.len(), OUTSIDE as u8);
        self.back.clear();
        let mut best = [NEVER; LABELS];
        for (at, scores) in scores.iter().enumerate() {
            let before = best;
            let mut back = [OUTSIDE as u8; LABELS];
            for (label, best) in best.iter_mut().enumerate() {
                let (from, score) = match at {
                    0 => (OUTSIDE, start(model, label)),
                    _ => step(model, &before, label),
                };
                *best = score + i32::from(scores[label]);
                back[label] = from as u8;
            }
            self.back.push(back);
        }
        let mut label = highest(&best);
        for (place, back) in labels.iter_mut().zip(&self.back).rev() {
            *place = label as u8;
            label = usize::from(back[label]);
        }
    }
}

fn start(model: &Model<'_>, label: usize) -> i32 {
    if follows(None, label) { i32::from(model.transitions[LABELS][label]) } else { NEVER }
}

/// The best label to come from, and the score of that way.
fn step(model: &Model<'_>, before: &[i32; LABELS], label: usize) -> (usize, i32) {
    let mut found = (OUTSIDE, NEVER);
    for (from, &score) in before.iter().enumerate() {
        let score = score + i32::from(model.transitions[from][label]);
        if follows(Some(from), label) && score > found.1 {
            found = (from, score);
        }
    }
    found
}

fn highest(best: &[i32; LABELS]) -> usize {
    (0..LABELS).fold(OUTSIDE, |found, label| if best[label] > best[found] { label } else { found })
}
