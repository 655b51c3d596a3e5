//! The dossier: all documents, annotations and registers, linked; immutable once built.
//!
//! In go the parts, each read and anchored; out comes one [`Dossier`] in which everything that
//! refers to something can be followed, and diagnostics for what leads nowhere.

mod check;
mod link;
mod related;

pub use check::{check, twin};
pub use link::{Dossier, Mention, Reference, Relation, VIEWS, link};
pub use related::{Pair, Paragraph, Related, appears_with, related, shared_paragraphs};

use std::collections::BTreeMap;
use std::ops::Range;

use crate::annotation::Annotation;
use crate::config::Config;
use crate::document::{Document, Publication};
use crate::register::Register;

/// A document with all that is said about it.
#[derive(Debug, Clone, PartialEq)]
pub struct Annotated {
    /// The document.
    pub document: Document,
    /// The editor's introduction to it; Markdown with wikilinks, perhaps empty.
    pub introduction: String,
    /// Where the introduction stands.
    pub introduced_in: Option<Origin>,
    /// What is said about it: ascending by start, the longer first at one start, then by layer
    /// and id.
    pub annotations: Vec<Annotation>,
    /// What rules found and editors' words took the place of, in the order of the text.
    pub overruled: Vec<Overruled>,
}

/// Something that a rule found over words of which an editor says something else.
#[derive(Debug, Clone, PartialEq)]
pub struct Overruled {
    /// What was found.
    pub found: Annotation,
    /// The id of the editor's annotation; [`Parts::origins`] has its place, even of one that only
    /// says that the words are no name.
    pub by: String,
}

/// Where an editor's words stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The file's path in the dossier.
    pub path: String,
    /// The whole callout: bytes of the file.
    pub span: Range<usize>,
    /// The words with wikilinks in them: bytes of the file.
    pub text: Range<usize>,
    /// Who may see it.
    pub publish: Publication,
}

/// A page an editor wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandPage {
    /// Its address below the site's root without extension: `index`, `chronik`.
    pub name: String,
    /// Its title.
    pub title: String,
    /// Names it had before.
    pub formerly: Vec<String>,
    /// A sentence about it.
    pub description: Option<String>,
    /// Markdown with wikilinks.
    pub text: String,
    /// Where it stands.
    pub origin: Origin,
}

/// Everything, before it is linked.
#[derive(Debug, Clone, PartialEq)]
pub struct Parts {
    /// Settings.
    pub config: Config,
    /// Documents in the order of their seeds' paths.
    pub documents: Vec<Annotated>,
    /// The register.
    pub register: Register,
    /// Hand-written pages by name.
    pub pages: Vec<HandPage>,
    /// Where editors' annotations stand, by annotation id.
    pub origins: BTreeMap<String, Origin>,
}
