//! Words that are to be found in every way they may be written.

use super::characters::{View, read};
use super::skeleton::{Gap, HARD, Skeleton, letters};
use crate::text::slugify;

keyword! {
    /// Where hidden words may stand.
    pub Placing {
        /// They are whole words, perhaps with a usual ending.
        Word = "word",
        /// Words begin with them.
        Start = "start",
        /// Anywhere, also in the middle of words.
        Anywhere = "anywhere",
    }
}

/// Words to be found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Needle {
    /// Their skeleton.
    pub(super) skeleton: String,
    /// Whether something stands before each of its letters.
    gaps: Vec<bool>,
    pub(super) placing: Placing,
    /// The letters with their case, where that counts.
    cased: Option<String>,
    /// Whether they count only in the form of an address.
    address: bool,
    /// The number by which a find is told.
    pub(super) rule: usize,
    /// The signs before and behind the letters, which go with them where they stand there, too.
    signs: [String; 2],
}

/// Fewest letters that may be written apart (“M ü l l e r”) or run together (“annaberg”).
const LOOSE: usize = 5;
/// Fewest digits that may be grouped in any way and stand beside letters.
const NUMBER: usize = 6;
/// Shortest address that is told from any other letters.
const ADDRESS: usize = 6;
/// From this length on, words without their accents are the same words.
const PLAIN: usize = 10;

impl Needle {
    /// All needles for some words; none where they have no letter or digit.
    pub(super) fn all(words: &str, placing: Placing, cased: bool, rule: usize) -> Vec<Self> {
        let mut needles: Vec<Self> = Vec::new();
        let whole = Skeleton::new(words, View::Plain);
        let edges = whole.letters.first().zip(whole.letters.last());
        let signs = edges.map_or_else(Default::default, |(first, last)| {
            [words[..first.start].to_owned(), words[last.end..].to_owned()]
        });
        let mut add = |text: &str, address: bool, cased: bool| {
            let skeleton = Skeleton::new(text, View::Plain);
            let gaps = skeleton.letters.iter().map(|letter| letter.gap != Gap::None).collect();
            let cased = cased.then(|| exact(text));
            let text = skeleton.text;
            if !text.is_empty() && needles.iter().all(|known| known.skeleton != text) {
                let signs = signs.clone();
                needles.push(Self { skeleton: text, gaps, placing, cased, address, rule, signs });
            }
        };
        add(words, false, cased);
        let seen: String = read(words, View::Alike).map(|one| one.c).collect();
        add(&seen, false, cased);
        let parts = words.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).count();
        for variant in transliterated(words) {
            add(&variant, false, cased);
        }
        let plain: String = letters(words, View::Plain).chars().filter(|c| !is_mark(*c)).collect();
        if (parts > 1 || plain.chars().count() >= PLAIN) && !cased {
            let spaced: String = words.chars().flat_map(without_mark).collect();
            add(&spaced, false, false);
        }
        let slug = slugify(words);
        if !words.is_ascii() && slug.len() >= ADDRESS {
            add(&slug, true, false);
        }
        needles
    }

    /// The bytes of the text over which these words stand, where letters `from..to` of a skeleton, which
    /// spell them, stand so that they are meant.
    pub(super) fn over(
        &self,
        text: &str,
        skeleton: &Skeleton,
        from: usize,
        to: usize,
    ) -> Option<std::ops::Range<usize>> {
        let digits = self.skeleton.bytes().filter(u8::is_ascii_digit).count();
        let number = digits >= NUMBER && 2 * digits > self.skeleton.len();
        if !self.holds_together(skeleton, from, to, number) {
            return None;
        }
        let (start, end) = self.edges(skeleton, from, to, number)?;
        let mut span = skeleton.letters[start].start..skeleton.letters[end - 1].end;
        if text[..span.start].ends_with(&self.signs[0]) {
            span.start -= self.signs[0].len();
        }
        if text[span.end..].starts_with(&self.signs[1]) {
            span.end += self.signs[1].len();
        }
        let own = skeleton.letters[from].start..skeleton.letters[to - 1].end;
        let fits = match (&self.cased, self.address) {
            (_, true) => slugify(&text[own.clone()]) == text[own],
            (Some(cased), _) => exact(&text[own]) == *cased,
            _ => true,
        };
        fits.then_some(span)
    }

    /// Whether what stands between the letters may stand there.
    fn holds_together(&self, skeleton: &Skeleton, from: usize, to: usize, number: bool) -> bool {
        let inner = &skeleton.letters[from + 1..to];
        let apart = self.gaps.len() >= LOOSE && inner.iter().all(|letter| letter.gap == Gap::One);
        let together = self.gaps.len() >= LOOSE;
        inner.iter().zip(&self.gaps[1..]).all(|(letter, &wanted)| match (wanted, letter.gap) {
            (_, Gap::Hard | Gap::Many) => false,
            (true, Gap::None) => together,
            (true, _) | (false, Gap::None | Gap::Break) => true,
            (false, gap) => apart || (number && matches!(gap, Gap::One | Gap::Few)),
        })
    }

    /// The letters from the first to behind the last that are hidden; `None` where the words stand in the
    /// middle of others.
    fn edges(
        &self,
        skeleton: &Skeleton,
        from: usize,
        to: usize,
        number: bool,
    ) -> Option<(usize, usize)> {
        let (first, last) = (skeleton.char(from)?, skeleton.char(to - 1)?);
        // A letter without its accent is another letter.
        if skeleton.char(to).is_some_and(is_mark) && !skeleton.parts(to) {
            return None;
        }
        let free = |edge: char, beyond: Option<char>| {
            runs_on(edge) || (number && beyond.is_some_and(|c| !c.is_numeric()))
        };
        let before = from.checked_sub(1).and_then(|n| skeleton.char(n));
        let begins = skeleton.parts(from) || from == 0;
        let starts = begins || free(first, before);
        if !starts && self.placing != Placing::Anywhere {
            return None;
        }
        let word_start = |mut at: usize| {
            while at > 0 && !skeleton.parts(at) {
                at -= 1;
            }
            at
        };
        let word_end = |mut at: usize| {
            while at < skeleton.letters.len() && !skeleton.parts(at) {
                at += 1;
            }
            at
        };
        match self.placing {
            Placing::Anywhere if runs_on(first) => Some((from, to)),
            Placing::Anywhere => Some((word_start(from), word_end(to))),
            Placing::Start if runs_on(last) => Some((from, to)),
            Placing::Start => Some((from, word_end(to))),
            Placing::Word if free(last, skeleton.char(to)) => Some((from, to)),
            Placing::Word => Some((from, ending(skeleton, from, to, last)?)),
        }
    }
}

/// The letter behind the word whose letters end at `to`, with its ending; `None` where other letters follow.
fn ending(skeleton: &Skeleton, from: usize, to: usize, last: char) -> Option<usize> {
    let rest = |from: usize| {
        let mut word = String::new();
        let mut at = from;
        while at < skeleton.letters.len() && (at == from || !skeleton.parts(at)) {
            word.extend(skeleton.char(at));
            at += 1;
            if word.len() > 12 {
                return None;
            }
        }
        Some((word, at))
    };
    let next = skeleton.letters.get(to).map(|letter| letter.gap);
    match next {
        Some(Gap::Apostrophe) => Some(match rest(to) {
            Some((word, end)) if matches!(word.as_str(), "s" | "sche" | "schen" | "scher") => end,
            _ => to,
        }),
        Some(Gap::None) => {
            let (word, end) = rest(to)?;
            let letters = to - from;
            let usual = if last.is_ascii_digit() {
                &[][..]
            } else if letters < LOOSE {
                &SHORT[..]
            } else {
                &ENDINGS[..]
            };
            usual.contains(&word.as_str()).then_some(end)
        }
        _ => Some(to),
    }
}

/// Endings by which German, English and the Slavonic languages inflect names.
const ENDINGS: [&str; 42] = [
    "s", "es", "n", "en", "ns", "ens", "e", "er", "ern", "sche", "schen", "scher", "sches", "in",
    "innen", "а", "у", "ом", "ым", "е", "ой", "ы", "и", "ов", "ам", "ами", "ах", "ю", "я", "ем",
    "ей", "ию", "ова", "ого", "ому", "ego", "emu", "em", "ów", "om", "ami", "owi",
];

/// The same for short words, which with others would be other words.
const SHORT: [&str; 9] = ["s", "а", "у", "ом", "ы", "е", "и", "ю", "я"];

/// The words with their case, but without what nobody sees.
fn exact(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let seen: String = read(text, View::Alike).map(|one| one.c).collect();
    seen.nfkc().filter(|c| c.is_alphanumeric()).collect()
}

fn is_mark(c: char) -> bool {
    !c.is_ascii() && unicode_normalization::char::is_combining_mark(c)
}

/// A character without its accents.
fn without_mark(c: char) -> Vec<char> {
    let mut parts = Vec::new();
    unicode_normalization::char::decompose_canonical(c, |part| parts.push(part));
    if parts.first().is_some_and(|first| first.is_ascii()) {
        parts.retain(|part| !is_mark(*part));
    }
    parts
}

/// German spellings without umlauts, and with them where the words have none.
fn transliterated(words: &str) -> Vec<String> {
    const PAIRS: [(&str, &str); 6] =
        [("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("Ä", "Ae"), ("Ö", "Oe"), ("Ü", "Ue")];
    let replace = |back: bool| {
        PAIRS.iter().fold(words.to_owned(), |text, (umlaut, two)| {
            if back { text.replace(two, umlaut) } else { text.replace(umlaut, two) }
        })
    };
    vec![replace(false), replace(true)]
}

/// Whether words of this character's script are not parted from others, or take particles on to them.
fn runs_on(c: char) -> bool {
    matches!(c,
        '\u{590}'..='\u{8FF}' | '\u{E00}'..='\u{FFF}' | '\u{1000}'..='\u{109F}'
        | '\u{1100}'..='\u{11FF}' | '\u{1780}'..='\u{17FF}' | '\u{1A20}'..='\u{1AAF}'
        | '\u{3040}'..='\u{30FF}' | '\u{3130}'..='\u{318F}' | '\u{31F0}'..='\u{31FF}'
        | '\u{3400}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7FF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' | '\u{20000}'..='\u{3FFFF}')
        || !(c.is_alphanumeric() || is_mark(c))
}

/// Whether words can be looked for at all: they have a letter or digit, and no sign that parts texts.
pub(crate) fn can_be_found(words: &str) -> bool {
    !words.contains([HARD, '█']) && !letters(words, View::Plain).is_empty()
}
