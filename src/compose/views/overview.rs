//! The page that leads to all views, each with the sentence that says how it is made.

use super::Composer;
use super::markup::{link, list, paragraph, text};
use super::paths::{
    CLAIMS, MAP, MATRIX, NETWORK, QUESTIONS, QUOTATIONS, TIMELINE, VIEWS, relative,
};
use crate::markdown::Inline;
use crate::page::{Page, PageKind};

pub(super) fn page(composer: &Composer<'_>) -> Page {
    let words = composer.words;
    let mut views = vec![
        (TIMELINE, "timeline", "how-timeline"),
        (NETWORK, "network", "how-network"),
        (MATRIX, "matrix", "how-matrix"),
        (QUOTATIONS, "quotations", "how-quotations"),
        (CLAIMS, "claims", "how-claims"),
        (QUESTIONS, "questions", "how-questions"),
    ];
    if composer.entries.iter().any(|entry| entry.geo.is_some()) {
        views.insert(2, (MAP, "map", "how-map"));
    }
    let lines = views.into_iter().map(|(path, name, how)| {
        let link = link(relative(VIEWS, path), words.text(name));
        vec![Inline::Strong(vec![link]), text(": "), text(words.text(how))]
    });
    let body = vec![paragraph(vec![text(words.text("views-lead"))]), list(lines)];
    composer.page(VIEWS, PageKind::Views, words.text("views"), body)
}
