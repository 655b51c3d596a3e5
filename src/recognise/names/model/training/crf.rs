//! A linear-chain conditional random field: weights that explain labelled sentences (forward and
//! backward algorithm; Lafferty, McCallum and Pereira 2001).
//!
//! The weights are walked down sentence by sentence, with a step of its own for each weight
//! (AdaGrad; Duchi, Hazan and Singer 2011). At each step every other feature is left out by lot,
//! so that no word is leant on that happens to be in the texts. Each set of texts has weights of
//! its own beside those shared by all, so that its guidelines do not spoil the others' (Daumé
//! 2007). The way is walked several times, with other lots and in another order, and the mean of the
//! ends is taken: it hangs less on chance than any of them. The lots are drawn from fixed rows of
//! numbers: the same texts give the same weights.

use std::ops::Range;

use super::super::hash::{EMPTY, mix};
use super::super::label::{LABELS, follows};
use super::problem::Problem;

/// One number for each label, the last unused.
pub(super) type Labelled = [f32; LABELS + 1];

/// How many walks the mean is taken of.
const WALKS: u64 = 5;

/// How often a walk goes through the texts.
const EPOCHS: usize = 4;

/// The length of the first steps.
const RATE: f32 = 0.1;

/// By what share of itself a weight pulls towards nil at each step.
const DECAY: f32 = 3e-4;

/// What the squares of a weight's steps begin with.
const CALM: f32 = 1e-2;

/// What the features that stay count, every other one being left out.
const KEPT: f32 = 2.0;

/// Weights that explain the `chosen` sentences; rows as [`Problem::row`] numbers them.
pub(super) fn fit(problem: &Problem, chosen: &[usize]) -> Vec<Labelled> {
    let mut sums = vec![[0.0; LABELS + 1]; problem.rows()];
    (0..WALKS).for_each(|walk| walk_down(problem, chosen, walk, &mut sums));
    sums
}

/// Adds the share of one walk to the weights in `sums`.
fn walk_down(problem: &Problem, chosen: &[usize], walk: u64, sums: &mut [Labelled]) {
    let mut field = Field::new(problem, walk);
    for epoch in 0..EPOCHS {
        let seed = mix(mix(EMPTY, walk), epoch as u64);
        let mut order = chosen.to_vec();
        order.sort_by_key(|&sentence| (mix(seed, sentence as u64), sentence));
        order.into_iter().for_each(|sentence| field.learn(sentence));
        // The mean of the second half of the way is steadier than its end.
        if epoch * 2 >= EPOCHS {
            for (sum, weights) in sums.iter_mut().zip(&field.weights) {
                add(sum, weights, 2.0 / (EPOCHS as u64 * WALKS) as f32);
            }
        }
    }
}

struct Field<'a> {
    problem: &'a Problem,
    weights: Vec<Labelled>,
    /// The sums of the squares of all steps so far.
    squares: Vec<Labelled>,
    lots: u64,
    /// The set of texts that the sentence belongs to.
    set: usize,
    /// Its transitions from label (the start last) to label, as factors.
    transitions: [[f32; LABELS]; LABELS + 1],
    /// Its tokens' features that stay, factors, and forward and backward sums, each scaled to add
    /// up to one.
    kept: Vec<Vec<u32>>,
    factors: Vec<Labelled>,
    forward: Vec<Labelled>,
    backward: Vec<Labelled>,
    /// How the sentence's likelihood falls with the weights of shared rows and of the set's own.
    slopes: Vec<(u32, Labelled)>,
}

impl<'a> Field<'a> {
    fn new(problem: &'a Problem, walk: u64) -> Self {
        Self {
            problem,
            weights: vec![[0.0; LABELS + 1]; problem.rows()],
            squares: vec![[CALM; LABELS + 1]; problem.rows()],
            lots: mix(EMPTY, walk),
            set: 0,
            transitions: [[0.0; LABELS]; LABELS + 1],
            kept: Vec::new(),
            factors: Vec::new(),
            forward: Vec::new(),
            backward: Vec::new(),
            slopes: Vec::new(),
        }
    }

    fn learn(&mut self, sentence: usize) {
        self.look(sentence);
        for (row, slope) in std::mem::take(&mut self.slopes) {
            self.walk(row as usize, &slope);
        }
    }

    /// Works out which way a sentence's likelihood falls.
    fn look(&mut self, sentence: usize) {
        let tokens = self.problem.sentences[sentence].clone();
        self.set = self.problem.sets[sentence];
        self.transitions();
        self.emissions(tokens.clone());
        self.forward();
        self.backward();
        self.slopes(tokens);
    }

    fn transitions(&mut self) {
        for from in 0..=LABELS {
            let rows = self.rows(self.problem.transition(from));
            for label in 0..LABELS {
                let possible = follows((from < LABELS).then_some(from), label);
                let sum: f32 = rows.iter().map(|&row| self.weights[row][label]).sum();
                self.transitions[from][label] = if possible { sum.exp() } else { 0.0 };
            }
        }
    }

    /// The tokens' factors, and by lot the features that stay.
    fn emissions(&mut self, tokens: Range<usize>) {
        self.factors.clear();
        self.kept.clear();
        for token in tokens {
            let mut kept = self.problem.features(token).to_vec();
            kept.retain(|_| {
                self.lots = mix(self.lots, 1);
                self.lots >> 63 == 0
            });
            let mut sum = [0.0; LABELS + 1];
            for &feature in &kept {
                for row in self.rows(feature as usize) {
                    add(&mut sum, &self.weights[row], KEPT);
                }
            }
            let highest = sum[..LABELS].iter().copied().fold(f32::MIN, f32::max);
            self.factors.push(sum.map(|score| (score - highest).exp()));
            self.kept.push(kept);
        }
    }

    fn forward(&mut self) {
        self.forward.clear();
        for at in 0..self.factors.len() {
            let mut sums = [0.0; LABELS + 1];
            for (label, sum) in sums.iter_mut().enumerate().take(LABELS) {
                let ways = match at {
                    0 => self.transitions[LABELS][label],
                    _ => (0..LABELS)
                        .map(|from| self.forward[at - 1][from] * self.transitions[from][label])
                        .sum(),
                };
                *sum = ways * self.factors[at][label];
            }
            level(&mut sums);
            self.forward.push(sums);
        }
    }

    fn backward(&mut self) {
        self.backward.clear();
        self.backward.resize(self.factors.len(), [1.0; LABELS + 1]);
        for at in (0..self.factors.len().saturating_sub(1)).rev() {
            let mut sums = [0.0; LABELS + 1];
            for (label, sum) in sums.iter_mut().enumerate().take(LABELS) {
                *sum = (0..LABELS).map(|to| self.way(at, label, to)).sum();
            }
            level(&mut sums);
            self.backward[at] = sums;
        }
    }

    /// What a way from a label of the token at `at` to one of the next adds up to, backward.
    fn way(&self, at: usize, from: usize, to: usize) -> f32 {
        self.transitions[from][to] * self.factors[at + 1][to] * self.backward[at + 1][to]
    }

    /// What the weights expect, less what is right: feature by feature, transition by transition.
    fn slopes(&mut self, tokens: Range<usize>) {
        self.slopes.clear();
        for (at, token) in tokens.enumerate() {
            let right = self.right(token);
            let mut error = [0.0; LABELS + 1];
            for (label, error) in error.iter_mut().enumerate().take(LABELS) {
                *error = self.forward[at][label] * self.backward[at][label];
            }
            level(&mut error);
            error[right] -= 1.0;
            if at == 0 {
                self.slopes.push((self.problem.transition(LABELS) as u32, error));
            } else {
                self.slopes_of_pair(at - 1, self.right(token - 1), right);
            }
            let error = error.map(|error| error * KEPT);
            self.slopes.extend(self.kept[at].iter().map(|&feature| (feature, error)));
        }
    }

    /// The same for the transitions from the token at `at` to the next.
    fn slopes_of_pair(&mut self, at: usize, from: usize, right: usize) {
        let ways: [[f32; LABELS]; LABELS] = std::array::from_fn(|from| {
            std::array::from_fn(|to| self.forward[at][from] * self.way(at, from, to))
        });
        let whole: f32 = ways.as_flattened().iter().sum();
        for (label, ways) in ways.iter().enumerate() {
            let mut error = [0.0; LABELS + 1];
            error.iter_mut().zip(ways).for_each(|(error, way)| *error = way / whole);
            if label == from {
                error[right] -= 1.0;
            }
            self.slopes.push((self.problem.transition(label) as u32, error));
        }
    }

    /// Takes a step down a slope.
    fn walk(&mut self, row: usize, error: &Labelled) {
        for row in self.rows(row) {
            let (weights, squares) = (&mut self.weights[row], &mut self.squares[row]);
            for ((weight, square), error) in weights.iter_mut().zip(squares).zip(error) {
                let slope = error + DECAY * *weight;
                *square += slope * slope;
                *weight -= RATE * slope / square.sqrt();
            }
        }
    }

    /// A row of the shared weights, and the same row of the set's own.
    fn rows(&self, row: usize) -> [usize; 2] {
        [row, self.problem.row(self.set, row)]
    }

    fn right(&self, token: usize) -> usize {
        usize::from(self.problem.labels[token])
    }
}

fn add(sum: &mut Labelled, more: &Labelled, times: f32) {
    sum.iter_mut().zip(more).for_each(|(sum, &more)| *sum += times * more);
}

/// Scales sums to add up to one.
fn level(sums: &mut Labelled) {
    let whole = sums[..LABELS].iter().sum::<f32>().max(f32::MIN_POSITIVE);
    sums.iter_mut().for_each(|sum| *sum /= whole);
}

#[cfg(test)]
mod tests {
    use super::super::super::file::Model;
    use super::super::corpus;
    use super::super::export;
    use super::*;

    /// What a row of labels scores with the features that the field has kept.
    fn score(field: &Field<'_>, labels: &[usize]) -> f64 {
        let sum = |row: usize, label: usize| -> f64 {
            field.rows(row).iter().map(|&row| f64::from(field.weights[row][label])).sum()
        };
        let mut from = LABELS;
        let mut score = 0.0;
        for (&label, kept) in labels.iter().zip(&field.kept) {
            let features =
                kept.iter().map(|&feature| f64::from(KEPT) * sum(feature as usize, label));
            score += features.sum::<f64>() + sum(field.problem.transition(from), label);
            from = label;
        }
        score
    }

    /// The negative logarithm of the right labels' likelihood, by trying all rows of labels.
    fn loss(field: &Field<'_>, right: &[usize]) -> f64 {
        let mut whole = 0.0;
        for number in 0..LABELS.pow(right.len() as u32) {
            let labels: Vec<usize> =
                (0..right.len()).map(|at| number / LABELS.pow(at as u32) % LABELS).collect();
            let befores = std::iter::once(None).chain(labels.iter().map(|&label| Some(label)));
            if befores.zip(&labels).all(|(before, &label)| follows(before, label)) {
                whole += score(field, &labels).exp();
            }
        }
        whole.ln() - score(field, right)
    }

    #[test]
    fn slopes_are_those_of_the_likelihood() {
        let line = r#"{"lang": "de", "text": "Ida Beispiel ruht. Ida Muster ruht.",
            "spans": [{"start": 0, "end": 12, "type": "PER"}, {"start": 23, "end": 29, "type": "LOC"}]}"#;
        let texts = corpus::read(&line.replace('\n', " ")).unwrap();
        let sentences: Vec<_> = texts[0].sentences.iter().map(|sentence| (0, sentence)).collect();
        let base = export::words(&[], "");
        let problem = Problem::new(&sentences, &Model::read(&base).unwrap());
        let mut field = Field::new(&problem, 0);
        for (row, weights) in field.weights.iter_mut().enumerate() {
            for (label, weight) in weights.iter_mut().enumerate().take(LABELS) {
                *weight = ((row * 31 + label * 17) % 13) as f32 / 40.0 - 0.15;
            }
        }
        for sentence in 0..sentences.len() {
            field.look(sentence);
            let tokens = problem.sentences[sentence].clone();
            let right: Vec<usize> = tokens.map(|token| field.right(token)).collect();
            assert!(right.len() > 2);
            let mut sums = std::collections::BTreeMap::<u32, Labelled>::new();
            for (row, slope) in &field.slopes {
                add(sums.entry(*row).or_default(), slope, 1.0);
            }
            assert!(sums.len() > 20);
            for (row, slope) in sums {
                for (label, found) in slope.iter().enumerate() {
                    let mut loss_at = |step: f32| {
                        field.weights[row as usize][label] += step;
                        let loss = loss(&field, &right);
                        field.weights[row as usize][label] -= step;
                        loss
                    };
                    let expected = (loss_at(0.01) - loss_at(-0.01)) / 0.02;
                    let found = f64::from(*found);
                    assert!((expected - found).abs() < 1e-3, "{row} {label}: {found}, {expected}");
                }
            }
        }
    }
}
