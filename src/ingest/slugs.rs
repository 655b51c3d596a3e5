//! The address part of each document.

use std::collections::BTreeMap;

use super::title::stem;
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::document::Document;
use crate::text::{Slugs, slugify};

/// What a document without any letter in its name and title is called.
const FALLBACK: &str = "document";

/// The address part a document wishes: the one its metadata states, else its file's name, or its
/// title where that name was made by a machine.
pub(super) fn wish(stated: Option<&str>, title: &str, path: &str) -> String {
    let stem = stem(path);
    let machine = is_machine_made(stem);
    let wishes = [stated.unwrap_or_default(), if machine { title } else { stem }, title];
    let slug = wishes.iter().map(|wish| slugify(wish)).find(|slug| !slug.is_empty());
    slug.unwrap_or_else(|| FALLBACK.to_owned())
}

/// Whether a file's name says nothing to a reader: no word in it, but numbers and hexadecimal
/// digits, and it is no date.
fn is_machine_made(stem: &str) -> bool {
    let (mut letters, mut machine) = (0_usize, 0_usize);
    for part in stem.split(|c: char| !c.is_alphanumeric()) {
        let digits = part.bytes().filter(u8::is_ascii_digit).count();
        let hexadecimal = digits > 0 && part.bytes().all(|b| b.is_ascii_hexdigit());
        let own = if hexadecimal && part.len() >= 8 { 0 } else { part.chars().count() - digits };
        if own >= 3 {
            return false;
        }
        letters += own;
        machine += part.chars().count() - own;
    }
    machine > letters && !is_date(stem)
}

/// Whether a name is a date alone, as of a diary's page.
fn is_date(stem: &str) -> bool {
    crate::edtf::Edtf::parse(&stem.replace('_', "-")).is_ok()
}

/// What the address part of a document hangs on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    /// The seed's path below `seeds/`.
    pub path: String,
    /// The part that it wishes: [`wished_slug`].
    pub slug: String,
    /// Whether its metadata state it.
    pub stated: bool,
    /// Parts that it had before.
    pub formerly: Vec<String>,
}

/// The address part that a document wishes, of which only the title and the seed's path are known.
#[must_use]
pub fn wished_slug(title: &str, path: &str) -> String {
    wish(None, title, path)
}

/// The final address parts, in the order of the wishes; of two that state the same, the path of the
/// later one comes with that of the first. Those that are stated come first, then those that documents
/// had before, so that no other document gets one of these. The others are settled in the order of
/// their paths, so that the same seeds always have the same addresses.
#[must_use]
pub fn settled_slugs(wishes: &[Wish]) -> (Vec<String>, Vec<(usize, usize)>) {
    let mut order: Vec<usize> = (0..wishes.len()).collect();
    order.sort_by(|&a, &b| wishes[a].path.cmp(&wishes[b].path));
    let (stated, derived): (Vec<usize>, Vec<usize>) =
        order.iter().partition(|&&index| wishes[index].stated);
    let mut slugs = Slugs::default();
    // The list of all documents stands in the folder of their pages under this name.
    slugs.claim("index", FALLBACK);
    let mut settled: Vec<Option<String>> = vec![None; wishes.len()];
    let mut first: BTreeMap<&str, usize> = BTreeMap::new();
    let mut clashes = Vec::new();
    for index in stated {
        let wish = &wishes[index];
        match first.get(wish.slug.as_str()) {
            Some(&other) => clashes.push((index, other)),
            None => drop(first.insert(&wish.slug, index)),
        }
        settled[index] = Some(slugs.claim(&wish.slug, FALLBACK));
    }
    for &index in &order {
        let wish = &wishes[index];
        for former in &wish.formerly {
            // Whoever goes back to an earlier name by hand gets it back.
            if wish.slug == *former && settled[index].is_none() {
                settled[index] = Some(slugs.claim(former, FALLBACK));
            } else {
                slugs.claim(former, FALLBACK);
            }
        }
    }
    for index in derived {
        if settled[index].is_none() {
            settled[index] = Some(slugs.claim(&wishes[index].slug, FALLBACK));
        }
    }
    (settled.into_iter().map(Option::unwrap_or_default).collect(), clashes)
}

/// Gives every document its final address part. Two that state the same are an error.
pub fn settle_slugs(documents: &mut [Document]) -> Diagnostics {
    let wishes: Vec<Wish> = documents
        .iter()
        .map(|document| Wish {
            path: document.provenance.path.clone(),
            slug: document.slug.clone(),
            stated: document.metadata.slug.is_some(),
            formerly: document.metadata.formerly.clone(),
        })
        .collect();
    let (slugs, clashes) = settled_slugs(&wishes);
    let clash = |(later, first): (usize, usize)| taken(&documents[later], &wishes[first].path);
    let diagnostics = clashes.into_iter().map(clash).collect();
    for (document, slug) in documents.iter_mut().zip(slugs) {
        document.slug = slug;
    }
    diagnostics
}

fn taken(document: &Document, other: &str) -> Diagnostic {
    let path = &document.provenance.path;
    let slug = &document.slug;
    Diagnostic::error(codes::SLUG_TAKEN, format!("the slug “{slug}” is asked for twice"))
        .in_file(format!("seeds/{path}"))
        .note(format!("seeds/{other} asks for it, too"))
        .hint(format!("state another `slug` in annotations/{path}.md or in annotations/{other}.md"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Language;
    use crate::ingest::plain_document;

    fn document(path: &str, slug: &str, stated: bool) -> Document {
        let mut document = plain_document("Text", Language::unknown(), None);
        document.provenance.path = path.to_owned();
        document.slug = slug.to_owned();
        document.metadata.slug = stated.then(|| slug.to_owned());
        document
    }

    #[test]
    fn names_made_by_machines_are_not_shown() {
        for (path, expected) in [
            ("000_4a59c69cded22aaa.txt", "the-title"),
            ("scans/20200803_0001.txt", "the-title"),
            ("deadbeef01.md", "the-title"),
            ("2020-08-03.md", "2020-08-03"),
            ("2020-08-03 An den Rat.md", "2020-08-03-an-den-rat"),
            ("20200803-rat.md", "20200803-rat"),
            ("p1.txt", "p1"),
            ("17.txt", "the-title"),
            ("Größe.txt", "groesse"),
            ("defaced.txt", "defaced"),
            ("….txt", "the-title"),
        ] {
            assert_eq!(wish(None, "The title", path), expected, "{path}");
        }
        assert_eq!(wish(Some("own"), "The title", "a.txt"), "own");
        assert_eq!(wish(None, "…", "00000.txt"), "document");
    }

    #[test]
    fn slugs_are_settled_alike_in_any_order() {
        let documents = [
            document("b.txt", "x", false),
            document("a.txt", "x", false),
            document("c.txt", "x", true),
            document("d.txt", "x-2", false),
        ];
        for turn in 0..documents.len() {
            let mut turned = documents.to_vec();
            turned.rotate_left(turn);
            assert!(settle_slugs(&mut turned).is_empty());
            turned.sort_by(|a, b| a.provenance.path.cmp(&b.provenance.path));
            let slugs: Vec<_> = turned.iter().map(|document| document.slug.as_str()).collect();
            assert_eq!(slugs, ["x-2", "x-3", "x", "x-2-2"]);
        }
    }

    #[test]
    fn what_was_an_address_goes_to_nobody_else() {
        let mut documents = [document("b.txt", "x", false), document("c.txt", "y", false)];
        documents[1].metadata.formerly = vec!["x".to_owned()];
        assert!(settle_slugs(&mut documents).is_empty());
        assert_eq!(documents.map(|document| document.slug), ["x-2", "y"]);
    }

    #[test]
    fn two_wishes_alike_are_an_error() {
        let mut documents = [document("b.txt", "x", true), document("a.txt", "x", true)];
        let diagnostics = settle_slugs(&mut documents);
        assert!(diagnostics.has_errors());
        let found = diagnostics.iter().next().unwrap();
        assert_eq!(found.code, codes::SLUG_TAKEN);
        assert_eq!(found.location.as_ref().unwrap().path, "seeds/b.txt");
        assert_eq!(documents.map(|document| document.slug), ["x-2", "x"]);
    }
}
