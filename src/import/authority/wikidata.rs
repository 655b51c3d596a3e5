//! Wikidata: what its query service gives as CSV.
//!
//! The first column with items (`http://www.wikidata.org/entity/Q42` or `Q42`) is the thing; beside it are
//! read, in any case and with or without the name of the thing's column before them: `Label`,
//! `Description`, `AltLabel`; `coordinate` (`Point(lon lat)`) or `lat` and `lon`; `birth` and `death`;
//! `inception` and `end`, or `date`; `type` or `instance`; `gnd`, `geonames`. Several rows of one item are one
//! thing.

use std::collections::BTreeMap;

use super::candidate::{
    Candidate, Candidates, description, name, on_earth, point, push_name, span,
};
use crate::annotation::EntryKind;
use crate::edtf::Edtf;
use crate::import::table::{self, Row, Table};

/// Rows in which an item is looked for.
const LOOKED_AT: usize = 20;

const COORDINATES: [&str; 8] = [
    "coordinate",
    "coordinates",
    "coord",
    "coords",
    "location",
    "geo",
    "coordinatelocation",
    "point",
];
const BIRTH: [&str; 5] = ["birth", "dateofbirth", "birthdate", "born", "dob"];
const DEATH: [&str; 5] = ["death", "dateofdeath", "deathdate", "died", "dod"];
const START: [&str; 6] = ["inception", "start", "starttime", "begin", "founded", "date"];
const END: [&str; 5] = ["end", "endtime", "dissolved", "abolished", "until"];
const TYPE: [&str; 8] = [
    "kind",
    "typelabel",
    "type",
    "instancelabel",
    "instanceoflabel",
    "classlabel",
    "instance",
    "instanceof",
];
const GND: [&str; 3] = ["gnd", "gndid", "gndidentifier"];
const GEONAMES: [&str; 3] = ["geonames", "geonamesid", "geonameid"];

/// Reads a file's text.
///
/// # Errors
/// What is wrong with it as a whole.
pub(super) fn read(text: &str) -> Result<Candidates, String> {
    let table = table::read(text, table::delimiter(text))?;
    let thing = thing_column(&table).ok_or("no column has items of Wikidata (Q…)")?;
    let columns = Columns::of(&table, &thing);
    let mut found = super::none();
    let mut rows: BTreeMap<String, usize> = BTreeMap::new();
    for row in table.iter() {
        let line = format!("line {}", row.line);
        match candidate(&row, &thing, &columns) {
            Ok(one) => match rows.get(&one.number) {
                Some(&n) => found.all[n].join(one),
                None => {
                    rows.insert(one.number.clone(), found.all.len());
                    found.all.push(one);
                }
            },
            Err(reason) => found.faults.push((line, reason)),
        }
    }
    Ok(found)
}

/// Where each column stands, by its name in small letters without `_` and the thing's own name.
struct Columns(BTreeMap<String, String>);

impl Columns {
    fn of(table: &Table, thing: &str) -> Self {
        let plain = |text: &str| -> String {
            text.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase()
        };
        let own = plain(thing);
        let mut columns = BTreeMap::new();
        for column in table.columns().iter().filter(|column| *column != thing) {
            let name = plain(column);
            let short = name.strip_prefix(&own).filter(|rest| !rest.is_empty()).map(str::to_owned);
            columns.entry(short.unwrap_or(name)).or_insert_with(|| column.clone());
        }
        Self(columns)
    }

    fn get<'a>(&self, row: &Row<'a>, names: &[&str]) -> Option<&'a str> {
        names.iter().find_map(|name| row.get(self.0.get(*name)?))
    }
}

/// The first column that has an item in one of its first rows.
fn thing_column(table: &Table) -> Option<String> {
    let columns = table.columns().iter();
    let has_items = |column: &&String| {
        let mut values = table.iter().take(LOOKED_AT).filter_map(|row| row.get(column));
        values.any(|value| item(value).is_some())
    };
    let named = |column: &&String| {
        ["item", "wikidata", "qid", "entity"].iter().any(|name| column.eq_ignore_ascii_case(name))
    };
    // Without any row the column is known by its name.
    columns.clone().find(has_items).or_else(|| columns.clone().find(named)).cloned()
}

/// `Q42` of an address or of itself.
fn item(value: &str) -> Option<String> {
    let thing = crate::register::thing(value);
    let number = match crate::register::is_item(&thing) {
        true => thing.split(' ').nth(1)?.to_owned(),
        false => value.trim().trim_start_matches("wd:").to_uppercase(),
    };
    let digits = number.strip_prefix('Q')?;
    (!digits.is_empty() && digits.len() <= 12 && digits.bytes().all(|b| b.is_ascii_digit()))
        .then_some(number)
}

fn candidate(row: &Row<'_>, thing: &str, columns: &Columns) -> Result<Candidate, String> {
    let get = |names: &[&str]| columns.get(row, names);
    let number = row.get(thing).and_then(item).ok_or("it names no item (Q…)")?;
    let label = get(&["label", "name"]).and_then(name);
    // Where there is no label in a language, the service gives the number.
    let label =
        label.filter(|label| item(label).is_none()).ok_or(format!("{number} has no label"))?;
    let address = format!("https://www.wikidata.org/wiki/{number}");
    let mut one = Candidate::new(format!("line {}", row.line), number, label, address);
    let others = get(&["altlabel", "altlabels", "alias", "aliases"]).unwrap_or_default();
    let gap = if others.contains('|') { "|" } else { ", " };
    for other in others.split(gap).filter(|other| *other != one.name) {
        push_name(&mut one.aliases, other);
    }
    one.description = get(&["description"]).and_then(description);
    if let Some(gnd) = get(&GND).filter(|gnd| is_code(gnd)) {
        one.same_as.push(format!("https://d-nb.info/gnd/{gnd}"));
    }
    if let Some(number) = get(&GEONAMES).filter(|id| id.bytes().all(|b| b.is_ascii_digit())) {
        one.same_as.push(format!("https://www.geonames.org/{number}"));
    }
    let number = |names: &[&str]| get(names).and_then(|number| number.parse::<f64>().ok());
    let apart = number(&["lat", "latitude"]).zip(number(&["lon", "lng", "long", "longitude"]));
    one.geo = get(&COORDINATES).and_then(point);
    one.geo = one.geo.or_else(|| apart.and_then(|(lat, lon)| on_earth(lat, lon)));
    let date = |names: &[&str]| get(names).and_then(date);
    let (birth, death) = (date(&BIRTH), date(&DEATH));
    let lived = birth.is_some() || death.is_some();
    one.kind = get(&TYPE).and_then(kind).or(match (lived, one.geo) {
        (true, _) => Some(EntryKind::Person),
        (false, Some(_)) => Some(EntryKind::Place),
        _ => None,
    });
    let (start, end) = (date(&START), date(&END));
    one.date = match (lived, &end) {
        (true, _) => span(birth, death),
        (false, Some(_)) => span(start, end),
        (false, None) => start,
    };
    if one.kind != Some(EntryKind::Place) {
        one.geo = None;
    }
    Ok(one)
}

fn is_code(gnd: &str) -> bool {
    (1..=20).contains(&gnd.len()) && gnd.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}

/// A time of the query service. It writes years as their first day and months as theirs, so that of a
/// first of January only the year is believed, and of another first only the month.
fn date(value: &str) -> Option<Edtf> {
    let (day, time) = match value.split_once('T') {
        Some((day, time)) => (day, Some(time)),
        None => (value.trim(), None),
    };
    if time.is_some()
        && let Some((rest, "01")) = day.rsplit_once('-')
    {
        let year = rest.strip_suffix("-01").unwrap_or(rest);
        return Edtf::parse(year).ok();
    }
    Edtf::parse(day).ok()
}

/// What a class of Wikidata is here: by its own words in English or German, or its number.
fn kind(value: &str) -> Option<EntryKind> {
    if let Ok(kind) = value.to_lowercase().parse() {
        return Some(kind);
    }
    let word = item(value).unwrap_or_else(|| value.to_lowercase());
    let is = |words: &[&str]| words.iter().any(|part| word.contains(part));
    if ["Q5", "human", "mensch"].contains(&word.as_str()) {
        Some(EntryKind::Person)
    } else if word.starts_with('Q') && word[1..].bytes().all(|b| b.is_ascii_digit()) {
        None
    } else if is(&[
        "city",
        "town",
        "village",
        "hamlet",
        "country",
        "state",
        "municipality",
        "district",
        "river",
        "lake",
        "mountain",
        "island",
        "settlement",
        "stadt",
        "dorf",
        "gemeinde",
        "staat",
        "fluss",
        "insel",
        "landkreis",
        "berg",
    ]) {
        Some(EntryKind::Place)
    } else if is(&[
        "organization",
        "organisation",
        "company",
        "business",
        "enterprise",
        "party",
        "university",
        "agency",
        "ministry",
        "association",
        "newspaper",
        "unternehmen",
        "partei",
        "behörde",
        "verein",
        "ministerium",
        "zeitung",
        "hochschule",
        "universität",
    ]) {
        Some(EntryKind::Organisation)
    } else if is(&["book", "literary work", "film", "painting", "written work", "buch", "werk"]) {
        Some(EntryKind::Work)
    } else if is(&["event", "war", "battle", "election", "ereignis", "krieg", "schlacht", "wahl"]) {
        Some(EntryKind::Event)
    } else if is(&["law", "statute", "treaty", "gesetz", "vertrag"]) {
        Some(EntryKind::Law)
    } else {
        None
    }
}
