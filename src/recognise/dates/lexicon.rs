//! Words and what they mean.
//!
//! In go a language's lists of words; out comes, for each word as it may be written, the lists that
//! have it and what it means in each. A list may have phrases of several tokens. A word stands in
//! its list as given; capitalised and in capitals it is the same word.

use std::collections::BTreeMap;

use super::super::hash::WordMap;
use super::bits::Bits;
use super::data::{Compound, List};
use super::token::{Kind, tokenise};

/// A word as written.
pub(super) type WordId = usize;
/// A list of words, or the spellings of one word that a pattern names.
pub(super) type ClassId = usize;
/// What a word of a list means.
pub(super) type MeaningId = usize;

/// The words of a language.
#[derive(Default)]
pub(super) struct Lexicon {
    ids: WordMap<WordId, Box<str>>,
    words: Vec<Word>,
    classes: BTreeMap<String, ClassId>,
    /// The words of each class, first words of phrases among them.
    members: Vec<Vec<WordId>>,
    meanings: Vec<String>,
    phrases: Vec<Phrase>,
}

/// What is known of a word as written.
#[derive(Default)]
struct Word {
    classes: Vec<(ClassId, Option<MeaningId>)>,
    /// Phrases that begin with it, the longer first.
    phrases: Vec<usize>,
    /// Rules whose patterns may begin with it, ascending.
    rules: Vec<usize>,
    /// Rules whose patterns may have it second.
    second: Bits,
}

/// Several tokens that stand in a list as one.
pub(super) struct Phrase {
    class: ClassId,
    /// What follows the first word.
    pub(super) rest: Vec<Piece>,
    /// What it means.
    pub(super) meaning: MeaningId,
}

/// A token of a phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// A word, by the class of its spellings.
    Word(ClassId),
    /// These digits.
    Number(String),
    /// A space.
    Blank,
    /// This sign.
    Sign(char),
}

impl Lexicon {
    /// From lists by name, and compounds made of them.
    pub(super) fn new(lists: &BTreeMap<String, List>, compounds: &[Compound]) -> Self {
        let mut lexicon = Self::default();
        for (name, list) in lists {
            lexicon.class(name);
            for (word, meaning) in list.entries() {
                lexicon.add(name, word, meaning);
            }
        }
        for compound in compounds {
            for (word, meaning) in compound.words(lists) {
                lexicon.add(&compound.into, &word, meaning);
            }
        }
        lexicon
    }

    /// The word that is written so, if it is known.
    pub(super) fn word(&self, written: &str) -> Option<WordId> {
        self.ids.get(written).copied()
    }

    /// Whether the word is one of the list, and what it means there.
    pub(super) fn has(&self, word: WordId, class: ClassId) -> Option<Option<MeaningId>> {
        let classes = &self.words.get(word)?.classes;
        classes.iter().find(|(known, _)| *known == class).map(|(_, meaning)| *meaning)
    }

    /// The phrases of the list that begin with the word, the longer first.
    pub(super) fn phrases(&self, word: WordId, class: ClassId) -> impl Iterator<Item = &Phrase> {
        let all = self.words.get(word).map_or(&[][..], |word| &word.phrases);
        all.iter().map(|&phrase| &self.phrases[phrase]).filter(move |phrase| phrase.class == class)
    }

    /// The rules whose patterns may begin with the word, ascending.
    pub(super) fn rules(&self, word: WordId) -> &[usize] {
        self.words.get(word).map_or(&[], |word| &word.rules)
    }

    /// Notes that a rule's pattern may begin with any word of the list.
    pub(super) fn begins(&mut self, class: ClassId, rule: usize) {
        for &word in self.members.get(class).into_iter().flatten() {
            let rules = &mut self.words[word].rules;
            if rules.last() != Some(&rule) {
                rules.push(rule);
            }
        }
    }

    /// Notes that a rule's pattern may have any word of the list second.
    pub(super) fn follows(&mut self, class: ClassId, rule: usize) {
        for &word in self.members.get(class).into_iter().flatten() {
            self.words[word].second.insert(rule);
        }
    }

    /// Whether the rule's pattern may have the word second.
    pub(super) fn may_follow(&self, word: WordId, rule: usize) -> bool {
        self.words.get(word).is_some_and(|word| word.second.has(rule))
    }

    /// What follows the first words of the list's phrases.
    pub(super) fn rests(&self, class: ClassId) -> Vec<Vec<Piece>> {
        let own = self.phrases.iter().filter(|phrase| phrase.class == class);
        own.map(|phrase| phrase.rest.clone()).collect()
    }

    /// The list of this name, if there is one.
    pub(super) fn list(&self, name: &str) -> Option<ClassId> {
        self.classes.get(name).copied()
    }

    /// What a word means in a list.
    pub(super) fn meaning(&self, meaning: MeaningId) -> &str {
        self.meanings.get(meaning).map_or("", String::as_str)
    }

    /// The spellings of one word, as a class of their own.
    pub(super) fn spellings(&mut self, word: &str) -> ClassId {
        // No list has such a name.
        let class = self.class(&format!("={word}"));
        for written in spellings(word) {
            let id = self.id(&written);
            if self.has(id, class).is_none() {
                self.words[id].classes.push((class, None));
                self.members[class].push(id);
            }
        }
        class
    }

    fn class(&mut self, name: &str) -> ClassId {
        let next = self.classes.len();
        let class = *self.classes.entry(name.to_owned()).or_insert(next);
        if class == next {
            self.members.push(Vec::new());
        }
        class
    }

    fn id(&mut self, written: &str) -> WordId {
        if let Some(&id) = self.ids.get(written) {
            return id;
        }
        self.words.push(Word::default());
        self.ids.insert(written.into(), self.words.len() - 1);
        self.words.len() - 1
    }

    fn add(&mut self, list: &str, entry: &str, meaning: String) {
        let class = self.class(list);
        let mut tokens = Vec::new();
        tokenise(entry, &Self::default(), &mut tokens);
        self.meanings.push(meaning);
        let meaning = self.meanings.len() - 1;
        let Some((first, rest)) = tokens.split_first() else { return };
        let phrase = (!rest.is_empty()).then(|| {
            let piece = |token: &super::token::Token| {
                let text = &entry[token.span()];
                match token.kind {
                    Kind::Word(_) => Piece::Word(self.spellings(text)),
                    Kind::Number => Piece::Number(text.to_owned()),
                    Kind::Blank => Piece::Blank,
                    Kind::Sign(sign) => Piece::Sign(sign),
                }
            };
            let rest = rest.iter().map(piece).collect();
            self.phrases.push(Phrase { class, rest, meaning });
            self.phrases.len() - 1
        });
        for written in spellings(&entry[first.span()]) {
            let id = self.id(&written);
            self.members[class].push(id);
            match phrase {
                Some(phrase) => {
                    self.words[id].phrases.push(phrase);
                    let length =
                        |&phrase: &usize| std::cmp::Reverse(self.phrases[phrase].rest.len());
                    self.words[id].phrases.sort_by_key(length);
                }
                None if self.has(id, class).is_none() => {
                    self.words[id].classes.push((class, Some(meaning)));
                }
                None => {}
            }
        }
    }
}

/// A word as given, capitalised, and in capitals; of a compound that was given in capitals up to
/// its second part nothing more.
fn spellings(word: &str) -> Vec<String> {
    let mut letters = word.chars();
    let capitalised: String =
        letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect());
    let mut all = vec![word.to_owned(), capitalised, word.to_uppercase()];
    all.dedup();
    all
}

#[cfg(test)]
mod tests {
    use super::super::super::languages::parse;
    use super::*;

    fn lexicon() -> Lexicon {
        let lists: BTreeMap<String, List> = parse(
            r#"
            month = { Mai = 5, "Sept." = 9, September = 9 }
            part = { AF = ["nachmittag"] }
            feast = { "x" = ["Tag der Arbeit", "Tag"] }
            "#,
        )
        .unwrap();
        let compound: Compound =
            parse("into = 'mix'\nof = ['month', 'part']\nmeaning = 'm={1} p={2}'").unwrap();
        Lexicon::new(&lists, &[compound])
    }

    #[test]
    fn a_word_is_known_in_any_case() {
        let lexicon = lexicon();
        let month = lexicon.list("month").unwrap();
        let meaning = |word: &str| {
            let meaning = lexicon.has(lexicon.word(word)?, month)??;
            Some(lexicon.meaning(meaning))
        };
        assert_eq!(meaning("Mai"), Some("5"));
        assert_eq!(meaning("MAI"), Some("5"));
        assert_eq!(meaning("mai"), None);
        assert_eq!(meaning("Sept"), None);
        let id = lexicon.word("Sept").unwrap();
        let phrase = lexicon.phrases(id, month).next().unwrap();
        assert_eq!(
            (&phrase.rest[..], lexicon.meaning(phrase.meaning)),
            (&[Piece::Sign('.')][..], "9")
        );
    }

    #[test]
    fn compounds_join_two_lists() {
        let lexicon = lexicon();
        let mix = lexicon.list("mix").unwrap();
        for written in ["Mainachmittag", "MAINACHMITTAG", "MAInachmittag"] {
            let word = lexicon.word(written).unwrap();
            let meaning = lexicon.has(word, mix).flatten().unwrap();
            assert_eq!(lexicon.meaning(meaning), "m=5 p=AF", "{written}");
        }
    }
}
