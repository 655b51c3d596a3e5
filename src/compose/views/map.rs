//! The map: entries with coordinates.

use super::Composer;
use super::markup::{link, paragraph, table, text};
use super::paths::{MAP, entry_path, relative};
use crate::page::{Drawing, Page, PageKind, Place, Places};
use crate::register::Entry;

/// How many places are drawn, the most mentioned first.
const DRAWN: usize = 200;

/// The map, where any entry has coordinates.
pub(super) fn page(composer: &Composer<'_>) -> Option<Page> {
    let words = composer.words;
    let mentions = |entry: &Entry| composer.dossier.mentions(&entry.id).len();
    let mut entries: Vec<(&Entry, (f64, f64))> =
        composer.entries.iter().filter_map(|entry| Some((*entry, entry.geo?))).collect();
    entries.sort_by_key(|(entry, _)| std::cmp::Reverse(mentions(entry)));
    if entries.is_empty() {
        return None;
    }
    let mut body = vec![paragraph(vec![text(words.text("how-map"))])];
    if entries.len() > DRAWN {
        let cut = words.fill("map-cut", "n", &words.number(DRAWN));
        let all = words.count("entries", entries.len());
        body.push(paragraph(vec![text(cut.replace("{all}", &all))]));
    }
    let head = ["entry", "kind", "coordinates", "mentions"].map(|key| words.text(key));
    let rows = entries.iter().map(|(entry, (latitude, longitude))| {
        vec![
            vec![link(relative(MAP, &entry_path(&entry.id)), &entry.name)],
            vec![text(words.kind(entry.kind))],
            vec![text(coordinates(composer, *latitude, *longitude))],
            vec![text(words.number(mentions(entry)))],
        ]
    });
    body.push(table(&head, rows.collect()));
    let mut page = composer.page(MAP, PageKind::Map, words.text("map"), body);
    let place = |(entry, (latitude, longitude)): &(&Entry, (f64, f64))| Place {
        name: entry.name.clone(),
        kind: entry.kind,
        mentions: mentions(entry),
        latitude: *latitude,
        longitude: *longitude,
        href: relative(MAP, &entry_path(&entry.id)),
    };
    let places = entries.iter().take(DRAWN).map(place).collect();
    page.front.drawing = Some(Drawing::Map(Places { places }));
    Some(page)
}

/// “52,5° N, 13,4° O”.
fn coordinates(composer: &Composer<'_>, latitude: f64, longitude: f64) -> String {
    let words = composer.words;
    let degrees = |value: f64, positive: &str, negative: &str| {
        let side = words.text(if value < 0.0 { negative } else { positive });
        format!("{}° {side}", words.decimal(&value.abs().to_string()))
    };
    let latitude = degrees(latitude, "compass-north", "compass-south");
    format!("{latitude}, {}", degrees(longitude, "compass-east", "compass-west"))
}
