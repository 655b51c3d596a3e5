//! The statistical proposer: persons, organisations and places that no register has.
//!
//! In go a document's leaves; out come spans with a kind, as a model of a leaf's language sees them:
//! a linear-chain conditional random field (Lafferty, McCallum and Pereira 2001) over the shapes,
//! affixes and clusters of words, its weights embedded as `trained/TAG.model` and read
//! where they lie. The same text gives the same proposals on every machine: labelling counts in
//! whole numbers. What comes out is a guess and never touches an entry; a language without a model
//! has none. `training`, behind the feature of that name, makes the model files.

mod features;
mod file;
mod label;
mod labeller;
mod models;
mod propose;
mod repeats;
#[cfg(test)]
mod tests;
#[cfg(feature = "training")]
pub mod training;
mod viterbi;
mod words;

pub(super) use self::propose::{Hit, propose};
use crate::recognise::hash;
