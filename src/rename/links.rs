//! Links in Markdown that an editor wrote: wikilinks, and links to pages by their path.

use std::ops::Range;

use super::{Names, edit};
use crate::dossier::{Dossier, Reference};
use crate::markdown::{self, is_external, resolve};
use crate::reanchor::Edit;

/// The edits of the wikilinks in bytes `words` of a text; `here` is the document that they are about.
pub(super) fn wiki(
    text: &str,
    words: Range<usize>,
    here: Option<usize>,
    names: &Names,
    dossier: &Dossier,
) -> Vec<Edit> {
    let inside = &text[words.clone()];
    let reading = markdown::read(inside);
    let links = reading.links.iter().filter(|link| link.wiki);
    links
        .filter_map(|link| {
            let raw = &inside[link.span.clone()];
            let open = raw.find("[[")? + 2;
            let target = &raw[open..open + raw[open..].find(['|', ']', '#'])?];
            let name = target.trim();
            let new = renamed(&link.target, name, here, names, dossier)?;
            let at = words.start + link.span.start + open + target.find(name)?;
            Some(edit(at..at + name.len(), new))
        })
        .collect()
}

/// The new name of what a wikilink leads to, where it has one.
fn renamed<'n>(
    target: &str,
    name: &str,
    here: Option<usize>,
    names: &'n Names,
    dossier: &Dossier,
) -> Option<&'n str> {
    if name.is_empty() {
        return None;
    }
    let known = match dossier.resolve(target, here)? {
        Reference::Entry(_) => &names.entries,
        Reference::Document(_) | Reference::Paragraph(..) => &names.slugs,
        Reference::Annotation(_) => &names.annotations,
        Reference::Page(_) => &names.pages,
        Reference::View(_) => return None,
    };
    known.get(name).map(String::as_str)
}

/// The edits of ordinary links in bytes `words` of a text that stands on the page `own`.
pub(super) fn markdown(text: &str, words: Range<usize>, own: &str, names: &Names) -> Vec<Edit> {
    let inside = &text[words.clone()];
    let reading = markdown::read(inside);
    let mut edits = Vec::new();
    for link in reading.links.iter().filter(|link| !link.wiki && !is_external(&link.target)) {
        let path = link.target.split('#').next().unwrap_or_default();
        if path.is_empty() {
            continue;
        }
        let Some((old, new)) = page(&resolve(own, path), names) else { continue };
        // The path stands in the link letter for letter, or else it is left alone.
        let raw = &inside[link.span.clone()];
        let Some(at) = raw.rfind(path) else { continue };
        let Some(end) = path.rfind(&old) else { continue };
        let at = words.start + link.span.start + at + end;
        edits.push(edit(at..at + old.len(), &new));
    }
    edits
}

/// The ends of an old page's path and of the new one's.
fn page(path: &str, names: &Names) -> Option<(String, String)> {
    let stem = path.strip_suffix(".md")?;
    let (folder, name) = stem.rsplit_once('/').unwrap_or(("", stem));
    let known = match folder {
        "documents" => &names.slugs,
        "register" | "network" => &names.entries,
        "" => &names.pages,
        _ => return None,
    };
    known.get(name).map(|new| (format!("{name}.md"), format!("{new}.md")))
}
