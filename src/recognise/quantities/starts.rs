//! Where an amount may begin: a scan that passes over all other words without looking them up.
//!
//! In go the beginnings of all words and signs with which an amount can begin; out comes, for a
//! byte of a text, whether one may begin there. A yes is a mere may; a no is certain, but for
//! letters that are one only once their capital is unfolded (`K` for kelvin).

use super::super::numbers::Case;

/// So many letters of a word are looked at.
pub(super) const LETTERS: usize = 4;

/// No word goes on so.
const DEAD: u16 = 0;
/// A word may begin so.
const READY: u16 = u16::MAX;

/// Beginnings of words as a machine that reads bytes.
struct Machine {
    nodes: Vec<[u16; 256]>,
    case: Case,
}

impl Machine {
    fn new(beginnings: &[String], case: Case) -> Self {
        let mut made = Self { nodes: vec![[DEAD; 256]], case };
        for beginning in beginnings {
            made.add(0, beginning);
        }
        made
    }

    fn add(&mut self, node: usize, rest: &str) {
        let mut letters = rest.chars();
        let Some(letter) = letters.next() else { return };
        let behind = letters.as_str();
        for form in self.forms(letter) {
            let mut bytes = [0; 4];
            let bytes = form.encode_utf8(&mut bytes).as_bytes();
            if let Some(next) = self.path(node, bytes, behind.is_empty()) {
                self.add(next, behind);
            }
        }
    }

    /// How a text may write a letter; of ASCII the folded form alone, since texts are folded too.
    fn forms(&self, letter: char) -> Vec<char> {
        match (self.case, letter) {
            (Case::Folded, ' ') => vec![' ', '\u{2011}'],
            (Case::Folded, _) if !letter.is_ascii() => {
                [letter].into_iter().chain(letter.to_uppercase()).collect()
            }
            _ => vec![letter],
        }
    }

    /// The node behind a letter, made where there is none; `None` where a word may begin so.
    fn path(&mut self, mut node: usize, letter: &[u8], last: bool) -> Option<usize> {
        for (n, &byte) in letter.iter().enumerate() {
            let ready = last && n + 1 == letter.len();
            let known = self.nodes[node][usize::from(byte)];
            let next = match known {
                READY => return None,
                _ if ready => READY,
                DEAD => u16::try_from(self.nodes.len()).unwrap_or(READY),
                known => known,
            };
            self.nodes[node][usize::from(byte)] = next;
            if next == READY {
                return None;
            }
            node = usize::from(next);
            if node == self.nodes.len() {
                self.nodes.push([DEAD; 256]);
            }
        }
        Some(node)
    }

    fn matches(&self, bytes: &[u8]) -> bool {
        let mut node = 0;
        for &byte in bytes {
            let byte = match (self.case, byte) {
                (Case::Folded, b'-') => b' ',
                (Case::Folded, _) => byte.to_ascii_lowercase(),
                (Case::Kept, _) => byte,
            };
            match self.nodes[node][usize::from(byte)] {
                DEAD => return false,
                READY => return true,
                next => node = usize::from(next),
            }
        }
        // The text ends where a longer word would go on.
        false
    }
}

/// Where an amount may begin.
pub(super) struct Starts {
    words: Machine,
    signs: Machine,
}

impl Starts {
    /// From the beginnings of words in any case, and of signs as they stand.
    pub(super) fn new(words: &[String], signs: &[String]) -> Self {
        Self { words: Machine::new(words, Case::Folded), signs: Machine::new(signs, Case::Kept) }
    }

    /// Whether an amount may begin with these bytes.
    pub(super) fn at(&self, bytes: &[u8]) -> bool {
        let Some(first) = bytes.first() else { return false };
        let second = bytes.get(1).copied().unwrap_or(b' ');
        match first {
            b' ' => false,
            b'0'..=b'9' => true,
            b'-' => !second.is_ascii_alphabetic() && second != b' ',
            b'.' => second.is_ascii_digit(),
            _ => {
                bytes.starts_with("−".as_bytes())
                    || self.words.matches(bytes)
                    || self.signs.matches(bytes)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_may_begin_where_its_first_letters_stand() {
        let list = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect::<Vec<_>>();
        let starts = Starts::new(&list(&["elf", "fünf", "ab", "zu v", "ä"]), &list(&["US$", "€"]));
        for text in [
            "Elf",
            "FÜNF",
            "fünfte",
            "zu-viert",
            "zu\u{2011}v",
            "abc",
            "Ä",
            "US$5",
            "€",
            "5",
            "-5",
            ".5",
            "−x",
        ] {
            assert!(starts.at(text.as_bytes()), "{text}");
        }
        for text in
            ["", "el", "für", "us$", "US", "-", "- 5", "-x", ".", ".x", " 5", "zu", "ö", "$"]
        {
            assert!(!starts.at(text.as_bytes()), "{text}");
        }
    }
}
