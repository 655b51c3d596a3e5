//! The tree.

pub use crate::document::Alignment as Columns;

/// A block of a Markdown text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A paragraph.
    Paragraph {
        /// Its anchor.
        id: Option<String>,
        /// Its words.
        content: Vec<Inline>,
    },
    /// A heading.
    Heading {
        /// 1 to 6.
        level: u8,
        /// Its anchor.
        id: Option<String>,
        /// Its words.
        content: Vec<Inline>,
    },
    /// A fenced code block.
    Code {
        /// Its anchor.
        id: Option<String>,
        /// The info string's first word.
        language: String,
        /// The code, without the last line end.
        text: String,
    },
    /// A block quotation.
    Quote(Vec<Block>),
    /// A list.
    List {
        /// The first number; `None` for bullets.
        start: Option<u64>,
        /// Its items.
        items: Vec<Item>,
    },
    /// A table.
    Table {
        /// One per column.
        columns: Vec<Columns>,
        /// The head first.
        rows: Vec<Row>,
    },
    /// A thematic break.
    Rule,
    /// What a footnote says; it stands at the end of the text.
    Footnote {
        /// Its label.
        label: String,
        /// Its blocks.
        blocks: Vec<Block>,
    },
}

/// An item of a list: its blocks.
pub type Item = Vec<Block>;

/// A row of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// Its anchor.
    pub id: Option<String>,
    /// Its cells' words, as many as the table has columns.
    pub cells: Vec<Vec<Inline>>,
}

/// Running text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline {
    /// Words. Never empty, never two in a row.
    Text(String),
    /// Emphasis.
    Emphasis(Vec<Inline>),
    /// Strong emphasis.
    Strong(Vec<Inline>),
    /// Struck out.
    Strike(Vec<Inline>),
    /// Code.
    Code(String),
    /// A link.
    Link {
        /// Where to.
        href: String,
        /// What it says of itself; perhaps empty.
        title: String,
        /// Its words.
        content: Vec<Inline>,
    },
    /// A picture.
    Image {
        /// Where it lies.
        src: String,
        /// Its alternative text.
        alt: String,
    },
    /// A date in machine-readable form around its words.
    Time {
        /// The EDTF value.
        datetime: String,
        /// Its words.
        content: Vec<Inline>,
    },
    /// A reference to a footnote.
    FootnoteRef(String),
    /// A line break.
    Break,
    /// `[[target]]` or `[[target|label]]`.
    Wikilink {
        /// What it leads to.
        target: String,
        /// The words shown, where others than the target's name.
        label: Option<String>,
    },
}

/// The words of running text without any markup; a line break is `\n`.
#[must_use]
pub fn plain_text(inlines: &[Inline]) -> String {
    let mut text = String::new();
    push_plain(inlines, &mut text);
    text
}

fn push_plain(inlines: &[Inline], text: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(words) | Inline::Code(words) => text.push_str(words),
            Inline::Emphasis(content)
            | Inline::Strong(content)
            | Inline::Strike(content)
            | Inline::Link { content, .. }
            | Inline::Time { content, .. } => push_plain(content, text),
            Inline::Image { alt, .. } => text.push_str(alt),
            Inline::Break => text.push('\n'),
            Inline::Wikilink { target, label } => {
                text.push_str(label.as_deref().unwrap_or(target));
            }
            Inline::FootnoteRef(_) => {}
        }
    }
}
