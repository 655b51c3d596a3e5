//! What a wikilink or an id may be that is being typed.

use serde_json::{Value, json};

use super::ask::Wanted;
use super::desk::{Desk, is_claim, is_question};
use crate::dossier::VIEWS;
use crate::text::one_line;

/// So many are offered.
const OFFERED: usize = 12;
/// So many code points are shown of an annotation's or paragraph's words.
const SHOWN: usize = 60;

/// Something that may be meant.
struct Offer<'a> {
    /// What is written.
    target: String,
    /// What it is called.
    label: String,
    /// What it is.
    kind: &'a str,
    /// What else it is found by.
    names: Vec<&'a str>,
}

/// The best of what begins with, or holds, the words; each with what is written, its name and its kind.
pub(super) fn complete(desk: &Desk, slug: &str, words: &str, of: Wanted) -> Value {
    let wanted = words.trim().to_lowercase();
    let mut found: Vec<(usize, Offer<'_>)> = Vec::new();
    let offers = match (of, words.split_once('#')) {
        (Wanted::Link, Some((name, paragraph))) => {
            let name = name.trim();
            return paragraphs(
                desk,
                if name.is_empty() { slug } else { name },
                name,
                paragraph.trim(),
            );
        }
        (Wanted::Link, None) => entries(desk)
            .chain(documents(desk))
            .chain(annotations(desk))
            .chain(pages(desk))
            .collect::<Vec<_>>(),
        (Wanted::Entry, _) => entries(desk).collect(),
        (Wanted::Claim, _) => annotations(desk).filter(|offer| offer.kind == "claim").collect(),
        (Wanted::Question, _) => {
            annotations(desk).filter(|offer| offer.kind == "question").collect()
        }
    };
    for offer in offers {
        if let Some(rank) = rank(&offer, &wanted) {
            found.push((rank, offer));
        }
    }
    found.sort_by_key(|(rank, _)| *rank);
    found.truncate(OFFERED);
    found.into_iter().map(|(_, offer)| shown(&offer)).collect()
}

fn shown(offer: &Offer<'_>) -> Value {
    json!({ "target": offer.target, "label": offer.label, "kind": offer.kind })
}

/// How well it fits, the best first: the beginning of a name, of a word in one, anything in one.
fn rank(offer: &Offer<'_>, wanted: &str) -> Option<usize> {
    let names = [offer.target.as_str(), offer.label.as_str()];
    let names = names.into_iter().chain(offer.names.iter().copied());
    let one = |name: &str| {
        let name = name.to_lowercase();
        let at = name.find(wanted)?;
        let starts_word =
            name.match_indices(wanted).any(|(at, _)| !name[..at].ends_with(char::is_alphanumeric));
        Some(if at == 0 {
            0
        } else if starts_word {
            1
        } else {
            2
        })
    };
    names.filter_map(one).min()
}

fn entries(desk: &Desk) -> impl Iterator<Item = Offer<'_>> {
    desk.dossier.register.iter().map(|entry| Offer {
        target: entry.id.clone(),
        label: entry.name.clone(),
        kind: entry.kind.key(),
        names: entry.aliases.iter().map(String::as_str).collect(),
    })
}

fn documents(desk: &Desk) -> impl Iterator<Item = Offer<'_>> {
    desk.dossier.documents.iter().map(|annotated| Offer {
        target: annotated.document.slug.clone(),
        label: annotated.document.title.clone(),
        kind: "document",
        names: Vec::new(),
    })
}

/// Those that have an id of the editor's own.
fn annotations(desk: &Desk) -> impl Iterator<Item = Offer<'_>> {
    desk.dossier.origins.keys().filter_map(|id| {
        let place = desk.dossier.by_id(id)?;
        let annotation = desk.dossier.annotation(place);
        let made = crate::annotation::Layer::ALL.iter().any(|layer| {
            id.strip_prefix(layer.key()).is_some_and(|rest| {
                rest.len() >= 13
                    && rest.starts_with('-')
                    && rest[1..13].bytes().all(|b| b.is_ascii_hexdigit())
            })
        });
        let kind = match annotation {
            a if is_claim(a) => "claim",
            a if is_question(a) => "question",
            _ => "note",
        };
        let document = &desk.dossier.documents[place.document].document;
        let label = short(document.slice(&annotation.target));
        (!made).then(|| Offer { target: id.clone(), label, kind, names: Vec::new() })
    })
}

fn pages(desk: &Desk) -> impl Iterator<Item = Offer<'_>> {
    let written = desk.dossier.pages.iter().map(|page| (page.name.as_str(), page.title.as_str()));
    written.chain(VIEWS.into_iter().map(|view| (view, view))).map(|(name, title)| Offer {
        target: name.to_owned(),
        label: title.to_owned(),
        kind: "page",
        names: Vec::new(),
    })
}

/// The paragraphs of a document whose number begins so, or that hold the words.
fn paragraphs(desk: &Desk, slug: &str, written: &str, wanted: &str) -> Value {
    let Some((_, document)) = desk.document(slug) else { return json!([]) };
    let wanted = wanted.to_lowercase();
    let fits = |id: &str, words: &str| {
        id.starts_with(&wanted)
            || id.get(1..).is_some_and(|number| number.starts_with(&wanted))
            || words.to_lowercase().contains(&wanted)
    };
    let found = document.leaves.iter().filter(|leaf| leaf.id == leaf.anchor());
    found
        .filter(|leaf| fits(&leaf.id, document.slice(&leaf.span)))
        .take(OFFERED)
        .map(|leaf| {
            let label = short(document.slice(&leaf.span));
            json!({ "target": format!("{written}#{}", leaf.id), "label": label, "kind": "paragraph" })
        })
        .collect()
}

fn short(words: &str) -> String {
    let line = one_line(words);
    match line.char_indices().nth(SHOWN) {
        Some((at, _)) => format!("{}…", line[..at].trim_end()),
        None => line,
    }
}
