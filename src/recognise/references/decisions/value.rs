//! Decisions' values: court, day, file's number; or court and page.

use std::collections::BTreeMap;

use super::super::super::patterns::Lexicon;
use super::{Element, Role};

/// How a value spells courts and days.
pub(super) struct Spelling {
    /// Courts by the stems of their names.
    courts: BTreeMap<String, String>,
    /// Places by the stems of their adjectives.
    regions: BTreeMap<String, String>,
    lexicon: Lexicon,
    endings: Vec<String>,
}

impl Spelling {
    pub(super) fn new(
        courts: &BTreeMap<String, String>,
        regions: &BTreeMap<String, String>,
        lexicon: Lexicon,
        endings: &[String],
    ) -> Self {
        let stems = |names: &BTreeMap<String, String>| {
            names.iter().map(|(name, short)| (key(name, endings), short.clone())).collect()
        };
        let (courts, regions) = (stems(courts), stems(regions));
        Self { courts, regions, lexicon, endings: endings.to_vec() }
    }

    /// The value of a decision with these elements: `BFH, 2015-03-12, IV R 3/12`.
    pub(super) fn value(&self, text: &str, run: &[Element]) -> String {
        let of = |role: Role| {
            let element = run.iter().find(|element| element.role == role);
            element.map(|element| &text[element.span.clone()])
        };
        let court = of(Role::Court).map(|court| self.court(court));
        let day = of(Role::Date).and_then(|date| self.day(date));
        let parts = match (of(Role::Docket), of(Role::Collection)) {
            (Some(docket), _) => vec![court, day, Some(number(docket))],
            (None, Some(page)) => vec![Some(volume(page))],
            (None, None) => vec![court, day, of(Role::Journal).map(spaced)],
        };
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }

    /// A court by its abbreviation and place.
    fn court(&self, name: &str) -> String {
        let words: Vec<&str> = name.split(' ').collect();
        let first = key(words[0], &self.endings);
        let (region, words) = match self.regions.get(&first) {
            Some(region) if words.len() > 1 => (Some(region), &words[1..]),
            _ => (None, &words[..]),
        };
        let longest = (1..=words.len()).rev().find_map(|count| {
            let short = self.courts.get(&key(&words[..count].join(" "), &self.endings))?;
            Some((short.as_str(), count))
        });
        let (short, count) = longest.unwrap_or((words[0], 1));
        let rest = words[count..].iter().copied().chain(region.map(String::as_str));
        std::iter::once(short).chain(rest).collect::<Vec<_>>().join(" ")
    }

    /// A day as ISO 8601 writes it (5.2.2.1, extended format).
    fn day(&self, date: &str) -> Option<String> {
        let (day, rest) = date.split_once('.')?;
        let year = rest.get(rest.len().checked_sub(4)?..)?;
        let month = rest[..rest.len() - 4].trim();
        let number: u32 = match month.trim_end_matches('.').parse() {
            Ok(number) => number,
            Err(_) => self.lexicon.meaning("month", month)?.parse().ok()?,
        };
        let day: u32 = day.trim().parse().ok()?;
        let real = (1..=12).contains(&number) && (1..=31).contains(&day);
        real.then(|| format!("{year}-{number:02}-{day:02}"))
    }
}

/// The stems of a name's words.
fn key(name: &str, endings: &[String]) -> String {
    let stem = |word: &str| {
        let lower = word.to_lowercase();
        let cut = endings.iter().find_map(|ending| lower.strip_suffix(&**ending));
        match cut {
            Some(cut) if cut.chars().count() >= 4 => cut.to_owned(),
            _ => lower,
        }
    };
    name.split(' ').map(stem).collect::<Vec<_>>().join(" ")
}

/// A file's number without blanks around its signs.
fn number(docket: &str) -> String {
    let mut out = String::new();
    for c in docket.chars() {
        let sign = matches!(c, '/' | '-' | '–' | '‑' | '.');
        if sign {
            out.truncate(out.trim_end().len());
        }
        let after = out.ends_with(['/', '-', '.']);
        match c {
            ' ' if after => {}
            '–' | '‑' => out.push('-'),
            _ => out.push(c),
        }
    }
    out
}

/// A collection's volume and first page.
fn volume(page: &str) -> String {
    let page = page.split(['<', '(', '[', ';']).next().unwrap_or(page);
    let mut parts = page.split(',').map(str::trim);
    let (volume, first) = (parts.next().unwrap_or_default(), parts.next());
    first.map_or_else(|| volume.to_owned(), |first| format!("{volume}, {first}"))
}

/// A journal's page, its signs without blanks: `BFH/NV 2002, 943`.
fn spaced(page: &str) -> String {
    page.replace(" / ", "/").replace(" ,", ",")
}
