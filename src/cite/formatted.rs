//! A citation in words, in the style of the interface's language.

use super::name::Name;
use super::{Work, one_line, version};
use crate::locale::Catalogue;

/// A citation, cut where a paragraph's number and an address go in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Formatted {
    /// From the authors to the dossier's editors, without a full stop.
    pub text: String,
    /// The stop behind it: none where it ends in one.
    pub stop: &'static str,
    /// The address, absolute and with its version.
    pub url: Option<String>,
    /// What says which text was cited: “(SHA-256 der Quelle: 4a59c69c…)”; perhaps empty.
    pub version: String,
}

impl Formatted {
    /// Puts a document's citation into words.
    #[must_use]
    pub fn new(work: &Work<'_>, words: &Catalogue) -> Self {
        let passport = work.passport;
        let mut text = String::new();
        if !work.authors.is_empty() {
            text.push_str(&words.fill("cite-by", "names", &names(&work.authors, words)));
        }
        let title = words.fill("cite-title", "title", &one_line(work.title));
        sentence(&mut text, &title);
        let mut what: Vec<String> = Vec::new();
        what.extend(passport.kind.as_deref().map(|kind| words.document_kind(kind).to_owned()));
        what.extend(passport.source.clone());
        what.push(dates(work, words));
        sentence(&mut text, &capitalised(&one_line(&what.join(", "))));
        text.push_str(&words.fill("cite-in", "title", &one_line(work.container.title)));
        text.push_str(&editors(work, words));
        let stop = if ends(&text) { "" } else { "." };
        let short = version(passport).map(|sum| format!("{sum}…"));
        let version = short.map(|sum| format!("({})", words.fill("cite-hash", "hash", &sum)));
        Self { text, stop, url: work.url.clone(), version: version.unwrap_or_default() }
    }
}

/// “, Hg.: …”, or nothing.
pub(super) fn editors(work: &Work<'_>, words: &Catalogue) -> String {
    match work.editors().as_slice() {
        [] => String::new(),
        editors => words.fill("cite-editors", "names", &names(editors, words)),
    }
}

fn names(names: &[Name<'_>], words: &Catalogue) -> String {
    let names: Vec<String> = names.iter().map(|name| one_line(&name.plain())).collect();
    names.join(words.text("cite-names"))
}

/// When it was written, and when it was published if that is another day.
fn dates(work: &Work<'_>, words: &Catalogue) -> String {
    match (&work.passport.date, &work.passport.published) {
        (None, None) => words.text("cite-undated").to_owned(),
        (Some(date), None) | (None, Some(date)) => words.date(date),
        (Some(date), Some(published)) if date == published => words.date(date),
        (Some(date), Some(published)) => {
            let published = words.fill("cite-published", "date", &words.date(published));
            format!("{}, {published}", words.date(date))
        }
    }
}

/// Adds a sentence and the blank behind it.
fn sentence(text: &mut String, words: &str) {
    text.push_str(words);
    text.push_str(if ends(words) { " " } else { ". " });
}

/// Whether words end as a sentence does, quotation marks aside.
fn ends(words: &str) -> bool {
    words.trim_end_matches(['”', '“', '’', '»', '"']).ends_with(['.', '?', '!', '…'])
}

fn capitalised(words: &str) -> String {
    let mut rest = words.chars();
    rest.next().map_or_else(String::new, |first| first.to_uppercase().chain(rest).collect())
}
