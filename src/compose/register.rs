//! The registers: a page a kind in the language's order, and one over all of them.

use super::Composer;
use super::markup::{anchored, anchored_heading, joined, link, list, paragraph, text};
use super::paths::{REGISTERS, entry_path, register_path, relative};
use crate::locale::Collation;
use crate::markdown::{Block, Inline};
use crate::page::{JUMP, Page, PageKind};
use crate::register::{Entry, EntryKind};
use crate::text::{Slugs, slugify};

/// From this many entries on, a register has an A–Z bar.
const LETTERS_FROM: usize = 20;

/// The registers of all kinds that have entries.
pub(super) fn pages(composer: &Composer<'_>) -> Vec<(EntryKind, Page)> {
    EntryKind::ALL
        .into_iter()
        .filter_map(|kind| {
            let entries = of_kind(composer, kind);
            (!entries.is_empty()).then(|| (kind, page(composer, kind, &entries)))
        })
        .collect()
}

fn of_kind<'a>(composer: &Composer<'a>, kind: EntryKind) -> Vec<&'a Entry> {
    composer.entries.iter().copied().filter(|entry| entry.kind == kind).collect()
}

fn page(composer: &Composer<'_>, kind: EntryKind, entries: &[&Entry]) -> Page {
    let path = register_path(kind);
    let mut body = vec![paragraph(vec![text(composer.words.text("how-register"))])];
    push_entries(composer, entries, &path, &mut body);
    composer.page(&path, PageKind::Register, composer.words.kinds(kind), body)
}

/// All entries of all kinds, as the index at the end of a book; `None` where there is only one kind.
pub(super) fn index(composer: &Composer<'_>) -> Option<Page> {
    let words = composer.words;
    let kinds: Vec<_> = EntryKind::ALL
        .into_iter()
        .filter_map(|kind| {
            let count = of_kind(composer, kind).len();
            let to = link(relative(REGISTERS, &register_path(kind)), words.kinds(kind));
            (count > 0).then(|| vec![to, text(format!(" ({})", words.number(count)))])
        })
        .collect();
    if kinds.len() < 2 {
        return None;
    }
    let mut body = vec![paragraph(vec![text(words.text("how-registers"))])];
    body.push(paragraph(joined(kinds, " · ")));
    push_entries(composer, &composer.entries, REGISTERS, &mut body);
    Some(composer.page(REGISTERS, PageKind::Register, words.text("registers"), body))
}

/// Entries in their order, under their letters where they are many.
fn push_entries(composer: &Composer<'_>, entries: &[&Entry], path: &str, body: &mut Vec<Block>) {
    if entries.len() < LETTERS_FROM {
        body.push(entry_list(composer, entries, path));
        return;
    }
    let collation = Collation::new(&composer.dossier.config.language);
    let mut slugs = Slugs::default();
    let groups: Vec<(String, String, &[&Entry])> = entries
        .chunk_by(|a, b| collation.initial(a.sort_name()) == collation.initial(b.sort_name()))
        .map(|group| {
            let letter = collation.initial(group[0].sort_name());
            let anchor = format!("letter-{}", slugs.claim(&slugify(&letter), "other"));
            (letter, anchor, group)
        })
        .collect();
    let letters = groups.iter().map(|(letter, anchor, _)| vec![link(format!("#{anchor}"), letter)]);
    body.push(anchored(JUMP, joined(letters, " ")));
    for (letter, anchor, group) in &groups {
        body.push(anchored_heading(2, anchor, vec![text(letter)]));
        body.push(entry_list(composer, group, path));
    }
}

fn entry_list(composer: &Composer<'_>, entries: &[&Entry], path: &str) -> Block {
    list(entries.iter().map(|entry| line(composer, entry, path)))
}

/// “Name – description (12 mentions)”; on the page of all kinds with what it is.
fn line(composer: &Composer<'_>, entry: &Entry, path: &str) -> Vec<Inline> {
    let mut line = vec![link(relative(path, &entry_path(&entry.id)), entry.sort_name())];
    if entry.unreviewed {
        line.push(text(format!(" · {}", composer.words.text("unreviewed"))));
    }
    if path == REGISTERS {
        line.push(text(format!(" – {}", composer.words.kind(entry.kind))));
    } else if let Some(description) = &entry.description {
        line.push(text(" – "));
        line.extend(composer.line(description, path));
    }
    let mentions = composer.dossier.mentions(&entry.id).len();
    line.push(text(format!(" ({})", composer.words.count("mentions", mentions))));
    line
}
