//! What a footnote says: an editor's note, claim, question or correction in full.

use super::Composer;
use super::claims::capitalised;
use super::markup::{link, list, paragraph, strong, text};
use super::paths::{CLAIMS, QUESTIONS, entry_path, relative};
use crate::annotation::{Agent, Annotation, Body, Claim, Creator, How};
use crate::dossier::{Mention, Relation};
use crate::edtf::Edtf;
use crate::markdown::{Block, Inline, is_allowed, is_external};

/// Whether an annotation says more than a mark can.
pub(super) fn has_footnote(annotation: &Annotation) -> bool {
    matches!(annotation.body, Body::Claim(_) | Body::Note(_) | Body::Question(_))
        || annotation.body.comment().is_some()
}

impl Composer<'_> {
    /// A footnote's blocks: a line that says what it is and about which words, the editor's words,
    /// and what the claim supports, contradicts or answers.
    pub(super) fn footnote(&self, place: Mention, path: &str) -> Vec<Block> {
        let annotation = self.dossier.annotation(place);
        let mut head = vec![strong(self.kind_of(annotation)), text(" ")];
        let origin = self.dossier.origins.get(&annotation.id);
        if let Some(tier) = origin.and_then(|origin| self.tier(&origin.publish)) {
            head.push(text(format!("({tier}) ")));
        }
        if let Some(by) = agent_of(annotation) {
            head.push(text("· "));
            head.push(self.agent(by, path));
            head.push(text(" "));
        }
        head.push(Inline::Emphasis(vec![text(self.lemma(place))]));
        let mut blocks = vec![paragraph(head)];
        if let Some(comment) = annotation.body.comment() {
            blocks.extend(self.comment(comment, path, Some(place.document), 5));
        }
        if let Body::Claim(claim) = &annotation.body {
            let relations = self.relations(annotation, claim, path);
            if !relations.is_empty() {
                blocks.push(list(relations));
            }
        }
        blocks.extend(self.origin_line(annotation).map(paragraph));
        blocks
    }

    /// “Geplant”, “Hintergrund”, “Frage, offen” …
    pub(super) fn kind_of(&self, annotation: &Annotation) -> String {
        let words = self.words;
        match &annotation.body {
            Body::Claim(claim) => capitalised(words.certainty(claim.certainty)),
            Body::Note(note) => words.note_kind(note.kind).to_owned(),
            Body::Question(question) => {
                let state = if question.answered { "question-answered" } else { "question-open" };
                format!("{}, {}", words.text("question"), words.text(state))
            }
            Body::Date { value, .. } => {
                format!("{}, {}", words.text("date-note"), words.date(value))
            }
            Body::Quotation(_) => words.text("quotation").to_owned(),
            Body::Name { entry, .. } => self.agent_name(&Agent::Entry(entry.clone())),
            Body::Judgement(judgement) => capitalised(words.certainty(judgement.certainty)),
            Body::Time(_) | Body::Proposal(_) | Body::Quantity(_) | Body::Reference(_) => {
                words.text("note").to_owned()
            }
        }
    }

    /// Somebody, linked where there is an entry.
    pub(super) fn agent(&self, agent: &Agent, path: &str) -> Inline {
        match agent {
            Agent::Entry(id) if self.dossier.register.get(id).is_some() => {
                link(relative(path, &entry_path(id)), self.agent_name(agent))
            }
            Agent::Entry(words) | Agent::Words(words) => text(words.clone()),
        }
    }

    /// Somebody's name.
    pub(super) fn agent_name(&self, agent: &Agent) -> String {
        match agent {
            Agent::Entry(id) => {
                self.dossier.register.get(id).map_or_else(|| id.clone(), |entry| entry.name.clone())
            }
            Agent::Words(words) => words.clone(),
        }
    }

    /// What a claim has to do with others, a line each.
    pub(super) fn relations(
        &self,
        annotation: &Annotation,
        claim: &Claim,
        path: &str,
    ) -> Vec<Vec<Inline>> {
        let mut lines = Vec::new();
        let own = [
            ("supports", CLAIMS, &claim.supports),
            ("contradicts", CLAIMS, &claim.contradicts),
            ("answers", QUESTIONS, &claim.answers),
        ];
        for (key, page, ids) in own {
            for id in ids {
                lines.extend(self.relation(key, page, id, path));
            }
        }
        for (relation, place) in self.dossier.incoming(&annotation.id) {
            let other = &self.dossier.annotation(*place).id;
            let key = match relation {
                Relation::Supports => "supported-by",
                // A contradiction holds both ways; it is said once.
                Relation::Contradicts if claim.contradicts.contains(other) => continue,
                Relation::Contradicts => "contradicted-by",
                Relation::Answers => continue,
            };
            lines.extend(self.relation(key, CLAIMS, other, path));
        }
        lines
    }

    fn relation(&self, key: &str, page: &str, id: &str, path: &str) -> Option<Vec<Inline>> {
        let place = self.dossier.by_id(id)?;
        let href = relative(path, &format!("{page}#{id}"));
        let document = &self.dossier.documents[place.document].document;
        let mut line = vec![
            Inline::Emphasis(vec![text(self.words.text(key))]),
            text(" "),
            link(href, self.lemma(place)),
        ];
        if let Some(by) = agent_of(self.dossier.annotation(place)) {
            line.push(text(format!(" ({}, {})", self.agent_name(by), document.title)));
        } else {
            line.push(text(format!(" ({})", document.title)));
        }
        Some(line)
    }

    /// Who made it and when, where that is not simply the editors; and how it was found, where not
    /// exactly. What was taken over leads to where it came from.
    fn origin_line(&self, annotation: &Annotation) -> Option<Vec<Inline>> {
        let who = match &annotation.creator {
            Creator::Import(name) => Some(self.words.fill("by-import", "name", name)),
            Creator::Editor(Some(name)) => Some(name.clone()),
            _ => None,
        };
        let day = annotation.created.as_deref().and_then(|created| created.get(..10));
        let day = day.and_then(|day| Edtf::parse(day).ok()).map(|day| self.words.date(&day));
        let made: Vec<String> = [who, day].into_iter().flatten().collect();
        let how =
            matches!(annotation.how, How::Fuzzy(_)).then(|| self.words.text("fuzzy").to_owned());
        let via = annotation.via.as_deref().filter(|via| is_external(via) && is_allowed(via));
        let mut parts = Vec::new();
        match via {
            Some(via) if !made.is_empty() => parts.push(vec![link(via, made.join(", "))]),
            _ if !made.is_empty() => parts.push(vec![text(made.join(", "))]),
            _ => {}
        }
        parts.extend(how.map(|how| vec![text(how)]));
        let mut line = parts.into_iter().reduce(|mut line, part| {
            line.push(text("; "));
            line.extend(part);
            line
        })?;
        line.insert(0, text("("));
        line.push(text(")"));
        Some(line)
    }
}

/// Who claims or says it.
pub(super) fn agent_of(annotation: &Annotation) -> Option<&Agent> {
    match &annotation.body {
        Body::Claim(claim) => claim.by.as_ref(),
        Body::Quotation(quotation) => quotation.speaker.as_ref(),
        _ => None,
    }
}
