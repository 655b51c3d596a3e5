//! BibTeX: what both the classic program and biblatex read (BibTeXing, section 3; biblatex manual,
//! section 2.2).
//!
//! The classic program counts braces even behind a backslash, so that no brace of the data may stand
//! in a field; without one, no field ends before its own closing brace.

use std::fmt::Write as _;

use super::date::{certain, is_level_1};
use super::name::Name;
use super::{Work, one_line};
use crate::edtf::Edtf;
use crate::locale::Catalogue;

/// The classic styles' names of months.
const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

pub(super) fn write(works: &[Work<'_>], words: &Catalogue) -> String {
    works.iter().map(|work| entry(work, words)).collect::<Vec<_>>().join("\n")
}

fn entry(work: &Work<'_>, words: &Catalogue) -> String {
    let passport = work.passport;
    let mut fields: Vec<(&str, String)> = Vec::new();
    if !work.authors.is_empty() {
        fields.push(("author", braced(&names(&work.authors))));
    }
    // A second pair of braces keeps the title's capitals.
    fields.push(("title", format!("{{{{{}}}}}", escaped(work.title))));
    if let Some(kind) = &passport.kind {
        fields.push(("type", braced(&escaped(words.document_kind(kind)))));
    }
    fields.push(("howpublished", braced(&escaped(&published(work, words)))));
    fields.extend(date(work.date(), words));
    if let Some(url) = work.any_url() {
        fields.push(("url", braced(&address(url))));
    }
    if let Some(note) = work.note(words) {
        fields.push(("note", braced(&escaped(&note))));
    }
    let mut out = format!("@misc{{{},\n", work.key);
    for (name, value) in fields {
        // Writing to a string cannot fail.
        _ = writeln!(out, "  {name} = {value},");
    }
    out.push_str("}\n");
    out
}

fn braced(value: &str) -> String {
    format!("{{{value}}}")
}

/// Where it appeared, and the dossier it is cited from.
fn published(work: &Work<'_>, words: &Catalogue) -> String {
    let dossier = words.fill("cite-in", "title", work.container.title);
    let dossier = dossier + &super::formatted::editors(work, words);
    work.passport.source.iter().cloned().chain([dossier]).collect::<Vec<_>>().join(". ")
}

/// Names joined by “and”; braces around a whole name keep an “and” or a comma in it from parting it.
fn names(names: &[Name<'_>]) -> String {
    let name = |name: &Name<'_>| match *name {
        Name::Parts { family, given } => format!("{{{}}}, {{{}}}", escaped(family), escaped(given)),
        Name::Whole(name) => format!("{{{}}}", escaped(name)),
    };
    names.iter().map(name).collect::<Vec<_>>().join(" and ")
}

/// `date` for biblatex, which knows doubt; `year` and `month` for the classic styles, in words where
/// they would say more than is known.
fn date(date: Option<&Edtf>, words: &Catalogue) -> Vec<(&'static str, String)> {
    let Some(date) = date else {
        return vec![("year", braced(&escaped(words.text("cite-undated"))))];
    };
    let mut fields = Vec::new();
    if is_level_1(date) {
        fields.push(("date", braced(&date.to_string())));
    }
    match certain(date) {
        Some(parts) if parts.season.is_none() => {
            fields.push(("year", braced(&parts.year.to_string())));
            let month = parts.month.and_then(|month| MONTHS.get(usize::from(month) - 1));
            fields.extend(month.map(|month| ("month", (*month).to_owned())));
        }
        _ => fields.push(("year", braced(&escaped(&words.date(date))))),
    }
    fields
}

/// Words as LaTeX sets them.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in one_line(text).chars() {
        match c {
            '\\' => out.push_str("\\textbackslash{}"),
            '{' => out.push_str("\\textbraceleft{}"),
            '}' => out.push_str("\\textbraceright{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '$' | '&' | '#' | '_' | '%' => {
                out.push('\\');
                out.push(c);
            }
            _ => out.push(c),
        }
    }
    out
}

/// An address, which is set letter for letter; what could end the field is percent-encoded (RFC 3986,
/// section 2.1).
fn address(url: &str) -> String {
    let mut out = String::new();
    for c in url.chars() {
        match c {
            '{' | '}' | '\\' | ' ' | '"' | '<' | '>' => _ = write!(out, "%{:02X}", u32::from(c)),
            _ if c.is_control() => {}
            _ => out.push(c),
        }
    }
    out
}
