//! Finding a parser's text in the source it was made from.

use std::ops::Range;

use crate::ingest::leaf::LeafText;

/// Appends the text of an inline code span that stands at `range` of `source`, backticks and
/// all. The parser made blanks of its line ends and dropped a quotation's marks between them.
pub(super) fn push_code(leaf: &mut LeafText, text: &str, source: &str, range: Range<usize>) {
    let whole = &source[range.clone()];
    let ticks = whole.len() - whole.trim_start_matches('`').len();
    let inner = whole.get(ticks..whole.len().saturating_sub(ticks)).unwrap_or_default();
    let mut at = range.start + ticks;
    let end = at + inner.len();
    // One blank at each edge is not part of the code (CommonMark, section 6.1).
    if inner.len() > text.len() && inner.starts_with([' ', '\n']) && !text.starts_with(' ') {
        at += 1;
    }
    push(leaf, text, source, at..end);
}

/// Appends `text`, made of the bytes `range`, piece by piece where the two agree.
fn push(leaf: &mut LeafText, text: &str, source: &str, range: Range<usize>) {
    let mut at = range.start;
    let mut rest = text;
    while !rest.is_empty() {
        let there = &source[at..range.end];
        let same = common(rest, there);
        if same > 0 {
            leaf.push(&rest[..same], at);
            (rest, at) = (&rest[same..], at + same);
        } else if rest.starts_with(' ') && there.starts_with('\n') {
            // A line end, then perhaps the marks of the containers the span stands in.
            let marks = there.len() - there.trim_start_matches(['\n', ' ', '\t', '>']).len();
            let next = rest.trim_start_matches(' ');
            leaf.space(at..at + 1);
            (rest, at) = (next, at + marks);
        } else if rest.starts_with('|') && there.starts_with("\\|") {
            leaf.push_for("|", at..at + 2);
            (rest, at) = (&rest[1..], at + 2);
        } else {
            leaf.push_for(rest, at..range.end);
            return;
        }
    }
}

/// The length of the longest common start, at a character boundary of both.
fn common(a: &str, b: &str) -> usize {
    a.chars().zip(b.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum()
}
