//! Pages from the dossier: the last stage that knows documents, registers and annotations.
//!
//! In goes the linked dossier, out come pages of front matter and Markdown, in a fixed order.
//! Nothing here knows HTML.

mod apparatus;
mod claims;
mod comment;
mod document;
mod documents;
mod entry;
mod footnote;
mod markup;
mod method;
mod overview;
mod paging;
mod passage;
mod paths;
mod questions;
mod quotations;
mod register;
mod summary;
mod text;
mod timeline;
mod views;

pub use paths::{RESERVED, document_path, entry_path};
pub use summary::summary;

use std::collections::BTreeMap;
use std::ops::Range;

use rayon::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

use crate::annotation::Agent;
use crate::dossier::{
    Annotated, Dossier, Mention, Pair, Paragraph, Related, appears_with, related, shared_paragraphs,
};
use crate::locale::{Catalogue, Collation};
use crate::markdown::Block;
use crate::page::{Front, Page, PageKind};
use crate::register::Entry;

/// How many related documents a page names.
const RELATED: usize = 5;

/// What composing needs at hand.
struct Composer<'a> {
    dossier: &'a Dossier,
    words: &'a Catalogue,
    related: Vec<Vec<Related>>,
    together: BTreeMap<String, Vec<(String, usize)>>,
    /// The paragraphs that two entries share.
    shared: BTreeMap<Pair<'a>, Vec<Paragraph>>,
    /// All entries in the language's order.
    entries: Vec<&'a Entry>,
    /// The place of each in that order, by its id.
    ranks: BTreeMap<&'a str, usize>,
    /// What is part of each entry, in the language's order.
    parts: BTreeMap<&'a str, Vec<&'a Entry>>,
    said: BTreeMap<Agent, Vec<Mention>>,
    /// For each entry what somebody else says and claims of it.
    about: BTreeMap<&'a str, Vec<Mention>>,
    /// For each document the sentences of those leaves in which somebody is quoted.
    sentences: Vec<Vec<Range<usize>>>,
    /// For each document the number of its words.
    word_counts: Vec<usize>,
    /// For each document the indices of its claims.
    claims_of: Vec<Vec<usize>>,
}

/// All pages: overview, documents, register, views, hand-written ones.
#[must_use]
pub fn pages(dossier: &Dossier, words: &Catalogue) -> Vec<Page> {
    let collation = Collation::new(&dossier.config.language);
    let mut entries: Vec<_> = dossier.register.iter().collect();
    entries.sort_by(|a, b| {
        collation.compare(a.sort_name(), b.sort_name()).then_with(|| a.id.cmp(&b.id))
    });
    let mut parts: BTreeMap<&str, Vec<&Entry>> = BTreeMap::new();
    for entry in &entries {
        if let Some(whole) = &entry.part_of {
            parts.entry(whole).or_default().push(entry);
        }
    }
    let shared = shared_paragraphs(dossier);
    let composer = Composer {
        dossier,
        words,
        related: related(dossier, RELATED),
        together: appears_with(&shared),
        shared,
        ranks: entries.iter().enumerate().map(|(n, entry)| (entry.id.as_str(), n)).collect(),
        entries,
        parts,
        said: entry::said(dossier),
        about: entry::about(dossier),
        sentences: passage::sentences(dossier),
        word_counts: word_counts(dossier),
        claims_of: claims::of_documents(dossier),
    };
    let mut pages = vec![overview::page(&composer), documents::page(&composer)];
    pages.par_extend(
        (0..dossier.documents.len()).into_par_iter().map(|n| document::page(&composer, n)),
    );
    pages.extend(register::index(&composer));
    for (kind, register) in register::pages(&composer) {
        pages.push(register);
        let entries = composer.entries.par_iter().filter(|entry| entry.kind == kind);
        pages.par_extend(entries.map(|entry| entry::page(&composer, entry)));
    }
    pages.push(timeline::page(&composer));
    pages.push(quotations::page(&composer));
    pages.push(claims::page(&composer));
    pages.push(questions::page(&composer));
    pages.extend(views::pages(&composer));
    pages.push(method::page(&composer));
    pages.extend(overview::hand_pages(&composer));
    paging::paged(pages, words)
}

/// For each document the number of its words (Unicode Standard Annex #29).
fn word_counts(dossier: &Dossier) -> Vec<usize> {
    let words = |annotated: &Annotated| annotated.document.text.unicode_words().count();
    dossier.documents.par_iter().map(words).collect()
}

impl Composer<'_> {
    /// A page with a title heading, without anything particular in its front matter.
    fn page(&self, path: &str, kind: PageKind, title: &str, mut body: Vec<Block>) -> Page {
        body.insert(0, markup::heading(1, vec![markup::text(title)]));
        Page {
            path: path.to_owned(),
            front: Front {
                kind,
                title: title.to_owned(),
                description: None,
                language: self.words.tag.clone(),
                document: None,
                entry: None,
                drawing: None,
                part: None,
                formerly: Vec::new(),
                marks: Vec::new(),
            },
            body,
        }
    }
}
