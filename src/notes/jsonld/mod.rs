//! Reading annotations from elsewhere: the JSON form of the W3C Web Annotation Data Model
//! (Recommendation of 23 February 2017), as Hypothesis, Recogito and others write it.
//!
//! In goes a file's text, out come callouts with the names of the documents they are about. JSON-LD
//! is not expanded: keys have the names of the Web Annotation context. Nothing is fetched.

mod body;
mod html;
mod own;
mod target;

use std::ops::Range;

use serde_json::{Map, Value};

use super::{Callout, created};
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::text::Lines;
use target::{Target, Unusable};

/// Largest file read, in bytes.
const MAX_BYTES: usize = 16 * 1024 * 1024;
/// Most annotations read from one file.
const MAX_ITEMS: usize = 100_000;
/// Longest name of an annotation that is kept, in bytes.
const MAX_NAME: usize = 500;
/// Most targets read of one annotation: its body is copied for each.
const MAX_TARGETS: usize = 20;

/// Reads a JSON-LD file's text; `path` is its path in the dossier, for diagnostics.
///
/// It may hold one annotation, a list of them, an `AnnotationPage` or an `AnnotationCollection`, or
/// a `@graph`. An annotation with several targets becomes one callout for each. Each callout comes
/// with its target's source, a seed's path or an address without fragment. What cannot be read is
/// reported and left out.
#[must_use]
pub fn read_jsonld(path: &str, text: &str) -> (Vec<(String, Callout)>, Diagnostics) {
    let mut callouts = Vec::new();
    let mut diagnostics = Diagnostics::new();
    let Some(document) = parse(path, text, &mut diagnostics) else {
        return (callouts, diagnostics);
    };
    let items = match items(&document) {
        Ok(items) => items,
        Err(message) => {
            let hint = "export the annotations themselves: one, a list, or a page with “items”";
            let error = Diagnostic::error(codes::JSONLD, message).in_file(path).hint(hint);
            diagnostics.push(error);
            return (callouts, diagnostics);
        }
    };
    if items.len() > MAX_ITEMS {
        let message = format!("more than {MAX_ITEMS} annotations in one file");
        let hint = "split the file; the annotations beyond that number are not read";
        diagnostics.push(Diagnostic::error(codes::JSONLD, message).in_file(path).hint(hint));
    }
    let mut rules = 0;
    for (item, n) in items.into_iter().zip(1..=MAX_ITEMS) {
        if own::is_a_rules(item) {
            rules += 1;
        } else {
            read_item(path, text, n, item, &mut callouts, &mut diagnostics);
        }
    }
    if rules > 0 {
        let message = format!("{rules} annotations that rules of this program made are left out");
        let hint = "nothing is lost: the rules find them again";
        let remark = Diagnostic::warning(codes::JSONLD, message).in_file(path).hint(hint).remark();
        diagnostics.push(remark);
    }
    (callouts, diagnostics)
}

/// Reads the file's `n`th item.
fn read_item(
    path: &str,
    text: &str,
    n: usize,
    item: &Value,
    callouts: &mut Vec<(String, Callout)>,
    diagnostics: &mut Diagnostics,
) {
    let (object, targets) = match annotation(item) {
        Ok(parts) => parts,
        Err(missing) => {
            let message = format!("item {n} is no Web Annotation: {missing}");
            let hint = "an annotation has a “type”, a “target” and mostly a “body”";
            diagnostics.push(Diagnostic::error(codes::JSONLD, message).in_file(path).hint(hint));
            return;
        }
    };
    if targets.len() > MAX_TARGETS {
        let message = format!("item {n} has more than {MAX_TARGETS} targets");
        let hint = "make several annotations of it; the targets beyond that number are not read";
        diagnostics.push(Diagnostic::error(codes::JSONLD, message).in_file(path).hint(hint));
    }
    for target in targets.into_iter().take(MAX_TARGETS) {
        match target::target(target) {
            Ok(target) => callouts.push(callout(path, text, object, target)),
            Err(problem) => diagnostics.push(unusable(path, n, &problem)),
        }
    }
}

fn parse(path: &str, text: &str, diagnostics: &mut Diagnostics) -> Option<Value> {
    if text.len() > MAX_BYTES {
        let message = format!("the file is larger than {} MiB", MAX_BYTES / 1024 / 1024);
        let error = Diagnostic::error(codes::JSONLD, message).in_file(path).hint("split the file");
        diagnostics.push(error);
        return None;
    }
    // The decoder may have left a byte order mark, which JSON does not allow (RFC 8259, section 8.1).
    let json = text.trim_start_matches('\u{FEFF}');
    let parsed = serde_json::from_str(json);
    if let Err(error) = &parsed {
        let skipped = text.len() - json.len();
        let at = place(json, error);
        let whole = error.to_string();
        let message = whole.split(" at line ").next().unwrap_or(&whole);
        let error = Diagnostic::error(codes::JSONLD, format!("this is no valid JSON: {message}"))
            .at(path, at.start + skipped..at.end + skipped)
            .label("here")
            .hint("export the file again; JSON allows no comments and no comma before a bracket");
        diagnostics.push(error);
    }
    parsed.ok()
}

/// The character at which the parser stopped.
fn place(json: &str, error: &serde_json::Error) -> Range<usize> {
    let line = Lines::new(json).start(error.line());
    let at = json.floor_char_boundary(line + error.column().saturating_sub(1));
    at..json.ceil_char_boundary((at + 1).min(json.len()))
}

/// The annotations of a file; the message where there can be none.
fn items(document: &Value) -> Result<Vec<&Value>, String> {
    let object = match document {
        Value::Array(items) => return Ok(items.iter().collect()),
        Value::Object(object) => object,
        other => return Err(format!("the file holds {}, not annotations", kind(other))),
    };
    if let Some(graph) = object.get("@graph") {
        // A graph may hold people and documents beside the annotations.
        return Ok(list(graph).into_iter().filter(|node| may_be_annotation(node)).collect());
    }
    let page = object.get("items").or_else(|| object.get("first")?.get("items"));
    if let Some(page) = page {
        return Ok(list(page));
    }
    if has_type(object, "AnnotationCollection") || has_type(object, "AnnotationPage") {
        return Err("the annotations of this collection are not in the file".to_owned());
    }
    Ok(vec![document])
}

/// An annotation and its targets, or what is missing where it is none.
fn annotation(item: &Value) -> Result<(&Map<String, Value>, Vec<&Value>), String> {
    let Value::Object(object) = item else {
        return Err(format!("it is {}, not an object", kind(item)));
    };
    if !may_be_annotation(item) {
        return Err("its type is another one".to_owned());
    }
    let targets = object.get("target").map(list).unwrap_or_default();
    if targets.is_empty() {
        return Err("it has no target".to_owned());
    }
    Ok((object, targets))
}

fn callout(
    path: &str,
    text: &str,
    annotation: &Map<String, Value>,
    target: Target,
) -> (String, Callout) {
    let own = own::annotation(annotation);
    let by = match &own {
        Some(own) if own.by_the_editors => None,
        _ => creator(annotation.get("creator")),
    };
    let (id, said) = own.map_or((None, None), |own| (own.id, own.body));
    let callout = Callout {
        id,
        body: said.unwrap_or_else(|| body::body(annotation)),
        by,
        imported: true,
        publish: crate::document::Publication::Public,
        created: made(annotation),
        via: via(annotation),
        selector: target.selector,
        path: path.to_owned(),
        span: 0..text.len(),
        quote: 0..text.len(),
        text: 0..text.len(),
    };
    (target.source, callout)
}

fn unusable(path: &str, n: usize, problem: &Unusable) -> Diagnostic {
    match problem {
        Unusable::Broken(missing) => {
            let message = format!("item {n} is no Web Annotation: {missing}");
            let hint = "a target has a “source” and a “selector”";
            Diagnostic::error(codes::JSONLD, message).in_file(path).hint(hint)
        }
        Unusable::NoWords(reason) => {
            let message = format!("item {n} is left out: {reason}");
            let hint = "give it a TextQuoteSelector with the words it is about, or remove it";
            Diagnostic::warning(codes::JSONLD, message).in_file(path).hint(hint)
        }
    }
}

/// The name of who made an annotation; of several the first that has one.
fn creator(value: Option<&Value>) -> Option<String> {
    let name = |value: &Value| -> Option<String> {
        let text = match value {
            Value::Object(agent) => {
                ["name", "nickname", "id", "@id"].iter().find_map(|key| string(agent.get(*key)?))?
            }
            other => string(other)?,
        };
        Some(text.trim().to_owned()).filter(|text| !text.is_empty())
    };
    list(value?).into_iter().find_map(name)
}

/// When it was made.
fn made(annotation: &Map<String, Value>) -> Option<String> {
    let when = annotation.get("created").or_else(|| annotation.get("dossier:created"))?;
    created(string(when)?)
}

/// What it is called elsewhere; what this program exported is called so here, too, unless it says where
/// it came from itself.
fn via(annotation: &Map<String, Value>) -> Option<String> {
    let from = match own::is_own(annotation) {
        true => annotation.get("via"),
        false => annotation.get("id").or_else(|| annotation.get("@id")),
    };
    let name = from.and_then(string)?.trim();
    let fits = !name.is_empty() && name.len() <= MAX_NAME && !name.contains(char::is_control);
    fits.then(|| name.to_owned())
}

/// A string, or the first string of a list or of a value with a language.
fn string(value: &Value) -> Option<&str> {
    match value {
        Value::String(text) => Some(text),
        Value::Array(values) => values.iter().find_map(Value::as_str),
        Value::Object(object) => object.get("@value")?.as_str(),
        _ => None,
    }
}

/// The values of a list, or the one value; none of `null`.
fn list(value: &Value) -> Vec<&Value> {
    match value {
        Value::Null => Vec::new(),
        Value::Array(values) => values.iter().collect(),
        one => vec![one],
    }
}

/// Whether a node's type is a Web Annotation class, as a term, a prefixed name or an address.
fn has_type(object: &Map<String, Value>, class: &str) -> bool {
    let types = object.get("type").or_else(|| object.get("@type")).map(list).unwrap_or_default();
    types.into_iter().filter_map(Value::as_str).any(|name| term(name) == class)
}

/// A name without its prefix (`oa:`) or namespace.
fn term(name: &str) -> &str {
    name.rsplit(['#', ':', '/']).next().unwrap_or(name)
}

/// Whether it says that it is an annotation, or at least does not say otherwise.
fn may_be_annotation(value: &Value) -> bool {
    value.as_object().is_none_or(|object| {
        has_type(object, "Annotation")
            || !(object.contains_key("type") || object.contains_key("@type"))
    })
}

/// A value's type in words.
fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

#[cfg(test)]
mod tests;
