//! Styles over running text, which need not nest with blocks or with each other.

use super::tag::Tag;
use crate::document::StyleKind;
use crate::ingest::leaf::LeafText;

/// Most styles that are open at a time; further ones are not shown.
const MAX_STYLES: usize = 64;

/// The styles that are open at a place of a page.
#[derive(Debug, Default)]
pub(super) struct Styles {
    open: Vec<Styled>,
    /// The numbers of those that are open in the leaf that is being read.
    applied: Vec<usize>,
    last: usize,
}

#[derive(Debug)]
struct Styled {
    tag: Tag,
    number: usize,
    kind: Option<StyleKind>,
}

impl Styles {
    /// Begins the style of an element; `None` for one that is set as what stands around it.
    pub(super) fn begin(&mut self, tag: Tag, kind: Option<StyleKind>) {
        if self.open.len() < MAX_STYLES {
            self.last += 1;
            self.open.push(Styled { tag, number: self.last, kind });
        }
    }

    /// Ends the last style that an element of this name began.
    pub(super) fn end(&mut self, tag: Tag) {
        if let Some(last) = self.open.iter().rposition(|style| style.tag == tag) {
            self.open.remove(last);
        }
    }

    /// How many are open.
    pub(super) fn len(&self) -> usize {
        self.open.len()
    }

    /// Ends all but the first `len`.
    pub(super) fn truncate(&mut self, len: usize) {
        self.open.truncate(len);
    }

    /// Words go into another leaf from now on.
    pub(super) fn leave_leaf(&mut self) {
        self.applied.clear();
    }

    /// Opens and closes styles in `leaf` so that they are those of the words to come. Where styles
    /// cross, the inner one ends and begins again.
    pub(super) fn apply(&mut self, leaf: &mut LeafText) {
        let wanted =
            self.open.iter().filter_map(|style| Some((style.number, style.kind.as_ref()?)));
        let same = wanted
            .clone()
            .zip(&self.applied)
            .take_while(|((number, _), applied)| number == *applied)
            .count();
        while leaf.depth() > same {
            leaf.close();
        }
        self.applied.truncate(same);
        for (number, kind) in wanted.skip(same) {
            leaf.open(kind.clone());
            self.applied.push(number);
        }
    }
}
