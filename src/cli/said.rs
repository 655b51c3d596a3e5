//! What an annotation says, in a word, and words quoted in one line.

use super::visible::visible_line;
use crate::annotation::Body;

/// Longest stretch of quoted words, in code points.
const WORDS: usize = 60;

/// Words in quotation marks, in one line; long ones are cut.
pub(super) fn quoted(words: &str) -> String {
    let short: String = words.chars().take(WORDS).collect();
    let rest = if short.len() < words.len() { "…" } else { "" };
    format!("“{}{rest}”", visible_line(&short))
}

/// What is said, in a word.
pub(super) fn value(body: &Body) -> String {
    visible_line(&body.value())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_words_are_cut_and_harmless() {
        assert_eq!(quoted("a\nb\u{1b}"), "“a b␛”");
        assert_eq!(quoted(&"ä".repeat(61)), format!("“{}…”", "ä".repeat(60)));
    }
}
