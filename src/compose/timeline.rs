//! The timeline: events, documents and all dates of the texts in order.

use std::collections::BTreeMap;

use super::Composer;
use super::markup::{anchored, anchored_heading, joined, link, list, paragraph, strong, text};
use super::paths::{TIMELINE, document_path, entry_path, relative};
use crate::annotation::Body;
use crate::edtf::{Day, Edtf};
use crate::markdown::{Block, Inline};
use crate::page::{JUMP, Page, PageKind};
use crate::text::slugify;

/// More years than this are led to by decades.
const YEARS: usize = 40;
/// The anchor of the dates without a place, and the string that names them.
const UNPLACED: &str = "unplaced";

/// Where a date stands on the timeline.
pub(super) fn date_path(date: &Edtf) -> String {
    format!("{TIMELINE}#{}", anchor(date))
}

/// `?2020-09-15` → `d-u2020-09-15`: an anchor of plain letters, different for different dates.
pub(crate) fn anchor(date: &Edtf) -> String {
    let spelled: String = date
        .to_string()
        .chars()
        .map(|c| match c {
            '?' => "u".to_owned(),
            '~' => "c".to_owned(),
            '%' => "uc".to_owned(),
            '/' => "-to-".to_owned(),
            '[' => "one-of-".to_owned(),
            ',' => "-or-".to_owned(),
            other => other.to_string(),
        })
        .collect();
    format!("d-{}", slugify(&spelled.replace("..", "open")))
}

/// The order of the timeline: by the first day a date could be, then the last, then its spelling.
type Order = (Option<Day>, Option<Day>, String);

/// What happened on one date, a line each.
#[derive(Default)]
struct Happened {
    events: Vec<Vec<Inline>>,
    documents: Vec<Vec<Inline>>,
    mentioned: Vec<Vec<Inline>>,
}

pub(super) fn page(composer: &Composer<'_>) -> Page {
    let words = composer.words;
    let mut dated: BTreeMap<Order, (Edtf, Happened)> = BTreeMap::new();
    collect(composer, |date, add| {
        let key = (date.earliest().or(date.latest()), date.latest(), date.to_string());
        let (_, happened) = dated.entry(key).or_insert_with(|| (date.clone(), Happened::default()));
        add(happened);
    });
    let mut body = vec![paragraph(vec![text(words.text("how-timeline"))])];
    if dated.is_empty() {
        body.push(paragraph(vec![text(words.text("no-dates"))]));
    }
    let mut year = None;
    let (unplaced, placed): (Vec<_>, Vec<_>) =
        dated.into_iter().partition(|((day, ..), _)| day.is_none());
    let years: Vec<i32> =
        placed.iter().filter_map(|((day, ..), _)| Some(day.as_ref()?.year)).collect();
    body.extend(jump(composer, years, !unplaced.is_empty()));
    for ((day, ..), (date, happened)) in placed {
        let this = day.map(|day| day.year);
        if this != year {
            year = this;
            let year = this.unwrap_or_default();
            body.push(anchored_heading(2, year_anchor(year), vec![text(year.to_string())]));
        }
        push_date(composer, &date, happened, &mut body);
    }
    if !unplaced.is_empty() {
        body.push(anchored_heading(2, UNPLACED, vec![text(words.text(UNPLACED))]));
        body.push(paragraph(vec![text(words.text("unplaced-text"))]));
        for (_, (date, happened)) in unplaced {
            push_date(composer, &date, happened, &mut body);
        }
    }
    let mut page = composer.page(TIMELINE, PageKind::Timeline, words.text("timeline"), body);
    page.front.drawing = composer.dates_drawn();
    page
}

/// The way to the years, or to the first of each decade where there are many; ascending, each as
/// often as it has dates.
fn jump(composer: &Composer<'_>, mut years: Vec<i32>, unplaced: bool) -> Option<Block> {
    years.dedup();
    if years.len() > YEARS {
        years.dedup_by_key(|year| year.div_euclid(10));
    }
    let to_year = |year: &i32| vec![link(format!("#{}", year_anchor(*year)), year.to_string())];
    let mut links: Vec<_> = years.iter().map(to_year).collect();
    if unplaced {
        links.push(vec![link(format!("#{UNPLACED}"), composer.words.text(UNPLACED))]);
    }
    (links.len() > 1).then(|| anchored(JUMP, joined(links, " · ")))
}

/// Astronomical years may be negative: `y-1924`, `y-bc-44`.
fn year_anchor(year: i32) -> String {
    let era = if year < 0 { "bc-" } else { "" };
    format!("y-{era}{}", year.unsigned_abs())
}

fn push_date(composer: &Composer<'_>, date: &Edtf, happened: Happened, body: &mut Vec<Block>) {
    let time = Inline::Time {
        datetime: date.to_string(),
        content: vec![strong(composer.words.date(date))],
    };
    body.push(anchored(anchor(date), vec![time]));
    let Happened { events, documents, mentioned } = happened;
    body.push(list(events.into_iter().chain(documents).chain(mentioned)));
}

/// Hands every dated thing to `add`.
fn collect(composer: &Composer<'_>, mut add: impl FnMut(&Edtf, &mut dyn FnMut(&mut Happened))) {
    let words = composer.words;
    for entry in &composer.entries {
        if let Some(date) = &entry.date {
            let line = vec![
                link(relative(TIMELINE, &entry_path(&entry.id)), &entry.name),
                text(format!(" ({})", words.kind(entry.kind))),
            ];
            add(date, &mut |happened| happened.events.push(line.clone()));
        }
    }
    for (n, annotated) in composer.dossier.documents.iter().enumerate() {
        let document = &annotated.document;
        let path = relative(TIMELINE, &document_path(&document.slug));
        if let Some(date) = document.metadata.sort_date() {
            let line =
                vec![text(format!("{}: ", words.text("written"))), link(path, &document.title)];
            add(date, &mut |happened| happened.documents.push(line.clone()));
        }
        for place in composer.in_document(n, |body| matches!(body, Body::Date { .. })) {
            let Body::Date { value, .. } = &composer.dossier.annotation(place).body else {
                continue;
            };
            let href = relative(TIMELINE, &composer.paragraph_path(place));
            let name =
                format!("{}, {}", document.title, composer.paragraph_name(composer.anchor(place)));
            let mut line = vec![link(href, name), text(": ")];
            line.extend(composer.in_context(place));
            add(value, &mut |happened| happened.mentioned.push(line.clone()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors_tell_dates_apart() {
        let anchors: std::collections::BTreeSet<_> = [
            "2020-08-03",
            "2020-08-03?",
            "2020-08-03~",
            "?2020-08-03",
            "2020-08",
            "../2020-08",
            "2020-08/..",
            "[2020-08-02,2020-08-03]",
            "2020-08-02/2020-08-03",
        ]
        .iter()
        .map(|date| anchor(&Edtf::parse(date).unwrap()))
        .collect();
        assert_eq!(anchors.len(), 9, "{anchors:?}");
    }
}
