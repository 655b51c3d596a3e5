//! Writing the tree as Markdown.

use super::escape::{self, Place};
use super::{Block, Columns, Inline, Item, Row};

/// An empty comment parts what would otherwise run together; reading drops it.
const SEPARATOR: &str = "<!-- -->";

/// Writes blocks; ends with a line end unless there is none.
#[must_use]
pub fn write(blocks: &[Block]) -> String {
    let mut out = String::new();
    push_blocks(blocks, &mut out);
    if !out.is_empty() {
        out.push('\n');
    }
    out
}

/// Writes running text on one line (line breaks aside).
#[must_use]
pub fn write_inlines(content: &[Inline]) -> String {
    let mut line = Line::new(Place::Paragraph);
    line.push_all(content);
    line.out
}

/// Plain words as Markdown that shows them letter for letter: empty lines part paragraphs, line ends are
/// breaks.
#[must_use]
pub fn words(text: &str) -> String {
    let line = |line: &str| {
        let line = line.trim().chars().filter(|c| !c.is_control()).collect();
        write_inlines(&[Inline::Text(line)])
    };
    let mut out = String::new();
    let mut gap = "";
    for words in text.lines().map(str::trim) {
        if words.is_empty() {
            gap = if out.is_empty() { "" } else { "\n\n" };
            continue;
        }
        out.push_str(gap);
        out.push_str(&line(words));
        gap = "\\\n";
    }
    out
}

fn push_blocks(blocks: &[Block], out: &mut String) {
    let mut before: Option<&Block> = None;
    for block in blocks {
        if let Some(before) = before {
            out.push_str("\n\n");
            if runs_together(before, block) {
                out.push_str(SEPARATOR);
                out.push_str("\n\n");
            }
        }
        push_block(block, out);
        before = Some(block);
    }
}

fn runs_together(before: &Block, after: &Block) -> bool {
    match (before, after) {
        (Block::List { start: a, .. }, Block::List { start: b, .. }) => a.is_some() == b.is_some(),
        // A code block's anchor stands in a paragraph of its own; so must a paragraph that is
        // nothing but an anchor.
        (Block::Paragraph { content, .. }, Block::Code { id: None, .. }) => content.is_empty(),
        _ => false,
    }
}

fn push_block(block: &Block, out: &mut String) {
    match block {
        Block::Paragraph { id, content } => {
            push_line(id.as_deref(), content, Place::Paragraph, out);
        }
        Block::Heading { level, id, content } => {
            out.push_str(&"#".repeat(usize::from(*level).clamp(1, 6)));
            out.push(' ');
            push_line(id.as_deref(), content, Place::Heading, out);
        }
        Block::Code { id, language, text } => push_code(id.as_deref(), language, text, out),
        Block::Quote(blocks) => push_indented(blocks, "> ", "> ", out),
        Block::List { start, items } => push_list(*start, items, out),
        Block::Table { columns, rows } => push_table(columns, rows, out),
        Block::Rule => out.push_str("***"),
        Block::Footnote { label, blocks } => {
            push_indented(blocks, &format!("[^{label}]: "), "    ", out);
        }
    }
}

fn push_line(id: Option<&str>, content: &[Inline], place: Place, out: &mut String) {
    let mut line = Line::new(place);
    line.push_anchor(id);
    line.push_all(content);
    out.push_str(&line.out);
}

fn push_code(id: Option<&str>, language: &str, text: &str, out: &mut String) {
    if let Some(id) = id {
        push_line(Some(id), &[], Place::Paragraph, out);
        out.push_str("\n\n");
    }
    let fence = "`".repeat(escape::longest_run(text, '`').max(2) + 1);
    out.push_str(&fence);
    out.push_str(super::code_language(language));
    out.push('\n');
    if !text.is_empty() {
        out.push_str(&escape::parted_code(text));
        out.push('\n');
    }
    out.push_str(&fence);
}

/// Blocks with `first` before their first line and `rest` before each further one.
fn push_indented(blocks: &[Block], first: &str, rest: &str, out: &mut String) {
    let mut inner = String::new();
    push_blocks(blocks, &mut inner);
    if inner.is_empty() {
        inner.push_str(SEPARATOR);
    }
    for (n, line) in inner.split('\n').enumerate() {
        if n > 0 {
            out.push('\n');
        }
        let prefix = if n == 0 { first } else { rest };
        out.push_str(if line.is_empty() { prefix.trim_end() } else { prefix });
        out.push_str(line);
    }
}

fn push_list(start: Option<u64>, items: &[Item], out: &mut String) {
    // Blank lines between items are needed only where an item has more than one paragraph.
    let loose = items
        .iter()
        .any(|item| item.iter().filter(|block| !matches!(block, Block::List { .. })).count() > 1);
    for (n, item) in items.iter().enumerate() {
        if n > 0 {
            out.push_str(if loose { "\n\n" } else { "\n" });
        }
        let marker = start.map_or_else(
            || "- ".to_owned(),
            |first| format!("{}. ", first.saturating_add(n as u64).min(999_999_999)),
        );
        push_indented(item, &marker, &" ".repeat(marker.len()), out);
    }
}

fn push_table(columns: &[Columns], rows: &[Row], out: &mut String) {
    for (n, row) in rows.iter().enumerate() {
        if n > 0 {
            out.push('\n');
        }
        out.push('|');
        for column in 0..columns.len() {
            let id = row.id.as_deref().filter(|_| column == 0);
            out.push(' ');
            push_line(id, row.cells.get(column).map_or(&[], Vec::as_slice), Place::Cell, out);
            out.push_str(" |");
        }
        if n == 0 {
            out.push_str("\n|");
            for column in columns {
                out.push_str(match column {
                    Columns::None => " --- |",
                    Columns::Left => " :-- |",
                    Columns::Center => " :-: |",
                    Columns::Right => " --: |",
                });
            }
        }
    }
}

/// Running text being written.
struct Line {
    out: String,
    place: Place,
    /// Whether the last thing written closed emphasis or code, so that what follows may have to be
    /// parted from it.
    closed: bool,
    /// Whether the last thing written was a footnote's number, which `(` or `:` would change.
    footnote: bool,
}

impl Line {
    fn new(place: Place) -> Self {
        Self { out: String::new(), place, closed: false, footnote: false }
    }

    fn push_anchor(&mut self, id: Option<&str>) {
        if let Some(id) = id {
            self.out.push_str(&format!("<a id=\"{}\"></a>", escape::attribute(id)));
        }
    }

    fn push_all(&mut self, content: &[Inline]) {
        for (n, inline) in content.iter().enumerate() {
            let before_bracket = matches!(
                content.get(n + 1),
                Some(Inline::Link { .. } | Inline::FootnoteRef(_) | Inline::Wikilink { .. })
            );
            self.push(inline, before_bracket);
        }
    }

    fn push(&mut self, inline: &Inline, before_bracket: bool) {
        match inline {
            Inline::Text(text) => self.push_text(text, before_bracket),
            Inline::Emphasis(inner) => self.push_emphasis("*", inner),
            Inline::Strong(inner) => self.push_emphasis("**", inner),
            Inline::Strike(inner) => self.push_emphasis("~~", inner),
            Inline::Code(code) => {
                if self.out.ends_with('`') {
                    self.out.push_str(SEPARATOR);
                }
                self.part_from_closed("`");
                escape::push_code(code, self.place, &mut self.out);
            }
            Inline::Link { href, title, content } => {
                self.piece("[");
                self.push_all(content);
                self.piece("]");
                escape::push_target(href, title, self.place, &mut self.out);
            }
            Inline::Image { src, alt } => {
                self.piece("![");
                self.push_text(alt, false);
                self.piece("]");
                escape::push_target(src, "", self.place, &mut self.out);
            }
            Inline::Time { datetime, content } => {
                self.piece(&format!("<time datetime=\"{}\">", escape::attribute(datetime)));
                self.push_all(content);
                self.piece("</time>");
            }
            Inline::FootnoteRef(label) => {
                self.piece(&format!("[^{label}]"));
                self.footnote = true;
            }
            Inline::Break if self.place == Place::Paragraph => self.piece("\\\n"),
            Inline::Break => self.piece("<br>"),
            Inline::Wikilink { target, label } => {
                self.piece("[[");
                self.out.push_str(target);
                if let Some(label) = label {
                    self.out.push_str(if self.place == Place::Cell { "\\|" } else { "|" });
                    let at = self.out.len();
                    self.push_text(label, false);
                    // Right behind the bar the reader takes an escape for what it says.
                    if self.out[at..].starts_with(['\\', '&']) {
                        self.out.insert_str(at, SEPARATOR);
                    }
                }
                self.piece("]]");
            }
        }
    }

    /// Markup that starts with ASCII punctuation.
    fn piece(&mut self, markup: &str) {
        self.part_from_closed(markup);
        if std::mem::take(&mut self.footnote) && markup.starts_with('[') {
            self.out.push_str(SEPARATOR);
        }
        self.out.push_str(markup);
    }

    fn push_text(&mut self, text: &str, before_bracket: bool) {
        self.part_from_closed(text);
        let line_start = self.out.is_empty() || self.out.ends_with('\n');
        let misread = std::mem::take(&mut self.footnote) && text.starts_with(['(', ':']);
        if misread {
            self.out.push('\\');
        }
        escape::push_text(text, self.place, line_start, before_bracket, &mut self.out);
    }

    /// Emphasis. Whether a delimiter opens or closes depends on the characters around it
    /// (CommonMark, section 6.2); where they could be misread, an empty comment parts them.
    fn push_emphasis(&mut self, delimiter: &str, inner: &[Inline]) {
        let mut inside = Line::new(self.place);
        // Not the start of a line, whatever comes first.
        inside.out.push(' ');
        inside.push_all(inner);
        let inside_text = &inside.out[1..];
        self.part_from_closed(delimiter);
        if self.out.chars().next_back().is_some_and(|before| !is_apart(before)) {
            self.out.push_str(SEPARATOR);
        }
        self.out.push_str(delimiter);
        if inside_text.starts_with(['*', '~', '_']) {
            self.out.push_str(SEPARATOR);
        }
        self.out.push_str(inside_text);
        if inside.closed {
            self.out.push_str(SEPARATOR);
        }
        self.out.push_str(delimiter);
        self.closed = true;
        self.footnote = false;
    }

    /// Behind emphasis only a blank or plain punctuation may follow directly.
    fn part_from_closed(&mut self, next: &str) {
        if !std::mem::take(&mut self.closed) {
            return;
        }
        if next.chars().next().is_some_and(|after| !is_apart(after)) {
            self.out.push_str(SEPARATOR);
        }
    }
}

/// Whether a character beside a delimiter leaves no doubt about what the delimiter does.
fn is_apart(c: char) -> bool {
    c.is_ascii_whitespace()
        || (c.is_ascii_punctuation() && !matches!(c, '*' | '_' | '~' | '`' | '\\'))
}
