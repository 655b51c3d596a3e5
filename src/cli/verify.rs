//! `verify`: whether a published folder is what it says it is.

use std::path::{Path, PathBuf};

use super::build::opened;
use super::count;
use super::output::Output;
use super::report::Texts;
use super::{Outcome, input::Input};
use crate::build::{self, Options, Quiet};
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::project::{Disk, Project};
use crate::verify;

/// What is to be verified, and by what.
#[derive(Debug)]
pub(super) struct VerifyPlan {
    /// The published folder.
    pub(super) folder: PathBuf,
    /// The dossier that it is said to be made from.
    pub(super) seeds: Option<PathBuf>,
    /// How that was built.
    pub(super) options: Options,
    /// The signer's public key, or its file.
    pub(super) key: Option<String>,
}

/// Verifies.
pub(super) fn verify(plan: &VerifyPlan, output: &Output) -> Outcome {
    let Some(disk) = opened(&plan.folder, output) else { return Outcome::Failed };
    let (checked, mut found) = verify::folder(&disk);
    let mut said = Vec::new();
    if let Some(checked) = &checked {
        let files = count::of(checked.files, "file");
        said.push(format!("{files}, SHA-256 of {MANIFEST} {}", checked.sum));
    }
    if let Some(key) = &plan.key {
        match read_key(key).and_then(|key| verify::signature(&disk, &key)) {
            Ok(comment) => said.push(format!("signed by this key: {comment}")),
            Err(wrong) => found.extend(*wrong),
        }
    }
    if let (Some(seeds), Some(_)) = (&plan.seeds, &checked) {
        match rebuilt(seeds, &plan.options) {
            Ok(built) => {
                found.extend(verify::against(&disk, &built));
                said.push(format!("compared with a build of {}", seeds.display()));
            }
            Err(wrong) => found.extend(wrong),
        }
    }
    output.diagnostics(&found, &Texts::new(&disk, super::build::prefix(&plan.folder)));
    said.iter().for_each(|line| output.detail(line));
    let verdict = if found.has_errors() { "Not as published" } else { "As published" };
    let folder = plan.folder.strip_prefix(".").unwrap_or(&plan.folder).display();
    let said = if said.is_empty() { String::new() } else { format!(" ({})", said.join("; ")) };
    output.say(&format!("{verdict}: {folder}{said}"));
    if found.has_errors() { Outcome::Failed } else { Outcome::Done }
}

const MANIFEST: &str = verify::MANIFEST;

/// A key as it stands, or the text of the file of that name.
fn read_key(key: &str) -> Result<String, Box<Diagnostics>> {
    if !Path::new(key).is_file() {
        return Ok(key.to_owned());
    }
    let bytes = Input::File(key.into()).read().map_err(|error| {
        let wrong = Diagnostic::error(codes::SIGNATURE, format!("{key} cannot be read: {error}"));
        Box::new(Diagnostics::from_iter([wrong]))
    })?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// What the seeds give, in memory.
fn rebuilt(
    seeds: &Path,
    options: &Options,
) -> Result<Vec<crate::publish::OutputFile>, Diagnostics> {
    let wrong = |message: String| {
        let error = Diagnostic::error(codes::NOT_FROM_SEEDS, message);
        Diagnostics::from_iter([error.hint("run `dossier check` there to see why")])
    };
    let disk = Disk::open(seeds)
        .map_err(|error| wrong(format!("{} cannot be opened: {error}", seeds.display())))?;
    let (built, found) = build::build(&Project::new(disk), options, &Quiet);
    let built = built.filter(|_| !found.has_errors());
    built
        .map(|built| built.site)
        .ok_or_else(|| wrong(format!("the dossier in {} cannot be built", seeds.display())))
}
