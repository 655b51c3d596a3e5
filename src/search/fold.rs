//! Words as the search compares them. `static/search-index.js` does the same to what a reader types;
//! `words.json` beside this file holds both to the same cases.
//!
//! In goes any text, out come its words, folded: one key for all spellings that a reader would
//! take for the same word.
//!
//! 1. A word is a run of letters, digits and marks. Apostrophes, hyphens, dots and underscores
//!    part words (`Microsoft’s`, `TikTok-Mutter`, `3.5`); soft hyphens and zero-width joiners are
//!    passed over. Writing without blanks (Han, Hiragana, Thai, Lao, Burmese, Khmer) is a word a
//!    character. This is Unicode Standard Annex 29 without what browsers have no table for.
//! 2. Each character is decomposed (NFKD) and put in lower case; diacritics go, as do the strokes
//!    and ligatures of Latin letters: ß is ss, æ ae, œ oe, ø o, đ and ð d, ħ h, ı i, ł l, þ th.
//!    Marks that carry vowels in Indic scripts and the voicing marks of Kana stay.
//! 3. An e that only spells an umlaut goes: behind a, o and u. So *Größe*, *GROESSE*, *grosse* and
//!    *Grösse* are `grosse`. Behind u it stays where *ue* spells no ü: behind a, e and q (*Bauer*,
//!    *neuen*, *Quelle*), yet not behind *ge* (*geuebt* is *geübt*).
//!
//! The price of 3 is that a few strangers share a key (*poet* and *pot*, *due* and *du*).
//! The rules look only backwards, so that the key of a word's beginning is the beginning of the
//! word's key: what is being typed finds what it becomes. Keys end after [`LONGEST`] code points.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Code points of a key.
const LONGEST: usize = 64;

/// Calls `found` with the key of each word of a text, in order, and with whether only a hyphen
/// stands between it and the word before (`TikTok-Mutter`).
pub(super) fn each_word(text: &str, found: impl FnMut(&str, bool)) {
    let mut words = Words { key: String::new(), alone: false, hyphen: false, found };
    for c in text.chars() {
        if c.is_ascii() {
            if c.is_ascii_alphanumeric() {
                words.push(c.to_ascii_lowercase());
            } else {
                words.end_at(c);
            }
        } else if is_word(c) {
            for c in std::iter::once(c).nfkd().flat_map(char::to_lowercase) {
                words.fold(c);
            }
        } else if !is_invisible(c) {
            words.end_at(c);
        }
    }
    words.end();
}

/// The word being read.
struct Words<F> {
    key: String,
    /// Whether it is a character that is a word by itself.
    alone: bool,
    /// Whether only a hyphen stands before it.
    hyphen: bool,
    found: F,
}

impl<F: FnMut(&str, bool)> Words<F> {
    /// Takes a decomposed lower-case character.
    fn fold(&mut self, c: char) {
        match c {
            'ß' => self.push_all("ss"),
            'æ' => self.push_all("ae"),
            'œ' => self.push_all("oe"),
            'þ' => self.push_all("th"),
            'ø' => self.push('o'),
            'đ' | 'ð' => self.push('d'),
            'ħ' => self.push('h'),
            'ı' => self.push('i'),
            'ł' => self.push('l'),
            'ς' => self.push('σ'),
            _ if is_diacritic(c) => {}
            _ if is_word(c) => self.push(c),
            // The stroke of a decomposed fraction, the brackets of a bracketed number.
            _ => self.end(),
        }
    }

    fn push_all(&mut self, letters: &str) {
        letters.chars().for_each(|c| self.push(c));
    }

    fn push(&mut self, c: char) {
        if c == 'e' && is_umlaut(&self.key) {
            return;
        }
        let alone = is_alone(c);
        if alone || self.alone && !is_combining_mark(c) {
            self.end();
        }
        self.alone |= alone;
        self.key.push(c);
    }

    /// Ends the word at a character that is of none.
    fn end_at(&mut self, c: char) {
        let is_hyphen = matches!(c, '-' | '\u{2010}' | '\u{2011}') && !self.key.is_empty();
        self.end();
        self.hyphen = is_hyphen;
    }

    fn end(&mut self) {
        if let Some((end, _)) = self.key.char_indices().nth(LONGEST) {
            self.key.truncate(end);
        }
        if !self.key.is_empty() {
            (self.found)(&self.key, self.hyphen);
        }
        self.hyphen = false;
        self.key.clear();
        self.alone = false;
    }
}

/// Whether an e behind this would only spell an umlaut.
fn is_umlaut(key: &str) -> bool {
    match key.as_bytes() {
        [.., b'a' | b'o'] | [.., b'g', b'e', b'u'] => true,
        [.., b'a' | b'e' | b'q', b'u'] => false,
        [.., b'u'] => true,
        _ => false,
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c)
}

/// Soft hyphen and joiners, which stand inside a word without being seen.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200C}' | '\u{200D}' | '\u{2060}' | '\u{FEFF}')
}

/// Marks that a reader may leave out: accents, Hebrew points, Arabic vowel signs.
fn is_diacritic(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36F}' | '\u{483}'..='\u{487}' | '\u{591}'..='\u{5BD}'
        | '\u{5BF}' | '\u{5C1}'..='\u{5C2}' | '\u{5C4}'..='\u{5C5}' | '\u{5C7}'
        | '\u{610}'..='\u{61A}' | '\u{64B}'..='\u{65F}' | '\u{670}'
        | '\u{6D6}'..='\u{6DC}' | '\u{6DF}'..='\u{6E4}' | '\u{6E7}'..='\u{6E8}'
        | '\u{6EA}'..='\u{6ED}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}'
        | '\u{20D0}'..='\u{20FF}' | '\u{FE20}'..='\u{FE2F}')
}

/// Writing without blanks between words.
fn is_alone(c: char) -> bool {
    matches!(c,
        '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}'
        | '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{3096}' | '\u{309D}'..='\u{309F}'
        | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFF}')
        && !is_combining_mark(c)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::cases::Cases;
    use super::each_word;

    fn words(text: &str) -> Vec<String> {
        let mut words = Vec::new();
        each_word(text, |word, _| words.push(word.to_owned()));
        words
    }

    #[test]
    fn the_shared_cases_hold() {
        for (text, expect) in Cases::read().words {
            assert_eq!(words(&text), expect, "{text:?}");
        }
        for (text, expect) in Cases::read().hyphens {
            let mut found = Vec::new();
            each_word(&text, |word, is_joined| {
                found.extend(is_joined.then(|| word.to_owned()));
            });
            assert_eq!(found, expect, "{text:?}");
        }
    }

    /// The ways to write a word with umlauts where a keyboard has none.
    fn spelled(word: &str, umlauts: [&str; 4]) -> String {
        let [a, o, u, s] = umlauts;
        word.replace('ä', a).replace('ö', o).replace('ü', u).replace('ß', s)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(256))]

        #[test]
        fn every_spelling_has_one_key(word in "([a-zäöß]{0,4}[bcdfghklmnoprstvwz]ü)?[a-zäöß]{1,8}") {
            let key = words(&word);
            for umlauts in [["ae", "oe", "ue", "ss"], ["a", "o", "u", "ss"], ["Ä", "Ö", "Ü", "ẞ"]] {
                prop_assert_eq!(words(&spelled(&word, umlauts)), key.clone());
            }
            prop_assert_eq!(words(&word.to_uppercase()), key);
        }

        #[test]
        fn what_is_being_typed_finds_what_it_becomes(word in "[aeouqgßüöäæÉeéﬁ²]{1,12}|\\w{1,8}") {
            let whole = words(&word);
            for (at, _) in word.char_indices().skip(1) {
                let typed = words(&word[..at]);
                let Some((last, before)) = typed.split_last() else { continue };
                prop_assert_eq!(before, &whole[..before.len()]);
                prop_assert!(whole[before.len()].starts_with(last.as_str()));
            }
        }

        #[test]
        fn a_key_is_its_own_key_in_parts(text in "\\PC{0,24}") {
            for word in words(&text) {
                prop_assert!(!word.is_empty() && word.chars().count() <= super::LONGEST);
                prop_assert!(word.chars().all(super::is_word), "{:?}", word);
            }
        }
    }
}
