//! The search index: data files that `static/search-index.js` loads one by one, as a query needs
//! them.
//!
//! In go the pages, out come files under `search/`. Nothing here knows seeds or registers, and no
//! page's own script holds a word of a page. Search works from `file://`, where a script may be
//! loaded and nothing be fetched: each file is a classic script, one call
//! `dossierSearch(kind, key, data)`.
//!
//! | file | key | data |
//! | --- | --- | --- |
//! | `pages.js` | the stamp | how the other files are cut, the languages' rules, and for each page its units, language, kind and date (`columns.rs`) |
//! | `t-N.js` | `N-stamp` | words in order, the units each occurs in, and those where it is part of a longer word (`postings.rs`, `compounds.rs`) |
//! | `p-N.js` | `N-stamp` | a part of the list of a word that occurs in very many units (`cut.rs`) |
//! | `x-N.js` | `N-stamp` | units: anchor and text, for excerpts and phrases, and the pages that they stand on |
//!
//! Words are cut into files of at most about 5 KiB, and `pages.js` names
//! each file's first; texts into files of about 4 KiB, so that ten results load little. A small
//! dossier has a few files, a large one loads as little for a query as a small one, in any script.
//! The stamp is a hash of all data: files of two builds (one still in a browser's cache) are never
//! mixed.

#[cfg(test)]
mod cases;
mod columns;
mod compounds;
mod cut;
mod fold;
mod language;
mod postings;
mod script;
#[cfg(test)]
#[cfg(feature = "browser-tests")]
mod script_tests;
#[cfg(test)]
mod tests;
mod units;

use std::borrow::Cow;
use std::collections::BTreeMap;

use rayon::prelude::*;
use serde::Serialize;
use serde_json::json;

use crate::locale::Catalogue;
use crate::page::Page;
use crate::publish::OutputFile;
use columns::{Columns, numbers};
use compounds::Splitter;
use postings::{List, Posting, Postings, density};
use units::{Unit, UnitKind};

/// Bytes that a file of words has at most, unless one word alone has more, and after which one of
/// texts ends.
const WORDS_FILE: usize = 5 * 1024;
const TEXTS_FILE: usize = 4 * 1024;
/// Pages whose words are taken apart at the same time.
const BATCH: usize = 256;
/// What the scripts say, wherever on the site they are used.
const SAID: &[&str] = &[
    "concordance",
    "search-all",
    "search-begun",
    "search-clear",
    "search-entries",
    "search-further",
    "search-least",
    "search-many",
    "search-marked",
    "search-missing",
    "search-more",
    "search-none",
    "search-none-try",
    "search-notes",
    "search-on",
    "search-one",
    "search-texts",
    "search-yet",
];

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
    index.finish(root_title, words)
}

/// The index as far as it has been made.
#[derive(Default)]
struct Index {
    columns: Columns,
    /// The language of each unit, by its number in `columns`.
    languages: Vec<usize>,
    /// The kind of each unit.
    kinds: Vec<UnitKind>,
    /// How many files have parts of long lists.
    list_files: usize,
    postings: Postings,
    texts: Texts,
    /// How many units the finished text files have.
    text_units: Vec<usize>,
    files: Vec<script::Data>,
}

/// A text file that is being filled.
#[derive(Default)]
struct Texts {
    /// The number of its first page, and each page's permalink, title and date in words.
    first: usize,
    pages: Vec<(String, String, String)>,
    /// Anchor and text of its units.
    units: Vec<(String, String)>,
    bytes: usize,
}

impl Index {
    fn page(&mut self, page: &Page, units: Vec<Unit>, words: &Catalogue) {
        let shown = (
            permalink(&page.path),
            page.front.title.clone(),
            columns::date(page).map(|date| words.date(date)).unwrap_or_default(),
        );
        let number = self.columns.page(page, &units);
        for unit in units {
            self.texts.page(number, &shown);
            self.languages.push(self.columns.language_of(number, unit.kind));
            self.kinds.push(unit.kind);
            self.unit(unit);
        }
    }

    fn unit(&mut self, unit: Unit) {
        let number = (self.languages.len() - 1) as u32;
        for (word, count) in unit.words {
            let density = density(count, unit.length);
            self.postings.add(&word, Posting { unit: number, density, count });
        }
        self.texts.bytes += unit.text.len();
        self.texts.units.push((unit.anchor, unit.text));
        if self.texts.bytes >= TEXTS_FILE {
            self.end_texts();
        }
    }

    fn end_texts(&mut self) {
        let texts = std::mem::take(&mut self.texts);
        if !texts.units.is_empty() {
            let data = (texts.first, &texts.pages, &texts.units);
            self.file("x", self.text_units.len(), &data);
            self.text_units.push(texts.units.len());
        }
    }

    fn file(&mut self, kind: &'static str, number: usize, data: &impl Serialize) {
        self.files.push(script::Data::new(kind, number, data));
    }

    fn finish(mut self, root_title: &str, words: &Catalogue) -> Vec<OutputFile> {
        self.end_texts();
        let firsts = self.word_files();
        let said: BTreeMap<_, _> = SAID.iter().map(|key| (key, words.text(key))).collect();
        let types = self.columns.types().map(|kind| (kind, words.document_kind(kind)));
        let data = json!({
            "title": root_title,
            "say": said,
            "languages": self.columns.rules(),
            "types": types.collect::<Vec<_>>(),
            "day": self.columns.first_day(),
            "pages": self.columns.rows(),
            "texts": numbers(self.text_units.iter().map(|&units| units as u64)),
            "words": firsts,
        });
        script::write(&data, &self.files)
    }

    /// Cuts the words into files; returns the first of each.
    fn word_files(&mut self) -> Vec<String> {
        let lists = std::mem::take(&mut self.postings).sorted();
        let parts = self.parts(&lists).sorted();
        let mut firsts = Vec::new();
        let mut file = [const { String::new() }; 3];
        let rows = merged(&lists, &parts);
        for row in &rows {
            let row = row.map(|column| self.cut(column));
            let held = file.iter().map(String::len).sum::<usize>();
            let more = row.iter().map(|column| column.len()).sum::<usize>();
            if held > 0 && held + more > WORDS_FILE {
                self.file("t", firsts.len() - 1, &file);
                file.iter_mut().for_each(String::clear);
            }
            let gap = if file[0].is_empty() {
                firsts.push(row[0].to_string());
                ""
            } else {
                " "
            };
            for (column, value) in file.iter_mut().zip(&row) {
                column.push_str(gap);
                column.push_str(value);
            }
        }
        if !rows.is_empty() {
            self.file("t", firsts.len() - 1, &file);
        }
        firsts
    }

    /// A word as it is; a list, too, unless it is long and so in files of its own.
    fn cut<'a>(&mut self, column: &'a str) -> Cow<'a, str> {
        let Some(cut) = cut::cut(column, &self.kinds, self.list_files) else {
            return Cow::Borrowed(column);
        };
        for postings in &cut.files {
            self.file("p", self.list_files, postings);
            self.list_files += 1;
        }
        Cow::Owned(cut.entry)
    }

    /// The parts of the compounds, with the units of these, for the languages that have any.
    fn parts(&self, lists: &[List]) -> Postings {
        let mut found: BTreeMap<String, Vec<Posting>> = BTreeMap::new();
        for (number, rules) in self.columns.compounding() {
            let here = |posting: &Posting| self.languages[posting.unit as usize] == number;
            let is_here = |list: &&List| list.postings().any(|posting| here(&posting));
            let words: Vec<&List> = lists.par_iter().filter(is_here).collect();
            let splitter = Splitter::new(rules, words.iter().map(|list| list.word.as_str()));
            let parts: Vec<_> = words.par_iter().map(|list| splitter.parts(&list.word)).collect();
            for (list, parts) in words.iter().zip(parts) {
                for part in parts {
                    let postings = list.postings().filter(here);
                    found.entry(part).or_default().extend(postings);
                }
            }
        }
        let mut parts = Postings::default();
        for (part, mut postings) in found {
            // A unit that has several such words counts as one that has the densest of them.
            postings.sort_unstable();
            for (n, posting) in postings.iter().enumerate() {
                if postings.get(n + 1).is_none_or(|next| next.unit != posting.unit) {
                    parts.add(&part, *posting);
                }
            }
        }
        parts
    }
}

impl Texts {
    /// Notes that what follows stands on a page.
    fn page(&mut self, number: usize, shown: &(String, String, String)) {
        if self.units.is_empty() {
            (self.first, self.bytes) = (number, 0);
            self.pages.clear();
        }
        if self.first + self.pages.len() <= number {
            self.pages.push(shown.clone());
        }
    }
}

/// Words and parts as rows of the word files: key, units of the word, units of words it is part of.
fn merged<'a>(words: &'a [List], parts: &'a [List]) -> Vec<[&'a str; 3]> {
    let mut rows = Vec::with_capacity(words.len() + parts.len());
    let (mut words, mut parts) = (words.iter().peekable(), parts.iter().peekable());
    loop {
        let order = match (words.peek(), parts.peek()) {
            (None, None) => return rows,
            (Some(_), None) => std::cmp::Ordering::Less,
            (None, Some(_)) => std::cmp::Ordering::Greater,
            (Some(a), Some(b)) => a.word.encode_utf16().cmp(b.word.encode_utf16()),
        };
        let word = if order.is_le() { words.next() } else { None };
        let part = if order.is_ge() { parts.next() } else { None };
        let key = word.or(part).map_or("", |list| list.word.as_str());
        rows.push([
            key,
            word.map_or("", |list| list.postings.as_str()),
            part.map_or("", |list| list.postings.as_str()),
        ]);
    }
}

/// Where the site has a page.
fn permalink(path: &str) -> String {
    path.strip_suffix(".md").map_or_else(|| path.to_owned(), |name| format!("{name}.html"))
}
