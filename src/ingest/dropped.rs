//! Counting what conversion leaves out, for the document's passport.

use crate::document::{Dropped, DroppedKind};

/// What was left out so far, in the order of first appearance.
#[derive(Debug, Default)]
pub(super) struct Drops(Vec<Dropped>);

impl Drops {
    /// One more.
    pub(super) fn add(&mut self, what: DroppedKind) {
        match self.0.iter_mut().find(|dropped| dropped.what == what) {
            Some(dropped) => dropped.count += 1,
            None => self.0.push(Dropped { what, count: 1 }),
        }
    }

    /// The whole account.
    pub(super) fn finish(self) -> Vec<Dropped> {
        self.0
    }
}
