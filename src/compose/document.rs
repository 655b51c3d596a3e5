//! One document's page: its passport, its text with marks and notes, its connections.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Composer;
use super::comment::shortened;
use super::footnote::{agent_of, has_footnote};
use super::markup::{anchored, anchored_heading, heading, paragraph, text};
use super::paths::{document_path, entry_path, relative};
use super::text::{LinkOver, NoteAt, inlines, is_running};
use super::timeline::date_path;
use crate::annotation::{Annotation, Body, Layer, ReferenceTarget};
use crate::document::{self, Document, Hidden, LeafIndex, LeafKind};
use crate::dossier::Mention;
use crate::markdown::{Block, Inline, Row};
use crate::page::{APPARATUS, Mark, PASSPORT, Page, PageKind, PageLink, Passport, Redaction, TEXT};
use crate::text::{CodePoints, beginning};

/// Headings of a source begin below the page's title and the heading over the text.
const TOP_LEVEL: u8 = 3;

pub(super) fn page(composer: &Composer<'_>, n: usize) -> Page {
    let annotated = &composer.dossier.documents[n];
    let document = &annotated.document;
    let path = document_path(&document.slug);
    let notes = numbered(&annotated.annotations);
    let writer = Writer::new(composer, n, &path, &notes);

    let mut body = vec![passport_line(composer, n)];
    if !annotated.introduction.trim().is_empty() {
        body.push(heading(2, vec![text(composer.words.text("introduction"))]));
        body.extend(composer.comment(&annotated.introduction, &path, Some(n), 3));
    }
    body.push(anchored_heading(2, TEXT, vec![text(composer.words.text("text"))]));
    body.extend(writer.blocks(&document.blocks));
    body.push(anchored_heading(2, APPARATUS, vec![text(composer.words.text("apparatus"))]));
    body.extend(composer.apparatus(n, &path));
    for (annotation, label) in &notes {
        let place = Mention { document: n, annotation: *annotation };
        let blocks = composer.footnote(place, &path);
        body.push(Block::Footnote { label: label.clone(), blocks });
    }

    let mut page = composer.page(&path, PageKind::Document, &document.title, body);
    page.front.description = document.metadata.description.clone().or_else(|| Some(lead(document)));
    page.front.document = Some(passport(composer, n, &path));
    let formerly = document.metadata.formerly.iter().filter(|slug| **slug != document.slug);
    page.front.formerly = formerly.map(|slug| document_path(slug)).collect();
    page.front.marks = marks(composer, n, &path, &notes);
    page
}

/// The footnotes' labels, `n1` … in the order in which their numbers stand in the text.
fn numbered(annotations: &[Annotation]) -> BTreeMap<usize, String> {
    let mut with_notes: Vec<usize> =
        (0..annotations.len()).filter(|&a| has_footnote(&annotations[a])).collect();
    with_notes.sort_by_key(|&a| (annotations[a].target.end, annotations[a].target.start, a));
    with_notes.into_iter().enumerate().map(|(n, a)| (a, format!("n{}", n + 1))).collect()
}

/// The first words of a text.
fn lead(document: &Document) -> String {
    const MOST: usize = 200;
    let running = document.leaves.iter().find(|leaf| leaf.kind == LeafKind::Paragraph);
    let words = running.map_or("", |leaf| document.slice(&leaf.span));
    beginning(words, MOST)
}

/// One line for those who read the Markdown itself; the site shows the passport from the front
/// matter.
fn passport_line(composer: &Composer<'_>, n: usize) -> Block {
    let document = &composer.dossier.documents[n].document;
    let words = composer.words;
    let date = document.metadata.sort_date();
    let mut parts =
        vec![date.map_or_else(|| words.text("undated").to_owned(), |date| words.date(date))];
    parts.splice(0..0, composer.tier(&document.metadata.publish.clone().unwrap_or_default()));
    parts.extend(document.metadata.source.clone());
    parts.push(words.language(&document.language));
    parts.push(words.count("words", composer.word_counts[n]));
    let mut content = vec![text(format!("{} · ", parts.join(" · ")))];
    content.push(Inline::Code(format!("seeds/{}", document.provenance.path)));
    content.push(text(" · SHA-256 "));
    content.push(Inline::Code(document.provenance.sha256.clone()));
    if document.provenance.redacted {
        content.push(text(format!(" ({})", words.text("hash-redacted"))));
    }
    anchored(PASSPORT, content)
}

fn passport(composer: &Composer<'_>, n: usize, path: &str) -> Passport {
    let documents = &composer.dossier.documents;
    let document = &documents[n].document;
    let (metadata, provenance) = (document.metadata.clone(), &document.provenance);
    let neighbour = |n: Option<usize>| {
        let document = &documents.get(n?)?.document;
        let href = relative(path, &document_path(&document.slug));
        Some(PageLink { href, title: document.title.clone() })
    };
    Passport {
        path: provenance.path.clone(),
        sha256: provenance.sha256.clone(),
        bytes: provenance.bytes,
        media: provenance.media.mime().to_owned(),
        encoding: provenance.encoding.clone(),
        language: document.language.tag().to_owned(),
        words: composer.word_counts[n],
        authors: metadata.authors,
        date: metadata.date,
        published: metadata.published,
        source: metadata.source,
        url: metadata.url,
        kind: metadata.kind,
        retrieved: metadata.retrieved,
        rights: metadata.rights,
        dropped: provenance
            .dropped
            .iter()
            .map(|dropped| composer.words.dropped(dropped.what, dropped.count))
            .collect(),
        data: format!("../data/documents/{}.jsonld", document.slug),
        previous: neighbour(n.checked_sub(1)),
        next: neighbour(Some(n + 1)),
        publish: composer.tier(&metadata.publish.unwrap_or_default()),
        redacted: provenance.redacted,
        redactions: redactions(document),
    }
}

/// The blocks in a text, each in its leaf.
fn redactions(document: &Document) -> Vec<Redaction> {
    let points = CodePoints::new(&document.text);
    let point = |at: usize| points.at_byte(&document.text, at);
    let one = |hidden: &Hidden| {
        let leaf = &document.leaves[document.leaf_at(hidden.span.start)?];
        let start = point(leaf.span.start);
        Some(Redaction {
            on: leaf.id.clone(),
            from: point(hidden.span.start) - start,
            to: point(hidden.span.end) - start,
            reason: hidden.reason.clone(),
        })
    };
    document.hidden.iter().filter_map(one).collect()
}

/// Puts the text's blocks into Markdown.
struct Writer<'a> {
    document: &'a Document,
    /// Links by the leaf they stand in.
    links: BTreeMap<LeafIndex, Vec<LinkOver>>,
    /// Notes' numbers by the leaf they stand in.
    notes: BTreeMap<LeafIndex, Vec<NoteAt>>,
    /// How much a source's heading levels are moved.
    top: u8,
}

impl<'a> Writer<'a> {
    fn new(
        composer: &'a Composer<'a>,
        n: usize,
        path: &str,
        numbered: &BTreeMap<usize, String>,
    ) -> Self {
        let annotated = &composer.dossier.documents[n];
        let document = &annotated.document;
        let mut links: BTreeMap<LeafIndex, Vec<LinkOver>> = BTreeMap::new();
        let mut notes: BTreeMap<LeafIndex, Vec<NoteAt>> = BTreeMap::new();
        for (index, annotation) in annotated.annotations.iter().enumerate() {
            let leaves = document.leaves_in(&annotation.target);
            if let Some(link) = link_over(annotation, path)
                && leaves.len() == 1
            {
                links.entry(leaves.start).or_default().push(link);
            }
            if let Some(label) = numbered.get(&index)
                && let Some(leaf) = leaves.last()
            {
                let at = NoteAt { at: annotation.target.end, label: label.clone() };
                notes.entry(leaf).or_default().push(at);
            }
        }
        for notes in notes.values_mut() {
            notes.sort_by_key(|note| (note.at, number(&note.label)));
        }
        let levels = document.leaves.iter().filter_map(|leaf| match leaf.kind {
            LeafKind::Heading(level) => Some(level),
            _ => None,
        });
        Self { document, links, notes, top: levels.min().unwrap_or(1) }
    }

    fn blocks(&self, blocks: &[document::Block]) -> Vec<Block> {
        let mut out = Vec::new();
        for block in blocks {
            match block {
                document::Block::Leaf(leaf) => self.leaf(*leaf, &mut out),
                document::Block::List { start, items } => {
                    let items = items.iter().map(|item| self.blocks(item)).collect();
                    out.push(Block::List { start: *start, items });
                }
                document::Block::Quote(inner) => out.push(Block::Quote(self.blocks(inner))),
                document::Block::Table { columns, rows } => {
                    let rows = rows.iter().map(|row| self.row(row)).collect();
                    out.push(Block::Table { columns: columns.clone(), rows });
                }
                document::Block::Rule => out.push(Block::Rule),
            }
        }
        out
    }

    fn leaf(&self, index: LeafIndex, out: &mut Vec<Block>) {
        let leaf = &self.document.leaves[index];
        let id = Some(leaf.id.clone());
        match &leaf.kind {
            LeafKind::Paragraph | LeafKind::Cell => {
                out.push(Block::Paragraph { id, content: self.inlines(index) });
            }
            LeafKind::Heading(level) => {
                let level = (level - self.top.min(*level) + TOP_LEVEL).min(6);
                out.push(Block::Heading { level, id, content: self.inlines(index) });
            }
            LeafKind::Code(language) => {
                let text = self.document.slice(&leaf.span).to_owned();
                out.push(Block::Code { id, language: language.clone(), text });
                let notes = self.notes.get(&index).into_iter().flatten();
                let numbers: Vec<_> =
                    notes.map(|note| Inline::FootnoteRef(note.label.clone())).collect();
                if !numbers.is_empty() {
                    out.push(paragraph(numbers));
                }
            }
        }
    }

    fn row(&self, row: &[LeafIndex]) -> Row {
        Row {
            id: row.first().map(|&leaf| self.document.leaves[leaf].id.clone()),
            cells: row.iter().map(|&leaf| self.inlines(leaf)).collect(),
        }
    }

    fn inlines(&self, index: LeafIndex) -> Vec<Inline> {
        let leaf = &self.document.leaves[index];
        let links = self.links.get(&index).map_or(&[][..], Vec::as_slice);
        let notes = self.notes.get(&index).map_or(&[][..], Vec::as_slice);
        if is_running(leaf) { inlines(self.document, leaf, links, notes) } else { Vec::new() }
    }
}

fn number(label: &str) -> usize {
    label.trim_start_matches('n').parse().unwrap_or(usize::MAX)
}

/// Names lead to their entry, dates to the timeline, references where they say.
fn link_over(annotation: &Annotation, path: &str) -> Option<LinkOver> {
    let span = annotation.target.clone();
    match &annotation.body {
        Body::Name { entry: id, .. } => {
            Some(LinkOver { span, href: relative(path, &entry_path(id)), datetime: None })
        }
        Body::Date { value, .. } => Some(LinkOver {
            span,
            href: relative(path, &date_path(value)),
            datetime: Some(value.to_string()),
        }),
        Body::Reference(reference) => {
            let href = match reference.target.as_ref()? {
                ReferenceTarget::Document(slug) => relative(path, &document_path(slug)),
                ReferenceTarget::Address(address) => address.clone(),
            };
            Some(LinkOver { span, href, datetime: None })
        }
        _ => None,
    }
}

/// The marks of all annotations, one per leaf that an annotation touches.
fn marks(
    composer: &Composer<'_>,
    n: usize,
    path: &str,
    notes: &BTreeMap<usize, String>,
) -> Vec<Mark> {
    let annotated = &composer.dossier.documents[n];
    let document = &annotated.document;
    let points = CodePoints::new(&document.text);
    let mut marks = Vec::new();
    for (index, annotation) in annotated.annotations.iter().enumerate() {
        let said = mark(composer, document, annotation, path, notes.get(&index).cloned());
        for target in shown(annotation) {
            for leaf in document.leaves_in(target) {
                let leaf = &document.leaves[leaf];
                let point = |at: usize| points.at_byte(&document.text, at);
                let start = point(leaf.span.start);
                let from = point(target.start.max(leaf.span.start)) - start;
                let to = point(target.end.min(leaf.span.end)) - start;
                if from < to {
                    marks.push(Mark { on: leaf.id.clone(), from, to, ..said.clone() });
                }
            }
        }
    }
    marks
}

/// The words an annotation is shown over: its target; but of a judgement only the words that show
/// it, or else whole paragraphs would be marked.
fn shown(annotation: &Annotation) -> &[Range<usize>] {
    match (&annotation.body, &annotation.reason) {
        (Body::Judgement(_), Some(reason)) if !reason.evidence.is_empty() => &reason.evidence,
        _ => std::slice::from_ref(&annotation.target),
    }
}

/// The words that made a rule say so, in their order; nothing where they are those that are marked.
fn evidence(document: &Document, annotation: &Annotation) -> String {
    const MOST: usize = 80;
    let Some(reason) = &annotation.reason else { return String::new() };
    let marked = shown(annotation);
    if reason.evidence.iter().all(|words| marked.contains(words)) {
        return String::new();
    }
    let words: Vec<&str> = reason.evidence.iter().map(|span| document.slice(span)).collect();
    shortened(&words.join(" … "), MOST)
}

/// What a mark says, without its place.
pub(super) fn mark(
    composer: &Composer<'_>,
    document: &Document,
    annotation: &Annotation,
    path: &str,
    footnote: Option<String>,
) -> Mark {
    let words = composer.words;
    let (kind, label, value) = match &annotation.body {
        Body::Name { entry: id, .. } => {
            let entry = composer.dossier.register.get(id);
            let kind = entry.map(|entry| entry.kind.key().to_owned());
            let label = match entry {
                Some(entry) if entry.unreviewed => {
                    format!("{} ({})", entry.name, words.text("unreviewed"))
                }
                Some(entry) => entry.name.clone(),
                None => id.clone(),
            };
            (kind, label, Some(id.clone()))
        }
        Body::Date { value, .. } => (None, words.date(value), Some(value.to_string())),
        Body::Time(time) => {
            (Some(time.kind.key().to_owned()), words.time(time), Some(time.value.clone()))
        }
        Body::Proposal(proposal) => {
            let label = format!("{} ({})", proposal.name, words.text("proposed"));
            (Some(proposal.kind.key().to_owned()), label, None)
        }
        Body::Quantity(quantity) => (None, words.amount(quantity), Some(quantity.to_string())),
        Body::Judgement(judgement) => {
            (Some(judgement.certainty.key().to_owned()), composer.kind_of(annotation), None)
        }
        Body::Reference(reference) => {
            (Some(reference.kind.key().to_owned()), reference.value.clone(), None)
        }
        Body::Quotation(_) => {
            let speaker = agent_of(annotation).map(|agent| composer.agent_name(agent));
            (None, speaker.unwrap_or_else(|| words.text("speaker-unknown").to_owned()), None)
        }
        Body::Claim(claim) => {
            (Some(claim.certainty.key().to_owned()), composer.kind_of(annotation), None)
        }
        Body::Note(note) => (Some(note.kind.key().to_owned()), composer.kind_of(annotation), None),
        Body::Question(_) => (Some("question".to_owned()), composer.kind_of(annotation), None),
    };
    Mark {
        id: annotation.id.clone(),
        on: String::new(),
        from: 0,
        to: 0,
        layer: annotation.layer(),
        kind,
        creator: annotation.creator.kind().to_owned(),
        by: annotation.creator.name().to_owned(),
        confidence: annotation.reason.as_ref().map(|reason| reason.confidence),
        evidence: evidence(document, annotation),
        label,
        value,
        href: match annotation.layer() {
            Layer::Names | Layer::Dates | Layer::References => {
                link_over(annotation, path).map(|link| link.href)
            }
            _ => None,
        },
        footnote,
    }
}
