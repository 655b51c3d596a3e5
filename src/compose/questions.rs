//! Questions, open and answered, and what the documents call unknown.

use super::Composer;
use super::markup::{anchored, anchored_heading, link, paragraph, text};
use super::paths::{QUESTIONS, relative};
use crate::annotation::{Body, Certainty};
use crate::dossier::{Mention, Relation};
use crate::markdown::{Block, Inline};
use crate::page::{Page, PageKind};

pub(super) fn page(composer: &Composer<'_>) -> Page {
    let words = composer.words;
    let mut body = vec![paragraph(vec![text(words.text("how-questions"))])];
    let before = body.len();
    for (key, wanted) in [("open-questions", false), ("answered-questions", true)] {
        let places = composer.all_with(|body| match body {
            Body::Question(question) => question.answered == wanted,
            _ => false,
        });
        if !places.is_empty() {
            let title = format!("{} ({})", words.text(key), words.number(places.len()));
            body.push(anchored_heading(2, key, vec![text(title)]));
        }
        for place in places {
            composer.push_question(place, &mut body);
        }
    }
    let unknown = composer.all_with(
        |body| matches!(body, Body::Claim(claim) if claim.certainty == Certainty::Unknown),
    );
    if !unknown.is_empty() {
        let title = format!("{} ({})", words.text("unknown-claims"), words.number(unknown.len()));
        body.push(anchored_heading(2, "unknown-claims", vec![text(title)]));
        for place in unknown {
            // The claim itself stands among the claims; here it is led to.
            let id = &composer.dossier.annotation(place).id;
            let href = relative(QUESTIONS, &format!("{}#{id}", super::paths::CLAIMS));
            body.push(paragraph(vec![link(href, composer.lemma(place)), composer.source(place)]));
        }
    }
    if body.len() == before {
        body.push(paragraph(vec![text(words.text("no-questions"))]));
    }
    composer.page(QUESTIONS, PageKind::Questions, words.text("questions"), body)
}

impl Composer<'_> {
    /// The places of all annotations with a body of some kind.
    pub(super) fn all_with(&self, wanted: impl Fn(&Body) -> bool) -> Vec<Mention> {
        let all = self.dossier.annotations();
        all.filter(|(_, annotation)| wanted(&annotation.body)).map(|(place, _)| place).collect()
    }

    fn source(&self, place: Mention) -> Inline {
        let document = &self.dossier.documents[place.document].document;
        text(format!(" ({}, {})", document.title, self.paragraph_name(self.anchor(place))))
    }

    fn push_question(&self, place: Mention, body: &mut Vec<Block>) {
        let annotation = self.dossier.annotation(place);
        let Body::Question(question) = &annotation.body else { return };
        // The question itself first, then what it is about.
        let mut asked = self.comment(&question.text, QUESTIONS, Some(place.document), 3);
        let first = match asked.first() {
            Some(Block::Paragraph { content, .. }) => content.clone(),
            _ => vec![text(self.lemma(place))],
        };
        if matches!(asked.first(), Some(Block::Paragraph { .. })) {
            asked.remove(0);
        }
        body.push(anchored(annotation.id.clone(), first));
        let about = format!("{} ", self.words.text("asked-of"));
        let mut of = vec![text(about), Inline::Emphasis(vec![text(self.lemma(place))])];
        of.extend(self.where_and_when(place, QUESTIONS));
        body.push(paragraph(of));
        body.extend(asked);
        let answers: Vec<_> = self
            .dossier
            .incoming(&annotation.id)
            .iter()
            .filter(|(relation, _)| *relation == Relation::Answers)
            .map(|(_, answer)| {
                let id = &self.dossier.annotation(*answer).id;
                let href = relative(QUESTIONS, &format!("{}#{id}", super::paths::CLAIMS));
                vec![link(href, self.lemma(*answer)), self.source(*answer)]
            })
            .collect();
        if !answers.is_empty() {
            body.push(paragraph(vec![text(format!("{}:", self.words.text("answered-by")))]));
            body.push(super::markup::list(answers));
        }
    }
}
