//! Links that lead to anchors which moved into another part.

use std::collections::{BTreeMap, BTreeSet};

use super::{file_name, part_path};
use crate::markdown::{each_anchor, each_link_mut, resolve};
use crate::page::Page;

/// In which part of a page each anchor stands, for the pages that have parts.
pub(super) struct Moved {
    /// By the page's path, the anchors with the numbers of their parts.
    parts: BTreeMap<String, BTreeMap<String, usize>>,
    /// The file names of these pages: what is called otherwise need not be looked at further.
    names: BTreeSet<String>,
}

impl Moved {
    /// Pages in the order of their parts.
    pub(super) fn new(pages: &[Vec<Page>]) -> Self {
        let mut parts: BTreeMap<String, BTreeMap<String, usize>> = BTreeMap::new();
        for page in pages.iter().filter(|page| page.len() > 1) {
            let mut anchors = BTreeMap::new();
            for (number, part) in (1..).zip(page) {
                each_anchor(&part.body, &mut |anchor| {
                    anchors.entry(anchor.to_owned()).or_insert(number);
                });
            }
            parts.extend(page.first().map(|first| (first.path.clone(), anchors)));
        }
        let names = parts.keys().map(|path| file_name(path).to_owned()).collect();
        Self { parts, names }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// Makes every link of a page lead to the part that has its anchor.
    pub(super) fn lead_right(&self, page: &mut Page) {
        // A part's links were written for the page in one piece.
        let whole = match page.front.part {
            Some(number) => {
                let end = format!(".{number}.md");
                page.path.strip_suffix(&end).map(|stem| format!("{stem}.md"))
            }
            None => None,
        };
        let whole = whole.unwrap_or_else(|| page.path.clone());
        let own = page.front.part.unwrap_or(1);
        let lead = |href: &mut String| {
            if let Some(right) = self.right(href, &whole, own) {
                *href = right;
            }
        };
        each_link_mut(&mut page.body, &mut |href| lead(href));
        page.front.each_href_mut(lead);
    }

    /// Where a link on part `own` of the page at `whole` has to lead; `None` where it leads right.
    fn right(&self, href: &str, whole: &str, own: usize) -> Option<String> {
        let (path, anchor) = href.split_once('#')?;
        let name = file_name(if path.is_empty() { whole } else { path });
        if !self.names.contains(name) {
            return None;
        }
        let target = if path.is_empty() { whole.to_owned() } else { resolve(whole, path) };
        let number = *self.parts.get(&target)?.get(anchor)?;
        if target == whole {
            let file =
                if number == own { String::new() } else { part_path(file_name(whole), number) };
            return Some(format!("{file}#{anchor}"));
        }
        Some(format!("{}#{anchor}", part_path(path, number)))
    }
}
