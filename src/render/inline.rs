//! Running text as HTML.

use std::collections::BTreeMap;

use super::html::Node;
use crate::annotation::Layer;
use crate::markdown::{Inline, is_allowed, is_external};
use crate::site::site_href;

/// What running text needs to know of its page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Words<'a> {
    /// “Anmerkung {n}”.
    pub(super) opens_note: &'a str,
    /// The layer of each note's annotation, by the note's label.
    pub(super) layers: &'a BTreeMap<&'a str, Layer>,
}

/// Running text as nodes.
pub(super) fn nodes(content: &[Inline], words: Words<'_>) -> Vec<Node> {
    let mut out = Vec::with_capacity(content.len());
    push_all(content, words, &mut out);
    out
}

fn push_all(content: &[Inline], words: Words<'_>, out: &mut Vec<Node>) {
    for inline in content {
        push(inline, words, out);
    }
}

fn push(inline: &Inline, words: Words<'_>, out: &mut Vec<Node>) {
    out.push(match inline {
        Inline::Text(text) => Node::text(text.clone()),
        Inline::Emphasis(inner) => Node::new("em", nodes(inner, words)),
        Inline::Strong(inner) => Node::new("strong", nodes(inner, words)),
        Inline::Strike(inner) => Node::new("s", nodes(inner, words)),
        Inline::Code(code) => Node::new("code", vec![Node::text(code.clone())]),
        Inline::Link { href, content, .. } if !is_allowed(href) => {
            return push_all(content, words, out);
        }
        Inline::Link { href, title, content } => {
            let title = (!title.is_empty()).then_some(title.as_str());
            let link = Node::new("a", nodes(content, words))
                .with("href", site_href(href))
                .with_some("title", title);
            if is_external(href) { link.with("rel", "external noopener") } else { link }
        }
        Inline::Image { alt, .. } => Node::new("em", vec![Node::text(alt.clone())]),
        // The element's own grammar knows no EDTF; only plain dates may stand in the attribute
        // (HTML, section 4.5.14).
        Inline::Time { datetime, content } if is_html_date(datetime) => {
            Node::new("time", nodes(content, words)).with("datetime", datetime.clone())
        }
        Inline::Time { datetime, content } => {
            Node::new("span", nodes(content, words)).with("data-edtf", datetime.clone())
        }
        Inline::FootnoteRef(label) => reference(label, words),
        Inline::Break => Node::new("br", Vec::new()),
        Inline::Wikilink { target, label } => {
            Node::text(label.clone().unwrap_or_else(|| target.clone()))
        }
    });
}

/// A note's number in the text.
fn reference(label: &str, words: Words<'_>) -> Node {
    let number = number_of(label);
    let name = words.opens_note.replace("{n}", number);
    let class =
        words.layers.get(label).map_or_else(|| "ref".to_owned(), |l| format!("ref ref-{l}"));
    let link = Node::new("a", vec![Node::text(number)])
        .with("class", class)
        .with("id", format!("ref-{label}"))
        .with("href", format!("#{label}"))
        .with("aria-label", name);
    Node::new("sup", vec![link]).with("data-own", "")
}

/// `n12` → `12`.
pub(super) fn number_of(label: &str) -> &str {
    label.strip_prefix('n').unwrap_or(label)
}

/// Whether a string is a year, month or day as `<time datetime>` takes it.
fn is_html_date(value: &str) -> bool {
    let parts: Vec<&str> = value.split('-').collect();
    let digits = |part: &str, n: usize| part.len() == n && part.bytes().all(|b| b.is_ascii_digit());
    match parts.as_slice() {
        [year] => digits(year, 4),
        [year, month] => digits(year, 4) && digits(month, 2) && *month <= "12",
        [year, month, day] => digits(year, 4) && digits(month, 2) && digits(day, 2),
        _ => false,
    }
}
