//! Line ends and control characters.
//!
//! In goes decoded text, out comes text whose only line end is `\n` and whose only control
//! characters are that and the tab, with a map back. What turns the direction of text is shown as
//! U+FFFD, too, so that nothing reads otherwise than it is stored; zero-width characters are text
//! and stay.

use super::leaf::is_control;
use crate::text::{MappedText, OffsetMap, find_turns, turns};

/// Text with one kind of line end.
#[derive(Debug)]
pub(super) struct Cleaned {
    /// The text.
    pub(super) text: String,
    /// From its bytes to those of the decoded text.
    pub(super) map: OffsetMap,
    /// How many control characters became U+FFFD.
    pub(super) controls: usize,
    /// Where the first of them stood in the decoded text.
    pub(super) first_control: usize,
    /// How many that turn the direction of text became U+FFFD, and where the first of them stood.
    pub(super) turns: Option<(usize, usize)>,
}

/// Makes every line end (Unicode Standard, section 5.8) a `\n` and every other control character
/// U+FFFD.
pub(super) fn clean(text: &str) -> Cleaned {
    let mut out = MappedText::new();
    let (mut controls, mut first_control) = (0, 0);
    let mut kept = 0;
    let mut characters = text.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        let Some(replacement) = replacement(c) else { continue };
        out.push(&text[kept..at], kept);
        kept = at + c.len_utf8();
        if c == '\r' && characters.next_if(|(_, next)| *next == '\n').is_some() {
            kept += 1;
        }
        if replacement == "\u{FFFD}" && !turns(c) {
            first_control = if controls == 0 { at } else { first_control };
            controls += 1;
        }
        out.push_for(replacement, at, kept - at);
    }
    out.push(&text[kept..], kept);
    let turns = find_turns(text);
    let (text, map) = out.finish();
    Cleaned { text, map, controls, first_control, turns }
}

fn replacement(c: char) -> Option<&'static str> {
    match c {
        '\r' | '\x0B' | '\x0C' | '\u{85}' | '\u{2028}' => Some("\n"),
        '\u{2029}' => Some("\n\n"),
        _ if is_control(c) => Some("\u{FFFD}"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_and_controls() {
        let done = clean("a\r\nb\rc\u{2029}d\x07e\u{200F}\t\u{85}");
        assert_eq!(done.text, "a\nb\nc\n\nd\u{FFFD}e\u{200F}\t\n");
        assert_eq!((done.controls, done.first_control), (1, 10));
        assert_eq!(done.map.range(1..2), 1..3);
        assert_eq!(done.map.range(2..3), 3..4);
        assert_eq!(done.map.range(5..7), 6..9);
        assert_eq!(done.turns, None);
    }

    #[test]
    fn what_turns_the_direction_is_shown_and_counted_apart() {
        let done = clean("a\x07\u{202E}txt.exe\u{202C}");
        assert_eq!(done.text, "a\u{FFFD}\u{FFFD}txt.exe\u{FFFD}");
        assert_eq!((done.controls, done.first_control, done.turns), (1, 1, Some((2, 2))));
    }
}
