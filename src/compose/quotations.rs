//! Quotations by speaker, each in its sentence.

use std::cmp::Reverse;

use super::Composer;
use super::document::mark;
use super::markup::{anchored, anchored_heading, joined, link, paragraph, text};
use super::paths::{QUOTATIONS, document_path, relative};
use crate::annotation::{Agent, Annotation, Body, Creator, QuotationStyle};
use crate::dossier::Mention;
use crate::locale::Collation;
use crate::markdown::{Block, Inline};
use crate::page::{JUMP, Mark, Page, PageKind};
use crate::text::{Slugs, slugify};

/// How many speakers are named before the first quotation.
const SPEAKERS: usize = 60;

/// Somebody with what they say.
struct Speaker<'a> {
    /// `None`: the texts name nobody.
    agent: Option<&'a Agent>,
    anchor: String,
    name: String,
    places: Vec<Mention>,
}

pub(super) fn page(composer: &Composer<'_>) -> Page {
    let words = composer.words;
    let speakers = speakers(composer);
    let mut body = vec![paragraph(vec![text(words.text("how-quotations"))])];
    let mut marks = Vec::new();
    if speakers.is_empty() {
        body.push(paragraph(vec![text(words.text("no-quotations"))]));
    }
    body.extend(jump(composer, &speakers));
    for speaker in &speakers {
        let name = match speaker.agent {
            Some(agent) => composer.agent(agent, QUOTATIONS),
            None => text(&speaker.name),
        };
        let count = format!(" ({})", words.number(speaker.places.len()));
        body.push(anchored_heading(2, &speaker.anchor, vec![name, text(count)]));
        for place in &speaker.places {
            push_quotation(composer, *place, &mut body, &mut marks);
        }
    }
    let title = words.text("quotations");
    let mut page = composer.page(QUOTATIONS, PageKind::Quotations, title, body);
    page.front.marks = marks;
    page
}

/// Who says most comes first; what nobody is named for, last.
fn speakers<'a>(composer: &'a Composer<'_>) -> Vec<Speaker<'a>> {
    let collation = Collation::new(&composer.dossier.config.language);
    let mut slugs = Slugs::default();
    let mut speakers: Vec<Speaker<'a>> = composer
        .said
        .iter()
        .map(|(agent, places)| Speaker {
            agent: Some(agent),
            anchor: anchor(agent, &mut slugs),
            name: composer.agent_name(agent),
            places: composer.only_quotations(places),
        })
        .filter(|speaker| !speaker.places.is_empty())
        .collect();
    speakers.sort_by(|a, b| {
        let count = |speaker: &Speaker<'_>| Reverse(speaker.places.len());
        let by_name = collation.compare(&a.name, &b.name);
        count(a).cmp(&count(b)).then(by_name).then_with(|| a.agent.cmp(&b.agent))
    });
    let nobody =
        composer.all_with(|body| matches!(body, Body::Quotation(q) if q.speaker.is_none()));
    if !nobody.is_empty() {
        let name = composer.words.text("speaker-unknown").to_owned();
        let anchor = "speaker-unknown".to_owned();
        speakers.push(Speaker { agent: None, anchor, name, places: nobody });
    }
    speakers
}

/// Ids and slugs are told apart by what stands before them.
fn anchor(agent: &Agent, slugs: &mut Slugs) -> String {
    match agent {
        Agent::Entry(id) => format!("by-{id}"),
        Agent::Words(words) => format!("said-by-{}", slugs.claim(&slugify(words), "other")),
    }
}

fn jump(composer: &Composer<'_>, speakers: &[Speaker<'_>]) -> Option<Block> {
    let links = speakers.iter().take(SPEAKERS).map(|speaker| {
        let count = composer.words.number(speaker.places.len());
        vec![link(format!("#{}", speaker.anchor), &speaker.name), text(format!("\u{a0}{count}"))]
    });
    let mut line = joined(links, " · ");
    if speakers.len() > SPEAKERS {
        let more = composer.words.number(speakers.len() - SPEAKERS);
        line.push(text(format!(" · {}", composer.words.fill("and-more", "n", &more))));
    }
    (speakers.len() > 1).then(|| anchored(JUMP, line))
}

/// The words in their sentence; below, where they stand, how they are given and who found them.
fn push_quotation(
    composer: &Composer<'_>,
    place: Mention,
    body: &mut Vec<Block>,
    marks: &mut Vec<Mark>,
) {
    let annotation = composer.dossier.annotation(place);
    let Body::Quotation(quotation) = &annotation.body else { return };
    let passage = composer.passage(place);
    let document = &composer.dossier.documents[place.document].document;
    marks.push(Mark {
        on: annotation.id.clone(),
        from: passage.words.start,
        to: passage.words.end,
        kind: Some(quotation.style.key().to_owned()),
        ..mark(composer, document, annotation, QUOTATIONS, None)
    });
    let mut blocks = vec![anchored(&annotation.id, passage.content)];
    if let Some(comment) = &quotation.comment {
        blocks.extend(composer.comment(comment, QUOTATIONS, Some(place.document), 3));
    }
    blocks.push(paragraph(source(composer, place, annotation, quotation.style)));
    body.push(Block::Quote(blocks));
}

fn source(
    composer: &Composer<'_>,
    place: Mention,
    annotation: &Annotation,
    style: QuotationStyle,
) -> Vec<Inline> {
    let words = composer.words;
    let document = &composer.dossier.documents[place.document].document;
    let passage = relative(QUOTATIONS, &composer.paragraph_path(place));
    let mut said: Vec<String> = Vec::new();
    said.extend(document.metadata.sort_date().map(|date| words.date(date)));
    said.push(words.text(&format!("style-{style}")).to_owned());
    said.push(match &annotation.creator {
        Creator::Import(name) => words.fill("by-import", "name", name),
        Creator::Editor(_) => words.text("by-editor").to_owned(),
        _ => words.text("found-by-rule").to_owned(),
    });
    vec![
        link(relative(QUOTATIONS, &document_path(&document.slug)), &document.title),
        text(", "),
        link(passage, composer.paragraph_name(composer.anchor(place))),
        text(format!(" · {}", said.join(" · "))),
    ]
}

impl Composer<'_> {
    fn only_quotations(&self, places: &[Mention]) -> Vec<Mention> {
        let is_quotation =
            |place: &&Mention| matches!(self.dossier.annotation(**place).body, Body::Quotation(_));
        places.iter().filter(is_quotation).copied().collect()
    }
}
