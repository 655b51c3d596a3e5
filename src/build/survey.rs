//! All annotations of a dossier, found in their documents and nothing more: for the tools that mend
//! notes files.

use std::collections::BTreeMap;

use super::anchoring::anchoring;
use super::redaction::Hiding;
use super::{assemble, editorial, settings};
use crate::diagnostic::Diagnostics;
use crate::document::{Document, Language};
use crate::ingest;
use crate::notes::{Callout, NotesFile};
use crate::project::Project;
use crate::reanchor::{Lock, Standing};
use crate::redact::Redactor;
use crate::register::Register;

/// Where all annotations stand.
#[derive(Debug, Default)]
pub struct Survey {
    /// By their seeds' paths.
    pub documents: BTreeMap<String, Document>,
    /// What the editors wrote on each, by the seeds' paths, with the annotations from JSON-LD files.
    pub notes: BTreeMap<String, NotesFile>,
    /// The register.
    pub register: Register,
    /// Where the site will stand.
    pub site_url: Option<String>,
    /// The language of the dossier.
    pub language: Option<Language>,
    /// In the order of the seeds and of their callouts.
    pub standings: Vec<Standing>,
    /// The lock as it is, or as it was given.
    pub lock: Lock,
    /// The lock as it should be, once the editor agrees.
    pub agreed: Lock,
    /// The text of the lock's file; `None` where there is none.
    pub lock_text: Option<String>,
    /// What the documents do not show: quotes from elsewhere may have it.
    pub redactor: Redactor,
    /// What is wrong with the files.
    pub files: Diagnostics,
    /// What is to be said about the annotations.
    pub anchors: Diagnostics,
}

/// Finds all annotations. `against` takes the place of the lock.
#[must_use]
pub fn survey(project: &Project, against: Option<Lock>) -> Survey {
    let mut survey = Survey::default();
    let diagnostics = &mut survey.files;
    let Some(mut config) = settings(project, diagnostics) else { return survey };
    let (sources, found) = ingest::sources(project.files());
    diagnostics.extend(found);
    let paths = sources.iter().map(|source| source.path.as_str()).collect();
    let mut editorial = editorial::read(project.files(), &paths, diagnostics);
    let mut hiding = Hiding::default();
    let documents = assemble::documents(
        &sources,
        &mut editorial,
        &mut config,
        &mut hiding,
        &super::Quiet,
        diagnostics,
    );
    let Some(documents) = documents else { return survey };
    assemble::distribute(&mut editorial, &documents, config.site_url.as_deref(), diagnostics);
    survey.lock_text = editorial.lock_text.take();
    survey.lock = against.unwrap_or_else(|| std::mem::take(&mut editorial.lock));
    for document in documents {
        let path = document.provenance.path.clone();
        let notes = editorial.notes.get(&path);
        let callouts: &[Callout] = notes.map_or(&[], |notes| &notes.callouts);
        let anchoring = anchoring(&document, callouts, survey.lock.0.get(&path));
        survey.standings.extend(anchoring.standings);
        survey.anchors.extend(anchoring.diagnostics);
        if !anchoring.agreed.anchors.is_empty() {
            survey.agreed.0.insert(path.clone(), anchoring.agreed);
        }
        survey.documents.insert(path, document);
    }
    survey.files = hiding.mask(std::mem::take(&mut survey.files), project.files());
    survey.anchors = hiding.mask(std::mem::take(&mut survey.anchors), project.files());
    survey.redactor = hiding.into_redactor();
    survey.notes = std::mem::take(&mut editorial.notes);
    survey.register = std::mem::take(&mut editorial.register);
    (survey.site_url, survey.language) = (config.site_url, Some(config.language));
    survey.files.sort();
    survey.anchors.sort();
    survey
}
