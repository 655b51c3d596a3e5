//! Documents and registers for this module's tests.

use super::languages::TAGS;
use super::switches::Switches;
use crate::document::{
    Block, Document, LEAF_GAP, Language, Leaf, LeafKind, Media, Metadata, Provenance,
};
use crate::edtf::Edtf;
use crate::register::{Entry, EntryKind, Register};
use crate::text::OffsetMap;

/// A document of `leaves`: `# ` makes a heading, four spaces make code, `| ` makes a cell.
pub(super) fn document(language: &str, date: Option<&str>, leaves: &[&str]) -> Document {
    let mut text = String::new();
    let mut made = Vec::new();
    for (n, leaf) in leaves.iter().enumerate() {
        if n > 0 {
            text.push_str(LEAF_GAP);
        }
        let (kind, words) = kind(leaf);
        let start = text.len();
        text.push_str(words);
        made.push(Leaf { kind, span: start..text.len(), id: format!("p{n}"), styles: Vec::new() });
    }
    Document {
        slug: "probe".to_owned(),
        provenance: Provenance {
            path: "probe.txt".to_owned(),
            sha256: String::new(),
            bytes: text.len(),
            media: Media::Text,
            encoding: "UTF-8".to_owned(),
            dropped: Vec::new(),
            redacted: false,
        },
        metadata: Metadata {
            date: date.map(|date| Edtf::parse(date).unwrap()),
            ..Metadata::default()
        },
        title: "Probe".to_owned(),
        language: Language::from_tag(language).unwrap(),
        blocks: (0..made.len()).map(Block::Leaf).collect(),
        leaves: made,
        map: OffsetMap::identity(text.len()),
        hidden: Vec::new(),
        text,
    }
}

fn kind(leaf: &str) -> (LeafKind, &str) {
    if let Some(words) = leaf.strip_prefix("# ") {
        (LeafKind::Heading(1), words)
    } else if let Some(words) = leaf.strip_prefix("    ") {
        (LeafKind::Code(String::new()), words)
    } else if let Some(words) = leaf.strip_prefix("| ") {
        (LeafKind::Cell, words)
    } else {
        (LeafKind::Paragraph, leaf)
    }
}

/// A register of `(id, kind, name, aliases)`.
pub(super) fn register(entries: &[(&str, EntryKind, &str, &[&str])]) -> Register {
    let entry =
        |(n, (id, kind, name, aliases)): (usize, &(&str, EntryKind, &str, &[&str]))| Entry {
            id: (*id).to_owned(),
            kind: *kind,
            name: (*name).to_owned(),
            sort: None,
            aliases: aliases.iter().map(|&alias| alias.to_owned()).collect(),
            description: None,
            note: None,
            same_as: Vec::new(),
            geo: None,
            date: None,
            part_of: None,
            formerly: Vec::new(),
            unreviewed: false,
            span: n * 100..n * 100 + 50,
        };
    let (register, refused) = Register::new(entries.iter().enumerate().map(entry).collect());
    assert!(refused.is_empty());
    register
}

/// All rules, but no statistical model: what the rules do must not hang on it.
pub(super) fn rules_only() -> Switches {
    let models = TAGS.iter().map(|tag| format!("names.{tag}.model"));
    Switches::without(models.collect())
}
