//! Quotations by speaker.

use super::Composer;
use super::markup::{anchored, heading, link, paragraph, text};
use super::paths::{QUOTATIONS, document_path, relative};
use crate::annotation::{Agent, Body, QuotationStyle};
use crate::dossier::Mention;
use crate::locale::Collation;
use crate::markdown::Block;
use crate::page::{Page, PageKind};

pub(super) fn page(composer: &Composer<'_>) -> Page {
    let words = composer.words;
    let collation = Collation::new(&composer.dossier.config.language);
    let mut speakers: Vec<(&Agent, Vec<Mention>)> = composer
        .said
        .iter()
        .map(|(agent, places)| (agent, composer.only_quotations(places)))
        .filter(|(_, places)| !places.is_empty())
        .collect();
    speakers.sort_by(|(a, _), (b, _)| {
        collation.compare(&composer.agent_name(a), &composer.agent_name(b)).then_with(|| a.cmp(b))
    });

    let mut body = vec![paragraph(vec![text(words.text("how-quotations"))])];
    let before = body.len();
    for (agent, places) in speakers {
        body.push(heading(2, vec![composer.agent(agent, QUOTATIONS)]));
        composer.push_quotations(&places, &mut body);
    }
    let nobody: Vec<_> = composer
        .dossier
        .annotations()
        .filter(|(_, a)| matches!(&a.body, Body::Quotation(q) if q.speaker.is_none()))
        .map(|(place, _)| place)
        .collect();
    if !nobody.is_empty() {
        body.push(heading(2, vec![text(words.text("speaker-unknown"))]));
        composer.push_quotations(&nobody, &mut body);
    }
    if body.len() == before {
        body.push(paragraph(vec![text(words.text("no-quotations"))]));
    }
    composer.page(QUOTATIONS, PageKind::Quotations, words.text("quotations"), body)
}

impl Composer<'_> {
    fn only_quotations(&self, places: &[Mention]) -> Vec<Mention> {
        let is_quotation =
            |place: &&Mention| matches!(self.dossier.annotation(**place).body, Body::Quotation(_));
        places.iter().filter(is_quotation).copied().collect()
    }

    fn push_quotations(&self, places: &[Mention], body: &mut Vec<Block>) {
        for place in places {
            let document = &self.dossier.documents[place.document].document;
            let annotation = self.dossier.annotation(*place);
            let id = &annotation.id;
            let href = relative(QUOTATIONS, &self.paragraph_path(*place));
            let mut source = vec![
                link(relative(QUOTATIONS, &document_path(&document.slug)), &document.title),
                text(", "),
                link(href, self.paragraph_name(self.anchor(*place))),
            ];
            if let Some(date) = document.metadata.sort_date() {
                source.push(text(format!(", {}", self.words.date(date))));
            }
            if let Body::Quotation(quotation) = &annotation.body
                && quotation.style != QuotationStyle::Direct
            {
                let style = self.words.text(&format!("style-{}", quotation.style)).to_owned();
                source.push(text(format!(", {style}")));
            }
            body.push(Block::Quote(vec![
                anchored(id, vec![text(self.words_of(*place))]),
                paragraph(source),
            ]));
        }
    }
}
