//! What is known about a document.

use serde::Serialize;

use super::Publication;
use crate::edtf::Edtf;

/// Metadata, from the seed itself and then from the editor's notes file, which wins.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Metadata {
    /// Its title, where one is stated.
    pub title: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// When it was written.
    pub date: Option<Edtf>,
    /// When it was published.
    pub published: Option<Edtf>,
    /// Where it appeared.
    pub source: Option<String>,
    /// Its address; http or https.
    pub url: Option<String>,
    /// BCP 47 tag.
    pub language: Option<String>,
    /// The address part the editor wishes.
    pub slug: Option<String>,
    /// Address parts it had before; they still lead to it. Only editors say so.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub formerly: Vec<String>,
    /// A sentence about it.
    pub description: Option<String>,
    /// letter, minutes, news, report …
    pub kind: Option<String>,
    /// When it was retrieved.
    pub retrieved: Option<Edtf>,
    /// Who holds the rights.
    pub rights: Option<String>,
    /// Who may see it; only editors say so.
    pub publish: Option<Publication>,
}

impl Metadata {
    /// What `editor` states replaces what stands here.
    #[must_use]
    pub fn corrected_by(self, editor: Self) -> Self {
        Self {
            title: editor.title.or(self.title),
            authors: if editor.authors.is_empty() { self.authors } else { editor.authors },
            date: editor.date.or(self.date),
            published: editor.published.or(self.published),
            source: editor.source.or(self.source),
            url: editor.url.or(self.url),
            language: editor.language.or(self.language),
            slug: editor.slug.or(self.slug),
            formerly: editor.formerly,
            description: editor.description.or(self.description),
            kind: editor.kind.or(self.kind),
            retrieved: editor.retrieved.or(self.retrieved),
            rights: editor.rights.or(self.rights),
            publish: editor.publish.or(self.publish),
        }
    }

    /// The date a document is sorted by: when it was written, else when it was published.
    #[must_use]
    pub fn sort_date(&self) -> Option<&Edtf> {
        self.date.as_ref().or(self.published.as_ref())
    }
}

/// A document's language.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Language(String);

impl Language {
    /// From a BCP 47 tag; only its shape is checked. `None` for what is no tag.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        let tag = tag.trim().replace('_', "-");
        let mut parts = tag.split('-');
        let primary = parts.next()?;
        let valid = (2..=3).contains(&primary.len())
            && tag.len() <= 35
            && primary.bytes().all(|b| b.is_ascii_alphabetic())
            && parts.all(|p| {
                (1..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphanumeric())
            });
        if !valid {
            return None;
        }
        let rest = tag[primary.len()..].to_owned();
        Some(Self(primary.to_ascii_lowercase() + &rest))
    }

    /// `und`: not known (BCP 47, ISO 639-2).
    #[must_use]
    pub fn unknown() -> Self {
        Self("und".to_owned())
    }

    /// The whole tag.
    #[must_use]
    pub fn tag(&self) -> &str {
        &self.0
    }

    /// The primary subtag: `de` of `de-AT`.
    #[must_use]
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or(&self.0)
    }

    /// Whether nothing is known.
    #[must_use]
    pub fn is_unknown(&self) -> bool {
        self.0 == "und"
    }
}
