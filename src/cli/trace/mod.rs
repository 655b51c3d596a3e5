//! `trace`: what stands behind the annotations of a passage, sentence by sentence.

mod fact;
mod human;
mod marks;
mod passage;

use std::path::Path;

use serde::Serialize;

use super::address::{address, document};
use super::build::open;
use super::output::Output;
use super::plan::TracePlan;
use super::progress::Steps;
use super::visible::visible_line;
use super::{Outcome, width};
use crate::build;
use crate::diagnostic::Diagnostics;
use crate::document::Document;
use crate::dossier::Dossier;
use crate::project::Project;
use passage::{Passage, passages};

/// What is told of a page or of one of its passages.
#[derive(Debug, Serialize)]
struct Trace {
    /// The page's address below the site's root.
    page: String,
    /// The document's title.
    title: String,
    /// The seed's path in the dossier.
    seed: String,
    passages: Vec<Passage>,
}

/// Tells what stands behind the annotations of what the plan names.
pub(super) fn trace(root: &Path, plan: &TracePlan, output: &Output) -> Outcome {
    let output = &output.with_result();
    let Some(project) = open(root, output) else { return Outcome::Failed };
    let steps = Steps::new(*output);
    let (dossier, diagnostics) = build::linked(&project, &steps);
    steps.finish();
    let Some(dossier) = dossier else {
        return nothing(root, &project, &diagnostics, output);
    };
    match found(&project, &dossier, plan) {
        Ok(trace) => {
            let printed = match plan.json {
                true => output.json(&trace),
                false => output.styled(&human::write(&trace, width::columns())),
            };
            match printed {
                Ok(_) => Outcome::Done,
                Err(error) => {
                    output.refuse_to_go_on(&format!("nothing can be printed: {error}"));
                    Outcome::Failed
                }
            }
        }
        Err(message) => {
            output.refuse_to_go_on(&visible_line(&message));
            Outcome::Failed
        }
    }
}

fn nothing(root: &Path, project: &Project, found: &Diagnostics, output: &Output) -> Outcome {
    let texts = super::report::Texts::new(project.files(), super::build::prefix(root));
    output.diagnostics(found, &texts);
    Outcome::Failed
}

fn found(project: &Project, dossier: &Dossier, plan: &TracePlan) -> Result<Trace, String> {
    let address = address(&plan.place);
    let n = document(dossier, &address)?;
    let annotated = &dossier.documents[n];
    let document = &annotated.document;
    let leaves = leaves(document, address.anchor)?;
    let facts = fact::Facts::new(project, dossier, n);
    let mut passages = passages(document, leaves, &facts);
    if let Some(words) = &plan.words {
        passage::keep_words(&mut passages, document, words)?;
    }
    if let Some(number) = plan.sentence {
        passage::keep_sentence(&mut passages, number)?;
    }
    Ok(Trace {
        page: format!("documents/{}.html", document.slug),
        title: document.title.clone(),
        seed: format!("seeds/{}", document.provenance.path),
        passages,
    })
}

/// The leaves that an anchor means; without one, all of them.
fn leaves(document: &Document, anchor: Option<&str>) -> Result<Vec<usize>, String> {
    let all = document.leaves.iter().enumerate();
    let Some(anchor) = anchor else { return Ok(all.map(|(n, _)| n).collect()) };
    // A row of a table is entered as a whole.
    let own = all.filter(|(_, leaf)| leaf.id == anchor || leaf.anchor() == anchor);
    let found: Vec<usize> = own.map(|(n, _)| n).collect();
    if !found.is_empty() {
        return Ok(found);
    }
    let last = document.leaves.iter().rev().find(|leaf| leaf.id.starts_with('p'));
    let ids = last
        .map_or_else(String::new, |last| format!("; its paragraphs are p1 to {}", last.anchor()));
    Err(format!("{} has no passage #{anchor}{ids}", document.slug))
}
