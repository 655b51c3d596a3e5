//! Folding: the same text with differences taken out that a reader does not see.

use super::{MappedText, OffsetMap};

/// A folded text and the way back to the bytes of the one it was made from.
#[derive(Debug, Clone)]
pub struct Folded {
    /// The folded text.
    pub text: String,
    /// From its bytes to those of the original.
    pub map: OffsetMap,
}

/// Whether [`fold_spaces`] would leave a text as it is.
#[must_use]
pub fn is_folded(text: &str) -> bool {
    let mut blank = false;
    text.chars().all(|c| {
        let second = blank;
        blank = c.is_whitespace();
        if blank { c == ' ' && !second } else { !is_invisible(c) }
    })
}

/// Every run of blanks (line ends, no-break and thin spaces among them) becomes one space, soft
/// hyphens and zero-width characters vanish. Letters stay as they are.
#[must_use]
pub fn fold_spaces(text: &str) -> Folded {
    let mut out = MappedText::new();
    let mut blank: Option<usize> = None;
    for (at, c) in text.char_indices() {
        if c.is_whitespace() {
            blank.get_or_insert(at);
            continue;
        }
        if is_invisible(c) {
            continue;
        }
        if let Some(from) = blank.take() {
            push_blank(&mut out, &text[from..at], from);
        }
        let mut buffer = [0; 4];
        out.push(c.encode_utf8(&mut buffer), at);
    }
    if let Some(from) = blank {
        push_blank(&mut out, &text[from..], from);
    }
    let (text, map) = out.finish();
    Folded { text, map }
}

/// One space for a run of blanks; a space is itself, so that plain words need no map of their own.
fn push_blank(out: &mut MappedText, blanks: &str, from: usize) {
    if blanks == " " { out.push(" ", from) } else { out.push_for(" ", from, blanks.len()) }
}

/// Soft hyphen and zero-width characters, which no reader sees.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}' | '\u{200C}' | '\u{200D}' | '\u{2060}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_fold_and_map_back() {
        let folded = fold_spaces("Do\u{AD}nald\u{A0} \nTrump");
        assert_eq!(folded.text, "Donald Trump");
        assert_eq!(folded.map.range(0..6), 0..8);
        assert_eq!(folded.map.range(7..12), 12..17);
    }

    #[test]
    fn only_a_folded_text_is_its_own_fold() {
        for text in ["", " ", "ä b c ", "a  b", "a\u{A0}b", "a\nb", "a\u{AD}b", " \u{200B} "] {
            assert_eq!(is_folded(text), fold_spaces(text).text == text, "{text:?}");
        }
    }
}
