//! The words of a file with tags: without the tags that stand inside words and sentences, and with a bar to
//! all matches where a block ends.

use crate::redact::find::HARD;

/// Elements inside of which, and around which, words run on (HTML, 15.3).
const INLINE: [&str; 33] = [
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
    "kbd", "mark", "q", "ruby", "rt", "s", "samp", "small", "span", "strong", "sub", "sup", "time",
    "tspan", "u", "var", "wbr", "img", "rb",
];

/// The words between tags; `None` where there is no tag.
pub(super) fn words(text: &str) -> Option<String> {
    if !text.contains('<') {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        let tag = &rest[at + 1..];
        let name = tag.trim_start_matches(['/', '\\']);
        let len = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let known = len > 0 || name.starts_with(['!', '?']);
        let Some(end) = end(tag).filter(|_| known) else {
            out.push('<');
            rest = tag;
            continue;
        };
        let inline = INLINE.iter().any(|inline| name[..len].eq_ignore_ascii_case(inline));
        if !inline {
            out.push(HARD);
        }
        rest = &tag[end + 1..];
    }
    out.push_str(rest);
    Some(out)
}

/// Where a tag ends: the first `>` outside quotation marks. One that runs on for long is none, so that the work
/// stays bounded.
fn end(tag: &str) -> Option<usize> {
    const LONGEST: usize = 4096;
    let mut quote = None;
    for (at, byte) in tag.bytes().take(LONGEST).enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(at),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    // A quotation mark without its fellow: as far as the next bracket.
    tag.bytes().take(LONGEST).position(|byte| byte == b'>')
}
