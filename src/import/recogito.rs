//! Recogito: the annotations of a document as CSV (`UUID, FILE, QUOTE_TRANSCRIPTION, ANCHOR, TYPE, URI,
//! VOCAB_LABEL, VOCAB_TEMPORAL_BOUNDS, LAT, LNG, PLACE_TYPE, VERIFICATION_STATUS, TAGS, COMMENTS,
//! GROUP_ID, GROUP_ORDER`), older ones with semicolons and without `FILE`.
//!
//! In goes CSV, out come items. Several tags or comments are parted by `|`.

use super::item::{Item, MAX_TEXT, Place, Said, Thing};
use super::left::Left;
use super::table::{self, Row};
use crate::annotation::{Body, EntryKind, Note, NoteKind};

/// Columns without which it is no export of Recogito.
const NEEDED: [&str; 3] = ["UUID", "QUOTE_TRANSCRIPTION", "ANCHOR"];

/// Whether a text begins with the head of such an export.
pub(super) fn is_one(text: &str) -> bool {
    let head = text.trim_start_matches('\u{FEFF}').lines().next().unwrap_or_default();
    NEEDED.iter().all(|column| head.contains(column))
}

/// Reads an export. Names that nobody has verified are left out unless `unverified` is set.
///
/// # Errors
/// What is wrong with the file as a whole.
pub(super) fn read(text: &str, unverified: bool) -> Result<(Vec<Item>, Vec<Left>), String> {
    let rows = table::read(text, table::delimiter(text))?;
    if let Some(missing) = NEEDED.iter().find(|column| !rows.has(column)) {
        return Err(format!("the column {missing} is missing"));
    }
    let (mut items, mut left) = (Vec::new(), Vec::new());
    for row in rows.iter() {
        match item(&row, unverified) {
            Ok(item) => items.push(item),
            Err(one) => left.push(*one),
        }
    }
    items.sort_by_cached_key(|item| match &item.place {
        Place::Offset(_, offset) => *offset,
        _ => None,
    });
    Ok((items, left))
}

fn item(row: &Row<'_>, unverified: bool) -> Result<Item, Box<Left>> {
    let name = format!("line {}", row.line);
    let words = row.get("QUOTE_TRANSCRIPTION").unwrap_or_default().to_owned();
    let offset = row.get("ANCHOR").and_then(|anchor| anchor.strip_prefix("char-offset:"));
    let place = Place::Offset(words.clone(), offset.and_then(|offset| offset.trim().parse().ok()));
    let comment = comment(row);
    let status = row.get("VERIFICATION_STATUS").unwrap_or_default();
    let kind = match row.get("TYPE").map(str::to_uppercase).as_deref() {
        Some("PLACE") => Some(EntryKind::Place),
        Some("PERSON") => Some(EntryKind::Person),
        Some("EVENT") => Some(EntryKind::Event),
        _ => None,
    };
    let said = match kind.filter(|_| status != "NOT_IDENTIFIABLE") {
        Some(kind) => Said::Thing(thing(row, kind, comment.clone())),
        None => note(comment.clone()),
    };
    let mut item = Item::new(name, place, said);
    item.about = row.get("FILE").into_iter().map(str::to_owned).collect();
    let uuid = row.get("UUID").unwrap_or_default().to_lowercase();
    let is_uuid = uuid.len() == 36 && uuid.bytes().all(|b| b.is_ascii_hexdigit() || b == b'-');
    item.via = is_uuid.then(|| format!("urn:uuid:{uuid}"));
    let refused = |item: &Item, reason: &str| Err(Box::new(Left::of(item, reason)));
    if words.is_empty() {
        return refused(&item, "it quotes no words");
    }
    if comment.as_ref().is_some_and(|comment| comment.len() > MAX_TEXT) {
        return refused(&item, "it is longer than 100,000 bytes");
    }
    match (kind, status) {
        (Some(_), "VERIFIED") => Ok(item),
        (Some(_), "NOT_IDENTIFIABLE") if comment.is_none() => {
            refused(&item, "what it names could not be identified")
        }
        (Some(_), "NOT_IDENTIFIABLE") => Ok(item),
        (Some(_), _) if unverified => Ok(item),
        (Some(_), _) => refused(
            &item,
            "nobody has verified what it names; --unverified takes such names over, too",
        ),
        (None, _) if comment.is_none() => refused(&item, "it says nothing"),
        (None, _) => Ok(item),
    }
}

fn note(comment: Option<String>) -> Said {
    Said::Body(Body::Note(Note { kind: NoteKind::Background, text: comment.unwrap_or_default() }))
}

fn thing(row: &Row<'_>, kind: EntryKind, comment: Option<String>) -> Thing {
    let address = row.get("URI").filter(|uri| is_http(uri));
    let label = row.get("VOCAB_LABEL").and_then(|labels| labels.split('|').next());
    let number = |column: &str| row.get(column).and_then(|number| number.parse::<f64>().ok());
    let geo = number("LAT").zip(number("LNG"));
    Thing {
        kind,
        address: address.map(str::to_owned),
        label: label.map(str::trim).filter(|label| !label.is_empty()).map(str::to_owned),
        geo: geo.filter(|(lat, lon)| lat.abs() <= 90.0 && lon.abs() <= 180.0),
        comment,
    }
}

fn is_http(uri: &str) -> bool {
    let host = uri.strip_prefix("https://").or_else(|| uri.strip_prefix("http://"));
    let odd = |c: char| c.is_whitespace() || c.is_control();
    host.is_some_and(|host| !host.is_empty() && !host.starts_with('/') && !host.contains(odd))
}

/// Comments as paragraphs, then the tags. They are words, not Markdown.
fn comment(row: &Row<'_>) -> Option<String> {
    let parts = |column: &str| -> Vec<String> {
        let all = row.get(column).unwrap_or_default().split('|').map(str::trim);
        all.filter(|part| !part.is_empty()).map(str::to_owned).collect()
    };
    let comments: Vec<String> =
        parts("COMMENTS").iter().map(|one| crate::markdown::words(one)).collect();
    let tags = parts("TAGS");
    let tags: Vec<&str> = tags.iter().map(String::as_str).collect();
    Some(super::tagged(&comments.join("\n\n"), &tags)).filter(|text| !text.is_empty())
}
