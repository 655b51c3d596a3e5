//! The list of all documents.

use super::Composer;
use super::markup::{link, table_called, text};
use super::paths::{DOCUMENTS, document_path, relative};
use crate::markdown::Inline;
use crate::page::{DOCUMENT_LIST, Page, PageKind};

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
            let date = match date {
                Some(date) => Inline::Time {
                    datetime: date.to_string(),
                    content: vec![text(words.date(date))],
                },
                None => text(words.text("undated")),
            };
            let mut title =
                vec![link(relative(DOCUMENTS, &document_path(&document.slug)), &document.title)];
            let tier = composer.tier(&document.metadata.publish.clone().unwrap_or_default());
            title.extend(tier.map(|tier| text(format!(" ({tier})"))));
            vec![
                vec![date],
                title,
                vec![text(
                    words.document_kind(document.metadata.kind.as_deref().unwrap_or_default()),
                )],
                vec![text(words.language(&document.language))],
                vec![text(words.number(composer.word_counts[n]))],
            ]
        })
        .collect();
    let body = vec![table_called(DOCUMENT_LIST, &head, rows)];
    composer.page(DOCUMENTS, PageKind::Documents, words.text("documents"), body)
}
