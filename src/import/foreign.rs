//! Others' Markdown as notes can bear it.
//!
//! What does no harm stays as it was written. Where it has raw HTML, pictures, footnotes, links that a
//! page may not have or wikilinks that lead nowhere here, it is read and written anew: these become words.

use crate::document::Metadata;
use crate::markdown::{self, Block, Inline, Row, is_allowed, is_external, normalise};
use crate::notes::read;

/// Makes a note of Markdown from elsewhere. `leads` says whether a wikilink leads somewhere.
pub(super) fn markdown(text: &str, leads: &dyn Fn(&str) -> bool) -> String {
    let text = plain_controls(text);
    let text = text.trim();
    let reading = markdown::read(text);
    let harmless = reading.html.is_empty()
        && reading
            .links
            .iter()
            .all(|link| if link.wiki { leads(&link.target) } else { is_web(&link.target) })
        && !has_what_notes_lack(&reading.blocks)
        && ends(text);
    if harmless { text.to_owned() } else { rewritten(text, leads) }
}

/// The same, read and written anew in any case.
pub(super) fn rewritten(text: &str, leads: &dyn Fn(&str) -> bool) -> String {
    let text = plain_controls(text);
    let blocks = Rewriter { leads }.blocks(markdown::read(text.trim()).blocks);
    markdown::write(&blocks).trim().to_owned()
}

/// Whether a callout that stands behind the text is one, and none stands in it: whether no block of code
/// is left open.
fn ends(text: &str) -> bool {
    let behind = format!("{text}\n\n> [!note]\n> x\n");
    read("", "", &behind, Metadata::default(), 0).0.callouts.len() == 1
}

/// Without control characters; every line ends in one line feed.
fn plain_controls(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.chars().filter(|&c| c == '\n' || c == '\t' || !c.is_control()).collect()
}

/// Whether an address leads out into the web; others mean another place than this.
fn is_web(href: &str) -> bool {
    is_external(href) && is_allowed(href)
}

fn has_what_notes_lack(blocks: &[Block]) -> bool {
    let mut found = false;
    markdown::each_block(blocks, &mut |block| {
        found |= matches!(block, Block::Footnote { .. });
    });
    markdown::each_inline(blocks, &mut |inline| {
        found |=
            matches!(inline, Inline::Image { .. } | Inline::FootnoteRef(_) | Inline::Time { .. });
    });
    markdown::each_anchor(blocks, &mut |_| found = true);
    found
}

struct Rewriter<'a> {
    leads: &'a dyn Fn(&str) -> bool,
}

impl Rewriter<'_> {
    fn blocks(&self, blocks: Vec<Block>) -> Vec<Block> {
        blocks.into_iter().map(|block| self.block(block)).collect()
    }

    fn block(&self, block: Block) -> Block {
        match block {
            Block::Paragraph { content, .. } => {
                Block::Paragraph { id: None, content: self.inlines(content) }
            }
            Block::Heading { level, content, .. } => {
                Block::Heading { level, id: None, content: self.inlines(content) }
            }
            Block::Code { language, text, .. } => Block::Code { id: None, language, text },
            Block::Quote(blocks) | Block::Footnote { blocks, .. } => {
                Block::Quote(self.blocks(blocks))
            }
            Block::List { start, items } => {
                Block::List { start, items: items.into_iter().map(|i| self.blocks(i)).collect() }
            }
            Block::Table { columns, rows } => {
                let row = |row: Row| Row {
                    id: None,
                    cells: row.cells.into_iter().map(|cell| self.inlines(cell)).collect(),
                };
                Block::Table { columns, rows: rows.into_iter().map(row).collect() }
            }
            Block::Rule => Block::Rule,
        }
    }

    fn inlines(&self, content: Vec<Inline>) -> Vec<Inline> {
        normalise(content.into_iter().flat_map(|inline| self.inline(inline)).collect())
    }

    fn inline(&self, inline: Inline) -> Vec<Inline> {
        vec![match inline {
            Inline::Wikilink { target, label } if !(self.leads)(&target) => {
                let label = label.map_or_else(String::new, |label| format!("|{label}"));
                Inline::Text(format!("[[{target}{label}]]"))
            }
            Inline::Emphasis(content) => Inline::Emphasis(self.inlines(content)),
            Inline::Strong(content) => Inline::Strong(self.inlines(content)),
            Inline::Strike(content) => Inline::Strike(self.inlines(content)),
            Inline::Link { href, title, content } if is_web(&href) => {
                Inline::Link { href, title, content: self.inlines(content) }
            }
            Inline::Link { href, content, .. } => {
                let mut words = self.inlines(content);
                words.push(Inline::Text(format!(" ({href})")));
                return words;
            }
            Inline::Image { src, alt } if is_web(&src) => {
                let words = if alt.is_empty() { src.clone() } else { alt };
                Inline::Link { href: src, title: String::new(), content: vec![Inline::Text(words)] }
            }
            Inline::Image { alt, .. } => Inline::Text(alt),
            Inline::FootnoteRef(label) => Inline::Text(format!("[^{label}]")),
            Inline::Time { content, .. } => return self.inlines(content),
            other @ (Inline::Text(_)
            | Inline::Code(_)
            | Inline::Break
            | Inline::Wikilink { .. }) => other,
        }]
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_does_no_harm_stays() {
        let leads = |target: &str| target == "ada";
        for text in
            ["See *this* and [that](https://example.org/a).", "- a\n- b", "[[ada|Ada]]", "2 * 3"]
        {
            assert_eq!(markdown(text, &leads), text);
        }
    }

    #[test]
    fn what_notes_cannot_bear_becomes_words() {
        let leads = |target: &str| target == "ada";
        for (text, expect) in [
            ("<b>x</b>", "\\<b>x\\</b>"),
            ("[[eve]] and [[ada]]", "\\[\\[eve\\]\\] and [[ada]]"),
            ("[x](javascript:alert(1))", "x (javascript:alert(1))"),
            ("[x](../a.md)", "x (../a.md)"),
            ("![cat](https://example.org/c.png)", "[cat](https://example.org/c.png)"),
            ("![cat](data:x)", "cat"),
            ("> [!note]\n> a <i>", "> \\[!note\\] a \\<i>"),
        ] {
            assert_eq!(markdown(text, &leads), expect, "{text}");
        }
    }

    proptest! {
        #[test]
        fn nothing_harmful_is_left(text in "(\\[\\[|\\]\\]|\\[|\\]|\\(|\\)|<b>|</b>|!|javascript:|https://a\\.b|`{1,3}|>|\\*|#| |\n|a|\\^|:|\\||-|\u{1}|<!--|-->){0,30}") {
            let once = markdown(&text, &|_| false);
            let reading = markdown::read(&once);
            prop_assert!(reading.html.is_empty(), "{once:?}");
            prop_assert!(reading.links.iter().all(|link| !link.wiki && is_web(&link.target)), "{once:?}");
        }
    }
}
