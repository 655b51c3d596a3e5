//! Markdown seeds to blocks.
//!
//! In goes cleaned text, out come blocks (CommonMark with GFM tables, strikethrough and
//! footnotes). Raw HTML is read as [`super::html`] reads it, so that its words stay and its tags
//! go. No punctuation is changed and no word of a footnote or a ragged table row is lost.

mod aligned;
mod definitions;
mod guard;
mod html_block;
mod reader;

use pulldown_cmark::{Options, Parser};

use super::builder::Bounds;
use super::front_matter::front_matter;
use super::metadata;
use super::plain;
use super::reading::Reading;
use crate::diagnostic::{Diagnostic, codes};
use crate::document::{Dropped, DroppedKind};

use reader::Reader;

/// Reads a seed, the file `path`: front matter, then Markdown.
pub(super) fn read(path: &str, text: &str, bounds: Bounds) -> Reading {
    let front = front_matter(text);
    let header = metadata::seed_front_matter(path, &front);
    let start = if header.is_some() { front.body_start } else { 0 };
    let mut reading = body(path, text, start, bounds);
    if let Some((metadata, diagnostics)) = header {
        reading.metadata = metadata;
        reading.diagnostics.extend(diagnostics);
        reading.dropped.insert(0, Dropped { what: DroppedKind::Header, count: 1 });
    }
    reading
}

fn body(path: &str, text: &str, start: usize, bounds: Bounds) -> Reading {
    if guard::is_too_deep(&text[start..]) {
        let mut reading = plain::read_literally(text, start, bounds);
        reading.diagnostics.push(
            Diagnostic::warning(
                codes::DOCUMENT_LIMIT,
                "lists or quotations are nested too deeply, so the file is shown as plain text",
            )
            .in_file(path),
        );
        return reading;
    }
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES;
    let mut reader = Reader::new(text, start, definitions::unused(&text[start..], options), bounds);
    for (event, range) in Parser::new_ext(&text[start..], options).into_offset_iter() {
        if reader.is_full() {
            break;
        }
        reader.event(event, range);
    }
    reader.finish()
}

#[cfg(test)]
mod tests;
