//! HTML seeds to blocks.
//!
//! In goes cleaned text, out come the words and the structure of the article in it: headings,
//! paragraphs, lists, tables, quotations, code, pictures' alternative text. Nothing of a page's
//! own HTML, scripts or styles comes through, only words; what is left out is counted.

mod article;
mod reader;
mod styles;
mod survey;
mod table;
mod tag;
mod token;
mod walk;

use super::builder::{Bounds, Builder};
use super::dropped::Drops;
use super::metadata::{self, Value};
use super::reading::Reading;
use crate::document::{DroppedKind, Leaf, LeafKind};
use crate::text::one_line;

use reader::Reader;
use survey::{Survey, survey};
use token::Token;
use walk::{Scope, walk};

/// Reads a seed, the file `path`.
pub(super) fn read(path: &str, source: &str, bounds: Bounds) -> Reading {
    let (mut builder, mut drops) = (Builder::new(bounds), Drops::default());
    let Some(tokens) = token::tokens(source) else {
        return Reading { too_large: true, ..Reading::new(builder, drops) };
    };
    let survey = survey(source, &tokens);
    let article = article::article(source, &tokens, &survey);
    let language = stated(&survey, "lang");
    let mut reader = Reader::new(source, &survey, article, &language, &mut builder, &mut drops);
    walk(&tokens, &survey, Scope::Page, &mut reader);
    reader.finish();
    let mut reading = Reading::new(builder, drops);
    let (metadata, diagnostics) = metadata::seed_entries(path, survey.entries);
    (reading.metadata, reading.diagnostics) = (metadata, diagnostics);
    if article.is_some()
        && let Some(title) = first_h1(&reading)
    {
        reading.metadata.title = Some(title);
    }
    reading
}

/// Reads a piece of HTML inside another text. All its words stay but those that no reader sees;
/// its tags are counted.
pub(super) fn read_fragment(source: &str, builder: &mut Builder, drops: &mut Drops) {
    let Some(tokens) = token::tokens(source) else {
        builder.overflow();
        return;
    };
    for token in &tokens {
        if matches!(token, Token::Start(_) | Token::End(..)) {
            drops.add(DroppedKind::Markup);
        }
    }
    let survey = survey(source, &tokens);
    let mut reader = Reader::new(source, &survey, None, "", builder, drops);
    walk(&tokens, &survey, Scope::Fragment, &mut reader);
    reader.finish();
}

/// What the page says of itself under `key`.
fn stated(survey: &Survey, key: &str) -> String {
    let entry = survey.entries.iter().find(|entry| entry.key == key);
    match entry.map(|entry| &entry.value) {
        Some(Value::One(value)) => value.to_ascii_lowercase(),
        _ => String::new(),
    }
}

/// Longest title in code points.
const LONGEST_TITLE: usize = 300;

/// The first heading of level 1: an article's own, where `<title>` often has the site's name.
fn first_h1(reading: &Reading) -> Option<String> {
    let is_h1 = |leaf: &&Leaf| leaf.kind == LeafKind::Heading(1);
    let words = &reading.text[reading.leaves.iter().find(is_h1)?.span.clone()];
    // Some pages set whole paragraphs as headings.
    let title = one_line(words);
    (title.chars().count() <= LONGEST_TITLE).then_some(title)
}

#[cfg(test)]
mod tests;
