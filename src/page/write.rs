//! Writing a page as front matter and Markdown.

use super::fields::push_fields;
use super::{CLOSE, OPEN, Page};
use crate::markdown;

/// Writes a page: a comment with TOML, an empty line, Markdown.
#[must_use]
pub fn write(page: &Page) -> String {
    let mut out = String::from(OPEN);
    push_fields(&page.front, &mut out);
    out.push_str(CLOSE);
    out.push('\n');
    out.push_str(&markdown::write(&page.body));
    out
}
