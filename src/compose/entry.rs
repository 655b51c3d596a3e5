//! A register entry's page: what it is, every mention in context, what it says and what is claimed.

use std::collections::{BTreeMap, BTreeSet};

use super::Composer;
use super::footnote::agent_of;
use super::markup::{anchored, heading, joined, link, list, paragraph, strong, text};
use super::paths::{CLAIMS, QUOTATIONS, document_path, entry_path, register_path, relative};
use super::timeline::date_path;
use crate::annotation::{Agent, Body};
use crate::dossier::Mention;
use crate::markdown::{Block, Inline, normalise};
use crate::page::{EntryCard, Page, PageKind};
use crate::register::Entry;

/// How many entries an entry “appears with” at most.
const TOGETHER: usize = 24;
/// Code points of context on either side of a mention.
const CONTEXT: usize = 70;

pub(super) fn page(composer: &Composer<'_>, entry: &Entry) -> Page {
    let path = entry_path(&entry.id);
    let mut body = Vec::new();
    if let Some(description) = &entry.description {
        body.push(anchored("description", composer.line(description, &path)));
    }
    body.push(facts(composer, entry, &path));
    if let Some(note) = &entry.note {
        body.extend(composer.comment(note, &path, None, 2));
    }
    push_section(composer, "mentions", mentions(composer, entry, &path), &mut body);
    push_section(composer, "quotations-by", quotations(composer, entry, &path), &mut body);
    push_section(composer, "claims-by", claims_by(composer, entry, &path), &mut body);
    push_section(composer, "claims-about", claims_about(composer, entry, &path), &mut body);
    push_section(composer, "together", together(composer, entry, &path), &mut body);

    let mut page = composer.page(&path, PageKind::Entry, &entry.name, body);
    page.front.description =
        entry.description.as_ref().map(|d| crate::markdown::plain_text(&composer.line(d, &path)));
    page.front.entry = Some(EntryCard {
        id: entry.id.clone(),
        kind: entry.kind.key().to_owned(),
        aliases: entry.aliases.clone(),
        same_as: entry.same_as.clone(),
        geo: entry.geo,
        date: entry.date.clone(),
        mentions: composer.dossier.mentions(&entry.id).len(),
    });
    page
}

fn push_section(composer: &Composer<'_>, key: &str, content: Vec<Block>, body: &mut Vec<Block>) {
    if !content.is_empty() {
        body.push(heading(2, vec![text(composer.words.text(key))]));
        body.extend(content);
    }
}

/// Kind, other names, identifiers, date, place, what it is part of and what is part of it.
fn facts(composer: &Composer<'_>, entry: &Entry, path: &str) -> Block {
    let words = composer.words;
    let kind = link(relative(path, &register_path(entry.kind)), words.kind(entry.kind));
    let mut lines = vec![vec![strong(words.text("kind")), text(": "), kind]];
    let mut fact = |key: &str, content: Vec<Inline>| {
        let mut line = vec![strong(words.text(key)), text(": ")];
        line.extend(content);
        lines.push(line);
    };
    if !entry.aliases.is_empty() {
        fact("aliases", vec![text(entry.aliases.join(" · "))]);
    }
    if let Some(date) = &entry.date {
        fact("date", vec![link(relative(path, &date_path(date)), words.date(date))]);
    }
    if let Some((latitude, longitude)) = entry.geo {
        let latitude = words.decimal(&format!("{latitude}"));
        fact(
            "coordinates",
            vec![text(format!("{latitude}° / {}°", words.decimal(&format!("{longitude}"))))],
        );
    }
    let entry_link =
        |entry: &Entry| vec![link(relative(path, &entry_path(&entry.id)), &entry.name)];
    if let Some(whole) = entry.part_of.as_ref().and_then(|id| composer.dossier.register.get(id)) {
        fact("part-of", entry_link(whole));
    }
    let parts = composer.parts.get(entry.id.as_str()).into_iter().flatten();
    let parts: Vec<_> = parts.map(|entry| entry_link(entry)).collect();
    if !parts.is_empty() {
        fact("parts", joined(parts, " · "));
    }
    if !entry.same_as.is_empty() {
        let links = entry.same_as.iter().map(|url| vec![link(url.clone(), identifier(url))]);
        fact("identifiers", joined(links, " · "));
    }
    list(lines)
}

/// `https://www.wikidata.org/wiki/Q22686` → “wikidata.org Q22686”.
fn identifier(url: &str) -> String {
    let bare = url.split_once("://").map_or(url, |(_, rest)| rest);
    let (host, rest) = bare.split_once('/').unwrap_or((bare, ""));
    let last = rest.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    format!("{} {last}", host.trim_start_matches("www.")).trim_end().to_owned()
}

/// Every mention with its context, grouped by document.
fn mentions(composer: &Composer<'_>, entry: &Entry, path: &str) -> Vec<Block> {
    let places = composer.dossier.mentions(&entry.id);
    if places.is_empty() {
        return vec![paragraph(vec![text(composer.words.text("no-mentions"))])];
    }
    let mut blocks = Vec::new();
    for group in places.chunk_by(|a, b| a.document == b.document) {
        let document = &composer.dossier.documents[group[0].document].document;
        let mut title = vec![link(relative(path, &document_path(&document.slug)), &document.title)];
        if let Some(date) = document.metadata.sort_date() {
            title.push(text(format!(" · {}", composer.words.date(date))));
        }
        blocks.push(heading(3, title));
        blocks.push(list(group.iter().map(|place| mention_line(composer, *place, path))));
    }
    blocks
}

/// A mention as a keyword-in-context line: the paragraph, the words before, the words, those after.
fn mention_line(composer: &Composer<'_>, place: Mention, path: &str) -> Vec<Inline> {
    let anchor = composer.anchor(place);
    let mut line = vec![
        link(relative(path, &composer.paragraph_path(place)), composer.paragraph_name(anchor)),
        text(" "),
    ];
    line.extend(composer.in_context(place));
    line
}

impl Composer<'_> {
    /// The words of an annotation in bold between some words before and after.
    pub(super) fn in_context(&self, place: Mention) -> Vec<Inline> {
        let document = &self.dossier.documents[place.document].document;
        let target = &self.dossier.annotation(place).target;
        let Some(leaf) = document.leaf_at(target.start) else { return Vec::new() };
        let span = &document.leaves[leaf].span;
        let end = target.end.min(span.end);
        let one_line = |words: &str| words.replace('\n', " ");
        let before = &document.text[span.start..target.start];
        let after = &document.text[end..span.end];
        normalise(vec![
            text(one_line(&last_words(before))),
            strong(one_line(&document.text[target.start..end])),
            text(one_line(&first_words(after))),
        ])
    }
}

fn last_words(words: &str) -> String {
    let Some((cut, _)) = words.char_indices().rev().nth(CONTEXT) else { return words.to_owned() };
    let tail = &words[cut..];
    let start = tail.find(char::is_whitespace).map_or(0, |at| at + 1);
    format!("… {}", tail.get(start..).unwrap_or(tail))
}

fn first_words(words: &str) -> String {
    let Some((cut, _)) = words.char_indices().nth(CONTEXT) else { return words.to_owned() };
    let head = &words[..cut];
    let end = head.rfind(char::is_whitespace).unwrap_or(head.len());
    format!("{} …", &head[..end])
}

fn quotations(composer: &Composer<'_>, entry: &Entry, path: &str) -> Vec<Block> {
    let by = Agent::Entry(entry.id.clone());
    let lines: Vec<_> = composer
        .said_by(&by)
        .iter()
        .filter(|place| matches!(composer.dossier.annotation(**place).body, Body::Quotation(_)))
        .map(|place| {
            let words = composer.words_of(*place);
            vec![link(
                relative(path, &format!("{QUOTATIONS}#{}", composer.dossier.annotation(*place).id)),
                words,
            )]
        })
        .collect();
    if lines.is_empty() { Vec::new() } else { vec![list(lines)] }
}

fn claims_by(composer: &Composer<'_>, entry: &Entry, path: &str) -> Vec<Block> {
    let by = Agent::Entry(entry.id.clone());
    let places: Vec<_> = composer
        .said_by(&by)
        .iter()
        .copied()
        .filter(|place| matches!(composer.dossier.annotation(*place).body, Body::Claim(_)))
        .collect();
    claim_list(composer, &places, path)
}

/// Claims whose words mention the entry and that somebody else makes.
fn claims_about(composer: &Composer<'_>, entry: &Entry, path: &str) -> Vec<Block> {
    let mut found = BTreeSet::new();
    for mention in composer.dossier.mentions(&entry.id) {
        let target = &composer.dossier.annotation(*mention).target;
        for place in composer.claims_over(mention.document, target) {
            let by = agent_of(composer.dossier.annotation(place));
            if by != Some(&Agent::Entry(entry.id.clone())) {
                found.insert(place);
            }
        }
    }
    claim_list(composer, &found.into_iter().collect::<Vec<_>>(), path)
}

fn claim_list(composer: &Composer<'_>, places: &[Mention], path: &str) -> Vec<Block> {
    let lines: Vec<_> = places
        .iter()
        .map(|place| {
            let annotation = composer.dossier.annotation(*place);
            let Body::Claim(claim) = &annotation.body else { return Vec::new() };
            let href = relative(path, &format!("{CLAIMS}#{}", annotation.id));
            vec![
                strong(composer.words.certainty(claim.certainty)),
                text(": "),
                link(href, composer.lemma(*place)),
            ]
        })
        .collect();
    if lines.is_empty() { Vec::new() } else { vec![list(lines)] }
}

fn together(composer: &Composer<'_>, entry: &Entry, path: &str) -> Vec<Block> {
    let Some(others) = composer.together.get(&entry.id) else { return Vec::new() };
    let lines: Vec<_> = others
        .iter()
        .take(TOGETHER)
        .filter_map(|(id, n)| Some((composer.dossier.register.get(id)?, n)))
        .map(|(other, n)| {
            vec![
                link(relative(path, &entry_path(&other.id)), &other.name),
                text(format!(" ({})", composer.words.count("paragraphs-shared", *n))),
            ]
        })
        .collect();
    vec![list(lines)]
}

impl Composer<'_> {
    /// The quotations and claims of one speaker, by document and place.
    pub(super) fn said_by(&self, agent: &Agent) -> &[Mention] {
        self.said.get(agent).map_or(&[], Vec::as_slice)
    }

    /// An annotation's words on one line, as they stand in the text.
    pub(super) fn words_of(&self, place: Mention) -> String {
        let document = &self.dossier.documents[place.document].document;
        let words = document.slice(&self.dossier.annotation(place).target);
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The claims of a document that overlap a span.
    fn claims_over(&self, document: usize, span: &std::ops::Range<usize>) -> Vec<Mention> {
        let annotations = &self.dossier.documents[document].annotations;
        self.claims_of[document]
            .iter()
            .filter(|&&n| {
                let target = &annotations[n].target;
                target.start < span.end && span.start < target.end
            })
            .map(|&annotation| Mention { document, annotation })
            .collect()
    }
}

/// Who says and claims what.
pub(super) fn said(dossier: &crate::dossier::Dossier) -> BTreeMap<Agent, Vec<Mention>> {
    let mut said: BTreeMap<Agent, Vec<Mention>> = BTreeMap::new();
    for (place, annotation) in dossier.annotations() {
        if let Some(agent) = agent_of(annotation) {
            said.entry(agent.clone()).or_default().push(place);
        }
    }
    said
}
