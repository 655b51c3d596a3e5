//! The registers: a page a kind, in the language's order.

use super::Composer;
use super::markup::{anchored_heading, joined, link, list, paragraph, text};
use super::paths::{entry_path, register_path, relative};
use crate::locale::Collation;
use crate::markdown::{Block, Inline};
use crate::page::{Page, PageKind};
use crate::register::{Entry, EntryKind};

/// From this many entries on, a register has an A–Z bar.
const LETTERS_FROM: usize = 20;

/// The registers of all kinds that have entries.
pub(super) fn pages(composer: &Composer<'_>) -> Vec<(EntryKind, Page)> {
    EntryKind::ALL
        .into_iter()
        .filter_map(|kind| {
            let entries: Vec<&Entry> =
                composer.entries.iter().copied().filter(|entry| entry.kind == kind).collect();
            (!entries.is_empty()).then(|| (kind, page(composer, kind, &entries)))
        })
        .collect()
}

fn page(composer: &Composer<'_>, kind: EntryKind, entries: &[&Entry]) -> Page {
    let path = register_path(kind);
    let lettered = entries.len() >= LETTERS_FROM;
    let mut body = vec![paragraph(vec![text(composer.words.text("how-register"))])];
    let groups: Vec<&[&Entry]> = if lettered {
        entries.chunk_by(|a, b| letter(a) == letter(b)).collect()
    } else {
        vec![entries]
    };
    if lettered {
        let letters = groups.iter().map(|group| {
            let letter = letter(group[0]);
            vec![link(format!("#{}", letter_anchor(&letter)), letter)]
        });
        body.push(paragraph(joined(letters, " ")));
    }
    for group in groups {
        if lettered {
            let letter = letter(group[0]);
            body.push(anchored_heading(2, letter_anchor(&letter), vec![text(letter)]));
        }
        body.push(entry_list(composer, group, &path));
    }
    composer.page(&path, PageKind::Register, composer.words.kinds(kind), body)
}

fn letter(entry: &Entry) -> String {
    Collation::initial(entry.sort_name())
}

fn letter_anchor(letter: &str) -> String {
    let slug = crate::text::slugify(letter);
    format!("letter-{}", if slug.is_empty() { "other" } else { &slug })
}

fn entry_list(composer: &Composer<'_>, entries: &[&Entry], path: &str) -> Block {
    list(entries.iter().map(|entry| line(composer, entry, path)))
}

fn line(composer: &Composer<'_>, entry: &Entry, path: &str) -> Vec<Inline> {
    let mut line = vec![link(relative(path, &entry_path(&entry.id)), entry.sort_name())];
    if let Some(description) = &entry.description {
        line.push(text(" – "));
        line.extend(composer.line(description, path));
    }
    let mentions = composer.dossier.mentions(&entry.id).len();
    line.push(text(format!(" ({})", composer.words.count("mentions", mentions))));
    line
}
