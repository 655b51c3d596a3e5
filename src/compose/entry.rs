//! A register entry's page: what it is and what it is called in the texts, when it is mentioned, with
//! whom, what it says and what is said of it, and every mention in context.

mod forms;
mod kwic;
mod over_time;
mod said;

pub(super) use said::{about, said};

use super::Composer;
use super::markup::{anchored, anchored_heading, joined, link, list, strong, text};
use super::paths::{entry_path, register_path, relative};
use super::timeline::date_path;
use crate::markdown::{Block, Inline};
use crate::page::{EntryCard, JUMP, Page, PageKind};
use crate::register::Entry;

/// A section of the page, where it has something to say.
struct Section {
    /// The string that names it, and its anchor.
    key: &'static str,
    /// How much there is.
    count: Option<usize>,
    blocks: Vec<Block>,
}

pub(super) fn page(composer: &Composer<'_>, entry: &Entry) -> Page {
    let path = entry_path(&entry.id);
    let mentions = composer.dossier.mentions(&entry.id);
    let over_time = over_time::bars(composer, mentions);
    let mut sections: Vec<Section> = over_time::section(composer, &over_time).into_iter().collect();
    sections.extend(said::sections(composer, entry, &path));
    sections.push(kwic::section(composer, mentions, &path));

    let mut body = Vec::new();
    if entry.unreviewed {
        body.push(anchored("unreviewed", vec![text(composer.words.text("about-unreviewed"))]));
    }
    if let Some(description) = &entry.description {
        body.push(anchored("description", composer.line(description, &path)));
    }
    body.push(facts(composer, entry, &path));
    if let Some(note) = &entry.note {
        body.extend(composer.comment(note, &path, None, 2));
    }
    body.extend(jump(composer, &sections));
    for section in sections {
        let title = composer.words.text(section.key);
        let title = match section.count {
            Some(n) => format!("{title} ({})", composer.words.number(n)),
            None => title.to_owned(),
        };
        body.push(anchored_heading(2, section.key, vec![text(title)]));
        body.extend(section.blocks);
    }

    let mut page = composer.page(&path, PageKind::Entry, &entry.name, body);
    page.front.description =
        entry.description.as_ref().map(|d| crate::markdown::plain_text(&composer.line(d, &path)));
    page.front.formerly = entry.formerly.iter().map(|id| entry_path(id)).collect();
    page.front.entry = Some(EntryCard {
        id: entry.id.clone(),
        kind: entry.kind.key().to_owned(),
        aliases: entry.aliases.clone(),
        same_as: entry.same_as.clone(),
        geo: entry.geo,
        date: entry.date.clone(),
        mentions: mentions.len(),
        over_time: over_time.bars,
        unreviewed: entry.unreviewed,
    });
    page
}

/// The way to each section, with how much there is; none where there is only one.
fn jump(composer: &Composer<'_>, sections: &[Section]) -> Option<Block> {
    let counted: Vec<_> = sections
        .iter()
        .filter_map(|section| {
            let label = composer.words.text(section.key);
            let count = composer.words.number(section.count?);
            Some(vec![link(format!("#{}", section.key), label), text(format!("\u{a0}{count}"))])
        })
        .collect();
    (counted.len() > 1).then(|| anchored(JUMP, joined(counted, " · ")))
}

/// Kind, other names, the forms found, identifiers, date, place, what it is part of and what is part of it.
fn facts(composer: &Composer<'_>, entry: &Entry, path: &str) -> Block {
    let words = composer.words;
    let kind = link(relative(path, &register_path(entry.kind)), words.kind(entry.kind));
    let mut lines = vec![vec![strong(words.text("kind")), text(": "), kind]];
    let mut fact = |key: &str, content: Vec<Inline>| {
        let mut line = vec![strong(words.text(key)), text(": ")];
        line.extend(content);
        lines.push(line);
    };
    if !entry.aliases.is_empty() {
        fact("aliases", vec![text(entry.aliases.join(" · "))]);
    }
    if let Some(forms) = forms::line(composer, entry) {
        fact("forms", vec![text(forms)]);
    }
    if let Some(date) = &entry.date {
        fact("date", vec![link(relative(path, &date_path(date)), words.date(date))]);
    }
    if let Some((latitude, longitude)) = entry.geo {
        let latitude = words.decimal(&format!("{latitude}"));
        fact(
            "coordinates",
            vec![text(format!("{latitude}° / {}°", words.decimal(&format!("{longitude}"))))],
        );
    }
    let entry_link =
        |entry: &Entry| vec![link(relative(path, &entry_path(&entry.id)), &entry.name)];
    if let Some(whole) = entry.part_of.as_ref().and_then(|id| composer.dossier.register.get(id)) {
        fact("part-of", entry_link(whole));
    }
    let parts = composer.parts.get(entry.id.as_str()).into_iter().flatten();
    let parts: Vec<_> = parts.map(|entry| entry_link(entry)).collect();
    if !parts.is_empty() {
        fact("parts", joined(parts, " · "));
    }
    if !entry.same_as.is_empty() {
        let links = entry.same_as.iter().map(|url| vec![link(url.clone(), identifier(url))]);
        fact("identifiers", joined(links, " · "));
    }
    list(lines)
}

/// `https://www.wikidata.org/wiki/Q22686` → “wikidata.org Q22686”.
fn identifier(url: &str) -> String {
    let bare = url.split_once("://").map_or(url, |(_, rest)| rest);
    let (host, rest) = bare.split_once('/').unwrap_or((bare, ""));
    let last = rest.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    format!("{} {last}", host.trim_start_matches("www.")).trim_end().to_owned()
}
