//! Hiding words in a document, right after it was read.

use std::ops::Range;

use super::{BLOCK, Hit, Redactor, merge};
use crate::document::{Document, Hidden, Leaf, LeafKind, Metadata, Style, StyleKind};
use crate::ingest::retitled;
use crate::text::{MappedText, sha256};

impl Redactor {
    /// The document without what is hidden, and where its words stand now. `seed` is its seed's text as it was
    /// decoded: where something is hidden in that, too, its sum is not published.
    #[must_use]
    pub fn document(&self, document: Document, seed: &str) -> (Document, Moved) {
        if self.is_empty() {
            return (document, Moved::default());
        }
        let path = document.provenance.path.clone();
        let about = Some(path.as_str());
        let hits = self.in_document(&document, about);
        let moved = Moved { hits };
        let mut out = if moved.is_empty() { document } else { self.rewritten(document, &moved) };
        let before = (out.metadata.clone(), out.title.clone(), out.provenance.path.clone());
        out.metadata = self.metadata(std::mem::take(&mut out.metadata), about);
        out.provenance.path = self.path(&path, about);
        self.leaves(&mut out.leaves, about);
        let (title, slug) = retitled(&out);
        out.title = self.text(&title, about).into_owned();
        let slug = if slug.is_empty() { REDACTED.to_owned() } else { slug };
        out.slug = if self.touches(&slug, about) { REDACTED.to_owned() } else { slug };
        let after = (&out.metadata, &out.title, &out.provenance.path);
        let changed = (&before.0, &before.1, &before.2) != after || !out.hidden.is_empty();
        if changed || self.touches(seed, about) {
            out.provenance.redacted = true;
            out.provenance.bytes = out.text.len();
            out.provenance.sha256 = sha256(out.text.as_bytes());
        }
        (out, moved)
    }

    /// What is hidden in a document's text: ascending, apart from one another, each inside one leaf.
    fn in_document(&self, document: &Document, about: Option<&str>) -> Vec<Hit> {
        let mut hits = self.hits(&document.text, about, false);
        // A picture's words or a link's may stand right beside other words, with no blank between.
        for leaf in document.leaves.iter().filter(|leaf| !leaf.styles.is_empty()) {
            let edges = leaf.styles.iter().flat_map(|style| [style.span.start, style.span.end]);
            let mut edges: Vec<usize> = edges.chain([leaf.span.start, leaf.span.end]).collect();
            edges.sort_unstable();
            edges.dedup();
            let pieces = edges.windows(2).map(|pair| pair[0]..pair[1]);
            let alone = leaf
                .styles
                .iter()
                .filter(|style| matches!(style.kind, StyleKind::Link(_) | StyleKind::ImageText));
            for span in pieces.chain(alone.map(|style| style.span.clone())) {
                let inside = self.hits(document.slice(&span), about, false).into_iter();
                hits.extend(inside.map(|hit| {
                    let at = span.start;
                    Hit { span: at + hit.span.start..at + hit.span.end, ..hit }
                }));
            }
        }
        if let Some(places) = self.places.get(&document.provenance.path) {
            places.iter().for_each(|place| self.note(place.rule));
            hits.extend(places.iter().cloned());
        }
        let hits = merge(&document.text, hits);
        let mut inside = Vec::new();
        for hit in hits {
            for leaf in document.leaves_in(&hit.span) {
                let leaf = &document.leaves[leaf].span;
                let span = hit.span.start.max(leaf.start)..hit.span.end.min(leaf.end);
                if !span.is_empty() {
                    inside.push(Hit { span, rule: hit.rule });
                }
            }
        }
        inside
    }

    /// The document with blocks, its map and structure over them.
    fn rewritten(&self, document: Document, moved: &Moved) -> Document {
        let mut text = MappedText::new();
        let mut hidden = Vec::new();
        let mut at = 0;
        for hit in &moved.hits {
            text.push(&document.text[at..hit.span.start], at);
            let start = text.len();
            text.push_for(BLOCK, hit.span.start, hit.span.len());
            let reason = self.text(&self.rules[hit.rule].reason, None).into_owned();
            hidden.push(Hidden { span: start..text.len(), reason });
            at = hit.span.end;
        }
        text.push(&document.text[at..], at);
        let leaf = |leaf: Leaf| {
            let styles = leaf.styles.into_iter().filter_map(|style| {
                let span = moved.span(&style.span);
                (!moved.hides(&style.span)).then_some(Style { span, ..style })
            });
            Leaf { span: moved.span(&leaf.span), styles: styles.collect(), ..leaf }
        };
        let (text, map) = text.finish();
        Document {
            leaves: document.leaves.into_iter().map(leaf).collect(),
            map: map.through(&document.map),
            text,
            hidden,
            ..document
        }
    }

    /// A document's metadata without what is hidden.
    #[must_use]
    pub fn metadata(&self, metadata: Metadata, about: Option<&str>) -> Metadata {
        let text = |text: Option<String>| text.map(|text| self.text(&text, about).into_owned());
        let Metadata { authors, url, slug, formerly, .. } = metadata;
        let all = |texts: Vec<String>| {
            texts.iter().map(|text| self.text(text, about).into_owned()).collect()
        };
        Metadata {
            title: text(metadata.title),
            authors: all(authors),
            source: text(metadata.source),
            url: url.filter(|url| self.address(url, about).is_some()),
            slug: slug.filter(|slug| !self.touches(slug, about)),
            description: text(metadata.description),
            kind: text(metadata.kind),
            rights: text(metadata.rights),
            formerly: formerly.into_iter().filter(|slug| !self.touches(slug, about)).collect(),
            ..metadata
        }
    }

    /// Addresses of links and languages of code.
    fn leaves(&self, leaves: &mut [Leaf], about: Option<&str>) {
        for leaf in leaves {
            if let LeafKind::Code(language) = &mut leaf.kind
                && self.touches(language, about)
            {
                language.clear();
            }
            leaf.styles.retain(|style| match &style.kind {
                StyleKind::Link(address) => self.address(address, about).is_some(),
                _ => true,
            });
        }
    }
}

/// What stands in addresses for what is hidden.
const REDACTED: &str = "redacted";

/// From a text to the same with blocks in it.
#[derive(Debug, Default)]
pub struct Moved {
    hits: Vec<Hit>,
}

impl Moved {
    /// Whether all stands where it stood.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.hits.is_empty()
    }

    /// A span's place; where an edge is hidden, the whole block belongs to it.
    #[must_use]
    pub fn span(&self, span: &Range<usize>) -> Range<usize> {
        let start = self.at(span.start, false);
        start..self.at(span.end, true).max(start)
    }

    fn at(&self, at: usize, is_end: bool) -> usize {
        let passed = |hit: &Hit| if is_end { hit.span.start < at } else { hit.span.end <= at };
        let before = self.hits.partition_point(passed);
        let shrunk: usize = self.hits[..before].iter().map(|hit| hit.span.len()).sum();
        let grown = before * BLOCK.len();
        match self.hits[..before].last() {
            Some(last) if is_end && at < last.span.end => grown + last.span.end - shrunk,
            _ => match self.hits.get(before) {
                Some(next) if !is_end && next.span.start < at => next.span.start + grown - shrunk,
                _ => at + grown - shrunk,
            },
        }
    }

    /// Whether nothing of a span is left.
    fn hides(&self, span: &Range<usize>) -> bool {
        let next = self.hits.partition_point(|hit| hit.span.end < span.end);
        self.hits.get(next).is_some_and(|hit| hit.span.start <= span.start)
    }
}
