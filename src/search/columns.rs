//! What the search knows of every page before it loads a word of it: a row of numbers each.
//!
//! In go the pages in their order, out come rows of eight numbers: units of each kind (entries,
//! texts, notes), the languages of its text and of the rest, the type of document, by their places, and
//! the first and last day that its date may mean (ISO 8601-2), so that a filter by date finds what
//! may lie in it and nothing gets more precise than it is.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::language::{Rules, rules};
use super::postings::push_number;
use super::units::{Unit, UnitKind};
use crate::edtf::{Day, Edtf};
use crate::page::Page;

/// The rows as far as they have been made.
#[derive(Debug, Default)]
pub(super) struct Columns {
    rows: Vec<Row>,
    /// BCP 47 tags of texts, and of what is said about them.
    languages: Places,
    /// Types of document: letter, minutes …
    types: Places,
}

/// Different strings, numbered as they came.
#[derive(Debug, Default)]
struct Places {
    all: Vec<String>,
    numbers: BTreeMap<String, usize>,
}

#[derive(Debug)]
struct Row {
    /// Units of each [`UnitKind`].
    units: [u64; 3],
    /// Languages of the text and of what is said about it.
    languages: [usize; 2],
    /// From 1; 0 for none.
    kind: usize,
    first: Option<Day>,
    last: Option<Day>,
}

impl Columns {
    /// Adds a page; returns its number.
    pub(super) fn page(&mut self, page: &Page, units: &[Unit]) -> usize {
        let count = |kind| units.iter().filter(|unit| unit.kind == kind).count() as u64;
        let passport = page.front.document.as_ref();
        let own = passport.map_or(&page.front.language, |passport| &passport.language);
        let kind = passport.and_then(|passport| passport.kind.as_ref());
        let date = date(page);
        let row = Row {
            units: [UnitKind::Entry, UnitKind::Text, UnitKind::Note].map(count),
            languages: [own, &page.front.language].map(|tag| self.languages.of(tag)),
            kind: kind.map_or(0, |kind| self.types.of(kind) + 1),
            first: date.and_then(Edtf::earliest),
            last: date.and_then(Edtf::latest),
        };
        self.rows.push(row);
        self.rows.len() - 1
    }

    /// The language of a page's units of a kind, by its place.
    pub(super) fn language_of(&self, page: usize, kind: UnitKind) -> usize {
        self.rows[page].languages[usize::from(kind != UnitKind::Text)]
    }

    /// The types of document, by their places from 0.
    pub(super) fn types(&self) -> impl Iterator<Item = &String> {
        self.types.all.iter()
    }

    /// The languages with their rules, for the script.
    pub(super) fn rules(&self) -> Vec<Value> {
        let rules = |tag: &String| json!({ "tag": tag, "rules": rules(tag) });
        self.languages.all.iter().map(rules).collect()
    }

    /// The languages whose words join, by their places.
    pub(super) fn compounding(&self) -> impl Iterator<Item = (usize, &'static Rules)> + '_ {
        let all = self.languages.all.iter().enumerate();
        all.filter_map(|(n, tag)| Some((n, rules(tag).filter(|rules| rules.compounds)?)))
    }

    /// The number of the first day that any date may mean ([`Day::number`]).
    pub(super) fn first_day(&self) -> i64 {
        let days = self.rows.iter().flat_map(|row| [row.first, row.last]);
        days.flatten().min().map_or(0, Day::number)
    }

    /// All rows as numbers. Days count from [`Columns::first_day`], from 1; 0 stands for none or no
    /// bound. The last
    /// counts from the first where there is one.
    pub(super) fn rows(&self) -> String {
        let zero = self.first_day();
        let day = |day: Option<Day>, from: i64| {
            day.map_or(0, |day| u64::try_from(day.number() - from + 1).unwrap_or(0))
        };
        numbers(self.rows.iter().flat_map(|row| {
            let [entries, texts, notes] = row.units;
            let [language, other] = row.languages.map(|n| n as u64);
            let last = day(row.last, row.first.map_or(zero, Day::number));
            [entries, texts, notes, language, other, row.kind as u64, day(row.first, zero), last]
        }))
    }
}

/// When a document was written, else when it was published.
pub(super) fn date(page: &Page) -> Option<&Edtf> {
    let passport = page.front.document.as_ref()?;
    passport.date.as_ref().or(passport.published.as_ref())
}

/// Numbers as the script reads them.
pub(super) fn numbers(all: impl Iterator<Item = u64>) -> String {
    let mut out = String::new();
    all.for_each(|number| push_number(number, &mut out));
    out
}

impl Places {
    /// The number of a string.
    fn of(&mut self, one: &str) -> usize {
        if let Some(&number) = self.numbers.get(one) {
            return number;
        }
        self.numbers.insert(one.to_owned(), self.all.len());
        self.all.push(one.to_owned());
        self.all.len() - 1
    }
}
