//! The sentences and paragraphs of a text as numbers by which they are known again, whatever their
//! typography and case: so that a passage is told from its copy elsewhere.

use std::collections::BTreeMap;
use std::ops::Range;

use super::fold::caseless;

/// A full stop behind fewer bytes than this ends an abbreviation, or no sentence worth counting.
const SHORTEST: usize = 24;

/// The numbers of what stands at a place. 0 stands where there is none, or where a number of its own
/// would tell nothing, because the text has the same sentence or paragraph twice.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Neighbours {
    /// The sentence and the paragraph in which it begins.
    pub own: [u32; 2],
    /// The paragraph and the sentence before it, the sentence and the paragraph behind it.
    pub around: [u32; 4],
}

/// So many known neighbours show that it is the same place.
const ENOUGH: usize = 3;

impl Neighbours {
    /// Whether this is a sentence or paragraph that stood only once, or stands among the same ones.
    pub(super) fn support(&self, found: &Self) -> bool {
        let known = |(then, now): (&u32, &u32)| *then != 0 && then == now;
        self.own.iter().zip(&found.own).any(known)
            || self.around.iter().zip(&found.around).filter(|pair| known(*pair)).count() >= ENOUGH
    }

    /// How many of those around are the same; that there is none counts as well.
    pub(super) fn same(&self, found: &Self) -> usize {
        self.around.iter().zip(&found.around).filter(|(then, now)| then == now).count()
    }
}

/// A text's sentences and paragraphs.
#[derive(Debug, Default)]
pub(super) struct Surroundings {
    paragraphs: Pieces,
    sentences: Pieces,
}

impl Surroundings {
    pub(super) fn new(text: &str) -> Self {
        let mut all = Self::default();
        let mut at = 0;
        for paragraph in text.split("\n\n") {
            all.paragraphs.add(paragraph, at);
            let mut from = 0;
            for (end, c) in paragraph.char_indices().filter(|(_, c)| matches!(c, '.' | '!' | '?')) {
                let next = end + c.len_utf8();
                if next >= from + SHORTEST && paragraph[next..].starts_with(char::is_whitespace) {
                    all.sentences.add(&paragraph[from..next], at + from);
                    from = next;
                }
            }
            all.sentences.add(&paragraph[from..], at + from);
            at += paragraph.len() + 2;
        }
        all
    }

    /// What stands around bytes `span`.
    pub(super) fn at(&self, span: &Range<usize>) -> Neighbours {
        let [before, paragraph, behind] = self.paragraphs.around(span);
        let [last, sentence, next] = self.sentences.around(span);
        let own = [self.sentences.single(sentence), self.paragraphs.single(paragraph)];
        Neighbours { own, around: [before, last, next, behind] }
    }
}

/// Stretches of a text.
#[derive(Debug, Default)]
struct Pieces {
    /// Where each begins, in bytes, and its number; in the text's order.
    pieces: Vec<(usize, u32)>,
    /// How often each number comes.
    counts: BTreeMap<u32, usize>,
}

impl Pieces {
    fn add(&mut self, words: &str, at: usize) {
        if !words.trim().is_empty() {
            let number = number(words);
            self.pieces.push((at, number));
            *self.counts.entry(number).or_default() += 1;
        }
    }

    /// The number, or 0 where the text has it twice.
    fn single(&self, number: u32) -> u32 {
        if self.counts.get(&number) == Some(&1) { number } else { 0 }
    }

    /// The one before the piece in which `span` begins, that piece, and the one behind that in which
    /// it ends.
    fn around(&self, span: &Range<usize>) -> [u32; 3] {
        let index = |at: usize| self.pieces.partition_point(|(start, _)| *start <= at);
        let number = |index: Option<usize>| {
            index.and_then(|index| self.pieces.get(index)).map_or(0, |(_, number)| *number)
        };
        let last = span.end.saturating_sub(1).max(span.start);
        let first = index(span.start);
        [number(first.checked_sub(2)), number(first.checked_sub(1)), number(Some(index(last)))]
    }
}

/// FNV-1a (draft-eastlake-fnv, section 2) with 64 bits, folded to 32 as its section 3 says; never 0.
fn number(words: &str) -> u32 {
    let folded = caseless(words.trim()).text;
    let hash = folded.bytes().fold(0xCBF2_9CE4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3)
    });
    let [a, b, c, d, e, f, g, h] = hash.to_be_bytes();
    (u32::from_be_bytes([a, b, c, d]) ^ u32::from_be_bytes([e, f, g, h])).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str =
        "One.\n\nThe second begins here, and goes\non. It ends with these words.\n\n\n\nThree.";

    #[test]
    fn neighbours_are_what_stands_around() {
        let found = Surroundings::new(TEXT);
        let numbers = |words: &str| if words.is_empty() { 0 } else { number(words) };
        let check = |words: &str, own: [&str; 2], around: [&str; 4]| {
            let start = TEXT.find(words).unwrap();
            let expect = Neighbours { own: own.map(numbers), around: around.map(numbers) };
            assert_eq!(found.at(&(start..start + words.len())), expect, "{words}");
        };
        let second = "The second begins  here, and goes ON.";
        let last = "It ends with these words.";
        let whole = &format!("{second} {last}");
        check("One", ["One.", "One."], ["", "", second, whole]);
        check("begins here", [second, whole], ["One.", "One.", last, "Three."]);
        check("these words", [last, whole], ["One.", second, "Three.", "Three."]);
        check("goes\non. It", [second, whole], ["One.", "One.", "Three.", "Three."]);
        check("Three.", ["Three.", "Three."], [whole, last, "", ""]);
    }

    #[test]
    fn what_stands_twice_tells_nothing_of_its_own() {
        let text = "Agreed.\n\nThe sluice is to be mended.\n\nAgreed.";
        assert_eq!(Surroundings::new(text).at(&(0..6)).own, [0, 0]);
        assert_eq!(Surroundings::new("").at(&(0..0)), Neighbours::default());
    }

    #[test]
    fn a_place_is_known_by_what_stands_there() {
        let then = Neighbours { own: [1, 0], around: [2, 3, 4, 0] };
        let check = |own, around, support, same| {
            let now = Neighbours { own, around };
            assert_eq!((then.support(&now), then.same(&now)), (support, same), "{now:?}");
        };
        check([1, 0], [0, 0, 0, 9], true, 0);
        check([9, 0], [2, 3, 4, 0], true, 4);
        check([9, 0], [2, 3, 9, 0], false, 3);
        check([0, 9], [2, 3, 9, 9], false, 2);
    }
}
