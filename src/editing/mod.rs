//! Editing a notes file: one callout written, changed or taken away, all else byte for byte as it was.
//!
//! In go a notes file's text, its document and what is to be done; out comes the file's next text, or the
//! reason why there is none. A callout is known by its own text, not by its place, so that a file which
//! somebody has changed meanwhile is edited all the same, wherever the edit is still clear. Nothing here
//! reads or writes files.

mod change;
mod file;
mod history;
mod merge;
mod target;
#[cfg(test)]
mod tests;

pub use change::{Edit, Edited, Refused, edit};
pub use file::{Notes, Step, apply};
pub use history::History;
pub use target::{Ambiguous, target};
