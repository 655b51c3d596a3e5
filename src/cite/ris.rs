//! RIS, as Research Information Systems described it: a line a field, two letters, two blanks, a
//! hyphen, a blank; CRLF behind each.
//!
//! No value has a line end, so that none can begin a field of its own.

use super::date::{Parts, certain};
use super::name::Name;
use super::{Work, one_line};
use crate::edtf::Edtf;
use crate::locale::Catalogue;

/// The most characters of an author that the format allows.
const NAME: usize = 255;

pub(super) fn write(works: &[Work<'_>], words: &Catalogue) -> String {
    works.iter().map(|work| record(work, words)).collect()
}

fn record(work: &Work<'_>, words: &Catalogue) -> String {
    let passport = work.passport;
    let mut out = String::new();
    let mut field = |tag: &str, value: &str| {
        let value = one_line(value);
        if !value.is_empty() {
            out.push_str(&format!("{tag}  - {value}\r\n"));
        }
    };
    field("TY", type_of(passport.kind.as_deref()));
    field("ID", &work.key);
    for name in &work.authors {
        field("AU", &author(*name));
    }
    field("TI", work.title);
    field("T2", passport.source.as_deref().unwrap_or_default());
    if let Some(kind) = &passport.kind {
        field("M3", words.document_kind(kind));
    }
    date(work.date(), words, &mut field);
    field("DB", work.container.title);
    let editors: Vec<String> = work.editors().into_iter().map(Name::plain).collect();
    field("DP", &editors.join("; "));
    if passport.language != "und" {
        field("LA", &passport.language);
    }
    field("UR", work.any_url().unwrap_or_default());
    field("N1", &work.note(words).unwrap_or_default());
    out.push_str("ER  - \r\n\r\n");
    out
}

/// The day in `DA`, doubt in its fourth part; `PY` only where the year itself is certain.
fn date(date: Option<&Edtf>, words: &Catalogue, field: &mut impl FnMut(&str, &str)) {
    let Some(date) = date else {
        field("DA", &format!("///{}", words.text("cite-undated")));
        return;
    };
    match certain(date).filter(|parts| (0..=9999).contains(&parts.year)) {
        Some(Parts { year, month, day, season }) => {
            field("PY", &format!("{year:04}"));
            let two = |n: Option<u8>| n.map(|n| format!("{n:02}")).unwrap_or_default();
            let other = if season.is_some() { words.date(date) } else { String::new() };
            field("DA", &format!("{year:04}/{}/{}/{other}", two(month), two(day)));
        }
        None => field("DA", &format!("///{}", words.date(date).replace('/', "-"))),
    }
}

/// “Family, Given”, without the asterisk that names may not have.
fn author(name: Name<'_>) -> String {
    let name = match name {
        Name::Parts { family, given } => format!("{family}, {given}"),
        Name::Whole(name) => name.to_owned(),
    };
    name.replace('*', "∗").chars().take(NAME).collect()
}

fn type_of(kind: Option<&str>) -> &'static str {
    match kind {
        Some("news") => "NEWS",
        Some("article") => "JOUR",
        Some("letter" | "telegram" | "interview") => "PCOMM",
        Some("mail") => "ICOMM",
        Some("report") => "RPRT",
        Some("judgment") => "CASE",
        Some("blog") => "BLOG",
        Some("diary" | "log" | "note" | "memo") => "UNPB",
        _ => "GEN",
    }
}
