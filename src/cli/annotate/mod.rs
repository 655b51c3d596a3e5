//! `annotate`: the annotations of texts that are in no dossier.

mod human;
mod jsonl;

use std::io;
use std::time::Instant;

use super::input::Input;
use super::output::Output;
use super::plan::AnnotatePlan;
use super::report::Texts;
use super::{Outcome, count};
use crate::annotation::Annotation;
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::document::{Document, Language};
use crate::edtf::Edtf;
use crate::ingest;
use crate::project::Memory;
use crate::recognise::Recogniser;
use crate::register;

/// What annotates: the rules, the register, and what is known of all texts.
struct Annotator<'a> {
    plan: &'a AnnotatePlan,
    recogniser: Recogniser,
}

/// What was done.
#[derive(Debug, Default, Clone, Copy)]
struct Tally {
    texts: usize,
    annotations: usize,
    /// Whether somebody still reads.
    read: bool,
}

/// Annotates what the plan says.
pub(super) fn annotate(plan: &AnnotatePlan, output: &Output) -> Outcome {
    let begun = Instant::now();
    let output = &output.with_result();
    let Some((annotator, mut failed)) = Annotator::new(plan, output) else {
        return Outcome::Failed;
    };
    let mut tally = Tally { read: true, ..Tally::default() };
    for input in &plan.inputs {
        let done = if plan.jsonl {
            jsonl::annotate(&annotator, input, output, &mut tally)
        } else {
            human::annotate(&annotator, input, output, &mut tally)
        };
        failed |= done.unwrap_or_else(|error| {
            tell(unreadable(input, &error), output);
            true
        });
        if !tally.read {
            return Outcome::Done;
        }
    }
    let texts = count::of(tally.texts, "text");
    let annotations = count::of(tally.annotations, "annotation");
    let time = count::time(begun.elapsed());
    output.say(&format!("Annotated {texts}: {annotations} ({time})"));
    if failed { Outcome::Failed } else { Outcome::Done }
}

impl<'a> Annotator<'a> {
    /// Reads the register, if there is one, and says whether it has errors. `None` where it cannot
    /// be read at all.
    fn new(plan: &'a AnnotatePlan, output: &Output) -> Option<(Self, bool)> {
        let (name, bytes) = match &plan.register {
            None => (String::new(), Vec::new()),
            Some(path) => {
                let input = Input::File(path.clone());
                let bytes = input.read().map_err(|error| tell(unreadable(&input, &error), output));
                (input.to_string(), bytes.ok()?)
            }
        };
        let (register, mut diagnostics) =
            register::read(&name, &ingest::decoded_text(&name, &bytes));
        let (recogniser, ambiguous) = Recogniser::new(&register, &name, &plan.layers);
        diagnostics.extend(ambiguous);
        let files = Memory::default().with(&name, bytes);
        output.diagnostics(&diagnostics, &Texts::new(&files, ""));
        Some((Self { plan, recogniser }, diagnostics.has_errors()))
    }

    /// A text as a document. What is said of it itself goes before what is said of all texts.
    fn document(&self, text: &str, language: Option<Language>, date: Option<Edtf>) -> Document {
        let language = language
            .or_else(|| self.plan.language.clone())
            .unwrap_or_else(|| ingest::detect_language(text, &Language::unknown()));
        ingest::plain_document(text, language, date.or_else(|| self.plan.date.clone()))
    }

    /// A document's annotations in the wanted layers.
    fn annotations(&self, document: &Document) -> Vec<Annotation> {
        let mut annotations = self.recogniser.recognise(document);
        annotations.retain(|annotation| self.plan.layers.contains(&annotation.layer()));
        annotations
    }
}

fn unreadable(input: &Input, error: &io::Error) -> Diagnostic {
    Diagnostic::error(codes::UNREADABLE, format!("{input} cannot be read: {error}"))
}

fn tell(diagnostic: Diagnostic, output: &Output) {
    let nothing = Memory::default();
    output.only_diagnostics(&Diagnostics::from_iter([diagnostic]), &Texts::new(&nothing, ""));
}
