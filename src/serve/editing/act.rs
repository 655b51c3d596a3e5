//! From what a page asks to what is done.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::ask::{Answer, Ask};
use super::complete::complete;
use super::desk::{Desk, span};
use crate::build::placed;
use crate::document::Document;
use crate::editing::{Edit, Edited, History, Notes, Refused, Step, edit, target};
use crate::notes::{Callout, Draft};
use crate::project::{Disk, Files, ReadError};
use crate::publish;
use crate::reanchor::{Placer, digest};

/// How often a write is tried anew because somebody else wrote in the same moment.
const TRIES: usize = 5;

/// Does what a page asks in the dossier at `root`; `wrote` is told the file that was written.
pub(super) fn act(
    root: &Path,
    desk: &Desk,
    histories: &mut BTreeMap<String, History>,
    ask: Ask,
    wrote: &dyn Fn(&str),
) -> Answer {
    if let Ask::Complete { document, words, of } = &ask {
        return Answer::good(complete(desk, document, words, *of));
    }
    let slug = match &ask {
        Ask::Notes { document }
        | Ask::Complete { document, .. }
        | Ask::Create { document, .. }
        | Ask::Change { document, .. }
        | Ask::Delete { document, .. }
        | Ask::Undo { document }
        | Ask::Redo { document } => document,
    };
    let Some((number, document)) = desk.document(slug) else {
        return Answer::bad(StatusCode::NOT_FOUND, "document");
    };
    let path = format!("annotations/{}.md", document.provenance.path);
    let history = histories.entry(path.clone()).or_default();
    let file = File {
        root,
        desk,
        number,
        document,
        path,
        placer: Placer::new(document, desk.locked(document)),
        wrote,
    };
    let done = match ask {
        Ask::Notes { .. } | Ask::Complete { .. } => {
            file.now().map(|now| file.notes(now.as_deref(), history))
        }
        Ask::Undo { .. } => file.step_back(history, true),
        Ask::Redo { .. } => file.step_back(history, false),
        Ask::Create { state, from, to, exact, draft, .. } => {
            let Some(span) = span(document, &from, &to, &exact) else {
                return Answer::bad(StatusCode::CONFLICT, "words");
            };
            let Ok(selector) = target(&document.text, &span) else {
                return Answer::bad(StatusCode::UNPROCESSABLE_ENTITY, "ambiguous");
            };
            file.write(history, state.as_deref(), &Edit::Create(selector, draft))
        }
        Ask::Change { state, before, draft, .. } => {
            file.write(history, state.as_deref(), &Edit::Change(before, draft))
        }
        Ask::Delete { state, before, .. } => {
            file.write(history, state.as_deref(), &Edit::Delete(before))
        }
    };
    done.unwrap_or_else(|answer| answer)
}

/// One document's notes file.
struct File<'a> {
    root: &'a Path,
    desk: &'a Desk,
    number: usize,
    document: &'a Document,
    path: String,
    placer: Placer<'a>,
    wrote: &'a dyn Fn(&str),
}

impl File<'_> {
    /// The file's text now; `None` where there is none.
    fn now(&self) -> Result<Option<String>, Answer> {
        let unreadable = |reason: String| Answer {
            status: StatusCode::INTERNAL_SERVER_ERROR,
            body: json!({ "code": "unreadable", "what": format!("{}: {reason}", self.path) }),
        };
        let disk = Disk::open(self.root).map_err(|error| unreadable(error.to_string()))?;
        match disk.read(&self.path) {
            Ok(bytes) => {
                String::from_utf8(bytes).map(Some).map_err(|error| unreadable(error.to_string()))
            }
            Err(ReadError::Missing) => Ok(None),
            Err(error) => Err(unreadable(error.to_string())),
        }
    }

    /// Where a callout's words stand.
    fn place(&self, callout: &Callout) -> Option<Range<usize>> {
        let found = self.placer.place(&callout.selector).ok()?;
        (found.others == 0).then_some(found.span)
    }

    /// The notes of a state of the file, each by the id that it has in the page.
    fn notes(&self, text: Option<&str>, history: &History) -> Answer {
        let notes = Notes::read(text.unwrap_or_default());
        let (raws, callouts): (Vec<&str>, Vec<Callout>) =
            notes.callouts().filter_map(|(raw, callout)| Some((raw, callout?.clone()))).unzip();
        let annotations = placed(self.document, &callouts, self.desk.locked(self.document));
        let listed: Vec<Value> = raws
            .iter()
            .zip(&callouts)
            .zip(annotations)
            .filter_map(|((raw, callout), annotation)| {
                let annotation = annotation?;
                let words = self.document.slice(&annotation.target);
                let draft = Draft::of(callout);
                Some(json!({ "id": annotation.id, "raw": raw, "draft": draft, "words": words }))
            })
            .collect();
        let (undo, redo) = history.steps();
        Answer::good(json!({
            "file": self.path, "state": text.map(digest), "notes": listed, "undo": undo, "redo": redo,
        }))
    }

    /// Makes an edit in whatever the file says now; `state` is what the page believes it to be.
    fn write(
        &self,
        history: &mut History,
        state: Option<&str>,
        what: &Edit,
    ) -> Result<Answer, Answer> {
        for _ in 0..TRIES {
            let now = self.now()?;
            let elsewhere = now.as_deref().map(digest).as_deref() != state;
            let notes = Notes::read(now.as_deref().unwrap_or_default());
            let edited = edit(&notes, what, &|callout| self.place(callout))
                .map_err(|refused| self.refused(&refused, now.as_deref()))?;
            self.check(&edited.step)?;
            if !self.swap(now.as_deref(), Some(&edited.text))? {
                continue;
            }
            history.wrote(now.as_deref(), &edited);
            let Edited { text, step, merged } = &edited;
            let mut answer = self.done(Some(text), step, history);
            answer.body["merged"] = json!(merged);
            answer.body["elsewhere"] = json!(elsewhere);
            return Ok(answer);
        }
        Err(self.busy())
    }

    /// Undoes the last write, or does again what was undone.
    fn step_back(&self, history: &mut History, back: bool) -> Result<Answer, Answer> {
        for _ in 0..TRIES {
            let now = self.now()?;
            let place = |callout: &Callout| self.place(callout);
            let next = match back {
                true => history.undo(now.as_deref(), &place),
                false => history.redo(now.as_deref(), &place),
            };
            let nothing = || Answer::bad(StatusCode::CONFLICT, "nothing");
            let (then, step) = next
                .ok_or_else(nothing)?
                .map_err(|refused| self.refused(&refused, now.as_deref()))?;
            if !self.swap(now.as_deref(), then.as_deref())? {
                continue;
            }
            match back {
                true => history.undid(now.as_deref(), then.as_deref()),
                false => history.redid(now.as_deref(), then.as_deref()),
            }
            return Ok(self.done(then.as_deref(), &step, history));
        }
        Err(self.busy())
    }

    /// What a new or changed callout refers to has to be there: the page could not be built.
    fn check(&self, step: &Step) -> Result<(), Answer> {
        let first = |raw: &Option<String>| {
            let notes = raw.as_deref().map(Notes::read)?;
            notes.callouts().next()?.1.cloned()
        };
        let old = first(&step.before).and_then(|callout| callout.id);
        let flaw = first(&step.after)
            .and_then(|callout| self.desk.flaw(self.number, &callout, old.as_deref()));
        flaw.map_or(Ok(()), |flaw| Err(Answer::flaw(&flaw)))
    }

    /// Puts the file's next state in the place of this one; `false` where it is another one already.
    fn swap(&self, now: Option<&str>, then: Option<&str>) -> Result<bool, Answer> {
        let before = now.map(str::as_bytes);
        let swapped = match then {
            Some(then) => {
                let (path, after) = (self.path.as_str(), then.as_bytes());
                publish::replace(self.root, &[publish::Replacement { path, before, after }])
            }
            None => publish::withdraw(self.root, &self.path, before.unwrap_or_default()),
        };
        match swapped {
            Ok(()) => {
                (self.wrote)(&self.path);
                Ok(true)
            }
            Err(_) if self.now()?.as_deref() != now => Ok(false),
            Err((path, error)) => Err(Answer {
                status: StatusCode::INTERNAL_SERVER_ERROR,
                body: json!({ "code": "unwritable", "what": format!("{path}: {error}") }),
            }),
        }
    }

    /// The file's notes as they are now, and the id of the one that was written.
    fn done(&self, text: Option<&str>, step: &Step, history: &History) -> Answer {
        let mut answer = self.notes(text, history);
        let raw = step.after.as_deref().map(crlf_free);
        let listed = answer.body["notes"].as_array().into_iter().flatten();
        let id = listed
            .rev()
            .find(|note| raw.is_some() && note["raw"].as_str().map(crlf_free) == raw)
            .map(|note| note["id"].clone());
        answer.body["id"] = json!(id);
        answer
    }

    fn refused(&self, refused: &Refused, now: Option<&str>) -> Answer {
        let theirs = match refused {
            Refused::Changed { theirs, .. } => Notes::read(theirs)
                .callouts()
                .next()
                .and_then(|(_, callout)| callout.map(Draft::of)),
            _ => None,
        };
        Answer::refused(refused, theirs.as_ref(), now.map(digest).as_deref())
    }

    fn busy(&self) -> Answer {
        Answer::bad(StatusCode::CONFLICT, "busy")
    }
}

fn crlf_free(text: &str) -> String {
    text.replace("\r\n", "\n")
}
