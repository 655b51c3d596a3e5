//! The best row of labels for a sentence (Viterbi's algorithm), in whole numbers.

use std::array::from_fn;

use super::file::{Model, Scores};
use super::label::{LABELS, OUTSIDE, follows};

/// Less than any score that comes about, and far from the end of the range.
const NEVER: i32 = i32::MIN / 4;

/// What it costs to go from label to label, and room for one sentence, kept from sentence to
/// sentence.
pub(super) struct Viterbi {
    /// The cost of a label at the sentence's start; [`NEVER`] where it cannot stand there.
    start: [i32; LABELS],
    /// By label, the cost of each before it; [`NEVER`] for what it cannot follow.
    steps: [[i32; LABELS]; LABELS],
    back: Vec<[u8; LABELS]>,
}

impl Viterbi {
    pub(super) fn new(model: &Model<'_>) -> Self {
        let cost = |from: Option<usize>, label: usize| {
            let cost = i32::from(model.transitions[from.unwrap_or(LABELS)][label]);
            if follows(from, label) { cost } else { NEVER }
        };
        Self {
            start: from_fn(|label| cost(None, label)),
            steps: from_fn(|label| from_fn(|from| cost(Some(from), label))),
            back: Vec::new(),
        }
    }

    /// Writes the best labels for tokens with these `scores` into `labels`.
    pub(super) fn run(&mut self, scores: &[Scores], labels: &mut Vec<u8>) {
        labels.clear();
        labels.resize(scores.len(), OUTSIDE as u8);
        self.back.clear();
        let mut best = [0; LABELS];
        for (at, scores) in scores.iter().enumerate() {
            let before = best;
            let mut back = [OUTSIDE as u8; LABELS];
            for label in 0..LABELS {
                let (from, score) = match at {
                    0 => (OUTSIDE, self.start[label]),
                    _ => step(&before, &self.steps[label]),
                };
                best[label] = score + i32::from(scores[label]);
                back[label] = from as u8;
            }
            // Only how far apart they are matters; so the sums stay small in the longest sentence.
            let most = best[highest(&best)];
            best = best.map(|score| (score - most).max(NEVER));
            self.back.push(back);
        }
        let mut label = highest(&best);
        for (place, back) in labels.iter_mut().zip(&self.back).rev() {
            *place = label as u8;
            label = usize::from(back[label]);
        }
    }
}

/// The best label to come from, and the score of that way.
#[inline]
fn step(before: &[i32; LABELS], costs: &[i32; LABELS]) -> (usize, i32) {
    let mut found = (OUTSIDE, before[OUTSIDE] + costs[OUTSIDE]);
    for from in 1..LABELS {
        let score = before[from] + costs[from];
        if score > found.1 {
            found = (from, score);
        }
    }
    found
}

fn highest(best: &[i32; LABELS]) -> usize {
    (0..LABELS).fold(OUTSIDE, |found, label| if best[label] > best[found] { label } else { found })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_sentence_overflows_nothing() {
        let (start, steps) = ([0; LABELS], [[0; LABELS]; LABELS]);
        let mut viterbi = Viterbi { start, steps, back: Vec::new() };
        let mut labels = Vec::new();
        for (score, label) in [(i16::MAX, 3), (i16::MIN, 0)] {
            let mut scores = [0; LABELS + 1];
            scores[3] = score;
            viterbi.run(&vec![scores; 150_000], &mut labels);
            assert!(labels.iter().all(|&own| own == label), "{score}");
        }
    }
}
