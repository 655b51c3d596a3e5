//! The search index: data files that `static/search.js` loads one by one, as a query needs them.
//!
//! In go the pages, out come files under `search/`. Nothing here knows seeds or registers, and no
//! page's own script holds a word of a page. Search works from `file://`, where a script may be
//! loaded and nothing be fetched: each file is a classic script, one call
//! `dossierSearch(kind, key, data)`.
//!
//! | file | key | data |
//! | --- | --- | --- |
//! | `pages.js` | the stamp | how the other files are cut, and for each page its units and its place by date |
//! | `p-N.js` | `N-stamp` | pages: permalink, title, date in words |
//! | `t-N.js` | `N-stamp` | words in order, and the units each occurs in (`postings.rs`) |
//! | `x-N.js` | `N-stamp` | units: anchor and text, for excerpts and phrases |
//!
//! Words are cut into files of about 48 KiB wherever they reach it, and `pages.js` names
//! each file's first: a small dossier has a few files, a large one loads as little for a query as
//! a small one, in any script. The stamp is a hash of all data: files of two builds (one still in
//! a browser's cache) are never mixed.

mod fold;
mod postings;
mod script;
#[cfg(test)]
mod tests;
mod units;

use rayon::prelude::*;
use serde::Serialize;
use serde_json::json;

use crate::edtf::{Day, Edtf};
use crate::locale::Catalogue;
use crate::page::Page;
use crate::publish::OutputFile;
use postings::{Postings, push_number};
use units::{Unit, UnitKind};

/// Bytes after which a file ends.
const FILE: usize = 48 * 1024;
/// Pages that `p-N.js` names.
const PAGES: usize = 250;
/// Pages whose words are taken apart at the same time.
const BATCH: usize = 256;

/// The index of the pages' words, in a fixed order; `words` puts the documents' dates into words.
#[must_use]
pub fn index(pages: &[Page], root_title: &str, words: &Catalogue) -> Vec<OutputFile> {
    let mut index = Index::default();
    for batch in pages.chunks(BATCH) {
        let units: Vec<Vec<Unit>> = batch.par_iter().map(units::of_page).collect();
        for (page, units) in batch.iter().zip(units) {
            if !units.is_empty() {
                index.page(page, units, words);
            }
        }
    }
    index.finish(root_title)
}

/// The index as far as it has been made.
#[derive(Default)]
struct Index {
    pages: Vec<Found>,
    units: u32,
    postings: Postings,
    /// The units of the text file being filled: anchor and text.
    texts: Vec<(String, String)>,
    texts_bytes: usize,
    /// How many units the finished text files have.
    text_units: Vec<usize>,
    files: Vec<script::Data>,
}

/// A page that has units.
struct Found {
    /// Permalink, title, date in words.
    shown: (String, String, String),
    day: Option<Day>,
    /// Units of each [`UnitKind`].
    units: [u64; 3],
}

impl Index {
    fn page(&mut self, page: &Page, units: Vec<Unit>, words: &Catalogue) {
        let date = date(page);
        let shown = (
            permalink(&page.path),
            page.front.title.clone(),
            date.map(|date| words.date(date)).unwrap_or_default(),
        );
        let count = |kind| units.iter().filter(|unit| unit.kind == kind).count() as u64;
        let counts = [UnitKind::Entry, UnitKind::Text, UnitKind::Note].map(count);
        self.pages.push(Found { shown, day: date.and_then(Edtf::earliest), units: counts });
        units.into_iter().for_each(|unit| self.unit(unit));
    }

    fn unit(&mut self, unit: Unit) {
        for (word, count) in unit.words {
            self.postings.add(word, self.units, count);
        }
        self.units += 1;
        self.texts_bytes += unit.text.len();
        self.texts.push((unit.anchor, unit.text));
        if self.texts_bytes >= FILE {
            self.end_texts();
        }
    }

    fn end_texts(&mut self) {
        if !self.texts.is_empty() {
            let texts = std::mem::take(&mut self.texts);
            self.file("x", self.text_units.len(), &texts);
            self.text_units.push(texts.len());
            self.texts_bytes = 0;
        }
    }

    fn file(&mut self, kind: &'static str, number: usize, data: &impl Serialize) {
        self.files.push(script::Data::new(kind, number, data));
    }

    fn finish(mut self, root_title: &str) -> Vec<OutputFile> {
        self.end_texts();
        let columns = self.columns();
        let pages = std::mem::take(&mut self.pages);
        for (number, pages) in pages.chunks(PAGES).enumerate() {
            let shown: Vec<_> = pages.iter().map(|page| &page.shown).collect();
            self.file("p", number, &shown);
        }
        let firsts = self.word_files();
        let data = json!({
            "title": root_title,
            "pagesPerFile": PAGES,
            "pages": columns,
            "texts": numbers(self.text_units.iter().map(|&units| units as u64)),
            "words": firsts,
        });
        script::write(&data, &self.files)
    }

    /// For each page its units of each kind and its place by date, from 1; 0 where it has no date.
    fn columns(&self) -> String {
        let mut days: Vec<Day> = self.pages.iter().filter_map(|page| page.day).collect();
        days.sort_unstable();
        days.dedup();
        let place = |day: Day| days.binary_search(&day).map_or(0, |at| at as u64 + 1);
        numbers(self.pages.iter().flat_map(|page| {
            let [entries, texts, notes] = page.units;
            [entries, texts, notes, page.day.map_or(0, place)]
        }))
    }

    /// Cuts the words into files; returns the first of each.
    fn word_files(&mut self) -> Vec<String> {
        let lists = std::mem::take(&mut self.postings).sorted();
        let mut firsts = Vec::new();
        let (mut words, mut postings) = (String::new(), String::new());
        for (n, list) in lists.iter().enumerate() {
            if words.is_empty() {
                firsts.push(list.word.clone());
            } else {
                words.push(' ');
                postings.push(' ');
            }
            words.push_str(&list.word);
            postings.push_str(&list.postings);
            if words.len() + postings.len() >= FILE || n + 1 == lists.len() {
                self.file("t", firsts.len() - 1, &[&words, &postings]);
                words.clear();
                postings.clear();
            }
        }
        firsts
    }
}

/// When a document was written, else when it was published.
fn date(page: &Page) -> Option<&Edtf> {
    let passport = page.front.document.as_ref()?;
    passport.date.as_ref().or(passport.published.as_ref())
}

/// Where the site has a page.
fn permalink(path: &str) -> String {
    path.strip_suffix(".md").map_or_else(|| path.to_owned(), |name| format!("{name}.html"))
}

fn numbers(all: impl Iterator<Item = u64>) -> String {
    let mut out = String::new();
    all.for_each(|number| push_number(number, &mut out));
    out
}
