//! Words looked up where they stand in a text.
//!
//! In go words with what each means; out comes the longest of them that begins at a byte of a
//! text. A look-up reads no further than the longest word. Nothing here splits a text into words:
//! the caller says where one may end.

/// Words and what they mean.
#[derive(Debug)]
pub(in crate::recognise) struct Trie<T> {
    nodes: Vec<Node<T>>,
    case: Case,
}

/// Whether capitals matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::recognise) enum Case {
    /// `mW` is not `MW`.
    Kept,
    /// `Euro` is `EURO`; hyphens and blanks are alike as well.
    Folded,
}

#[derive(Debug)]
struct Node<T> {
    /// Ascending by letter.
    next: Vec<(char, usize)>,
    meaning: Option<T>,
}

impl<T> Trie<T> {
    pub(in crate::recognise) fn new(case: Case) -> Self {
        Self { nodes: vec![Node { next: Vec::new(), meaning: None }], case }
    }

    /// Adds a word; the first meaning given stays. An empty word is no word.
    pub(in crate::recognise) fn add(&mut self, word: &str, meaning: T) {
        let node = self.node(word);
        if node != 0 {
            self.nodes[node].meaning.get_or_insert(meaning);
        }
    }

    /// Adds a word; what it meant before is changed by `change`, if there was anything.
    pub(in crate::recognise) fn merge(&mut self, word: &str, new: T, change: impl Fn(&mut T, T)) {
        let node = self.node(word);
        if node == 0 {
            return;
        }
        match &mut self.nodes[node].meaning {
            Some(old) => change(old, new),
            none => *none = Some(new),
        }
    }

    fn node(&mut self, word: &str) -> usize {
        let mut node = 0;
        for letter in word.chars() {
            let letter = self.fold(letter);
            node = match self.nodes[node].next.binary_search_by_key(&letter, |(known, _)| *known) {
                Ok(at) => self.nodes[node].next[at].1,
                Err(at) => {
                    let new = self.nodes.len();
                    self.nodes[node].next.insert(at, (letter, new));
                    self.nodes.push(Node { next: Vec::new(), meaning: None });
                    new
                }
            };
        }
        node
    }

    fn fold(&self, letter: char) -> char {
        match (self.case, letter) {
            (Case::Kept, _) => letter,
            (Case::Folded, '-' | '\u{2011}') => ' ',
            (Case::Folded, _) if letter.is_ascii() => letter.to_ascii_lowercase(),
            (Case::Folded, _) => letter.to_lowercase().next().unwrap_or(letter),
        }
    }

    /// The longest word at byte `at` of `text` that may end where it ends, with its end.
    pub(in crate::recognise) fn longest(
        &self,
        text: &str,
        at: usize,
        may_end: impl Fn(&str, usize) -> bool,
    ) -> Option<(usize, &T)> {
        let (mut node, mut best) = (0, None);
        for (offset, letter) in text.get(at..)?.char_indices() {
            let letter_end = at + offset + letter.len_utf8();
            let folded = self.fold(letter);
            let next = &self.nodes[node].next;
            let Ok(found) = next.binary_search_by_key(&folded, |(known, _)| *known) else { break };
            node = next[found].1;
            if let Some(meaning) = &self.nodes[node].meaning
                && may_end(text, letter_end)
            {
                best = Some((letter_end, meaning));
            }
        }
        best
    }

    /// What words begin with, each no longer than `most` letters: folded, and whole where a word is
    /// shorter. Nothing else can begin a look-up that finds something.
    pub(in crate::recognise) fn beginnings(&self, most: usize) -> Vec<String> {
        let mut found = Vec::new();
        let mut open = vec![(0, String::new(), 0)];
        while let Some((node, written, length)) = open.pop() {
            if self.nodes[node].meaning.is_some() || (length == most && length > 0) {
                found.push(written);
                continue;
            }
            for &(letter, next) in &self.nodes[node].next {
                let mut longer = written.clone();
                longer.push(letter);
                open.push((next, longer, length + 1));
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::is_boundary;

    #[test]
    fn the_longest_word_that_may_end_there_is_found() {
        let mut trie = Trie::new(Case::Folded);
        for (n, word) in ["m", "m/s", "US-Dollar", "fünf", "m"].into_iter().enumerate() {
            trie.add(word, n);
        }
        let at = |text: &str, at| trie.longest(text, at, is_boundary).map(|(end, n)| (end, *n));
        assert_eq!(at("5 m/s", 2), Some((5, 1)));
        assert_eq!(at("5 m/sec", 2), Some((3, 0)), "the first meaning stays");
        assert_eq!(at("US dollar", 0), Some((9, 2)));
        assert_eq!(at("FÜNF", 0), Some((5, 3)));
        assert_eq!(at("US dollars", 0), None);
        assert_eq!(at("m", 9), None);
    }

    #[test]
    fn capitals_may_matter() {
        let mut trie = Trie::new(Case::Kept);
        trie.add("mW", 1);
        trie.add("", 2);
        assert!(trie.longest("MW", 0, |_, _| true).is_none());
        trie.merge("mW", 5, |old, new| *old += new);
        assert_eq!(trie.longest("mWh", 0, |_, _| true), Some((2, &6)));
    }

    #[test]
    fn beginnings_are_short_or_whole() {
        let mut trie = Trie::new(Case::Folded);
        ["Zwanzig", "zwei", "ab", "Abend", "ü-x"].iter().for_each(|word| trie.add(word, ()));
        let mut found = trie.beginnings(3);
        found.sort();
        assert_eq!(found, ["ab", "zwa", "zwe", "ü x"]);
        assert!(Trie::<()>::new(Case::Kept).beginnings(3).is_empty());
    }
}
