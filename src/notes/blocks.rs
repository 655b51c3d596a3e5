//! Cutting a notes file into its introduction and its callouts, line by line.
//!
//! A callout begins with a line `> [!`, indented by three blanks at most and outside fenced code
//! (CommonMark 0.31, sections 4.5 and 5.1); lines that begin with `>` carry its quote on, and its
//! body runs to the next callout.

use std::ops::Range;

/// The parts of a notes file, as bytes of it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Blocks {
    /// What stands before the first callout.
    pub(super) introduction: Range<usize>,
    /// In the order of the file.
    pub(super) callouts: Vec<Block>,
}

/// One callout.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Block {
    /// Where its first line begins.
    pub(super) start: usize,
    /// Its first line from `[!` on.
    pub(super) head: Range<usize>,
    /// The lines of its quote, without `>` and blanks at their ends.
    pub(super) quote: Vec<Range<usize>>,
    /// What stands below, without blanks at its ends.
    pub(super) body: Range<usize>,
}

/// Cuts `text` from byte `from` on.
pub(super) fn blocks(text: &str, from: usize) -> Blocks {
    let mut callouts: Vec<Block> = Vec::new();
    let mut fence: Option<Fence> = None;
    let mut in_quote = false;
    for line in lines(text, from) {
        let words = &text[line.clone()];
        if let Some(open) = &fence {
            if open.is_closed_by(words) {
                fence = None;
            }
            continue;
        }
        match quoted(text, &line) {
            Some(content) if text[content.clone()].starts_with("[!") => {
                close(text, &mut callouts, line.start);
                let body = line.end..text.len();
                callouts.push(Block { start: line.start, head: content, quote: vec![], body });
                in_quote = true;
            }
            Some(content) if in_quote => {
                if let Some(callout) = callouts.last_mut() {
                    callout.quote.push(content);
                    callout.body.start = line.end;
                }
            }
            _ => {
                in_quote = false;
                fence = Fence::opened_by(words);
            }
        }
    }
    let end = callouts.first().map_or(text.len(), |first| first.start);
    close(text, &mut callouts, text.len());
    Blocks { introduction: trim(text, from..end), callouts }
}

/// The lines of a quote that stands at bytes `quote`, without `>` and blanks at their ends.
pub(super) fn quote_lines(text: &str, quote: &Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for line in lines(&text[..quote.end], quote.start) {
        let content = match found.is_empty() {
            true => Some(trim(text, line)),
            false => quoted(text, &line),
        };
        found.extend(content);
    }
    found
}

/// Ends the last callout's body where the next one begins.
fn close(text: &str, callouts: &mut [Block], end: usize) {
    if let Some(last) = callouts.last_mut() {
        last.body = trim(text, last.body.start..end);
    }
}

/// The lines from byte `from` on, without their ends.
fn lines(text: &str, from: usize) -> impl Iterator<Item = Range<usize>> + '_ {
    text[from..].split_inclusive('\n').scan(from, |at, line| {
        let start = *at;
        *at += line.len();
        Some(start..start + line.trim_end_matches(['\n', '\r']).len())
    })
}

/// A line without up to three blanks of indentation; `None` where there are more.
fn unindented(line: &str) -> Option<&str> {
    let rest = line.trim_start_matches(' ');
    (line.len() - rest.len() <= 3).then_some(rest)
}

/// What a line that begins with `>` says behind it.
fn quoted(text: &str, line: &Range<usize>) -> Option<Range<usize>> {
    let rest = unindented(&text[line.clone()])?.strip_prefix('>')?;
    Some(trim(text, line.end - rest.len()..line.end))
}

/// A span without the blanks at its ends.
pub(super) fn trim(text: &str, span: Range<usize>) -> Range<usize> {
    let words = &text[span.clone()];
    let start = span.start + (words.len() - words.trim_start().len());
    start..start + words.trim().len()
}

/// The opening line of fenced code.
struct Fence {
    mark: char,
    len: usize,
}

impl Fence {
    fn opened_by(line: &str) -> Option<Self> {
        let line = unindented(line)?;
        let mark = line.chars().next().filter(|&c| c == '`' || c == '~')?;
        let info = line.trim_start_matches(mark);
        let len = line.len() - info.len();
        (len >= 3 && !(mark == '`' && info.contains('`'))).then_some(Self { mark, len })
    }

    fn is_closed_by(&self, line: &str) -> bool {
        unindented(line)
            .map(str::trim_end)
            .is_some_and(|line| line.len() >= self.len && line.chars().all(|c| c == self.mark))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The parts as words: introduction, then per callout head, quote lines and body.
    fn check(text: &str, introduction: &str, expect: &[(&str, &[&str], &str)]) {
        let found = blocks(text, 0);
        assert_eq!(&text[found.introduction], introduction, "{text}");
        let callouts: Vec<_> = found
            .callouts
            .iter()
            .map(|block| {
                let quote: Vec<&str> = block.quote.iter().map(|line| &text[line.clone()]).collect();
                (&text[block.head.clone()], quote, &text[block.body.clone()])
            })
            .collect();
        let expect: Vec<_> =
            expect.iter().map(|(head, quote, body)| (*head, quote.to_vec(), *body)).collect();
        assert_eq!(callouts, expect, "{text}");
    }

    #[test]
    fn a_file_is_cut_at_its_callouts() {
        check("", "", &[]);
        check("Only words.\n", "Only words.", &[]);
        check(
            "Words.\n\n> [!note] a\n> one\n>\n> two\n\nBody.\n\n> plain\n\n   >[!claim]\n>x\nB\n",
            "Words.",
            &[("[!note] a", &["one", "", "two"], "Body.\n\n> plain"), ("[!claim]", &["x"], "B")],
        );
        check("> [!note]\r\n> a\r\n\r\nB\r\n", "", &[("[!note]", &["a"], "B")]);
        check(
            "> [!note]\n> a\n> [!name] b\n> c",
            "",
            &[("[!note]", &["a"], ""), ("[!name] b", &["c"], "")],
        );
        check("> [!note]\nlazy", "", &[("[!note]", &[], "lazy")]);
    }

    #[test]
    fn what_only_looks_like_a_callout_is_none() {
        for text in [
            "    > [!note]",
            "\t> [!note]",
            "a > [!note]",
            "> a [!note]",
            "```\n> [!note]\n```",
            "~~~~ x\n~~~\n> [!note]\n~~~~~",
            "```\n> [!note]",
        ] {
            check(text, text.trim(), &[]);
        }
        check("``` `\n> [!note]", "``` `", &[("[!note]", &[], "")]);
        check("```\n```\n> [!note]", "```\n```", &[("[!note]", &[], "")]);
    }
}
