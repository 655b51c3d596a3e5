//! The record as bytes: a line that names the form, a line with the sum of the rest, JSON.

use serde::{Deserialize, Serialize};

use super::{Last, Sum};
use crate::build::Counts;
use crate::diagnostic::{Diagnostic, Diagnostics, Fix, Location, Severity, explanation};
use crate::text::sha256;

/// The form of the records written here. One of another form says nothing.
const FORM: &str = "dossier cache 1";

/// What is kept of a build.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Record {
    /// Of what it was made from.
    pub(super) inputs: Sum,
    /// Of the output folders as it left them.
    pub(super) state: Sum,
    pub(super) last: Last,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    inputs: Sum,
    state: Sum,
    counts: [usize; 4],
    left_out: usize,
    diagnostics: Vec<Finding>,
}

/// A [`Diagnostic`] whose code may be any word.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Finding {
    severity: Severity,
    code: String,
    message: String,
    location: Option<Location>,
    label: Option<String>,
    notes: Vec<String>,
    hint: Option<String>,
    fix: Option<Fix>,
}

impl Record {
    /// Its bytes.
    pub(super) fn write(&self) -> Vec<u8> {
        let Counts { documents, entries, annotations, site_pages } = self.last.counts;
        let written = Written {
            inputs: self.inputs,
            state: self.state,
            counts: [documents, entries, annotations, site_pages],
            left_out: self.last.left_out,
            diagnostics: self.last.diagnostics.iter().cloned().map(Finding::from).collect(),
        };
        // Numbers, words and lists always have a form as JSON.
        let body = serde_json::to_string(&written).unwrap_or_default();
        format!("{FORM}\n{}\n{body}", sha256(body.as_bytes())).into_bytes()
    }

    /// Reads it back; `None` for what is no record, or not as it was written.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(bytes).ok()?;
        let (sum_of_body, body) = text.strip_prefix(FORM)?.strip_prefix('\n')?.split_once('\n')?;
        if sum_of_body != sha256(body.as_bytes()) {
            return None;
        }
        let written: Written = serde_json::from_str(body).ok()?;
        let [documents, entries, annotations, site_pages] = written.counts;
        let counts = Counts { documents, entries, annotations, site_pages };
        let diagnostics: Option<Diagnostics> =
            written.diagnostics.into_iter().map(Finding::known).collect();
        let last = Last { counts, left_out: written.left_out, diagnostics: diagnostics? };
        Some(Self { inputs: written.inputs, state: written.state, last })
    }
}

impl From<Diagnostic> for Finding {
    fn from(diagnostic: Diagnostic) -> Self {
        let Diagnostic { severity, code, message, location, label, notes, hint, fix } = diagnostic;
        Self { severity, code: code.to_owned(), message, location, label, notes, hint, fix }
    }
}

impl Finding {
    /// It as a diagnostic; `None` where nothing has its code.
    fn known(self) -> Option<Diagnostic> {
        let code = explanation(&self.code)?.code.as_str();
        let Self { severity, message, location, label, notes, hint, fix, .. } = self;
        Some(Diagnostic { severity, code, message, location, label, notes, hint, fix })
    }
}
