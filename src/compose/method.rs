//! How the dossier was made: its sources, and who or what made how many annotations.

use std::collections::{BTreeMap, BTreeSet};

use super::Composer;
use super::markup::{anchored_heading, heading, link, paragraph, table, text};
use super::paths::{METHOD, document_path, relative};
use crate::annotation::Layer;
use crate::markdown::{Block, Inline};
use crate::page::{CHECK, Page, PageKind};

/// What prints a file's SHA-256 sum, by system.
const COMMANDS: [(&str, &str); 3] = [
    ("Linux", "sha256sum seeds/…"),
    ("macOS", "shasum -a 256 seeds/…"),
    ("Windows", "certutil -hashfile seeds\\… SHA256"),
];

pub(super) fn page(composer: &Composer<'_>) -> Page {
    let words = composer.words;
    let say = |key: &str| paragraph(vec![text(words.text(key))]);
    let mut body = vec![say("method-lead"), heading(2, vec![text(words.text("method-sources"))])];
    body.push(say("method-sources-text"));
    body.push(sources(composer));
    body.push(anchored_heading(2, CHECK, vec![text(words.text("method-check"))]));
    body.push(say("method-check-text"));
    for (system, command) in COMMANDS {
        let line = vec![text(format!("{system}: ")), Inline::Code(command.to_owned())];
        body.push(paragraph(line));
    }
    body.push(say("method-check-result"));
    body.extend(redactions(composer));
    body.push(heading(2, vec![text(words.text("method-annotations"))]));
    body.push(say("method-annotations-text"));
    body.push(origins(composer));
    body.push(heading(2, vec![text(words.text("method-limits"))]));
    body.push(say("method-limits-text"));
    composer.page(METHOD, PageKind::Method, words.text("method"), body)
}

fn sources(composer: &Composer<'_>) -> Block {
    let words = composer.words;
    let head =
        [words.text("seed"), words.text("document"), words.text("encoding"), words.text("dropped")];
    let rows = composer
        .dossier
        .documents
        .iter()
        .map(|annotated| {
            let document = &annotated.document;
            let provenance = &document.provenance;
            let dropped: Vec<_> =
                provenance.dropped.iter().map(|d| words.dropped(d.what, d.count)).collect();
            vec![
                vec![Inline::Code(provenance.path.clone())],
                vec![link(relative(METHOD, &document_path(&document.slug)), &document.title)],
                vec![text(provenance.encoding.clone())],
                vec![text(if dropped.is_empty() { "–".to_owned() } else { dropped.join(", ") })],
            ]
        })
        .collect();
    table(&head, rows)
}

/// How much is hidden in how many documents, by reason; never what.
fn redactions(composer: &Composer<'_>) -> Vec<Block> {
    let words = composer.words;
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for annotated in &composer.dossier.documents {
        let mut seen = BTreeSet::new();
        for hidden in &annotated.document.hidden {
            let (places, documents) = counts.entry(&hidden.reason).or_default();
            *places += 1;
            *documents += usize::from(seen.insert(&hidden.reason));
        }
    }
    let others = composer.dossier.documents.iter().map(|annotated| &annotated.document);
    if !others.clone().any(|document| document.provenance.redacted) {
        return Vec::new();
    }
    let number = |n: usize| vec![text(words.number(n))];
    let rows = counts
        .into_iter()
        .map(|(reason, (places, documents))| {
            vec![vec![text(reason)], number(places), number(documents)]
        })
        .collect();
    let head = [words.text("reason"), words.text("count"), words.text("documents")];
    vec![
        heading(2, vec![text(words.text("redactions"))]),
        paragraph(vec![text(words.text("method-redactions"))]),
        table(&head, rows),
    ]
}

/// How many annotations of which layer came from which rule, the register, editors and imports.
fn origins(composer: &Composer<'_>) -> Block {
    let words = composer.words;
    let mut counts: BTreeMap<(Layer, &str, &str), usize> = BTreeMap::new();
    for (_, annotation) in composer.dossier.annotations() {
        let creator = &annotation.creator;
        *counts.entry((annotation.layer(), creator.kind(), creator.name())).or_default() += 1;
    }
    let total: usize = counts.values().sum();
    let head =
        [words.text("layers"), words.text("creator"), words.text("rule"), words.text("count")];
    let mut rows: Vec<_> = counts
        .into_iter()
        .map(|((layer, kind, name), n)| {
            let name = if name.is_empty() { text("–") } else { Inline::Code(name.to_owned()) };
            vec![
                vec![text(words.text(&format!("layer-{layer}")))],
                vec![text(words.text(kind))],
                vec![name],
                vec![text(words.number(n))],
            ]
        })
        .collect();
    rows.push(vec![
        vec![super::markup::strong(words.text("total"))],
        Vec::new(),
        Vec::new(),
        vec![super::markup::strong(words.number(total))],
    ]);
    table(&head, rows)
}
