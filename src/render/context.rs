//! What templates get: one typed context a page kind over one base.
//!
//! Strings are escaped by the templates; the few values of type [`Html`] were serialised here.

use serde::Serialize;

use super::html::Html;
use crate::cite::Container;

/// What is the same on every page.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// The dossier's title.
    pub title: String,
    /// Who made it.
    pub authors: Vec<String>,
    /// Where the site will stand, ending in `/`.
    pub site_url: Option<String>,
    /// Licence of the editors' words.
    pub license: Option<String>,
    /// Whether pages have pictures for sharing.
    pub cards: bool,
    /// Whether the development server shows the page: it may then open the live channel.
    pub live: bool,
    /// By what the development server knows its own pages when they write notes.
    pub editing: Option<String>,
    /// In how many files the data of previews lies.
    pub previews: usize,
    /// Whether the dossier has a `custom.css` of its own.
    pub custom: bool,
}

impl Settings {
    /// What documents are cited from.
    pub(crate) fn container(&self) -> Container<'_> {
        let (title, editors) = (&self.title, &self.authors);
        Container { title, editors, site_url: self.site_url.as_deref() }
    }
}

/// A page as its template sees it: the base, and what only its kind has.
#[derive(Debug, Clone, Serialize)]
pub struct View {
    /// BCP 47 tag of the interface.
    pub lang: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// The page kind: `document`, `entry` …
    pub kind: String,
    /// The page's title.
    pub title: String,
    /// The dossier's title.
    pub site_title: String,
    /// A sentence about the page; perhaps empty.
    pub description: String,
    /// The way to the site's root: `../` or nothing; on the page for missing pages an absolute path.
    pub root: String,
    /// The page's own path below the root.
    pub path: String,
    /// Its absolute address, where the site's is known.
    pub canonical: Option<String>,
    /// On a page that stands where another one stood before, the way to that one.
    pub moved: Option<String>,
    /// The Content-Security-Policy.
    pub csp: String,
    /// Whether the dossier has a `custom.css` of its own.
    pub custom: bool,
    /// Whether the live channel's script is loaded.
    pub live: bool,
    /// What notes are written with in the page, where they may be.
    pub editor: Option<EditorView>,
    /// In how many files the data of previews lies.
    pub previews: usize,
    /// The main navigation: overview, documents, views.
    pub navigation: Vec<NavigationItem>,
    /// The registers.
    pub registers: Vec<NavigationItem>,
    /// The pages that editors wrote.
    pub pages: Vec<NavigationItem>,
    /// The page's data in other forms.
    pub alternates: Vec<Alternate>,
    /// OpenGraph's type: `article`, `profile` or `website`.
    pub og_type: &'static str,
    /// Who made the dossier, in one line; perhaps empty.
    pub authors: String,
    /// Licence of the editors' words; perhaps empty.
    pub license: String,
    /// A document's passport.
    pub passport: Option<PassportView>,
    /// Layers that occur on the page.
    pub layers: Vec<LayerView>,
    /// What the search can be narrowed by, on its page.
    pub search: Option<SearchView>,
    /// What a page that is for printing holds.
    pub print: Option<PrintView>,
    /// The absolute address of the page's picture for sharing.
    pub card: Option<String>,
    /// How a document is cited.
    pub cite: Option<CiteView>,
}

/// The editor of notes in a page that the development server shows.
#[derive(Debug, Clone, Serialize)]
pub struct EditorView {
    /// By what the server knows its own pages.
    pub token: String,
    /// What a note may be for.
    pub notes: Vec<Choice>,
    /// How sure a claim may be.
    pub certainties: Vec<Choice>,
}

/// What the search can be narrowed by; nothing where there is nothing to choose.
#[derive(Debug, Clone, Serialize)]
pub struct SearchView {
    /// Types of document.
    pub types: Vec<Choice>,
    /// Languages of documents, by their BCP 47 tags.
    pub languages: Vec<Choice>,
    /// Whether any document has a date.
    pub dated: bool,
}

/// One of several words to choose from.
#[derive(Debug, Clone, Serialize)]
pub struct Choice {
    /// As files have it: `background`.
    pub key: String,
    /// As readers have it.
    pub label: String,
}

/// How a document is cited, and what the script needs to cite its paragraphs and words.
#[derive(Debug, Clone, Serialize)]
pub struct CiteView {
    /// The citation up to where a paragraph's number goes, without its full stop.
    pub text: String,
    /// The full stop, or nothing where the words end in one.
    pub stop: &'static str,
    /// The page's absolute address with the version, where the site's is known.
    pub url: Option<String>,
    /// “(SHA-256 der Quelle: 4a59c69c…)”; perhaps empty.
    pub sum: String,
    /// The same with the whole sum, as it stands in the data; perhaps empty.
    pub sum_whole: String,
    /// The first digits of the source's SHA-256; perhaps empty.
    pub version: String,
    /// What annotations name as their source: the page, absolute where the site's address is known.
    pub source: String,
    /// Where notes on the document are written.
    pub note_hint: String,
    /// “{words}” in the language's quotation marks.
    pub quotation: String,
    /// The citation as data.
    pub formats: Vec<CiteFormat>,
}

/// A citation in one of the formats of bibliographies.
#[derive(Debug, Clone, Serialize)]
pub struct CiteFormat {
    /// `BibTeX` …
    pub name: &'static str,
    /// The data.
    pub text: String,
    /// The same as a file, relative to the page.
    pub href: String,
    /// Its media type.
    pub mime: &'static str,
}

/// A page that is for printing.
#[derive(Debug, Clone, Serialize)]
pub struct PrintView {
    /// The parts of a dossier that is too long for one page; else nothing.
    pub parts: Vec<NavigationItem>,
    /// What stands on this page.
    pub contents: Vec<NavigationItem>,
}

/// Parts of a page that are HTML already.
#[derive(Debug, Clone, Default)]
pub struct Bodies {
    /// The page's body; of a document, its text.
    pub body: Html,
    /// What the editors say before a document's text.
    pub introduction: Html,
    /// What stands below a document's text.
    pub apparatus: Html,
    /// schema.org data for a script element.
    pub json_ld: Html,
}

/// A link of the navigation.
#[derive(Debug, Clone, Serialize)]
pub struct NavigationItem {
    /// Relative address.
    pub href: String,
    /// Its words.
    pub label: String,
    /// Whether it is the page itself.
    pub current: bool,
}

/// Data about the page in another form.
#[derive(Debug, Clone, Serialize)]
pub struct Alternate {
    /// Relative address.
    pub href: String,
    /// Media type.
    pub mime: &'static str,
    /// What it is.
    pub title: String,
}

/// A document's passport, put into words.
#[derive(Debug, Clone, Serialize)]
pub struct PassportView {
    /// BCP 47 tag of the text; empty where it is not known (HTML, section 3.2.6.2).
    pub lang: String,
    /// Its direction.
    pub dir: &'static str,
    /// What stands under the title: its kind, who wrote it.
    pub byline: Vec<String>,
    /// What is known, a line each.
    pub facts: Vec<Fact>,
    /// The document before, by date.
    pub previous: Option<NavigationItem>,
    /// The document after.
    pub next: Option<NavigationItem>,
}

/// One line of a passport.
#[derive(Debug, Clone, Serialize)]
pub struct Fact {
    /// `date`, `source`, `hash` …: the fact's class is `fact-` and this.
    pub key: &'static str,
    /// What.
    pub label: String,
    /// The value in words.
    pub value: String,
    /// Where it leads.
    pub href: Option<String>,
    /// Whether it is a sum or a file name.
    pub code: bool,
    /// Where it says how to check it.
    pub check: Option<NavigationItem>,
}

/// A layer that can be switched off.
#[derive(Debug, Clone, Serialize)]
pub struct LayerView {
    /// `names` …
    pub key: String,
    /// Its name.
    pub label: String,
    /// How many annotations there are.
    pub count: usize,
}
