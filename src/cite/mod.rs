//! How a document is cited: in words, and as data for bibliographies.
//!
//! In goes a page with a passport, whoever wrote it, and what the dossier is called; out come a
//! formatted citation and the same as BibTeX, RIS and CSL-JSON. Nothing here knows HTML. No date is
//! made more precise than it is, and no name is cut into parts that nobody marked.

mod bibtex;
mod csl;
mod date;
mod formatted;
mod name;
mod ris;
#[cfg(test)]
mod tests;

pub use formatted::Formatted;

use rayon::prelude::*;

use crate::edtf::Edtf;
use crate::locale::Catalogue;
use crate::page::{Page, Passport};
use crate::publish::OutputFile;
use crate::site::{Site, permalink};
use name::Name;

/// Digits of a seed's SHA-256 in an address: enough to see a change, not to prove anything.
const VERSION: usize = 8;

/// What a document is cited from.
#[derive(Debug, Clone, Copy)]
pub struct Container<'a> {
    /// The dossier's title.
    pub title: &'a str,
    /// Who made it.
    pub editors: &'a [String],
    /// Where the site stands, ending in `/`.
    pub site_url: Option<&'a str>,
}

/// What there is to cite of one page.
#[derive(Debug, Clone)]
pub struct Work<'a> {
    /// The page's address without ending, as one word: the key in a bibliography.
    key: String,
    title: &'a str,
    authors: Vec<Name<'a>>,
    passport: &'a Passport,
    container: Container<'a>,
    /// Absolute, with the version.
    url: Option<String>,
}

/// A format of bibliographic data.
#[derive(Debug, Clone, Copy)]
pub struct Format {
    /// Its name, which needs no translation.
    pub name: &'static str,
    /// What its files end in.
    pub ending: &'static str,
    /// Its media type.
    pub mime: &'static str,
    write: fn(&[Work<'_>], &Catalogue) -> String,
}

/// The formats that are written.
pub const FORMATS: [Format; 3] = [
    Format { name: "BibTeX", ending: "bib", mime: "application/x-bibtex", write: bibtex::write },
    Format {
        name: "RIS",
        ending: "ris",
        mime: "application/x-research-info-systems",
        write: ris::write,
    },
    Format {
        name: "CSL-JSON",
        ending: "csl.json",
        mime: "application/vnd.citationstyles.csl+json",
        write: csl::write,
    },
];

impl Format {
    /// One document's citation.
    #[must_use]
    pub fn of(&self, work: &Work<'_>, words: &Catalogue) -> String {
        (self.write)(std::slice::from_ref(work), words)
    }

    /// The file of a page's citation, below the site's root.
    #[must_use]
    pub fn file(&self, page: &str) -> String {
        format!("data/{}.{}", page.strip_suffix(".md").unwrap_or(page), self.ending)
    }
}

impl<'a> Work<'a> {
    /// What there is to cite of a page; `None` where it has no passport.
    #[must_use]
    pub fn new(page: &'a Page, container: Container<'a>) -> Option<Self> {
        let passport = page.front.document.as_ref()?;
        let address = permalink(&page.path);
        let url = container.site_url.map(|site| {
            let version = version(passport).map(|v| format!("?v={v}")).unwrap_or_default();
            format!("{site}{address}{version}")
        });
        let name = page.path.strip_suffix(".md").unwrap_or(&page.path);
        let key = name.rsplit('/').next().unwrap_or(name);
        Some(Self {
            key: key.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect(),
            title: &page.front.title,
            authors: passport.authors.iter().filter_map(|name| Name::new(name)).collect(),
            passport,
            container,
            url,
        })
    }

    /// The page's absolute address with its version; without the site's there is none.
    #[must_use]
    pub fn url(&self) -> Option<&str> {
        self.url.as_deref()
    }

    /// The address to put into data: the page's, or else where the document is from.
    fn any_url(&self) -> Option<&str> {
        self.url.as_deref().or(self.passport.url.as_deref())
    }

    /// When it was written, or else published.
    fn date(&self) -> Option<&Edtf> {
        self.passport.date.as_ref().or(self.passport.published.as_ref())
    }

    fn editors(&self) -> Vec<Name<'a>> {
        self.container.editors.iter().filter_map(|name| Name::new(name)).collect()
    }

    /// “SHA-256 der Quelle: …”, whole, for data.
    #[must_use]
    pub fn note(&self, words: &Catalogue) -> Option<String> {
        let sum = &self.passport.sha256;
        (!sum.is_empty()).then(|| words.fill("cite-hash", "hash", sum))
    }
}

/// The first digits of the seed's SHA-256, by which an address says which text was cited; `None`
/// where the page has no such sum.
#[must_use]
pub fn version(passport: &Passport) -> Option<&str> {
    let sum = passport.sha256.get(..VERSION)?;
    sum.bytes().all(|b| b.is_ascii_hexdigit()).then_some(sum)
}

/// The citations of all documents, a file each and format, and all together.
#[must_use]
pub fn files(site: &Site, container: Container<'_>, words: &Catalogue) -> Vec<OutputFile> {
    let works: Vec<(&Page, Work<'_>)> =
        site.pages.iter().filter_map(|page| Some((page, Work::new(page, container)?))).collect();
    let each = |(page, work): &(&Page, Work<'_>)| {
        FORMATS.map(|format| OutputFile::new(format.file(&page.path), format.of(work, words)))
    };
    let mut files: Vec<OutputFile> = works.par_iter().flat_map_iter(each).collect();
    let all: Vec<Work<'_>> = works.into_iter().map(|(_, work)| work).collect();
    files.extend(FORMATS.map(|format| {
        let path = format!("data/citations.{}", format.ending);
        OutputFile::new(path, (format.write)(&all, words))
    }));
    files
}

/// Words in one line: every run of blanks and control characters is one blank.
fn one_line(text: &str) -> String {
    let blank = |c: char| c.is_whitespace() || c.is_control();
    text.split(blank).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}
