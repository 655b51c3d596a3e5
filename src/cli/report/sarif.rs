//! Diagnostics as one SARIF document, which code scanning services and editors read.
//!
//! Source: OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0; sections in brackets.

use serde_json::{Map, Value, json};

use super::Texts;
use crate::diagnostic::{
    Diagnostic, Diagnostics, Explanation, Fix, Location, Severity, explanations,
};

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// All diagnostics, which may be none, and a line end.
pub(super) fn write(diagnostics: &Diagnostics, texts: &Texts<'_>) -> String {
    let rules: Vec<&Explanation> = explanations()
        .iter()
        .filter(|explanation| diagnostics.iter().any(|d| d.code == explanation.code))
        .collect();
    let results: Vec<Value> = diagnostics.iter().map(|d| result(d, &rules, texts)).collect();
    let document = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "dossier",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules.iter().map(|explanation| rule(explanation)).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{document:#}\n")
}

/// What a code means (3.49).
fn rule(explanation: &Explanation) -> Value {
    let Explanation { code, title, text, .. } = explanation;
    json!({
        "id": code,
        "shortDescription": {"text": title},
        "fullDescription": {"text": text.trim()},
        "defaultConfiguration": {"level": level(explanation.severity())},
        "help": {"text": format!("dossier explain {code}")},
    })
}

/// 3.27.10.
fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

/// 3.27.
fn result(diagnostic: &Diagnostic, rules: &[&Explanation], texts: &Texts<'_>) -> Value {
    let mut result = Map::new();
    result.insert("ruleId".to_owned(), json!(diagnostic.code));
    if let Some(index) = rules.iter().position(|rule| rule.code == diagnostic.code) {
        result.insert("ruleIndex".to_owned(), json!(index));
    }
    result.insert("level".to_owned(), json!(level(diagnostic.severity)));
    result.insert("message".to_owned(), json!({"text": message(diagnostic)}));
    if let Some(location) = &diagnostic.location {
        let mut at = json!({"physicalLocation": physical(location, texts)});
        if let Some(label) = &diagnostic.label {
            at["message"] = json!({"text": label});
        }
        result.insert("locations".to_owned(), json!([at]));
    }
    if let Some(fix) = diagnostic.fix.as_ref().and_then(|fix| mend(fix, texts)) {
        result.insert("fixes".to_owned(), json!([fix]));
    }
    Value::Object(result)
}

/// All that is said but the label, a sentence a line.
fn message(diagnostic: &Diagnostic) -> String {
    let mut lines = vec![diagnostic.message.clone()];
    lines.extend(diagnostic.notes.iter().cloned());
    lines.extend(diagnostic.hint.iter().map(|hint| format!("help: {hint}")));
    lines.join("\n")
}

/// 3.29.
fn physical(location: &Location, texts: &Texts<'_>) -> Value {
    let mut physical = json!({"artifactLocation": artifact(location, texts)});
    if let Some(region) = region(location, texts) {
        physical["region"] = region;
    }
    physical
}

/// 3.4; the path as a relative URI reference (RFC 3986, 4.2).
fn artifact(location: &Location, texts: &Texts<'_>) -> Value {
    json!({"uri": uri(&texts.path(location))})
}

fn uri(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    path.bytes()
        .map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

/// 3.30; columns in code points, the last one behind the last character.
fn region(location: &Location, texts: &Texts<'_>) -> Option<Value> {
    let (text, span) = texts.place(location)?;
    let (start, end) = (text.position(span.start), text.position(span.end));
    Some(json!({
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    }))
}

/// 3.55.
fn mend(fix: &Fix, texts: &Texts<'_>) -> Option<Value> {
    let location = fix.location();
    Some(json!({
        "description": {"text": fix.message},
        "artifactChanges": [{
            "artifactLocation": artifact(&location, texts),
            "replacements": [{
                "deletedRegion": region(&location, texts)?,
                "insertedContent": {"text": fix.text},
            }],
        }],
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_uri_references() {
        assert_eq!(uri("seeds/a b:ä%.txt"), "seeds/a%20b%3A%C3%A4%25.txt");
    }
}
