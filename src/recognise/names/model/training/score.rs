//! How many names a model finds: strict F1, same bytes and same kind.

use std::fmt;

use super::super::file::Model;
use super::super::label::{KINDS, OUTSIDE, begins};
use super::super::labeller::Labeller;
use super::corpus::{Name, Text};

/// Counts of names by kind.
#[derive(Debug, Default)]
pub(super) struct Counts {
    /// Those right, found and wanted.
    kinds: [[usize; 3]; KINDS.len()],
}

impl Counts {
    /// Adds what `model` finds in `text`.
    pub(super) fn add(&mut self, model: Model<'_>, text: &Text) {
        let found = find(model, text);
        for name in &found {
            self.kinds[name.1][1] += 1;
            self.kinds[name.1][0] += usize::from(text.names.contains(name));
        }
        for name in &text.names {
            self.kinds[name.1][2] += 1;
        }
    }
}

impl fmt::Display for Counts {
    /// Precision, recall and F1 in percent over all kinds, then F1 of each.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sum = |place: usize| self.kinds.iter().map(|kind| kind[place]).sum();
        let [p, r, f1] = figures([sum(0), sum(1), sum(2)]);
        write!(f, "P {p:.1} R {r:.1} F1 {f1:.1}")?;
        for (kind, counts) in KINDS.iter().zip(self.kinds) {
            write!(f, ", {kind} {:.1}", figures(counts)[2])?;
        }
        Ok(())
    }
}

/// Precision, recall and F1 in percent.
fn figures([right, found, wanted]: [usize; 3]) -> [f64; 3] {
    let share = |of: usize| 100.0 * right as f64 / of.max(1) as f64;
    [share(found), share(wanted), 200.0 * right as f64 / (found + wanted).max(1) as f64]
}

fn find(model: Model<'_>, text: &Text) -> Vec<Name> {
    let mut labeller = Labeller::new(model);
    let mut names: Vec<Name> = Vec::new();
    for sentence in &text.sentences {
        let labels = labeller.label(sentence.words.iter().map(String::as_str));
        for (span, label) in sentence.spans.iter().zip(labels.iter().copied().map(usize::from)) {
            match names.last_mut() {
                _ if label == OUTSIDE => {}
                Some((name, _)) if !begins(label) => name.end = span.end,
                _ => names.push((span.clone(), (label - 1) / 2)),
            }
        }
    }
    names
}
