//! Making characters visible that would steer a terminal or turn the direction of its text.

use std::borrow::Cow;

/// The text with control characters shown as their pictures (U+2400 and following), and with those
/// that turn the direction of text (Unicode Technical Standard 55, section 5) as U+FFFD. Line
/// breaks and tabs stay.
pub(super) fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|c| picture(c).is_some()) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(|c| picture(c).unwrap_or(c)).collect())
}

/// The same in one line: line breaks and tabs become blanks.
pub(super) fn visible_line(text: &str) -> String {
    visible(text).chars().map(|c| if matches!(c, '\n' | '\t') { ' ' } else { c }).collect()
}

fn picture(c: char) -> Option<char> {
    match c {
        '\n' | '\t' => None,
        '\0'..='\u{1F}' => char::from_u32(0x2400 + u32::from(c)),
        '\u{7F}' => Some('\u{2421}'),
        '\u{80}'..='\u{9F}' => Some('\u{FFFD}'),
        '\u{200E}' | '\u{200F}' | '\u{061C}' => Some('\u{FFFD}'),
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => Some('\u{FFFD}'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_steers_the_terminal() {
        assert_eq!(visible("a\u{1b}[31mb\u{7f}\r"), "a␛[31mb␡␍");
        assert_eq!(visible("a\u{202e}b\u{9b}c"), "a\u{FFFD}b\u{FFFD}c");
        assert_eq!(visible("ä\n\t„x“"), "ä\n\t„x“");
        assert_eq!(visible_line("a\nb\tc"), "a b c");
    }
}
