//! Recognition: what the register and the rules find in a document.
//!
//! In go documents and the register; out come annotations in the layers names, dates, quotations
//! and quantities, each with the rule that made it. The same document and register give the same
//! annotations, in time linear in the document's length. Nothing here reads what editors wrote,
//! changes a document, or guesses: what the rules leave open is not annotated.
//!
//! One folder per layer; what a layer knows of a language is data in a file named for it.

mod alternation;
mod dates;
pub mod jsonl;
mod leaves;
mod names;
mod quantities;
mod quotations;
mod select;
mod sentences;
#[cfg(test)]
mod testing;

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

use self::names::{Mention, Names};
use self::quotations::Found as Quoted;
use crate::annotation::{Annotation, Body, Creator, How, Layer, Quotation, stable_id};
use crate::diagnostic::Diagnostics;
use crate::document::Document;
use crate::register::Register;

/// Compiled once per dossier: the register's names and the rules.
pub struct Recogniser {
    names: Names,
    layers: Vec<Layer>,
}

impl Recogniser {
    /// Compiles `register` for the given layers; layers that no rule knows are passed over.
    ///
    /// The diagnostics warn of names that several entries share: such a name is linked to none of
    /// them. They are located in `register_path`, at the bytes of the last of these entries.
    #[must_use]
    pub fn new(register: &Register, register_path: &str, layers: &[Layer]) -> (Self, Diagnostics) {
        let (names, diagnostics) = Names::new(register, register_path);
        (Self { names, layers: layers.to_vec() }, diagnostics)
    }

    /// What the rules say about `document`: ascending by start, the longer first at one start,
    /// then by layer in the order of [`Layer::ALL`], then by id. Inside one layer nothing
    /// overlaps but quotations in quotations.
    #[must_use]
    pub fn recognise(&self, document: &Document) -> Vec<Annotation> {
        let leaves = leaves::leaf_texts(document);
        let mut made = Made { document, occurrences: BTreeMap::new(), annotations: Vec::new() };
        // Speakers are names, so that quotations need these even where the layer is not asked for.
        let named = self.wants(Layer::Names) || self.wants(Layer::Quotations);
        let mentions =
            if named { self.names.find(&leaves, &document.language) } else { Vec::new() };
        if self.wants(Layer::Quotations) {
            for quoted in quotations::find(document, &mentions) {
                made.add(quoted.span.clone(), quotation(document, &quoted), rule(quoted.rule));
            }
        }
        if self.wants(Layer::Names) {
            for Mention { span, entry, rule, .. } in mentions {
                made.add(
                    span,
                    Body::Name { entry, comment: None },
                    Creator::Register(Cow::Borrowed(rule)),
                );
            }
        }
        if self.wants(Layer::Dates) {
            for found in dates::find(document, &leaves) {
                let body = Body::Date { value: found.value, comment: None };
                made.add(found.span, body, rule(found.rule));
            }
        }
        if self.wants(Layer::Quantities) {
            for found in quantities::find(document, &leaves) {
                made.add(found.span, Body::Quantity(found.quantity), rule(found.rule));
            }
        }
        let mut annotations = made.annotations;
        annotations.sort_by(|a, b| key(a).cmp(&key(b)));
        annotations
    }

    fn wants(&self, layer: Layer) -> bool {
        self.layers.contains(&layer)
    }
}

fn rule(name: &'static str) -> Creator {
    Creator::Rule(Cow::Borrowed(name))
}

fn quotation(document: &Document, quoted: &Quoted) -> Body {
    let cue: Vec<&str> = quoted.cue.iter().map(|span| document.slice(span)).collect();
    Body::Quotation(Quotation {
        speaker: quoted.speaker.as_ref().and_then(|speaker| speaker.agent.clone()),
        cue: (!cue.is_empty()).then(|| join(document, &quoted.cue, &cue)),
        comment: None,
    })
}

/// The words of a cue, with an ellipsis where others stand between them.
fn join(document: &Document, spans: &[Range<usize>], words: &[&str]) -> String {
    let mut joined = words.first().copied().unwrap_or_default().to_owned();
    for (pair, word) in spans.windows(2).zip(&words[1..]) {
        let between = document.text.get(pair[0].end..pair[1].start).unwrap_or_default();
        joined.push_str(if between.trim().is_empty() { " " } else { " … " });
        joined.push_str(word);
    }
    joined
}

/// Annotations as they are made, with stable ids.
struct Made<'a> {
    document: &'a Document,
    /// How often each layer has had the same words.
    occurrences: BTreeMap<(Layer, &'a str), usize>,
    annotations: Vec<Annotation>,
}

impl Made<'_> {
    fn add(&mut self, target: Range<usize>, body: Body, creator: Creator) {
        let (layer, words) = (body.layer(), &self.document.text[target.clone()]);
        let occurrence = self.occurrences.entry((layer, words)).or_insert(0);
        *occurrence += 1;
        let parts = [&self.document.provenance.path, words, &occurrence.to_string()];
        let id = stable_id(layer, &parts.map(|part: &str| part));
        self.annotations.push(Annotation { id, target, body, creator, how: How::Exact });
    }
}

/// What annotations are sorted by.
fn key(annotation: &Annotation) -> (usize, Reverse<usize>, usize, &str) {
    let layer = annotation.layer();
    let place = Layer::ALL.iter().position(|&other| other == layer).unwrap_or(Layer::ALL.len());
    (annotation.target.start, Reverse(annotation.target.end), place, &annotation.id)
}

#[cfg(test)]
mod tests;
