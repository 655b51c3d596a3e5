//! A comparison as Markdown, for the comment of a pull request. Every word from a dossier goes through the
//! writer of Markdown, so that none of it is obeyed.

use super::human::{LONG, annotation, shortened, sign};
use super::summary::Summary;
use crate::compare::{Comparison, FieldChange, ParagraphChange, Piece, pieces};
use crate::markdown::{self, Block, Columns, Inline, Row};

/// GitHub takes 65,536 characters in a comment.
const MOST: usize = 60_000;

/// The comment: the summary, then as many of the details as there is room for.
pub(super) fn write(revision: &str, comparison: &Comparison) -> String {
    let summary = Summary::new(comparison);
    let phrases = summary.phrases();
    let against = vec![text("Against "), code(revision), text(": ")];
    let said = if phrases.is_empty() { "nothing differs".to_owned() } else { phrases.join("; ") };
    let mut lead = against;
    lead.push(text(said));
    let mut blocks = vec![heading("What this change does"), paragraph(lead)];
    blocks.extend(table(&summary));
    let details = details(comparison);
    let mut out = markdown::write(&blocks);
    let mut left = details.len();
    for detail in details {
        let more = markdown::write(std::slice::from_ref(&detail));
        if out.len() + more.len() > MOST {
            break;
        }
        out.push('\n');
        out.push_str(&more);
        left -= 1;
    }
    if left > 0 {
        let rest =
            format!("The details are longer than a comment may be: see dossier diff {revision}.");
        out.push('\n');
        out.push_str(&markdown::write(&[paragraph(vec![text(rest)])]));
    }
    out
}

fn text(words: impl Into<String>) -> Inline {
    Inline::Text(words.into())
}

fn code(words: impl Into<String>) -> Inline {
    Inline::Code(words.into())
}

fn paragraph(content: Vec<Inline>) -> Block {
    Block::Paragraph { id: None, content }
}

fn heading(words: &str) -> Block {
    Block::Heading { level: 3, id: None, content: vec![text(words)] }
}

fn list(items: Vec<Vec<Block>>) -> Block {
    Block::List { start: None, items }
}

fn table(summary: &Summary) -> Option<Block> {
    if summary.by_layer.is_empty() {
        return None;
    }
    let row =
        |cells: [String; 6]| Row { id: None, cells: cells.map(|cell| vec![text(cell)]).to_vec() };
    let head = ["annotations", "by", "added", "removed", "moved", "changed"].map(str::to_owned);
    let mut rows = vec![row(head)];
    for one in &summary.by_layer {
        let counts = one.counts;
        rows.push(row([
            one.layer.key().to_owned(),
            one.maker.to_owned(),
            counts.added.to_string(),
            counts.removed.to_string(),
            counts.moved.to_string(),
            counts.changed.to_string(),
        ]));
    }
    let number = Columns::Right;
    Some(Block::Table {
        columns: vec![Columns::None, Columns::None, number, number, number, number],
        rows,
    })
}

/// Headings, and a list for each document, page, entry and so on.
fn details(comparison: &Comparison) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut section = |title: &str, items: Vec<Vec<Block>>| {
        if !items.is_empty() {
            blocks.push(heading(title));
            blocks.extend(items.into_iter().map(|item| list(vec![item])));
        }
    };
    section(
        "Documents",
        comparison
            .documents
            .iter()
            .map(|one| {
                let before = one.page_before.as_ref().or(one.seed_before.as_ref());
                let mut head = vec![text(format!("{} ", sign(one.how)))];
                if let Some(before) = before {
                    head.extend([code(before.clone()), text(" → ")]);
                }
                head.extend([code(one.page.clone()), text(format!(" – {}", one.title))]);
                item(head, &one.fields, &one.changes)
            })
            .collect(),
    );
    section(
        "Pages",
        comparison
            .pages
            .iter()
            .map(|one| {
                let mut head = vec![text(format!("{} ", sign(one.how)))];
                if let Some(before) = &one.page_before {
                    head.extend([code(before.clone()), text(" → ")]);
                }
                head.extend([code(one.page.clone()), text(format!(" – {}", one.title))]);
                item(head, &[], &one.changes)
            })
            .collect(),
    );
    section(
        "Register",
        comparison
            .entries
            .iter()
            .map(|one| {
                let mut head = vec![text(format!("{} ", sign(one.how)))];
                if let Some(before) = &one.formerly {
                    head.extend([code(before.clone()), text(" → ")]);
                }
                head.extend([
                    code(one.id.clone()),
                    text(format!(" ({}) – {}", one.kind, one.name)),
                ]);
                item(head, &one.fields, &[])
            })
            .collect(),
    );
    section("Annotations", by_page(comparison));
    section(
        "Links",
        comparison
            .links
            .iter()
            .map(|link| {
                let relation = if link.relation == "links" { "→" } else { link.relation };
                let dead = if link.dead { " (leads nowhere)" } else { "" };
                vec![paragraph(vec![
                    text(format!("{} ", sign(link.how))),
                    code(link.from.clone()),
                    text(format!(" {relation} ")),
                    code(link.to.clone()),
                    text(dead),
                ])]
            })
            .collect(),
    );
    section("Settings", comparison.settings.iter().map(|one| vec![field(one)]).collect());
    blocks
}

/// A line for each page, and below it the page's annotations.
fn by_page(comparison: &Comparison) -> Vec<Vec<Block>> {
    let mut pages: Vec<(&str, Vec<Vec<Block>>)> = Vec::new();
    for change in &comparison.annotations {
        let line = format!("{} {}", sign(change.how), annotation(change));
        let line = vec![paragraph(vec![text(line)])];
        match pages.last_mut() {
            Some((page, lines)) if *page == change.page => lines.push(line),
            _ => pages.push((&change.page, vec![line])),
        }
    }
    pages.into_iter().map(|(page, lines)| vec![paragraph(vec![code(page)]), list(lines)]).collect()
}

fn item(head: Vec<Inline>, fields: &[FieldChange], changes: &[ParagraphChange]) -> Vec<Block> {
    let mut lines: Vec<Vec<Block>> = fields.iter().map(|one| vec![field(one)]).collect();
    lines.extend(changes.iter().map(|change| {
        let at = change.now.as_ref().or(change.before.as_ref());
        let mut line = vec![code(at.cloned().unwrap_or_default()), text(" ")];
        line.extend(words(&change.words));
        vec![paragraph(line)]
    }));
    let mut blocks = vec![paragraph(head)];
    if !lines.is_empty() {
        blocks.push(list(lines));
    }
    blocks
}

fn field(field: &FieldChange) -> Block {
    if let (Some(before), Some(now)) = (&field.before, &field.now)
        && before.chars().count() > LONG
    {
        let mut line = vec![text(format!("{}: ", field.field))];
        line.extend(words(&pieces(before, now)));
        return paragraph(line);
    }
    let value = |value: &Option<String>| match value {
        Some(value) => code(value.clone()),
        None => text("nothing"),
    };
    paragraph(vec![
        text(format!("{}: ", field.field)),
        value(&field.before),
        text(" → "),
        value(&field.now),
    ])
}

/// What is gone is struck out, what is new is bold.
fn words(pieces: &[Piece]) -> Vec<Inline> {
    let last = pieces.len().saturating_sub(1);
    let mut line = Vec::new();
    for (n, piece) in pieces.iter().enumerate() {
        if n > 0 {
            line.push(text(" "));
        }
        line.push(match piece {
            Piece::Same(words) => text(shortened(words, n == 0, n == last)),
            Piece::Gone(words) => Inline::Strike(vec![text(words.clone())]),
            Piece::Come(words) => Inline::Strong(vec![text(words.clone())]),
        });
    }
    line
}
