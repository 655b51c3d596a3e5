//! What can be found: the pages' words in units, each a place that a result leads to.
//!
//! In goes one page, out come its units: an entry's page is one; of a document each block with an
//! anchor is one, and so are its passport's words, the editors' introduction and each footnote; of
//! a hand-written page all words are one. Views (timeline, claims …) only repeat these and have none.

use std::collections::BTreeMap;

use super::fold::each_word;
use crate::markdown::{Block, plain_text};
use crate::page::{APPARATUS, JUMP, PASSPORT, Page, PageKind, Passport, TEXT};

/// How much more a word counts in a title, and in another name of an entry.
pub(super) const TITLE: u32 = 4;
const ALIAS: u32 = 3;

/// The kinds of unit, in the order in which a page's units and the results stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum UnitKind {
    /// A register entry.
    Entry,
    /// A document's text.
    Text,
    /// Editors' words.
    Note,
}

/// One thing to be found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unit {
    pub(super) kind: UnitKind,
    /// Where on the page; empty for the page as a whole. The text then begins with the page's
    /// title on a line of its own.
    pub(super) anchor: String,
    /// Its words as a reader sees them.
    pub(super) text: String,
    /// Its words' keys, and how often each occurs, those in titles counting more. Words that only a
    /// hyphen parts are also one (`tiktokmutter`).
    pub(super) words: BTreeMap<String, u32>,
    /// How many words it has.
    pub(super) length: u32,
}

impl Unit {
    fn new(kind: UnitKind, anchor: &str) -> Self {
        let (anchor, text) = (anchor.to_owned(), String::new());
        Self { kind, anchor, text, words: BTreeMap::new(), length: 0 }
    }

    /// Adds a line that is shown; its words are found, each counting `weight` times.
    fn line(&mut self, line: &str, weight: u32) {
        self.shown_line(line);
        let mut before = String::new();
        each_word(line, |word, is_joined| {
            self.length += 1;
            count(&mut self.words, word, weight);
            if is_joined {
                count(&mut self.words, &(before.clone() + word), weight);
            }
            word.clone_into(&mut before);
        });
    }

    /// Adds a line that is shown and not found.
    fn shown_line(&mut self, line: &str) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(line);
    }
}

fn count(words: &mut BTreeMap<String, u32>, word: &str, weight: u32) {
    match words.get_mut(word) {
        Some(count) => *count = count.saturating_add(weight),
        None => {
            words.insert(word.to_owned(), weight);
        }
    }
}

/// The units of a page, in [`UnitKind`]'s order; those without a word are left out.
pub(super) fn of_page(page: &Page) -> Vec<Unit> {
    let mut units = match page.front.kind {
        // Further parts only have more of the mentions.
        PageKind::Entry if page.front.part.is_none() => vec![entry(page)],
        PageKind::Document => document(page),
        PageKind::Page => vec![hand_written(page, &page.body)],
        PageKind::Overview => vec![hand_written(page, until(&page.body, APPARATUS))],
        _ => Vec::new(),
    };
    units.retain(|unit| !unit.words.is_empty());
    units
}

/// An entry: its name, its other names, its description, and the note on it as far as the way to the
/// sections, or the first of them.
fn entry(page: &Page) -> Unit {
    let mut unit = Unit::new(UnitKind::Entry, "");
    unit.line(&title(page), TITLE);
    let aliases = page.front.entry.as_ref().map_or(&[][..], |card| &card.aliases);
    if !aliases.is_empty() {
        unit.line(&aliases.join(" · "), ALIAS);
    }
    if let Some(description) = &page.front.description {
        unit.line(description, 1);
    }
    let is_facts = |block: &Block| matches!(block, Block::List { .. });
    let note = page.body.iter().skip_while(|block| !is_facts(block)).skip(1);
    let ends = |block: &&Block| match block {
        Block::Paragraph { id, .. } => id.as_deref() == Some(JUMP),
        block => matches!(block, Block::Heading { .. }),
    };
    for leaf in leaves(note.take_while(|block| !ends(block))) {
        unit.line(&leaf.text, 1);
    }
    unit
}

fn document(page: &Page) -> Vec<Unit> {
    let mut units = vec![passport(page, page.front.document.as_ref())];
    let (before, text) = match position(&page.body, TEXT) {
        Some(at) => (&page.body[..at], &page.body[at + 1..]),
        None => (&page.body[..0], &page.body[..]),
    };
    for leaf in leaves(until(text, APPARATUS)) {
        if let Some(anchor) = leaf.anchor {
            let mut unit = Unit::new(UnitKind::Text, anchor);
            unit.line(&leaf.text, 1);
            units.push(unit);
        }
    }
    units.push(introduction(page, before));
    for block in &page.body {
        if let Block::Footnote { label, blocks } = block {
            let mut unit = Unit::new(UnitKind::Note, label);
            leaves(blocks).for_each(|leaf| unit.line(&leaf.text, 1));
            units.push(unit);
        }
    }
    units
}

/// What a document is called, who wrote it, where it appeared.
fn passport(page: &Page, passport: Option<&Passport>) -> Unit {
    let mut unit = Unit::new(UnitKind::Text, "");
    unit.line(&title(page), TITLE);
    let Some(passport) = passport else { return unit };
    if !passport.authors.is_empty() {
        unit.line(&passport.authors.join(" · "), 1);
    }
    if let Some(source) = &passport.source {
        unit.line(source, 1);
    }
    unit
}

/// The editors' words before a document's text. The page's title and the heading over them are
/// found elsewhere or not at all.
fn introduction(page: &Page, before: &[Block]) -> Unit {
    let mut unit = Unit::new(UnitKind::Note, "");
    unit.shown_line(&title(page));
    let is_frame = |block: &&Block| match block {
        Block::Heading { level, .. } => *level <= 2,
        Block::Paragraph { id, .. } => id.as_deref() == Some(PASSPORT),
        _ => false,
    };
    leaves(before.iter().filter(|block| !is_frame(block)))
        .for_each(|leaf| unit.line(&leaf.text, 1));
    unit
}

fn hand_written(page: &Page, blocks: &[Block]) -> Unit {
    let mut unit = Unit::new(UnitKind::Note, "");
    unit.line(&title(page), TITLE);
    let is_title = |block: &&Block| matches!(block, Block::Heading { level: 1, .. });
    leaves(blocks.iter().skip_while(is_title)).for_each(|leaf| unit.line(&leaf.text, 1));
    unit
}

/// A page's title on one line.
fn title(page: &Page) -> String {
    page.front.title.replace(['\n', '\r'], " ")
}

/// The top-level heading with an anchor.
fn position(blocks: &[Block], anchor: &str) -> Option<usize> {
    blocks.iter().position(
        |block| matches!(block, Block::Heading { id: Some(id), .. } if id.as_str() == anchor),
    )
}

/// The blocks before the heading with an anchor; all where there is none.
fn until<'a>(blocks: &'a [Block], anchor: &str) -> &'a [Block] {
    &blocks[..position(blocks, anchor).unwrap_or(blocks.len())]
}

/// A block that has words of its own.
struct Leaf<'a> {
    anchor: Option<&'a str>,
    text: String,
}

/// The leaves of blocks, in order, of any depth; footnotes are left out.
fn leaves<'a, I>(blocks: I) -> impl Iterator<Item = Leaf<'a>>
where
    I: IntoIterator<Item = &'a Block>,
{
    let mut waiting: Vec<&Block> = blocks.into_iter().collect();
    waiting.reverse();
    let mut found = Vec::new();
    while let Some(block) = waiting.pop() {
        match block {
            Block::Paragraph { id, content } | Block::Heading { id, content, .. } => {
                found.push(Leaf { anchor: id.as_deref(), text: plain_text(content) });
            }
            Block::Code { id, text, .. } => {
                found.push(Leaf { anchor: id.as_deref(), text: text.clone() });
            }
            Block::Table { rows, .. } => found.extend(rows.iter().map(|row| {
                let cells: Vec<_> = row.cells.iter().map(|cell| plain_text(cell)).collect();
                Leaf { anchor: row.id.as_deref(), text: cells.join(" · ") }
            })),
            Block::Quote(inner) => waiting.extend(inner.iter().rev()),
            Block::List { items, .. } => waiting.extend(items.iter().flatten().rev()),
            Block::Rule | Block::Footnote { .. } => {}
        }
    }
    found.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown;
    use crate::page::{EntryCard, Front};

    fn page(kind: PageKind, title: &str, text: &str) -> Page {
        Page {
            path: "documents/a.md".to_owned(),
            front: Front {
                kind,
                title: title.to_owned(),
                description: None,
                language: "de".to_owned(),
                document: None,
                entry: None,
                part: None,
                formerly: Vec::new(),
                drawing: None,
                marks: Vec::new(),
            },
            body: markdown::read(text).blocks,
        }
    }

    /// Kind, anchor and text of each unit, a line each.
    fn check(page: &Page, expect: &[&str]) {
        let shown: Vec<_> = of_page(page)
            .into_iter()
            .map(|unit| {
                format!("{:?} {} {}", unit.kind, unit.anchor, unit.text.replace('\n', " / "))
            })
            .collect();
        assert_eq!(shown, expect);
    }

    #[test]
    fn a_document_is_its_blocks_and_notes() {
        let text = "# Title\n\n<a id=\"passport\"></a>3. August 2020 · seeds/a.txt\n\n\
            ## Zu diesem Dokument\n\n### Anlass\n\nEin Brief.\n\n## <a id=\"text\"></a>Text\n\n\
            ### <a id=\"s1\"></a>Head\n\n<a id=\"p1\"></a>First[^n1] *word*.\n\n\
            > - <a id=\"p2\"></a>deep\n\n<a id=\"p3\"></a>\n\n```\nlet code;\n```\n\n\
            [^n2]\n\n## <a id=\"apparatus\"></a>Bezüge\n\n<a id=\"p9\"></a>no text\n\n\
            [^n1]: **Claim** *First*\n\n    Reported.\n\n[^n2]: Code.\n";
        let mut page = page(PageKind::Document, "Title", text);
        let authors = vec!["Ada".to_owned(), "Bo".to_owned()];
        let source = Some("Gazette".to_owned());
        page.front.document = Some(Passport { authors, source, ..Passport::default() });
        check(
            &page,
            &[
                "Text  Title / Ada · Bo / Gazette",
                "Text s1 Head",
                "Text p1 First word.",
                "Text p2 deep",
                "Text p3 let code;",
                "Note  Title / Anlass / Ein Brief.",
                "Note n1 Claim First / Reported.",
                "Note n2 Code.",
            ],
        );
    }

    #[test]
    fn a_table_is_its_rows() {
        let mut page = page(
            PageKind::Document,
            "T",
            "| <a id=\"p1\"></a>a | b |\n| --- | --- |\n| <a id=\"p2\"></a>1 | *2* |\n",
        );
        page.front.title.clear();
        check(&page, &["Text p1 a · b", "Text p2 1 · 2"]);
    }

    #[test]
    fn an_entry_is_its_names_description_and_note() {
        let text = "# Ada\n\n<a id=\"description\"></a>A *mathematician*.\n\n- **Kind**: person\n\n\
            She wrote notes.\n\n<a id=\"jump\"></a>[Mentions](#mentions) 9\n\n## Mentions\n\n- ¶ 1 … **Ada** …\n";
        let mut page = page(PageKind::Entry, "Ada", text);
        page.front.description = Some("A mathematician.".to_owned());
        let aliases = vec!["Lovelace".to_owned(), "Countess".to_owned()];
        page.front.entry = Some(EntryCard { aliases, ..EntryCard::default() });
        check(&page, &["Entry  Ada / Lovelace · Countess / A mathematician. / She wrote notes."]);
        let words = &of_page(&page)[0].words;
        assert_eq!((words["ada"], words["lovelace"], words["notes"]), (TITLE, ALIAS, 1));
        page.front.part = Some(2);
        check(&page, &[]);
    }

    #[test]
    fn hand_written_words_count_once_and_views_never() {
        let text =
            "# Way in\n\nRead this.\n\n## <a id=\"apparatus\"></a>Documents\n\n- [A](a.md)\n";
        check(&page(PageKind::Overview, "Way in", text), &["Note  Way in / Read this."]);
        check(&page(PageKind::Page, "P\nQ", "# P Q\n\nMethod."), &["Note  P Q / Method."]);
        check(&page(PageKind::Timeline, "T", text), &[]);
        check(&page(PageKind::Claims, "T", text), &[]);
    }
}
