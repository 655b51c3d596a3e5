//! The lines around a marked place, short enough to be read and harmless to a terminal.

use std::ops::Range;

use super::super::visible::visible;
use super::texts::Text;

/// How many lines of a marked place are shown; of a longer one, its beginning.
const LINES: usize = 12;

/// Lines up to this many bytes are given whole; of a longer one, so many before, in and behind the
/// marked place.
const LONG: usize = 2000;
const AROUND: usize = 200;

/// Lines of a file and the mark in them.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Excerpt {
    /// The lines, `\n` between them.
    pub(super) text: String,
    /// The first one's number, from 1.
    pub(super) first: usize,
    /// The marked bytes of `text`.
    pub(super) mark: Range<usize>,
    /// Whether the beginning of the first line is missing, so that columns cannot be counted in it.
    pub(super) cut: bool,
}

/// The lines that a span touches.
pub(super) fn excerpt(text: &Text, span: &Range<usize>) -> Excerpt {
    let lines = text.lines(span);
    let shown = lines.start..lines.end.min(lines.start + LINES);
    let mut excerpt =
        Excerpt { text: String::new(), first: shown.start + 1, mark: 0..0, cut: false };
    for line in shown.clone() {
        if line > shown.start {
            excerpt.text.push('\n');
        }
        let bytes = text.line(line);
        let inside = |at: usize| at.clamp(bytes.start, bytes.end);
        let mark = inside(span.start)..inside(span.end);
        let kept = keep(&text.text, &bytes, &mark);
        let push = |excerpt: &mut Excerpt, part: Range<usize>| {
            excerpt.text.push_str(&visible(&text.text[part]));
        };
        let cut = kept.start > bytes.start;
        excerpt.cut |= cut && line == shown.start;
        excerpt.text.push_str(if cut { "…" } else { "" });
        push(&mut excerpt, kept.start..mark.start);
        if line == shown.start {
            excerpt.mark.start = excerpt.text.len();
        }
        push(&mut excerpt, mark.start..mark.end.min(kept.end));
        excerpt.mark.end = excerpt.text.len();
        push(&mut excerpt, mark.end.min(kept.end)..kept.end);
        excerpt.text.push_str(if kept.end < bytes.end { "…" } else { "" });
    }
    excerpt
}

/// Which bytes of a line are shown.
fn keep(text: &str, line: &Range<usize>, mark: &Range<usize>) -> Range<usize> {
    if line.len() <= LONG {
        return line.clone();
    }
    let end = mark.end.min(mark.start + AROUND) + AROUND;
    let start = text.ceil_char_boundary(mark.start.saturating_sub(AROUND));
    start.max(line.start)..text.floor_char_boundary(end).min(line.end)
}
