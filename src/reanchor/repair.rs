//! The repair of a quote whose words have changed: the edits that make it say what the source says.
//!
//! Word by word, so that lines, bold type, ellipses and whatever else the editor wrote stay where they
//! are; only words that differ are touched.

use std::ops::Range;

use similar::DiffOp;

use super::edits::{Edit, diff};
use super::jsonld;
use super::standing::Standing;
use crate::anchor::{Haystack, anchor};
use crate::annotation::Selector;
use crate::document::Document;
use crate::notes::{QuotedWord, quoted_words};

/// The edits of `text`, the file that an annotation was written in, that make it quote what the
/// document says at its place; none where it does so already.
///
/// # Errors
/// The reason why it cannot be mended.
pub fn repair(text: &str, standing: &Standing, document: &Document) -> Result<Vec<Edit>, String> {
    let Some(found) = &standing.found else { return Ok(Vec::new()) };
    if standing.imported {
        return jsonld::repair(text, &standing.selector, document, &found.span);
    }
    let quoted = quoted_words(text, &standing.quote);
    let target = &quoted.target;
    let mut edits = Vec::new();
    for (piece, span) in target.iter().zip(pieces(target, document, &found.span)?) {
        edits.extend(change(text, piece, document.slice(&span), |word| word));
    }
    // The words right at the target are those of the document, too.
    if let Some(near) = quoted.before.last().filter(|near| {
        !quoted.open_before && same_gap(text, near, document, found.span.start, true)
    }) {
        let before = last_words(&document.text[..found.span.start], near.len());
        edits.extend(change(text, near, before, bare));
    }
    if let Some(near) = quoted
        .after
        .first()
        .filter(|near| !quoted.open_after && same_gap(text, near, document, found.span.end, false))
    {
        let after = first_words(&document.text[found.span.end..], near.len());
        edits.extend(change(text, near, after, bare));
    }
    Ok(edits)
}

/// Whether quote and document agree that a blank stands between the target and the words at its `start`
/// or end: where they do not, these words are no whole ones.
fn same_gap(
    text: &str,
    near: &[QuotedWord],
    document: &Document,
    edge: usize,
    start: bool,
) -> bool {
    let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let (quoted, here) = match (start, near.first(), near.last()) {
        (true, _, Some(last)) => {
            (text[last.at.end..].chars().next(), document.text[..edge].chars().next_back())
        }
        (false, Some(first), _) => {
            (text[..first.at.start].chars().next_back(), document.text[edge..].chars().next())
        }
        _ => return false,
    };
    blank(quoted) == blank(here)
}

/// Where the pieces of a target stand, between which words are left out.
fn pieces(
    target: &[Vec<QuotedWord>],
    document: &Document,
    whole: &Range<usize>,
) -> Result<Vec<Range<usize>>, String> {
    if target.len() == 1 {
        return Ok(vec![whole.clone()]);
    }
    let mut spans = Vec::new();
    let mut from = whole.start;
    for piece in target {
        let words = piece.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ");
        let selector = Selector { exact: vec![words.clone()], ..Selector::default() };
        let rest = &document.text[from..whole.end];
        let found = anchor(&Haystack::of_text(rest), &selector).map_err(|_| {
            format!("the part “{words}” between two ellipses is not found by itself")
        })?;
        spans.push(from + found.span.start..from + found.span.end);
        from += found.span.end;
    }
    Ok(spans)
}

/// A word without the signs around it: where a quote's context ends, an editor often leaves them out.
fn bare(word: &str) -> &str {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    if bare.is_empty() { word } else { bare }
}

/// The edits that turn quoted words into others, where they differ in what is `compared` of them.
fn change(text: &str, quoted: &[QuotedWord], new: &str, compared: fn(&str) -> &str) -> Vec<Edit> {
    let old: Vec<&str> = quoted.iter().map(|word| compared(&word.text)).collect();
    let new: Vec<&str> = new.split_whitespace().collect();
    let compared: Vec<&str> = new.iter().map(|word| compared(word)).collect();
    let mut edits = Vec::new();
    for op in diff(&old, &compared) {
        let words: Vec<String> = new[op.new_range()].iter().map(|word| escaped(word)).collect();
        let words = words.join(" ");
        let (first, last) = (op.old_range().start, op.old_range().end);
        let edit = match op {
            DiffOp::Equal { .. } => continue,
            DiffOp::Insert { .. } => match (quoted.get(first), quoted.last()) {
                (Some(next), _) => Edit { at: next.at.start..next.at.start, text: words + " " },
                (None, Some(last)) => {
                    Edit { at: last.at.end..last.at.end, text: format!(" {words}") }
                }
                (None, None) => continue,
            },
            DiffOp::Delete { .. } => gone(text, quoted, first..last),
            DiffOp::Replace { .. } => {
                edits.extend(replaced(text, quoted, first..last, &words));
                continue;
            }
        };
        edits.push(edit);
    }
    edits
}

/// The quoted words `which` taken out, with the blanks to the word behind them on the same line, or to
/// the one before; where their line has no other words, with this line.
fn gone(text: &str, quoted: &[QuotedWord], which: Range<usize>) -> Edit {
    let (start, end) = (quoted[which.start].at.start, quoted[which.end - 1].at.end);
    let next = quoted.get(which.end).map(|next| end..next.at.start);
    let last = which.start.checked_sub(1).map(|last| quoted[last].at.end..start);
    let blank = |c: char| c == ' ';
    let line_end = |c: char| c.is_whitespace() || c == '>';
    let is = |gap: &Option<Range<usize>>, what: fn(char) -> bool| {
        gap.clone().is_some_and(|gap| text[gap].chars().all(what))
    };
    let behind = is(&next, blank) || (!is(&last, blank) && is(&next, line_end));
    let at = match (next, last) {
        (Some(next), _) if behind => start..next.end,
        (_, Some(last)) if text[last.clone()].chars().all(line_end) => last.start..end,
        _ => start..end,
    };
    Edit { at, text: String::new() }
}

/// The quoted words `which` replaced one by one; the last of them by all that are left, or taken out
/// where none is.
fn replaced(text: &str, quoted: &[QuotedWord], which: Range<usize>, words: &str) -> Vec<Edit> {
    let count = which.len().min(words.split(' ').count());
    let kept = which.start..which.start + count;
    let new = words.splitn(count, ' ');
    let at = quoted[kept.clone()].iter().map(|word| word.at.clone());
    let edits = at.zip(new).map(|(at, word)| Edit { at, text: word.to_owned() });
    let rest = kept.end..which.end;
    edits.chain((!rest.is_empty()).then(|| gone(text, quoted, rest))).collect()
}

/// A word of a document as a quote has to write it.
fn escaped(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    let mut chars = word.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek();
        let special = match c {
            '\\' => next.is_some_and(char::is_ascii_punctuation),
            '*' => next == Some(&'*') || out.ends_with('*'),
            '[' => out.is_empty() && next == Some(&'!'),
            '.' => word == "...",
            _ => false,
        };
        if special {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// The last `count` words of a text.
fn last_words(text: &str, count: usize) -> &str {
    let text = text.trim_end();
    let ends = text.char_indices().rev().filter(|(_, c)| c.is_whitespace());
    let mut words = 0;
    let mut inner = text.len();
    for (at, c) in ends {
        // Several blanks are one gap.
        if at + c.len_utf8() < inner || inner == text.len() {
            words += 1;
        }
        if words == count {
            return &text[at + c.len_utf8()..];
        }
        inner = at;
    }
    text
}

/// The first `count` words of a text.
fn first_words(text: &str, count: usize) -> &str {
    let text = text.trim_start();
    let mut rest = text;
    for _ in 0..count {
        rest = rest.trim_start();
        rest = &rest[rest.find(char::is_whitespace).unwrap_or(rest.len())..];
    }
    &text[..text.len() - rest.len()]
}
