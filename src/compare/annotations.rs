//! Annotations that came, went, moved to other words or say something else.
//!
//! Those of a paragraph are compared with those of the paragraph that it was. What is left is looked for in
//! the rest of its document: the same elsewhere has moved; another word on the same quote, or another quote
//! under the same id, has changed.

use std::collections::{BTreeMap, VecDeque};

use serde::Serialize;

use super::Change;
use super::links::Renamed;
use super::pages::of_document;
use super::paragraphs::aligned;
use crate::annotation::{Annotation, Body, Layer};
use crate::dossier::{Annotated, Dossier};
use crate::text::one_line;

/// An annotation that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AnnotationChange {
    /// What became of it.
    pub how: Change,
    /// The document's page.
    pub page: String,
    /// Its layer.
    pub layer: Layer,
    /// As it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<Side>,
    /// As it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub now: Option<Side>,
}

/// An annotation before or now.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Side {
    /// The paragraph in which its words begin.
    pub at: String,
    /// The words, in one line.
    pub words: String,
    /// What is said of them, in a word.
    pub value: String,
    /// `rule`, `register`, `editor`, `import`.
    pub maker: &'static str,
    /// The rule's, person's or import's name; perhaps empty.
    pub by: String,
    /// The editor's own words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
}

/// An annotation with all by which it is compared.
#[derive(Clone)]
struct One<'a> {
    annotation: &'a Annotation,
    layer: Layer,
    leaf: usize,
    side: Side,
}

impl One<'_> {
    fn key(&self) -> (Layer, String, String, String, Option<String>) {
        let Side { words, value, maker, by, comment, .. } = &self.side;
        (self.layer, words.clone(), value.clone(), format!("{maker} {by}"), comment.clone())
    }
}

pub(super) fn changes(
    before: &Dossier,
    now: &Dossier,
    documents: &[(Option<usize>, Option<usize>)],
    renamed: &Renamed,
) -> Vec<AnnotationChange> {
    let mut found = Vec::new();
    for &(old, new) in documents {
        let (old, new) = (old.map(|n| &before.documents[n]), new.map(|n| &now.documents[n]));
        let page = new.or(old).map_or("", |one| &one.document.slug);
        let page = format!("documents/{page}.html");
        found.extend(of_document_pair(old, new, renamed).into_iter().map(
            |(how, layer, before, now)| AnnotationChange {
                how,
                page: page.clone(),
                layer,
                before,
                now,
            },
        ));
    }
    found
}

type Found = (Change, Layer, Option<Side>, Option<Side>);

fn of_document_pair(
    before: Option<&Annotated>,
    now: Option<&Annotated>,
    renamed: &Renamed,
) -> Vec<Found> {
    let mut old = before.map(|one| all(one, Some(renamed))).unwrap_or_default();
    let mut new = now.map(|one| all(one, None)).unwrap_or_default();
    let became = became(before, now);
    let mut found = Vec::new();
    // The same in the paragraph that it was in: nothing to say.
    take_pairs(
        &mut old,
        &mut new,
        |one| {
            let leaf = became.get(&one.leaf).copied();
            leaf.map(|leaf| (leaf, one.key()))
        },
        |one| Some((one.leaf, one.key())),
        |_, _| {},
    );
    // The same elsewhere.
    take_pairs(
        &mut old,
        &mut new,
        |one| Some(one.key()),
        |one| Some(one.key()),
        |a, b| {
            found.push((Change::Moved, b.layer, Some(a.side), Some(b.side)));
        },
    );
    // Other words about the same quote, by anybody.
    let quote = |one: &One<'_>, leaf: usize| (leaf, one.layer, one.side.words.clone());
    take_pairs(
        &mut old,
        &mut new,
        |one| became.get(&one.leaf).map(|&leaf| quote(one, leaf)),
        |one| Some(quote(one, one.leaf)),
        |a, b| found.push((Change::Changed, b.layer, Some(a.side), Some(b.side))),
    );
    // Another quote above the same words of an editor's.
    let said = |one: &One<'_>| {
        let Side { value, maker, by, comment, .. } = &one.side;
        Some((one.layer, value.clone(), *maker, by.clone(), comment.clone()?))
    };
    take_pairs(&mut old, &mut new, said, said, |a, b| {
        found.push((Change::Changed, b.layer, Some(a.side), Some(b.side)));
    });
    // Another quote under the id that an editor gave.
    let id =
        |one: &One<'_>| (!one.annotation.creator.is_machine()).then(|| one.annotation.id.clone());
    take_pairs(&mut old, &mut new, id, id, |a, b| {
        found.push((Change::Changed, b.layer, Some(a.side), Some(b.side)));
    });
    found.extend(old.into_iter().map(|one| (Change::Removed, one.layer, Some(one.side), None)));
    found.extend(new.into_iter().map(|one| (Change::Added, one.layer, None, Some(one.side))));
    let order = |found: &Found| {
        let side = found.3.as_ref().or(found.2.as_ref());
        let number = side.and_then(|side| {
            side.at.trim_start_matches(['p', 's']).split('c').next()?.parse::<usize>().ok()
        });
        (number, side.map(|side| side.at.clone()), found.1, found.0.key(), side.cloned())
    };
    found.sort_by_cached_key(order);
    found
}

/// Into which leaf each leaf went.
fn became(before: Option<&Annotated>, now: Option<&Annotated>) -> BTreeMap<usize, usize> {
    let (Some(before), Some(now)) = (before, now) else { return BTreeMap::new() };
    let pairs = aligned(&of_document(&before.document), &of_document(&now.document));
    pairs.into_iter().filter_map(|(old, new)| Some((old?, new?))).collect()
}

/// All annotations of a document; ids of entries as they are now.
fn all<'a>(annotated: &'a Annotated, renamed: Option<&Renamed>) -> Vec<One<'a>> {
    let document = &annotated.document;
    let annotations = annotated.annotations.iter();
    annotations
        .filter_map(|annotation| {
            let leaf = document.leaf_at(annotation.target.start)?;
            let words = document.slice(&annotation.target);
            let value = annotation.body.value();
            let value = match (&annotation.body, renamed) {
                (Body::Name { .. } | Body::Quotation(_), Some(renamed)) => renamed.id(&value),
                _ => value,
            };
            let side = Side {
                at: document.leaves[leaf].id.clone(),
                words: one_line(words),
                value,
                maker: annotation.creator.kind(),
                by: annotation.creator.name().to_owned(),
                comment: annotation.body.comment().map(str::to_owned),
            };
            Some(One { annotation, layer: annotation.layer(), leaf, side })
        })
        .collect()
}

/// Takes from both lists what has the same key, in their order, and hands it on.
fn take_pairs<'a, K: Ord>(
    old: &mut Vec<One<'a>>,
    new: &mut Vec<One<'a>>,
    key_of_old: impl Fn(&One<'a>) -> Option<K>,
    key_of_new: impl Fn(&One<'a>) -> Option<K>,
    mut matched: impl FnMut(One<'a>, One<'a>),
) {
    let mut waiting: BTreeMap<K, VecDeque<usize>> = BTreeMap::new();
    for (n, one) in new.iter().enumerate() {
        if let Some(key) = key_of_new(one) {
            waiting.entry(key).or_default().push_back(n);
        }
    }
    let mut taken = vec![false; new.len()];
    let mut left = Vec::new();
    for one in std::mem::take(old) {
        let key = key_of_old(&one);
        match key.and_then(|key| waiting.get_mut(&key)?.pop_front()) {
            Some(n) => {
                taken[n] = true;
                matched(one, new[n].clone());
            }
            None => left.push(one),
        }
    }
    *old = left;
    let mut n = 0;
    new.retain(|_| {
        n += 1;
        !taken[n - 1]
    });
}
