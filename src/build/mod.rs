//! The line, from project to output files: every stage once, in order, and nothing else.

mod anchoring;
mod assemble;
mod editorial;
mod hidden;
mod linked;
mod progress;
mod publication;
mod queries;
mod redaction;
mod render;
mod settle;
mod survey;
mod tools;

pub use assemble::Anchors;
pub use hidden::{Hidden, hidden};
pub use linked::linked;
pub use progress::{Progress, Quiet};
pub use settle::placed;
pub use survey::{Survey, survey};
pub use tools::Tools;

use std::convert::Infallible;

use redaction::Hiding;

use rayon::prelude::*;

use crate::config::{self, Config, Proposals};
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::document::Document;
use crate::dossier::{self, Annotated, Dossier};
use crate::edtf::Day;
use crate::locale::{Catalogue, Catalogues};
use crate::memo::Keyed;
use crate::page::{self, Page};
use crate::project::{Project, ReadError};
use crate::publish::{self, Folder, FolderKind, Keep, OutputFile};
use crate::reanchor::Lock;
use crate::register::Register;
use crate::render::Templates;
use crate::text::{find_turns, has_turns, shown, shown_escapes};
use crate::{compose, export, site};

/// What one run of the line gave.
#[derive(Debug)]
pub struct Built {
    /// The generated Markdown.
    pub pages: Vec<OutputFile>,
    /// The generated site.
    pub site: Vec<OutputFile>,
    /// The settings.
    pub config: Config,
    /// What there is of each.
    pub counts: Counts,
    /// The places of the annotations.
    pub anchors: Anchors,
    /// What the pages were made of.
    pub dossier: Dossier,
    /// How many documents, notes, pages and entries are left out, since they are not public.
    pub left_out: usize,
}

/// How much there is of everything.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Documents.
    pub documents: usize,
    /// Register entries.
    pub entries: usize,
    /// Annotations of all layers.
    pub annotations: usize,
    /// Pages of the site.
    pub site_pages: usize,
}

/// How to build.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// Whether pages are for the development server and may open its live channel.
    pub live: bool,
    /// By what the pages may write notes, where they may: see `serve`.
    pub editing: Option<String>,
    /// Where the site will stand, in place of what `book.toml` says.
    pub site_url: Option<String>,
    /// Whether every link of the finished site is followed.
    pub check_output: bool,
    /// Whether this is a check, which fails on what a build only warns of.
    pub checks: bool,
    /// The places with which the annotations' ones are compared, instead of the lock's.
    pub against: Option<Lock>,
    /// Whether what is not public is left out.
    pub public: bool,
    /// The day by which embargoes count; without one, none has ended.
    pub as_of: Option<Day>,
}

/// Runs the line. Where there is nothing, or one of the diagnostics is an error, nothing is to be
/// written.
#[must_use]
pub fn build(
    project: &Project,
    options: &Options,
    progress: &dyn Progress,
) -> (Option<Built>, Diagnostics) {
    build_with(project, options, Tools::watched(progress))
}

/// The same with tools: they change how fast it goes and where the output lies, and no byte of it.
#[must_use]
pub fn build_with(
    project: &Project,
    options: &Options,
    tools: Tools<'_>,
) -> (Option<Built>, Diagnostics) {
    let mut diagnostics = Diagnostics::new();
    let config = settings(project, &mut diagnostics);
    let levels = config.as_ref().map(|config| config.levels.clone()).unwrap_or_default();
    let mut hiding = Hiding::default();
    let built = config
        .and_then(|config| run(project, config, options, tools, &mut hiding, &mut diagnostics));
    let diagnostics = hiding.mask(diagnostics, project.files());
    let mut diagnostics = diagnostics.at_levels(&levels, options.checks);
    diagnostics.sort();
    (built, diagnostics)
}

/// The output folders that the settings name, as [`Built::config`] will have them.
#[must_use]
pub fn folders(project: &Project) -> Option<[String; 2]> {
    let config = settings(project, &mut Diagnostics::new())?;
    Some([config.pages_dir, config.site_dir])
}

/// What names are proposed from: the line up to its documents and register.
#[derive(Debug)]
pub struct Named {
    /// The documents with all annotations.
    pub documents: Vec<dossier::Annotated>,
    /// The register as the editors have it.
    pub register: Register,
}

/// Runs the line up to where names are known. `None` where there is nothing to read.
#[must_use]
pub fn names(project: &Project, progress: &dyn Progress) -> (Option<Named>, Diagnostics) {
    let (dossier, diagnostics) = linked::with(project, Some(Proposals::Hide), progress);
    let named =
        |dossier: Dossier| Named { documents: dossier.documents, register: dossier.register };
    (dossier.map(named), diagnostics)
}

/// Where the register stands.
pub const REGISTER: &str = assemble::REGISTER;
/// Where the editors' rules stand.
pub const RULES: &str = editorial::RULES;
/// Where proposals and the editors' decisions on them stand.
pub const PROPOSALS: &str = editorial::PROPOSALS;

/// Where the settings stand.
const CONFIG: &str = "book.toml";

fn run(
    project: &Project,
    mut config: Config,
    options: &Options,
    tools: Tools<'_>,
    hiding: &mut Hiding,
    diagnostics: &mut Diagnostics,
) -> Option<Built> {
    let progress = tools.progress;
    if let Some(url) = &options.site_url {
        config.site_url = Some(format!("{}/", url.trim_end_matches('/')));
    }
    for (path, error) in &project.theme().problems {
        diagnostics.push(unreadable(path, error));
    }
    let (catalogues, found) = Catalogues::new(project.theme());
    diagnostics.extend(found);
    let (templates, found) = Templates::new(project.theme());
    diagnostics.extend(found);

    let against = options.against.clone();
    let instead = catalogues.get(&config.language).text("not-public").to_owned();
    let public =
        options.public.then_some(assemble::Public { as_of: options.as_of, instead: &instead });
    let (parts, anchors) =
        assemble::parts(project, config, against, public, tools, hiding, diagnostics)?;
    progress.step("linking", parts.documents.len());
    let dossier = dossier::link(parts);
    diagnostics.extend(dossier::check(&dossier, assemble::REGISTER));

    let words = catalogues.get(&dossier.config.language);
    progress.step("composing", dossier.documents.len() + dossier.register.len());
    let pages = compose::pages(&dossier, words);
    progress.step("writing pages", pages.len());
    let (pages, mut markdown) = written(pages, words, tools.shelf, diagnostics);
    progress.bytes(bytes(&markdown));
    let mut files = render::site(
        project,
        &dossier,
        pages,
        &markdown,
        templates,
        words,
        options,
        tools,
        diagnostics,
    )?;
    progress.step("exporting", dossier.documents.len());
    files.extend(exported(&dossier, tools));
    markdown.sort_by(|a, b| a.path.cmp(&b.path));
    let built = finish(dossier, markdown, files, anchors);
    progress.bytes(bytes(&built.site));
    diagnostics.extend(hiding.prove(&built));
    diagnostics.extend(hiding.prove_left_out(&built));
    let built = Built { left_out: hiding.left_out.origins.len(), ..built };
    if options.check_output {
        progress.step("checking links", built.counts.site_pages);
        diagnostics.extend(site::check_output(&built.site, &built.config, tools.memo));
        let folders = [
            Folder { path: &built.config.pages_dir, kind: FolderKind::Pages, files: &built.pages },
            Folder { path: &built.config.site_dir, kind: FolderKind::Site, files: &built.site },
        ];
        if let Err(error) = publish::fits(&folders) {
            diagnostics.push(error.diagnostic());
        }
    }
    Some(built)
}

fn finish(
    dossier: Dossier,
    pages: Vec<OutputFile>,
    mut site: Vec<OutputFile>,
    anchors: Anchors,
) -> Built {
    site.sort_by(|a, b| a.path.cmp(&b.path));
    site.push(export::manifest(&dossier, &site));
    site.sort_by(|a, b| a.path.cmp(&b.path));
    let counts = Counts {
        documents: dossier.documents.len(),
        entries: dossier.register.len(),
        annotations: dossier.annotations().count(),
        site_pages: site.iter().filter(|file| file.path.ends_with(".html")).count(),
    };
    let config = dossier.config.clone();
    Built { pages, site, config, counts, anchors, dossier, left_out: 0 }
}

/// The data of documents, each made where an earlier build has not made it from the same, and of the whole.
fn exported(dossier: &Dossier, tools: Tools<'_>) -> Vec<OutputFile> {
    let shared = Keyed::new("document data")
        .shown(&dossier.config.site_url)
        .shown(&dossier.config.language)
        .shown(&dossier.register)
        .end();
    let one = |annotated: &Annotated| {
        let Document { slug, title, text, .. } = &annotated.document;
        let key = Keyed::new("document data").key(&shared).part(slug.as_bytes());
        let key = key.part(title.as_bytes()).part(text.as_bytes()).value(&annotated.annotations);
        let make = || Ok::<_, Infallible>(export::document(dossier, annotated));
        match tools.file(&export::document_path(slug), &key.end(), make) {
            Ok(file) => file,
            Err(never) => match never {},
        }
    };
    let mut files: Vec<OutputFile> = dossier.documents.par_iter().map(one).collect();
    files.extend(tools.kept(export::files(dossier)));
    files
}

/// How many bytes files have.
fn bytes(files: &[OutputFile]) -> usize {
    files.iter().map(|file| usize::try_from(file.len()).unwrap_or(usize::MAX)).sum()
}

/// The pages and their files, and the table of contents by which mdBook builds them.
fn written(
    pages: Vec<Page>,
    words: &Catalogue,
    shelf: &dyn Keep,
    diagnostics: &mut Diagnostics,
) -> (Vec<Page>, Vec<OutputFile>) {
    let keep = |page: &Page, text| shelf.keep(FolderKind::Pages, OutputFile::new(&page.path, text));
    let write = |page: Page| {
        let text = page::write(&page);
        if !has_turns(&text) {
            let file = keep(&page, text);
            return (page, file, false);
        }
        let page = page.shown();
        let text = page::write(&page);
        let file = keep(&page, text);
        (page, file, true)
    };
    let mut pages_done = Vec::new();
    let mut files = Vec::new();
    let mut turned = false;
    for (page, file, was_turned) in pages.into_par_iter().map(write).collect::<Vec<_>>() {
        files.push(file);
        pages_done.push(page);
        turned |= was_turned;
    }
    // What stands in files as it is was told with its place.
    if turned && !diagnostics.iter().any(|diagnostic| diagnostic.code == codes::TURNED) {
        let message = "characters that turn the direction of text became U+FFFD (�) in the pages";
        diagnostics.push(
            Diagnostic::warning(codes::TURNED, message)
                .hint("they stand in a file's name, or as an escape such as \\u202E or &#x202E;"),
        );
    }
    // In the order of the pages, which are known by their places here, and the list of them last.
    files.push(OutputFile::new("SUMMARY.md", compose::summary(&pages_done, words)));
    (pages_done, files)
}

fn settings(project: &Project, diagnostics: &mut Diagnostics) -> Option<Config> {
    let bytes = match project.files().read(CONFIG) {
        Ok(bytes) => bytes,
        Err(ReadError::Missing) => {
            diagnostics.push(
                Diagnostic::error(codes::CONFIG_MISSING, "there is no book.toml here")
                    .in_file(CONFIG)
                    .hint("run `dossier init` to make a dossier of this folder"),
            );
            return None;
        }
        Err(error) => {
            diagnostics.push(unreadable(CONFIG, &error));
            return None;
        }
    };
    let text = text_of(CONFIG, bytes, diagnostics)?;
    let (config, found) = config::read(CONFIG, &text);
    diagnostics.extend(found);
    config
}

/// A file of the editors' as text; they are all UTF-8. What turns the direction of text is shown in
/// it, so that every place in it stays where it was.
fn text_of(path: &str, bytes: Vec<u8>, diagnostics: &mut Diagnostics) -> Option<String> {
    match String::from_utf8(bytes) {
        Ok(text) => {
            let text = text.strip_prefix('\u{FEFF}').map(str::to_owned).unwrap_or(text);
            if let Some((count, at)) = find_turns(&text) {
                diagnostics.push(Diagnostic::turned(path, &text, count, at));
            }
            let text = shown(&text).into_owned();
            if !path.ends_with(".toml") && !path.ends_with(".jsonld") {
                return Some(text);
            }
            let (text, count) = shown_escapes(&text);
            if count > 0 {
                let message = format!(
                    "{count} escapes of characters that turn the direction of text became U+FFFD (�)"
                );
                diagnostics.push(Diagnostic::warning(codes::TURNED, message).in_file(path));
            }
            Some(text.into_owned())
        }
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            diagnostics.push(
                Diagnostic::error(codes::UNREADABLE, format!("{path} is not UTF-8 (byte {at})"))
                    .in_file(path)
                    .hint("save the file as UTF-8"),
            );
            None
        }
    }
}

fn unreadable(path: &str, error: &ReadError) -> Diagnostic {
    Diagnostic::error(codes::UNREADABLE, format!("{path} cannot be read: {error}"))
        .in_file(path)
        .hint("make it a regular, readable file, or remove it")
}
