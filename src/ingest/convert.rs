//! One seed to one document.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::builder::Bounds;
use super::clean::{Cleaned, clean};
use super::decode::{Decoded, NoText, decode};
use super::language::language;
use super::reading::Reading;
use super::sources::media;
use super::{html, markdown, plain, slugs, title};
use crate::config::Limits;
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::document::{Document, Language, Media, Metadata, Provenance, Source};
use crate::edtf::Edtf;
use crate::text::{OffsetMap, sha256};

/// Reads one seed. `editor` is what the notes file states and wins over the seed's own metadata;
/// `default_language` is taken where the text is too short to tell.
///
/// There is no document where there is no text or the file is over a limit (warnings), or where it is
/// no text (an error). The slug is a wish until [`super::settle_slugs`].
#[must_use]
pub fn document(
    source: &Source,
    editor: &Metadata,
    default_language: &Language,
) -> (Option<Document>, Diagnostics) {
    document_within(source, editor, default_language, &Limits::default())
}

/// The same within other limits. A document that takes too long, or whose parser fails, appears as its
/// bare words with a warning.
#[must_use]
pub fn document_within(
    source: &Source,
    editor: &Metadata,
    default_language: &Language,
    limits: &Limits,
) -> (Option<Document>, Diagnostics) {
    let path = format!("seeds/{}", source.path);
    let media = media(&source.path).unwrap_or(Media::Text);
    if source.bytes.len() > limits.bytes() {
        let what = format!("it is larger than {} MiB (size)", limits.size);
        return (None, Diagnostics::from_iter([too_large(&path, &what)]));
    }
    let decoded = match decode(&source.bytes, media) {
        Ok(decoded) => decoded,
        Err(no_text) => return (None, Diagnostics::from_iter([binary(&path, no_text)])),
    };
    let cleaned = clean(&decoded.text);
    let mut diagnostics = damage(&path, &decoded, &cleaned);
    let bounds = Bounds::new(limits);
    let reading = guarded(&path, &cleaned.text, limits, || match media {
        Media::Text => plain::read(&path, &cleaned.text, bounds),
        Media::Markdown => markdown::read(&path, &cleaned.text, bounds),
        Media::Html => html::read(&path, &cleaned.text, bounds),
    });
    let (reading, findings) = findings(&path, reading, &cleaned.map);
    diagnostics.extend(findings);
    if reading.too_large {
        diagnostics.push(too_large(
            &path,
            &format!("it has more than {} paragraphs or cells (paragraphs)", limits.paragraphs),
        ));
        return (None, diagnostics);
    }
    if reading.leaves.is_empty() {
        diagnostics.push(empty(&path));
        return (None, diagnostics);
    }
    let map = reading.map.through(&cleaned.map).through(&decoded.map);
    let provenance = Provenance {
        path: source.path.clone(),
        sha256: source.sha256.clone(),
        bytes: source.bytes.len(),
        media,
        encoding: decoded.encoding.to_owned(),
        dropped: reading.dropped.clone(),
        redacted: false,
    };
    (Some(assemble(reading, map, provenance, editor, default_language)), diagnostics)
}

/// A bare text as a document: paragraphs by blank lines, no metadata taken out of it. The
/// document's map leads to bytes of `text`; its provenance names no file.
#[must_use]
pub fn plain_document(text: &str, language: Language, date: Option<Edtf>) -> Document {
    let cleaned = clean(text);
    let reading = plain::read_literally(&cleaned.text, 0, Bounds::timeless(&Limits::default()));
    let map = reading.map.through(&cleaned.map);
    let provenance = Provenance {
        path: String::new(),
        sha256: sha256(text.as_bytes()),
        bytes: text.len(),
        media: Media::Text,
        encoding: "UTF-8".to_owned(),
        dropped: Vec::new(),
        redacted: false,
    };
    let editor =
        Metadata { language: Some(language.tag().to_owned()), date, ..Metadata::default() };
    assemble(reading, map, provenance, &editor, &language)
}

/// The text of a file in `seeds/`, as the spans of diagnostics about it mean it: decoded, without
/// a byte order mark, nothing else changed. What is no text is shown as well as it can be.
#[must_use]
pub fn decoded_text(path: &str, bytes: &[u8]) -> String {
    match decode(bytes, media(path).unwrap_or(Media::Text)) {
        Ok(decoded) => decoded.text,
        Err(_) => String::from_utf8_lossy(bytes).into_owned(),
    }
}

/// The title and the wished slug of a document whose text or metadata was changed after reading.
#[must_use]
pub fn retitled(document: &Document) -> (String, String) {
    let Document { metadata, provenance, text, leaves, .. } = document;
    let derived = || title::title(text, leaves, &provenance.path);
    let title = metadata.title.clone().unwrap_or_else(derived);
    let slug = slugs::wish(metadata.slug.as_deref(), &title, &provenance.path);
    (title, slug)
}

fn assemble(
    reading: Reading,
    map: OffsetMap,
    provenance: Provenance,
    editor: &Metadata,
    default_language: &Language,
) -> Document {
    let Reading { text, blocks, leaves, metadata, .. } = reading;
    let metadata = metadata.corrected_by(editor.clone());
    let stated = metadata.language.as_deref().and_then(Language::from_tag);
    let language = stated.unwrap_or_else(|| language(&text, &leaves, default_language));
    let title = match &metadata.title {
        Some(title) => title.clone(),
        None => title::title(&text, &leaves, &provenance.path),
    };
    let slug = slugs::wish(metadata.slug.as_deref(), &title, &provenance.path);
    Document {
        slug,
        provenance,
        metadata,
        title,
        language,
        text,
        blocks,
        leaves,
        map,
        hidden: Vec::new(),
    }
}

/// What `read` makes of a text; its bare words where it takes too long, or fails, as parsers of markup
/// do on input that nobody foresaw.
fn guarded(path: &str, text: &str, limits: &Limits, read: impl FnOnce() -> Reading) -> Reading {
    let (message, hint) = match catch_unwind(AssertUnwindSafe(read)) {
        Ok(reading) if !reading.too_slow => return reading,
        Ok(_) => (
            format!(
                "the file takes longer than {} s to read, so it is shown as plain text",
                limits.seconds
            ),
            "split it, or raise `seconds` in [output.dossier.limits] of book.toml",
        ),
        Err(_) => (
            "the markup could not be read, so the file is shown as plain text".to_owned(),
            "this is a fault of this program; please report it together with the file",
        ),
    };
    let mut reading = plain::read_literally(text, 0, Bounds::timeless(limits));
    let warning = Diagnostic::warning(codes::DOCUMENT_LIMIT, message).in_file(path).hint(hint);
    reading.diagnostics.push(warning);
    reading
}

/// The reading without its diagnostics, and all that is to be said about it.
fn findings(path: &str, mut reading: Reading, cleaned: &OffsetMap) -> (Reading, Diagnostics) {
    let relocated = std::mem::take(&mut reading.diagnostics).into_iter().map(|mut diagnostic| {
        if let Some(location) = &mut diagnostic.location {
            location.span = location.span.take().map(|span| cleaned.range(span));
        }
        diagnostic
    });
    let mut diagnostics: Diagnostics = relocated.collect();
    if reading.too_deep {
        diagnostics.push(
            Diagnostic::warning(
                codes::DOCUMENT_LIMIT,
                "lists or quotations are nested too deeply (depth); all words are kept, the innermost lists \
                 and quotations are not shown as such",
            )
            .in_file(path),
        );
    }
    if reading.controls > 0 {
        let message = format!(
            "{} control characters written as character references became U+FFFD (�)",
            reading.controls
        );
        diagnostics.push(Diagnostic::warning(codes::MALFORMED, message).in_file(path));
    }
    (reading, diagnostics)
}

fn damage(path: &str, decoded: &Decoded, cleaned: &Cleaned) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    if let Some(malformed) = decoded.malformed {
        let first = malformed.first..malformed.first + '\u{FFFD}'.len_utf8();
        let at = decoded.map.start(malformed.first);
        let message = format!(
            "{} byte sequences are no characters in {} and became U+FFFD (�)",
            malformed.count, decoded.encoding
        );
        diagnostics.push(
            Diagnostic::warning(codes::MALFORMED, message)
                .at(path, first)
                .label("the first one")
                .note(format!("it stands at byte {at} of the file"))
                .hint("get the file anew from where it came from; it may have been damaged"),
        );
    }
    if cleaned.controls > 0 {
        let at = cleaned.first_control;
        let len = decoded.text[at..].chars().next().map_or(0, char::len_utf8);
        let message = format!("{} control characters became U+FFFD (�)", cleaned.controls);
        diagnostics.push(
            Diagnostic::warning(codes::MALFORMED, message)
                .at(path, at..at + len)
                .label("the first one"),
        );
    }
    if let Some((count, at)) = cleaned.turns {
        diagnostics.push(Diagnostic::turned(path, &decoded.text, count, at));
    }
    diagnostics
}

fn binary(path: &str, NoText(format): NoText) -> Diagnostic {
    let name = path.rsplit('/').next().unwrap_or(path);
    let ending = name.rsplit('.').next().unwrap_or_default();
    let message = format!("“{path}” is named .{ending} but is no text");
    let diagnostic = Diagnostic::error(codes::BINARY, message).in_file(path);
    match format {
        Some(format) => diagnostic
            .note(format!("it looks like {format}"))
            .hint("save its text as UTF-8, or give it the ending of its type"),
        None => diagnostic.hint("save its text as UTF-8, or move it out of seeds/"),
    }
}

fn too_large(path: &str, what: &str) -> Diagnostic {
    Diagnostic::warning(codes::DOCUMENT_LIMIT, format!("“{path}” is left out: {what}"))
        .in_file(path)
        .hint("split it into several documents, or raise the limit in [output.dossier.limits]")
}

fn empty(path: &str) -> Diagnostic {
    Diagnostic::warning(codes::EMPTY_SEED, format!("“{path}” has no text and gets no page"))
        .in_file(path)
        .hint("remove it, or check that it is the file you meant")
}

#[cfg(test)]
mod tests;
