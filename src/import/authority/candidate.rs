//! One thing that an authority file knows.

use crate::annotation::EntryKind;
use crate::edtf::Edtf;
use crate::text::one_line;

/// Most further names of one thing that are looked at.
pub(super) const MAX_ALIASES: usize = 500;
/// Longest name in code points.
const MAX_NAME: usize = 200;

/// Something with a name and an address.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Candidate {
    /// How messages call it: its line or number.
    pub(super) place: String,
    /// Its number in the authority file, by which editors choose it.
    pub(super) number: String,
    /// What it is, where the file says so.
    pub(super) kind: Option<EntryKind>,
    pub(super) name: String,
    /// How it is filed.
    pub(super) sort: Option<String>,
    pub(super) aliases: Vec<String>,
    pub(super) description: Option<String>,
    /// Its own address first.
    pub(super) same_as: Vec<String>,
    pub(super) geo: Option<(f64, f64)>,
    pub(super) date: Option<Edtf>,
    /// Of several things of one name the lower rank is the likelier meant; 0 where nothing ranks.
    pub(super) rank: u8,
    pub(super) population: u64,
}

/// What a file holds.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Candidates {
    pub(super) all: Vec<Candidate>,
    /// How many things have names that stand in no document.
    pub(super) unmentioned: usize,
    /// Rows that are not understood, with the reason.
    pub(super) faults: Vec<(String, String)>,
    /// Whether one name for several things is to be expected, as in gazetteers.
    pub(super) gazetteer: bool,
}

impl Candidate {
    /// A thing of which only this is known.
    pub(super) fn new(place: String, number: String, name: String, address: String) -> Self {
        Self {
            place,
            number,
            kind: None,
            name,
            sort: None,
            aliases: Vec::new(),
            description: None,
            same_as: vec![address],
            geo: None,
            date: None,
            rank: 0,
            population: 0,
        }
    }

    /// Takes in what another row says of the same thing.
    pub(super) fn join(&mut self, other: Self) {
        for alias in other.aliases {
            push_name(&mut self.aliases, &alias);
        }
        for address in other.same_as {
            if !self.same_as.contains(&address) {
                self.same_as.push(address);
            }
        }
        self.kind = self.kind.or(other.kind);
        self.description = self.description.take().or(other.description);
        self.geo = self.geo.or(other.geo);
        self.date = self.date.take().or(other.date);
    }

    /// Its name and all others.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str()).chain(self.aliases.iter().map(String::as_str))
    }
}

/// A name on one line; `None` for what is none.
pub(super) fn name(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let name: String = words.join(" ").chars().filter(|c| !c.is_control()).collect();
    let letters = name.chars().filter(|c| c.is_alphanumeric()).count();
    (letters > 0 && name.chars().count() <= MAX_NAME).then_some(name)
}

/// Adds a further name, where it is one and not there yet.
pub(super) fn push_name(names: &mut Vec<String>, text: &str) {
    if let Some(name) = name(text)
        && names.len() < MAX_ALIASES
        && !names.contains(&name)
    {
        names.push(name);
    }
}

/// A line of description: words, not Markdown.
pub(super) fn description(text: &str) -> Option<String> {
    let line = one_line(text);
    let short: String = line.chars().take(300).collect();
    let line = if short.len() < line.len() { format!("{short}…") } else { line };
    Some(crate::markdown::words(&line)).filter(|line| !line.is_empty())
}

/// A life or a span, of which either end may be unknown (EDTF: nothing stands there).
pub(super) fn span(start: Option<Edtf>, end: Option<Edtf>) -> Option<Edtf> {
    let text = |date: Option<Edtf>| date.map_or_else(String::new, |date| date.to_string());
    if start.is_none() && end.is_none() {
        return None;
    }
    Edtf::parse(&format!("{}/{}", text(start), text(end))).ok()
}

/// Coordinates, where they lie on the earth.
pub(super) fn on_earth(lat: f64, lon: f64) -> Option<(f64, f64)> {
    (lat.abs() <= 90.0 && lon.abs() <= 180.0).then_some((lat, lon))
}

/// `Point(13.4 52.5)` (OGC 06-103r4, section 7): longitude first.
pub(super) fn point(text: &str) -> Option<(f64, f64)> {
    let text = text.trim();
    // Other globes and systems stand before it as an address.
    if text.starts_with('<') {
        return None;
    }
    let start = text.get(..5).filter(|start| start.eq_ignore_ascii_case("point"))?.len();
    let inner = text[start..].trim().strip_prefix('(')?.strip_suffix(')')?;
    let mut numbers = inner.split_whitespace().map(|number| number.parse::<f64>().ok());
    let (lon, lat) = (numbers.next()??, numbers.next()??);
    on_earth(lat, lon).filter(|_| numbers.next().is_none())
}
