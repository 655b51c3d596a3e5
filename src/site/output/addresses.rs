//! The ids and addresses of an HTML file.
//!
//! Nearly all of what the site consists of was written by one serialiser, in one form: names in small
//! letters, values in double quotes, five entities. That form is read here directly. Whatever else a
//! template may have is left to a tokenizer that knows all of HTML.

mod own;

use std::borrow::Cow;
use std::collections::HashSet;

use html5gum::{DefaultEmitter, Token, Tokenizer};

/// Attributes that hold addresses.
const ADDRESSES: [&str; 5] = ["href", "src", "poster", "data", "action"];

/// What one HTML file has.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Page<'a> {
    /// In the order of the file.
    pub(super) ids: Vec<Cow<'a, str>>,
    /// Each address once, in order.
    pub(super) links: Vec<Cow<'a, str>>,
}

/// What the attributes of interest have, in order.
#[derive(Default)]
struct Values<'a> {
    ids: Vec<Cow<'a, str>>,
    links: Vec<Cow<'a, str>>,
}

impl<'a> Values<'a> {
    fn page(mut self) -> Page<'a> {
        let mut seen = HashSet::with_capacity(self.links.len());
        // Only asked, never walked through: the order is that of the file.
        let new: Vec<bool> = self.links.iter().map(|link| seen.insert(link.as_ref())).collect();
        let mut new = new.into_iter();
        self.links.retain(|_| new.next().unwrap_or_default());
        Page { ids: self.ids, links: self.links }
    }
}

/// Reads a file.
pub(super) fn read(bytes: &[u8]) -> Page<'_> {
    own::read(bytes).unwrap_or_else(|| any(bytes)).page()
}

fn any(bytes: &[u8]) -> Values<'static> {
    let mut values = Values::default();
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    for token in Tokenizer::new_with_emitter(bytes, emitter) {
        let Ok(Token::StartTag(tag)) = token else { continue };
        for (name, value) in &tag.attributes {
            let value = || Cow::Owned(String::from_utf8_lossy(value).into_owned());
            if name.as_slice() == b"id" {
                values.ids.push(value());
            } else if ADDRESSES.iter().any(|address| address.as_bytes() == name.as_slice()) {
                values.links.push(value());
            }
        }
    }
    values
}
