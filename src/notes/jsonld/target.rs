//! Targets: which document, which words (Web Annotation Data Model, sections 3.2.1 and 4.2).

use std::ops::Range;

use serde_json::Value;

use super::{has_type, list, string};
use crate::annotation::Selector;

/// A document and words in it.
#[derive(Debug)]
pub(super) struct Target {
    /// A seed's path or an address, without fragment.
    pub(super) source: String,
    pub(super) selector: Selector,
}

/// Why a target cannot be used.
#[derive(Debug)]
pub(super) enum Unusable {
    /// Something that every target has is missing.
    Broken(&'static str),
    /// It is valid, but names no words that could be looked for.
    NoWords(String),
}

/// Reads one target.
pub(super) fn target(value: &Value) -> Result<Target, Unusable> {
    let whole = || Unusable::NoWords("it is about a whole document".to_owned());
    let object = match value {
        Value::String(_) => return Err(whole()),
        Value::Object(object) => object,
        _ => return Err(Unusable::Broken("its target is neither an address nor an object")),
    };
    let source = match object.get("source") {
        Some(source) => list(source).into_iter().find_map(address),
        None if address(value).is_some() => return Err(whole()),
        None => None,
    };
    let source = source.ok_or(Unusable::Broken("its target has no source"))?;
    let selectors = object.get("selector").map(list).unwrap_or_default();
    if selectors.is_empty() {
        return Err(whole());
    }
    let mut found = Words::default();
    for selector in &selectors {
        found.add(selector);
    }
    let Some(selector) = found.selector() else {
        let kind = |selector: &&Value| selector.get("type").and_then(string).map(str::to_owned);
        let kinds: Vec<String> = selectors.iter().filter_map(kind).collect();
        let kinds = if kinds.is_empty() { "without a type".to_owned() } else { kinds.join(", ") };
        return Err(Unusable::NoWords(format!("its selector ({kinds}) names no words")));
    };
    Ok(Target { source: without_fragment(source).to_owned(), selector })
}

/// An address, as a string or as an object with an id.
fn address(value: &Value) -> Option<&str> {
    let address = match value {
        Value::String(text) => text.as_str(),
        Value::Object(object) => object.get("id").or_else(|| object.get("@id"))?.as_str()?,
        _ => return None,
    };
    Some(address.trim()).filter(|address| !address.is_empty())
}

/// An address says in its fragment which part of the document is meant; a path has none.
fn without_fragment(source: &str) -> &str {
    let is_url = source.starts_with("http://") || source.starts_with("https://");
    if is_url { source.split('#').next().unwrap_or(source) } else { source }
}

/// What a target's selectors say together: they are alternatives for the same words.
#[derive(Default)]
struct Words {
    quote: Option<Selector>,
    position: Option<Range<usize>>,
}

impl Words {
    fn add(&mut self, selector: &Value) {
        let mut within = selector;
        // Of selectors that refine one another the last with a quote is the narrowest. How deeply
        // they are nested is bounded by the JSON parser.
        let mut quote = None;
        let mut refined = false;
        loop {
            quote = text_quote(within).or(quote);
            let Some(inner) = within.get("refinedBy") else { break };
            refined = true;
            within = match inner {
                Value::Array(several) => match several.first() {
                    Some(first) => first,
                    None => break,
                },
                one => one,
            };
        }
        // A refined position is that of the surroundings; a refining one counts from their start.
        if !refined {
            self.position = self.position.take().or_else(|| text_position(selector));
        }
        self.quote = self.quote.take().or(quote);
    }

    /// A quote with the position, or at least a position.
    fn selector(self) -> Option<Selector> {
        let position = self.position;
        match self.quote {
            Some(quote) => Some(Selector { position, ..quote }),
            None => position.map(|position| Selector {
                exact: vec![String::new()],
                position: Some(position),
                ..Selector::default()
            }),
        }
    }
}

fn is_kind(selector: &Value, kind: &str) -> bool {
    selector.as_object().is_some_and(|object| has_type(object, kind))
}

/// A TextQuoteSelector (section 4.2.4).
fn text_quote(selector: &Value) -> Option<Selector> {
    if !is_kind(selector, "TextQuoteSelector") {
        return None;
    }
    let text =
        |key: &str| selector.get(key).and_then(string).filter(|text| !text.trim().is_empty());
    let side = |key: &str| text(key).map(str::to_owned).into_iter().collect();
    Some(Selector {
        prefix: side("prefix"),
        exact: vec![text("exact")?.to_owned()],
        suffix: side("suffix"),
        position: None,
    })
}

/// A TextPositionSelector (section 4.2.5); an empty one selects nothing.
fn text_position(selector: &Value) -> Option<Range<usize>> {
    if !is_kind(selector, "TextPositionSelector") {
        return None;
    }
    let number = |key: &str| usize::try_from(selector.get(key)?.as_u64()?).ok();
    Some(number("start")?..number("end")?).filter(|span| !span.is_empty())
}
