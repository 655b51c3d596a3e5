//! Words and signs of a sentence, each word looked up once.

use std::ops::Range;

use super::lexicon::{Entry, Lexicon};
use crate::text::is_word;

/// A word or a sign.
#[derive(Debug, Clone)]
pub(super) struct Token<'a> {
    /// As it is written.
    pub(super) text: &'a str,
    /// Bytes of the leaf's text.
    pub(super) span: Range<usize>,
    /// What it is.
    pub(super) kind: Kind<'a>,
}

/// What a token is.
#[derive(Debug, Clone)]
pub(super) enum Kind<'a> {
    /// Letters and digits, hyphens and apostrophes among them.
    Word {
        /// What the language knows of it.
        entry: Option<&'a Entry>,
        /// Whether it begins with a capital.
        capital: bool,
        /// Whether a capital says nothing of it: it begins the sentence, or what is quoted.
        initial: bool,
    },
    /// Anything else but blanks.
    Sign(char),
}

impl Token<'_> {
    pub(super) fn is_word(&self) -> bool {
        matches!(self.kind, Kind::Word { .. })
    }

    pub(super) fn is_sign(&self, sign: char) -> bool {
        matches!(self.kind, Kind::Sign(c) if c == sign)
    }

    pub(super) fn is_capital(&self) -> bool {
        matches!(self.kind, Kind::Word { capital: true, .. })
    }

    /// A word in small letters, as far as one can tell.
    pub(super) fn is_small(&self) -> bool {
        matches!(self.kind, Kind::Word { capital: false, .. }) && !self.is_number()
    }

    pub(super) fn is_number(&self) -> bool {
        self.text.starts_with(|c: char| c.is_numeric())
    }

    /// Whether it is a quotation mark.
    pub(super) fn is_quote(&self) -> bool {
        matches!(self.kind, Kind::Sign('"' | '“' | '”' | '„' | '»' | '«' | '‚' | '‘'))
    }

    /// Whether it is one of the list's words.
    pub(super) fn is_in(&self, list: Option<usize>, lexicon: &Lexicon) -> bool {
        list.is_some_and(|list| lexicon.has(self, list))
    }
}

/// Cuts `text[sentence]` into `tokens`, which are overwritten.
pub(super) fn tokens<'a>(
    text: &'a str,
    sentence: &Range<usize>,
    lexicon: &'a Lexicon,
    tokens: &mut Vec<Token<'a>>,
) {
    tokens.clear();
    let (mut at, mut initial) = (sentence.start, true);
    let mut lower = String::new();
    while let Some(first) = text[at..sentence.end].chars().next() {
        let end = if is_letter(first) {
            word_end(&text[..sentence.end], at)
        } else {
            at + first.len_utf8()
        };
        if is_letter(first) {
            let word = &text[at..end];
            let entry = lexicon.entry(word, &mut lower);
            let kind = Kind::Word { entry, capital: first.is_uppercase(), initial };
            tokens.push(Token { text: word, span: at..end, kind });
            initial = false;
        } else if !first.is_whitespace() {
            let sign = Token { text: &text[at..end], span: at..end, kind: Kind::Sign(first) };
            initial |= sign.is_quote() || matches!(first, ':' | '?' | '!');
            tokens.push(sign);
        }
        at = end;
    }
}

/// [`is_word`], but quick about ASCII.
fn is_letter(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphanumeric() || c == '_' } else { is_word(c) }
}

/// Where the word that begins at byte `from` ends; a hyphen or an apostrophe between letters is
/// part of it, as is the point in “1.5”.
fn word_end(text: &str, from: usize) -> usize {
    let bytes = text.as_bytes();
    let mut end = from;
    let mut number = false;
    for (offset, c) in text[from..].char_indices() {
        let next = |at: usize| text[at..].chars().next();
        if is_letter(c) {
            number = c.is_ascii_digit();
        } else {
            let joins = matches!(c, '-' | '\'' | '’')
                || (number && matches!(c, '.' | ',' | ':') && follows_digit(bytes, from + offset));
            if !joins || !next(from + offset + c.len_utf8()).is_some_and(is_letter) {
                break;
            }
        }
        end = from + offset + c.len_utf8();
    }
    end
}

fn follows_digit(bytes: &[u8], at: usize) -> bool {
    bytes.get(at + 1).is_some_and(u8::is_ascii_digit)
}
