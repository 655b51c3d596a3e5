//! Documents and the editors' pages: which are new, gone, called otherwise or changed, and in which words.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::Change;
use super::fields::{self, FieldChange};
use super::paragraphs::{self, Paragraph, ParagraphChange};
use crate::document::Document;
use crate::dossier::{Dossier, HandPage};

/// A document that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DocumentChange {
    /// What became of it; one that moved may have changed, too.
    pub how: Change,
    /// Its page's address, now or as long as it was there.
    pub page: String,
    /// The address that it had before, where that is another one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page_before: Option<String>,
    /// Its seed's path in the dossier.
    pub seed: String,
    /// The seed's path before, where that is another one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seed_before: Option<String>,
    /// Its title.
    pub title: String,
    /// How many paragraphs it has.
    pub paragraphs: usize,
    /// What is known of it otherwise.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldChange>,
    /// Its text, and what editors wrote above it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<ParagraphChange>,
}

/// A page of the editors' that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PageChange {
    /// What became of it.
    pub how: Change,
    /// Its address.
    pub page: String,
    /// The address before, where that is another one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page_before: Option<String>,
    /// Its title.
    pub title: String,
    /// Its text.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<ParagraphChange>,
}

/// Documents by their indices, before and now, by the path of the seed; each once.
pub(super) fn pairs(before: &Dossier, now: &Dossier) -> Vec<(Option<usize>, Option<usize>)> {
    let mut free: BTreeMap<&str, usize> = BTreeMap::new();
    let mut sums: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut slugs: BTreeMap<&str, usize> = BTreeMap::new();
    for (n, annotated) in before.documents.iter().enumerate() {
        free.insert(&annotated.document.provenance.path, n);
    }
    let paths: BTreeSet<&str> =
        now.documents.iter().map(|one| &one.document.provenance.path[..]).collect();
    for (n, annotated) in before.documents.iter().enumerate().rev() {
        let document = &annotated.document;
        if !paths.contains(&document.provenance.path[..]) {
            sums.entry(&document.provenance.sha256).or_default().push(n);
            slugs.insert(&document.slug, n);
        }
    }
    let mut taken = BTreeSet::new();
    let mut pairs = Vec::new();
    for (n, annotated) in now.documents.iter().enumerate() {
        let document = &annotated.document;
        let same = free.get(&document.provenance.path[..]).copied();
        let by_sum = || {
            sums.get(&document.provenance.sha256[..])?.iter().find(|n| !taken.contains(*n)).copied()
        };
        let formerly = document.metadata.formerly.iter().chain([&document.slug]);
        let by_slug = || {
            formerly.filter_map(|slug| slugs.get(&slug[..])).find(|n| !taken.contains(*n)).copied()
        };
        let old = same.or_else(by_sum).or_else(by_slug);
        taken.extend(old);
        pairs.push((old, Some(n)));
    }
    let gone = (0..before.documents.len()).filter(|n| !taken.contains(n));
    pairs.extend(gone.map(|n| (Some(n), None)));
    pairs.sort_by_key(|(old, new)| {
        let of =
            |dossier: &Dossier, n: usize| dossier.documents[n].document.provenance.path.clone();
        new.map(|n| of(now, n)).or_else(|| old.map(|n| of(before, n)))
    });
    pairs
}

/// The paragraphs of a document with their anchors.
pub(super) fn of_document(document: &Document) -> Vec<Paragraph<'_>> {
    let leaves = document.leaves.iter();
    leaves.map(|leaf| (leaf.id.clone(), document.slice(&leaf.span))).collect()
}

pub(super) fn documents(
    before: &Dossier,
    now: &Dossier,
    pairs: &[(Option<usize>, Option<usize>)],
) -> Vec<DocumentChange> {
    let mut changes = Vec::new();
    for &(old, new) in pairs {
        let (old, new) = (old.map(|n| &before.documents[n]), new.map(|n| &now.documents[n]));
        let Some(shown) = new.or(old) else { continue };
        let document = &shown.document;
        let mut change = DocumentChange {
            how: Change::Changed,
            page: address(&document.slug),
            page_before: None,
            seed: format!("seeds/{}", document.provenance.path),
            seed_before: None,
            title: document.title.clone(),
            paragraphs: document.leaves.len(),
            fields: Vec::new(),
            changes: Vec::new(),
        };
        match (old, new) {
            (None, _) => change.how = Change::Added,
            (_, None) => change.how = Change::Removed,
            (Some(old), Some(new)) => {
                let earlier = &old.document;
                change.page_before =
                    (earlier.slug != document.slug).then(|| address(&earlier.slug));
                let path = &earlier.provenance.path;
                change.seed_before =
                    (*path != document.provenance.path).then(|| format!("seeds/{path}"));
                change.fields = fields::changes(&earlier.metadata, &document.metadata);
                change.fields.retain(|field| !matches!(&field.field[..], "slug" | "formerly"));
                let (a, b) = (of_page(&old.introduction), of_page(&new.introduction));
                change.changes = paragraphs::changes(&a, &b);
                change
                    .changes
                    .extend(paragraphs::changes(&of_document(earlier), &of_document(document)));
                let moved = change.page_before.is_some() || change.seed_before.is_some();
                if moved {
                    change.how = Change::Moved;
                } else if change.fields.is_empty() && change.changes.is_empty() {
                    continue;
                }
            }
        }
        changes.push(change);
    }
    changes
}

fn address(slug: &str) -> String {
    format!("documents/{slug}.html")
}

/// The paragraphs of what an editor wrote, numbered.
fn of_page(text: &str) -> Vec<Paragraph<'_>> {
    let text = text.trim();
    let parts = text.split("\n\n").map(str::trim).filter(|part| !part.is_empty());
    parts.enumerate().map(|(n, part)| (format!("§ {}", n + 1), part)).collect()
}

pub(super) fn pages(before: &Dossier, now: &Dossier) -> Vec<PageChange> {
    let by_name = |dossier: &'_ Dossier, name: &str| -> Option<usize> {
        dossier.pages.iter().position(|page| page.name == name)
    };
    let mut known = BTreeSet::new();
    let mut changes = Vec::new();
    for page in &now.pages {
        let former = page.formerly.iter().filter(|name| by_name(now, name).is_none());
        let old = [&page.name].into_iter().chain(former).find_map(|name| by_name(before, name));
        let Some(old) = old.map(|n| &before.pages[n]) else {
            changes.push(change(Change::Added, page));
            continue;
        };
        known.insert(old.name.as_str());
        let mut change = change(Change::Changed, page);
        change.changes = paragraphs::changes(&of_page(&old.text), &of_page(&page.text));
        if old.name != page.name {
            change.how = Change::Moved;
            change.page_before = Some(format!("{}.html", old.name));
        }
        if change.how == Change::Moved || !change.changes.is_empty() || old.title != page.title {
            changes.push(change);
        }
    }
    let gone = before.pages.iter().filter(|page| !known.contains(page.name.as_str()));
    changes.extend(gone.map(|page| change(Change::Removed, page)));
    changes.sort_by(|a, b| a.page.cmp(&b.page));
    changes
}

fn change(how: Change, page: &HandPage) -> PageChange {
    let (address, title) = (format!("{}.html", page.name), page.title.clone());
    PageChange { how, page: address, page_before: None, title, changes: Vec::new() }
}
