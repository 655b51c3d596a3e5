//! Front matter.

use serde::{Deserialize, Serialize};

use super::{Drawing, Mark};
use crate::edtf::Edtf;

/// What a page is, for the templates and the site's navigation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Front {
    /// Which template shows it.
    pub kind: PageKind,
    /// Its title.
    pub title: String,
    /// A sentence about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The BCP 47 tag of the interface around it.
    pub language: String,
    /// A document's passport.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<Passport>,
    /// A register entry's card.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<EntryCard>,
    /// What is drawn above the list or table that says the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub drawing: Option<Drawing>,
    /// Of a long page in parts, the number of this part, where it is not the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<usize>,
    /// Paths at which the page stood before; at each of them a page leads here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub formerly: Vec<String>,
    /// Annotations over the text, by position.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<Mark>,
}

impl Front {
    /// Visits every address in it that leads to a page, to change it.
    pub fn each_href_mut(&mut self, mut visit: impl FnMut(&mut String)) {
        self.marks.iter_mut().filter_map(|mark| mark.href.as_mut()).for_each(&mut visit);
        if let Some(drawing) = &mut self.drawing {
            drawing.each_href(&mut visit);
        }
    }
}

keyword! {
    /// The kinds of page. Each has a template of its name.
    pub PageKind {
        /// `index.md`: the editors' introduction and the way in.
        Overview = "overview",
        /// One document.
        Document = "document",
        /// The list of documents.
        Documents = "documents",
        /// One register entry.
        Entry = "entry",
        /// The entries of one kind.
        Register = "register",
        /// Dates in order.
        Timeline = "timeline",
        /// Quotations by speaker.
        Quotations = "quotations",
        /// Claims by status.
        Claims = "claims",
        /// Open questions.
        Questions = "questions",
        /// The views of the whole dossier, and how each is made.
        Views = "views",
        /// Which entries stand in the same paragraphs.
        Network = "network",
        /// The paragraphs that one entry shares with others.
        Shared = "shared",
        /// Where the places lie.
        Map = "map",
        /// Which documents mention which entries.
        Matrix = "matrix",
        /// How the dossier was made.
        Method = "method",
        /// A page an editor wrote.
        Page = "page",
    }
}

/// A document's passport: where it is from and what became of it on the way.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Passport {
    /// Path below `seeds/`.
    pub path: String,
    /// SHA-256 of the seed's bytes, hexadecimal.
    pub sha256: String,
    /// Length of the seed in bytes.
    pub bytes: usize,
    /// Media type of the seed.
    pub media: String,
    /// Character encoding of the seed.
    pub encoding: String,
    /// BCP 47 tag of the text; `und` where unknown.
    pub language: String,
    /// Words of the text.
    pub words: usize,
    /// Who wrote it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<String>,
    /// When it was written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Edtf>,
    /// When it was published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<Edtf>,
    /// Where it appeared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Its address elsewhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// letter, minutes, news …
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// When it was retrieved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retrieved: Option<Edtf>,
    /// Who holds the rights.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rights: Option<String>,
    /// What conversion left out, a phrase each, in the dossier's language.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dropped: Vec<String>,
    /// The document's annotations as data, relative to the page.
    pub data: String,
    /// The document before it by date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous: Option<PageLink>,
    /// The document after it by date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<PageLink>,
    /// Who may see it, in words; nothing where everybody may.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publish: Option<String>,
    /// Whether `sha256` and `bytes` are those of the text as it is published, since something of the seed is
    /// hidden.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub redacted: bool,
    /// What of the text is hidden.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub redactions: Vec<Redaction>,
}

/// A block in the text, where words are hidden.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Redaction {
    /// The text's block by its anchor: `p4`, or `p7c2` for the second cell of row `p7`.
    pub on: String,
    /// First code point of that block's plain text.
    pub from: usize,
    /// One past the last code point.
    pub to: usize,
    /// Why.
    pub reason: String,
}

/// A register entry's card.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct EntryCard {
    /// Its id.
    pub id: String,
    /// person, organisation …
    pub kind: String,
    /// What it also goes by.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// The same elsewhere.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub same_as: Vec<String>,
    /// Latitude and longitude in degrees.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub geo: Option<(f64, f64)>,
    /// When it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Edtf>,
    /// How often the documents mention it.
    pub mentions: usize,
    /// Whether a program proposed it and nobody has reviewed it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unreviewed: bool,
    /// How often at what time, from the first to the last; empty where there is only one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub over_time: Vec<Bar>,
}

/// The mentions of a time, to be drawn as a bar.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Bar {
    /// The time.
    pub date: Edtf,
    /// The same in words.
    pub label: String,
    /// How many there are.
    pub mentions: usize,
}

/// A link to another page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct PageLink {
    /// Relative to the page it stands on, `.md`.
    pub href: String,
    /// Its title.
    pub title: String,
}
