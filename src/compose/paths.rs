//! Where pages lie.

use crate::register::EntryKind;

pub(super) const OVERVIEW: &str = "index.md";
pub(super) const DOCUMENTS: &str = "documents/index.md";
pub(super) const TIMELINE: &str = "timeline.md";
pub(super) const QUOTATIONS: &str = "quotations.md";
pub(super) const CLAIMS: &str = "claims.md";
pub(super) const QUESTIONS: &str = "questions.md";
pub(super) const VIEWS: &str = "views.md";
pub(super) const NETWORK: &str = "network.md";
pub(super) const MAP: &str = "map.md";
pub(super) const MATRIX: &str = "matrix.md";
pub(super) const REGISTERS: &str = "registers/index.md";
pub(super) const METHOD: &str = "method.md";

/// Names that no hand-written page may have, for pages of the program's own stand there.
pub const RESERVED: &[&str] = &[
    "404",
    "SUMMARY",
    "claims",
    "concordance",
    "data",
    "documents",
    "map",
    "matrix",
    "method",
    "network",
    "questions",
    "quotations",
    "register",
    "registers",
    "search",
    "timeline",
    "views",
];

/// The page of the document with a slug.
#[must_use]
pub fn document_path(slug: &str) -> String {
    format!("documents/{slug}.md")
}

/// The page of the register entry with an id.
#[must_use]
pub fn entry_path(id: &str) -> String {
    format!("register/{id}.md")
}

/// The page of the paragraphs that an entry shares with others.
pub(super) fn shared_path(id: &str) -> String {
    format!("network/{id}.md")
}

/// A page of the documents × entries matrix, counted from 0.
pub(super) fn matrix_path(part: usize) -> String {
    if part == 0 { MATRIX.to_owned() } else { format!("matrix/{}.md", part + 1) }
}

/// Where on that page those that it shares with one other stand.
pub(super) fn shared_anchor(other: &str) -> String {
    format!("with-{other}")
}

/// The page of all entries of a kind.
pub(super) fn register_path(kind: EntryKind) -> String {
    format!("registers/{}.md", kind.key())
}

/// The page of a hand-written page.
pub(super) fn hand_path(name: &str) -> String {
    format!("{name}.md")
}

/// The address of page `to` as seen from page `from`; both below the pages' folder.
pub(super) fn relative(from: &str, to: &str) -> String {
    let (to, anchor) = to.split_once('#').map_or((to, None), |(to, anchor)| (to, Some(anchor)));
    let mut href = String::new();
    if from != to || anchor.is_none() {
        let shared = shared_folder(from, to);
        href.push_str(&"../".repeat(from[shared..].matches('/').count()));
        href.push_str(&to[shared..]);
    }
    if let Some(anchor) = anchor {
        href.push('#');
        href.push_str(anchor);
    }
    href
}

/// Bytes of the folders that both paths begin with.
fn shared_folder(a: &str, b: &str) -> usize {
    let mut shared = 0;
    for (at, _) in a.match_indices('/') {
        if b.get(..=at) != a.get(..=at) {
            break;
        }
        shared = at + 1;
    }
    shared
}

#[cfg(test)]
mod tests {
    use super::relative;

    #[test]
    fn addresses_are_relative() {
        for (from, to, expect) in [
            ("index.md", "documents/a.md", "documents/a.md"),
            ("documents/a.md", "documents/b.md#p4", "b.md#p4"),
            ("documents/a.md", "documents/a.md#p4", "#p4"),
            ("documents/a.md", "register/x.md", "../register/x.md"),
            ("documents/a.md", "timeline.md#d", "../timeline.md#d"),
            ("documents/a.md", "documents/a.md", "a.md"),
            ("register/x.md", "registers/y.md", "../registers/y.md"),
        ] {
            assert_eq!(relative(from, to), expect, "{from} → {to}");
        }
    }
}
