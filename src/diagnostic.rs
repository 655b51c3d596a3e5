//! What is wrong with content, said so that the reader can mend it.
//!
//! Stages return `(T, Diagnostics)`: broken input is normal and stops nothing by itself. Only the
//! binary prints (in its module `cli`); nothing here knows a terminal.

mod explain;
mod fix;
mod level;

pub use explain::{Example, Explanation, File, explanation, explanations};
pub use fix::Fix;
pub use level::{Level, Levels};

use std::fmt;
use std::ops::Range;

use serde::{Deserialize, Serialize};

/// How much a diagnostic matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The site would say something untrue or miss something: nothing is written.
    Error,
    /// Something an editor should look at; the build goes on.
    Warning,
    /// Worth knowing.
    Note,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        })
    }
}

/// A place in a file of the dossier.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Location {
    /// Path relative to the dossier's folder, with `/` between its parts.
    pub path: String,
    /// Bytes of the file's decoded text; `None` where the whole file is meant.
    pub span: Option<Range<usize>>,
}

impl Location {
    /// A whole file.
    #[must_use]
    pub fn file(path: impl Into<String>) -> Self {
        Self { path: path.into(), span: None }
    }

    /// Bytes `span` of a file.
    #[must_use]
    pub fn span(path: impl Into<String>, span: Range<usize>) -> Self {
        Self { path: path.into(), span: Some(span) }
    }
}

/// One finding: what, where, how bad, and what to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    /// How much it matters.
    pub severity: Severity,
    /// A stable code, `D` and four digits; see [`codes`].
    pub code: &'static str,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// Where; `None` only for what concerns the dossier as a whole.
    pub location: Option<Location>,
    /// A few words at the marked place.
    pub label: Option<String>,
    /// Further facts, each a sentence.
    pub notes: Vec<String>,
    /// What to do about it.
    pub hint: Option<String>,
    /// A change that would mend it.
    pub fix: Option<Fix>,
}

impl Diagnostic {
    /// An error with its stable code.
    #[must_use]
    pub fn error(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, message)
    }

    /// A warning with its stable code.
    #[must_use]
    pub fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, message)
    }

    /// The same as something that is only worth knowing.
    #[must_use]
    pub fn remark(mut self) -> Self {
        self.severity = Severity::Note;
        self
    }

    fn new(severity: Severity, code: &'static str, message: impl Into<String>) -> Self {
        Self {
            severity,
            code,
            message: message.into(),
            location: None,
            label: None,
            notes: Vec::new(),
            hint: None,
            fix: None,
        }
    }

    /// Says which file it is about.
    #[must_use]
    pub fn in_file(mut self, path: impl Into<String>) -> Self {
        self.location = Some(Location::file(path));
        self
    }

    /// Says which bytes of which file it is about.
    #[must_use]
    pub fn at(mut self, path: impl Into<String>, span: Range<usize>) -> Self {
        self.location = Some(Location::span(path, span));
        self
    }

    /// A warning of characters that turn the direction of text: there are `count` of them in a file's
    /// `text`, the first at byte `at`.
    #[must_use]
    pub fn turned(path: &str, text: &str, count: usize, at: usize) -> Self {
        let first = text[at..].chars().next().unwrap_or_default();
        let (noun, verb) = if count == 1 { ("character", "turns") } else { ("characters", "turn") };
        let message = format!("{count} {noun} that {verb} the direction of text became U+FFFD (�)");
        Self::warning(codes::TURNED, message)
            .at(path, at..at + first.len_utf8())
            .label(format!("U+{:04X}, the first one", u32::from(first)))
            .hint("words around it may read otherwise than they are stored; see what was meant")
    }

    fn key(&self) -> (Option<&str>, usize, Severity, &str, &str) {
        let path = self.location.as_ref().map(|l| l.path.as_str());
        let start = self.location.as_ref().and_then(|l| l.span.as_ref()).map_or(0, |s| s.start);
        (path, start, self.severity, self.code, &self.message)
    }

    /// A few words to stand at the marked place.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// One more fact.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// What to do.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// A change that would mend it.
    #[must_use]
    pub fn fix(mut self, fix: Fix) -> Self {
        self.fix = Some(fix);
        self
    }
}

/// All findings of a stage, in the order they were made.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// No findings.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// Adds all of another stage's.
    pub fn extend(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// Whether one of them is an error.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.0.iter().any(|d| d.severity == Severity::Error)
    }

    /// How many there are of one severity.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.0.iter().filter(|d| d.severity == severity).count()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// In the order they were made.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.0.iter()
    }

    /// Sorts by file and place, errors before warnings at one place.
    pub fn sort(&mut self) {
        self.0.sort_by(|a, b| a.key().cmp(&b.key()));
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl FromIterator<Diagnostic> for Diagnostics {
    fn from_iter<I: IntoIterator<Item = Diagnostic>>(iter: I) -> Self {
        Self(iter.into_iter().collect())
    }
}

/// What a reader finds wrong in one file.
pub struct Findings<'a> {
    /// The file's path in the dossier.
    pub path: &'a str,
    /// The code of every error of [`Findings::error`].
    pub code: &'static str,
    /// In the order they were found.
    pub diagnostics: Diagnostics,
}

impl<'a> Findings<'a> {
    /// Nothing yet.
    #[must_use]
    pub fn new(path: &'a str, code: &'static str) -> Self {
        Self { path, code, diagnostics: Diagnostics::new() }
    }

    /// An error at a place.
    pub fn error(
        &mut self,
        span: Range<usize>,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) {
        let error = Diagnostic::error(self.code, message).at(self.path, span).hint(hint);
        self.diagnostics.push(error);
    }
}

/// For the tests of what reads one file: findings as lines.
#[cfg(test)]
impl Diagnostics {
    /// `severity code [marked words] message | hint`, each finding being in `path`; `-` where no words
    /// of its `text` are marked.
    pub(crate) fn shown(&self, path: &str, text: &str) -> Vec<String> {
        let show = |d: &Diagnostic| format!("{} | {}", d.head(path, text), d.hint_text());
        self.iter().map(show).collect()
    }

    /// The same with the notes before the hint.
    pub(crate) fn shown_with_notes(&self, path: &str, text: &str) -> Vec<String> {
        let show = |d: &Diagnostic| {
            format!("{} | {} | {}", d.head(path, text), d.notes.join(" "), d.hint_text())
        };
        self.iter().map(show).collect()
    }
}

#[cfg(test)]
impl Diagnostic {
    fn head(&self, path: &str, text: &str) -> String {
        let location = self.location.as_ref().unwrap();
        assert_eq!(location.path, path);
        let marked = location.span.clone().map_or("-", |span| &text[span]);
        format!("{} {} [{marked}] {}", self.severity, self.code, self.message)
    }

    fn hint_text(&self) -> &str {
        self.hint.as_deref().unwrap()
    }
}

/// The stable codes. A code never changes its meaning; a retired one is not used again.
pub mod codes {
    /// book.toml cannot be read or is not valid TOML.
    pub const CONFIG_SYNTAX: &str = "D0001";
    /// book.toml has an unknown key or a value of the wrong kind.
    pub const CONFIG_KEY: &str = "D0002";
    /// There is no book.toml.
    pub const CONFIG_MISSING: &str = "D0003";
    /// A file or folder could not be read.
    pub const UNREADABLE: &str = "D0010";
    /// A link, device or pipe stands where a file should.
    pub const NOT_A_FILE: &str = "D0011";
    /// There is nothing to build from.
    pub const NO_SEEDS: &str = "D0012";
    /// A seed's type is not read.
    pub const UNKNOWN_TYPE: &str = "D0020";
    /// A text file is no text.
    pub const BINARY: &str = "D0021";
    /// Bytes that are no characters of the file's encoding.
    pub const MALFORMED: &str = "D0022";
    /// A metadata value that cannot be understood.
    pub const METADATA: &str = "D0023";
    /// A seed without any text.
    pub const EMPTY_SEED: &str = "D0024";
    /// A document over a limit, or one that defeated its parser.
    pub const DOCUMENT_LIMIT: &str = "D0025";
    /// Two seeds ask for one slug by name.
    pub const SLUG_TAKEN: &str = "D0026";
    /// Characters that turn the direction of the text around them.
    pub const TURNED: &str = "D0027";
    /// register.toml is not valid TOML.
    pub const REGISTER_SYNTAX: &str = "D0030";
    /// A register entry with an unknown key or a bad value.
    pub const REGISTER_ENTRY: &str = "D0031";
    /// One id, two entries.
    pub const DUPLICATE_ID: &str = "D0032";
    /// One alias, two entries.
    pub const AMBIGUOUS_ALIAS: &str = "D0033";
    /// A reference to an id that no entry, document, claim or page has.
    pub const UNKNOWN_REFERENCE: &str = "D0034";
    /// rules.toml is not valid TOML.
    pub const RULES_SYNTAX: &str = "D0035";
    /// A rule in rules.toml with an unknown key, a bad value or an example that it does not find.
    pub const RULE: &str = "D0036";
    /// A callout that cannot be read.
    pub const CALLOUT: &str = "D0040";
    /// A notes file without a seed.
    pub const NOTES_WITHOUT_SEED: &str = "D0041";
    /// A quote that stands nowhere in its document.
    pub const ORPHAN: &str = "D0042";
    /// A quote that stands in several places.
    pub const AMBIGUOUS_QUOTE: &str = "D0043";
    /// A quote that was found only approximately.
    pub const FUZZY_QUOTE: &str = "D0044";
    /// A file in annotations/ whose purpose is not known.
    pub const STRAY_FILE: &str = "D0045";
    /// A JSON-LD file that is no valid JSON or no Web Annotation.
    pub const JSONLD: &str = "D0050";
    /// annotations/anchors.lock cannot be read.
    pub const LOCK: &str = "D0051";
    /// Annotations whose words stand in another paragraph than the lock says.
    pub const MOVED: &str = "D0052";
    /// An annotation whose words stand among other words than the lock says.
    pub const MOVED_AWAY: &str = "D0053";
    /// With `--locked`: the lock does not say what is there.
    pub const LOCK_OUTDATED: &str = "D0054";
    /// A revision of git that cannot be read.
    pub const REVISION: &str = "D0055";
    /// A page with raw HTML, or a front matter that cannot be read.
    pub const PAGE: &str = "D0060";
    /// A link that leads nowhere.
    pub const BROKEN_LINK: &str = "D0061";
    /// A link whose address scheme is not allowed.
    pub const LINK_SCHEME: &str = "D0062";
    /// A former address that another page has.
    pub const FORMER_ADDRESS: &str = "D0063";
    /// A template that cannot be read or rendered.
    pub const TEMPLATE: &str = "D0070";
    /// A catalogue of interface strings that cannot be read.
    pub const CATALOGUE: &str = "D0071";
    /// The output folder holds what this program did not make.
    pub const FOREIGN_OUTPUT: &str = "D0080";
    /// Something could not be written.
    pub const UNWRITABLE: &str = "D0081";
    /// A line of `annotate --jsonl` that cannot be read.
    pub const INPUT_LINE: &str = "D0090";
    /// A name that several entries share stands in a document, and nobody says whose it is.
    pub const AMBIGUOUS_IN_USE: &str = "D0100";
    /// Two entries are the same thing elsewhere.
    pub const SAME_THING: &str = "D0101";
    /// One entry is two Wikidata items.
    pub const SEVERAL_ITEMS: &str = "D0102";
    /// An entry that is part of itself.
    pub const PART_OF_CIRCLE: &str = "D0103";
    /// A claim that nobody makes.
    pub const CLAIM_WITHOUT_SOURCE: &str = "D0104";
    /// A document states a day that no calendar has.
    pub const NO_SUCH_DAY: &str = "D0105";
    /// A document's own dates contradict one another.
    pub const DATES_CONTRADICT: &str = "D0106";
    /// A document reports as past what its date says had not come.
    pub const NOT_YET_PAST: &str = "D0107";
    /// Two seeds have the same text.
    pub const DUPLICATE_SEED: &str = "D0108";
    /// Two seeds have nearly the same text, and no note says why.
    pub const NEAR_DUPLICATE_SEED: &str = "D0109";
    /// What an editor has to decide before a dossier is in order, though its pages say nothing false
    /// without: `check` fails on it, and a build goes on with a warning.
    pub const GATE: [&str; 10] = [
        AMBIGUOUS_IN_USE,
        SAME_THING,
        SEVERAL_ITEMS,
        PART_OF_CIRCLE,
        CLAIM_WITHOUT_SOURCE,
        NO_SUCH_DAY,
        DATES_CONTRADICT,
        NOT_YET_PAST,
        DUPLICATE_SEED,
        NEAR_DUPLICATE_SEED,
    ];
    /// An entry that nothing in the dossier mentions.
    pub const UNUSED_ENTRY: &str = "D0110";
    /// A link, picture or script of the site that leads nowhere.
    pub const BROKEN_OUTPUT_LINK: &str = "D0111";
    /// proposals.toml is not valid TOML.
    pub const PROPOSALS_SYNTAX: &str = "D0120";
    /// A proposal with an unknown key or a bad value.
    pub const PROPOSAL: &str = "D0121";
    /// A decision that cannot be carried out.
    pub const DECISION: &str = "D0122";
    /// redact.toml is not valid TOML.
    pub const REDACT_SYNTAX: &str = "D0130";
    /// A rule or callout that hides words, with an unknown key or a bad value.
    pub const REDACT_RULE: &str = "D0131";
    /// The words of a `[!redact]` callout do not stand in its document.
    pub const REDACT_QUOTE: &str = "D0132";
    /// A rule that hides nothing.
    pub const REDACT_NOTHING: &str = "D0133";
    /// The output holds what is to be hidden or left out.
    pub const TRACE: &str = "D0134";
    /// A published folder differs from its manifest.
    pub const NOT_AS_PUBLISHED: &str = "D0140";
    /// A signature is missing, or does not fit.
    pub const SIGNATURE: &str = "D0141";
    /// A published folder differs from what its seeds give.
    pub const NOT_FROM_SEEDS: &str = "D0142";
    /// A file to import that is not what it should be.
    pub const IMPORT_FILE: &str = "D0150";
    /// Something to import that belongs to no document.
    pub const IMPORT_UNMATCHED: &str = "D0151";
    /// An annotation to import whose words stand nowhere, or in several places.
    pub const IMPORT_UNANCHORED: &str = "D0152";
    /// Something that was not imported, with the reason.
    pub const IMPORT_LEFT_OUT: &str = "D0153";
    /// Something to import that the dossier says otherwise.
    pub const IMPORT_DIFFERS: &str = "D0154";
}
