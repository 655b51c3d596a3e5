//! Escaping words for Markdown: as little as is needed, so that pages read well as they are.

use std::borrow::Cow;

/// Where words stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// In a paragraph.
    Paragraph,
    /// In a heading, where `#` and `{` mean something, too.
    Heading,
    /// In a table's cell, where `|` does.
    Cell,
}

/// Appends `text` so that a reader gives back exactly `text`. `line_start` says whether it begins
/// a line; `before_bracket`, whether something that starts with `[` follows.
pub(super) fn push_text(
    text: &str,
    place: Place,
    line_start: bool,
    before_bracket: bool,
    out: &mut String,
) {
    let mut rest = text;
    if line_start {
        rest = push_line_start(text, out);
    }
    let mut before = '\0';
    while !rest.is_empty() {
        let plain = rest.bytes().take_while(|&byte| is_plain(byte)).count();
        if plain > 0 {
            out.push_str(&rest[..plain]);
            rest = &rest[plain..];
            before = '\0';
        }
        let mut chars = rest.chars();
        let Some(c) = chars.next() else { break };
        rest = chars.as_str();
        let next = rest.chars().next();
        let escape = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '~' => true,
            '&' => next.is_some_and(|n| n == '#' || n.is_ascii_alphanumeric()),
            // Each of two braces: mdBook looks for directives before it looks for escapes.
            '{' => place == Place::Heading || next == Some('{') || before == '{',
            '#' => place == Place::Heading,
            '|' => place == Place::Cell,
            '!' => next == Some('[') || (next.is_none() && before_bracket),
            _ => false,
        };
        if escape {
            out.push('\\');
        }
        push_char(c, out);
        before = c;
    }
}

/// Whether a byte of UTF-8 belongs to a character that stands for itself wherever it is, and that no other one
/// looks at. The lead bytes of controls and odd line ends beyond ASCII are not.
const fn is_plain(byte: u8) -> bool {
    let is_odd = byte < 0x20 || byte == 0x7F || byte == 0xC2 || byte == 0xE2;
    !is_odd
        && !matches!(
            byte,
            b'\\'
                | b'`'
                | b'*'
                | b'_'
                | b'['
                | b']'
                | b'<'
                | b'~'
                | b'&'
                | b'{'
                | b'#'
                | b'|'
                | b'!'
        )
}

/// Escapes what would make a block of the line; returns what is left to write.
fn push_line_start<'a>(text: &'a str, out: &mut String) -> &'a str {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &text[digits..];
    if (1..=9).contains(&digits) && rest.starts_with(['.', ')']) {
        out.push_str(&text[..digits]);
        out.push('\\');
        out.push_str(&rest[..1]);
        return &rest[1..];
    }
    if let Some(c) = text.chars().next()
        && matches!(c, '#' | '+' | '-' | '>' | '=' | '|' | ':')
    {
        out.push('\\');
        out.push(c);
        return &text[1..];
    }
    text
}

/// Controls and odd line ends as numeric character references, all else as it is.
fn push_char(c: char, out: &mut String) {
    let odd = c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    if odd {
        out.push_str(&format!("&#{};", u32::from(c)));
    } else {
        out.push(c);
    }
}

/// Parts the braces of what mdBook would take for a directive (`{{ #include …}}`), which it also runs
/// inside code, and even where the file lies anywhere on the machine.
const PARTED: char = '\u{2060}';

/// Code with such braces parted; [`joined_code`] undoes exactly this.
pub(super) fn parted_code(code: &str) -> Cow<'_, str> {
    mend_directives(code, |joiners| joiners + 1)
}

/// Code as it was before [`parted_code`].
pub(super) fn joined_code(code: &str) -> Cow<'_, str> {
    mend_directives(code, |joiners| joiners.saturating_sub(1))
}

/// Changes how many joiners stand between two braces before a `#`.
fn mend_directives(code: &str, count: impl Fn(usize) -> usize) -> Cow<'_, str> {
    let mut out = String::new();
    let (mut kept, mut at) = (0, 0);
    while let Some(found) = code[at..].find('{') {
        at += found + 1;
        let after = code[at..].trim_start_matches(PARTED);
        let second = code.len() - after.len();
        if !after.strip_prefix('{').is_some_and(|rest| rest.trim_start().starts_with('#')) {
            continue;
        }
        out.push_str(&code[kept..at]);
        out.extend(std::iter::repeat_n(PARTED, count((second - at) / PARTED.len_utf8())));
        (kept, at) = (second, second);
    }
    if kept == 0 {
        return Cow::Borrowed(code);
    }
    out.push_str(&code[kept..]);
    Cow::Owned(out)
}

/// A code span: fenced by one backtick more than stand in a row inside.
pub(super) fn push_code(code: &str, place: Place, out: &mut String) {
    let code = &*parted_code(code);
    let fence = "`".repeat(longest_run(code, '`') + 1);
    let pads = code.starts_with(['`', ' ']) || code.ends_with(['`', ' ']);
    let pad = if pads && !code.trim_matches(' ').is_empty() { " " } else { "" };
    out.push_str(&fence);
    out.push_str(pad);
    if place == Place::Cell {
        out.push_str(&code.replace('|', "\\|"));
    } else {
        out.push_str(code);
    }
    out.push_str(pad);
    out.push_str(&fence);
}

/// A link's address and title behind its words: `(<address> "title")`.
pub(super) fn push_target(href: &str, title: &str, place: Place, out: &mut String) {
    out.push('(');
    let bare = !href.is_empty() && !href.contains(['(', ')', '&', '"', '\'', '*', '_']);
    if bare {
        out.push_str(href);
    } else {
        out.push('<');
        out.push_str(&href.replace('&', "&amp;"));
        out.push('>');
    }
    if !title.is_empty() {
        out.push_str(" \"");
        for c in title.chars() {
            if matches!(c, '"' | '\\' | '`' | '<' | '[' | ']' | '*' | '_')
                || (c == '|' && place == Place::Cell)
            {
                out.push('\\');
            }
            if c == '&' { out.push_str("&amp;") } else { push_char(c, out) }
        }
        out.push('"');
    }
    out.push(')');
}

/// An attribute's value in one of the two tags that pages know.
pub(super) fn attribute(value: &str) -> String {
    value.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;")
}

/// The reverse of [`attribute`].
pub(super) fn unescape_attribute(value: &str) -> String {
    value.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

/// How many `c` stand in a row at most.
pub(super) fn longest_run(text: &str, c: char) -> usize {
    text.split(|other| other != c).map(|run| run.chars().count()).max().unwrap_or(0)
}
