//! Diagnostics as workflow commands, which GitHub shows beside the lines of a change.
//!
//! Source: GitHub Docs, “Workflow commands for GitHub Actions”, setting messages; the escapes are
//! those of the actions toolkit (`@actions/core`, command.ts).

use super::Texts;
use crate::diagnostic::{Diagnostic, Severity};

/// One diagnostic and a line end.
pub(super) fn write(diagnostic: &Diagnostic, texts: &Texts<'_>) -> String {
    let command = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let properties = properties(diagnostic, texts)
        .iter()
        .map(|(key, value)| format!("{key}={}", property(value)))
        .collect::<Vec<_>>()
        .join(",");
    format!("::{command} {properties}::{}\n", data(&message(diagnostic)))
}

fn properties(diagnostic: &Diagnostic, texts: &Texts<'_>) -> Vec<(&'static str, String)> {
    let mut properties = Vec::new();
    if let Some(location) = &diagnostic.location {
        properties.push(("file", texts.path(location)));
        if let Some((text, span)) = texts.place(location) {
            let (start, end) = (text.position(span.start), text.position(span.end));
            properties.push(("line", start.line.to_string()));
            properties.push(("endLine", end.line.to_string()));
            // Columns are taken for places of one line only.
            if start.line == end.line {
                properties.push(("col", start.column.to_string()));
                properties.push(("endColumn", end.column.to_string()));
            }
        }
    }
    properties.push(("title", format!("dossier {}", diagnostic.code)));
    properties
}

/// All that is said, a line each.
fn message(diagnostic: &Diagnostic) -> String {
    let mut lines = vec![diagnostic.message.clone()];
    lines.extend(diagnostic.label.clone());
    lines.extend(diagnostic.notes.iter().cloned());
    lines.extend(diagnostic.hint.iter().map(|hint| format!("help: {hint}")));
    lines.join("\n")
}

/// Text behind the second `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::codes;
    use crate::project::Memory;

    #[test]
    fn what_would_end_a_command_is_escaped() {
        let odd = Diagnostic::error(codes::ORPHAN, "100 %\r\n::error::x, y")
            .in_file("seeds/a,b:c%.txt")
            .hint("a\nb");
        let files = Memory::default();
        assert_eq!(
            write(&odd, &Texts::new(&files, "")),
            "::error file=seeds/a%2Cb%3Ac%25.txt,title=dossier D0042::\
             100 %25%0D%0A::error::x, y%0Ahelp: a%0Ab\n"
        );
    }
}
