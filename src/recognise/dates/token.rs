//! Words, numbers and signs of a line of text.
//!
//! In goes a text and the words that are known; out come its tokens, each with what it is. A token
//! is a run of letters, a run of ASCII digits, a blank, or one other sign: `3ten` is two tokens.

use std::ops::Range;

use super::lexicon::{Lexicon, WordId};

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Letters; the word, where it is known.
    Word(Option<WordId>),
    /// ASCII digits.
    Number,
    /// One space.
    Blank,
    /// Any other character.
    Sign(char),
}

/// A piece of a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    /// Its first byte.
    pub(super) start: usize,
    /// The byte behind it.
    pub(super) end: usize,
    /// What it is.
    pub(super) kind: Kind,
}

impl Token {
    /// Its bytes.
    pub(super) fn span(&self) -> Range<usize> {
        self.start..self.end
    }
}

/// Fills `tokens` with those of `text`.
pub(super) fn tokenise(text: &str, lexicon: &Lexicon, tokens: &mut Vec<Token>) {
    tokens.clear();
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let start = at;
        let kind = match byte {
            b' ' => {
                at += 1;
                Kind::Blank
            }
            b'0'..=b'9' => {
                at = run(bytes, at, |byte| byte.is_ascii_digit());
                Kind::Number
            }
            _ => match letters(text, at) {
                0 => {
                    let sign = text[at..].chars().next().unwrap_or(' ');
                    at += sign.len_utf8();
                    Kind::Sign(sign)
                }
                length => {
                    at += length;
                    Kind::Word(lexicon.word(&text[start..at]))
                }
            },
        };
        tokens.push(Token { start, end: at, kind });
    }
}

fn run(bytes: &[u8], from: usize, belongs: impl Fn(u8) -> bool) -> usize {
    bytes[from..]
        .iter()
        .position(|&byte| !belongs(byte))
        .map_or(bytes.len(), |length| from + length)
}

/// How many bytes from `at` on are letters and marks on them.
fn letters(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    let mut end = at;
    loop {
        end = run(bytes, end, |byte| byte.is_ascii_alphabetic());
        if bytes.get(end).is_none_or(u8::is_ascii) {
            return end - at;
        }
        let Some(next) = text[end..].chars().next() else { return end - at };
        let mark = unicode_normalization::char::is_combining_mark(next);
        if !(next.is_alphabetic() || (mark && end > at)) {
            return end - at;
        }
        end += next.len_utf8();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_belongs_to_one_token() {
        for (text, expected) in [
            ("am 3ten März 1848.", "am| |3|ten| |März| |1848|."),
            ("15.9.20–Ende", "15|.|9|.|20|–|Ende"),
            ("e\u{301}te\u{301} \u{301}x_y ٣", "e\u{301}te\u{301}| |\u{301}|x|_|y| |٣"),
            ("", ""),
        ] {
            let mut tokens = Vec::new();
            tokenise(text, &Lexicon::default(), &mut tokens);
            let shown: Vec<&str> = tokens.iter().map(|token| &text[token.span()]).collect();
            assert_eq!(shown.join("|"), expected);
            assert_eq!(shown.concat(), text);
        }
    }
}
