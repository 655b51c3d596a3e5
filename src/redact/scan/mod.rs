//! Looking through the output for what must not stand in it: every byte of every file, decoded in each way
//! that is known, and every path.
//!
//! In go paths and bytes, out come traces: a file, a rule, and in what the words stand, never the words.
//! A file of the theme as the program has it is passed over, and an interface's own words are none of a
//! dossier's, though a name may be spelled alike.

mod interface;
mod markup;
mod packed;
#[cfg(test)]
mod tests;

pub use interface::Interface;

use std::borrow::Cow;
use std::collections::BTreeMap;

use rayon::prelude::*;

use super::{Finder, Fragments, Hit, Redactor};

/// Something in the output that must not stand there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Trace {
    /// The number of the rule.
    pub rule: usize,
    /// The file's path.
    pub path: String,
    /// In what the words stand: `its words`, `its name` …
    pub within: &'static str,
    /// The line, from 1, where the file has lines and they stand in one.
    pub line: Option<usize>,
}

/// What is looked for.
pub struct Wanted<'a> {
    /// Words, under numbers.
    pub finders: Vec<&'a Finder>,
    /// Stretches of texts, under numbers.
    pub fragments: &'a Fragments,
    /// Whether a number counts in what is made of this seed, or of none.
    pub counts: &'a (dyn Fn(usize, Option<&str>) -> bool + Sync),
    /// Which seed a page's or data's file is made of, by its path.
    pub about: &'a (dyn Fn(&str) -> Option<&'a str> + Sync),
    /// The interface's own words.
    pub interface: &'a Interface,
}

/// How often something packed may hold something packed.
const DEPTH: usize = 4;

/// All traces in these files, sorted; one a file and rule.
#[must_use]
pub fn scan<'f>(
    wanted: &Wanted<'_>,
    files: impl IntoParallelIterator<Item = (&'f str, Cow<'f, [u8]>)>,
) -> Vec<Trace> {
    if wanted.fragments.is_empty() && wanted.finders.iter().all(|finder| finder.is_empty()) {
        return Vec::new();
    }
    let one = |(path, bytes): (&str, Cow<'_, [u8]>)| -> Vec<Trace> {
        let mut looking =
            Looking { wanted, path, about: (wanted.about)(path), found: BTreeMap::new() };
        looking.text(path, "its name", false);
        if !wanted.interface.is_own_file(path, &bytes) {
            looking.bytes(&bytes, DEPTH);
        }
        looking.found.into_values().collect()
    };
    let mut traces: Vec<Trace> = files.into_par_iter().flat_map_iter(one).collect();
    traces.sort();
    traces
}

struct Looking<'w, 'a> {
    wanted: &'w Wanted<'a>,
    path: &'w str,
    about: Option<&'a str>,
    found: BTreeMap<usize, Trace>,
}

impl Looking<'_, '_> {
    fn bytes(&mut self, bytes: &[u8], depth: usize) {
        match std::str::from_utf8(bytes) {
            Ok(text) => {
                let first = depth == DEPTH;
                self.text(text, if first { "its source" } else { "what is packed in it" }, first);
                let words = markup::words(text);
                if let Some(words) = words {
                    self.text(&words, "its words", false);
                }
            }
            Err(_) => {
                // A picture's points say nothing, but by chance.
                if !packed::is_png(bytes) {
                    for text in packed::texts(bytes) {
                        self.text(&text, "its bytes", false);
                    }
                }
                if depth > 1 {
                    for inner in packed::unpacked(bytes) {
                        self.bytes(&inner, depth - 1);
                    }
                }
            }
        }
    }

    fn text(&mut self, text: &str, within: &'static str, has_lines: bool) {
        let mut hits: Vec<Hit> =
            self.wanted.finders.iter().flat_map(|finder| finder.find(text)).collect();
        hits.retain(|hit| (self.wanted.counts)(hit.rule, self.about));
        hits.retain(|hit| !self.wanted.interface.says(self.path, text, &hit.span));
        for hit in hits {
            if self.found.contains_key(&hit.rule) {
                continue;
            }
            let line = has_lines.then(|| 1 + text[..hit.span.start].matches('\n').count());
            self.add(hit.rule, within, line);
        }
        if let Some(rule) = self.wanted.fragments.find(text)
            && (self.wanted.counts)(rule, self.about)
        {
            self.add(rule, within, None);
        }
    }

    fn add(&mut self, rule: usize, within: &'static str, line: Option<usize>) {
        let path = self.path.to_owned();
        self.found.entry(rule).or_insert(Trace { rule, path, within, line });
    }
}

impl Redactor {
    /// All finders, with that for what patterns have `matched`.
    #[must_use]
    pub fn finders<'a>(&'a self, matched: &'a Finder) -> [&'a Finder; 2] {
        [&self.finder, matched]
    }

    /// What is looked for to prove that nothing hidden is left.
    #[must_use]
    pub fn wanted<'a>(
        &'a self,
        matched: &'a Finder,
        about: &'a (dyn Fn(&str) -> Option<&'a str> + Sync),
        counts: &'a (dyn Fn(usize, Option<&str>) -> bool + Sync),
        interface: &'a Interface,
    ) -> Wanted<'a> {
        Wanted {
            finders: self.finders(matched).to_vec(),
            fragments: &self.fragments,
            counts,
            about,
            interface,
        }
    }
}
