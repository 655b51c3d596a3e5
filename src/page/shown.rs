//! The last guard against words that read otherwise than they are stored.

use serde_json::Value;

use super::Page;
use crate::markdown::each_words_mut;
use crate::text::shown;

impl Page {
    /// The page with U+FFFD for every character that turns the direction of text. Those of seeds and
    /// of the editors' files are gone before; what is left came as an escape, in a file's name or by
    /// another way that nobody foresaw.
    #[must_use]
    pub fn shown(mut self) -> Self {
        each_words_mut(&mut self.body, &mut |words| *words = shown(words).into_owned());
        if let Ok(mut front) = serde_json::to_value(&self.front) {
            show(&mut front);
            if let Ok(front) = serde_json::from_value(front) {
                self.front = front;
            }
        }
        self
    }
}

fn show(value: &mut Value) {
    match value {
        Value::String(text) => *text = shown(text).into_owned(),
        Value::Array(items) => items.iter_mut().for_each(show),
        Value::Object(table) => table.values_mut().for_each(show),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use crate::markdown::{Block, Inline};
    use crate::page::{Front, Page, PageKind, Passport};
    use crate::text::turns;

    #[test]
    fn every_word_of_a_page_is_shown() {
        let odd = || "a\u{202E}b".to_owned();
        let link = Inline::Link {
            href: "x.md".to_owned(),
            title: odd(),
            content: vec![Inline::Emphasis(vec![Inline::Text(odd())])],
        };
        let page = Page {
            path: "documents/a.md".to_owned(),
            front: Front {
                kind: PageKind::Document,
                title: odd(),
                description: Some(odd()),
                language: "de".to_owned(),
                document: Some(Passport { path: odd(), ..Passport::default() }),
                entry: None,
                drawing: None,
                part: None,
                formerly: Vec::new(),
                marks: Vec::new(),
            },
            body: vec![
                Block::Code { id: None, language: String::new(), text: odd() },
                Block::Quote(vec![Block::Paragraph { id: None, content: vec![link] }]),
            ],
        };
        let shown = page.clone().shown();
        assert!(!format!("{shown:?}").contains(r"\u{202e}"), "{shown:?}");
        assert!(!crate::page::write(&shown).contains(turns));
        assert_eq!(shown.front.title, "a\u{FFFD}b");
        assert_eq!(crate::page::read(&page.path, &crate::page::write(&shown)), Ok(shown));
    }
}
