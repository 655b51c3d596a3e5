//! The list of all documents.

use super::Composer;
use super::markup::{link, table, text};
use super::paths::{DOCUMENTS, document_path, relative};
use crate::page::{Page, PageKind};

pub(super) fn page(composer: &Composer<'_>) -> Page {
    let words = composer.words;
    let head = [
        words.text("date"),
        words.text("title"),
        words.text("kind"),
        words.text("language"),
        words.text("words-column"),
    ];
    let rows = composer
        .dossier
        .documents
        .iter()
        .enumerate()
        .map(|(n, annotated)| {
            let document = &annotated.document;
            let date = document.metadata.sort_date();
            let date = date.map_or_else(|| words.text("undated").to_owned(), |d| words.date(d));
            vec![
                vec![text(date)],
                vec![link(relative(DOCUMENTS, &document_path(&document.slug)), &document.title)],
                vec![text(
                    words.document_kind(document.metadata.kind.as_deref().unwrap_or_default()),
                )],
                vec![text(words.language(&document.language))],
                vec![text(words.number(composer.word_counts[n]))],
            ]
        })
        .collect();
    let body = vec![table(&head, rows)];
    composer.page(DOCUMENTS, PageKind::Documents, words.text("documents"), body)
}
