//! What was typed.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use super::help;
use super::output::{Format, Verbosity};
use crate::annotation::{EntryKind, Layer};
use crate::document::Language;
use crate::edtf::{Day, Edtf};

/// Turn a folder of source documents into an annotated, cross-linked site to read, check and cite
///
/// A dossier is a folder: `seeds/` holds the source documents as received, `annotations/` what its
/// editors add, `book.toml` its settings. From these the program makes Markdown pages in `pages/`
/// and a finished site in `public/`.
#[derive(Debug, Parser)]
#[command(
    name = "dossier",
    version,
    after_long_help = help::MAIN,
    arg_required_else_help = true,
    max_term_width = 100
)]
pub(super) struct Args {
    #[command(subcommand)]
    pub(super) command: Command,

    /// Print diagnostics and nothing else
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    quiet: bool,

    /// Print each stage with its time
    #[arg(short, long, global = true)]
    verbose: bool,

    /// How diagnostics are written
    #[arg(long, global = true, value_enum, default_value_t = Format::Human, value_name = "FORMAT")]
    pub(super) format: Format,

    /// Whether to use colours
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto, value_name = "WHEN")]
    pub(super) color: Color,
}

impl Args {
    pub(super) fn verbosity(&self) -> Verbosity {
        match (self.quiet, self.verbose) {
            (true, _) => Verbosity::Quiet,
            (_, true) => Verbosity::Verbose,
            _ => Verbosity::Normal,
        }
    }
}

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    /// On a terminal, unless NO_COLOR is set; elsewhere where CLICOLOR_FORCE is
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl Color {
    pub(super) fn as_choice(self) -> anstream::ColorChoice {
        match self {
            Self::Auto => anstream::ColorChoice::Auto,
            Self::Always => anstream::ColorChoice::Always,
            Self::Never => anstream::ColorChoice::Never,
        }
    }
}

/// The names of the commands.
pub(super) const COMMANDS: [&str; 17] = [
    "init",
    "build",
    "serve",
    "check",
    "diff",
    "reanchor",
    "suggest",
    "mv",
    "trace",
    "verify",
    "import",
    "new",
    "explain",
    "annotate",
    "anchor",
    "completions",
    "man",
];

/// The commands.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Make a dossier of an empty folder, or of one that has documents already
    ///
    /// Writes book.toml, seeds/, annotations/, a workflow for GitHub Pages and .gitignore. Documents
    /// found in the folder are copied into seeds/, byte for byte. Nothing is moved and nothing that
    /// exists is overwritten.
    #[command(after_long_help = help::INIT)]
    Init {
        /// The folder; made where it does not exist
        #[arg(default_value = ".", value_name = "DIR")]
        dir: PathBuf,
    },

    /// Build the pages and the site
    ///
    /// Both are built beside the old ones and swapped in whole: when anything is wrong, the old site
    /// stays as it was. A folder that this program did not make is refused, not emptied.
    #[command(after_long_help = help::BUILD)]
    Build {
        /// The dossier's folder [default: the nearest one upward with a book.toml]
        #[arg(value_name = "DIR")]
        dir: Option<PathBuf>,

        /// Where the site will stand, in place of what book.toml says
        #[arg(long, value_name = "URL", value_parser = site_url)]
        site_url: Option<String>,

        /// Write no lock, and build nothing where annotations/anchors.lock does not say what is there
        #[arg(long)]
        locked: bool,

        /// Leave out what is internal or under embargo, and prove that nothing of it is in the output
        #[arg(long)]
        public: bool,

        /// The day by which embargoes count, such as 2026-11-23; without it, none has ended
        #[arg(long, value_name = "DATE", value_parser = as_of, requires = "public")]
        as_of: Option<Day>,

        /// Do all work anew, and keep nothing for the next build
        #[arg(long)]
        no_cache: bool,

        /// Print a table of the stages: time, processor time, items, bytes
        #[arg(long)]
        timings: bool,

        /// Write what was done when into FILE, as Chrome and Perfetto read it
        #[arg(long, value_name = "FILE")]
        trace: Option<PathBuf>,
    },

    /// Show the site in the browser and rebuild it on every change
    ///
    /// Listens on this machine only. When a build fails, the last good site stays and each open page shows
    /// what is wrong. Notes can be written in the page, beside selected words: they go into annotations/,
    /// and nothing else is written.
    #[command(after_long_help = help::SERVE)]
    Serve {
        /// The dossier's folder [default: the nearest one upward with a book.toml]
        #[arg(value_name = "DIR")]
        dir: Option<PathBuf>,

        /// The port; 0 takes any that is free [default: 4000, or the next one that is free]
        #[arg(short, long, value_name = "PORT")]
        port: Option<u16>,

        /// Open the site in the browser
        #[arg(short, long)]
        open: bool,
    },

    /// Build without writing, to see what is wrong
    #[command(after_long_help = help::CHECK)]
    Check {
        /// The dossier's folder [default: the nearest one upward with a book.toml]
        #[arg(value_name = "DIR")]
        dir: Option<PathBuf>,

        /// Compare with this revision of git, instead of with the lock
        #[arg(long, value_name = "GIT-REV")]
        against: Option<String>,
    },

    /// Show what a change did to pages, annotations, the register and links, since a revision of git
    ///
    /// Compares the dossier as it lies in the folder with the dossier that git has in a revision. Nothing is
    /// checked out or written.
    #[command(after_long_help = help::DIFF)]
    Diff {
        /// A commit, branch or tag
        #[arg(value_name = "GIT-REV")]
        revision: String,

        /// The dossier's folder [default: the nearest one upward with a book.toml]
        #[arg(value_name = "DIR")]
        dir: Option<PathBuf>,
    },

    /// Mend quotes whose sources have changed
    ///
    /// Finds the words of each annotation again, shows what was kept, moved or lost, and how the quotes
    /// in annotations/ would have to change to say what the sources say. Once you agree, it changes these
    /// words and nothing else, and writes annotations/anchors.lock. Seeds are never written to.
    #[command(after_long_help = help::REANCHOR)]
    Reanchor {
        /// The dossier's folder [default: the nearest one upward with a book.toml]
        #[arg(value_name = "DIR")]
        dir: Option<PathBuf>,

        /// Agree in advance
        #[arg(short, long)]
        yes: bool,
    },

    /// Propose names for the register, and take over those that were accepted
    ///
    /// Writes annotations/proposals.toml: names that the register lacks, and further names of its
    /// entries, each with its forms, its contexts and the reason, the most frequent first. What editors
    /// wrote into it stays. With --apply, what they accepted goes into annotations/register.toml.
    #[command(after_long_help = help::SUGGEST)]
    Suggest {
        /// The dossier's folder [default: the nearest one upward with a book.toml]
        #[arg(value_name = "DIR")]
        dir: Option<PathBuf>,

        /// Carry out the decisions in annotations/proposals.toml
        #[arg(long)]
        apply: bool,
    },

    /// Call a seed, an address, an entry, a page or a claim otherwise, with all that refers to it
    ///
    /// Renames the file or the id, and rewrites everything that refers to it: notes, links, the register,
    /// rules, proposals, the lock. It shows what would change and asks; then all of it is changed, or
    /// nothing. A page's old address leads to the new one.
    #[command(after_long_help = help::MV)]
    Mv(Mv),

    /// Show what stands behind the annotations of a passage
    ///
    /// Sentence by sentence: each annotation with its layer and value, the rule, entry or note behind it
    /// with file and line, the words that show it, how sure it is, and what gave way to it and why.
    #[command(after_long_help = help::TRACE)]
    Trace(Trace),

    /// Check that a published folder is what was published
    ///
    /// Every file is checked against manifest.json: missing, changed and foreign ones are named. With --key
    /// the manifest's signature is checked, and with --seeds that the site is what these seeds give.
    #[command(after_long_help = help::VERIFY)]
    Verify {
        /// The published folder, or its dossier's [default: that of the dossier around this folder]
        #[arg(value_name = "DIR")]
        dir: Option<PathBuf>,

        /// Build this dossier in memory, and compare every byte
        #[arg(long, value_name = "DOSSIER")]
        seeds: Option<PathBuf>,

        /// The signer's public key of minisign: its line RW…, or its file
        #[arg(long, value_name = "KEY")]
        key: Option<String>,

        /// The address for which the site was built, where book.toml says another
        #[arg(long, value_name = "URL", value_parser = site_url, requires = "seeds")]
        site_url: Option<String>,

        /// The site was built with --public
        #[arg(long, requires = "seeds")]
        public: bool,

        /// The day for which it was built
        #[arg(long, value_name = "DATE", value_parser = as_of, requires = "public")]
        as_of: Option<Day>,
    },

    /// Take over annotations, metadata and names from other programs' files
    ///
    /// Reads what Hypothesis, Recogito, Zotero or any program with W3C Web Annotations exports, and writes
    /// it into annotations/ as an editor would: each annotation as a callout on its words, in the order of
    /// the document. With --register, the names of people and places that Wikidata, lobid-gnd or GeoNames
    /// know come into annotations/register.toml. Nothing is fetched, nothing that stands there is changed,
    /// and what cannot be taken over is listed with its words. Importing a file again changes nothing.
    #[command(after_long_help = help::IMPORT)]
    Import(Box<Import>),

    /// Add something to the dossier
    #[command(after_long_help = help::NEW, arg_required_else_help = true)]
    New {
        #[command(subcommand)]
        what: New,
    },

    /// Explain a diagnostic's code, with an example; without a code, list all
    #[command(after_long_help = help::EXPLAIN)]
    Explain {
        /// The code, such as D0042
        #[arg(value_name = "CODE")]
        code: Option<String>,

        /// Print all explanations as one Markdown page
        #[arg(long, conflicts_with = "code")]
        markdown: bool,
    },

    /// Print the annotations of a text
    ///
    /// A filter: reads plain text from files or standard input and prints one line for each
    /// annotation: where it stands in its paragraph (code points), its layer, its value, the words,
    /// and what made it. With --jsonl it reads one JSON object a line and writes one a line.
    #[command(after_long_help = help::ANNOTATE)]
    Annotate(Annotate),

    /// Print where quotes stand in texts
    ///
    /// A filter: reads one JSON object a line, a text and a selector, and writes one a line with the place
    /// of its words, or with none where they stand nowhere.
    #[command(after_long_help = help::ANCHOR)]
    Anchor {
        /// The files; `-` or none is standard input
        #[arg(value_name = "FILE")]
        files: Vec<PathBuf>,

        /// Read {"id","text","selector":{…}} a line and write {"id","spans":[…]} a line
        #[arg(long, required = true)]
        jsonl: bool,
    },

    /// Print a completion script for a shell
    #[command(after_long_help = help::COMPLETIONS)]
    Completions {
        /// The shell
        #[arg(value_enum, value_name = "SHELL")]
        shell: Shell,
    },

    /// Print the manual page
    #[command(after_long_help = help::MAN)]
    Man {
        /// The command whose page is wanted instead of the program's
        #[arg(value_name = "COMMAND", value_parser = COMMANDS)]
        command: Option<String>,
    },
}

impl Command {
    /// Why it does not write in a format, where it does not.
    pub(super) fn refuses(&self, format: Format) -> Option<&'static str> {
        match (self, format) {
            (Self::Diff { .. }, Format::Github | Format::Sarif) => {
                Some("`diff` writes with --format human, json or markdown")
            }
            (Self::Diff { .. }, _) => None,
            (_, Format::Markdown) => Some("--format markdown is for `diff`"),
            _ => None,
        }
    }

    /// Whether all that it has to say is said at its end.
    pub(super) fn reports_once(&self) -> bool {
        !matches!(self, Self::Serve { .. } | Self::Annotate(_))
    }
}

/// What `mv` was told.
#[derive(Debug, clap::Args)]
pub(super) struct Mv {
    /// A seed or a folder of seeds by its path, or an entry, a document, a page, a claim by its id
    #[arg(value_name = "OLD")]
    pub(super) old: String,

    /// The new path or id
    #[arg(value_name = "NEW")]
    pub(super) new: String,

    /// Let the old address lead nowhere: it was never published
    #[arg(long)]
    pub(super) no_redirect: bool,

    /// Agree in advance
    #[arg(short, long)]
    pub(super) yes: bool,

    /// The dossier's folder [default: the nearest one upward with a book.toml]
    #[arg(short = 'C', long = "in", value_name = "DIR")]
    pub(super) folder: Option<PathBuf>,
}

/// What `trace` was told.
#[derive(Debug, clap::Args)]
pub(super) struct Trace {
    /// The page as the address bar has it, or its end, with the passage behind #: letter#p4
    #[arg(value_name = "PAGE#PASSAGE")]
    pub(super) place: String,

    /// Only what is said of these words, and their sentences
    #[arg(value_name = "WORDS")]
    pub(super) words: Option<String>,

    /// Only this sentence of the passage, from 1
    #[arg(short, long, value_name = "N")]
    pub(super) sentence: Option<usize>,

    /// Print it as one JSON object
    #[arg(long)]
    pub(super) json: bool,

    /// The dossier's folder [default: the nearest one upward with a book.toml]
    #[arg(short = 'C', long = "in", value_name = "DIR")]
    pub(super) folder: Option<PathBuf>,
}

/// What `import` was told.
#[derive(Debug, clap::Args)]
pub(super) struct Import {
    /// The files; `-` is standard input
    #[arg(value_name = "FILE", required = true)]
    pub(super) files: Vec<PathBuf>,

    /// The dossier's folder [default: the nearest one upward with a book.toml]
    #[arg(short = 'C', long = "in", value_name = "DIR")]
    pub(super) dossier: Option<PathBuf>,

    /// Show what would change, and write nothing
    #[arg(short = 'n', long)]
    pub(super) dry_run: bool,

    /// What the files hold [default: as they show]
    #[arg(long, value_name = "PROGRAM", value_enum)]
    pub(super) from: Option<From>,

    /// The document that all of it is about: its address part or its path below seeds/
    #[arg(long, value_name = "ID", conflicts_with = "register")]
    pub(super) document: Option<String>,

    /// Take over annotations that only their makers may read, too (Hypothesis)
    #[arg(long, conflicts_with = "register")]
    pub(super) private: bool,

    /// Take over names that nobody has verified, too (Recogito)
    #[arg(long, conflicts_with = "register")]
    pub(super) unverified: bool,

    /// Take names over into the register
    #[arg(long)]
    pub(super) register: bool,

    /// Take over names that stand in no document, too
    #[arg(long, requires = "register")]
    pub(super) all: bool,

    /// Take over only this one, by its number (Q42, 118540238, 2950159); may be given more than once
    #[arg(long, value_name = "NUMBER", requires = "register", conflicts_with = "all")]
    pub(super) only: Vec<String>,

    /// Where several places have one name, take the most populous (GeoNames)
    #[arg(long, requires = "register")]
    pub(super) largest: bool,

    /// What things are of which the file does not say it: person, organisation, place …
    #[arg(long, value_name = "KIND", requires = "register", value_parser = kind)]
    pub(super) kind: Option<EntryKind>,
}

/// What a file to import comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum From {
    /// JSON of its API or its sidebar
    Hypothesis,
    /// JSON-LD
    WebAnnotation,
    /// CSV
    Recogito,
    /// BibTeX or BibLaTeX, of Zotero or others
    Bibliography,
    /// The CSV of a query (with --register)
    Wikidata,
    /// JSON of lobid-gnd (with --register)
    Lobid,
    /// A dump (with --register)
    Geonames,
}

/// What may be added.
#[derive(Debug, Subcommand)]
pub(super) enum New {
    /// Add a source with what is known of it
    ///
    /// Copies a file into seeds/, byte for byte, and writes what is known of it into its notes file in
    /// annotations/. On a terminal it asks for what was not given; Enter leaves it out. The date of
    /// retrieval is what you say, or what the file itself says; the clock is not asked. Nothing is
    /// overwritten, and a source that is there already is refused.
    #[command(after_long_help = help::NEW_SEED)]
    Seed(Box<NewSeed>),
}

/// What `new seed` was told.
#[derive(Debug, clap::Args)]
pub(super) struct NewSeed {
    /// The file; `-` is standard input
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,

    /// The dossier's folder [default: the nearest one upward with a book.toml]
    #[arg(short = 'C', long = "in", value_name = "DIR")]
    pub(super) dossier: Option<PathBuf>,

    /// Its path below seeds/, such as letters/1924.txt [default: made of its own name or its title]
    #[arg(long, value_name = "PATH")]
    pub(super) name: Option<String>,

    /// What it is called
    #[arg(long, value_name = "TEXT")]
    pub(super) title: Option<String>,

    /// Who wrote it; may be given more than once
    #[arg(long = "author", value_name = "NAME")]
    pub(super) authors: Vec<String>,

    /// When it was written (EDTF, such as 1924-03-02 or 1924~)
    #[arg(long, value_name = "EDTF", value_parser = date)]
    pub(super) date: Option<Edtf>,

    /// When it was published (EDTF)
    #[arg(long, value_name = "EDTF", value_parser = date)]
    pub(super) published: Option<Edtf>,

    /// Where it appeared or is kept
    #[arg(long, value_name = "TEXT")]
    pub(super) source: Option<String>,

    /// Its address on the web
    #[arg(long, value_name = "URL", value_parser = web_address)]
    pub(super) url: Option<String>,

    /// When it was retrieved (EDTF)
    #[arg(long, value_name = "EDTF", value_parser = date)]
    pub(super) retrieved: Option<Edtf>,

    /// The language of its text (a BCP 47 tag)
    #[arg(long, value_name = "TAG", value_parser = language)]
    pub(super) language: Option<Language>,

    /// Letter, minutes, news, report …
    #[arg(long, value_name = "TEXT")]
    pub(super) kind: Option<String>,

    /// A sentence about it
    #[arg(long, value_name = "TEXT")]
    pub(super) description: Option<String>,

    /// Who holds the rights
    #[arg(long, value_name = "TEXT")]
    pub(super) rights: Option<String>,

    /// Ask nothing
    #[arg(short, long)]
    pub(super) yes: bool,
}

/// What `annotate` was told.
#[derive(Debug, clap::Args)]
pub(super) struct Annotate {
    /// The texts; `-` or none is standard input
    #[arg(value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,

    /// Read {"id","lang","date","text"} a line and write {"id","spans":[…]} a line, in the same order
    #[arg(long)]
    pub(super) jsonl: bool,

    /// Only this layer; may be given more than once
    #[arg(long = "layer", value_name = "NAME", value_parser = layer)]
    pub(super) layers: Vec<Layer>,

    /// The language of the texts (a BCP 47 tag) [default: as the text shows]
    #[arg(long, value_name = "TAG", value_parser = language)]
    pub(super) lang: Option<Language>,

    /// When the texts were written (EDTF, such as 2020-08-03)
    #[arg(long, value_name = "EDTF", value_parser = date)]
    pub(super) date: Option<Edtf>,

    /// The register of names [default: that of the dossier around; with --jsonl, none]
    #[arg(long, value_name = "FILE")]
    pub(super) register: Option<PathBuf>,

    /// Rules of your own [default: those of the dossier around; with --jsonl, none]
    #[arg(long, value_name = "FILE")]
    pub(super) rules: Option<PathBuf>,

    /// Say of each annotation why: by which words, how sure, and which rules gave way
    #[arg(long, conflicts_with = "jsonl")]
    pub(super) explain: bool,
}

fn site_url(text: &str) -> Result<String, String> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let odd = |c: char| c.is_whitespace() || c.is_control() || "?#@\\\"<>".contains(c);
    match rest {
        Some(rest) if !rest.is_empty() && !rest.starts_with('/') && !rest.contains(odd) => {
            Ok(text.to_owned())
        }
        _ => Err("an address looks like `https://example.org/dossier/`".to_owned()),
    }
}

fn as_of(text: &str) -> Result<Day, String> {
    crate::document::day(text).ok_or_else(|| "a day looks like `2026-11-23`".to_owned())
}

pub(super) fn web_address(text: &str) -> Result<String, String> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let odd = |c: char| c.is_whitespace() || c.is_control() || "<>\"`".contains(c);
    match rest {
        Some(rest) if rest.starts_with(char::is_alphanumeric) && !rest.contains(odd) => {
            Ok(text.to_owned())
        }
        _ => Err("an address begins with https:// or http://".to_owned()),
    }
}

fn kind(text: &str) -> Result<EntryKind, String> {
    text.parse().map_err(|()| {
        let known = EntryKind::ALL.map(EntryKind::key);
        format!("the kinds are {}", known.join(", "))
    })
}

fn layer(text: &str) -> Result<Layer, String> {
    text.parse().map_err(|()| {
        let known = Layer::ALL.map(Layer::key);
        format!("the layers are {}", known.join(", "))
    })
}

fn language(text: &str) -> Result<Language, String> {
    Language::from_tag(text).ok_or_else(|| "a language tag looks like `de` or `en-GB`".to_owned())
}

fn date(text: &str) -> Result<Edtf, String> {
    Edtf::parse(text).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_definition_holds() {
        Args::command().debug_assert();
    }

    #[test]
    fn every_command_explains_itself_with_examples() {
        let mut all = Args::command();
        let names: Vec<_> = all.get_subcommands().map(clap::Command::get_name).collect();
        assert_eq!(names, COMMANDS);
        all.build();
        for command in all.get_subcommands_mut() {
            if command.get_name() == "help" {
                continue;
            }
            let name = command.get_name().to_owned();
            let help = command.render_long_help().to_string();
            assert!(help.contains("Examples:"), "{name}");
            assert!(help.contains(&format!("dossier {name}")), "{name}");
        }
        let help = all.render_long_help().to_string();
        assert!(help.contains("Examples:") && help.contains("Exit codes:"), "{help}");
    }

    fn parse(line: &str) -> Result<Args, clap::Error> {
        Args::try_parse_from(line.split_whitespace())
    }

    #[test]
    fn what_cannot_be_meant_is_refused() {
        for (line, expect) in [
            ("dossier build -q -v", "cannot be used with"),
            ("dossier serve --port 70000", "70000"),
            ("dossier annotate --layer nmaes", "the layers are notes, claims, "),
            ("dossier build --site-url example.org", "an address looks like"),
            ("dossier build --site-url javascript:alert(1)", "an address looks like"),
            ("dossier build --site-url https:///x", "an address looks like"),
            ("dossier build --site-url https://a/?b", "an address looks like"),
            ("dossier build --as-of 2026-11-23", "--public"),
            ("dossier build --public --as-of 2026-11", "a day looks like"),
            ("dossier annotate --lang 1", "a language tag looks like"),
            ("dossier annotate --date soon", "no EDTF date"),
            ("dossier build --format xml", "human, json, github, sarif, markdown"),
            ("dossier bild", "build"),
            ("dossier completions tcsh", "bash"),
        ] {
            let error = parse(line).unwrap_err();
            assert!(error.use_stderr(), "{line}");
            assert!(error.to_string().contains(expect), "{line}: {error}");
        }
    }

    #[test]
    fn global_options_stand_anywhere() {
        for line in ["dossier -q --format json build", "dossier build -q --format json"] {
            let args = parse(line).unwrap();
            assert_eq!(args.verbosity(), Verbosity::Quiet);
            assert_eq!(args.format, Format::Json);
        }
        assert_eq!(parse("dossier build").unwrap().verbosity(), Verbosity::Normal);
    }
}
