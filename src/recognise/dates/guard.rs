//! What stands around a number and shows that it is no date: versions, pages, paragraphs, amounts.

use std::ops::Range;

use crate::text::is_word;

/// Words right before a number that make it a page, a paragraph, a version, a telephone number.
const NUMBERED: &[&str] = &[
    "§",
    "§§",
    "Abs",
    "Abschn",
    "Abschnitt",
    "Art",
    "Artikel",
    "Aktenzeichen",
    "Anm",
    "Az",
    "Bd",
    "Fax",
    "Kap",
    "Kapitel",
    "No",
    "Nr",
    "Nrn",
    "Nummer",
    "Rn",
    "Rz",
    "S",
    "Seite",
    "Seiten",
    "Tel",
    "Telefon",
    "Version",
    "Ziff",
    "Ziffer",
    "app",
    "article",
    "art",
    "chapter",
    "ch",
    "ext",
    "no",
    "nos",
    "number",
    "p",
    "page",
    "pages",
    "paragraph",
    "para",
    "phone",
    "pp",
    "ref",
    "release",
    "section",
    "sec",
    "tel",
    "v",
    "version",
    "vol",
];

/// Signs that stand right before amounts and numbers.
const SIGNS: &[char] = &['§', '$', '€', '£', '¥', '#', '+', '=', '@', '/', '\\', '−'];

/// Signs that stand right behind amounts.
const UNITS: &[char] = &['%', '‰', '°', '€', '$', '£', '²', '³', '@', '\\', '='];

/// Whether the words at `span` are a piece of text of their own.
pub(super) fn stands_alone(text: &str, span: &Range<usize>) -> bool {
    // A bracket or comma that the pattern asks for itself stands wherever it stands.
    let begins = !text[span.clone()].starts_with(is_word) || begins(&text[..span.start]);
    begins && ends(&text[..span.end], &text[span.end..])
}

fn begins(before: &str) -> bool {
    let mut back = before.chars().rev();
    match back.next() {
        None => true,
        Some(c) if is_word(c) || SIGNS.contains(&c) => false,
        // 1.15.9.2020, 030-1914; but “(15.9.2020–” and “–15 September” may begin.
        Some('.' | ',' | ':' | '-' | '–' | '’' | '\'') => {
            !back.next().is_some_and(|c| c.is_ascii_digit())
        }
        Some(' ') => !is_numbered(before.trim_end()),
        Some(_) => true,
    }
}

/// Whether the last word before a number says that things are numbered there; a number in between
/// (“pages 1923 and 1931”) changes nothing.
fn is_numbered(before: &str) -> bool {
    let before = before.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end();
    let bare = before.strip_suffix('.').unwrap_or(before);
    let start = bare
        .char_indices()
        .rev()
        .take_while(|(_, c)| is_word(*c) || *c == '§')
        .last()
        .map_or(bare.len(), |(at, _)| at);
    NUMBERED.contains(&&bare[start..])
}

/// What makes a year one before the common era, which these rules do not read.
const BEFORE_CHRIST: &[&str] = &[" BC", " B.C", " v. Chr", " v.Chr", " vor Chr", " vor unserer"];

fn ends(words: &str, rest: &str) -> bool {
    if BEFORE_CHRIST.iter().any(|era| rest.starts_with(era)) {
        return false;
    }
    let mut ahead = rest.chars();
    match ahead.next() {
        None => true,
        Some(c) if UNITS.contains(&c) => false,
        // A point or an apostrophe that ends the date itself parts it from what follows.
        Some(c) if is_word(c) => !words.ends_with(is_word),
        Some('.' | ',' | ':' | '/' | '-' | '–' | '‑') => {
            !(words.ends_with(|c: char| c.is_ascii_digit())
                && ahead.next().is_some_and(|c| c.is_ascii_digit()))
        }
        Some(_) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alone(text: &str) -> bool {
        let start = text.find('[').unwrap();
        let end = text.find(']').unwrap() - 1;
        let plain = text.replace(['[', ']'], "");
        stands_alone(&plain, &(start..end))
    }

    #[test]
    fn neighbours_tell() {
        for text in [
            "[2020]",
            "am [15.9.]",
            "([1971])",
            "„[1971]“",
            "[2020], x",
            "–[15.9.]",
            "in [1914].",
            "[1914]-Krieg",
            "S. 5, [2020]",
            "Nord-[2020]",
        ] {
            assert!(alone(text), "{text}");
        }
        for text in [
            "1.[15.9.2020]",
            "S. 1923 [bis 1931]",
            "[12.9.20].1",
            "x[2020]",
            "[2020]x",
            "§ [2020]",
            "§[2020]",
            "S. [1015]",
            "Nr. [2020]",
            "$[2000]",
            "[2000]%",
            "030-[1914]",
            "[2020]:15",
            "v. [2000]",
            "/[2020]",
        ] {
            assert!(!alone(text), "{text}");
        }
    }
}
