//! `same-as`: whether two entries are the same thing elsewhere, or one entry is two.

use std::collections::BTreeMap;

use super::read::Draft;
use crate::diagnostic::{Diagnostic, Findings, codes};
use crate::text::Lines;

/// Reports entries that share an address, and entries with two Wikidata items. `text` is the whole
/// register.
pub(super) fn check_same_as(drafts: &[Draft], text: &str, found: &mut Findings<'_>) {
    let lines = Lines::new(text);
    let mut first: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for (n, draft) in drafts.iter().enumerate() {
        let mut item: Option<String> = None;
        for (address, span) in draft.entry.same_as.iter().zip(&draft.same_as) {
            let thing = thing(address);
            if let Some(number) = thing.strip_prefix(ITEM) {
                if item.as_deref().is_some_and(|other| other != number) {
                    let other = item.as_deref().unwrap_or_default();
                    let message =
                        format!("“{}” is both {other} and {number} of Wikidata", draft.entry.name);
                    let error = Diagnostic::error(codes::SEVERAL_ITEMS, message)
                        .at(found.path, span.clone())
                        .label("a second item")
                        .hint("keep the one that is meant, or make two entries of it");
                    found.diagnostics.push(error);
                }
                item.get_or_insert_with(|| number.to_owned());
            }
            let &mut (other, line) =
                first.entry(thing).or_insert_with(|| (n, lines.number(span.start)));
            if other != n {
                let other = &drafts[other].entry;
                let message =
                    format!("“{}” and “{}” are the same thing", draft.entry.name, other.name);
                let error = Diagnostic::error(codes::SAME_THING, message)
                    .at(found.path, span.clone())
                    .label("this address has another entry, too")
                    .note(format!("`{}` has it in line {line}", other.id))
                    .hint("make the two one entry, or give each its own address");
                found.diagnostics.push(error);
            }
        }
    }
}

const ITEM: &str = "wikidata.org ";

/// Whether what [`thing`] gives is an item of Wikidata.
#[must_use]
pub fn is_item(thing: &str) -> bool {
    thing.starts_with(ITEM)
}

/// One spelling for all ways to write an address: without scheme, `www.` and a stroke at its end; of
/// Wikidata's the item alone, of GeoNames' the number.
#[must_use]
pub fn thing(address: &str) -> String {
    let bare = address.split_once("://").map_or(address, |(_, rest)| rest);
    let (host, path) = bare.split_once('/').unwrap_or((bare, ""));
    let host = host.to_lowercase();
    let host = host.strip_prefix("www.").or_else(|| host.strip_prefix("m.")).unwrap_or(&host);
    let plain = path.split(['?', '#']).next().unwrap_or(path).trim_end_matches('/');
    if host == "wikidata.org" {
        let last = plain.rsplit(['/', ':']).next().unwrap_or(plain).to_uppercase();
        let number = last.strip_prefix('Q').is_some_and(|rest| rest.parse::<u64>().is_ok());
        if number {
            return format!("{ITEM}{last}");
        }
    }
    if host == "geonames.org" || host == "sws.geonames.org" {
        let first = plain.split('/').next().unwrap_or(plain);
        if first.parse::<u64>().is_ok() {
            return format!("geonames.org {first}");
        }
    }
    format!("{host}/{}", path.trim_end_matches('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_thing_has_one_spelling() {
        for address in [
            "https://www.wikidata.org/wiki/Q42",
            "http://www.wikidata.org/entity/Q42",
            "https://m.wikidata.org/wiki/q42",
            "https://www.wikidata.org/wiki/Special:EntityData/Q42",
            "https://wikidata.org/wiki/Q42#sitelinks",
        ] {
            assert_eq!(thing(address), "wikidata.org Q42", "{address}");
        }
        for address in [
            "https://sws.geonames.org/2950159/",
            "http://www.geonames.org/2950159",
            "https://www.geonames.org/2950159/berlin.html",
        ] {
            assert_eq!(thing(address), "geonames.org 2950159", "{address}");
        }
        assert_eq!(thing("https://d-nb.info/gnd/118/"), thing("http://d-nb.info/gnd/118"));
        assert_ne!(thing("https://example.org/a"), thing("https://example.org/A"));
    }
}
