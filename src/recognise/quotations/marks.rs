//! Quotation marks, paired.
//!
//! Every style of DIN 5008, Duden and the Chicago Manual is read: „…“ „…” “…” "…" »…« «…» ‹…› ›…‹
//! ‚…‘ ‘…’ '…' ”…”. What a mark does follows from its shape, the letters beside it and what is
//! open. A quotation may run over paragraphs, whether or not each opens it again; it never runs
//! into a heading, a cell or code, and one that does not close in time is none.

use std::ops::Range;

use crate::document::{Document, Leaf, LeafKind};

use super::super::leaves::code_spans;
use super::grammar::Grammar;

/// What stands between a pair of quotation marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Quote {
    /// Bytes of the document's text, the marks included.
    pub(super) span: Range<usize>,
    /// The same without the marks.
    pub(super) inner: Range<usize>,
}

/// Code points from a mark that opens, or opens again, to the one that closes.
const LONGEST: usize = 4_000;

/// Quotations open at one time; nobody nests deeper.
const DEEPEST: usize = 16;

/// All quotations of a document: ascending by start, the outer before the inner; properly nested.
pub(super) fn quotes(document: &Document) -> Vec<Quote> {
    let mut reader = Reader { stack: Vec::new(), found: Vec::new(), position: 0 };
    for leaf in &document.leaves {
        reader.read(document, leaf);
    }
    let mut found = reader.found;
    found.sort_by_key(|quote| (quote.span.start, std::cmp::Reverse(quote.span.end)));
    found
}

/// A mark that has opened.
struct Open {
    mark: char,
    at: usize,
    /// Where the quoted words begin.
    inner: usize,
    /// Code points read when it opened, or opened again at a paragraph's start.
    position: usize,
    /// Whether it is a straight mark of an earlier paragraph: the next one either closes it or
    /// shows, by opening, that it was never closed.
    stale: bool,
}

struct Reader {
    stack: Vec<Open>,
    found: Vec<Quote>,
    /// Code points read.
    position: usize,
}

impl Reader {
    fn read(&mut self, document: &Document, leaf: &Leaf) {
        let text = document.slice(&leaf.span);
        let running = leaf.kind == LeafKind::Paragraph;
        if !running {
            self.stack.clear();
        }
        if matches!(leaf.kind, LeafKind::Code(_)) {
            self.position += text.chars().count();
            return;
        }
        let again = self.open_again(text);
        let possessives = possessives(text);
        let code = code_spans(leaf);
        let mut before = None;
        let mut letters = text.char_indices().peekable();
        while let Some((at, c)) = letters.next() {
            let after = letters.peek().map(|(_, c)| *c);
            let place = leaf.span.start + at;
            let quoting =
                is_mark(c) && at >= again && !possessives.contains(at) && !is_inside(&code, place);
            if quoting {
                let rest = &text[at + c.len_utf8()..];
                self.mark(c, place, &Beside { before, after, rest });
            }
            self.position += 1;
            before = Some(c);
        }
        if !running {
            self.stack.clear();
        }
    }

    /// Reads the marks with which a paragraph says that open quotations go on, and returns the
    /// byte behind them. A single straight mark that it does not repeat was an apostrophe.
    fn open_again(&mut self, text: &str) -> usize {
        let position = self.position;
        let mut letters = text.chars();
        let mut read = 0;
        let mut repeats = true;
        self.stack.retain_mut(|open| {
            repeats = repeats && letters.clone().next() == Some(open.mark);
            if repeats {
                letters.next();
                read += open.mark.len_utf8();
                open.position = position;
            }
            open.stale = !repeats && open.mark == '"';
            repeats || open.mark != '\''
        });
        read
    }

    fn mark(&mut self, c: char, at: usize, beside: &Beside<'_>) {
        let matching = self.stack.iter().rposition(|open| closes(open.mark, c));
        let (closing, opening) = (matching.filter(|_| beside.closes(c)), beside.opens(c));
        match closing.or(matching.filter(|_| beside.is_apart())) {
            Some(index) => self.close(index, at, c),
            None if opening => self.open(c, at),
            None => {}
        }
    }

    fn open(&mut self, mark: char, at: usize) {
        if self.stack.len() >= DEEPEST {
            self.stack.remove(0);
        }
        let inner = at + mark.len_utf8();
        self.stack.retain(|open| !(open.stale && open.mark == mark));
        self.stack.push(Open { mark, at, inner, position: self.position, stale: false });
    }

    fn close(&mut self, index: usize, at: usize, c: char) {
        let open = &self.stack[index];
        if self.position - open.position <= LONGEST && open.inner < at {
            let span = open.at..at + c.len_utf8();
            self.found.push(Quote { span, inner: open.inner..at });
        }
        self.stack.truncate(index);
    }
}

/// Whether one of `spans`, which are ascending and apart, holds byte `at`.
fn is_inside(spans: &[Range<usize>], at: usize) -> bool {
    let next = spans.partition_point(|span| span.end <= at);
    spans.get(next).is_some_and(|span| span.start <= at)
}

/// What stands beside a mark.
struct Beside<'a> {
    before: Option<char>,
    after: Option<char>,
    rest: &'a str,
}

impl Beside<'_> {
    /// Whether a mark may open here.
    fn opens(&self, c: char) -> bool {
        let free = self.before.is_none_or(|c| c.is_whitespace() || is_opening(c) || is_dash(c));
        let Some(after) = self.after else { return false };
        match c {
            '„' => true,
            '’' => false,
            '\'' => free && after.is_alphabetic() && !elides(self.rest),
            '»' | '«' if after.is_whitespace() => free,
            _ => free && !after.is_whitespace() && !is_ending(after),
        }
    }

    /// Whether a mark may close here, if there is something to close.
    fn closes(&self, c: char) -> bool {
        let Some(before) = self.before else { return false };
        let guillemet = matches!(c, '»' | '«' | '›' | '‹');
        let touches = if before.is_whitespace() { guillemet } else { !is_bracket(before) };
        let runs_on = self.after.is_some_and(char::is_alphanumeric);
        touches && !(runs_on && (guillemet || matches!(c, '"' | '\'' | '’')))
    }

    /// Whether blanks stand on both sides, as beside the guillemets of French.
    fn is_apart(&self) -> bool {
        self.before.is_some_and(char::is_whitespace) && self.after.is_none_or(char::is_whitespace)
    }
}

fn is_mark(c: char) -> bool {
    matches!(c, '„' | '“' | '”' | '"' | '»' | '«' | '›' | '‹' | '‚' | '‘' | '’' | '\'')
}

/// Whether the mark `close` may end what the mark `open` began.
fn closes(open: char, close: char) -> bool {
    match open {
        '„' => matches!(close, '“' | '”' | '"'),
        '“' | '"' => matches!(close, '”' | '"'),
        '”' => close == '”',
        '‚' => matches!(close, '‘' | '’' | '\''),
        '‘' | '\'' => matches!(close, '’' | '\''),
        '»' => close == '«',
        '«' => close == '»',
        '›' => close == '‹',
        '‹' => close == '›',
        _ => false,
    }
}

fn is_opening(c: char) -> bool {
    matches!(c, '(' | '[' | '{' | '/' | ':') || (is_mark(c) && c != '’')
}

fn is_bracket(c: char) -> bool {
    matches!(c, '(' | '[' | '{' | '„' | '‚')
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '—' | '‑' | '…')
}

fn is_ending(c: char) -> bool {
    matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']')
}

/// Whether an apostrophe before `rest` stands for letters left out.
fn elides(rest: &str) -> bool {
    let word = rest.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    word.len() <= 14 && Grammar::any().apostrophes.contains(&word.to_lowercase())
}

/// Apostrophes inside words and at the ends of words in s: bytes of the text, ascending.
struct Possessives(Vec<usize>);

impl Possessives {
    fn contains(&self, at: usize) -> bool {
        self.0.binary_search(&at).is_ok()
    }
}

/// Finds the apostrophes that are no quotation marks. One between letters is none. One behind an s
/// and before a further word (“the engineers’ report”) is none where another follows, before any
/// single mark opens, that can be nothing but a closing mark.
fn possessives(text: &str) -> Possessives {
    let mut found = Vec::new();
    let mut closing_follows = false;
    let mut after: [Option<char>; 2] = [None, None];
    let mut letters = text.char_indices().rev().peekable();
    while let Some((at, c)) = letters.next() {
        let before = letters.peek().map(|(_, c)| *c);
        if matches!(c, '’' | '\'') {
            let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            let plural =
                matches!(before, Some('s' | 'S')) && after[0] == Some(' ') && inside(after[1]);
            if (inside(before) && inside(after[0])) || (plural && closing_follows) {
                found.push(at);
            } else if !plural {
                closing_follows = before.is_some_and(|c| !c.is_whitespace() && !is_opening(c));
            }
        } else if matches!(c, '‘' | '‚') {
            closing_follows = false;
        }
        after = [Some(c), after[0]];
    }
    found.reverse();
    Possessives(found)
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::document;
    use super::*;

    fn check(leaves: &[&str], expected: &[&str]) {
        let document = document("de", None, leaves);
        let found = quotes(&document);
        let shown: Vec<&str> = found.iter().map(|q| document.slice(&q.span)).collect();
        assert_eq!(shown, expected, "{leaves:?}");
    }

    #[test]
    fn every_style_is_read() {
        for quote in [
            "„Ja, gern.“",
            "„Ja, gern.”",
            "„Ja, gern.\"",
            "“Ja, gern.”",
            "\"Ja, gern.\"",
            "»Ja, gern.«",
            "«Ja, gern.»",
            "‹Ja, gern.›",
            "›Ja, gern.‹",
            "‚Ja, gern.‘",
            "‘Ja, gern.’",
            "'Ja, gern.'",
            "« Ja, gern. »",
            "»Ja«",
            "”Ja, gern.”",
        ] {
            check(&[&format!("Sie rief: {quote} Er ging.")], &[quote]);
            check(&[quote], &[quote]);
            check(&[&format!("({quote}), {quote} – {quote}!")], &[quote, quote, quote]);
        }
    }

    #[test]
    fn quotations_nest() {
        check(&["„Er sagte ‚Nein‘ und ging.“"], &["„Er sagte ‚Nein‘ und ging.“", "‚Nein‘"]);
        check(&["“He said ‘No’ to me.”"], &["“He said ‘No’ to me.”", "‘No’"]);
        check(&["»Er sagte ›Nein‹.«"], &["»Er sagte ›Nein‹.«", "›Nein‹"]);
        check(&["\"He said 'No.'\""], &["\"He said 'No.'\"", "'No.'"]);
        check(&["„Das „Wort“ hier“"], &["„Das „Wort“ hier“", "„Wort“"]);
    }

    #[test]
    fn apostrophes_are_no_marks() {
        check(&["It's the dogs' and Hans’ bone, isn’t it?"], &[]);
        check(&["‘The engineers’ report isn’t here.’"], &["‘The engineers’ report isn’t here.’"]);
        check(&["'It's the dogs' bone,' he said."], &["'It's the dogs' bone,'"]);
        check(&["'Tis the season, rock 'n' roll"], &[]);
        check(&["in the '90s and '80s"], &[]);
        check(&["a 5\"x3\" board"], &[]);
    }

    #[test]
    fn quotations_run_over_paragraphs() {
        check(&["“One.", "“Two.", "“Three.” He left."], &["“One.\n\n“Two.\n\n“Three.”"]);
        check(&["„Eins.", "Zwei.“"], &["„Eins.\n\nZwei.“"]);
        check(&["\"One.", "Two.\" He left."], &["\"One.\n\nTwo.\""]);
        check(&["\"One.", "\"Two.\" He left."], &["\"One.\n\n\"Two.\""]);
        check(&["“‘One.", "“‘Two.’”"], &["“‘One.\n\n“‘Two.’”", "‘One.\n\n“‘Two.’"]);
    }

    #[test]
    fn one_that_does_not_close_takes_nothing_along() {
        check(&["„Eins.", "Sie rief „Zwei“ laut."], &["„Zwei“"]);
        check(&["\"One.", "She said \"Two\" loudly.", "Three\" four."], &["\"Two\""]);
        check(&["„Eins.", "# Kapitel “zwei", "drei.“"], &[]);
        check(&["„Eins.", "    code", "drei.“"], &[]);
        check(&["| „Eins", "| zwei“"], &[]);
        check(&["„A.", &format!("{} B.“", "x".repeat(4_000))], &[]);
        check(&["“A.", "“B.", "C”"], &["“A.\n\n“B.\n\nC”"]);
        check(&["Ein “ einzelnes ” Zeichen”"], &[]);
        check(&["„“"], &[]);
    }

    #[test]
    fn a_german_mark_and_an_english_one_may_stand_in_one_text() {
        check(&["„Eins“ und “zwei” und „drei“"], &["„Eins“", "“zwei”", "„drei“"]);
        check(&["„Titanic“-Film"], &["„Titanic“"]);
    }
}
