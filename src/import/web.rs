//! W3C Web Annotations: one, a list, an `AnnotationPage` or an `AnnotationCollection`, of this program or
//! of any other.

use super::item::{Item, Place, Said};
use crate::diagnostic::Diagnostics;
use crate::notes::{Callout, read_jsonld};

/// Reads a file's text, which `path` names in diagnostics.
pub(super) fn read(path: &str, text: &str) -> (Vec<Item>, Diagnostics) {
    let (callouts, diagnostics) = read_jsonld(path, text);
    let item = |(n, (source, callout)): (usize, (String, Callout))| {
        let mut selector = callout.selector;
        // In another page a position counts other characters.
        let wordless = selector.exact.iter().all(|piece| piece.trim().is_empty());
        let elsewhere = source.starts_with("http") && !source.contains("documents/");
        if elsewhere && !wordless {
            selector.position = None;
        }
        let name = callout.via.clone().or_else(|| callout.id.clone());
        let name = name.unwrap_or_else(|| format!("annotation {}", n + 1));
        Item {
            about: vec![source],
            by: callout.by,
            created: callout.created,
            via: callout.via,
            id: callout.id,
            ..Item::new(name, Place::Words(selector), Said::Body(callout.body))
        }
    };
    (callouts.into_iter().enumerate().map(item).collect(), diagnostics)
}
