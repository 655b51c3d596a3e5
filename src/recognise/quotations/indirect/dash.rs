//! Words that a dash opens, in languages that write dialogue so: “– Venez, dit-elle.”
//!
//! Only with a cue: a dash before a paragraph may as well open an item of a list.

use super::super::cue::{Cue, Sort};
use super::super::grammar::Kind;
use super::super::phrase::forward;
use super::super::speaker::Speakers;
use super::super::units::Unit;
use super::super::words;
use super::Told;

/// The words that the dash at the beginning of a paragraph opens, up to what says who speaks them;
/// where they go on behind that, to the end of the sentence.
pub(super) fn find(unit: &Unit<'_>, speakers: &Speakers<'_>) -> Option<Told> {
    let view = unit.view(None);
    speakers.rule(view.grammar, Kind::Dash)?;
    let dash = matches!(unit.tokens.first()?.kind, words::Kind::Sign('–' | '—'));
    if !unit.first || !dash || !view.grammar.build.dashes {
        return None;
    }
    let cue = unit.cues.iter().find(|cue| parts(unit, cue))?;
    let speaker = speakers.of_cue(view, cue);
    let first = cue.first().min(cue.anchor);
    let comma = view.is_sign(first - 1, ',');
    let rest = speaker.as_ref().and_then(|speaker| {
        let at = unit.tokens.iter().position(|token| token.span.start >= speaker.span.end)?;
        let goes_on = view.is_sign(at, ',') && unit.tokens.len() > at + 2;
        goes_on.then_some(unit.tokens.len())
    });
    let end = rest.unwrap_or(if comma { first - 1 } else { first });
    let frame = first..cue.last() + 1;
    Some(Told {
        tokens: 0..end,
        kind: Kind::Dash,
        cue: cue.tokens.clone(),
        frame,
        speaker,
        shown: None,
    })
}

/// Whether a verb stands behind a sign with its subject behind it.
fn parts(unit: &Unit<'_>, cue: &Cue) -> bool {
    let view = unit.view(None);
    let first = cue.first().min(cue.anchor);
    let sign = first > 2
        && matches!(unit.tokens[first - 1].kind, words::Kind::Sign(',' | '!' | '?' | '…'));
    let subject = forward(view, cue.last().max(cue.anchor) + 1, unit.tokens.len());
    matches!(cue.sort, Sort::Verb(_)) && sign && subject.is_some()
}
