//! Keys with values, whatever syntax they were written in.

use std::ops::Range;

/// One key with its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::ingest) struct Entry {
    /// The key as written.
    pub(in crate::ingest) key: String,
    /// Its bytes.
    pub(in crate::ingest) key_span: Range<usize>,
    /// The value.
    pub(in crate::ingest) value: Value,
    /// Its bytes.
    pub(in crate::ingest) span: Range<usize>,
}

/// A value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::ingest) enum Value {
    /// One value, as it is spelled.
    One(String),
    /// A list of values.
    Many(Vec<String>),
    /// The key stands alone.
    Nothing,
    /// Something that no key takes.
    Other,
}

impl Entry {
    /// The same, `by` bytes further on.
    pub(super) fn shifted(mut self, by: usize) -> Self {
        self.key_span = self.key_span.start + by..self.key_span.end + by;
        self.span = self.span.start + by..self.span.end + by;
        self
    }
}

/// Why front matter could not be read.
#[derive(Debug)]
pub(super) struct Fault {
    /// In one sentence.
    pub(super) message: String,
    /// Where.
    pub(super) span: Range<usize>,
    /// What to do, where more is known than that the syntax is wrong.
    pub(super) hint: Option<&'static str>,
}
