//! `diff`: what a change did to pages and annotations, against a revision of git.

mod human;
mod markdown;
mod summary;

use std::path::Path;

use serde::Serialize;

use super::build::{open, prefix};
use super::output::{Format, Output};
use super::progress::Steps;
use super::report::Texts;
use super::visible::visible;
use super::{Outcome, git};
use crate::build::{self, RULES};
use crate::compare::{Comparison, compare, settings};
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::dossier::Dossier;
use crate::project::{Memory, Project};
use summary::Summary;

/// The comparison as it is written for programs.
#[derive(Serialize)]
struct Whole<'a> {
    against: &'a str,
    summary: Summary,
    #[serde(flatten)]
    comparison: &'a Comparison,
}

/// Shows what differs between the dossier in `root` and that of a revision.
pub(super) fn diff(root: &Path, revision: &str, output: &Output) -> Outcome {
    let output = &output.with_result();
    let Some(now) = open(root, output) else { return Outcome::Failed };
    let then = match git::read(root, revision) {
        Ok(files) => Project::new(files),
        Err(message) => {
            let diagnostic = Diagnostic::error(codes::REVISION, message);
            let nothing = Memory::default();
            output.diagnostics(&Diagnostics::from_iter([diagnostic]), &Texts::new(&nothing, ""));
            return Outcome::Failed;
        }
    };
    let steps = Steps::new(*output);
    let (before, _) = build::linked(&then, &steps);
    let (after, found) = build::linked(&now, &steps);
    steps.finish();
    let Some(after) = after else {
        output.diagnostics(&found, &Texts::new(now.files(), prefix(root)));
        return Outcome::Failed;
    };
    let before = before.unwrap_or_else(|| nothing_of(&after));
    let mut comparison = compare(&before, &after);
    for file in ["book.toml", RULES] {
        let text = |project: &Project| {
            String::from_utf8(project.files().read(file).unwrap_or_default()).unwrap_or_default()
        };
        comparison.settings.extend(settings(file, &text(&then), &text(&now)));
    }
    let print = |text: &str| output.result(visible(text).as_bytes());
    let printed = match output.format() {
        Format::Json => output.json(&Whole {
            against: revision,
            summary: Summary::new(&comparison),
            comparison: &comparison,
        }),
        Format::Markdown => print(&markdown::write(revision, &comparison)),
        _ => print(&human::write(revision, &comparison)),
    };
    match printed {
        Ok(_) => Outcome::Done,
        Err(error) => {
            output.refuse_to_go_on(&format!("nothing can be printed: {error}"));
            Outcome::Failed
        }
    }
}

/// A dossier without documents, for a revision that has none.
fn nothing_of(dossier: &Dossier) -> Dossier {
    crate::dossier::link(crate::dossier::Parts {
        config: dossier.config.clone(),
        documents: Vec::new(),
        register: crate::register::Register::default(),
        pages: Vec::new(),
        origins: std::collections::BTreeMap::new(),
    })
}
