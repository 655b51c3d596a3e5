//! A language's words, by the lists that they are in.
//!
//! A word in small letters stands for itself also where it begins a sentence; one with a capital
//! stands for words with a capital only: “Plan” is none of “plan”'s. `mutmaßlich|a` stands for the
//! word with each of the endings `a`. A word with a `*` in it stands for all that begin and end so,
//! and with a `~` for those of them in small letters.

use std::collections::BTreeMap;

use super::super::hash::WordMap;
use super::token::{Kind, Token};

/// The lists that a word is in.
#[derive(Debug, Default, Clone)]
pub(super) struct Entry {
    small: Vec<usize>,
    capital: Vec<usize>,
}

/// All lists of a language.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    /// By the word in small letters.
    words: WordMap<Entry, Box<str>>,
    lists: BTreeMap<String, usize>,
    /// For each list, the words that are given by beginning and end.
    shapes: Vec<Vec<Shape>>,
}

/// Words by how they begin and end.
#[derive(Debug)]
struct Shape {
    start: Box<str>,
    end: Box<str>,
    small: bool,
}

impl Lexicon {
    /// # Errors
    ///
    /// A word whose endings are not among `endings`.
    pub(super) fn new(
        endings: &BTreeMap<String, Vec<String>>,
        words: &BTreeMap<String, Vec<String>>,
    ) -> Result<Self, String> {
        let mut lexicon = Self::default();
        for (name, words) in words {
            let list = lexicon.open(name);
            for word in words {
                lexicon.add(list, word, endings)?;
            }
        }
        Ok(lexicon)
    }

    /// The number of the list with this name, which is made where there is none.
    fn open(&mut self, name: &str) -> usize {
        if let Some(&list) = self.lists.get(name) {
            return list;
        }
        self.shapes.push(Vec::new());
        self.lists.insert(name.to_owned(), self.shapes.len() - 1);
        self.shapes.len() - 1
    }

    fn add(
        &mut self,
        list: usize,
        word: &str,
        endings: &BTreeMap<String, Vec<String>>,
    ) -> Result<(), String> {
        if let Some((start, end)) = word.split_once(['*', '~']) {
            let small = word.contains('~');
            self.shapes[list].push(Shape { start: start.into(), end: end.into(), small });
        } else if let Some((stem, ending)) = word.split_once('|') {
            let endings = endings.get(ending).ok_or_else(|| format!("{word}: no such endings"))?;
            for ending in endings {
                self.insert(list, &format!("{stem}{ending}"));
            }
        } else {
            self.insert(list, word);
        }
        Ok(())
    }

    fn insert(&mut self, list: usize, word: &str) {
        let entry = self.words.entry(word.to_lowercase().into()).or_default();
        let capital = word.starts_with(char::is_uppercase);
        let lists = if capital { &mut entry.capital } else { &mut entry.small };
        if !lists.contains(&list) {
            lists.push(list);
        }
    }

    /// The number of the list with this name.
    pub(super) fn list(&self, name: &str) -> Option<usize> {
        self.lists.get(name).copied()
    }

    /// The number of the list that holds this word alone, which is made where there is none.
    pub(super) fn literal(&mut self, word: &str) -> usize {
        let list = self.open(&format!("={word}"));
        self.insert(list, word);
        list
    }

    /// How many lists there are.
    pub(super) fn count(&self) -> usize {
        self.shapes.len()
    }

    /// Whether a list has words that are given by beginning and end.
    pub(super) fn has_shapes(&self, list: usize) -> bool {
        self.shapes.get(list).is_some_and(|shapes| !shapes.is_empty())
    }

    /// What is known of `word`; `lower` is overwritten.
    pub(super) fn entry(&self, word: &str, lower: &mut String) -> Option<&Entry> {
        lower.clear();
        if word.is_ascii() {
            lower.push_str(word);
            lower.make_ascii_lowercase();
        } else {
            lower.extend(word.chars().map(plain).flat_map(char::to_lowercase));
        }
        self.words.get(lower.as_str())
    }

    /// Whether `token` is one of the list's words.
    pub(super) fn has(&self, token: &Token<'_>, list: usize) -> bool {
        let Kind::Word { capital, initial, .. } = token.kind else { return false };
        let shaped = self.shapes.get(list).is_some_and(|shapes| {
            shapes.iter().any(|shape| {
                let fits = token.text.len() >= shape.start.len() + shape.end.len();
                let small = !capital || (initial && shape.small);
                fits && (small || !shape.small)
                    && token.text.starts_with(&*shape.start)
                    && token.text.ends_with(&*shape.end)
            })
        });
        shaped || lists(token).any(|known| known == list)
    }
}

/// The lists that a token's word is in, those with words by beginning and end left out.
pub(super) fn lists<'a>(token: &Token<'a>) -> impl Iterator<Item = usize> + use<'a> {
    let (small, large): (&[usize], &[usize]) = match token.kind {
        Kind::Word { entry: Some(entry), capital, initial } => {
            let small: &[usize] = if !capital || initial { &entry.small } else { &[] };
            (small, if capital { &entry.capital } else { &[] })
        }
        _ => (&[], &[]),
    };
    small.iter().chain(large).copied()
}

/// A typographic apostrophe is one.
fn plain(c: char) -> char {
    if c == '’' { '\'' } else { c }
}
