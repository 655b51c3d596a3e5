//! Words as they look: letters of other scripts that look like those of a word's own, and marks that are
//! heaped upon letters.
//!
//! In goes a word, out comes the word that a reader takes it for. The letters are those of Greek, Cyrillic
//! and Armenian that look like Latin ones in most types (a part of UTS #39, section 4).

use unicode_normalization::char::{compose, is_combining_mark};

use super::characters::Read;

/// Letters of another script, and the Latin ones they look like.
const ALIKE: [(&str, &str); 3] = [
    ("АВЕЅІЈКМНОРСТУХҮԚԜЅаеѕіјорсухԁԛԝһӏѵү", "ABESIJKMHOPCTYXYQWSaesijopcyxdqwhlvy"),
    ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹϳοανικρυχωϲ", "ABEZHIKMNOPTYXCjoavikpuxwc"),
    ("ՕՏԼՍօոսհցզ", "OSLUonuhgq"),
];

/// Whether a text may look like another one.
pub(super) fn differs(text: &str) -> bool {
    // U+0300 to U+05BF begin with these bytes, U+20D0 to U+20FF with those.
    let bytes = text.as_bytes();
    bytes.iter().any(|byte| (0xCC..=0xD6).contains(byte))
        || bytes.windows(2).any(|pair| pair == [0xE2, 0x83])
}

/// Whether a character stands in a word.
pub(super) fn in_word(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c)
}

/// A word as it looks.
pub(super) fn looks(word: &mut Vec<Read>) {
    let mut before = '\0';
    word.retain(|one| {
        let kept = !is_heaped(before, one.c);
        before = if kept { one.c } else { before };
        kept
    });
    for (theirs, latin) in ALIKE {
        if !word.iter().any(|one| is_theirs(one.c, theirs)) {
            continue;
        }
        let to_latin = |c| swap(c, theirs, latin);
        let to_theirs = |c| swap(c, latin, theirs);
        if word.iter().all(|one| !is_theirs(one.c, theirs) || to_latin(one.c).is_some()) {
            each(word, to_latin);
        } else if word
            .iter()
            .all(|one| !one.c.is_alphabetic() || !one.c.is_ascii() || to_theirs(one.c).is_some())
        {
            each(word, to_theirs);
        }
    }
}

fn each(word: &mut [Read], swap: impl Fn(char) -> Option<char>) {
    for one in word {
        one.c = swap(one.c).unwrap_or(one.c);
    }
}

fn swap(c: char, from: &str, to: &str) -> Option<char> {
    let at = from.chars().position(|one| one == c)?;
    to.chars().nth(at)
}

/// Whether a letter is of the script of these.
fn is_theirs(c: char, theirs: &str) -> bool {
    let block = |c: char| match c {
        '\u{370}'..='\u{3FF}' => 1,
        '\u{400}'..='\u{52F}' => 2,
        '\u{530}'..='\u{58F}' => 3,
        _ => 0,
    };
    block(c) > 0 && theirs.chars().next().is_some_and(|first| block(first) == block(c))
}

/// Whether a mark belongs to no letter of any language: a stroke over or a frame around another character,
/// a second mark on a Latin letter, or one that no such letter has.
fn is_heaped(before: char, c: char) -> bool {
    match c {
        '\u{334}'..='\u{338}' | '\u{20D0}'..='\u{20F0}' => true,
        '\u{300}'..='\u{36F}' if before.is_ascii_alphabetic() => compose(before, c).is_none(),
        '\u{300}'..='\u{36F}' => matches!(before, '\u{300}'..='\u{36F}'),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::characters::{View, read};
    use super::*;

    #[test]
    fn scripts_pair_their_letters() {
        for (theirs, latin) in ALIKE {
            assert_eq!(theirs.chars().count(), latin.chars().count());
            assert!(latin.is_ascii() && theirs.chars().all(|c| is_theirs(c, theirs)), "{theirs}");
        }
    }

    #[test]
    fn words_are_what_they_look_like() {
        let check = |text: &str, expect: &str| {
            let seen: String = read(text, View::Alike).map(|one| one.c).collect();
            assert_eq!(seen, expect, "{text}");
        };
        check("Аnnа Веrg и Иванов", "Anna Berg и Иванов");
        check("Ивaнoв НОРА нора", "Иванов HOPA нора");
        check("Αnna Νίκος Nίκoς", "Anna Νίκος Νίκος");
        check(
            "A\u{335}n\u{338}n\u{20DD}a\u{31B}\u{334} e\u{301} é\u{323} ő",
            "Anna e\u{301} é\u{323} ő",
        );
        check("N\u{335}\u{303}\u{30B}o x²", "N\u{303}o x²");
        check("нет, не тот", "нет, не тот");
    }
}
