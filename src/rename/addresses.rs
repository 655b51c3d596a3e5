//! Addresses of documents when seeds are called otherwise, or when an editor wants another address.
//!
//! A document's address follows its seed's name, unless its metadata state one. A move changes the address
//! of nothing but what is moved: where the order of the names would give another document another number,
//! its present address is stated in its notes file, with a remark by which a later move knows the line.

use std::collections::{BTreeMap, BTreeSet};

use super::formerly::{forgotten, turn};
use super::{Former, Names, Stand, Work, front};
use crate::document::Document;
use crate::ingest::{Wish, settled_slugs, wished_slug};

/// The remark behind an address that is only stated so that it stays.
pub const KEPT: &str = "# so that its address stays";

/// A document's address before and after.
struct Address<'a> {
    document: &'a Document,
    /// The seed's path afterwards.
    path: String,
    /// What an editor or the seed itself states; not what only a move stated.
    stated: Option<String>,
    /// What it must be; `None` where it follows from the new name.
    wanted: Option<String>,
    formerly: Vec<String>,
    is_subject: bool,
}

/// The addresses of all documents once seeds are moved, or a document has the address `wanted`.
pub(super) fn slugs(
    stand: &Stand<'_>,
    seeds: &BTreeMap<String, String>,
    wanted: Option<(&str, &str)>,
) -> Result<BTreeMap<String, String>, String> {
    let settled = settled(stand, seeds, wanted, Former::LeadOn)?;
    let mut slugs = BTreeMap::new();
    for (address, slug) in &settled.addresses {
        if address.document.slug != *slug {
            slugs.insert(address.document.slug.clone(), slug.clone());
        }
    }
    Ok(slugs)
}

struct Settled<'a> {
    addresses: Vec<(Address<'a>, String)>,
    /// Those whose address has to be stated.
    pinned: BTreeSet<usize>,
}

fn settled<'a>(
    stand: &Stand<'a>,
    seeds: &BTreeMap<String, String>,
    wanted: Option<(&str, &str)>,
    former: Former,
) -> Result<Settled<'a>, String> {
    let mut addresses: Vec<Address<'a>> = stand
        .dossier
        .documents
        .iter()
        .map(|one| address(stand, &one.document, seeds, wanted))
        .collect();
    // Former addresses of what is moved are free for itself.
    let mut pinned = BTreeSet::new();
    let free = |address: &Address<'_>| match address.is_subject {
        true => Vec::new(),
        false => address.formerly.clone(),
    };
    let found = settle_with(&addresses, free, &mut pinned)?;
    for (address, slug) in addresses.iter_mut().zip(&found) {
        if address.is_subject && address.document.slug != *slug {
            turn(&mut address.formerly, &address.document.slug, slug, former);
        }
        address.wanted = Some(slug.clone());
    }
    let found = settle_with(&addresses, |address| address.formerly.clone(), &mut pinned)?;
    Ok(Settled { addresses: addresses.into_iter().zip(found).collect(), pinned })
}

fn address<'a>(
    stand: &Stand<'a>,
    document: &'a Document,
    seeds: &BTreeMap<String, String>,
    wanted: Option<(&str, &str)>,
) -> Address<'a> {
    let now = &document.provenance.path;
    let path = seeds.get(now).unwrap_or(now).clone();
    let kept = front::is_marked(&notes_of(stand, now), "slug", KEPT);
    let stated = document.metadata.slug.clone().filter(|_| !kept);
    let new = wanted.filter(|(slug, _)| *slug == document.slug).map(|(_, new)| new.to_owned());
    let same_name = || wished_slug(&document.title, &path) == wished_slug(&document.title, now);
    let is_subject = path != *now || new.is_some();
    let keeps = path == *now || stated.is_some() || same_name();
    let wanted = new.or_else(|| keeps.then(|| document.slug.clone()));
    let formerly = document.metadata.formerly.clone();
    Address { document, path, stated, wanted, formerly, is_subject }
}

fn notes_of(stand: &Stand<'_>, seed: &str) -> String {
    let bytes = stand.files.read(&format!("annotations/{seed}.md")).unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}

/// The addresses that everybody gets; those that would not be what they must be are stated, one after the
/// other, since each that is stated may change the numbers of others.
fn settle_with(
    addresses: &[Address<'_>],
    formerly: impl Fn(&Address<'_>) -> Vec<String>,
    pinned: &mut BTreeSet<usize>,
) -> Result<Vec<String>, String> {
    for _ in 0..=addresses.len() {
        let wish = |(n, address): (usize, &Address<'_>)| {
            let pin = address.wanted.clone().filter(|_| pinned.contains(&n));
            let stated = pin.or_else(|| address.stated.clone());
            Wish {
                path: address.path.clone(),
                stated: stated.is_some(),
                slug: stated.unwrap_or_else(|| wished_slug(&address.document.title, &address.path)),
                formerly: formerly(address),
            }
        };
        let wishes: Vec<Wish> = addresses.iter().enumerate().map(wish).collect();
        let (found, _) = settled_slugs(&wishes);
        let before = pinned.len();
        for (n, address) in addresses.iter().enumerate() {
            if address.wanted.as_ref().is_some_and(|wanted| *wanted != found[n])
                && !pinned.insert(n)
            {
                return Err(format!("the address “{}” belongs to another document", found[n]));
            }
        }
        if pinned.len() == before {
            return Ok(found);
        }
    }
    Err("the addresses of the documents cannot be kept".to_owned())
}

/// Writes into the notes files what the addresses need: former ones, and those that have to be stated.
pub(super) fn settle(
    work: &mut Work<'_>,
    names: &Names,
    former: Former,
    remarks: &mut Vec<String>,
) -> Result<(), String> {
    let wanted = match (names.seeds.is_empty(), names.slugs.iter().next()) {
        (true, Some((old, new))) => Some((old.as_str(), new.as_str())),
        _ => None,
    };
    let settled = settled(work.stand, &names.seeds, wanted, former)?;
    for (n, (address, slug)) in settled.addresses.iter().enumerate() {
        let now = &address.document.provenance.path;
        let old = format!("annotations/{now}.md");
        let path = if work.exists(&old) { old } else { format!("annotations/{}.md", address.path) };
        let mut text = work.text(&path).to_owned();
        if front::is_marked(&text, "slug", KEPT) {
            text = front::set(&text, "slug", None);
        }
        if settled.pinned.contains(&n) {
            text = stated(&text, slug);
        }
        if address.is_subject {
            text = front::set_formerly(&text, &address.formerly);
            let gone = address.document.slug != *slug
                && !address.formerly.contains(&address.document.slug)
                && former == Former::LeadOn;
            let page = format!("documents/{}.html", address.document.slug);
            remarks.extend(gone.then(|| forgotten(&page, &address.document.slug)));
        }
        if text != work.text(&path) {
            work.set(&path, text);
        }
    }
    Ok(())
}

/// The text with its address stated: in the editor's own line, or in one that a later move knows.
fn stated(text: &str, slug: &str) -> String {
    match front::one(text, "slug") {
        Some((_, span)) => format!("{}{slug}{}", &text[..span.start], &text[span.end..]),
        None => {
            let line = format!("{} {KEPT}", front::assigned(text, "slug", &format!("\"{slug}\"")));
            front::set(text, "slug", Some(&line))
        }
    }
}
