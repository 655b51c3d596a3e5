//! What was typed for a page: its address as a browser shows it, a part of that, or a seed's path.

use crate::dossier::Dossier;
use crate::text::nearest;

/// A page's address without what does not name it, and the anchor behind it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Address<'a> {
    /// Where the address says so, the folder it lies in: `documents`, `register`.
    pub(super) folder: Option<&'a str>,
    /// The name of the page, or what was typed.
    pub(super) name: &'a str,
    /// What stands behind `#`.
    pub(super) anchor: Option<&'a str>,
}

/// Folders of pages, each with a page for every document or entry.
const FOLDERS: [&str; 2] = ["documents", "register"];

/// Takes an address apart: `https://host/a/documents/x.2.html?v=1#p4` is `x`, in `documents`, at `p4`.
pub(super) fn address(typed: &str) -> Address<'_> {
    let typed = typed.trim();
    let (page, anchor) = match typed.split_once('#') {
        Some((page, anchor)) => (page, Some(anchor.trim()).filter(|anchor| !anchor.is_empty())),
        None => (typed, None),
    };
    let page = page.split('?').next().unwrap_or(page);
    for folder in FOLDERS {
        let behind = page.rsplit_once(&format!("/{folder}/")[..]).map(|(_, name)| name);
        if let Some(name) = behind.or_else(|| page.strip_prefix(&format!("{folder}/"))) {
            return Address { folder: Some(folder), name: bare(name), anchor };
        }
    }
    let name = page.strip_prefix("./").unwrap_or(page);
    // A seed may be called x.html, too.
    Address { folder: None, name, anchor }
}

/// Without extension, and without the number of a part.
pub(super) fn bare(name: &str) -> &str {
    let name = name.strip_suffix(".html").or_else(|| name.strip_suffix(".md")).unwrap_or(name);
    match name.rsplit_once('.') {
        Some((name, part)) if part.bytes().all(|b| b.is_ascii_digit()) => name,
        _ => name,
    }
}

/// The document that an address names, by its index.
///
/// # Errors
/// In words, with what may have been meant.
pub(super) fn document(dossier: &Dossier, address: &Address<'_>) -> Result<usize, String> {
    let by_slug =
        |slug: &str| dossier.documents.iter().position(|annotated| annotated.document.slug == slug);
    let seed = address.name.strip_prefix("seeds/").unwrap_or(address.name);
    let by_path = dossier.documents.iter().position(|one| one.document.provenance.path == seed);
    let name = bare(address.name);
    if address.folder != Some("register")
        && let Some(found) = by_path.filter(|_| address.folder.is_none()).or_else(|| by_slug(name))
    {
        return Ok(found);
    }
    if dossier.register.get(name).is_some() {
        return Err(format!(
            "register/{name}.html is an entry's page; only documents have passages"
        ));
    }
    if dossier.pages.iter().any(|page| page.name == name) {
        return Err(format!("{name}.html is a page of yours; only documents have passages"));
    }
    let documents = dossier.documents.iter().map(|annotated| &annotated.document);
    let known = documents.flat_map(|document| [&document.slug[..], &document.provenance.path]);
    Err(match nearest(name, known) {
        Some(near) => format!("there is no document “{name}”; did you mean {near}?"),
        None => format!("there is no document “{name}”; the page “Documents” lists all of them"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_taken_apart() {
        let check = |typed, folder, name, anchor| {
            assert_eq!(address(typed), Address { folder, name, anchor }, "{typed}");
        };
        let documents = Some("documents");
        check("letter#p4", None, "letter", Some("p4"));
        check("documents/letter.html", documents, "letter", None);
        check("https://a.org/x/documents/letter.2.html?v=1#p4", documents, "letter", Some("p4"));
        check("file:///home/a/public/register/ada.html#", Some("register"), "ada", None);
        check("./letters/a.html", None, "letters/a.html", None);
        check("../documents/letter.md", documents, "letter", None);
    }
}
