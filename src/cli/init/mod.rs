//! `init`: makes a dossier of a folder. Nothing that exists is moved, changed or overwritten.

mod files;
mod find;
mod propose;
#[cfg(test)]
mod tests;

use std::fs::{File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::Path;
use std::time::Instant;

use super::output::Output;
use super::report::Texts;
use super::visible::visible_line;
use super::{Outcome, build, count};
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::project::{Disk, Files, Memory};
use files::{IGNORED, NewFile, SETTINGS, WORKFLOW};
use find::Documents;

/// Where the sources lie.
const SEEDS: &str = "seeds";

/// How many of the things that were left out are named.
const NAMED: usize = 5;

/// What was done.
#[derive(Debug, PartialEq, Eq)]
struct Made {
    title: String,
    language: String,
    /// How many documents were copied into seeds/.
    copied: usize,
    /// How many lie there now.
    seeds: usize,
    /// Files that were there already and stay as they are.
    kept: Vec<&'static str>,
    left_out: Vec<(String, &'static str)>,
}

/// Makes a dossier of a folder.
pub(super) fn init(folder: &Path, output: &Output) -> Outcome {
    let begun = Instant::now();
    let place = build::prefix(folder);
    if folder.join(SETTINGS).symlink_metadata().is_ok() {
        output.say(&format!(
            "This is a dossier already: {place}{SETTINGS} is there, nothing was changed"
        ));
        return Outcome::Done;
    }
    match make(folder, output) {
        Ok(made) => {
            tell(&made, &place, begun, output);
            Outcome::Done
        }
        Err(diagnostic) => {
            let nothing = Memory::default();
            output
                .diagnostics(&Diagnostics::from_iter([*diagnostic]), &Texts::new(&nothing, place));
            Outcome::Failed
        }
    }
}

fn make(folder: &Path, output: &Output) -> Result<Made, Box<Diagnostic>> {
    std::fs::create_dir_all(folder).map_err(|error| refused("make the folder", ".", &error))?;
    let found = find::find(folder).ok_or_else(|| too_many(folder))?;
    let disk = Disk::open(folder).map_err(|error| {
        let message = format!("the folder cannot be opened: {error}");
        Box::new(Diagnostic::error(codes::UNREADABLE, message))
    })?;
    let own: Vec<String> = disk.list(SEEDS).into_iter().map(|found| found.path).collect();
    let Documents { paths, left_out } = if own.is_empty() {
        found
    } else {
        Documents { paths: own.clone(), ..Documents::default() }
    };
    let title = propose::title(folder);
    let language = propose::language(&disk, &paths);

    make_folder(folder, SEEDS)?;
    let copied = if own.is_empty() { paths.as_slice() } else { &[] };
    copy_all(folder, copied)?;
    output.detail(&format!("copied {}", count::of(copied.len(), "document")));
    let mut kept = Vec::new();
    for file in files::files(&title, &language) {
        if write(folder, &file)? {
            output.detail(&format!("wrote {}", file.path));
        } else {
            kept.push(file.path);
        }
    }
    let copied = copied.len();
    Ok(Made { title, language, copied, seeds: paths.len(), kept, left_out })
}

/// Writes a new file; `false` where one of that name is there already.
fn write(folder: &Path, file: &NewFile) -> Result<bool, Box<Diagnostic>> {
    let words = |error: io::Error| refused("write", file.path, &error);
    if let Some((parent, _)) = file.path.rsplit_once('/') {
        make_folder(folder, parent)?;
    }
    let target = folder.join(file.path);
    match OpenOptions::new().write(true).create_new(true).open(target) {
        Ok(mut handle) => handle.write_all(file.text.as_bytes()).map(|()| true).map_err(words),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(words(error)),
    }
}

/// Copies all documents, or none: where one cannot be copied, the copies made here go again, so that
/// the next run does not take them for all there are.
fn copy_all(folder: &Path, paths: &[String]) -> Result<(), Box<Diagnostic>> {
    for (n, path) in paths.iter().enumerate() {
        if let Err(diagnostic) = copy(folder, path) {
            for copied in &paths[..n] {
                let _ = std::fs::remove_file(folder.join(SEEDS).join(copied));
            }
            return Err(diagnostic);
        }
    }
    Ok(())
}

/// Copies a document into seeds/, byte for byte, with the folders it lies in.
fn copy(folder: &Path, path: &str) -> Result<(), Box<Diagnostic>> {
    let target = format!("{SEEDS}/{path}");
    if let Some((parent, _)) = target.rsplit_once('/') {
        make_folder(folder, parent)?;
    }
    let words = |error: io::Error| refused("copy a document to", &target, &error);
    let mut from = File::open(folder.join(path)).map_err(words)?;
    let place = folder.join(&target);
    let mut to = OpenOptions::new().write(true).create_new(true).open(&place).map_err(words)?;
    io::copy(&mut from, &mut to).map(drop).map_err(|error| {
        // Half a document is worse than none.
        let _ = std::fs::remove_file(&place);
        words(error)
    })
}

fn make_folder(folder: &Path, path: &str) -> Result<(), Box<Diagnostic>> {
    std::fs::create_dir_all(folder.join(path))
        .map_err(|error| refused("make the folder", path, &error))
}

fn refused(operation: &str, path: &str, error: &io::Error) -> Box<Diagnostic> {
    let message = format!("cannot {operation} {path}: {error}");
    let note = "Nothing that existed was changed; `dossier init` can be run again.";
    Box::new(Diagnostic::error(codes::UNWRITABLE, message).note(note))
}

fn too_many(folder: &Path) -> Box<Diagnostic> {
    let message = format!("there are more than {} documents below this folder", find::MAX);
    let folder = folder.display();
    let hint = format!("is {folder} the folder that holds the sources? Nothing was written");
    Box::new(Diagnostic::error(codes::UNWRITABLE, message).hint(hint))
}

fn tell(made: &Made, place: &str, begun: Instant, output: &Output) {
    for (path, reason) in made.left_out.iter().take(NAMED) {
        output.say(&format!("Left out {}: {reason}", visible_line(path)));
    }
    if made.left_out.len() > NAMED {
        output.say(&format!("Left out {} more", made.left_out.len() - NAMED));
    }
    for path in &made.kept {
        let advice = if *path == IGNORED { "; it should name /pages/ and /public/" } else { "" };
        output.say(&format!("Kept {place}{path} as it was{advice}"));
    }
    if made.copied > 0 {
        let documents = count::of(made.copied, "document");
        output.say(&format!(
            "Copied {documents} into {place}{SEEDS}/; the originals stay as they are"
        ));
    }
    if files::workflow_lacks_address() && !made.kept.contains(&WORKFLOW) {
        output.say(&format!("For GitHub Pages, set DOSSIER_GIT in {place}{WORKFLOW}"));
    }
    let seeds = match made.seeds {
        0 => format!("no document yet, put some into {place}{SEEDS}/"),
        seeds => count::of(seeds, "document"),
    };
    let Made { title, language, .. } = made;
    let time = count::time(begun.elapsed());
    output.say(&format!(
        "Made a dossier: “{}”, language {language}, {seeds} → {place}{SETTINGS} ({time})",
        visible_line(title)
    ));
}
