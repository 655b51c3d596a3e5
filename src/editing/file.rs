//! A notes file as a list of callouts, and one step: one of them put in, replaced or taken out.

use std::cmp::Reverse;
use std::ops::Range;

use crate::ingest::front_matter;
use crate::notes::{Callout, Piece, pieces};

use super::Refused;

/// A notes file's text, cut at its callouts.
#[derive(Debug, Clone)]
pub struct Notes<'t> {
    /// Without a byte order mark.
    text: &'t str,
    bom: bool,
    pieces: Vec<Piece>,
}

/// One callout in the place of another, by their texts. `None` stands for no callout.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What stands there.
    pub before: Option<String>,
    /// What is to stand there.
    pub after: Option<String>,
}

impl Step {
    /// The step that undoes it.
    #[must_use]
    pub fn reversed(&self) -> Self {
        Self { before: self.after.clone(), after: self.before.clone() }
    }
}

impl<'t> Notes<'t> {
    /// Cuts a file's text.
    #[must_use]
    pub fn read(text: &'t str) -> Self {
        let bare = text.strip_prefix('\u{FEFF}');
        let (text, bom) = (bare.unwrap_or(text), bare.is_some());
        Self { text, bom, pieces: pieces(text, front_matter(text).body_start) }
    }

    /// Its callouts with their texts, the broken ones as `None`.
    pub fn callouts(&self) -> impl Iterator<Item = (&'t str, Option<&Callout>)> {
        self.pieces.iter().map(|piece| (&self.text[piece.span.clone()], piece.callout.as_ref()))
    }

    /// The callout whose text this is, whatever ends its lines; of several, the last one.
    pub(super) fn find(&self, raw: &str) -> Option<&Piece> {
        let wanted = unix(raw);
        self.pieces.iter().rfind(|piece| unix(&self.text[piece.span.clone()]) == wanted)
    }

    pub(super) fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    pub(super) fn raw(&self, piece: &Piece) -> &'t str {
        &self.text[piece.span.clone()]
    }

    /// The text with a stretch replaced, its lines ended as the file's others are.
    fn replaced(&self, at: Range<usize>, new: &str) -> String {
        let mark = if self.bom { "\u{FEFF}" } else { "" };
        let new =
            if self.text.contains("\r\n") { unix(new).replace('\n', "\r\n") } else { unix(new) };
        format!("{mark}{}{new}{}", &self.text[..at.start], &self.text[at.end..])
    }

    /// With a callout put in before the one with this number, or behind all.
    fn inserted(&self, number: usize, raw: &str) -> String {
        let at = self.pieces.get(number).map_or(self.text.len(), |piece| piece.span.start);
        let before = gap_behind(&self.text[..at]);
        let behind = if at < self.text.len() { "\n\n" } else { "\n" };
        self.replaced(at..at, &format!("{before}{raw}{behind}"))
    }

    /// Without one of its callouts, and without the empty lines that parted it from the next one.
    fn removed(&self, piece: &Piece) -> String {
        let next = self.pieces.iter().find(|other| other.span.start > piece.span.start);
        match next {
            Some(next) => self.replaced(piece.span.start..next.span.start, ""),
            None => {
                let kept = self.text[..piece.span.start].trim_end();
                let end =
                    self.text[kept.len()..].find('\n').map_or(kept.len(), |n| kept.len() + n + 1);
                let end = if kept.is_empty() { 0 } else { end };
                self.replaced(end..self.text.len(), "")
            }
        }
    }
}

/// Does one step. `place` says where in the document a callout's words stand, as far as they are found:
/// by that a new one is put in, before those about later words.
///
/// # Errors
/// Where the callout to be replaced is not there, or where the file's other callouts would not be read as
/// before: code that is opened and not closed takes in what stands behind it.
pub fn apply(
    notes: &Notes<'_>,
    step: &Step,
    place: &dyn Fn(&Callout) -> Option<Range<usize>>,
) -> Result<String, Refused> {
    let known = step.before.as_ref().map(|raw| notes.find(raw).ok_or(Refused::Gone)).transpose()?;
    let mut expected: Vec<String> = notes.callouts().map(|(raw, _)| unix(raw)).collect();
    let number =
        known.map(|known| notes.pieces.partition_point(|p| p.span.start < known.span.start));
    let text = match (known, number, &step.after) {
        (Some(piece), Some(number), Some(after)) => {
            expected[number] = unix(after);
            notes.replaced(piece.span.clone(), after)
        }
        (Some(piece), Some(number), None) => {
            expected.remove(number);
            notes.removed(piece)
        }
        (None, _, Some(after)) => {
            let number = number_of(notes, after, place);
            expected.insert(number, unix(after));
            notes.inserted(number, after)
        }
        _ => return Err(Refused::Gone),
    };
    let found: Vec<String> = Notes::read(&text).callouts().map(|(raw, _)| unix(raw)).collect();
    if found == expected { Ok(text) } else { Err(Refused::Swallowed) }
}

/// Before which callout a new one belongs: where the fewest stand in another order than their words.
fn number_of(
    notes: &Notes<'_>,
    raw: &str,
    place: &dyn Fn(&Callout) -> Option<Range<usize>>,
) -> usize {
    let key = |span: Range<usize>| (span.start, Reverse(span.end));
    let new = Notes::read(raw);
    let new = new.pieces.first().and_then(|piece| piece.callout.as_ref()).and_then(place).map(key);
    let Some(new) = new else { return notes.pieces.len() };
    let later: Vec<Option<bool>> =
        notes.pieces.iter().map(|piece| Some(key(place(piece.callout.as_ref()?)?) > new)).collect();
    // Of those before it, the later ones stand wrong; of those behind it, the earlier ones.
    let mut wrong = later.iter().filter(|later| **later == Some(false)).count();
    let (mut best, mut least) = (0, wrong);
    for (n, later) in later.iter().enumerate() {
        match later {
            Some(true) => wrong += 1,
            Some(false) => wrong -= 1,
            None => {}
        }
        if wrong < least {
            (best, least) = (n + 1, wrong);
        }
    }
    best
}

/// What has to stand behind a text before a callout: its line ended, and one line empty.
fn gap_behind(text: &str) -> &'static str {
    let text = unix_end(text);
    if text.is_empty() || text.ends_with("\n\n") {
        ""
    } else if text.ends_with('\n') {
        "\n"
    } else {
        "\n\n"
    }
}

/// The last few characters of a text, its lines ended by line feeds.
fn unix_end(text: &str) -> String {
    let start = text.floor_char_boundary(text.len().saturating_sub(8));
    unix(&text[start..])
}

pub(super) fn unix(text: &str) -> String {
    text.replace("\r\n", "\n")
}
