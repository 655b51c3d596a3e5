//! The proof: the output is looked through for what must not stand in it, before any of it is written.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use super::super::Built;
use super::Hiding;
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::project::{Memory, Project, Theme};
use crate::publish::OutputFile;
use crate::reanchor::LOCK;
use crate::redact::scan::{Interface, Trace, Wanted, scan};
use crate::redact::{Finder, Fragments, Placing, Rule, Sought};

/// Most files that one message names.
const NAMED: usize = 5;

impl Hiding {
    /// Errors for all traces of what is hidden, one a rule.
    pub(in crate::build) fn prove(&self, built: &Built) -> Diagnostics {
        if self.redactor.is_empty() {
            return Diagnostics::new();
        }
        let rules = self.redactor.rules();
        let matched = self.redactor.matched();
        let about = |path: &str| self.seed_of_output(path);
        let counts = |rule: usize, about: Option<&str>| {
            let rule: &Rule = &rules[rule];
            rule.documents.is_empty() || about.is_some_and(|seed| rule.is_about(seed))
        };
        let interface = interface(&self.redactor.finders(&matched));
        let wanted = self.redactor.wanted(&matched, &about, &counts, &interface);
        let lock = OutputFile::new(LOCK, built.anchors.lock.write());
        let mut files = outputs(built);
        files.push((LOCK.to_owned(), &lock));
        let (traces, unread) = traces(&wanted, &files);
        self.report(&traces).into_iter().chain(unread).collect()
    }

    /// Errors for all traces of what a public build leaves out.
    pub(in crate::build) fn prove_left_out(&self, built: &Built) -> Diagnostics {
        let left = &self.left_out;
        if left.origins.is_empty() {
            return Diagnostics::new();
        }
        let config = &built.config;
        let own = [&config.title].into_iter().chain(&config.authors).chain(&config.description);
        let public: Vec<&String> = left.public.iter().chain(own).collect();
        let finder = private_names(&left.names, &public);
        let mut fragments = Fragments::default();
        left.texts.iter().for_each(|(text, number)| fragments.add(text, *number));
        public.iter().for_each(|text| fragments.forget(text));
        let interface = interface(&[&finder]);
        let wanted = Wanted {
            finders: vec![&finder],
            fragments: &fragments,
            counts: &|_, _| true,
            about: &|_| None,
            interface: &interface,
        };
        let (traces, unread) = traces(&wanted, &outputs(built));
        let one = |(number, traces): (usize, Vec<&Trace>)| {
            let message = format!("the output holds something of {}", left.origins[number]);
            let error = Diagnostic::error(codes::TRACE, message);
            self.with_traces(error, &traces).hint(
                "it is left out by --public, but stands in another place: in templates/, static/ or \
                 book.toml, or in words about it",
            )
        };
        by_rule(&traces).into_iter().map(one).chain(unread).collect()
    }

    fn with_traces(&self, mut error: Diagnostic, traces: &[&Trace]) -> Diagnostic {
        for trace in traces.iter().take(NAMED) {
            let path = self.redactor.path(&trace.path, None);
            let line = trace.line.map_or_else(String::new, |line| format!(", line {line}"));
            error = error.note(format!("{path}: in {}{line}", trace.within));
        }
        match traces.len().saturating_sub(NAMED) {
            0 => error,
            more => error.note(format!("and {more} more files")),
        }
    }

    fn report(&self, traces: &[Trace]) -> Diagnostics {
        let one = |(rule, traces): (usize, Vec<&Trace>)| {
            let rule = &self.redactor.rules()[rule];
            let message = format!("the output holds what {} hides", rule.origin);
            let error = Diagnostic::error(codes::TRACE, message).in_file(&rule.path);
            self.with_traces(error, &traces).hint(
                "hide it where it comes from, too: in templates/, static/ or book.toml, or by a rule that \
                 catches this form",
            )
        };
        by_rule(traces).into_iter().map(one).collect()
    }

    /// The seed of which a file of the output is made, where it is one document's.
    fn seed_of_output(&self, path: &str) -> Option<&str> {
        let (folder, name) = path.rsplit_once('/')?;
        let slug = name.split('.').next()?;
        let own = folder.ends_with("/documents");
        own.then(|| self.seeds.get(slug).map(String::as_str)).flatten()
    }
}

fn by_rule(traces: &[Trace]) -> BTreeMap<usize, Vec<&Trace>> {
    let mut by_rule: BTreeMap<usize, Vec<&Trace>> = BTreeMap::new();
    for trace in traces {
        by_rule.entry(trace.rule).or_default().push(trace);
    }
    by_rule
}

/// A finder for those names that no public text has.
fn private_names(names: &[(String, usize)], public: &[&String]) -> Finder {
    let sought = |(rule, words): (usize, &str)| Sought {
        words: words.to_owned(),
        placing: Placing::Word,
        cased: false,
        rule,
    };
    let all: Vec<Sought> =
        names.iter().map(|(name, _)| name.as_str()).enumerate().map(sought).collect();
    let finder = Finder::new(&all);
    let said: BTreeSet<usize> =
        public.par_iter().flat_map_iter(|text| finder.find(text)).map(|hit| hit.rule).collect();
    let private = all.into_iter().enumerate().filter(|(n, _)| !said.contains(n));
    let private = private.map(|(n, sought)| Sought { rule: names[n].1, ..sought });
    Finder::new(&private.collect::<Vec<_>>())
}

/// All files with their paths below the dossier's folder.
fn outputs(built: &Built) -> Vec<(String, &OutputFile)> {
    let site = built.site.iter().map(|file| (&built.config.site_dir, file));
    let pages = built.pages.iter().map(|file| (&built.config.pages_dir, file));
    site.chain(pages).map(|(folder, file)| (format!("{folder}/{}", file.path), file)).collect()
}

/// All traces in files, each read by itself and let go. What cannot be read proves nothing, which is an error.
fn traces<'f>(
    wanted: &Wanted<'_>,
    files: &'f [(String, &'f OutputFile)],
) -> (Vec<Trace>, Option<Diagnostic>) {
    let unread = AtomicBool::new(false);
    let read = |(path, file): &'f (String, &'f OutputFile)| {
        let bytes = file.read().unwrap_or_else(|_| {
            unread.store(true, Ordering::Relaxed);
            Cow::default()
        });
        (path.as_str(), bytes)
    };
    let found = scan(wanted, files.par_iter().map(read));
    let error = unread.into_inner().then(|| {
        Diagnostic::error(codes::TRACE, "not all of the output could be looked through")
            .hint("it could not be read again from the disk: build again")
    });
    (found, error)
}

/// What the built-in theme says.
fn interface(finders: &[&Finder]) -> Interface {
    let theme: Theme = Project::new(Memory::default()).theme().clone();
    let texts =
        theme.templates.values().map(|file| String::from_utf8_lossy(&file.bytes).into_owned());
    let texts: Vec<String> = texts.collect();
    let files = theme.assets.into_iter().map(|(path, file)| (path, file.bytes));
    Interface::new(files.collect(), &texts, finders)
}
