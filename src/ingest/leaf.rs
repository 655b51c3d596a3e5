//! One leaf's words while they are being read.
//!
//! In go pieces of text with the place they stand at, out comes the text with white space
//! collapsed and the styles over it. It knows no format and never drops a word.

use std::ops::Range;

use super::limits::MAX_STYLES;
use crate::document::{Style, StyleKind};
use crate::text::{MappedText, turns};

/// The words of a paragraph, heading, code block or cell under construction.
#[derive(Debug, Default)]
pub(super) struct LeafText {
    text: MappedText,
    styles: Vec<Style>,
    /// Indices into `styles` of those that are not closed yet.
    open: Vec<usize>,
    gap: Option<Gap>,
    controls: usize,
}

/// White space that counts only if a word follows.
#[derive(Debug)]
struct Gap {
    text: &'static str,
    origin: Range<usize>,
    /// Whether it stands so in the origin: then a map needs no word for it.
    literal: bool,
}

/// A leaf's words, read to the end.
#[derive(Debug)]
pub(super) struct LeafParts {
    /// The text; its map leads to what was read.
    pub(super) text: MappedText,
    /// Properly nested, outer before inner; perhaps over white space at their edges.
    pub(super) styles: Vec<Style>,
    /// Control characters that were replaced.
    pub(super) controls: usize,
}

impl LeafText {
    /// Whether no word came yet.
    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Appends `piece`, which stands at byte `origin` as it is; white space collapses.
    pub(super) fn push(&mut self, piece: &str, origin: usize) {
        let mut at = 0;
        while at < piece.len() {
            let rest = &piece[at..];
            let word = rest.find(is_blank).unwrap_or(rest.len());
            if word > 0 {
                self.settle();
                self.text.push(&rest[..word], origin + at);
            }
            let blank = rest[word..].find(|c| !is_blank(c)).unwrap_or(rest.len() - word);
            if blank > 0 {
                let literal = &rest[word..word + blank] == " ";
                let origin = origin + at + word..origin + at + word + blank;
                self.gap.get_or_insert(Gap { text: " ", origin, literal });
            }
            at += word + blank;
        }
    }

    /// Appends `piece` in place of the bytes `origin`, as for a character reference.
    pub(super) fn push_for(&mut self, piece: &str, origin: Range<usize>) {
        if piece.chars().all(is_blank) {
            self.space(origin);
            return;
        }
        self.verbatim_for(piece, origin);
    }

    /// Appends `piece` with its white space as it is.
    pub(super) fn verbatim(&mut self, piece: &str, origin: usize) {
        self.settle();
        self.text.push(piece, origin);
    }

    /// Appends `piece` in place of the bytes `origin`, with its white space as it is.
    pub(super) fn verbatim_for(&mut self, piece: &str, origin: Range<usize>) {
        self.settle();
        let controls = piece.chars().filter(|&c| is_control(c)).count();
        self.controls += controls;
        if controls == 0 {
            self.text.push_for(piece, origin.start, origin.len());
        } else {
            let clean = piece.replace(is_control, "\u{FFFD}");
            self.text.push_for(&clean, origin.start, origin.len());
        }
    }

    /// White space: one space, if words come before and after it.
    pub(super) fn space(&mut self, origin: Range<usize>) {
        self.gap.get_or_insert(Gap { text: " ", origin, literal: false });
    }

    /// A line break that the source means; white space around it vanishes.
    pub(super) fn line_break(&mut self, origin: Range<usize>) {
        if self.gap.as_ref().is_none_or(|gap| gap.text == " ") {
            self.gap = Some(Gap { text: "\n", origin, literal: false });
        }
    }

    /// Whether a line break stands at the end.
    pub(super) fn ends_in_break(&self) -> bool {
        self.gap.as_ref().is_some_and(|gap| gap.text == "\n")
    }

    fn settle(&mut self) {
        // Code may have a line end of its own there already.
        if let Some(gap) = self.gap.take()
            && !self.text.is_empty()
            && !self.text.text().ends_with('\n')
        {
            if gap.literal {
                self.text.push(gap.text, gap.origin.start);
            } else {
                self.text.push_for(gap.text, gap.origin.start, gap.origin.len());
            }
        }
    }

    /// Begins a style inside those that are open.
    pub(super) fn open(&mut self, kind: StyleKind) {
        // Styles become a tree, and whatever walks that must not run out of stack.
        if self.open.len() >= MAX_STYLES {
            self.open.push(usize::MAX);
            return;
        }
        self.open.push(self.styles.len());
        let at = self.text.len();
        self.styles.push(Style { span: at..at, kind });
    }

    /// Ends the innermost open style.
    pub(super) fn close(&mut self) {
        if let Some(style) = self.open.pop().and_then(|index| self.styles.get_mut(index)) {
            style.span.end = self.text.len();
        }
    }

    /// How many styles are open.
    pub(super) fn depth(&self) -> usize {
        self.open.len()
    }

    /// Closes what is open and hands over.
    pub(super) fn finish(mut self) -> LeafParts {
        while !self.open.is_empty() {
            self.close();
        }
        LeafParts { text: self.text, styles: self.styles, controls: self.controls }
    }
}

/// White space that carries no meaning in running text: that of ASCII, as in CSS.
pub(super) fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0C')
}

/// Control characters other than line ends and tabs, and what turns the direction of text.
pub(super) fn is_control(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\t') || turns(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::OffsetMap;

    #[test]
    fn white_space_collapses_and_keeps_its_place() {
        let mut leaf = LeafText::default();
        leaf.push("  a \t b", 10);
        leaf.space(17..18);
        leaf.push(" c\u{A0} ", 18);
        let (text, map) = leaf.finish().text.finish();
        assert_eq!(text, "a b c\u{A0}");
        assert_eq!(map.range(0..1), 12..13);
        assert_eq!(map.range(1..2), 13..16);
        assert_eq!(map.range(4..5), 19..20);
    }

    #[test]
    fn words_a_space_apart_need_no_map_of_their_own() {
        let words = "some words ".repeat(1000);
        let mut leaf = LeafText::default();
        leaf.push(&words, 0);
        let (text, map) = leaf.finish().text.finish();
        assert_eq!(text, words.trim_end());
        assert_eq!(map, OffsetMap::identity(text.len()));
    }

    #[test]
    fn a_break_swallows_blanks_and_further_breaks() {
        let mut leaf = LeafText::default();
        leaf.line_break(0..1);
        leaf.push("a ", 1);
        leaf.line_break(3..4);
        leaf.line_break(4..5);
        leaf.push(" b", 5);
        leaf.line_break(7..8);
        let (text, map) = leaf.finish().text.finish();
        assert_eq!(text, "a\nb");
        assert_eq!(map.range(1..2), 3..4);
    }

    #[test]
    fn styles_nested_too_deeply_keep_their_words() {
        let mut leaf = LeafText::default();
        for at in 0..20_000 {
            leaf.open(StyleKind::Strong);
            leaf.push("x", at);
        }
        for at in 20_000..40_000 {
            leaf.close();
            leaf.push("y", at);
        }
        let parts = leaf.finish();
        assert_eq!(parts.text.len(), 40_000);
        assert_eq!(parts.styles.len(), MAX_STYLES);
        assert_eq!(parts.styles[31].span, 31..40_000 - 32);
    }

    #[test]
    fn controls_from_references_are_replaced_and_counted() {
        let mut leaf = LeafText::default();
        leaf.push_for("\u{1}", 0..4);
        leaf.push_for("\n", 4..9);
        leaf.push("x", 9);
        let parts = leaf.finish();
        assert_eq!(parts.text.text(), "\u{FFFD} x");
        assert_eq!(parts.controls, 1);
    }
}
