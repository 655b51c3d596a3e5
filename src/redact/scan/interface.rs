//! The interface's own words: those of the built-in templates, styles, scripts and catalogues, which are the
//! same on every site. A name may be spelled like one of them (“Main”, “Page”), so that a match inside of
//! what the interface says, as a whole, is no trace.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::markup;
use crate::redact::Finder;
use crate::redact::find::HARD;

/// See the module.
#[derive(Debug, Default)]
pub struct Interface {
    /// The theme's files as the program has them, by their paths in the output.
    files: BTreeMap<String, Vec<u8>>,
    /// Pieces of the interface's texts in which something is found, each with the place of the match.
    carriers: Vec<(String, Range<usize>)>,
    /// Words of which names in markup are made.
    tokens: BTreeSet<String>,
}

/// A carrier of so many words stands for itself wherever it is; a shorter one only alone.
const SENTENCE: usize = 3;

/// Attributes that hold words of the markup's own.
const OWN: [&str; 8] = ["class", "role", "type", "rel", "name", "property", "http-equiv", "id"];

impl Interface {
    /// Of the theme's built-in files (`static/…` as they come into the output) and its texts: templates,
    /// and the values of catalogues.
    #[must_use]
    pub fn new(files: BTreeMap<String, Vec<u8>>, texts: &[String], finders: &[&Finder]) -> Self {
        let mut interface = Self { files, ..Self::default() };
        for text in texts {
            let views = [Some(text.clone()), markup::words(text)];
            for piece in views.iter().flatten().flat_map(|view| pieces(view)) {
                interface.carry(piece, finders);
            }
        }
        let known = interface.files.values().filter_map(|bytes| std::str::from_utf8(bytes).ok());
        let token = |c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_');
        let all = known.chain(texts.iter().map(String::as_str));
        interface.tokens = all.flat_map(|text| text.split(token)).map(str::to_owned).collect();
        interface
    }

    fn carry(&mut self, piece: &str, finders: &[&Finder]) {
        for hit in finders.iter().flat_map(|finder| finder.find(piece)) {
            self.carriers.push((piece.to_owned(), hit.span));
        }
    }

    /// Whether a file is one of the theme as the program has it.
    pub(super) fn is_own_file(&self, path: &str, bytes: &[u8]) -> bool {
        // The path begins with the folder of the site, which editors choose.
        let mut rest = Some(path);
        while let Some(name) = rest {
            if self.files.get(name).is_some_and(|own| own == bytes) {
                return true;
            }
            rest = name.split_once('/').map(|(_, inner)| inner);
        }
        false
    }

    /// Whether the words at `span` of a text are the interface's.
    pub(super) fn says(&self, path: &str, text: &str, span: &Range<usize>) -> bool {
        let is_markup = [".html", ".xml", ".svg"].iter().any(|ending| path.ends_with(ending));
        self.is_carried(text, span) || (is_markup && self.is_markup(text, span))
    }

    fn is_carried(&self, text: &str, span: &Range<usize>) -> bool {
        self.carriers.iter().any(|(carrier, inside)| {
            let Some(start) = span.start.checked_sub(inside.start) else { return false };
            if inside.len() != span.len() || !text[..].is_char_boundary(start) {
                return false;
            }
            let Some(rest) = text[start..].strip_prefix(carrier.as_str()) else { return false };
            let whole = carrier.split_whitespace().count() >= SENTENCE;
            whole
                || (ends(text[..start].chars().next_back()) && ends(rest.chars().next()))
                || (ends(text[..start].trim_end_matches(' ').chars().next_back())
                    && ends(rest.trim_start_matches(' ').chars().next()))
        })
    }

    /// Whether the words are an element's or attribute's name, which are the program's own and never data, or
    /// a word of the markup's own in it.
    fn is_markup(&self, text: &str, span: &Range<usize>) -> bool {
        let token = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        let start = text[..span.start].rfind(|c| !token(c)).map_or(0, |at| at + 1);
        let end = text[span.end..].find(|c| !token(c)).map_or(text.len(), |at| span.end + at);
        if !text.is_char_boundary(start) || !text[start..end].chars().all(token) {
            return false;
        }
        let (before, behind) = (&text[..start], &text[end..]);
        if before.ends_with('<') || before.ends_with("</") {
            return behind.starts_with([' ', '>', '/']);
        }
        let Some(open) = before.rfind('<') else { return false };
        let tag = &before[open + 1..];
        let is_tag = tag.starts_with(|c: char| c.is_ascii_lowercase()) && !tag.contains('>');
        if !is_tag {
            return false;
        }
        let Some((name, value)) = tag.rsplit_once("=\"") else {
            return tag.ends_with(' ') && behind.starts_with("=\"");
        };
        let closed = value.contains('"');
        let name = name.rsplit(' ').next().unwrap_or_default();
        match closed {
            true => tag.ends_with(' ') && behind.starts_with("=\""),
            false => OWN.contains(&name) && self.tokens.contains(&text[start..end]),
        }
    }
}

/// What a text of the interface says between tags, template code and placeholders.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    text.split([HARD, '{', '}', '<', '>', '"', '\n'])
        .map(str::trim)
        .filter(|piece| !piece.is_empty())
}

/// Whether a piece of the interface's text may end at this character.
fn ends(c: Option<char>) -> bool {
    c.is_none_or(|c| {
        c == HARD || c.is_ascii_digit() || c.is_control() || "|#*[]()·:\"<>,–".contains(c)
    })
}
