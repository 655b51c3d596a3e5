//! The quoted words of a callout: `… words left out, **the target** and what follows`.
//!
//! They are Markdown as far as an editor needs it to write any text: a backslash before ASCII
//! punctuation makes it an ordinary character (CommonMark 0.31, section 2.4), one before `…` makes it
//! the text's own, and `**` marks the target. Single `*`, `_` and all else stand for themselves, since the seed may contain them.

use std::ops::Range;

use crate::anchor::MAX_PIECES;
use crate::annotation::Selector;
use crate::diagnostic::Findings;
use crate::text::{MappedText, OffsetMap};

/// Reads the lines of a quote, bytes of `text`; `None`, with an error, where there is no target.
pub(super) fn selector(
    text: &str,
    lines: &[Range<usize>],
    found: &mut Findings<'_>,
) -> Option<Selector> {
    let (words, map) = join(text, lines);
    let parts = Parts::read(&words, &map, found)?;
    let selector = parts.selector();
    let span = map.range(0..words.len());
    if selector.exact.is_empty() {
        let hint = "quote the words that it is about, or set them in **bold**";
        found.error(span, "the target is empty", hint);
        return None;
    }
    let pieces = selector.prefix.len() + selector.exact.len() + selector.suffix.len();
    if pieces > MAX_PIECES {
        let message = format!("the quote leaves words out more than {MAX_PIECES} times");
        found.error(span, message, "quote fewer words; the target needs only some context");
        return None;
    }
    Some(selector)
}

/// A word of a quote as it stands in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuotedWord {
    /// Bytes of the file's text.
    pub at: Range<usize>,
    /// What it says.
    pub text: String,
}

/// A quote's words, in pieces between which words are left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct QuotedWords {
    /// Before the bold words; the last piece stands right before them.
    pub before: Vec<Vec<QuotedWord>>,
    /// The target.
    pub target: Vec<Vec<QuotedWord>>,
    /// Behind the bold words; the first piece stands right behind them.
    pub after: Vec<Vec<QuotedWord>>,
    /// Whether words are left out right before the target.
    pub open_before: bool,
    /// Whether words are left out right behind it.
    pub open_after: bool,
}

/// The words of a quote that was read before: its `lines` are bytes of `text`.
pub(super) fn words(text: &str, lines: &[Range<usize>]) -> QuotedWords {
    let (joined, map) = join(text, lines);
    let mut parts: [Vec<Vec<QuotedWord>>; 3] =
        [const { Vec::new() }; 3].map(|_: Vec<()>| vec![Vec::new()]);
    let (mut part, mut at, mut inside) = (0, 0, false);
    while let Some((sign, len)) = sign(&joined, at, part == 1) {
        let span = at..at + len;
        at = span.end;
        match sign {
            Sign::Bold => (part, inside) = ((part + 1).min(2), false),
            Sign::Gap => {
                parts[part].push(Vec::new());
                inside = false;
            }
            Sign::Char(c) if c.is_whitespace() => inside = false,
            Sign::Char(c) => {
                let bytes = map.range(span);
                let Some(piece) = parts[part].last_mut() else { continue };
                match piece.last_mut().filter(|_| inside) {
                    Some(word) => {
                        word.at.end = bytes.end;
                        word.text.push(c);
                    }
                    None => piece.push(QuotedWord { at: bytes, text: c.to_string() }),
                }
                inside = true;
            }
        }
    }
    let [first, target, after] = parts;
    let said = |pieces: Vec<Vec<QuotedWord>>| -> Vec<Vec<QuotedWord>> {
        pieces.into_iter().filter(|piece| !piece.is_empty()).collect()
    };
    if part == 0 {
        return QuotedWords { target: said(first), ..QuotedWords::default() };
    }
    let edge = |piece: Option<&Vec<QuotedWord>>| piece.is_none_or(Vec::is_empty);
    QuotedWords {
        open_before: edge(first.last()) || edge(target.first()),
        open_after: edge(after.first()) || edge(target.last()),
        before: said(first),
        target: said(target),
        after: said(after),
    }
}

/// One text of all lines: those of a paragraph joined by a blank, paragraphs by an empty line.
fn join(text: &str, lines: &[Range<usize>]) -> (String, OffsetMap) {
    let mut joined = MappedText::new();
    let mut gap = "";
    let mut end = 0;
    for line in lines {
        if line.is_empty() {
            gap = "\n\n";
            continue;
        }
        if !joined.is_empty() {
            joined.push_for(gap, end, line.start - end);
        }
        joined.push(&text[line.clone()], line.start);
        (gap, end) = (" ", line.end);
    }
    joined.finish()
}

/// The quote before, in and behind the bold words, each cut into pieces where words are left out.
struct Parts {
    parts: [Vec<String>; 3],
    /// Whether there are bold words.
    bold: bool,
}

/// One sign of a quote.
enum Sign {
    Char(char),
    /// Words are left out.
    Gap,
    /// Bold begins or ends.
    Bold,
}

impl Parts {
    fn read(words: &str, map: &OffsetMap, found: &mut Findings<'_>) -> Option<Self> {
        let mut parts = [const { Vec::new() }; 3].map(|_: Vec<String>| vec![String::new()]);
        let mut part = 0;
        let mut opened = 0..0;
        let mut at = 0;
        while let Some((sign, len)) = sign(words, at, part == 1) {
            let span = at..at + len;
            at = span.end;
            match sign {
                Sign::Bold if part == 2 => {
                    let hint =
                        "set only the target in bold; write \\*\\* for asterisks of the text";
                    found.error(map.range(span), "a second bold passage in one quote", hint);
                    return None;
                }
                Sign::Bold => {
                    part += 1;
                    opened = span;
                }
                Sign::Gap => parts[part].push(String::new()),
                Sign::Char(c) => {
                    if let Some(piece) = parts[part].last_mut() {
                        piece.push(c);
                    }
                }
            }
        }
        if part == 1 {
            let hint = "end it with **; write \\*\\* for asterisks of the text";
            found.error(map.range(opened), "the bold passage has no end", hint);
            return None;
        }
        Some(Self { parts, bold: part == 2 })
    }

    fn selector(self) -> Selector {
        let [before, target, after] = self.parts;
        if !self.bold {
            return Selector { exact: said(&before), ..Selector::default() };
        }
        // Where words are left out right at the target's ends, its neighbours are not known.
        let starts_open = target.first().is_some_and(|piece| piece.trim().is_empty());
        let ends_open = target.last().is_some_and(|piece| piece.trim().is_empty());
        let (near, far) = before.split_last().map_or(("", &[][..]), |(near, far)| (near, far));
        let mut prefix = said(far);
        push_near(&mut prefix, near.trim_start(), starts_open);
        let (near, far) = after.split_first().map_or(("", &[][..]), |(near, far)| (near, far));
        let mut suffix = said(far);
        suffix.reverse();
        push_near(&mut suffix, near.trim_end(), ends_open);
        suffix.reverse();
        Selector { prefix, exact: said(&target), suffix, position: None }
    }
}

/// Adds the piece next to the target, or an empty one where it is not known but others are.
fn push_near(side: &mut Vec<String>, near: &str, open: bool) {
    let says = !near.trim().is_empty();
    if says {
        side.push(near.to_owned());
    }
    if !side.is_empty() && (open || !says) {
        side.push(String::new());
    }
}

/// The pieces that say something, without blanks at their ends.
fn said(pieces: &[String]) -> Vec<String> {
    pieces.iter().map(|p| p.trim().to_owned()).filter(|piece| !piece.is_empty()).collect()
}

/// The sign at byte `at` and its length in bytes.
fn sign(words: &str, at: usize, in_bold: bool) -> Option<(Sign, usize)> {
    let rest = &words[at..];
    let c = rest.chars().next()?;
    let before = words[..at].chars().next_back();
    if c == '\\'
        && let Some(escaped) = rest[1..].chars().next()
        && (escaped.is_ascii_punctuation() || escaped == '…')
    {
        return Some((Sign::Char(escaped), 1 + escaped.len_utf8()));
    }
    if let Some(after) = rest.strip_prefix("**") {
        // Between blanks or at the wrong end of a word they are asterisks.
        let inner = if in_bold { before } else { after.chars().next() };
        let flanks = inner.is_some_and(|c| !c.is_whitespace());
        return Some(if flanks { (Sign::Bold, 2) } else { (Sign::Char('*'), 1) });
    }
    for gap in ["[…]", "(…)", "[...]", "(...)", "…"] {
        if rest.starts_with(gap) {
            return Some((Sign::Gap, gap.len()));
        }
    }
    if let Some(after) = rest.strip_prefix("...") {
        let is_edge = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || c == '*');
        if is_edge(before) && is_edge(after.chars().next()) {
            return Some((Sign::Gap, 3));
        }
    }
    Some((Sign::Char(c), c.len_utf8()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::codes;

    /// `prefix [exact] suffix` with `|` between pieces, or the errors.
    fn read(text: &str) -> String {
        let mut found = Findings::new("a.md", codes::CALLOUT);
        let lines: Vec<Range<usize>> = text
            .split_inclusive('\n')
            .scan(0, |at, line| {
                let start = *at;
                *at += line.len();
                Some(start..start + line.trim_end().len())
            })
            .collect();
        let selector = selector(text, &lines, &mut found);
        let errors = found.diagnostics.iter().map(|d| {
            let marked = &text[d.location.clone().unwrap().span.unwrap()];
            format!("error ({marked}) {} / {}", d.message, d.hint.as_deref().unwrap())
        });
        match selector {
            Some(Selector { prefix, exact, suffix, .. }) => {
                format!("{}[{}]{}", prefix.join("|"), exact.join("|"), suffix.join("|"))
            }
            None => errors.collect(),
        }
    }

    #[test]
    fn quotes_become_selectors() {
        let check = |text: &str, expect: &str| assert_eq!(read(text), expect, "{text}");
        check("plain words", "[plain words]");
        check("one\ntwo\n\nthree", "[one two\n\nthree]");
        check("Die … will Microsoft", "[Die|will Microsoft]");
        check("Die [...] will (…) Microsoft ...", "[Die|will|Microsoft]");
        check("… will Microsoft …", "[will Microsoft]");
        check("wait... what", "[wait... what]");
        check("a \\*\\*b\\*\\* \\[c\\] \\… d\\", "[a **b** [c] … d\\]");
        check("Die \\… … \\[\\…\\] Ende", "[Die …|[…] Ende]");
        check("2 ** 3 *x* _y_", "[2 ** 3 *x* _y_]");
        check("bis zum **15. September**.", "bis zum [15. September].");
        check("Die … zum **15.** … Ende", "Die|zum [15.]|Ende");
        check("Die … **15.** Ende", "Die|[15.] Ende");
        check("… **15.** …", "[15.]");
        check("Die **… 15. …** Ende", "Die |[15.]| Ende");
        check("Die **ersten … letzten** Ende", "Die [ersten|letzten] Ende");
        check("**alles**", "[alles]");
        check("Wort**teil**chen", "Wort[teil]chen");
    }

    #[test]
    fn what_is_wrong_is_said_where_it_stands() {
        let check = |text: &str, expect: &str| assert_eq!(read(text), expect, "{text}");
        check(
            "**a** b\n**c**",
            "error (**) a second bold passage in one quote / set only the target in bold; write \
             \\*\\* for asterisks of the text",
        );
        check(
            "a **b c",
            "error (**) the bold passage has no end / end it with **; write \\*\\* for asterisks \
             of the text",
        );
        let empty =
            "the target is empty / quote the words that it is about, or set them in **bold**";
        check("…", &format!("error (…) {empty}"));
        check("a **…** b", &format!("error (a **…** b) {empty}"));
        check("", &format!("error () {empty}"));
        check(
            &"a … ".repeat(101),
            &format!(
                "error ({}) the quote leaves words out more than 100 times / quote fewer words; \
                 the target needs only some context",
                "a … ".repeat(101).trim()
            ),
        );
    }
}
