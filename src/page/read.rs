//! Reading a page back.

use std::fmt;

use super::{CLOSE, OPEN, Page};
use crate::markdown;

/// Why a text is no page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PageError {
    /// It does not begin with front matter.
    NoFront,
    /// Its front matter is not what a page needs.
    Front(String),
}

impl fmt::Display for PageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoFront => f.write_str("it does not begin with front matter in a comment"),
            Self::Front(reason) => write!(f, "its front matter cannot be read: {reason}"),
        }
    }
}

impl std::error::Error for PageError {}

/// Reads what [`super::write`] wrote; `path` is the page's path below the pages' folder.
///
/// # Errors
/// Where the front matter is missing or has an unknown key or a bad value.
pub fn read(path: &str, text: &str) -> Result<Page, PageError> {
    let inner = text.strip_prefix(OPEN).ok_or(PageError::NoFront)?;
    let (front, body) = inner.split_once(CLOSE).ok_or(PageError::NoFront)?;
    let front = toml::from_str(front).map_err(|e| PageError::Front(e.to_string()))?;
    Ok(Page { path: path.to_owned(), front, body: markdown::read(body).blocks })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::annotation::{EntryKind, Layer};
    use crate::edtf::Edtf;
    use crate::markdown::{Block, Inline};
    use crate::page::{
        Drawing, Edge, EntryCard, Front, Mark, Network, Node, PageKind, PageLink, Passport,
        Redaction, write,
    };

    fn mark(label: &str, from: usize) -> Mark {
        Mark {
            id: "names-1".to_owned(),
            on: "p1".to_owned(),
            from,
            to: from + 3,
            layer: Layer::Names,
            kind: Some("person".to_owned()),
            creator: "register".to_owned(),
            by: "names.exact".to_owned(),
            confidence: Some(crate::annotation::Confidence::Probable),
            evidence: label.to_owned(),
            label: label.to_owned(),
            value: Some(label.to_owned()),
            href: Some("../register/a.md".to_owned()),
            footnote: None,
        }
    }

    fn passport(words: &str) -> Passport {
        Passport {
            path: words.to_owned(),
            authors: vec![words.to_owned(), String::new()],
            date: Edtf::parse("2020-08~").ok(),
            next: Some(PageLink { href: "b.md".to_owned(), title: words.to_owned() }),
            publish: Some(words.to_owned()),
            redacted: words.len() > 2,
            redactions: vec![Redaction {
                on: "p1".to_owned(),
                from: 0,
                to: words.len(),
                reason: words.to_owned(),
            }],
            ..Passport::default()
        }
    }

    fn network(name: &str, mentions: usize) -> Drawing {
        let href = "register/a.md".to_owned();
        let kind = EntryKind::Person;
        Drawing::Network(Network {
            nodes: vec![Node { name: name.to_owned(), kind, mentions, href: href.clone() }],
            edges: vec![Edge { from: 0, to: 0, paragraphs: mentions, href }],
        })
    }

    proptest! {
        #[test]
        fn a_page_is_read_as_it_was_written(
            title in "\\PC{0,20}|-->|\"\"\"|[\u{0}-\u{9f}]{1,4}",
            from in 0usize..10_000,
            lat in -90.0..90.0f64,
        ) {
            let page = Page {
                path: "documents/a.md".to_owned(),
                front: Front {
                    kind: PageKind::Document,
                    title: title.clone(),
                    description: Some(title.clone()),
                    language: "de".to_owned(),
                    document: Some(passport(&title)),
                    entry: Some(EntryCard { geo: Some((lat, 1.0)), ..EntryCard::default() }),
                    drawing: Some(network(&title, from)),
                    part: None,
                    formerly: Vec::new(),
                    marks: vec![mark(&title, from), mark("x", 0)],
                },
                body: vec![Block::Paragraph {
                    id: Some("p1".to_owned()),
                    content: vec![Inline::Text("Words --> and more".to_owned())],
                }],
            };
            let text = write(&page);
            prop_assert_eq!(read("documents/a.md", &text), Ok(page), "{}", text);
        }
    }

    #[test]
    fn what_is_no_page_is_refused() {
        assert_eq!(read("a.md", "# Title"), Err(PageError::NoFront));
        let unknown = format!("{OPEN}kind = \"page\"\ncolour = \"red\"\n{CLOSE}\n");
        assert!(matches!(read("a.md", &unknown), Err(PageError::Front(e)) if e.contains("colour")));
    }
}
