//! Bodies: what an annotation says (Web Annotation Data Model, sections 3.2 and 3.3.5).

use serde_json::{Map, Value};

use super::html::plain;
use super::{has_type, list, string, term};
use crate::annotation::{Body, Note, NoteKind, Question};
use crate::markdown::words;

/// The body of an annotation: a question where it was made to ask, else a note.
pub(super) fn body(annotation: &Map<String, Value>) -> Body {
    let motivations = motivations(annotation.get("motivation"));
    let text = text(annotation);
    if motivations.contains(&"questioning") {
        return Body::Question(Question { answered: false, text });
    }
    let kind = motivations.iter().find_map(|motivation| match *motivation {
        "editing" => Some(NoteKind::Correction),
        "assessing" | "moderating" => Some(NoteKind::Context),
        "linking" | "bookmarking" => Some(NoteKind::Source),
        _ => None,
    });
    Body::Note(Note { kind: kind.unwrap_or(NoteKind::Background), text })
}

/// Motivations without prefix or namespace.
fn motivations(value: Option<&Value>) -> Vec<&str> {
    value.map(list).unwrap_or_default().into_iter().filter_map(string).map(term).collect()
}

/// All bodies as Markdown, a paragraph or more each, tags in a last one.
fn text(annotation: &Map<String, Value>) -> String {
    let mut paragraphs = Vec::new();
    let mut tags = Vec::new();
    for body in bodies(annotation) {
        if motivations(body.get("purpose")).contains(&"tagging") {
            tags.extend(body.get("value").and_then(string).map(words));
        } else {
            paragraphs.extend(markdown(body).filter(|text| !text.is_empty()));
        }
    }
    if let Some(text) = annotation.get("bodyValue").and_then(string) {
        paragraphs.push(words(text));
    }
    if !tags.is_empty() {
        paragraphs.push(format!("Tags: {}", tags.join(", ")));
    }
    paragraphs.join("\n\n")
}

/// The bodies; of a set of alternatives or a list only one level is looked into.
fn bodies(annotation: &Map<String, Value>) -> Vec<&Value> {
    let mut bodies = Vec::new();
    for body in annotation.get("body").map(list).unwrap_or_default() {
        match body.get("items") {
            Some(items) => bodies.extend(list(items)),
            None => bodies.push(body),
        }
    }
    bodies
}

/// What one body says; `None` where it says nothing in words.
fn markdown(body: &Value) -> Option<String> {
    let object = match body {
        Value::String(text) => return Some(link(text).unwrap_or_else(|| words(text))),
        Value::Object(object) => object,
        _ => return None,
    };
    if let Some(value) = object.get("value").and_then(string) {
        return Some(match object.get("format").and_then(string) {
            Some("text/markdown") => value.trim().to_owned(),
            Some("text/html") => words(&plain(value)),
            _ => words(value),
        });
    }
    let source = object.get("source").or_else(|| object.get("id")).and_then(string);
    source.filter(|_| !has_type(object, "TextualBody")).and_then(link)
}

/// A link to an address on the web; its other characters cannot end it.
fn link(address: &str) -> Option<String> {
    let address = address.trim();
    let web = address.starts_with("http://") || address.starts_with("https://");
    let odd = |c: char| c.is_whitespace() || c.is_control() || "<>\\".contains(c);
    (web && !address.contains(odd)).then(|| format!("<{address}>"))
}
