//! Long pages in parts.
//!
//! In go all pages, each in one piece; out come the same pages, with those that would be long to load
//! cut into parts. The first part keeps the page's path, the others stand beside it with a number
//! (`timeline.2.md`: no id, slug or page name has a dot, so nothing else is ever called so). Every
//! link to an anchor then leads to the part that has it. Nothing is left out or said twice but what
//! a part needs to be read alone: the heading it goes on under, a table's head.

mod cut;
mod links;
mod weight;

use rayon::prelude::*;

use super::markup::{anchored, heading, joined, link, strong, text};
use crate::locale::Catalogue;
use crate::markdown::{Block, Inline};
use crate::page::{MORE_PARTS, PARTS, Page, PageKind};
use cut::{Part, cut};
use links::Moved;

/// A part ends before it weighs more than this: about so many bytes of HTML, the frame of the page
/// aside.
const MOST: usize = 220_000;
/// All parts are listed on the first; the others list this many on either side of themselves, so that
/// what is written stays in proportion to what there is.
const NEAR: usize = 4;

/// Cuts long pages into parts.
#[must_use]
pub(super) fn paged(pages: Vec<Page>, words: &Catalogue) -> Vec<Page> {
    in_parts(pages, words, MOST)
}

fn in_parts(pages: Vec<Page>, words: &Catalogue, most: usize) -> Vec<Page> {
    let cut: Vec<Vec<Page>> = pages.into_par_iter().map(|page| parts(page, words, most)).collect();
    let moved = Moved::new(&cut);
    let mut pages: Vec<Page> = cut.into_iter().flatten().collect();
    if !moved.is_empty() {
        pages.par_iter_mut().for_each(|page| moved.lead_right(page));
    }
    pages
}

/// The path of a page's part; parts are counted from 1.
fn part_path(path: &str, number: usize) -> String {
    if number == 1 {
        return path.to_owned();
    }
    let stem = path.strip_suffix(".md").unwrap_or(path);
    format!("{stem}.{number}.md")
}

fn parts(mut page: Page, words: &Catalogue, most: usize) -> Vec<Page> {
    // What people wrote stays whole: documents, the introduction, pages by hand.
    let whole = matches!(page.front.kind, PageKind::Document | PageKind::Overview | PageKind::Page);
    if whole || weight::of_page(&page) <= most {
        return vec![page];
    }
    // Each part has marks of its own, and only the first one is drawn: copied into each, they would
    // grow with the square of the page.
    let marks = std::mem::take(&mut page.front.marks);
    let (entry, drawing) = (page.front.entry.take(), page.front.drawing.take());
    let parts = cut(std::mem::take(&mut page.body), &marks, most);
    let labels: Vec<String> = parts.iter().map(|part| part.label.clone()).collect();
    let one = |(n, part)| one(&page, n + 1, part, &labels, words);
    let mut all: Vec<Page> = parts.into_iter().enumerate().map(one).collect();
    if let Some(first) = all.first_mut() {
        (first.front.entry, first.front.drawing) = (entry, drawing);
    }
    all
}

/// The part with a number, framed by the list of parts and the way on.
fn one(whole: &Page, number: usize, part: Part, labels: &[String], words: &Catalogue) -> Page {
    let mut page = Page {
        path: part_path(&whole.path, number),
        front: whole.front.clone(),
        body: part.blocks,
    };
    if number > 1 {
        let of = words.fill("part-of-page", "title", &whole.front.title);
        let of = of.replace("{n}", &words.number(number));
        page.front.title = of.replace("{all}", &words.number(labels.len()));
        page.front.part = Some(number);
        // Whoever cited a part comes to the part of the same number.
        for path in &mut page.front.formerly {
            *path = part_path(path, number);
        }
        page.body.insert(0, heading(1, vec![text(page.front.title.clone())]));
    }
    page.front.marks = part.marks;
    let at = page.body.len().min(1);
    page.body.insert(at, list_of_parts(&whole.path, number, labels, words));
    page.body.push(way_on(&whole.path, number, labels, words));
    page
}

/// `1 1916–1920 · **2 1921** · 3 1922–1924`: each a link but the part itself.
fn list_of_parts(path: &str, number: usize, labels: &[String], words: &Catalogue) -> Block {
    let is_listed =
        |n: usize| number == 1 || n == 1 || n == labels.len() || n.abs_diff(number) <= NEAR;
    let mut pieces: Vec<Vec<Inline>> = Vec::new();
    let mut gap = false;
    for (n, label) in (1..).zip(labels) {
        if !is_listed(n) {
            gap = true;
            continue;
        }
        if std::mem::take(&mut gap) {
            pieces.push(vec![text("…")]);
        }
        let name = name(n, label, words);
        pieces.push(vec![match n == number {
            true => strong(name),
            false => link(file_name(&part_path(path, n)), name),
        }]);
    }
    let mut line = vec![text(format!("{}: ", words.text("parts-of-page")))];
    line.extend(joined(pieces, " · "));
    anchored(PARTS, line)
}

fn way_on(path: &str, number: usize, labels: &[String], words: &Catalogue) -> Block {
    let to = |key: &str, n: usize| {
        let name = labels.get(n.checked_sub(1)?)?;
        let words = format!("{}: {}", words.text(key), self::name(n, name, words));
        Some(vec![link(file_name(&part_path(path, n)), words)])
    };
    let ways = [to("previous-part", number - 1), to("next-part", number + 1)];
    anchored(MORE_PARTS, joined(ways.into_iter().flatten(), " · "))
}

fn name(number: usize, label: &str, words: &Catalogue) -> String {
    let number = words.number(number);
    if label.is_empty() { number } else { format!("{number} ({label})") }
}

/// Parts stand beside each other.
fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

#[cfg(test)]
mod tests;
