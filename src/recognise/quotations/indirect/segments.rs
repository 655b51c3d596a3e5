//! A sentence's stretches between commas and other signs.

use std::ops::Range;

use super::super::phrase::View;
use super::super::words::Kind;

/// A stretch between signs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Segment {
    /// Its tokens, quotations among them; perhaps none.
    pub(super) tokens: Range<usize>,
    /// The sign before it; `None` at the sentence's beginning.
    pub(super) sign: Option<char>,
}

/// A sentence, as one of those that a unit joins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Period {
    /// Its tokens, the sign at its end left out.
    pub(super) tokens: Range<usize>,
    pub(super) segments: Vec<Segment>,
    /// Its last token, the sign at its end included.
    pub(super) last: usize,
}

impl Period {
    /// Which segment a token is in.
    pub(super) fn segment_of(&self, token: usize) -> usize {
        self.segments.partition_point(|segment| segment.tokens.start <= token).saturating_sub(1)
    }

    /// The segment's tokens, none where there is no such segment.
    pub(super) fn segment(&self, index: usize) -> Range<usize> {
        self.segments.get(index).map_or(0..0, |segment| segment.tokens.clone())
    }
}

/// The sentences of a unit.
pub(super) fn periods(view: View<'_, '_>) -> Vec<Period> {
    let mut found = Vec::new();
    let mut start = 0;
    for at in 0..view.tokens.len() {
        let stop = matches!(view.tokens[at].kind, Kind::Sign('.' | '!' | '?' | '…'));
        let last = at + 1 == view.tokens.len();
        if stop || last {
            let end = if stop { at } else { at + 1 };
            if end > start {
                found.push(period(view, start..end, at));
            }
            start = at + 1;
        }
    }
    found
}

fn period(view: View<'_, '_>, tokens: Range<usize>, last: usize) -> Period {
    let mut segments = Vec::new();
    let (mut from, mut sign) = (tokens.start, None);
    for at in tokens.clone() {
        if let Kind::Sign(c @ (',' | ';' | ':' | '–' | '—' | '-')) = view.tokens[at].kind {
            segments.push(Segment { tokens: from..at, sign });
            from = at + 1;
            sign = Some(c);
        }
    }
    segments.push(Segment { tokens: from..tokens.end, sign });
    Period { tokens, segments, last }
}
