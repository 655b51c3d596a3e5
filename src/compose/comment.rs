//! Editors' words: Markdown with wikilinks becomes Markdown with links.

use super::Composer;
use super::paths::{DOCUMENTS, document_path, entry_path, hand_path, relative};
use crate::annotation::Body;
use crate::document::{Leaf, anchor_of};
use crate::dossier::{Mention, Reference};
use crate::markdown::{self, Block, Inline, Row, normalise};

/// With which quoted words begin and end.
const MARKS: [char; 9] = ['„', '“', '”', '"', '»', '«', '‘', '’', '\''];

impl Composer<'_> {
    /// An editor's text as it goes onto the page at `path`; `here` is the document it is about.
    /// Headings are lowered to `level` at least.
    pub(super) fn comment(
        &self,
        words: &str,
        path: &str,
        here: Option<usize>,
        level: u8,
    ) -> Vec<Block> {
        let linker = Linker { composer: self, path, here, level };
        linker.blocks(markdown::read(words).blocks)
    }

    /// A single line of it.
    pub(super) fn line(&self, words: &str, path: &str) -> Vec<Inline> {
        match self.comment(words, path, None, 2).into_iter().next() {
            Some(Block::Paragraph { content, .. }) => content,
            _ => Vec::new(),
        }
    }

    /// Where a reference leads, and how it is called.
    pub(super) fn target(&self, reference: &Reference) -> (String, String) {
        match reference {
            Reference::Entry(id) => {
                let name = self.dossier.register.get(id).map_or(id.as_str(), |e| &e.name);
                (entry_path(id), name.to_owned())
            }
            Reference::Document(n) => {
                let document = &self.dossier.documents[*n].document;
                (document_path(&document.slug), document.title.clone())
            }
            Reference::Paragraph(n, anchor) => {
                let document = &self.dossier.documents[*n].document;
                let path = format!("{}#{}", document_path(&document.slug), anchor_of(anchor));
                (path, format!("{}, {}", document.title, self.paragraph_name(anchor)))
            }
            Reference::Annotation(place) => (self.place_path(*place), self.lemma(*place)),
            Reference::Page(name) => {
                let page = self.dossier.pages.iter().find(|page| page.name == *name);
                (hand_path(name), page.map_or(name, |page| &page.title).clone())
            }
            Reference::View("documents") => {
                (DOCUMENTS.to_owned(), self.words.text("documents").to_owned())
            }
            Reference::View(name) => (hand_path(name), self.words.text(name).to_owned()),
        }
    }

    /// `p4` → “¶ 4”.
    pub(super) fn paragraph_name(&self, anchor: &str) -> String {
        match anchor.strip_prefix('p') {
            Some(number) => format!("¶ {}", anchor_of(number)),
            None => format!("§ {}", anchor.trim_start_matches('s')),
        }
    }

    /// Where an annotation is listed: a claim among the claims, a question among the questions,
    /// all else in its paragraph.
    fn place_path(&self, place: Mention) -> String {
        let annotation = self.dossier.annotation(place);
        match &annotation.body {
            Body::Claim(_) => format!("{}#{}", super::paths::CLAIMS, annotation.id),
            Body::Question(_) => format!("{}#{}", super::paths::QUESTIONS, annotation.id),
            _ => self.paragraph_path(place),
        }
    }

    /// The paragraph in which an annotation begins.
    pub(super) fn paragraph_path(&self, place: Mention) -> String {
        let document = &self.dossier.documents[place.document].document;
        let anchor = self.anchor(place);
        format!("{}#{anchor}", document_path(&document.slug))
    }

    /// The anchor of the paragraph in which an annotation begins.
    pub(super) fn anchor(&self, place: Mention) -> &str {
        let document = &self.dossier.documents[place.document].document;
        let target = &self.dossier.annotation(place).target;
        let leaf = document.leaf_at(target.start).unwrap_or_default();
        document.leaves.get(leaf).map_or("text", Leaf::anchor)
    }

    /// The words an annotation is about, shortened, in quotation marks (their own where they have some).
    pub(super) fn lemma(&self, place: Mention) -> String {
        let document = &self.dossier.documents[place.document].document;
        let words = document.slice(&self.dossier.annotation(place).target);
        let short = shortened(words, 90);
        if short.starts_with(MARKS) && short.ends_with(MARKS) {
            return short;
        }
        self.words.quoted(&short)
    }
}

/// Words on one line, the middle left out where they are longer than `most` code points.
pub(super) fn shortened(words: &str, most: usize) -> String {
    let all: Vec<&str> = words.split_whitespace().collect();
    let line = all.join(" ");
    if line.chars().count() <= most {
        return line;
    }
    let half = most / 2;
    let mut start = String::new();
    for word in &all {
        if start.chars().count() + word.chars().count() > half {
            break;
        }
        start.push_str(word);
        start.push(' ');
    }
    let mut end = String::new();
    for word in all.iter().rev() {
        if end.chars().count() + word.chars().count() > half {
            break;
        }
        end.insert_str(0, &format!(" {word}"));
    }
    if start.is_empty() && end.is_empty() {
        return line.chars().take(most).chain(std::iter::once('…')).collect();
    }
    format!("{start}…{end}")
}

struct Linker<'a> {
    composer: &'a Composer<'a>,
    path: &'a str,
    here: Option<usize>,
    level: u8,
}

impl Linker<'_> {
    fn blocks(&self, blocks: Vec<Block>) -> Vec<Block> {
        blocks.into_iter().filter_map(|block| self.block(block)).collect()
    }

    /// Footnotes of an editor's own are left out of nothing: their words stand where they stood.
    fn block(&self, block: Block) -> Option<Block> {
        Some(match block {
            Block::Paragraph { content, .. } => {
                Block::Paragraph { id: None, content: self.inlines(content) }
            }
            Block::Heading { level, content, .. } => {
                let level = level.max(self.level).min(6);
                Block::Heading { level, id: None, content: self.inlines(content) }
            }
            Block::Code { language, text, .. } => Block::Code { id: None, language, text },
            Block::Quote(blocks) => Block::Quote(self.blocks(blocks)),
            Block::List { start, items } => {
                Block::List { start, items: items.into_iter().map(|i| self.blocks(i)).collect() }
            }
            Block::Table { columns, rows } => {
                let cells = |row: Row| Row {
                    id: None,
                    cells: row.cells.into_iter().map(|cell| self.inlines(cell)).collect(),
                };
                Block::Table { columns, rows: rows.into_iter().map(cells).collect() }
            }
            Block::Footnote { blocks, .. } => Block::Quote(self.blocks(blocks)),
            Block::Rule => Block::Rule,
        })
    }

    fn inlines(&self, content: Vec<Inline>) -> Vec<Inline> {
        normalise(content.into_iter().flat_map(|inline| self.inline(inline)).collect())
    }

    fn inline(&self, inline: Inline) -> Vec<Inline> {
        vec![match inline {
            Inline::Wikilink { target, label } => {
                let Some(reference) = self.composer.dossier.resolve(&target, self.here) else {
                    return vec![Inline::Text(label.unwrap_or(target))];
                };
                let (to, name) = self.composer.target(&reference);
                super::markup::link(relative(self.path, &to), label.unwrap_or(name))
            }
            Inline::Emphasis(content) => Inline::Emphasis(self.inlines(content)),
            Inline::Strong(content) => Inline::Strong(self.inlines(content)),
            Inline::Strike(content) => Inline::Strike(self.inlines(content)),
            Inline::Link { href, title, content } if markdown::is_allowed(&href) => {
                Inline::Link { href, title, content: self.inlines(content) }
            }
            Inline::Link { content, .. } => return self.inlines(content),
            Inline::Time { content, .. } => return self.inlines(content),
            // A page asks nothing of another host, and the dossier ships no pictures of notes.
            Inline::Image { alt, .. } => Inline::Text(alt),
            Inline::FootnoteRef(_) => return Vec::new(),
            other @ (Inline::Text(_) | Inline::Code(_) | Inline::Break) => other,
        }]
    }
}

#[cfg(test)]
mod tests {
    use super::shortened;

    #[test]
    fn long_words_lose_their_middle() {
        assert_eq!(shortened("a  b\nc", 10), "a b c");
        assert_eq!(shortened("one two three four five six", 16), "one two … five six");
        assert_eq!(shortened(&"x".repeat(30), 10), format!("{}…", "x".repeat(10)));
    }
}
