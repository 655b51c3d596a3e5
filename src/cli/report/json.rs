//! Diagnostics for programs: one JSON object a line.

use serde::Serialize;

use super::Texts;
use crate::diagnostic::{Diagnostic, Fix, Severity};

/// One diagnostic. Lines and columns count from 1, columns in Unicode code points; the end is the
/// place behind the last character. All four are null where no part of a file is meant.
#[derive(Serialize)]
struct Object<'a> {
    severity: Severity,
    code: &'a str,
    message: &'a str,
    path: Option<String>,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    label: Option<&'a str>,
    notes: &'a [String],
    hint: Option<&'a str>,
    fix: Option<Edit<'a>>,
}

/// A change that would mend it: the words from one place to another become `text`.
#[derive(Serialize)]
struct Edit<'a> {
    message: &'a str,
    path: String,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    text: &'a str,
}

fn edit<'a>(fix: &'a Fix, texts: &Texts<'_>) -> Option<Edit<'a>> {
    let location = fix.location();
    let (text, span) = texts.place(&location)?;
    let (start, end) = (text.position(span.start), text.position(span.end));
    Some(Edit {
        message: &fix.message,
        path: texts.path(&location),
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
        text: &fix.text,
    })
}

/// One diagnostic and a line end.
pub(super) fn write(diagnostic: &Diagnostic, texts: &Texts<'_>) -> String {
    let place = diagnostic.location.as_ref().and_then(|location| texts.place(location));
    let start = place.as_ref().map(|(text, span)| text.position(span.start));
    let end = place.as_ref().map(|(text, span)| text.position(span.end));
    let object = Object {
        severity: diagnostic.severity,
        code: diagnostic.code,
        message: &diagnostic.message,
        path: diagnostic.location.as_ref().map(|location| texts.path(location)),
        line: start.map(|start| start.line),
        column: start.map(|start| start.column),
        end_line: end.map(|end| end.line),
        end_column: end.map(|end| end.column),
        label: diagnostic.label.as_deref(),
        notes: &diagnostic.notes,
        hint: diagnostic.hint.as_deref(),
        fix: diagnostic.fix.as_ref().and_then(|fix| edit(fix, texts)),
    };
    serde_json::to_string(&object).expect("it holds strings and numbers only") + "\n"
}
