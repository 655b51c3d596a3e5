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
            out.push_for(" ", from, at - from);
        }
        let mut buffer = [0; 4];
        out.push(c.encode_utf8(&mut buffer), at);
    }
    if let Some(from) = blank {
        out.push_for(" ", from, text.len() - from);
    }
    let (text, map) = out.finish();
    Folded { text, map }
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
}
