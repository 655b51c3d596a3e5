//! Word boundaries, as far as matching names needs them.

/// Whether a character belongs to a word: letters, digits and marks.
#[must_use]
pub fn is_word(c: char) -> bool {
    c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c) || c == '_'
}

/// Whether a word begins or ends at byte `at` (or none touches it).
#[must_use]
pub fn is_boundary(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back().is_some_and(is_word);
    let after = text[at..].chars().next().is_some_and(is_word);
    !(before && after)
}
