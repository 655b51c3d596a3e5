//! From keys with values to [`Metadata`].

use unicode_normalization::UnicodeNormalization;

use super::dates;
use super::entry::{Entry, Value};
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::document::{Language, Metadata, Publication};
use crate::edtf::Edtf;
use crate::ingest::leaf::is_control;
use crate::ingest::limits::MAX_VALUE;
use crate::text::nearest;
use crate::text::slugify;

/// All keys there are.
const KEYS: [(&str, Field); 16] = [
    ("title", Field::Title),
    ("author", Field::Authors),
    ("authors", Field::Authors),
    ("date", Field::Date),
    ("published", Field::Published),
    ("source", Field::Source),
    ("url", Field::Url),
    ("lang", Field::Language),
    ("language", Field::Language),
    ("slug", Field::Slug),
    ("formerly", Field::Formerly),
    ("description", Field::Description),
    ("kind", Field::Kind),
    ("retrieved", Field::Retrieved),
    ("rights", Field::Rights),
    ("publish", Field::Publish),
];

#[derive(Debug, Clone, Copy)]
enum Field {
    Title,
    Authors,
    Date,
    Published,
    Source,
    Url,
    Language,
    Slug,
    Formerly,
    Description,
    Kind,
    Retrieved,
    Rights,
    Publish,
}

/// Who wrote the metadata, and so how strictly it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Writer {
    Editor,
    Seed,
}

/// Whether a key is one of those that are read, in any case.
pub(super) fn is_known(key: &str) -> bool {
    field(key).is_some()
}

fn field(key: &str) -> Option<Field> {
    KEYS.iter().find(|(name, _)| name.eq_ignore_ascii_case(key)).map(|(_, field)| *field)
}

/// An editor's metadata: an unknown key and a bad value are errors.
pub(super) fn by_editor(path: &str, entries: Vec<Entry>) -> (Metadata, Diagnostics) {
    Filler::new(path, Writer::Editor).fill(entries)
}

/// A seed's own metadata: unknown keys are passed over, bad values are warnings.
pub(super) fn by_seed(path: &str, entries: Vec<Entry>) -> (Metadata, Diagnostics) {
    Filler::new(path, Writer::Seed).fill(entries)
}

/// Where a seed's metadata is put right, as seeds themselves are not changed.
pub(in crate::ingest) fn correction(path: &str) -> String {
    let seed = path.strip_prefix("seeds/").unwrap_or(path);
    format!("state it in annotations/{seed}.md, which corrects the seed")
}

struct Filler<'p> {
    path: &'p str,
    writer: Writer,
    metadata: Metadata,
    diagnostics: Diagnostics,
}

impl<'p> Filler<'p> {
    fn new(path: &'p str, writer: Writer) -> Self {
        Self { path, writer, metadata: Metadata::default(), diagnostics: Diagnostics::new() }
    }

    fn fill(mut self, entries: Vec<Entry>) -> (Metadata, Diagnostics) {
        for entry in entries {
            match field(&entry.key) {
                Some(field) => self.set(field, &entry),
                None => self.unknown(&entry),
            }
        }
        (self.metadata, self.diagnostics)
    }

    fn unknown(&mut self, entry: &Entry) {
        if self.writer == Writer::Seed {
            return;
        }
        let near = nearest(&entry.key, KEYS.iter().map(|(name, _)| *name));
        let hint = match near {
            Some(name) => format!("did you mean “{name}”?"),
            None => {
                let names: Vec<_> = KEYS.iter().map(|(name, _)| *name).collect();
                format!("the keys are {}", names.join(", "))
            }
        };
        let message = format!("there is no key “{}”", shortened(&entry.key));
        self.diagnostics.push(
            Diagnostic::error(codes::METADATA, message)
                .at(self.path, entry.key_span.clone())
                .label("not known")
                .hint(hint),
        );
    }

    fn set(&mut self, field: Field, entry: &Entry) {
        if let Field::Authors = field {
            let authors = self.authors(entry);
            self.metadata.authors.extend(authors);
            return;
        }
        if let Field::Formerly = field {
            self.metadata.formerly = self.formerly(entry);
            return;
        }
        let Some(value) = self.one(entry) else { return };
        match field {
            Field::Title => self.metadata.title = Some(value),
            Field::Authors | Field::Formerly => {}
            Field::Date => self.metadata.date = self.date(entry, &value),
            Field::Published => self.metadata.published = self.date(entry, &value),
            Field::Retrieved => self.metadata.retrieved = self.date(entry, &value),
            Field::Source => self.metadata.source = Some(value),
            Field::Url => self.metadata.url = self.url(entry, value),
            Field::Language => self.metadata.language = self.language(entry, &value),
            Field::Slug => self.metadata.slug = self.slug(entry, &value),
            Field::Description => self.metadata.description = Some(value),
            Field::Kind => self.metadata.kind = Some(value),
            Field::Rights => self.metadata.rights = Some(value),
            Field::Publish => self.metadata.publish = self.publish(entry, &value),
        }
    }

    fn authors(&mut self, entry: &Entry) -> Vec<String> {
        let names: Vec<&str> = match &entry.value {
            Value::One(names) => names.split(';').collect(),
            Value::Many(names) => names.iter().map(String::as_str).collect(),
            Value::Nothing => Vec::new(),
            Value::Other => {
                self.bad(entry, "is no name", "a name or a list of names", None);
                Vec::new()
            }
        };
        names.into_iter().map(tidy).filter(|name| !name.is_empty()).collect()
    }

    /// The value of a key that takes one; `None` where there is none or it cannot be used.
    fn one(&mut self, entry: &Entry) -> Option<String> {
        let value = match &entry.value {
            Value::One(value) => tidy(value),
            Value::Nothing => return None,
            Value::Many(_) | Value::Other => {
                self.bad(entry, "takes a single value", "one value, no list", None);
                return None;
            }
        };
        if value.chars().count() > MAX_VALUE {
            let expected = format!("at most {MAX_VALUE} characters");
            self.bad(entry, "has too long a value", &expected, None);
            return None;
        }
        (!value.is_empty()).then_some(value)
    }

    fn date(&mut self, entry: &Entry, value: &str) -> Option<Edtf> {
        let error = match Edtf::parse(value) {
            Ok(date) => return Some(date),
            Err(error) => error,
        };
        let worded = dates::date(value);
        if self.writer == Writer::Seed && worded.is_some() {
            return worded;
        }
        let hint = worded.map(|date| format!("write {date}"));
        let expected = "a date such as 2020-08-03, 2020-08, 2020-08~ (about) or 2019/2020";
        self.bad(entry, &format!("cannot be read: {error}"), expected, hint);
        None
    }

    fn url(&mut self, entry: &Entry, value: String) -> Option<String> {
        if is_http(&value) {
            return Some(value);
        }
        let what = format!("is no web address: “{}”", shortened(&value));
        self.bad(entry, &what, "an address that begins with https:// or http://", None);
        None
    }

    fn language(&mut self, entry: &Entry, value: &str) -> Option<String> {
        if let Some(language) = Language::from_tag(value) {
            return Some(language.tag().to_owned());
        }
        let hint = match value.to_lowercase().as_str() {
            "german" | "deutsch" => Some("write de".to_owned()),
            "english" | "englisch" => Some("write en".to_owned()),
            _ => None,
        };
        let what = format!("is no language tag: “{}”", shortened(value));
        self.bad(entry, &what, "a BCP 47 tag such as de, en or de-AT", hint);
        None
    }

    fn slug(&mut self, entry: &Entry, value: &str) -> Option<String> {
        let slug = slugify(value);
        if slug == value || (self.writer == Writer::Seed && !slug.is_empty()) {
            return Some(slug);
        }
        let what = format!("cannot stand in an address: “{}”", shortened(value));
        let hint = (!slug.is_empty()).then(|| format!("write {slug}"));
        self.bad(entry, &what, "small letters a to z, digits and single hyphens", hint);
        None
    }

    /// A seed's own word on who may see it counts for nothing: it was written by others.
    fn publish(&mut self, entry: &Entry, value: &str) -> Option<Publication> {
        if self.writer == Writer::Seed {
            return None;
        }
        let publish = Publication::parse(value);
        let what = format!("cannot be “{}”", shortened(value));
        publish.map_err(|hint| self.bad(entry, &what, "a tier", Some(hint.to_owned()))).ok()
    }

    /// Only an editor knows under which addresses a document was published.
    fn formerly(&mut self, entry: &Entry) -> Vec<String> {
        let slugs: Vec<&str> = match &entry.value {
            Value::One(slug) => vec![slug],
            Value::Many(slugs) => slugs.iter().map(String::as_str).collect(),
            Value::Nothing | Value::Other => Vec::new(),
        };
        if self.writer == Writer::Seed {
            return Vec::new();
        }
        slugs.into_iter().filter_map(|slug| self.slug(entry, slug)).collect()
    }

    fn bad(&mut self, entry: &Entry, what: &str, expected: &str, hint: Option<String>) {
        let message = format!("“{}” {what}", entry.key);
        let diagnostic = match self.writer {
            Writer::Editor => Diagnostic::error(codes::METADATA, message),
            Writer::Seed => Diagnostic::warning(codes::METADATA, message),
        };
        let hint = match self.writer {
            Writer::Seed => correction(self.path),
            Writer::Editor => hint.unwrap_or_else(|| format!("write {expected}")),
        };
        self.diagnostics.push(
            diagnostic
                .at(self.path, entry.span.clone())
                .label(format!("expected {expected}"))
                .hint(hint),
        );
    }
}

/// Whether `value` is an absolute web address, as far as its look says.
fn is_http(value: &str) -> bool {
    let rest = value.strip_prefix("https://").or_else(|| value.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        rest.starts_with(|c: char| c.is_alphanumeric() || c == '[')
            && !value.chars().any(|c| c.is_whitespace() || c.is_control() || "<>\"`".contains(c))
    })
}

/// The words of a value: NFC, on one line, without control characters.
fn tidy(value: &str) -> String {
    let words: Vec<&str> = value.split_whitespace().collect();
    words.join(" ").nfc().filter(|c| !is_control(*c)).collect()
}

/// As much of a value as a message has room for.
fn shortened(value: &str) -> String {
    let mut short: String = value.chars().take(60).collect();
    if short.len() < value.len() {
        short.push('…');
    }
    short
}
