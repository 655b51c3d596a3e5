//! Web Annotations from elsewhere: what they say their source is, and wikilinks in their words.

use std::ops::Range;

use super::escaped::locate;
use super::{Names, edit, links};
use crate::dossier::Dossier;
use crate::reanchor::Edit;

/// The edits of a file's strings.
pub(super) fn edits(text: &str, names: &Names, dossier: &Dossier) -> Vec<Edit> {
    let mut edits = Vec::new();
    for at in strings(text) {
        let raw = &text[at.clone()];
        let Ok(value) = serde_json::from_str::<String>(raw) else { continue };
        let place = |span: Range<usize>| locate(raw, &value, &span);
        if let Some((span, new)) = source(&value, names, dossier)
            && let Some(inside) = place(span)
        {
            edits.push(edit(at.start + inside.start..at.start + inside.end, &new));
        }
        if value.contains("[[") {
            for change in links::wiki(&value, 0..value.len(), None, names, dossier) {
                let Some(inside) = place(change.at) else { continue };
                edits.push(edit(at.start + inside.start..at.start + inside.end, &change.text));
            }
        }
    }
    edits
}

/// Where a string is a document's path or address: the part of it that has another name now.
fn source(value: &str, names: &Names, dossier: &Dossier) -> Option<(Range<usize>, String)> {
    let bare = value.trim_start_matches("./");
    let skipped = value.len() - bare.len();
    let path = bare.strip_prefix("seeds/").unwrap_or(bare);
    if let Some(new) = names.seeds.get(path) {
        return Some((value.len() - path.len()..value.len(), new.clone()));
    }
    let site = dossier.config.site_url.as_deref().unwrap_or_default();
    let page = bare.strip_prefix(site).unwrap_or(bare).strip_prefix("documents/")?;
    let slug = page.strip_suffix(".html")?;
    let new = names.slugs.get(slug)?;
    let start = skipped + bare.len() - page.len();
    Some((start..start + slug.len(), new.clone()))
}

/// The strings of a JSON text that are no keys, with their quotation marks.
fn strings(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] != b'"' {
            at += 1;
            continue;
        }
        let start = at;
        at += 1;
        while at < bytes.len() && bytes[at] != b'"' {
            at += if bytes[at] == b'\\' { 2 } else { 1 };
        }
        at = (at + 1).min(bytes.len());
        let is_key = text.get(at..).is_some_and(|rest| rest.trim_start().starts_with(':'));
        if !is_key && text.get(start..at).is_some() {
            found.push(start..at);
        }
    }
    found
}
