//! What an editor does to a notes file, and what stands in the way.

use std::ops::Range;

use super::file::{Notes, Step, apply, unix};
use super::merge::merge;
use crate::annotation::Selector;
use crate::notes::{Callout, Draft, Flaw, Piece, quote_of};

/// What is to be done.
#[derive(Debug, Clone, PartialEq)]
pub enum Edit {
    /// A new callout about these words.
    Create(Selector, Draft),
    /// Other fields for the callout with this text.
    Change(String, Draft),
    /// The callout with this text taken away.
    Delete(String),
}

/// A file after an edit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edited {
    /// Its text.
    pub text: String,
    /// What was done to which callout.
    pub step: Step,
    /// Whether it holds what somebody else did to the same callout.
    pub merged: bool,
}

/// Why nothing is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// A field cannot be written.
    Flaw(Flaw),
    /// Somebody else has changed the callout, and in the same fields.
    Changed {
        /// What it would be; `None` where it was to be deleted.
        mine: Option<String>,
        /// What it is.
        theirs: String,
    },
    /// The callout is not there any more.
    Gone,
    /// The file has code that is opened and not closed, and would take the callout in.
    Swallowed,
}

/// Does an edit; `place` says where in the document a callout's words stand, as far as they are found.
///
/// # Errors
/// Where it cannot be done, or is not clear any more.
pub fn edit(
    notes: &Notes<'_>,
    edit: &Edit,
    place: &dyn Fn(&Callout) -> Option<Range<usize>>,
) -> Result<Edited, Refused> {
    let (step, merged) = match edit {
        Edit::Create(selector, draft) => {
            let raw = draft.write(&quote_of(selector)).map_err(Refused::Flaw)?;
            (Step { before: None, after: Some(raw) }, false)
        }
        Edit::Delete(raw) => {
            if notes.find(raw).is_none() {
                return Err(changed(notes, raw, None));
            }
            (Step { before: Some(raw.clone()), after: None }, false)
        }
        Edit::Change(raw, draft) => change(notes, raw, draft)?,
    };
    let text = apply(notes, &step, place)?;
    Ok(Edited { text, step, merged })
}

fn change(notes: &Notes<'_>, raw: &str, draft: &Draft) -> Result<(Step, bool), Refused> {
    let mine = rewritten(raw, draft)?;
    if notes.find(raw).is_some() {
        return Ok((Step { before: Some(raw.to_owned()), after: Some(mine) }, false));
    }
    let theirs = counterpart(notes, raw).map(|piece| notes.raw(piece)).ok_or(Refused::Gone)?;
    let fields = |raw: &str| first(raw).map(|callout| Draft::of(&callout));
    let merged = match (fields(raw), fields(theirs)) {
        (Some(base), Some(now)) => merge(&base, draft, &now),
        _ => None,
    };
    let Some(merged) = merged else { return Err(changed(notes, raw, Some(mine))) };
    let after = rewritten(theirs, &merged)?;
    Ok((Step { before: Some(theirs.to_owned()), after: Some(after) }, true))
}

fn changed(notes: &Notes<'_>, raw: &str, mine: Option<String>) -> Refused {
    match counterpart(notes, raw) {
        Some(piece) => Refused::Changed { mine, theirs: notes.raw(piece).to_owned() },
        None => Refused::Gone,
    }
}

/// The callout that another one has become: of the same id, else the only one of its type about the same
/// words, else the only one with its body.
fn counterpart<'n>(notes: &'n Notes<'_>, raw: &str) -> Option<&'n Piece> {
    let base = first(raw)?;
    let fields = Draft::of(&base);
    let pieces =
        || notes.pieces().iter().filter_map(|piece| Some((piece, piece.callout.as_ref()?)));
    if base.id.is_some() {
        let same = pieces().find(|(_, callout)| callout.id == base.id);
        if same.is_some() {
            return same.map(|(piece, _)| piece);
        }
    }
    let only = |is: &dyn Fn(&Callout) -> bool| {
        let mut found = pieces().filter(|(_, callout)| is(callout)).map(|(piece, _)| piece);
        found.next().filter(|_| found.next().is_none())
    };
    only(&|callout| callout.selector == base.selector && Draft::of(callout).kind == fields.kind)
        .or_else(|| {
            only(&|callout| !fields.body.is_empty() && Draft::of(callout).body == fields.body)
        })
}

fn first(raw: &str) -> Option<Callout> {
    Notes::read(raw).pieces().first().and_then(|piece| piece.callout.clone())
}

/// A callout with other fields; what says the same stays as it was written.
fn rewritten(raw: &str, draft: &Draft) -> Result<String, Refused> {
    let raw = unix(raw);
    let notes = Notes::read(&raw);
    let [piece] = notes.pieces() else { return Err(Refused::Gone) };
    let Some(callout) = &piece.callout else { return Err(Refused::Gone) };
    let old = Draft::of(callout);
    let new = draft.settled();
    // Written anew it shows whether its fields can be written at all.
    new.write(&quote_of(&callout.selector)).map_err(Refused::Flaw)?;
    let same_head = Draft { body: String::new(), ..old.clone() }.head() == new.head();
    let head = if same_head {
        raw[piece.head.clone()].to_owned()
    } else {
        head(&raw, piece, callout, &new)
    };
    let quote = &raw[piece.head.end..piece.quoted];
    let body = match (&new.body, &old.body) {
        (new, old) if new == old => raw[piece.quoted..].to_owned(),
        (new, _) if new.is_empty() => String::new(),
        (new, _) => format!("\n\n{new}"),
    };
    Ok(format!("{}{head}{quote}{body}", &raw[..piece.head.start]))
}

/// A new first line, foldable where the old one was.
fn head(raw: &str, piece: &Piece, callout: &Callout, draft: &Draft) -> String {
    let old = &raw[piece.head.clone()];
    let fold = old.find(']').and_then(|close| old[close + 1..].chars().next());
    let mut head = draft.head();
    for (n, option) in Draft::kept(callout, &draft.kind).into_iter().enumerate() {
        // Behind the type alone stands a blank, behind an option a comma.
        let first = n == 0 && head.ends_with(']');
        head.push_str(if first { " " } else { ", " });
        head.push_str(&option);
    }
    match (fold.filter(|c| matches!(c, '+' | '-')), head.find(']')) {
        (Some(fold), Some(close)) => format!("{}{fold}{}", &head[..=close], &head[close + 1..]),
        _ => head,
    }
}
