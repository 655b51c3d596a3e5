//! The skeleton of a text: its letters and digits in one spelling, and what parts each from the one before.
//!
//! In it all ways to write the same words are one: case, composed and decomposed letters, compatibility
//! forms (NFKC, by way of NFKD), blanks of any kind, soft hyphens and characters that nobody sees.

use unicode_normalization::char::{
    canonical_combining_class, decompose_compatible, is_combining_mark,
};

use super::characters::{Read, View, read};

/// Parts a text where no words run on: no match reaches over it.
pub(crate) const HARD: char = '\u{1E}';

/// What stands between a letter and the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gap {
    /// Nothing that a reader sees.
    None,
    /// An apostrophe.
    Apostrophe,
    /// One blank or sign, or a run of blanks.
    One,
    /// Up to four of them.
    Few,
    /// A hyphen at a line's end: perhaps a word goes on.
    Break,
    /// More.
    Many,
    /// A place over which no words run.
    Hard,
}

/// A letter, digit or mark of a skeleton.
#[derive(Debug, Clone, Copy)]
pub(super) struct Letter {
    /// Where it begins in the skeleton.
    pub(super) at: usize,
    /// The bytes of the text that it comes from.
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) gap: Gap,
}

/// A text's skeleton and the way back.
#[derive(Debug, Default)]
pub(super) struct Skeleton {
    pub(super) text: String,
    pub(super) letters: Vec<Letter>,
}

impl Skeleton {
    /// Of a view of a text.
    pub(super) fn new(text: &str, view: View) -> Self {
        let mut skeleton = Self::default();
        let mut gap = Between::default();
        let mut marks: Vec<(char, Read)> = Vec::new();
        for one in read(text, view) {
            if is_invisible(one.c) {
                gap.hyphen |= one.c == '\u{AD}';
                continue;
            }
            let mut seen = false;
            each_folded(one.c, |c| {
                seen = true;
                if !marks.is_empty() && !is_combining_mark(c) {
                    skeleton.flush(&mut marks);
                }
                if is_combining_mark(c) && gap.is_none() && !skeleton.letters.is_empty() {
                    marks.push((c, one));
                } else {
                    skeleton.push(c, one, gap.take());
                }
            });
            if !seen {
                skeleton.flush(&mut marks);
                gap.add(one.c);
            } else {
                gap.hyphen = false;
            }
        }
        skeleton.flush(&mut marks);
        skeleton
    }

    fn push(&mut self, c: char, one: Read, gap: Gap) {
        self.letters.push(Letter { at: self.text.len(), start: one.start, end: one.end, gap });
        self.text.push(c);
    }

    /// Marks on one letter in canonical order (Unicode, 3.11), so that all orders of writing them are one.
    fn flush(&mut self, marks: &mut Vec<(char, Read)>) {
        marks.sort_by_key(|(c, _)| canonical_combining_class(*c));
        for (c, one) in marks.drain(..) {
            self.push(c, one, Gap::None);
        }
    }

    /// The number of the letter that begins at byte `at` of the skeleton.
    pub(super) fn letter_at(&self, at: usize) -> usize {
        self.letters.partition_point(|letter| letter.at < at)
    }

    /// A letter's character.
    pub(super) fn char(&self, letter: usize) -> Option<char> {
        self.text[self.letters.get(letter)?.at..].chars().next()
    }

    /// Whether no word goes on before this letter.
    pub(super) fn parts(&self, letter: usize) -> bool {
        self.letters.get(letter).is_none_or(|letter| letter.gap != Gap::None)
    }
}

/// The letters of a skeleton alone, for a quick look.
pub(super) fn letters(text: &str, view: View) -> String {
    if view == View::Plain && text.is_ascii() {
        let kept = text.bytes().filter(u8::is_ascii_alphanumeric);
        return kept.map(|b| char::from(b.to_ascii_lowercase())).collect();
    }
    let mut out = String::with_capacity(text.len());
    let mut marks: Vec<char> = Vec::new();
    let mut parted = true;
    for one in read(text, view) {
        if one.c.is_ascii_alphanumeric() {
            in_order(&mut marks, &mut out);
            out.push(one.c.to_ascii_lowercase());
            parted = false;
            continue;
        }
        if is_invisible(one.c) {
            continue;
        }
        let mut seen = false;
        each_folded(one.c, |c| {
            seen = true;
            if !parted && !c.is_ascii() && is_combining_mark(c) {
                marks.push(c);
                return;
            }
            in_order(&mut marks, &mut out);
            out.push(c);
            parted = false;
        });
        if !seen {
            in_order(&mut marks, &mut out);
            parted = true;
        }
    }
    in_order(&mut marks, &mut out);
    out
}

fn in_order(marks: &mut Vec<char>, out: &mut String) {
    if !marks.is_empty() {
        marks.sort_by_key(|c| canonical_combining_class(*c));
        out.extend(marks.drain(..));
    }
}

/// The words of a text by their hashes, in one spelling; `None` where no words run on. Of scripts without
/// spaces each character is one.
pub(in crate::redact) fn folded_words(text: &str) -> impl Iterator<Item = Option<u64>> + '_ {
    const BEGIN: u64 = 0xcbf2_9ce4_8422_2325;
    let mut reader = read(text, View::Plain);
    let mut hash = BEGIN;
    let mut waiting: Option<Option<u64>> = None;
    let mut over = false;
    std::iter::from_fn(move || {
        if let Some(next) = waiting.take() {
            return Some(next);
        }
        loop {
            let Some(one) = reader.next() else {
                let last = (hash != BEGIN && !over).then_some(Some(hash));
                over = true;
                return last;
            };
            if is_invisible(one.c) {
                continue;
            }
            let mut seen = false;
            each_folded(one.c, |c| {
                seen = true;
                hash = (hash ^ u64::from(u32::from(c))).wrapping_mul(0x0100_0000_01b3);
            });
            let alone = matches!(one.c, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}');
            let ends = !seen || alone;
            if !ends {
                continue;
            }
            let word = (hash != BEGIN).then_some(Some(hash));
            hash = BEGIN;
            let hard = (one.c == HARD).then_some(None);
            if word.is_some() {
                waiting = hard;
                return word;
            }
            if hard.is_some() {
                return hard;
            }
        }
    })
}

/// What has been read since the last letter.
#[derive(Default)]
struct Between {
    count: usize,
    blank: bool,
    line: bool,
    apostrophe: bool,
    hyphen: bool,
    hard: bool,
    /// Whether there is anything but one hyphen and blanks.
    other: bool,
}

impl Between {
    fn is_none(&self) -> bool {
        self.count == 0 && !self.hard
    }

    fn add(&mut self, c: char) {
        if c == HARD {
            self.hard = true;
        } else if c.is_whitespace() || c.is_control() {
            self.count += usize::from(!self.blank);
            self.blank = true;
            self.line |= c == '\n';
        } else {
            self.hyphen |= matches!(c, '-' | '\u{2010}') && self.count == 0;
            self.other |= !matches!(c, '-' | '\u{2010}') || self.count > 0;
            self.apostrophe = is_apostrophe(c) && self.count == 0;
            self.count += 1;
            self.blank = false;
        }
    }

    fn take(&mut self) -> Gap {
        let it = std::mem::take(self);
        match it.count {
            _ if it.hard => Gap::Hard,
            0 => Gap::None,
            _ if it.hyphen && it.line && !it.other => Gap::Break,
            1 if it.apostrophe => Gap::Apostrophe,
            1 => Gap::One,
            2..=4 => Gap::Few,
            _ => Gap::Many,
        }
    }
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | '`' | '´' | '′')
}

/// The letters, digits and marks of one character in their one spelling; none for what is none.
fn each_folded(c: char, mut push: impl FnMut(char)) {
    if c.is_ascii() {
        if c.is_ascii_alphanumeric() {
            push(c.to_ascii_lowercase());
        }
        return;
    }
    decompose_compatible(c, |part| {
        // By way of the capitals `ß`, `ſ`, `ς` and `ı` are folded, too (Unicode, 5.18).
        for upper in part.to_uppercase() {
            for lower in upper.to_lowercase() {
                if is_kept(lower) {
                    push(lower);
                }
            }
        }
    });
}

/// Letters, digits, marks, and signs such as emoji, by which something can be named.
fn is_kept(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    c.is_alphanumeric() || is_combining_mark(c) || !(c.is_whitespace() || is_sign(c))
}

/// Punctuation and other signs that only part words.
fn is_sign(c: char) -> bool {
    matches!(c,
        '\u{80}'..='\u{BF}' | '×' | '÷' | '\u{2000}'..='\u{206F}' | '\u{2190}'..='\u{22FF}'
        | '\u{2E00}'..='\u{2E7F}' | '\u{3000}'..='\u{303F}' | '\u{FE10}'..='\u{FE6F}'
        | '\u{FF00}'..='\u{FF0F}' | '\u{FF1A}'..='\u{FF20}' | '\u{FFF0}'..='\u{FFFF}'
        | '\u{589}'..='\u{58F}' | '\u{5BE}' | '\u{60C}' | '\u{61B}' | '\u{61F}' | '\u{6D4}'
        | '\u{964}' | '\u{965}' | '\u{2B0}'..='\u{2FF}' | '\u{E000}'..='\u{F8FF}')
}

/// Soft hyphens, zero-width and directional characters, variation selectors and tags.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
        | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}'
        | '\u{E0000}'..='\u{E0FFF}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn ways_of_writing_are_one() {
        for (a, b) in [
            ("Müller", "MU\u{308}LLER"),
            ("Straße", "STRASSE"),
            ("Strasse", "ſtraſſe"),
            ("Οδυσσεύς", "ΟΔΥΣΣΕΎΣ"),
            ("ﬁnal", "FINAL"),
            ("Anna", "Ａｎｎａ"),
            ("Anna", "A\u{AD}n\u{200B}n\u{2060}a"),
            ("Anna", "𝐀𝓷𝔫𝚊"),
            ("ệ", "e\u{302}\u{323}"),
            ("🦊", "🦊\u{FE0F}"),
        ] {
            let skeleton = |text: &str| Skeleton::new(text, View::Plain).text;
            assert_eq!(skeleton(a), skeleton(b), "{a} {b}");
            assert_eq!(letters(a, View::Plain), skeleton(b), "{a} {b}");
        }
    }

    #[test]
    fn gaps_are_told_apart() {
        let gaps = |text: &str| -> Vec<Gap> {
            Skeleton::new(text, View::Plain).letters.iter().skip(1).map(|l| l.gap).collect()
        };
        assert_eq!(gaps("ab c\u{A0}\n d"), [Gap::None, Gap::One, Gap::One]);
        assert_eq!(gaps("a'b’c"), [Gap::Apostrophe, Gap::Apostrophe]);
        assert_eq!(gaps("a-\n  b\u{AD}\nc"), [Gap::Break, Gap::Break]);
        assert_eq!(gaps("a, b - - - -c\u{1E}d"), [Gap::Few, Gap::Many, Gap::Hard]);
        assert_eq!(gaps("a\u{AD}b_c"), [Gap::None, Gap::One]);
    }

    proptest! {
        #[test]
        fn both_ways_to_a_skeleton_agree(text in "(\\PC|[äöüßé\u{301}\u{323}\u{AD}\n -]){0,30}") {
            for view in [View::Plain, View::Decoded] {
                let skeleton = Skeleton::new(&text, view);
                let quick = letters(&text, view);
                prop_assert_eq!(&skeleton.text, &quick);
                for pair in skeleton.letters.windows(2) {
                    prop_assert!(pair[0].at < pair[1].at);
                }
            }
        }
    }
}
