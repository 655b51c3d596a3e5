//! What is meant by what was typed: folders found, defaults filled in.

use std::path::{Path, PathBuf};

use clap_complete::Shell;

use super::args::{Annotate, Command, From, Import, Mv, New, NewSeed, Trace};
use super::input::Input;
use super::verify::VerifyPlan;
use crate::annotation::Layer;
use crate::build::Options;
use crate::diagnostic::{Explanation, explanation, explanations};
use crate::document::{Language, Metadata};
use crate::edtf::Edtf;
use crate::import::{self, authority};
use crate::text::nearest;

/// The file by which a dossier's folder is known.
pub(super) const CONFIG: &str = "book.toml";

/// What is to be done.
#[derive(Debug)]
pub(super) enum Task {
    Init { folder: PathBuf },
    Build { root: PathBuf, how: BuildPlan },
    Check { root: PathBuf, against: Option<String> },
    Reanchor { root: PathBuf, yes: bool },
    Anchor { inputs: Vec<Input> },
    Serve { root: PathBuf, port: Option<u16>, open: bool },
    Suggest { root: PathBuf, apply: bool },
    Diff { root: PathBuf, revision: String },
    Mv { root: PathBuf, plan: MvPlan },
    Trace { root: PathBuf, plan: TracePlan },
    Verify(VerifyPlan),
    Import(ImportPlan),
    NewSeed(Box<SeedPlan>),
    Explain(Explain),
    Annotate(AnnotatePlan),
    Completions { shell: Shell },
    Man { command: Option<String> },
}

impl Task {
    /// The dossier's folder that it looks at.
    pub(super) fn root(&self) -> Option<&Path> {
        match self {
            Self::Build { root, .. }
            | Self::Check { root, .. }
            | Self::Reanchor { root, .. }
            | Self::Serve { root, .. }
            | Self::Suggest { root, .. }
            | Self::Diff { root, .. }
            | Self::Mv { root, .. }
            | Self::Trace { root, .. } => Some(root),
            Self::Import(plan) => Some(&plan.root),
            Self::NewSeed(plan) => Some(&plan.root),
            Self::Init { .. }
            | Self::Anchor { .. }
            | Self::Explain(_)
            | Self::Verify(_)
            | Self::Annotate(_)
            | Self::Completions { .. }
            | Self::Man { .. } => None,
        }
    }
}

/// What is to be imported, and how.
#[derive(Debug)]
pub(super) struct ImportPlan {
    pub(super) root: PathBuf,
    pub(super) inputs: Vec<Input>,
    pub(super) what: ImportWhat,
    /// Whether nothing is written.
    pub(super) dry_run: bool,
}

/// What files hold.
#[derive(Debug)]
pub(super) enum ImportWhat {
    /// Annotations or metadata.
    Annotations(import::Options),
    /// Names for the register.
    Register(authority::Choice),
}

/// What source is to be added.
#[derive(Debug)]
pub(super) struct SeedPlan {
    pub(super) root: PathBuf,
    pub(super) input: Input,
    /// Its path below `seeds/`, where that was given.
    pub(super) name: Option<String>,
    pub(super) metadata: Metadata,
    /// Whether nothing is asked.
    pub(super) silent: bool,
}

/// How to build.
#[derive(Debug)]
pub(super) struct BuildPlan {
    pub(super) options: Options,
    /// Whether the lock must say all and is not written.
    pub(super) locked: bool,
    /// Whether what the last build left may be used.
    pub(super) cached: bool,
    pub(super) watched: Watched,
}

/// What is to be told of a build's stages.
#[derive(Debug, Default)]
pub(super) struct Watched {
    /// Whether there is to be a table of them.
    pub(super) timings: bool,
    /// The file for each item's beginning and end.
    pub(super) trace: Option<PathBuf>,
}

/// What is to be explained.
#[derive(Debug, Clone, Copy)]
pub(super) enum Explain {
    One(&'static Explanation),
    List,
    Page,
}

/// What is to be called how.
#[derive(Debug)]
pub(super) struct MvPlan {
    pub(super) old: String,
    pub(super) new: String,
    /// Whether the old address is to lead nowhere.
    pub(super) forget: bool,
    pub(super) yes: bool,
}

/// What is to be traced.
#[derive(Debug)]
pub(super) struct TracePlan {
    /// A page's address, perhaps with a passage's anchor.
    pub(super) place: String,
    /// Only what is said of these words.
    pub(super) words: Option<String>,
    /// Only the sentence of this number in each passage.
    pub(super) sentence: Option<usize>,
    pub(super) json: bool,
}

/// What is to be annotated, and how.
#[derive(Debug)]
pub(super) struct AnnotatePlan {
    pub(super) inputs: Vec<Input>,
    pub(super) jsonl: bool,
    /// In [`Layer::ALL`]'s order.
    pub(super) layers: Vec<Layer>,
    pub(super) language: Option<Language>,
    pub(super) date: Option<Edtf>,
    /// A register's file, which must be there.
    pub(super) register: Option<PathBuf>,
    /// A file of own rules, which must be there.
    pub(super) rules: Option<PathBuf>,
    /// Whether each annotation's reason is told.
    pub(super) explain: bool,
}

/// Finds out what is meant, seen from the folder `here`; the error is what is wrong with it.
pub(super) fn plan(command: Command, here: &Path) -> Result<Task, String> {
    Ok(match command {
        Command::Init { dir } => {
            if dir.exists() && !dir.is_dir() {
                return Err(format!("{} is not a folder", dir.display()));
            }
            Task::Init { folder: dir }
        }
        Command::Build { dir, site_url, locked, public, as_of, no_cache, timings, trace } => {
            let options =
                Options { site_url, check_output: true, public, as_of, ..Options::default() };
            let watched = Watched { timings, trace };
            let how = BuildPlan { options, locked, cached: !no_cache, watched };
            Task::Build { root: root(dir, here)?, how }
        }
        Command::Check { dir, against } => Task::Check { root: root(dir, here)?, against },
        Command::Reanchor { dir, yes } => Task::Reanchor { root: root(dir, here)?, yes },
        Command::Anchor { files, .. } => Task::Anchor { inputs: inputs(files) },
        Command::Serve { dir, port, open } => Task::Serve { root: root(dir, here)?, port, open },
        Command::Suggest { dir, apply } => Task::Suggest { root: root(dir, here)?, apply },
        Command::Diff { revision, dir } => Task::Diff { root: root(dir, here)?, revision },
        Command::Mv(Mv { old, new, no_redirect, yes, folder }) => {
            let plan = MvPlan { old, new, forget: no_redirect, yes };
            Task::Mv { root: root(folder, here)?, plan }
        }
        Command::Trace(Trace { place, words, sentence, json, folder }) => {
            let root = root(folder, here)?;
            Task::Trace { root, plan: TracePlan { place, words, sentence, json } }
        }
        Command::Verify { dir, seeds, key, site_url, public, as_of } => {
            let options =
                Options { site_url, check_output: true, public, as_of, ..Options::default() };
            let seeds = seeds.map(|seeds| root(Some(seeds), here)).transpose()?;
            Task::Verify(VerifyPlan { folder: published(dir, here)?, seeds, options, key })
        }
        Command::Import(args) => Task::Import(import_plan(*args, here)?),
        Command::New { what: New::Seed(args) } => Task::NewSeed(Box::new(seed_plan(*args, here)?)),
        Command::Explain { code, markdown } => Task::Explain(explain(code, markdown)?),
        Command::Annotate(args) => Task::Annotate(annotate(args, here)?),
        Command::Completions { shell } => Task::Completions { shell },
        Command::Man { command } => Task::Man { command },
    })
}

/// The published folder: the one that is named, or that of the dossier that is named or around.
fn published(dir: Option<PathBuf>, here: &Path) -> Result<PathBuf, String> {
    if let Some(dir) = &dir
        && !dir.join(CONFIG).is_file()
    {
        return match dir.is_dir() {
            true => Ok(dir.clone()),
            false => Err(format!("{} is not a folder", dir.display())),
        };
    }
    let root = root(dir, here)?;
    let text = Input::File(root.join(CONFIG)).read().map_err(|error| error.to_string())?;
    let (config, _) = crate::config::read(CONFIG, &String::from_utf8_lossy(&text));
    Ok(root.join(config.map_or_else(|| "public".to_owned(), |config| config.site_dir)))
}

fn import_plan(args: Import, here: &Path) -> Result<ImportPlan, String> {
    let is_authority = |from: From| matches!(from, From::Wikidata | From::Lobid | From::Geonames);
    if let Some(from) = args.from
        && is_authority(from) != args.register
    {
        return Err(match args.register {
            true => "--register reads files of wikidata, lobid or geonames".to_owned(),
            false => "files of names go into the register: add --register".to_owned(),
        });
    }
    let what = if args.register {
        ImportWhat::Register(authority::Choice {
            authority: args.from.and_then(|from| match from {
                From::Wikidata => Some(authority::Authority::Wikidata),
                From::Lobid => Some(authority::Authority::Lobid),
                From::Geonames => Some(authority::Authority::Geonames),
                _ => None,
            }),
            all: args.all,
            only: args.only,
            largest: args.largest,
            kind: args.kind,
        })
    } else {
        ImportWhat::Annotations(import::Options {
            format: args.from.and_then(|from| match from {
                From::Hypothesis => Some(import::Format::Hypothesis),
                From::WebAnnotation => Some(import::Format::WebAnnotation),
                From::Recogito => Some(import::Format::Recogito),
                From::Bibliography => Some(import::Format::Bibliography),
                _ => None,
            }),
            document: args.document,
            private: args.private,
            unverified: args.unverified,
        })
    };
    let (root, dry_run) = (root(args.dossier, here)?, args.dry_run);
    Ok(ImportPlan { root, inputs: inputs(args.files), what, dry_run })
}

fn seed_plan(args: NewSeed, here: &Path) -> Result<SeedPlan, String> {
    if args.file.is_dir() {
        return Err(format!("{} is a folder", args.file.display()));
    }
    let metadata = Metadata {
        title: args.title,
        authors: args.authors,
        date: args.date,
        published: args.published,
        source: args.source,
        url: args.url,
        language: args.language.map(|language| language.tag().to_owned()),
        description: args.description,
        kind: args.kind,
        retrieved: args.retrieved,
        rights: args.rights,
        ..Metadata::default()
    };
    let (root, input) = (root(args.dossier, here)?, Input::from_argument(args.file));
    Ok(SeedPlan { root, input, name: args.name, metadata, silent: args.yes })
}

fn explain(code: Option<String>, markdown: bool) -> Result<Explain, String> {
    let Some(code) = code else {
        return Ok(if markdown { Explain::Page } else { Explain::List });
    };
    explanation(&code).map(Explain::One).ok_or_else(|| {
        let codes = explanations().iter().map(|explanation| explanation.code.as_str());
        let near = nearest(&code, codes)
            .map_or_else(|| ";".to_owned(), |near| format!("; did you mean {near}?"));
        format!("there is no code “{code}”{near} `dossier explain` lists all of them")
    })
}

/// The named files, or standard input.
fn inputs(files: Vec<PathBuf>) -> Vec<Input> {
    if files.is_empty() {
        return vec![Input::Standard];
    }
    files.into_iter().map(Input::from_argument).collect()
}

fn annotate(args: Annotate, here: &Path) -> Result<AnnotatePlan, String> {
    let inputs = inputs(args.files);
    let wanted = |layer: &Layer| args.layers.is_empty() || args.layers.contains(layer);
    let layers = Layer::ALL.into_iter().filter(wanted).collect();
    let beside = |given: Option<PathBuf>, name: &str| match given {
        Some(file) if file.is_dir() => Err(format!("{} is a folder", file.display())),
        Some(file) => Ok(Some(file)),
        // What is scored must not depend on the folder it is scored in.
        None if args.jsonl => Ok(None),
        None => {
            let around = upward(here).map(|root| root.join("annotations").join(name));
            Ok(around.filter(|file| file.is_file()))
        }
    };
    let register = beside(args.register, "register.toml")?;
    let rules = beside(args.rules, "rules.toml")?;
    let (jsonl, language, date, explain) = (args.jsonl, args.lang, args.date, args.explain);
    Ok(AnnotatePlan { inputs, jsonl, layers, language, date, register, rules, explain })
}

/// The dossier's folder: the one that was named, else the nearest one upward with a `book.toml`,
/// else this one, whose missing `book.toml` the build reports.
fn root(named: Option<PathBuf>, here: &Path) -> Result<PathBuf, String> {
    match named {
        Some(folder) if folder.is_dir() => Ok(folder),
        Some(folder) if folder.exists() => Err(format!("{} is not a folder", folder.display())),
        Some(folder) => Err(format!("there is no folder {}", folder.display())),
        None => Ok(upward(here).unwrap_or_else(|| here.to_owned())),
    }
}

/// The nearest folder with a `book.toml`, as a path relative to `here`: `.`, `..`, `../..` and so
/// on, so that messages name no absolute path.
pub(super) fn upward(here: &Path) -> Option<PathBuf> {
    let real = here.canonicalize().ok()?;
    let level = real.ancestors().position(|folder| folder.join(CONFIG).is_file())?;
    let up: PathBuf = std::iter::repeat_n("..", level).collect();
    match (level, here == Path::new(".")) {
        (0, _) => Some(here.to_owned()),
        (_, true) => Some(up),
        (_, false) => Some(here.join(up)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_dossier_around_is_found() {
        let folder = tempfile::tempdir().unwrap();
        let inner = folder.path().join("a/b");
        std::fs::create_dir_all(&inner).unwrap();
        assert_eq!(root(None, &inner), Ok(inner.clone()), "none around: the folder itself");
        std::fs::File::create(folder.path().join(CONFIG)).unwrap();
        assert_eq!(root(None, &inner), Ok(inner.join("../..")));
        std::fs::File::create(inner.join(CONFIG)).unwrap();
        assert_eq!(root(None, &inner), Ok(inner.clone()), "the nearest one");
    }

    #[test]
    fn a_folder_that_was_named_must_be_one() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        std::fs::File::create(&file).unwrap();
        let error = |path: PathBuf| root(Some(path), Path::new(".")).unwrap_err();
        assert!(error(folder.path().join("none")).starts_with("there is no folder "));
        assert!(error(file.clone()).ends_with(" is not a folder"));
        let init = plan(Command::Init { dir: file }, Path::new(".")).unwrap_err();
        assert!(init.ends_with(" is not a folder"));
    }

    #[test]
    fn layers_come_in_their_own_order() {
        let args = |layers| Annotate {
            files: vec!["-".into(), "a.txt".into()],
            jsonl: false,
            layers,
            lang: None,
            date: None,
            register: Some("register.toml".into()),
            rules: None,
            explain: false,
        };
        let meant = |layers| annotate(args(layers), Path::new(".")).unwrap();
        assert_eq!(meant(vec![]).layers, Layer::ALL);
        let some = meant(vec![Layer::Dates, Layer::Names, Layer::Dates]);
        assert_eq!(some.layers, [Layer::Names, Layer::Dates]);
        assert_eq!(some.inputs, [Input::Standard, Input::File("a.txt".into())]);
    }
}
