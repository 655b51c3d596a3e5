//! The one form of a tree that writing and reading leave as it is.

use super::Inline;

/// Running text in its one form: neighbouring texts joined, empty pieces gone, blanks moved out of
/// the edges of emphasis and dropped at the edges of lines, no link in a link and no emphasis in
/// emphasis of the same kind, addresses fit for Markdown.
#[must_use]
pub fn normalise(content: Vec<Inline>) -> Vec<Inline> {
    let mut out = cleaned(content);
    // Dropping blanks can empty a piece, which joins its neighbours; that settles in a few rounds.
    for _ in 0..MAX_ROUNDS {
        let mut trim = Trim::default();
        trim.starts(&mut out, &mut true);
        trim.ends(&mut out, &mut true);
        if !trim.changed {
            break;
        }
        out = cleaned(out);
    }
    out
}

const MAX_ROUNDS: usize = 8;

fn cleaned(content: Vec<Inline>) -> Vec<Inline> {
    Cleaner::default().cleaned(content)
}

/// Which kinds of inline are open around the place being cleaned.
#[derive(Debug, Clone, Copy, Default)]
struct Cleaner {
    emphasis: bool,
    strong: bool,
    strike: bool,
    link: bool,
    time: bool,
}

impl Cleaner {
    fn push_all(self, content: Vec<Inline>, out: &mut Vec<Inline>) {
        for inline in content {
            self.push(inline, out);
        }
    }

    fn push(self, inline: Inline, out: &mut Vec<Inline>) {
        match inline {
            Inline::Text(text) => push_text(text, out),
            Inline::Code(code) => {
                let code = if code.contains(LINE) { code.replace(LINE, " ") } else { code };
                if !code.is_empty() {
                    out.push(Inline::Code(code));
                }
            }
            Inline::Emphasis(inner) if self.emphasis => self.push_all(inner, out),
            Inline::Strong(inner) if self.strong => self.push_all(inner, out),
            Inline::Strike(inner) if self.strike => self.push_all(inner, out),
            Inline::Emphasis(inner) => {
                Self { emphasis: true, ..self }.wrap(inner, Inline::Emphasis, out);
            }
            Inline::Strong(inner) => Self { strong: true, ..self }.wrap(inner, Inline::Strong, out),
            Inline::Strike(inner) => Self { strike: true, ..self }.wrap(inner, Inline::Strike, out),
            Inline::Link { content, .. } if self.link => self.push_all(content, out),
            Inline::Link { href, title, content } => {
                let (href, title) = (address(href), one_line(title));
                let wrap = |content| Inline::Link { href, title, content };
                Self { link: true, ..self }.wrap(content, wrap, out);
            }
            Inline::Time { content, .. } if self.time => self.push_all(content, out),
            Inline::Time { datetime, content } => {
                let wrap = |content| Inline::Time { datetime, content };
                Self { time: true, ..self }.wrap(content, wrap, out);
            }
            Inline::Image { src, alt } => {
                out.push(Inline::Image { src: address(src), alt: one_line(alt) });
            }
            Inline::Wikilink { target, label } => wikilink(target, label, out),
            other @ (Inline::FootnoteRef(_) | Inline::Break) => out.push(other),
        }
    }

    fn cleaned(self, content: Vec<Inline>) -> Vec<Inline> {
        // Most often as many as there were; what is kept long should hold no room for more.
        let mut out = Vec::with_capacity(content.len());
        self.push_all(content, &mut out);
        out
    }

    /// Puts something around cleaned content, its blank edges moved out.
    fn wrap(
        self,
        inner: Vec<Inline>,
        wrap: impl FnOnce(Vec<Inline>) -> Inline,
        out: &mut Vec<Inline>,
    ) {
        let mut inner = self.cleaned(inner);
        let mut before = Vec::new();
        let mut after = Vec::new();
        move_blank_edge(&mut inner, Edge::Start, &mut before);
        move_blank_edge(&mut inner, Edge::End, &mut after);
        self.push_all(before, out);
        if !inner.is_empty() {
            out.push(wrap(inner));
        }
        after.reverse();
        self.push_all(after, out);
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Edge {
    Start,
    End,
}

/// Moves blanks and line breaks from one edge of `inner` to `moved`, outermost first.
fn move_blank_edge(inner: &mut Vec<Inline>, edge: Edge, moved: &mut Vec<Inline>) {
    loop {
        let at = if edge == Edge::Start { 0 } else { inner.len().saturating_sub(1) };
        match inner.get_mut(at) {
            Some(Inline::Break) => moved.push(inner.remove(at)),
            Some(Inline::Text(text)) => {
                let kept = if edge == Edge::Start { text.trim_start() } else { text.trim_end() };
                if kept.len() == text.len() {
                    return;
                }
                let blank = if edge == Edge::Start {
                    text[..text.len() - kept.len()].to_owned()
                } else {
                    text[kept.len()..].to_owned()
                };
                let kept = kept.to_owned();
                moved.push(Inline::Text(blank));
                if !kept.is_empty() {
                    *text = kept;
                    return;
                }
                inner.remove(at);
            }
            _ => return,
        }
    }
}

/// The ends of lines.
const LINE: [char; 2] = ['\n', '\r'];

fn push_text(text: String, out: &mut Vec<Inline>) {
    if !text.contains(['\n', '\r', '\0']) {
        return push_line(text, out);
    }
    for (n, line) in text.split('\n').enumerate() {
        if n > 0 {
            out.push(Inline::Break);
        }
        push_line(line.replace('\r', " ").replace('\0', "\u{FFFD}"), out);
    }
}

fn push_line(line: String, out: &mut Vec<Inline>) {
    match out.last_mut() {
        Some(Inline::Text(last)) => last.push_str(&line),
        _ if line.is_empty() => {}
        _ => out.push(Inline::Text(line)),
    }
}

const BLANK: [char; 2] = [' ', '\t'];

/// Takes away blanks at the edges of lines.
#[derive(Default)]
struct Trim {
    /// Whether there were any.
    changed: bool,
}

impl Trim {
    /// Drops blanks where a line starts, and breaks that would start one twice.
    fn starts(&mut self, content: &mut Vec<Inline>, line_start: &mut bool) {
        let before = content.len();
        content.retain_mut(|inline| match inline {
            Inline::Text(text) => {
                if *line_start && text.starts_with(BLANK) {
                    *text = text.trim_start_matches(BLANK).to_owned();
                    self.changed = true;
                }
                *line_start = *line_start && text.is_empty();
                !text.is_empty()
            }
            Inline::Break => !std::mem::replace(line_start, true),
            Inline::Emphasis(inner)
            | Inline::Strong(inner)
            | Inline::Strike(inner)
            | Inline::Link { content: inner, .. }
            | Inline::Time { content: inner, .. } => {
                self.starts(inner, line_start);
                !inner.is_empty()
            }
            _ => {
                *line_start = false;
                true
            }
        });
        self.changed |= content.len() != before;
    }

    /// Drops blanks where a line ends, and breaks at the end of all.
    fn ends(&mut self, content: &mut [Inline], line_end: &mut bool) {
        for inline in content.iter_mut().rev() {
            match inline {
                Inline::Text(text) => {
                    if *line_end && text.ends_with(BLANK) {
                        text.truncate(text.trim_end_matches(BLANK).len());
                        self.changed = true;
                    }
                    *line_end = *line_end && text.is_empty();
                }
                Inline::Break => {
                    if std::mem::replace(line_end, true) {
                        // Emptied here, dropped by the next cleaning.
                        *inline = Inline::Text(String::new());
                        self.changed = true;
                    }
                }
                Inline::Emphasis(inner)
                | Inline::Strong(inner)
                | Inline::Strike(inner)
                | Inline::Link { content: inner, .. }
                | Inline::Time { content: inner, .. } => self.ends(inner, line_end),
                _ => *line_end = false,
            }
        }
    }
}

/// A wikilink; words, where Markdown has no way to write one that leads there.
fn wikilink(target: String, label: Option<String>, out: &mut Vec<Inline>) {
    let target = one_line(target);
    let label = label.map(one_line).filter(|label| !label.is_empty());
    // Nothing in a target can be escaped.
    let odd = |c: char| c.is_control() || matches!(c, '[' | ']' | '|' | '\\' | '`' | '<');
    if !target.is_empty() && !target.starts_with('^') && !target.contains(odd) {
        out.push(Inline::Wikilink { target, label });
        return;
    }
    let label = label.map_or_else(String::new, |label| format!("|{label}"));
    push_text(format!("[[{target}{label}]]"), out);
}

fn one_line(text: String) -> String {
    if text.is_empty() {
        return text;
    }
    crate::text::one_line(&text).replace('\0', "\u{FFFD}")
}

/// An address without blanks, controls and the few characters that Markdown could trip over;
/// they are percent-encoded (RFC 3986, section 2.1).
fn address(href: String) -> String {
    let odd =
        |c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '\\' | '|' | '`');
    if !href.contains(odd) {
        return href;
    }
    let mut out = String::with_capacity(href.len());
    for c in href.trim().chars() {
        if odd(c) {
            let mut buffer = [0; 4];
            for byte in c.encode_utf8(&mut buffer).bytes() {
                out.push_str(&format!("%{byte:02X}"));
            }
        } else {
            out.push(c);
        }
    }
    out
}
