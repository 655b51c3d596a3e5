//! What the search can be narrowed by: only what tells this dossier's pages apart.
//!
//! In go the site's pages, out come the choices that the search page shows. It stands there before any
//! script does, and static/search.js makes it work.

use super::context::{Choice, SearchView};
use crate::document::Language;
use crate::locale::Catalogue;
use crate::page::{Page, Passport};

/// The choices for a site's documents, in the order in which the index has them.
pub(super) fn view(pages: &[Page], words: &Catalogue) -> SearchView {
    let passports = || pages.iter().filter_map(|page| page.front.document.as_ref());
    let kinds = passports().filter_map(|passport| passport.kind.clone());
    let tongues = passports().map(|passport| passport.language.clone());
    SearchView {
        types: several(kinds, |kind| words.document_kind(kind).to_owned()),
        languages: several(tongues, |tag| {
            Language::from_tag(tag)
                .map_or_else(|| tag.clone(), |language| words.language(&language))
        }),
        dated: passports().any(is_dated),
    }
}

/// Different keys with their labels, as they came; none where there is nothing to choose.
fn several(keys: impl Iterator<Item = String>, label: impl Fn(&String) -> String) -> Vec<Choice> {
    let mut all: Vec<Choice> = Vec::new();
    for key in keys {
        if !all.iter().any(|choice| choice.key == key) {
            let label = label(&key);
            all.push(Choice { key, label });
        }
    }
    if all.len() < 2 { Vec::new() } else { all }
}

fn is_dated(passport: &Passport) -> bool {
    let date = passport.date.as_ref().or(passport.published.as_ref());
    date.is_some_and(|date| date.earliest().or(date.latest()).is_some())
}
