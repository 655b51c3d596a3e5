//! Front matter in YAML: one mapping from names to scalars or lists of scalars. Anchors, aliases,
//! merge keys and tags are refused, so that its size is the size of what is read.

use std::fmt;
use std::ops::Range;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_saphyr::options::{MergeKeyPolicy, NonFiniteFloatPolicy};
use serde_saphyr::{Location, Options, Spanned, UserMessageFormatter, budget, options};

use super::entry::{Entry, Fault, Value};

/// Reads the mapping. Spans are bytes of `raw`.
pub(super) fn entries(raw: &str) -> Result<Vec<Entry>, Fault> {
    let mapping: Mapping =
        serde_saphyr::from_str_with_options(raw, bounds()).map_err(|error| fault(raw, &error))?;
    let entries = mapping.0.into_iter().map(|(key, value)| {
        let span = bytes(raw, value.referenced);
        let value = match value.value {
            Node::Text(text) => Value::One(text),
            // The spelling counts: 2020.10 is no number here.
            Node::Plain => Value::One(raw.get(span.clone()).unwrap_or_default().to_owned()),
            Node::List(items) => Value::Many(items),
            Node::Nothing => Value::Nothing,
            Node::Mapping => Value::Other,
        };
        let key_span = bytes(raw, key.referenced);
        Entry { key: key.value, key_span, value, span }
    });
    Ok(entries.collect())
}

fn bounds() -> Options {
    options! {
        budget: budget! {
            max_anchors: 0,
            max_aliases: 0,
            max_merge_keys: 0,
            max_documents: 1,
            max_depth: 4,
            flow_nesting_limit: 4,
            max_nodes: 2_000,
            max_events: 10_000,
        },
        merge_keys: MergeKeyPolicy::Error,
        reject_unsupported_tags: true,
        non_finite_float_policy: NonFiniteFloatPolicy::PassThrough,
        with_snippet: false,
    }
}

fn fault(raw: &str, error: &serde_saphyr::Error) -> Fault {
    let text = error.render_with_formatter(&UserMessageFormatter);
    let message = match text.rfind(" at line ") {
        Some(at) => text[..at].to_owned(),
        None => text,
    };
    let refused = ["limits breached", "merge key", "unsupported tag", "recursion limit"];
    let hint = refused
        .iter()
        .any(|words| message.contains(words))
        .then_some("write plain keys and values, without anchors, aliases, tags or nesting");
    let span = error.location().map_or(0..raw.len(), |location| bytes(raw, location));
    Fault { message, span, hint }
}

/// A location's bytes; where the parser knows only line and column, the rest of that line.
fn bytes(raw: &str, location: Location) -> Range<usize> {
    let number = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
    let span = location.span();
    if let (Some(start), Some(len)) = (span.byte_offset(), span.byte_len()) {
        let start = number(start).min(raw.len());
        let end = start.saturating_add(number(len)).min(raw.len());
        if raw.is_char_boundary(start) && raw.is_char_boundary(end) {
            return start..end;
        }
    }
    let line = number(location.line()).saturating_sub(1);
    let from: usize = raw.split_inclusive('\n').take(line).map(str::len).sum();
    let line = raw[from..].lines().next().unwrap_or_default();
    let column = number(location.column()).saturating_sub(1);
    let skip = line.char_indices().nth(column).map_or(line.len(), |(at, _)| at);
    from + skip..from + line.len()
}

struct Mapping(Vec<(Spanned<String>, Spanned<Node>)>);

impl<'de> Deserialize<'de> for Mapping {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(MappingVisitor)
    }
}

struct MappingVisitor;

impl<'de> Visitor<'de> for MappingVisitor {
    type Value = Mapping;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("keys with values")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Mapping, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Mapping(entries))
    }
}

enum Node {
    Text(String),
    Plain,
    List(Vec<String>),
    Nothing,
    Mapping,
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NodeVisitor)
    }
}

struct NodeVisitor;

impl<'de> Visitor<'de> for NodeVisitor {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value or a list of values")
    }

    fn visit_str<E>(self, text: &str) -> Result<Node, E> {
        Ok(Node::Text(text.to_owned()))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Node, E> {
        Ok(Node::Plain)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Node, E> {
        Ok(Node::Plain)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Node, E> {
        Ok(Node::Plain)
    }

    fn visit_u128<E>(self, _: u128) -> Result<Node, E> {
        Ok(Node::Plain)
    }

    fn visit_i128<E>(self, _: i128) -> Result<Node, E> {
        Ok(Node::Plain)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Node, E> {
        Ok(Node::Plain)
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Nothing)
    }

    fn visit_none<E>(self) -> Result<Node, E> {
        Ok(Node::Nothing)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Node, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element()? {
            items.push(item);
        }
        Ok(Node::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Node::Mapping)
    }
}
