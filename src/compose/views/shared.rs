//! The passages behind the network: for each entry a page of the paragraphs that it shares with
//! others.

use rayon::prelude::*;

use super::Composer;
use super::markup::{anchored_heading, link, list, paragraph, text};
use super::passage::passage;
use super::paths::{NETWORK, document_path, entry_path, relative, shared_anchor, shared_path};
use crate::dossier::Paragraph;
use crate::markdown::{Block, Inline};
use crate::page::{Page, PageKind};
use crate::register::Entry;

/// How many others a page names, the closest first.
pub(in crate::compose) const PARTNERS: usize = 40;
/// How many paragraphs of a pair are shown.
const PASSAGES: usize = 12;

/// A page for each entry that shares a paragraph with another.
pub(super) fn pages(composer: &Composer<'_>) -> Vec<Page> {
    let entries = composer.entries.par_iter().filter(|e| composer.together.contains_key(&e.id));
    entries.map(|entry| page(composer, entry)).collect()
}

fn page(composer: &Composer<'_>, entry: &Entry) -> Page {
    let words = composer.words;
    let path = shared_path(&entry.id);
    let others = composer.together.get(&entry.id).map_or(&[][..], Vec::as_slice);
    let lead = vec![
        text(format!("{} {}: ", words.text("how-shared"), words.text("entry"))),
        link(relative(&path, &entry_path(&entry.id)), &entry.name),
        text(" · "),
        link(relative(&path, NETWORK), words.text("network")),
    ];
    let mut body = vec![paragraph(lead)];
    if others.len() > PARTNERS {
        let all = words.count("entries", others.len());
        let cut = words.fill("shared-cut", "n", &words.number(PARTNERS));
        body.push(paragraph(vec![text(cut.replace("{all}", &all))]));
    }
    for (other, _) in others.iter().take(PARTNERS) {
        if let Some(other) = composer.dossier.register.get(other) {
            push_pair(composer, entry, other, &path, &mut body);
        }
    }
    let title = words.fill("shared-title", "name", &entry.name);
    let mut page = composer.page(&path, PageKind::Shared, &title, body);
    page.front.formerly = entry.formerly.iter().map(|id| shared_path(id)).collect();
    page
}

fn push_pair(composer: &Composer<'_>, a: &Entry, b: &Entry, path: &str, body: &mut Vec<Block>) {
    let words = composer.words;
    let key = if a.id < b.id { (a.id.as_str(), b.id.as_str()) } else { (&*b.id, &*a.id) };
    let shared = composer.shared.get(&key).map_or(&[][..], Vec::as_slice);
    let mut head = vec![link(relative(path, &entry_path(&b.id)), &b.name)];
    head.push(text(format!(" ({})", words.count("paragraphs-shared", shared.len()))));
    body.push(anchored_heading(2, shared_anchor(&b.id), head));
    let lines = shared.iter().take(PASSAGES).map(|place| line(composer, *place, [a, b], path));
    let mut lines: Vec<_> = lines.collect();
    if shared.len() > PASSAGES {
        let more = words.count("paragraphs-more", shared.len() - PASSAGES);
        lines.push(vec![text(more)]);
    }
    body.push(list(lines));
}

/// Where, and the words around both names.
fn line(
    composer: &Composer<'_>,
    (document, leaf): Paragraph,
    entries: [&Entry; 2],
    path: &str,
) -> Vec<Inline> {
    let of = &composer.dossier.documents[document].document;
    let anchor = of.leaves[leaf].anchor();
    let to = format!("{}#{anchor}", document_path(&of.slug));
    let name = format!("{}, {}", of.title, composer.paragraph_name(anchor));
    let mut line = vec![link(relative(path, &to), name), text(": ")];
    line.extend(passage(composer, (document, leaf), entries));
    line
}
