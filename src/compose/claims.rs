//! Claims by status, each with who makes it, where, and what stands for and against it.

use super::Composer;
use super::footnote::agent_of;
use super::markup::{anchored, heading, link, list, paragraph, text};
use super::paths::{CLAIMS, document_path, relative};
use crate::annotation::{Body, Certainty};
use crate::dossier::{Dossier, Mention};
use crate::markdown::Block;
use crate::page::{Page, PageKind};

pub(super) fn page(composer: &Composer<'_>) -> Page {
    let words = composer.words;
    let mut body = vec![paragraph(vec![text(words.text("how-claims"))])];
    let before = body.len();
    for certainty in Certainty::ALL {
        let places: Vec<Mention> = composer
            .claims_of
            .iter()
            .enumerate()
            .flat_map(|(document, claims)| {
                claims.iter().map(move |&annotation| Mention { document, annotation })
            })
            .filter(|place| {
                matches!(&composer.dossier.annotation(*place).body,
                         Body::Claim(claim) if claim.certainty == certainty)
            })
            .collect();
        if places.is_empty() {
            continue;
        }
        let title = format!("{} ({})", capitalised(words.certainty(certainty)), places.len());
        body.push(heading(2, vec![text(title)]));
        for place in places {
            composer.push_claim(place, CLAIMS, &mut body);
        }
    }
    if body.len() == before {
        body.push(paragraph(vec![text(words.text("no-claims"))]));
    }
    let mut page = composer.page(CLAIMS, PageKind::Claims, words.text("claims"), body);
    page.front.drawing = composer.ledger();
    page
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
            crate::markdown::Inline::Strong(vec![by]),
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
