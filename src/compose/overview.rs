//! The overview, and the pages that editors wrote.

use super::Composer;
use super::markup::{anchored_heading, heading, joined, link, list, paragraph, text};
use super::paths::{
    CLAIMS, DOCUMENTS, METHOD, OVERVIEW, QUESTIONS, QUOTATIONS, TIMELINE, document_path,
    entry_path, hand_path, register_path, relative,
};
use crate::annotation::Body;
use crate::dossier::HandPage;
use crate::markdown::{Block, Inline};
use crate::page::{APPARATUS, Page, PageKind};
use crate::register::{Entry, EntryKind};

/// How many documents the overview lists.
const DOCUMENTS_SHOWN: usize = 12;
/// How many entries of a kind the overview names.
const ENTRIES_SHOWN: usize = 12;

pub(super) fn page(composer: &Composer<'_>) -> Page {
    let config = &composer.dossier.config;
    let index = composer.dossier.pages.iter().find(|page| page.name == "index");
    let mut body = Vec::new();
    match index {
        Some(page) => body.extend(composer.comment(&without_title(page), OVERVIEW, None, 2)),
        None => body.extend(config.description.clone().map(|d| paragraph(vec![text(d)]))),
    }
    body.push(anchored_heading(2, APPARATUS, vec![text(composer.words.text("documents"))]));
    body.push(documents(composer));
    if !composer.entries.is_empty() {
        body.push(heading(2, vec![text(composer.words.text("registers"))]));
        body.push(registers(composer));
    }
    body.push(heading(2, vec![text(composer.words.text("pages"))]));
    body.push(views(composer));

    let title = index.map_or(&config.title, |page| &page.title);
    let mut page = composer.page(OVERVIEW, PageKind::Overview, title, body);
    page.front.description =
        index.and_then(|page| page.description.clone()).or_else(|| config.description.clone());
    page
}

/// A page's text without a first heading that repeats its title.
fn without_title(page: &HandPage) -> String {
    let text = page.text.trim_start();
    match text.strip_prefix("# ").and_then(|rest| rest.split_once('\n')) {
        Some((first, rest)) if first.trim() == page.title => rest.to_owned(),
        _ => text.to_owned(),
    }
}

fn documents(composer: &Composer<'_>) -> Block {
    let documents = &composer.dossier.documents;
    let mut lines: Vec<Vec<Inline>> = documents
        .iter()
        .take(DOCUMENTS_SHOWN)
        .map(|annotated| {
            let document = &annotated.document;
            let date = document.metadata.sort_date();
            let date = date.map_or_else(
                || composer.words.text("undated").to_owned(),
                |d| composer.words.date(d),
            );
            vec![
                link(relative(OVERVIEW, &document_path(&document.slug)), &document.title),
                text(format!(" – {date}")),
            ]
        })
        .collect();
    if documents.len() > DOCUMENTS_SHOWN {
        let all = composer.words.count("documents", documents.len());
        lines.push(vec![link(
            relative(OVERVIEW, DOCUMENTS),
            format!("{} ({all})", composer.words.text("more-documents")),
        )]);
    }
    list(lines)
}

/// A line a kind: the register, and its most frequent entries.
fn registers(composer: &Composer<'_>) -> Block {
    let mentions = |entry: &Entry| composer.dossier.mentions(&entry.id).len();
    let lines = EntryKind::ALL.into_iter().filter_map(|kind| {
        let mut entries: Vec<&Entry> =
            composer.entries.iter().copied().filter(|entry| entry.kind == kind).collect();
        if entries.is_empty() {
            return None;
        }
        let count = entries.len();
        entries.sort_by_key(|entry| std::cmp::Reverse(mentions(entry)));
        let register = relative(OVERVIEW, &register_path(kind));
        let mut line = vec![
            Inline::Strong(vec![link(register, composer.words.kinds(kind))]),
            text(format!(" ({}): ", composer.words.number(count))),
        ];
        let names = entries
            .iter()
            .take(ENTRIES_SHOWN)
            .map(|entry| vec![link(relative(OVERVIEW, &entry_path(&entry.id)), &entry.name)]);
        line.extend(joined(names, " · "));
        if count > ENTRIES_SHOWN {
            line.push(text(" …"));
        }
        Some(line)
    });
    list(lines)
}

fn views(composer: &Composer<'_>) -> Block {
    let words = composer.words;
    let claims: usize = composer.claims_of.iter().map(Vec::len).sum();
    let questions = composer.all_with(|body| matches!(body, Body::Question(_))).len();
    let quotations = composer.all_with(|body| matches!(body, Body::Quotation(_))).len();
    let view = |path: &str, key: &str, count: Option<String>| {
        let mut line = vec![link(relative(OVERVIEW, path), words.text(key))];
        line.extend(count.map(|count| text(format!(" – {count}"))));
        line
    };
    let mut lines = vec![
        view(TIMELINE, "timeline", None),
        view(QUOTATIONS, "quotations", Some(words.count("quotations", quotations))),
        view(CLAIMS, "claims", Some(words.count("claims", claims))),
        view(QUESTIONS, "questions", Some(words.count("questions", questions))),
    ];
    for page in composer.dossier.pages.iter().filter(|page| page.name != "index") {
        lines.push(vec![link(relative(OVERVIEW, &hand_path(&page.name)), &page.title)]);
    }
    lines.push(view(METHOD, "method", None));
    list(lines)
}

/// The pages that editors wrote, the introduction aside.
pub(super) fn hand_pages(composer: &Composer<'_>) -> Vec<Page> {
    let pages = composer.dossier.pages.iter().filter(|page| page.name != "index");
    pages
        .map(|hand| {
            let path = hand_path(&hand.name);
            let body = composer.comment(&without_title(hand), &path, None, 2);
            let mut page = composer.page(&path, PageKind::Page, &hand.title, body);
            page.front.description.clone_from(&hand.description);
            page.front.formerly = hand.formerly.iter().map(|name| hand_path(name)).collect();
            page
        })
        .collect()
}
