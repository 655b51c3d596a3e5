//! How much of each came, went, moved and changed.

use std::collections::BTreeMap;

use serde::Serialize;

use super::super::count;
use crate::annotation::Layer;
use crate::compare::{AnnotationChange, Change, Comparison};

/// How many of each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub(super) struct Counts {
    pub(super) added: usize,
    pub(super) removed: usize,
    pub(super) moved: usize,
    pub(super) changed: usize,
}

/// The whole in numbers.
#[derive(Debug, Serialize)]
pub(super) struct Summary {
    pub(super) documents: Counts,
    pub(super) pages: Counts,
    pub(super) entries: Counts,
    pub(super) annotations: Counts,
    pub(super) links: Counts,
    pub(super) settings: usize,
    /// Annotations by layer and maker.
    pub(super) by_layer: Vec<Row>,
}

/// The annotations of a layer that were made alike.
#[derive(Debug, Serialize)]
pub(super) struct Row {
    pub(super) layer: Layer,
    pub(super) maker: &'static str,
    #[serde(flatten)]
    pub(super) counts: Counts,
}

impl Counts {
    fn of(changes: impl IntoIterator<Item = Change>) -> Self {
        let mut counts = Self::default();
        changes.into_iter().for_each(|change| counts.add(change));
        counts
    }

    fn add(&mut self, change: Change) {
        *match change {
            Change::Added => &mut self.added,
            Change::Removed => &mut self.removed,
            Change::Moved => &mut self.moved,
            Change::Changed => &mut self.changed,
        } += 1;
    }

    /// `2 documents added, 1 changed`; `None` for nothing.
    fn words(self, singular: &str) -> Option<String> {
        let all = [
            (self.added, "added"),
            (self.removed, "removed"),
            (self.moved, "moved"),
            (self.changed, "changed"),
        ];
        let mut parts = all.into_iter().filter(|(number, _)| *number > 0);
        let (number, what) = parts.next()?;
        let first = format!("{} {what}", count::of(number, singular));
        let rest = parts.map(|(number, what)| format!("{number} {what}"));
        Some(std::iter::once(first).chain(rest).collect::<Vec<_>>().join(", "))
    }
}

impl Summary {
    pub(super) fn new(comparison: &Comparison) -> Self {
        let mut by_layer: BTreeMap<(usize, &'static str), Row> = BTreeMap::new();
        for change in &comparison.annotations {
            let maker = maker(change);
            let row = by_layer.entry((change.layer.rank(), maker)).or_insert(Row {
                layer: change.layer,
                maker,
                counts: Counts::default(),
            });
            row.counts.add(change.how);
        }
        Self {
            documents: Counts::of(comparison.documents.iter().map(|one| one.how)),
            pages: Counts::of(comparison.pages.iter().map(|one| one.how)),
            entries: Counts::of(comparison.entries.iter().map(|one| one.how)),
            annotations: Counts::of(comparison.annotations.iter().map(|one| one.how)),
            links: Counts::of(comparison.links.iter().map(|one| one.how)),
            settings: comparison.settings.len(),
            by_layer: by_layer.into_values().collect(),
        }
    }

    /// A phrase for each kind of thing that differs.
    pub(super) fn phrases(&self) -> Vec<String> {
        let settings =
            (self.settings > 0).then(|| format!("{} changed", count::of(self.settings, "setting")));
        let all = [
            self.documents.words("document"),
            self.pages.words("page"),
            self.entries.words("entry"),
            self.annotations.words("annotation"),
            self.links.words("link"),
            settings,
        ];
        all.into_iter().flatten().collect()
    }
}

/// What an annotation is made by, or was.
pub(super) fn maker(change: &AnnotationChange) -> &'static str {
    change.now.as_ref().or(change.before.as_ref()).map_or("", |side| side.maker)
}
