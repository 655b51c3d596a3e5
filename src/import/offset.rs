//! Words at an offset of the file that was annotated, as Recogito gives them.

use std::ops::Range;

use crate::document::Document;
use crate::ingest;
use crate::project::Files;
use crate::text::{fold_spaces, is_boundary};

/// Most places of the same words that are looked at.
const MOST: usize = 10_000;

/// Where words stand that begin at an offset (UTF-16 code units) of the document's seed. The seed may
/// have changed a little since: then the nearest place counts, where it is much nearer than the next.
///
/// # Errors
/// Why they stand nowhere, in words behind “words that”.
pub(super) fn find(
    files: &dyn Files,
    document: &Document,
    words: &str,
    offset: Option<usize>,
) -> Result<Range<usize>, String> {
    let places = places(&document.text, words);
    let offset = match (&places[..], offset) {
        ([], _) => return Err("do not stand".to_owned()),
        ([one], _) => return Ok(one.clone()),
        (all, None) => return Err(format!("stand {} times", all.len())),
        (_, Some(offset)) => offset,
    };
    let path = format!("seeds/{}", document.provenance.path);
    let bytes = files.read(&path).map_err(|error| format!("cannot be looked up: {error}"))?;
    let seed = ingest::decoded_text(&path, &bytes);
    let mut near: Vec<(usize, Range<usize>)> = places
        .into_iter()
        .map(|span| {
            let at = seed.floor_char_boundary(document.map.range(span.clone()).start);
            (units(&seed[..at]).abs_diff(offset), span)
        })
        .collect();
    near.sort_by_key(|(distance, span)| (*distance, span.start));
    match &near[..] {
        [(first, span), (second, _), ..] if first * 4 <= *second => Ok(span.clone()),
        all => Err(format!("stand {} times, none of them near the given place", all.len())),
    }
}

fn units(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

/// Where words stand as whole words, blanks of any kind being equal.
fn places(text: &str, words: &str) -> Vec<Range<usize>> {
    let words = fold_spaces(words.trim()).text;
    if words.is_empty() {
        return Vec::new();
    }
    let folded = fold_spaces(text);
    let all = folded.text.match_indices(&words).take(MOST);
    let spans: Vec<Range<usize>> = all.map(|(at, _)| at..at + words.len()).collect();
    let whole = |span: &&Range<usize>| {
        is_boundary(&folded.text, span.start) && is_boundary(&folded.text, span.end)
    };
    let some_are_whole = spans.iter().any(|span| whole(&span));
    let chosen = spans.iter().filter(|span| !some_are_whole || whole(span));
    chosen.map(|span| folded.map.range(span.clone())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Language, Metadata, Source};
    use crate::project::Memory;

    #[test]
    fn the_place_is_found_by_its_offset() {
        let text = "Title: T\r\n\r\n𝔄 Paris and Paris,\r\nParisian Paris.\r\n\r\nOslo here.";
        let files = Memory::default().with("seeds/a.txt", text);
        let bytes = text.as_bytes().to_vec();
        let source = Source { path: "a.txt".into(), sha256: String::new(), bytes };
        let document =
            ingest::document(&source, &Metadata::default(), &Language::unknown()).0.unwrap();
        let check = |words: &str, offset: Option<usize>, expect: Result<usize, &str>| {
            let found = find(&files, &document, words, offset);
            let start = found.map(|span| {
                assert_eq!(document.slice(&span), words);
                span.start
            });
            assert_eq!(start.as_ref().map_err(String::as_str), expect.as_ref().map_err(|e| *e));
        };
        let nth = |n| document.text.match_indices("Paris").nth(n).unwrap().0;
        let units = |byte: usize| super::units(&text[..byte]);
        let at = |n| units(text.match_indices("Paris").nth(n).unwrap().0);
        check("Paris", Some(at(1)), Ok(nth(1)));
        check("Paris", Some(at(3)), Ok(nth(3)));
        check("Paris", Some(at(0) + 1), Ok(nth(0)));
        check("Paris", Some(at(1) - 5), Err("stand 3 times, none of them near the given place"));
        check("Paris", None, Err("stand 3 times"));
        check("Oslo", None, Ok(document.text.find("Oslo").unwrap()));
        check("Rome", Some(0), Err("do not stand"));
    }
}
