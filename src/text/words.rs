//! Word boundaries, as far as matching names needs them.

/// Whether a character belongs to a word: letters, digits and marks.
#[must_use]
pub fn is_word(c: char) -> bool {
    // Most text is ASCII, and the tables of Unicode cost more than the rest of the question.
    if c.is_ascii() {
        return c.is_ascii_alphanumeric() || c == '_';
    }
    c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c)
}

/// Whether a word begins or ends at byte `at` (or none touches it).
#[must_use]
pub fn is_boundary(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back().is_some_and(is_word);
    let after = text[at..].chars().next().is_some_and(is_word);
    !(before && after)
}
