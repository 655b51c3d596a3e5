//! What an entry says and claims, what is said and claimed of it, and with whom it appears.

use std::collections::BTreeMap;

use super::Section;
use crate::annotation::{Agent, Body};
use crate::compose::Composer;
use crate::compose::footnote::agent_of;
use crate::compose::markup::{link, list, strong, text};
use crate::compose::paths::{
    CLAIMS, QUOTATIONS, document_path, entry_path, relative, shared_anchor, shared_path,
};
use crate::compose::views::PARTNERS;
use crate::dossier::{Dossier, Mention};
use crate::markdown::Inline;
use crate::register::Entry;
use crate::text::one_line;

pub(super) fn sections(composer: &Composer<'_>, entry: &Entry, path: &str) -> Vec<Section> {
    let by = Agent::Entry(entry.id.clone());
    let said = |wanted: fn(&Body) -> bool| -> Vec<Mention> {
        let places = composer.said_by(&by).iter().copied();
        places.filter(|place| wanted(&composer.dossier.annotation(*place).body)).collect()
    };
    let about = |wanted: fn(&Body) -> bool| -> Vec<Mention> {
        let places = composer.about.get(entry.id.as_str()).into_iter().flatten().copied();
        places.filter(|place| wanted(&composer.dossier.annotation(*place).body)).collect()
    };
    let is_quotation: fn(&Body) -> bool = |body| matches!(body, Body::Quotation(_));
    let is_claim: fn(&Body) -> bool = |body| matches!(body, Body::Claim(_));
    let quotation = |place: &Mention| quotation(composer, *place, &by, path);
    let claim = |place: &Mention| claim(composer, *place, &by, path);
    [
        section("together", together(composer, entry, path)),
        section("quotations-by", said(is_quotation).iter().map(quotation).collect()),
        section("quotations-about", about(is_quotation).iter().map(quotation).collect()),
        section("claims-by", said(is_claim).iter().map(claim).collect()),
        section("claims-about", about(is_claim).iter().map(claim).collect()),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn section(key: &'static str, lines: Vec<Vec<Inline>>) -> Option<Section> {
    let count = lines.len();
    (count > 0).then(|| Section { key, count: Some(count), blocks: vec![list(lines)] })
}

/// The words, who says them where that is somebody else, and where they stand.
fn quotation(composer: &Composer<'_>, place: Mention, page: &Agent, path: &str) -> Vec<Inline> {
    let annotation = composer.dossier.annotation(place);
    let href = relative(path, &format!("{QUOTATIONS}#{}", annotation.id));
    let content = composer.passage(place).content;
    let mut line = match agent_of(annotation) {
        Some(agent) if agent != page => vec![composer.agent(agent, path), text(": ")],
        _ => Vec::new(),
    };
    line.push(Inline::Link { href, title: String::new(), content });
    line.extend(composer.where_and_when(place, path));
    line
}

/// The status, who claims it where that is somebody else, the words, where they stand.
fn claim(composer: &Composer<'_>, place: Mention, page: &Agent, path: &str) -> Vec<Inline> {
    let annotation = composer.dossier.annotation(place);
    let Body::Claim(claim) = &annotation.body else { return Vec::new() };
    let href = relative(path, &format!("{CLAIMS}#{}", annotation.id));
    let mut line = vec![strong(composer.words.certainty(claim.certainty)), text(": ")];
    if let Some(agent) = agent_of(annotation).filter(|agent| *agent != page) {
        line.extend([composer.agent(agent, path), text(": ")]);
    }
    line.push(link(href, composer.lemma(place)));
    line.extend(composer.where_and_when(place, path));
    line
}

fn together(composer: &Composer<'_>, entry: &Entry, path: &str) -> Vec<Vec<Inline>> {
    let others = composer.together.get(&entry.id).into_iter().flatten().take(PARTNERS);
    others
        .filter_map(|(id, n)| Some((composer.dossier.register.get(id)?, n)))
        .map(|(other, n)| {
            let count = composer.words.count("paragraphs-shared", *n);
            let passages = format!("{}#{}", shared_path(&entry.id), shared_anchor(&other.id));
            vec![
                link(relative(path, &entry_path(&other.id)), &other.name),
                text(" ("),
                link(relative(path, &passages), count),
                text(")"),
            ]
        })
        .collect()
}

impl Composer<'_> {
    /// The quotations and claims of one speaker, by document and place.
    fn said_by(&self, agent: &Agent) -> &[Mention] {
        self.said.get(agent).map_or(&[], Vec::as_slice)
    }

    /// An annotation's words on one line, as they stand in the text.
    pub(in crate::compose) fn words_of(&self, place: Mention) -> String {
        let document = &self.dossier.documents[place.document].document;
        let words = document.slice(&self.dossier.annotation(place).target);
        one_line(words)
    }

    /// “ (Title, ¶ 4, 3 August 2020)”, the title and the paragraph links.
    pub(in crate::compose) fn where_and_when(&self, place: Mention, path: &str) -> Vec<Inline> {
        let document = &self.dossier.documents[place.document].document;
        let passage = relative(path, &self.paragraph_path(place));
        let date = document.metadata.sort_date().map(|date| self.words.date(date));
        vec![
            text(" ("),
            link(relative(path, &document_path(&document.slug)), &document.title),
            text(", "),
            link(passage, self.paragraph_name(self.anchor(place))),
            text(date.map_or_else(|| ")".to_owned(), |date| format!(", {date})"))),
        ]
    }
}

/// Who says and claims what.
pub(in crate::compose) fn said(dossier: &Dossier) -> BTreeMap<Agent, Vec<Mention>> {
    let mut said: BTreeMap<Agent, Vec<Mention>> = BTreeMap::new();
    for (place, annotation) in dossier.annotations() {
        if let Some(agent) = agent_of(annotation) {
            said.entry(agent.clone()).or_default().push(place);
        }
    }
    said
}

/// For each entry the quotations and claims whose words mention it and that somebody else makes.
pub(in crate::compose) fn about(dossier: &Dossier) -> BTreeMap<&str, Vec<Mention>> {
    let mut about: BTreeMap<&str, Vec<Mention>> = BTreeMap::new();
    for (place, annotation) in dossier.annotations() {
        if !matches!(annotation.body, Body::Quotation(_) | Body::Claim(_)) {
            continue;
        }
        let all = &dossier.documents[place.document].annotations;
        let from = all.partition_point(|other| other.target.start < annotation.target.start);
        let inside = all[from..].iter();
        for other in inside.take_while(|other| other.target.start < annotation.target.end) {
            let Body::Name { entry, .. } = &other.body else { continue };
            let by_itself = matches!(agent_of(annotation), Some(Agent::Entry(by)) if by == entry);
            let places = about.entry(entry).or_default();
            if !by_itself && places.last() != Some(&place) {
                places.push(place);
            }
        }
    }
    about
}
