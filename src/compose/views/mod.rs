//! Views of the whole dossier: what a drawing shows, as data in the page's front matter, and the same
//! as a list or table in its body.

mod dates;
mod ledger;
mod map;
mod matrix;
mod network;
mod overview;
mod passage;
mod shared;

pub(super) use shared::PARTNERS;

use super::Composer;
use super::{markup, paths};
use crate::page::Page;

/// The overview of all views, and those that are pages of their own.
pub(super) fn pages(composer: &Composer<'_>) -> Vec<Page> {
    let mut pages = vec![overview::page(composer), network::page(composer)];
    pages.extend(shared::pages(composer));
    pages.extend(map::page(composer));
    pages.extend(matrix::pages(composer));
    pages
}
