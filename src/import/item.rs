//! What a file from elsewhere holds, before anything is known of the dossier.

use crate::annotation::{Body, EntryKind, Selector};

/// Longest text of one annotation that is taken over, in bytes.
pub(super) const MAX_TEXT: usize = 100_000;

/// One annotation from elsewhere.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Item {
    /// How messages call it: `item 3`, `line 12`, the key of an entry.
    pub(super) name: String,
    /// What its document may be called, the surest first: addresses, paths, sums, titles.
    pub(super) about: Vec<String>,
    /// Where its words stand.
    pub(super) place: Place,
    /// What it says.
    pub(super) said: Said,
    /// Who says so.
    pub(super) by: Option<String>,
    /// When it was made, as [`crate::notes::created`] writes it.
    pub(super) created: Option<String>,
    /// What it is called elsewhere.
    pub(super) via: Option<String>,
    /// The id that it is to have here.
    pub(super) id: Option<String>,
}

/// Where an annotation's words stand.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Place {
    /// It is about the document as a whole.
    Document,
    /// It is about these words.
    Words(Selector),
    /// It is about the words that stand at this offset of the file that was annotated: UTF-16 code
    /// units, as scripts count.
    Offset(String, Option<usize>),
    /// It answers annotations with these names, the first of the thread first.
    Thread(Vec<String>),
}

/// What an annotation says.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Said {
    /// This.
    Body(Body),
    /// That its words name something that has an address of its own.
    Thing(Thing),
}

/// Something that is named.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Thing {
    /// What it is.
    pub(super) kind: EntryKind,
    /// Its address, where it has one.
    pub(super) address: Option<String>,
    /// How a gazetteer calls it.
    pub(super) label: Option<String>,
    /// Latitude and longitude in degrees.
    pub(super) geo: Option<(f64, f64)>,
    /// What is said about it; Markdown.
    pub(super) comment: Option<String>,
}

impl Item {
    /// An annotation of which only this is known.
    #[must_use]
    pub(super) fn new(name: String, place: Place, said: Said) -> Self {
        Self { name, about: Vec::new(), place, said, by: None, created: None, via: None, id: None }
    }

    /// The same with its names on one line, as a callout's options write them.
    pub(super) fn tidied(mut self) -> Self {
        let tidy = |name: String| {
            let words: Vec<&str> =
                name.split(|c: char| c.is_whitespace() || c.is_control()).collect();
            let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
            Some(words.join(" ")).filter(|name| !name.is_empty())
        };
        self.by = self.by.and_then(tidy);
        self.via = self.via.and_then(tidy);
        self
    }

    /// The words that it quotes.
    #[must_use]
    pub(super) fn quoted(&self) -> String {
        match &self.place {
            Place::Words(selector) => selector.exact.join(" … "),
            Place::Offset(words, _) => words.clone(),
            Place::Document | Place::Thread(_) => String::new(),
        }
    }

    /// What it says in words.
    #[must_use]
    pub(super) fn words(&self) -> &str {
        match &self.said {
            Said::Body(body) => body.comment().unwrap_or_default(),
            Said::Thing(thing) => thing.comment.as_deref().unwrap_or_default(),
        }
    }
}
