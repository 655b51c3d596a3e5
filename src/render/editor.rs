//! The editor of notes: only in pages that the development server shows.

use super::context::{Choice, EditorView, Settings};
use crate::annotation::{Certainty, NoteKind};
use crate::locale::Catalogue;

/// What the editor's template needs; nothing where notes are not written in the page.
pub(super) fn view(settings: &Settings, words: &Catalogue) -> Option<EditorView> {
    let choice = |key: &str, label: &str| Choice { key: key.to_owned(), label: label.to_owned() };
    let notes = NoteKind::ALL.map(|kind| choice(kind.key(), words.note_kind(kind)));
    let certainties = Certainty::ALL.map(|of| choice(of.key(), words.certainty(of)));
    Some(EditorView {
        token: settings.editing.clone()?,
        notes: notes.into(),
        certainties: certainties.into(),
    })
}
