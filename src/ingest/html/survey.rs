//! A first look over a whole page: what it says about itself, and which of its forms and tables
//! are there for the layout.

use std::collections::BTreeSet;
use std::ops::Range;

use super::tag::Tag;
use super::token::{Element, Token};
use crate::ingest::metadata::{Entry, Value};

/// What is known about a page before it is read.
#[derive(Debug, Default)]
pub(super) struct Survey {
    /// Where forms begin that hold text proper, as where all of a page is one.
    pub(super) text_forms: BTreeSet<usize>,
    /// Where tables begin that only set the page.
    pub(super) layout_tables: BTreeSet<usize>,
    /// What `<meta>`, `<title>`, `<link rel=canonical>` and `<html lang>` say.
    pub(super) entries: Vec<Entry>,
}

/// Looks over a page.
pub(super) fn survey(source: &str, tokens: &[Token]) -> Survey {
    let mut surveyor = Surveyor::default();
    for token in tokens {
        match token {
            Token::Start(element) => surveyor.start(element),
            Token::End(tag, _) => surveyor.end(*tag),
            Token::Text(text) => {
                if let Some(title) = &mut surveyor.title {
                    title.1.push_str(text.words(source));
                }
            }
            Token::Comment(_) => {}
        }
    }
    surveyor.finish()
}

#[derive(Default)]
struct Surveyor {
    survey: Survey,
    form: Option<usize>,
    tables: Vec<TableShape>,
    pictures: usize,
    title: Option<(Range<usize>, String)>,
}

#[derive(Default)]
struct TableShape {
    start: usize,
    row: usize,
    widest: usize,
    nested: bool,
}

impl Surveyor {
    fn start(&mut self, element: &Element) {
        match element.tag {
            Tag::Form => self.form_start(element.span.start),
            Tag::Table => self.table_start(element),
            Tag::Tr => self.tables.last_mut().into_iter().for_each(|table| table.row = 0),
            Tag::Td | Tag::Th => {
                if let Some(table) = self.tables.last_mut() {
                    table.row += 1;
                    table.widest = table.widest.max(table.row);
                }
            }
            Tag::Svg => self.pictures += 1,
            Tag::Title if self.pictures == 0 && self.title.is_none() => {
                self.title = Some((element.span.clone(), String::new()));
            }
            Tag::Html => {
                let lang = element.get("lang").or_else(|| element.get("xml:lang"));
                self.state("lang", lang, element);
            }
            Tag::Meta => self.meta(element),
            Tag::Link
                if element.get("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) =>
            {
                self.address(element.get("href"), element);
            }
            Tag::P | Tag::Article | Tag::Main => self.text_proper(),
            tag if tag.heading().is_some() => self.text_proper(),
            _ => {}
        }
    }

    fn end(&mut self, tag: Tag) {
        match tag {
            Tag::Form => self.form = None,
            Tag::Table => {
                if let Some(table) = self.tables.pop() {
                    self.settle(&table);
                }
            }
            Tag::Svg => self.pictures = self.pictures.saturating_sub(1),
            Tag::Title => self.title_end(),
            _ => {}
        }
    }

    fn finish(mut self) -> Survey {
        self.title_end();
        while let Some(table) = self.tables.pop() {
            self.settle(&table);
        }
        self.survey
    }

    /// A form in a form is none (HTML Standard, section 13.2.6.4.7).
    fn form_start(&mut self, at: usize) {
        if self.form.is_some() {
            self.survey.text_forms.insert(at);
        }
        self.form.get_or_insert(at);
    }

    fn text_proper(&mut self) {
        self.survey.text_forms.extend(self.form);
    }

    fn table_start(&mut self, element: &Element) {
        if let Some(outer) = self.tables.last_mut() {
            outer.nested = true;
        }
        let start = element.span.start;
        if matches!(element.get("role"), Some("presentation" | "none")) {
            self.survey.layout_tables.insert(start);
        }
        self.tables.push(TableShape { start, ..TableShape::default() });
    }

    /// A table that holds tables, or has a single column, says nothing as a table.
    fn settle(&mut self, table: &TableShape) {
        if table.nested || table.widest <= 1 {
            self.survey.layout_tables.insert(table.start);
        }
    }

    /// The page's title counts only where no `og:title` is stated, which has no site's name in it.
    fn title_end(&mut self) {
        if let Some((span, title)) = self.title.take()
            && !title.trim().is_empty()
        {
            let known = self.survey.entries.iter().any(|entry| entry.key == "title");
            if !known {
                self.push("title", title, span);
            }
        }
    }

    fn meta(&mut self, element: &Element) {
        let name = element.get("name").or_else(|| element.get("property"));
        let Some(name) = name.or_else(|| element.get("itemprop")) else { return };
        let content = element.get("content");
        match name.trim().to_ascii_lowercase().as_str() {
            "og:title" => {
                self.survey.entries.retain(|entry| entry.key != "title");
                self.state("title", content, element);
            }
            "author" | "dc.creator" | "dcterms.creator" => self.author(content, element),
            "date" | "dc.date" | "dcterms.created" => self.state_once("date", content, element),
            "article:published_time" | "datepublished" | "dcterms.issued" | "pubdate" => {
                self.state_once("published", content, element);
            }
            "description" | "og:description" => self.state_once("description", content, element),
            "og:site_name" => self.state_once("source", content, element),
            "og:url" => self.address(content, element),
            _ => {}
        }
    }

    fn author(&mut self, content: Option<&str>, element: &Element) {
        let name = content.map(str::trim);
        let value = Value::One(name.unwrap_or_default().to_owned());
        let again = self.survey.entries.iter().any(|e| e.key == "author" && e.value == value);
        if !again {
            self.state("author", name, element);
        }
    }

    /// Only absolute addresses say where a page stands.
    fn address(&mut self, href: Option<&str>, element: &Element) {
        if href.is_some_and(|href| href.starts_with("http")) {
            self.state_once("url", href, element);
        }
    }

    fn state_once(&mut self, key: &str, value: Option<&str>, element: &Element) {
        if !self.survey.entries.iter().any(|entry| entry.key == key) {
            self.state(key, value, element);
        }
    }

    fn state(&mut self, key: &str, value: Option<&str>, element: &Element) {
        if let Some(value) = value.filter(|value| !value.trim().is_empty()) {
            self.push(key, value.to_owned(), element.span.clone());
        }
    }

    fn push(&mut self, key: &str, value: String, span: Range<usize>) {
        // A page states a handful; thousands are an attempt at something else.
        if self.survey.entries.len() < 100 {
            let (key, key_span) = (key.to_owned(), span.clone());
            self.survey.entries.push(Entry { key, key_span, value: Value::One(value), span });
        }
    }
}
