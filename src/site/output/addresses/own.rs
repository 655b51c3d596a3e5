//! HTML in the form that the site's own serialiser gives it.
//!
//! In go bytes, out come the values of interest; nothing where anything has another form.

use std::borrow::Cow;

use super::{ADDRESSES, Values};

/// Elements in which no element begins, and whose end tag alone ends them.
const WORDS_ONLY: [&str; 4] = ["script", "style", "title", "textarea"];
/// Elements whose insides are read in a way of their own.
const PARTICULAR: [&str; 6] = ["iframe", "noembed", "noframes", "noscript", "plaintext", "xmp"];
/// What parts attributes.
const BLANK: [char; 3] = [' ', '\n', '\t'];

/// Reads a file; `None` where it has what the serialiser does not write.
pub(super) fn read(bytes: &[u8]) -> Option<Values<'_>> {
    let mut values = Values::default();
    let mut rest = std::str::from_utf8(bytes).ok()?;
    if bytes.contains(&0) {
        return None;
    }
    rest = rest.strip_prefix("<!DOCTYPE html>").unwrap_or(rest);
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if let Some(end) = rest.strip_prefix('/') {
            let name = name(end)?;
            rest = end[name.len()..].strip_prefix('>')?;
            continue;
        }
        let name = name(rest)?;
        if PARTICULAR.contains(&name) {
            return None;
        }
        rest = attributes(&rest[name.len()..], &mut values)?;
        if WORDS_ONLY.contains(&name) {
            rest = behind_words(rest, name)?;
        }
    }
    Some(values)
}

/// An element's name at the beginning.
fn name(text: &str) -> Option<&str> {
    let is_part = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    let end = text.bytes().position(|b| !is_part(b))?;
    text.starts_with(|c: char| c.is_ascii_lowercase()).then(|| &text[..end])
}

/// Reads a tag's attributes; returns what stands behind the tag.
fn attributes<'a>(mut rest: &'a str, values: &mut Values<'a>) -> Option<&'a str> {
    // Of an attribute that stands twice, the second is none.
    let mut seen = [false; 1 + ADDRESSES.len()];
    loop {
        let trimmed = rest.trim_start_matches(BLANK);
        if let Some(after) = trimmed.strip_prefix('>') {
            return Some(after);
        }
        if trimmed.len() == rest.len() {
            return None;
        }
        let is_part = |b: u8| b.is_ascii_alphanumeric() || b"-:".contains(&b);
        let end = trimmed.bytes().position(|b| !is_part(b)).filter(|&end| end > 0)?;
        let (name, after) = trimmed.split_at(end);
        let Some(quoted) = after.strip_prefix("=\"") else {
            rest = after.starts_with('>').then_some(after).or_else(|| without_value(after))?;
            continue;
        };
        let (value, after) = quoted.split_once('"')?;
        rest = after;
        let Some(which) = of_interest(name) else { continue };
        let is_small = !name.bytes().any(|b| b.is_ascii_uppercase());
        if !is_small || std::mem::replace(&mut seen[which], true) {
            return None;
        }
        let value = decoded(value)?;
        if which == 0 { values.ids.push(value) } else { values.links.push(value) }
    }
}

/// What stands behind an attribute that has no value, with the blank before it.
fn without_value(after: &str) -> Option<&str> {
    let next = after.trim_start_matches(BLANK);
    (next.len() < after.len() && !next.starts_with('=')).then_some(after)
}

/// 0 for an id, more for an address, however it is written.
fn of_interest(name: &str) -> Option<usize> {
    if name.eq_ignore_ascii_case("id") {
        return Some(0);
    }
    Some(ADDRESSES.iter().position(|address| name.eq_ignore_ascii_case(address))? + 1)
}

/// A value with its entities read; `None` where it has others than the five, or a line end of a form that HTML
/// changes (HTML, section 13.2.3.5).
fn decoded(value: &str) -> Option<Cow<'_, str>> {
    const ENTITIES: [(&str, char); 5] =
        [("amp;", '&'), ("lt;", '<'), ("gt;", '>'), ("quot;", '"'), ("#39;", '\'')];
    if value.contains('\r') {
        return None;
    }
    let mut parts = value.split('&');
    let first = parts.next()?;
    if first.len() == value.len() {
        return Some(Cow::Borrowed(value));
    }
    let mut out = first.to_owned();
    for part in parts {
        let read = |(name, c): &(&str, char)| Some((part.strip_prefix(name)?, *c));
        let (after, c) = ENTITIES.iter().find_map(read)?;
        out.push(c);
        out.push_str(after);
    }
    Some(Cow::Owned(out))
}

/// What stands behind the end of an element that holds words only.
fn behind_words<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let (words, end) = text.split_once("</")?;
    // In a script, a comment changes what ends it (HTML, section 13.2.5.15 and following).
    if words.contains("<!--") {
        return None;
    }
    end.strip_prefix(name)?.strip_prefix('>')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::any;
    use super::*;

    fn sorted(values: Values<'_>) -> (Vec<String>, Vec<String>) {
        let page = values.page();
        let owned = |all: Vec<Cow<'_, str>>| all.into_iter().map(Cow::into_owned).collect();
        (owned(page.ids), owned(page.links))
    }

    #[test]
    fn own_form_is_read() {
        let text = "<!DOCTYPE html>\r\n<html lang=\"de\" data-x=\"a\r\nb\"><title>a &lt; b</title>\n<script src=\"x.js\" defer>\
                    </script><p id=\"p&#39;1\"><a href=\"y.html?a&amp;b\" hidden\n>y</a></p><br></html>";
        let values = read(text.as_bytes()).map(sorted);
        let expect = (vec!["p'1".to_owned()], vec!["x.js".to_owned(), "y.html?a&b".to_owned()]);
        assert_eq!(values, Some(expect));
    }

    #[test]
    fn other_forms_are_not_guessed_at() {
        for text in [
            "<a href=x>",
            "<a href='x'>",
            "<a HREF=\"x\">",
            "<A href=\"x\">",
            "<a href = \"x\">",
            "<a href=\"x\" href=\"y\">",
            "<a href=\"x\"id=\"y\">",
            "<br/>",
            "<!-- <a href=\"x\"> -->",
            "<noscript><a href=\"x\"></noscript>",
            "<script><!--<script></script><a href=\"x\"></script>",
            "<style></p><a href=\"x\"></style>",
            "<a href=\"&auml;\">",
            "<a href=\"x",
            "a < b",
            "<a href=\"a\rb\">",
            "<a\rhref=\"b\">",
        ] {
            assert!(read(text.as_bytes()).is_none(), "{text}");
        }
    }

    const PIECES: [&str; 36] = [
        "<a",
        " href=\"",
        " id=\"",
        " src=\"",
        "\"",
        ">",
        "</a>",
        "x",
        "&amp;",
        "&",
        ";",
        "\n",
        "'",
        "<script",
        "</script>",
        "<title>",
        "</title>",
        "<style>",
        "</style>",
        "<!--",
        "-->",
        " hidden",
        "=",
        "<",
        "/",
        "<p>",
        "lt;",
        "#39;",
        " HREF=\"",
        "<br>",
        "ä",
        "<!DOCTYPE html>",
        "</",
        " ",
        "\r",
        "\r\n",
    ];

    proptest! {
        /// What is read directly is what the tokenizer reads.
        #[test]
        fn both_ways_agree(
            pieces in prop::collection::vec(prop::sample::select(PIECES.to_vec()), 0..24)
        ) {
            let text = pieces.concat();
            if let Some(values) = read(text.as_bytes()) {
                prop_assert_eq!(sorted(values), sorted(any(text.as_bytes())), "{}", text);
            }
        }
    }
}
