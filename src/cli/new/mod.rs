//! `new seed`: a source comes into `seeds/`, byte for byte, and what is known of it into its notes file.

mod ask;

use std::io::{self, IsTerminal};
use std::path::Path;

use super::build::{open, prefix};
use super::input::Input;
use super::output::Output;
use super::plan::SeedPlan;
use super::report::Texts;
use super::rewrite::{Rewrite, rewrite};
use super::visible::visible_line;
use super::{Outcome, count};
use crate::build::{Survey, survey};
use crate::diagnostic::{Diagnostic, Diagnostics, Severity, codes};
use crate::document::{Document, Language, Metadata, Source};
use crate::dossier::twin;
use crate::import::seed as rules;
use crate::ingest;
use crate::project::{Memory, Project, ReadError};
use crate::publish::create;

type Refused = Box<Diagnostic>;

/// Adds the source that the plan names.
pub(super) fn seed(plan: SeedPlan, output: &Output) -> Outcome {
    let Some(project) = open(&plan.root, output) else { return Outcome::Failed };
    let now = survey(&project, None);
    let Some(language) = now.language.clone() else {
        output.diagnostics(&now.files, &Texts::new(project.files(), prefix(&plan.root)));
        return Outcome::Failed;
    };
    match add(plan, &project, &now, &language, output) {
        Ok(()) => Outcome::Done,
        Err(refused) => {
            tell([*refused], output);
            output.say("Added nothing");
            Outcome::Failed
        }
    }
}

fn add(
    plan: SeedPlan,
    project: &Project,
    now: &Survey,
    language: &Language,
    output: &Output,
) -> Result<(), Refused> {
    let bytes = plan.input.read().map_err(|error| {
        refused(
            codes::UNREADABLE,
            format!("{} cannot be read: {error}", plan.input),
            "is it a file?",
        )
    })?;
    let sha256 = crate::text::sha256(&bytes);
    let same = now.documents.values().find(|document| document.provenance.sha256 == sha256);
    if let Some(same) = same {
        let message = format!("seeds/{} has the same bytes", same.provenance.path);
        return Err(refused(codes::DUPLICATE_SEED, message, "it is in the dossier already"));
    }
    let text = ingest::decoded_text("a.html", &bytes);
    let given = rules::saved(&text).corrected_by(plan.metadata);
    let path = path(&plan.input, plan.name.as_deref(), &given, &text)?;
    free(project, &path)?;
    let source = Source { path: path.clone(), bytes, sha256 };
    let document = document(&source, language, output)?;
    compare(&document, now, output)?;
    let asks = !plan.silent
        && plan.input != Input::Standard
        && io::stdin().is_terminal()
        && io::stderr().is_terminal();
    let given = if asks {
        let (mut input, mut terminal) = (io::stdin().lock(), anstream::stderr().lock());
        ask::ask(&mut input, &mut terminal, &document, given).map_err(|error| {
            let message = format!("nobody can be asked: {error}");
            refused(codes::UNREADABLE, message, "--yes asks nothing")
        })?
    } else {
        given
    };
    write(&plan.root, &source, &document, &given)?;
    done(&plan.root, &document, &given, output);
    Ok(())
}

fn refused(code: &'static str, message: String, hint: &str) -> Refused {
    Box::new(Diagnostic::error(code, message).hint(hint))
}

/// The source's path below `seeds/`.
fn path(
    input: &Input,
    name: Option<&str>,
    given: &Metadata,
    text: &str,
) -> Result<String, Refused> {
    let named = match (name, input, &given.title) {
        (Some(name), _, _) => name.to_owned(),
        (None, Input::File(path), _) => {
            path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
        }
        (None, Input::Standard, Some(title)) => format!("{title}.{}", rules::ending(text)),
        (None, Input::Standard, None) => {
            let message = "a source from standard input needs a name".to_owned();
            return Err(refused(
                codes::UNKNOWN_TYPE,
                message,
                "give --name letters/1924.txt or a --title",
            ));
        }
    };
    rules::path(&named).ok_or_else(|| {
        let message = format!("“{}” cannot be a source's name", visible_line(&named));
        let hint =
            "what is read ends in .txt, .md or .html: convert other files first, or give --name";
        refused(codes::UNKNOWN_TYPE, message, hint)
    })
}

/// Whether nothing of this name is there yet, no notes either.
fn free(project: &Project, path: &str) -> Result<(), Refused> {
    for path in [format!("seeds/{path}"), format!("annotations/{path}.md")] {
        if project.files().read(&path) != Err(ReadError::Missing) {
            let message = format!("{path} is there already, and nothing is overwritten");
            return Err(refused(codes::UNWRITABLE, message, "give another name: --name"));
        }
    }
    Ok(())
}

/// The source as a document; what is wrong with it is told.
fn document(source: &Source, language: &Language, output: &Output) -> Result<Document, Refused> {
    let (document, found) = ingest::document(source, &Metadata::default(), language);
    let none = document.is_none();
    let told = found.into_iter().filter(|one| !none || one.severity != Severity::Error);
    tell(told.collect::<Vec<_>>(), output);
    document.ok_or_else(|| {
        let message = format!("{} has no text that could be read", source.path);
        refused(codes::EMPTY_SEED, message, "convert it to text first")
    })
}

/// A source that has the words of another is refused; one that has nearly all of them is told.
fn compare(document: &Document, now: &Survey, output: &Output) -> Result<(), Refused> {
    let Some((other, share)) = twin(&document.text, now.documents.values()) else { return Ok(()) };
    let path = &other.provenance.path;
    if share == 100 {
        let message = format!("seeds/{path} has the same text");
        let hint = "keep one of the two: every mention and every claim would count twice";
        return Err(refused(codes::DUPLICATE_SEED, message, hint));
    }
    let message = format!("it has nearly the same text as seeds/{path} ({share} %)");
    let hint = format!("say in its notes what it has to do with [[{}]]", other.slug);
    tell([Diagnostic::warning(codes::NEAR_DUPLICATE_SEED, message).hint(hint)], output);
    Ok(())
}

fn write(
    root: &Path,
    source: &Source,
    document: &Document,
    given: &Metadata,
) -> Result<(), Refused> {
    let notes_path = format!("annotations/{}.md", source.path);
    let stated = rules::stated(document, given);
    let notes = rules::notes(&notes_path, &stated).ok_or_else(|| {
        let message = "what was given cannot be written down so that it is read back".to_owned();
        refused(codes::METADATA, message, "give shorter values of one line")
    })?;
    let path = format!("seeds/{}", source.path);
    create(root, &path, &source.bytes).map_err(|error| {
        refused(
            codes::UNWRITABLE,
            format!("{path} was not written: {error}"),
            "give another name: --name",
        )
    })?;
    if notes.is_empty() {
        return Ok(());
    }
    let file = Rewrite { path: &notes_path, before: None, after: &notes };
    rewrite(root, &[file]).map_err(|error| {
        Box::new(error.note(format!("{path} was written, what is known of it was not")))
    })
}

fn done(root: &Path, document: &Document, given: &Metadata, output: &Output) {
    let place = prefix(root);
    let path = &document.provenance.path;
    let known = document.metadata.clone().corrected_by(given.clone());
    let title = visible_line(given.title.as_deref().unwrap_or(&document.title));
    let paragraphs = count::of(document.leaves.len(), "paragraph");
    let language = known.language.unwrap_or_else(|| document.language.tag().to_owned());
    output.say(&format!("Added {place}seeds/{path}: “{title}”, {paragraphs}, {language}"));
    if rules::stated(document, given) != Metadata::default() {
        output.say(&format!("What is known of it stands in {place}annotations/{path}.md"));
    }
    if known.retrieved.is_none() && known.url.is_some() {
        output.say(&format!(
            "When it was retrieved is not known: write retrieved: \"YYYY-MM-DD\" into {place}annotations/{path}.md"
        ));
    }
    output.say("Next: dossier check, dossier suggest (names), dossier serve --open (read it)");
}

fn tell(diagnostics: impl IntoIterator<Item = Diagnostic>, output: &Output) {
    let nothing = Memory::default();
    output.only_diagnostics(&Diagnostics::from_iter(diagnostics), &Texts::new(&nothing, ""));
}
