//! GeoNames: a dump such as `DE.txt` or `cities500.txt`, its 19 columns parted by tabs
//! (geonameid, name, asciiname, alternatenames, latitude, longitude, feature class, feature code, country
//! code, cc2, admin1 to admin4 code, population, elevation, dem, timezone, modification date).

use std::io::{self, BufRead, Read};

use super::Choice;
use super::candidate::{Candidate, Candidates, name, on_earth, push_name};
use super::occurring::Words;
use crate::annotation::EntryKind;

/// Columns of a row.
pub(super) const COLUMNS: usize = 19;
/// Longest line in bytes.
const MAX_LINE: u64 = 64 * 1024;
/// Most rows that are taken over.
const MAX_ROWS: usize = 200_000;
/// Most rows that are told not to be understood.
const MAX_FAULTS: usize = 20;

/// Reads a dump line by line and keeps what may stand in the documents, or was chosen.
pub(super) fn read(
    input: &mut dyn BufRead,
    words: &Words<'_>,
    choice: &Choice,
) -> io::Result<Candidates> {
    let mut found = Candidates { gazetteer: true, ..Candidates::default() };
    let mut line = Vec::new();
    let mut number = 0_usize;
    loop {
        line.clear();
        if (&mut *input).take(MAX_LINE).read_until(b'\n', &mut line)? == 0 {
            return Ok(found);
        }
        number += 1;
        if line.len() as u64 == MAX_LINE && line.last() != Some(&b'\n') {
            input.skip_until(b'\n')?;
        }
        let text = String::from_utf8_lossy(&line);
        let text = text.trim_start_matches('\u{FEFF}').trim_end_matches(['\r', '\n']);
        let is_head = number == 1 && text.to_lowercase().starts_with("geonameid");
        if text.trim().is_empty() || is_head {
            continue;
        }
        let fields: Vec<&str> = text.split('\t').collect();
        let chosen = fields.first().is_some_and(|id| choice.only.iter().any(|one| one == id));
        let wanted = match choice.only.is_empty() {
            true => choice.all || may_stand(&fields, words),
            false => chosen,
        };
        if !wanted {
            found.unmentioned += 1;
        } else if found.all.len() == MAX_ROWS {
            let reason = format!("more than {MAX_ROWS} places; the others are left out");
            found.faults.push((format!("line {number}"), reason));
            return Ok(found);
        } else {
            match candidate(&fields, number) {
                Some(one) => found.all.push(one),
                None if found.faults.len() < MAX_FAULTS => {
                    let reason = format!("it has not the {COLUMNS} columns of a dump");
                    found.faults.push((format!("line {number}"), reason));
                }
                None => {}
            }
        }
    }
}

fn may_stand(fields: &[&str], words: &Words<'_>) -> bool {
    let [_, name, ascii, others, ..] = fields else { return true };
    let mut others = others.split(',').filter(|other| is_name(other));
    words.may_have(name) || words.may_have(ascii) || others.any(|other| words.may_have(other))
}

/// Among the other names are codes of airports and stations, and addresses.
fn is_name(other: &str) -> bool {
    let letters = other.chars().filter(|c| c.is_alphabetic()).count();
    let is_code = letters <= 4 && !other.chars().any(char::is_lowercase) && other.is_ascii();
    let begins_small = other.starts_with(char::is_lowercase);
    letters >= 3 && !is_code && !begins_small && !other.contains("://")
}

fn candidate(fields: &[&str], line: usize) -> Option<Candidate> {
    let [id, full, ascii, others, lat, lon, class, code, country, ..] = fields else { return None };
    id.parse::<u64>().ok()?;
    let geo = on_earth(lat.parse().ok()?, lon.parse().ok()?)?;
    let mut one = Candidate::new(
        format!("line {line}"),
        (*id).to_owned(),
        name(full)?,
        format!("https://www.geonames.org/{id}"),
    );
    for other in std::iter::once(*ascii).chain(others.split(',').filter(|other| is_name(other))) {
        if other != one.name {
            push_name(&mut one.aliases, other);
        }
    }
    one.kind = Some(EntryKind::Place);
    one.geo = Some(geo);
    one.rank = rank(class, code);
    one.population = fields.get(14).and_then(|number| number.parse().ok()).unwrap_or(0);
    // What tells places of one name apart: codes, in the words of GeoNames' own lists.
    let parts = [*code, *country, fields.get(10).copied().unwrap_or_default()];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    one.description = super::candidate::description(&format!("GeoNames: {}", parts.join(", ")));
    Some(one)
}

/// States and capitals before towns, these before districts, these before all else.
fn rank(class: &str, code: &str) -> u8 {
    match (class, code) {
        ("P", "PPLC") => 0,
        ("A", code) if code.starts_with("PCL") => 0,
        ("P", _) => 1,
        ("A", _) => 2,
        _ => 3,
    }
}
