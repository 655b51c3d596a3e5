//! The words of the conversation between a page and the server.

use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::editing::Refused;
use crate::notes::{Draft, Flaw, FlawCode};

/// What a page asks.
#[derive(Debug, Deserialize)]
#[serde(tag = "do", rename_all = "lowercase", deny_unknown_fields)]
pub(super) enum Ask {
    /// The notes of a document, as their file has them now.
    Notes {
        /// The document's slug.
        document: String,
    },
    /// What a wikilink or an id may be that begins so.
    Complete {
        /// The document's slug.
        document: String,
        /// What is typed so far.
        words: String,
        /// What may stand there.
        of: Wanted,
    },
    /// A new note.
    Create {
        /// The document's slug.
        document: String,
        /// The file's state as the page knows it.
        state: Option<String>,
        /// Where the words begin.
        from: Place,
        /// Where they end.
        to: Place,
        /// The words, to know them by.
        exact: String,
        /// What is said.
        draft: Draft,
    },
    /// Another text for a note.
    Change {
        /// The document's slug.
        document: String,
        /// The file's state as the page knows it.
        state: Option<String>,
        /// The callout as the page knows it.
        before: String,
        /// What is said.
        draft: Draft,
    },
    /// A note taken away.
    Delete {
        /// The document's slug.
        document: String,
        /// The file's state as the page knows it.
        state: Option<String>,
        /// The callout as the page knows it.
        before: String,
    },
    /// The last write to a document's notes undone.
    Undo {
        /// The document's slug.
        document: String,
    },
    /// What was undone done again.
    Redo {
        /// The document's slug.
        document: String,
    },
}

/// A place in a document's text.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Place {
    /// The anchor of the paragraph, heading or row.
    pub(super) block: String,
    /// Which cell of a row, from 0.
    #[serde(default)]
    pub(super) cell: usize,
    /// Code points from its beginning.
    pub(super) at: usize,
}

/// What is to be completed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Wanted {
    /// Whatever a wikilink leads to.
    Link,
    /// A register entry.
    Entry,
    /// A claim.
    Claim,
    /// A question.
    Question,
}

/// What the page is told.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) body: Value,
}

impl Answer {
    pub(super) fn good(body: Value) -> Self {
        Self { status: StatusCode::OK, body }
    }

    pub(super) fn bad(status: StatusCode, code: &str) -> Self {
        Self { status, body: json!({ "code": code }) }
    }

    pub(super) fn flaw(flaw: &Flaw) -> Self {
        let (field, code, what) = (flaw.field, flaw.code.key(), &flaw.what);
        let body = json!({ "code": code, "field": field, "what": what });
        Self { status: StatusCode::UNPROCESSABLE_ENTITY, body }
    }

    /// Why an edit was not made; `state` is the file's state now.
    pub(super) fn refused(refused: &Refused, theirs: Option<&Draft>, state: Option<&str>) -> Self {
        let conflict = |mut body: Value| {
            body["state"] = json!(state);
            Self { status: StatusCode::CONFLICT, body }
        };
        match refused {
            Refused::Flaw(flaw) => Self::flaw(flaw),
            Refused::Changed { mine, theirs: text } => conflict(
                json!({ "code": "changed", "mine": mine, "theirs": text, "draft": theirs }),
            ),
            Refused::Gone => conflict(json!({ "code": "gone", "mine": null, "theirs": null })),
            Refused::Swallowed => {
                Self::flaw(&Flaw { field: "file", code: FlawCode::Fence, what: String::new() })
            }
        }
    }
}
