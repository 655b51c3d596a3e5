//! Characters that turn the direction of the text around them: shown, never obeyed.
//!
//! The embeddings, overrides and isolates of the Unicode Bidirectional Algorithm (UAX #9, section 2)
//! can make words read otherwise than they are stored: `gpj.exe` as `exe.jpg` (UTS #55, section 2.1).
//! The marks U+200E, U+200F and U+061C cannot; texts that need them keep them.

use std::borrow::Cow;

/// Stands for each of them: one code point for one and, in UTF-8, three bytes for three, so that
/// whatever counts in either still fits.
const SHOWN: &str = "\u{FFFD}";

/// Whether it is one of them.
#[must_use]
pub fn turns(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Whether a text has one of them. In UTF-8 all begin with one byte, which is looked for first.
#[must_use]
pub fn has_turns(text: &str) -> bool {
    const FIRST: u8 = 0xE2;
    const CHUNK: usize = 256;
    let bytes = text.as_bytes();
    let turns = |at: usize| {
        matches!(bytes.get(at + 1..at + 3), Some([0x80, 0xAA..=0xAE] | [0x81, 0xA6..=0xA9]))
    };
    bytes.chunks(CHUNK).enumerate().any(|(n, chunk)| {
        // Without a way out on the way, many bytes are compared at once.
        chunk.iter().fold(false, |found, &byte| found | (byte == FIRST))
            && chunk.iter().enumerate().any(|(m, &byte)| byte == FIRST && turns(n * CHUNK + m))
    })
}

/// The text with U+FFFD for each of them.
#[must_use]
pub fn shown(text: &str) -> Cow<'_, str> {
    if !has_turns(text) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace(turns, SHOWN))
}

/// How many there are and the byte of the first; `None` where there is none.
#[must_use]
pub fn find_turns(text: &str) -> Option<(usize, usize)> {
    let first = text.find(turns)?;
    Some((text[first..].matches(turns).count(), first))
}

/// The text with `\uFFFD` for each of them that is written as an escape of JSON or TOML
/// (`\u202E`, `\U0000202E`), in as many bytes, and how many there were.
#[must_use]
pub fn shown_escapes(text: &str) -> (Cow<'_, str>, usize) {
    let mut out = String::new();
    let (mut kept, mut count, mut at) = (0, 0, 0);
    while let Some(found) = text[at..].find('\\') {
        let escape = at + found;
        let rest = &text[escape + 1..];
        let digits = match rest.as_bytes().first() {
            Some(b'u') => 4,
            Some(b'U') => 8,
            // A backslash that stands for itself takes what follows with it.
            first => {
                at = escape + 1 + usize::from(first == Some(&b'\\'));
                continue;
            }
        };
        at = escape + 2;
        let Some(code) = rest.get(1..=digits) else { continue };
        let meant = u32::from_str_radix(code, 16).ok().and_then(char::from_u32);
        if meant.is_some_and(turns) {
            out.push_str(&text[kept..at]);
            out.push_str(&format!("{:0digits$x}", 0xFFFD));
            at += digits;
            (kept, count) = (at, count + 1);
        }
    }
    if count == 0 {
        return (Cow::Borrowed(text), 0);
    }
    out.push_str(&text[kept..]);
    (Cow::Owned(out), count)
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn one_that_turns_is_seen_wherever_it_stands(
            before in "[a„“é]{0,600}",
            c in "[\u{2028}-\u{2030}\u{2064}-\u{206B}]",
        ) {
            let text = format!("{before}{c}…");
            proptest::prop_assert_eq!(has_turns(&text), text.contains(turns));
        }
    }

    #[test]
    fn what_turns_is_shown_in_as_many_bytes() {
        let check = |text: &str, expect: &str| {
            assert_eq!(shown(text), expect);
            assert_eq!(shown(text).len(), text.len());
        };
        check("gnp.\u{202E}txt.exe", "gnp.\u{FFFD}txt.exe");
        check("\u{202A}\u{202B}\u{202C}\u{202D}\u{2066}\u{2067}\u{2068}\u{2069}", &SHOWN.repeat(8));
        check("שלום\u{200F} (\u{200E}a\u{61C})", "שלום\u{200F} (\u{200E}a\u{61C})");
        check("a\u{200B}b\u{2065}\u{206A}", "a\u{200B}b\u{2065}\u{206A}");
        assert_eq!(find_turns("ä\u{202E}b\u{2069}"), Some((2, 2)));
        assert_eq!(find_turns("ä"), None);
    }

    #[test]
    fn escapes_of_it_are_shown_too() {
        let check = |text: &str, expect: &str, count: usize| {
            assert_eq!(shown_escapes(text), (Cow::Borrowed(expect), count));
        };
        check(r#""a\u202eb""#, r#""a\ufffdb""#, 1);
        check(r"\u2066\U0000202E\u2069", r"\ufffd\U0000fffd\ufffd", 3);
        check(
            r"\\u202e \u202 \u20xx \U0000 \uä202e \",
            r"\\u202e \u202 \u20xx \U0000 \uä202e \",
            0,
        );
        check(r"\\\u202e", r"\\\ufffd", 1);
        check(r"\u00e4", r"\u00e4", 0);
    }
}
