//! From files to parts: seeds become documents, notes find their words, rules find theirs.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};

use rayon::prelude::*;

use super::editorial::{self, Editorial};
use super::progress::item;
use super::publication::{Whole, leave_out};
use super::queries;
use super::redaction::{Hiding, is_of_hidden};
use super::settle::{Settled, settle};
use super::{Progress, Tools};
use crate::annotation::Annotation;
use crate::config::{Config, Limits, Proposals};
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::document::{Document, Metadata, Publication, Source};
use crate::dossier::{Annotated, HandPage, Origin, Parts, VIEWS};
use crate::edtf::Day;
use crate::ingest;
use crate::memo::{Key, Keyed, Memo};
use crate::notes::{Callout, NotesFile};
use crate::project::Project;
use crate::proposals::show;
use crate::reanchor::{Fate, Lock};
use crate::recognise::{Queries, Recogniser, Resolver};
use crate::register::Register;

pub(super) use super::editorial::REGISTER;

/// The places of the annotations: the lock, and what became of those that it knows.
#[derive(Debug, Clone, Default)]
pub struct Anchors {
    /// The text of the lock's file; `None` where there is none.
    pub lock_text: Option<String>,
    /// The lock with all that is new and nothing that has changed.
    pub lock: Lock,
    /// What became of each annotation.
    pub fates: Vec<Fate>,
}

impl Anchors {
    /// Whether the lock's file does not say this. Where there is none, nothing to say is no reason for one.
    #[must_use]
    pub fn outdated(&self) -> bool {
        match &self.lock_text {
            Some(text) => *text != self.lock.write(),
            None => !self.lock.0.is_empty(),
        }
    }
}

/// A build for everybody.
#[derive(Clone, Copy)]
pub(super) struct Public<'a> {
    /// The day by which embargoes count; without one, none has ended.
    pub(super) as_of: Option<Day>,
    /// What stands for a link without a label to what is left out.
    pub(super) instead: &'a str,
}

/// All parts of the dossier; `None` where there is nothing to make one of.
pub(super) fn parts(
    project: &Project,
    mut config: Config,
    against: Option<Lock>,
    public: Option<Public<'_>>,
    tools: Tools<'_>,
    hiding: &mut Hiding,
    diagnostics: &mut Diagnostics,
) -> Option<(Parts, Anchors)> {
    let progress = tools.progress;
    let (sources, found) = ingest::sources(project.files());
    diagnostics.extend(found);
    let paths: BTreeSet<&str> = sources.iter().map(|source| source.path.as_str()).collect();
    let mut editorial = editorial::read(project.files(), &paths, diagnostics);
    if let Some(lock) = against {
        editorial.lock = lock;
    }

    progress.step("reading", sources.len());
    progress.bytes(sources.iter().map(|source| source.bytes.len()).sum());
    let documents =
        documents(&sources, &mut editorial, &mut config, hiding, progress, diagnostics)?;
    if documents.is_empty() {
        return None;
    }
    notes_left_out(&editorial, &documents, diagnostics);
    distribute(&mut editorial, &documents, config.site_url.as_deref(), diagnostics);

    let (recogniser, found) = Recogniser::new(&editorial.register, REGISTER, &config.layers);
    diagnostics.extend(found);
    let resolver = resolver(&documents, &config);
    let rules = Keyed::new("rules")
        .shown(&editorial.register)
        .shown(&config.layers)
        .shown(&resolver)
        .shown(&editorial.rules_key)
        .end();
    let recogniser =
        recogniser.with_references(&resolver).with_rules(std::mem::take(&mut editorial.rules));
    progress.step("annotating", documents.len());
    progress.bytes(documents.iter().map(|document| document.text.len()).sum());
    let by = Rules { recogniser: &recogniser, limits: &config.limits, key: rules };
    let annotated = annotate(documents, &editorial, &by, &config, tools, diagnostics);
    let (mut documents, mut origins, mut anchors) = gather(annotated, diagnostics);
    let Editorial { mut register, mut pages, proposals, lock_text, .. } = editorial;
    anchors.lock_text = lock_text;
    if let Some(Public { as_of, instead }) = public {
        let (documents, origins) = (&mut documents, &mut origins);
        let whole = Whole { documents, origins, register: &mut register, pages: &mut pages };
        hiding.left_out = leave_out(whole, as_of, instead);
    }
    if shows_proposals(&config, &register) {
        let taken = taken(&documents, &pages, &origins);
        register = show(&mut documents, register, &proposals, &taken);
    }
    Some((Parts { config, documents, register, pages, origins }, anchors))
}

/// Says which notes are left out because their document is; why that is, was said.
fn notes_left_out(editorial: &Editorial, documents: &[Document], diagnostics: &mut Diagnostics) {
    let there: BTreeSet<&str> =
        documents.iter().map(|document| document.provenance.path.as_str()).collect();
    let lost = editorial.notes.iter().filter(|(seed, notes)| {
        !there.contains(seed.as_str())
            && (!notes.callouts.is_empty() || !notes.introduction.is_empty())
    });
    for (seed, notes) in lost {
        let message = format!("“seeds/{seed}” has no page, so that its notes are left out");
        diagnostics.push(
            Diagnostic::warning(codes::DOCUMENT_LIMIT, message)
                .in_file(&notes.path)
                .hint("see what is said about the seed itself"),
        );
    }
}

/// Whether names that the register lacks get pages: as the settings say, or as long as the register has
/// no entry.
fn shows_proposals(config: &Config, register: &Register) -> bool {
    config.proposals.map_or(register.is_empty(), |proposals| proposals == Proposals::Show)
}

/// The names that wikilinks lead to; an unreviewed entry takes none of them.
fn taken(
    documents: &[Annotated],
    pages: &[HandPage],
    origins: &BTreeMap<String, Origin>,
) -> BTreeSet<String> {
    let slugs = documents.iter().map(|annotated| annotated.document.slug.clone());
    let pages = pages.iter().map(|page| page.name.clone());
    let views = VIEWS.iter().map(|&view| view.to_owned());
    slugs.chain(pages).chain(views).chain(origins.keys().cloned()).collect()
}

/// What documents are called: their titles, their ids, and their files' names.
fn resolver(documents: &[Document], config: &Config) -> Resolver {
    let names = |document: &Document| {
        let path = &document.provenance.path;
        let file = path.rsplit('/').next().unwrap_or(path);
        let all = [document.title.as_str(), &document.slug, file, path];
        all.map(|name| (name.to_owned(), document.slug.clone()))
    };
    Resolver {
        addresses: config.references.clone(),
        documents: documents.iter().flat_map(names).collect(),
    }
}

/// All documents as they may be seen: read, and what is to be hidden taken out of them and of what editors
/// wrote. `None` where that is not to be relied on.
pub(super) fn documents(
    sources: &[Source],
    editorial: &mut Editorial,
    config: &mut Config,
    hiding: &mut Hiding,
    progress: &dyn Progress,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<Document>> {
    let mut documents = read(sources, &editorial.notes, config, progress, diagnostics);
    *hiding = Hiding::new(sources, &mut documents, editorial, config, diagnostics)?;
    diagnostics.extend(ingest::settle_slugs(&mut documents));
    hiding.know(&documents);
    Some(documents)
}

fn read(
    sources: &[Source],
    notes: &BTreeMap<String, NotesFile>,
    config: &Config,
    progress: &dyn Progress,
    diagnostics: &mut Diagnostics,
) -> Vec<Document> {
    let nothing = Metadata::default();
    let read = |source: &Source| {
        let editor = notes.get(&source.path).map_or(&nothing, |notes| &notes.metadata);
        let limits = &config.limits;
        item(progress, &source.path, || {
            ingest::document_within(source, editor, &config.language, limits)
        })
    };
    let mut documents = Vec::new();
    for (document, found) in sources.par_iter().map(read).collect::<Vec<_>>() {
        diagnostics.extend(found);
        documents.extend(document);
    }
    documents
}

/// Gives each annotation from elsewhere to the document that it says is its source: the seed's path,
/// with or without `seeds/`, its address, or the address of its page.
pub(super) fn distribute(
    editorial: &mut Editorial,
    documents: &[Document],
    site_url: Option<&str>,
    diagnostics: &mut Diagnostics,
) {
    let mut names: BTreeMap<String, &str> = BTreeMap::new();
    for document in documents {
        let seed = document.provenance.path.as_str();
        names.insert(seed.to_owned(), seed);
        names.insert(format!("seeds/{seed}"), seed);
        for slug in document.metadata.formerly.iter().chain([&document.slug]) {
            let page = format!("documents/{slug}.html");
            names.extend(site_url.map(|site| (format!("{site}{page}"), seed)));
            names.insert(page, seed);
        }
        names.extend(document.metadata.url.clone().map(|url| (url, seed)));
    }
    for (source, callout) in std::mem::take(&mut editorial.imported) {
        let Some(&seed) = names.get(source.trim_start_matches("./")) else {
            let message = format!("“{source}” is no document of this dossier");
            let diagnostic = Diagnostic::error(codes::JSONLD, message)
                .at(&callout.path, callout.span.clone())
                .label("the target of this annotation");
            let near = crate::text::nearest(&source, names.keys().map(String::as_str));
            diagnostics.push(match near {
                Some(near) => diagnostic.hint(format!("did you mean “{near}”?")),
                None => diagnostic.hint("give the seed's path below seeds/ as target.source"),
            });
            continue;
        };
        let notes = editorial.notes.entry(seed.to_owned()).or_default();
        notes.callouts.push(callout);
    }
}

fn annotate(
    documents: Vec<Document>,
    editorial: &Editorial,
    rules: &Rules<'_>,
    config: &Config,
    tools: Tools<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<(Annotated, Settled)> {
    let progress = tools.progress;
    let one = |document: Document| -> (Annotated, Settled) {
        progress.begin(&document.provenance.path);
        let path = &document.provenance.path;
        let notes = editorial.notes.get(path);
        let callouts: &[Callout] = notes.map_or(&[], |notes| &notes.callouts);
        let (found, queries, warning) = rules.found(&document, tools.memo);
        let locked = editorial.lock.0.get(path);
        let mut settled = settle(&document, found, callouts, &config.layers, locked);
        let queries = queries::report(&document, &queries, &settled.annotations, callouts);
        settled.diagnostics.extend(queries);
        warning.into_iter().for_each(|warning| settled.diagnostics.push(warning));
        let annotations = std::mem::take(&mut settled.annotations);
        let overruled = std::mem::take(&mut settled.overruled);
        let introduction = notes.map(|notes| notes.introduction.clone()).unwrap_or_default();
        let introduced_in = notes.filter(|notes| !notes.path.is_empty()).map(|notes| Origin {
            path: notes.path.clone(),
            span: notes.introduced_at.clone(),
            text: notes.introduced_at.clone(),
            publish: Publication::Public,
        });
        progress.item();
        (Annotated { document, introduction, introduced_in, annotations, overruled }, settled)
    };
    let mut all = Vec::new();
    for (annotated, mut settled) in documents.into_par_iter().map(one).collect::<Vec<_>>() {
        diagnostics.extend(std::mem::take(&mut settled.diagnostics));
        all.push((annotated, settled));
    }
    all
}

/// The rules, with the sum of all that they are made of.
struct Rules<'a> {
    recogniser: &'a Recogniser,
    limits: &'a Limits,
    key: Key,
}

impl Rules<'_> {
    /// What the rules find in a document: `None` where they take too long, an error where they fail. Neither is
    /// remembered.
    fn recognised(
        &self,
        document: &Document,
        memo: &Memo,
    ) -> Result<Option<(Vec<Annotation>, Queries)>, ()> {
        // All but the map back to the seed, which no rule asks.
        let Document { slug, provenance, metadata, title, language, .. } = document;
        let Document { text, blocks, leaves, hidden, .. } = document;
        let key = Keyed::new("recognised")
            .key(&self.key)
            .shown(&(slug, provenance, metadata, title, language))
            .part(text.as_bytes())
            .shown(&(blocks, leaves, hidden))
            .end();
        let mut failed = false;
        let found = memo.of(&key, || {
            let deadline = self.limits.deadline();
            let run = || self.recogniser.recognise_until(document, &deadline);
            catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|_| {
                failed = true;
                None
            })
        });
        if failed { Err(()) } else { Ok(found) }
    }

    /// What the rules find in a document. Should they ever fail on one or take too long, it appears without
    /// what they would have found, and the others are not harmed.
    fn found(
        &self,
        document: &Document,
        memo: &Memo,
    ) -> (Vec<Annotation>, Queries, Option<Diagnostic>) {
        let path = format!("seeds/{}", document.provenance.path);
        let limits = self.limits;
        let found = self.recognised(document, memo);
        let warn = |message: String, hint: &str| {
            Diagnostic::warning(codes::DOCUMENT_LIMIT, message).in_file(&path).hint(hint)
        };
        match found {
            Ok(Some((mut found, queries))) => {
                found.retain(|annotation| !is_of_hidden(document, annotation));
                let most = usize::try_from(limits.annotations).unwrap_or(usize::MAX);
                let warning = (found.len() > most).then(|| {
                    let end = found.get(most).map_or(0, |first| first.target.start);
                    let leaf = document.leaf_at(end).map_or("", |leaf| &document.leaves[leaf].id);
                    let message = format!(
                        "{} of the {} annotations that rules made in “{path}” are left out: those from \
                         {leaf} on (annotations)",
                        found.len() - most,
                        found.len()
                    );
                    warn(message, "raise the limit in [output.dossier.limits], or split the document")
                });
                found.truncate(most);
                (found, queries, warning)
            }
            Ok(None) => {
                let message = format!(
                    "the rules take longer than {} s on “{path}”: it has only editors' notes (seconds)",
                    limits.seconds
                );
                let hint = "raise the limit in [output.dossier.limits], or split the document";
                (Vec::new(), Queries::default(), Some(warn(message, hint)))
            }
            Err(()) => {
                let message = format!("the rules failed on “{path}”: it has only editors' notes");
                let hint = "please report it, with the file where it may be shared";
                (Vec::new(), Queries::default(), Some(warn(message, hint)))
            }
        }
    }
}

/// Puts all origins into one map, and all sections into one lock; an id that two callouts claim is an
/// error.
fn gather(
    annotated: Vec<(Annotated, Settled)>,
    diagnostics: &mut Diagnostics,
) -> (Vec<Annotated>, BTreeMap<String, Origin>, Anchors) {
    let mut documents = Vec::new();
    let mut origins: BTreeMap<String, Origin> = BTreeMap::new();
    let mut anchors = Anchors::default();
    for (document, settled) in annotated {
        let path = document.document.provenance.path.clone();
        anchors.lock.0.extend(settled.section.map(|section| (path, section)));
        anchors.fates.extend(settled.fates);
        documents.push(document);
        for (id, origin) in settled.origins {
            if let Some(first) = origins.get(&id) {
                diagnostics.push(
                    Diagnostic::error(codes::DUPLICATE_ID, format!("the id “{id}” is used twice"))
                        .at(&origin.path, origin.span.clone())
                        .label("used here again")
                        .note(format!("it is used first in {}", first.path))
                        .hint("ids of claims, questions and notes are unique in the whole dossier"),
                );
                continue;
            }
            origins.insert(id, origin);
        }
    }
    (documents, origins, anchors)
}
