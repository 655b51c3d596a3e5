//! lobid-gnd: one entity as JSON, an answer to a search (`{"member": […]}`), a list, or one entity a line.
//!
//! Read are `gndIdentifier`, `preferredName`, `variantName`, `type`, `dateOfBirth` and `dateOfDeath` (of
//! other things their beginning and end), `hasGeometry`, `biographicalOrHistoricalInformation`,
//! `professionOrOccupation`, `geographicAreaCode` and `sameAs`.

use serde_json::{Map, Value};

use super::candidate::{Candidate, Candidates, description, name, point, push_name, span};
use crate::annotation::EntryKind;
use crate::edtf::Edtf;

/// Most entities that are read.
const MAX: usize = 100_000;

/// Reads a file's text.
///
/// # Errors
/// What is wrong with it as a whole.
pub(super) fn read(text: &str) -> Result<Candidates, String> {
    let mut found = super::none();
    let values = values(text)?;
    for (n, value) in values.iter().take(MAX).enumerate() {
        match candidate(value, n + 1) {
            Ok(one) => found.all.push(one),
            Err(reason) => found.faults.push((format!("entity {}", n + 1), reason)),
        }
    }
    if values.len() > MAX {
        found
            .faults
            .push((format!("entity {MAX}"), format!("more than {MAX}; the others are left out")));
    }
    Ok(found)
}

/// The entities of a file.
fn values(text: &str) -> Result<Vec<Value>, String> {
    let text = text.trim_start_matches('\u{FEFF}');
    let mut all = Vec::new();
    // One value, or several on lines of their own.
    for value in serde_json::Deserializer::from_str(text).into_iter::<Value>() {
        let value = value.map_err(|error| format!("this is no valid JSON: {error}"))?;
        match value {
            Value::Array(items) => all.extend(items),
            Value::Object(mut object) => match object.remove("member") {
                Some(Value::Array(items)) => all.extend(items),
                _ => all.push(Value::Object(object)),
            },
            _ => return Err("it holds no entities".to_owned()),
        }
    }
    Ok(all)
}

fn candidate(value: &Value, n: usize) -> Result<Candidate, String> {
    let entity = value.as_object().ok_or("it is no object")?;
    let gnd = entity.get("gndIdentifier").and_then(Value::as_str).map(str::trim);
    let gnd = gnd.filter(|gnd| is_number(gnd)).ok_or("it has no gndIdentifier")?;
    let preferred = entity.get("preferredName").and_then(Value::as_str).and_then(name);
    let preferred = preferred.ok_or("it has no preferredName")?;
    let kind = strings(entity, "type").into_iter().find_map(kind);
    let is_person = kind == Some(EntryKind::Person);
    let called = if is_person { in_order(&preferred) } else { preferred.clone() };
    let address = format!("https://d-nb.info/gnd/{gnd}");
    let mut one = Candidate::new(format!("entity {n}"), gnd.to_owned(), called, address);
    one.kind = kind;
    one.sort = Some(preferred).filter(|preferred| *preferred != one.name);
    for variant in strings(entity, "variantName") {
        let variant = if is_person { in_order(variant) } else { variant.to_owned() };
        if variant != one.name {
            push_name(&mut one.aliases, &variant);
        }
    }
    one.same_as.extend(same_as(entity));
    one.geo = points(entity);
    let date = |key: &str| strings(entity, key).into_iter().find_map(|date| Edtf::parse(date).ok());
    one.date = span(
        date("dateOfBirth")
            .or_else(|| date("dateOfEstablishment"))
            .or_else(|| date("dateOfProduction")),
        date("dateOfDeath").or_else(|| date("dateOfTermination")),
    );
    one.description = about(entity);
    Ok(one)
}

fn is_number(gnd: &str) -> bool {
    (1..=20).contains(&gnd.len())
        && gnd.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'-' | b'X' | b'x'))
}

/// The strings of a list, or the one string.
fn strings<'a>(entity: &'a Map<String, Value>, key: &str) -> Vec<&'a str> {
    match entity.get(key) {
        Some(Value::String(text)) => vec![text.as_str()],
        Some(Value::Array(all)) => all.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

/// The labels of a list of things.
fn labels<'a>(entity: &'a Map<String, Value>, key: &str) -> Vec<&'a str> {
    let all = entity.get(key).and_then(Value::as_array).into_iter().flatten();
    all.filter_map(|one| one.get("label")?.as_str()).collect()
}

/// “Doe, Jo” as “Jo Doe”; a name with more than one comma, or with an addition in brackets, stays.
fn in_order(name: &str) -> String {
    match name.split_once(',') {
        Some((last, first)) if !first.contains([',', '<', '(']) && !first.trim().is_empty() => {
            format!("{} {}", first.trim(), last.trim())
        }
        _ => name.to_owned(),
    }
}

fn kind(word: &str) -> Option<EntryKind> {
    Some(match word {
        "DifferentiatedPerson"
        | "Person"
        | "UndifferentiatedPerson"
        | "RoyalOrMemberOfARoyalHouse"
        | "Pseudonym" => EntryKind::Person,
        "CorporateBody"
        | "OrganOfCorporateBody"
        | "Company"
        | "ReligiousCorporateBody"
        | "Family" => EntryKind::Organisation,
        "PlaceOrGeographicName"
        | "TerritorialCorporateBodyOrAdministrativeUnit"
        | "Country"
        | "BuildingOrMemorial"
        | "NaturalGeographicUnit"
        | "AdministrativeUnit" => EntryKind::Place,
        "Work" | "MusicalWork" | "Collection" | "Manuscript" => EntryKind::Work,
        "ConferenceOrEvent" | "SeriesOfConferenceOrEvent" | "HistoricSingleEventOrEra" => {
            EntryKind::Event
        }
        "ProductNameOrBrandName" => EntryKind::Product,
        "SubjectHeading" | "SubjectHeadingSensoStricto" => EntryKind::Concept,
        _ => return None,
    })
}

/// Other addresses of the same thing: in Wikidata and GeoNames.
fn same_as(entity: &Map<String, Value>) -> Vec<String> {
    let all = entity.get("sameAs").and_then(Value::as_array).into_iter().flatten();
    let addresses = all.filter_map(|one| one.get("id").and_then(Value::as_str).or(one.as_str()));
    let known = |address: &&str| {
        let thing = crate::register::thing(address);
        crate::register::is_item(&thing) || thing.starts_with("geonames.org ")
    };
    let mut found: Vec<String> = Vec::new();
    for address in addresses.filter(known).take(20) {
        let thing = crate::register::thing(address);
        let (host, number) = thing.split_once(' ').unwrap_or((&thing, ""));
        let wiki = if host == "wikidata.org" { "wiki/" } else { "" };
        let address = format!("https://www.{host}/{wiki}{number}");
        if !found.contains(&address) {
            found.push(address);
        }
    }
    found
}

fn points(entity: &Map<String, Value>) -> Option<(f64, f64)> {
    let all = entity.get("hasGeometry").and_then(Value::as_array)?;
    all.iter()
        .flat_map(|one| match one.get("asWKT") {
            Some(Value::Array(all)) => all.iter().filter_map(Value::as_str).collect(),
            Some(Value::String(text)) => vec![text.as_str()],
            _ => Vec::new(),
        })
        .find_map(point)
}

fn about(entity: &Map<String, Value>) -> Option<String> {
    let said = strings(entity, "biographicalOrHistoricalInformation").into_iter().next();
    let listed = || {
        let mut words = labels(entity, "professionOrOccupation");
        words.truncate(3);
        words.extend(labels(entity, "geographicAreaCode").into_iter().take(1));
        words.join(", ")
    };
    description(&said.map_or_else(listed, str::to_owned))
}
