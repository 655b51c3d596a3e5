//! Which part of a page is its text.

use std::ops::Range;

use super::survey::Survey;
use super::tag::Tag;
use super::token::{Element, Text, Token};
use super::walk::{Scope, Sink, walk};
use crate::document::DroppedKind;

/// The element that holds the text: the only outermost `<article>` of the page, else its only
/// `<main>`; `None` for the whole page. One without any word (a page that scripts would fill)
/// does not count.
pub(super) fn article(source: &str, tokens: &[Token], survey: &Survey) -> Option<Tag> {
    let mut finder = Finder { source, articles: Count::default(), mains: Count::default() };
    walk(tokens, survey, Scope::Page, &mut finder);
    let candidates = [(Tag::Article, finder.articles), (Tag::Main, finder.mains)];
    candidates.into_iter().find(|(_, count)| count.all == 1 && count.words).map(|(tag, _)| tag)
}

struct Finder<'s> {
    source: &'s str,
    articles: Count,
    mains: Count,
}

#[derive(Default)]
struct Count {
    depth: usize,
    all: usize,
    words: bool,
}

impl Finder<'_> {
    fn count(&mut self, tag: Tag) -> Option<&mut Count> {
        match tag {
            Tag::Article => Some(&mut self.articles),
            Tag::Main => Some(&mut self.mains),
            _ => None,
        }
    }
}

impl Sink for Finder<'_> {
    fn open(&mut self, element: &Element) {
        if let Some(count) = self.count(element.tag) {
            count.all += usize::from(count.depth == 0);
            count.depth += 1;
        }
    }

    fn close(&mut self, tag: Tag, _: Range<usize>) {
        if let Some(count) = self.count(tag) {
            count.depth = count.depth.saturating_sub(1);
        }
    }

    fn text(&mut self, text: &Text) {
        for count in [&mut self.articles, &mut self.mains] {
            if count.depth > 0 && !count.words {
                count.words = text.words(self.source).chars().any(char::is_alphanumeric);
            }
        }
    }

    fn style(&mut self, _: &Element) {}
    fn unstyle(&mut self, _: Tag) {}
    fn void(&mut self, _: &Element) {}
    fn dropped(&mut self, _: DroppedKind, _: Option<&Element>) {}
}
