//! Documents × entries: how often each document mentions each entry. A page has so many documents as
//! stand side by side, by date; each further page goes on.

use std::collections::BTreeMap;

use super::Composer;
use super::markup::{anchored, joined, link, paragraph, table, text};
use super::paths::{document_path, entry_path, matrix_path, relative};
use crate::annotation::Body;
use crate::dossier::Mention;
use crate::markdown::{Block, Inline};
use crate::page::{PARTS, Page, PageKind};
use crate::register::Entry;

/// How many documents stand side by side.
const DOCUMENTS: usize = 24;
/// How many entries a page has, the most mentioned first.
const ENTRIES: usize = 120;

/// How often a document mentions an entry, and where first.
type Counts<'a> = BTreeMap<&'a str, Vec<(usize, usize, Mention)>>;

pub(super) fn pages(composer: &Composer<'_>) -> Vec<Page> {
    let all = composer.dossier.documents.len();
    let parts = all.div_ceil(DOCUMENTS).max(1);
    (0..parts)
        .map(|part| {
            let documents = part * DOCUMENTS..all.min((part + 1) * DOCUMENTS);
            page(composer, part, parts, documents)
        })
        .collect()
}

fn page(
    composer: &Composer<'_>,
    part: usize,
    parts: usize,
    documents: std::ops::Range<usize>,
) -> Page {
    let words = composer.words;
    let path = matrix_path(part);
    let counts = counts(composer, documents.clone());
    let mut entries: Vec<&Entry> =
        composer.entries.iter().copied().filter(|e| counts.contains_key(&*e.id)).collect();
    let mentions = |entry: &Entry| counts[&*entry.id].iter().map(|(_, n, _)| n).sum::<usize>();
    entries.sort_by_key(|entry| std::cmp::Reverse(mentions(entry)));
    let found = entries.len();
    entries.truncate(ENTRIES);

    let mut body = vec![paragraph(vec![text(words.text("how-matrix"))])];
    if found > ENTRIES {
        let cut = words.fill("matrix-cut", "n", &words.number(ENTRIES));
        body.push(paragraph(vec![text(cut.replace("{all}", &words.count("entries", found)))]));
    }
    if parts > 1 {
        body.push(way(composer, part, parts, &path));
    }
    if entries.is_empty() {
        body.push(paragraph(vec![text(words.text("no-matrix"))]));
    } else {
        body.push(rows(composer, &entries, &counts, documents, &path));
    }
    let title = match part {
        0 => words.text("matrix").to_owned(),
        _ => format!("{} ({})", words.text("matrix"), words.number(part + 1)),
    };
    composer.page(&path, PageKind::Matrix, &title, body)
}

/// The mentions in some documents: per entry the document, how often, and where first.
fn counts<'a>(composer: &Composer<'a>, documents: std::ops::Range<usize>) -> Counts<'a> {
    let mut counts: Counts<'a> = BTreeMap::new();
    let dossier = composer.dossier;
    for document in documents {
        let annotations = dossier.documents[document].annotations.iter().enumerate();
        for (annotation, made) in annotations {
            let Body::Name { entry, .. } = &made.body else { continue };
            let of_entry = counts.entry(entry).or_default();
            match of_entry.last_mut().filter(|(last, ..)| *last == document) {
                Some((_, n, _)) => *n += 1,
                None => of_entry.push((document, 1, Mention { document, annotation })),
            }
        }
    }
    counts
}

fn rows(
    composer: &Composer<'_>,
    entries: &[&Entry],
    counts: &Counts<'_>,
    documents: std::ops::Range<usize>,
    path: &str,
) -> Block {
    let words = composer.words;
    let rows = entries.iter().map(|entry| {
        let mut row = vec![vec![link(relative(path, &entry_path(&entry.id)), &entry.name)]];
        row.extend(documents.clone().map(|_| Vec::new()));
        for (document, n, place) in &counts[&*entry.id] {
            let href = relative(path, &composer.paragraph_path(*place));
            row[document - documents.start + 1] = vec![link(href, words.number(*n))];
        }
        row
    });
    let head = std::iter::repeat_n("", documents.len() + 1).collect::<Vec<_>>();
    let mut table = table(&head, rows.collect());
    if let Block::Table { rows, .. } = &mut table {
        let titles = documents.map(|n| {
            let document = &composer.dossier.documents[n].document;
            vec![link(relative(path, &document_path(&document.slug)), &document.title)]
        });
        rows[0].cells = std::iter::once(vec![text(words.text("entry"))]).chain(titles).collect();
    }
    table
}

/// The other parts, each by the dates of its documents.
fn way(composer: &Composer<'_>, part: usize, parts: usize, path: &str) -> Block {
    let documents = &composer.dossier.documents;
    let date = |n: usize| {
        let date = documents[n].document.metadata.sort_date();
        date.map_or_else(|| composer.words.text("undated").to_owned(), |d| composer.words.date(d))
    };
    // The first page names all, the others their neighbours.
    let near = |other: &usize| part == 0 || *other == 0 || other.abs_diff(part) <= 2;
    let links = (0..parts).filter(near).map(|other| {
        let (first, last) = (other * DOCUMENTS, documents.len().min((other + 1) * DOCUMENTS) - 1);
        let (first, last) = (date(first), date(last));
        let span = if first == last { first } else { format!("{first} – {last}") };
        let name = format!("{} ({span})", composer.words.number(other + 1));
        let this = || vec![Inline::Strong(vec![text(name.clone())])];
        if other == part { this() } else { vec![link(relative(path, &matrix_path(other)), &*name)] }
    });
    let mut line = vec![text(format!("{}: ", composer.words.text("parts-of-page")))];
    line.extend(joined(links, " · "));
    anchored(PARTS, line)
}
