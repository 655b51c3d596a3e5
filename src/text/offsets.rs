//! Maps from the offsets of a derived text to those of the text it was made from.

use std::ops::Range;

/// One stretch of derived text and the stretch of origin it stands for (both in bytes).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Run {
    derived: usize,
    len: usize,
    origin: usize,
    origin_len: usize,
    /// Whether it is the origin's text letter for letter, so that offsets inside advance together.
    linear: bool,
}

impl Run {
    fn is_linear(&self) -> bool {
        self.linear
    }
}

/// Where each byte of a derived text came from. Runs are ascending in both texts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OffsetMap {
    runs: Vec<Run>,
}

impl OffsetMap {
    /// The map of a text of `len` bytes that is its own origin.
    #[must_use]
    pub fn identity(len: usize) -> Self {
        let mut map = Self::default();
        map.push(0, len, 0, len);
        map
    }

    /// Says that bytes `derived..derived+len` are bytes `origin..origin+origin_len`: letter for letter
    /// where the lengths are equal, else as a whole. To be called in ascending order.
    pub fn push(&mut self, derived: usize, len: usize, origin: usize, origin_len: usize) {
        self.push_run(Run { derived, len, origin, origin_len, linear: len == origin_len });
    }

    /// Says that bytes `derived..derived+len` stand as a whole for other text at bytes
    /// `origin..origin+origin_len`. To be called in ascending order.
    pub fn push_replaced(&mut self, derived: usize, len: usize, origin: usize, origin_len: usize) {
        self.push_run(Run { derived, len, origin, origin_len, linear: false });
    }

    fn push_run(&mut self, run: Run) {
        if run.len == 0 {
            return;
        }
        if let Some(last) = self.runs.last_mut()
            && last.is_linear()
            && run.is_linear()
            && last.derived + last.len == run.derived
            && last.origin + last.origin_len == run.origin
        {
            last.len += run.len;
            last.origin_len += run.len;
            return;
        }
        self.runs.push(run);
    }

    /// Continues with another text's map, that text beginning at the derived text's byte `at`.
    pub(super) fn append(&mut self, at: usize, later: &Self) {
        for run in &later.runs {
            self.push_run(Run { derived: at + run.derived, ..*run });
        }
    }

    /// Forgets what lies behind the derived text's byte `len`.
    pub(super) fn truncate(&mut self, len: usize) {
        while let Some(last) = self.runs.last_mut() {
            if last.derived + last.len <= len {
                return;
            }
            if last.derived >= len {
                self.runs.pop();
                continue;
            }
            if last.is_linear() {
                last.origin_len = len - last.derived;
            }
            last.len = len - last.derived;
            return;
        }
    }

    /// The origin's byte offset of the derived text's byte offset `at`, seen as a start.
    #[must_use]
    pub fn start(&self, at: usize) -> usize {
        let next = self.runs.partition_point(|r| r.derived <= at);
        let Some(run) = next.checked_sub(1).and_then(|i| self.runs.get(i)) else {
            return self.runs.first().map_or(0, |r| r.origin);
        };
        let inside = at - run.derived;
        if inside >= run.len {
            return self.runs.get(next).map_or(run.origin + run.origin_len, |r| r.origin);
        }
        if run.is_linear() { run.origin + inside } else { run.origin }
    }

    /// The origin's byte offset of the derived text's byte offset `at`, seen as an exclusive end.
    #[must_use]
    pub fn end(&self, at: usize) -> usize {
        let next = self.runs.partition_point(|r| r.derived < at);
        let Some(run) = next.checked_sub(1).and_then(|i| self.runs.get(i)) else {
            return self.runs.first().map_or(0, |r| r.origin);
        };
        let inside = at - run.derived;
        if run.is_linear() && inside < run.len {
            run.origin + inside
        } else {
            run.origin + run.origin_len
        }
    }

    /// The origin's bytes that the derived text's bytes `span` stand for.
    #[must_use]
    pub fn range(&self, span: Range<usize>) -> Range<usize> {
        let start = self.start(span.start);
        start..self.end(span.end).max(start)
    }

    /// The map from this derived text to the origin of its origin.
    #[must_use]
    pub fn through(&self, earlier: &Self) -> Self {
        let mut map = Self::default();
        for run in &self.runs {
            if run.is_linear() {
                earlier.split(run, &mut map);
            } else {
                let origin = earlier.range(run.origin..run.origin + run.origin_len);
                map.push_replaced(run.derived, run.len, origin.start, origin.len());
            }
        }
        map
    }

    /// Pushes a later text's linear `run` onto `map`, cut where this map's runs change.
    fn split(&self, run: &Run, map: &mut Self) {
        let (mut at, end) = (run.origin, run.origin + run.len);
        while at < end {
            let next = self.runs.partition_point(|r| r.derived <= at);
            let own = next.checked_sub(1).and_then(|i| self.runs.get(i));
            let stop = match own {
                Some(own) if at < own.derived + own.len => end.min(own.derived + own.len),
                _ => end.min(self.runs.get(next).map_or(end, |r| r.derived)),
            };
            let origin = self.range(at..stop);
            let derived = run.derived + (at - run.origin);
            if own.is_some_and(Run::is_linear) {
                map.push(derived, stop - at, origin.start, origin.len());
            } else {
                map.push_replaced(derived, stop - at, origin.start, origin.len());
            }
            at = stop;
        }
    }
}

/// Converts ascending byte offsets of one text to Unicode code points and back, in linear time.
#[derive(Debug, Clone)]
pub struct CodePoints {
    /// Byte offset of every 64th code point.
    marks: Vec<usize>,
}

const STRIDE: usize = 64;

impl CodePoints {
    /// Reads through `text` once.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self { marks: text.char_indices().step_by(STRIDE).map(|(at, _)| at).collect() }
    }

    /// Code points of `text` before byte `at`. `text` is the one this was made from.
    #[must_use]
    pub fn at_byte(&self, text: &str, at: usize) -> usize {
        let mark = self.marks.partition_point(|&m| m <= at).saturating_sub(1);
        let from = self.marks.get(mark).copied().unwrap_or(0);
        mark * STRIDE + text[from..at].chars().count()
    }

    /// The byte offset of code point `at`; the text's length where it has fewer.
    #[must_use]
    pub fn to_byte(&self, text: &str, at: usize) -> usize {
        let Some(&from) = self.marks.get(at / STRIDE) else { return text.len() };
        text[from..].char_indices().nth(at % STRIDE).map_or(text.len(), |(i, _)| from + i)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn maps_compose() {
        // origin "aäb" in Latin-1 (3 bytes) → decoded "aäb" (4 bytes) → derived "äb"
        let mut decoded = OffsetMap::default();
        decoded.push(0, 1, 0, 1);
        decoded.push(1, 2, 1, 1);
        decoded.push(3, 1, 2, 1);
        let mut derived = OffsetMap::default();
        derived.push(0, 3, 1, 3);
        let map = derived.through(&decoded);
        assert_eq!(map.range(0..2), 1..2);
        assert_eq!(map.range(2..3), 2..3);
        assert_eq!(map.range(0..3), 1..3);
    }

    #[test]
    fn a_replacement_of_equal_length_is_reached_as_a_whole() {
        let mut map = OffsetMap::default();
        map.push(0, 1, 0, 1);
        map.push_replaced(1, 2, 1, 2);
        assert_eq!(map.range(1..2), 1..3);
        assert_eq!(map.range(2..3), 1..3);
    }

    #[test]
    fn ends_do_not_reach_into_dropped_text() {
        let mut map = OffsetMap::default();
        map.push(0, 3, 0, 3);
        map.push(3, 3, 10, 3);
        assert_eq!(map.range(0..3), 0..3);
        assert_eq!(map.range(3..6), 10..13);
        assert_eq!(map.range(1..4), 1..11);
    }

    #[test]
    fn code_points_there_and_back() {
        let text = "äö𝄞x".repeat(50);
        let points = CodePoints::new(&text);
        for (n, (at, _)) in text.char_indices().enumerate() {
            assert_eq!(points.at_byte(&text, at), n);
            assert_eq!(points.to_byte(&text, n), at);
        }
        assert_eq!(points.at_byte(&text, text.len()), 200);
    }
}
