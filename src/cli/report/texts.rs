//! The files that diagnostics are about, read once more, to show lines and to count them.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

use super::super::visible::visible_line;
use crate::diagnostic::Location;
use crate::ingest;
use crate::project::Files;
use crate::text::CodePoints;

/// Files by path, each read when it is first asked for.
pub(in crate::cli) struct Texts<'a> {
    files: &'a dyn Files,
    /// What stands before each path in messages: the dossier's folder, as it was named.
    prefix: String,
    read: RefCell<BTreeMap<String, Option<Rc<Text>>>>,
}

impl<'a> Texts<'a> {
    /// Files whose paths are shown with `prefix` before them.
    pub(in crate::cli) fn new(files: &'a dyn Files, prefix: impl Into<String>) -> Self {
        Self { files, prefix: prefix.into(), read: RefCell::default() }
    }

    /// The files.
    pub(in crate::cli) fn files(&self) -> &dyn Files {
        self.files
    }

    /// A file's path as a reader of the message would open it.
    pub(super) fn path(&self, location: &Location) -> String {
        visible_line(&format!("{}{}", self.prefix, location.path))
    }

    /// A file's text and the bytes of it that are meant; `None` where no part of it is.
    pub(super) fn place(&self, location: &Location) -> Option<(Rc<Text>, Range<usize>)> {
        let span = location.span.as_ref()?;
        let text = self.text(&location.path)?;
        let span = text.clamp(span);
        Some((text, span))
    }

    fn text(&self, path: &str) -> Option<Rc<Text>> {
        let mut read = self.read.borrow_mut();
        let text = read.entry(path.to_owned()).or_insert_with(|| {
            let bytes = self.files.read(path).ok()?;
            Some(Rc::new(Text::new(ingest::decoded_text(path, &bytes))))
        });
        text.clone()
    }
}

/// A file's decoded text.
#[derive(Debug)]
pub(super) struct Text {
    pub(super) text: String,
    /// Where each line begins.
    lines: Vec<usize>,
    points: CodePoints,
}

/// A place as people count: both from 1, the column in Unicode code points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Position {
    pub(super) line: usize,
    pub(super) column: usize,
}

impl Text {
    fn new(text: String) -> Self {
        let starts = text.match_indices('\n').map(|(at, _)| at + 1);
        let lines = std::iter::once(0).chain(starts).collect();
        let points = CodePoints::new(&text);
        Self { text, lines, points }
    }

    /// The line in which byte `at` lies, from 0.
    fn line_at(&self, at: usize) -> usize {
        self.lines.partition_point(|start| *start <= at) - 1
    }

    /// A line's bytes, from 0, without its end.
    pub(super) fn line(&self, line: usize) -> Range<usize> {
        let start = self.lines[line];
        let end = self.lines.get(line + 1).map_or(self.text.len(), |next| next - 1);
        let end = if self.text[start..end].ends_with('\r') { end - 1 } else { end };
        start..end
    }

    /// The lines that a span touches, from 0.
    pub(super) fn lines(&self, span: &Range<usize>) -> Range<usize> {
        let last = if span.is_empty() { span.start } else { span.end - 1 };
        self.line_at(span.start)..self.line_at(last) + 1
    }

    pub(super) fn position(&self, at: usize) -> Position {
        let line = self.line_at(at);
        let before = self.points.at_byte(&self.text, self.lines[line]);
        let column = self.points.at_byte(&self.text, at) - before + 1;
        Position { line: line + 1, column }
    }

    /// The nearest span that lies in the text, between characters.
    fn clamp(&self, span: &Range<usize>) -> Range<usize> {
        let start = self.text.floor_char_boundary(span.start);
        start..self.text.ceil_char_boundary(span.end).max(start)
    }
}
