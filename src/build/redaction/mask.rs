//! Diagnostics without what is hidden: they go to terminals, logs of workflows and files for analysers.

use std::collections::BTreeMap;

use super::Hiding;
use crate::diagnostic::{Diagnostic, Diagnostics, Location};
use crate::ingest;
use crate::project::Files;
use crate::redact::BLOCK;
use crate::text::Lines;

impl Hiding {
    /// The diagnostics, of which none quotes what is hidden. Where lines that a message would show hold it,
    /// they are named by their number and not shown.
    pub(in crate::build) fn mask(&self, found: Diagnostics, files: &dyn Files) -> Diagnostics {
        if self.redactor.is_empty() {
            return found;
        }
        let mut texts = BTreeMap::new();
        found.into_iter().map(|diagnostic| self.masked(diagnostic, files, &mut texts)).collect()
    }

    fn masked(
        &self,
        mut diagnostic: Diagnostic,
        files: &dyn Files,
        texts: &mut BTreeMap<String, String>,
    ) -> Diagnostic {
        let path = diagnostic.location.as_ref().map(|location| location.path.clone());
        let seed = path.as_deref().and_then(seed_of);
        let about = seed.as_deref();
        let own = std::iter::once(&mut diagnostic.message).chain(&mut diagnostic.label);
        for text in own.chain(&mut diagnostic.hint).chain(&mut diagnostic.notes) {
            *text = self.redactor.text(text, about).into_owned();
            if self.redactor.touches(text, about) {
                BLOCK.clone_into(text);
            }
        }
        let shows = |location: &Location, texts: &mut BTreeMap<String, String>| {
            let span = location.span.as_ref()?;
            let text = texts.entry(location.path.clone()).or_insert_with(|| {
                let bytes = files.read(&location.path).unwrap_or_default();
                ingest::decoded_text(&location.path, &bytes)
            });
            let lines = Lines::new(text);
            let (first, last) = (lines.number(span.start), lines.number(span.end));
            let end =
                if last == lines.number(text.len()) { text.len() } else { lines.start(last + 1) };
            let shown = &text[lines.start(first)..end.max(lines.start(first))];
            self.redactor.touches(shown, about).then_some(first)
        };
        let fix = diagnostic.fix.take();
        diagnostic.fix = fix.filter(|fix| {
            shows(&fix.location(), texts).is_none() && !self.redactor.touches(&fix.text, about)
        });
        if let Some(location) = &mut diagnostic.location {
            if let Some(line) = shows(location, texts) {
                location.span = None;
                diagnostic
                    .notes
                    .insert(0, format!("line {line} is not shown: words in it are hidden"));
            }
            location.path = self.redactor.path(&location.path, about);
        }
        diagnostic
    }
}

/// The seed that a file is about.
fn seed_of(path: &str) -> Option<String> {
    let notes = path.strip_prefix("annotations/").and_then(|path| path.strip_suffix(".md"));
    path.strip_prefix("seeds/").or(notes).map(str::to_owned)
}
