//! What was written to a file in this run of the program, to be undone and done again.

use std::ops::Range;

use super::file::{Notes, Step, apply};
use super::{Edited, Refused};
use crate::notes::Callout;
use crate::reanchor::digest;

/// So many writes to a file can be undone.
const KEPT: usize = 100;

/// The writes to one file.
#[derive(Debug, Clone, Default)]
pub struct History {
    done: Vec<Write>,
    undone: Vec<Write>,
}

/// One write, as a stretch of the file: so the very bytes come back where nobody else has written.
#[derive(Debug, Clone)]
struct Write {
    step: Step,
    /// Where the file was other before than after; bytes.
    at: usize,
    old: String,
    new: String,
    /// What the file was known by; `None` where there was none.
    before: Option<String>,
    after: Option<String>,
}

/// Which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Back,
    Forth,
}

impl History {
    /// Remembers a write; what was undone before it is forgotten.
    pub fn wrote(&mut self, before: Option<&str>, edited: &Edited) {
        self.undone.clear();
        self.done.push(Write::new(edited.step.clone(), before, Some(&edited.text)));
        if self.done.len() > KEPT {
            self.done.remove(0);
        }
    }

    /// How many writes can be undone, and how many done again.
    #[must_use]
    pub fn steps(&self) -> (usize, usize) {
        (self.done.len(), self.undone.len())
    }

    /// What the file is once the last write is undone, and the step that does it; `None` where there was
    /// no file. Nothing where there is nothing to undo. [`History::undid`] says that it was written.
    ///
    /// # Errors
    /// Where somebody has changed the same callout since.
    pub fn undo(
        &self,
        now: Option<&str>,
        place: &dyn Fn(&Callout) -> Option<Range<usize>>,
    ) -> Option<Result<(Option<String>, Step), Refused>> {
        self.done.last().map(|write| write.run(Way::Back, now, place))
    }

    /// What the file is once the last undone write is done again, as [`History::undo`].
    ///
    /// # Errors
    /// Where somebody has changed the same callout since.
    pub fn redo(
        &self,
        now: Option<&str>,
        place: &dyn Fn(&Callout) -> Option<Range<usize>>,
    ) -> Option<Result<(Option<String>, Step), Refused>> {
        self.undone.last().map(|write| write.run(Way::Forth, now, place))
    }

    /// The last write was undone: the file was `now` and is `then`.
    pub fn undid(&mut self, now: Option<&str>, then: Option<&str>) {
        if let Some(write) = self.done.pop() {
            self.undone.push(Write::new(write.step, then, now));
        }
    }

    /// The last undone write was done again: the file was `now` and is `then`.
    pub fn redid(&mut self, now: Option<&str>, then: Option<&str>) {
        if let Some(write) = self.undone.pop() {
            self.done.push(Write::new(write.step, now, then));
        }
    }
}

impl Write {
    fn new(step: Step, before: Option<&str>, after: Option<&str>) -> Self {
        let (old, new) = (before.unwrap_or_default(), after.unwrap_or_default());
        let same = |pairs: &mut dyn Iterator<Item = (char, char)>| {
            pairs.take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum::<usize>()
        };
        let start = same(&mut old.chars().zip(new.chars()));
        let (old_rest, new_rest) = (&old[start..], &new[start..]);
        let end = same(&mut old_rest.chars().rev().zip(new_rest.chars().rev()));
        Self {
            step,
            at: start,
            old: old_rest[..old_rest.len() - end].to_owned(),
            new: new_rest[..new_rest.len() - end].to_owned(),
            before: before.map(digest),
            after: after.map(digest),
        }
    }

    fn run(
        &self,
        way: Way,
        now: Option<&str>,
        place: &dyn Fn(&Callout) -> Option<Range<usize>>,
    ) -> Result<(Option<String>, Step), Refused> {
        let back = way == Way::Back;
        let (from, to) =
            if back { (&self.after, &self.before) } else { (&self.before, &self.after) };
        let (gone, come) = if back { (&self.new, &self.old) } else { (&self.old, &self.new) };
        let step = if back { self.step.reversed() } else { self.step.clone() };
        if now.map(digest) == *from {
            let now = now.unwrap_or_default();
            let text = format!("{}{come}{}", &now[..self.at], &now[self.at + gone.len()..]);
            return Ok((to.as_ref().map(|_| text), step));
        }
        let text = apply(&Notes::read(now.unwrap_or_default()), &step, place)?;
        Ok((Some(text), step))
    }
}
