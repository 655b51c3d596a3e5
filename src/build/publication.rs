//! What a public build leaves out: documents, notes and pages that are not open yet, entries that occur only
//! there, and links to any of them. Left-out things are linked nowhere, counted nowhere, named nowhere.

use std::collections::{BTreeMap, BTreeSet};

use crate::annotation::{Agent, Annotation, Body, ReferenceTarget};
use crate::document::Publication;
use crate::dossier::{Annotated, HandPage, Origin};
use crate::edtf::Day;
use crate::redact::unlinked;
use crate::register::{Entry, Register};

/// All that was left out: each thing's origin with what must not stand in the output.
#[derive(Debug, Default)]
pub(super) struct LeftOut {
    /// Where each thing comes from, as messages name it.
    pub(super) origins: Vec<String>,
    /// Names, titles, addresses and short texts, with the number of their origin.
    pub(super) names: Vec<(String, usize)>,
    /// Long texts.
    pub(super) texts: Vec<(String, usize)>,
    /// The texts that are public all the same.
    pub(super) public: Vec<String>,
}

/// The parts of a dossier that are cut.
pub(super) struct Whole<'a> {
    pub(super) documents: &'a mut Vec<Annotated>,
    pub(super) origins: &'a mut BTreeMap<String, Origin>,
    pub(super) register: &'a mut Register,
    pub(super) pages: &'a mut Vec<HandPage>,
}

/// Leaves out what is not open on a day. `instead` stands for a link without a label.
pub(super) fn leave_out(whole: Whole<'_>, as_of: Option<Day>, instead: &str) -> LeftOut {
    let Whole { documents, origins, register, pages } = whole;
    let mut out = LeftOut::default();
    let mut gone: BTreeSet<String> = BTreeSet::new();
    let is_open = |publish: &Option<Publication>| {
        publish.as_ref().is_none_or(|publish| publish.is_open(as_of))
    };
    let (kept, dropped): (Vec<_>, Vec<_>) = std::mem::take(documents)
        .into_iter()
        .partition(|annotated| is_open(&annotated.document.metadata.publish));
    *documents = kept;
    // What is open is public now, and nothing more is to be said of it.
    documents.iter_mut().for_each(|annotated| annotated.document.metadata.publish = None);
    for annotated in &dropped {
        gone.insert(annotated.document.slug.clone());
        gone.extend(annotated.annotations.iter().map(|annotation| annotation.id.clone()));
        out.document(annotated);
    }
    let mut inside: Vec<Annotation> = Vec::new();
    for annotated in documents.iter_mut() {
        let open = |annotation: &Annotation| {
            origins.get(&annotation.id).is_none_or(|origin| origin.publish.is_open(as_of))
        };
        let all = std::mem::take(&mut annotated.annotations);
        let (kept, notes): (Vec<_>, Vec<_>) = all.into_iter().partition(open);
        annotated.annotations = kept;
        for note in notes {
            let path = origins.get(&note.id).map_or("", |origin| origin.path.as_str());
            out.note(path, &note);
            gone.insert(note.id.clone());
            inside.push(note);
        }
    }
    let (kept, drafts): (Vec<_>, Vec<_>) =
        std::mem::take(pages).into_iter().partition(|page| page.origin.publish.is_open(as_of));
    *pages = kept;
    let open = origins.values_mut().filter(|origin| origin.publish.is_open(as_of));
    open.for_each(|origin| origin.publish = Publication::Public);
    for page in &drafts {
        gone.insert(page.name.clone());
        out.page(page);
    }
    if gone.is_empty() && inside.is_empty() {
        return LeftOut::default();
    }
    let hidden = dropped.iter().flat_map(|annotated| &annotated.annotations).chain(&inside);
    let texts = dropped.iter().map(|a| a.introduction.as_str());
    let texts = texts.chain(drafts.iter().map(|page| page.text.as_str()));
    let mut there = mentioned(hidden.clone());
    there.extend(linked(texts.chain(hidden.filter_map(|a| a.body.comment())), register));
    let open = documents.iter().flat_map(|annotated| &annotated.annotations);
    // A link in an editor's words is no occurrence: it becomes plain words.
    let here = closed(mentioned(open), register, &there);
    let only_there: BTreeSet<String> = there.difference(&here).cloned().collect();
    for entry in register.iter().filter(|entry| only_there.contains(&entry.id)) {
        out.entry(entry);
    }
    gone.extend(only_there.iter().cloned());
    origins.retain(|id, _| !gone.contains(id));
    *register = without(register, &only_there, &gone, instead);
    unlink(documents, pages, &gone, instead);
    out.publish(documents, register, pages);
    out
}

/// The entries that annotations are about, or whose words they give.
fn mentioned<'a>(annotations: impl Iterator<Item = &'a Annotation>) -> BTreeSet<String> {
    let entry = |annotation: &Annotation| match &annotation.body {
        Body::Name { entry, .. } => Some(entry.clone()),
        Body::Quotation(quotation) => id_of(quotation.speaker.as_ref()),
        Body::Claim(claim) => id_of(claim.by.as_ref()),
        Body::Judgement(judgement) => id_of(judgement.by.as_ref()),
        _ => None,
    };
    annotations.filter_map(entry).collect()
}

/// The entries that wikilinks in texts lead to.
fn linked<'a>(texts: impl Iterator<Item = &'a str>, register: &Register) -> BTreeSet<String> {
    let links = texts.flat_map(|text| text.split("[[").skip(1));
    let entry = |link: &str| {
        let end = link.find([']', '|', '#']).unwrap_or(link.len());
        register.get(link[..end].trim()).map(|entry| entry.id.clone())
    };
    links.filter_map(entry).collect()
}

fn id_of(agent: Option<&Agent>) -> Option<String> {
    match agent {
        Some(Agent::Entry(id)) => Some(id.clone()),
        _ => None,
    }
}

/// These entries, those that occur nowhere, and all that they are part of.
fn closed(
    mut ids: BTreeSet<String>,
    register: &Register,
    elsewhere: &BTreeSet<String>,
) -> BTreeSet<String> {
    let idle = register.iter().filter(|entry| !elsewhere.contains(&entry.id));
    ids.extend(idle.map(|entry| entry.id.clone()));
    let mut next: Vec<String> = ids.iter().cloned().collect();
    while let Some(id) = next.pop() {
        let whole = register.get(&id).and_then(|entry| entry.part_of.clone());
        next.extend(whole.filter(|id| ids.insert(id.clone())));
    }
    ids
}

fn without(
    register: &Register,
    entries: &BTreeSet<String>,
    gone: &BTreeSet<String>,
    instead: &str,
) -> Register {
    let plain = |text: &String| unlinked(text, &|id| gone.contains(id), instead);
    let kept = register.iter().filter(|entry| !entries.contains(&entry.id)).map(|entry| Entry {
        description: entry.description.as_ref().map(plain),
        note: entry.note.as_ref().map(plain),
        part_of: entry.part_of.clone().filter(|id| !entries.contains(id)),
        ..entry.clone()
    });
    Register::new(kept.collect()).0
}

/// Makes plain words of links to what is gone.
fn unlink(
    documents: &mut [Annotated],
    pages: &mut [HandPage],
    gone: &BTreeSet<String>,
    instead: &str,
) {
    let is_gone = |id: &str| gone.contains(id);
    let plain = |text: &mut String| *text = unlinked(text, &is_gone, instead);
    for annotated in documents {
        plain(&mut annotated.introduction);
        for annotation in &mut annotated.annotations {
            match &mut annotation.body {
                Body::Name { comment, .. } | Body::Date { comment, .. } => {
                    comment.iter_mut().for_each(plain);
                }
                Body::Quotation(quotation) => quotation.comment.iter_mut().for_each(plain),
                Body::Claim(claim) => {
                    plain(&mut claim.comment);
                    for ids in [&mut claim.supports, &mut claim.contradicts, &mut claim.answers] {
                        ids.retain(|id| !is_gone(id));
                    }
                }
                Body::Note(note) => plain(&mut note.text),
                Body::Question(question) => plain(&mut question.text),
                Body::Reference(reference) => {
                    let target = reference.target.take();
                    reference.target = target.filter(|target| match target {
                        ReferenceTarget::Document(slug) => !is_gone(slug),
                        ReferenceTarget::Address(_) => true,
                    });
                }
                Body::Time(_) | Body::Proposal(_) | Body::Quantity(_) | Body::Judgement(_) => {}
            }
        }
    }
    pages.iter_mut().for_each(|page| plain(&mut page.text));
}

impl LeftOut {
    fn origin(&mut self, origin: String) -> usize {
        self.origins.push(origin);
        self.origins.len() - 1
    }

    fn document(&mut self, annotated: &Annotated) {
        let document = &annotated.document;
        let path = &document.provenance.path;
        let number = self.origin(format!("seeds/{path}"));
        let file = path.rsplit('/').next().unwrap_or(path);
        let formerly = document.metadata.formerly.iter().map(String::as_str);
        for name in formerly.chain([document.title.as_str(), &document.slug, file]) {
            self.names.push((name.to_owned(), number));
        }
        self.names.extend(document.metadata.url.clone().map(|url| (url, number)));
        self.texts.push((document.text.clone(), number));
        self.texts.extend(document.metadata.description.clone().map(|text| (text, number)));
        self.texts.push((annotated.introduction.clone(), number));
        for annotation in &annotated.annotations {
            self.texts.extend(annotation.body.comment().map(|text| (text.to_owned(), number)));
            if !annotation.creator.is_machine() {
                self.names.push((annotation.id.clone(), number));
            }
        }
    }

    fn note(&mut self, path: &str, annotation: &Annotation) {
        let number = self.origin(format!("a note in {path}"));
        self.names.push((annotation.id.clone(), number));
        if let Some(text) = annotation.body.comment() {
            self.text(text, number);
        }
    }

    fn page(&mut self, page: &HandPage) {
        let number = self.origin(page.origin.path.clone());
        self.names.push((page.title.clone(), number));
        self.names.push((format!("{}.html", page.name), number));
        self.text(&page.text, number);
    }

    fn entry(&mut self, entry: &Entry) {
        let number = self.origin("an entry that occurs only in what is left out".to_owned());
        let ids = entry.formerly.iter().map(String::as_str).chain([entry.id.as_str()]);
        let names = entry.names().chain(ids).map(|name| (name.to_owned(), number));
        self.names.extend(names);
        for text in entry.description.iter().chain(&entry.note) {
            self.text(text, number);
        }
    }

    /// A text; a short one is looked for as a whole, too.
    fn text(&mut self, text: &str, number: usize) {
        const SHORT: usize = 12;
        let words = text.split_whitespace().count();
        if (3..=SHORT).contains(&words) {
            self.names.push((text.to_owned(), number));
        }
        self.texts.push((text.to_owned(), number));
    }

    /// Notes what is public: the same words there are no trace of what is left out.
    fn publish(&mut self, documents: &[Annotated], register: &Register, pages: &[HandPage]) {
        for annotated in documents {
            let document = &annotated.document;
            let metadata = &document.metadata;
            self.public.push(document.text.clone());
            self.public.extend([document.title.clone(), document.provenance.path.clone()]);
            self.public.extend([document.slug.clone(), annotated.introduction.clone()]);
            self.public.extend(metadata.url.iter().chain(&metadata.description).cloned());
            self.public.extend(metadata.source.iter().chain(&metadata.rights).cloned());
            self.public.extend(metadata.authors.iter().cloned());
            let own = annotated.annotations.iter().filter(|a| !a.creator.is_machine());
            for annotation in own {
                self.public.push(annotation.id.clone());
                self.public.extend(annotation.body.comment().map(str::to_owned));
            }
        }
        for entry in register.iter() {
            self.public.extend(entry.names().map(str::to_owned));
            self.public.extend([entry.id.clone()]);
            self.public.extend(entry.description.iter().chain(&entry.note).cloned());
            self.public.extend(entry.same_as.iter().cloned());
        }
        for page in pages {
            self.public.extend([page.title.clone(), page.text.clone(), page.name.clone()]);
        }
    }
}
