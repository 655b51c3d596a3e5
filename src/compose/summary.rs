//! `SUMMARY.md`: the table of contents by which mdBook builds the same pages.

use super::markup::link;
use crate::locale::Catalogue;
use crate::markdown::write_inlines;
use crate::page::{Page, PageKind};

/// mdBook's table of contents over all pages.
#[must_use]
pub fn summary(pages: &[Page], words: &Catalogue) -> String {
    let mut out = format!("# {}\n\n", words.text("overview"));
    for page in pages {
        let depth = match page.front.kind {
            PageKind::Document | PageKind::Entry | PageKind::Shared => 1,
            _ => 0,
        };
        let depth = depth + usize::from(page.front.part.is_some());
        let link = write_inlines(&[link(page.path.clone(), page.front.title.clone())]);
        out.push_str(&"  ".repeat(depth));
        out.push_str("- ");
        out.push_str(&link);
        out.push('\n');
    }
    out
}
