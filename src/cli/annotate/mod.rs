//! `annotate`: the annotations of texts that are in no dossier.

mod human;
mod jsonl;

use std::io;
use std::path::{Path, PathBuf};
use std::time::Instant;

use super::input::Input;
use super::output::Output;
use super::plan::{AnnotatePlan, upward};
use super::report::Texts;
use super::{Outcome, count};
use crate::annotation::Annotation;
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::document::{Document, Language};
use crate::edtf::Edtf;
use crate::ingest;
use crate::project::{Disk, Memory, Project};
use crate::recognise::Recogniser;
use crate::recognise::own;
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
    hide(plan, output);
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

/// What a dossier hides stays hidden where somebody annotates a file of its folder.
fn hide(plan: &AnnotatePlan, output: &Output) {
    let inputs = plan.inputs.iter().filter_map(|input| match input {
        Input::File(path) => Some(path),
        Input::Standard => None,
    });
    let folder = |path: &PathBuf| match path.parent() {
        Some(folder) if folder != Path::new("") => folder.to_owned(),
        _ => PathBuf::from("."),
    };
    let files = inputs.chain(&plan.register).chain(&plan.rules);
    let root = files.map(folder).find_map(|folder| upward(&folder));
    if let Some(disk) = root.and_then(|root| Disk::open(&root).ok()) {
        output.hide(&Project::new(disk));
    }
}

impl<'a> Annotator<'a> {
    /// Reads register and rules, where there are any, and says whether they have errors. `None`
    /// where one cannot be read at all.
    fn new(plan: &'a AnnotatePlan, output: &Output) -> Option<(Self, bool)> {
        let (register_name, register) = file(plan.register.as_ref(), output)?;
        let (rules_name, rules) = file(plan.rules.as_ref(), output)?;
        let text = |name: &str, bytes: &[u8]| ingest::decoded_text(name, bytes);
        let (register_text, rules_text) =
            (text(&register_name, &register), text(&rules_name, &rules));
        let (entries, mut diagnostics) = register::read(&register_name, &register_text);
        let (recogniser, ambiguous) = Recogniser::new(&entries, &register_name, &plan.layers);
        diagnostics.extend(ambiguous);
        let (own, found) = own::read(&rules_name, &rules_text, &entries);
        diagnostics.extend(found);
        let recogniser = recogniser.with_rules(own);
        let files = Memory::default().with(&register_name, register).with(&rules_name, rules);
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

/// A file's name and bytes, both empty where none is asked for; `None` where it cannot be read.
fn file(path: Option<&PathBuf>, output: &Output) -> Option<(String, Vec<u8>)> {
    let Some(path) = path else { return Some(Default::default()) };
    let input = Input::File(path.clone());
    let bytes = input.read().map_err(|error| tell(unreadable(&input, &error), output)).ok()?;
    Some((input.to_string(), bytes))
}

fn unreadable(input: &Input, error: &io::Error) -> Diagnostic {
    Diagnostic::error(codes::UNREADABLE, format!("{input} cannot be read: {error}"))
}

fn tell(diagnostic: Diagnostic, output: &Output) {
    let nothing = Memory::default();
    output.only_diagnostics(&Diagnostics::from_iter([diagnostic]), &Texts::new(&nothing, ""));
}
