//! `check --against`: what a change of the sources did to the annotations, before it is committed.

use std::collections::BTreeSet;
use std::path::Path;

use super::output::Output;
use super::{git, tally};
use crate::build::{Survey, survey};
use crate::document::Document;
use crate::project::Project;
use crate::reanchor::{Fate, Standing};

/// The dossier in `root` as it was in a revision.
///
/// # Errors
/// In words, where it cannot be read.
pub(super) fn then(root: &Path, revision: &str) -> Result<Survey, String> {
    let files = git::read(root, revision)?;
    Ok(survey(&Project::new(files), None))
}

/// Says for each seed that differs what is gone and what is new.
pub(super) fn compare(project: &Project, then: &Survey, revision: &str, output: &Output) {
    let now = survey(project, Some(then.agreed.clone()));
    let mut changed = 0;
    let paths: BTreeSet<&String> = then.documents.keys().chain(now.documents.keys()).collect();
    for path in paths {
        let what = match (then.documents.get(path), now.documents.get(path)) {
            (Some(old), Some(new)) if old.text != new.text => paragraphs(old, new),
            (Some(_), Some(_)) => continue,
            (Some(_), None) => "taken out".to_owned(),
            (None, _) => "new".to_owned(),
        };
        changed += 1;
        let own = |standing: &&Standing| standing.seed == *path;
        let fates = now.standings.iter().filter(own).map(|standing| &standing.fate);
        let annotations = match tally::tally(fates) {
            none if none.is_empty() => "no annotations".to_owned(),
            some => format!("annotations: {some}"),
        };
        output.say(&format!("seeds/{path}: {what}; {annotations}"));
    }
    let (gains, losses) = (missing(then, &now), missing(&now, then));
    output.say(&match changed {
        0 => format!("No source differs from {revision}"),
        _ => format!(
            "Against {revision}: {changed} changed, {gains} annotations found again, {losses} lost"
        ),
    });
}

/// How many paragraphs of a text are gone, and how many are new.
fn paragraphs(old: &Document, new: &Document) -> String {
    let all = |document: &'_ Document| -> BTreeSet<String> {
        document.text.split("\n\n").map(str::to_owned).collect()
    };
    let (old, new) = (all(old), all(new));
    let gone = old.difference(&new).count();
    let come = new.difference(&old).count();
    format!("{gone} of {} paragraphs gone or changed, {come} new or changed", old.len())
}

/// How many annotations are lost in `here` and found in `there`.
fn missing(here: &Survey, there: &Survey) -> usize {
    let key = |standing: &Standing| (standing.seed.clone(), standing.selector.clone());
    let found: Vec<_> = there.standings.iter().filter(|s| s.found.is_some()).map(key).collect();
    let lost = here.standings.iter().filter(|s| s.fate == Fate::Lost).map(key);
    let found: BTreeSet<String> = found.into_iter().map(|key| format!("{key:?}")).collect();
    lost.filter(|key| found.contains(&format!("{key:?}"))).count()
}
