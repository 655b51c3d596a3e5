//! What must not be shown of a dossier: the one door through which commands quote it.
//!
//! In goes a project, out comes what hides its hidden words in any text, diagnostic, file or value that is
//! about to be shown. It hides more than a build does: what a rule hides in some documents only, it hides
//! everywhere, for a line on a terminal or in a log does not say which document it is about. The pages are
//! made without it.

use std::borrow::Cow;

use serde_json::Value;

use super::redaction::Hiding;
use super::{assemble, editorial, settings};
use crate::diagnostic::Diagnostics;
use crate::ingest;
use crate::project::{Files, Project};
use crate::redact::{BLOCK, RULES, Redactor};

/// What must not be shown.
#[derive(Debug)]
pub struct Hidden(Hiding);

/// What is hidden in the project's files; `None` where nothing is.
///
/// Where the rules themselves are broken, nothing is known of what they hide. Then all commands refuse to go
/// on, with diagnostics that quote nothing.
#[must_use]
pub fn hidden(project: &Project) -> Option<Hidden> {
    if !asks_for_it(project.files()) {
        return None;
    }
    let mut diagnostics = Diagnostics::new();
    let mut config = settings(project, &mut diagnostics)?;
    let (sources, _) = ingest::sources(project.files());
    let paths = sources.iter().map(|source| source.path.as_str()).collect();
    let mut editorial = editorial::read(project.files(), &paths, &mut diagnostics);
    let mut hiding = Hiding::default();
    assemble::documents(
        &sources,
        &mut editorial,
        &mut config,
        &mut hiding,
        &super::Quiet,
        &mut diagnostics,
    )?;
    let hiding = hiding.everywhere();
    (!hiding.redactor().is_empty()).then_some(Hidden(hiding))
}

/// Whether there are rules, or something that may be a callout.
fn asks_for_it(files: &dyn Files) -> bool {
    let notes = |path: &str| {
        let bytes = files.read(path).unwrap_or_default();
        ingest::decoded_text(path, &bytes).to_lowercase().contains("[!redact")
    };
    let mut all = files.list("annotations").into_iter().map(|found| found.path);
    all.any(|path| path == RULES || (path.ends_with(".md") && notes(&path)))
}

impl Hidden {
    fn redactor(&self) -> &Redactor {
        self.0.redactor()
    }

    /// A text with blocks in place of what is hidden.
    #[must_use]
    pub fn text<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let shown = self.redactor().text(text, None);
        if !self.redactor().touches(&shown, None) {
            return shown;
        }
        // What is left runs over signs of Markdown, or is a stretch of a hidden passage.
        let lines = shown.split_inclusive('\n').map(|line| {
            let shown = self.redactor().markdown(line, None);
            let end = if line.ends_with('\n') { "\n" } else { "" };
            if self.redactor().touches(&shown, None) { format!("{BLOCK}{end}") } else { shown }
        });
        let lines: String = lines.collect();
        if self.redactor().touches(&lines, None) { Cow::Borrowed(BLOCK) } else { Cow::Owned(lines) }
    }

    /// Diagnostics that quote nothing of it; `files` are those that they are about.
    #[must_use]
    pub fn diagnostics(&self, found: Diagnostics, files: &dyn Files) -> Diagnostics {
        self.0.mask(found, files)
    }

    /// A file's text as it may be shown beside its other state. What an editor wrote in order to hide words
    /// (the rules, the callouts and what stands below them) is not shown at all.
    #[must_use]
    pub fn file(&self, path: &str, text: &str) -> String {
        if path == RULES {
            return lines(text, |_| true);
        }
        let mut redacts = false;
        let shown = lines(text, |line| {
            let head = line.trim_start().trim_start_matches('>').trim_start().to_lowercase();
            if head.starts_with("[!") {
                redacts = head.starts_with("[!redact");
            }
            redacts
        });
        self.text(&shown).into_owned()
    }

    /// All texts in a value; its keys are the program's own.
    pub fn value(&self, value: &mut Value) {
        match value {
            Value::String(text) => {
                if let Cow::Owned(shown) = self.text(text) {
                    *text = shown;
                }
            }
            Value::Array(all) => all.iter_mut().for_each(|one| self.value(one)),
            Value::Object(all) => all.values_mut().for_each(|one| self.value(one)),
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }
}

/// The text with a block in place of each line that `hides`, and as many lines as before.
fn lines(text: &str, mut hides: impl FnMut(&str) -> bool) -> String {
    let line = |line: &str| {
        let words = line.trim_end_matches(['\n', '\r']);
        match hides(words) && !words.trim().is_empty() {
            true => format!("{BLOCK}{}", &line[words.len()..]),
            false => line.to_owned(),
        }
    };
    text.split_inclusive('\n').map(line).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::project::Memory;

    const NOTES: &str = "> [!note]\n> said\n\nA note.\n\n> [!redact] a minor, scope=here\n> She was **eleven**\n\n\
                         Her mother said so.\n\n> [!note]\n> by the sea\n\nShe was eleven then.\n";

    fn project(rules: Option<&str>, notes: &str) -> Project {
        let files = Memory::default()
            .with("book.toml", "[book]\ntitle = \"T\"\n")
            .with("seeds/a.txt", "Zoe Quill said it. She was eleven, and lived by the sea.")
            .with("seeds/b.txt", "They met at Falke's.")
            .with("annotations/a.txt.md", notes);
        Project::new(match rules {
            Some(rules) => files.with(RULES, rules),
            None => files,
        })
    }

    const RULE: &str = "[[redact]]\nreason = \"r\"\nwords = [\"Zoe Quill\"]\n\n[[redact]]\nreason = \"r\"\n\
                        words = [\"Falke\"]\ndocuments = [\"b.txt\"]\n";

    #[test]
    fn nothing_is_hidden_where_nobody_asked() {
        assert!(hidden(&project(None, "> [!note]\n> said\n\nA redact.\n")).is_none());
    }

    #[test]
    fn texts_and_values_are_without_it() {
        let hidden = hidden(&project(Some(RULE), NOTES)).unwrap();
        let check = |text: &str, expect: &str| assert_eq!(hidden.text(text), expect, "{text}");
        check("Nobody", "Nobody");
        check("“zoe-quill” is no entry", "“█████” is no entry");
        check("a.txt: Z**oe Qu**ill\nand more", "a.txt: █████\nand more");
        // A rule for one document hides everywhere here, and so does a callout for one place.
        check("Falke and eleven more", "█████ and █████ more");
        let mut value =
            json!({"words": ["Zoe\nQuill", 3, null], "at": {"path": "seeds/zoe_quill.txt"}});
        hidden.value(&mut value);
        assert_eq!(value, json!({"words": ["█████", 3, null], "at": {"path": "seeds/█████.txt"}}));
    }

    #[test]
    fn what_says_what_is_hidden_is_not_shown() {
        let hidden = hidden(&project(Some(RULE), NOTES)).unwrap();
        assert_eq!(hidden.file(RULES, "[[redact]]\n\nx = 1"), "█████\n\n█████");
        assert_eq!(
            hidden.file("annotations/a.txt.md", NOTES),
            "> [!note]\n> said\n\nA note.\n\n█████\n█████\n\n█████\n\n> [!note]\n> by the sea\n\nShe was █████ \
             then.\n"
        );
    }
}
