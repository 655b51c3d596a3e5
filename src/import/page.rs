//! One notes file on its way: what comes in, and the text that it becomes.

use super::callout::{self, Made, New, Standing, blank_line};
use super::front;
use super::merge::{Existing, Here, Next, with_comment};
use crate::anchor::Haystack;
use crate::annotation::Body;
use crate::diagnostic::{Diagnostic, codes};
use crate::document::{Document, Metadata};
use crate::ingest;
use crate::notes::{NotesFile, read};

/// A notes file and what comes into it.
pub(super) struct Page<'a> {
    seed: &'a str,
    /// Its path.
    path: String,
    /// Its text; `None` where there is none yet.
    before: Option<String>,
    /// The document, prepared.
    pub(super) haystack: Haystack<'a>,
    pub(super) new: Vec<New>,
    /// Paragraphs about the document as a whole.
    pub(super) introduction: Vec<String>,
    /// What the document's metadata lacks.
    pub(super) metadata: Metadata,
}

impl<'a> Page<'a> {
    pub(super) fn new(here: Here<'a>, seed: &'a str, document: &'a Document) -> Self {
        let path = format!("annotations/{seed}.md");
        let bytes = here.files.read(&path).ok();
        Self {
            seed,
            before: bytes.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()),
            path,
            haystack: Haystack::new(document),
            new: Vec::new(),
            introduction: Vec::new(),
            metadata: Metadata::default(),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.new.is_empty() && self.introduction.is_empty() && self.metadata == Metadata::default()
    }

    /// The file's next text, in which all that stood there still stands.
    pub(super) fn next(self, existing: &[Existing<'_>]) -> Result<Next, Box<Diagnostic>> {
        let whole = self.before.as_deref().unwrap_or_default();
        // Spans count from behind a byte order mark.
        let text = whole.strip_prefix('\u{FEFF}').unwrap_or(whole);
        let own: Vec<&Existing<'_>> =
            existing.iter().filter(|one| one.callout.path == self.path).collect();
        let standing: Vec<Standing> = own
            .iter()
            .map(|one| Standing { at: one.callout.span.start, words: one.words.clone() })
            .collect();
        let mut after = callout::insert(text, &standing, &self.new);
        if !self.introduction.is_empty() {
            let notes = notes_of(&self.path, self.seed, text);
            let more = self.introduction.join("\n\n");
            after = introduced(&after, &notes, text, &more);
        }
        let lines = front::lines(&self.metadata);
        after = front::add(&after, &lines);
        let read = notes_of(&self.path, self.seed, &after);
        let bodies = |notes: &NotesFile| -> Vec<Body> {
            notes.callouts.iter().map(|callout| callout.body.clone()).collect()
        };
        // As they stand in the file, with words that the documents hide.
        let (now, then) = (bodies(&read), bodies(&notes_of(&self.path, self.seed, text)));
        let kept = now.len() == then.len() + self.new.len()
            && then.iter().all(|body| now.contains(body))
            && self.introduction.iter().all(|text| {
                crate::text::one_line(&read.introduction).contains(&crate::text::one_line(text))
            })
            && front::holds(&self.path, text, &after, &lines);
        if !kept {
            let message = format!("{} cannot take what is to come in", self.path);
            return Err(Box::new(
                Diagnostic::error(codes::UNWRITABLE, message)
                    .in_file(self.path)
                    .hint("is a code block left open in it, or a callout broken? Mend it and import again"),
            ));
        }
        let mark = if whole.len() > text.len() { "\u{FEFF}" } else { "" };
        let after = format!("{mark}{after}");
        Ok(Next { path: self.path, before: self.before, after })
    }
}

/// A callout's text, where it reads as what was meant and ends where it should.
pub(super) fn written(body: &Body, made: Made<'_>, quote: &str, text: &str) -> Option<String> {
    let written = callout::callout(body, made, quote, text)?;
    let behind = format!("{written}\n\n> [!note]\n> x\n");
    let (notes, found) = read("", "", &behind, Metadata::default(), 0);
    let [first, _] = &notes.callouts[..] else { return None };
    let as_meant = found.is_empty()
        && notes.introduction.is_empty()
        && first.body == with_comment(body, text.trim())
        && first.id.as_deref() == made.id
        && first.created.as_deref() == made.created;
    as_meant.then_some(written)
}

fn notes_of(path: &str, seed: &str, text: &str) -> NotesFile {
    let start = ingest::front_matter(text).body_start;
    read(path, seed, text, Metadata::default(), start).0
}

/// The file with further paragraphs behind its introduction. All that came into `old` so far stands
/// behind that place.
fn introduced(text: &str, notes: &NotesFile, old: &str, more: &str) -> String {
    let end = if old.contains("\r\n") { "\r\n" } else { "\n" };
    let at = notes.introduced_at.clone();
    let start = ingest::front_matter(old).body_start;
    let at = if at.is_empty() { start } else { at.end };
    let (before, after) = text.split_at(at);
    let mut out = before.to_owned();
    blank_line(&mut out, end);
    out.push_str(&more.replace('\n', end));
    if after.is_empty() || !after.starts_with(['\n', '\r']) {
        out.push_str(end);
        if !after.is_empty() {
            out.push_str(end);
        }
    } else if at == start && !after.starts_with(&end.repeat(2)) {
        // What parted the front matter from the first callout parts the note from it now.
        out.push_str(end);
    }
    out.push_str(after);
    out
}
