//! Normalisation Form C with a map back.
//!
//! In goes one leaf's text, out comes the same in NFC (Unicode Standard Annex #15) with the
//! position that each byte had. It never changes anything but the composition of characters.

use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc, is_nfc_quick};

use crate::text::{MappedText, OffsetMap};

/// A text in NFC.
#[derive(Debug)]
pub(super) struct Normalised {
    /// The text.
    pub(super) text: String,
    /// From its bytes to those of the original.
    pub(super) map: OffsetMap,
    changes: Vec<Change>,
}

/// A stretch whose length changed: where each text goes on behind it.
#[derive(Debug)]
struct Change {
    from: usize,
    before: usize,
    after: usize,
}

impl Normalised {
    /// Where the original's byte `at` stands now. Inside a sequence that was composed, behind it:
    /// an accent belongs to its letter.
    pub(super) fn position(&self, at: usize) -> usize {
        let next = self.changes.partition_point(|change| change.from < at);
        match next.checked_sub(1).and_then(|last| self.changes.get(last)) {
            Some(change) => change.after + at.saturating_sub(change.before),
            None => at,
        }
    }
}

/// Normalises `text`, which begins at byte `base` of its origin.
pub(super) fn normalise(text: &str, base: usize) -> Normalised {
    if is_nfc_quick(text.chars()) == IsNormalized::Yes {
        let mut map = OffsetMap::default();
        map.push(0, text.len(), base, text.len());
        return Normalised { text: text.to_owned(), map, changes: Vec::new() };
    }
    let mut out = MappedText::new();
    let mut changes = Vec::new();
    let mut from = 0;
    let starts = text.char_indices().skip(1).filter(|&(_, c)| starts_segment(c)).map(|(at, _)| at);
    for end in starts.chain([text.len()]) {
        let segment = &text[from..end];
        if is_nfc(segment) {
            out.push(segment, base + from);
        } else {
            let composed: String = segment.nfc().collect();
            // Each character for all of these bytes: marks in another order may have as many
            // bytes as before, and must not be taken for the same text.
            for (at, c) in composed.char_indices() {
                let piece = &composed[at..at + c.len_utf8()];
                out.push_for(piece, base + from, segment.len());
            }
            changes.push(Change { from, before: end, after: out.len() });
        }
        from = end;
    }
    let (text, map) = out.finish();
    Normalised { text, map, changes }
}

/// Whether nothing before `c` can combine with it (UAX #15, section 9.1: quick check “yes” and
/// combining class 0).
fn starts_segment(c: char) -> bool {
    c.is_ascii()
        || (canonical_combining_class(c) == 0
            && is_nfc_quick(std::iter::once(c)) == IsNormalized::Yes)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn composed_letters_map_back_to_their_sequence() {
        let done = normalise("Mu\u{308}ller", 100);
        assert_eq!(done.text, "Müller");
        assert_eq!(done.map.range(1..3), 101..104);
        assert_eq!(done.map.range(3..4), 104..105);
    }

    #[test]
    fn a_boundary_inside_a_sequence_moves_behind_it() {
        let done = normalise("xe\u{301}y", 0);
        let positions: Vec<_> = [0, 1, 2, 4, 5].map(|at| done.position(at)).into();
        assert_eq!(positions, [0, 1, 3, 3, 4]);
    }

    /// Letters, marks that combine, and sequences that only NFC writes otherwise.
    const TEXTS: &str = "[ae\u{301}\u{308}\u{327}\u{323}\
        \u{1100}\u{1161}\u{11A8}가각\u{212B}\u{344}\u{FB1D} <\u{338}]{0,24}";

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(256))]

        #[test]
        fn it_is_the_whole_texts_nfc(text in TEXTS) {
            let done = normalise(&text, 0);
            prop_assert_eq!(&done.text, &text.nfc().collect::<String>());
            let mut last = 0;
            for (at, c) in done.text.char_indices() {
                let origin = done.map.range(at..at + c.len_utf8());
                prop_assert!(origin.start <= origin.end && origin.end <= text.len());
                prop_assert!(origin.start >= last || origin.end >= last);
                last = origin.start;
                prop_assert_eq!(
                    text[origin.clone()].nfc().collect::<String>().contains(c), true
                );
            }
            let positions: Vec<_> = text.char_indices().map(|(at, _)| done.position(at)).collect();
            prop_assert!(positions.is_sorted());
            prop_assert!(positions.iter().all(|&at| done.text.is_char_boundary(at)));
        }
    }
}
