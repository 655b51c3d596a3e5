//! Links in the editors' words, and what claims have to do with one another: which came, and which went.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::Change;
use super::entries::earlier;
use crate::annotation::Body;
use crate::dossier::{Dossier, Reference};
use crate::markdown;

/// A link that came or went.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Link {
    /// Whether it came or went.
    pub how: Change,
    /// The page that it stands on, or the claim.
    pub from: String,
    /// Where it leads.
    pub to: String,
    /// `links`, `supports`, `contradicts`, `answers`, `part-of`.
    pub relation: &'static str,
    /// Whether it leads nowhere.
    pub dead: bool,
}

/// What is called otherwise now.
pub(super) struct Renamed(BTreeMap<String, String>);

impl Renamed {
    pub(super) fn new(
        before: &Dossier,
        now: &Dossier,
        documents: &[(Option<usize>, Option<usize>)],
    ) -> Self {
        let mut names = BTreeMap::new();
        for pair in documents {
            if let (Some(old), Some(new)) = *pair {
                let (old, new) = (&before.documents[old].document, &now.documents[new].document);
                names.insert(document(&old.slug), document(&new.slug));
            }
        }
        for entry in now.register.iter() {
            if let Some(old) = earlier(before, now, entry) {
                names.insert(self::entry(&old.id), self::entry(&entry.id));
            }
        }
        for page in &now.pages {
            for old in &page.formerly {
                names.insert(format!("{old}.html"), format!("{}.html", page.name));
            }
        }
        Self(names)
    }

    /// An entry's id as it is now.
    pub(super) fn id(&self, id: &str) -> String {
        let now = self.0.get(&entry(id));
        let now = now.and_then(|now| now.strip_prefix("register/")?.strip_suffix(".html"));
        now.unwrap_or(id).to_owned()
    }

    fn now(&self, address: &str) -> String {
        let (page, anchor) = address.split_once('#').unwrap_or((address, ""));
        let page = self.0.get(page).map_or(page, String::as_str);
        if anchor.is_empty() { page.to_owned() } else { format!("{page}#{anchor}") }
    }
}

fn document(slug: &str) -> String {
    format!("documents/{slug}.html")
}

fn entry(id: &str) -> String {
    format!("register/{id}.html")
}

/// From, to, relation, whether it leads nowhere.
type Found = (String, String, &'static str, bool);

pub(super) fn changes(before: &Dossier, now: &Dossier, renamed: &Renamed) -> Vec<Link> {
    let old: BTreeSet<Found> = all(before)
        .into_iter()
        .map(|(from, to, relation, dead)| (renamed.now(&from), renamed.now(&to), relation, dead))
        .collect();
    let new: BTreeSet<Found> = all(now).into_iter().collect();
    let link = |how: Change| {
        move |(from, to, relation, dead): &Found| Link {
            how,
            from: from.clone(),
            to: to.clone(),
            relation,
            dead: *dead,
        }
    };
    let come = new.difference(&old).map(link(Change::Added));
    come.chain(old.difference(&new).map(link(Change::Removed))).collect()
}

fn all(dossier: &Dossier) -> Vec<Found> {
    let mut found = Vec::new();
    for (n, annotated) in dossier.documents.iter().enumerate() {
        let from = document(&annotated.document.slug);
        words(dossier, &annotated.introduction, &from, Some(n), &mut found);
        for annotation in &annotated.annotations {
            if let Some(comment) = annotation.body.comment() {
                words(dossier, comment, &from, Some(n), &mut found);
            }
            if let Body::Claim(claim) = &annotation.body {
                let own = format!("#{}", annotation.id);
                for (relation, ids) in [
                    ("supports", &claim.supports),
                    ("contradicts", &claim.contradicts),
                    ("answers", &claim.answers),
                ] {
                    let related = ids.iter().map(|id| {
                        (own.clone(), format!("#{id}"), relation, dossier.by_id(id).is_none())
                    });
                    found.extend(related);
                }
            }
        }
    }
    for page in &dossier.pages {
        words(dossier, &page.text, &format!("{}.html", page.name), None, &mut found);
    }
    for one in dossier.register.iter() {
        let from = entry(&one.id);
        for text in [&one.description, &one.note].into_iter().flatten() {
            words(dossier, text, &from, None, &mut found);
        }
        found
            .extend(one.part_of.iter().map(|whole| (from.clone(), entry(whole), "part-of", false)));
    }
    found
}

fn words(dossier: &Dossier, text: &str, from: &str, here: Option<usize>, found: &mut Vec<Found>) {
    for link in markdown::read(text).links {
        let to = if link.wiki {
            leads_to(dossier, &link.target, here)
        } else {
            Some(link.target.clone())
        };
        let dead = to.is_none();
        let to = to.unwrap_or_else(|| format!("[[{}]]", link.target));
        found.push((from.to_owned(), to, "links", dead));
    }
}

fn leads_to(dossier: &Dossier, target: &str, here: Option<usize>) -> Option<String> {
    let slug = |n: usize| document(&dossier.documents[n].document.slug);
    Some(match dossier.resolve(target, here)? {
        Reference::Entry(id) => entry(&id),
        Reference::Document(n) => slug(n),
        Reference::Paragraph(n, anchor) => format!("{}#{anchor}", slug(n)),
        Reference::Annotation(place) => format!("#{}", dossier.annotation(place).id),
        Reference::Page(name) => format!("{name}.html"),
        Reference::View(name) => format!("{name}.html"),
    })
}
