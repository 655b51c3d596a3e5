//! Claims by status, each with who makes it, where, and what stands for and against it; and in short
//! by those who make them.

use std::collections::BTreeMap;

use super::Composer;
use super::footnote::agent_of;
use super::markup::{anchored, anchored_heading, heading, joined, link, list, paragraph};
use super::markup::{strong, text};
use super::paths::{CLAIMS, document_path, relative};
use crate::annotation::{Agent, Body, Certainty};
use crate::dossier::{Dossier, Mention};
use crate::locale::Collation;
use crate::markdown::{Block, Inline};
use crate::page::{JUMP, Page, PageKind};

/// The anchor of the claims by those who make them, and the string that names it.
const BY_CLAIMANT: &str = "by-claimant";

pub(super) fn page(composer: &Composer<'_>) -> Page {
    let words = composer.words;
    let mut body = vec![paragraph(vec![text(words.text("how-claims"))])];
    let by_status = by_status(composer);
    if by_status.is_empty() {
        body.push(paragraph(vec![text(words.text("no-claims"))]));
        return composer.page(CLAIMS, PageKind::Claims, words.text("claims"), body);
    }
    let mut jump: Vec<Vec<Inline>> = by_status
        .iter()
        .map(|(certainty, places)| {
            let to = link(format!("#{}", status_anchor(*certainty)), words.certainty(*certainty));
            vec![to, text(format!("\u{a0}{}", words.number(places.len())))]
        })
        .collect();
    jump.push(vec![link(format!("#{BY_CLAIMANT}"), words.text(BY_CLAIMANT))]);
    body.push(anchored(JUMP, joined(jump, " · ")));
    for (certainty, places) in by_status {
        let count = words.number(places.len());
        let title = format!("{} ({count})", capitalised(words.certainty(certainty)));
        body.push(anchored_heading(2, status_anchor(certainty), vec![text(title)]));
        for place in places {
            composer.push_claim(place, CLAIMS, &mut body);
        }
    }
    push_by_claimant(composer, &mut body);
    let mut page = composer.page(CLAIMS, PageKind::Claims, words.text("claims"), body);
    page.front.drawing = composer.ledger();
    page
}

/// The statuses that occur, each with its claims.
fn by_status(composer: &Composer<'_>) -> Vec<(Certainty, Vec<Mention>)> {
    let mut by_status: BTreeMap<Certainty, Vec<Mention>> = BTreeMap::new();
    for (document, claims) in composer.claims_of.iter().enumerate() {
        for &annotation in claims {
            let place = Mention { document, annotation };
            if let Body::Claim(claim) = &composer.dossier.annotation(place).body {
                by_status.entry(claim.certainty).or_default().push(place);
            }
        }
    }
    Certainty::ALL
        .into_iter()
        .filter_map(|certainty| Some((certainty, by_status.remove(&certainty)?)))
        .collect()
}

fn status_anchor(certainty: Certainty) -> String {
    format!("status-{certainty}")
}

/// Who claims what, in short: those with most claims first, each claim with its status.
fn push_by_claimant(composer: &Composer<'_>, body: &mut Vec<Block>) {
    let words = composer.words;
    let mut by_claimant: BTreeMap<Option<&Agent>, Vec<Mention>> = BTreeMap::new();
    for (document, claims) in composer.claims_of.iter().enumerate() {
        for &annotation in claims {
            let place = Mention { document, annotation };
            let by = agent_of(composer.dossier.annotation(place));
            by_claimant.entry(by).or_default().push(place);
        }
    }
    let collation = Collation::new(&composer.dossier.config.language);
    let name = |agent: Option<&Agent>| agent.map_or_else(String::new, |a| composer.agent_name(a));
    let mut claimants: Vec<_> =
        by_claimant.into_iter().map(|(agent, places)| (name(agent), agent, places)).collect();
    claimants.sort_by(|(a, by_a, claims_a), (b, by_b, claims_b)| {
        let unnamed = by_a.is_none().cmp(&by_b.is_none());
        let most = claims_b.len().cmp(&claims_a.len());
        unnamed.then(most).then_with(|| collation.compare(a, b)).then_with(|| by_a.cmp(by_b))
    });
    body.push(anchored_heading(2, BY_CLAIMANT, vec![text(words.text(BY_CLAIMANT))]));
    for (_, agent, places) in claimants {
        let by = match agent {
            Some(agent) => composer.agent(agent, CLAIMS),
            None => text(words.text("claimant-unknown")),
        };
        let count = text(format!(" ({})", words.number(places.len())));
        body.push(heading(3, vec![by, count]));
        body.push(list(places.into_iter().map(|place| {
            let annotation = composer.dossier.annotation(place);
            let status = match &annotation.body {
                Body::Claim(claim) => words.certainty(claim.certainty),
                _ => "",
            };
            let href = format!("#{}", annotation.id);
            vec![strong(status), text(": "), link(href, composer.lemma(place))]
        })));
    }
}

impl Composer<'_> {
    /// A claim in full: who, the words, where, the editor's comment, its relations.
    pub(super) fn push_claim(&self, place: Mention, path: &str, body: &mut Vec<Block>) {
        let annotation = self.dossier.annotation(place);
        let Body::Claim(claim) = &annotation.body else { return };
        let document = &self.dossier.documents[place.document].document;
        let by = match agent_of(annotation) {
            Some(agent) => self.agent(agent, path),
            None => text(self.words.text("claimant-unknown")),
        };
        let head = vec![
            Inline::Strong(vec![by]),
            text(": "),
            link(
                relative(path, &self.paragraph_path(place)),
                self.words.quoted(&self.words_of(place)),
            ),
            text(" ("),
            link(relative(path, &document_path(&document.slug)), &document.title),
            text(format!(", {})", self.paragraph_name(self.anchor(place)))),
        ];
        body.push(anchored(annotation.id.clone(), head));
        body.extend(self.comment(&claim.comment, path, Some(place.document), 3));
        let relations = self.relations(annotation, claim, path);
        if !relations.is_empty() {
            body.push(list(relations));
        }
    }
}

/// For each document the indices of its claims.
pub(super) fn of_documents(dossier: &Dossier) -> Vec<Vec<usize>> {
    dossier
        .documents
        .iter()
        .map(|annotated| {
            let claims = annotated.annotations.iter().enumerate();
            claims.filter(|(_, a)| matches!(a.body, Body::Claim(_))).map(|(n, _)| n).collect()
        })
        .collect()
}

/// With its first letter in upper case.
pub(super) fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
