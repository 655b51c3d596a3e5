//! Bibliographies: what BibTeX and BibLaTeX entries say of documents, as their metadata.
//!
//! In goes a file's text, out come descriptions. A date of publication is `published`; of what was never
//! published (letters, manuscripts) it is the `date`. A publisher is the `source` only where no journal or
//! collection is named.

use super::bibtex::{self, Entry};
use super::left::Left;
use super::merge::File;
use crate::diagnostic::{Diagnostic, codes};
use crate::document::{Language, Metadata};
use crate::edtf::Edtf;

/// Longest note that is taken over, in bytes, and longest value of metadata, in code points.
const MAX_NOTE: usize = 100_000;
const MAX_VALUE: usize = 2_000;

/// What is known of a document.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Described {
    /// The entry's key.
    pub(super) name: String,
    /// What the document may be called, the surest first.
    pub(super) about: Vec<String>,
    pub(super) metadata: Metadata,
    /// Notes on it; Markdown.
    pub(super) notes: Vec<String>,
}

/// Whether a text looks like a bibliography.
pub(super) fn is_one(text: &str) -> bool {
    text.lines().any(|line| {
        let line = line.trim_start();
        line.strip_prefix('@').is_some_and(|rest| {
            let word = rest.trim_start_matches(|c: char| c.is_ascii_alphabetic());
            word.len() < rest.len() && word.trim_start().starts_with(['{', '('])
        })
    })
}

/// Reads a bibliography, which `path` names in messages.
pub(super) fn read(path: &str, text: &str) -> File {
    let (entries, faults) = bibtex::read(text);
    let mut file = File::default();
    for (line, reason) in faults {
        let message = format!("line {line}: {reason}");
        file.diagnostics.push(
            Diagnostic::error(codes::IMPORT_FILE, message)
                .in_file(path)
                .hint("the entry is left out; export the library again as BibTeX or BibLaTeX"),
        );
    }
    for entry in entries {
        let described = describe(&entry);
        if described.metadata == Metadata::default() && described.notes.is_empty() {
            file.left.push(Left::new(described.name, "it says nothing about a document"));
        } else {
            file.described.push(described);
        }
    }
    file
}

fn describe(entry: &Entry) -> Described {
    let doi = entry.verbatim("doi").map(|doi| {
        let bare =
            doi.trim_start_matches("https://doi.org/").trim_start_matches("http://dx.doi.org/");
        format!("https://doi.org/{bare}")
    });
    let url = entry.verbatim("url").filter(|url| is_http(url)).or_else(|| doi.clone());
    let title = joined(entry);
    let mut about: Vec<String> = url.iter().chain(&doi).cloned().collect();
    about.extend(files(entry));
    about.extend(title.clone());
    about.extend(Some(entry.key.clone()).filter(|key| !key.is_empty()));
    let (date, published) = dates(entry);
    let short = |value: Option<String>| value.filter(|value| value.chars().count() <= MAX_VALUE);
    let line = |value: Option<String>| short(value.map(|value| value.replace('\n', " ")));
    let source = entry.first(&[
        "journaltitle",
        "journal",
        "booktitle",
        "maintitle",
        "publisher",
        "institution",
        "organization",
        "school",
        "howpublished",
    ]);
    let fields = ["note", "annote", "annotation"];
    let notes = fields.iter().filter_map(|field| entry.get(field)).filter(|n| n.len() <= MAX_NOTE);
    Described {
        name: if entry.key.is_empty() {
            "an entry without a key".to_owned()
        } else {
            entry.key.clone()
        },
        about,
        notes: notes.map(|note| crate::markdown::words(&note)).collect(),
        metadata: Metadata {
            title: line(title),
            authors: entry.names("author").into_iter().filter(|name| !name.contains(';')).collect(),
            date,
            published,
            source: line(source),
            url,
            language: language(entry),
            kind: kind(entry).map(str::to_owned),
            retrieved: entry.verbatim("urldate").and_then(|date| edtf(&date)),
            rights: line(entry.first(&["rights", "copyright"])),
            ..Metadata::default()
        },
    }
}

fn joined(entry: &Entry) -> Option<String> {
    let title = entry.get("title")?;
    Some(match entry.get("subtitle") {
        Some(subtitle) => format!("{title}: {subtitle}"),
        None => title,
    })
}

fn is_http(url: &str) -> bool {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        rest.starts_with(char::is_alphanumeric)
            && !url.contains(|c: char| c.is_whitespace() || c.is_control() || "<>\"`".contains(c))
    })
}

/// The names of attached files (`Snapshot:files/12/letter.html:text/html;…`). They are only names: nothing is
/// opened.
fn files(entry: &Entry) -> Vec<String> {
    let all = entry.verbatim("file").unwrap_or_default();
    let names = all.split([';', ':']).filter_map(|part| {
        let name = part.rsplit(['/', '\\']).next()?.trim();
        let media = part.starts_with("text/") || part.starts_with("application/");
        (name.contains('.') && !media).then(|| name.to_owned())
    });
    names.take(20).collect()
}

/// When it was written, and when it was published.
fn dates(entry: &Entry) -> (Option<Edtf>, Option<Edtf>) {
    let stated = entry.verbatim("date").and_then(|date| edtf(&date)).or_else(|| {
        let year = entry.get("year")?;
        let month = entry.get("month").map(|month| format!("{month:0>2}"));
        let day = entry.get("day").map(|day| format!("{day:0>2}"));
        let full = [Some(year.clone()), month, day].map_while_some();
        edtf(&full.join("-")).or_else(|| edtf(&year))
    });
    let origin = entry.verbatim("origdate").and_then(|date| edtf(&date));
    let unpublished = ["unpublished", "letter", "manuscript", "image"]
        .contains(&entry.kind.as_str())
        || entry.get("type").is_some_and(|kind| {
            ["letter", "manuscript", "brief"].contains(&kind.to_lowercase().as_str())
        });
    if unpublished { (stated.or(origin), None) } else { (origin, stated) }
}

/// The values up to the first that is missing.
trait WhileSome {
    fn map_while_some(self) -> Vec<String>;
}

impl WhileSome for [Option<String>; 3] {
    fn map_while_some(self) -> Vec<String> {
        self.into_iter().map_while(|part| part).collect()
    }
}

/// A date as BibLaTeX writes it, which is EDTF.
fn edtf(text: &str) -> Option<Edtf> {
    let text = text.trim();
    let day = text.split(['T', ' ']).next().unwrap_or(text);
    Edtf::parse(text).or_else(|_| Edtf::parse(day)).ok()
}

fn language(entry: &Entry) -> Option<String> {
    let stated = entry.first(&["langid", "language", "hyphenation"])?.to_lowercase();
    let tag = match stated.as_str() {
        "german" | "ngerman" | "deutsch" | "germanb" => "de",
        "austrian" | "naustrian" => "de-AT",
        "nswissgerman" | "swissgerman" => "de-CH",
        "english" | "englisch" => "en",
        "american" | "usenglish" => "en-US",
        "british" | "ukenglish" => "en-GB",
        "french" | "français" | "francais" => "fr",
        "italian" => "it",
        "spanish" => "es",
        "dutch" => "nl",
        "polish" => "pl",
        "russian" => "ru",
        other => other,
    };
    Language::from_tag(tag).map(|language| language.tag().to_owned())
}

/// What kind of document it is, where the entry's type says so plainly.
fn kind(entry: &Entry) -> Option<&'static str> {
    let newspaper = ["entrysubtype", "type"].iter().any(|field| {
        entry.get(field).is_some_and(|kind| kind.to_lowercase().starts_with("newspaper"))
    });
    Some(match entry.kind.as_str() {
        "article" if newspaper => "news",
        "article" => "article",
        "book" | "mvbook" | "collection" | "mvcollection" => "book",
        "report" | "techreport" => "report",
        "thesis" | "phdthesis" | "mastersthesis" => "thesis",
        "letter" => "letter",
        "legislation" | "legal" => "law",
        "jurisdiction" => "decision",
        _ => return None,
    })
}

/// What `stated` lacks of what is known.
pub(super) fn lacking(stated: &Metadata, known: &Metadata) -> Metadata {
    let authors = if stated.authors.is_empty() { known.authors.clone() } else { Vec::new() };
    let dated =
        |date: &Option<Edtf>| [&stated.date, &stated.published].contains(&date) && date.is_some();
    let date = |here: &Option<Edtf>, there: &Option<Edtf>| {
        there.clone().filter(|_| here.is_none() && !dated(there))
    };
    let text =
        |here: &Option<String>, there: &Option<String>| there.clone().filter(|_| here.is_none());
    Metadata {
        title: text(&stated.title, &known.title),
        authors,
        date: date(&stated.date, &known.date),
        published: date(&stated.published, &known.published),
        source: text(&stated.source, &known.source),
        url: text(&stated.url, &known.url),
        language: text(&stated.language, &known.language),
        kind: text(&stated.kind, &known.kind),
        retrieved: date(&stated.retrieved, &known.retrieved),
        rights: text(&stated.rights, &known.rights),
        ..Metadata::default()
    }
}

/// What is stated otherwise than it is known: the key and both values.
pub(super) fn differences(
    stated: &Metadata,
    known: &Metadata,
) -> Vec<(&'static str, String, String)> {
    let mut found = Vec::new();
    let mut compare =
        |key, here: Option<String>, there: Option<String>, same: fn(&str) -> String| {
            if let (Some(here), Some(there)) = (here, there)
                && same(&here) != same(&there)
            {
                found.push((key, here, there));
            }
        };
    let date = |date: &Option<Edtf>| date.as_ref().map(ToString::to_string);
    let names = |names: &[String]| Some(names.join("; ")).filter(|names| !names.is_empty());
    compare("title", stated.title.clone(), known.title.clone(), letters);
    compare("author", names(&stated.authors), names(&known.authors), sorted_letters);
    if stated.published != known.date && stated.date != known.published {
        compare("date", date(&stated.date), date(&known.date), str::to_owned);
        compare(
            "date of publication",
            date(&stated.published),
            date(&known.published),
            str::to_owned,
        );
    }
    compare("language", stated.language.clone(), known.language.clone(), primary);
    found
}

/// Letters and digits alone, in small letters.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The words of names in any order: “Doe, Jo” is “Jo Doe”.
fn sorted_letters(text: &str) -> String {
    let mut words: Vec<String> =
        text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase).collect();
    words.sort();
    words.concat()
}

fn primary(tag: &str) -> String {
    tag.split('-').next().unwrap_or(tag).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn described(text: &str) -> Described {
        let mut file = read("x.bib", text);
        assert!(file.diagnostics.is_empty() && file.left.is_empty(), "{file:?}");
        file.described.remove(0)
    }

    #[test]
    fn an_entry_is_metadata() {
        let text = r"@article{doe_weir_1924, title = {The Weir}, subtitle = {A Report}, author = {Doe, Jo and {Board of Trade}},
            journaltitle = {Cawthby Herald}, publisher = {Nobody}, date = {1924-03-02}, url = {https://example.org/weir},
            urldate = {2021-05-01T10:00:00Z}, langid = {british}, entrysubtype = {newspaper},
            file = {Snapshot:files/12/weir.html:text/html;/home/x/b.txt}, note = {Seen \& <b>copied</b>.}}";
        let one = described(text);
        assert_eq!(
            one.about[..],
            [
                "https://example.org/weir",
                "weir.html",
                "b.txt",
                "The Weir: A Report",
                "doe_weir_1924"
            ]
        );
        let metadata = &one.metadata;
        assert_eq!(metadata.title.as_deref(), Some("The Weir: A Report"));
        assert_eq!(metadata.authors, ["Doe, Jo", "Board of Trade"]);
        assert_eq!(metadata.published, Edtf::parse("1924-03-02").ok());
        assert_eq!(metadata.date, None);
        assert_eq!(metadata.source.as_deref(), Some("Cawthby Herald"));
        assert_eq!(metadata.retrieved, Edtf::parse("2021-05-01").ok());
        assert_eq!(
            (metadata.language.as_deref(), metadata.kind.as_deref()),
            (Some("en-GB"), Some("news"))
        );
        assert_eq!(one.notes, ["Seen & \\<b>copied\\</b>."]);
    }

    #[test]
    fn older_dates_and_letters_are_understood() {
        let of = |text: &str| {
            let Metadata { date, published, .. } = described(text).metadata;
            (date.map(|d| d.to_string()), published.map(|d| d.to_string()))
        };
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(of("@book{a, title = {T}, year = 1924, month = mar}"), (None, some("1924-03")));
        assert_eq!(
            of("@book{a, title = {T}, year = {1924}, month = 3, day = 2}"),
            (None, some("1924-03-02"))
        );
        assert_eq!(of("@letter{a, title = {T}, date = {1924-03-02}}"), (some("1924-03-02"), None));
        assert_eq!(of("@unpublished{a, title = {T}, year = {1924}}"), (some("1924"), None));
        assert_eq!(
            of("@book{a, title = {T}, date = {1990}, origdate = {1924~}}"),
            (some("1924~"), some("1990"))
        );
        assert_eq!(of("@book{a, title = {T}, year = {forthcoming}}"), (None, None));
    }

    #[test]
    fn what_is_stated_stays_and_what_differs_is_told() {
        let known = described(
            "@book{a, title = {The Weir}, author = {Doe, Jo}, date = {1924}, langid = {english}}",
        )
        .metadata;
        let stated = Metadata {
            title: Some("the weir!".into()),
            authors: vec!["Jo Doe".into()],
            published: Edtf::parse("1925").ok(),
            language: Some("en-GB".into()),
            ..Metadata::default()
        };
        let more = lacking(&stated, &known);
        assert_eq!(more, Metadata { kind: Some("book".into()), ..Metadata::default() });
        let told = differences(&stated, &known);
        assert_eq!(told, [("date of publication", "1925".to_owned(), "1924".to_owned())]);
    }
}
