//! The language of a single paragraph, for texts in which several stand beside one another.

use std::borrow::Cow;
use std::sync::LazyLock;

use super::super::hash::WordMap;
use super::super::languages::TAGS;
use super::POINTS;
use crate::text::is_word;

/// So many of a language's commonest words must stand in a paragraph for it to count as written in
/// another language than the document.
const LEAST: usize = 4;
/// So many times as many as of the document's own language.
const TIMES: usize = 3;
/// As much of a paragraph is looked at, in bytes.
const SAMPLE: usize = 2000;

/// The languages, by their place among [`TAGS`], of which a word is one of the commonest.
static COMMON: LazyLock<WordMap<Vec<usize>>> = LazyLock::new(|| {
    let mut all: WordMap<Vec<usize>> = WordMap::default();
    for (at, points) in TAGS.iter().enumerate().filter_map(|(at, tag)| Some((at, POINTS.get(tag)?)))
    {
        points.common.iter().for_each(|word| all.entry(word.clone()).or_default().push(at));
    }
    all
});

/// The primary tag of the language of `text`: the document's, `own`, unless the commonest words of
/// another known language say otherwise.
pub(in crate::recognise) fn language<'a>(text: &str, own: &'a str) -> &'a str {
    let sample = &text[..text.floor_char_boundary(SAMPLE)];
    let mut counts = vec![0; TAGS.len()];
    for word in sample.split(|c| !is_word(c)).filter(|word| !word.is_empty() && word.len() <= 8) {
        let small = word.bytes().all(|byte| byte.is_ascii_lowercase());
        let lower = if small { Cow::Borrowed(word) } else { Cow::Owned(word.to_lowercase()) };
        for &tag in COMMON.get(lower.as_ref()).into_iter().flatten() {
            counts[tag] += 1;
        }
    }
    let of = |tag: &str| TAGS.iter().position(|&known| known == tag).map_or(0, |at| counts[at]);
    let best = (0..TAGS.len()).max_by_key(|&at| (counts[at], std::cmp::Reverse(at)));
    match best {
        Some(at) if counts[at] >= LEAST.max(TIMES * of(own)) => TAGS[at],
        _ => own,
    }
}

#[cfg(test)]
mod tests {
    use super::language;

    #[test]
    fn a_paragraph_shows_its_language() {
        let german = "Er sagte, dass die Werke von dem Verein nicht zu haben sind.";
        let english = "He said that the works of the society were not to be had.";
        let french = "Il a dit que les œuvres de la société ne sont pas pour lui.";
        for (text, shown) in [(german, "de"), (english, "en"), (french, "fr")] {
            for own in ["de", "en", "fr", "und", "la"] {
                assert_eq!(language(text, own), shown, "{own}: {text}");
            }
        }
        assert_eq!(language("The End", "de"), "de");
        assert_eq!(language("", "la"), "la");
        assert_eq!(language("Die Band „The Who“ spielte und war in der Stadt.", "de"), "de");
    }
}
