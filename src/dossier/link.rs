//! Linking: who is mentioned where, and what every reference leads to.

use std::collections::{BTreeMap, HashMap};

use super::{Annotated, HandPage, Origin, Parts};
use crate::annotation::{Annotation, Body, Claim};
use crate::config::Config;
use crate::edtf::Day;
use crate::register::Register;

/// All documents, annotations and registers, linked.
#[derive(Debug, Clone, PartialEq)]
pub struct Dossier {
    /// Settings.
    pub config: Config,
    /// Documents by date, the undated last, then by seed path.
    pub documents: Vec<Annotated>,
    /// The register.
    pub register: Register,
    /// Hand-written pages by name.
    pub pages: Vec<HandPage>,
    /// Where editors' annotations stand, by annotation id.
    pub origins: BTreeMap<String, Origin>,
    mentions: BTreeMap<String, Vec<Mention>>,
    by_slug: BTreeMap<String, usize>,
    /// Only asked, never walked through.
    by_id: HashMap<String, Mention>,
    incoming: BTreeMap<String, Vec<(Relation, Mention)>>,
}

/// What a claim has to do with another claim or a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Relation {
    /// It speaks for it.
    Supports,
    /// It speaks against it.
    Contradicts,
    /// It answers it.
    Answers,
}

/// A place of an annotation in the dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mention {
    /// Index into [`Dossier::documents`].
    pub document: usize,
    /// Index into that document's annotations.
    pub annotation: usize,
}

/// What a wikilink leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reference {
    /// A register entry, by its id.
    Entry(String),
    /// A document, by its index.
    Document(usize),
    /// A paragraph: the document's index and the anchor.
    Paragraph(usize, String),
    /// A claim, question or note with an id.
    Annotation(Mention),
    /// A hand-written page, by its name.
    Page(String),
    /// A page that the program makes, by its name: `timeline`.
    View(&'static str),
}

/// The pages that the program makes and that editors may refer to by name.
pub const VIEWS: [&str; 9] = [
    "claims",
    "documents",
    "matrix",
    "method",
    "network",
    "questions",
    "quotations",
    "timeline",
    "views",
];

/// Links the parts.
#[must_use]
pub fn link(parts: Parts) -> Dossier {
    let Parts { config, mut documents, register, pages, origins } = parts;
    documents.sort_by_cached_key(sort_key);
    let mut mentions: BTreeMap<String, Vec<Mention>> = BTreeMap::new();
    let mut by_slug = BTreeMap::new();
    let mut by_id = HashMap::new();
    let mut incoming: BTreeMap<String, Vec<(Relation, Mention)>> = BTreeMap::new();
    for (document, annotated) in documents.iter().enumerate() {
        by_slug.insert(annotated.document.slug.clone(), document);
        for (annotation, made) in annotated.annotations.iter().enumerate() {
            let place = Mention { document, annotation };
            if let Body::Name { entry, .. } = &made.body {
                mentions.entry(entry.clone()).or_default().push(place);
            }
            if let Body::Claim(claim) = &made.body {
                for (relation, id) in relations(claim) {
                    incoming.entry(id.clone()).or_default().push((relation, place));
                }
            }
            by_id.entry(made.id.clone()).or_insert(place);
        }
    }
    Dossier { config, documents, register, pages, origins, mentions, by_slug, by_id, incoming }
}

/// What a claim says about others, in the order of the file.
fn relations(claim: &Claim) -> impl Iterator<Item = (Relation, &String)> {
    let supports = claim.supports.iter().map(|id| (Relation::Supports, id));
    let contradicts = claim.contradicts.iter().map(|id| (Relation::Contradicts, id));
    let answers = claim.answers.iter().map(|id| (Relation::Answers, id));
    supports.chain(contradicts).chain(answers)
}

/// Undated documents come last.
fn sort_key(annotated: &Annotated) -> (bool, Option<Day>, Option<Day>, String) {
    let date = annotated.document.metadata.sort_date();
    let (earliest, latest) =
        date.map_or((None, None), |date| (date.earliest().or(date.latest()), date.latest()));
    (earliest.is_none(), earliest, latest, annotated.document.provenance.path.clone())
}

impl Dossier {
    /// Where an entry is mentioned, by document and place in it.
    #[must_use]
    pub fn mentions(&self, entry: &str) -> &[Mention] {
        self.mentions.get(entry).map_or(&[], Vec::as_slice)
    }

    /// The annotation at a place.
    #[must_use]
    pub fn annotation(&self, place: Mention) -> &Annotation {
        &self.documents[place.document].annotations[place.annotation]
    }

    /// All annotations with their places, by document and place in it.
    pub fn annotations(&self) -> impl Iterator<Item = (Mention, &Annotation)> {
        self.documents.iter().enumerate().flat_map(|(document, annotated)| {
            annotated
                .annotations
                .iter()
                .enumerate()
                .map(move |(annotation, made)| (Mention { document, annotation }, made))
        })
    }

    /// The annotation with an id.
    #[must_use]
    pub fn by_id(&self, id: &str) -> Option<Mention> {
        self.by_id.get(id).copied()
    }

    /// The claims that say something about the claim or question with an id.
    #[must_use]
    pub fn incoming(&self, id: &str) -> &[(Relation, Mention)] {
        self.incoming.get(id).map_or(&[], Vec::as_slice)
    }

    /// What a wikilink's target leads to; `here` is the document it stands in. Register entries
    /// come first, then documents, claims and notes, pages, views.
    #[must_use]
    pub fn resolve(&self, target: &str, here: Option<usize>) -> Option<Reference> {
        let (name, anchor) = match target.split_once('#') {
            Some((name, anchor)) => (name.trim(), Some(anchor.trim())),
            None => (target.trim(), None),
        };
        if let Some(anchor) = anchor {
            let document = if name.is_empty() { here? } else { self.by_slug.get(name).copied()? };
            self.documents[document].document.leaf_by_id(anchor)?;
            return Some(Reference::Paragraph(document, anchor.to_owned()));
        }
        if self.register.get(name).is_some() {
            return Some(Reference::Entry(name.to_owned()));
        }
        if let Some(&document) = self.by_slug.get(name) {
            return Some(Reference::Document(document));
        }
        if let Some(place) = self.by_id(name) {
            return Some(Reference::Annotation(place));
        }
        if let Some(page) = self.pages.iter().find(|page| page.name == name) {
            return Some(Reference::Page(page.name.clone()));
        }
        VIEWS.into_iter().find(|view| *view == name).map(Reference::View)
    }

    /// What is now called otherwise and had this name before.
    #[must_use]
    pub fn formerly(&self, name: &str) -> Option<&str> {
        let entries = self.register.iter().map(|entry| (&entry.formerly, entry.id.as_str()));
        let documents = self.documents.iter().map(|annotated| &annotated.document);
        let documents = documents.map(|one| (&one.metadata.formerly, one.slug.as_str()));
        let pages = self.pages.iter().map(|page| (&page.formerly, page.name.as_str()));
        let mut all = entries.chain(documents).chain(pages);
        all.find(|(formerly, _)| formerly.iter().any(|old| old == name)).map(|(_, now)| now)
    }

    /// All that a wikilink could lead to, for “did you mean”.
    pub fn targets(&self) -> impl Iterator<Item = &str> {
        self.register
            .iter()
            .map(|entry| entry.id.as_str())
            .chain(self.by_slug.keys().map(String::as_str))
            .chain(self.origins.keys().map(String::as_str))
            .chain(self.pages.iter().map(|page| page.name.as_str()))
            .chain(VIEWS)
    }
}
