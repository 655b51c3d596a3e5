//! The words beside a name: its neighbours, initials before it, and whether it opens a sentence.

use std::ops::Range;

use super::super::leaves::LeafText;
use crate::text::is_word;

/// The longest word looked at, in characters.
const WORD: usize = 60;
/// As many initials as a person may have.
const INITIALS: usize = 4;
/// As many bytes of signs may stand between the beginning of a sentence and its first word.
const LEAD: usize = 16;

/// A word beside a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Neighbour<'t> {
    pub(super) span: Range<usize>,
    pub(super) text: &'t str,
    /// Whether a point stands between it and the name.
    pub(super) point: bool,
}

impl Neighbour<'_> {
    /// Whether it begins with a capital.
    pub(super) fn is_capitalised(&self) -> bool {
        self.text.starts_with(char::is_uppercase)
    }
}

/// The word before byte `at`, parted from it by one blank and perhaps a point.
pub(super) fn before(text: &str, at: usize) -> Option<Neighbour<'_>> {
    let rest = text[..at].strip_suffix(' ')?;
    let bare = rest.strip_suffix('.').unwrap_or(rest);
    let letters = bare.char_indices().rev().take(WORD).take_while(|(_, c)| is_joined(*c));
    let start = letters.last().map(|(start, _)| start)?;
    let span = start..bare.len();
    Some(Neighbour { text: &text[span.clone()], span, point: bare.len() < rest.len() })
}

/// The word behind byte `at`, parted from it by one blank.
pub(super) fn behind(text: &str, at: usize) -> Option<Neighbour<'_>> {
    let rest = text[at..].strip_prefix(' ')?;
    let letters = rest.char_indices().take(WORD).take_while(|(_, c)| is_joined(*c));
    let length = letters.last().map(|(last, c)| last + c.len_utf8())?;
    let span = at + 1..at + 1 + length;
    Some(Neighbour { text: &text[span.clone()], span, point: false })
}

/// Whether a character stands inside a word, hyphens and apostrophes among them.
fn is_joined(c: char) -> bool {
    is_word(c) || matches!(c, '-' | '\u{2010}' | '\u{2011}' | '’' | '\'')
}

/// The initials before byte `at` (“J. R. ”, “H.-J. ”), and where they begin; none where `at`
/// stands behind another word.
pub(super) fn initials(text: &str, at: usize) -> (usize, Vec<char>) {
    let (mut start, mut found) = (at, Vec::new());
    while found.len() < INITIALS {
        let rest = &text[..start];
        let rest = rest.strip_suffix([' ', '-']).unwrap_or(rest);
        let Some(rest) = rest.strip_suffix('.') else { break };
        let mut letters = rest.chars().rev();
        let Some(initial) = letters.next().filter(|c| c.is_uppercase()) else { break };
        if letters.next().is_some_and(is_word) {
            break;
        }
        found.push(initial);
        start = rest.len() - initial.len_utf8();
    }
    found.reverse();
    (start, found)
}

/// Whether the word at byte `at` opens a sentence, or words behind a colon or quotation mark, so
/// that its capital says nothing.
pub(super) fn opens(leaf: &LeafText<'_>, at: usize) -> bool {
    let sentences = leaf.sentences();
    let next = sentences.partition_point(|sentence| sentence.start <= at);
    let start = next.checked_sub(1).map_or(0, |last| sentences[last].start);
    let lead = &leaf.text()[start.min(at)..at];
    let first = lead.len() <= LEAD && !lead.chars().any(char::is_alphanumeric);
    first || lead.trim_end().ends_with([':', '„', '“', '»', '«', '"', '‚', '–', '—', '('])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_are_one_blank_away() {
        let text = "Herr Dr. Max-Emil Muster kam";
        let at = text.find("Muster").unwrap();
        assert_eq!(before(text, at).unwrap().text, "Max-Emil");
        let doctor = before(text, text.find("Max").unwrap()).unwrap();
        assert_eq!((doctor.text, doctor.point), ("Dr", true));
        assert_eq!(behind(text, at + 6).unwrap().text, "kam");
        assert_eq!(behind(text, text.len()), None);
        assert_eq!(before(text, 0), None);
        assert_eq!(before("a,  b", 4), None);
    }

    #[test]
    fn initials_stand_before_a_name() {
        for (text, expected) in [
            ("J. R. Muster", "JR"),
            ("J.R. Muster", "JR"),
            ("H.-J. Muster", "HJ"),
            ("Dr. Muster", ""),
            ("der USA. Muster", ""),
            ("Muster", ""),
            ("Ä. Muster", "Ä"),
        ] {
            let at = text.find("Muster").unwrap();
            let (start, found) = initials(text, at);
            assert_eq!(found.iter().collect::<String>(), expected, "{text}");
            assert_eq!(start, if expected.is_empty() { at } else { 0 }, "{text}");
        }
    }
}
